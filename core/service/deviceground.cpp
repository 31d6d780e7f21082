// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/deviceground.h"

#include "core/crypto/box.h"
#include "core/service/papers.h"
#include "core/store/journal.h"

#include <QCborArray>
#include <QCborMap>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char signContext[] = "device-sign";
constexpr char boxContext[] = "device-box";

Result<QCborMap> mapOf(store::Database &db, const QString &name)
{
    const auto bytes = store::setting(db, name);
    if (!bytes)
        return passOn(bytes);
    if (bytes->isEmpty())
        return fail(ErrorCode::NotFound, name);
    return QCborValue::fromCbor(*bytes).toMap();
}

Result<void> keep(store::Database &db, const QString &name, const QCborMap &map)
{
    return store::setSetting(db, name, map.toCborValue().toCbor());
}

} // namespace

Seeds Seeds::random()
{
    return {crypto::SecretBytes::random(crypto::signSeedSize), crypto::SecretBytes::random(crypto::boxSeedSize)};
}

record::Signer signerOf(std::shared_ptr<const crypto::SigningKey> key)
{
    return [key = std::move(key)](QByteArrayView message) -> Result<QByteArray> {
        return crypto::sign(key->secretKey, message);
    };
}

record::Signer DeviceGround::signer() const
{
    return signerOf(key);
}

Result<DeviceGround> deviceGround(store::Database &db, const vault::UnlockedVault &vault)
{
    const auto device = mapOf(db, u"device"_s);
    if (!device)
        return passOn(device);
    DeviceGround ground;
    ground.id = DeviceId::fromBytes((*device)[u"id"_s].toByteArray());
    const auto sign = vault.unwrap(signContext, (*device)[u"sign"_s].toByteArray());
    if (!sign)
        return passOn(sign);
    const auto box = vault.unwrap(boxContext, (*device)[u"box"_s].toByteArray());
    if (!box)
        return passOn(box);
    ground.key = std::make_shared<const crypto::SigningKey>(crypto::signingKeyFromSeed(*sign));
    ground.boxPublic = crypto::boxKeyFromSeed(*box).publicKey;
    const auto hub = mapOf(db, u"hub"_s);
    if (!hub)
        return passOn(hub);
    ground.hub = QUrl((*hub)[u"url"_s].toString());
    ground.caPem = (*hub)[u"ca"_s].toByteArray();
    const auto root = mapOf(db, u"root"_s);
    if (!root)
        return passOn(root);
    ground.rootRecord = (*root)[u"record"_s].toByteArray();
    for (const QCborValue &key : (*root)[u"keys"_s].toArray())
        ground.root.keys.append(key.toByteArray());
    ground.root.threshold = int((*root)[u"threshold"_s].toInteger(1));
    ground.root.demo = (*root)[u"demo"_s].toBool();
    ground.division = (*root)[u"division"_s].toInteger();
    return ground;
}

Result<void> keepDevice(store::Database &db, const vault::UnlockedVault &vault, DeviceId id, const Seeds &seeds,
                        const QUrl &hub, const QByteArray &caPem, const Enrolled &enrolled)
{
    QCborArray keys;
    for (const QByteArray &key : enrolled.rootKeys)
        keys.append(key);
    const QList<std::pair<QString, QCborMap>> settings{
        {u"device"_s,
         {{u"id"_s, id.bytes()},
          {u"sign"_s, vault.wrap(signContext, seeds.sign)},
          {u"box"_s, vault.wrap(boxContext, seeds.box)}}},
        {u"hub"_s, {{u"url"_s, hub.toString()}, {u"ca"_s, caPem}}},
        {u"root"_s,
         {{u"record"_s, enrolled.rootRecord},
          {u"keys"_s, keys},
          {u"threshold"_s, enrolled.rootThreshold},
          {u"demo"_s, enrolled.demo},
          {u"division"_s, enrolled.division}}},
    };
    for (const auto &[name, map] : settings) {
        if (auto done = keep(db, name, map); !done)
            return done;
    }
    return store::setSetting(db, u"certificate/device"_s, enrolled.deviceCertificate);
}

Result<void> keepPerson(store::Database &db, const Enrolled &enrolled, const QByteArray &signPublic)
{
    if (auto done = store::setSetting(db, u"certificate/"_s + enrolled.person.text(), enrolled.personCertificate);
        !done)
        return done;
    return noteStanding(db, {enrolled.person, enrolled.name, enrolled.serial, signPublic, enrolled.roles});
}

} // namespace ruhu::service
