// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/reads.h"

#include <algorithm>

namespace ruhu::forms::detail {

namespace {

using Place = ReadsFinder::Place;
using Places = ReadsFinder::Places;

bool isCurrent(const xpath::Expr &expr)
{
    return expr.kind == xpath::Expr::Kind::Call && expr.text == u"current";
}

bool fits(const xpath::NodeTest &test, const SchemaNode &node)
{
    using Kind = xpath::NodeTest::Kind;
    if (test.kind == Kind::AnyNode)
        return true;
    if (test.kind != Kind::Name && test.kind != Kind::AnyName)
        return false;
    if (test.kind == Kind::Name && test.name != node.local)
        return false;
    if (!test.uri.isEmpty())
        return node.uri == test.uri;
    return test.prefix == node.prefix || (test.prefix.isEmpty() && test.kind == Kind::AnyName);
}

void addOnce(Places &places, const Place &place)
{
    if (std::find(places.begin(), places.end(), place) == places.end())
        places.push_back(place);
}

} // namespace

int ReadsFinder::repeatAbove(int schema) const
{
    while (schema >= 0 && !m_model.schema[std::size_t(schema)].repeat)
        schema = m_model.schema[std::size_t(schema)].parent;
    return schema;
}

void ReadsFinder::note(const Places &places, bool structure)
{
    for (const Place &place : places) {
        if (place.foreign || place.schema < 0)
            continue;
        Dependency read{place.schema, place.anchor, place.otherInstance, structure};
        if (structure) {
            const int repeat = repeatAbove(place.schema);
            if (repeat < 0)
                continue;
            read.schema = repeat;
            read.anchor = m_model.schema[std::size_t(repeat)].parent;
        }
        const bool known = std::any_of(m_reads.begin(), m_reads.end(), [&](const Dependency &other) {
            return other.schema == read.schema && other.anchor == read.anchor && other.structure == read.structure &&
                   other.otherInstance == read.otherInstance;
        });
        if (!known)
            m_reads.push_back(read);
    }
}

Places ReadsFinder::follow(const xpath::Expr &expr, const Places &focus)
{
    switch (expr.kind) {
    case xpath::Expr::Kind::Literal:
    case xpath::Expr::Kind::Number: return {};
    case xpath::Expr::Kind::Path: return followPath(expr, focus);
    case xpath::Expr::Kind::Call: break;
    default: {
        Places all; // a union stands on either side; for other operators nobody asks
        for (const xpath::ExprPtr &argument : expr.args) {
            for (const Place &place : follow(*argument, focus))
                addOnce(all, place);
        }
        return all;
    }
    }
    if (expr.text == u"current")
        return start();
    if (expr.text == u"instance") {
        const bool own = expr.args.front()->kind == xpath::Expr::Kind::Literal &&
                         expr.args.front()->text == m_model.primaryId && !m_model.secondary.contains(m_model.primaryId);
        return own ? Places{{-1, -1, false, false}} : Places{{-1, -1, true, false}};
    }
    if (expr.text == u"randomize") { // passes its nodes on
        if (expr.args.size() > 1)
            follow(*expr.args[1], focus);
        return follow(*expr.args[0], focus);
    }
    followCall(expr, focus);
    return {};
}

void ReadsFinder::followCall(const xpath::Expr &expr, const Places &focus)
{
    if (expr.text == u"position" && expr.args.size() == 1) {
        const std::size_t before = m_reads.size();
        const Places places = follow(*expr.args[0], focus);
        m_reads.resize(before); // values on the way do not matter
        note(places, true);
        return;
    }
    if (expr.args.empty() && expr.usesFocus && !expr.usesPosition)
        note(focus); // string(), number() … of the focus
    // coalesce(/data/x, …) as the calculation of x itself keeps what is there: it comes to rest, so it is no cycle.
    const bool keeps = expr.text == u"coalesce" || expr.text == u"if" || expr.text == u"once";
    for (const xpath::ExprPtr &argument : expr.args) {
        const std::size_t before = m_reads.size();
        const Places places = follow(*argument, focus);
        if (isCurrent(*argument))
            note(places);
        for (std::size_t i = before; keeps && argument->kind == xpath::Expr::Kind::Path && i < m_reads.size(); ++i)
            m_reads[i].otherInstance = m_reads[i].otherInstance || m_reads[i].schema == m_context;
    }
    if (expr.text == u"jr:choice-name" && expr.args[1]->kind == xpath::Expr::Kind::Literal) {
        // The label depends on the question's list, which the value already stands for.
        const int question = m_model.findPath(expr.args[1]->text);
        if (question >= 0)
            note({{question, -1, false, true}});
    }
}

Places ReadsFinder::followPath(const xpath::Expr &expr, const Places &focus)
{
    Places places;
    switch (expr.start) {
    case xpath::Expr::Start::Context: places = focus; break;
    case xpath::Expr::Start::Current: places = start(); break;
    case xpath::Expr::Start::Root: places = {{-1, -1, false, false}}; break;
    case xpath::Expr::Start::Anchor: {
        int at = m_context;
        while (at >= 0 && m_model.schema[std::size_t(at)].depth > expr.anchorDepth)
            at = m_model.schema[std::size_t(at)].parent;
        places = {{at, at, false, false}};
        break;
    }
    case xpath::Expr::Start::Expression: places = follow(*expr.base, focus); break; // current()/… reads what follows
    }
    for (const xpath::ExprPtr &predicate : expr.basePredicates)
        note(follow(*predicate, places));
    for (const xpath::Step &step : expr.steps) {
        Places next;
        for (const Place &place : places) {
            if (place.foreign) {
                addOnce(next, place);
                continue;
            }
            for (Place found : stepFrom(place, step)) {
                const bool shared = found.schema >= 0 && m_model.schema[std::size_t(found.schema)].repeat &&
                                    m_model.isAncestorOrSelf(found.schema, m_context);
                found.otherInstance = found.otherInstance || (shared && !step.predicates.empty());
                addOnce(next, found);
            }
        }
        places = std::move(next);
        for (const xpath::ExprPtr &predicate : step.predicates)
            note(follow(*predicate, places));
    }
    note(places);
    return places;
}

Places ReadsFinder::stepFrom(const Place &place, const xpath::Step &step) const
{
    Places out;
    const auto node = [this](int schema) -> const SchemaNode & { return m_model.schema[std::size_t(schema)]; };
    const auto up = [&](const Place &from) {
        const int parent = node(from.schema).parent;
        return Place{parent, from.schema == from.anchor ? parent : from.anchor, false, from.otherInstance};
    };
    const auto childrenOf = [&](const Place &from, bool attributes) {
        std::vector<int> found;
        if (from.schema < 0) {
            if (!attributes && !m_model.schema.empty())
                found.push_back(0);
            return found;
        }
        for (const int child : node(from.schema).children) {
            if (node(child).attribute == attributes)
                found.push_back(child);
        }
        return found;
    };
    const auto add = [&](const Place &candidate) {
        const bool any = candidate.schema < 0 ? step.test.kind == xpath::NodeTest::Kind::AnyNode
                                              : fits(step.test, node(candidate.schema));
        if (any)
            addOnce(out, candidate);
    };
    const auto below = [&](const Place &from, auto &&self) -> void {
        for (const int child : childrenOf(from, false)) {
            const Place lower{child, from.anchor, false, from.otherInstance};
            add(lower);
            self(lower, self);
        }
    };
    using xpath::Axis;
    switch (step.axis) {
    case Axis::Child:
    case Axis::Attribute:
        for (const int child : childrenOf(place, step.axis == Axis::Attribute))
            add({child, place.anchor, false, place.otherInstance});
        break;
    case Axis::Self: add(place); break;
    case Axis::Parent:
        if (place.schema >= 0)
            add(up(place));
        break;
    case Axis::DescendantOrSelf: add(place); [[fallthrough]];
    case Axis::Descendant: below(place, below); break;
    case Axis::AncestorOrSelf: add(place); [[fallthrough]];
    case Axis::Ancestor:
        for (Place at = place; at.schema >= 0;) {
            at = up(at);
            add(at);
        }
        break;
    case Axis::FollowingSibling:
    case Axis::PrecedingSibling:
        if (place.schema >= 0) {
            const Place parent = up(place);
            for (const int sibling : childrenOf(parent, false))
                add({sibling, parent.anchor, false, true});
        }
        break;
    case Axis::Following:
    case Axis::Preceding: // rare enough to depend on everything
        below({-1, -1, false, true}, below);
        break;
    }
    return out;
}

} // namespace ruhu::forms::detail
