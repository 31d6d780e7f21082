// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/limits.h"
#include "core/base/result.h"
#include "core/record/cbor.h"

#include <QCborArray>
#include <QCborMap>
#include <QtEndian>

#include <limits>

// Reading maps from outside: typed entries, the first that does not fit is remembered. Only for the files of this room.
namespace ruhu::protocol::wire {

constexpr qint64 anyNumber = std::numeric_limits<qint64>::max();
constexpr qint64 anyPart = 999'999'999;
constexpr qint64 anyVillage = 999'999'999'999;
constexpr int channels = 3; ///< The highest one.

inline record::cbor::Limits messageLimits()
{
    return {.bytes = limits::inflatedBytes, .depth = 24, .items = 2'000'000};
}

class Reader
{
public:
    explicit Reader(const QCborMap &map, QString place = {})
        : m_map(map)
        , m_place(std::move(place))
    {
    }

    qint64 integer(QLatin1String key, qint64 low, qint64 high)
    {
        const qint64 value = take(key, QCborValue::Integer).toInteger(low);
        if (value < low || value > high)
            complain(key);
        return value;
    }
    bool flag(QLatin1String key)
    {
        if (!m_map.value(key).isBool())
            complain(key);
        return m_map.value(key).toBool();
    }
    QString text(QLatin1String key, qsizetype most)
    {
        const QString value = take(key, QCborValue::String).toString();
        if (value.size() > most)
            complain(key);
        return value;
    }
    /// Exactly `size` bytes.
    QByteArray fixed(QLatin1String key, qsizetype size)
    {
        const QByteArray value = take(key, QCborValue::ByteArray).toByteArray();
        if (value.size() != size)
            complain(key);
        return value;
    }
    QByteArray bytes(QLatin1String key, qsizetype most)
    {
        const QByteArray value = take(key, QCborValue::ByteArray).toByteArray();
        if (value.size() > most)
            complain(key);
        return value;
    }
    /// A bare 8-byte number without sign.
    quint64 word64(QLatin1String key)
    {
        const QByteArray value = fixed(key, 8);
        return value.size() == 8 ? qFromBigEndian<quint64>(value.constData()) : 0;
    }
    template <typename Id>
    Id id(QLatin1String key)
    {
        const Id value = Id::fromBytes(fixed(key, Id::size));
        if (value.isNull())
            complain(key);
        return value;
    }
    QCborMap map(QLatin1String key) { return take(key, QCborValue::Map).toMap(); }
    QCborArray array(QLatin1String key, qsizetype most)
    {
        const QCborArray value = take(key, QCborValue::Array).toArray();
        if (value.size() > most)
            complain(key);
        return value;
    }
    /// Every element through `read`, which answers Result<T>.
    template <typename T, typename Read>
    QList<T> list(QLatin1String key, qsizetype most, Read read)
    {
        QList<T> out;
        const QCborArray items = array(key, most);
        for (const QCborValue &item : items) {
            Result<T> one = read(item);
            if (!one) {
                complain(key);
                break;
            }
            out.append(*std::move(one));
        }
        return out;
    }

    void complain(QLatin1String key)
    {
        if (m_fault.isEmpty())
            m_fault = m_place + key;
    }
    [[nodiscard]] bool ok() const { return m_fault.isEmpty(); }
    /// Ends a reader function: the value, or BadFormat with the name of the entry.
    template <typename T>
    [[nodiscard]] Result<T> done(T value) const
    {
        if (!ok())
            return fail(ErrorCode::BadFormat, m_fault);
        return value;
    }

private:
    QCborValue take(QLatin1String key, QCborValue::Type type)
    {
        const QCborValue value = m_map.value(key);
        if (value.type() != type)
            complain(key);
        return value;
    }

    const QCborMap m_map;
    QString m_place;
    QString m_fault;
};

/// What a signature stands on: a word that says what it is, then the bytes.
inline QByteArray joined(const QByteArray &domain, QByteArrayView bytes)
{
    QByteArray out = domain;
    out.append(bytes);
    return out;
}

inline QByteArray bigEndian(quint64 value)
{
    QByteArray out(8, Qt::Uninitialized);
    qToBigEndian(value, out.data());
    return out;
}

} // namespace ruhu::protocol::wire
