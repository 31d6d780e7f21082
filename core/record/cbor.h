// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/limits.h"
#include "core/base/result.h"

#include <QByteArray>
#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

/// Deterministic CBOR: the core requirements of RFC 8949 4.2.1.
///
/// Guarantees: one value has one encoding (shortest integers and lengths, definite lengths, map keys unique and in
/// bytewise order of their encoding, shortest float that keeps the value), and decode() takes nothing else. So
/// encode(decode(bytes)) == bytes, and a signature over bytes is a signature over the value.
/// Allowed: integers of 64 bits signed, byte strings, text (valid UTF-8), arrays, maps with text or integer keys,
/// false, true, null, finite floats. Not allowed: tags, undefined, other simple values, infinities, NaN, trailing
/// bytes.
namespace ruhu::record::cbor {

/// What a decoder accepts before it gives up; everything is checked before memory is taken for it.
struct Limits
{
    qint64 bytes = limits::recordBytes; ///< Size of the whole input.
    int depth = 16;                     ///< Nested arrays and maps.
    int items = 100'000;                ///< Values of all kinds, together.
};

/// The canonical bytes; empty when the value cannot be encoded (see encodable()).
[[nodiscard]] QByteArray encode(const QCborValue &value);

/// True when every part of the value is of the allowed types.
[[nodiscard]] bool encodable(const QCborValue &value);

/// The one value that `bytes` hold. BadFormat when they are not canonical, TooLarge when a limit is exceeded.
[[nodiscard]] Result<QCborValue> decode(QByteArrayView bytes, const Limits &limits = {});

/// The same, and the value must be a map.
[[nodiscard]] Result<QCborMap> decodeMap(QByteArrayView bytes, const Limits &limits = {});

/// Pieces for writers that concatenate stored bytes without decoding them: heads of RFC 8949 3.
void appendArrayHead(QByteArray &out, qsizetype count);
void appendMapHead(QByteArray &out, qsizetype count);
void append(QByteArray &out, const QCborValue &value);

} // namespace ruhu::record::cbor
