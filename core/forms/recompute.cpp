// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The change queue. A change of a node wakes the expressions that read it (model.h, Reader), each for the instances
// below the common ancestor only; they run in order of rank, so that each runs once per change unless a repeat grows.
// What does not change stops the wave. Counted repeats, choices that a filter took away and value-changed events come
// after the queue is empty, and may fill it again; limits::recomputeSteps ends a form that never comes to rest.
#include "core/base/limits.h"
#include "core/forms/casting.h"
#include "core/forms/sessiondata.h"
#include "core/forms/xpath/dates.h"

#include <algorithm>
#include <cmath>

namespace ruhu::forms {

using detail::Action;
using detail::Bind;
using detail::Expression;
using detail::Role;
using detail::State;

namespace {

constexpr int countRoundsMost = 3; ///< Evaluations of one jr:count per recomputation (docs/forms.md).

quint64 key(int expression, const State *state)
{
    return quint64(quint32(expression)) << 32 | quint32(state->id);
}

} // namespace

const Bind *FormSession::Private::bindOf(const State *state) const
{
    const int bind = model.schema[std::size_t(state->schema)].bind;
    return bind < 0 ? nullptr : &model.binds[std::size_t(bind)];
}

void FormSession::Private::addState(QList<NodeId> &list, const State *state) const
{
    list.append(state->id);
}

Result<void> FormSession::Private::begin(bool fresh)
{
    Changes ignored;
    if (fresh)
        preload(false, nullptr);
    queueAll();
    keepLostChoices = !fresh;
    const auto evaluated = settle(ignored);
    keepLostChoices = false;
    if (!evaluated)
        return evaluated;
    // A repeat that nobody may add to and that the form leaves empty has one instance.
    for (const auto &marks : std::vector(marksBySchema)) {
        for (State *mark : marks) {
            const int control = model.schema[std::size_t(mark->schema)].repeatControl;
            const bool fixed = control >= 0 && model.controls.at(control).fixedInstances &&
                               model.controlModels[std::size_t(control)].count < 0;
            if (fresh && fixed && instancesIn(mark->parent, mark->schema).isEmpty()) {
                if (auto added = insertInstance(mark, ignored); !added)
                    return passOn(added);
                queueStructure(mark->schema, mark->parent);
            }
        }
    }
    if (auto done = settle(ignored); !done)
        return done;
    if (fresh)
        fire(&Action::firstLoad, nullptr, ignored);
    fire(&Action::everyLoad, nullptr, ignored);
    if (auto done = settle(ignored); !done)
        return done;
    if (!firstError.isEmpty())
        return fail(ErrorCode::BadFormat, firstError);
    return {};
}

void FormSession::Private::queue(int expression, State *state)
{
    const quint64 waiting = key(expression, state);
    if (pendingKeys.contains(waiting))
        return;
    pendingKeys.insert(waiting);
    pending[std::size_t(expression)].push_back(state);
    pendingRanks.insert(model.expressions[std::size_t(expression)].rank);
}

void FormSession::Private::queueAll()
{
    for (const int index : model.order) {
        const Expression &expression = model.expressions[std::size_t(index)];
        if (expression.role == Role::Action)
            continue;
        const auto &instances =
            (expression.role == Role::Count ? marksBySchema : bySchema)[std::size_t(expression.schema)];
        for (State *state : instances)
            queue(index, state);
    }
}

void FormSession::Private::queueReaders(const State *state)
{
    std::vector<State *> found;
    for (const detail::Reader &reader : model.readers[std::size_t(state->schema)]) {
        const Expression &expression = model.expressions[std::size_t(reader.expression)];
        State *anchor = reader.anchor < 0 ? nullptr : ancestor(const_cast<State *>(state), reader.anchor);
        found.clear();
        instancesUnder(expression.schema, anchor, expression.role == Role::Count, found);
        for (State *one : found)
            queue(reader.expression, one);
    }
}

void FormSession::Private::queueStructure(int repeat, State *parent)
{
    std::vector<State *> found;
    const auto wake = [&](const detail::Reader &reader) {
        const Expression &expression = model.expressions[std::size_t(reader.expression)];
        State *anchor = reader.anchor < 0 ? nullptr : ancestor(parent, reader.anchor);
        found.clear();
        instancesUnder(expression.schema, anchor, expression.role == Role::Count, found);
        for (State *one : found)
            queue(reader.expression, one);
    };
    for (const detail::Reader &reader : model.onStructure[std::size_t(repeat)])
        wake(reader);
    const int above = model.schema[std::size_t(repeat)].parent;
    const auto walk = [&](int schema, auto &&self) -> void {
        for (const detail::Reader &reader : model.readers[std::size_t(schema)]) {
            if (reader.anchor < 0 || model.isAncestorOrSelf(reader.anchor, above))
                wake(reader);
        }
        for (const int child : model.schema[std::size_t(schema)].children)
            self(child, self);
    };
    walk(repeat, walk);
}

void FormSession::Private::queueSubtree(State *top)
{
    const auto walk = [this](xmlNode *node, auto &&self) -> void {
        State *state = stateOf(node);
        if (!state)
            return;
        for (const int expression : model.schema[std::size_t(state->schema)].expressions) {
            if ((model.expressions[std::size_t(expression)].role == Role::Count) == state->mark)
                queue(expression, state);
        }
        if (node->type != XML_ELEMENT_NODE)
            return;
        for (xmlAttr *one = node->properties; one; one = one->next)
            self(reinterpret_cast<xmlNode *>(one), self);
        for (xmlNode *one = node->children; one; one = one->next)
            self(one, self);
    };
    walk(top->node, walk);
}

Result<void> FormSession::Private::settle(Changes &changes)
{
    steps = 0;
    countRounds.clear();
    if (std::exchange(restless, false))
        return fail(ErrorCode::TooLarge, QStringLiteral("events that cause each other without end"));
    for (int round = 0; round < detail::settleRounds; ++round) {
        if (auto done = drain(changes); !done)
            return done;
        const auto grown = growCounted(changes);
        if (!grown)
            return passOn(grown);
        const bool dropped = dropLostChoices(changes);
        if (!*grown && !dropped && pendingRanks.empty())
            return {};
    }
    return fail(ErrorCode::TooLarge, QStringLiteral("the form never comes to rest"));
}

Result<void> FormSession::Private::drain(Changes &changes)
{
    while (!pendingRanks.empty()) {
        const int rank = *pendingRanks.begin();
        pendingRanks.erase(pendingRanks.begin());
        const int expression = model.order[std::size_t(rank)];
        const std::vector<State *> waiting = std::exchange(pending[std::size_t(expression)], {});
        for (State *state : waiting) {
            pendingKeys.remove(key(expression, state));
            if (++steps > limits::recomputeSteps) {
                for (auto &list : pending)
                    list.clear();
                pendingKeys.clear();
                pendingRanks.clear();
                return fail(ErrorCode::TooLarge,
                            QStringLiteral("more than %1 evaluations").arg(limits::recomputeSteps));
            }
            evaluate(expression, state, changes);
        }
    }
    pendingKeys.clear(); // keys of instances that were removed while they waited
    return {};
}

void FormSession::Private::evaluate(int index, State *state, Changes &changes)
{
    const Expression &expression = model.expressions[std::size_t(index)];
    switch (expression.role) {
    case Role::Count: dirtyCounts.emplace_back(index, state->id); return;
    case Role::Choices:
        addState(changes.choices, state);
        dirtyChoices.emplace_back(index, state);
        return;
    case Role::Output: addState(changes.labels, state); return;
    case Role::Action: return;
    default: break;
    }
    xpath::Evaluator evaluator(*this, state->node);
    const xpath::Value value = evaluator.eval(*expression.ast);
    if (expression.role == Role::Calculate) {
        const Bind *bind = bindOf(state);
        const QString result = evaluator.error().isEmpty()
                                   ? detail::castResult(bind->type, value, evaluator.string(value), zone)
                                   : QString();
        store(state, result, changes);
    } else {
        // What cannot be evaluated hides nothing and forbids nothing.
        const bool fallback = expression.role == Role::Relevant || expression.role == Role::Constraint;
        const bool holds = evaluator.error().isEmpty() ? evaluator.boolean(value) : fallback;
        if (expression.role == Role::Relevant) {
            setRelevant(state, holds, changes);
        } else if (expression.role == Role::Readonly) {
            setReadonly(state, holds, changes);
        } else {
            bool &flag = expression.role == Role::Required ? state->required : state->constraintHolds;
            if (flag != holds) {
                undoLog.emplace_back(state->id, *state);
                flag = holds;
                addState(changes.states, state);
            }
        }
    }
    if (!evaluator.error().isEmpty() && firstError.isEmpty())
        firstError = QStringLiteral("%1: %2").arg(path(state), evaluator.error());
}

/// Brings counted repeats to their number. One that counts by its own content grows by one per recomputation.
Result<bool> FormSession::Private::growCounted(Changes &changes)
{
    bool any = false;
    for (const auto &[index, id] : std::exchange(dirtyCounts, {})) {
        const auto found = states.find(quint32(id));
        if (found == states.end())
            continue; // a repeat inside an instance that has just gone
        State *mark = found->second.get();
        const Expression &expression = model.expressions[std::size_t(index)];
        const bool ownContent = std::any_of(expression.reads.begin(), expression.reads.end(), [&](const auto &read) {
            return model.isAncestorOrSelf(mark->schema, read.schema);
        });
        int &rounds = countRounds[key(index, mark)];
        if (++rounds > (ownContent ? 1 : countRoundsMost))
            continue;
        xpath::Evaluator evaluator(*this, mark->node);
        const double number = evaluator.number(evaluator.eval(*expression.ast));
        const QList<NodeId> instances = instancesIn(mark->parent, mark->schema);
        qsizetype wanted = std::isnan(number) ? 0 : qsizetype(std::clamp(std::trunc(number), 0.0, 1e9));
        if (wanted > limits::repeatInstances)
            return fail(ErrorCode::TooLarge, QStringLiteral("%1: %2 instances").arg(path(mark)).arg(wanted));
        if (ownContent)
            wanted = std::min(wanted, instances.size() + 1);
        std::vector<State *> added;
        for (qsizetype i = instances.size(); i < wanted; ++i) {
            const auto one = insertInstance(mark, changes);
            if (!one)
                return passOn(one);
            added.push_back(*one);
        }
        for (qsizetype i = instances.size(); i > wanted; --i)
            removeInstance(stateOf(instances.at(i - 1)), changes);
        if (added.empty() && instances.size() <= wanted)
            continue;
        any = true;
        queueStructure(mark->schema, mark->parent);
        if (auto done = drain(changes); !done)
            return passOn(done);
        for (State *one : added)
            fire(&Action::newRepeat, one, changes);
    }
    return any;
}

QString FormSession::Private::evaluateText(const xpath::Expr &expr, xmlNode *context, QString *error) const
{
    xpath::Evaluator evaluator(*this, context);
    const QString text = evaluator.string(evaluator.eval(expr));
    if (error)
        *error = evaluator.error();
    return text;
}

void FormSession::Private::undo()
{
    for (auto one = undoLog.rbegin(); one != undoLog.rend(); ++one) {
        const auto found = states.find(quint32(one->first));
        if (found == states.end())
            continue;
        State &state = *found->second;
        const State &before = one->second;
        state.value = before.value;
        state.ownRelevant = before.ownRelevant;
        state.relevant = before.relevant;
        state.ownReadonly = before.ownReadonly;
        state.readonly = before.readonly;
        state.required = before.required;
        state.constraintHolds = before.constraintHolds;
    }
    undoLog.clear();
}

Result<Changes> FormSession::Private::finishCall(Changes changes)
{
    const auto settled = settle(changes);
    if (!settled) {
        undo();
        return passOn(settled);
    }
    undoLog.clear();
    for (QList<NodeId> *list :
         {&changes.values, &changes.relevance, &changes.states, &changes.choices, &changes.labels}) {
        std::sort(list->begin(), list->end());
        list->erase(std::unique(list->begin(), list->end()), list->end());
        list->removeIf([this](NodeId id) { return !states.contains(quint32(id)); });
    }
    return changes;
}

} // namespace ruhu::forms
