// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/strongid.h"
#include "core/record/mutation.h"
#include "sync/protocol/messages.h"

#include <QList>
#include <QSet>

#include <optional>

/// The port of the engine towards the laptop's data. sync/client binds it to core/store, the simulator to a model.
///
/// Every function is one transaction: after a success its whole effect is durable, after an error nothing of it is, and
/// the same call may come again. The engine never holds rows: what it must know it asks for, what arrived it hands
/// over. The truth on the laptop is `record` (what was pulled) plus `acked` plus `outbox` (docs/architecture.md); none
/// of these calls ever puts an answer to a push into `record`.
namespace ruhu::engine {

/// The last head of a part that was believed, over all its channels.
struct SeenHead
{
    qint32 part = 0;
    qint64 epoch = 0;
    qint64 seq = 0;
    friend bool operator==(const SeenHead &, const SeenHead &) = default;
};

/// What the engine learns when it starts.
struct Standing
{
    qint64 scopeVer = 0; ///< 0 = never asked.
    QList<protocol::ScopePart> scope;
    QList<protocol::Cursor> cursors; ///< A cursor that is not here stands at 0.
    QList<SeenHead> heads;
    qint64 clockOffsetMs = 0; ///< Hub's time minus this device's, as last seen.
    qint64 lastSyncMs = 0;    ///< As last noted; 0 = never.
};

/// What waits to leave, for the screen.
struct Backlog
{
    int bundles = 0;
    int blobs = 0;
    qint64 blobBytes = 0;
    int quarantined = 0;
    friend bool operator==(const Backlog &, const Backlog &) = default;
};

/// A bundle of the outbox.
struct Waiting
{
    BundleId bid;
    QByteArray bytes; ///< Signed, exactly as it travels.
    QList<MutationId> mutations;
    qint64 n = 0; ///< Lowest device counter in it.
};

/// A blob to send or to fetch.
struct BlobTask
{
    QByteArray hash;   ///< BLAKE2b-256 of the ciphertext; empty = nothing to do.
    qint32 part = 0;   ///< Township whose record names it.
    qint64 length = 0; ///< 0 in a download = not known before the first answer.
    qint64 have = 0;   ///< Download: bytes that are here already.
    record::BlobRole role = record::BlobRole::Evidence;
};

/// What the hub said of mutations, as it has to be kept.
struct PushOutcome
{
    QList<protocol::MutationResult> results;
    QByteArray receipts; ///< Exact signed bytes, verified; may be empty.
    QByteArray receiptsSig;
    QList<QByteArray> wantBlobs; ///< Blobs that the hub does not have, whatever this laptop believes.
};

class ClientStore
{
public:
    virtual ~ClientStore() = default;

    [[nodiscard]] virtual Result<Standing> standing() = 0;
    [[nodiscard]] virtual Result<Backlog> backlog() = 0;

    /// Bundles ready to leave, in order of `n`: at most `limit` bundles and about `bytes` (one always fits). Leaves out
    /// those in `held`, those that wait at the hub for blobs which are not up yet, and every bundle that comes after
    /// one of these on the same household or names it in `deps`.
    [[nodiscard]] virtual Result<QList<Waiting>> nextBundles(int limit, qint64 bytes, const QSet<BundleId> &held) = 0;
    /// Stores receipts and outcomes: what took effect moves from `outbox` to `acked`, what was refused to `quarantine`,
    /// a staged bundle stays and is offered again when its required blobs are up. Results for mutations that are not in
    /// the outbox, and effects in parts outside the scope, change nothing.
    /// \return ids of records that look different now
    [[nodiscard]] virtual Result<QList<RecordId>> settle(const PushOutcome &outcome) = 0;
    /// Takes a bundle out of the queue because it can never be sent; a person sees it and the reason.
    [[nodiscard]] virtual Result<QList<RecordId>> setAside(BundleId bundle, const QString &reason) = 0;

    /// Rows and cursor of one page, and the head if one came. A row whose version is not newer than the one here
    /// changes nothing, so a page may come twice. `acked` entries that the cursor has passed are overlays no longer.
    /// Never touches the outbox.
    [[nodiscard]] virtual Result<QList<RecordId>> applyPage(const protocol::Page &page,
                                                            const std::optional<protocol::Head> &head) = 0;
    /// What this device may see now. Parts that are gone lose cursor and head; those in `restart` start at 0 again.
    [[nodiscard]] virtual Result<void> saveScope(const protocol::ScopeAnswer &scope, const QSet<qint32> &restart) = 0;
    /// The hub came back from a backup: everything acknowledged after `seq` goes back to the outbox, the cursors of the
    /// part start again. Nothing that is here is dropped.
    [[nodiscard]] virtual Result<void> beginEpoch(qint32 part, qint64 epoch, qint64 seq) = 0;
    /// Cursors of a part start at 0 again, because the feed no longer reaches back to where they stood.
    [[nodiscard]] virtual Result<void> restartPart(qint32 part) = 0;
    [[nodiscard]] virtual Result<void> saveClockOffset(qint64 offsetMs) = 0;
    /// The feed was read to its end at this wall time: what the screen says after the next start.
    [[nodiscard]] virtual Result<void> noteSynced(qint64 wallMs) = 0;

    /// The most urgent blob to send: thumbnails, then evidence copies, then originals; not one of `held`.
    [[nodiscard]] virtual Result<BlobTask> nextUpload(const QSet<QByteArray> &held) = 0;
    /// Exactly `size` bytes of the sealed file. NotFound or Damaged = it can never be sent.
    [[nodiscard]] virtual Result<QByteArray> readBlob(const QByteArray &hash, qint64 offset, qint64 size) = 0;
    /// The hub has the blob; `outcome` says what became of bundles that waited for it.
    [[nodiscard]] virtual Result<QList<RecordId>> uploaded(const QByteArray &hash, const PushOutcome &outcome) = 0;
    /// A blob that cannot be sent: seen by a person, holds up nothing but its own bundle.
    [[nodiscard]] virtual Result<void> setBlobAside(const QByteArray &hash, const QString &reason) = 0;

    /// The most urgent blob that records name and that is not here: thumbnails first, never originals.
    [[nodiscard]] virtual Result<BlobTask> nextDownload(const QSet<QByteArray> &held) = 0;
    /// Appends bytes at `offset` of a blob of `length` bytes. The last piece makes the blob visible after its name was
    /// checked; Damaged = the bytes are not what the name says, everything of it was dropped.
    [[nodiscard]] virtual Result<QList<RecordId>> saveBlob(const QByteArray &hash, qint64 length, qint64 offset,
                                                           const QByteArray &bytes) = 0;
};

} // namespace ruhu::engine
