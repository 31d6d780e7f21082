// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/xpath/evaluator.h"

#include <span>

namespace ruhu::forms::xpath {

/// Place of a function in the table, -1 when there is none of that name.
int findFunction(const QString &name);
/// Does it take so many arguments?
bool functionTakes(int function, int arguments);
/// Evaluates a call; arguments only as far as the function needs them (if, coalesce, once).
Value call(const Expr &expr, Evaluator &evaluator, const Focus &focus);

/// One call under way: its arguments, evaluated when asked for.
struct Call
{
    const Expr &expr;
    Evaluator &evaluator;
    const Focus &focus;

    [[nodiscard]] std::size_t count() const { return expr.args.size(); }
    [[nodiscard]] Value value(std::size_t i) const { return evaluator.eval(*expr.args[i], focus); }
    [[nodiscard]] QString string(std::size_t i) const { return evaluator.string(value(i)); }
    [[nodiscard]] double number(std::size_t i) const { return evaluator.number(value(i)); }
    [[nodiscard]] bool boolean(std::size_t i) const { return evaluator.boolean(value(i)); }
    /// The texts of the arguments from `first`: each node of a node-set that counts, or the value itself.
    [[nodiscard]] QStringList texts(std::size_t first) const;
    /// Nodes of argument i that count; an error when it is no node-set.
    [[nodiscard]] NodeSet nodes(std::size_t i) const;
};

struct Function
{
    QLatin1String name;
    int least;
    int most; ///< -1 = any number.
    Value (*run)(const Call &);
};

/// The three shelves of the library: XPath 1.0, numbers and dates, and what only questionnaires need.
std::span<const Function> coreFunctions();
std::span<const Function> numberFunctions();
std::span<const Function> surveyFunctions();

} // namespace ruhu::forms::xpath
