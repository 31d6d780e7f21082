// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/sessiondata.h"
#include "core/forms/xpath/parser.h"

#include <algorithm>

namespace ruhu::forms {

using detail::ControlModel;
using detail::SchemaNode;
using detail::State;

QString FormSession::Private::partsText(const QList<detail::TextPart> &parts, State *context) const
{
    QString out;
    for (const detail::TextPart &part : parts) {
        if (part.output.isEmpty()) {
            out += part.text;
            continue;
        }
        if (const auto found = model.outputs.constFind({part.output, context->schema}); found != model.outputs.cend()) {
            out += evaluateText(*model.expressions[std::size_t(*found)].ast, context->node);
        } else if (const auto ast = xpath::parse(part.output)) {
            out += evaluateText(**ast, context->node); // an itext id that was itself computed
        }
    }
    return out.trimmed();
}

QString FormSession::Private::itextOf(const QString &id, State *context, const QString &variant) const
{
    for (const QString &one : {language, model.defaultLanguage}) {
        const auto texts = model.itext.constFind(one);
        if (texts == model.itext.cend() || !texts->contains(id))
            continue;
        const detail::ItextForms &forms = (*texts)[id];
        if (forms.contains(variant))
            return partsText(forms[variant], context);
        if (variant.isEmpty()) {
            for (const QString &other : {QStringLiteral("long"), QStringLiteral("short")}) {
                if (forms.contains(other))
                    return partsText(forms[other], context);
            }
        }
        return {};
    }
    return {};
}

QString FormSession::Private::textOf(const detail::Text &text, State *context, const QString &variant) const
{
    if (!text.itext.isEmpty())
        return itextOf(text.itext, context, variant);
    if (!variant.isEmpty())
        return {};
    if (text.expression >= 0)
        return evaluateText(*model.expressions[std::size_t(text.expression)].ast, context->node);
    return partsText(text.parts, context);
}

QList<Choice> FormSession::Private::choicesOf(const State *state) const
{
    QList<Choice> out;
    const int control = model.schema[std::size_t(state->schema)].control;
    if (control < 0)
        return out;
    const ControlModel &inner = model.controlModels[std::size_t(control)];
    auto *context = const_cast<State *>(state);
    for (const detail::StaticChoice &choice : inner.choices)
        out.append({choice.value, textOf(choice.label, context)});
    for (const detail::Itemset &itemset : inner.itemsets) {
        xpath::Evaluator evaluator(*this, state->node);
        const xpath::Value found = evaluator.eval(*model.expressions[std::size_t(itemset.nodes)].ast);
        const auto *nodes = std::get_if<xpath::NodeSet>(&found);
        if (!nodes)
            continue;
        out.reserve(out.size() + qsizetype(nodes->size()));
        for (xmlNode *node : *nodes) {
            if (!counts(node))
                continue;
            const xpath::Focus focus{node, 1, 1};
            const QString value = evaluator.string(evaluator.eval(*itemset.value, focus));
            if (value.isEmpty())
                continue;
            out.append({value, itemset.label ? evaluator.string(evaluator.eval(*itemset.label, focus)) : value});
        }
    }
    return out;
}

Validity FormSession::Private::validity(const State *state) const
{
    if (!state->relevant || !state->leaf)
        return Validity::Ok;
    if (state->value.isEmpty())
        return state->required ? Validity::Required : Validity::Ok;
    return state->constraintHolds ? Validity::Ok : Validity::Constraint;
}

QString FormSession::Private::message(const State *state, Validity kind) const
{
    const detail::Bind *bind = bindOf(state);
    if (!bind || kind == Validity::Ok)
        return {};
    const detail::Text &text = kind == Validity::Required ? bind->requiredMessage : bind->constraintMessage;
    return text.isEmpty() ? QString() : textOf(text, const_cast<State *>(state));
}

/// The node that a control inside `context` stands for: the first instance below it, `context` itself for a group
/// without ref.
State *FormSession::Private::contextFor(int control, State *context) const
{
    const int schema = model.controlModels[std::size_t(control)].schema;
    if (schema < 0)
        return context;
    State *anchor = context; // a control may show a node outside the group it stands in
    while (anchor && !model.isAncestorOrSelf(anchor->schema, schema))
        anchor = anchor->parent;
    std::vector<State *> found;
    instancesUnder(schema, anchor, false, found);
    return found.empty() ? nullptr : found.front();
}

Element FormSession::Private::element(int control, State *context) const
{
    const Control &shown = model.controls.at(control);
    const ControlModel &inner = model.controlModels[std::size_t(control)];
    Element out;
    out.control = control;
    if (shown.kind == Control::Kind::Repeat) {
        const int parentSchema = model.schema[std::size_t(inner.schema)].parent;
        State *parent = context;
        while (parent && parent->schema != parentSchema && parent->parent)
            parent = parent->parent;
        if (!parent || parent->schema != parentSchema)
            parent =
                bySchema[std::size_t(parentSchema)].empty() ? nullptr : bySchema[std::size_t(parentSchema)].front();
        out.kind = Element::Kind::Repeat;
        if (!parent)
            return out;
        out.node = parent->id;
        if (shown.parent >= 0) // the repeat's own label belongs to each instance
            out.label = textOf(model.controlModels[std::size_t(shown.parent)].label, parent);
        out.relevant = parent->relevant;
        out.canAdd = !shown.fixedInstances && !parent->readonly;
        for (const NodeId id : instancesIn(parent, inner.schema)) {
            State *instance = stateOf(id);
            Element one;
            one.kind = Element::Kind::Instance;
            one.control = control;
            one.node = id;
            one.label = textOf(inner.label, instance);
            one.relevant = instance->relevant;
            one.canRemove = !shown.fixedInstances && !instance->readonly;
            for (const int child : shown.children)
                one.children.append(element(child, instance));
            out.children.append(one);
        }
        return out;
    }
    State *node = contextFor(control, context);
    out.kind = shown.kind == Control::Kind::Group ? Element::Kind::Group : Element::Kind::Question;
    if (!node) {
        out.relevant = false;
        return out;
    }
    out.node = inner.schema < 0 ? NodeId::None : node->id;
    out.relevant = node->relevant;
    if (out.kind == Element::Kind::Group) {
        out.label = textOf(inner.label, node);
        bool any = shown.children.isEmpty();
        for (const int child : shown.children) {
            out.children.append(element(child, node));
            any = any || out.children.last().relevant;
        }
        if (inner.schema < 0)
            out.relevant = any; // a heading over nothing is not shown
    }
    return out;
}

void FormSession::Private::countProgress(const Element &element, Progress &progress) const
{
    if (!element.relevant)
        return;
    if (element.kind == Element::Kind::Question) {
        const State *state = stateOf(element.node);
        const Control &control = model.controls.at(element.control);
        if (!state || control.calculated || state->readonly)
            return;
        ++progress.asked;
        if (!state->value.isEmpty())
            ++progress.answered;
        const Validity found = validity(state);
        progress.requiredLeft += found == Validity::Required ? 1 : 0;
        progress.wrong += found == Validity::Constraint ? 1 : 0;
        return;
    }
    for (const Element &child : element.children)
        countProgress(child, progress);
}

/// Top controls by page: a group is a page of its own, loose questions in a row share one.
QList<QList<int>> FormSession::Private::pageControls() const
{
    QList<QList<int>> out;
    bool loose = false;
    for (const int control : form->topControls()) {
        const bool container = model.controls.at(control).isContainer();
        if (container || !loose)
            out.append(QList<int>());
        out.last().append(control);
        loose = !container;
    }
    return out;
}

void FormSession::Private::collectProblems(xmlNode *node, QList<Problem> &out) const
{
    State *state = stateOf(node);
    if (!state || state->mark || !state->relevant)
        return;
    const Validity found = validity(state);
    if (found != Validity::Ok) {
        Problem problem;
        problem.node = state->id;
        problem.kind = found;
        problem.path = path(state);
        const int control = model.schema[std::size_t(state->schema)].control;
        if (control >= 0)
            problem.label = textOf(model.controlModels[std::size_t(control)].label, state);
        problem.message = message(state, found);
        out.append(problem);
    }
    if (node->type != XML_ELEMENT_NODE)
        return;
    for (xmlAttr *one = node->properties; one; one = one->next)
        collectProblems(reinterpret_cast<xmlNode *>(one), out);
    for (xmlNode *one = node->children; one; one = one->next)
        collectProblems(one, out);
}

// What expressions ask of the form ------------------------------------------------------------------------------------

xmlNode *FormSession::Private::document() const
{
    return reinterpret_cast<xmlNode *>(doc.get());
}

xmlNode *FormSession::Private::instance(const QString &id) const
{
    const auto found = model.secondary.find(id);
    if (found != model.secondary.end())
        return reinterpret_cast<xmlNode *>(found->second->document());
    return id == model.primaryId ? document() : nullptr;
}

QString FormSession::Private::text(const xmlNode *node) const
{
    if (node->doc != doc.get())
        return xml::content(node);
    const State *state = stateOf(node);
    if (node->type == XML_TEXT_NODE)
        state = stateOf(node->parent);
    if (!state)
        return node->type == XML_DOCUMENT_NODE ? text(xmlDocGetRootElement(doc.get())) : xml::content(node);
    if (state->mark)
        return {};
    if (state->leaf)
        return state->effective();
    QString all;
    for (const xmlNode *one = xml::firstElement(node); one; one = xml::nextElement(one))
        all += text(one);
    return all;
}

QString FormSession::Private::keptText(const xmlNode *node) const
{
    const State *state = node->doc == doc.get() ? stateOf(node) : nullptr;
    return state && state->leaf && !state->mark ? state->value : text(node);
}

bool FormSession::Private::counts(const xmlNode *node) const
{
    if (node->doc != doc.get())
        return true;
    const State *state = stateOf(node);
    return !state || state->relevant;
}

const xpath::NodeSet *FormSession::Private::lookUp(xmlNode *parent, const xpath::NodeTest &item,
                                                   const xpath::NodeTest &column, bool attribute,
                                                   const QString &key) const
{
    const detail::SecondaryInstance *list = secondaryOf.value(parent->doc);
    return list ? &list->lookUp(parent, item, column, attribute, key) : nullptr;
}

QString FormSession::Private::choiceName(const QString &value, const QString &path, xmlNode *from) const
{
    const auto ast = xpath::parse(path.trimmed());
    State *state = nullptr;
    if (ast && (*ast)->kind == xpath::Expr::Kind::Path) {
        if ((*ast)->start == xpath::Expr::Start::Root) {
            // As the compiler reads it: the instance that shares most with the asking node.
            const int schema = model.findPath(path.trimmed());
            State *anchor = stateOf(from);
            while (anchor && !(schema >= 0 && model.isAncestorOrSelf(anchor->schema, schema)))
                anchor = anchor->parent;
            std::vector<State *> found;
            if (schema >= 0)
                instancesUnder(schema, anchor, false, found);
            state = found.empty() ? nullptr : found.front();
        } else {
            xpath::Evaluator evaluator(*this, from);
            const xpath::Value found = evaluator.eval(**ast);
            const auto *nodes = std::get_if<xpath::NodeSet>(&found);
            state = nodes && !nodes->empty() && nodes->front()->doc == doc.get() ? stateOf(nodes->front()) : nullptr;
        }
    }
    if (!state)
        return {};
    for (const Choice &choice : choicesOf(state)) {
        if (choice.value == value)
            return choice.label;
    }
    return {};
}

QString FormSession::Private::itext(const QString &id) const
{
    return itextOf(id, stateOf(xmlDocGetRootElement(doc.get())));
}

QString FormSession::Private::property(const QString &name) const
{
    return environment.properties.value(name);
}

} // namespace ruhu::forms
