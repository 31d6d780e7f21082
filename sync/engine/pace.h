// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/rng.h"

#include <QtGlobal>

namespace ruhu::engine {

/// The instant of one step, as the caller's clock shows it. Waiting is counted in monotonic time; wall time is only
/// sent along as evidence.
struct Now
{
    qint64 wallMs = 0;
    qint64 monoMs = 0;
};

/// How long to wait after the n-th failure in a row (n from 1): full jitter, a random share of 2 s · 2ⁿ⁻¹, never more
/// than 10 minutes and never less than what the hub asked for.
[[nodiscard]] qint64 backoffMs(int failures, qint64 retryAfterMs, Rng &rng);

/// What the line carries, learnt from what it carried: page sizes and deadlines follow from it.
///
/// A page is what fits into four seconds (16 kB to 1 MB), halves after a timeout and never more than grows by half;
/// the deadline of a request is three times what it should take.
class Pace
{
public:
    /// One answered request: `bytes` both ways together, in `ms`.
    void carried(qint64 bytes, qint64 ms);
    /// One request that ran into its deadline.
    void timedOut();

    /// Bytes to ask for in one page.
    [[nodiscard]] qint64 pageBytes() const { return m_pageBytes; }
    /// Milliseconds after which a request that moves `bytes` is given up; 15 s to 10 min.
    [[nodiscard]] qint64 deadlineMs(qint64 bytes) const;

private:
    double m_bytesPerMs = 8.0; ///< 64 kbit/s until the line shows better.
    qint64 m_pageBytes = 32 * 1024;
};

} // namespace ruhu::engine
