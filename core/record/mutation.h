// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/record.h"

#include <functional>

/// Mutations and bundles (docs/protocol.md 3, "Push"): what a laptop sends. A bundle is signed by the device over the
/// canonical CBOR of the map without "sig"; keys that this build does not know are part of those bytes and survive.
namespace ruhu::record {

enum class Op { Patch, Create, Archive, Event };

[[nodiscard]] QLatin1String nameOf(Op op);

/// One change of one record.
struct Mutation
{
    MutationId mid;
    RecordId id;
    QString kind;    ///< Word of the wire.
    RecordId root;   ///< Household; null for records of nobody.
    qint32 part = 0; ///< 9-digit township code.
    Op op = Op::Patch;
    qint64 base = 0; ///< Version that the user saw; 0 for a new record.
    Body set;        ///< Changed fields only; null clears. Events and creations: the whole body.
    Body was;        ///< What the user saw: every known field of each touched group (null = was empty).
    qint32 sv = 1;   ///< Schema version of the kind.
    qint64 at = 0;   ///< Device wall time, ms: evidence, never used to decide.
    qint64 n = 0;    ///< Device counter, from 1, never reused.

    [[nodiscard]] Kind kindOf() const { return kindFromName(kind); }
    friend bool operator==(const Mutation &, const Mutation &) = default;
};

enum class BlobRole { Thumbnail, Evidence, Original, Submission, Strokes, Paper, Pack };

[[nodiscard]] QLatin1String nameOf(BlobRole role);

/// A blob that a bundle speaks of, named by BLAKE2b-256 of its ciphertext.
struct BlobRef
{
    QByteArray hash; ///< 32 bytes.
    qint64 length = 0;
    BlobRole role = BlobRole::Evidence;
    bool required = true; ///< The bundle becomes visible only when this blob is complete.
    friend bool operator==(const BlobRef &, const BlobRef &) = default;
};

struct Bundle
{
    BundleId bid;
    PersonId author; ///< Whose piece of work it is: "by" on the wire. Null: not told (older builds).
    QList<Mutation> mutations;
    QList<BlobRef> blobs;
    QList<BundleId> deps;
    QByteArray sig;   ///< 64 bytes, or empty before signing.
    QByteArray bytes; ///< The exact canonical bytes with `sig`; set by signBundle() and decodeBundle().
};

/// The canonical CBOR of one mutation, as it stands inside a bundle.
[[nodiscard]] QCborMap toCbor(const Mutation &mutation);
/// BadFormat when a field is missing, of another type or out of range. An unknown kind is no error.
[[nodiscard]] Result<Mutation> mutationFromCbor(const QCborMap &map);

/// The bytes that are signed: the bundle without "sig".
[[nodiscard]] QByteArray unsignedBytes(const Bundle &bundle);

/// Makes 64 bytes of Ed25519 over a message (the device's key, wherever it lies).
using Signer = std::function<Result<QByteArray>(QByteArrayView message)>;

/// Fills `sig` and `bytes`.
[[nodiscard]] Result<Bundle> signBundle(Bundle bundle, const Signer &signer);

/// Reads a bundle. BadFormat / TooLarge (limits::inflatedBytes, limits::pushMutations). Does not check the signature.
[[nodiscard]] Result<Bundle> decodeBundle(QByteArrayView bytes);

/// Signature (32-byte Ed25519 key of the device) over the exact bytes that travelled; error Signature.
[[nodiscard]] Result<void> verifyBundle(const Bundle &bundle, QByteArrayView devicePublicKey);

/// The `was` of a patch: every field of the groups that `set` touches, as the user saw them in `seen`. Fields that this
/// build knows and that were empty are there as null.
[[nodiscard]] Body wasFor(Kind kind, const Body &set, const Body &seen);

/// `seen` -> `edited` as a patch: only fields that differ in `set`, with their `was`; nullopt when nothing differs.
[[nodiscard]] std::optional<Mutation> patchBetween(const Record &seen, const Body &seenBody, const Body &edited);

} // namespace ruhu::record
