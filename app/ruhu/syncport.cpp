// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/syncport.h"

#include "sync/client/sync.h"
#include "sync/protocol/certificate.h"

#include <QPointer>

namespace ruhu {

namespace {

using service::SyncProgress;

QList<SyncProgress::Lane> sendingLanes(const engine::Progress &progress)
{
    QList<SyncProgress::Lane> lanes;
    const engine::Backlog &backlog = progress.backlog;
    if (backlog.bundles > 0 || progress.sent > 0)
        lanes.append({QStringLiteral("record"), progress.sent, progress.sent + backlog.bundles, 0, 0});
    if (backlog.blobs > 0)
        lanes.append({QStringLiteral("photo"), 0, backlog.blobs, 0, backlog.blobBytes});
    return lanes;
}

QList<SyncProgress::Lane> receivingLanes(const engine::Progress &progress)
{
    QList<SyncProgress::Lane> lanes;
    const auto lane = [&lanes](const char *what, int done) {
        if (done > 0)
            lanes.append({QString::fromLatin1(what), done, 0, 0, 0});
    };
    lane("listrow", progress.listRows);
    lane("dossier", progress.documents);
    lane("visit", progress.events);
    lane("photo", progress.photos);
    return lanes;
}

SyncProgress words(const engine::Progress &progress, qint64 nowWallMs, qint64 nowMonoMs)
{
    SyncProgress out;
    if (progress.paused)
        out.phase = SyncProgress::Phase::Paused;
    else if (progress.problem)
        out.phase = SyncProgress::Phase::Failed;
    else if (progress.running)
        out.phase = progress.backlog.bundles > 0 ? SyncProgress::Phase::Sending : SyncProgress::Phase::Receiving;
    out.online = !progress.problem && (progress.running || progress.upToDate || progress.lastSyncWallMs > 0);
    out.lastSyncMs = progress.lastSyncWallMs;
    if (progress.retryAtMonoMs > 0)
        out.nextTryMs = nowWallMs + (progress.retryAtMonoMs - nowMonoMs);
    if (progress.problem)
        out.failure = *progress.problem;
    out.sending = sendingLanes(progress);
    out.receiving = receivingLanes(progress);
    out.received = progress.listRows + progress.documents + progress.events;
    out.sent = progress.sent;
    return out;
}

class ClientSync final : public QObject, public service::SyncPort
{
public:
    explicit ClientSync(const service::SyncGround &ground)
        : m_clock(ground.clock)
    {
        const auto root = protocol::readRootRecord(ground.rootRecord);
        if (!root) {
            m_progress.phase = SyncProgress::Phase::Failed;
            m_progress.failure = root.error();
            return;
        }
        m_sync = std::make_unique<client::Sync>(
            client::Connection{ground.hub, ground.caPem, {ground.device, ground.deviceSigner, *root}}, ground.store,
            ground.filesFolder, ground.clock, ground.rng);
        connect(m_sync.get(), &client::Sync::progressed, this, [this](const engine::Progress &progress) {
            m_progress = words(progress, m_clock->wallMs(), m_clock->monotonicMs());
            if (m_listener)
                m_listener(m_progress);
        });
        connect(m_sync.get(), &client::Sync::arrived, this, [this](const QList<RecordId> &ids) {
            if (!m_data)
                return;
            service::Changes changes;
            constexpr qsizetype listable = 200; // more than a screen can care about one by one
            changes.everything = ids.size() > listable;
            if (!changes.everything) {
                for (const RecordId &id : ids) {
                    changes.households.insert(id.as<HouseholdTag>());
                    changes.applications.insert(id.as<ApplicationTag>());
                }
            }
            changes.outbox = true;
            changes.conflicts = true;
            m_data(changes);
        });
        if (const auto started = m_sync->start(); !started) {
            m_progress.phase = SyncProgress::Phase::Failed;
            m_progress.failure = started.error();
        }
    }

    void syncNow() override
    {
        if (m_sync)
            m_sync->syncNow();
    }
    void setPaused(bool paused) override
    {
        if (m_sync)
            m_sync->setPaused(paused);
    }
    SyncProgress progress() const override { return m_progress; }
    void listen(Listener progress, DataListener data) override
    {
        m_listener = std::move(progress);
        m_data = std::move(data);
    }

private:
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<client::Sync> m_sync;
    SyncProgress m_progress;
    Listener m_listener;
    DataListener m_data;
};

} // namespace

std::unique_ptr<service::SyncPort> makeSyncPort(const service::SyncGround &ground)
{
    return std::make_unique<ClientSync>(ground);
}

} // namespace ruhu
