// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// What the hub's answers do to the outbox. An answer never touches `record`: it only says how long the laptop's own
// change stays on top of it (folding an answer into the base lost newer values in the simulator).
#include "core/store/outbox.h"
#include "core/store/outbox_p.h"

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int open = -1; ///< mutation.status without an answer
constexpr qint64 replayMs = qint64(45) * 24 * 3600 * 1000;

struct Known
{
    BundleId bid;
    RecordId id;
    qint32 part = 0;
    int ch = 0;
    int status = open;
};

bool isFinal(int status)
{
    return status != open && status != int(PushStatus::Staged);
}

/// The change stays over the record until the feed has passed the place where it took effect.
Result<bool> staysLive(Database &db, const Known &known, const PushResult &result, const QSet<qint32> &scope)
{
    switch (result.status) {
    case PushStatus::Rejected:
    case PushStatus::Diverted: return false;
    case PushStatus::Staged: return true;
    default: break;
    }
    if (!scope.isEmpty() && !scope.contains(known.part))
        return false;
    const auto cursor = db.number(u"SELECT seq FROM cursor WHERE part = ? AND ch = ?"_s, {known.part, known.ch});
    if (!cursor)
        return passOn(cursor);
    return result.seq > *cursor;
}

Result<void> quarantine(Database &db, BundleId bid, MutationId mid, const QString &code, const QString &detail,
                        qint64 nowMs)
{
    auto done = db.exec(u"INSERT OR IGNORE INTO quarantine (bid, mid, bundle, author, root, what, code, detail, at)"
                        " SELECT bid, ?, bundle, author, root, what, ?, ?, ? FROM outbox WHERE bid = ?"_s,
                        {mid.bytes(), code, detail, nowMs, bid.bytes()});
    return done ? Result<void>() : passOn(done);
}

Result<void> settleBundle(Database &db, BundleId bid, qint64 nowMs)
{
    const Values values{bid.bytes()};
    const auto unanswered = db.number(u"SELECT count(*) FROM mutation WHERE bid = ? AND status = -1"_s, values);
    if (!unanswered)
        return passOn(unanswered);
    if (*unanswered > 0)
        return {};
    const auto staged = db.number(u"SELECT count(*) FROM mutation WHERE bid = ? AND status = ?"_s,
                                  {bid.bytes(), int(PushStatus::Staged)});
    if (!staged)
        return passOn(staged);
    if (*staged > 0) {
        auto done = db.exec(u"UPDATE outbox SET state = EXISTS (SELECT 1 FROM blob WHERE bid = outbox.bid AND required"
                            " AND state = 0) WHERE bid = ?"_s,
                            values);
        return done ? Result<void>() : passOn(done);
    }
    auto done = db.exec(u"INSERT INTO acked (n, bid, bundle, author, root, what, at, mutations, acked_at)"
                        " SELECT n, bid, bundle, author, root, what, at, mutations, ? FROM outbox WHERE bid = ?"_s,
                        {nowMs, bid.bytes()});
    if (done)
        done = db.exec(u"DELETE FROM outbox WHERE bid = ?"_s, values);
    if (done)
        done = db.exec(u"DELETE FROM bundle_dep WHERE bid = ?"_s, values);
    return done ? Result<void>() : passOn(done);
}

/// \return the record, when its view may have changed; nullopt when the answer was known or is about nothing here
Result<std::optional<Known>> settleMutation(Database &db, const PushResult &result, qint64 nowMs,
                                            const QSet<qint32> &scope)
{
    const auto found = db.first(u"SELECT bid, id, part, ch, status FROM mutation WHERE mid = ?"_s, {result.mid.bytes()},
                                [](const Row &row) {
                                    return Known{row.id<BundleId>(0), row.id<RecordId>(1), qint32(row.number(2)),
                                                 int(row.number(3)), int(row.number(4))};
                                });
    if (!found)
        return passOn(found);
    if (!*found || isFinal((*found)->status))
        return std::nullopt;
    const Known &known = **found;
    const auto live = staysLive(db, known, result, scope);
    if (!live)
        return passOn(live);
    if (result.status == PushStatus::Rejected) {
        if (auto done = quarantine(db, known.bid, result.mid, result.code, result.field, nowMs); !done)
            return passOn(done);
    }
    auto done = db.exec(u"UPDATE mutation SET status = ?, ver = ?, seq = ?, live = ? WHERE mid = ?"_s,
                        {int(result.status), result.ver, result.seq, int(*live), result.mid.bytes()});
    if (!done)
        return passOn(done);
    return known;
}

} // namespace

Result<QList<RecordId>> settle(Database &db, const QList<PushResult> &results, qint64 nowMs, const QSet<qint32> &scope)
{
    return db.transact([&]() -> Result<QList<RecordId>> {
        QSet<RecordId> ids;
        QList<BundleId> bundles;
        for (const PushResult &result : results) {
            const auto known = settleMutation(db, result, nowMs, scope);
            if (!known)
                return passOn(known);
            if (!*known)
                continue;
            ids.insert((*known)->id);
            if (!bundles.contains((*known)->bid))
                bundles.append((*known)->bid);
        }
        for (const BundleId &bid : bundles) {
            if (auto done = settleBundle(db, bid, nowMs); !done)
                return passOn(done);
        }
        if (auto done = project(db, ids); !done)
            return passOn(done);
        return QList<RecordId>(ids.begin(), ids.end());
    });
}

Result<QList<RecordId>> setAside(Database &db, BundleId bundle, const QString &code, const QString &detail,
                                 qint64 nowMs)
{
    return db.transact([&]() -> Result<QList<RecordId>> {
        if (auto done = quarantine(db, bundle, {}, code, detail, nowMs); !done)
            return passOn(done);
        const auto ids = db.list(u"SELECT DISTINCT id FROM mutation WHERE bid = ?"_s, {bundle.bytes()},
                                 [](const Row &row) { return row.id<RecordId>(0); });
        if (!ids)
            return passOn(ids);
        for (const auto *statement : {u"DELETE FROM mutation WHERE bid = ?", u"DELETE FROM outbox WHERE bid = ?",
                                      u"DELETE FROM bundle_dep WHERE bid = ?"}) {
            if (auto done = db.exec(QString::fromUtf16(statement), {bundle.bytes()}); !done)
                return passOn(done);
        }
        if (auto done = project(db, QSet<RecordId>(ids->begin(), ids->end())); !done)
            return passOn(done);
        return *ids;
    });
}

Result<void> requeueAcked(Database &db, qint32 part, qint64 seq)
{
    return db.transact([&]() -> Result<void> {
        const auto bids = db.list(u"SELECT DISTINCT m.bid FROM mutation m JOIN acked a ON a.bid = m.bid"
                                  " WHERE m.part = ? AND m.seq > ?"_s,
                                  {part, seq}, [](const Row &row) { return row.id<BundleId>(0); });
        if (!bids)
            return passOn(bids);
        QSet<RecordId> ids;
        for (const BundleId &bid : *bids) {
            const auto touched = db.list(u"SELECT id FROM mutation WHERE bid = ?"_s, {bid.bytes()},
                                         [](const Row &row) { return row.id<RecordId>(0); });
            if (!touched)
                return passOn(touched);
            ids.unite(QSet<RecordId>(touched->begin(), touched->end()));
            for (const auto *statement :
                 {u"INSERT INTO outbox (n, bid, bundle, author, root, what, at, mutations)"
                  " SELECT n, bid, bundle, author, root, what, at, mutations FROM acked WHERE bid = ?",
                  u"DELETE FROM acked WHERE bid = ?",
                  u"UPDATE mutation SET status = -1, ver = 0, seq = 0, live = 1 WHERE bid = ?"
                  " AND status <> 6"}) { // what was rejected stays in quarantine
                if (auto done = db.exec(QString::fromUtf16(statement), {bid.bytes()}); !done)
                    return passOn(done);
            }
        }
        return project(db, ids);
    });
}

Result<qint64> forgetOldAcked(Database &db, qint64 nowMs)
{
    return db.transact([&]() -> Result<qint64> {
        // A change that still lies over its record keeps its bundle.
        const QString old = u"SELECT bid FROM acked WHERE acked_at < ? AND NOT EXISTS"
                            " (SELECT 1 FROM mutation m WHERE m.bid = acked.bid AND m.live)"_s;
        if (auto done = db.exec(u"DELETE FROM mutation WHERE bid IN ("_s + old + u')', {nowMs - replayMs}); !done)
            return passOn(done);
        return db.exec(u"DELETE FROM acked WHERE acked_at < ? AND NOT EXISTS"
                       " (SELECT 1 FROM mutation m WHERE m.bid = acked.bid)"_s,
                       {nowMs - replayMs});
    });
}

Result<QList<OutboxRow>> outboxRows(Database &db)
{
    return db.list(
        u"SELECT n, bid, author, root, what, at, length(bundle), mutations, state,"
        " (SELECT count(*) FROM blob b WHERE b.bid = outbox.bid AND b.required AND b.state = 0)"
        " FROM outbox ORDER BY n"_s,
        {}, [](const Row &row) {
            return OutboxRow{
                row.number(0),       row.id<BundleId>(1), row.id<PersonId>(2),
                row.id<RecordId>(3), row.text(4),         row.number(5),
                row.number(6),       int(row.number(7)),  row.flag(8) ? Standing::Delivered : Standing::Saved,
                int(row.number(9))};
        });
}

Result<QList<QuarantineRow>> quarantineRows(Database &db)
{
    return db.list(u"SELECT number, bid, mid, root, what, code, detail, at FROM quarantine ORDER BY number"_s, {},
                   [](const Row &row) {
                       return QuarantineRow{row.number(0),       row.id<BundleId>(1), row.id<MutationId>(2),
                                            row.id<RecordId>(3), row.text(4),         row.text(5),
                                            row.text(6),         row.number(7)};
                   });
}

Result<SyncCounters> syncCounters(Database &db)
{
    const auto counters =
        db.first(u"SELECT (SELECT count(*) FROM outbox WHERE state = 0), (SELECT count(*) FROM outbox WHERE state = 1),"
                 " (SELECT count(*) FROM acked), (SELECT count(*) FROM quarantine),"
                 " sum(m.kind = 'visit'), sum(m.kind = 'photo'), sum(m.kind = 'signature'),"
                 " sum(m.kind NOT IN ('visit', 'photo', 'signature')), (SELECT count(*) FROM blob WHERE state = 0),"
                 " (SELECT ifnull(sum(length - offset), 0) FROM blob WHERE state = 0)"
                 " FROM mutation m JOIN outbox o ON o.bid = m.bid WHERE m.live"_s,
                 {}, [](const Row &row) {
                     SyncCounters found;
                     found.savedBundles = int(row.number(0));
                     found.deliveredBundles = int(row.number(1));
                     found.receivedBundles = int(row.number(2));
                     found.quarantined = int(row.number(3));
                     found.visits = int(row.number(4));
                     found.photos = int(row.number(5));
                     found.signatures = int(row.number(6));
                     found.others = int(row.number(7));
                     found.blobs = int(row.number(8));
                     found.blobBytes = row.number(9);
                     return found;
                 });
    if (!counters)
        return passOn(counters);
    return counters->value_or(SyncCounters());
}

Result<void> addReceipts(Database &db, const QByteArray &bytes, const QByteArray &sig, int items, qint64 nowMs)
{
    auto done = db.exec(u"INSERT OR IGNORE INTO receipt (bytes, sig, items, at) VALUES (?, ?, ?, ?)"_s,
                        {bytes, sig, items, nowMs});
    return done ? Result<void>() : passOn(done);
}

Result<QList<StoredReceipt>> receipts(Database &db, int limit)
{
    return db.list(
        u"SELECT n, bytes, sig, items, at FROM receipt ORDER BY n DESC LIMIT ?"_s, {limit}, [](const Row &row) {
            return StoredReceipt{row.number(0), row.bytes(1), row.bytes(2), int(row.number(3)), row.number(4)};
        });
}

} // namespace ruhu::store
