// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/sessiondata.h"

namespace ruhu::forms {

using detail::State;

namespace {

const xmlChar *chars(const QByteArray &bytes)
{
    return reinterpret_cast<const xmlChar *>(bytes.constData());
}

/// Text that XML 1.0 can carry.
QByteArray xmlText(const QString &text)
{
    QString clean = text;
    clean.removeIf([](QChar c) { return c.unicode() < 0x20 && c != u'\t' && c != u'\n' && c != u'\r'; });
    return clean.toUtf8();
}

} // namespace

/// The instance as XML. Works on a copy of the tree, walking both side by side.
QByteArray FormSession::Private::serialise(bool keepIrrelevant) const
{
    const xml::Doc copy(xmlCopyDoc(doc.get(), 1));
    const auto walk = [&](const xmlNode *own, xmlNode *out, auto &&self) -> void {
        const State *state = stateOf(own);
        const xmlAttr *ownAttribute = own->properties;
        for (xmlAttr *attribute = out->properties; attribute && ownAttribute; ownAttribute = ownAttribute->next) {
            xmlAttr *next = attribute->next;
            const State *value = stateOf(reinterpret_cast<const xmlNode *>(ownAttribute));
            if (value && !value->relevant && !keepIrrelevant) {
                xmlRemoveProp(attribute);
            } else if (value) {
                xmlNode *text = xmlNewDocText(copy.get(), chars(xmlText(value->value)));
                xmlFreeNodeList(attribute->children);
                attribute->children = attribute->last = text;
                text->parent = reinterpret_cast<xmlNode *>(attribute);
            }
            attribute = next;
        }
        if (state && state->leaf) {
            xmlNodeSetContent(out, nullptr);
            if (!state->value.isEmpty())
                xmlNodeAddContent(out, chars(xmlText(state->value)));
            return;
        }
        const xmlNode *ownChild = own->children;
        for (xmlNode *child = out->children; child && ownChild; ownChild = ownChild->next) {
            xmlNode *next = child->next;
            const State *childState = stateOf(ownChild);
            const bool mark = childState && childState->mark;
            const bool hidden = childState && !childState->relevant && !keepIrrelevant;
            if ((mark && !keepIrrelevant) || hidden) {
                xmlUnlinkNode(child);
                xmlFreeNode(child);
            } else if (xml::isElement(ownChild)) {
                self(ownChild, child, self);
            }
            child = next;
        }
    };
    walk(xmlDocGetRootElement(doc.get()), xmlDocGetRootElement(copy.get()), walk);
    xmlChar *bytes = nullptr;
    int size = 0;
    xmlDocDumpMemoryEnc(copy.get(), &bytes, &size, "UTF-8");
    const QByteArray out(reinterpret_cast<const char *>(bytes), size);
    xmlFree(bytes);
    return out;
}

Draft FormSession::draft() const
{
    Draft out;
    out.formId = d->model.id;
    out.version = d->model.version;
    out.formHash = d->model.hash;
    out.instance = d->serialise(true);
    out.language = d->language;
    return out;
}

QByteArray FormSession::submission() const
{
    return d->serialise(false);
}

QList<Attachment> FormSession::attachments() const
{
    QList<Attachment> out;
    const auto walk = [&](const xmlNode *node, auto &&self) -> void {
        const State *state = Private::stateOf(node);
        if (!state || state->mark || !state->relevant)
            return;
        const int control = d->model.schema[std::size_t(state->schema)].control;
        if (control >= 0 && d->model.controls.at(control).kind == Control::Kind::Upload && !state->value.isEmpty())
            out.append({state->id, d->path(state), state->value});
        for (const xmlNode *one = xml::firstElement(node); one; one = xml::nextElement(one))
            self(one, self);
    };
    walk(xmlDocGetRootElement(d->doc.get()), walk);
    return out;
}

Result<Changes> FormSession::finish()
{
    Changes changes;
    d->preload(true, &changes);
    return d->finishCall(std::move(changes));
}

} // namespace ruhu::forms
