// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/store/database.h"

#include <QFuture>
#include <QObject>
#include <QPromise>

#include <functional>
#include <memory>

namespace ruhu::store {

/// The one database of a laptop behind two threads: a writer that owns the one connection that writes and checkpoints,
/// and a reader with a `query_only` connection, so that a screen never waits for sync (architecture, decision 5).
///
/// Guarantees: each write() is one transaction and, once its future has a value, one durable commit (fsync); each
/// read() sees one unchanging state that holds every write finished before it was asked for. Thread-safe.
class Store : public QObject
{
    Q_OBJECT

public:
    /// Which write goes first when several wait. Never lets a write overtake another of the same urgency.
    enum class Urgency {
        Screen, ///< A person waits.
        Sync,   ///< Slices of long work; each under limits::writeSliceMs.
    };

    /// Opens or creates the file and brings its schema up to date. Blocks: not for the GUI thread.
    /// Errors: those of Database::open, TooNew (the file is left untouched).
    [[nodiscard]] static Result<std::unique_ptr<Store>> open(const Place &place, Fault fault = {});

    /// Closes. What waits ends as Locked, what runs is finished first.
    ~Store() override;
    /// Closes both connections and joins both threads; afterwards the key may be dropped. Idempotent, blocks.
    void close();

    /// `fn(Database &)` returns a Result<T>; it runs on the reader thread.
    template <typename Fn>
    auto read(Fn fn) -> QFuture<std::invoke_result_t<Fn, Database &>>
    {
        return submit([fn = std::move(fn)](Database &db) mutable { return db.snapshot([&] { return fn(db); }); },
                      Lane::Reader);
    }

    /// `fn(Database &)` returns a Result<T>; it runs on the writer thread, inside one transaction.
    template <typename Fn>
    auto write(Fn fn, Urgency urgency = Urgency::Screen) -> QFuture<std::invoke_result_t<Fn, Database &>>
    {
        return submit([fn = std::move(fn)](Database &db) mutable { return db.transact([&] { return fn(db); }); },
                      urgency == Urgency::Screen ? Lane::Screen : Lane::Sync);
    }

Q_SIGNALS:
    /// After a commit: households whose view changed. An empty list: only counters, drafts or the state of sync.
    /// Emitted on the writer thread; connect with a queued connection (the default across threads).
    void changed(const QList<ruhu::RecordId> &roots);

private:
    enum class Lane { Screen, Sync, Reader };
    /// Runs with the database, or with nullptr when the store was closed before its turn.
    using Job = std::function<void(Database *)>;
    class Worker;

    Store();
    void post(Lane lane, Job job);

    template <typename Fn>
    auto submit(Fn fn, Lane lane) -> QFuture<std::invoke_result_t<Fn, Database &>>
    {
        using Answer = std::invoke_result_t<Fn, Database &>;
        auto promise = std::make_shared<QPromise<Answer>>();
        promise->start();
        QFuture<Answer> future = promise->future();
        post(lane, [promise, fn = std::make_shared<Fn>(std::move(fn))](Database *db) mutable {
            promise->addResult(db ? (*fn)(*db) : Answer(fail(ErrorCode::Locked)));
            promise->finish();
        });
        return future;
    }

    std::unique_ptr<Worker> m_writer;
    std::unique_ptr<Worker> m_reader;
};

} // namespace ruhu::store
