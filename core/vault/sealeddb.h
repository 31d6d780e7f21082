// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Opening a sealed database: the only door to the sealing VFS (sealedvfs.h has its manual).
//
//   auto db = vault->openDatabase();                      // UnlockedVault (vault.h), or SealedDatabase::provide() in
//   tests QSqlDatabase sql = QSqlDatabase::addDatabase(QString::fromLatin1(SealedDatabase::qtDriver), connectionName);
//   sql.setConnectOptions(QString::fromLatin1(SealedDatabase::qtOptions));
//   sql.setDatabaseName(db->uri());
//   sql.open();                                           // failed? db->openError() says why
//   auto handle = *static_cast<sqlite3 *const *>(sql.driver()->handle().constData());
//   prepareConnection(handle, Access::Writer);            // before the first statement; required
//
// All connections must be closed before the SealedDatabase dies.
#pragma once

#include "core/base/result.h"
#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <memory>

struct sqlite3;

namespace ruhu::vault {

enum class Access {
    Writer, ///< The one connection that writes and checkpoints.
    Reader, ///< query_only, with the larger cache.
};

/// What was found wrong without anything wrong having been shown.
struct DamageReport
{
    bool journalDamaged = false; ///< A write-ahead frame failed, a later one of the same log is sound: the last changes
                                 ///< may be missing.
    bool rolledBack = false;     ///< The write-ahead log is newer than the database file: an old copy was put back. The
                                 ///< database is read-only.
    bool headerCopyLost = false; ///< One of the two header copies is unreadable; the other one is sound.
    int pagesRefused = 0;        ///< Reads of database pages that failed to authenticate.

    [[nodiscard]] bool clean() const { return !journalDamaged && !rolledBack && !headerCopyLost && pagesRefused == 0; }
};

/// What a reading of every page found.
struct ScrubReport
{
    qint64 pages = 0;   ///< Database pages read.
    QList<quint32> bad; ///< Page numbers that do not authenticate.
    DamageReport damage;

    [[nodiscard]] bool clean() const { return bad.isEmpty() && damage.clean(); }
};

/// The right to open one database file while this object lives: its key waits in guarded memory, never in the URI.
/// Movable. Thread-safe after creation, as the connections of several threads use it.
class SealedDatabase
{
public:
    static constexpr char qtDriver[] = "QSQLITE";
    static constexpr char qtOptions[] = "QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=5000";

    /// Makes an empty sealed database with a fresh data key, wrapped under `vaultKey` (32 bytes): written beside,
    /// synced, renamed, directory synced. AlreadyExists; Io; DiskFull.
    static Result<void> create(const QString &path, const crypto::SecretBytes &vaultKey);

    /// Checks that `path` can be read with this key and registers it.
    /// NotFound; BadFormat (no sealed database); TooNew (left untouched); WrongPassword (another key); Damaged (both
    /// header copies); Busy (already provided in this process); Io. Another process is noticed at the first read.
    /// \param vfs a VFS registered with registerSealedVfs(); tests put faults below it
    static Result<SealedDatabase> provide(const QString &path, const crypto::SecretBytes &vaultKey,
                                          const QByteArray &vfs = "sealed");

    SealedDatabase(SealedDatabase &&) noexcept;
    SealedDatabase &operator=(SealedDatabase &&) noexcept;
    ~SealedDatabase();

    [[nodiscard]] QString path() const;
    /// "file:/percent%20encoded/path?vfs=sealed": for SQLITE_OPEN_URI. Holds no key.
    [[nodiscard]] QString uri() const;
    /// Why the last xOpen failed; nothing when it did not.
    [[nodiscard]] std::optional<Error> openError() const;
    [[nodiscard]] DamageReport damage() const;
    [[nodiscard]] QByteArray fileId() const;  ///< 16 bytes, for the anchor.
    [[nodiscard]] quint64 generation() const; ///< Grows with every start of a new write-ahead log; for the anchor.

    /// From now on nothing is written, and damage() says rolledBack. Before the first connection.
    void treatAsOldCopy();

    /// scrub() on a connection of its own, also when the database is too damaged for a prepared one. Io, Busy.
    [[nodiscard]] Result<ScrubReport> scrub(qint64 wallMs = 0) const;
    /// Wall clock of the last scrub that found every page sound, ms since 1970; 0 = never.
    [[nodiscard]] qint64 lastScrubMs() const;

    /// A prepared connection for tools and tests that use SQLite's own interface. The caller closes it (sqlite3_close).
    /// Busy when another process has the file; otherwise as provide() and prepareConnection().
    [[nodiscard]] Result<sqlite3 *> open(Access access) const;

private:
    struct Lease;
    explicit SealedDatabase(std::unique_ptr<Lease> lease);
    std::unique_ptr<Lease> m_lease;
};

/// Makes a fresh connection safe: proves that it runs on the sealing VFS (a Qt with an SQLite of its own fails closed),
/// reserves the bytes for tags, denies ATTACH, and runs connectionSettings(). Call it before any other statement.
/// Internal when the VFS is another one; Busy when another process has the file; Damaged; Io.
[[nodiscard]] Result<void> prepareConnection(sqlite3 *connection, Access access);

/// The PRAGMA statements of prepareConnection(), in their order (docs/storage-format.md): for checks and documents.
[[nodiscard]] QStringList connectionSettings(Access access);

/// Reads every page of the file, also those on the free list, which integrity_check never looks at. Takes a read
/// transaction on `connection`; about 1 s for each GB. When every page is sound and `wallMs` is given, the
/// header remembers that time; writing it also restores a lost header copy. Io, Busy.
[[nodiscard]] Result<ScrubReport> scrub(sqlite3 *connection, qint64 wallMs = 0);

/// The error code of an SQLite result: AUTH → WrongPassword, NOTADB → BadFormat, IOERR_DATA and CORRUPT → Damaged,
/// BUSY → Busy, FULL → DiskFull, NOMEM → OutOfMemory, READONLY → NotAllowed, any other → Io.
[[nodiscard]] ErrorCode errorOfSqlite(int extendedResultCode);

} // namespace ruhu::vault
