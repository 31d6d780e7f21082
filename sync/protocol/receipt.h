// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/strongid.h"
#include "core/record/mutation.h"
#include "sync/protocol/certificate.h"

/// What the hub signs with its issuer key: receipts and heads. Ed25519 over "ruhu-receipts-1\n" or "ruhu-head-1\n"
/// followed by the exact canonical bytes that travelled.
namespace ruhu::protocol {

/// The one durable outcome of a mutation.
enum class Status {
    Applied,   ///< On the version that the user saw.
    Merged,    ///< On a newer version, without contradiction.
    Conflict,  ///< At least one group waits for a person; a conflict record is in the feed.
    Staged,    ///< Durable, but a required blob is missing: ask again, or finish the blob.
    Duplicate, ///< Everything was already so.
    Diverted,  ///< Out of scope or of a revoked device: kept for the township supervisor, without effect.
    Rejected,  ///< Refused for ever; `code` says why. The client puts it into quarantine.
};
[[nodiscard]] QLatin1String nameOf(Status status);
[[nodiscard]] std::optional<Status> statusFromName(QStringView name);

struct MutationResult
{
    MutationId mid;
    Status status = Status::Rejected;
    qint32 part = 0;
    qint64 ver = 0; ///< Version of the record after it; 0 when nothing was written.
    qint64 seq = 0; ///< Sequence in the part; the overlay stays until the cursor reaches it.
    QString code;   ///< Rejected and Diverted: "event-immutable", "already-resolved", "signature", "not-allowed" …
    QString field;  ///< Field or group the code is about; may be empty.
    friend bool operator==(const MutationResult &, const MutationResult &) = default;
};

/// Of one bundle, or of one blob (then bid is null and blob is 32 bytes).
struct Receipt
{
    BundleId bid;
    QByteArray blob;
    QByteArray hash;               ///< BLAKE2b-256 of the bundle's bytes, or the name of the blob.
    QList<MutationResult> results; ///< Without code and field.
    qint64 receivedAt = 0;         ///< ms, clock of the hub.
    friend bool operator==(const Receipt &, const Receipt &) = default;
};

struct Receipts
{
    QList<Receipt> list;
    QByteArray bytes; ///< Canonical CBOR of the array: what is signed and kept.
    QByteArray sig;   ///< 64 bytes.
};

[[nodiscard]] Result<Receipts> signReceipts(const QList<Receipt> &list, const record::Signer &issuer);
/// Verifies and reads; Signature, BadFormat.
[[nodiscard]] Result<Receipts> readReceipts(QByteArrayView bytes, QByteArrayView sig, const RootRecord &root);

/// What the hub holds of a part and channel in the scope of the asking device, at one moment.
struct Head
{
    qint32 part = 0;
    int ch = 0;
    QList<qint64> villages; ///< Sorted; empty = the whole part. Rows of village 0 always count.
    qint64 epoch = 1;
    qint64 seq = 0;     ///< Counter of the part: everything up to it was served.
    quint64 digest = 0; ///< Sum modulo 2^64 of digestOf() over the rows of that scope and channel.
    qint64 count = 0;   ///< Rows, archived ones included.
    qint64 time = 0;    ///< ms
    QByteArray bytes;
    QByteArray sig;
};

[[nodiscard]] Result<Head> signHead(Head head, const record::Signer &issuer);
[[nodiscard]] Result<Head> readHead(QByteArrayView bytes, QByteArrayView sig, const RootRecord &root);

/// SipHash-2-4 with the all-zero key over id (16 bytes) | ver (8 bytes, big endian) | archived (1 byte).
[[nodiscard]] quint64 digestOf(RecordId id, qint64 ver, bool archived);

} // namespace ruhu::protocol
