// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/database.h"

#include "core/vault/sealeddb.h"

#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>

#include <atomic>

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;

namespace {

/// SQLite result codes (https://sqlite.org/rescode.html); the low byte of an extended code is the primary one.
Error errorOf(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt();
    const QString detail = u"sqlite %1"_s.arg(code);
    if (code == 8202 || code == 8458) // IOERR_DATA: a sealed page did not authenticate; IOERR_CORRUPTFS
        return {ErrorCode::Damaged, detail};
    switch (code & 0xff) {
    case 5: // BUSY
    case 6: // LOCKED
        return {ErrorCode::Busy, detail};
    case 7: return {ErrorCode::OutOfMemory, detail};
    case 10: // IOERR
    case 14: // CANTOPEN
        return {ErrorCode::Io, detail};
    case 11: // CORRUPT
    case 26: // NOTADB
        return {ErrorCode::Damaged, detail};
    case 13: return {ErrorCode::DiskFull, detail};
    case 19: // CONSTRAINT
        return {ErrorCode::Conflict, detail};
    default:
        // SQLite's own words name tables and columns, never values.
        return {ErrorCode::Internal, detail + u": "_s + error.driverText() + u' ' + error.databaseText()};
    }
}

QVariant storable(const QVariant &value)
{
    if (value.typeId() == QMetaType::QByteArray && value.toByteArray().isNull())
        return QByteArray("");
    if (value.typeId() == QMetaType::QString && value.toString().isNull())
        return u""_s;
    return value;
}

vault::Access vaultAccess(Access access)
{
    return access == Access::ReadWrite ? vault::Access::Writer : vault::Access::Reader;
}

} // namespace

Place plainPlace(const QString &path)
{
    // Busy timeout first: the pragmas below would otherwise fail on a concurrent open.
    return {path, u"QSQLITE_BUSY_TIMEOUT=5000"_s, {}};
}

Place sealedPlace(const vault::SealedDatabase &sealed)
{
    return {sealed.uri(), QString::fromLatin1(vault::SealedDatabase::qtOptions), [](void *connection, Access access) {
                return vault::prepareConnection(static_cast<sqlite3 *>(connection), vaultAccess(access));
            }};
}

bool Row::isNull(int column) const
{
    return m_query.isNull(column);
}

QString Row::text(int column) const
{
    return m_query.value(column).toString();
}

QByteArray Row::bytes(int column) const
{
    return m_query.value(column).toByteArray();
}

qint64 Row::number(int column) const
{
    return m_query.value(column).toLongLong();
}

Result<std::unique_ptr<Database>> Database::open(const Place &place, Access access, Fault fault)
{
    static std::atomic<quint64> opened = 0;
    std::unique_ptr<Database> db(new Database);
    db->m_fault = std::move(fault);
    db->m_connection = u"ruhu-%1"_s.arg(++opened);
    {
        QSqlDatabase connection = QSqlDatabase::addDatabase(u"QSQLITE"_s, db->m_connection);
        connection.setDatabaseName(place.name);
        connection.setConnectOptions(place.options);
        if (!connection.open())
            return tl::make_unexpected(errorOf(connection.lastError()));
        if (place.prepare) {
            const QVariant handle = connection.driver()->handle();
            if (handle.typeName() != QByteArrayView("sqlite3*"))
                return fail(ErrorCode::Internal, u"no SQLite handle"_s);
            void *raw = *static_cast<void *const *>(handle.constData());
            if (auto done = place.prepare(raw, access); !done)
                return passOn(done);
        }
    }
    if (place.prepare)
        return db;
    if (auto done = db->configurePlain(access); !done)
        return passOn(done);
    return db;
}

Database::~Database()
{
    m_prepared.clear();
    {
        QSqlDatabase connection = QSqlDatabase::database(m_connection, false);
        connection.close();
    }
    QSqlDatabase::removeDatabase(m_connection);
}

/// A plain file gets the settings of a sealed one: tests and the simulator see the same behaviour.
Result<void> Database::configurePlain(Access access)
{
    for (const QString &pragma : vault::connectionSettings(vaultAccess(access))) {
        if (auto done = exec(pragma); !done)
            return passOn(done);
    }
    m_prepared.clear();
    return {};
}

Result<QSqlQuery *> Database::run(const QString &sql, const Values &values)
{
    if (m_fault && m_fault(sql))
        return fail(ErrorCode::Io, u"planted fault"_s);
    if (m_prepared.size() > 400) // filters build statements of many shapes
        m_prepared.clear();
    auto &query = m_prepared[sql];
    if (!query) {
        query = std::make_shared<QSqlQuery>(QSqlDatabase::database(m_connection, false));
        query->setForwardOnly(true);
        if (!query->prepare(sql)) {
            const Error error = errorOf(query->lastError());
            m_prepared.remove(sql);
            return tl::make_unexpected(error);
        }
    }
    for (int i = 0; i < values.size(); ++i)
        query->bindValue(i, storable(values[i]));
    if (!query->exec()) {
        const Error error = errorOf(query->lastError());
        query->finish();
        return tl::make_unexpected(error);
    }
    return query.get();
}

Result<qint64> Database::exec(const QString &sql, const Values &values)
{
    auto query = run(sql, values);
    if (!query)
        return passOn(query);
    const qint64 rows = (*query)->numRowsAffected();
    (*query)->finish();
    return rows;
}

Result<void> Database::each(const QString &sql, const Values &values, const std::function<void(const Row &)> &read)
{
    auto query = run(sql, values);
    if (!query)
        return passOn(query);
    const Row row(**query);
    while ((*query)->next())
        read(row);
    const QSqlError error = (*query)->lastError(); // a page that fails to authenticate shows up while stepping
    (*query)->finish();
    if (error.type() != QSqlError::NoError)
        return tl::make_unexpected(errorOf(error));
    return {};
}

Result<qint64> Database::number(const QString &sql, const Values &values)
{
    const auto value = first(sql, values, [](const Row &row) { return row.number(0); });
    if (!value)
        return passOn(value);
    return value->value_or(0);
}

Result<void> Database::begin(Mode mode)
{
    if (auto done = exec(mode == Mode::Write ? u"BEGIN IMMEDIATE"_s : u"BEGIN"_s); !done)
        return passOn(done);
    m_depth = 1;
    return {};
}

Result<void> Database::commit()
{
    auto done = exec(u"UPDATE counter SET value = value + 1 WHERE name = 'commits'"_s);
    if (done)
        done = exec(u"COMMIT"_s);
    if (!done) {
        rollback();
        return passOn(done);
    }
    m_depth = 0;
    m_committed = true;
    return {};
}

void Database::rollback()
{
    m_depth = 0;
    m_touched.clear();
    // Not through run(): a planted fault must not keep a transaction open. SQLite may have rolled back itself.
    QSqlQuery(QSqlDatabase::database(m_connection, false)).exec(u"ROLLBACK"_s);
}

} // namespace ruhu::store
