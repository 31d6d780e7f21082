// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/protocol/certificate.h"

#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "sync/protocol/wire_p.h"

#include <QSet>

namespace ruhu::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray deviceDomain = "ruhu-device-certificate-1\n"_ba;
const QByteArray personDomain = "ruhu-person-certificate-1\n"_ba;
const QByteArray rootDomain = "ruhu-root-record-1\n"_ba;

constexpr qsizetype envelopeBytes = 64 * limits::kiB;

Result<QByteArray> seal(const QByteArray &domain, const QCborMap &fields, const record::Signer &signer)
{
    const QByteArray body = record::cbor::encode(fields);
    const auto sig = signer(wire::joined(domain, body));
    if (!sig)
        return passOn(sig);
    return record::cbor::encode(QCborMap{{u"body"_s, body}, {u"sig"_s, *sig}});
}

/// The fields of an envelope that the issuer (current or next) of the root record signed.
Result<QCborMap> open(const QByteArray &domain, QByteArrayView bytes, const RootRecord &root)
{
    const auto map = record::cbor::decodeMap(bytes, {.bytes = envelopeBytes});
    if (!map)
        return passOn(map);
    wire::Reader reader(*map, u"certificate."_s);
    const QByteArray body = reader.bytes("body"_L1, envelopeBytes);
    const QByteArray sig = reader.fixed("sig"_L1, crypto::signatureSize);
    if (!reader.ok())
        return reader.done(QCborMap());
    const QByteArray message = wire::joined(domain, body);
    const auto signedBy = [&](const Issuer &issuer) {
        return !issuer.signKey.isEmpty() && crypto::verify(issuer.signKey, message, sig);
    };
    if (!signedBy(root.issuer) && !signedBy(root.nextIssuer))
        return fail(ErrorCode::Signature, u"certificate"_s);
    return record::cbor::decodeMap(body, {.bytes = envelopeBytes});
}

template <typename Certificate>
void readCommon(wire::Reader &reader, Certificate &certificate)
{
    certificate.serial = reader.id<Serial>("serial"_L1);
    certificate.signKey = reader.fixed("sign_pub"_L1, crypto::signPublicSize);
    certificate.boxKey = reader.fixed("box_pub"_L1, 32);
    certificate.notBefore = reader.integer("not_before"_L1, 0, wire::anyNumber);
    certificate.notAfter = reader.integer("not_after"_L1, 0, wire::anyNumber);
}

template <typename Certificate>
QCborMap commonFields(const Certificate &certificate)
{
    return {{u"serial"_s, certificate.serial.bytes()},
            {u"sign_pub"_s, certificate.signKey},
            {u"box_pub"_s, certificate.boxKey},
            {u"not_before"_s, certificate.notBefore},
            {u"not_after"_s, certificate.notAfter}};
}

QCborMap toMap(const Issuer &issuer)
{
    return {{u"sign_pub"_s, issuer.signKey}, {u"not_before"_s, issuer.notBefore}, {u"not_after"_s, issuer.notAfter}};
}

Result<Issuer> issuerOf(const QCborMap &map)
{
    wire::Reader reader(map, u"issuer."_s);
    Issuer issuer;
    issuer.signKey = reader.bytes("sign_pub"_L1, crypto::signPublicSize);
    if (!issuer.signKey.isEmpty() && issuer.signKey.size() != crypto::signPublicSize)
        reader.complain("sign_pub"_L1);
    issuer.notBefore = reader.integer("not_before"_L1, 0, wire::anyNumber);
    issuer.notAfter = reader.integer("not_after"_L1, 0, wire::anyNumber);
    return reader.done(issuer);
}

Result<RootRecord> rootFields(const QCborMap &map)
{
    wire::Reader reader(map, u"root."_s);
    RootRecord root;
    root.version = int(reader.integer("version"_L1, 1, 1'000'000));
    root.province = reader.text("province"_L1, 200);
    root.demo = reader.flag("demo"_L1);
    root.keys = reader.list<QByteArray>("keys"_L1, 16, [](const QCborValue &item) -> Result<QByteArray> {
        const QByteArray key = item.toByteArray();
        return key.size() == crypto::signPublicSize ? Result<QByteArray>(key) : fail(ErrorCode::BadFormat);
    });
    root.threshold = int(reader.integer("threshold"_L1, 1, 16));
    root.escrowKey = reader.fixed("escrow"_L1, 32);
    if (root.threshold > root.keys.size())
        reader.complain("threshold"_L1);
    const auto issuer = issuerOf(reader.map("issuer"_L1));
    const auto next = issuerOf(reader.map("next_issuer"_L1));
    if (!issuer || !next || issuer->signKey.isEmpty())
        reader.complain("issuer"_L1);
    if (!reader.ok())
        return reader.done(root);
    root.issuer = *issuer;
    root.nextIssuer = *next;
    return root;
}

struct RootEnvelope
{
    QByteArray body;
    QList<std::pair<QByteArray, QByteArray>> sigs;
};

Result<RootEnvelope> openRoot(QByteArrayView bytes)
{
    const auto map = record::cbor::decodeMap(bytes, {.bytes = envelopeBytes});
    if (!map)
        return passOn(map);
    wire::Reader reader(*map, u"root."_s);
    RootEnvelope envelope;
    envelope.body = reader.bytes("body"_L1, envelopeBytes);
    const QCborArray sigs = reader.array("sigs"_L1, 16);
    for (const QCborValue &item : sigs) {
        const QCborArray pair = item.toArray();
        if (pair.size() != 2)
            reader.complain("sigs"_L1);
        envelope.sigs.append({pair.at(0).toByteArray(), pair.at(1).toByteArray()});
    }
    return reader.done(envelope);
}

/// How many different keys of `keys` signed the envelope.
int goodSignatures(const RootEnvelope &envelope, const QList<QByteArray> &keys)
{
    QSet<QByteArray> good;
    for (const auto &[key, sig] : envelope.sigs) {
        if (keys.contains(key) && crypto::verify(key, wire::joined(rootDomain, envelope.body), sig))
            good.insert(key);
    }
    return int(good.size());
}

} // namespace

Result<DeviceCertificate> issue(DeviceCertificate certificate, const record::Signer &issuer)
{
    QCborMap fields = commonFields(certificate);
    fields.insert("device"_L1, certificate.device.bytes());
    auto bytes = seal(deviceDomain, fields, issuer);
    if (!bytes)
        return passOn(bytes);
    certificate.bytes = *std::move(bytes);
    return certificate;
}

Result<PersonCertificate> issue(PersonCertificate certificate, const record::Signer &issuer)
{
    QCborMap fields = commonFields(certificate);
    fields.insert("person"_L1, certificate.person.bytes());
    fields.insert("name"_L1, certificate.name);
    auto bytes = seal(personDomain, fields, issuer);
    if (!bytes)
        return passOn(bytes);
    certificate.bytes = *std::move(bytes);
    return certificate;
}

Result<RootRecord> issue(RootRecord root, const QList<RootSigner> &signers)
{
    QCborArray keys;
    for (const QByteArray &key : root.keys)
        keys.append(key);
    const QByteArray body = record::cbor::encode(QCborMap{{u"version"_s, root.version},
                                                          {u"province"_s, root.province},
                                                          {u"demo"_s, root.demo},
                                                          {u"keys"_s, keys},
                                                          {u"threshold"_s, root.threshold},
                                                          {u"escrow"_s, root.escrowKey},
                                                          {u"issuer"_s, toMap(root.issuer)},
                                                          {u"next_issuer"_s, toMap(root.nextIssuer)}});
    QCborArray sigs;
    for (const RootSigner &signer : signers) {
        const auto sig = signer.sign(wire::joined(rootDomain, body));
        if (!sig)
            return passOn(sig);
        sigs.append(QCborArray{signer.key, *sig});
    }
    const QByteArray bytes = record::cbor::encode(QCborMap{{u"body"_s, body}, {u"sigs"_s, sigs}});
    auto checked = readRootRecord(bytes);
    if (!checked)
        return fail(ErrorCode::Rejected, checked.error().detail);
    return checked;
}

Result<DeviceCertificate> readDeviceCertificate(QByteArrayView bytes, const RootRecord &root)
{
    const auto fields = open(deviceDomain, bytes, root);
    if (!fields)
        return passOn(fields);
    wire::Reader reader(*fields, u"certificate."_s);
    DeviceCertificate certificate;
    readCommon(reader, certificate);
    certificate.device = reader.id<DeviceId>("device"_L1);
    certificate.bytes = bytes.toByteArray();
    return reader.done(certificate);
}

Result<PersonCertificate> readPersonCertificate(QByteArrayView bytes, const RootRecord &root)
{
    const auto fields = open(personDomain, bytes, root);
    if (!fields)
        return passOn(fields);
    wire::Reader reader(*fields, u"certificate."_s);
    PersonCertificate certificate;
    readCommon(reader, certificate);
    certificate.person = reader.id<PersonId>("person"_L1);
    certificate.name = reader.text("name"_L1, 200);
    certificate.bytes = bytes.toByteArray();
    return reader.done(certificate);
}

Result<RootRecord> readRootRecord(QByteArrayView bytes)
{
    const auto envelope = openRoot(bytes);
    if (!envelope)
        return passOn(envelope);
    const auto fields = record::cbor::decodeMap(envelope->body, {.bytes = envelopeBytes});
    if (!fields)
        return passOn(fields);
    auto root = rootFields(*fields);
    if (!root)
        return root;
    if (goodSignatures(*envelope, root->keys) < root->threshold)
        return fail(ErrorCode::Signature, u"root record"_s);
    root->bytes = bytes.toByteArray();
    return root;
}

Result<void> succeeds(const RootRecord &next, const RootRecord &known)
{
    if (next.version <= known.version)
        return fail(ErrorCode::RolledBack, u"root record %1"_s.arg(next.version));
    const auto envelope = openRoot(next.bytes);
    if (!envelope)
        return passOn(envelope);
    if (goodSignatures(*envelope, known.keys) < known.threshold)
        return fail(ErrorCode::Signature, u"root record"_s);
    return {};
}

QByteArray personSignatureMessage(QByteArrayView hash, QStringView role)
{
    return hash.toByteArray() + role.toUtf8();
}

} // namespace ruhu::protocol
