// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/store/store.h"
#include "sync/engine/engine.h"

#include <QFuture>
#include <QObject>
#include <QUrl>

#include <memory>

class QThread;

namespace ruhu::client {

/// How to reach the hub and whom to believe. A plain value.
struct Connection
{
    QUrl hub;             ///< https://host:port
    QByteArray caPem;     ///< The province's TLS authority; nothing else is trusted.
    engine::Identity who; ///< Its signer is called on the thread of the exchange.
};

/// The exchange of one open laptop with its hub: the engine with hands. Lives on the thread that made it and works on
/// one of its own; every database call runs on the store's writer, in slices.
///
/// Nothing happens before start(). Destroying it ends the exchange at the next safe point: what is under way is simply
/// asked again next time, because nothing counts before its transaction is durable.
class Sync : public QObject
{
    Q_OBJECT

public:
    /// `store`, `clock` and `rng` must outlive this object's thread, therefore shared. `rng` must be thread-safe.
    /// \param filesFolder VAULT/files, where sealed photos lie
    Sync(Connection connection, std::shared_ptr<store::Store> store, QString filesFolder,
         std::shared_ptr<const Clock> clock, std::shared_ptr<Rng> rng, QObject *parent = nullptr);
    ~Sync() override;

    /// Begins. Rejected when the hub is not an https address or the authority is no certificate; nothing starts then.
    [[nodiscard]] Result<void> start();
    /// Somebody pressed the button: no waiting is left.
    void syncNow();
    /// The outbox grew. Called by itself when the store says that something changed.
    void lookAgain();
    void setPaused(bool paused);
    /// As last reported; a default value before start().
    [[nodiscard]] engine::Progress progress() const { return m_progress; }

Q_SIGNALS:
    void progressed(const ruhu::engine::Progress &progress);

private:
    class Runner;

    Connection m_connection;
    std::shared_ptr<store::Store> m_store;
    QString m_filesFolder;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<Rng> m_rng;
    std::unique_ptr<QThread> m_thread;
    Runner *m_runner = nullptr; ///< Lives on m_thread.
    engine::Progress m_progress;
};

} // namespace ruhu::client
