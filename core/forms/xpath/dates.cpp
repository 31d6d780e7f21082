// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xpath/dates.h"

#include <QLocale>

#include <cmath>
#include <limits>

namespace ruhu::forms::xpath {

namespace {

/// Exactly `count` ASCII digits at `at`, or -1.
int digits(QStringView text, qsizetype at, int count)
{
    if (at + count > text.size())
        return -1;
    int value = 0;
    for (int i = 0; i < count; ++i) {
        const char16_t c = text.at(at + i).unicode();
        if (c < u'0' || c > u'9')
            return -1;
        value = value * 10 + (c - u'0');
    }
    return value;
}

QChar charAt(QStringView text, qsizetype at)
{
    return at < text.size() ? text.at(at) : QChar();
}

/// Reads "Z" or "+08:00" at the end; false when something else stands there.
bool readOffset(QStringView text, std::optional<int> &offset)
{
    if (text.isEmpty())
        return true;
    if (text == u"Z") {
        offset = 0;
        return true;
    }
    const QChar sign = text.at(0);
    const int hours = digits(text, 1, 2);
    if ((sign != u'+' && sign != u'-') || hours < 0 || hours > 14)
        return false;
    int minutes = 0;
    if (text.size() == 6 && text.at(3) == u':')
        minutes = digits(text, 4, 2);
    else if (text.size() != 3)
        return false;
    if (minutes < 0 || minutes > 59)
        return false;
    offset = (sign == u'-' ? -1 : 1) * (hours * 3600 + minutes * 60);
    return true;
}

} // namespace

std::optional<QDate> readDate(QStringView text)
{
    if (text.size() != 10 || text.at(4) != u'-' || text.at(7) != u'-')
        return std::nullopt;
    const QDate date(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2));
    return date.isValid() && date.year() > 0 ? std::optional(date) : std::nullopt;
}

std::optional<QTime> readTime(QStringView text, std::optional<int> *offset)
{
    const int hour = digits(text, 0, 2);
    const int minute = charAt(text, 2) == u':' ? digits(text, 3, 2) : -1;
    if (hour < 0 || minute < 0)
        return std::nullopt;
    int second = 0;
    int milli = 0;
    qsizetype at = 5;
    if (charAt(text, at) == u':') {
        second = digits(text, 6, 2);
        at = 8;
        if (charAt(text, at) == u'.') {
            qsizetype end = at + 1;
            while (charAt(text, end) >= u'0' && charAt(text, end) <= u'9')
                ++end;
            if (end == at + 1)
                return std::nullopt;
            milli = int(text.mid(at, end - at).toDouble() * 1000);
            at = end;
        }
    }
    std::optional<int> read;
    const QTime time(hour, minute, second, milli);
    if (second < 0 || !time.isValid() || !readOffset(text.mid(at), read))
        return std::nullopt;
    if (offset)
        *offset = read;
    return time;
}

std::optional<QDateTime> readDateTime(QStringView text, const QTimeZone &zone)
{
    const auto date = readDate(text.left(10));
    std::optional<int> offset;
    const auto time = charAt(text, 10) == u'T' ? readTime(text.mid(11), &offset) : std::nullopt;
    if (!date || !time)
        return std::nullopt;
    if (offset)
        return QDateTime(*date, *time, Qt::OffsetFromUTC, *offset);
    return QDateTime(*date, *time, zone);
}

QString writeDateTime(const QDateTime &moment, const QTimeZone &zone)
{
    const QDateTime local = moment.toTimeZone(zone);
    const int offset = local.offsetFromUtc();
    return local.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz")) +
           QStringLiteral("%1%2:%3")
               .arg(QChar(offset < 0 ? u'-' : u'+'))
               .arg(std::abs(offset) / 3600, 2, 10, QChar(u'0'))
               .arg(std::abs(offset) / 60 % 60, 2, 10, QChar(u'0'));
}

double dayNumber(QStringView text, const QTimeZone &zone)
{
    static const QDate epoch(1970, 1, 1);
    if (text.size() < 10 || text.at(4) != u'-')
        return std::numeric_limits<double>::quiet_NaN();
    if (const auto date = readDate(text))
        return double(epoch.daysTo(*date));
    if (const auto moment = readDateTime(text, zone)) {
        const QDateTime local = moment->toTimeZone(zone);
        return double(epoch.daysTo(local.date())) + double(local.time().msecsSinceStartOfDay()) / 86'400'000.0;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

QString dateOfDays(double days)
{
    if (std::isnan(days) || std::abs(days) > 2'932'896) // 9999-12-31
        return {};
    return QDate(1970, 1, 1).addDays(qint64(std::floor(days))).toString(Qt::ISODate);
}

QString formatDate(QStringView text, const QString &format, const QTimeZone &zone)
{
    const auto date = readDate(text);
    const auto moment = date ? std::optional(date->startOfDay(zone)) : readDateTime(text, zone);
    if (!moment)
        return {};
    const QDateTime local = moment->toTimeZone(zone);
    const auto padded = [](int number, int width) { return QStringLiteral("%1").arg(number, width, 10, QChar(u'0')); };
    QString out;
    for (qsizetype i = 0; i < format.size(); ++i) {
        if (format.at(i) != u'%' || i + 1 == format.size()) {
            out += format.at(i);
            continue;
        }
        switch (format.at(++i).unicode()) {
        case u'Y': out += padded(local.date().year(), 4); break;
        case u'y': out += padded(local.date().year() % 100, 2); break;
        case u'm': out += padded(local.date().month(), 2); break;
        case u'n': out += QString::number(local.date().month()); break;
        case u'b': out += QLocale::c().monthName(local.date().month(), QLocale::ShortFormat); break;
        case u'd': out += padded(local.date().day(), 2); break;
        case u'e': out += QString::number(local.date().day()); break;
        case u'H': out += padded(local.time().hour(), 2); break;
        case u'h': out += QString::number(local.time().hour()); break;
        case u'M': out += padded(local.time().minute(), 2); break;
        case u'S': out += padded(local.time().second(), 2); break;
        case u'3': out += padded(local.time().msec(), 3); break;
        case u'a': out += QLocale::c().dayName(local.date().dayOfWeek(), QLocale::ShortFormat); break;
        case u'W': out += QString::number(local.date().weekNumber()); break;
        case u'%': out += u'%'; break;
        default: break;
        }
    }
    return out;
}

} // namespace ruhu::forms::xpath
