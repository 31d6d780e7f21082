// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The rollback journal. SQLite writes it in pieces of 1, 4, 28 and 4096 bytes and rewrites its header; sealing those in
// place would rewrite neighbours. So the file on disk is an append-only log of sealed records, and the journal that
// SQLite sees is their replay, kept in memory: Ruhu works in WAL mode, where a journal holds a page or two.
//
//   0   magic "SEALDJRN" | journal_id 16 | zeros 8
//   32  records: len u32 | logical offset u64 | nonce 24 | tag 16 | ct,  AAD journal_id | seq u64 | len u32 | offset
//   u64
//
// Consecutive writes are joined up to 64 KiB and flushed before sync, read, size, close and any write to the database.
// Reading stops at the first record that fails: what follows was never synced. A zeroed header (PERSIST) empties the
// log.
#include "core/crypto/aead.h"
#include "core/crypto/secretbytes.h"
#include "core/vault/sealedhandles.h"

#include <QtEndian>

#include <algorithm>

namespace ruhu::vault::sealed {

namespace {
constexpr char magic[] = "SEALDJRN";
constexpr int magicSize = 8;
constexpr int idSize = 16;
constexpr int logHeader = 32;
constexpr int recordHeader = 4 + 8 + nonceBytes + tagBytes;
constexpr std::size_t recordMax = 64 * 1024;
constexpr sqlite3_int64 imageMax = sqlite3_int64(4) << 30; ///< no journal of ours comes near it; a wild offset does
} // namespace

JournalHandle::JournalHandle(BaseFile base, MainHandle &main)
    : m_base(base)
    , m_main(main)
{
    m_main.setJournal(this);
}

JournalHandle::~JournalHandle()
{
    m_main.setJournal(nullptr);
}

Aad JournalHandle::aad(quint32 length, quint64 at) const
{
    return Aad() << QByteArrayView(m_id) << m_records << length << at;
}

/// Starts a new log in the file below.
int JournalHandle::restart()
{
    if (m_fileSize > 0) {
        if (const int result = m_base.truncate(0); result != SQLITE_OK)
            return result;
        m_fileSize = 0;
    }
    m_id = crypto::SecretBytes::random(idSize).toPlain();
    m_records = 0;
    QByteArray header(magic, magicSize);
    header += m_id;
    header.resize(logHeader, '\0');
    if (const int result = m_base.write(header.constData(), logHeader, 0); result != SQLITE_OK) {
        m_id.clear();
        return result;
    }
    m_physical = logHeader;
    m_fileSize = logHeader;
    return SQLITE_OK;
}

int JournalHandle::append(const char *bytes, int amount, sqlite3_int64 at)
{
    if (m_fileSize > m_physical) { // a torn end: sound records in it must not come to follow the new one
        if (const int result = m_base.truncate(m_physical); result != SQLITE_OK)
            return result;
        m_fileSize = m_physical;
    }
    QByteArray record(recordHeader + amount, Qt::Uninitialized);
    char *out = record.data();
    qToLittleEndian<quint32>(quint32(amount), out);
    qToLittleEndian<quint64>(quint64(at), out + 4);
    char *nonce = out + 12;
    crypto::aeadSealParts(m_main.state()->keys().journal, aad(quint32(amount), quint64(at)).view(),
                          QByteArrayView(bytes, amount), out + recordHeader, nonce, nonce + nonceBytes);
    if (const int result = m_base.write(record.constData(), int(record.size()), m_physical); result != SQLITE_OK)
        return result;
    m_physical += record.size();
    m_fileSize = m_physical;
    ++m_records;
    return SQLITE_OK;
}

int JournalHandle::flush()
{
    if (m_pending.empty())
        return SQLITE_OK;
    if (m_id.isEmpty()) {
        if (const int result = restart(); result != SQLITE_OK)
            return result;
    }
    if (const int result = append(m_pending.data(), int(m_pending.size()), m_pendingAt); result != SQLITE_OK)
        return result;
    m_pending.clear();
    return SQLITE_OK;
}

/// Another handle may have left a hot journal in the same file: read it again when it is not what this one wrote.
int JournalHandle::refresh()
{
    if (const int result = flush(); result != SQLITE_OK)
        return result;
    sqlite3_int64 physical = 0;
    if (const int result = m_base.size(physical); result != SQLITE_OK)
        return result;
    char header[logHeader];
    int got = 0;
    if (physical > 0) {
        if (const int result = m_base.read(header, logHeader, 0, got); result != SQLITE_OK)
            return result;
    }
    const QByteArray id = got == logHeader && std::memcmp(header, magic, magicSize) == 0
                              ? QByteArray(header + magicSize, idSize)
                              : QByteArray();
    if (physical == m_fileSize && id == m_id)
        return SQLITE_OK;
    m_id = id;
    return replay(physical);
}

int JournalHandle::replay(sqlite3_int64 physicalSize)
{
    m_image.clear();
    m_records = 0;
    m_physical = 0;
    m_fileSize = physicalSize;
    if (m_id.isEmpty())
        return SQLITE_OK;
    m_physical = logHeader;
    std::vector<char> cipher;
    std::vector<char> plain;
    while (m_physical + recordHeader <= physicalSize) {
        char head[recordHeader];
        int got = 0;
        if (const int result = m_base.read(head, recordHeader, m_physical, got); result != SQLITE_OK)
            return result;
        const auto length = qFromLittleEndian<quint32>(head);
        const auto at = qFromLittleEndian<quint64>(head + 4);
        if (length == 0 || length > recordMax || at > quint64(imageMax) ||
            m_physical + recordHeader + length > physicalSize)
            break;
        cipher.resize(length);
        plain.resize(length);
        if (const int result = m_base.read(cipher.data(), int(length), m_physical + recordHeader, got);
            result != SQLITE_OK)
            return result;
        if (!crypto::aeadOpenParts(m_main.state()->keys().journal, aad(length, at).view(),
                                   QByteArrayView(cipher.data(), qsizetype(length)), head + 12, head + 12 + nonceBytes,
                                   plain.data()))
            break;
        if (m_image.size() < at + length)
            m_image.resize(at + length);
        std::copy(plain.begin(), plain.end(), m_image.begin() + std::ptrdiff_t(at));
        m_physical += recordHeader + length;
        ++m_records;
    }
    return SQLITE_OK;
}

int JournalHandle::read(char *out, int amount, sqlite3_int64 at)
{
    if (const int result = refresh(); result != SQLITE_OK)
        return result;
    const auto have = sqlite3_int64(m_image.size());
    const int take = int(std::clamp<sqlite3_int64>(have - at, 0, amount));
    std::copy_n(m_image.data() + std::min(at, have), take, out);
    std::memset(out + take, 0, std::size_t(amount - take));
    return take == amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int JournalHandle::write(const char *bytes, int amount, sqlite3_int64 at)
{
    if (m_main.state()->readOnly())
        return SQLITE_READONLY;
    if (amount <= 0 || std::size_t(amount) > recordMax || at < 0 || at + amount > imageMax)
        return SQLITE_IOERR_WRITE;
    if (at == 0 && allZero(QByteArrayView(bytes, amount)))
        return truncate(0); // PERSIST ends a transaction by zeroing the header
    if (m_image.empty()) {
        if (const int result = refresh(); result != SQLITE_OK)
            return result;
    }
    const bool follows = !m_pending.empty() && m_pendingAt + sqlite3_int64(m_pending.size()) == at &&
                         m_pending.size() + std::size_t(amount) <= recordMax;
    if (!follows) {
        if (const int result = flush(); result != SQLITE_OK)
            return result;
        m_pendingAt = at;
    }
    if (m_image.size() < std::size_t(at + amount))
        m_image.resize(std::size_t(at + amount));
    std::copy_n(bytes, amount, m_image.begin() + std::ptrdiff_t(at));
    m_pending.insert(m_pending.end(), bytes, bytes + amount);
    return m_pending.size() >= recordMax ? flush() : SQLITE_OK;
}

int JournalHandle::truncate(sqlite3_int64 size)
{
    if (m_main.state()->readOnly())
        return SQLITE_READONLY;
    if (size < 0)
        return SQLITE_IOERR_TRUNCATE;
    if (size > 0) { // journal_size_limit after a commit: the content is worthless, an empty log is short enough
        if (const int result = refresh(); result != SQLITE_OK)
            return result;
        if (size >= sqlite3_int64(m_image.size()))
            return SQLITE_OK;
        return SQLITE_IOERR_TRUNCATE; // a journal is never shortened to a part of itself
    }
    m_pending.clear();
    m_image.clear();
    m_id.clear();
    m_records = 0;
    if (const int result = m_base.truncate(0); result != SQLITE_OK)
        return result;
    m_physical = 0;
    m_fileSize = 0;
    return SQLITE_OK;
}

int JournalHandle::sync(int flags)
{
    if (const int result = flush(); result != SQLITE_OK)
        return result;
    return m_base.sync(flags & ~SQLITE_SYNC_DATAONLY); // the size of an appended log is data
}

int JournalHandle::size(sqlite3_int64 &size)
{
    if (const int result = refresh(); result != SQLITE_OK)
        return result;
    size = sqlite3_int64(m_image.size());
    return SQLITE_OK;
}

} // namespace ruhu::vault::sealed
