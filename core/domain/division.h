// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>
#include <QtGlobal>

#include <optional>

namespace ruhu {

/// The five levels of division codes (统计用区划代码, 12 digits: 2 province, 2 city, 2 county, 3 township, 3 village).
enum class DivisionLevel { Province, City, County, Township, Village };

/// A division code as a number of 12 digits. Parents are made by zeros. Codes change every year, so nothing here knows
/// which ones exist; the list of divisions of a province comes as data.
struct DivisionCode
{
    qint64 value = 0; ///< 12 digits; 0 = none.

    friend constexpr auto operator<=>(const DivisionCode &, const DivisionCode &) = default;

    /// The smallest level that the digits name: 990101201001 is a village, 990101201000 a township.
    [[nodiscard]] DivisionLevel level() const;
    /// The code of the division above that it lies in; itself when it is already of that level or higher.
    [[nodiscard]] DivisionCode at(DivisionLevel level) const;
    /// The nine leading digits: the `part` of a record (docs/protocol.md 1). 0 for a code above a township.
    [[nodiscard]] qint32 part() const;
    /// True when `other` is this division or lies in it.
    [[nodiscard]] bool contains(DivisionCode other) const;
    [[nodiscard]] QString text() const; ///< 12 digits.
};

/// From 12, 9 or 6 digits; shorter codes are filled with zeros. Nothing for other input or a province below 11.
[[nodiscard]] std::optional<DivisionCode> parseDivision(QStringView text);

/// The demonstration province: an unassigned prefix that no real place or person can have.
constexpr int demoProvince = 99;

} // namespace ruhu
