// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/feed.h"

#include "core/base/limits.h"

#include "core/store/journal.h"
#include "core/store/outbox.h"
#include "core/store/view.h"

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;
using record::Record;

namespace {

/// Writes a pulled row unless what is here is as new. \return whether it was written
Result<bool> putRecord(Database &db, const Record &row, qint64 epoch)
{
    if (row.id.isNull() || row.kind.isEmpty() || row.ver < 1 || row.body.size() > limits::recordBytes)
        return fail(ErrorCode::BadReply, u"row %1"_s.arg(row.seq));
    if (const auto body = record::decodeBody(row.body); !body)
        return fail(ErrorCode::BadReply, u"row %1: %2"_s.arg(row.seq).arg(body.error().detail));
    // A hub that came back from a backup counts versions again from an older point: its new epoch is newer than all.
    const auto written = db.exec(
        u"INSERT INTO record (id, part, village, root, kind, ch, ver, seq, archived, epoch, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET part = excluded.part,"
        " village = excluded.village, root = excluded.root, kind = excluded.kind, ch = excluded.ch, ver = excluded.ver,"
        " seq = excluded.seq, archived = excluded.archived, epoch = excluded.epoch, body = excluded.body"
        " WHERE excluded.epoch > record.epoch OR (excluded.epoch = record.epoch AND (excluded.ver > record.ver"
        " OR (excluded.ver = record.ver AND excluded.seq > record.seq)))"_s,
        {row.id.bytes(), row.part, row.village, row.root.bytes(), row.kind, row.ch, row.ver, row.seq, int(row.archived),
         epoch, row.archived ? QByteArray() : row.body});
    if (!written)
        return passOn(written);
    return *written > 0;
}

/// Ids whose rows were written, the rows of a page being of one epoch.
Result<QSet<RecordId>> putRecords(Database &db, const QList<Record> &rows, qint64 epoch)
{
    QSet<RecordId> ids;
    for (const Record &row : rows) {
        const auto written = putRecord(db, row, epoch);
        if (!written)
            return passOn(written);
        if (*written)
            ids.insert(row.id);
    }
    return ids;
}

/// The feed has passed what was acknowledged up to the cursor: those changes no longer lie over the record.
Result<void> dropPassed(Database &db, const FeedPage &page, QSet<RecordId> &ids)
{
    const QString passed = u" WHERE live AND part = ? AND ch = ? AND status >= 0 AND status <> ? AND seq <= ?"_s;
    const Values values{page.part, page.ch, int(PushStatus::Staged), page.next};
    const auto dropped =
        db.list(u"SELECT id FROM mutation"_s + passed, values, [](const Row &row) { return row.id<RecordId>(0); });
    if (!dropped)
        return passOn(dropped);
    if (dropped->isEmpty())
        return {};
    ids.unite(QSet<RecordId>(dropped->begin(), dropped->end()));
    auto done = db.exec(u"UPDATE mutation SET live = 0"_s + passed, values);
    return done ? Result<void>() : passOn(done);
}

Result<void> putHead(Database &db, const StoredHead &head)
{
    auto done = db.exec(u"INSERT INTO head (part, ch, epoch, seq, bytes, sig) VALUES (?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT (part, ch) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq,"
                        " bytes = excluded.bytes, sig = excluded.sig WHERE excluded.epoch > head.epoch"
                        " OR (excluded.epoch = head.epoch AND excluded.seq >= head.seq)"_s,
                        {head.part, head.ch, head.epoch, head.seq, head.bytes, head.sig});
    return done ? Result<void>() : passOn(done);
}

Result<QList<RecordId>> apply(Database &db, const FeedPage &page)
{
    const auto epoch = db.number(u"SELECT epoch FROM cursor WHERE part = ? AND ch = ?"_s, {page.part, page.ch});
    if (!epoch)
        return passOn(epoch);
    if (page.epoch < *epoch)
        return QList<RecordId>(); // an answer that was on its way when the hub changed
    auto ids = putRecords(db, page.rows, page.epoch);
    if (!ids)
        return passOn(ids);
    auto moved =
        db.exec(u"INSERT INTO cursor (part, ch, epoch, seq) VALUES (?, ?, ?, ?) ON CONFLICT (part, ch) DO UPDATE"
                " SET epoch = excluded.epoch, seq = excluded.seq WHERE excluded.epoch > cursor.epoch"
                " OR excluded.seq > cursor.seq"_s,
                {page.part, page.ch, page.epoch, page.next});
    if (!moved)
        return passOn(moved);
    if (auto done = dropPassed(db, page, *ids); !done)
        return passOn(done);
    if (page.head) {
        if (auto done = putHead(db, *page.head); !done)
            return passOn(done);
    }
    if (auto done = project(db, *ids); !done)
        return passOn(done);
    return QList<RecordId>(ids->begin(), ids->end());
}

const QString scopeSetting = u"scope-version"_s;

} // namespace

Result<QList<RecordId>> applyPage(Database &db, const FeedPage &page)
{
    return db.transact([&] { return apply(db, page); });
}

Result<QList<RecordId>> applyRows(Database &db, const QList<Record> &rows)
{
    return db.transact([&]() -> Result<QList<RecordId>> {
        QSet<RecordId> ids;
        for (const Record &row : rows) {
            const auto epoch = db.number(u"SELECT ifnull(max(epoch), 1) FROM cursor WHERE part = ?"_s, {row.part});
            if (!epoch)
                return passOn(epoch);
            const auto written = putRecord(db, row, *epoch);
            if (!written)
                return passOn(written);
            if (*written)
                ids.insert(row.id);
        }
        if (auto done = project(db, ids); !done)
            return passOn(done);
        return QList<RecordId>(ids.begin(), ids.end());
    });
}

Result<QList<Cursor>> cursors(Database &db)
{
    return db.list(u"SELECT part, ch, epoch, seq FROM cursor ORDER BY part, ch"_s, {}, [](const Row &row) {
        return Cursor{qint32(row.number(0)), int(row.number(1)), row.number(2), row.number(3)};
    });
}

Result<QList<StoredHead>> heads(Database &db)
{
    return db.list(u"SELECT part, ch, epoch, seq, bytes, sig FROM head ORDER BY part, ch"_s, {}, [](const Row &row) {
        return StoredHead{qint32(row.number(0)), int(row.number(1)), row.number(2),
                          row.number(3),         row.bytes(4),       row.bytes(5)};
    });
}

Result<void> saveScope(Database &db, qint64 scopeVer, const QSet<qint32> &parts)
{
    return db.transact([&]() -> Result<void> {
        for (qint32 part : parts) {
            for (int ch = 0; ch < 4; ++ch) {
                auto done =
                    db.exec(u"INSERT OR IGNORE INTO cursor (part, ch, epoch, seq) VALUES (?, ?, 1, 0)"_s, {part, ch});
                if (!done)
                    return passOn(done);
            }
        }
        const auto known =
            db.list(u"SELECT DISTINCT part FROM cursor"_s, {}, [](const Row &row) { return qint32(row.number(0)); });
        if (!known)
            return passOn(known);
        for (qint32 part : *known) {
            if (parts.contains(part))
                continue;
            auto done = db.exec(u"DELETE FROM cursor WHERE part = ?"_s, {part});
            if (done)
                done = db.exec(u"DELETE FROM head WHERE part = ?"_s, {part});
            if (!done)
                return passOn(done);
        }
        return setSetting(db, scopeSetting, QByteArray::number(scopeVer));
    });
}

Result<qint64> scopeVersion(Database &db)
{
    const auto value = setting(db, scopeSetting);
    if (!value)
        return passOn(value);
    return value->toLongLong();
}

Result<void> beginEpoch(Database &db, qint32 part, qint64 epoch, qint64 seq)
{
    return db.transact([&]() -> Result<void> {
        auto done =
            db.exec(u"UPDATE cursor SET epoch = ?, seq = 0 WHERE part = ? AND epoch < ?"_s, {epoch, part, epoch});
        if (!done)
            return passOn(done);
        return requeueAcked(db, part, seq);
    });
}

Result<void> restartPart(Database &db, qint32 part)
{
    auto done = db.exec(u"UPDATE cursor SET seq = 0 WHERE part = ?"_s, {part});
    return done ? Result<void>() : passOn(done);
}

Result<QList<Version>> versions(Database &db, qint32 part, int ch)
{
    return db.list(u"SELECT id, village, ver, archived FROM record WHERE part = ? AND ch = ? ORDER BY id"_s, {part, ch},
                   [](const Row &row) {
                       return Version{row.id<RecordId>(0), row.number(1), row.number(2), row.flag(3)};
                   });
}

Result<Holdings> holdings(Database &db)
{
    const auto found = db.first(
        u"SELECT count(*), ifnull(sum(complete), 0), (SELECT count(*) FROM record), (SELECT count(*) FROM photo),"
        " (SELECT count(*) FROM blob WHERE state = 1 AND role = 0), (SELECT count(*) FROM blob WHERE state = 1"
        " AND role = 1), (SELECT ifnull(sum(length), 0) FROM blob WHERE state IN (0, 2)) FROM household"_s,
        {}, [](const Row &row) {
            return Holdings{int(row.number(0)), int(row.number(1)), int(row.number(2)), int(row.number(3)),
                            int(row.number(4)), int(row.number(5)), row.number(6)};
        });
    if (!found)
        return passOn(found);
    return found->value_or(Holdings());
}

} // namespace ruhu::store
