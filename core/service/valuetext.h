// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/service/conflicts.h"

#include <QCborValue>

/// Values of record fields as text, for screens that show any field of any kind (conflicts).
namespace ruhu::service {

[[nodiscard]] ConflictField::Type typeOf(const QString &field);
/// The code list of a field; empty when it has none.
[[nodiscard]] QString codeListOf(const QString &field);
/// Whole sentences: two of them can stand one after the other (a name or a number cannot).
[[nodiscard]] bool isFreeText(const QString &field);
/// Masked as core/domain/masking.h says. Money in fen as digits, dates ISO, flags "1" and "0", lists joined by spaces.
[[nodiscard]] QString maskedText(const QString &field, const QCborValue &value);
/// The way back for what a person typed. Rejected when it does not fit the field.
[[nodiscard]] Result<QCborValue> valueFromText(const QString &field, const QString &text);

} // namespace ruhu::service
