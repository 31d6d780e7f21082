// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/deliver.h"
#include "core/service/words.h"

namespace ruhu::service {

struct DeskParts;

/// One household to go to today.
struct TodayVisit
{
    enum class State { Planned, Drafting, Done };
    HouseholdId household;
    ApplicationId application; ///< Null for outreach.
    DraftId draft;             ///< Set while this person is filling it in.
    State state = State::Planned;
    QString headName;
    Place place;
    QString hint;         ///< How to find the door ("村委往东 200 米").
    QString reason;       ///< Code VISIT_REASON: NEW, RECHECK, …
    QString programme;    ///< Code PROGRAM, may be empty.
    int timeMinutes = -1; ///< Appointment, minutes after midnight; -1 = none.
    Deadline due;
    QString section;      ///< Drafting: title of the section where the draft stands, in the form's own words.
    qint64 savedAtMs = 0; ///< Drafting: when the last answer was kept. Done: when it was signed.
};

/// A case or task with a date coming up, soonest first.
struct DueItem
{
    HouseholdId household;
    ApplicationId application;
    QString headName;
    QString programme;
    QString limit; ///< What must have happened by then: key of the policy pack's deadlines.
    Deadline due;
};

/// One day of the strip above the list.
struct DayCount
{
    QDate date;
    bool working = true;
    int planned = 0;
    int done = 0;
    int due = 0;
};

/// Work that exists on this laptop only.
struct UnsentCount
{
    int visits = 0;
    int photos = 0;
    int signatures = 0;
    int others = 0; ///< Opinions, steps, field changes.
    qint64 bytes = 0;
    [[nodiscard]] int total() const { return visits + photos + signatures + others; }
};

/// The page that opens after unlock.
struct TodayView
{
    QDate date;
    QList<TodayVisit> visits;
    QList<DayCount> days; ///< Monday of this week to Monday of the next.
    QList<DueItem> due;
    UnsentCount unsent;
    int conflictHouseholds = 0;
    int conflictFields = 0;
    QStringList conflictNames; ///< At most three heads of household.
    int readyHouseholds = 0;   ///< Of today's visits, how many have their whole dossier on this laptop.
};

class Today
{
public:
    explicit Today(DeskParts &desk);
    /// The page as of now.
    [[nodiscard]] Answer<TodayView> view();

private:
    DeskParts &m_desk;
};

} // namespace ruhu::service
