// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/durablefile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace ruhu::vault {

namespace {

class Descriptor
{
public:
    explicit Descriptor(int fd)
        : m_fd(fd)
    {
    }
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

Result<void> writeAll(int fd, QByteArrayView content)
{
    for (qsizetype at = 0; at < content.size();) {
        const ssize_t written = ::write(fd, content.data() + at, std::size_t(content.size() - at));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return failErrno("write");
        at += written;
    }
    return {};
}

Result<void> writeNew(const QByteArray &path, QByteArrayView content)
{
    const Descriptor file(::open(path.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!file.isOpen())
        return failErrno("create");
    if (auto written = writeAll(file.get(), content); !written)
        return written;
    if (::fsync(file.get()) != 0)
        return failErrno("sync");
    return {};
}

} // namespace

tl::unexpected<Error> failErrno(const char *what)
{
    const int number = errno;
    const bool full = number == ENOSPC || number == EDQUOT;
    return fail(full ? ErrorCode::DiskFull : ErrorCode::Io,
                QStringLiteral("%1: errno %2").arg(QLatin1String(what)).arg(number));
}

Result<void> syncFolder(const QString &folder)
{
    const Descriptor directory(::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.isOpen() || ::fsync(directory.get()) != 0)
        return failErrno("sync folder");
    return {};
}

Result<void> ensureFolder(const QString &folder)
{
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) == 0)
        return syncFolder(QFileInfo(folder).absolutePath());
    if (errno == EEXIST && QFileInfo(folder).isDir())
        return {};
    return failErrno("make folder");
}

Result<void> replaceFile(const QString &path, QByteArrayView content)
{
    const QByteArray target = QFile::encodeName(path);
    const QByteArray beside = target + QByteArray(".new");
    if (auto written = writeNew(beside, content); !written) {
        ::unlink(beside.constData());
        return written;
    }
    if (::rename(beside.constData(), target.constData()) != 0) {
        auto failed = failErrno("rename");
        ::unlink(beside.constData());
        return failed;
    }
    return syncFolder(QFileInfo(path).absolutePath());
}

Result<QByteArray> readWhole(const QString &path, qint64 limit)
{
    const Descriptor file(::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen()) {
        if (errno == ENOENT)
            return fail(ErrorCode::NotFound, QFileInfo(path).fileName());
        return failErrno("open");
    }
    struct stat info
    {
    };
    if (::fstat(file.get(), &info) != 0)
        return failErrno("stat");
    if (info.st_size > limit)
        return fail(ErrorCode::TooLarge, QFileInfo(path).fileName());
    QByteArray content(qsizetype(info.st_size), Qt::Uninitialized);
    qsizetype at = 0;
    while (at < content.size()) {
        const ssize_t got = ::read(file.get(), content.data() + at, std::size_t(content.size() - at));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return failErrno("read");
        if (got == 0)
            break; // became shorter meanwhile: the reader's checks will tell
        at += got;
    }
    content.truncate(at);
    return content;
}

} // namespace ruhu::vault
