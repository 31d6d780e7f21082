// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "support/brokendisk.h"

#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

// Plain memory that is set before the armed flag and read after it: no allocation inside a system call.
char watched[1024];
std::atomic<bool> armed = false;
std::atomic<int> left = 0;
std::atomic<bool> struck = false;
ruhu::test::BrokenDisk::Fault kind = ruhu::test::BrokenDisk::Fault::Full;

bool isWatched(const char *path)
{
    return std::strncmp(path, watched, std::strlen(watched)) == 0;
}

bool isWatched(int fd)
{
    char link[64];
    char path[1024];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    const ssize_t size = ::readlink(link, path, sizeof path - 1);
    if (size <= 0)
        return false;
    path[size] = '\0';
    return isWatched(path);
}

/// True: the disk is full now.
bool full(int fd)
{
    using Fault = ruhu::test::BrokenDisk::Fault;
    if (!armed || kind != Fault::Full || !isWatched(fd) || left-- > 0)
        return false;
    left = 0;
    struck = true;
    errno = ENOSPC;
    return true;
}

void cut()
{
    if (left-- == 0)
        ::_exit(ruhu::test::BrokenDisk::cutExitCode);
}

template <typename Where>
void cutAt(Where where)
{
    if (armed && kind == ruhu::test::BrokenDisk::Fault::Cut && isWatched(where))
        cut();
}

} // namespace

extern "C" {

ssize_t write(int fd, const void *bytes, size_t size)
{
    return full(fd) ? -1 : ::syscall(SYS_write, fd, bytes, size);
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
    return full(fd) ? -1 : ::syscall(SYS_pwrite64, fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at)
{
    return full(fd) ? -1 : ::syscall(SYS_pwrite64, fd, bytes, size, at);
}

int fsync(int fd)
{
    cutAt(fd);
    return int(::syscall(SYS_fsync, fd));
}

int fdatasync(int fd)
{
    cutAt(fd);
    return int(::syscall(SYS_fdatasync, fd));
}

int rename(const char *from, const char *to) noexcept
{
    cutAt(from);
    return int(::syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0U));
}

} // extern "C"

namespace ruhu::test {

void BrokenDisk::breakAt(const QByteArray &folder, int n, Fault fault)
{
    armed = false;
    std::snprintf(watched, sizeof watched, "%s", folder.constData());
    left = n;
    kind = fault;
    struck = false;
    armed = true;
}

void BrokenDisk::heal()
{
    armed = false;
}

bool BrokenDisk::broke()
{
    return struck;
}

} // namespace ruhu::test
