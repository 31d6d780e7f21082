// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/mutation.h"

/// The three-way merge. Pure: no clock, no store. Four copies, always by these names:
/// `base` what the writer saw (`was`), `mine` what the writer wants, `theirs` what is stored now, `merged` the result.
///
/// Per atomic group that a patch touches:
///   every field of `was` equals theirs -> the group takes `set`;
///   every field of `set` equals theirs -> nothing to do;
///   otherwise                          -> one conflict for the group, theirs stays.
/// Fields the writer does not know stay as they are. Archive against a concurrent edit is a conflict in both orders.
namespace ruhu::record {

/// The group name of a conflict about the record as a whole (archive against edit).
inline constexpr QLatin1String wholeRecord{"*"};

struct GroupConflict
{
    QString group;        ///< Or wholeRecord.
    Body base;            ///< What the writer saw.
    Body theirs;          ///< What is stored.
    Body mine;            ///< What the writer wants; for an archive empty.
    bool archive = false; ///< The writer wants to archive, or theirs is archived (then `theirs` is empty).
};

enum class Outcome {
    Applied,        ///< On top of the version the writer saw.
    Merged,         ///< On top of a newer version, without contradiction.
    NoOp,           ///< Everything was already so (the same event again, the same edit by two people).
    Conflict,       ///< At least one group; other groups of the patch are merged all the same.
    EventImmutable, ///< Same event id, other bytes.
    Invalid,        ///< Does not fit: patch of an event, event op on a document, patch of a record that is not there.
};

struct Merge
{
    Outcome outcome = Outcome::Invalid;
    bool changed = false; ///< `merged` or `archived` differs from theirs: a new version is due.
    bool archived = false;
    Body merged;        ///< Body after the merge; theirs when nothing changed.
    QStringList groups; ///< Groups that took new values.
    QList<GroupConflict> conflicts;
};

/// `theirs` with ver 0 = the record does not exist. `theirs.kind` and `mine.kind` must agree when it does.
[[nodiscard]] Merge merge(const Record &theirs, const Body &theirsBody, const Mutation &mine);

/// What the writer's own screen shows: the mutation on top of a body, without asking.
/// Returns true when the record is archived by it.
bool overlay(Body &body, const Mutation &mine);

} // namespace ruhu::record
