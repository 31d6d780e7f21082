// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/strongid.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QVariant>

#include <functional>
#include <memory>
#include <optional>

class QSqlDatabase;
class QSqlQuery;

namespace ruhu::vault {
class SealedDatabase;
}

/// The only place that knows Qt Sql and how a sealed file is opened.
namespace ruhu::store {

/// Values for the question marks of a statement. A null QByteArray or QString is stored as empty, never as NULL; for
/// NULL pass QVariant().
using Values = QList<QVariant>;

enum class Access { ReadWrite, ReadOnly };

/// Where a database lies and how a connection to it is made safe.
struct Place
{
    QString name;    ///< A path, or an SQLite URI (it names the VFS; never a key).
    QString options; ///< Connect options of QSQLITE.
    /// Runs on the fresh connection (a sqlite3 *) before any statement; empty for plain files.
    std::function<Result<void>(void *connection, Access access)> prepare;
};

/// A plain file, or ":memory:": tests, benches and the simulator. Not encrypted.
[[nodiscard]] Place plainPlace(const QString &path);

/// A sealed database, which must outlive every connection to it.
[[nodiscard]] Place sealedPlace(const vault::SealedDatabase &sealed);

/// Called with every statement before it runs, BEGIN and COMMIT included; true makes that statement fail with Io.
/// Tests break the n-th one with it.
using Fault = std::function<bool(const QString &sql)>;

/// The current row of a query.
class Row
{
public:
    explicit Row(const QSqlQuery &query)
        : m_query(query)
    {
    }
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] QString text(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] qint64 number(int column) const;
    [[nodiscard]] bool flag(int column) const { return number(column) != 0; }
    template <typename Id>
    [[nodiscard]] Id id(int column) const
    {
        return Id::fromBytes(bytes(column));
    }

private:
    const QSqlQuery &m_query;
};

/// One connection, for the thread that opened it. Statements are prepared once and kept.
///
/// Errors: Busy (open in another process), Damaged (authentication of a page failed, or no database), DiskFull, Io,
/// OutOfMemory, Conflict (a UNIQUE or CHECK said no), Internal (a fault of this program).
class Database
{
public:
    /// Opens or creates the file; does not migrate. ReadOnly connections are `query_only`.
    static Result<std::unique_ptr<Database>> open(const Place &place, Access access, Fault fault = {});
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// Runs `work` in one transaction: commits when it returns a value, rolls back when it returns an error. Inside
    /// another transact() it only joins. The commit count rises by one with every outer transaction (anchor).
    template <typename Work>
    auto transact(Work &&work) -> std::invoke_result_t<Work>
    {
        if (m_depth > 0)
            return work();
        if (auto begun = begin(Mode::Write); !begun)
            return passOn(begun);
        auto result = work();
        if (!result) {
            rollback();
            return result;
        }
        if (auto done = commit(); !done)
            return passOn(done);
        return result;
    }

    /// Runs `work` over one unchanging state of the file.
    template <typename Work>
    auto snapshot(Work &&work) -> std::invoke_result_t<Work>
    {
        if (m_depth > 0)
            return work();
        if (auto begun = begin(Mode::Read); !begun)
            return passOn(begun);
        auto result = work();
        rollback();
        return result;
    }

    /// One statement without rows. \return rows changed
    Result<qint64> exec(const QString &sql, const Values &values = {});

    /// All rows, each made into a value by `read(const Row &)`. `read` must not use the database.
    template <typename Read>
    auto list(const QString &sql, const Values &values, Read read)
        -> Result<QList<std::invoke_result_t<Read, const Row &>>>
    {
        QList<std::invoke_result_t<Read, const Row &>> rows;
        auto done = each(sql, values, [&](const Row &row) { rows.append(read(row)); });
        if (!done)
            return passOn(done);
        return rows;
    }

    /// The first row, if there is one.
    template <typename Read>
    auto first(const QString &sql, const Values &values, Read read)
        -> Result<std::optional<std::invoke_result_t<Read, const Row &>>>
    {
        std::optional<std::invoke_result_t<Read, const Row &>> value;
        auto done = each(sql, values, [&](const Row &row) {
            if (!value)
                value = read(row);
        });
        if (!done)
            return passOn(done);
        return value;
    }

    /// Column 0 of the first row as a number; 0 when there is none.
    Result<qint64> number(const QString &sql, const Values &values = {});

    /// Notes that the view of a household changed; Store tells the screen after the commit.
    void touch(RecordId root) { m_touched.insert(root); }
    /// Households touched by what was committed since the last call; nullopt when nothing was.
    [[nodiscard]] std::optional<QSet<RecordId>> takeCommitted()
    {
        if (!std::exchange(m_committed, false))
            return std::nullopt;
        return std::exchange(m_touched, {});
    }

private:
    Database() = default;
    enum class Mode { Write, Read };
    Result<void> begin(Mode mode);
    Result<void> commit();
    void rollback();
    Result<void> configurePlain(Access access);
    Result<void> each(const QString &sql, const Values &values, const std::function<void(const Row &)> &read);
    Result<QSqlQuery *> run(const QString &sql, const Values &values);

    QString m_connection;
    QHash<QString, std::shared_ptr<QSqlQuery>> m_prepared;
    QSet<RecordId> m_touched;
    Fault m_fault;
    int m_depth = 0;
    bool m_committed = false;
};

} // namespace ruhu::store
