// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/clock.h"

#include <ctime>

namespace ruhu {

namespace {
qint64 readMs(clockid_t which)
{
    timespec now{};
    clock_gettime(which, &now);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}
} // namespace

qint64 SystemClock::wallMs() const
{
    return readMs(CLOCK_REALTIME);
}

qint64 SystemClock::monotonicMs() const
{
    return readMs(CLOCK_BOOTTIME);
}

} // namespace ruhu
