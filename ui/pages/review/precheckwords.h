// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The words of the machine's pre-check: what a rule is about, what was found, how a sum came about.
#pragma once

#include "ui/models/desk.h"

#include <QString>

namespace ruhu::pages {

/// What a line of the pre-check is about: the thing it names ("Town pension"), else its rule ("Savings").
[[nodiscard]] QString precheckName(const service::PrecheckLine &line);

/// What was found, with its limit where there is one: "5,325.00 yuan, limit 19,200.00 yuan   21,300.00 ÷ 4".
[[nodiscard]] QString precheckFinding(const service::PrecheckLine &line);

/// Where a line is from: the register or the home visit, and the day.
[[nodiscard]] QString precheckSource(const service::PrecheckLine &line);

/// One step of the working: "Standard: 800.00 yuan", "Per head and month: 31,728.00 ÷ 12 ÷ 4 = 661.00 yuan".
[[nodiscard]] QString workingText(const service::WorkingStep &step);

} // namespace ruhu::pages
