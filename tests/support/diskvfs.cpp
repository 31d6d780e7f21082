// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "support/diskvfs.h"

#include <algorithm>
#include <cstring>

namespace ruhu::test {

namespace {

struct OpenFile
{
    sqlite3_file head;
    DiskVfs *disk;
    char path[1024];

    [[nodiscard]] sqlite3_file *below() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

OpenFile *opened(sqlite3_file *file)
{
    return reinterpret_cast<OpenFile *>(file);
}

sqlite3_file *under(sqlite3_file *file)
{
    return opened(file)->below();
}

int fileClose(sqlite3_file *file)
{
    return under(file)->pMethods->xClose(under(file));
}

int fileRead(sqlite3_file *file, void *out, int amount, sqlite3_int64 at)
{
    if (const int code = opened(file)->disk->strike(DiskVfs::Reads); code != SQLITE_OK)
        return code;
    return under(file)->pMethods->xRead(under(file), out, amount, at);
}

int fileWrite(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 at)
{
    OpenFile *open = opened(file);
    if (const int code = open->disk->strike(DiskVfs::Writes); code != SQLITE_OK)
        return code;
    const int result = under(file)->pMethods->xWrite(under(file), bytes, amount, at);
    if (result == SQLITE_OK)
        open->disk->note({DiskOp::Write, open->path, at, QByteArray(static_cast<const char *>(bytes), amount), false});
    return result;
}

int fileTruncate(sqlite3_file *file, sqlite3_int64 size)
{
    OpenFile *open = opened(file);
    if (const int code = open->disk->strike(DiskVfs::Truncations); code != SQLITE_OK)
        return code;
    const int result = under(file)->pMethods->xTruncate(under(file), size);
    if (result == SQLITE_OK)
        open->disk->note({DiskOp::Truncate, open->path, size, {}, false});
    return result;
}

int fileSync(sqlite3_file *file, int)
{
    OpenFile *open = opened(file);
    if (const int code = open->disk->strike(DiskVfs::Syncs); code != SQLITE_OK)
        return code;
    if (!open->disk->lying())
        open->disk->note({DiskOp::Sync, open->path, 0, {}, false});
    return SQLITE_OK; // the real disk below needs no sync: the test's power cuts are not real
}

int fileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return under(file)->pMethods->xFileSize(under(file), size);
}
int fileLock(sqlite3_file *file, int level)
{
    return under(file)->pMethods->xLock(under(file), level);
}
int fileUnlock(sqlite3_file *file, int level)
{
    return under(file)->pMethods->xUnlock(under(file), level);
}
int fileCheckReservedLock(sqlite3_file *file, int *held)
{
    return under(file)->pMethods->xCheckReservedLock(under(file), held);
}
int fileControl(sqlite3_file *file, int operation, void *argument)
{
    return under(file)->pMethods->xFileControl(under(file), operation, argument);
}
int fileSectorSize(sqlite3_file *)
{
    return 512;
}
int fileCharacteristics(sqlite3_file *)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}
int fileShmMap(sqlite3_file *file, int region, int size, int extend, void volatile **memory)
{
    return under(file)->pMethods->xShmMap(under(file), region, size, extend, memory);
}
int fileShmLock(sqlite3_file *file, int offset, int count, int flags)
{
    return under(file)->pMethods->xShmLock(under(file), offset, count, flags);
}
void fileShmBarrier(sqlite3_file *file)
{
    under(file)->pMethods->xShmBarrier(under(file));
}
int fileShmUnmap(sqlite3_file *file, int remove)
{
    return under(file)->pMethods->xShmUnmap(under(file), remove);
}

constexpr sqlite3_io_methods methods = {2,
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
                                        nullptr};

DiskVfs *diskOf(sqlite3_vfs *vfs)
{
    return static_cast<DiskVfs *>(vfs->pAppData);
}

int vfsOpen(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    sqlite3_vfs *below = diskOf(vfs)->below();
    auto *open = opened(file);
    std::memset(static_cast<void *>(file), 0, std::size_t(vfs->szOsFile));
    open->disk = diskOf(vfs);
    int existed = 0;
    if (name != nullptr) {
        std::strncpy(open->path, name, sizeof open->path - 1);
        below->xAccess(below, name, SQLITE_ACCESS_EXISTS, &existed);
    }
    const int result = below->xOpen(below, name, open->below(), flags, outFlags);
    if (result == SQLITE_OK)
        open->head.pMethods = &methods;
    if (result == SQLITE_OK && name != nullptr && existed == 0)
        open->disk->note({DiskOp::Create, open->path, 0, {}, false});
    return result;
}

int vfsDelete(sqlite3_vfs *vfs, const char *name, int syncFolder)
{
    sqlite3_vfs *below = diskOf(vfs)->below();
    const int result = below->xDelete(below, name, 0);
    if (result == SQLITE_OK)
        diskOf(vfs)->note({DiskOp::Delete, name, 0, {}, syncFolder != 0});
    return result;
}

int vfsAccess(sqlite3_vfs *vfs, const char *name, int flags, int *answer)
{
    return diskOf(vfs)->below()->xAccess(diskOf(vfs)->below(), name, flags, answer);
}
int vfsFullPathname(sqlite3_vfs *vfs, const char *name, int size, char *out)
{
    return diskOf(vfs)->below()->xFullPathname(diskOf(vfs)->below(), name, size, out);
}
int vfsRandomness(sqlite3_vfs *vfs, int size, char *out)
{
    return diskOf(vfs)->below()->xRandomness(diskOf(vfs)->below(), size, out);
}
int vfsSleep(sqlite3_vfs *vfs, int microseconds)
{
    return diskOf(vfs)->below()->xSleep(diskOf(vfs)->below(), microseconds);
}
int vfsCurrentTime(sqlite3_vfs *vfs, double *now)
{
    return diskOf(vfs)->below()->xCurrentTime(diskOf(vfs)->below(), now);
}
int vfsGetLastError(sqlite3_vfs *vfs, int size, char *out)
{
    return diskOf(vfs)->below()->xGetLastError(diskOf(vfs)->below(), size, out);
}
int vfsCurrentTimeInt64(sqlite3_vfs *vfs, sqlite3_int64 *now)
{
    return diskOf(vfs)->below()->xCurrentTimeInt64(diskOf(vfs)->below(), now);
}

} // namespace

DiskVfs::DiskVfs(QByteArray name)
    : m_name(std::move(name))
{
    sqlite3_initialize();
    m_below = sqlite3_vfs_find("unix-excl");
    m_vfs.iVersion = 2;
    m_vfs.szOsFile = int(sizeof(OpenFile)) + m_below->szOsFile;
    m_vfs.mxPathname = m_below->mxPathname;
    m_vfs.zName = m_name.constData();
    m_vfs.pAppData = this;
    m_vfs.xOpen = vfsOpen;
    m_vfs.xDelete = vfsDelete;
    m_vfs.xAccess = vfsAccess;
    m_vfs.xFullPathname = vfsFullPathname;
    m_vfs.xRandomness = vfsRandomness;
    m_vfs.xSleep = vfsSleep;
    m_vfs.xCurrentTime = vfsCurrentTime;
    m_vfs.xGetLastError = vfsGetLastError;
    m_vfs.xCurrentTimeInt64 = vfsCurrentTimeInt64;
    sqlite3_vfs_register(&m_vfs, 0);
}

DiskVfs::~DiskVfs()
{
    sqlite3_vfs_unregister(&m_vfs);
}

void DiskVfs::failAt(qint64 n, int code, bool sticky, unsigned kinds)
{
    m_failAt = n;
    m_seen = 0;
    m_code = code;
    m_sticky = sticky;
    m_kinds = kinds;
    m_fired = false;
}

int DiskVfs::strike(Kinds kind)
{
    if (m_failAt < 0 || (m_kinds & kind) == 0)
        return SQLITE_OK;
    const qint64 index = m_seen++;
    if (index != m_failAt && !(m_sticky && index > m_failAt))
        return SQLITE_OK;
    m_fired = true;
    return m_code;
}

void DiskVfs::startRecording()
{
    m_record.clear();
    m_recording = true;
}

void DiskVfs::mark(qint64 number)
{
    note({DiskOp::Mark, {}, number, {}, false});
}

void DiskVfs::note(DiskOp op)
{
    if (m_recording)
        m_record.push_back(std::move(op));
}

PowerLoss::PowerLoss(QHash<QByteArray, QByteArray> synced)
{
    for (auto it = synced.begin(); it != synced.end(); ++it)
        m_files.insert(it.key(), File{it.value(), true, true, {}});
}

void PowerLoss::write(QByteArray &image, const DiskOp &op)
{
    if (op.kind == DiskOp::Truncate) {
        image.resize(op.at, '\0');
        return;
    }
    const qint64 end = op.at + op.bytes.size();
    if (image.size() < end)
        image.resize(end, '\0');
    std::copy(op.bytes.begin(), op.bytes.end(), image.begin() + op.at);
}

void PowerLoss::tear(QByteArray &image, const DiskOp &op, SeededRng &rng)
{
    constexpr qint64 sector = 512;
    if (op.kind == DiskOp::Truncate) {
        if (rng.next() % 2 == 0)
            write(image, op);
        return;
    }
    for (qint64 at = op.at; at < op.at + op.bytes.size();) {
        const qint64 end = std::min((at / sector + 1) * sector, op.at + qint64(op.bytes.size()));
        const quint64 fate = rng.next() % 5;
        if (fate < 2) {
            write(image, {DiskOp::Write, {}, at, op.bytes.mid(at - op.at, end - at), false});
        } else if (fate == 4) {
            QByteArray garbage(end - at, '\0');
            for (char &c : garbage)
                c = char(rng.next());
            write(image, {DiskOp::Write, {}, at, garbage, false});
        }
        at = end;
    }
}

void PowerLoss::apply(const DiskOp &op)
{
    if (op.kind == DiskOp::Mark)
        return;
    File &file = m_files[op.path];
    switch (op.kind) {
    case DiskOp::Create:
        file.exists = true;
        if (!file.durableExists)
            file.durable.clear();
        break;
    case DiskOp::Sync:
        for (const DiskOp &one : file.pending)
            write(file.durable, one);
        file.pending.clear();
        if (!file.durableExists)
            syncFolder(); // as SQLite's unix VFS does at the first sync of a new file
        break;
    case DiskOp::Delete:
        file.exists = false;
        if (op.durable)
            syncFolder();
        break;
    default: file.pending.push_back(op); break;
    }
}

void PowerLoss::syncFolder()
{
    for (File &file : m_files) {
        if (!file.exists)
            file = File();
        file.durableExists = file.exists;
    }
}

QHash<QByteArray, QByteArray> PowerLoss::cut(SeededRng &rng) const
{
    QHash<QByteArray, QByteArray> images;
    const quint64 manner = rng.next() % 4; // nothing, everything, some of it, torn
    for (auto it = m_files.begin(); it != m_files.end(); ++it) {
        const File &file = it.value();
        bool there = file.exists && file.durableExists;
        if (file.exists != file.durableExists) // a creation or deletion that the folder may or may not know
            there = rng.next() % 2 == 0;
        if (!there)
            continue;
        QByteArray image = file.durable;
        for (const DiskOp &op : file.pending) {
            if (manner == 1 || (manner == 2 && rng.next() % 2 == 0))
                write(image, op);
            else if (manner == 3)
                tear(image, op, rng);
        }
        images.insert(it.key(), image);
    }
    return images;
}

} // namespace ruhu::test
