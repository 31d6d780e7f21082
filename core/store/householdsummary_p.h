// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/store/view.h"

namespace ruhu::store {

/// " A B " for a list of codes: instr(column, ' A ') finds one. Empty for none.
[[nodiscard]] QString codeSet(const QStringList &codes);
[[nodiscard]] QStringList codesOf(const QString &set);

/// Makes the row of `household` anew from the typed rows of its records; drops it when there is nothing of it left.
[[nodiscard]] Result<void> summariseHousehold(Database &db, RecordId root);

} // namespace ruhu::store
