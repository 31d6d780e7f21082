// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/visitevent.h"

#include "core/forms/session.h"
#include "core/service/facts.h"
#include "core/service/visitform.h"

#include <QCborArray>

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using record::Kind;

namespace {

/// Whom the form names as investigators of this visit, and its author: these are expected to sign, in any order.
QList<PersonId> expected(const Ground &ground, const VisitDraft &draft)
{
    QList<PersonId> people{ground.me.person};
    for (const PersonId &person : Visits::namedInvestigators(draft)) {
        if (!people.contains(person))
            people.append(person);
    }
    return people;
}

/// Who stands in the event when this person signs.
QList<PersonId> investigatorsWith(const Ground &ground, const DraftItems &items, QList<PersonId> people,
                                  PersonId signer)
{
    if (signer.isNull() || people.contains(signer))
        return people;
    // Somebody who was expected and did not sign makes room for who is really there.
    const auto hasSigned = [&](PersonId person) {
        return person == ground.me.person || std::ranges::any_of(items.signatures, [&](const SignatureItem &s) {
                   return s.shown.kind == DraftSignature::Kind::Investigator && s.shown.person == person;
               });
    };
    people.removeIf([&](PersonId person) { return !hasSigned(person); });
    people.append(signer);
    return people;
}

record::Body visitBody(const VisitDraft &draft, const Ground &ground, const record::Body &fields,
                       const QList<PersonId> &investigators)
{
    record::Body body = fields;
    QCborArray people;
    for (const PersonId &person : investigators)
        people.append(person.bytes());
    body.insert(u"investigators"_s, people);
    if (!draft.application.isNull())
        body.insert(u"application"_s, draft.application.bytes());
    body.insert(u"reason"_s, draft.reason);
    const qint64 now = ground.clock->wallMs();
    body.insert(u"start_at"_s, draft.startedAtMs);
    body.insert(u"end_at"_s, now);
    if (record::text(body, "outcome"_L1).isEmpty())
        body.insert(u"outcome"_s, u"DONE"_s);
    body.insert(u"form"_s, draft.form->id());
    body.insert(u"form_version"_s, draft.form->version());
    body.insert(u"form_hash"_s, draft.form->hash());
    body.insert(u"by"_s, ground.me.person.bytes());
    body.insert(u"role"_s, ground.me.role);
    body.insert(u"at"_s, now);
    return record::withoutNulls(body);
}

} // namespace

Result<OnFile> onFile(store::Database &db, const Ground &ground, DraftId draft, HouseholdId household, PersonId signer)
{
    OnFile file;
    auto items = itemsOf(db, draft, ground.me.person);
    if (!items)
        return passOn(items);
    file.items = *std::move(items);
    const auto views = store::viewsOf(db, household.as<RecordTag>());
    if (!views)
        return passOn(views);
    for (const store::View &view : *views) {
        file.records.append(view.record);
        if (view.record.kindOf() == Kind::Household)
            file.part = view.record.part;
        if (view.record.kindOf() == Kind::Member)
            file.membersByName.insert(memberOf(view).identity.name, view.record.id.as<MemberTag>());
    }
    if (file.part == 0)
        return fail(ErrorCode::Incomplete, u"dossier"_s);
    if (!signer.isNull()) {
        const auto standing = standingOf(db, signer);
        if (!standing)
            return standing.error().code == ErrorCode::NotFound
                       ? fail(ErrorCode::NotAllowed, u"no certificate on this laptop"_s)
                       : passOn(standing);
        file.signer = *standing;
    }
    return file;
}

QList<Missing> missingAnswers(const forms::FormSession &session)
{
    QList<Missing> missing;
    for (const forms::Problem &problem : session.validate()) {
        const int control = session.control(problem.node);
        if (control >= 0 && session.form().controls().at(control).isSignature())
            continue; // taken beside the form, over the finished answers
        Missing one;
        one.kind = problem.kind == forms::Validity::Required ? Missing::Kind::Answer : Missing::Kind::Constraint;
        one.path = problem.path;
        one.label = problem.label;
        one.what = problem.message;
        missing.append(one);
    }
    return missing;
}

Result<Preparing> prepare(const std::shared_ptr<const Ground> &ground, const VisitDraft &draft, const OnFile &file,
                          PersonId signer)
{
    Preparing out;
    out.root = draft.household.as<RecordTag>();
    out.visit = draft.id.as<RecordTag>();
    const QByteArray now = contentDigest(draft.session->submission(), file.items.photos);
    const bool fits = file.items.visit && file.items.visit->digest == now;
    out.investigators = investigatorsWith(*ground, file.items,
                                          fits ? file.items.visit->investigators : expected(*ground, draft), signer);
    if (fits && file.items.visit->investigators == out.investigators) {
        out.standing = file.items.visit;
        out.digest = now;
        return out;
    }
    if (auto ended = draft.session->finish(); !ended)
        return passOn(ended);
    out.submission = draft.session->submission();
    out.digest = contentDigest(out.submission, file.items.photos);
    forms::Draft rest = draft.session->draft();
    rest.prefill = draft.prefill;
    out.state = rest.encode();
    const auto mapped = mapVisit(*draft.session, *ground, draft.prefill, out.root, file.part);
    if (!mapped)
        return passOn(mapped);
    out.fields = visitBody(draft, *ground, mapped->visit, out.investigators);
    return out;
}

Result<VisitItem> eventOf(const Ground &ground, const Preparing &preparing)
{
    if (preparing.standing)
        return *preparing.standing;
    const auto sealed = sealFile(*ground.files, preparing.visit, "submission", preparing.submission);
    if (!sealed)
        return passOn(sealed);
    VisitItem visit;
    visit.id = preparing.visit;
    visit.body = preparing.fields;
    visit.body.insert(u"submission"_s, sealed->name);
    visit.body.insert(u"submission_key"_s, sealed->key);
    visit.bytes = record::encodeBody(visit.body);
    visit.digest = preparing.digest;
    visit.investigators = preparing.investigators;
    visit.submission = *sealed;
    return visit;
}

QList<PersonId> Visits::namedInvestigators(const VisitDraft &draft)
{
    const forms::FormSession &session = *draft.session;
    QList<PersonId> people;
    const auto add = [&](forms::NodeId node) {
        if (node == forms::NodeId::None)
            return;
        if (const PersonId person = PersonId::fromText(session.value(node)); !person.isNull())
            people.append(person);
    };
    for (const forms::Control &control : session.form().controls()) {
        if (control.ruhu.value(u"to"_s) != u"visit.investigators")
            continue;
        const QString repeat = control.reference.section(u'/', 0, -2);
        for (const forms::NodeId instance : session.instances(repeat))
            add(session.child(instance, control.reference.section(u'/', -1)));
    }
    return people;
}

} // namespace ruhu::service
