// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/protocol/messages.h"
#include "sync/sim/world.h"

#include <limits>

/// The invariants:
///
///   I1   every mutation has one durable outcome, and whoever made it learns it
///   I2   it takes effect once, however often it is sent
///   I3   no silent overwrite: a value is there, was seen by who replaced it, or stands in a conflict record
///   I4   after healing a laptop shows what the hub holds
///   I5   nothing archived comes back, and no byte of an event changes
///   I7   nobody sees a photo before its required blobs are whole
///   I8   cursors never go back, and no row below one is missing
///   I9   one bad mutation holds up its own household only; the outbox drains
///   I11  the outbox survives crashes and changes of epoch
///
/// I6 (purge) and I10 (device replacement) come with those.
namespace ruhu::sim {

using protocol::MutationResult;
using protocol::Status;
using record::Body;
using record::Mutation;
using record::Op;

namespace {

constexpr int channels = 4;
const QCborValue none(nullptr);

QList<record::Record> rowsOf(hub::HubTransaction &tx, qint32 part)
{
    QList<record::Record> rows;
    for (int ch = 0; ch < channels; ++ch)
        rows += tx.rowsAfter(part, ch, {}, 0, std::numeric_limits<int>::max()).value_or(QList<record::Record>());
    return rows;
}

Body bodyOf(const record::Record &record)
{
    return record::decodeBody(record.body).value_or(Body());
}

/// Every entry of `part` stands in `whole`; null and absent are the same.
bool holds(const Body &whole, const Body &part)
{
    return std::all_of(part.keyBegin(), part.keyEnd(),
                       [&](const QString &key) { return whole.value(key, none) == part.value(key); });
}

} // namespace

void World::broken(const QString &what)
{
    m_verdict.broken.append(what);
    note(QStringLiteral("BROKEN ") + what);
}

/// I2, at the source: however often a mutation is sent, the hub tells one story about it.
void World::watchAnswer(const protocol::HttpRequest &request, const protocol::HttpResponse &response)
{
    if (request.path != protocol::pushPath || !response.ok())
        return;
    const auto map = protocol::bodyOf(response);
    const auto answer = map ? protocol::pushAnswer(*map) : Result<protocol::PushAnswer>(passOn(map));
    if (!answer) {
        broken(QStringLiteral("the hub's answer is not the protocol"));
        return;
    }
    for (const MutationResult &result : answer->results) {
        if (result.status == Status::Staged)
            continue;
        const auto before = m_outcomes.constFind(result.mid);
        if (before == m_outcomes.cend())
            m_outcomes[result.mid] = result;
        else if (before->status != result.status || before->ver != result.ver || before->seq != result.seq)
            broken(QStringLiteral("I2 mutation %1 took effect twice").arg(result.mid.text().right(6)));
    }
}

/// I5 and I7, at the reader: nothing archived comes back, and no photo is seen before its required blobs are whole.
void World::watchPage(const Laptop &laptop, const protocol::Page &page)
{
    for (const record::Record &row : page.rows) {
        const auto known = laptop.store->pulled(row.id);
        if (known && known->archived && !row.archived && row.ver > known->ver)
            broken(QStringLiteral("I5 %1 came back from the archive").arg(row.id.text().right(6)));
        if (row.kindOf() != record::Kind::Photo)
            continue;
        const Body body = bodyOf(row);
        for (const QLatin1String name : {QLatin1String("thumb"), QLatin1String("evidence")}) {
            bool complete = false;
            const auto read = m_memory.read([&](hub::HubTransaction &tx) -> Result<void> {
                const auto blob = tx.blob(page.part, record::bytes(body, name));
                complete = blob && *blob && (*blob)->complete;
                return {};
            });
            if (!read || !complete)
                broken(QStringLiteral("I7 a photo is seen without its %1").arg(name));
        }
    }
}

void World::check()
{
    const auto read = m_memory.read([this](hub::HubTransaction &tx) -> Result<void> {
        checkOutcomes(tx);
        checkOnce(tx);
        checkEvents(tx);
        checkNothingOverwritten(tx);
        for (Laptop &laptop : m_laptops)
            checkConvergence(tx, laptop);
        return {};
    });
    if (!read)
        broken(QStringLiteral("the hub's store cannot be read"));
    for (const Laptop &laptop : m_laptops) {
        for (const QString &line : laptop.store->broken())
            broken(line);
    }
}

/// I1, I11: every mutation that a person made has one durable outcome, and the laptop knows the same one.
void World::checkOutcomes(hub::HubTransaction &tx)
{
    QSet<MutationId> refused;
    QMap<MutationId, MutationResult> known;
    for (const Laptop &laptop : m_laptops) {
        refused.unite(laptop.store->refused());
        known.insert(laptop.store->told());
    }
    for (const MutationId &mid : std::as_const(m_madeOrder)) {
        const Made &made = m_made[mid];
        const QString name = QStringLiteral("%1 %2 of laptop %3")
                                 .arg(record::nameOf(made.mutation.op), made.mutation.kind)
                                 .arg(made.laptop);
        const auto outcome = tx.outcome(made.mutation.part, mid);
        const bool has = outcome && *outcome && (*outcome)->result.status != Status::Staged;
        if (!has) {
            broken(QStringLiteral("I1 %1 was lost (%2)").arg(name, mid.text().right(6)));
            continue;
        }
        const MutationResult &result = (*outcome)->result;
        if (result.status == Status::Conflict)
            ++m_verdict.conflicts;
        if (result.status != Status::Rejected && refused.contains(mid))
            broken(QStringLiteral("I9 %1 was given up although the hub takes it").arg(name));
        const auto told = known.constFind(mid);
        if (told == known.cend())
            broken(QStringLiteral("I1 nobody at the laptop knows what became of %1").arg(name));
        else if (told->status != result.status || told->seq != result.seq)
            broken(QStringLiteral("I1 the laptop was told something else about %1").arg(name));
    }
}

/// I2: no mutation made two versions of its record.
void World::checkOnce(hub::HubTransaction &tx)
{
    for (const qint32 part : std::as_const(m_parts)) {
        for (const record::Record &row : rowsOf(tx, part)) {
            const auto revisions = tx.revisions(part, row.id, std::numeric_limits<int>::max());
            if (!revisions)
                continue;
            QSet<MutationId> seen;
            for (const hub::Revision &revision : *revisions) {
                if (!revision.mid.isNull() && seen.contains(revision.mid))
                    broken(QStringLiteral("I2 %1 took effect twice").arg(revision.mid.text().right(6)));
                seen.insert(revision.mid);
            }
        }
    }
}

/// I5: an event stands at the hub exactly as its author committed it.
void World::checkEvents(hub::HubTransaction &tx)
{
    for (const MutationId &mid : std::as_const(m_madeOrder)) {
        const Mutation &mutation = m_made[mid].mutation;
        const auto outcome = tx.outcome(mutation.part, mid);
        if (mutation.op != Op::Event || !outcome || !*outcome || (*outcome)->result.status != Status::Applied)
            continue;
        const auto row = tx.record(mutation.part, mutation.id);
        if (!row || !*row || (*row)->archived || bodyOf(**row) != record::withoutNulls(mutation.set))
            broken(QStringLiteral("I5 the bytes of a %1 changed").arg(mutation.kind));
    }
}

/// I3: a value that was written is there, or was seen by whoever replaced it, or stands in a conflict record.
void World::checkNothingOverwritten(hub::HubTransaction &tx)
{
    struct Write
    {
        MutationId mid; ///< Null: it was there from the start.
        Body set;
        Body was;
        bool effective = true;
    };
    QMap<std::pair<RecordId, QString>, QList<Write>> writes;
    QSet<RecordId> archived;
    QMap<RecordId, Body> now;
    QMap<std::pair<MutationId, QString>, int> conflicts;
    for (const qint32 part : std::as_const(m_parts)) {
        for (const record::Record &row : rowsOf(tx, part)) {
            now[row.id] = bodyOf(row);
            if (row.archived)
                archived.insert(row.id);
            if (row.kindOf() == record::Kind::Conflict) {
                const Body &body = now[row.id];
                ++conflicts[{MutationId::fromBytes(record::bytes(body, QLatin1String("mid"))),
                             record::text(body, QLatin1String("group"))}];
            }
        }
    }
    const auto addWrites = [&](const MutationId &mid, RecordId id, const Body &set, const Body &was) {
        QSet<QString> groups;
        for (auto it = set.cbegin(); it != set.cend(); ++it)
            groups.insert(record::groupOf(it.key()).toString());
        for (const QString &group : groups) {
            const bool effective = !conflicts.contains({mid, group}) && !conflicts.contains({mid, QStringLiteral("*")});
            writes[{id, group}].append({mid, record::groupPart(set, group), record::groupPart(was, group), effective});
        }
    };
    for (const record::Record &record : std::as_const(m_imported))
        addWrites({}, record.id, bodyOf(record), {});
    for (const MutationId &mid : std::as_const(m_madeOrder)) {
        const Mutation &mutation = m_made[mid].mutation;
        const auto outcome = tx.outcome(mutation.part, mid);
        if (!outcome || !*outcome)
            continue; // I1 speaks of it
        const Status status = (*outcome)->result.status;
        const bool any =
            std::any_of(conflicts.keyBegin(), conflicts.keyEnd(), [&](const auto &key) { return key.first == mid; });
        if (status == Status::Conflict && !any)
            broken(QStringLiteral("I3 a conflict left no record (%1)").arg(mid.text().right(6)));
        const bool took = status == Status::Applied || status == Status::Merged || status == Status::Conflict;
        if (took && (mutation.op == Op::Patch || mutation.op == Op::Create))
            addWrites(mid, mutation.id, mutation.set, mutation.was);
    }
    for (auto it = writes.cbegin(); it != writes.cend(); ++it) {
        const RecordId id = it.key().first;
        if (archived.contains(id))
            continue; // who archived it had seen it, or there is a conflict: merge decides, I5 watches
        for (const Write &write : *it) {
            const bool there = holds(now.value(id), write.set);
            const bool replacedBySomeoneWhoSaw = std::any_of(it->cbegin(), it->cend(), [&](const Write &other) {
                return other.effective && other.mid != write.mid && holds(other.was, write.set);
            });
            if (write.effective && !there && !replacedBySomeoneWhoSaw)
                broken(QStringLiteral("I3 %1 of %2 was overwritten unseen").arg(it.key().second, id.text().right(6)));
        }
    }
}

/// I4, I8: what the laptop shows is what the hub holds, row by row.
void World::checkConvergence(hub::HubTransaction &tx, Laptop &laptop)
{
    QMap<RecordId, record::Record> theirs;
    for (const qint32 part : std::as_const(laptop.parts)) {
        for (const record::Record &row : rowsOf(tx, part))
            theirs[row.id] = row;
    }
    const auto base = laptop.store->base();
    for (auto it = theirs.cbegin(); it != theirs.cend(); ++it) {
        const auto mine = base.constFind(it.key());
        const QString name =
            QStringLiteral("%1 %2 on laptop %3").arg(it->kind, it.key().text().right(6)).arg(laptop.index);
        if (mine == base.cend())
            broken(QStringLiteral("I4 %1 is missing").arg(name));
        else if (mine->ver != it->ver || mine->archived != it->archived || mine->body != it->body)
            broken(QStringLiteral("I4 %1 differs").arg(name));
        else if (const auto seen = laptop.store->see(it.key());
                 seen.has_value() == it->archived || (seen && record::encodeBody(seen->body) != it->body))
            broken(QStringLiteral("I4 %1 is shown otherwise than it is").arg(name));
    }
    for (auto it = base.cbegin(); it != base.cend(); ++it) {
        if (it->part != 0 && !theirs.contains(it.key()))
            broken(QStringLiteral("I4 laptop %1 holds %2, which the hub does not").arg(laptop.index).arg(it->kind));
    }
    for (const LaptopStore::Blob &blob : laptop.store->blobs()) {
        if (blob.bytes != m_blobs.value(blob.hash))
            broken(QStringLiteral("I7 laptop %1 has another photo than was taken").arg(laptop.index));
    }
}

} // namespace ruhu::sim
