// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/hubstore.h"
#include "sync/hub/sqlite_p.h"

namespace ruhu::hub::sqlite {

/// HubTransaction in SQL, over a connection inside BEGIN … COMMIT. Private to SqliteStore.
class Transaction final : public HubTransaction
{
public:
    explicit Transaction(Connection &db)
        : m_db(db)
    {
    }

    Result<PartState> part(qint32 part) override;
    Result<PartState> lockPart(qint32 part) override;
    Result<void> setSeq(qint32 part, qint64 seq) override;
    Result<void> setEpoch(qint32 part, qint64 epoch) override;
    Result<QList<qint32>> parts() override;
    Result<std::optional<record::Record>> record(qint32 part, RecordId id) override;
    Result<void> putRecord(const record::Record &record) override;
    Result<QList<record::Record>> rowsAfter(qint32 part, int ch, const QList<qint64> &villages, qint64 seq,
                                            int limit) override;
    Result<QList<record::Record>> rowsOfRoot(qint32 part, RecordId root) override;
    Result<QList<DigestRow>> digests(qint32 part, int ch) override;
    Result<void> addRevision(qint32 part, const Revision &revision) override;
    Result<QList<Revision>> revisions(qint32 part, RecordId id, int limit) override;
    Result<std::optional<StoredOutcome>> outcome(qint32 part, MutationId mid) override;
    Result<void> putOutcome(qint32 part, const StoredOutcome &outcome) override;
    Result<std::optional<MutationId>> mutationAt(qint32 part, DeviceId device, qint64 n) override;
    Result<bool> bundleDone(qint32 part, BundleId bid) override;
    Result<void> setBundleDone(qint32 part, BundleId bid) override;
    Result<void> stage(qint32 part, const StagedBundle &bundle) override;
    Result<void> unstage(qint32 part, BundleId bid) override;
    Result<QList<StagedBundle>> staged(qint32 part) override;
    Result<void> keep(qint32 part, const KeptBundle &bundle) override;
    Result<QList<KeptBundle>> kept(qint32 part) override;
    Result<void> putReceipt(qint32 part, const QByteArray &key, qint64 receivedAt, const QByteArray &bytes,
                            const QByteArray &sig) override;
    Result<std::optional<BlobRow>> blob(qint32 part, const QByteArray &hash) override;
    Result<void> putBlob(qint32 part, const BlobRow &blob) override;
    Result<void> dropBlob(qint32 part, const QByteArray &hash) override;
    Result<std::optional<DeviceRow>> device(DeviceId device) override;
    Result<void> putDevice(const DeviceRow &device) override;
    Result<std::optional<PersonRow>> person(PersonId person) override;
    Result<void> putPerson(const PersonRow &person) override;
    Result<std::optional<CertificateRow>> certificate(protocol::Serial serial) override;
    Result<QList<CertificateRow>> certificatesOf(DeviceId device) override;
    Result<void> putCertificate(const CertificateRow &certificate) override;
    Result<QList<GrantRow>> grantsOf(PersonId person) override;
    Result<void> putGrant(const GrantRow &grant) override;
    Result<std::optional<CodeRow>> code(const QByteArray &hash) override;
    Result<void> putCode(const CodeRow &code) override;
    Result<QString> divisionName(qint64 division) override;
    Result<void> setDivisionName(qint64 division, const QString &name) override;
    Result<qint64> nextScopeVer() override;

private:
    Result<void> addToDigest(const record::Record &record, quint64 digest, qint64 count);

    Connection &m_db;
};

} // namespace ruhu::hub::sqlite
