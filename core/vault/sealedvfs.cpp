// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/sealedvfs.h"

#include "core/vault/sealedhandles.h"

#include <map>
#include <new>

namespace ruhu::vault {

using namespace sealed;

namespace {

/// What SQLite allocates for an open file: ours, and right behind it the file of the VFS below.
struct OpenFile
{
    sqlite3_file head;
    Handle *handle;

    [[nodiscard]] sqlite3_file *below() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};
static_assert(sizeof(OpenFile) % 8 == 0);

OpenFile *opened(sqlite3_file *file)
{
    return reinterpret_cast<OpenFile *>(file);
}

/// No exception may cross SQLite's C code.
template <typename Work>
int guarded(int whenOutOfMemory, Work work)
{
    try {
        return work();
    } catch (const std::bad_alloc &) {
        return whenOutOfMemory;
    }
}

int fileClose(sqlite3_file *file)
{
    OpenFile *open = opened(file);
    int result = guarded(SQLITE_IOERR_NOMEM, [&] { return open->handle->aboutToClose(); });
    sqlite3_file *below = open->handle->base().raw();
    delete open->handle;
    open->handle = nullptr;
    if (below != nullptr) {
        if (const int closed = below->pMethods->xClose(below); result == SQLITE_OK)
            result = closed;
    }
    return result;
}

int fileRead(sqlite3_file *file, void *out, int amount, sqlite3_int64 at)
{
    return guarded(SQLITE_IOERR_NOMEM,
                   [&] { return opened(file)->handle->read(static_cast<char *>(out), amount, at); });
}

int fileWrite(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 at)
{
    return guarded(SQLITE_IOERR_NOMEM,
                   [&] { return opened(file)->handle->write(static_cast<const char *>(bytes), amount, at); });
}

int fileTruncate(sqlite3_file *file, sqlite3_int64 size)
{
    return guarded(SQLITE_IOERR_NOMEM, [&] { return opened(file)->handle->truncate(size); });
}

int fileSync(sqlite3_file *file, int flags)
{
    return guarded(SQLITE_IOERR_NOMEM, [&] { return opened(file)->handle->sync(flags); });
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return guarded(SQLITE_IOERR_NOMEM, [&] { return opened(file)->handle->size(*size); });
}

int fileLock(sqlite3_file *file, int level)
{
    sqlite3_file *below = opened(file)->handle->base().raw();
    return below == nullptr ? SQLITE_OK : below->pMethods->xLock(below, level);
}

int fileUnlock(sqlite3_file *file, int level)
{
    sqlite3_file *below = opened(file)->handle->base().raw();
    return below == nullptr ? SQLITE_OK : below->pMethods->xUnlock(below, level);
}

int fileCheckReservedLock(sqlite3_file *file, int *held)
{
    sqlite3_file *below = opened(file)->handle->base().raw();
    *held = 0;
    return below == nullptr ? SQLITE_OK : below->pMethods->xCheckReservedLock(below, held);
}

int fileControl(sqlite3_file *file, int operation, void *argument)
{
    return guarded(SQLITE_NOMEM, [&] { return opened(file)->handle->fileControl(operation, argument); });
}

int fileSectorSize(sqlite3_file *)
{
    return pageSize;
}

int fileCharacteristics(sqlite3_file *)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE; // or SQLite splits page writes at sectors
}

int fileShmMap(sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
    sqlite3_file *below = opened(file)->handle->base().raw();
    return below->pMethods->xShmMap(below, region, size, extend, memory);
}

int fileShmLock(sqlite3_file *file, int offset, int count, int flags)
{
    sqlite3_file *below = opened(file)->handle->base().raw();
    return below->pMethods->xShmLock(below, offset, count, flags);
}

void fileShmBarrier(sqlite3_file *file)
{
    sqlite3_file *below = opened(file)->handle->base().raw();
    below->pMethods->xShmBarrier(below);
}

int fileShmUnmap(sqlite3_file *file, int remove)
{
    sqlite3_file *below = opened(file)->handle->base().raw();
    return below->pMethods->xShmUnmap(below, remove);
}

/// Version 2: without xFetch there is no memory mapping, which would show SQLite sealed bytes.
constexpr sqlite3_io_methods methods = {
    2,
    fileClose,
    fileRead,
    fileWrite,
    fileTruncate,
    fileSync,
    fileSize,
    fileLock,
    fileUnlock,
    fileCheckReservedLock,
    fileControl,
    fileSectorSize,
    fileCharacteristics,
    fileShmMap,
    fileShmLock,
    fileShmBarrier,
    fileShmUnmap,
    nullptr,
    nullptr,
};
/// The same without shared memory, for everything but the database itself.
constexpr sqlite3_io_methods plainMethods = {
    1,
    fileClose,
    fileRead,
    fileWrite,
    fileTruncate,
    fileSync,
    fileSize,
    fileLock,
    fileUnlock,
    fileCheckReservedLock,
    fileControl,
    fileSectorSize,
    fileCharacteristics,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

sqlite3_vfs *belowOf(sqlite3_vfs *vfs)
{
    return static_cast<sqlite3_vfs *>(vfs->pAppData);
}

/// Makes the handle for an opened file below; null with `result` set when it is refused.
Handle *makeHandle(const char *name, OpenFile *open, int flags, int &result)
{
    const BaseFile base(open->below());
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0) {
        auto state = findState(name);
        result = state ? state->attachMain(base) : SQLITE_AUTH;
        return result == SQLITE_OK ? new MainHandle(base, std::move(state)) : nullptr;
    }
    MainHandle *main = mainHandleOf(sqlite3_database_file_object(name));
    if (main == nullptr) {
        result = SQLITE_CANTOPEN;
        return nullptr;
    }
    if ((flags & SQLITE_OPEN_WAL) == 0)
        return new JournalHandle(base, *main);
    auto wal = std::make_unique<WalHandle>(base, *main);
    result = wal->start();
    return result == SQLITE_OK ? wal.release() : nullptr;
}

int openNamed(sqlite3_vfs *vfs, const char *name, OpenFile *open, int flags, int *outFlags)
{
    sqlite3_vfs *below = belowOf(vfs);
    if ((flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_WAL)) == 0)
        return SQLITE_CANTOPEN; // super-journals among them: no transaction of ours spans two files
    if ((flags & SQLITE_OPEN_MAIN_DB) != 0)
        flags &= ~SQLITE_OPEN_CREATE; // SealedDatabase::create() makes files, with a header
    std::memset(static_cast<void *>(open->below()), 0, std::size_t(below->szOsFile));
    int result = below->xOpen(below, name, open->below(), flags, outFlags);
    if (result == SQLITE_OK) {
        open->handle = makeHandle(name, open, flags, result);
        open->head.pMethods = (flags & SQLITE_OPEN_MAIN_DB) != 0 ? &methods : &plainMethods;
    }
    if (result != SQLITE_OK) {
        open->head.pMethods = nullptr;
        if (open->below()->pMethods != nullptr)
            open->below()->pMethods->xClose(open->below());
    }
    return result;
}

int vfsOpen(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *open = new (file) OpenFile{};
    return guarded(SQLITE_NOMEM, [&] {
        if (name != nullptr)
            return openNamed(vfs, name, open, flags, outFlags);
        open->handle = new MemoryHandle;
        open->head.pMethods = &plainMethods;
        if (outFlags != nullptr)
            *outFlags = flags;
        return SQLITE_OK;
    });
}

int vfsDelete(sqlite3_vfs *vfs, const char *name, int syncDirectory)
{
    return belowOf(vfs)->xDelete(belowOf(vfs), name, syncDirectory);
}

int vfsAccess(sqlite3_vfs *vfs, const char *name, int flags, int *answer)
{
    return belowOf(vfs)->xAccess(belowOf(vfs), name, flags, answer);
}

int vfsFullPathname(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    return belowOf(vfs)->xFullPathname(belowOf(vfs), name, size, out);
}

int vfsRandomness(sqlite3_vfs *vfs, int size, char *out)
{
    return belowOf(vfs)->xRandomness(belowOf(vfs), size, out);
}

int vfsSleep(sqlite3_vfs *vfs, int microseconds)
{
    return belowOf(vfs)->xSleep(belowOf(vfs), microseconds);
}

int vfsCurrentTime(sqlite3_vfs *vfs, double *now)
{
    return belowOf(vfs)->xCurrentTime(belowOf(vfs), now);
}

int vfsGetLastError(sqlite3_vfs *vfs, int size, char *out)
{
    return belowOf(vfs)->xGetLastError(belowOf(vfs), size, out);
}

int vfsCurrentTimeInt64(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
    return belowOf(vfs)->xCurrentTimeInt64(belowOf(vfs), now);
}

sqlite3_vfs makeVfs(const char *name, sqlite3_vfs *below)
{
    sqlite3_vfs vfs{};
    vfs.iVersion = 2;
    vfs.szOsFile = int(sizeof(OpenFile)) + below->szOsFile;
    vfs.mxPathname = below->mxPathname;
    vfs.zName = name;
    vfs.pAppData = below;
    vfs.xOpen = vfsOpen;
    vfs.xDelete = vfsDelete;
    vfs.xAccess = vfsAccess;
    vfs.xFullPathname = vfsFullPathname;
    vfs.xRandomness = vfsRandomness; // no xDlOpen: a sealed database loads no extensions
    vfs.xSleep = vfsSleep;
    vfs.xCurrentTime = vfsCurrentTime;
    vfs.xGetLastError = vfsGetLastError;
    vfs.xCurrentTimeInt64 = vfsCurrentTimeInt64;
    return vfs;
}

} // namespace

Result<void> registerSealedVfs(const QByteArray &name, const QByteArray &below)
{
    static std::mutex mutex;
    static std::map<QByteArray, sqlite3_vfs> known; // nodes stay where they are: SQLite keeps pointers into them
    const std::lock_guard lock(mutex);
    if (sqlite3_initialize() != SQLITE_OK)
        return fail(ErrorCode::OutOfMemory, QStringLiteral("SQLite did not start"));
    if (known.contains(name))
        return {};
    sqlite3_vfs *base = sqlite3_vfs_find(below.constData());
    if (base == nullptr)
        return fail(ErrorCode::NotFound, QStringLiteral("no SQLite VFS ") + QString::fromLatin1(below));
    const auto node = known.emplace(name, sqlite3_vfs{}).first;
    node->second = makeVfs(node->first.constData(), base);
    if (sqlite3_vfs_register(&node->second, 0) != SQLITE_OK)
        return fail(ErrorCode::OutOfMemory, QStringLiteral("the sealing VFS was not registered"));
    return {};
}

namespace sealed {

MainHandle *mainHandleOf(sqlite3_file *file)
{
    if (file == nullptr || file->pMethods != &methods)
        return nullptr;
    return static_cast<MainHandle *>(opened(file)->handle);
}

MainHandle *mainHandleOf(sqlite3 *connection)
{
    sqlite3_file *file = nullptr;
    if (sqlite3_file_control(connection, "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK)
        return nullptr;
    return mainHandleOf(file);
}

} // namespace sealed

} // namespace ruhu::vault
