// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/cbor.h"

#include <QFloat16>
#include <QStringDecoder>

#include <algorithm>
#include <bit>
#include <cmath>
#include <vector>

namespace ruhu::record::cbor {

namespace {

enum Major : quint8 { Unsigned = 0, Negative = 1, Bytes = 2, Text = 3, Array = 4, Map = 5, Tag = 6, Simple = 7 };

void appendHead(QByteArray &out, Major major, quint64 value)
{
    const auto high = quint8(major << 5);
    if (value < 24) {
        out += char(high | value);
        return;
    }
    const int width = value <= 0xff ? 0 : value <= 0xffff ? 1 : value <= 0xffffffff ? 2 : 3; // log2 of the byte count
    out += char(high | (24 + width));
    for (int shift = (8 << width) - 8; shift >= 0; shift -= 8)
        out += char(value >> shift);
}

template <typename Bits>
void appendFloatBits(QByteArray &out, quint8 head, Bits bits)
{
    out += char(head);
    for (int shift = int(sizeof(Bits)) * 8 - 8; shift >= 0; shift -= 8)
        out += char(quint64(bits) >> shift);
}

/// The shortest of the three widths that keeps the value (RFC 8949 4.2.1). The value is finite.
void appendFloat(QByteArray &out, double value)
{
    const auto single = float(value);
    if (double(single) != value)
        return appendFloatBits(out, 0xfb, std::bit_cast<quint64>(value));
    const qfloat16 half(single);
    if (float(half) != single)
        return appendFloatBits(out, 0xfa, std::bit_cast<quint32>(single));
    appendFloatBits(out, 0xf9, std::bit_cast<quint16>(half));
}

bool appendValue(QByteArray &out, const QCborValue &value);

bool appendMap(QByteArray &out, const QCborMap &map)
{
    std::vector<std::pair<QByteArray, QCborValue>> entries;
    entries.reserve(std::size_t(map.size()));
    for (auto it = map.begin(); it != map.end(); ++it) {
        QByteArray key;
        if (!(it.key().isString() || it.key().isInteger()) || !appendValue(key, it.key()))
            return false;
        entries.emplace_back(std::move(key), it.value());
    }
    std::ranges::sort(entries, {}, &std::pair<QByteArray, QCborValue>::first);
    const auto twin = std::ranges::adjacent_find(entries, {}, &std::pair<QByteArray, QCborValue>::first);
    if (twin != entries.end())
        return false;
    appendMapHead(out, map.size());
    return std::ranges::all_of(entries, [&out](const auto &entry) {
        out += entry.first;
        return appendValue(out, entry.second);
    });
}

bool appendValue(QByteArray &out, const QCborValue &value)
{
    switch (value.type()) {
    case QCborValue::Integer: {
        const qint64 number = value.toInteger();
        appendHead(out, number < 0 ? Negative : Unsigned, number < 0 ? quint64(-(number + 1)) : quint64(number));
        return true;
    }
    case QCborValue::ByteArray: {
        const QByteArray bytes = value.toByteArray();
        appendHead(out, Bytes, quint64(bytes.size()));
        out += bytes;
        return true;
    }
    case QCborValue::String: {
        const QString text = value.toString();
        if (!QStringView(text).isValidUtf16())
            return false;
        const QByteArray bytes = text.toUtf8();
        appendHead(out, Text, quint64(bytes.size()));
        out += bytes;
        return true;
    }
    case QCborValue::Array: {
        const QCborArray array = value.toArray();
        appendArrayHead(out, array.size());
        return std::all_of(array.begin(), array.end(),
                           [&out](const QCborValue &item) { return appendValue(out, item); });
    }
    case QCborValue::Map: return appendMap(out, value.toMap());
    case QCborValue::False: out += '\xf4'; return true;
    case QCborValue::True: out += '\xf5'; return true;
    case QCborValue::Null: out += '\xf6'; return true;
    case QCborValue::Double:
        if (!std::isfinite(value.toDouble()))
            return false;
        appendFloat(out, value.toDouble());
        return true;
    default: return false;
    }
}

/// Reads one value from front to back; stops at the first fault and keeps it.
class Reader
{
public:
    Reader(QByteArrayView bytes, const Limits &limits)
        : m_bytes(bytes)
        , m_limits(limits)
    {
    }

    Result<QCborValue> readAll()
    {
        const QCborValue value = read(0);
        if (m_fault)
            return tl::make_unexpected(*m_fault);
        if (m_at != m_bytes.size())
            return fail(ErrorCode::BadFormat, QStringLiteral("bytes after the value"));
        return value;
    }

private:
    QCborValue fault(ErrorCode code, const char *why)
    {
        if (!m_fault)
            m_fault = Error{code, QString::fromLatin1(why)};
        return {};
    }

    /// Big-endian bytes of `width` 1, 2, 4 or 8.
    quint64 readBits(int width)
    {
        if (m_bytes.size() - m_at < width) {
            fault(ErrorCode::BadFormat, "value cut off");
            return 0;
        }
        quint64 value = 0;
        for (int i = 0; i < width; ++i)
            value = value << 8 | quint8(m_bytes[m_at++]);
        return value;
    }

    quint64 readLength(int low)
    {
        if (low < 24)
            return quint64(low);
        if (low > 27) {
            fault(ErrorCode::BadFormat, "indefinite or reserved length");
            return 0;
        }
        const quint64 value = readBits(1 << (low - 24));
        const quint64 floor = low == 24 ? 24 : quint64(1) << (8 << (low - 25));
        if (!m_fault && value < floor)
            fault(ErrorCode::BadFormat, "length not in its shortest form");
        return value;
    }

    /// `count` bytes of a string; its length is checked against what is there before anything is copied.
    QByteArrayView readString(quint64 count)
    {
        if (m_fault)
            return {};
        if (count > quint64(m_bytes.size() - m_at)) {
            fault(ErrorCode::BadFormat, "string cut off");
            return {};
        }
        const QByteArrayView view = m_bytes.sliced(m_at, qsizetype(count));
        m_at += qsizetype(count);
        return view;
    }

    QCborValue readText(quint64 count)
    {
        const QByteArrayView utf8 = readString(count);
        if (m_fault)
            return {};
        QStringDecoder decoder(QStringDecoder::Utf8,
                               QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
        QString text = decoder(utf8);
        if (decoder.hasError() || text.toUtf8() != utf8)
            return fault(ErrorCode::BadFormat, "text is not UTF-8");
        return text;
    }

    QCborValue readArray(quint64 count, int depth)
    {
        QCborArray array;
        for (quint64 i = 0; i < count && !m_fault; ++i)
            array.append(read(depth + 1));
        return array;
    }

    QCborValue readMap(quint64 count, int depth)
    {
        QCborMap map;
        QByteArrayView last;
        for (quint64 i = 0; i < count && !m_fault; ++i) {
            const qsizetype start = m_at;
            const QCborValue key = read(depth + 1);
            if (m_fault)
                break;
            if (!key.isString() && !key.isInteger())
                return fault(ErrorCode::BadFormat, "map key is neither text nor integer");
            const QByteArrayView raw = m_bytes.sliced(start, m_at - start);
            if (i > 0 &&
                std::lexicographical_compare_three_way(last.begin(), last.end(), raw.begin(), raw.end(),
                                                       [](char a, char b) { return quint8(a) <=> quint8(b); }) >= 0)
                return fault(ErrorCode::BadFormat, "map keys not in order");
            last = raw;
            map.insert(key, read(depth + 1));
        }
        return map;
    }

    QCborValue readSimple(int low)
    {
        switch (low) {
        case 20: return false;
        case 21: return true;
        case 22: return nullptr;
        case 25:
        case 26:
        case 27: return readFloat(low);
        default: return fault(ErrorCode::BadFormat, "simple value not allowed");
        }
    }

    QCborValue readFloat(int low)
    {
        const qsizetype start = m_at - 1;
        const quint64 bits = readBits(1 << (low - 24));
        if (m_fault)
            return {};
        const double value = low == 25   ? double(float(std::bit_cast<qfloat16>(quint16(bits))))
                             : low == 26 ? double(std::bit_cast<float>(quint32(bits)))
                                         : std::bit_cast<double>(bits);
        if (!std::isfinite(value))
            return fault(ErrorCode::BadFormat, "number is not finite");
        QByteArray shortest;
        appendFloat(shortest, value);
        if (shortest != m_bytes.sliced(start, m_at - start))
            return fault(ErrorCode::BadFormat, "float not in its shortest form");
        return value;
    }

    QCborValue read(int depth)
    {
        if (m_fault)
            return {};
        if (++m_items > m_limits.items)
            return fault(ErrorCode::TooLarge, "too many values");
        if (depth > m_limits.depth)
            return fault(ErrorCode::TooLarge, "nested too deeply");
        const auto head = int(readBits(1));
        const int low = head & 0x1f;
        if (m_fault)
            return {};
        if (head >> 5 == Simple)
            return readSimple(low);
        const quint64 length = readLength(low);
        if (m_fault)
            return {};
        switch (head >> 5) {
        case Unsigned:
        case Negative:
            if (length > quint64(std::numeric_limits<qint64>::max()))
                return fault(ErrorCode::BadFormat, "integer beyond 64 bits signed");
            return head >> 5 == Unsigned ? qint64(length) : -qint64(length) - 1;
        case Bytes: return readString(length).toByteArray();
        case Text: return readText(length);
        case Array: return readArray(length, depth);
        case Map: return readMap(length, depth);
        default: return fault(ErrorCode::BadFormat, "tags are not allowed");
        }
    }

    QByteArrayView m_bytes;
    const Limits &m_limits;
    qsizetype m_at = 0;
    int m_items = 0;
    std::optional<Error> m_fault;
};

} // namespace

void appendArrayHead(QByteArray &out, qsizetype count)
{
    appendHead(out, Array, quint64(count));
}

void appendMapHead(QByteArray &out, qsizetype count)
{
    appendHead(out, Map, quint64(count));
}

void append(QByteArray &out, const QCborValue &value)
{
    out += encode(value);
}

QByteArray encode(const QCborValue &value)
{
    QByteArray out;
    return appendValue(out, value) ? out : QByteArray();
}

bool encodable(const QCborValue &value)
{
    return !encode(value).isEmpty();
}

Result<QCborValue> decode(QByteArrayView bytes, const Limits &limits)
{
    if (bytes.size() > limits.bytes)
        return fail(ErrorCode::TooLarge, QStringLiteral("%1 bytes").arg(bytes.size()));
    return Reader(bytes, limits).readAll();
}

Result<QCborMap> decodeMap(QByteArrayView bytes, const Limits &limits)
{
    const auto value = decode(bytes, limits);
    if (!value)
        return passOn(value);
    if (!value->isMap())
        return fail(ErrorCode::BadFormat, QStringLiteral("not a map"));
    return value->toMap();
}

} // namespace ruhu::record::cbor
