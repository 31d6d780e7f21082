// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

/// Own XPath 1.0 with the functions of ODK XForms over a libxml2 tree. libxml2's own has neither these functions nor
/// repeats.
namespace ruhu::forms::xpath {

struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

enum class Op { Or, And, Eq, Ne, Lt, Le, Gt, Ge, Add, Sub, Mul, Div, Mod, Union };

enum class Axis {
    Child,
    Parent,
    Self,
    Descendant,
    DescendantOrSelf,
    Ancestor,
    AncestorOrSelf,
    FollowingSibling,
    PrecedingSibling,
    Following,
    Preceding,
    Attribute,
};

struct NodeTest
{
    enum class Kind { Name, AnyName, AnyNode, Text, Comment, Nothing };
    Kind kind = Kind::AnyName;
    QByteArray prefix; ///< UTF-8, empty = none.
    QByteArray uri;    ///< Namespace of the prefix once a form's compiler has looked it up; then the prefix is free.
    QByteArray name;   ///< UTF-8 local name; for AnyName with a prefix only that prefix matches.
};

struct Step
{
    Axis axis = Axis::Child;
    NodeTest test;
    std::vector<ExprPtr> predicates;
};

/// One node of a parsed expression. Operators of one level are kept side by side (a + b - c is one Chain of three), so
/// that recursion only goes as deep as brackets do.
struct Expr
{
    enum class Kind { Literal, Number, Chain, Negate, Call, Path };
    /// Where a path begins. `Anchor` is an ancestor-or-self of the expression's own node, counted from the top: the
    /// document is 0, the root element 1. The compiler makes it from absolute paths into a shared repeat.
    enum class Start { Context, Root, Current, Anchor, Expression };

    Kind kind = Kind::Literal;
    QString text;              ///< Literal: its value; Call: name with prefix.
    double number = 0;         ///< Number.
    std::vector<ExprPtr> args; ///< Chain, Negate, Call.
    std::vector<Op> ops;       ///< Chain: one less than args, evaluated from the left.
    int function = -1;         ///< Call: place in the function table, -1 = no such function.

    bool usesFocus = false;    ///< The value depends on the node, position or size it is evaluated for.
    bool usesPosition = false; ///< It depends on position or size.

    Start start = Start::Context;
    int anchorDepth = 0;
    ExprPtr base; ///< Path that starts with an expression: instance('x')/…
    std::vector<ExprPtr> basePredicates;
    std::vector<Step> steps;
};

} // namespace ruhu::forms::xpath
