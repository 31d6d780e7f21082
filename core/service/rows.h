// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/rules/policy.h"
#include "core/service/parts.h"
#include "core/store/households.h"

/// From the store's rows to what screens may see: masked, with ages and names.
namespace ruhu::service {

[[nodiscard]] HouseholdRow rowOf(const store::HouseholdRow &row, const Ground &ground, const QString &query = {});
[[nodiscard]] Place placeOf(qint64 village, const QString &name, const QString &address = {});
/// Without state and limit: these follow from the records of the case (caserecords.h).
[[nodiscard]] ApplicationRow rowOf(const store::ApplicationRow &row);
[[nodiscard]] PhotoRow photoRowOf(const store::View &photo);

/// Working days left until a date.
[[nodiscard]] Deadline deadlineOf(const Ground &ground, QDate due);

/// True when this person may see identity numbers and phones in full (a village reporter sees them
/// masked).
[[nodiscard]] bool mayReveal(const Me &me);
/// True when this person may correct facts of a household outside a visit (supervisors and the county do
/// not edit survey facts).
[[nodiscard]] bool mayCorrect(const Me &me);

} // namespace ruhu::service
