// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/sqlitestore.h"

#include "sync/hub/blobfiles_p.h"
#include "sync/hub/sqliteschema_p.h"
#include "sync/hub/sqlitetransaction_p.h"

#include <QDir>
#include <QFileInfo>
#include <QMutex>

#include <vector>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

struct SqliteStore::Private
{
    QString path;
    Options options;
    BlobFiles blobs;
    QMutex writing; ///< One writer at a time: queues here instead of in SQLite's busy handler.
    std::unique_ptr<sqlite::Connection> writer;
    QMutex pooling;
    std::vector<std::unique_ptr<sqlite::Connection>> readers; ///< Those that nobody uses now.

    Result<std::unique_ptr<sqlite::Connection>> takeReader()
    {
        const QMutexLocker lock(&pooling);
        if (readers.empty())
            return sqlite::Connection::open(path, false, options.gate);
        auto reader = std::move(readers.back());
        readers.pop_back();
        return reader;
    }
    void giveBack(std::unique_ptr<sqlite::Connection> reader)
    {
        const QMutexLocker lock(&pooling);
        readers.push_back(std::move(reader));
    }
};

SqliteStore::SqliteStore(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

SqliteStore::~SqliteStore() = default;

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString &directory)
{
    return open(directory, {});
}

Result<std::unique_ptr<SqliteStore>> SqliteStore::open(const QString &directory, Options options)
{
    if (!QDir().mkpath(directory) || !QFileInfo(directory).isWritable())
        return fail(ErrorCode::Io, u"cannot write in %1"_s.arg(directory));
    auto p = std::make_unique<Private>();
    p->path = directory + u"/hub.db"_s;
    p->options = std::move(options);
    p->blobs = BlobFiles(directory + u"/blobs"_s, p->options.gate);
    auto writer = sqlite::Connection::open(p->path, true, p->options.gate);
    if (!writer)
        return passOn(writer);
    p->writer = *std::move(writer);
    if (!QFile::setPermissions(p->path, QFileDevice::ReadOwner | QFileDevice::WriteOwner)) // -wal and -shm follow it
        return fail(ErrorCode::Io, u"permissions of %1"_s.arg(p->path));
    if (const auto done = sqlite::migrate(*p->writer); !done)
        return passOn(done);
    return std::unique_ptr<SqliteStore>(new SqliteStore(std::move(p)));
}

Result<void> SqliteStore::transact(const Work &work)
{
    const QMutexLocker lock(&d->writing);
    auto done = d->writer->exec("BEGIN IMMEDIATE");
    if (!done)
        return done;
    sqlite::Transaction transaction(*d->writer);
    done = work(transaction);
    if (done)
        done = d->writer->exec("COMMIT");
    if (!done)
        d->writer->rollback();
    return done;
}

Result<void> SqliteStore::read(const Work &work)
{
    auto reader = d->takeReader();
    if (!reader)
        return passOn(reader);
    auto done = (*reader)->exec("BEGIN");
    if (done) {
        sqlite::Transaction transaction(**reader);
        done = work(transaction);
        (*reader)->rollback();
    }
    d->giveBack(*std::move(reader));
    return done;
}

Result<void> SqliteStore::writeBlob(qint32 part, const QByteArray &hash, qint64 offset, const QByteArray &bytes)
{
    return d->blobs.write(part, hash, offset, bytes);
}

Result<QByteArray> SqliteStore::readBlob(qint32 part, const QByteArray &hash, qint64 offset, qint64 length)
{
    return d->blobs.read(part, hash, offset, length);
}

Result<void> SqliteStore::finishBlob(qint32 part, const QByteArray &hash, qint64 length)
{
    return d->blobs.finish(part, hash, length);
}

} // namespace ruhu::hub
