// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/base/strongid.h"
#include "core/record/kinds.h"

#include <QByteArray>
#include <QCborValue>
#include <QMap>
#include <QString>

namespace ruhu::record {

/// The content of a record: "group.field" -> value. A missing key and a null mean the same: no value. Bodies never
/// hold a null (see withoutNulls); patches do, to clear a field.
using Body = QMap<QString, QCborValue>;

/// One record as the feed carries it.
struct Record
{
    RecordId id;
    qint32 part = 0;       ///< 9-digit township code, 0 = the whole province.
    qint64 village = 0;    ///< 12-digit code, 0 = none.
    RecordId root;         ///< The household; null for records of nobody (packs, certificates).
    QString kind;          ///< Word of the wire; see kindOf().
    int ch = 0;            ///< Channel 0..3.
    qint64 ver = 0;        ///< Set by the hub, from 1; 0 = not there yet.
    qint64 seq = 0;        ///< Set by the hub, per part.
    bool archived = false; ///< A tombstone: the body is empty.
    QByteArray body;       ///< Canonical CBOR of the Body; exactly the bytes that travelled.

    [[nodiscard]] Kind kindOf() const { return kindFromName(kind); }
    friend bool operator==(const Record &, const Record &) = default;
};

/// Canonical CBOR of a body (a map with text keys).
[[nodiscard]] QByteArray encodeBody(const Body &body);
/// BadFormat / TooLarge as cbor::decode. Empty input is the empty body (a tombstone).
[[nodiscard]] Result<Body> decodeBody(QByteArrayView bytes);
[[nodiscard]] Body withoutNulls(Body body);
/// The entries of one group.
[[nodiscard]] Body groupPart(const Body &body, QStringView group);

/// The same value; Qt compares maps by the order in which they were filled, this compares their canonical bytes.
[[nodiscard]] bool same(const QCborValue &one, const QCborValue &other);

/// What signatures and subject lists stand on: the canonical CBOR of [kind, id, root, body].
[[nodiscard]] QByteArray recordBytes(QStringView kind, RecordId id, RecordId root, QByteArrayView body);
/// BLAKE2b-256 of recordBytes(): the `hash` of subject = [(id, ver, hash)…] and of signature events (docs/protocol.md
/// 3).
[[nodiscard]] QByteArray recordHash(QStringView kind, RecordId id, RecordId root, QByteArrayView body);

// Reading fields; absent or of another type gives the fallback.
[[nodiscard]] QString text(const Body &body, QLatin1String key);
[[nodiscard]] qint64 number(const Body &body, QLatin1String key, qint64 fallback = 0);
[[nodiscard]] bool flag(const Body &body, QLatin1String key, bool fallback = false);
[[nodiscard]] QByteArray bytes(const Body &body, QLatin1String key);
[[nodiscard]] QStringList texts(const Body &body, QLatin1String key);
/// A list of codes, written as an array or (one code, or several with spaces, as a form submits them) as text.
[[nodiscard]] QStringList codes(const Body &body, QLatin1String key);
template <typename Id>
[[nodiscard]] Id ref(const Body &body, QLatin1String key)
{
    return Id::fromBytes(bytes(body, key));
}

} // namespace ruhu::record
