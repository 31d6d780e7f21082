// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"

#include <QList>

namespace ruhu::demo {

/// Chance that is the same for the same seed on every machine (splitmix64, public domain algorithm by S. Vigna).
class Dice final : public Rng
{
public:
    explicit Dice(quint64 seed)
        : m_state(seed)
    {
    }
    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// low … high, both possible.
    int between(int low, int high) { return low + int(next() % quint64(high - low + 1)); }
    bool chance(int percent) { return between(1, 100) <= percent; }
    template <typename T>
    const T &of(const QList<T> &list)
    {
        return list[between(0, int(list.size()) - 1)];
    }
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &b : out)
            b = std::byte(next() & 0xff);
    }

private:
    quint64 m_state;
};

/// A clock that stands still: ids and times depend on the spec alone.
class StillClock final : public Clock
{
public:
    explicit StillClock(qint64 wallMs)
        : m_wall(wallMs)
    {
    }
    [[nodiscard]] qint64 wallMs() const override { return m_wall; }
    [[nodiscard]] qint64 monotonicMs() const override { return 0; }

private:
    qint64 m_wall;
};

} // namespace ruhu::demo
