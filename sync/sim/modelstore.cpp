// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/sim/modelstore.h"

#include "core/crypto/hash.h"

#include <algorithm>

namespace ruhu::sim {

using protocol::Status;
using record::Mutation;

namespace {

QList<MutationId> midsOf(const record::Bundle &bundle)
{
    QList<MutationId> mids;
    for (const Mutation &mutation : bundle.mutations)
        mids.append(mutation.mid);
    return mids;
}

} // namespace

Result<engine::Standing> ModelStore::standing()
{
    engine::Standing standing;
    standing.scopeVer = m_scopeVer;
    standing.scope = m_scope;
    for (auto it = m_cursors.cbegin(); it != m_cursors.cend(); ++it)
        standing.cursors.append({it.key().first, it.key().second, it.value()});
    standing.heads = m_heads.values();
    standing.clockOffsetMs = m_clockOffset;
    standing.lastSyncMs = m_lastSync;
    return standing;
}

Result<engine::Backlog> ModelStore::backlog()
{
    engine::Backlog backlog;
    backlog.bundles = int(m_outbox.size());
    backlog.quarantined = int(m_quarantine.size());
    for (const Blob &blob : std::as_const(m_blobs)) {
        backlog.blobs += blob.toSend ? 1 : 0;
        backlog.blobBytes += blob.toSend ? blob.length : 0;
    }
    return backlog;
}

bool ModelStore::inScope(qint32 part) const
{
    return std::any_of(m_scope.cbegin(), m_scope.cend(), [part](const auto &one) { return one.part == part; });
}

bool ModelStore::blobsUp(const record::Bundle &bundle) const
{
    return std::none_of(bundle.blobs.cbegin(), bundle.blobs.cend(), [this](const record::BlobRef &blob) {
        return blob.required && m_blobs.value(blob.hash).toSend;
    });
}

Result<QList<engine::Waiting>> ModelStore::nextBundles(int limit, qint64 bytes, const QSet<BundleId> &held)
{
    QList<engine::Waiting> ready;
    QSet<RecordId> closed;
    QSet<BundleId> stuck;
    qint64 size = 0;
    for (auto it = m_outbox.cbegin(); it != m_outbox.cend(); ++it) {
        const record::Bundle &bundle = it->bundle;
        const bool follows =
            std::any_of(bundle.mutations.cbegin(), bundle.mutations.cend(),
                        [&](const Mutation &m) { return closed.contains(m.root); }) ||
            std::any_of(bundle.deps.cbegin(), bundle.deps.cend(), [&](BundleId bid) { return stuck.contains(bid); });
        if (follows || held.contains(bundle.bid) || (!it->staged.isEmpty() && !blobsUp(bundle))) {
            for (const Mutation &mutation : bundle.mutations) {
                if (!mutation.root.isNull())
                    closed.insert(mutation.root);
            }
            stuck.insert(bundle.bid);
            continue;
        }
        if (ready.size() >= limit || (!ready.isEmpty() && size + bundle.bytes.size() > bytes))
            break;
        size += bundle.bytes.size();
        ready.append({bundle.bid, bundle.bytes, midsOf(bundle), it.key()});
    }
    return ready;
}

Result<QList<RecordId>> ModelStore::settle(const engine::PushOutcome &outcome)
{
    QList<RecordId> changed;
    QMap<MutationId, protocol::MutationResult> results;
    for (const protocol::MutationResult &result : outcome.results)
        results[result.mid] = result;
    for (const QByteArray &hash : outcome.wantBlobs) {
        if (const auto blob = m_blobs.find(hash); blob != m_blobs.end() && blob->bytes.size() == blob->length)
            blob->toSend = true;
    }
    const QList<qint64> numbers = m_outbox.keys(); // a copy: the loop takes entries out
    for (const qint64 n : numbers) {
        Unsent &unsent = m_outbox[n];
        QMap<MutationId, protocol::MutationResult> mine;
        for (const Mutation &mutation : unsent.bundle.mutations) {
            if (results.contains(mutation.mid))
                mine[mutation.mid] = results.value(mutation.mid);
        }
        if (mine.size() < unsent.bundle.mutations.size())
            continue;
        const bool staged =
            std::any_of(mine.cbegin(), mine.cend(), [](const auto &one) { return one.status == Status::Staged; });
        if (staged) {
            unsent.staged = mine;
            continue;
        }
        for (const Mutation &mutation : std::as_const(unsent.bundle.mutations)) {
            changed.append(mutation.id);
            if (mine.value(mutation.mid).status == Status::Rejected)
                m_quarantine.append({unsent.bundle, mutation.mid, mine.value(mutation.mid).code});
        }
        m_acked[n] = {unsent.bundle, mine};
        m_outbox.remove(n);
    }
    return changed;
}

Result<QList<RecordId>> ModelStore::setAside(BundleId bid, const QString &reason)
{
    QList<RecordId> changed;
    const QList<qint64> numbers = m_outbox.keys(); // a copy: the loop takes entries out
    for (const qint64 n : numbers) {
        if (m_outbox.value(n).bundle.bid != bid)
            continue;
        const record::Bundle bundle = m_outbox.take(n).bundle;
        for (const Mutation &mutation : bundle.mutations) {
            changed.append(mutation.id);
            m_quarantine.append({bundle, mutation.mid, reason});
        }
    }
    return changed;
}

void ModelStore::noteBlobsOf(const record::Record &row)
{
    if (row.kindOf() != record::Kind::Photo || row.archived)
        return;
    const auto body = record::decodeBody(row.body);
    if (!body)
        return;
    const auto note = [&](QLatin1String name, QLatin1String length, record::BlobRole role) {
        const QByteArray hash = record::bytes(*body, name);
        if (hash.isEmpty() || m_blobs.contains(hash))
            return;
        Blob blob;
        blob.length = record::number(*body, length);
        blob.part = row.part;
        blob.role = role;
        blob.wanted = true;
        m_blobs[hash] = blob;
    };
    note(QLatin1String("thumb"), QLatin1String("thumb_len"), record::BlobRole::Thumbnail);
    note(QLatin1String("evidence"), QLatin1String("evidence_len"), record::BlobRole::Evidence);
}

void ModelStore::putRow(const record::Record &row, QList<RecordId> &changed)
{
    const auto old = m_base.constFind(row.id);
    if (old != m_base.cend() && old->ver >= row.ver)
        return;
    if (m_faults.pullDropsEdits) {
        m_outbox.removeIf([&](const auto &entry) {
            const auto &mutations = entry.value().bundle.mutations;
            return std::any_of(mutations.cbegin(), mutations.cend(), [&](const Mutation &m) { return m.id == row.id; });
        });
    }
    m_base[row.id] = row;
    noteBlobsOf(row);
    changed.append(row.id);
}

void ModelStore::finishPage()
{
    QList<RecordId> changed;
    for (const record::Record &row : std::exchange(m_late, {}))
        putRow(row, changed);
}

Result<QList<RecordId>> ModelStore::applyPage(const protocol::Page &page, const std::optional<protocol::Head> &head)
{
    QList<RecordId> changed;
    qint64 &cursor = m_cursors[{page.part, page.ch}];
    if (page.next < cursor)
        m_broken.append(QStringLiteral("I8 a cursor went back"));
    cursor = page.next;
    if (head) {
        engine::SeenHead &seen = m_heads[page.part];
        seen = {page.part, page.epoch, std::max(seen.epoch == page.epoch ? seen.seq : 0, head->seq)};
    } else if (!m_heads.contains(page.part)) {
        m_heads[page.part] = {page.part, page.epoch, 0};
    }
    if (m_faults.cursorBeforePage) {
        m_late = page.rows;
        return changed;
    }
    for (const record::Record &row : page.rows)
        putRow(row, changed);
    return changed;
}

Result<void> ModelStore::saveScope(const protocol::ScopeAnswer &scope, const QSet<qint32> &restart)
{
    m_scopeVer = scope.scopeVer;
    m_scope = scope.parts;
    m_cursors.removeIf(
        [&](const auto &entry) { return !inScope(entry.key().first) || restart.contains(entry.key().first); });
    return {};
}

Result<void> ModelStore::beginEpoch(qint32 part, qint64 epoch, qint64 seq)
{
    const QList<qint64> numbers = m_acked.keys(); // a copy: the loop takes entries out
    for (const qint64 n : numbers) {
        const auto &results = m_acked[n].results;
        if (std::any_of(results.cbegin(), results.cend(),
                        [&](const auto &one) { return one.part == part && one.seq > seq; }))
            m_outbox[n] = Unsent{m_acked.take(n).bundle, {}};
    }
    m_heads[part] = {part, epoch, 0};
    return restartPart(part);
}

Result<void> ModelStore::restartPart(qint32 part)
{
    for (auto cursor = m_cursors.begin(); cursor != m_cursors.end(); ++cursor) {
        if (cursor.key().first == part)
            cursor.value() = 0;
    }
    return {};
}

Result<void> ModelStore::saveClockOffset(qint64 offsetMs)
{
    m_clockOffset = offsetMs;
    return {};
}

Result<void> ModelStore::noteSynced(qint64 wallMs)
{
    m_lastSync = wallMs;
    return {};
}

// ---- blobs ----------------------------------------------------------------------------------------------------------

Result<engine::BlobTask> ModelStore::nextUpload(const QSet<QByteArray> &held)
{
    engine::BlobTask best;
    for (auto it = m_blobs.cbegin(); it != m_blobs.cend(); ++it) {
        if (it->toSend && !held.contains(it.key()) && (best.hash.isEmpty() || it->role < best.role))
            best = {it.key(), it->part, it->length, 0, it->role};
    }
    return best;
}

Result<QByteArray> ModelStore::readBlob(const QByteArray &hash, qint64 offset, qint64 size)
{
    if (!m_blobs.contains(hash))
        return fail(ErrorCode::NotFound);
    return m_blobs.value(hash).bytes.mid(offset, size);
}

Result<QList<RecordId>> ModelStore::uploaded(const QByteArray &hash, const engine::PushOutcome &outcome)
{
    if (const auto blob = m_blobs.find(hash); blob != m_blobs.end())
        blob->toSend = false;
    return settle(outcome);
}

Result<void> ModelStore::setBlobAside(const QByteArray &hash, const QString &)
{
    if (const auto blob = m_blobs.find(hash); blob != m_blobs.end())
        blob->toSend = false;
    return {};
}

Result<engine::BlobTask> ModelStore::nextDownload(const QSet<QByteArray> &held)
{
    engine::BlobTask best;
    for (auto it = m_blobs.cbegin(); it != m_blobs.cend(); ++it) {
        if (it->wanted && !held.contains(it.key()) && (best.hash.isEmpty() || it->role < best.role))
            best = {it.key(), it->part, it->length, it->bytes.size(), it->role};
    }
    return best;
}

Result<QList<RecordId>> ModelStore::saveBlob(const QByteArray &hash, qint64 length, qint64 offset,
                                             const QByteArray &bytes)
{
    Blob &blob = m_blobs[hash];
    blob.bytes = blob.bytes.left(offset) + bytes;
    blob.length = length;
    if (blob.bytes.size() < length)
        return QList<RecordId>();
    if (crypto::blake2b(blob.bytes) != hash) {
        blob.bytes.clear();
        return fail(ErrorCode::Damaged);
    }
    blob.wanted = false;
    return QList<RecordId>();
}

// ---- the person at the laptop ---------------------------------------------------------------------------------------

void ModelStore::commit(const record::Bundle &bundle, const QMap<QByteArray, QByteArray> &blobs)
{
    for (const record::BlobRef &ref : bundle.blobs) {
        Blob blob;
        blob.bytes = blobs.value(ref.hash);
        blob.length = ref.length;
        blob.part = bundle.mutations.first().part;
        blob.role = ref.role;
        blob.required = ref.required;
        blob.toSend = true;
        m_blobs[ref.hash] = blob;
    }
    m_outbox[bundle.mutations.first().n] = {bundle, {}};
    m_lastN = bundle.mutations.last().n;
}

/// An acknowledged change is on the screen until the feed has brought it back, unless it never took effect here.
bool ModelStore::overlays(const Mutation &mutation, const protocol::MutationResult &result) const
{
    if (result.status == Status::Rejected || result.status == Status::Diverted || !inScope(result.part))
        return false;
    return result.seq > cursor(result.part, record::info(mutation.kindOf()).channel);
}

std::optional<ModelStore::Seen> ModelStore::see(RecordId id) const
{
    Seen seen;
    bool there = false;
    bool archived = false;
    if (const auto base = m_base.constFind(id); base != m_base.cend()) {
        seen.record = *base;
        seen.body = record::decodeBody(base->body).value_or(record::Body());
        there = true;
        archived = base->archived;
    }
    const auto lay = [&](const Mutation &mutation) {
        if (mutation.id != id)
            return;
        if (!there) {
            seen.record.id = id;
            seen.record.kind = mutation.kind;
            seen.record.root = mutation.root;
            seen.record.part = mutation.part;
        }
        there = true;
        archived = record::overlay(seen.body, mutation) || archived;
    };
    for (const Acked &acked : m_acked) {
        for (const Mutation &mutation : acked.bundle.mutations) {
            if (overlays(mutation, acked.results.value(mutation.mid)))
                lay(mutation);
        }
    }
    for (const Unsent &unsent : m_outbox) {
        for (const Mutation &mutation : unsent.bundle.mutations)
            lay(mutation);
    }
    return there && !archived ? std::optional(seen) : std::nullopt;
}

QList<RecordId> ModelStore::known() const
{
    QSet<RecordId> ids;
    for (auto it = m_base.cbegin(); it != m_base.cend(); ++it)
        ids.insert(it.key());
    for (const Acked &acked : m_acked) {
        for (const Mutation &mutation : acked.bundle.mutations)
            ids.insert(mutation.id);
    }
    for (const Unsent &unsent : m_outbox) {
        for (const Mutation &mutation : unsent.bundle.mutations)
            ids.insert(mutation.id);
    }
    QList<RecordId> sorted(ids.cbegin(), ids.cend());
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

} // namespace ruhu::sim
