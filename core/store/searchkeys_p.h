// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/store/view.h"

namespace ruhu::store {

/// Rows of search_key for a household or member: every reading and initials of the name, the name from each of its
/// characters on, identity number (whole, last 4 and 6), phone (whole, last 4) and household number (whole, its
/// digits). `ref` is the household, `source` the record.
[[nodiscard]] Result<void> writeSearchKeys(Database &db, const View &view);

/// Readings, initials and suffixes of a village name.
[[nodiscard]] Result<void> writeVillageKeys(Database &db, qint64 village, const QString &name);

/// A WHERE condition over household `h` for what a person typed, with its values: every word must match.
/// Empty when nothing was typed.
[[nodiscard]] QString searchCondition(const QString &typed, Values &values);

} // namespace ruhu::store
