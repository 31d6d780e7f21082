// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/sqlite_p.h"

namespace ruhu::hub::sqlite {

/// Brings a new or older file to the schema of this build; TooNew and Damaged leave it untouched.
[[nodiscard]] Result<void> migrate(Connection &db);

} // namespace ruhu::hub::sqlite
