// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QDate>
#include <QHash>
#include <QSet>
#include <QString>

namespace ruhu::rules {

/// Which days are worked: Monday to Friday, corrected by the State Council's plan of each year.
class WorkCalendar
{
public:
    /// Columns date,kind with HOLIDAY, REST, WORKDAY, MAKEUP_WORKDAY; days that follow from the weekday may be left
    /// out. A year is known when the table has a day of it. BadFormat names the line.
    [[nodiscard]] static Result<WorkCalendar> fromCsv(QByteArrayView bytes);

    /// Years from this one on are planned, not published: deadlines in them are provisional.
    void setProvisionalFrom(int year) { m_provisionalFrom = year; }

    [[nodiscard]] bool isWorkday(QDate day) const;
    /// True when the year's plan is missing or not published yet, so that isWorkday() is a guess.
    [[nodiscard]] bool isProvisional(QDate day) const;

    /// The last day of a limit of `days` working days; counting starts the day after the event. 0 days: the event's
    /// day.
    [[nodiscard]] QDate afterWorkdays(QDate event, int days) const;
    /// Working days from `today` to `due`: 0 on the day itself, negative when overdue.
    [[nodiscard]] int workdaysBetween(QDate today, QDate due) const;

private:
    QHash<QDate, bool> m_exceptions; ///< Day -> worked.
    QSet<int> m_years;
    int m_provisionalFrom = 9999;
};

/// How a limit is counted.
enum class LimitUnit { WorkingDays, CalendarDays, Months };

/// A limit of the law, from the policy pack.
struct Limit
{
    int count = 0;
    LimitUnit unit = LimitUnit::WorkingDays;
    QString source; ///< Article.
};

/// A date by which something must be done.
struct DueDate
{
    QDate date;
    bool provisional = false; ///< A year's working-day plan is missing: say "about".
};

/// The last day of a limit that began with an event. Calendar days: the first full day after the event is day one.
/// Months: the same day of the later month, or its last day.
[[nodiscard]] DueDate dueDate(const WorkCalendar &calendar, const Limit &limit, QDate event);

} // namespace ruhu::rules
