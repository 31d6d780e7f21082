// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/hubstore.h"

#include <memory>

namespace ruhu::hub {

/// The embedded store: DIR/hub.db (SQLite, WAL, synchronous=FULL) and DIR/blobs/PART/ab/HASH. One writer at a time,
/// readers beside it, each with an own connection. Several processes may open it: the
/// server and the operator's commands.
class SqliteStore final : public HubStore
{
public:
    struct Options
    {
        /// Tests: called before every statement and file write; false makes it fail as a broken disk would.
        std::function<bool()> gate;
    };

    /// Opens or creates. Io, Busy (locked for 10 seconds), TooNew (schema of a later version), Damaged (not a hub's
    /// file).
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(const QString &directory);
    [[nodiscard]] static Result<std::unique_ptr<SqliteStore>> open(const QString &directory, Options options);
    ~SqliteStore() override;

    [[nodiscard]] Result<void> transact(const Work &work) override;
    [[nodiscard]] Result<void> read(const Work &work) override;
    [[nodiscard]] Result<void> writeBlob(qint32 part, const QByteArray &hash, qint64 offset,
                                         const QByteArray &bytes) override;
    [[nodiscard]] Result<QByteArray> readBlob(qint32 part, const QByteArray &hash, qint64 offset,
                                              qint64 length) override;
    [[nodiscard]] Result<void> finishBlob(qint32 part, const QByteArray &hash, qint64 length) override;

private:
    struct Private;
    explicit SqliteStore(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace ruhu::hub
