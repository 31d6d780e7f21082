// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/sqlitetransaction_p.h"

namespace ruhu::hub::sqlite {

namespace {

#define RUHU_RECORD_COLUMNS "part, id, ver, seq, ch, kind, village, root, archived, body"

record::Record recordOf(const Row &row)
{
    record::Record record;
    record.part = qint32(row.number(0));
    record.id = row.id<RecordId>(1);
    record.ver = row.number(2);
    record.seq = row.number(3);
    record.ch = int(row.number(4));
    record.kind = row.text(5);
    record.village = row.number(6);
    record.root = row.id<RecordId>(7);
    record.archived = row.flag(8);
    record.body = row.bytes(9);
    return record;
}

/// A null id is stored as no bytes.
template <typename Id>
QByteArray orNothing(const Id &id)
{
    return id.isNull() ? QByteArray() : id.bytes();
}

/// Runs a query for one row at most.
template <typename T, typename Read, typename... Args>
Result<std::optional<T>> one(Connection &db, const char *sql, Read read, const Args &...args)
{
    std::optional<T> found;
    const auto done = db.each(
        sql, [&](const Row &row) { found = read(row); }, args...);
    if (!done)
        return passOn(done);
    return found;
}

template <typename T, typename Read, typename... Args>
Result<QList<T>> all(Connection &db, const char *sql, Read read, const Args &...args)
{
    QList<T> list;
    const auto done = db.each(
        sql, [&](const Row &row) { list.append(read(row)); }, args...);
    if (!done)
        return passOn(done);
    return list;
}

CertificateRow certificateOf(const Row &row)
{
    return {.serial = row.id<protocol::Serial>(0),
            .person = row.id<PersonId>(1),
            .device = row.id<DeviceId>(2),
            .signKey = row.bytes(3),
            .bytes = row.bytes(4),
            .revoked = row.flag(5),
            .notAfter = row.number(6)};
}

} // namespace

Result<PartState> Transaction::part(qint32 part)
{
    auto found = one<PartState>(
        m_db, "SELECT seq, epoch, gc_seq FROM part WHERE part=?",
        [&](const Row &row) {
            return PartState{part, row.number(0), row.number(1), row.number(2)};
        },
        part);
    if (!found)
        return passOn(found);
    return found->value_or(PartState{part, 0, 1, 0});
}

Result<PartState> Transaction::lockPart(qint32 part)
{
    const auto done = m_db.exec("INSERT INTO part VALUES (?, 0, 1, 0) ON CONFLICT DO UPDATE SET seq = seq", part);
    if (!done)
        return passOn(done);
    return this->part(part);
}

Result<void> Transaction::setSeq(qint32 part, qint64 seq)
{
    return m_db.exec("UPDATE part SET seq=? WHERE part=?", seq, part);
}

Result<void> Transaction::setEpoch(qint32 part, qint64 epoch)
{
    return m_db.exec("UPDATE part SET epoch=? WHERE part=?", epoch, part);
}

Result<QList<qint32>> Transaction::parts()
{
    return all<qint32>(m_db, "SELECT part FROM part ORDER BY part",
                       [](const Row &row) { return qint32(row.number(0)); });
}

Result<std::optional<record::Record>> Transaction::record(qint32 part, RecordId id)
{
    return one<record::Record>(m_db, "SELECT " RUHU_RECORD_COLUMNS " FROM record WHERE part=? AND id=?", recordOf, part,
                               id.bytes());
}

Result<void> Transaction::addToDigest(const record::Record &record, quint64 digest, qint64 count)
{
    // SQLite's integers overflow into floats: the sum modulo 2^64 is made here.
    const auto before = one<DigestRow>(
        m_db, "SELECT digest, count FROM digest WHERE part=? AND ch=? AND village=?",
        [&](const Row &row) {
            return DigestRow{record.village, quint64(row.number(0)), row.number(1)};
        },
        record.part, record.ch, record.village);
    if (!before)
        return passOn(before);
    const DigestRow row = before->value_or(DigestRow{});
    return m_db.exec("INSERT OR REPLACE INTO digest VALUES (?, ?, ?, ?, ?)", record.part, record.ch, record.village,
                     qint64(row.digest + digest), row.count + count);
}

Result<void> Transaction::putRecord(const record::Record &record)
{
    const auto before = this->record(record.part, record.id);
    if (!before)
        return passOn(before);
    Result<void> done;
    if (*before)
        done = addToDigest(**before, 0 - protocol::digestOf(record.id, (*before)->ver, (*before)->archived), -1);
    if (done)
        done = addToDigest(record, protocol::digestOf(record.id, record.ver, record.archived), 1);
    if (!done)
        return done;
    return m_db.exec("INSERT OR REPLACE INTO record (" RUHU_RECORD_COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                     record.part, record.id.bytes(), record.ver, record.seq, record.ch, record.kind, record.village,
                     orNothing(record.root), record.archived, record.body);
}

Result<QList<record::Record>> Transaction::rowsAfter(qint32 part, int ch, const QList<qint64> &villages, qint64 seq,
                                                     int limit)
{
    if (villages.isEmpty())
        return all<record::Record>(
            m_db, "SELECT " RUHU_RECORD_COLUMNS " FROM record WHERE part=? AND ch=? AND seq>? ORDER BY seq LIMIT ?",
            recordOf, part, ch, seq, limit);
    QByteArray list; // of our own numbers: a JSON array is one bound value, whatever its length
    for (qint64 village : villages)
        list += (list.isEmpty() ? "[0," : ",") + QByteArray::number(village);
    return all<record::Record>(m_db,
                               "SELECT " RUHU_RECORD_COLUMNS " FROM record WHERE part=? AND ch=? AND seq>?"
                               " AND village IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT ?",
                               recordOf, part, ch, seq, QString::fromLatin1(list + ']'), limit);
}

Result<QList<record::Record>> Transaction::rowsOfRoot(qint32 part, RecordId root)
{
    return all<record::Record>(m_db, "SELECT " RUHU_RECORD_COLUMNS " FROM record WHERE part=? AND root=? ORDER BY seq",
                               recordOf, part, root.bytes());
}

Result<QList<DigestRow>> Transaction::digests(qint32 part, int ch)
{
    return all<DigestRow>(
        m_db, "SELECT village, digest, count FROM digest WHERE part=? AND ch=? ORDER BY village",
        [](const Row &row) {
            return DigestRow{row.number(0), quint64(row.number(1)), row.number(2)};
        },
        part, ch);
}

Result<void> Transaction::addRevision(qint32 part, const Revision &revision)
{
    return m_db.exec("INSERT INTO revision VALUES (?, ?, ?, ?, ?, ?, ?, ?)", part, revision.id.bytes(), revision.ver,
                     revision.seq, orNothing(revision.mid), orNothing(revision.by), revision.at, revision.body);
}

Result<QList<Revision>> Transaction::revisions(qint32 part, RecordId id, int limit)
{
    return all<Revision>(
        m_db, "SELECT ver, seq, mid, by_person, at, body FROM revision WHERE part=? AND id=? ORDER BY ver DESC LIMIT ?",
        [&](const Row &row) {
            return Revision{.id = id,
                            .ver = row.number(0),
                            .seq = row.number(1),
                            .mid = row.id<MutationId>(2),
                            .by = row.id<PersonId>(3),
                            .at = row.number(4),
                            .body = row.bytes(5)};
        },
        part, id.bytes(), limit);
}

Result<std::optional<StoredOutcome>> Transaction::outcome(qint32 part, MutationId mid)
{
    return one<StoredOutcome>(
        m_db, "SELECT status, ver, seq, code, field, device, n FROM mutation WHERE part=? AND mid=?",
        [&](const Row &row) {
            StoredOutcome stored;
            stored.result = {.mid = mid,
                             .status = protocol::statusFromName(row.text(0)).value_or(protocol::Status::Rejected),
                             .part = part,
                             .ver = row.number(1),
                             .seq = row.number(2),
                             .code = row.text(3),
                             .field = row.text(4)};
            stored.device = row.id<DeviceId>(5);
            stored.n = row.number(6);
            return stored;
        },
        part, mid.bytes());
}

Result<void> Transaction::putOutcome(qint32 part, const StoredOutcome &outcome)
{
    const protocol::MutationResult &result = outcome.result;
    return m_db.exec("INSERT OR REPLACE INTO mutation VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", part, result.mid.bytes(),
                     QString(protocol::nameOf(result.status)), result.ver, result.seq, result.code, result.field,
                     outcome.device.bytes(), outcome.n);
}

Result<std::optional<MutationId>> Transaction::mutationAt(qint32 part, DeviceId device, qint64 n)
{
    return one<MutationId>(
        m_db, "SELECT mid FROM mutation WHERE part=? AND device=? AND n=? LIMIT 1",
        [](const Row &row) { return row.id<MutationId>(0); }, part, device.bytes(), n);
}

Result<bool> Transaction::bundleDone(qint32 part, BundleId bid)
{
    const auto found = one<bool>(
        m_db, "SELECT 1 FROM bundle WHERE part=? AND bid=?", [](const Row &) { return true; }, part, bid.bytes());
    if (!found)
        return passOn(found);
    return found->has_value();
}

Result<void> Transaction::setBundleDone(qint32 part, BundleId bid)
{
    return m_db.exec("INSERT OR REPLACE INTO bundle VALUES (?, ?)", part, bid.bytes());
}

Result<void> Transaction::stage(qint32 part, const StagedBundle &bundle)
{
    return m_db.exec("INSERT INTO staging SELECT ?1, ?2, ?3, ?4, ?5, coalesce(max(ord), 0) + 1 FROM staging"
                     " WHERE part=?1",
                     part, bundle.bid.bytes(), bundle.device.bytes(), bundle.bytes, bundle.receivedAt);
}

Result<void> Transaction::unstage(qint32 part, BundleId bid)
{
    return m_db.exec("DELETE FROM staging WHERE part=? AND bid=?", part, bid.bytes());
}

Result<QList<StagedBundle>> Transaction::staged(qint32 part)
{
    return all<StagedBundle>(
        m_db, "SELECT bid, device, bytes, received_at, ord FROM staging WHERE part=? ORDER BY ord",
        [](const Row &row) {
            return StagedBundle{row.id<BundleId>(0), row.id<DeviceId>(1), row.bytes(2), row.number(3), row.number(4)};
        },
        part);
}

Result<void> Transaction::keep(qint32 part, const KeptBundle &bundle)
{
    return m_db.exec("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)", part, bundle.bid.bytes(),
                     bundle.device.bytes(), bundle.reason, bundle.bytes, bundle.receivedAt);
}

Result<QList<KeptBundle>> Transaction::kept(qint32 part)
{
    return all<KeptBundle>(
        m_db, "SELECT bid, device, reason, bytes, received_at FROM kept WHERE part=? ORDER BY received_at, bid",
        [](const Row &row) {
            return KeptBundle{row.id<BundleId>(0), row.id<DeviceId>(1), row.text(2), row.bytes(3), row.number(4)};
        },
        part);
}

Result<void> Transaction::putReceipt(qint32 part, const QByteArray &key, qint64 receivedAt, const QByteArray &bytes,
                                     const QByteArray &sig)
{
    return m_db.exec("INSERT OR REPLACE INTO receipt VALUES (?, ?, ?, ?, ?)", part, key, receivedAt, bytes, sig);
}

Result<std::optional<BlobRow>> Transaction::blob(qint32 part, const QByteArray &hash)
{
    return one<BlobRow>(
        m_db, "SELECT length, received, complete, role FROM blob WHERE part=? AND hash=?",
        [&](const Row &row) {
            return BlobRow{hash, row.number(0), row.number(1), row.flag(2), row.text(3)};
        },
        part, hash);
}

Result<void> Transaction::putBlob(qint32 part, const BlobRow &blob)
{
    return m_db.exec("INSERT OR REPLACE INTO blob VALUES (?, ?, ?, ?, ?, ?)", part, blob.hash, blob.length, blob.offset,
                     blob.complete, blob.role);
}

Result<void> Transaction::dropBlob(qint32 part, const QByteArray &hash)
{
    return m_db.exec("DELETE FROM blob WHERE part=? AND hash=?", part, hash);
}

Result<std::optional<DeviceRow>> Transaction::device(DeviceId device)
{
    return one<DeviceRow>(
        m_db,
        "SELECT sign_key, box_key, certificate, app, revoked, not_after, scope_ver, enrolled_at FROM device WHERE "
        "device=?",
        [&](const Row &row) {
            return DeviceRow{device,      row.bytes(0),  row.bytes(1),  row.bytes(2), row.text(3),
                             row.flag(4), row.number(5), row.number(6), row.number(7)};
        },
        device.bytes());
}

Result<void> Transaction::putDevice(const DeviceRow &device)
{
    return m_db.exec("INSERT OR REPLACE INTO device VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", device.device.bytes(),
                     device.signKey, device.boxKey, device.certificate, device.app, device.revoked, device.notAfter,
                     device.scopeVer, device.enrolledAt);
}

Result<std::optional<PersonRow>> Transaction::person(PersonId person)
{
    return one<PersonRow>(
        m_db, "SELECT name, scope_ver FROM person WHERE person=?",
        [&](const Row &row) {
            return PersonRow{person, row.text(0), row.number(1)};
        },
        person.bytes());
}

Result<void> Transaction::putPerson(const PersonRow &person)
{
    return m_db.exec("INSERT OR REPLACE INTO person VALUES (?, ?, ?)", person.person.bytes(), person.name,
                     person.scopeVer);
}

Result<std::optional<CertificateRow>> Transaction::certificate(protocol::Serial serial)
{
    return one<CertificateRow>(
        m_db, "SELECT serial, person, device, sign_key, bytes, revoked, not_after FROM certificate WHERE serial=?",
        certificateOf, serial.bytes());
}

Result<QList<CertificateRow>> Transaction::certificatesOf(DeviceId device)
{
    return all<CertificateRow>(m_db,
                               "SELECT serial, person, device, sign_key, bytes, revoked, not_after FROM certificate "
                               "WHERE device=? ORDER BY serial",
                               certificateOf, device.bytes());
}

Result<void> Transaction::putCertificate(const CertificateRow &certificate)
{
    return m_db.exec("INSERT OR REPLACE INTO certificate VALUES (?, ?, ?, ?, ?, ?, ?)", certificate.serial.bytes(),
                     certificate.person.bytes(), certificate.device.bytes(), certificate.signKey, certificate.bytes,
                     certificate.revoked, certificate.notAfter);
}

Result<QList<GrantRow>> Transaction::grantsOf(PersonId person)
{
    return all<GrantRow>(
        m_db, "SELECT id, role, division, lease_until FROM person_grant WHERE person=? ORDER BY id",
        [&](const Row &row) {
            return GrantRow{row.id<RecordId>(0), person, row.text(1), row.number(2), row.number(3)};
        },
        person.bytes());
}

Result<void> Transaction::putGrant(const GrantRow &grant)
{
    return m_db.exec("INSERT OR REPLACE INTO person_grant VALUES (?, ?, ?, ?, ?)", grant.id.bytes(),
                     grant.person.bytes(), grant.role, grant.division, grant.leaseUntil);
}

Result<std::optional<CodeRow>> Transaction::code(const QByteArray &hash)
{
    return one<CodeRow>(
        m_db, "SELECT person, expires_at, serial FROM enrol_code WHERE hash=?",
        [&](const Row &row) {
            return CodeRow{hash, row.id<PersonId>(0), row.number(1), row.id<protocol::Serial>(2)};
        },
        hash);
}

Result<void> Transaction::putCode(const CodeRow &code)
{
    return m_db.exec("INSERT OR REPLACE INTO enrol_code VALUES (?, ?, ?, ?)", code.hash, code.person.bytes(),
                     code.expiresAt, orNothing(code.serial));
}

Result<QString> Transaction::divisionName(qint64 division)
{
    const auto found = one<QString>(
        m_db, "SELECT name FROM division WHERE division=?", [](const Row &row) { return row.text(0); }, division);
    if (!found)
        return passOn(found);
    return found->value_or(QString());
}

Result<void> Transaction::setDivisionName(qint64 division, const QString &name)
{
    return m_db.exec("INSERT OR REPLACE INTO division VALUES (?, ?)", division, name);
}

Result<qint64> Transaction::nextScopeVer()
{
    const auto done =
        m_db.exec("INSERT INTO counter VALUES ('scope_ver', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1");
    if (!done)
        return passOn(done);
    const auto value = one<qint64>(m_db, "SELECT value FROM counter WHERE name='scope_ver'",
                                   [](const Row &row) { return row.number(0); });
    if (!value)
        return passOn(value);
    return value->value_or(1);
}

} // namespace ruhu::hub::sqlite
