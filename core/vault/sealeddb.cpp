// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/sealeddb.h"

#include "core/crypto/random.h"
#include "core/vault/durablefile.h"
#include "core/vault/sealedhandles.h"
#include "core/vault/sealedvfs.h"

#include <QFile>
#include <QFileInfo>

#include <sqlite3.h>

namespace ruhu::vault {

using namespace sealed;

struct SealedDatabase::Lease
{
    std::shared_ptr<DatabaseState> state;
    QByteArray vfs;

    Lease(std::shared_ptr<DatabaseState> shared, QByteArray vfsName)
        : state(std::move(shared))
        , vfs(std::move(vfsName))
    {
    }
    Lease(const Lease &) = delete;
    Lease &operator=(const Lease &) = delete;
    ~Lease() { unregisterState(state->path()); }
};

namespace {

/// The path as SQLite will hand it to xOpen.
Result<QByteArray> sqlitePath(const QString &path, const QByteArray &vfsName)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(vfsName.constData());
    if (vfs == nullptr)
        return fail(ErrorCode::NotFound, QStringLiteral("no SQLite VFS ") + QString::fromLatin1(vfsName));
    QByteArray full(vfs->mxPathname + 1, '\0');
    const int result = vfs->xFullPathname(vfs, QFile::encodeName(path).constData(), int(full.size()), full.data());
    if (result != SQLITE_OK && result != SQLITE_OK_SYMLINK)
        return fail(ErrorCode::Io, QStringLiteral("the path of the database cannot be used"));
    full.truncate(qsizetype(std::strlen(full.constData())));
    return full;
}

QByteArray percentEncoded(const QByteArray &path)
{
    return path.toPercentEncoding("/");
}

int denyAttach(void *, int action, const char *first, const char *second, const char *, const char *)
{
    // VACUUM attaches a nameless database; every other one could lie on a VFS that does not seal.
    if (action == SQLITE_ATTACH && (first == nullptr || *first != '\0'))
        return SQLITE_DENY;
    if (action == SQLITE_FUNCTION && second != nullptr && qstricmp(second, "load_extension") == 0)
        return SQLITE_DENY;
    return SQLITE_OK;
}

Result<void> failSqlite(sqlite3 *connection, int result, const QString &what)
{
    const int extended = connection != nullptr ? sqlite3_extended_errcode(connection) : result;
    return fail(errorOfSqlite(extended != SQLITE_OK ? extended : result),
                what + QStringLiteral(": SQLite %1").arg(extended));
}

Result<void> run(sqlite3 *connection, const QByteArray &statement)
{
    const int result = sqlite3_exec(connection, statement.constData(), nullptr, nullptr, nullptr);
    if (result != SQLITE_OK)
        return failSqlite(connection, result, QString::fromUtf8(statement));
    return {};
}

/// PRAGMA journal_mode does not fail when it cannot switch: it answers the old mode.
Result<void> checkWal(sqlite3 *connection)
{
    QByteArray mode;
    const auto note = [](void *out, int columns, char **values, char **) {
        if (columns == 1 && values[0] != nullptr)
            *static_cast<QByteArray *>(out) = values[0];
        return 0;
    };
    const int result = sqlite3_exec(connection, "PRAGMA journal_mode", note, &mode, nullptr);
    if (result != SQLITE_OK)
        return failSqlite(connection, result, QStringLiteral("journal mode"));
    if (mode != "wal")
        return fail(ErrorCode::Io, QStringLiteral("the journal mode stays ") + QString::fromLatin1(mode));
    return {};
}

bool isReadOnly(sqlite3 *connection)
{
    MainHandle *main = mainHandleOf(connection);
    return main != nullptr && main->state()->readOnly();
}

} // namespace

Result<void> SealedDatabase::create(const QString &path, const crypto::SecretBytes &vaultKey)
{
    Q_ASSERT(vaultKey.size() == 32);
    if (QFileInfo::exists(path))
        return fail(ErrorCode::AlreadyExists, QFileInfo(path).fileName());
    Header header;
    header.fileId = crypto::SecretBytes::random(fileIdSize).toPlain();
    const auto dataKey = crypto::SecretBytes::random(32);
    header.wrappedKey = wrapDataKey(header, dataKey, vaultKey);
    const SubKeys keys = deriveKeys(header, dataKey);
    Header second = header;
    ++second.generation;
    return replaceFile(path, QByteArray(writeCopy(header, keys.header) + writeCopy(second, keys.header)));
}

Result<SealedDatabase> SealedDatabase::provide(const QString &path, const crypto::SecretBytes &vaultKey,
                                               const QByteArray &vfs)
{
    if (vfs == "sealed") {
        if (auto registered = registerSealedVfs(); !registered)
            return passOn(registered);
    }
    auto full = sqlitePath(path, vfs);
    if (!full)
        return passOn(full);
    // Registered before the file is read: closing it must not drop the locks of a connection of this process.
    auto state = std::make_shared<DatabaseState>(*full, vaultKey.clone());
    if (!registerState(state))
        return fail(ErrorCode::Busy, QStringLiteral("already open in this process"));
    auto lease = std::make_unique<Lease>(state, vfs);
    QFile file(path);
    if (!file.exists())
        return fail(ErrorCode::NotFound, QFileInfo(path).fileName());
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, QStringLiteral("the database cannot be read"));
    if (auto loaded = state->load(file.read(headerBlock)); !loaded)
        return passOn(loaded);
    return SealedDatabase(std::move(lease));
}

SealedDatabase::SealedDatabase(std::unique_ptr<Lease> lease)
    : m_lease(std::move(lease))
{
}
SealedDatabase::SealedDatabase(SealedDatabase &&) noexcept = default;
SealedDatabase &SealedDatabase::operator=(SealedDatabase &&) noexcept = default;
SealedDatabase::~SealedDatabase() = default;

QString SealedDatabase::path() const
{
    return QFile::decodeName(m_lease->state->path());
}

QString SealedDatabase::uri() const
{
    return QString::fromLatin1(QByteArray("file:") + percentEncoded(m_lease->state->path()) + "?vfs=" + m_lease->vfs);
}

std::optional<Error> SealedDatabase::openError() const
{
    return m_lease->state->openError();
}

DamageReport SealedDatabase::damage() const
{
    return m_lease->state->damage();
}

QByteArray SealedDatabase::fileId() const
{
    return m_lease->state->header().fileId;
}

quint64 SealedDatabase::generation() const
{
    return m_lease->state->header().generation;
}

void SealedDatabase::treatAsOldCopy()
{
    const std::lock_guard lock(m_lease->state->mutex);
    m_lease->state->damageLocked().rolledBack = true;
}

qint64 SealedDatabase::lastScrubMs() const
{
    return m_lease->state->header().lastScrubMs;
}

Result<sqlite3 *> SealedDatabase::open(Access access) const
{
    sqlite3 *connection = nullptr;
    const int result = sqlite3_open_v2(uri().toLatin1().constData(), &connection,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Result<void> ready = {};
    if (result != SQLITE_OK) {
        const auto known = openError();
        ready = known ? tl::make_unexpected(*known) : failSqlite(connection, result, QStringLiteral("open"));
    } else {
        sqlite3_busy_timeout(connection, 5000);
        ready = prepareConnection(connection, access);
    }
    if (!ready) {
        sqlite3_close(connection);
        return passOn(ready);
    }
    return connection;
}

Result<ScrubReport> SealedDatabase::scrub(qint64 wallMs) const
{
    sqlite3 *connection = nullptr;
    const int result = sqlite3_open_v2(uri().toLatin1().constData(), &connection,
                                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
    Result<ScrubReport> report = ScrubReport();
    if (result != SQLITE_OK) {
        report = passOn(failSqlite(connection, result, QStringLiteral("open")));
    } else {
        sqlite3_extended_result_codes(connection, 1);
        report = vault::scrub(connection, wallMs);
    }
    sqlite3_close(connection);
    return report;
}

QStringList connectionSettings(Access access)
{
    QStringList settings = {
        QStringLiteral("PRAGMA cache_spill=OFF"), // SQLite 3.40.1 loses committed transactions otherwise
        QStringLiteral("PRAGMA journal_mode=WAL"),  QStringLiteral("PRAGMA synchronous=FULL"),
        QStringLiteral("PRAGMA temp_store=MEMORY"), QStringLiteral("PRAGMA secure_delete=ON"),
        QStringLiteral("PRAGMA foreign_keys=ON"),   QStringLiteral("PRAGMA trusted_schema=OFF"),
    };
    if (access == Access::Writer) {
        settings << QStringLiteral("PRAGMA cache_size=-16384"); // 16 MB
    } else {
        settings << QStringLiteral("PRAGMA cache_size=-49152") // 48 MB: the lever against the price of opening pages
                 << QStringLiteral("PRAGMA query_only=ON");
    }
    return settings;
}

Result<void> prepareConnection(sqlite3 *connection, Access access)
{
    if (mainHandleOf(connection) == nullptr)
        return fail(ErrorCode::Internal, QStringLiteral("the connection does not run on the sealing VFS"));
    sqlite3_extended_result_codes(connection, 1);
    int reserve = reserveBytes;
    if (const int set = sqlite3_file_control(connection, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
        set != SQLITE_OK)
        return failSqlite(connection, set, QStringLiteral("reserve bytes"));
    sqlite3_set_authorizer(connection, denyAttach, nullptr);
    // The first read takes the lock of this process, applies the log, and learns whether it belongs to this file.
    if (auto read = run(connection, "SELECT count(*) FROM sqlite_schema"); !read)
        return read;
    for (const QString &setting : connectionSettings(access)) {
        if (auto done = run(connection, setting.toUtf8()); !done && !isReadOnly(connection))
            return done;
    }
    return isReadOnly(connection) ? Result<void>() : checkWal(connection);
}

ErrorCode errorOfSqlite(int result)
{
    if (result == SQLITE_IOERR_DATA)
        return ErrorCode::Damaged;
    if (result == SQLITE_IOERR_NOMEM)
        return ErrorCode::OutOfMemory;
    switch (result & 0xff) {
    case SQLITE_AUTH: return ErrorCode::WrongPassword;
    case SQLITE_NOTADB: return ErrorCode::BadFormat;
    case SQLITE_CORRUPT: return ErrorCode::Damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::Busy;
    case SQLITE_FULL: return ErrorCode::DiskFull;
    case SQLITE_NOMEM: return ErrorCode::OutOfMemory;
    case SQLITE_READONLY: return ErrorCode::NotAllowed;
    default: return ErrorCode::Io;
    }
}

} // namespace ruhu::vault
