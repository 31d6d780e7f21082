// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/head.h"

#include "core/crypto/hash.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QtEndian>

namespace ruhu::vault {

namespace {

constexpr char magic[] = "RUHUHEAD";
constexpr qsizetype magicSize = 8;
constexpr quint32 version = 0;
constexpr qsizetype prefixSize = magicSize + 12;
constexpr int wrapPlain = 32 + 64 + 32;
constexpr int wrapSize = wrapPlain + 40;

QCborMap encodePerson(const HeadPerson &person)
{
    return {{QStringLiteral("id"), person.known.id.bytes()},
            {QStringLiteral("name"), person.known.name},
            {QStringLiteral("role"), person.known.role},
            {QStringLiteral("sign"), person.known.signPublic},
            {QStringLiteral("box"), person.known.boxPublic},
            {QStringLiteral("salt"), person.salt},
            {QStringLiteral("passes"), qint64(person.cost.passes)},
            {QStringLiteral("memory"), qint64(person.cost.memory)},
            {QStringLiteral("version"), qint64(person.keyVersion)},
            {QStringLiteral("wrap"), person.wrap}};
}

bool decodePerson(const QCborMap &map, HeadPerson &person)
{
    person.known.id = PersonId::fromBytes(map.value(QStringLiteral("id")).toByteArray());
    person.known.name = map.value(QStringLiteral("name")).toString();
    person.known.role = map.value(QStringLiteral("role")).toString();
    person.known.signPublic = map.value(QStringLiteral("sign")).toByteArray();
    person.known.boxPublic = map.value(QStringLiteral("box")).toByteArray();
    person.salt = map.value(QStringLiteral("salt")).toByteArray();
    person.cost.passes = quint64(map.value(QStringLiteral("passes")).toInteger());
    person.cost.memory = quint64(map.value(QStringLiteral("memory")).toInteger());
    person.keyVersion = quint32(map.value(QStringLiteral("version")).toInteger());
    person.wrap = map.value(QStringLiteral("wrap")).toByteArray();
    return !person.known.id.isNull() && person.known.signPublic.size() == 32 && person.known.boxPublic.size() == 32 &&
           person.salt.size() == crypto::passwordSaltSize && person.wrap.size() == wrapSize;
}

Result<void> decodeBody(const QByteArray &bytes, Head &head)
{
    const QCborMap body = QCborValue::fromCbor(bytes).toMap();
    const QString place = body.value(QStringLiteral("place")).toString();
    head.vaultId = body.value(QStringLiteral("vault")).toByteArray();
    head.keyringBackend = body.value(QStringLiteral("backend")).toString();
    head.secretCheck = body.value(QStringLiteral("check")).toByteArray();
    head.place = place == QStringLiteral("keyring") ? SecretPlace::Keyring : SecretPlace::File;
    const QCborMap province = body.value(QStringLiteral("province")).toMap();
    head.provinceKey = province.value(QStringLiteral("key")).toByteArray();
    head.provinceBox = province.value(QStringLiteral("box")).toByteArray();
    const QCborArray people = body.value(QStringLiteral("people")).toArray();
    if (body.value(QStringLiteral("suite")).toInteger() != 1 || head.vaultId.size() != 16 ||
        head.secretCheck.size() != 32 || people.isEmpty())
        return fail(ErrorCode::Damaged, QStringLiteral("vault.head lacks something"));
    for (const QCborValue &value : people) {
        HeadPerson person;
        if (!decodePerson(value.toMap(), person))
            return fail(ErrorCode::Damaged, QStringLiteral("vault.head: a person is incomplete"));
        if (!costAllowed(person.cost))
            return fail(ErrorCode::Damaged, QStringLiteral("vault.head: password cost out of bounds"));
        head.people.append(person);
    }
    return {};
}

void decodeState(const QCborMap &map, HeadState &state)
{
    state.nextTryMs = map.value(QStringLiteral("next_try")).toInteger();
    state.failures = int(std::clamp<qint64>(map.value(QStringLiteral("failures")).toInteger(), 0, 1'000'000));
    const QCborMap unsent = map.value(QStringLiteral("unsent")).toMap();
    for (const auto &[id, count] : unsent)
        state.unsent.insert(PersonId::fromText(id.toString()), int(count.toInteger()));
    const QCborMap used = map.value(QStringLiteral("used")).toMap();
    for (const auto &[id, ms] : used)
        state.used.insert(PersonId::fromText(id.toString()), ms.toInteger());
}

template <typename Number>
QCborMap byPerson(const QHash<PersonId, Number> &numbers)
{
    QCborMap map;
    for (auto it = numbers.begin(); it != numbers.end(); ++it)
        map.insert(it.key().text(), qint64(it.value()));
    return map;
}

} // namespace

bool costAllowed(const crypto::PasswordCost &cost)
{
    return cost.passes >= costFloor.passes && cost.passes <= costCeiling.passes && cost.memory >= costFloor.memory &&
           cost.memory <= costCeiling.memory;
}

void sealHead(Head &head, const crypto::SecretBytes &headKey)
{
    QCborArray people;
    for (const HeadPerson &person : head.people)
        people.append(encodePerson(person));
    QCborMap body{{QStringLiteral("suite"), 1},
                  {QStringLiteral("vault"), head.vaultId},
                  {QStringLiteral("place"),
                   head.place == SecretPlace::Keyring ? QStringLiteral("keyring") : QStringLiteral("file")},
                  {QStringLiteral("backend"), head.keyringBackend},
                  {QStringLiteral("check"), head.secretCheck},
                  {QStringLiteral("people"), people}};
    if (!head.provinceBox.isEmpty())
        body.insert(QStringLiteral("province"),
                    QCborMap{{QStringLiteral("key"), head.provinceKey}, {QStringLiteral("box"), head.provinceBox}});
    head.body = QCborValue(body).toCbor();
    head.mac = crypto::blake2b(head.body, 32, headKey.view());
}

bool headHolds(const Head &head, const crypto::SecretBytes &headKey)
{
    return crypto::equalInConstantTime(head.mac, crypto::blake2b(head.body, 32, headKey.view()));
}

Person knownPerson(const Head &head, const HeadPerson &person)
{
    Person known = person.known;
    known.unsent = head.state.unsent.value(known.id);
    known.lastUsedMs = head.state.used.value(known.id);
    return known;
}

QByteArray headBytes(const Head &head)
{
    const QCborMap state{{QStringLiteral("next_try"), head.state.nextTryMs},
                         {QStringLiteral("failures"), head.state.failures},
                         {QStringLiteral("unsent"), byPerson(head.state.unsent)},
                         {QStringLiteral("used"), byPerson(head.state.used)}};
    const QCborMap map{
        {QStringLiteral("body"), head.body}, {QStringLiteral("mac"), head.mac}, {QStringLiteral("state"), state}};
    const QByteArray cbor = QCborValue(map).toCbor();
    QByteArray bytes(prefixSize, '\0');
    bytes.replace(0, magicSize, QByteArray(magic, magicSize));
    qToLittleEndian<quint32>(version, bytes.data() + magicSize);
    qToLittleEndian<quint32>(version, bytes.data() + magicSize + 4);
    qToLittleEndian<quint32>(quint32(cbor.size()), bytes.data() + magicSize + 8);
    bytes += cbor;
    return bytes + crypto::blake2b(bytes);
}

Result<Head> headFromBytes(QByteArrayView bytes)
{
    if (bytes.size() < prefixSize + crypto::hashSize || !bytes.startsWith(QByteArrayView(magic, magicSize)))
        return fail(ErrorCode::Damaged, QStringLiteral("vault.head is not one"));
    const auto number = [&](qsizetype at) { return qFromLittleEndian<quint32>(bytes.data() + magicSize + at); };
    const bool sumHolds =
        crypto::blake2b(bytes.first(bytes.size() - crypto::hashSize)) == bytes.last(crypto::hashSize).toByteArray();
    if (number(0) > version || number(4) > version) {
        // Every later version keeps magic, numbers and the checksum at the end, so that damage is not taken for
        // progress.
        return sumHolds ? fail(ErrorCode::TooNew, QStringLiteral("vault.head of a later version"))
                        : fail(ErrorCode::Damaged, QStringLiteral("vault.head: checksum"));
    }
    if (!sumHolds || qint64(number(8)) != bytes.size() - prefixSize - crypto::hashSize)
        return fail(ErrorCode::Damaged, QStringLiteral("vault.head: checksum"));
    const QByteArray cbor = bytes.sliced(prefixSize, qsizetype(number(8))).toByteArray();
    const QCborMap map = QCborValue::fromCbor(cbor).toMap();
    Head head;
    head.body = map.value(QStringLiteral("body")).toByteArray();
    head.mac = map.value(QStringLiteral("mac")).toByteArray();
    if (auto decoded = decodeBody(head.body, head); !decoded)
        return passOn(decoded);
    decodeState(map.value(QStringLiteral("state")).toMap(), head.state);
    return head;
}

} // namespace ruhu::vault
