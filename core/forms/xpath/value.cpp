// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xpath/value.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace ruhu::forms::xpath {

QString numberText(double number)
{
    if (std::isnan(number))
        return QStringLiteral("NaN");
    if (std::isinf(number))
        return number > 0 ? QStringLiteral("Infinity") : QStringLiteral("-Infinity");
    if (number == 0)
        return QStringLiteral("0"); // also for -0
    std::array<char, 400> buffer;   // 1e308 without exponent has 309 digits, 1e-308 about 330
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number, std::chars_format::fixed);
    return QString::fromLatin1(buffer.data(), end.ptr - buffer.data());
}

double plainNumber(QStringView text)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const QByteArray ascii = text.trimmed().toLatin1();
    if (ascii.isEmpty())
        return none;
    const char first = ascii.at(0) == '-' && ascii.size() > 1 ? ascii.at(1) : ascii.at(0);
    if ((first < '0' || first > '9') && first != '.')
        return none; // from_chars would take "inf" and "nan"
    double number = 0;
    const auto read = std::from_chars(ascii.constData(), ascii.constData() + ascii.size(), number);
    if (read.ec == std::errc::result_out_of_range)
        return ascii.toDouble();
    return read.ec == std::errc() && read.ptr == ascii.constData() + ascii.size() ? number : none;
}

} // namespace ruhu::forms::xpath
