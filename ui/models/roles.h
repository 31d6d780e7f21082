// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>

namespace ruhu::models {

/// What colleagues call a role ("经办", "主管"); an unknown id is shown as it is.
[[nodiscard]] QString roleText(const QString &roleId);

} // namespace ruhu::models
