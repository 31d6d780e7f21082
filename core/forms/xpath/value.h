// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>

#include <variant>
#include <vector>

struct _xmlNode; // NOLINT(bugprone-reserved-identifier): the name that libxml2 gives its nodes

namespace ruhu::forms::xpath {

using Node = _xmlNode;               ///< An attribute or document node is cast to one, as libxml2 does.
using NodeSet = std::vector<Node *>; ///< In document order, without repetition.

/// A value of XPath 1.0. Dates are strings that count as days since 1970-01-01 wherever a number is wanted.
using Value = std::variant<bool, double, QString, NodeSet>;

/// A number as ODK writes it: no exponent, no ".0", "NaN" and "Infinity" as XPath.
QString numberText(double number);

/// A number as XPath 1.0 reads it, an exponent allowed; NaN for anything else, '' among it.
double plainNumber(QStringView text);

} // namespace ruhu::forms::xpath
