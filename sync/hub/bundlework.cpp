// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/bundlework_p.h"

#include "core/base/limits.h"
#include "core/record/merge.h"

#include <QCborMap>

#include <algorithm>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;
using record::Kind;
using record::KindClass;
using record::Op;

namespace {

QCborMap toMap(const record::Body &body)
{
    QCborMap map;
    for (auto it = body.cbegin(); it != body.cend(); ++it)
        map.insert(it.key(), it.value());
    return map;
}

/// Kinds that only the hub or its operator writes, whatever their class.
bool madeByTheHub(Kind kind)
{
    switch (kind) {
    case Kind::CheckResult:
    case Kind::Grant:
    case Kind::Certificate:
    case Kind::Revocation:
    case Kind::Pack:
    case Kind::Receipt:
    case Kind::Delegation: return true;
    default: return record::info(kind).kindClass == KindClass::HubMade;
    }
}

protocol::Status statusOf(record::Outcome outcome)
{
    switch (outcome) {
    case record::Outcome::Applied: return protocol::Status::Applied;
    case record::Outcome::Merged: return protocol::Status::Merged;
    case record::Outcome::NoOp: return protocol::Status::Duplicate;
    case record::Outcome::Conflict: return protocol::Status::Conflict;
    default: return protocol::Status::Rejected;
    }
}

} // namespace

qint64 villageOf(const record::Body &household, qint32 part)
{
    const qint64 code = record::text(household, "address.region_code"_L1).toLongLong();
    return code / 1'000 == part && code % 1'000 != 0 ? code : 0;
}

void BundleWork::refuse(MutationId mid, const QString &code, const QString &field)
{
    if (!m_refusal)
        m_refusal = Refusal{mid, code, field};
}

void BundleWork::refuse(const record::Mutation &mutation, const QString &code, const QString &field)
{
    refuse(mutation.mid, code, field);
}

/// Events say who made them; a patch belongs to the author of its bundle. An older laptop does not name one: then to
/// the person of the events beside it, or to the only person of the device.
PersonId BundleWork::authorOf(const record::Mutation &mutation) const
{
    const auto own = record::ref<PersonId>(mutation.set, "by"_L1);
    if (mutation.op == Op::Event)
        return own;
    if (!m_bundle.author.isNull())
        return m_bundle.author;
    for (const record::Mutation &other : m_bundle.mutations) {
        if (other.op == Op::Event) {
            if (const auto by = record::ref<PersonId>(other.set, "by"_L1); !by.isNull())
                return by;
        }
    }
    return m_session.onlyPerson();
}

Result<void> BundleWork::apply()
{
    // A device speaks for its own people only.
    if (!m_bundle.author.isNull() && !m_session.isPerson(m_bundle.author)) {
        refuse(m_bundle.mutations.first(), u"not-allowed"_s, u"by"_s);
        return {};
    }
    for (const record::Mutation &mutation : m_bundle.mutations) {
        const auto done = applyOne(mutation);
        if (!done || m_refusal)
            return done;
    }
    const auto breach = breachOf(m_work, m_session, m_context.clock.wallMs());
    if (!breach)
        return passOn(breach);
    if (*breach) {
        m_refusal = **breach;
        return {};
    }
    auto done = addConsequences(m_work, m_context.checkCentre, m_context.clock.wallMs());
    if (done)
        done = updateListRows(m_work);
    return done;
}

/// What can be said of a mutation without looking at records.
bool BundleWork::admits(const record::Mutation &mutation)
{
    const Kind kind = mutation.kindOf();
    if (kind != Kind::Unknown && madeByTheHub(kind))
        refuse(mutation, u"not-allowed"_s, u"kind"_s);
    else if (kind == Kind::Household && mutation.root != mutation.id)
        refuse(mutation, u"root"_s, u"root"_s);
    else if (kind == Kind::Household && mutation.op == Op::Create && mutation.set.contains(u"address.region_code"_s) &&
             record::text(mutation.set, "address.region_code"_L1).toLongLong() / 1'000 != mutation.part)
        refuse(mutation, u"part"_s, u"address.region_code"_s);
    const auto by = record::ref<PersonId>(mutation.set, "by"_L1);
    if (mutation.op == Op::Event && !by.isNull() && !m_session.isPerson(by))
        refuse(mutation, u"not-allowed"_s, u"by"_s);
    return !m_refusal;
}

/// Gives a new record its place; false (with a refusal) when it cannot have one.
Result<bool> BundleWork::placed(const record::Mutation &mutation, WorkSet::Entry &entry)
{
    if (entry.record.ver > 0) {
        if (entry.record.root != mutation.root && mutation.op != Op::Event)
            refuse(mutation, u"root"_s, u"root"_s);
        return !m_refusal;
    }
    entry.record.kind = mutation.kind;
    entry.record.root = mutation.root;
    entry.record.ch = record::info(mutation.kindOf()).channel;
    if (mutation.kindOf() == Kind::Household) {
        entry.record.village = villageOf(mutation.set, mutation.part);
    } else if (!mutation.root.isNull()) {
        const auto head = m_work.load(mutation.root);
        if (!head)
            return passOn(head);
        if (head->record.ver == 0)
            refuse(mutation, u"root-missing"_s, u"root"_s);
        entry.record.village = head->record.village;
    }
    return !m_refusal;
}

record::Merge BundleWork::mergeOf(const WorkSet::Entry &theirs, const record::Mutation &mutation) const
{
    const HubFaults *faults = m_context.faults;
    if (faults && mutation.op == Op::Patch && theirs.record.ver > 0) {
        if (const auto faulty = faultyMerge(theirs, mutation))
            return *faulty;
    }
    return record::merge(theirs.record, theirs.body, mutation);
}

/// Only with planted faults: what a careless hub would do.
std::optional<record::Merge> BundleWork::faultyMerge(const WorkSet::Entry &theirs,
                                                     const record::Mutation &mutation) const
{
    const HubFaults &faults = *m_context.faults;
    if (faults.editResurrectsArchived && theirs.record.archived)
        return record::Merge{.outcome = record::Outcome::Applied,
                             .changed = true,
                             .archived = false,
                             .merged = record::withoutNulls(mutation.set),
                             .groups = {},
                             .conflicts = {}};
    if (theirs.record.archived || !(faults.wholeRowLastWrite || faults.lastWriterByDeviceClock))
        return std::nullopt;
    const auto last = m_work.store().revisions(m_work.part(), mutation.id, 1);
    const qint64 theirsAt = theirs.dirty || !last || last->isEmpty() ? theirs.at : last->first().at;
    const bool wins = faults.wholeRowLastWrite || mutation.at > theirsAt;
    record::Merge merge{.outcome = wins ? record::Outcome::Merged : record::Outcome::NoOp,
                        .changed = wins,
                        .archived = false,
                        .merged = theirs.body,
                        .groups = {},
                        .conflicts = {}};
    if (faults.wholeRowLastWrite)
        merge.merged.insert(mutation.was);
    if (wins)
        record::overlay(merge.merged, mutation);
    merge.merged = record::withoutNulls(merge.merged);
    return merge;
}

Result<void> BundleWork::applyOne(const record::Mutation &mutation)
{
    const bool dedup = !(m_context.faults && m_context.faults->noDedup);
    if (dedup) {
        const auto known = m_work.store().outcome(m_work.part(), mutation.mid);
        if (!known)
            return passOn(known);
        if (*known && (*known)->device != m_session.device.device) {
            refuse(mutation, u"mid-taken"_s);
            return {};
        }
        if (*known) {
            m_done.append({.result = (*known)->result, .touched = {}});
            return {};
        }
    }
    if (!admits(mutation))
        return {};
    auto entry = m_work.load(mutation.id);
    if (!entry)
        return passOn(entry);
    const auto fits = placed(mutation, *entry);
    if (!fits)
        return passOn(fits);
    if (!*fits)
        return {};
    const record::Merge merge = mergeOf(*entry, mutation);
    if (merge.outcome == record::Outcome::EventImmutable)
        refuse(mutation, u"event-immutable"_s);
    else if (merge.outcome == record::Outcome::Invalid)
        refuse(mutation, entry->record.ver == 0 ? u"record-missing"_s : u"invalid"_s);
    else if (merge.changed && record::encodeBody(merge.merged).size() > limits::recordBytes)
        refuse(mutation, u"too-large"_s);
    if (m_refusal)
        return {};
    return take(mutation, *std::move(entry), merge);
}

Result<void> BundleWork::take(const record::Mutation &mutation, WorkSet::Entry entry, const record::Merge &merge)
{
    Done done;
    done.result.mid = mutation.mid;
    done.result.part = m_work.part();
    done.result.status = statusOf(merge.outcome);
    done.touched = {mutation.id};
    for (const record::GroupConflict &conflict : merge.conflicts) {
        const auto id = putConflict(mutation, entry, conflict);
        if (!id)
            return passOn(id);
        done.touched.append(*id);
    }
    if (merge.changed) {
        entry.body = merge.merged;
        entry.record.archived = merge.archived;
        entry.mid = mutation.mid;
        entry.by = authorOf(mutation);
        entry.at = mutation.at;
        if (const auto put = m_work.put(std::move(entry)); !put)
            return put;
    }
    m_done.append(done);
    return {};
}

namespace {

struct Writer
{
    PersonId by;
    qint64 at = 0;
    qint64 ver = 0;
};

/// Who wrote what is stored: the oldest of the newest versions in a row that already had it.
Result<Writer> writerOf(WorkSet &work, const WorkSet::Entry &theirs, const record::GroupConflict &conflict)
{
    Writer writer{theirs.by, theirs.at, theirs.record.ver};
    if (theirs.dirty)
        return writer;
    const auto history = work.store().revisions(work.part(), theirs.record.id, 50);
    if (!history)
        return passOn(history);
    for (const Revision &revision : *history) {
        const auto body = record::decodeBody(revision.body);
        const bool same = conflict.group == record::wholeRecord
                              ? revision.ver == theirs.record.ver
                              : body && record::groupPart(*body, conflict.group) == conflict.theirs;
        if (!same)
            break;
        writer = {revision.by, revision.at, revision.ver};
    }
    return writer;
}

} // namespace

/// The conflict as a record of the same household: it replicates to everybody concerned and never expires.
Result<RecordId> BundleWork::putConflict(const record::Mutation &mutation, const WorkSet::Entry &theirs,
                                         const record::GroupConflict &conflict)
{
    const auto writer = writerOf(m_work, theirs, conflict);
    if (!writer)
        return passOn(writer);
    record::Body body{{u"target"_s, mutation.id.bytes()},    {u"kind"_s, mutation.kind},
                      {u"group"_s, conflict.group},          {u"base"_s, toMap(conflict.base)},
                      {u"theirs"_s, toMap(conflict.theirs)}, {u"theirs_at"_s, writer->at},
                      {u"theirs_ver"_s, writer->ver},        {u"mine"_s, toMap(conflict.mine)},
                      {u"mine_at"_s, mutation.at},           {u"mid"_s, mutation.mid.bytes()},
                      {u"archive"_s, conflict.archive},      {u"state"_s, u"open"_s}};
    if (!writer->by.isNull())
        body.insert(u"theirs_by"_s, writer->by.bytes());
    if (const PersonId by = authorOf(mutation); !by.isNull())
        body.insert(u"mine_by"_s, by.bytes());
    const RecordId id = derivedId("conflict"_L1, mutation.mid.bytes(), conflict.group);
    if (const auto put = m_work.putOwn(Kind::Conflict, id, theirs.record.root, theirs.record.village, body); !put)
        return passOn(put);
    return id;
}

Result<QList<protocol::MutationResult>> BundleWork::settle()
{
    QList<protocol::MutationResult> results;
    for (Done &done : m_done) {
        for (const RecordId &id : std::as_const(done.touched)) {
            const auto place = m_work.place(id);
            if (!place)
                return passOn(place);
            if (id == done.touched.first())
                done.result.ver = place->first;
            done.result.seq = std::max(done.result.seq, place->second);
        }
        results.append(done.result);
    }
    return results;
}

} // namespace ruhu::hub
