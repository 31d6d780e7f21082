// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QTimer>

#include <memory>

/// When the screen must be locked: the desktop says so, the machine goes to sleep, or nobody has touched anything.
namespace ruhu::platform {

/// Listens to logind (org.freedesktop.login1). It holds back the sleep of the machine until the vault is closed: lock
/// on lockWanted(), then call readyToSleep(). Without a system bus, or without logind on it, it says nothing and the
/// idle timer is what remains.
class SessionWatch : public QObject
{
    Q_OBJECT

public:
    /// \param bus the system bus; tests bring their own
    explicit SessionWatch(QDBusConnection bus = QDBusConnection::systemBus(), QObject *parent = nullptr);
    ~SessionWatch() override;

    /// Whether logind answers.
    [[nodiscard]] bool active() const { return m_active; }
    /// Whether this object holds back the sleep right now.
    [[nodiscard]] bool holdsSleep() const { return m_inhibitor.isValid(); }

    /// Everything is closed: the machine may sleep. Does nothing when it was not about to.
    void readyToSleep();

Q_SIGNALS:
    void lockWanted();

private Q_SLOTS:
    void onPrepareForSleep(bool start);
    void onLock();
    void onProperties(const QString &interface, const QVariantMap &changed, const QStringList &invalidated);

private:
    void inhibit();

    QDBusConnection m_bus;
    QString m_session; ///< Object path of our own session.
    bool m_active = false;
    QDBusUnixFileDescriptor m_inhibitor;
};

/// Fires once after `seconds` without a key, click, touch or movement in this program; time in suspend counts.
class IdleWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr int leastSeconds = 60; ///< A policy may ask for 1 … 15 minutes.
    static constexpr int mostSeconds = 900;

    /// Watches the events of the whole application from start() on. `seconds` is brought into the range.
    IdleWatch(std::shared_ptr<const Clock> clock, int seconds, QObject *parent = nullptr);

    void start();
    void stop();
    /// Looks at the clock now instead of at the next tick.
    void check();

Q_SIGNALS:
    void idle();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    std::shared_ptr<const Clock> m_clock;
    qint64 m_limitMs;
    qint64 m_lastMs = 0;
    QTimer m_tick;
};

} // namespace ruhu::platform
