// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/record.h"

#include "core/crypto/hash.h"
#include "core/record/cbor.h"

namespace ruhu::record {

QByteArray encodeBody(const Body &body)
{
    QCborMap map;
    for (auto it = body.cbegin(); it != body.cend(); ++it)
        map.insert(it.key(), it.value());
    return cbor::encode(map);
}

Result<Body> decodeBody(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return Body();
    const auto map = cbor::decodeMap(bytes);
    if (!map)
        return passOn(map);
    Body body;
    for (auto it = map->begin(); it != map->end(); ++it) {
        if (!it.key().isString())
            return fail(ErrorCode::BadFormat, QStringLiteral("field name is no text"));
        body.insert(it.key().toString(), it.value());
    }
    return body;
}

Body withoutNulls(Body body)
{
    body.removeIf([](const Body::iterator &it) { return it.value().isNull(); });
    return body;
}

Body groupPart(const Body &body, QStringView group)
{
    Body part;
    for (auto it = body.cbegin(); it != body.cend(); ++it) {
        if (groupOf(it.key()) == group)
            part.insert(it.key(), it.value());
    }
    return part;
}

bool same(const QCborValue &one, const QCborValue &other)
{
    return one == other ||
           (one.type() == other.type() && one.isContainer() && cbor::encode(one) == cbor::encode(other));
}

QByteArray recordBytes(QStringView kind, RecordId id, RecordId root, QByteArrayView body)
{
    QByteArray out;
    cbor::appendArrayHead(out, 4);
    cbor::append(out, kind.toString());
    cbor::append(out, id.bytes());
    cbor::append(out, root.bytes());
    out += body;
    return out;
}

QByteArray recordHash(QStringView kind, RecordId id, RecordId root, QByteArrayView body)
{
    return crypto::blake2b(recordBytes(kind, id, root, body));
}

QString text(const Body &body, QLatin1String key)
{
    return body.value(key).toString();
}

qint64 number(const Body &body, QLatin1String key, qint64 fallback)
{
    return body.value(key).toInteger(fallback);
}

bool flag(const Body &body, QLatin1String key, bool fallback)
{
    return body.value(key).toBool(fallback);
}

QByteArray bytes(const Body &body, QLatin1String key)
{
    return body.value(key).toByteArray();
}

QStringList texts(const Body &body, QLatin1String key)
{
    QStringList list;
    for (const QCborValue &item : body.value(key).toArray()) {
        if (item.isString())
            list += item.toString();
    }
    return list;
}

QStringList codes(const Body &body, QLatin1String key)
{
    const QCborValue value = body.value(key);
    return value.isString() ? value.toString().split(u' ', Qt::SkipEmptyParts) : texts(body, key);
}

} // namespace ruhu::record
