// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/strongid.h"

#include <QDate>
#include <QSet>
#include <QString>
#include <QStringList>

/// The small words that several doors of core/service share. Plain values: copy them across threads freely.
/// Codes (programmes, reasons, photo kinds …) are the codes of codelists.csv; roles and states are the ids of
/// core/domain/roles.h and core/casework/process.h. People's words for them are made in ui/models.
namespace ruhu::service {

using PhotoId = StrongId<struct PhotoTag>;
using ConflictId = StrongId<struct ConflictTag>;

/// What moved in the store, so that a screen reloads only that. Arrives on the GUI thread.
struct Changes
{
    QSet<HouseholdId> households; ///< These dossiers changed in any part (members, photos, visits, applications …).
    QSet<ApplicationId> applications; ///< These cases moved.
    QSet<DraftId> drafts;
    bool outbox = false;     ///< Counts of unsent work.
    bool conflicts = false;  ///< The list of conflicts.
    bool everything = false; ///< Too much to list (a first sync, a rebuild): reload what is on the screen.
};

/// A programme or another coded fact with the time since which it holds.
struct Deadline
{
    QDate date;               ///< Last day; invalid when there is none.
    int workingDaysLeft = 0;  ///< Negative: overdue by that many working days.
    bool provisional = false; ///< The working-day calendar of that year is missing.
};

/// Where a household or a person lives, ready for the eye: names from the division tree of the policy pack.
struct Place
{
    qint64 village = 0;  ///< 12-digit division code.
    QString villageName; ///< "石磨村"; the bare code while the name is unknown.
    QString group;       ///< Village group, may be empty.
};

/// A stretch of a text that answers the search, in UTF-16 units.
struct Span
{
    int start = 0;
    int length = 0;
    friend bool operator==(const Span &, const Span &) = default;
};

} // namespace ruhu::service
