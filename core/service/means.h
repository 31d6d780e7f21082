// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/rules/meanstest.h"
#include "core/service/dossier.h"

/// The means test over what is on file (core/rules decides; this gathers and translates).
namespace ruhu::service {

/// Everything the test looks at, for one application, or for the household as it is (null application). The answers are
/// those of the supervisor.
[[nodiscard]] rules::MeansFacts meansFacts(const Ground &ground, const HouseholdRecords &records,
                                           ApplicationId application, const QList<OpinionAnswer> &answers = {});
/// The summary of the dossier; unknown without policy, members or figures.
[[nodiscard]] EconomySummary economyOf(const Ground &ground, const HouseholdRecords &records);
[[nodiscard]] Precheck precheckOf(const rules::MeansTest &test);

} // namespace ruhu::service
