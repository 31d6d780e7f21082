// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/casting.h"

#include "core/forms/xpath/dates.h"

#include <cmath>
#include <limits>

namespace ruhu::forms::detail {

namespace {

QString castInt(double number)
{
    const double whole = std::trunc(number);
    const bool fits = whole >= std::numeric_limits<qint32>::min() && whole <= std::numeric_limits<qint32>::max();
    return fits ? xpath::numberText(whole) : QString(); // also blank for NaN
}

/// "latitude longitude [altitude [accuracy]]" in degrees and metres.
bool isGeopoint(const QString &text)
{
    const QStringList parts = text.simplified().split(u' ');
    if (parts.size() < 2 || parts.size() > 4)
        return false;
    for (const QString &part : parts) {
        if (std::isnan(xpath::plainNumber(part)))
            return false;
    }
    return std::abs(xpath::plainNumber(parts.at(0))) <= 90 && std::abs(xpath::plainNumber(parts.at(1))) <= 180 &&
           (parts.size() < 4 || xpath::plainNumber(parts.at(3)) >= 0);
}

bool hasLongOffset(const QString &text)
{
    // "+08" stands in ISO 8601, but an answer is written "+08:00"
    const qsizetype sign = std::max(text.lastIndexOf(u'+'), text.lastIndexOf(u'-'));
    return text.endsWith(u'Z') || sign <= text.indexOf(u'T') || text.size() - sign == 6;
}

} // namespace

QString castText(DataType type, const QString &text, const QTimeZone &zone)
{
    if (text.isEmpty())
        return text;
    switch (type) {
    case DataType::Int: return castInt(xpath::plainNumber(text));
    case DataType::Decimal: {
        const double number = xpath::plainNumber(text);
        return std::isfinite(number) ? text.trimmed() : QString();
    }
    case DataType::Boolean:
        if (text == u"1" || text == u"true")
            return QStringLiteral("1");
        return text == u"0" || text == u"false" ? QStringLiteral("0") : QString();
    case DataType::Date: return xpath::readDate(text) ? text : QString();
    case DataType::Time: // with seconds, as every client writes it
        return xpath::readTime(text) && text.size() >= 8 && text.at(5) == u':' && hasLongOffset(text) ? text
                                                                                                      : QString();
    case DataType::DateTime: return xpath::readDateTime(text, zone) && hasLongOffset(text) ? text : QString();
    case DataType::Geopoint: return isGeopoint(text) ? text.simplified() : QString();
    default: return text;
    }
}

QString castResult(DataType type, const xpath::Value &value, const QString &text, const QTimeZone &zone)
{
    const double *number = std::get_if<double>(&value);
    if (number && std::isnan(*number))
        return {};
    if (type == DataType::Date) {
        const QString date = number ? xpath::dateOfDays(*number) : castText(type, text, zone);
        if (!date.isEmpty())
            return date;
        if (const auto moment = xpath::readDateTime(text, zone))
            return moment->toTimeZone(zone).date().toString(Qt::ISODate);
        return xpath::dateOfDays(xpath::plainNumber(text));
    }
    if (type == DataType::DateTime && xpath::readDate(text))
        return text;
    return castText(type, text, zone);
}

} // namespace ruhu::forms::detail
