// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/crypto/secretbytes.h"
#include "core/vault/sealeddb.h"

#include <QByteArray>
#include <QFile>
#include <QString>
#include <QTest>

#include <sqlite3.h>

namespace ruhu::test {

/// A connection of SQLite's own interface that closes itself.
class Sql
{
public:
    Sql() = default;
    explicit Sql(sqlite3 *connection)
        : m_connection(connection)
    {
    }
    Sql(Sql &&other) noexcept
        : m_connection(std::exchange(other.m_connection, nullptr))
    {
    }
    Sql &operator=(Sql &&other) noexcept
    {
        close();
        m_connection = std::exchange(other.m_connection, nullptr);
        return *this;
    }
    ~Sql() { close(); }

    void close()
    {
        sqlite3_close(m_connection);
        m_connection = nullptr;
    }
    [[nodiscard]] sqlite3 *raw() const { return m_connection; }

    /// The extended result code of the statements.
    int run(const char *statements) const
    {
        const int result = sqlite3_exec(m_connection, statements, nullptr, nullptr, nullptr);
        return result == SQLITE_OK ? result : sqlite3_extended_errcode(m_connection);
    }
    /// The first column of the first row; "error N" when it fails, empty when there is no row.
    [[nodiscard]] QByteArray value(const char *query) const
    {
        sqlite3_stmt *statement = nullptr;
        QByteArray out;
        int result = sqlite3_prepare_v2(m_connection, query, -1, &statement, nullptr);
        if (result == SQLITE_OK) {
            result = sqlite3_step(statement);
            if (result == SQLITE_ROW)
                out = QByteArray(static_cast<const char *>(sqlite3_column_blob(statement, 0)),
                                 sqlite3_column_bytes(statement, 0));
        }
        if (result != SQLITE_ROW && result != SQLITE_DONE)
            out = "error " + QByteArray::number(sqlite3_extended_errcode(m_connection));
        sqlite3_finalize(statement);
        return out;
    }

private:
    sqlite3 *m_connection = nullptr;
};

inline QByteArray fileBytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool setFileBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

inline QByteArray withFlippedBit(QByteArray bytes, qsizetype byte, int bit = 0)
{
    bytes[byte] = char(bytes.at(byte) ^ (1 << bit));
    return bytes;
}

/// A key for tests that need no people.
inline const crypto::SecretBytes &testKey()
{
    static const crypto::SecretBytes key = crypto::SecretBytes::copyOf(QByteArray(32, 'k'));
    return key;
}

} // namespace ruhu::test
