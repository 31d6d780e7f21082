// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/memorystore.h"

#include "core/crypto/hash.h"

#include <QMap>
#include <QMutex>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

struct PartTables
{
    PartState state;
    QMap<RecordId, record::Record> records;
    QMap<std::pair<int, qint64>, RecordId> feed;           ///< (channel, seq)
    QMap<std::pair<RecordId, qint64>, RecordId> roots;     ///< (root, seq)
    QMap<std::pair<int, qint64>, DigestRow> digests;       ///< (channel, village)
    QMap<std::pair<RecordId, qint64>, Revision> revisions; ///< (id, -version): the newest first
    QMap<MutationId, StoredOutcome> outcomes;
    QMap<std::pair<DeviceId, qint64>, MutationId> counters;
    QMap<BundleId, bool> done;
    QMap<qint64, StagedBundle> staged; ///< By order.
    QMap<BundleId, KeptBundle> kept;
    QMap<QByteArray, std::pair<QByteArray, QByteArray>> receipts;
    QMap<QByteArray, BlobRow> blobs;
};

struct Tables
{
    QMap<qint32, PartTables> parts;
    QMap<DeviceId, DeviceRow> devices;
    QMap<PersonId, PersonRow> people;
    QMap<protocol::Serial, CertificateRow> certificates;
    QMap<RecordId, GrantRow> grants;
    QMap<QByteArray, CodeRow> codes;
    QMap<qint64, QString> divisions;
    qint64 scopeVer = 0;
};

template <typename Key, typename Value>
std::optional<Value> found(const QMap<Key, Value> &map, const Key &key)
{
    const auto it = map.constFind(key);
    return it == map.cend() ? std::nullopt : std::optional<Value>(*it);
}

class Transaction final : public HubTransaction
{
public:
    explicit Transaction(Tables &tables)
        : m_tables(tables)
    {
    }

    Result<PartState> part(qint32 part) override
    {
        return m_tables.parts.contains(part) ? here(part).state : PartState{part, 0, 1, 0};
    }
    Result<PartState> lockPart(qint32 part) override
    {
        PartTables &tables = m_tables.parts[part];
        tables.state.part = part;
        return tables.state;
    }
    Result<void> setSeq(qint32 part, qint64 seq) override
    {
        m_tables.parts[part].state.seq = seq;
        return {};
    }
    Result<void> setEpoch(qint32 part, qint64 epoch) override
    {
        m_tables.parts[part].state.epoch = epoch;
        return {};
    }
    Result<QList<qint32>> parts() override { return m_tables.parts.keys(); }

    Result<std::optional<record::Record>> record(qint32 part, RecordId id) override
    {
        return found(here(part).records, id);
    }
    Result<void> putRecord(const record::Record &record) override
    {
        PartTables &tables = m_tables.parts[record.part];
        if (const auto before = found(tables.records, record.id)) {
            tables.feed.remove({before->ch, before->seq});
            tables.roots.remove({before->root, before->seq});
            addToDigest(tables, *before, 0 - protocol::digestOf(before->id, before->ver, before->archived), -1);
        }
        tables.records.insert(record.id, record);
        tables.feed.insert({record.ch, record.seq}, record.id);
        tables.roots.insert({record.root, record.seq}, record.id);
        addToDigest(tables, record, protocol::digestOf(record.id, record.ver, record.archived), 1);
        return {};
    }
    Result<QList<record::Record>> rowsAfter(qint32 part, int ch, const QList<qint64> &villages, qint64 seq,
                                            int limit) override
    {
        const PartTables tables = here(part);
        QList<record::Record> rows;
        for (auto it = tables.feed.lowerBound({ch, seq + 1});
             it != tables.feed.cend() && it.key().first == ch && rows.size() < limit; ++it) {
            const record::Record row = tables.records.value(it.value());
            if (villages.isEmpty() || row.village == 0 || villages.contains(row.village))
                rows.append(row);
        }
        return rows;
    }
    Result<QList<record::Record>> rowsOfRoot(qint32 part, RecordId root) override
    {
        const PartTables tables = here(part);
        QList<record::Record> rows;
        for (auto it = tables.roots.lowerBound({root, 0}); it != tables.roots.cend() && it.key().first == root; ++it)
            rows.append(tables.records.value(it.value()));
        return rows;
    }
    Result<QList<DigestRow>> digests(qint32 part, int ch) override
    {
        const PartTables tables = here(part);
        QList<DigestRow> rows;
        for (auto it = tables.digests.lowerBound({ch, 0}); it != tables.digests.cend() && it.key().first == ch; ++it)
            rows.append(it.value());
        return rows;
    }
    Result<void> addRevision(qint32 part, const Revision &revision) override
    {
        m_tables.parts[part].revisions.insert({revision.id, -revision.ver}, revision);
        return {};
    }
    Result<QList<Revision>> revisions(qint32 part, RecordId id, int limit) override
    {
        const PartTables tables = here(part);
        QList<Revision> list;
        for (auto it = tables.revisions.lowerBound({id, std::numeric_limits<qint64>::min()});
             it != tables.revisions.cend() && it.key().first == id && list.size() < limit; ++it)
            list.append(it.value());
        return list;
    }

    Result<std::optional<StoredOutcome>> outcome(qint32 part, MutationId mid) override
    {
        return found(here(part).outcomes, mid);
    }
    Result<void> putOutcome(qint32 part, const StoredOutcome &outcome) override
    {
        PartTables &tables = m_tables.parts[part];
        tables.outcomes.insert(outcome.result.mid, outcome);
        tables.counters.insert({outcome.device, outcome.n}, outcome.result.mid);
        return {};
    }
    Result<std::optional<MutationId>> mutationAt(qint32 part, DeviceId device, qint64 n) override
    {
        return found(here(part).counters, std::pair(device, n));
    }
    Result<bool> bundleDone(qint32 part, BundleId bid) override { return here(part).done.contains(bid); }
    Result<void> setBundleDone(qint32 part, BundleId bid) override
    {
        m_tables.parts[part].done.insert(bid, true);
        return {};
    }
    Result<void> stage(qint32 part, const StagedBundle &bundle) override
    {
        PartTables &tables = m_tables.parts[part];
        StagedBundle row = bundle;
        row.order = tables.staged.isEmpty() ? 1 : tables.staged.lastKey() + 1;
        tables.staged.insert(row.order, row);
        return {};
    }
    Result<void> unstage(qint32 part, BundleId bid) override
    {
        QMap<qint64, StagedBundle> &staged = m_tables.parts[part].staged;
        for (auto it = staged.begin(); it != staged.end(); ++it) {
            if (it->bid == bid) {
                staged.erase(it);
                break;
            }
        }
        return {};
    }
    Result<QList<StagedBundle>> staged(qint32 part) override { return here(part).staged.values(); }
    Result<void> keep(qint32 part, const KeptBundle &bundle) override
    {
        m_tables.parts[part].kept.insert(bundle.bid, bundle);
        return {};
    }
    Result<QList<KeptBundle>> kept(qint32 part) override { return here(part).kept.values(); }
    Result<void> putReceipt(qint32 part, const QByteArray &key, qint64, const QByteArray &bytes,
                            const QByteArray &sig) override
    {
        m_tables.parts[part].receipts.insert(key, {bytes, sig});
        return {};
    }

    Result<std::optional<BlobRow>> blob(qint32 part, const QByteArray &hash) override
    {
        return found(here(part).blobs, hash);
    }
    Result<void> putBlob(qint32 part, const BlobRow &blob) override
    {
        m_tables.parts[part].blobs.insert(blob.hash, blob);
        return {};
    }
    Result<void> dropBlob(qint32 part, const QByteArray &hash) override
    {
        m_tables.parts[part].blobs.remove(hash);
        return {};
    }

    Result<std::optional<DeviceRow>> device(DeviceId device) override { return found(m_tables.devices, device); }
    Result<void> putDevice(const DeviceRow &device) override
    {
        m_tables.devices.insert(device.device, device);
        return {};
    }
    Result<std::optional<PersonRow>> person(PersonId person) override { return found(m_tables.people, person); }
    Result<void> putPerson(const PersonRow &person) override
    {
        m_tables.people.insert(person.person, person);
        return {};
    }
    Result<std::optional<CertificateRow>> certificate(protocol::Serial serial) override
    {
        return found(m_tables.certificates, serial);
    }
    Result<QList<CertificateRow>> certificatesOf(DeviceId device) override
    {
        QList<CertificateRow> list;
        for (const CertificateRow &row : std::as_const(m_tables.certificates)) {
            if (row.device == device)
                list.append(row);
        }
        return list;
    }
    Result<void> putCertificate(const CertificateRow &certificate) override
    {
        m_tables.certificates.insert(certificate.serial, certificate);
        return {};
    }
    Result<QList<GrantRow>> grantsOf(PersonId person) override
    {
        QList<GrantRow> list;
        for (const GrantRow &row : std::as_const(m_tables.grants)) {
            if (row.person == person)
                list.append(row);
        }
        return list;
    }
    Result<void> putGrant(const GrantRow &grant) override
    {
        m_tables.grants.insert(grant.id, grant);
        return {};
    }
    Result<std::optional<CodeRow>> code(const QByteArray &hash) override { return found(m_tables.codes, hash); }
    Result<void> putCode(const CodeRow &code) override
    {
        m_tables.codes.insert(code.hash, code);
        return {};
    }
    Result<QString> divisionName(qint64 division) override { return m_tables.divisions.value(division); }
    Result<void> setDivisionName(qint64 division, const QString &name) override
    {
        m_tables.divisions.insert(division, name);
        return {};
    }
    Result<qint64> nextScopeVer() override { return ++m_tables.scopeVer; }

private:
    /// For reading: a cheap shared copy, so that nothing detaches.
    [[nodiscard]] PartTables here(qint32 part) const { return std::as_const(m_tables.parts).value(part); }

    static void addToDigest(PartTables &tables, const record::Record &record, quint64 digest, qint64 count)
    {
        DigestRow &row = tables.digests[{record.ch, record.village}];
        row.village = record.village;
        row.digest += digest;
        row.count += count;
    }

    Tables &m_tables;
};

using BlobName = std::pair<qint32, QByteArray>;

} // namespace

struct MemoryState
{
    Tables tables;
    QMap<BlobName, QByteArray> arriving;
    QMap<BlobName, QByteArray> finished;
};

struct MemoryStore::Private
{
    mutable QMutex mutex;
    MemoryState state;
};

MemoryStore::MemoryStore()
    : d(std::make_unique<Private>())
{
}

MemoryStore::~MemoryStore() = default;

Result<void> MemoryStore::transact(const Work &work)
{
    const QMutexLocker lock(&d->mutex);
    const Tables before = d->state.tables;
    Transaction transaction(d->state.tables);
    auto done = work(transaction);
    if (!done)
        d->state.tables = before;
    return done;
}

Result<void> MemoryStore::read(const Work &work)
{
    const QMutexLocker lock(&d->mutex);
    Transaction transaction(d->state.tables);
    return work(transaction);
}

Result<void> MemoryStore::writeBlob(qint32 part, const QByteArray &hash, qint64 offset, const QByteArray &bytes)
{
    const QMutexLocker lock(&d->mutex);
    if (d->state.finished.contains({part, hash}))
        return {};
    QByteArray &arriving = d->state.arriving[{part, hash}];
    if (arriving.size() < offset)
        arriving.append(QByteArray(offset - arriving.size(), '\0'));
    arriving.replace(offset, bytes.size(), bytes);
    return {};
}

Result<QByteArray> MemoryStore::readBlob(qint32 part, const QByteArray &hash, qint64 offset, qint64 length)
{
    const QMutexLocker lock(&d->mutex);
    const auto blob = found(d->state.finished, BlobName{part, hash});
    if (!blob)
        return fail(ErrorCode::NotFound, u"blob"_s);
    if (offset + length > blob->size())
        return fail(ErrorCode::Io, u"read"_s);
    return blob->mid(offset, length);
}

Result<void> MemoryStore::finishBlob(qint32 part, const QByteArray &hash, qint64 length)
{
    const QMutexLocker lock(&d->mutex);
    if (d->state.finished.contains({part, hash}))
        return {};
    const QByteArray bytes = d->state.arriving.take({part, hash});
    if (bytes.size() != length || crypto::blake2b(bytes) != hash)
        return fail(ErrorCode::Damaged, u"blob"_s);
    d->state.finished.insert({part, hash}, bytes);
    return {};
}

std::shared_ptr<const MemoryState> MemoryStore::backup() const
{
    const QMutexLocker lock(&d->mutex);
    return std::make_shared<const MemoryState>(d->state);
}

void MemoryStore::restore(std::shared_ptr<const MemoryState> state)
{
    const QMutexLocker lock(&d->mutex);
    d->state = *state;
}

} // namespace ruhu::hub
