// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// What writes into the form by itself: preloads of the old kind, and the actions of events.
#include "core/base/strongid.h"
#include "core/forms/casting.h"
#include "core/forms/sessiondata.h"
#include "core/forms/xpath/dates.h"

namespace ruhu::forms {

using detail::Action;
using detail::Bind;
using detail::Expression;
using detail::Role;
using detail::State;

void FormSession::Private::preload(bool atEnd, Changes *changes)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(clock ? clock->wallMs() : 0, zone);
    for (const Bind &bind : model.binds) {
        QString value;
        if (bind.preload == u"timestamp" && (bind.preloadParams == u"end") == atEnd)
            value = xpath::writeDateTime(now, zone);
        else if (atEnd || bind.preload.isEmpty())
            continue;
        else if (bind.preload == u"date" && bind.preloadParams == u"today")
            value = now.date().toString(Qt::ISODate);
        else if (bind.preload == u"property")
            value = environment.properties.value(bind.preloadParams);
        else if (bind.preload == u"uid" && rng)
            value = QStringLiteral("uuid:") + RecordId::make(*clock, *rng).text();
        if (bind.preload == u"timestamp" && bind.type == DataType::Date)
            value = value.left(10);
        if (bind.preload == u"timestamp" && bind.type == DataType::Time)
            value = value.mid(11);
        for (State *state : bySchema[std::size_t(bind.schema)]) {
            if (value.isEmpty())
                continue;
            if (changes)
                store(state, value, *changes);
            else
                state->value = value;
        }
    }
}

/// Runs the actions of an event. `owner`: the node it happened to; null = the form was loaded, every owner counts.
void FormSession::Private::fire(bool Action::*event, State *owner, Changes &changes)
{
    for (const Action &action : model.actions) {
        if (!(action.*event))
            continue;
        if (owner) {
            // A new instance speaks for the questions in it, a changed question for itself.
            std::vector<State *> inside;
            if (event == &Action::newRepeat && model.isAncestorOrSelf(owner->schema, action.owner))
                instancesUnder(action.owner, owner, false, inside);
            else if (owner->schema == action.owner)
                inside.push_back(owner);
            for (State *one : inside)
                runAction(action, one, changes);
            continue;
        }
        for (State *one : std::vector(bySchema[std::size_t(action.owner)]))
            runAction(action, one, changes);
    }
}

void FormSession::Private::runAction(const Action &action, State *owner, Changes &changes)
{
    if (!owner->relevant && action.valueChanged)
        return;
    if (eventDepth >= detail::settleRounds) {
        restless = true;
        return;
    }
    xpath::Evaluator evaluator(*this, owner->node);
    const xpath::Value found = evaluator.eval(*model.expressions[std::size_t(action.target)].ast);
    const auto *nodes = std::get_if<xpath::NodeSet>(&found);
    State *target = nodes && !nodes->empty() ? stateOf(nodes->front()) : nullptr;
    if (!target || !target->leaf || !target->relevant)
        return;
    QString value = action.text;
    const Bind *bind = bindOf(target);
    const DataType type = bind ? bind->type : DataType::String;
    if (action.value >= 0) {
        xpath::Evaluator inTarget(*this, target->node);
        const xpath::Value result = inTarget.eval(*model.expressions[std::size_t(action.value)].ast);
        value = detail::castResult(type, result, inTarget.string(result), zone);
        if (!inTarget.error().isEmpty() && firstError.isEmpty())
            firstError = QStringLiteral("setvalue: %1").arg(inTarget.error());
    } else {
        value = detail::castText(type, value, zone);
    }
    if (target->value == value)
        return;
    store(target, value, changes);
    std::ignore = drain(changes); // a step limit shows up again in settle()
    ++eventDepth;
    fire(&Action::valueChanged, target, changes);
    --eventDepth;
}

} // namespace ruhu::forms
