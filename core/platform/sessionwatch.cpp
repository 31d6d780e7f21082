// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/platform/sessionwatch.h"

#include "core/base/log.h"

#include <QCoreApplication>
#include <QDBusConnectionInterface>
#include <QDBusInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QEvent>

#include <algorithm>

namespace ruhu::platform {

namespace {

constexpr int busTimeoutMs = 2'000; // logind answers in milliseconds; a bus that hangs must not keep the window away
constexpr int tickMs = 5'000;

QString service()
{
    return QStringLiteral("org.freedesktop.login1");
}
QString managerPath()
{
    return QStringLiteral("/org/freedesktop/login1");
}
QString managerInterface()
{
    return QStringLiteral("org.freedesktop.login1.Manager");
}
QString sessionInterface()
{
    return QStringLiteral("org.freedesktop.login1.Session");
}

} // namespace

SessionWatch::SessionWatch(QDBusConnection bus, QObject *parent)
    : QObject(parent)
    , m_bus(std::move(bus))
{
    if (!m_bus.isConnected())
        return;
    QDBusInterface manager(service(), managerPath(), managerInterface(), m_bus);
    manager.setTimeout(busTimeoutMs);
    const QDBusReply<QDBusObjectPath> session =
        manager.call(QStringLiteral("GetSessionByPID"), uint(QCoreApplication::applicationPid()));
    m_active = m_bus.connect(service(), managerPath(), managerInterface(), QStringLiteral("PrepareForSleep"), this,
                             SLOT(onPrepareForSleep(bool))) &&
               manager.isValid();
    if (session.isValid()) {
        m_session = session.value().path();
        m_bus.connect(service(), m_session, sessionInterface(), QStringLiteral("Lock"), this, SLOT(onLock()));
        m_bus.connect(service(), m_session, QStringLiteral("org.freedesktop.DBus.Properties"),
                      QStringLiteral("PropertiesChanged"), this, SLOT(onProperties(QString, QVariantMap, QStringList)));
    }
    if (m_active)
        inhibit();
}

SessionWatch::~SessionWatch() = default;

void SessionWatch::inhibit()
{
    QDBusInterface manager(service(), managerPath(), managerInterface(), m_bus);
    manager.setTimeout(busTimeoutMs);
    const QDBusReply<QDBusUnixFileDescriptor> reply =
        manager.call(QStringLiteral("Inhibit"), QStringLiteral("sleep"), QStringLiteral("Ruhu"),
                     QStringLiteral("Closing the vault"), QStringLiteral("delay"));
    if (reply.isValid())
        m_inhibitor = reply.value();
    else
        qCInfo(logVault) << "the machine sleeps without waiting for the lock";
}

void SessionWatch::readyToSleep()
{
    m_inhibitor = QDBusUnixFileDescriptor();
}

void SessionWatch::onPrepareForSleep(bool start)
{
    if (start)
        Q_EMIT lockWanted();
    else
        inhibit(); // awake again: hold back the next sleep
}

void SessionWatch::onLock()
{
    Q_EMIT lockWanted();
}

void SessionWatch::onProperties(const QString &interface, const QVariantMap &changed, const QStringList &)
{
    if (interface != sessionInterface())
        return;
    const auto locked = changed.constFind(QStringLiteral("LockedHint"));
    const auto active = changed.constFind(QStringLiteral("Active"));
    if ((locked != changed.cend() && locked->toBool()) || (active != changed.cend() && !active->toBool()))
        Q_EMIT lockWanted();
}

IdleWatch::IdleWatch(std::shared_ptr<const Clock> clock, int seconds, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
    , m_limitMs(std::clamp(seconds, leastSeconds, mostSeconds) * qint64(1000))
{
    m_tick.setInterval(tickMs);
    connect(&m_tick, &QTimer::timeout, this, &IdleWatch::check);
}

void IdleWatch::start()
{
    m_lastMs = m_clock->monotonicMs();
    QCoreApplication::instance()->installEventFilter(this);
    m_tick.start();
}

void IdleWatch::stop()
{
    m_tick.stop();
    QCoreApplication::instance()->removeEventFilter(this);
}

void IdleWatch::check()
{
    if (m_tick.isActive() && m_clock->monotonicMs() - m_lastMs >= m_limitMs) {
        stop();
        Q_EMIT idle();
    }
}

bool IdleWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
    case QEvent::TouchUpdate:
    case QEvent::TabletPress:
    case QEvent::TabletMove:
    case QEvent::InputMethod: m_lastMs = m_clock->monotonicMs(); break;
    default: break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace ruhu::platform
