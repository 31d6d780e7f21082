// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/formdef.h"
#include "core/forms/xpath/value.h"

#include <QTimeZone>

namespace ruhu::forms::detail {

/// What a node of that type keeps of a text: the text in the type's form, or '' when the type does not allow it.
QString castText(DataType type, const QString &text, const QTimeZone &zone);

/// The same for the result of a calculation: NaN is blank, a day number in a date node is a date.
QString castResult(DataType type, const xpath::Value &value, const QString &text, const QTimeZone &zone);

} // namespace ruhu::forms::detail
