// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/forms/xpath/ast.h"

namespace ruhu::forms::xpath {

/// Parses one XPath 1.0 expression. A function that does not exist is left as `function == -1`, because only a form
/// that would call it must be refused: see firstUnknown().
/// \return BadFormat (syntax, with the place), TooLarge (limits::expressionLength, limits::expressionDepth)
Result<ExprPtr> parse(const QString &expression);

/// The first call in the tree that names no function or has the wrong number of arguments, in words; else empty.
QString firstUnknown(const Expr &expr);

} // namespace ruhu::forms::xpath
