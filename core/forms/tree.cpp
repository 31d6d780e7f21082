// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "core/forms/casting.h"
#include "core/forms/sessiondata.h"

#include <algorithm>

namespace ruhu::forms {

using detail::SchemaNode;
using detail::State;

namespace {

bool isMark(const xmlNode *node)
{
    return node->type == XML_PI_NODE && qstrcmp(reinterpret_cast<const char *>(node->name), detail::repeatMark) == 0;
}

/// A copied template declares its namespaces again. Use those of its new place, so that a submission does not.
void shareNamespaces(xmlNode *copy)
{
    const auto shared = [copy](xmlNs *ns) -> xmlNs * {
        xmlNs *outer = ns ? xmlSearchNs(copy->doc, copy->parent, ns->prefix) : nullptr;
        return outer && xmlStrEqual(outer->href, ns->href) ? outer : nullptr;
    };
    const auto walk = [&](xmlNode *node, auto &&self) -> void {
        if (xmlNs *outer = shared(node->ns))
            node->ns = outer;
        for (xmlAttr *one = node->properties; one; one = one->next) {
            if (xmlNs *outer = shared(one->ns))
                one->ns = outer;
        }
        for (xmlNode *one = xml::firstElement(node); one; one = xml::nextElement(one))
            self(one, self);
    };
    walk(copy, walk);
    for (xmlNs **link = &copy->nsDef; *link;) {
        xmlNs *own = *link;
        if (!shared(own)) {
            link = &own->next;
            continue;
        }
        *link = own->next;
        xmlFreeNs(own);
    }
}

} // namespace

FormSession::Private::Private(std::shared_ptr<const FormDefinition> definition, Environment surroundings)
    : form(std::move(definition))
    , model(form->model())
    , environment(std::move(surroundings))
    , language(model.defaultLanguage)
    , bySchema(model.schema.size())
    , marksBySchema(model.schema.size())
    , pending(model.expressions.size())
{
    clock = environment.clock;
    rng = environment.rng;
    zone = environment.zone;
    for (const auto &[id, list] : model.secondary) {
        if (list->document())
            secondaryOf.insert(list->document(), list.get());
    }
}

/// Takes over an instance document and gives every node of it a state.
Result<void> FormSession::Private::adopt(xml::Doc instance)
{
    doc = std::move(instance);
    xmlNode *root = xmlDocGetRootElement(doc.get());
    if (!root || model.schema.front().local != reinterpret_cast<const char *>(root->name))
        return fail(ErrorCode::BadFormat, QStringLiteral("the instance is not of this form"));
    buildStates(root, nullptr, 0);
    return {};
}

void FormSession::Private::buildStates(xmlNode *node, State *parent, int schema)
{
    const auto add = [&](xmlNode *own, State *above, int of) {
        auto state = std::make_unique<State>();
        state->node = own;
        state->parent = above;
        state->schema = of;
        state->id = NodeId(++lastId);
        own->_private = state.get();
        State *raw = state.get();
        states.emplace(lastId, std::move(state));
        return raw;
    };
    State *state = add(node, parent, schema);
    state->leaf = model.schema[std::size_t(schema)].leaf;
    bySchema[std::size_t(schema)].push_back(state);
    const auto fill = [this](State *leaf) {
        const detail::Bind *bind = bindOf(leaf);
        leaf->value = detail::castText(bind ? bind->type : DataType::String, xml::content(leaf->node), zone);
    };
    if (state->leaf)
        fill(state);
    for (xmlAttr *one = node->properties; one; one = one->next) {
        auto *attribute = reinterpret_cast<xmlNode *>(one);
        const int child = model.child(schema, attribute, true);
        if (child < 0)
            continue;
        State *added = add(attribute, state, child);
        bySchema[std::size_t(child)].push_back(added);
        fill(added);
    }
    for (xmlNode *one = node->children; one; one = one->next) {
        if (isMark(one)) {
            const int repeat = xml::text(one->content).toInt();
            State *mark = add(one, state, repeat);
            mark->mark = true;
            marksBySchema[std::size_t(repeat)].push_back(mark);
        } else if (xml::isElement(one)) {
            if (const int child = model.child(schema, one, false); child >= 0)
                buildStates(one, state, child);
        }
    }
}

State *FormSession::Private::stateOf(NodeId id) const
{
    const auto found = states.find(quint32(id));
    return found == states.end() || found->second->mark ? nullptr : found->second.get();
}

State *FormSession::Private::find(const QString &path) const
{
    if (!path.startsWith(u'/'))
        return nullptr;
    State *at = nullptr;
    for (const QString &part : path.mid(1).split(u'/')) {
        const qsizetype bracket = part.indexOf(u'[');
        const QString name = bracket < 0 ? part : part.left(bracket);
        bool valid = true;
        const int wanted =
            bracket < 0 ? 1 : QStringView(part).mid(bracket + 1, part.size() - bracket - 2).toInt(&valid);
        if (!valid || wanted < 1)
            return nullptr;
        int position = 0;
        State *next = nullptr;
        const auto consider = [&](xmlNode *candidate) {
            State *state = stateOf(candidate);
            if (!state || state->mark || next)
                return;
            const SchemaNode &node = model.schema[std::size_t(state->schema)];
            const QString own = node.attribute ? QString(u'@' + node.name) : node.name;
            const QString local = (node.attribute ? QStringLiteral("@") : QString()) + QString::fromUtf8(node.local);
            if ((own == name || local == name) && ++position == wanted)
                next = state;
        };
        if (!at) {
            consider(xmlDocGetRootElement(doc.get()));
        } else if (name.startsWith(u'@')) {
            for (xmlAttr *one = at->node->properties; one; one = one->next)
                consider(reinterpret_cast<xmlNode *>(one));
        } else {
            for (xmlNode *one = at->node->children; one; one = one->next)
                consider(one);
        }
        if (!next)
            return nullptr;
        at = next;
    }
    return at;
}

QString FormSession::Private::path(const State *state) const
{
    QString out;
    for (; state; state = state->parent) {
        const SchemaNode &node = model.schema[std::size_t(state->schema)];
        QString part = u'/' + (node.attribute ? QString(u'@' + node.name) : node.name);
        if (node.repeat && !state->mark)
            part += u'[' + QString::number(xpath::positionOf(state->node)) + u']';
        out.prepend(part);
    }
    return out;
}

QList<NodeId> FormSession::Private::instancesIn(const State *parent, int repeat) const
{
    QList<NodeId> out;
    for (xmlNode *one = parent->node->children; one; one = one->next) {
        const State *state = stateOf(one);
        if (state && !state->mark && state->schema == repeat)
            out.append(state->id);
    }
    return out;
}

State *FormSession::Private::markIn(const State *parent, int repeat) const
{
    for (xmlNode *one = parent->node->children; one; one = one->next) {
        State *state = stateOf(one);
        if (state && state->mark && state->schema == repeat)
            return state;
    }
    return nullptr;
}

/// Puts a copy of the template before the mark; queues its expressions, not yet what depends on the number.
Result<State *> FormSession::Private::insertInstance(State *mark, Changes &changes)
{
    if (instancesIn(mark->parent, mark->schema).size() >= limits::repeatInstances)
        return fail(ErrorCode::TooLarge, QStringLiteral("more than %1 instances").arg(limits::repeatInstances));
    const auto found = model.templates.find(mark->schema);
    if (found == model.templates.end())
        return fail(ErrorCode::NotFound, QStringLiteral("a repeat without pattern"));
    xmlNode *copy = xmlDocCopyNode(found->second.get(), doc.get(), 1);
    xmlAddPrevSibling(mark->node, copy);
    shareNamespaces(copy);
    buildStates(copy, mark->parent, mark->schema);
    State *state = stateOf(copy);
    state->relevant = state->parent->relevant;
    state->readonly = state->parent->readonly;
    spreadRelevance(state, changes);
    spreadReadonly(state, changes);
    queueSubtree(state);
    changes.instances = true;
    return state;
}

void FormSession::Private::dropStates(xmlNode *node)
{
    const auto drop = [this](xmlNode *own) {
        State *state = stateOf(own);
        if (!state)
            return;
        auto &list = (state->mark ? marksBySchema : bySchema)[std::size_t(state->schema)];
        list.erase(std::remove(list.begin(), list.end(), state), list.end());
        for (const int expression : model.schema[std::size_t(state->schema)].expressions) {
            auto &waiting = pending[std::size_t(expression)];
            waiting.erase(std::remove(waiting.begin(), waiting.end(), state), waiting.end());
        }
        std::erase_if(dirtyChoices, [state](const auto &one) { return one.second == state; });
        states.erase(quint32(state->id));
        own->_private = nullptr;
    };
    for (xmlNode *one = node->children; one; one = one->next)
        dropStates(one);
    if (node->type == XML_ELEMENT_NODE) {
        for (xmlAttr *one = node->properties; one; one = one->next)
            drop(reinterpret_cast<xmlNode *>(one));
    }
    drop(node);
}

void FormSession::Private::removeInstance(State *instance, Changes &changes)
{
    xmlNode *node = instance->node;
    State *parent = instance->parent;
    const int repeat = instance->schema;
    dropStates(node);
    xmlUnlinkNode(node);
    xmlFreeNode(node);
    queueStructure(repeat, parent);
    changes.instances = true;
}

State *FormSession::Private::ancestor(State *state, int schema) const
{
    while (state && state->schema != schema)
        state = state->parent;
    return state;
}

/// Instances of a schema node below `anchor` (null = all). Walks down only where there is something to leave out.
void FormSession::Private::instancesUnder(int schema, State *anchor, bool marks, std::vector<State *> &out) const
{
    const auto &all = (marks ? marksBySchema : bySchema)[std::size_t(schema)];
    if (!anchor || !anchor->parent) {
        out.insert(out.end(), all.begin(), all.end());
        return;
    }
    if (anchor->schema == schema && !marks) {
        out.push_back(anchor);
        return;
    }
    if (all.size() <= 8) {
        for (State *state : all) {
            const State *up = state;
            while (up && up != anchor)
                up = up->parent;
            if (up)
                out.push_back(state);
        }
        return;
    }
    std::vector<int> way; // from below the anchor down to the schema node
    for (int at = schema; at >= 0 && at != anchor->schema; at = model.schema[std::size_t(at)].parent)
        way.insert(way.begin(), at);
    const auto walk = [&](State *from, std::size_t level, auto &&self) -> void {
        const bool last = level + 1 == way.size();
        const auto consider = [&](xmlNode *node) {
            State *state = stateOf(node);
            if (!state || state->schema != way[level] || state->mark != (last && marks))
                return;
            if (last)
                out.push_back(state);
            else
                self(state, level + 1, self);
        };
        for (xmlNode *one = from->node->children; one; one = one->next)
            consider(one);
        if (from->node->type == XML_ELEMENT_NODE) {
            for (xmlAttr *one = from->node->properties; one; one = one->next)
                consider(reinterpret_cast<xmlNode *>(one));
        }
    };
    if (!way.empty())
        walk(anchor, 0, walk);
}

} // namespace ruhu::forms
