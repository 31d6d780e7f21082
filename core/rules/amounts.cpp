// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/meanstest.h"

#include <algorithm>

namespace ruhu::rules {

Fen roundedQuotient(qint64 numerator, qint64 denominator, Rounding rounding)
{
    const qint64 unit = denominator * rounding.step.value;
    qint64 steps = numerator / unit;
    const qint64 rest = numerator % unit;
    switch (rounding.mode) {
    case Rounding::Mode::Up: steps += rest > 0 ? 1 : 0; break;
    case Rounding::Mode::Down: break;
    case Rounding::Mode::HalfUp: steps += rest >= unit - rest ? 1 : 0; break;
    }
    return rounding.step * steps;
}

Fen gapAllowance(Fen standard, int persons, Fen income, int months, Rounding rounding, int topUpPercents)
{
    // (S·n − I/m) + S·p/100, all over 100·m. A public program of this field computed (632 − 1894/3) × 3 in decimals,
    // got 2.00…01 and paid 3 yuan: divide once, at the end.
    const qint64 gap = std::max<qint64>(0, standard.value * persons * months - income.value);
    const qint64 numerator = 100 * gap + standard.value * topUpPercents * months;
    return roundedQuotient(numerator, qint64(100) * months, rounding);
}

} // namespace ruhu::rules
