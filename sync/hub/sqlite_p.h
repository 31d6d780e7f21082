// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>
#include <sqlite3.h>

#include <functional>
#include <map>
#include <memory>

// A thin, owned SQLite connection for the hub's store: prepared statements are kept, errors are values. Private.
namespace ruhu::hub::sqlite {

struct Close
{
    void operator()(sqlite3 *db) const { sqlite3_close_v2(db); }
};
struct Finalize
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};

/// One row, valid inside the callback of each().
class Row
{
public:
    explicit Row(sqlite3_stmt *statement)
        : m_statement(statement)
    {
    }
    [[nodiscard]] qint64 number(int column) const { return sqlite3_column_int64(m_statement, column); }
    [[nodiscard]] bool flag(int column) const { return number(column) != 0; }
    [[nodiscard]] QByteArray bytes(int column) const
    {
        const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
        return {data, data ? sqlite3_column_bytes(m_statement, column) : 0};
    }
    [[nodiscard]] QString text(int column) const { return QString::fromUtf8(bytes(column)); }
    template <typename Id>
    [[nodiscard]] Id id(int column) const
    {
        return Id::fromBytes(bytes(column));
    }

private:
    sqlite3_stmt *m_statement;
};

class Connection
{
public:
    using Gate = std::function<bool()>;

    /// Opens with the pragmas that every connection of the hub has.
    [[nodiscard]] static Result<std::unique_ptr<Connection>> open(const QString &path, bool writes, Gate gate);

    template <typename... Args>
    [[nodiscard]] Result<void> exec(const char *sql, const Args &...args)
    {
        return each(
            sql, [](const Row &) {}, args...);
    }

    /// Calls `take` with every row.
    template <typename Take, typename... Args>
    [[nodiscard]] Result<void> each(const char *sql, Take take, const Args &...args)
    {
        const auto prepared = prepare(sql);
        if (!prepared)
            return passOn(prepared);
        sqlite3_stmt *statement = *prepared;
        int index = 0;
        (bind(statement, ++index, args), ...);
        int code = sqlite3_step(statement);
        while (code == SQLITE_ROW) {
            take(Row(statement));
            code = sqlite3_step(statement);
        }
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
        if (code != SQLITE_DONE)
            return error(code, sql);
        return {};
    }

    /// Without the gate, for going back after a failure.
    void rollback();
    [[nodiscard]] bool pass() const { return !m_gate || m_gate(); }

private:
    [[nodiscard]] Result<sqlite3_stmt *> prepare(const char *sql);
    [[nodiscard]] tl::unexpected<Error> error(int code, const char *sql) const;

    static void bind(sqlite3_stmt *statement, int index, qint64 value) { sqlite3_bind_int64(statement, index, value); }
    static void bind(sqlite3_stmt *statement, int index, qint32 value) { sqlite3_bind_int(statement, index, value); }
    static void bind(sqlite3_stmt *statement, int index, bool value) { sqlite3_bind_int(statement, index, value); }
    static void bind(sqlite3_stmt *statement, int index, const QByteArray &value);
    static void bind(sqlite3_stmt *statement, int index, const QString &value);

    std::unique_ptr<sqlite3, Close> m_db;
    std::map<const char *, std::unique_ptr<sqlite3_stmt, Finalize>> m_statements; ///< By address: all are literals.
    Gate m_gate;
};

} // namespace ruhu::hub::sqlite
