// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// What a new value, relevance or read-only state does to the nodes around it: below it, and in the lists that lost it.
#include "core/forms/sessiondata.h"

#include <algorithm>

namespace ruhu::forms {

using detail::Action;
using detail::Bind;
using detail::Expression;
using detail::Role;
using detail::State;

void FormSession::Private::store(State *state, const QString &value, Changes &changes)
{
    if (state->value == value)
        return;
    undoLog.emplace_back(state->id, *state);
    state->value = value;
    if (!state->relevant)
        return;
    addState(changes.values, state);
    queueReaders(state);
}

void FormSession::Private::setRelevant(State *state, bool own, Changes &changes)
{
    if (state->ownRelevant == own)
        return;
    undoLog.emplace_back(state->id, *state);
    state->ownRelevant = own;
    spreadRelevance(state, changes);
}

void FormSession::Private::spreadRelevance(State *state, Changes &changes)
{
    const bool relevant = state->ownRelevant && (!state->parent || state->parent->relevant);
    const bool changed = relevant != state->relevant;
    if (changed) {
        undoLog.emplace_back(state->id, *state);
        state->relevant = relevant;
        if (!state->mark) {
            addState(changes.relevance, state);
            if (!state->value.isEmpty())
                addState(changes.values, state);
            queueReaders(state);
        }
    }
    if (state->mark || state->node->type != XML_ELEMENT_NODE)
        return;
    const auto visit = [&](xmlNode *node) {
        State *child = stateOf(node);
        if (child && child->relevant != (child->ownRelevant && relevant))
            spreadRelevance(child, changes);
    };
    for (xmlAttr *one = state->node->properties; one; one = one->next)
        visit(reinterpret_cast<xmlNode *>(one));
    for (xmlNode *one = state->node->children; one; one = one->next)
        visit(one);
}

void FormSession::Private::setReadonly(State *state, bool own, Changes &changes)
{
    if (state->ownReadonly == own)
        return;
    undoLog.emplace_back(state->id, *state);
    state->ownReadonly = own;
    spreadReadonly(state, changes);
}

void FormSession::Private::spreadReadonly(State *state, Changes &changes)
{
    const bool readonly = state->ownReadonly || (state->parent && state->parent->readonly);
    if (readonly != state->readonly) {
        undoLog.emplace_back(state->id, *state);
        state->readonly = readonly;
        if (!state->mark)
            addState(changes.states, state);
    }
    if (state->node->type != XML_ELEMENT_NODE)
        return;
    for (xmlNode *one = state->node->children; one; one = one->next) {
        State *child = stateOf(one);
        if (child && child->readonly != (child->ownReadonly || readonly))
            spreadReadonly(child, changes);
    }
}

/// An answer that its filtered list no longer offers is taken back, as every ODK client does.
bool FormSession::Private::dropLostChoices(Changes &changes)
{
    bool any = false;
    for (const auto &[index, state] : std::exchange(dirtyChoices, {})) {
        if (keepLostChoices || state->effective().isEmpty())
            continue;
        const int control = model.expressions[std::size_t(index)].owner;
        if (model.schema[std::size_t(state->schema)].control != control)
            continue;
        QSet<QString> offered;
        for (const Choice &choice : choicesOf(state))
            offered.insert(choice.value);
        QStringList kept = state->value.split(u' ', Qt::SkipEmptyParts);
        const bool single = model.controls.at(control).kind == Control::Kind::Select1;
        if (single)
            kept = {state->value};
        const qsizetype lost = kept.removeIf([&](const QString &one) { return !offered.contains(one); });
        if (lost == 0)
            continue;
        store(state, kept.join(u' '), changes);
        any = true;
    }
    return any;
}

} // namespace ruhu::forms
