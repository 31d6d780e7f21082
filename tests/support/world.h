// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"

namespace ruhu::test {

/// A clock that moves only when the test says so.
class ManualClock final : public Clock
{
public:
    explicit ManualClock(qint64 startWallMs = 1'763'700'000'000) // 2025-11-21 in China
        : m_wall(startWallMs)
    {
    }
    [[nodiscard]] qint64 wallMs() const override { return m_wall; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_monotonic; }

    /// Real time passes: both hands move.
    void advance(qint64 ms)
    {
        m_wall += ms;
        m_monotonic += ms;
    }
    /// Somebody sets the clock: only the wall moves.
    void jump(qint64 ms) { m_wall += ms; }

private:
    qint64 m_wall;
    qint64 m_monotonic = 1'000;
};

/// Random bytes that are the same for the same seed (splitmix64, public domain algorithm by S. Vigna).
class SeededRng final : public Rng
{
public:
    explicit SeededRng(quint64 seed = 1)
        : m_state(seed)
    {
    }
    void fill(std::span<std::byte> out) override
    {
        for (std::byte &b : out)
            b = std::byte(next() & 0xff);
    }
    quint64 next()
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

private:
    quint64 m_state;
};

} // namespace ruhu::test
