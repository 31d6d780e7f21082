// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/strongid.h"
#include "core/record/mutation.h"

/// Who is who (docs/protocol.md 2). The province root signs the root record; the root record names the issuer of the
/// hub and the escrow key; the issuer signs device and person certificates. Certificates say who; grants say what they
/// may do.
///
/// Layout: canonical CBOR {"body": bytes, "sig": bytes} where body is the canonical CBOR of the fields and sig is
/// Ed25519 over "ruhu-device-certificate-1\n" (or …person…, …root-record…) followed by body. The root record has
/// "sigs": [[key, sig]…] instead. What is signed is what travelled: `bytes` keeps it.
namespace ruhu::protocol {

/// Serial of a certificate; also the id of its record in part 0.
using Serial = RecordId;

struct DeviceCertificate
{
    Serial serial;
    DeviceId device;
    QByteArray signKey;   ///< Ed25519, 32 bytes.
    QByteArray boxKey;    ///< X25519, 32 bytes.
    qint64 notBefore = 0; ///< ms, inclusive
    qint64 notAfter = 0;  ///< ms, exclusive
    QByteArray bytes;     ///< As it travels; set by issue and read.
};

struct PersonCertificate
{
    Serial serial;
    PersonId person;
    QString name;
    QByteArray signKey; ///< Ed25519, 32 bytes.
    QByteArray boxKey;  ///< X25519, 32 bytes.
    qint64 notBefore = 0;
    qint64 notAfter = 0;
    QByteArray bytes;
};

/// The key of one hub, named by the root record.
struct Issuer
{
    QByteArray signKey; ///< Ed25519, 32 bytes; empty = none.
    qint64 notBefore = 0;
    qint64 notAfter = 0;
    friend bool operator==(const Issuer &, const Issuer &) = default;
};

struct RootRecord
{
    int version = 1;        ///< Rises; a laptop never goes back.
    QString province;       ///< Name for people.
    bool demo = false;      ///< A release build takes nothing signed by a demo root.
    QList<QByteArray> keys; ///< Root keys, Ed25519; sign policy packs too.
    int threshold = 1;      ///< Signatures needed (1 to the number of keys).
    QByteArray escrowKey;   ///< X25519 for recovery boxes.
    Issuer issuer;
    Issuer nextIssuer; ///< Successor, may be empty.
    QByteArray bytes;
};

/// Signs and fills `bytes`; the errors are the signer's.
[[nodiscard]] Result<DeviceCertificate> issue(DeviceCertificate certificate, const record::Signer &issuer);
[[nodiscard]] Result<PersonCertificate> issue(PersonCertificate certificate, const record::Signer &issuer);
struct RootSigner
{
    QByteArray key; ///< Public half, Ed25519.
    record::Signer sign;
};
/// At least `threshold` of the record's own keys must be among the signers, else Rejected; those of the version before
/// sign too, so that laptops follow.
[[nodiscard]] Result<RootRecord> issue(RootRecord root, const QList<RootSigner> &signers);

/// Signature unless the issuer of the root record (current or next) signed it; BadFormat for anything malformed. Dates
/// are not looked at: see validAt().
[[nodiscard]] Result<DeviceCertificate> readDeviceCertificate(QByteArrayView bytes, const RootRecord &root);
[[nodiscard]] Result<PersonCertificate> readPersonCertificate(QByteArrayView bytes, const RootRecord &root);

/// Checks `threshold` signatures by distinct keys of the record itself. Trust comes from pinning: the laptop takes the
/// first one at enrolment over the province's TLS authority, later ones only when the old keys signed them too.
[[nodiscard]] Result<RootRecord> readRootRecord(QByteArrayView bytes);
/// `next` is a later version and carries enough signatures of `known`'s keys; else Signature or RolledBack.
[[nodiscard]] Result<void> succeeds(const RootRecord &next, const RootRecord &known);

template <typename Certificate>
[[nodiscard]] bool validAt(const Certificate &certificate, qint64 ms)
{
    return certificate.notBefore <= ms && ms < certificate.notAfter;
}

/// What a person signs (docs/protocol.md 3): `hash` (32 bytes, record::recordHash) followed by the role in UTF-8.
[[nodiscard]] QByteArray personSignatureMessage(QByteArrayView hash, QStringView role);

} // namespace ruhu::protocol
