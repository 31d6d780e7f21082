// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/record/mutation.h"
#include "core/store/view.h"

/// What goes up: local commits, their outcome, quarantine and receipts. All functions run inside the caller's
/// transaction (Store::write) and change nothing when they fail.
namespace ruhu::store {

/// Clock, randomness and the device's key: what a local commit needs from outside.
struct Stamp
{
    const Clock &clock;
    Rng &rng;
    record::Signer signer;
};

/// A blob that belongs to a bundle; its sealed file is durable already (data before the row that names it).
struct LocalBlob
{
    record::BlobRef blob;
    RecordId record; ///< The photo, visit or signature that names it.
};

/// One piece of work of one person: becomes visible, is sent and takes effect as a whole.
struct LocalBundle
{
    PersonId author;
    QList<record::Mutation> mutations; ///< mid may be null; n and at are set here.
    QList<LocalBlob> blobs;
    QList<BundleId> deps;
};

struct Committed
{
    BundleId bid;
    qint64 firstN = 0;
    QList<RecordId> ids;
};

/// Signs the bundle and writes outbox row, blobs and projections: one transaction, one fsync.
///
/// Rejected (a mutation that no hub could take: unknown or hub-made kind, wrong op for the kind, null id, empty set,
/// part 0 where a household is due), TooLarge (record or bundle), AlreadyExists (creation of a record that is here),
/// NotFound (patch of a record that is not here), and what the signer says.
[[nodiscard]] Result<Committed> commitLocal(Database &db, LocalBundle bundle, const Stamp &stamp);

enum class PushStatus { Applied, Merged, Conflict, Staged, Duplicate, Diverted, Rejected };

/// What the hub says of one mutation (docs/protocol.md 3, "Push").
struct PushResult
{
    MutationId mid;
    PushStatus status = PushStatus::Rejected;
    qint32 part = 0;
    qint64 ver = 0;
    qint64 seq = 0;
    QString code;
    QString field;
};

/// Stores outcomes: a bundle whose mutations all have one moves from the outbox to `acked` (kept for a replay), a
/// refused mutation to quarantine with its bundle. Results of unknown mutations and of parts outside `scope` (when it
/// is not empty) leave no trace in the view. Twice the same answer changes nothing. \return ids of records that look
/// different now
[[nodiscard]] Result<QList<RecordId>> settle(Database &db, const QList<PushResult> &results, qint64 nowMs,
                                             const QSet<qint32> &scope = {});

/// A bundle that waits to leave.
struct Waiting
{
    qint64 n = 0; ///< Counter of its first mutation.
    BundleId bid;
    QByteArray bytes;
    QSet<RecordId> roots;
    QList<RecordId> ids;
    int mutations = 0;
};

/// Bundles ready to leave in order of `n`: at most `limit` of them and about `bytes` (one always fits). Leaves out
/// `held`, bundles that wait at the hub for blobs, and everything behind one of these on the same root or by `deps`.
[[nodiscard]] Result<QList<Waiting>> nextBundles(Database &db, int limit, qint64 bytes,
                                                 const QSet<BundleId> &held = {});

/// The lowest device counter that is not acknowledged yet (`n0` of a push); 0 when nothing waits.
[[nodiscard]] Result<qint64> lowestOpenN(Database &db);

/// A bundle that can never be sent goes to quarantine.
[[nodiscard]] Result<QList<RecordId>> setAside(Database &db, BundleId bundle, const QString &code,
                                               const QString &detail, qint64 nowMs);

/// Puts a quarantined bundle back into the outbox under new ids (bid, mids), signed anew. NotFound.
[[nodiscard]] Result<Committed> retryQuarantined(Database &db, qint64 number, const Stamp &stamp);

/// Acknowledged bundles after `seq` of a part go back into the outbox (the hub came back from a backup).
[[nodiscard]] Result<void> requeueAcked(Database &db, qint32 part, qint64 seq);

/// The replay journal is kept 45 days. \return bundles dropped
[[nodiscard]] Result<qint64> forgetOldAcked(Database &db, qint64 nowMs);

// What the screens show.

struct OutboxRow
{
    qint64 n = 0;
    BundleId bid;
    PersonId author;
    RecordId root;
    QString what; ///< Kind of the most telling mutation: "visit", "opinion", "step", "household" …
    qint64 atMs = 0;
    qint64 bytes = 0;
    int mutations = 0;
    Standing standing = Standing::Saved;
    int blobsMissing = 0; ///< Required blobs that are not up yet.
};
[[nodiscard]] Result<QList<OutboxRow>> outboxRows(Database &db);

struct QuarantineRow
{
    qint64 number = 0;
    BundleId bid;
    MutationId mid; ///< Null: the bundle as a whole.
    RecordId root;
    QString what;
    QString code;
    QString detail;
    qint64 atMs = 0;
};
[[nodiscard]] Result<QList<QuarantineRow>> quarantineRows(Database &db);

/// Work by standing (已存本机 / 已送达 / 上级已收) and by kind.
struct SyncCounters
{
    int savedBundles = 0;     ///< On this laptop only.
    int deliveredBundles = 0; ///< At the hub, waiting for blobs.
    int receivedBundles = 0;  ///< Acknowledged, still in the replay journal.
    int quarantined = 0;
    int visits = 0; ///< Unsent, by kind.
    int photos = 0;
    int signatures = 0;
    int others = 0;
    int blobs = 0; ///< To send.
    qint64 blobBytes = 0;
};
[[nodiscard]] Result<SyncCounters> syncCounters(Database &db);

/// A signed answer of the hub, exact bytes.
struct StoredReceipt
{
    qint64 n = 0;
    QByteArray bytes; ///< Canonical CBOR that the issuer signed.
    QByteArray sig;
    int items = 0; ///< Receipts in it.
    qint64 atMs = 0;
};
/// The same bytes twice are one row.
[[nodiscard]] Result<void> addReceipts(Database &db, const QByteArray &bytes, const QByteArray &sig, int items,
                                       qint64 nowMs);
/// Newest first.
[[nodiscard]] Result<QList<StoredReceipt>> receipts(Database &db, int limit = 50);

} // namespace ruhu::store
