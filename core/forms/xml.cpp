// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xml.h"

#include "core/base/limits.h"

#include <libxml/parser.h>

namespace ruhu::forms::xml {

namespace {

/// A declaration "<!…" that is no comment, before the first element.
bool declaresDoctype(const QByteArray &bytes)
{
    qsizetype at = 0;
    while ((at = bytes.indexOf('<', at)) >= 0 && at + 1 < bytes.size()) {
        const char next = bytes.at(at + 1);
        if (next == '!' && bytes.mid(at, 4) == "<!--")
            at = bytes.indexOf("-->", at);
        else if (next == '!')
            return true;
        else if (next == '?')
            at = bytes.indexOf("?>", at);
        else
            return false;
        if (at < 0)
            return false;
    }
    return false;
}

Result<void> withinLimits(const xmlDoc *doc)
{
    int depth = 0;
    int elements = 0;
    const xmlNode *node = xmlDocGetRootElement(doc);
    while (node) {
        if (node->type == XML_ENTITY_REF_NODE)
            return fail(ErrorCode::Unsupported, QStringLiteral("XML entities"));
        if (node->type == XML_ELEMENT_NODE && ++elements > limits::formElements)
            return fail(ErrorCode::TooLarge, QStringLiteral("more than %1 elements").arg(limits::formElements));
        if (node->type == XML_ELEMENT_NODE && node->children) {
            if (++depth > limits::formDepth)
                return fail(ErrorCode::TooLarge,
                            QStringLiteral("elements nested deeper than %1").arg(limits::formDepth));
            node = node->children;
            continue;
        }
        while (node && !node->next) {
            node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : nullptr;
            --depth;
        }
        if (node)
            node = node->next;
    }
    return {};
}

} // namespace

Result<Doc> parse(const QByteArray &bytes)
{
    if (bytes.size() > limits::formBytes)
        return fail(ErrorCode::TooLarge, QStringLiteral("XML of %1 bytes").arg(bytes.size()));
    if (declaresDoctype(bytes))
        return fail(ErrorCode::Unsupported, QStringLiteral("DOCTYPE"));
    struct ContextDeleter
    {
        void operator()(xmlParserCtxt *context) const { xmlFreeParserCtxt(context); }
    };
    const std::unique_ptr<xmlParserCtxt, ContextDeleter> context(xmlNewParserCtxt());
    if (!context)
        return fail(ErrorCode::OutOfMemory);
    Doc doc(xmlCtxtReadMemory(context.get(), bytes.constData(), int(bytes.size()), nullptr, nullptr,
                              XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NOCDATA));
    if (!doc || !xmlDocGetRootElement(doc.get())) {
        const int line = context->lastError.line;
        const bool deep = context->lastError.code == XML_ERR_INTERNAL_ERROR;
        return fail(
            deep ? ErrorCode::TooLarge : ErrorCode::BadFormat,
            QStringLiteral("XML line %1: %2")
                .arg(line)
                .arg(QString::fromUtf8(context->lastError.message ? context->lastError.message : "empty").trimmed()));
    }
    if (doc->intSubset || doc->extSubset)
        return fail(ErrorCode::Unsupported, QStringLiteral("DOCTYPE"));
    if (auto fits = withinLimits(doc.get()); !fits)
        return passOn(fits);
    return doc;
}

QString text(const xmlChar *chars)
{
    return QString::fromUtf8(reinterpret_cast<const char *>(chars));
}

QString content(const xmlNode *node)
{
    const xmlNode *only = node->children;
    if (!only)
        return {};
    if (!only->next && only->type == XML_TEXT_NODE)
        return text(only->content);
    xmlChar *chars = xmlNodeGetContent(node);
    const QString all = text(chars);
    xmlFree(chars);
    return all;
}

QString name(const xmlNode *node)
{
    const QString local = text(node->name);
    return node->ns && node->ns->prefix ? QString(text(node->ns->prefix) + u':' + local) : local;
}

bool isElement(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE;
}

bool isElement(const xmlNode *node, const char *localName)
{
    return isElement(node) && qstrcmp(reinterpret_cast<const char *>(node->name), localName) == 0;
}

QString attribute(const xmlNode *node, const char *localName)
{
    return attribute(node, nullptr, localName);
}

namespace {

const xmlAttr *findAttribute(const xmlNode *node, const char *namespaceUri, const char *localName)
{
    for (const xmlAttr *one = node->properties; one; one = one->next) {
        const char *uri = one->ns ? reinterpret_cast<const char *>(one->ns->href) : nullptr;
        if (qstrcmp(reinterpret_cast<const char *>(one->name), localName) == 0 && qstrcmp(uri, namespaceUri) == 0)
            return one;
    }
    return nullptr;
}

} // namespace

QString attribute(const xmlNode *node, const char *namespaceUri, const char *localName)
{
    const xmlAttr *found = findAttribute(node, namespaceUri, localName);
    return found ? content(reinterpret_cast<const xmlNode *>(found)) : QString();
}

bool hasAttribute(const xmlNode *node, const char *namespaceUri, const char *localName)
{
    return findAttribute(node, namespaceUri, localName) != nullptr;
}

xmlNode *firstElement(const xmlNode *node)
{
    xmlNode *one = node->children;
    while (one && !isElement(one))
        one = one->next;
    return one;
}

xmlNode *nextElement(const xmlNode *node)
{
    xmlNode *one = node->next;
    while (one && !isElement(one))
        one = one->next;
    return one;
}

xmlNode *child(const xmlNode *node, const char *localName)
{
    xmlNode *one = firstElement(node);
    while (one && !isElement(one, localName))
        one = nextElement(one);
    return one;
}

} // namespace ruhu::forms::xml
