// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/engine/pace.h"

#include "core/base/limits.h"

#include <algorithm>

namespace ruhu::engine {

namespace {

/// A number from 0 to `bound` - 1. The slight preference for small values (bound is far below 2^63) does no harm here.
qint64 below(qint64 bound, Rng &rng)
{
    quint64 raw = 0;
    rng.fill(std::as_writable_bytes(std::span(&raw, 1)));
    return bound > 0 ? qint64(raw % quint64(bound)) : 0;
}

} // namespace

qint64 backoffMs(int failures, qint64 retryAfterMs, Rng &rng)
{
    const int doublings = std::clamp(failures - 1, 0, 20);
    const qint64 ceiling = std::min(limits::backoffMaxMs, limits::backoffMinMs << doublings);
    return std::max(limits::backoffMinMs / 2 + below(ceiling, rng), std::min(retryAfterMs, limits::retryAfterMaxMs));
}

void Pace::carried(qint64 bytes, qint64 ms)
{
    constexpr qint64 tooSmallToTell = 2048; // such an answer measures the delay of the line, not its width
    constexpr double newest = 0.3;
    if (bytes < tooSmallToTell)
        return;
    const double seen = double(bytes) / double(std::max<qint64>(ms, 1));
    m_bytesPerMs = (1 - newest) * m_bytesPerMs + newest * seen;
    const auto wanted = qint64(m_bytesPerMs * double(limits::pageMs));
    m_pageBytes =
        std::clamp(std::min(wanted, m_pageBytes + m_pageBytes / 2), limits::pageBytesMin, limits::pageBytesMax);
}

void Pace::timedOut()
{
    m_bytesPerMs = std::max(m_bytesPerMs / 2, 0.5);
    m_pageBytes = std::max(m_pageBytes / 2, limits::pageBytesMin);
}

qint64 Pace::deadlineMs(qint64 bytes) const
{
    constexpr qint64 shortest = 15'000;
    constexpr qint64 longest = 600'000;
    return std::clamp(qint64(3.0 * double(bytes) / m_bytesPerMs), shortest, longest);
}

} // namespace ruhu::engine
