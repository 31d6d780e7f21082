// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/calendar.h"

#include "core/domain/csv.h"

namespace ruhu::rules {

using namespace Qt::Literals::StringLiterals;

Result<WorkCalendar> WorkCalendar::fromCsv(QByteArrayView bytes)
{
    const Result<CsvTable> table = readCsv(bytes);
    if (!table)
        return passOn(table);
    const qsizetype dateColumn = table->column(u"date");
    const qsizetype kindColumn = table->column(u"kind");
    if (dateColumn < 0 || kindColumn < 0)
        return fail(ErrorCode::BadFormat, u"a calendar needs date and kind"_s);
    WorkCalendar calendar;
    for (const QStringList &row : table->rows) {
        const QDate day = QDate::fromString(row[dateColumn], Qt::ISODate);
        const QString &kind = row[kindColumn];
        const bool works = kind == u"WORKDAY"_s || kind == u"MAKEUP_WORKDAY"_s;
        const bool rests = kind == u"HOLIDAY"_s || kind == u"REST"_s;
        if (!day.isValid() || works == rests || calendar.m_exceptions.contains(day))
            return fail(ErrorCode::BadFormat, u"calendar day "_s + row[dateColumn]);
        calendar.m_exceptions.insert(day, works);
        calendar.m_years.insert(day.year());
    }
    return calendar;
}

bool WorkCalendar::isWorkday(QDate day) const
{
    const auto exception = m_exceptions.constFind(day);
    return exception != m_exceptions.constEnd() ? *exception : day.dayOfWeek() <= 5;
}

bool WorkCalendar::isProvisional(QDate day) const
{
    return !m_years.contains(day.year()) || day.year() >= m_provisionalFrom;
}

QDate WorkCalendar::afterWorkdays(QDate event, int days) const
{
    QDate day = event;
    while (day.isValid() && days > 0) {
        day = day.addDays(1);
        if (isWorkday(day))
            --days;
    }
    return day;
}

int WorkCalendar::workdaysBetween(QDate today, QDate due) const
{
    if (!today.isValid() || !due.isValid())
        return 0;
    const bool overdue = due < today;
    const QDate from = overdue ? due : today;
    const QDate to = overdue ? today : due;
    int days = 0;
    for (QDate day = from.addDays(1); day <= to; day = day.addDays(1))
        days += isWorkday(day) ? 1 : 0;
    return overdue ? -days : days;
}

DueDate dueDate(const WorkCalendar &calendar, const Limit &limit, QDate event)
{
    DueDate due;
    switch (limit.unit) {
    case LimitUnit::WorkingDays: due.date = calendar.afterWorkdays(event, limit.count); break;
    case LimitUnit::CalendarDays: due.date = event.addDays(limit.count); break;
    case LimitUnit::Months: due.date = event.addMonths(limit.count); break;
    }
    if (limit.unit == LimitUnit::WorkingDays && due.date.isValid())
        due.provisional = calendar.isProvisional(event) || calendar.isProvisional(due.date);
    return due;
}

} // namespace ruhu::rules
