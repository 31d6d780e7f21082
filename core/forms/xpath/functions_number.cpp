// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xpath/dates.h"
#include "core/forms/xpath/functions.h"

#include <cmath>
#include <limits>
#include <numbers>

namespace ruhu::forms::xpath {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

template <double (*f)(double)>
Value unary(const Call &c)
{
    return f(c.number(0));
}

template <double (*f)(double, double)>
Value binary(const Call &c)
{
    return f(c.number(0), c.number(1));
}

double power10(double x)
{
    return std::pow(10.0, x);
}

/// Half away from zero, as Excel and Enketo do; XPath 1.0 would give -1 for -1.5.
double roundTo(double x, int digits)
{
    if (std::isnan(x) || std::isinf(x))
        return x;
    // Shift by rewriting the exponent of the shortest decimal: 1.005 * 100 would be 100.49999999999999.
    const auto shifted = [](double value, int by) {
        return plainNumber(QString(numberText(value) + u'e' + QString::number(by)));
    };
    return shifted(std::round(shifted(x, digits)), -digits);
}

Value rounded(const Call &c)
{
    const double digits = c.count() > 1 ? c.number(1) : 0;
    if (std::isnan(digits))
        return none;
    return roundTo(c.number(0), int(std::clamp(digits, -300.0, 300.0)));
}

Value pi(const Call &)
{
    return std::numbers::pi;
}

/// min and max: NaN as soon as one value is no number, or when there is none.
Value extreme(const Call &c, bool largest)
{
    double found = none;
    const QStringList texts = c.texts(0);
    for (const QString &text : texts) {
        const double value = c.evaluator.number(text);
        if (std::isnan(value))
            return none;
        if (std::isnan(found) || (largest ? value > found : value < found))
            found = value;
    }
    return found;
}

Value smallest(const Call &c)
{
    return extreme(c, false);
}

Value largest(const Call &c)
{
    return extreme(c, true);
}

Value random(const Call &c)
{
    if (!c.evaluator.host().rng)
        return 0.5;
    quint64 bits = 0;
    c.evaluator.host().rng->fill(std::as_writable_bytes(std::span(&bits, 1)));
    return double(bits >> 11) * 0x1.0p-53;
}

QDateTime moment(const Call &c)
{
    const Clock *clock = c.evaluator.host().clock;
    return QDateTime::fromMSecsSinceEpoch(clock ? clock->wallMs() : 0, c.evaluator.host().zone);
}

Value today(const Call &c)
{
    return moment(c).date().toString(Qt::ISODate);
}

Value now(const Call &c)
{
    return writeDateTime(moment(c), c.evaluator.host().zone);
}

Value date(const Call &c)
{
    const Value value = c.value(0);
    const QString text = c.evaluator.string(value);
    if (readDate(text))
        return text;
    const QTimeZone &zone = c.evaluator.host().zone;
    if (const auto read = readDateTime(text, zone))
        return read->toTimeZone(zone).date().toString(Qt::ISODate);
    return dateOfDays(std::holds_alternative<bool>(value) ? none : plainNumber(text));
}

Value dateTime(const Call &c)
{
    const QString text = c.string(0);
    const QTimeZone &zone = c.evaluator.host().zone;
    if (readDate(text))
        return text;
    if (const auto read = readDateTime(text, zone))
        return writeDateTime(*read, zone);
    const double days = plainNumber(text);
    if (std::isnan(days) || std::abs(days) > 2'932'896)
        return QString();
    const QDate day = QDate(1970, 1, 1).addDays(qint64(std::floor(days)));
    const qint64 ms = qint64((days - std::floor(days)) * 86'400'000.0);
    return writeDateTime(QDateTime(day, QTime(0, 0), zone).addMSecs(ms), zone);
}

/// Days since 1970-01-01T00:00Z with a fraction: of a date its midnight in the form's zone.
Value decimalDateTime(const Call &c)
{
    const QString text = c.string(0);
    const QTimeZone &zone = c.evaluator.host().zone;
    const auto day = readDate(text);
    const auto read = day ? std::optional(day->startOfDay(zone)) : readDateTime(text, zone);
    return read ? double(read->toMSecsSinceEpoch()) / 86'400'000.0 : none;
}

/// The part of the day that has passed at a time, in the form's zone: 0 at midnight, 0.5 at noon.
Value decimalTime(const Call &c)
{
    const QString text = c.string(0);
    const QTimeZone &zone = c.evaluator.host().zone;
    if (const auto read = readDateTime(text, zone))
        return double(read->toTimeZone(zone).time().msecsSinceStartOfDay()) / 86'400'000.0;
    std::optional<int> offset;
    const auto time = readTime(text, &offset);
    if (!time)
        return none;
    const int shift = offset ? zone.offsetFromUtc(moment(c)) - *offset : 0;
    return double(time->addSecs(shift).msecsSinceStartOfDay()) / 86'400'000.0;
}

Value dateFormatted(const Call &c)
{
    const QTimeZone &zone = c.evaluator.host().zone;
    const Value value = c.value(0);
    QString text = c.evaluator.string(value);
    if (const double days = plainNumber(text); !std::isnan(days))
        text = dateOfDays(days);
    return formatDate(text, c.string(1), zone);
}

constexpr Function shelf[] = {
    {QLatin1String("floor"), 1, 1, unary<std::floor>},
    {QLatin1String("ceiling"), 1, 1, unary<std::ceil>},
    {QLatin1String("round"), 1, 2, rounded},
    {QLatin1String("int"), 1, 1, unary<std::trunc>},
    {QLatin1String("abs"), 1, 1, unary<std::fabs>},
    {QLatin1String("sqrt"), 1, 1, unary<std::sqrt>},
    {QLatin1String("exp"), 1, 1, unary<std::exp>},
    {QLatin1String("exp10"), 1, 1, unary<power10>},
    {QLatin1String("log"), 1, 1, unary<std::log>},
    {QLatin1String("log10"), 1, 1, unary<std::log10>},
    {QLatin1String("sin"), 1, 1, unary<std::sin>},
    {QLatin1String("cos"), 1, 1, unary<std::cos>},
    {QLatin1String("tan"), 1, 1, unary<std::tan>},
    {QLatin1String("asin"), 1, 1, unary<std::asin>},
    {QLatin1String("acos"), 1, 1, unary<std::acos>},
    {QLatin1String("atan"), 1, 1, unary<std::atan>},
    {QLatin1String("atan2"), 2, 2, binary<std::atan2>},
    {QLatin1String("pow"), 2, 2, binary<std::pow>},
    {QLatin1String("pi"), 0, 0, pi},
    {QLatin1String("min"), 1, -1, smallest},
    {QLatin1String("max"), 1, -1, largest},
    {QLatin1String("random"), 0, 0, random},
    {QLatin1String("today"), 0, 0, today},
    {QLatin1String("now"), 0, 0, now},
    {QLatin1String("date"), 1, 1, date},
    {QLatin1String("date-time"), 1, 1, dateTime},
    {QLatin1String("decimal-date-time"), 1, 1, decimalDateTime},
    {QLatin1String("decimal-time"), 1, 1, decimalTime},
    {QLatin1String("format-date"), 2, 2, dateFormatted},
    {QLatin1String("format-date-time"), 2, 2, dateFormatted},
};

} // namespace

std::span<const Function> numberFunctions()
{
    return shelf;
}

} // namespace ruhu::forms::xpath
