// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/visitform.h"

#include "core/crypto/random.h"
#include "core/forms/mapping.h"
#include "core/service/facts.h"

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The node of a question that goes into this field of the visit; None when the form does not ask for it.
forms::NodeId visitNode(const forms::FormSession &session, const QString &field)
{
    const QString target = u"visit."_s + field;
    for (const forms::Control &control : session.form().controls()) {
        if (control.ruhu.value(u"to"_s) == target || control.ruhu.value(u"from"_s) == target)
            return session.find(control.reference);
    }
    return forms::NodeId::None;
}

QList<record::Record> recordsOf(const HouseholdRecords &records)
{
    QList<record::Record> out;
    for (const QList<store::View> &views : records.byKind) {
        for (const store::View &view : views)
            out.append(view.record);
    }
    return out;
}

} // namespace

QString visitAnswer(const forms::FormSession &session, const QString &field)
{
    const forms::NodeId node = visitNode(session, field);
    return node == forms::NodeId::None ? QString() : session.value(node);
}

Result<QByteArray> prefillVisit(forms::FormSession &session, const HouseholdRecords &records,
                                const store::DraftRow &draft)
{
    const auto seen = forms::fillFromRecords(session, recordsOf(records));
    if (!seen)
        return passOn(seen);
    QList<std::pair<forms::NodeId, QString>> known;
    const auto know = [&](const QString &field, const QString &value) {
        const forms::NodeId node = visitNode(session, field);
        if (node != forms::NodeId::None && session.value(node).isEmpty() && !value.isEmpty())
            known.append({node, value});
    };
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(draft.startedAtMs, QTimeZone("Asia/Shanghai"));
    know(u"reason"_s, draft.reason);
    know(u"start_at"_s, start.toString(Qt::ISODateWithMs));
    know(u"method"_s, u"HOME_VISIT"_s);
    know(u"no"_s, draft.id.text().right(12));
    for (const store::View &view : records.of(record::Kind::Application)) {
        if (view.record.id != draft.application)
            continue;
        const Application application = applicationOf(view);
        know(u"case_no"_s, application.reason.caseNo);
        know(u"program"_s, application.programmes.program);
    }
    for (const store::View &view : records.of(record::Kind::Authorisation))
        know(u"authorisation_no"_s, record::text(view.body, "no"_L1));
    if (auto filled = session.fillIn(known); !filled)
        return passOn(filled);
    return seen->encode();
}

QHash<QString, QString> referenceValues(const forms::FormSession &session, const HouseholdRecords &records)
{
    // What the check centre found, beside the declared amount of the same member and kind.
    QHash<QString, QString> reference;
    QList<CheckItem> items;
    for (const store::View &view : records.of(record::Kind::CheckResult))
        items = checkResultOf(view).items; // the latest
    if (items.isEmpty())
        return reference;
    for (const forms::Control &control : session.form().controls()) {
        if (control.ruhu.value(u"to"_s) != u"income.item.declared")
            continue;
        const QString repeat = control.reference.section(u'/', 0, -2);
        const QString leaf = control.reference.section(u'/', -1);
        for (const forms::NodeId instance : session.instances(repeat)) {
            const auto rid = RecordId::fromText(session.value(session.child(instance, u"rid"_s)));
            for (const store::View &view : records.of(record::Kind::Income)) {
                if (view.record.id != rid)
                    continue;
                const Income income = incomeOf(view);
                for (const CheckItem &item : std::as_const(items)) {
                    if (item.member == income.member && item.what == income.kind)
                        reference.insert(session.path(session.child(instance, leaf)), plainYuanText(item.found));
                }
            }
        }
    }
    return reference;
}

Result<MappedVisit> mapVisit(const forms::FormSession &session, const Ground &ground, const QByteArray &prefill,
                             RecordId household, qint32 part)
{
    const auto seen = forms::Prefill::decode(prefill);
    if (!seen)
        return passOn(seen);
    crypto::SystemRng rng;
    forms::MappingContext context;
    context.household = household;
    context.part = part;
    context.clock = ground.clock.get();
    context.rng = &rng;
    const auto mapped = forms::mapToRecords(session, *seen, context);
    if (!mapped)
        return passOn(mapped);
    return MappedVisit{mapped->mutations, mapped->visit};
}

} // namespace ruhu::service
