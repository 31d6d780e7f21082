// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/model.h"

namespace ruhu::forms::detail {

/// Turns the text of one expression into a tree that instances can evaluate as it is, and notes what it reads.
///
/// Rewrites: an absolute path into a repeat that the context is in starts at that instance; pulldata()
/// and indexed-repeat() become paths; prefixes get their namespace. Positions are never injected per evaluation.
class Compiler
{
public:
    /// \param scope element whose namespace declarations count for prefixes
    Compiler(Model &model, const xmlNode *scope)
        : m_model(model)
        , m_scope(scope)
    {
    }

    /// Parses and adds an expression to the model.
    /// \param place what to call it in an error: "/hs/m/health relevant"
    /// \return its index; BadFormat for syntax, an unknown function, prefix or instance; TooLarge
    Result<int> add(const QString &source, int schema, Role role, const QString &place, int owner = -1);

    /// Parses and rewrites without adding: label and value of an itemset, which are evaluated per item.
    Result<xpath::ExprPtr> plain(const QString &source, int schema, const QString &place);

    /// Absolute schema path that a path expression names from `context`, ignoring predicates; -1 for anything else.
    [[nodiscard]] int resolve(const QString &source, int context);

    /// Adds to `reads` of expression `index` what `relative` reads when evaluated on the nodes the expression selects.
    void readOnResult(int index, const xpath::Expr &relative);

private:
    Result<void> rewrite(xpath::Expr &expr, int schema);
    Result<void> rewriteCall(xpath::ExprPtr &expr, int schema);
    Result<void> visit(xpath::ExprPtr &expr, int schema);
    Result<void> bindPrefix(xpath::NodeTest &test) const;
    void contextualise(xpath::Expr &path, int schema) const;

    Model &m_model;
    const xmlNode *m_scope;
};

/// Ranks all expressions so that each comes after those that write what it reads, and fills the reader indexes.
/// \return BadFormat "cycle: /a → /b → /a"
Result<void> rankExpressions(Model &model);

} // namespace ruhu::forms::detail
