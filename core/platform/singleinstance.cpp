// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/platform/singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

namespace ruhu::platform {

namespace {
constexpr int wakeTimeoutMs = 2'000;
}

SingleInstance::SingleInstance(const QString &folder, QObject *parent)
    : QObject(parent)
    , m_folder(QDir(folder).canonicalPath())
    , m_lock(m_folder + QStringLiteral("/ruhu.lock"))
{
    m_lock.setStaleLockTime(0); // stale only when its process is gone, however long that took
}

SingleInstance::~SingleInstance() = default;

QString SingleInstance::serverName() const
{
    // Socket names are short by the system (108 bytes), folders are not.
    const QByteArray hash = QCryptographicHash::hash(m_folder.toUtf8(), QCryptographicHash::Sha256);
    return QStringLiteral("ruhu-") + QString::fromLatin1(hash.toHex().first(24));
}

Result<void> SingleInstance::acquire()
{
    if (m_folder.isEmpty())
        return fail(ErrorCode::Io, QStringLiteral("no such data folder"));
    if (!m_lock.tryLock(0)) {
        if (m_lock.error() != QLockFile::LockFailedError)
            return fail(ErrorCode::Io, QStringLiteral("lock file"));
        QLocalSocket socket;
        socket.connectToServer(serverName(), QIODevice::WriteOnly);
        socket.waitForConnected(wakeTimeoutMs);
        return fail(ErrorCode::Busy, QStringLiteral("open in another window"));
    }
    m_server = std::make_unique<QLocalServer>();
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    connect(m_server.get(), &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *socket = m_server->nextPendingConnection())
            socket->deleteLater(); // the connection is the whole message
        Q_EMIT wanted();
    });
    QLocalServer::removeServer(serverName()); // of a killed program: the lock says that nobody listens
    if (!m_server->listen(serverName())) {
        m_lock.unlock();
        return fail(ErrorCode::Io, QStringLiteral("local socket"));
    }
    return {};
}

} // namespace ruhu::platform
