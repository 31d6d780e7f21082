// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/exchange.h"

#include "core/crypto/hash.h"
#include "core/platform/disk.h"
#include "core/service/parts.h"
#include "core/store/blobs.h"
#include "core/store/feed.h"
#include "core/store/households.h"

#include <utility>

namespace ruhu::service {

using GroundPtr = std::shared_ptr<const Ground>;

namespace {

QString headNameOf(store::Database &db, RecordId household)
{
    if (household.isNull())
        return {};
    const auto row = store::household(db, household);
    return row ? row->headName : QString();
}

bool isWorking(const SyncProgress &progress)
{
    using enum SyncProgress::Phase;
    return progress.phase == Connecting || progress.phase == Sending || progress.phase == Receiving;
}

} // namespace

Exchange::Exchange(DeskParts &desk)
    : m_desk(desk)
{
    if (!m_desk.sync)
        return;
    m_working = isWorking(m_desk.sync->progress());
    m_desk.sync->listen([this](const SyncProgress &) { portSaid(); });
}

Exchange::~Exchange() = default;

void Exchange::syncNow()
{
    if (m_desk.sync)
        m_desk.sync->syncNow();
}

void Exchange::setPaused(bool paused)
{
    if (m_desk.sync)
        m_desk.sync->setPaused(paused);
}

SyncProgress Exchange::progress() const
{
    if (!m_desk.sync)
        return {};
    SyncProgress progress = m_desk.sync->progress();
    if (progress.phase != SyncProgress::Phase::Receiving || m_here.households == 0)
        return progress;
    QList<SyncProgress::Lane> lanes;
    int photos = 0;
    for (const SyncProgress::Lane &lane : std::as_const(progress.receiving)) {
        if (lane.what == QLatin1String("listrow")) // the channel carries more than households
            lanes.append({lane.what, m_here.households, progress.listHere ? m_here.households : 0, 0, 0});
        else if (lane.what == QLatin1String("photo"))
            photos = lane.done;
        else
            lanes.append(lane);
    }
    if (m_here.complete < m_here.households && !lanes.isEmpty())
        lanes.insert(1, {QStringLiteral("dossier"), m_here.complete, m_here.households, 0, 0});
    if (photos + m_here.filesMissing > 0)
        lanes.append({QStringLiteral("photo"), photos, photos + m_here.filesMissing, 0, 0});
    progress.receiving = lanes;
    return progress;
}

void Exchange::portSaid()
{
    Q_EMIT progressed(progress());
    countArrivals();
    const bool working = isWorking(m_desk.sync->progress());
    if (std::exchange(m_working, working) && !working)
        Q_EMIT ended();
}

/// The screen shares the reader with this: one count at a time, and at most one a second.
void Exchange::countArrivals()
{
    constexpr qint64 pauseMs = 1000;
    const qint64 now = m_desk.ground->clock->monotonicMs();
    const bool soon = m_countedAt > 0 && now - m_countedAt < pauseMs;
    if (m_desk.sync->progress().phase != SyncProgress::Phase::Receiving || m_counting || soon)
        return;
    m_counting = true;
    m_countedAt = now;
    deliver(holdings(), this, [this](const Result<Holdings> &counted) {
        m_counting = false;
        if (!counted || !m_desk.sync)
            return;
        m_here = *counted;
        Q_EMIT progressed(progress());
    });
}

Answer<UnsentCount> Exchange::unsent()
{
    return m_desk.ground->store->read([](store::Database &db) -> Result<UnsentCount> {
        const auto counters = store::syncCounters(db);
        if (!counters)
            return passOn(counters);
        return UnsentCount{counters->visits, counters->photos, counters->signatures, counters->others,
                           counters->blobBytes};
    });
}

Answer<QList<OutboxRow>> Exchange::outbox()
{
    return m_desk.ground->store->read([](store::Database &db) -> Result<QList<OutboxRow>> {
        const auto rows = store::outboxRows(db);
        if (!rows)
            return passOn(rows);
        QList<OutboxRow> out;
        for (const store::OutboxRow &row : *rows)
            out.append({row.n, row.root.as<HouseholdTag>(), headNameOf(db, row.root), row.what, row.atMs,
                        row.standing == store::Standing::Delivered && row.blobsMissing > 0});
        return out;
    });
}

Answer<QList<UploadRow>> Exchange::uploads()
{
    return m_desk.ground->store->read([](store::Database &db) -> Result<QList<UploadRow>> {
        const auto rows = store::uploads(db);
        if (!rows)
            return passOn(rows);
        QList<UploadRow> out;
        for (const store::BlobRow &row : *rows) {
            UploadRow upload;
            upload.photo = row.record.as<PhotoTag>();
            upload.household = row.root.as<HouseholdTag>();
            upload.headName = headNameOf(db, row.root);
            upload.role = QString(record::nameOf(row.role));
            if (const auto view = store::view(db, row.record); view && *view)
                upload.kind = record::text((*view)->body, QLatin1String("kind"));
            upload.bytesDone = row.offset;
            upload.bytesTotal = row.length;
            upload.sending = row.offset > 0;
            out.append(upload);
        }
        return out;
    });
}

Answer<QList<QuarantineRow>> Exchange::quarantine()
{
    return m_desk.ground->store->read([](store::Database &db) -> Result<QList<QuarantineRow>> {
        const auto rows = store::quarantineRows(db);
        if (!rows)
            return passOn(rows);
        QList<QuarantineRow> out;
        for (const store::QuarantineRow &row : *rows)
            out.append({row.number, row.root.as<HouseholdTag>(), headNameOf(db, row.root), row.what, row.code,
                        row.detail, row.atMs});
        return out;
    });
}

Answer<void> Exchange::retry(qint64 number)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->write([ground, number](store::Database &db) -> Result<void> {
        const auto done = store::retryQuarantined(db, number, ground->stamp());
        if (!done)
            return passOn(done);
        return {};
    });
}

Answer<QList<ReceiptRow>> Exchange::receipts()
{
    return m_desk.ground->store->read([](store::Database &db) -> Result<QList<ReceiptRow>> {
        const auto rows = store::receipts(db);
        if (!rows)
            return passOn(rows);
        QList<ReceiptRow> out;
        for (const store::StoredReceipt &row : *rows)
            out.append({row.atMs, row.items, crypto::blake2b(row.bytes)});
        return out;
    });
}

Answer<Holdings> Exchange::holdings()
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground](store::Database &db) -> Result<Holdings> {
        const auto held = store::holdings(db);
        if (!held)
            return passOn(held);
        Holdings out;
        out.households = held->households;
        out.complete = held->complete;
        out.photos = held->photos;
        out.filesMissing = held->thumbnailsMissing + held->copiesMissing;
        out.bytesUsed = held->blobBytes;
        // Of the vault's folder: the one of the sealed files comes with the first of them.
        const QString vault = ground->files->pathOf(QByteArray(32, '\0')).section(u'/', 0, -4);
        out.bytesFree = platform::freeDiskBytes(vault).value_or(0);
        return out;
    });
}

} // namespace ruhu::service
