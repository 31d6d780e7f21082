// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/store/database.h"

namespace ruhu::store {

/// The schema this build writes.
[[nodiscard]] int schemaVersion();

/// Brings the file to schemaVersion(), one transaction per step. TooNew leaves a newer file untouched.
[[nodiscard]] Result<void> migrate(Database &db);

} // namespace ruhu::store
