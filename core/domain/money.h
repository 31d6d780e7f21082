// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>
#include <QtGlobal>

#include <compare>
#include <optional>

namespace ruhu {

/// Money: a whole number of fen (0.01 yuan). Never a floating-point number. Records, tables and the wire
/// hold the bare integer; inside the program the type keeps fen from being mixed with counts and yuan.
struct Fen
{
    qint64 value = 0;

    friend constexpr auto operator<=>(const Fen &, const Fen &) = default;
    friend constexpr Fen operator+(Fen a, Fen b) { return {a.value + b.value}; }
    friend constexpr Fen operator-(Fen a, Fen b) { return {a.value - b.value}; }
    constexpr Fen operator-() const { return {-value}; }
    friend constexpr Fen operator*(Fen a, qint64 times) { return {a.value * times}; }
    constexpr Fen &operator+=(Fen other)
    {
        value += other.value;
        return *this;
    }
    constexpr Fen &operator-=(Fen other)
    {
        value -= other.value;
        return *this;
    }
};

/// Whole yuan as fen.
[[nodiscard]] constexpr Fen yuan(qint64 amount)
{
    return {amount * 100};
}

/// The largest sum that a person may enter, 10 billion yuan: far above any home, far below overflow of a sum of sums.
inline constexpr Fen largestAmount = yuan(10'000'000'000);

/// "1,234.00", "-0.05": for screens and papers. Two decimals always, thousands by commas, in every locale.
[[nodiscard]] QString yuanText(Fen amount);

/// "1234.00": for CSV files and forms, without separators.
[[nodiscard]] QString plainYuanText(Fen amount);

/// Reads "1234", "1,234.5", "-12.05" (ASCII digits; fold full-width input first). Nothing for anything else, for more
/// than two decimals (money is never rounded on the way in) and above largestAmount.
[[nodiscard]] std::optional<Fen> parseYuan(QStringView text);

} // namespace ruhu
