// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/syncport.h"

#include "app/ruhu/exchangelog.h"
#include "sync/client/sync.h"
#include "sync/protocol/certificate.h"

namespace ruhu {

namespace {

using service::SyncProgress;

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
            m_progress = m_log.take(progress, m_clock->wallMs(), m_clock->monotonicMs());
            if (m_listener)
                m_listener(m_progress);
        });
        if (const auto started = m_sync->start(); !started) {
            m_progress.phase = SyncProgress::Phase::Failed;
            m_progress.failure = started.error();
            return;
        }
        m_progress.phase = SyncProgress::Phase::Connecting;
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
    void listen(Listener progress) override { m_listener = std::move(progress); }

private:
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<client::Sync> m_sync;
    ExchangeLog m_log;
    SyncProgress m_progress;
    Listener m_listener;
};

} // namespace

std::unique_ptr<service::SyncPort> makeSyncPort(const service::SyncGround &ground)
{
    return std::make_unique<ClientSync>(ground);
}

} // namespace ruhu
