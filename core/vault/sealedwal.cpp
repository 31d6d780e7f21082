// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The write-ahead log, unit by unit (docs/storage-format.md).
//
//   SQLite's layout               on disk
//   0   header 32                 0    ct 32 | nonce 24 | tag 16 | wal_epoch u64 | zeros to 128, AAD 'H' | wal_epoch
//   32 + 4120·k  frame header 24  128 + 4160·k  ct 24 | nonce 24 | tag 16, AAD 'F' | k
//   56 + 4120·k  page 4096        192 + 4160·k  ct 4056 | nonce 24 | tag 16, AAD 'W' | k | salt 8 of the WAL header
//
// One unit = one write of SQLite, and a neighbour is never rewritten: a torn write can only hurt what it wrote.
// A unit that does not authenticate reads as zeros: an error would abort recovery, zeros end the log there, which is
// what SQLite does with a torn log of its own. When something sound of the same log follows, it is reported.
#include "core/crypto/aead.h"
#include "core/vault/sealedhandles.h"

#include <QtEndian>

#include <algorithm>

namespace ruhu::vault::sealed {

namespace {
constexpr int logicalHeader = 32;
constexpr int logicalFrameHeader = 24;
constexpr int logicalFrame = logicalFrameHeader + pageSize;
constexpr int physicalHeader = 128;
constexpr int physicalFrameHeader = 64;
constexpr int physicalFrame = physicalFrameHeader + pageSize;
constexpr int epochAt = logicalHeader + nonceBytes + tagBytes;

sqlite3_int64 frameAt(quint32 frame)
{
    return physicalHeader + sqlite3_int64(frame) * physicalFrame;
}

bool openSmall(const crypto::SecretBytes &key, const Aad &aad, const char *cipher, int size, char *plain)
{
    const char *nonce = cipher + size;
    return crypto::aeadOpenParts(key, aad.view(), QByteArrayView(cipher, size), nonce, nonce + nonceBytes, plain);
}

void sealSmall(const crypto::SecretBytes &key, const Aad &aad, const char *plain, int size, char *cipher)
{
    char *nonce = cipher + size;
    crypto::aeadSealParts(key, aad.view(), QByteArrayView(plain, size), cipher, nonce, nonce + nonceBytes);
}
} // namespace

struct WalHandle::Unit
{
    enum Kind { Header, FrameHeader, FramePage } kind;
    quint32 frame;
    sqlite3_int64 at; ///< logical
    int size;         ///< logical
};

WalHandle::Unit WalHandle::unitAt(sqlite3_int64 logical)
{
    if (logical < logicalHeader)
        return {Unit::Header, 0, 0, logicalHeader};
    const sqlite3_int64 frame = (logical - logicalHeader) / logicalFrame;
    const sqlite3_int64 start = logicalHeader + frame * logicalFrame;
    if (logical < start + logicalFrameHeader)
        return {Unit::FrameHeader, quint32(frame), start, logicalFrameHeader};
    return {Unit::FramePage, quint32(frame), start + logicalFrameHeader, pageSize};
}

WalHandle::WalHandle(BaseFile base, MainHandle &main)
    : m_base(base)
    , m_main(main)
    , m_state(main.state())
    , m_cipher(pageSize)
    , m_plain(pageSize)
{
    const std::lock_guard lock(m_state->mutex);
    ++m_state->wal.handles;
}

WalHandle::~WalHandle()
{
    const std::lock_guard lock(m_state->mutex);
    if (--m_state->wal.handles == 0)
        m_state->wal = WalState();
}

int WalHandle::start()
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->wal.handles > 1)
            return SQLITE_OK; // the other connections know this log already
    }
    bool absent = false;
    return readHeaderUnit(m_plain.data(), absent);
}

/// Reads the log's header and learns from it which log is valid: the one of the database's own epoch.
int WalHandle::readHeaderUnit(char *plain, bool &absent)
{
    int got = 0;
    std::memset(plain, 0, logicalHeader);
    if (const int result = m_base.read(m_cipher.data(), physicalHeader, 0, got); result != SQLITE_OK)
        return result;
    absent = got == 0;
    if (absent)
        return SQLITE_OK;
    const auto epoch = qFromLittleEndian<quint64>(m_cipher.data() + epochAt);
    const bool sound = got == physicalHeader &&
                       openSmall(m_state->keys().wal, Aad('H') << epoch, m_cipher.data(), logicalHeader, plain);
    std::unique_lock lock(m_state->mutex);
    const quint64 current = m_state->headerLocked().walEpoch;
    if (sound && epoch == current) {
        std::array<char, 8> salt{};
        std::memcpy(salt.data(), plain + 16, salt.size());
        m_state->wal.salt = salt;
        return SQLITE_OK;
    }
    std::memset(plain, 0, logicalHeader);
    m_state->wal.salt.reset();
    if (sound && epoch > current) {
        // The database file is older than its log: somebody put an old copy back. Applying the log would mix two times.
        m_state->damageLocked().rolledBack = true;
        sqlite3_log(SQLITE_WARNING, "write-ahead log is newer than the sealed database");
    }
    const bool look = !sound && !m_state->wal.searched;
    m_state->wal.searched = true;
    lock.unlock();
    return look ? searchBehind(0) : SQLITE_OK;
}

int WalHandle::readFrameHeader(quint32 frame, char *plain, bool &absent, bool &sound)
{
    char cipher[physicalFrameHeader];
    int got = 0;
    std::memset(plain, 0, logicalFrameHeader);
    if (const int result = m_base.read(cipher, physicalFrameHeader, frameAt(frame), got); result != SQLITE_OK)
        return result;
    absent = got == 0;
    sound = got == physicalFrameHeader &&
            openSmall(m_state->keys().wal, Aad('F') << quint64(frame), cipher, logicalFrameHeader, plain);
    if (!sound)
        std::memset(plain, 0, logicalFrameHeader);
    return SQLITE_OK;
}

int WalHandle::readFramePage(quint32 frame, char *plain, bool &absent, bool &sound)
{
    int got = 0;
    if (const int result = m_base.read(m_cipher.data(), pageSize, frameAt(frame) + physicalFrameHeader, got);
        result != SQLITE_OK)
        return result;
    absent = got == 0;
    std::optional<std::array<char, 8>> salt;
    {
        const std::lock_guard lock(m_state->mutex);
        salt = m_state->wal.salt;
    }
    sound = false;
    if (got == pageSize && salt) {
        const Aad aad = Aad('W') << quint64(frame) << QByteArrayView(salt->data(), 8);
        sound = openPage(m_state->keys().wal, aad.view(), m_cipher.data(), plain);
    }
    if (!sound)
        std::memset(plain, 0, pageSize);
    return SQLITE_OK;
}

/// Looks behind a frame that failed: when a later frame of the same log is sound, this was no torn end but damage.
int WalHandle::searchBehind(quint32 frame)
{
    std::optional<std::array<char, 8>> salt;
    {
        const std::lock_guard lock(m_state->mutex);
        salt = m_state->wal.salt;
    }
    bool absent = false;
    for (quint32 next = salt ? frame + 1 : frame; !absent; ++next) {
        char header[logicalFrameHeader];
        bool sound = false;
        if (const int result = readFrameHeader(next, header, absent, sound); result != SQLITE_OK)
            return result;
        if (!sound || (salt && std::memcmp(header + 8, salt->data(), 8) != 0))
            continue;
        const std::lock_guard lock(m_state->mutex);
        m_state->damageLocked().journalDamaged = true;
        sqlite3_log(SQLITE_WARNING, "write-ahead log: frame %u is damaged, a later one is sound", frame);
        break;
    }
    return SQLITE_OK;
}

int WalHandle::readUnit(const Unit &unit, char *plain, bool &absent)
{
    bool sound = true;
    bool stale = false;
    int result = SQLITE_OK;
    if (unit.kind == Unit::Header)
        return readHeaderUnit(plain, absent);
    if (unit.kind == Unit::FrameHeader) {
        result = readFrameHeader(unit.frame, plain, absent, sound);
    } else {
        result = readFramePage(unit.frame, plain, absent, sound);
        if (result == SQLITE_OK && !sound && !absent) {
            // The rest of an earlier log lies behind the valid one. Its pages fail by design and are no damage.
            char header[logicalFrameHeader];
            bool headerAbsent = false;
            bool headerSound = false;
            result = readFrameHeader(unit.frame, header, headerAbsent, headerSound);
            const std::lock_guard lock(m_state->mutex);
            const auto &salt = m_state->wal.salt;
            stale = headerSound && !(salt && std::memcmp(header + 8, salt->data(), 8) == 0);
        }
    }
    if (result != SQLITE_OK || sound || absent || stale)
        return result;
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->wal.searched)
            return SQLITE_OK;
        m_state->wal.searched = true;
    }
    return searchBehind(unit.frame);
}

int WalHandle::read(char *out, int amount, sqlite3_int64 at)
{
    bool shortRead = false;
    while (amount > 0) {
        const Unit unit = unitAt(at);
        bool absent = false;
        if (const int result = readUnit(unit, m_plain.data(), absent); result != SQLITE_OK)
            return result;
        shortRead = shortRead || absent;
        const int inside = int(at - unit.at);
        const int take = std::min(amount, unit.size - inside);
        if (absent)
            std::memset(out, 0, std::size_t(take));
        else
            std::memcpy(out, m_plain.data() + inside, std::size_t(take));
        out += take;
        at += take;
        amount -= take;
    }
    return shortRead ? SQLITE_IOERR_SHORT_READ : SQLITE_OK;
}

/// A new log begins: SQLite writes a header only when everything of the old one is in the database, synced. From now on
/// an old log beside this database is an empty one.
int WalHandle::writeHeader(const char *bytes)
{
    const std::lock_guard lock(m_state->mutex);
    const int handles = m_state->wal.handles;
    m_state->wal = WalState();
    m_state->wal.handles = handles;
    Header next = m_state->headerLocked();
    ++next.walEpoch;
    if (const int result = m_state->writeHeader(m_main.base(), next); result != SQLITE_OK)
        return result;
    char cipher[physicalHeader] = {};
    sealSmall(m_state->keys().wal, Aad('H') << next.walEpoch, bytes, logicalHeader, cipher);
    qToLittleEndian<quint64>(next.walEpoch, cipher + epochAt);
    if (const int result = m_base.write(cipher, physicalHeader, 0); result != SQLITE_OK)
        return result;
    std::array<char, 8> salt{};
    std::memcpy(salt.data(), bytes + 16, salt.size());
    m_state->wal.salt = salt;
    return SQLITE_OK;
}

int WalHandle::writeFrameHeader(quint32 frame, const char *bytes)
{
    {
        const std::lock_guard lock(m_state->mutex);
        WalState &wal = m_state->wal;
        if (allZero(QByteArrayView(bytes + 8, 8)))
            wal.unsaltedFrames.insert(frame);
        else
            wal.unsaltedFrames.erase(frame);
        if (!allZero(QByteArrayView(bytes + 4, 4))) { // the database size: set in commit frames only
            wal.lastCommit = frame;
            wal.unsaltedFrames.erase(wal.unsaltedFrames.upper_bound(frame), wal.unsaltedFrames.end());
        }
    }
    char cipher[physicalFrameHeader];
    sealSmall(m_state->keys().wal, Aad('F') << quint64(frame), bytes, logicalFrameHeader, cipher);
    return m_base.write(cipher, physicalFrameHeader, frameAt(frame));
}

int WalHandle::writeFramePage(quint32 frame, const char *bytes)
{
    std::array<char, 8> salt{};
    {
        const std::lock_guard lock(m_state->mutex);
        if (!m_state->wal.salt || !allZero(QByteArrayView(bytes + pageContent, reserveBytes)))
            return SQLITE_IOERR_WRITE;
        salt = *m_state->wal.salt;
    }
    const Aad aad = Aad('W') << quint64(frame) << QByteArrayView(salt.data(), 8);
    sealPage(m_state->keys().wal, aad.view(), bytes, m_cipher.data());
    return m_base.write(m_cipher.data(), pageSize, frameAt(frame) + physicalFrameHeader);
}

int WalHandle::write(const char *bytes, int amount, sqlite3_int64 at)
{
    if (m_state->readOnly())
        return SQLITE_READONLY;
    const Unit unit = unitAt(at);
    if (unit.at != at || unit.size != amount)
        return SQLITE_IOERR_WRITE;
    switch (unit.kind) {
    case Unit::Header: return writeHeader(bytes);
    case Unit::FrameHeader: return writeFrameHeader(unit.frame, bytes);
    case Unit::FramePage: return writeFramePage(unit.frame, bytes);
    }
    return SQLITE_IOERR_WRITE;
}

int WalHandle::truncate(sqlite3_int64 size)
{
    if (m_state->readOnly())
        return SQLITE_READONLY;
    if (size <= 0) {
        const std::lock_guard lock(m_state->mutex);
        m_state->wal.salt.reset();
        return m_base.truncate(0);
    }
    const sqlite3_int64 frames = std::max<sqlite3_int64>(size - logicalHeader + logicalFrame - 1, 0) / logicalFrame;
    return m_base.truncate(frameAt(quint32(frames)));
}

/// SQLite 3.40.1 can report a commit whose frames recovery would throw away (docs/storage-format.md): they carry salt
/// 0. Our connections never spill, so it cannot come to that; if it does, the commit fails here instead of being lost
/// later.
int WalHandle::sync(int flags)
{
    {
        const std::lock_guard lock(m_state->mutex);
        WalState &wal = m_state->wal;
        if (wal.lastCommit && !wal.unsaltedFrames.empty() && *wal.unsaltedFrames.begin() <= *wal.lastCommit)
            return SQLITE_IOERR_FSYNC;
        wal.lastCommit.reset();
    }
    return m_base.sync(flags);
}

int WalHandle::size(sqlite3_int64 &size)
{
    sqlite3_int64 physical = 0;
    if (const int result = m_base.size(physical); result != SQLITE_OK)
        return result;
    if (physical < physicalHeader) {
        size = 0;
        return SQLITE_OK;
    }
    const sqlite3_int64 frames = (physical - physicalHeader) / physicalFrame;
    const sqlite3_int64 rest = (physical - physicalHeader) % physicalFrame;
    size = logicalHeader + frames * logicalFrame + (rest >= physicalFrameHeader ? logicalFrameHeader : 0);
    return SQLITE_OK;
}

} // namespace ruhu::vault::sealed
