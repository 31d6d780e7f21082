// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/division.h"

namespace ruhu {

namespace {

/// What the digits below a level are worth.
qint64 unit(DivisionLevel level)
{
    switch (level) {
    case DivisionLevel::Province: return 10'000'000'000;
    case DivisionLevel::City: return 100'000'000;
    case DivisionLevel::County: return 1'000'000;
    case DivisionLevel::Township: return 1'000;
    case DivisionLevel::Village: break;
    }
    return 1;
}

} // namespace

DivisionLevel DivisionCode::level() const
{
    for (DivisionLevel candidate :
         {DivisionLevel::Province, DivisionLevel::City, DivisionLevel::County, DivisionLevel::Township}) {
        if (value % unit(candidate) == 0)
            return candidate;
    }
    return DivisionLevel::Village;
}

DivisionCode DivisionCode::at(DivisionLevel wanted) const
{
    return {value - value % unit(wanted)};
}

qint32 DivisionCode::part() const
{
    return level() < DivisionLevel::Township ? 0 : qint32(value / 1'000);
}

bool DivisionCode::contains(DivisionCode other) const
{
    return value != 0 && other.at(level()) == *this;
}

QString DivisionCode::text() const
{
    return QString::number(value).rightJustified(12, u'0');
}

std::optional<DivisionCode> parseDivision(QStringView text)
{
    const QStringView digits = text.trimmed();
    if (digits.size() != 12 && digits.size() != 9 && digits.size() != 6)
        return std::nullopt;
    qint64 value = 0;
    for (QChar c : digits) {
        if (c < u'0' || c > u'9')
            return std::nullopt;
        value = value * 10 + (c.unicode() - u'0');
    }
    for (qsizetype i = digits.size(); i < 12; ++i)
        value *= 10;
    if (value < 110'000'000'000)
        return std::nullopt;
    return DivisionCode{value};
}

} // namespace ruhu
