// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/casework.h"
#include "core/service/parts.h"
#include "core/store/view.h"

namespace ruhu::service {

/// Everything that the screen shows of one household, masked. NotFound when not even its list row is here.
[[nodiscard]] Result<Dossier> dossierOf(store::Database &db, const Ground &ground, HouseholdId household);

/// The records of a household by kind, read once.
struct HouseholdRecords
{
    QHash<QString, QList<store::View>> byKind;
    [[nodiscard]] const QList<store::View> of(record::Kind kind) const
    {
        return byKind.value(QString(record::nameOf(kind)));
    }
};
[[nodiscard]] Result<HouseholdRecords> recordsOf(store::Database &db, HouseholdId household);

/// Finished visits with their photos, newest first.
[[nodiscard]] Result<QList<VisitRow>> visitRows(store::Database &db, const Ground &ground,
                                                const HouseholdRecords &records, ApplicationId only = {});

/// Names of the people who work here, for rows; an unknown person is an empty name.
[[nodiscard]] Result<QHash<PersonId, QString>> peopleNames(store::Database &db, const Ground &ground);

} // namespace ruhu::service
