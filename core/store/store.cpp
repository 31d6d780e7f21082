// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/store.h"

#include "core/base/log.h"
#include "core/store/migrations.h"

#include <QThread>

#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>

namespace ruhu::store {

/// A thread with its own connection and two queues; the first queue goes first.
class Store::Worker
{
public:
    using Committed = std::function<void(QSet<RecordId>)>;

    explicit Worker(Committed committed)
        : m_committed(std::move(committed))
    {
    }
    ~Worker() { stop(); }
    Worker(const Worker &) = delete;
    Worker &operator=(const Worker &) = delete;

    /// Opens the connection on the new thread and waits for the outcome.
    Result<void> start(const Place &place, Access access, const Fault &fault)
    {
        // Shared: the waiting thread may go on before the other has left finish().
        const auto opened = std::make_shared<QPromise<Result<void>>>();
        opened->start();
        QFuture<Result<void>> outcome = opened->future();
        m_thread.reset(QThread::create([this, opened, place, access, fault] { work(*opened, place, access, fault); }));
        m_thread->setObjectName(access == Access::ReadWrite ? "store-writer" : "store-reader");
        m_thread->start();
        return outcome.result();
    }

    void post(std::size_t queue, Job job)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (!m_closed) {
                m_queues[queue].push_back(std::move(job));
                m_wake.notify_one();
                return;
            }
        }
        job(nullptr);
    }

    /// Finishes the job that runs, answers the rest with nullptr, drops the connection, ends the thread.
    void stop()
    {
        std::deque<Job> left;
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
            for (auto &queue : m_queues) {
                left.insert(left.end(), std::make_move_iterator(queue.begin()), std::make_move_iterator(queue.end()));
                queue.clear();
            }
            m_wake.notify_one();
        }
        if (m_thread)
            m_thread->wait();
        m_thread.reset();
        for (const Job &job : left)
            job(nullptr);
    }

private:
    void work(QPromise<Result<void>> &opened, const Place &place, Access access, const Fault &fault)
    {
        auto db = Database::open(place, access, fault);
        Result<void> outcome;
        if (!db)
            outcome = passOn(db);
        else if (access == Access::ReadWrite)
            outcome = migrate(**db);
        if (!outcome && db)
            db->reset();
        opened.addResult(outcome);
        opened.finish();
        if (!outcome)
            return;
        while (Job job = next()) {
            job(db->get());
            if (const auto touched = (*db)->takeCommitted())
                m_committed(*touched);
        }
    }

    /// Waits for the next job; an empty one means: end.
    Job next()
    {
        std::unique_lock lock(m_mutex);
        while (m_queues[0].empty() && m_queues[1].empty()) {
            if (m_closed)
                return {};
            m_wake.wait(lock);
        }
        auto &queue = m_queues[0].empty() ? m_queues[1] : m_queues[0];
        Job job = std::move(queue.front());
        queue.pop_front();
        return job;
    }

    Committed m_committed;
    std::mutex m_mutex; // not QMutex: the thread checker sees through these two only
    std::condition_variable m_wake;
    std::array<std::deque<Job>, 2> m_queues;
    bool m_closed = false;
    std::unique_ptr<QThread> m_thread;
};

Store::Store() = default;

Result<std::unique_ptr<Store>> Store::open(const Place &place, Fault fault)
{
    qRegisterMetaType<QList<RecordId>>();
    std::unique_ptr<Store> store(new Store);
    Store *raw = store.get();
    store->m_writer = std::make_unique<Worker>(
        [raw](const QSet<RecordId> &touched) { Q_EMIT raw->changed(QList<RecordId>(touched.begin(), touched.end())); });
    if (auto done = store->m_writer->start(place, Access::ReadWrite, fault); !done)
        return passOn(done);
    store->m_reader = std::make_unique<Worker>([](const QSet<RecordId> &) {});
    if (auto done = store->m_reader->start(place, Access::ReadOnly, fault); !done)
        return passOn(done);
    return store;
}

Store::~Store()
{
    close();
}

void Store::close()
{
    // The reader first: the writer's connection is the last and checkpoints the log into the file.
    if (m_reader)
        m_reader->stop();
    if (m_writer)
        m_writer->stop();
}

void Store::post(Lane lane, Job job)
{
    if (lane == Lane::Reader)
        m_reader->post(0, std::move(job));
    else
        m_writer->post(lane == Lane::Screen ? 0 : 1, std::move(job));
}

} // namespace ruhu::store
