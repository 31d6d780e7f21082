// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/dossier.h"
#include "core/service/rows.h"
#include "core/store/journal.h"
#include "core/store/outbox.h"
#include "core/text/width.h"

#include <QRegularExpression>

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;

namespace {

constexpr auto phoneKey = "contact.phone"_L1;
constexpr auto doorHintKey = "address.direction"_L1;

/// The household's own record; NotFound while only its list row is here.
Result<store::View> householdView(store::Database &db, HouseholdId household)
{
    const auto view = store::view(db, household.as<RecordTag>());
    if (!view)
        return passOn(view);
    if (!*view || (*view)->record.kindOf() != record::Kind::Household)
        return fail(ErrorCode::NotFound, u"household"_s);
    return **view;
}

/// A mobile or a landline with its area code: the rule of the survey's question.
Result<QString> phoneOf(const QString &typed)
{
    static const QRegularExpression number(u"^(?:1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})$"_s);
    const QString phone = text::foldedWidth(typed).remove(u' ');
    if (!number.match(phone).hasMatch())
        return fail(ErrorCode::Rejected, u"phone"_s);
    return phone;
}

Result<QString> doorHintOf(const QString &typed)
{
    const QString hint = typed.trimmed();
    if (hint.size() > Households::doorHintLength)
        return fail(ErrorCode::TooLarge, u"door_hint"_s);
    const bool visible = hint.isValidUtf16() && std::ranges::all_of(hint, [](QChar sign) {
                             switch (sign.category()) {
                             case QChar::Other_Control:
                             case QChar::Other_Format: // could turn the reading direction round
                             case QChar::Separator_Line:
                             case QChar::Separator_Paragraph: return false;
                             default: return true;
                             }
                         });
    if (!visible)
        return fail(ErrorCode::Rejected, u"door_hint"_s);
    return hint;
}

Result<HouseholdContact> openContact(store::Database &db, const Ground &ground, HouseholdId household)
{
    const auto view = householdView(db, household);
    if (!view)
        return passOn(view);
    HouseholdContact contact{household, record::text(view->body, phoneKey), record::text(view->body, doorHintKey),
                             view->record.ver, record::encodeBody(view->body)};
    if (contact.phone.isEmpty())
        return contact;
    store::AuditRow line;
    line.atMs = ground.clock->wallMs();
    line.person = ground.me.person;
    line.what = u"reveal"_s;
    line.ref = household.as<RecordTag>();
    if (auto logged = store::audit(db, line, ground.device); !logged)
        return passOn(logged); // not shown unless it is written down
    return contact;
}

/// `was` is what the person saw, also when a page of the feed has brought another value since.
Result<void> commitContact(store::Database &db, const Ground &ground, const HouseholdContact &seen,
                           const record::Body &before, const record::Body &after)
{
    const auto view = householdView(db, seen.household);
    if (!view)
        return passOn(view);
    record::Record from = view->record;
    from.ver = seen.version;
    const auto patch = record::patchBetween(from, before, after);
    if (!patch)
        return {};
    store::LocalBundle bundle;
    bundle.author = ground.me.person;
    bundle.mutations = {*patch};
    const auto done = store::commitLocal(db, bundle, ground.stamp());
    return done ? Result<void>() : passOn(done);
}

} // namespace

Answer<HouseholdContact> Households::contact(HouseholdId household)
{
    const GroundPtr ground = m_desk.ground;
    if (!mayCorrect(ground->me))
        return ready<HouseholdContact>(fail(ErrorCode::NotAllowed, ground->me.role));
    return ground->store->write(
        [ground, household](store::Database &db) { return openContact(db, *ground, household); });
}

Answer<void> Households::correctContact(const HouseholdContact &seen, const QString &phone, const QString &doorHint)
{
    const GroundPtr ground = m_desk.ground;
    if (!mayCorrect(ground->me))
        return ready<void>(fail(ErrorCode::NotAllowed, ground->me.role));
    const auto before = record::decodeBody(seen.record);
    if (!before)
        return ready<void>(fail(ErrorCode::Damaged, u"seen"_s));
    record::Body after = *before;
    if (phone.trimmed() != seen.phone) { // an old number that breaks the rule may stay beside a new hint
        const auto read = phoneOf(phone);
        if (!read)
            return ready<void>(passOn(read));
        after.insert(QString(phoneKey), *read);
    }
    if (doorHint.trimmed() != seen.doorHint) {
        const auto read = doorHintOf(doorHint);
        if (!read)
            return ready<void>(passOn(read));
        if (read->isEmpty())
            after.remove(QString(doorHintKey));
        else
            after.insert(QString(doorHintKey), *read);
    }
    return ground->store->write([ground, seen, before = *before, after](store::Database &db) {
        return commitContact(db, *ground, seen, before, after);
    });
}

} // namespace ruhu::service
