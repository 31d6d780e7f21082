// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/blobs.h"

#include "core/base/limits.h"

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString columns = u"SELECT hash, length, offset, role, state, required, part, record, root, problem FROM blob "_s;

// Packs decide how everything else is judged; then what a bundle needs soonest; originals last (docs/architecture.md,
// decision 9). The numbers are those of record::BlobRole.
const QString urgency = u" ORDER BY CASE role WHEN 6 THEN 0 WHEN 0 THEN 1 WHEN 3 THEN 1 WHEN 4 THEN 1 WHEN 1 THEN 2"
                        " WHEN 5 THEN 2 ELSE 3 END, required DESC, rowid"_s;

BlobRow blobRow(const Row &row)
{
    BlobRow blob;
    blob.hash = row.bytes(0);
    blob.length = row.number(1);
    blob.offset = row.number(2);
    blob.role = record::BlobRole(row.number(3));
    blob.state = BlobState(row.number(4));
    blob.required = row.flag(5);
    blob.part = qint32(row.number(6));
    blob.record = row.id<RecordId>(7);
    blob.root = row.id<RecordId>(8);
    blob.problem = row.text(9);
    return blob;
}

Result<std::optional<BlobRow>> mostUrgent(Database &db, BlobState state, const QSet<QByteArray> &held)
{
    const auto rows =
        db.list(columns + u"WHERE state = ?"_s + urgency + u" LIMIT ?"_s, {int(state), held.size() + 1}, blobRow);
    if (!rows)
        return passOn(rows);
    for (const BlobRow &row : *rows) {
        if (!held.contains(row.hash))
            return row;
    }
    return std::nullopt;
}

Result<QList<RecordId>> becomeKept(Database &db, const QByteArray &hash)
{
    const auto row = blob(db, hash);
    if (!row)
        return passOn(row);
    if (!*row)
        return fail(ErrorCode::NotFound);
    auto done = db.exec(u"UPDATE blob SET state = ?, offset = length, problem = '' WHERE hash = ?"_s,
                        {int(BlobState::Kept), hash});
    if (!done)
        return passOn(done);
    if (!(*row)->root.isNull())
        db.touch((*row)->root);
    return QList<RecordId>{(*row)->record};
}

} // namespace

Result<std::optional<BlobRow>> blob(Database &db, const QByteArray &hash)
{
    return db.first(columns + u"WHERE hash = ?"_s, {hash}, blobRow);
}

Result<std::optional<BlobRow>> nextUpload(Database &db, const QSet<QByteArray> &held)
{
    return mostUrgent(db, BlobState::ToSend, held);
}

Result<std::optional<BlobRow>> nextDownload(Database &db, const QSet<QByteArray> &held)
{
    return mostUrgent(db, BlobState::Wanted, held);
}

Result<QList<BlobRow>> uploads(Database &db)
{
    return db.list(columns + u"WHERE state = 0"_s + urgency, {}, blobRow);
}

Result<void> setBlobOffset(Database &db, const QByteArray &hash, qint64 offset)
{
    const auto done = db.exec(u"UPDATE blob SET offset = min(max(?, 0), length) WHERE hash = ?"_s, {offset, hash});
    if (!done)
        return passOn(done);
    return *done == 1 ? Result<void>() : fail(ErrorCode::NotFound);
}

Result<QList<RecordId>> blobUploaded(Database &db, const QByteArray &hash)
{
    return db.transact([&]() -> Result<QList<RecordId>> {
        auto ids = becomeKept(db, hash);
        if (!ids)
            return ids;
        auto offered =
            db.exec(u"UPDATE outbox SET state = 0 WHERE state = 1 AND bid = (SELECT bid FROM blob WHERE hash = ?)"
                    " AND NOT EXISTS (SELECT 1 FROM blob WHERE bid = outbox.bid AND required AND state = 0)"_s,
                    {hash});
        if (!offered)
            return passOn(offered);
        return ids;
    });
}

Result<void> sendBlobAgain(Database &db, const QByteArray &hash)
{
    const auto done = db.exec(u"UPDATE blob SET state = ?, offset = 0 WHERE hash = ? AND state = ?"_s,
                              {int(BlobState::ToSend), hash, int(BlobState::Kept)});
    return done ? Result<void>() : passOn(done);
}

Result<QList<RecordId>> blobArrived(Database &db, const QByteArray &hash)
{
    return db.transact([&] { return becomeKept(db, hash); });
}

Result<void> setBlobAside(Database &db, const QByteArray &hash, const QString &problem)
{
    const auto done =
        db.exec(u"UPDATE blob SET state = ?, problem = ? WHERE hash = ?"_s, {int(BlobState::SetAside), problem, hash});
    if (!done)
        return passOn(done);
    return *done == 1 ? Result<void>() : fail(ErrorCode::NotFound);
}

Result<void> wantBlob(Database &db, const QByteArray &hash)
{
    const auto done = db.exec(u"UPDATE blob SET state = ?, offset = 0 WHERE hash = ? AND state = ?"_s,
                              {int(BlobState::Wanted), hash, int(BlobState::Remote)});
    return done ? Result<void>() : passOn(done);
}

Result<void> putThumbnail(Database &db, RecordId photo, const QByteArray &jpeg)
{
    if (jpeg.size() > limits::thumbnailBytes)
        return fail(ErrorCode::TooLarge, u"thumbnail of %1 bytes"_s.arg(jpeg.size()));
    auto done = db.exec(u"INSERT INTO thumbnail (photo, jpeg) VALUES (?, ?)"
                        " ON CONFLICT (photo) DO UPDATE SET jpeg = excluded.jpeg"_s,
                        {photo.bytes(), jpeg});
    return done ? Result<void>() : passOn(done);
}

Result<std::optional<QByteArray>> thumbnail(Database &db, RecordId photo)
{
    return db.first(u"SELECT jpeg FROM thumbnail WHERE photo = ?"_s, {photo.bytes()},
                    [](const Row &row) { return row.bytes(0); });
}

Result<void> dropThumbnail(Database &db, RecordId photo)
{
    auto done = db.exec(u"DELETE FROM thumbnail WHERE photo = ?"_s, {photo.bytes()});
    return done ? Result<void>() : passOn(done);
}

} // namespace ruhu::store
