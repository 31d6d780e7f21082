// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/sealedhandles.h"

#include <sqlite3.h>

namespace ruhu::vault {

using namespace sealed;

namespace {

/// Pages are read past SQLite, so a checkpoint in another thread may be seen half done: a second look tells.
Result<void> scrubPages(MainHandle &main, ScrubReport &report)
{
    sqlite3_int64 size = 0;
    if (main.size(size) != SQLITE_OK)
        return fail(ErrorCode::Io, QStringLiteral("size of the database"));
    const auto pages = quint32((size + pageSize - 1) / pageSize);
    std::vector<char> plain(pageSize);
    for (quint32 number = 1; number <= pages; ++number) {
        int result = SQLITE_OK;
        auto read = main.readPage(number, plain.data(), result);
        if (read == MainHandle::PageRead::Bad && result == SQLITE_OK)
            read = main.readPage(number, plain.data(), result);
        if (result != SQLITE_OK)
            return fail(errorOfSqlite(result), QStringLiteral("page %1: SQLite %2").arg(number).arg(result));
        if (read != MainHandle::PageRead::Good)
            report.bad.append(number);
    }
    report.pages = pages;
    return {};
}

/// The next header goes into the older copy, or into the lost one.
Result<void> noteScrub(MainHandle &main, qint64 wallMs)
{
    const std::lock_guard lock(main.state()->mutex);
    Header next = main.state()->headerLocked();
    next.lastScrubMs = wallMs;
    if (const int result = main.state()->writeHeader(main.base(), next); result != SQLITE_OK)
        return fail(errorOfSqlite(result), QStringLiteral("noting the scrub: SQLite %1").arg(result));
    return {};
}

} // namespace

Result<ScrubReport> scrub(sqlite3 *connection, qint64 wallMs)
{
    MainHandle *main = mainHandleOf(connection);
    if (main == nullptr)
        return fail(ErrorCode::Internal, QStringLiteral("the connection does not run on the sealing VFS"));
    const bool own = sqlite3_get_autocommit(connection) != 0;
    if (own) {
        const int begun =
            sqlite3_exec(connection, "BEGIN; SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr);
        if (begun != SQLITE_OK && errorOfSqlite(sqlite3_extended_errcode(connection)) != ErrorCode::Damaged)
            return fail(errorOfSqlite(begun), QStringLiteral("scrub: SQLite %1").arg(begun));
    }
    ScrubReport report;
    auto scrubbed = scrubPages(*main, report);
    if (own && sqlite3_get_autocommit(connection) == 0)
        sqlite3_exec(connection, "ROLLBACK", nullptr, nullptr, nullptr);
    if (!scrubbed)
        return passOn(scrubbed);
    report.damage = main->state()->damage();
    if (wallMs > 0 && report.bad.isEmpty() && !report.damage.rolledBack) {
        if (auto noted = noteScrub(*main, wallMs); !noted)
            return passOn(noted);
    }
    return report;
}

} // namespace ruhu::vault
