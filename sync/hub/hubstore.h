// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/strongid.h"
#include "core/record/record.h"
#include "sync/protocol/receipt.h"

#include <functional>
#include <optional>

/// What the hub remembers. `part` (township) stands first in every key, so that the same schema can be spread over
/// machines by township. All writing of one request happens in one transaction: after an error nothing of it is there.
namespace ruhu::hub {

struct PartState
{
    qint32 part = 0;
    qint64 seq = 0;   ///< Counter of the part: every committed row has a seq up to it, without gaps.
    qint64 epoch = 1; ///< Raised by the operator after a restore from a backup.
    qint64 gcSeq = 0; ///< Cursors below it are too old.
};

/// Who wrote a version of a record, for the person who has to decide a conflict.
struct Revision
{
    RecordId id;
    qint64 ver = 0;
    qint64 seq = 0;
    MutationId mid;  ///< Null for versions that the hub made.
    PersonId by;     ///< Null when the device has several people and no event names one.
    qint64 at = 0;   ///< Device wall clock, ms.
    QByteArray body; ///< As of this version; empty for an archived one.
};

/// The one durable outcome of a mutation, found again when it is sent again.
struct StoredOutcome
{
    protocol::MutationResult result;
    DeviceId device;
    qint64 n = 0;
};

/// A bundle that waits for blobs, or for other bundles.
struct StagedBundle
{
    BundleId bid;
    DeviceId device;
    QByteArray bytes;
    qint64 receivedAt = 0;
    qint64 order = 0; ///< Set by the store: rises with every staged bundle of the part.
};

/// A bundle that had no effect but is not thrown away: refused, out of scope, or of a revoked device.
struct KeptBundle
{
    BundleId bid;
    DeviceId device;
    QString reason;
    QByteArray bytes;
    qint64 receivedAt = 0;
};

struct BlobRow
{
    QByteArray hash;
    qint64 length = 0;
    qint64 offset = 0; ///< Durable bytes.
    bool complete = false;
    QString role;
};

struct DigestRow
{
    qint64 village = 0;
    quint64 digest = 0; ///< Sum of protocol::digestOf().
    qint64 count = 0;
};

struct DeviceRow
{
    DeviceId device;
    QByteArray signKey;
    QByteArray boxKey;
    QByteArray certificate;
    QString app;
    bool revoked = false;
    qint64 notAfter = 0; ///< Of the certificate, ms.
    qint64 scopeVer = 0;
    qint64 enrolledAt = 0;
};

struct PersonRow
{
    PersonId person;
    QString name;
    qint64 scopeVer = 0; ///< Raised with every change of the grants.
};

/// A person has one key, so one certificate, per laptop.
struct CertificateRow
{
    protocol::Serial serial;
    PersonId person;
    DeviceId device;
    QByteArray signKey;
    QByteArray bytes;
    bool revoked = false;
    qint64 notAfter = 0;
};

struct GrantRow
{
    RecordId id;
    PersonId person;
    QString role;
    qint64 division = 0; ///< 12 digits; trailing zeros = everything below.
    qint64 leaseUntil = 0;
};

struct CodeRow
{
    QByteArray hash; ///< BLAKE2b-256 of the code: the code itself is kept nowhere.
    PersonId person;
    qint64 expiresAt = 0;
    protocol::Serial serial; ///< Of the certificate that it became; null = not used yet.
};

/// One transaction, or one consistent view. Not thread-safe; lives no longer than the call it is handed to.
class HubTransaction
{
public:
    virtual ~HubTransaction() = default;

    // ---- parts. lockPart comes first in a transaction that writes rows: it makes writers of one township queue.
    [[nodiscard]] virtual Result<PartState> part(qint32 part) = 0;
    [[nodiscard]] virtual Result<PartState> lockPart(qint32 part) = 0;
    [[nodiscard]] virtual Result<void> setSeq(qint32 part, qint64 seq) = 0;
    [[nodiscard]] virtual Result<void> setEpoch(qint32 part, qint64 epoch) = 0;
    /// Sorted.
    [[nodiscard]] virtual Result<QList<qint32>> parts() = 0;

    // ---- records
    [[nodiscard]] virtual Result<std::optional<record::Record>> record(qint32 part, RecordId id) = 0;
    /// Inserts, or replaces the older version. Keeps the digest of (part, village, ch).
    [[nodiscard]] virtual Result<void> putRecord(const record::Record &record) = 0;
    /// By seq. `villages` empty = all, else those and rows of village 0.
    [[nodiscard]] virtual Result<QList<record::Record>> rowsAfter(qint32 part, int ch, const QList<qint64> &villages,
                                                                  qint64 seq, int limit) = 0;
    /// By seq, archived ones included; the root itself too.
    [[nodiscard]] virtual Result<QList<record::Record>> rowsOfRoot(qint32 part, RecordId root) = 0;
    /// By village.
    [[nodiscard]] virtual Result<QList<DigestRow>> digests(qint32 part, int ch) = 0;
    [[nodiscard]] virtual Result<void> addRevision(qint32 part, const Revision &revision) = 0;
    /// The newest first.
    [[nodiscard]] virtual Result<QList<Revision>> revisions(qint32 part, RecordId id, int limit) = 0;

    // ---- mutations and bundles
    [[nodiscard]] virtual Result<std::optional<StoredOutcome>> outcome(qint32 part, MutationId mid) = 0;
    [[nodiscard]] virtual Result<void> putOutcome(qint32 part, const StoredOutcome &outcome) = 0;
    /// The mutation of that device that carried counter `n`.
    [[nodiscard]] virtual Result<std::optional<MutationId>> mutationAt(qint32 part, DeviceId device, qint64 n) = 0;
    /// Applied, refused, diverted or kept: the bundle has its outcomes.
    [[nodiscard]] virtual Result<bool> bundleDone(qint32 part, BundleId bid) = 0;
    [[nodiscard]] virtual Result<void> setBundleDone(qint32 part, BundleId bid) = 0;
    [[nodiscard]] virtual Result<void> stage(qint32 part, const StagedBundle &bundle) = 0;
    [[nodiscard]] virtual Result<void> unstage(qint32 part, BundleId bid) = 0;
    /// By order.
    [[nodiscard]] virtual Result<QList<StagedBundle>> staged(qint32 part) = 0;
    [[nodiscard]] virtual Result<void> keep(qint32 part, const KeptBundle &bundle) = 0;
    [[nodiscard]] virtual Result<QList<KeptBundle>> kept(qint32 part) = 0;
    /// The latest receipts that speak of a bundle (16 bytes) or blob (32 bytes).
    [[nodiscard]] virtual Result<void> putReceipt(qint32 part, const QByteArray &key, qint64 receivedAt,
                                                  const QByteArray &bytes, const QByteArray &sig) = 0;

    // ---- blobs (rows; the bytes are beside the transaction, see HubStore)
    [[nodiscard]] virtual Result<std::optional<BlobRow>> blob(qint32 part, const QByteArray &hash) = 0;
    [[nodiscard]] virtual Result<void> putBlob(qint32 part, const BlobRow &blob) = 0;
    [[nodiscard]] virtual Result<void> dropBlob(qint32 part, const QByteArray &hash) = 0;

    // ---- reference tables: small, rarely written, known everywhere
    [[nodiscard]] virtual Result<std::optional<DeviceRow>> device(DeviceId device) = 0;
    [[nodiscard]] virtual Result<void> putDevice(const DeviceRow &device) = 0;
    [[nodiscard]] virtual Result<std::optional<PersonRow>> person(PersonId person) = 0;
    [[nodiscard]] virtual Result<void> putPerson(const PersonRow &person) = 0;
    /// By serial.
    [[nodiscard]] virtual Result<std::optional<CertificateRow>> certificate(protocol::Serial serial) = 0;
    [[nodiscard]] virtual Result<QList<CertificateRow>> certificatesOf(DeviceId device) = 0;
    [[nodiscard]] virtual Result<void> putCertificate(const CertificateRow &certificate) = 0;
    [[nodiscard]] virtual Result<QList<GrantRow>> grantsOf(PersonId person) = 0;
    [[nodiscard]] virtual Result<void> putGrant(const GrantRow &grant) = 0;
    [[nodiscard]] virtual Result<std::optional<CodeRow>> code(const QByteArray &hash) = 0;
    [[nodiscard]] virtual Result<void> putCode(const CodeRow &code) = 0;
    /// Name for people; empty when unknown.
    [[nodiscard]] virtual Result<QString> divisionName(qint64 division) = 0;
    [[nodiscard]] virtual Result<void> setDivisionName(qint64 division, const QString &name) = 0;
    /// Rises by one with every call: numbers versions of scopes.
    [[nodiscard]] virtual Result<qint64> nextScopeVer() = 0;
};

/// Thread-safe: HTTP workers share one.
class HubStore
{
public:
    using Work = std::function<Result<void>(HubTransaction &)>;

    virtual ~HubStore() = default;

    /// Runs `work` and makes all of it durable, or nothing: when `work` or the commit fails.
    [[nodiscard]] virtual Result<void> transact(const Work &work) = 0;
    /// One consistent view; `work` must not write.
    [[nodiscard]] virtual Result<void> read(const Work &work) = 0;

    // Bytes of blobs. Written before the row that speaks of them, under another name until they are complete: a late
    // writer never touches a finished blob.
    /// Durable (fsync) when it returns. `offset` is where the row stands. Without effect on a finished blob.
    [[nodiscard]] virtual Result<void> writeBlob(qint32 part, const QByteArray &hash, qint64 offset,
                                                 const QByteArray &bytes) = 0;
    /// Of a finished blob; NotFound.
    [[nodiscard]] virtual Result<QByteArray> readBlob(qint32 part, const QByteArray &hash, qint64 offset,
                                                      qint64 length) = 0;
    /// The upload has all its bytes: checks them against the name and makes them readable, durably. Damaged = they are
    /// not what the name says; they are gone. Doing it twice is harmless.
    [[nodiscard]] virtual Result<void> finishBlob(qint32 part, const QByteArray &hash, qint64 length) = 0;
};

} // namespace ruhu::hub
