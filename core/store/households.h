// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/strongid.h"
#include "core/record/record.h"
#include "core/store/database.h"

#include <QStringList>

/// The household list, its search, and what the pages beside it ask for. Unmasked: core/service masks.
namespace ruhu::store {

struct HouseholdFilter
{
    enum class Sort {
        Urgency, ///< Own open drafts, then longest not visited.
        Village,
        Name,
    };
    QString text; ///< Words separated by spaces; each must match a name, pinyin, initials, ID, phone or household
                  ///< number (whole or tail), or the village.
    QList<qint64> villages;
    QStringList programmes;
    qint64 notVisitedSinceMs = 0; ///< 0 = any; else only those whose last visit is before it, or never.
    bool onlyUnsent = false;
    PersonId person; ///< Whose drafts count.
    Sort sort = Sort::Urgency;
};

struct HouseholdRow
{
    RecordId id;
    qint32 part = 0;
    qint64 village = 0;
    QString villageName;
    QString number;
    QString headName;
    QString headId; ///< Identity number of the head; mask before showing.
    QString headBirth;
    QString address;
    QString direction; ///< How to find the door.
    int members = 0;
    QStringList programmes; ///< In force.
    QString applying;       ///< Programme of an open application.
    RecordId application;   ///< That application.
    QStringList tags;       ///< "disability", "illness", "chronic", "student", "elder", "child".
    qint64 lastVisitMs = 0; ///< 0 = never.
    DraftId draft;          ///< Of the filter's person.
    int conflicts = 0;
    int unsentPhotos = 0;
    int unsent = 0;        ///< Changes that are on this laptop only.
    bool complete = false; ///< false: only the list row has arrived.
};

struct HouseholdPage
{
    QList<HouseholdRow> rows;
    int total = 0; ///< Of the filter.
    int all = 0;   ///< Households on this laptop.
};

constexpr int householdPageRows = 200;

/// Rows [offset, offset + limit) of the filter; limit is brought into 1 … householdPageRows.
[[nodiscard]] Result<HouseholdPage> householdPage(Database &db, const HouseholdFilter &filter, int offset,
                                                  int limit = householdPageRows);
/// One row. NotFound.
[[nodiscard]] Result<HouseholdRow> household(Database &db, RecordId id, PersonId person = {});

struct VillageCount
{
    qint64 village = 0;
    QString name;
    int households = 0;
};
[[nodiscard]] Result<QList<VillageCount>> villages(Database &db);

struct ApplicationRow
{
    RecordId id;
    RecordId root;
    QString number;
    QStringList programmes;
    QString state; ///< Of the last `step`, by the device's counter; empty before the first.
    qint64 stateAtMs = 0;
    QString appliedOn;
    QString headName;
    qint64 village = 0;
    QString villageName;
    PersonId handler;
};
/// All applications of the laptop, oldest first; viewsAbout(application) gives the events that casework decides on.
[[nodiscard]] Result<QList<ApplicationRow>> applications(Database &db);
[[nodiscard]] Result<std::optional<ApplicationRow>> application(Database &db, RecordId id);

struct TaskRow
{
    RecordId id;
    RecordId root;
    QString what; ///< Code: "VISIT", "RECHECK", "RE_APPROVE" …
    RecordId subject;
    QString status; ///< "OPEN", "DONE" …
    QString dueOn;  ///< ISO date, may be empty.
    QString note;
    PersonId person; ///< Null: anybody with the role.
    QString role;
};
/// Open tasks of a person (or of nobody yet), soonest first.
[[nodiscard]] Result<QList<TaskRow>> openTasks(Database &db, PersonId person);

struct ConflictRow
{
    RecordId cid;
    RecordId root;
    RecordId target;
    QString kind;      ///< Of the target.
    QString group;     ///< record::wholeRecord for archive against edit.
    record::Body body; ///< Of the conflict record: base, theirs, mine and who and when.
};
/// Conflicts that nobody resolved yet, here or elsewhere; of one household, or (null) of all.
[[nodiscard]] Result<QList<ConflictRow>> openConflicts(Database &db, RecordId root = {});

struct PersonRow
{
    PersonId id;
    QString name;
    QString role;       ///< Of the newest grant, may be empty.
    QByteArray serial;  ///< Of the newest certificate.
    QByteArray signKey; ///< Ed25519.
    QByteArray certificate;
};
/// Colleagues whose certificates are here.
[[nodiscard]] Result<QList<PersonRow>> people(Database &db);

} // namespace ruhu::store
