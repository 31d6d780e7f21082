// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/record.h"
#include "core/store/database.h"

/// What comes down: pages, cursors, heads, scope. All functions run inside the caller's transaction (Store::write).
namespace ruhu::store {

struct Cursor
{
    qint32 part = 0;
    int ch = 0;
    qint64 epoch = 1;
    qint64 seq = 0;
    friend bool operator==(const Cursor &, const Cursor &) = default;
};

/// The signed head of a part that was believed last (docs/protocol.md 3, "Pull").
struct StoredHead
{
    qint32 part = 0;
    int ch = 0;
    qint64 epoch = 1;
    qint64 seq = 0;
    QByteArray bytes; ///< As signed.
    QByteArray sig;
};

/// Rows of one page of one part and channel, and where it leads.
struct FeedPage
{
    qint32 part = 0;
    int ch = 0;
    qint64 epoch = 1;
    QList<record::Record> rows;
    qint64 next = 0;
    std::optional<StoredHead> head;
};

/// Rows, cursor and head in one transaction. A row that is not newer (ver) than what is here changes nothing, so a page
/// may come twice; the cursor never goes back within an
/// epoch. BadReply for a row that is no record; nothing of the page is kept then. Drops `acked` overlays that the
/// cursor has passed. \return ids of records that look different now
[[nodiscard]] Result<QList<RecordId>> applyPage(Database &db, const FeedPage &page);

/// Rows that came outside the feed (fetch of one root, repair by digest): same rule, no cursor.
[[nodiscard]] Result<QList<RecordId>> applyRows(Database &db, const QList<record::Record> &rows);

[[nodiscard]] Result<QList<Cursor>> cursors(Database &db);
[[nodiscard]] Result<QList<StoredHead>> heads(Database &db);

/// The parts this device may see: cursors at 0 for channels 0 to 3 of new ones; parts that are gone lose theirs.
[[nodiscard]] Result<void> saveScope(Database &db, qint64 scopeVer, const QSet<qint32> &parts);
[[nodiscard]] Result<qint64> scopeVersion(Database &db);

/// Cursors of the part start at 0 in the new epoch, and what was acknowledged after `seq` goes back to the outbox.
[[nodiscard]] Result<void> beginEpoch(Database &db, qint32 part, qint64 epoch, qint64 seq);
[[nodiscard]] Result<void> restartPart(Database &db, qint32 part);

/// (id, ver, archived) of every pulled record of a part and channel, by id: for digests (docs/protocol.md 3, "Pull").
struct Version
{
    RecordId id;
    qint64 village = 0;
    qint64 ver = 0;
    bool archived = false;
};
[[nodiscard]] Result<QList<Version>> versions(Database &db, qint32 part, int ch);

/// How much is here.
struct Holdings
{
    int households = 0; ///< Listed.
    int complete = 0;   ///< With their dossier.
    int records = 0;
    int photos = 0;
    int thumbnailsMissing = 0;
    int copiesMissing = 0;
    qint64 blobBytes = 0; ///< Of sealed photos and papers that lie here.
};
[[nodiscard]] Result<Holdings> holdings(Database &db);

} // namespace ruhu::store
