// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The rules that a hub must hold against a changed laptop program: signatures verify over the very bytes that are
// stored, an opinion is signed by a supervisor who did not investigate the case (domain 1), a conflict is resolved
// once, money and bank data only by a supervisor, no check without an authorisation.
#include "sync/hub/bundlework_p.h"

#include "core/crypto/sign.h"

#include <QCborArray>
#include <QCborMap>
#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;
using record::Kind;

namespace {

using Breach = Result<std::optional<Refusal>>;

const QString supervisorRole = u"TownshipSupervisor"_s;
const QString investigatorRole = u"Investigator"_s;

Refusal refusalOf(const WorkSet::Entry &entry, const QString &code, const QString &field = {})
{
    return {entry.mid, code, field};
}

bool isNewEvent(const WorkSet::Entry &entry, Kind kind)
{
    return entry.isNew && !entry.mid.isNull() && entry.record.kindOf() == kind;
}

// ---- signatures

struct Signed
{
    RecordId signs;
    PersonId person;
    QString role;
};

/// A person's signature: nullopt with a breach in `code`, or who signed. A family's mark has no person.
Result<std::optional<Signed>> readSignature(WorkSet &work, const Session &session, const WorkSet::Entry &entry,
                                            qint64 nowMs, std::optional<Refusal> &refusal)
{
    const auto target = record::ref<RecordId>(entry.body, "signs"_L1);
    const QByteArray hash = record::bytes(entry.body, "hash"_L1);
    const auto event = work.load(target);
    if (!event)
        return passOn(event);
    const record::Record &seen = event->record;
    if (seen.ver == 0) {
        refusal = refusalOf(entry, u"record-missing"_s, u"signs"_s);
        return std::optional<Signed>();
    }
    if (record::recordHash(seen.kind, seen.id, seen.root, seen.body) != hash) {
        refusal = refusalOf(entry, u"signature"_s, u"hash"_s);
        return std::optional<Signed>();
    }
    const QByteArray sig = record::bytes(entry.body, "sig"_L1);
    const auto serial = record::ref<protocol::Serial>(entry.body, "person"_L1);
    if (sig.isEmpty() && serial.isNull())
        return std::optional<Signed>(); // strokes of the family, or a refusal to sign: the hash is what binds them

    const auto certificate = work.store().certificate(serial);
    if (!certificate)
        return passOn(certificate);
    const QString role = record::text(entry.body, "role"_L1);
    const auto known = *certificate;
    if (!known || known->revoked || known->notAfter <= nowMs || known->device != session.device.device)
        refusal = refusalOf(entry, u"certificate"_s, u"person"_s);
    else if (!session.holds(known->person, role, work.part(), seen.village))
        refusal = refusalOf(entry, u"not-allowed"_s, u"role"_s);
    else if (!crypto::verify(known->signKey, protocol::personSignatureMessage(hash, role), sig))
        refusal = refusalOf(entry, u"signature"_s, u"sig"_s);
    if (refusal)
        return std::optional<Signed>();
    return std::optional<Signed>(Signed{target, known->person, role});
}

// ---- opinions

bool names(const WorkSet::Entry &visit, PersonId person)
{
    const QCborArray investigators = visit.body.value(u"investigators"_s).toArray();
    return record::ref<PersonId>(visit.body, "by"_L1) == person ||
           std::ranges::any_of(investigators, [&](const QCborValue &item) {
               return item.toByteArray() == person.bytes() || item.toString() == person.text();
           });
}

/// The signer took part in a visit of the case: by the visit's own list, or by having signed it as an investigator.
Result<bool> investigated(WorkSet &work, const WorkSet::Entry &opinion, PersonId signer)
{
    const auto all = work.household(opinion.record.root);
    if (!all)
        return passOn(all);
    const auto application = record::ref<RecordId>(opinion.body, "application"_L1);
    const auto ofCase = [&](const WorkSet::Entry &visit) {
        const auto own = record::ref<RecordId>(visit.body, "application"_L1);
        return visit.record.kindOf() == Kind::Visit && (own.isNull() || application.isNull() || own == application);
    };
    for (const WorkSet::Entry &entry : *all) {
        if (ofCase(entry) && names(entry, signer))
            return true;
        if (entry.record.kindOf() != Kind::Signature || record::text(entry.body, "role"_L1) != investigatorRole)
            continue;
        const auto target = work.load(record::ref<RecordId>(entry.body, "signs"_L1));
        const auto certificate = work.store().certificate(record::ref<protocol::Serial>(entry.body, "person"_L1));
        if (!target)
            return passOn(target);
        if (!certificate)
            return passOn(certificate);
        if (ofCase(*target) && *certificate && (*certificate)->person == signer)
            return true;
    }
    return false;
}

Breach opinionBreach(WorkSet &work, const WorkSet::Entry &opinion, const QList<Signed> &signatures)
{
    const auto mine = std::ranges::find_if(
        signatures, [&](const Signed &s) { return s.signs == opinion.record.id && s.role == supervisorRole; });
    if (mine == signatures.end())
        return std::optional(refusalOf(opinion, u"signature-missing"_s, supervisorRole));
    const auto by = record::ref<PersonId>(opinion.body, "by"_L1);
    if (!by.isNull() && by != mine->person)
        return std::optional(refusalOf(opinion, u"not-allowed"_s, u"by"_s));
    const auto twoRoles = investigated(work, opinion, mine->person);
    if (!twoRoles)
        return passOn(twoRoles);
    return *twoRoles ? std::optional(refusalOf(opinion, u"separation-of-duties"_s, u"investigators"_s)) : std::nullopt;
}

// ---- resolutions

Breach resolutionBreach(WorkSet &work, const Session &session, const WorkSet::Entry &resolution)
{
    const auto conflict = work.load(record::ref<RecordId>(resolution.body, "cid"_L1));
    if (!conflict)
        return passOn(conflict);
    if (conflict->record.ver == 0 || conflict->record.kindOf() != Kind::Conflict)
        return std::optional(refusalOf(resolution, u"record-missing"_s, u"cid"_s));
    if (record::text(conflict->body, "state"_L1) != u"open")
        return std::optional(refusalOf(resolution, u"already-resolved"_s, u"cid"_s));
    const QString group = record::text(conflict->body, "group"_L1);
    const Kind kind = record::kindFromName(record::text(conflict->body, "kind"_L1));
    const bool needsSupervisor = group == record::wholeRecord || record::supervisorResolves(kind, group);
    const auto by = record::ref<PersonId>(resolution.body, "by"_L1);
    if (needsSupervisor && !session.holds(by, supervisorRole, work.part(), conflict->record.village))
        return std::optional(refusalOf(resolution, u"not-allowed"_s, u"by"_s));
    return std::optional<Refusal>();
}

/// Authorise first, check after.
Breach checkBreach(WorkSet &work, const WorkSet::Entry &request)
{
    const auto mandate = work.load(record::ref<RecordId>(request.body, "authorisation"_L1));
    if (!mandate)
        return passOn(mandate);
    const bool given = mandate->record.ver > 0 && mandate->record.kindOf() == Kind::Authorisation &&
                       mandate->record.root == request.record.root;
    return given ? std::nullopt : std::optional(refusalOf(request, u"authorisation-missing"_s, u"authorisation"_s));
}

Breach eventBreach(WorkSet &work, const Session &session, const WorkSet::Entry &entry, const QList<Signed> &signatures)
{
    if (isNewEvent(entry, Kind::Opinion))
        return opinionBreach(work, entry, signatures);
    if (isNewEvent(entry, Kind::Decision)) // the county's steps are not part of this hub yet
        return std::optional(refusalOf(entry, u"not-allowed"_s, u"kind"_s));
    if (isNewEvent(entry, Kind::Resolution))
        return resolutionBreach(work, session, entry);
    if (isNewEvent(entry, Kind::CheckRequest))
        return checkBreach(work, entry);
    return std::optional<Refusal>();
}

// ---- consequences

/// An opinion about a case that has moved on is kept as it is and has to be given again (docs/protocol.md 3).
Result<bool> isStale(WorkSet &work, const WorkSet::Entry &opinion)
{
    const QCborArray subject = opinion.body.value(u"subject"_s).toArray();
    for (const QCborValue &item : subject) {
        const QCborArray row = item.toArray(); // [id, version, hash]
        const auto entry = work.load(RecordId::fromBytes(row.at(0).toByteArray()));
        if (!entry)
            return passOn(entry);
        const record::Record &now = entry->record;
        if (now.ver == 0 || now.archived ||
            record::recordHash(now.kind, now.id, now.root, now.body) != row.at(2).toByteArray())
            return true;
    }
    return false;
}

Result<void> addStaleTask(WorkSet &work, const WorkSet::Entry &opinion)
{
    const record::Body body{{u"assignee.role"_s, supervisorRole},
                            {u"status.what"_s, u"REAPPROVE"_s},
                            {u"status.subject"_s, opinion.record.id.bytes()},
                            {u"status.status"_s, u"OPEN"_s}};
    return work.putOwn(Kind::Task, derivedId("opinion-stale"_L1, opinion.record.id.bytes()), opinion.record.root,
                       opinion.record.village, body);
}

Result<void> closeConflict(WorkSet &work, const WorkSet::Entry &resolution)
{
    const auto conflict = work.load(record::ref<RecordId>(resolution.body, "cid"_L1));
    if (!conflict)
        return passOn(conflict);
    record::Body body = conflict->body;
    body.insert(u"state"_s, u"resolved"_s);
    body.insert(u"resolution"_s, resolution.record.id.bytes());
    return work.putOwn(Kind::Conflict, conflict->record.id, conflict->record.root, conflict->record.village, body);
}

CheckQuestion questionOf(const WorkSet::Entry &request, const QList<WorkSet::Entry> &household)
{
    CheckQuestion question;
    question.request = request.record.id;
    question.application = record::ref<RecordId>(request.body, "application"_L1);
    const QCborArray wanted = request.body.value(u"members"_s).toArray();
    const auto asked = [&](RecordId member) {
        return wanted.isEmpty() || std::ranges::any_of(wanted, [&](const QCborValue &item) {
                   return item.toByteArray() == member.bytes();
               });
    };
    for (const WorkSet::Entry &entry : household) {
        if (entry.record.archived)
            continue;
        const Kind kind = entry.record.kindOf();
        if (kind == Kind::Member && asked(entry.record.id))
            question.members.append({entry.record.id, record::text(entry.body, "identity.id_no"_L1),
                                     record::text(entry.body, "identity.name"_L1)});
        if (kind == Kind::Income)
            question.declared.append({record::ref<RecordId>(entry.body, "item.member"_L1),
                                      record::text(entry.body, "item.kind"_L1),
                                      record::number(entry.body, "item.declared"_L1)});
        if (kind == Kind::Property)
            question.declared.append({record::ref<RecordId>(entry.body, "item.owner"_L1),
                                      record::text(entry.body, "item.kind"_L1),
                                      record::number(entry.body, "item.amount"_L1)});
    }
    return question;
}

Result<void> askCentre(WorkSet &work, CheckCentre &centre, const WorkSet::Entry &request, qint64 nowMs)
{
    const auto household = work.household(request.record.root);
    if (!household)
        return passOn(household);
    const CheckQuestion question = questionOf(request, *household);
    const auto answer = centre.ask(question);
    if (!answer)
        return {};
    constexpr int chinaOffset = 8 * 60 * 60; // one time zone, no summer time
    const QString today =
        QDateTime::fromMSecsSinceEpoch(nowMs, Qt::OffsetFromUTC, chinaOffset).date().toString(Qt::ISODate);
    QCborArray items;
    for (const CheckItem &item : answer->items) {
        QCborMap map{{u"member"_s, item.member.bytes()},
                     {u"source"_s, item.source},
                     {u"what"_s, item.what},
                     {u"declared"_s, item.declared},
                     {u"found"_s, item.found},
                     {u"agrees"_s, item.agrees},
                     {u"on"_s, today}};
        if (!item.detail.isEmpty())
            map.insert("detail"_L1, item.detail);
        items.append(map);
    }
    const record::Body body{{u"application"_s, question.application.bytes()},
                            {u"request"_s, request.record.id.bytes()},
                            {u"received_on"_s, today},
                            {u"match"_s, answer->match()},
                            {u"items"_s, items},
                            {u"report"_s, answer->report},
                            {u"role"_s, u"MeansCheckCentre"_s},
                            {u"at"_s, nowMs}};
    return work.putOwn(Kind::CheckResult, derivedId("check-result"_L1, request.record.id.bytes()), request.record.root,
                       request.record.village, body);
}

} // namespace

Result<std::optional<Refusal>> breachOf(WorkSet &work, const Session &session, qint64 nowMs)
{
    const QList<WorkSet::Entry> entries = work.written();
    QList<Signed> signatures;
    for (const WorkSet::Entry &entry : entries) {
        if (!isNewEvent(entry, Kind::Signature))
            continue;
        std::optional<Refusal> refusal;
        const auto one = readSignature(work, session, entry, nowMs, refusal);
        if (!one)
            return passOn(one);
        if (refusal)
            return refusal;
        if (*one)
            signatures.append(**one);
    }
    for (const WorkSet::Entry &entry : entries) {
        const Breach breach = eventBreach(work, session, entry, signatures);
        if (!breach || *breach)
            return breach;
    }
    return std::optional<Refusal>();
}

Result<void> addConsequences(WorkSet &work, CheckCentre *centre, qint64 nowMs)
{
    const QList<WorkSet::Entry> entries = work.written();
    for (const WorkSet::Entry &entry : entries) {
        Result<void> done;
        if (isNewEvent(entry, Kind::Resolution)) {
            done = closeConflict(work, entry);
        } else if (isNewEvent(entry, Kind::CheckRequest) && centre) {
            done = askCentre(work, *centre, entry, nowMs);
        } else if (isNewEvent(entry, Kind::Opinion)) {
            const auto stale = isStale(work, entry);
            if (!stale)
                return passOn(stale);
            if (*stale)
                done = addStaleTask(work, entry);
        }
        if (!done)
            return done;
    }
    return {};
}

} // namespace ruhu::hub
