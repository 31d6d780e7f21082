// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/casework/casefile.h"
#include "core/rules/meanstest.h"
#include "core/service/dossier.h"
#include "core/store/households.h"

/// A case as core/casework and core/rules want to see it.
namespace ruhu::service {

struct OpenCase
{
    ApplicationRow row; ///< With the state that follows from the records, and the limit that runs.
    HouseholdRecords records;
    QList<record::Record> flat;
    casework::CaseFile file;
    RecordId root;
    qint32 part = 0;
};

/// The one place that says in which state a case is and which limit runs. NotFound when the application
/// is not on this laptop.
[[nodiscard]] Result<OpenCase> openCase(store::Database &db, const Ground &ground, ApplicationId id);
[[nodiscard]] Result<OpenCase> openCase(store::Database &db, const Ground &ground, const store::ApplicationRow &row);
[[nodiscard]] OpenCase openCase(const Ground &ground, const store::ApplicationRow &row, HouseholdRecords records);

/// Ok, or why this person may not do it now: NotAllowed (role, separation of duties), Conflict (not in this state),
/// Incomplete (papers; `detail` lists the ids of what is missing, with spaces between).
[[nodiscard]] Result<void> allow(const Ground &ground, const casework::CaseFile &file, casework::Action action,
                                 const casework::StepFacts &step = {}, bool nearRelative = false);

/// An event of this kind about the case, with application, by, role and at.
[[nodiscard]] record::Mutation eventAbout(const Ground &ground, const OpenCase &opened, record::Kind kind, RecordId id,
                                          record::Body body);

/// The means test with these answers. NotFound without a policy pack.
[[nodiscard]] Result<rules::MeansTest> testOf(const Ground &ground, const OpenCase &opened,
                                              const QList<OpinionAnswer> &answers);

/// Opinions of a case, newest first, each with whether its signature verifies.
[[nodiscard]] Result<QList<OpinionRow>> opinionRows(store::Database &db, const Ground &ground,
                                                    const HouseholdRecords &records, ApplicationId application);

} // namespace ruhu::service
