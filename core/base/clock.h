// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QtGlobal>

namespace ruhu {

/// Time as the program sees it. Rooms that decide take one; only `app` and adapters make the real one.
/// No merge decision reads a clock (docs/architecture.md, decision 7): wall time is evidence, monotonic time is for
/// delays.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Milliseconds since 1970-01-01 UTC, as the device believes them.
    [[nodiscard]] virtual qint64 wallMs() const = 0;
    /// Milliseconds that never jump back while the machine is up; also counts time in suspend (CLOCK_BOOTTIME).
    [[nodiscard]] virtual qint64 monotonicMs() const = 0;
};

/// The clock of the machine. Thread-safe.
class SystemClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override;
    [[nodiscard]] qint64 monotonicMs() const override;
};

} // namespace ruhu
