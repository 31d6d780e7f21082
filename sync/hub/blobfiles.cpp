// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/blobfiles_p.h"

#include "core/base/limits.h"
#include "core/crypto/hash.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

/// A file descriptor that is closed when it goes.
class Descriptor
{
public:
    Descriptor(const QString &path, int flags)
        : m_fd(::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC, 0600))
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    [[nodiscard]] bool ok() const { return m_fd >= 0; }
    [[nodiscard]] int fd() const { return m_fd; }

private:
    int m_fd;
};

tl::unexpected<Error> failed(const char *what)
{
    return fail(errno == ENOSPC ? ErrorCode::DiskFull : ErrorCode::Io,
                u"blob %1: errno %2"_s.arg(QLatin1String(what)).arg(errno));
}

Result<void> syncFolder(const QString &folder)
{
    const Descriptor directory(folder, O_RDONLY | O_DIRECTORY);
    if (!directory.ok() || ::fsync(directory.fd()) != 0)
        return failed("folder");
    return {};
}

QString nameIn(const QString &folder, const QByteArray &hash)
{
    return folder + u'/' + QString::fromLatin1(hash.toHex());
}

} // namespace

QString BlobFiles::folderOf(qint32 part, const QByteArray &hash) const
{
    return m_root + u'/' + QString::number(part) + u'/' + QString::fromLatin1(hash.first(1).toHex());
}

Result<void> BlobFiles::write(qint32 part, const QByteArray &hash, qint64 offset, const QByteArray &bytes) const
{
    const QString folder = folderOf(part, hash);
    const QString name = nameIn(folder, hash);
    if (QFile::exists(name))
        return {};
    if (!pass() || !QDir().mkpath(folder))
        return failed("folder");
    const bool isNew = !QFile::exists(name + u".part"_s);
    const Descriptor file(name + u".part"_s, O_WRONLY | O_CREAT);
    if (!file.ok())
        return failed("open");
    qsizetype written = 0;
    while (written < bytes.size()) {
        const ssize_t count = ::pwrite(file.fd(), bytes.constData() + written, std::size_t(bytes.size() - written),
                                       off_t(offset + written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return failed("write");
        written += count;
    }
    if (!pass() || ::fsync(file.fd()) != 0)
        return failed("fsync");
    if (!isNew)
        return {};
    // The folders may be new as well.
    const QStringList folders{folder, m_root + u'/' + QString::number(part), m_root};
    for (const QString &path : folders) {
        if (const auto done = syncFolder(path); !done)
            return done;
    }
    return {};
}

Result<QByteArray> BlobFiles::read(qint32 part, const QByteArray &hash, qint64 offset, qint64 length) const
{
    QFile file(nameIn(folderOf(part, hash), hash));
    if (!file.exists())
        return fail(ErrorCode::NotFound, u"blob"_s);
    if (!pass() || !file.open(QIODevice::ReadOnly) || !file.seek(offset))
        return failed("read");
    const QByteArray bytes = file.read(length);
    if (bytes.size() != length)
        return failed("read");
    return bytes;
}

Result<void> BlobFiles::finish(qint32 part, const QByteArray &hash, qint64 length) const
{
    const QString folder = folderOf(part, hash);
    const QString name = nameIn(folder, hash);
    if (QFile::exists(name))
        return syncFolder(folder);
    QFile file(name + u".part"_s);
    if (!pass() || !file.open(QIODevice::ReadOnly))
        return failed("finish");
    crypto::Blake2b digest;
    qint64 size = 0;
    for (QByteArray piece = file.read(limits::miB); !piece.isEmpty(); piece = file.read(limits::miB)) {
        digest.add(piece);
        size += piece.size();
    }
    if (file.error() != QFileDevice::NoError)
        return failed("read");
    if (size != length || digest.result() != hash) {
        file.remove();
        return fail(ErrorCode::Damaged, u"blob"_s);
    }
    if (!pass() || ::rename(QFile::encodeName(file.fileName()).constData(), QFile::encodeName(name).constData()) != 0)
        return failed("rename");
    return syncFolder(folder);
}

} // namespace ruhu::hub
