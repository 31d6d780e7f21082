// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/casework/process.h"
#include "core/record/record.h"
#include "core/rules/policy.h"

/// From records to the process, and what an opinion must rest on.
namespace ruhu::casework {

/// The role under a signature by which a member lets the data be checked; all other drawn marks stand for the family.
inline constexpr QLatin1String authorisationRole{"Authorisation"};

/// Reads the case from the records of its household (merged view, in any order, others are ignored): household,
/// members, application, step, authorisation, check-request, check-result, visit, photo, signature, opinion. \param
/// today decides who is of age. Steps are read by their `to`: a step to a state counts once, whoever sent it twice.
[[nodiscard]] CaseFile caseOf(std::span<const record::Record> household, ApplicationId application, QDate today);

/// One limit of the case that runs now.
struct CaseDeadline
{
    QString key; ///< Of the policy pack: supplement, survey.start, check.start, check.objection, total, total.special.
    rules::DueDate due;
    bool legal = false; ///< Set by law; others are the province's own.
};

/// The limits that run in the state of the case, soonest first.
[[nodiscard]] QList<CaseDeadline> deadlines(const CaseFile &file, const rules::Policy &policy);

/// What the subject of an opinion must hold: every record of the household that the pre-check looked at (household,
/// members, obligors, incomes, properties, expenditures, the application), the report, its latest done visit and the
/// visit's photos and signatures. Sorted by id, archived records left out.
[[nodiscard]] QList<SubjectItem> subjectOf(std::span<const record::Record> household, ApplicationId application);

/// How an opinion's subject differs from what is on file now. Empty: it still stands.
struct Stale
{
    QList<RecordId> changed; ///< Other version or content.
    QList<RecordId> missing; ///< Signed, but no longer on file.
    QList<RecordId> added;   ///< On file, not among what was signed.
    [[nodiscard]] bool isEmpty() const { return changed.isEmpty() && missing.isEmpty() && added.isEmpty(); }
};

/// Compares by content (hash): a new version number with the same bytes is no change. An opinion with a stale subject
/// has no effect and asks for a new one (docs/protocol.md 3, rules of the hub).
[[nodiscard]] Stale staleness(const QList<SubjectItem> &signedSubject, const QList<SubjectItem> &now);

} // namespace ruhu::casework
