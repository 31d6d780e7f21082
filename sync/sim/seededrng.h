// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"

#include <algorithm>
#include <cstring>

namespace ruhu::sim {

/// Randomness that is the same for the same seed (splitmix64, public domain algorithm by S. Vigna). Never for keys of
/// real people.
class SeededRng final : public Rng
{
public:
    explicit SeededRng(quint64 seed)
        : m_state(seed * 0x9e3779b97f4a7c15ULL + 1)
    {
    }

    void fill(std::span<std::byte> out) override
    {
        while (!out.empty()) {
            const quint64 word = next();
            const auto count = std::min(out.size(), sizeof word);
            std::memcpy(out.data(), &word, count);
            out = out.subspan(count);
        }
    }
    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    /// A number from `low` to `high`, both included.
    qint64 between(qint64 low, qint64 high) { return low + qint64(next() % quint64(high - low + 1)); }
    /// True `perMille` times in a thousand.
    bool chance(int perMille) { return qint64(next() % 1000) < perMille; }

private:
    quint64 m_state;
};

/// The one time of a world, seen through a clock that may be wrong.
class WorldClock final : public Clock
{
public:
    explicit WorldClock(const qint64 &nowMs, qint64 skewMs = 0)
        : m_now(nowMs)
        , m_skew(skewMs)
    {
    }
    [[nodiscard]] qint64 wallMs() const override { return 1'790'000'000'000 + m_now + m_skew; }
    [[nodiscard]] qint64 monotonicMs() const override { return 1'000 + m_now; }

private:
    const qint64 &m_now;
    qint64 m_skew;
};

} // namespace ruhu::sim
