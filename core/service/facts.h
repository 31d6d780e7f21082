// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/domain/entities.h"
#include "core/store/view.h"

/// From record bodies to the values that rules and screens work with. A field of another type than expected counts as
/// absent: what a newer version wrote must not stop an older one.
namespace ruhu::service {

[[nodiscard]] Household householdOf(const store::View &view);
[[nodiscard]] Member memberOf(const store::View &view);
[[nodiscard]] Income incomeOf(const store::View &view);
[[nodiscard]] Property propertyOf(const store::View &view);
[[nodiscard]] Expenditure expenditureOf(const store::View &view);
[[nodiscard]] Application applicationOf(const store::View &view);
[[nodiscard]] CheckResult checkResultOf(const store::View &view);
[[nodiscard]] Visit visitOf(const store::View &view);
[[nodiscard]] Opinion opinionOf(const store::View &view);

} // namespace ruhu::service
