// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xpath/evaluator.h"

#include "core/forms/xpath/dates.h"
#include "core/forms/xpath/functions.h"

#include <libxml/tree.h>
#include <libxml/xpath.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ruhu::forms::xpath {

namespace {

bool same(const xmlChar *a, const QByteArray &b)
{
    return a && qstrcmp(reinterpret_cast<const char *>(a), b.constData()) == 0;
}

bool isElement(const Node *node)
{
    return node->type == XML_ELEMENT_NODE;
}

void descend(Node *from, const NodeTest &test, NodeSet &out)
{
    // Iterative: instances may be as deep as limits::formDepth, but a loop needs no proof.
    Node *node = from->children;
    while (node) {
        if (matches(test, node, false))
            out.push_back(node);
        if (isElement(node) && node->children) {
            node = node->children;
            continue;
        }
        while (node && node != from && !node->next)
            node = node->parent;
        if (!node || node == from)
            break;
        node = node->next;
    }
}

void along(Axis axis, Node *node, const NodeTest &test, NodeSet &out)
{
    const bool attribute = node->type == XML_ATTRIBUTE_NODE;
    const auto add = [&](Node *candidate) {
        if (matches(test, candidate, false))
            out.push_back(candidate);
    };
    switch (axis) {
    case Axis::Child:
        for (Node *child = attribute ? nullptr : node->children; child; child = child->next)
            add(child);
        break;
    case Axis::Parent:
        if (node->parent)
            add(node->parent);
        break;
    case Axis::Self:
        if (attribute ? matches(test, node, true) : matches(test, node, false))
            out.push_back(node);
        break;
    case Axis::DescendantOrSelf: add(node); [[fallthrough]];
    case Axis::Descendant:
        if (!attribute)
            descend(node, test, out);
        break;
    case Axis::AncestorOrSelf: add(node); [[fallthrough]];
    case Axis::Ancestor:
        for (Node *up = node->parent; up; up = up->parent)
            add(up);
        break;
    case Axis::FollowingSibling:
        for (Node *next = attribute ? nullptr : node->next; next; next = next->next)
            add(next);
        break;
    case Axis::PrecedingSibling:
        for (Node *previous = attribute ? nullptr : node->prev; previous; previous = previous->prev)
            add(previous);
        break;
    case Axis::Following:
        for (Node *up = node; up; up = up->parent) {
            for (Node *next = up->next; next && up->type != XML_ATTRIBUTE_NODE; next = next->next) {
                add(next);
                descend(next, test, out);
            }
        }
        break;
    case Axis::Preceding: {
        for (Node *up = node; up; up = up->parent) {
            for (Node *previous = up->type == XML_ATTRIBUTE_NODE ? nullptr : up->prev; previous;
                 previous = previous->prev) {
                NodeSet inside;
                descend(previous, test, inside);
                out.insert(out.end(), inside.rbegin(), inside.rend());
                add(previous);
            }
        }
        break;
    }
    case Axis::Attribute:
        if (isElement(node)) {
            for (xmlAttr *one = node->properties; one; one = one->next) {
                if (matches(test, reinterpret_cast<Node *>(one), true))
                    out.push_back(reinterpret_cast<Node *>(one));
            }
        }
        break;
    }
}

void sortUnique(NodeSet &nodes)
{
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    std::sort(nodes.begin(), nodes.end(), [](Node *a, Node *b) { return xmlXPathCmpNodes(a, b) == 1; });
}

/// The two sides of `column = key` in a predicate, when one side names a child or attribute of the item alone and the
/// other does not look at the item at all.
struct Equality
{
    const Step *column = nullptr;
    const Expr *key = nullptr;
};

Equality equalityIn(const Expr &expr)
{
    if (expr.kind != Expr::Kind::Chain)
        return {};
    if (expr.ops.front() == Op::And) {
        for (const ExprPtr &part : expr.args) {
            if (const Equality found = equalityIn(*part); found.key)
                return found;
        }
        return {};
    }
    if (expr.ops.size() != 1 || expr.ops.front() != Op::Eq)
        return {};
    for (const std::size_t side : {std::size_t(0), std::size_t(1)}) {
        const Expr &column = *expr.args[side];
        const Expr &key = *expr.args[1 - side];
        const bool simple = column.kind == Expr::Kind::Path && column.start == Expr::Start::Context &&
                            column.steps.size() == 1 && column.steps[0].predicates.empty() &&
                            column.steps[0].test.kind == NodeTest::Kind::Name &&
                            (column.steps[0].axis == Axis::Child || column.steps[0].axis == Axis::Attribute);
        if (simple && !key.usesFocus)
            return {&column.steps[0], &key};
    }
    return {};
}

} // namespace

bool matches(const NodeTest &test, const Node *node, bool attributeAxis)
{
    const auto named = [&] {
        const xmlNs *ns = node->ns;
        const xmlChar *prefix = ns ? ns->prefix : nullptr;
        if (!test.uri.isEmpty())
            return ns && same(ns->href, test.uri);
        if (test.prefix.isEmpty())
            return prefix == nullptr || test.kind == NodeTest::Kind::AnyName;
        return same(prefix, test.prefix);
    };
    switch (test.kind) {
    case NodeTest::Kind::AnyNode: return true;
    case NodeTest::Kind::Text: return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
    case NodeTest::Kind::Comment: return node->type == XML_COMMENT_NODE && !node->_private;
    case NodeTest::Kind::Nothing: return false;
    case NodeTest::Kind::AnyName:
    case NodeTest::Kind::Name: break;
    }
    if (node->type != (attributeAxis ? XML_ATTRIBUTE_NODE : XML_ELEMENT_NODE))
        return false;
    return named() && (test.kind == NodeTest::Kind::AnyName || same(node->name, test.name));
}

qsizetype positionOf(const Node *node)
{
    qsizetype position = 1;
    for (const Node *previous = node->prev; previous; previous = previous->prev) {
        if (previous->type == XML_ELEMENT_NODE && xmlStrEqual(previous->name, node->name))
            ++position;
    }
    return position;
}

void Evaluator::refuse(const QString &why)
{
    if (m_error.isEmpty())
        m_error = why;
}

double Evaluator::number(const QString &text) const
{
    const double plain = plainNumber(text);
    return std::isnan(plain) ? dayNumber(text, m_host.zone) : plain;
}

bool Evaluator::boolean(const Value &value) const
{
    if (const bool *b = std::get_if<bool>(&value))
        return *b;
    if (const double *d = std::get_if<double>(&value))
        return *d != 0 && !std::isnan(*d);
    if (const QString *s = std::get_if<QString>(&value))
        return !s->isEmpty();
    return !std::get<NodeSet>(value).empty();
}

double Evaluator::number(const Value &value) const
{
    if (const bool *b = std::get_if<bool>(&value))
        return *b ? 1 : 0;
    if (const double *d = std::get_if<double>(&value))
        return *d;
    return number(string(value));
}

QString Evaluator::string(const Value &value) const
{
    if (const bool *b = std::get_if<bool>(&value))
        return *b ? QStringLiteral("true") : QStringLiteral("false");
    if (const double *d = std::get_if<double>(&value))
        return numberText(*d);
    if (const QString *s = std::get_if<QString>(&value))
        return *s;
    const NodeSet &nodes = std::get<NodeSet>(value);
    return nodes.empty() ? QString() : m_host.text(nodes.front());
}

bool Evaluator::equal(const Value &a, const Value &b) const
{
    return compare(Op::Eq, a, b);
}

bool Evaluator::compare(Op op, const Value &a, const Value &b) const
{
    const auto *setA = std::get_if<NodeSet>(&a);
    const auto *setB = std::get_if<NodeSet>(&b);
    const bool eitherBoolean = std::holds_alternative<bool>(a) || std::holds_alternative<bool>(b);
    const bool equality = op == Op::Eq || op == Op::Ne;
    if (setA && !(eitherBoolean && equality))
        return std::any_of(setA->begin(), setA->end(), [&](Node *n) { return compare(op, Value(m_host.text(n)), b); });
    if (setB && !(eitherBoolean && equality))
        return std::any_of(setB->begin(), setB->end(), [&](Node *n) { return compare(op, a, Value(m_host.text(n))); });
    if (equality) {
        bool holds = false;
        if (eitherBoolean)
            holds = boolean(a) == boolean(b);
        else if (std::holds_alternative<double>(a) || std::holds_alternative<double>(b))
            holds = number(a) == number(b);
        else
            holds = std::get<QString>(a) == std::get<QString>(b);
        return holds == (op == Op::Eq);
    }
    const double x = number(a);
    const double y = number(b);
    switch (op) {
    case Op::Lt: return x < y;
    case Op::Le: return x <= y;
    case Op::Gt: return x > y;
    default: return x >= y;
    }
}

Value Evaluator::eval(const Expr &expr, const Focus &focus)
{
    switch (expr.kind) {
    case Expr::Kind::Literal: return expr.text;
    case Expr::Kind::Number: return expr.number;
    case Expr::Kind::Negate: return expr.number * number(eval(*expr.args.front(), focus));
    case Expr::Kind::Chain: return chain(expr, focus);
    case Expr::Kind::Call: return call(expr, *this, focus);
    case Expr::Kind::Path: return path(expr, focus);
    }
    return QString();
}

Value Evaluator::chain(const Expr &expr, const Focus &focus)
{
    if (const Op op = expr.ops.front(); op == Op::Or || op == Op::And) {
        for (const ExprPtr &argument : expr.args) {
            if (boolean(eval(*argument, focus)) == (op == Op::Or))
                return op == Op::Or;
        }
        return op == Op::And;
    }
    Value left = eval(*expr.args.front(), focus);
    for (std::size_t i = 0; i < expr.ops.size(); ++i) {
        Value right = eval(*expr.args[i + 1], focus);
        switch (const Op op = expr.ops[i]) {
        case Op::Add: left = number(left) + number(right); break;
        case Op::Sub: left = number(left) - number(right); break;
        case Op::Mul: left = number(left) * number(right); break;
        case Op::Div: left = number(left) / number(right); break;
        case Op::Mod: left = std::fmod(number(left), number(right)); break;
        case Op::Union: {
            auto *a = std::get_if<NodeSet>(&left);
            auto *b = std::get_if<NodeSet>(&right);
            if (!a || !b) {
                refuse(QStringLiteral("\"|\" joins node-sets only"));
                return QString();
            }
            a->insert(a->end(), b->begin(), b->end());
            sortUnique(*a);
            break;
        }
        default: left = compare(op, left, right); break;
        }
    }
    return left;
}

Node *Evaluator::anchor(int depth) const
{
    int own = 0;
    for (const Node *up = m_current; up && up->parent; up = up->parent)
        ++own;
    Node *node = m_current;
    for (; node && own > depth; --own)
        node = node->parent;
    return node;
}

Value Evaluator::path(const Expr &expr, const Focus &focus)
{
    NodeSet nodes;
    bool disjoint = true; // no node of the set lies inside another
    switch (expr.start) {
    case Expr::Start::Context: nodes.push_back(focus.node); break;
    case Expr::Start::Root: nodes.push_back(m_host.document()); break;
    case Expr::Start::Current: nodes.push_back(m_current); break;
    case Expr::Start::Anchor: nodes.push_back(anchor(expr.anchorDepth)); break;
    case Expr::Start::Expression: {
        Value base = eval(*expr.base, focus);
        auto *set = std::get_if<NodeSet>(&base);
        if (!set) {
            if (m_error.isEmpty())
                refuse(QStringLiteral("a path must start at nodes"));
            return QString();
        }
        nodes = std::move(*set);
        disjoint = nodes.size() < 2;
        filter(expr.basePredicates, nodes);
        break;
    }
    }
    for (const Step &one : expr.steps)
        step(one, nodes, disjoint);
    return nodes;
}

void Evaluator::step(const Step &step, NodeSet &nodes, bool &disjoint)
{
    NodeSet out;
    const bool reverse = step.axis == Axis::Ancestor || step.axis == Axis::AncestorOrSelf ||
                         step.axis == Axis::PrecedingSibling || step.axis == Axis::Preceding;
    const bool inOrder = step.axis == Axis::Child || step.axis == Axis::Attribute || step.axis == Axis::Self;
    for (Node *node : nodes) {
        NodeSet found;
        if (!indexed(step, node, found)) {
            along(step.axis, node, step.test, found);
            filter(step.predicates, found);
        }
        if (out.empty())
            out = std::move(found);
        else
            out.insert(out.end(), found.begin(), found.end());
    }
    if (out.size() > 1 && (reverse || (nodes.size() > 1 && !(inOrder && disjoint))))
        sortUnique(out);
    disjoint = out.size() < 2 || (disjoint && inOrder);
    nodes = std::move(out);
}

void Evaluator::filter(const std::vector<ExprPtr> &predicates, NodeSet &nodes)
{
    for (const ExprPtr &predicate : predicates) {
        NodeSet kept;
        const qsizetype size = qsizetype(nodes.size());
        for (qsizetype i = 0; i < size && m_error.isEmpty(); ++i) {
            Node *node = nodes[std::size_t(i)];
            const Value value = eval(*predicate, Focus{node, i + 1, size});
            const double *position = std::get_if<double>(&value);
            if (position ? *position == double(i + 1) : boolean(value))
                kept.push_back(node);
        }
        nodes = std::move(kept);
    }
}

bool Evaluator::indexed(const Step &step, Node *parent, NodeSet &out)
{
    if (step.axis != Axis::Child || step.predicates.empty() || step.predicates.front()->usesPosition ||
        parent->doc == m_host.document()->doc || step.test.kind != NodeTest::Kind::Name)
        return false;
    const Equality equality = equalityIn(*step.predicates.front());
    if (!equality.key)
        return false;
    const Value key = eval(*equality.key, Focus{parent, 1, 1});
    const auto *set = std::get_if<NodeSet>(&key);
    if (!std::holds_alternative<QString>(key) && !(set && set->size() <= 1))
        return false;
    if (set && set->empty())
        return true; // an empty node-set equals nothing
    const NodeSet *found =
        m_host.lookUp(parent, step.test, equality.column->test, equality.column->axis == Axis::Attribute, string(key));
    if (!found)
        return false;
    out = *found;
    filter(step.predicates, out);
    return true;
}

Node *Host::instance(const QString &) const
{
    return nullptr;
}

QString Host::text(const Node *node) const
{
    xmlChar *content = xmlNodeGetContent(node);
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(content));
    xmlFree(content);
    return text;
}

QString Host::keptText(const Node *node) const
{
    return text(node);
}

bool Host::counts(const Node *) const
{
    return true;
}

const NodeSet *Host::lookUp(Node *, const NodeTest &, const NodeTest &, bool, const QString &) const
{
    return nullptr;
}

QString Host::choiceName(const QString &, const QString &, Node *) const
{
    return {};
}

QString Host::itext(const QString &) const
{
    return {};
}

QString Host::property(const QString &) const
{
    return {};
}

} // namespace ruhu::forms::xpath
