// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/outbox.h"

#include "core/base/limits.h"

#include "core/record/cbor.h"
#include "core/store/outbox_p.h"

#include <array>

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;
using record::Bundle;
using record::Kind;
using record::KindClass;
using record::Mutation;
using record::Op;

namespace {

Result<void> checkShape(const Mutation &mutation)
{
    const auto refuse = [](const char *why) { return fail(ErrorCode::Rejected, QString::fromLatin1(why)); };
    const Kind kind = mutation.kindOf();
    const KindClass kindClass = record::info(kind).kindClass;
    if (kind == Kind::Unknown || kindClass == KindClass::HubMade)
        return refuse("kind");
    if ((mutation.op == Op::Event) != (kindClass == KindClass::Event))
        return refuse("op");
    if (mutation.id.isNull())
        return refuse("id");
    if (mutation.set.isEmpty() != (mutation.op == Op::Archive))
        return refuse("set");
    if (!mutation.root.isNull() && mutation.part <= 0)
        return refuse("part");
    if (kind == Kind::Household && mutation.root != mutation.id)
        return refuse("root");
    for (auto it = mutation.set.cbegin(); kindClass == KindClass::Document && it != mutation.set.cend(); ++it) {
        if (!record::findGroup(kind, record::groupOf(it.key())))
            return refuse("group");
    }
    return {};
}

/// The canonical bytes of one mutation within the limits.
Result<QByteArray> bytesOf(const Mutation &mutation)
{
    QByteArray bytes = record::cbor::encode(record::toCbor(mutation));
    if (bytes.isEmpty())
        return fail(ErrorCode::Rejected, u"a value has no canonical form"_s);
    if (bytes.size() > limits::recordBytes)
        return fail(ErrorCode::TooLarge, u"record of %1 bytes"_s.arg(bytes.size()));
    return bytes;
}

/// Whether the record is here, earlier mutations of the same bundle included.
Result<void> checkPresence(Database &db, const Mutation &mutation)
{
    const auto here = view(db, mutation.id);
    if (!here)
        return passOn(here);
    const bool fresh = mutation.op == Op::Create || mutation.op == Op::Event;
    if (fresh && *here)
        return fail(ErrorCode::AlreadyExists, mutation.kind);
    if (!fresh && !*here)
        return fail(ErrorCode::NotFound, mutation.kind);
    if (!fresh && (*here)->record.kind != mutation.kind)
        return fail(ErrorCode::Rejected, u"kind"_s);
    return {};
}

Result<void> insertMutation(Database &db, const Mutation &mutation, BundleId bid)
{
    const auto bytes = bytesOf(mutation);
    if (!bytes)
        return passOn(bytes);
    auto done = db.exec(u"INSERT INTO mutation (n, mid, bid, id, root, kind, part, ch, body)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
                        {mutation.n, mutation.mid.bytes(), bid.bytes(), mutation.id.bytes(), mutation.root.bytes(),
                         mutation.kind, mutation.part, record::info(mutation.kindOf()).channel, *bytes});
    return done ? Result<void>() : passOn(done);
}

/// Numbers from the device's counter; it never goes back, not even when the bundle is thrown away later.
Result<qint64> takeNumbers(Database &db, qint64 count)
{
    if (auto done = db.exec(u"UPDATE counter SET value = value + ? WHERE name = 'n'"_s, {count}); !done)
        return passOn(done);
    const auto last = db.number(u"SELECT value FROM counter WHERE name = 'n'"_s);
    if (!last)
        return passOn(last);
    return *last - count + 1;
}

Result<void> insertBlobs(Database &db, const LocalBundle &local, const Bundle &bundle)
{
    for (const LocalBlob &blob : local.blobs) {
        auto done = db.exec(u"INSERT INTO blob (hash, length, role, state, required, part, record, root, bid)"
                            " VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING"_s,
                            {blob.blob.hash, blob.blob.length, int(blob.blob.role), int(blob.blob.required),
                             bundle.mutations.first().part, blob.record.bytes(), bundle.mutations.first().root.bytes(),
                             bundle.bid.bytes()});
        if (!done)
            return passOn(done);
    }
    return {};
}

Result<void> insertOutbox(Database &db, const Bundle &bundle, PersonId author, qint64 at)
{
    auto done = db.exec(u"INSERT INTO outbox (n, bid, bundle, author, root, what, at, mutations)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
                        {bundle.mutations.first().n, bundle.bid.bytes(), bundle.bytes, author.bytes(),
                         bundle.mutations.first().root.bytes(), tellingKind(bundle), at, bundle.mutations.size()});
    if (!done)
        return passOn(done);
    for (const BundleId &dep : bundle.deps) {
        done =
            db.exec(u"INSERT OR IGNORE INTO bundle_dep (bid, dep) VALUES (?, ?)"_s, {bundle.bid.bytes(), dep.bytes()});
        if (!done)
            return passOn(done);
    }
    return {};
}

Result<Committed> commit(Database &db, LocalBundle local, const Stamp &stamp)
{
    if (local.mutations.isEmpty())
        return fail(ErrorCode::Rejected, u"empty bundle"_s);
    if (local.mutations.size() > limits::pushMutations)
        return fail(ErrorCode::TooLarge, u"%1 mutations"_s.arg(local.mutations.size()));
    const auto first = takeNumbers(db, local.mutations.size());
    if (!first)
        return passOn(first);
    const qint64 now = stamp.clock.wallMs();
    Bundle bundle;
    bundle.bid = BundleId::make(stamp.clock, stamp.rng);
    bundle.author = local.author;
    bundle.deps = local.deps;
    for (const LocalBlob &blob : local.blobs)
        bundle.blobs.append(blob.blob);
    Committed committed{bundle.bid, *first, {}};
    QSet<RecordId> touched;
    for (Mutation mutation : local.mutations) {
        mutation.n = *first + bundle.mutations.size();
        mutation.at = now;
        if (mutation.mid.isNull())
            mutation.mid = MutationId::make(stamp.clock, stamp.rng);
        if (auto ok = checkShape(mutation); !ok)
            return passOn(ok);
        if (auto ok = checkPresence(db, mutation); !ok)
            return passOn(ok);
        if (auto ok = insertMutation(db, mutation, bundle.bid); !ok)
            return passOn(ok);
        if (!touched.contains(mutation.id))
            committed.ids.append(mutation.id);
        touched.insert(mutation.id);
        bundle.mutations.append(mutation);
    }
    auto sealed = record::signBundle(std::move(bundle), stamp.signer);
    if (!sealed)
        return passOn(sealed);
    if (auto done = insertOutbox(db, *sealed, local.author, now); !done)
        return passOn(done);
    if (auto done = insertBlobs(db, local, *sealed); !done)
        return passOn(done);
    if (auto done = project(db, touched); !done)
        return passOn(done);
    return committed;
}

} // namespace

QString tellingKind(const Bundle &bundle)
{
    constexpr std::array order = {Kind::Visit,        Kind::Opinion,     Kind::Resolution, Kind::Step,
                                  Kind::CheckRequest, Kind::Application, Kind::Photo};
    for (Kind kind : order) {
        for (const Mutation &mutation : bundle.mutations) {
            if (mutation.kindOf() == kind)
                return mutation.kind;
        }
    }
    return bundle.mutations.isEmpty() ? QString() : bundle.mutations.first().kind;
}

Result<Committed> commitLocal(Database &db, LocalBundle bundle, const Stamp &stamp)
{
    return db.transact([&] { return commit(db, std::move(bundle), stamp); });
}

namespace {

struct OutboxHead
{
    qint64 n = 0;
    BundleId bid;
    int state = 0;
    qint64 bytes = 0;
    int mutations = 0;
};

struct Touch
{
    RecordId id;
    RecordId root;
};

Result<QList<Touch>> touchesOf(Database &db, BundleId bid)
{
    return db.list(u"SELECT id, root FROM mutation WHERE bid = ? ORDER BY n"_s, {bid.bytes()}, [](const Row &row) {
        return Touch{row.id<RecordId>(0), row.id<RecordId>(1)};
    });
}

Result<bool> dependsOn(Database &db, BundleId bid, const QSet<BundleId> &blocked)
{
    const auto deps = db.list(u"SELECT dep FROM bundle_dep WHERE bid = ?"_s, {bid.bytes()},
                              [](const Row &row) { return row.id<BundleId>(0); });
    if (!deps)
        return passOn(deps);
    return std::any_of(deps->begin(), deps->end(), [&](const BundleId &dep) { return blocked.contains(dep); });
}

} // namespace

Result<QList<Waiting>> nextBundles(Database &db, int limit, qint64 bytes, const QSet<BundleId> &held)
{
    const auto heads =
        db.list(u"SELECT n, bid, state, length(bundle), mutations FROM outbox ORDER BY n"_s, {}, [](const Row &row) {
            return OutboxHead{row.number(0), row.id<BundleId>(1), int(row.number(2)), row.number(3),
                              int(row.number(4))};
        });
    if (!heads)
        return passOn(heads);
    QList<Waiting> ready;
    QSet<RecordId> blockedRoots;
    QSet<BundleId> blocked;
    qint64 total = 0;
    for (const OutboxHead &head : *heads) {
        if (ready.size() >= limit || (!ready.isEmpty() && total + head.bytes > bytes))
            break;
        const auto touches = touchesOf(db, head.bid);
        if (!touches)
            return passOn(touches);
        const auto waits = dependsOn(db, head.bid, blocked);
        if (!waits)
            return passOn(waits);
        Waiting waiting{head.n, head.bid, {}, {}, {}, head.mutations};
        bool behind = false;
        for (const Touch &touch : *touches) {
            behind = behind || (!touch.root.isNull() && blockedRoots.contains(touch.root));
            waiting.roots.insert(touch.root);
            waiting.ids.append(touch.id);
        }
        if (head.state != 0 || *waits || behind || held.contains(head.bid)) {
            blocked.insert(head.bid);
            blockedRoots.unite(waiting.roots);
            continue;
        }
        const auto bundle =
            db.first(u"SELECT bundle FROM outbox WHERE n = ?"_s, {head.n}, [](const Row &row) { return row.bytes(0); });
        if (!bundle)
            return passOn(bundle);
        waiting.bytes = bundle->value_or(QByteArray());
        total += head.bytes;
        ready.append(std::move(waiting));
    }
    return ready;
}

Result<qint64> lowestOpenN(Database &db)
{
    return db.number(u"SELECT ifnull(min(n), 0) FROM outbox"_s);
}

Result<Committed> retryQuarantined(Database &db, qint64 number, const Stamp &stamp)
{
    return db.transact([&]() -> Result<Committed> {
        struct Kept
        {
            QByteArray bundle;
            MutationId mid;
            PersonId author;
        };
        const auto kept =
            db.first(u"SELECT bundle, mid, author FROM quarantine WHERE number = ?"_s, {number}, [](const Row &row) {
                return Kept{row.bytes(0), row.id<MutationId>(1), row.id<PersonId>(2)};
            });
        if (!kept)
            return passOn(kept);
        if (!*kept)
            return fail(ErrorCode::NotFound);
        auto bundle = record::decodeBundle((*kept)->bundle);
        if (!bundle)
            return passOn(bundle);
        LocalBundle again;
        again.author = (*kept)->author;
        for (Mutation mutation : bundle->mutations) {
            if (!(*kept)->mid.isNull() && mutation.mid != (*kept)->mid)
                continue;
            mutation.mid = {};
            again.mutations.append(mutation);
        }
        for (const record::BlobRef &blob : bundle->blobs)
            again.blobs.append({blob, again.mutations.isEmpty() ? RecordId() : again.mutations.first().id});
        auto committed = commit(db, std::move(again), stamp);
        if (!committed)
            return committed;
        if (auto done = db.exec(u"DELETE FROM quarantine WHERE number = ?"_s, {number}); !done)
            return passOn(done);
        return committed;
    });
}

} // namespace ruhu::store
