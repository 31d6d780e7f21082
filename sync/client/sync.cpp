// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/client/sync.h"

#include "core/base/log.h"
#include "sync/client/storeadapter.h"
#include "sync/client/transport.h"

#include <deque>

#include <QThread>
#include <QTimer>

namespace ruhu::client {

/// The engine's hands. Everything in it happens on its own thread.
class Sync::Runner : public QObject
{
public:
    Runner(const Sync &owner, std::function<void(const engine::Notify &)> report)
        : m_store(owner.m_store)
        , m_filesFolder(owner.m_filesFolder)
        , m_clock(owner.m_clock)
        , m_rng(owner.m_rng)
        , m_connection(owner.m_connection)
        , m_report(std::move(report))
    {
    }

    void begin()
    {
        m_transport = std::make_unique<Transport>(m_connection.hub, m_connection.caPem);
        m_wake = std::make_unique<QTimer>();
        m_wake->setSingleShot(true);
        connect(m_wake.get(), &QTimer::timeout, this, [this] { step(engine::Woken{}); });
        m_engine = std::make_unique<engine::Engine>(m_connection.who, *m_rng);
        step(engine::Started{});
    }

    void end()
    {
        m_transport.reset();
        m_wake.reset();
        m_engine.reset();
    }

    /// A store that is faster than us answers while its request is still being made. Its event waits here, else the
    /// remaining effects of the older step, its Notify and WakeAt, would come last and be taken for the newest.
    void step(const engine::Event &event)
    {
        m_events.push_back(event);
        if (std::exchange(m_stepping, true))
            return;
        while (!m_events.empty()) {
            const engine::Event next = std::move(m_events.front());
            m_events.pop_front();
            if (!m_engine)
                continue;
            for (const engine::Effect &effect : m_engine->step({m_clock->wallMs(), m_clock->monotonicMs()}, next))
                std::visit([this](const auto &one) { perform(one); }, effect);
        }
        m_stepping = false;
    }

private:
    void perform(const engine::Send &send)
    {
        m_transport->send(send.request, send.deadlineMs, [this, id = send.id](Result<protocol::HttpResponse> answer) {
            if (answer)
                step(engine::Answered{id, *std::move(answer)});
            else
                step(engine::Unanswered{id, answer.error().code});
        });
    }

    void perform(const engine::Tx &tx)
    {
        const auto work = [op = tx.op, files = m_filesFolder, now = m_clock->wallMs()](store::Database &db) {
            StoreAdapter adapter(db, files, now);
            return engine::perform(adapter, op);
        };
        // What only looks must not wait behind the writer, nor cost an fsync.
        auto future =
            engine::readsOnly(tx.op) ? m_store->read(work) : m_store->write(work, store::Store::Urgency::Sync);
        future.then(this, [this, id = tx.id](const Result<engine::TxReply> &reply) {
            if (!reply)
                qCInfo(logSync) << "store:" << errorName(reply.error().code) << reply.error().detail;
            step(engine::Stored{id, reply});
        });
    }

    void perform(const engine::WakeAt &wake)
    {
        m_wake->start(std::chrono::milliseconds(std::max<qint64>(0, wake.monoMs - m_clock->monotonicMs())));
    }

    void perform(const engine::Notify &notify) { m_report(notify); }

    std::shared_ptr<store::Store> m_store;
    QString m_filesFolder;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<Rng> m_rng;
    Connection m_connection;
    std::function<void(const engine::Notify &)> m_report;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<QTimer> m_wake;
    std::unique_ptr<engine::Engine> m_engine;
    std::deque<engine::Event> m_events;
    bool m_stepping = false;
};

Sync::Sync(Connection connection, std::shared_ptr<store::Store> store, QString filesFolder,
           std::shared_ptr<const Clock> clock, std::shared_ptr<Rng> rng, QObject *parent)
    : QObject(parent)
    , m_connection(std::move(connection))
    , m_store(std::move(store))
    , m_filesFolder(std::move(filesFolder))
    , m_clock(std::move(clock))
    , m_rng(std::move(rng))
{
}

Sync::~Sync()
{
    if (!m_thread)
        return;
    QMetaObject::invokeMethod(
        m_runner,
        [runner = m_runner] {
            runner->end();
            QThread::currentThread()->quit();
        },
        Qt::QueuedConnection);
    m_thread->wait();
    delete m_runner; // its thread has ended: nothing of it runs any more
}

Result<void> Sync::start()
{
    if (m_thread)
        return {};
    if (auto usable = Transport::check(m_connection.hub, m_connection.caPem); !usable)
        return usable;
    m_thread = std::make_unique<QThread>();
    m_thread->setObjectName(QStringLiteral("sync"));
    m_runner = new Runner(*this, [this](const engine::Notify &notify) {
        QMetaObject::invokeMethod(
            this,
            [this, notify] {
                m_progress = notify.progress;
                Q_EMIT progressed(m_progress);
            },
            Qt::QueuedConnection);
    });
    m_runner->moveToThread(m_thread.get());
    connect(m_store.get(), &store::Store::changed, m_runner, [runner = m_runner] { runner->step(engine::Edited{}); });
    m_thread->start();
    QMetaObject::invokeMethod(
        m_runner, [runner = m_runner] { runner->begin(); }, Qt::QueuedConnection);
    return {};
}

void Sync::syncNow()
{
    if (m_runner)
        QMetaObject::invokeMethod(
            m_runner, [runner = m_runner] { runner->step(engine::SyncNow{}); }, Qt::QueuedConnection);
}

void Sync::lookAgain()
{
    if (m_runner)
        QMetaObject::invokeMethod(
            m_runner, [runner = m_runner] { runner->step(engine::Edited{}); }, Qt::QueuedConnection);
}

void Sync::setPaused(bool paused)
{
    if (m_runner)
        QMetaObject::invokeMethod(
            m_runner, [runner = m_runner, paused] { runner->step(engine::Pause{paused}); }, Qt::QueuedConnection);
}

} // namespace ruhu::client
