// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/client/storeadapter.h"

#include "core/base/limits.h"
#include "core/record/cbor.h"
#include "core/store/blobs.h"
#include "core/store/feed.h"
#include "core/store/journal.h"
#include "core/store/outbox.h"
#include "core/store/view.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace ruhu::client {

namespace {

const QString scopeSetting = QStringLiteral("sync.scope");
const QString offsetSetting = QStringLiteral("sync.clock_offset_ms");
const QString syncedSetting = QStringLiteral("sync.last_ms");

store::PushStatus statusOf(protocol::Status status)
{
    switch (status) {
    case protocol::Status::Applied: return store::PushStatus::Applied;
    case protocol::Status::Merged: return store::PushStatus::Merged;
    case protocol::Status::Conflict: return store::PushStatus::Conflict;
    case protocol::Status::Staged: return store::PushStatus::Staged;
    case protocol::Status::Duplicate: return store::PushStatus::Duplicate;
    case protocol::Status::Diverted: return store::PushStatus::Diverted;
    case protocol::Status::Rejected: break;
    }
    return store::PushStatus::Rejected;
}

QSet<qint32> partsOf(const protocol::ScopeAnswer &scope)
{
    QSet<qint32> parts;
    for (const protocol::ScopePart &one : scope.parts)
        parts.insert(one.part);
    return parts;
}

ErrorCode codeOf(const QFile &file)
{
    return file.error() == QFileDevice::ResourceError ? ErrorCode::DiskFull : ErrorCode::Io;
}

} // namespace

StoreAdapter::StoreAdapter(store::Database &db, const QString &filesFolder, qint64 nowMs)
    : m_db(db)
    , m_files(filesFolder)
    , m_nowMs(nowMs)
{
}

// ---- where things stand ---------------------------------------------------------------------------------------------

Result<protocol::ScopeAnswer> StoreAdapter::scope()
{
    const auto bytes = store::setting(m_db, scopeSetting);
    if (!bytes)
        return passOn(bytes);
    if (bytes->isEmpty())
        return protocol::ScopeAnswer{};
    const auto map = record::cbor::decodeMap(*bytes);
    return map ? protocol::scopeAnswer(*map) : Result<protocol::ScopeAnswer>(passOn(map));
}

Result<engine::Standing> StoreAdapter::standing()
{
    engine::Standing standing;
    const auto known = scope();
    const auto cursors = known ? store::cursors(m_db) : Result<QList<store::Cursor>>(passOn(known));
    const auto heads = cursors ? store::heads(m_db) : Result<QList<store::StoredHead>>(passOn(cursors));
    const auto offset = heads ? store::setting(m_db, offsetSetting) : Result<QByteArray>(passOn(heads));
    const auto synced = offset ? store::setting(m_db, syncedSetting) : offset;
    if (!synced)
        return passOn(synced);
    standing.scopeVer = known->scopeVer;
    standing.scope = known->parts;
    standing.clockOffsetMs = offset->toLongLong();
    standing.lastSyncMs = synced->toLongLong();
    QMap<qint32, engine::SeenHead> seen;
    const auto see = [&](qint32 part, qint64 epoch, qint64 seq) {
        engine::SeenHead &head = seen[part];
        head.seq = epoch > head.epoch ? seq : epoch == head.epoch ? std::max(head.seq, seq) : head.seq;
        head.epoch = std::max(head.epoch, epoch);
        head.part = part;
    };
    for (const store::Cursor &cursor : *cursors) {
        standing.cursors.append({cursor.part, cursor.ch, cursor.seq});
        if (cursor.seq > 0)
            see(cursor.part, cursor.epoch, 0);
    }
    for (const store::StoredHead &head : *heads)
        see(head.part, head.epoch, head.seq);
    standing.heads = seen.values();
    return standing;
}

Result<engine::Backlog> StoreAdapter::backlog()
{
    const auto counters = store::syncCounters(m_db);
    if (!counters)
        return passOn(counters);
    return engine::Backlog{counters->savedBundles + counters->deliveredBundles, counters->blobs, counters->blobBytes,
                           counters->quarantined};
}

Result<void> StoreAdapter::saveScope(const protocol::ScopeAnswer &answer, const QSet<qint32> &restart)
{
    const QByteArray bytes = record::cbor::encode(protocol::toCbor(answer));
    if (auto done = store::setSetting(m_db, scopeSetting, bytes); !done)
        return done;
    if (auto done = store::saveScope(m_db, answer.scopeVer, partsOf(answer)); !done)
        return done;
    for (const qint32 part : restart) {
        if (auto done = store::restartPart(m_db, part); !done)
            return done;
    }
    return {};
}

Result<void> StoreAdapter::beginEpoch(qint32 part, qint64 epoch, qint64 seq)
{
    return store::beginEpoch(m_db, part, epoch, seq);
}

Result<void> StoreAdapter::restartPart(qint32 part)
{
    return store::restartPart(m_db, part);
}

Result<void> StoreAdapter::saveClockOffset(qint64 offsetMs)
{
    return store::setSetting(m_db, offsetSetting, QByteArray::number(offsetMs));
}

Result<void> StoreAdapter::noteSynced(qint64 wallMs)
{
    return store::setSetting(m_db, syncedSetting, QByteArray::number(wallMs));
}

// ---- bundles and pages ----------------------------------------------------------------------------------------------

Result<QList<engine::Waiting>> StoreAdapter::nextBundles(int limit, qint64 bytes, const QSet<BundleId> &held)
{
    const auto rows = store::nextBundles(m_db, limit, bytes, held);
    if (!rows)
        return passOn(rows);
    QList<engine::Waiting> waiting;
    for (const store::Waiting &row : *rows) {
        const auto bundle = record::decodeBundle(row.bytes);
        if (!bundle)
            return passOn(bundle);
        QList<MutationId> mids;
        for (const record::Mutation &mutation : bundle->mutations)
            mids.append(mutation.mid);
        waiting.append({row.bid, row.bytes, mids, row.n});
    }
    return waiting;
}

Result<QList<RecordId>> StoreAdapter::settle(const engine::PushOutcome &outcome)
{
    const auto known = scope();
    if (!known)
        return passOn(known);
    if (!outcome.receipts.isEmpty()) {
        const auto items = record::cbor::decode(outcome.receipts, {limits::inflatedBytes, 16, 1'000'000});
        const int count = items ? int(items->toArray().size()) : 0;
        if (auto kept = store::addReceipts(m_db, outcome.receipts, outcome.receiptsSig, count, m_nowMs); !kept)
            return passOn(kept);
    }
    QList<store::PushResult> results;
    for (const protocol::MutationResult &one : outcome.results)
        results.append({one.mid, statusOf(one.status), one.part, one.ver, one.seq, one.code, one.field});
    for (const QByteArray &hash : outcome.wantBlobs) {
        if (const auto again = store::sendBlobAgain(m_db, hash); !again)
            return passOn(again);
    }
    return store::settle(m_db, results, m_nowMs, partsOf(*known));
}

Result<QList<RecordId>> StoreAdapter::setAside(BundleId bundle, const QString &reason)
{
    return store::setAside(m_db, bundle, reason, {}, m_nowMs);
}

Result<QList<RecordId>> StoreAdapter::applyPage(const protocol::Page &page, const std::optional<protocol::Head> &head)
{
    store::FeedPage feed{page.part, page.ch, page.epoch, page.rows, page.next, {}};
    if (head)
        feed.head = store::StoredHead{head->part, head->ch, head->epoch, head->seq, head->bytes, head->sig};
    return store::applyPage(m_db, feed);
}

// ---- blobs ----------------------------------------------------------------------------------------------------------

Result<engine::BlobTask> StoreAdapter::nextUpload(const QSet<QByteArray> &held)
{
    const auto row = store::nextUpload(m_db, held);
    if (!row)
        return passOn(row);
    return *row ? engine::BlobTask{(*row)->hash, (*row)->part, (*row)->length, 0, (*row)->role} : engine::BlobTask{};
}

Result<QByteArray> StoreAdapter::readBlob(const QByteArray &hash, qint64 offset, qint64 size)
{
    QFile file(m_files.pathOf(hash));
    if (!file.exists())
        return fail(ErrorCode::NotFound);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return fail(codeOf(file));
    const QByteArray bytes = file.read(size);
    // The hub checks the whole against its name; a file that is shorter than its row can only be damaged.
    return bytes.size() == size ? Result<QByteArray>(bytes) : fail(ErrorCode::Damaged);
}

Result<QList<RecordId>> StoreAdapter::uploaded(const QByteArray &hash, const engine::PushOutcome &outcome)
{
    auto changed = store::blobUploaded(m_db, hash);
    if (!changed)
        return changed;
    auto more = settle(outcome);
    if (more)
        *more += *changed;
    return more;
}

Result<void> StoreAdapter::setBlobAside(const QByteArray &hash, const QString &reason)
{
    return store::setBlobAside(m_db, hash, reason);
}

Result<engine::BlobTask> StoreAdapter::nextDownload(const QSet<QByteArray> &held)
{
    const auto row = store::nextDownload(m_db, held);
    if (!row)
        return passOn(row);
    if (!*row)
        return engine::BlobTask{};
    // The file says how much is here: it is written before anything speaks of it. The row knows the length of the
    // content; what travels is sealed and longer, so the first answer tells.
    const qint64 have = QFileInfo(m_files.pathOf((*row)->hash) + QStringLiteral(".part")).size();
    return engine::BlobTask{(*row)->hash, (*row)->part, 0, have, (*row)->role};
}

Result<QList<RecordId>> StoreAdapter::saveBlob(const QByteArray &hash, qint64 length, qint64 offset,
                                               const QByteArray &bytes)
{
    const QString final = m_files.pathOf(hash);
    QDir().mkpath(QFileInfo(final).path());
    QFile part(final + QStringLiteral(".part"));
    if (!part.open(QIODevice::ReadWrite) || part.size() < offset || !part.resize(offset))
        return fail(codeOf(part));
    if (offset + bytes.size() < length) {
        if (!part.seek(offset) || part.write(bytes) != bytes.size() || !part.flush())
            return fail(codeOf(part));
        return QList<RecordId>();
    }
    // The last piece is never added to the part: a crash here leaves something that can be continued.
    const QByteArray whole = part.readAll() + bytes;
    part.close();
    if (auto stored = m_files.store(hash, whole); !stored) {
        if (stored.error().code == ErrorCode::Damaged)
            part.remove();
        return passOn(stored);
    }
    part.remove();
    if (auto kept = keepThumbnail(hash); !kept)
        return passOn(kept);
    return store::blobArrived(m_db, hash);
}

/// Lists show thumbnails from a table: opened once, here. One that does not open is left to the page that shows it.
Result<void> StoreAdapter::keepThumbnail(const QByteArray &hash)
{
    const auto row = store::blob(m_db, hash);
    if (!row)
        return passOn(row);
    if (!*row || (*row)->role != record::BlobRole::Thumbnail)
        return {};
    const auto photo = store::view(m_db, (*row)->record);
    if (!photo)
        return passOn(photo);
    if (!*photo)
        return {};
    const QByteArray key = record::bytes((*photo)->body, QLatin1String("thumb_key"));
    const qint64 plain = record::number((*photo)->body, QLatin1String("thumb_len"));
    const auto jpeg = m_files.open(hash, crypto::SecretBytes::copyOf(key),
                                   vault::sealedFileContext((*row)->record, "thumbnail", plain));
    return jpeg ? store::putThumbnail(m_db, (*row)->record, *jpeg) : Result<void>();
}

} // namespace ruhu::client
