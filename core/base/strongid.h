// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

#include <algorithm>
#include <array>
#include <compare>

namespace ruhu {

/// The 16 bytes of a UUIDv7 (RFC 9562 5.7), made on the device. The time in it only gives locality on disk: nothing
/// ever reads it out. A tag keeps the id of a household from being passed where a visit is wanted.
template <typename Tag>
class StrongId
{
public:
    static constexpr qsizetype size = 16;

    /// The null id: "none". Never stored as the id of a record.
    constexpr StrongId() = default;

    /// A fresh version-7 id.
    static StrongId make(const Clock &clock, Rng &rng)
    {
        StrongId id;
        rng.fill(std::as_writable_bytes(std::span(id.m_bytes)));
        const auto ms = quint64(clock.wallMs());
        for (int i = 0; i < 6; ++i)
            id.m_bytes[std::size_t(i)] = quint8(ms >> (40 - 8 * i));
        id.m_bytes[6] = quint8(0x70 | (id.m_bytes[6] & 0x0f));
        id.m_bytes[8] = quint8(0x80 | (id.m_bytes[8] & 0x3f));
        return id;
    }

    /// From exactly 16 bytes; any other length gives the null id.
    static StrongId fromBytes(QByteArrayView bytes)
    {
        StrongId id;
        if (bytes.size() == size)
            std::copy_n(reinterpret_cast<const quint8 *>(bytes.data()), std::size_t(size), id.m_bytes.begin());
        return id;
    }

    /// From 32 hexadecimal digits, with or without the dashes of a UUID; anything else gives the null id.
    static StrongId fromText(QStringView text)
    {
        const QByteArray hex = text.toLatin1().replace('-', QByteArray());
        const QByteArray raw = QByteArray::fromHex(hex);
        return hex.size() == 2 * size && raw.toHex() == hex.toLower() ? fromBytes(raw) : StrongId();
    }

    [[nodiscard]] bool isNull() const
    {
        return std::all_of(m_bytes.begin(), m_bytes.end(), [](quint8 b) { return b == 0; });
    }

    [[nodiscard]] QByteArray bytes() const { return QByteArray(reinterpret_cast<const char *>(m_bytes.data()), size); }

    /// 32 lower-case hexadecimal digits.
    [[nodiscard]] QString text() const { return QString::fromLatin1(bytes().toHex()); }

    /// The same id under another tag: only for code that handles records of any kind.
    template <typename Other>
    [[nodiscard]] StrongId<Other> as() const
    {
        return StrongId<Other>::fromBytes(bytes());
    }

    friend constexpr auto operator<=>(const StrongId &, const StrongId &) = default;

    friend size_t qHash(const StrongId &id, size_t seed = 0) noexcept
    {
        return qHashBits(id.m_bytes.data(), std::size_t(size), seed);
    }

private:
    std::array<quint8, 16> m_bytes{};
};

/// The ids that every room speaks of. A visit, an opinion or a photo is a record too: `as<RecordTag>()`.
using RecordId = StrongId<struct RecordTag>;
using HouseholdId = StrongId<struct HouseholdTag>;
using MemberId = StrongId<struct MemberTag>;
using ApplicationId = StrongId<struct ApplicationTag>;
using VisitId = StrongId<struct VisitTag>;
using PersonId = StrongId<struct PersonTag>; ///< Somebody who works with Ruhu (a caseworker), not a household member.
using DeviceId = StrongId<struct DeviceTag>;
using MutationId = StrongId<struct MutationTag>;
using BundleId = StrongId<struct BundleTag>;
using DraftId = StrongId<struct DraftTag>;

} // namespace ruhu
