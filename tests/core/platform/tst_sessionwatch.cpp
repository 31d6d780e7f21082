// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// A bus of our own with a logind of our own on it: the real one is not on a build machine.
#include "core/platform/sessionwatch.h"
#include "support/world.h"

#include <QDBusContext>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QProcess>
#include <QTemporaryDir>
#include <QThread>
#include <QtTest>

#include <fcntl.h>
#include <unistd.h>

using namespace ruhu;
using namespace ruhu::platform;

/// As much of org.freedesktop.login1.Manager as Ruhu uses. Lives on its own thread.
class FakeLogind : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.login1.Manager")

public:
    FakeLogind()
    {
        if (pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
            qFatal("pipe");
    }
    ~FakeLogind() override
    {
        for (const int end : m_pipe)
            if (end >= 0)
                ::close(end);
    }

    /// Whether somebody holds the inhibitor: the read end has no end-of-file.
    bool inhibited()
    {
        char byte = 0;
        return ::read(m_pipe[0], &byte, 1) < 0 && errno == EAGAIN;
    }

public Q_SLOTS:
    QDBusObjectPath GetSessionByPID(uint)
    {
        return QDBusObjectPath(QStringLiteral("/org/freedesktop/login1/session/c1"));
    }
    QDBusUnixFileDescriptor Inhibit(const QString &what, const QString &, const QString &, const QString &mode)
    {
        if (what != QStringLiteral("sleep") || mode != QStringLiteral("delay") || m_pipe[1] < 0)
            return {};
        const QDBusUnixFileDescriptor given(m_pipe[1]);
        ::close(m_pipe[1]); // the only write end is the caller's now
        m_pipe[1] = -1;
        return given;
    }

private:
    int m_pipe[2] = {-1, -1};
};

class TestSessionWatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void sleepWaitsForTheVaultToClose();
    void theLockOfTheDesktopLocks();
    void withoutABusThereIsSilence();
    void idleCountsFromTheLastTouch();
    void idleTimeIsKeptInTheRangeOfThePolicy();
    void timeInSuspendCountsAsIdle();

private:
    void emitFromLogind(const QString &path, const QString &interface, const QString &name,
                        const QVariantList &arguments);

    QProcess m_daemon;
    QThread m_thread;
    QString m_address;
};

void TestSessionWatch::initTestCase()
{
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1")});
    QVERIFY(m_daemon.waitForStarted());
    QVERIFY(m_daemon.waitForReadyRead());
    m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
    QVERIFY(!m_address.isEmpty());
    m_thread.start();
}

void TestSessionWatch::cleanupTestCase()
{
    m_thread.quit();
    m_thread.wait();
    m_daemon.terminate();
    m_daemon.waitForFinished();
}

void TestSessionWatch::emitFromLogind(const QString &path, const QString &interface, const QString &name,
                                      const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createSignal(path, interface, name);
    message.setArguments(arguments);
    QVERIFY(QDBusConnection(QStringLiteral("logind")).send(message));
}

void TestSessionWatch::sleepWaitsForTheVaultToClose()
{
    FakeLogind logind;
    logind.moveToThread(&m_thread);
    QDBusConnection server = QDBusConnection::connectToBus(m_address, QStringLiteral("logind"));
    QVERIFY(server.registerService(QStringLiteral("org.freedesktop.login1")));
    QVERIFY(server.registerObject(QStringLiteral("/org/freedesktop/login1"), &logind, QDBusConnection::ExportAllSlots));
    {
        SessionWatch watch(QDBusConnection::connectToBus(m_address, QStringLiteral("client")));
        QVERIFY(watch.active());
        QVERIFY(watch.holdsSleep());
        QVERIFY(logind.inhibited());
        bool heldDuringLock = false;
        connect(&watch, &SessionWatch::lockWanted, &watch, [&] { heldDuringLock = logind.inhibited(); });
        QSignalSpy locks(&watch, &SessionWatch::lockWanted);
        emitFromLogind(QStringLiteral("/org/freedesktop/login1"), QStringLiteral("org.freedesktop.login1.Manager"),
                       QStringLiteral("PrepareForSleep"), {true});
        QTRY_COMPARE(locks.count(), 1);
        QVERIFY(heldDuringLock);
        watch.readyToSleep();
        QTRY_VERIFY(!logind.inhibited());
    }
    server.unregisterObject(QStringLiteral("/org/freedesktop/login1"));
    QDBusConnection::disconnectFromBus(QStringLiteral("client"));
}

void TestSessionWatch::theLockOfTheDesktopLocks()
{
    FakeLogind logind;
    logind.moveToThread(&m_thread);
    QDBusConnection server = QDBusConnection::connectToBus(m_address, QStringLiteral("logind"));
    server.registerService(QStringLiteral("org.freedesktop.login1"));
    QVERIFY(server.registerObject(QStringLiteral("/org/freedesktop/login1"), &logind, QDBusConnection::ExportAllSlots));
    {
        SessionWatch watch(QDBusConnection::connectToBus(m_address, QStringLiteral("client2")));
        QSignalSpy locks(&watch, &SessionWatch::lockWanted);
        const QString session = QStringLiteral("/org/freedesktop/login1/session/c1");
        const QString properties = QStringLiteral("org.freedesktop.DBus.Properties");
        const QString ours = QStringLiteral("org.freedesktop.login1.Session");
        emitFromLogind(session, ours, QStringLiteral("Lock"), {});
        QTRY_COMPARE(locks.count(), 1);
        const auto property = [&](const QString &name, bool value) {
            emitFromLogind(session, properties, QStringLiteral("PropertiesChanged"),
                           {ours, QVariantMap{{name, value}}, QStringList()});
        };
        property(QStringLiteral("LockedHint"), true);
        QTRY_COMPARE(locks.count(), 2);
        property(QStringLiteral("LockedHint"), false); // nothing
        property(QStringLiteral("Active"), true);      // nothing
        property(QStringLiteral("Active"), false);
        QTRY_COMPARE(locks.count(), 3);
    }
    server.unregisterObject(QStringLiteral("/org/freedesktop/login1"));
    QDBusConnection::disconnectFromBus(QStringLiteral("client2"));
}

void TestSessionWatch::withoutABusThereIsSilence()
{
    SessionWatch watch{QDBusConnection(QStringLiteral("no such connection"))};
    QVERIFY(!watch.active());
    QVERIFY(!watch.holdsSleep());
    watch.readyToSleep();
}

void TestSessionWatch::idleCountsFromTheLastTouch()
{
    const auto clock = std::make_shared<test::ManualClock>();
    IdleWatch watch(clock, 300);
    QSignalSpy idle(&watch, &IdleWatch::idle);
    watch.start();
    clock->advance(299'000);
    watch.check();
    QCOMPARE(idle.count(), 0);
    QEvent key(QEvent::KeyPress);
    QCoreApplication::sendEvent(this, &key);
    clock->advance(299'000);
    watch.check();
    QCOMPARE(idle.count(), 0);
    clock->jump(86'400'000); // somebody sets the clock: nothing happens
    watch.check();
    QCOMPARE(idle.count(), 0);
    clock->advance(1'000);
    watch.check();
    QCOMPARE(idle.count(), 1);
    watch.check();
    QCOMPARE(idle.count(), 1); // once, until it is started again
}

void TestSessionWatch::idleTimeIsKeptInTheRangeOfThePolicy()
{
    const auto clock = std::make_shared<test::ManualClock>();
    IdleWatch watch(clock, 100'000);
    QSignalSpy idle(&watch, &IdleWatch::idle);
    watch.start();
    clock->advance(IdleWatch::mostSeconds * 1000LL);
    watch.check();
    QCOMPARE(idle.count(), 1);
}

void TestSessionWatch::timeInSuspendCountsAsIdle()
{
    const auto clock = std::make_shared<test::ManualClock>();
    IdleWatch watch(clock, 60);
    QSignalSpy idle(&watch, &IdleWatch::idle);
    watch.start();
    clock->advance(8LL * 3600 * 1000); // one step: no tick ran in between
    QCoreApplication::processEvents();
    watch.check();
    QCOMPARE(idle.count(), 1);
}

QTEST_GUILESS_MAIN(TestSessionWatch)
#include "tst_sessionwatch.moc"
