// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/record.h"
#include "core/service/conflicts.h"

/// What a conflict record and the decision about it say, field by field.
namespace ruhu::service {

/// The values of one group in one of the copies that a conflict holds.
[[nodiscard]] record::Body conflictCopy(const record::Body &conflict, const QString &which);

/// Fields with different values on the two sides, masked; those of a newer version included.
[[nodiscard]] QList<ConflictField> differingFields(const record::Body &conflict);

/// The same with what a resolution took and left. None when it ended or kept the record as a whole.
[[nodiscard]] QList<DecidedField> decidedFields(const record::Body &conflict, const record::Body &resolution);

} // namespace ruhu::service
