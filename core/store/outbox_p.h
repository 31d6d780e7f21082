// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/mutation.h"

namespace ruhu::store {

/// The kind by which a person recognises a bundle: the visit rather than its photos.
[[nodiscard]] QString tellingKind(const record::Bundle &bundle);

} // namespace ruhu::store
