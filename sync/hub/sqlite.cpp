// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/sqlite_p.h"

namespace ruhu::hub::sqlite {

using namespace Qt::Literals::StringLiterals;

namespace {

ErrorCode meaningOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_FULL: return ErrorCode::DiskFull;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::Busy;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::Damaged;
    case SQLITE_NOMEM: return ErrorCode::OutOfMemory;
    case SQLITE_CONSTRAINT: return ErrorCode::Internal;
    default: return ErrorCode::Io;
    }
}

} // namespace

Result<std::unique_ptr<Connection>> Connection::open(const QString &path, bool writes, Gate gate)
{
    std::unique_ptr<Connection> connection(new Connection);
    sqlite3 *db = nullptr;
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (writes ? SQLITE_OPEN_CREATE : 0);
    const int code = sqlite3_open_v2(path.toUtf8().constData(), &db, flags, nullptr);
    connection->m_db.reset(db);
    if (code != SQLITE_OK)
        return connection->error(code, "open");
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 10'000); // before journal_mode: else two openers meet "database is locked"
    for (const char *pragma : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON",
                               "PRAGMA temp_store=MEMORY", "PRAGMA secure_delete=ON"}) {
        if (const auto done = connection->exec(pragma); !done)
            return passOn(done);
    }
    if (!writes) {
        if (const auto done = connection->exec("PRAGMA query_only=ON"); !done)
            return passOn(done);
    }
    connection->m_gate = std::move(gate);
    return connection;
}

Result<sqlite3_stmt *> Connection::prepare(const char *sql)
{
    if (!pass())
        return fail(ErrorCode::Io, u"gate"_s);
    if (const auto known = m_statements.find(sql); known != m_statements.end())
        return known->second.get();
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(m_db.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return error(code, sql);
    m_statements.emplace(sql, statement);
    return statement;
}

tl::unexpected<Error> Connection::error(int code, const char *sql) const
{
    // The statement and SQLite's words hold no content: all values are bound.
    return fail(meaningOf(code), u"sqlite %1 %2: %3"_s.arg(code).arg(QString::fromUtf8(sqlite3_errmsg(m_db.get())),
                                                                     QString::fromLatin1(sql).simplified().left(60)));
}

void Connection::rollback()
{
    sqlite3_exec(m_db.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Connection::bind(sqlite3_stmt *statement, int index, const QByteArray &value)
{
    static const char nothing = 0;
    sqlite3_bind_blob64(statement, index, value.isEmpty() ? &nothing : value.constData(), sqlite3_uint64(value.size()),
                        SQLITE_TRANSIENT);
}

void Connection::bind(sqlite3_stmt *statement, int index, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    sqlite3_bind_text64(statement, index, utf8.constData(), sqlite3_uint64(utf8.size()), SQLITE_TRANSIENT, SQLITE_UTF8);
}

} // namespace ruhu::hub::sqlite
