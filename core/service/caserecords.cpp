// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/caserecords.h"

#include "core/crypto/sign.h"
#include "core/service/facts.h"
#include "core/service/means.h"
#include "core/service/papers.h"
#include "core/service/rows.h"

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using casework::Hindrance;
using record::Kind;

Result<OpenCase> openCase(store::Database &db, const Ground &ground, ApplicationId id)
{
    const auto row = store::application(db, id.as<RecordTag>());
    if (!row)
        return passOn(row);
    if (!*row)
        return fail(ErrorCode::NotFound, u"application"_s);
    return openCase(db, ground, **row);
}

Result<OpenCase> openCase(store::Database &db, const Ground &ground, const store::ApplicationRow &row)
{
    auto records = recordsOf(db, row.root.as<HouseholdTag>());
    if (!records)
        return passOn(records);
    return openCase(ground, row, *std::move(records));
}

OpenCase openCase(const Ground &ground, const store::ApplicationRow &row, HouseholdRecords records)
{
    OpenCase opened;
    opened.root = row.root;
    opened.records = std::move(records);
    for (const QList<store::View> &views : std::as_const(opened.records.byKind)) {
        for (const store::View &view : views)
            opened.flat.append(view.record);
    }
    for (const store::View &view : opened.records.of(Kind::Household))
        opened.part = view.record.part;
    if (opened.part == 0)
        opened.part = ground.me.part;
    opened.file = casework::caseOf(opened.flat, row.id.as<ApplicationTag>(), ground.today());
    opened.row = rowOf(row);
    opened.row.state = QString(casework::stateName(casework::stateOf(opened.file)));
    opened.row.acceptedOn = opened.file.acceptedOn;
    if (ground.policy) {
        const auto limits = casework::deadlines(opened.file, *ground.policy);
        if (!limits.isEmpty()) {
            opened.row.limit = limits.first().key;
            opened.row.due = deadlineOf(ground, limits.first().due.date);
            opened.row.due.provisional = opened.row.due.provisional || limits.first().due.provisional;
        }
    }
    return opened;
}

Result<void> allow(const Ground &ground, const casework::CaseFile &file, casework::Action action,
                   const casework::StepFacts &step, bool nearRelative)
{
    const auto role = roleFromName(ground.me.role);
    if (!role)
        return fail(ErrorCode::NotAllowed, ground.me.role);
    const auto obstacles = casework::check(file, action, {ground.me.person, *role, nearRelative}, step);
    if (obstacles.isEmpty())
        return {};
    QStringList names;
    for (const casework::Obstacle &obstacle : obstacles) {
        const QString name(casework::hindranceName(obstacle.what));
        switch (obstacle.what) {
        case Hindrance::WrongRole:
        case Hindrance::NearRelative:
        case Hindrance::InvestigatorOfCase:
        case Hindrance::HandlerOfCase:
        case Hindrance::NotOnVisit: return fail(ErrorCode::NotAllowed, name);
        case Hindrance::IllegalStep: return fail(ErrorCode::Conflict, name);
        case Hindrance::NeedsReason: return fail(ErrorCode::Rejected, name);
        default: names.append(name); break;
        }
    }
    names.removeDuplicates();
    return fail(ErrorCode::Incomplete, names.join(u' '));
}

record::Mutation eventAbout(const Ground &ground, const OpenCase &opened, Kind kind, RecordId id, record::Body body)
{
    record::Mutation mutation;
    mutation.id = id;
    mutation.kind = QString(record::nameOf(kind));
    mutation.root = opened.root;
    mutation.part = opened.part;
    mutation.op = record::Op::Event;
    body.insert(u"application"_s, opened.row.id.bytes());
    body.insert(u"by"_s, ground.me.person.bytes());
    body.insert(u"role"_s, ground.me.role);
    body.insert(u"at"_s, ground.clock->wallMs());
    mutation.set = std::move(body);
    return mutation;
}

Result<rules::MeansTest> testOf(const Ground &ground, const OpenCase &opened, const QList<OpinionAnswer> &answers)
{
    if (!ground.policy)
        return tl::make_unexpected(ground.policyProblem);
    return rules::meansTest(*ground.policy, meansFacts(ground, opened.records, opened.row.id, answers));
}

Result<QList<OpinionRow>> opinionRows(store::Database &db, const Ground &, const HouseholdRecords &records,
                                      ApplicationId application)
{
    QList<OpinionRow> rows;
    for (const store::View &view : records.of(Kind::Opinion)) {
        const Opinion opinion = opinionOf(view);
        if (opinion.application != application)
            continue;
        OpinionRow row;
        row.id = opinion.id;
        row.person = opinion.by;
        row.verdict = opinion.result == u"AGREE" ? OpinionDraft::Verdict::Agree : OpinionDraft::Verdict::Disagree;
        row.amountFen = opinion.amount.value;
        row.reason = opinion.reason;
        row.signedAtMs = opinion.at;
        const auto signer = standingOf(db, opinion.by);
        if (!signer && signer.error().code != ErrorCode::NotFound)
            return passOn(signer);
        const QByteArray hash =
            record::recordHash(view.record.kind, view.record.id, view.record.root, view.record.body);
        for (const store::View &signature : records.of(Kind::Signature)) {
            if (!signer || record::ref<RecordId>(signature.body, "signs"_L1) != opinion.id)
                continue;
            row.personName = signer->name;
            row.verified = record::bytes(signature.body, "hash"_L1) == hash &&
                           crypto::verify(signer->signKey, signedMessage(hash, record::text(signature.body, "role"_L1)),
                                          record::bytes(signature.body, "sig"_L1));
        }
        rows.append(row);
    }
    std::ranges::stable_sort(rows, std::greater(), &OpinionRow::signedAtMs);
    return rows;
}

} // namespace ruhu::service
