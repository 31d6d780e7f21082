// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/sealedstate.h"

#include <QHash>

#include <algorithm>

namespace ruhu::vault::sealed {

int BaseFile::read(char *out, int size, sqlite3_int64 at, int &got) const
{
    const int result = m_file->pMethods->xRead(m_file, out, size, at);
    got = size;
    if (result != SQLITE_IOERR_SHORT_READ)
        return result;
    sqlite3_int64 whole = 0;
    if (const int sized = this->size(whole); sized != SQLITE_OK)
        return sized;
    got = int(std::clamp<sqlite3_int64>(whole - at, 0, size));
    return SQLITE_OK;
}

int BaseFile::write(const char *bytes, int size, sqlite3_int64 at) const
{
    return m_file->pMethods->xWrite(m_file, bytes, size, at);
}

int BaseFile::truncate(sqlite3_int64 size) const
{
    return m_file->pMethods->xTruncate(m_file, size);
}

int BaseFile::sync(int flags) const
{
    return m_file->pMethods->xSync(m_file, flags);
}

int BaseFile::size(sqlite3_int64 &size) const
{
    return m_file->pMethods->xFileSize(m_file, &size);
}

DatabaseState::DatabaseState(QByteArray path, crypto::SecretBytes vaultKey)
    : m_path(std::move(path))
    , m_vaultKey(std::move(vaultKey))
{
}

Result<void> DatabaseState::load(QByteArrayView block)
{
    auto read = readHeaderBlock(block, m_vaultKey);
    if (!read) {
        m_openError = read.error();
        return passOn(read);
    }
    m_header = read->header;
    m_keys = std::move(read->keys);
    m_slot = read->slot;
    m_damage.headerCopyLost = m_damage.headerCopyLost || read->copyLost;
    m_openError.reset();
    return {};
}

int DatabaseState::attachMain(const BaseFile &file)
{
    const std::lock_guard lock(mutex);
    if (m_mainHandles == 0) {
        QByteArray block(headerBlock, '\0');
        int got = 0;
        if (const int result = file.read(block.data(), headerBlock, 0, got); result != SQLITE_OK)
            return result;
        block.truncate(got);
        if (auto loaded = load(block); !loaded)
            return sqliteResult(loaded.error());
    }
    ++m_mainHandles;
    return SQLITE_OK;
}

void DatabaseState::detachMain()
{
    const std::lock_guard lock(mutex);
    --m_mainHandles;
}

Header DatabaseState::header()
{
    const std::lock_guard lock(mutex);
    return m_header;
}

DamageReport DatabaseState::damage()
{
    const std::lock_guard lock(mutex);
    return m_damage;
}

std::optional<Error> DatabaseState::openError()
{
    const std::lock_guard lock(mutex);
    return m_openError;
}

void DatabaseState::noteRefusedPage()
{
    const std::lock_guard lock(mutex);
    ++m_damage.pagesRefused;
}

int DatabaseState::writeHeader(const BaseFile &main, Header next)
{
    next.generation = m_header.generation + 1;
    const int slot = 1 - m_slot;
    const QByteArray copy = writeCopy(next, m_keys.header);
    int result = main.write(copy.constData(), headerCopy, sqlite3_int64(headerCopy) * slot);
    if (result == SQLITE_OK)
        result = main.sync(SQLITE_SYNC_NORMAL);
    if (result != SQLITE_OK)
        return result;
    m_header = std::move(next);
    m_slot = slot;
    return SQLITE_OK;
}

namespace {
struct Registry
{
    std::mutex mutex;
    QHash<QByteArray, std::shared_ptr<DatabaseState>> states;
};
/// The one piece of process-wide state: SQLite hands a VFS nothing but a path.
Registry &registry()
{
    static Registry instance;
    return instance;
}
} // namespace

bool registerState(const std::shared_ptr<DatabaseState> &state)
{
    Registry &all = registry();
    const std::lock_guard lock(all.mutex);
    if (all.states.contains(state->path()))
        return false;
    all.states.insert(state->path(), state);
    return true;
}

void unregisterState(const QByteArray &path)
{
    Registry &all = registry();
    const std::lock_guard lock(all.mutex);
    all.states.remove(path);
}

std::shared_ptr<DatabaseState> findState(const char *path)
{
    Registry &all = registry();
    const std::lock_guard lock(all.mutex);
    return all.states.value(QByteArray::fromRawData(path, qsizetype(std::strlen(path))));
}

int sqliteResult(const Error &error)
{
    switch (error.code) {
    case ErrorCode::WrongPassword: return SQLITE_AUTH;
    case ErrorCode::BadFormat: return SQLITE_NOTADB;
    case ErrorCode::Damaged: return SQLITE_IOERR_DATA;
    default: return SQLITE_CANTOPEN;
    }
}

} // namespace ruhu::vault::sealed
