// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// A laptop of a world over the real store: the schema, statements and projections of core/store, the adapter of
// sync/client, sealed files in a folder. Not encrypted, because the sealing has power cuts of its own
// (tests/core/vault).
//
// A crash is the file as it lies at that moment: database and log are copied while the connection is open, the
// connection goes, and the copy is opened, so that nothing is finished or tidied by the death. One that falls into a
// transaction (breakAt) makes a statement fail first.
#include "sync/sim/laptopstore.h"

#include "core/store/blobs.h"
#include "core/store/migrations.h"
#include "core/store/outbox.h"
#include "core/store/view.h"
#include "core/vault/sealedfile.h"
#include "sync/client/storeadapter.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

namespace ruhu::sim {

namespace {

using store::Database;
using store::Row;

/// A folder in memory where the machine has one: every commit is synced.
QString scratchTemplate()
{
    const QString memory = QStringLiteral("/dev/shm");
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + QStringLiteral("/ruhu-sim-XXXXXX");
}

class RealLaptop final : public LaptopStore
{
public:
    explicit RealLaptop(const Clock &clock)
        : m_clock(clock)
        , m_folder(scratchTemplate())
    {
        open();
        if (m_db)
            hold(store::migrate(*m_db), "the schema cannot be made");
    }

    [[nodiscard]] bool isReal() const override { return true; }

    Result<engine::TxReply> perform(const engine::TxOp &op) override
    {
        if (!m_db)
            return fail(ErrorCode::Io);
        const auto work = [&] {
            client::StoreAdapter adapter(*m_db, files(), m_clock.wallMs());
            return engine::perform(adapter, op);
        };
        if (engine::readsOnly(op)) {
            auto reply = m_db->snapshot(work);
            m_breakAt = -1;
            return reply;
        }
        const bool moves = std::holds_alternative<engine::ApplyPage>(op);
        const int breakAt = std::exchange(m_breakAt, -1); // the looks before and after are ours, not the store's
        const auto before = moves ? cursors() : Cursors();
        m_breakAt = breakAt;
        auto reply = m_db->transact(work);
        m_breakAt = -1;
        const auto after = moves ? cursors() : Cursors();
        for (auto it = before.cbegin(); it != before.cend(); ++it) {
            if (after.value(it.key()) < *it)
                m_broken.append(QStringLiteral("I8 a cursor went back"));
        }
        return reply;
    }

    void breakAt(int statement) override { m_breakAt = statement; }

    void crash() override
    {
        m_breakAt = -1;
        const QString from = path();
        ++m_life;
        for (const QString &end : {QString(), QStringLiteral("-wal")}) {
            if (QFile::exists(from + end) && !QFile::copy(from + end, path() + end))
                m_broken.append(QStringLiteral("the database cannot be copied"));
        }
        m_db.reset();
        QFile::remove(from);
        open();
    }

    void finishPage() override {}

    Result<record::Bundle> commit(Deed deed, const Pen &pen) override
    {
        const vault::SealedFiles sealedFiles(files());
        for (auto it = deed.bytes.cbegin(); it != deed.bytes.cend(); ++it) {
            if (auto stored = sealedFiles.store(it.key(), it.value()); !stored)
                return passOn(stored);
        }
        store::LocalBundle local;
        local.author = deed.author;
        for (record::Mutation &mutation : deed.mutations)
            mutation.mid = MutationId::make(pen.clock, pen.rng);
        local.mutations = deed.mutations;
        for (const record::BlobRef &blob : std::as_const(deed.blobs))
            local.blobs.append({blob, deed.blobsOf});
        const auto committed = store::commitLocal(*m_db, local, {pen.clock, pen.rng, pen.sign});
        if (!committed)
            return passOn(committed);
        record::Bundle bundle;
        bundle.bid = committed->bid;
        for (record::Mutation &mutation : deed.mutations) {
            mutation.n = committed->firstN + bundle.mutations.size();
            mutation.at = pen.clock.wallMs();
            bundle.mutations.append(mutation);
        }
        return bundle;
    }

    std::optional<Seen> see(RecordId id) override
    {
        const auto found = m_db->snapshot([&] { return store::view(*m_db, id); });
        if (!hold(found, "a record cannot be read") || !*found)
            return std::nullopt;
        return Seen{(*found)->record, (*found)->body};
    }

    QList<RecordId> known() override
    {
        return rows(QStringLiteral("SELECT id FROM record UNION SELECT id FROM mutation ORDER BY id"), {},
                    [](const Row &row) { return row.id<RecordId>(0); });
    }

    QMap<RecordId, record::Record> base() override
    {
        QMap<RecordId, record::Record> base;
        for (const record::Record &record : records(QString(), {}))
            base[record.id] = record;
        return base;
    }

    std::optional<record::Record> pulled(RecordId id) override
    {
        const auto found = records(QStringLiteral(" WHERE id = ?"), {id.bytes()});
        return found.isEmpty() ? std::nullopt : std::optional(found.first());
    }

    QMap<MutationId, protocol::MutationResult> told() override
    {
        QMap<MutationId, protocol::MutationResult> told;
        const auto results = rows(QStringLiteral("SELECT mid, status, part, ver, seq FROM mutation WHERE status >= 0"),
                                  {}, [](const Row &row) {
                                      protocol::MutationResult result;
                                      result.mid = row.id<MutationId>(0);
                                      result.status = statusOf(store::PushStatus(row.number(1)));
                                      result.part = qint32(row.number(2));
                                      result.ver = row.number(3);
                                      result.seq = row.number(4);
                                      return result;
                                  });
        for (const protocol::MutationResult &result : results)
            told[result.mid] = result;
        return told;
    }

    QSet<MutationId> refused() override
    {
        QSet<MutationId> refused;
        const auto found = rows(QStringLiteral("SELECT mid, bundle FROM quarantine"), {},
                                [](const Row &row) { return std::pair(row.id<MutationId>(0), row.bytes(1)); });
        for (const auto &[mid, bytes] : found) {
            const auto bundle = record::decodeBundle(bytes);
            if (!mid.isNull() || !bundle) {
                refused.insert(mid);
                continue;
            }
            for (const record::Mutation &mutation : bundle->mutations)
                refused.insert(mutation.mid);
        }
        return refused;
    }

    QList<Blob> blobs() override
    {
        QList<Blob> blobs;
        const vault::SealedFiles sealedFiles(files());
        const auto hashes = rows(QStringLiteral("SELECT hash FROM blob ORDER BY hash"), {},
                                 [](const Row &row) { return row.bytes(0); });
        for (const QByteArray &hash : hashes) {
            QFile file(sealedFiles.pathOf(hash));
            blobs.append({hash, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray()});
        }
        return blobs;
    }

    bool drained() override
    {
        const auto waiting = m_db->number(
            QStringLiteral("SELECT (SELECT count(*) FROM outbox) + (SELECT count(*) FROM blob WHERE state IN (?, ?))"),
            {int(store::BlobState::ToSend), int(store::BlobState::Wanted)});
        return hold(waiting, "the outbox cannot be read") && *waiting == 0;
    }

    QStringList broken() override { return m_broken; }

private:
    using Cursors = QMap<std::tuple<qint64, qint64, qint64>, qint64>; ///< part, channel, epoch -> seq

    static protocol::Status statusOf(store::PushStatus status)
    {
        switch (status) {
        case store::PushStatus::Applied: return protocol::Status::Applied;
        case store::PushStatus::Merged: return protocol::Status::Merged;
        case store::PushStatus::Conflict: return protocol::Status::Conflict;
        case store::PushStatus::Staged: return protocol::Status::Staged;
        case store::PushStatus::Duplicate: return protocol::Status::Duplicate;
        case store::PushStatus::Diverted: return protocol::Status::Diverted;
        case store::PushStatus::Rejected: break;
        }
        return protocol::Status::Rejected;
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("vault-%1.db").arg(m_life)); }
    [[nodiscard]] QString files() const { return m_folder.filePath(QStringLiteral("files")); }

    void open()
    {
        auto db = Database::open(store::plainPlace(path()), store::Access::ReadWrite, [this](const QString &) {
            if (m_breakAt < 0)
                return false;
            return m_breakAt-- == 0;
        });
        if (hold(db, "the database cannot be opened"))
            m_db = *std::move(db);
    }

    /// Whether it worked; what did not is a broken promise of the store.
    template <typename T>
    bool hold(const Result<T> &result, const char *what)
    {
        if (!result)
            m_broken.append(QString::fromLatin1(what) + QChar(u' ') + errorName(result.error().code) + QChar(u' ') +
                            result.error().detail);
        return result.has_value();
    }

    template <typename Read>
    QList<std::invoke_result_t<Read, const Row &>> rows(const QString &sql, const store::Values &values, Read read)
    {
        auto found = m_db->list(sql, values, read);
        hold(found, "the database cannot be read");
        return found.value_or(QList<std::invoke_result_t<Read, const Row &>>());
    }

    QList<record::Record> records(const QString &where, const store::Values &values)
    {
        return rows(QStringLiteral("SELECT id, part, village, root, kind, ch, ver, seq, archived, body FROM record") +
                        where,
                    values, [](const Row &row) {
                        record::Record record;
                        record.id = row.id<RecordId>(0);
                        record.part = qint32(row.number(1));
                        record.village = row.number(2);
                        record.root = row.id<RecordId>(3);
                        record.kind = row.text(4);
                        record.ch = int(row.number(5));
                        record.ver = row.number(6);
                        record.seq = row.number(7);
                        record.archived = row.flag(8);
                        record.body = row.bytes(9);
                        return record;
                    });
    }

    Cursors cursors()
    {
        Cursors cursors;
        const auto found = rows(QStringLiteral("SELECT part, ch, epoch, seq FROM cursor"), {}, [](const Row &row) {
            return std::pair(std::tuple(row.number(0), row.number(1), row.number(2)), row.number(3));
        });
        for (const auto &[key, seq] : found)
            cursors[key] = seq;
        return cursors;
    }

    const Clock &m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<Database> m_db;
    int m_life = 0;
    int m_breakAt = -1;
    QStringList m_broken;
};

} // namespace

std::unique_ptr<LaptopStore> realLaptop(const Clock &clock)
{
    return std::make_unique<RealLaptop>(clock);
}

} // namespace ruhu::sim
