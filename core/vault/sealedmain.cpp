// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/sealedhandles.h"

#include <QByteArray>

#include <algorithm>

namespace ruhu::vault::sealed {

namespace {

/// What SQLite peeks at before any lock, for a page 1 that a power cut tore: enough to know the page size and the
/// reserve, so that recovery from the log can start. The real read of page 1 still fails if nothing heals it.
void syntheticPeek(char *out, int amount)
{
    char header[100] = "SQLite format 3";
    header[16] = 0x10; // 4096, big-endian
    header[20] = reserveBytes;
    std::memset(out, 0, std::size_t(amount));
    std::memcpy(out, header, std::size_t(std::min(amount, 100)));
}

bool isOneOf(const QByteArray &word, std::initializer_list<const char *> allowed)
{
    return std::any_of(allowed.begin(), allowed.end(), [&](const char *one) { return word == one; });
}

/// Whether a PRAGMA with a value may run. Weaker settings lost acknowledged work when measured.
bool pragmaAllowed(const QByteArray &name, const QByteArray &value)
{
    if (name == "page_size")
        return false;
    if (name == "journal_mode")
        return isOneOf(value, {"wal", "delete", "truncate", "persist"});
    if (name == "synchronous")
        return isOneOf(value, {"full", "extra", "2", "3"});
    if (name == "cache_spill")
        return isOneOf(value, {"0", "off", "false", "no"});
    if (name == "secure_delete" || name == "trusted_schema")
        return isOneOf(value, {"0", "off", "false", "no"}) == (name == "trusted_schema");
    return true;
}

int answerPragma(char **argument)
{
    const QByteArray name = QByteArray(argument[1]).toLower();
    if (argument[2] == nullptr || pragmaAllowed(name, QByteArray(argument[2]).toLower()))
        return SQLITE_NOTFOUND; // SQLite does it itself
    argument[0] = sqlite3_mprintf("PRAGMA %s=%s is refused on a sealed database", argument[1], argument[2]);
    return SQLITE_ERROR;
}

} // namespace

int Handle::fileControl(int operation, void *argument)
{
    const BaseFile below = base();
    switch (operation) {
    case SQLITE_FCNTL_SIZE_HINT:
    case SQLITE_FCNTL_CHUNK_SIZE: return SQLITE_OK; // sizes of the file below mean nothing above
    case SQLITE_FCNTL_MMAP_SIZE:
    case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
    case SQLITE_FCNTL_POWERSAFE_OVERWRITE: return SQLITE_NOTFOUND;
    default:
        return below.raw() == nullptr ? SQLITE_NOTFOUND
                                      : below.raw()->pMethods->xFileControl(below.raw(), operation, argument);
    }
}

MainHandle::MainHandle(BaseFile base, std::shared_ptr<DatabaseState> state)
    : m_base(base)
    , m_state(std::move(state))
    , m_cipher(pageSize)
    , m_plain(pageSize)
{
}

MainHandle::~MainHandle()
{
    m_state->detachMain();
}

MainHandle::PageRead MainHandle::readPage(quint32 number, char *plain, int &result)
{
    int got = 0;
    result = m_base.read(m_cipher.data(), pageSize, sqlite3_int64(number) * pageSize, got);
    if (result != SQLITE_OK)
        return PageRead::Bad;
    if (got == 0)
        return PageRead::Absent;
    const Aad aad = Aad('P') << quint64(number);
    if (got == pageSize && openPage(m_state->keys().db, aad.view(), m_cipher.data(), plain))
        return PageRead::Good;
    return PageRead::Bad;
}

int MainHandle::read(char *out, int amount, sqlite3_int64 at)
{
    const sqlite3_int64 index = at / pageSize;
    const int inside = int(at % pageSize);
    if (amount < 0 || at < 0 || inside + amount > pageSize)
        return SQLITE_IOERR_READ; // SQLite never reads across pages
    const auto number = quint32(index + 1);
    const bool whole = amount == pageSize;
    char *const plain = whole ? out : m_plain.data();
    int result = SQLITE_OK;
    const PageRead read = readPage(number, plain, result);
    if (read == PageRead::Good) {
        if (!whole)
            std::memcpy(out, plain + inside, std::size_t(amount));
        return SQLITE_OK;
    }
    std::memset(out, 0, std::size_t(amount));
    if (result != SQLITE_OK)
        return result;
    if (read == PageRead::Absent)
        return SQLITE_IOERR_SHORT_READ;
    if (at == 0 && amount <= 100) {
        syntheticPeek(out, amount);
        return SQLITE_OK;
    }
    m_state->noteRefusedPage();
    sqlite3_log(SQLITE_IOERR_DATA, "sealed page %u does not authenticate", number);
    return SQLITE_IOERR_DATA;
}

int MainHandle::sealAt(quint32 number, const char *plain)
{
    const Aad aad = Aad('P') << quint64(number);
    sealPage(m_state->keys().db, aad.view(), plain, m_cipher.data());
    return m_base.write(m_cipher.data(), pageSize, sqlite3_int64(number) * pageSize);
}

/// SQLite may write page 9 into a file of 5 pages; plain files have zeros in between, and so have we: sealed ones.
int MainHandle::fillGap(sqlite3_int64 upTo)
{
    sqlite3_int64 physical = 0;
    if (const int sized = m_base.size(physical); sized != SQLITE_OK)
        return sized;
    const sqlite3_int64 present = (physical + pageSize - 1) / pageSize; // a torn last page stays torn, not zero
    if (present >= upTo)
        return SQLITE_OK;
    const std::vector<char> zeros(pageSize);
    for (sqlite3_int64 number = std::max<sqlite3_int64>(present, 1); number < upTo; ++number) {
        if (const int written = sealAt(quint32(number), zeros.data()); written != SQLITE_OK)
            return written;
    }
    return SQLITE_OK;
}

int MainHandle::write(const char *bytes, int amount, sqlite3_int64 at)
{
    if (m_state->readOnly())
        return SQLITE_READONLY;
    if (amount != pageSize || at % pageSize != 0 || !allZero(QByteArrayView(bytes + pageContent, reserveBytes)))
        return SQLITE_IOERR_WRITE;
    if (at == 0 && bytes[20] != reserveBytes && !allZero(QByteArrayView(bytes, pageSize)))
        return SQLITE_IOERR_WRITE;
    if (m_journal != nullptr) {
        if (const int flushed = m_journal->flush(); flushed != SQLITE_OK)
            return flushed;
    }
    const sqlite3_int64 number = at / pageSize + 1;
    if (const int filled = fillGap(number); filled != SQLITE_OK)
        return filled;
    return sealAt(quint32(number), bytes);
}

int MainHandle::truncate(sqlite3_int64 size)
{
    if (m_state->readOnly())
        return SQLITE_READONLY;
    if (size < 0 || size % pageSize != 0)
        return SQLITE_IOERR_TRUNCATE;
    if (m_journal != nullptr) {
        if (const int flushed = m_journal->flush(); flushed != SQLITE_OK)
            return flushed;
    }
    return m_base.truncate(size + headerBlock);
}

int MainHandle::sync(int flags)
{
    return m_base.sync(flags);
}

int MainHandle::size(sqlite3_int64 &size)
{
    const int result = m_base.size(size);
    size = std::max<sqlite3_int64>(size - headerBlock, 0);
    return result;
}

int MainHandle::fileControl(int operation, void *argument)
{
    if (operation == SQLITE_FCNTL_PRAGMA)
        return answerPragma(static_cast<char **>(argument));
    if (operation == SQLITE_FCNTL_VFSNAME) {
        const int result = Handle::fileControl(operation, argument);
        auto **name = static_cast<char **>(argument);
        char *whole = sqlite3_mprintf("sealed/%s", result == SQLITE_OK && *name != nullptr ? *name : "?");
        if (result == SQLITE_OK)
            sqlite3_free(*name);
        *name = whole;
        return SQLITE_OK;
    }
    return Handle::fileControl(operation, argument);
}

} // namespace ruhu::vault::sealed
