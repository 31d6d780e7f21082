// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <libxml/tree.h>

#include <memory>

namespace ruhu::forms::xml {

struct DocDeleter
{
    void operator()(xmlDoc *doc) const { xmlFreeDoc(doc); }
};
using Doc = std::unique_ptr<xmlDoc, DocDeleter>;

struct NodeDeleter
{
    void operator()(xmlNode *node) const { xmlFreeNode(node); }
};
using OwnedNode = std::unique_ptr<xmlNode, NodeDeleter>;

/// Parses untrusted XML: no DOCTYPE of any kind (a 1 kB entity bomb cost 15.8 s and 1.1 GB), no network, no huge mode.
/// \return BadFormat with the line; TooLarge by limits::formBytes, formDepth, formElements; Unsupported for a DOCTYPE
Result<Doc> parse(const QByteArray &bytes);

QString text(const xmlChar *chars);
QString content(const xmlNode *node); ///< String-value.
/// "prefix:name" as the author wrote it.
QString name(const xmlNode *node);
bool isElement(const xmlNode *node, const char *localName);
bool isElement(const xmlNode *node);
/// Attribute without namespace, or the one of that local name in any namespace when `anyNamespace`.
QString attribute(const xmlNode *node, const char *localName);
QString attribute(const xmlNode *node, const char *namespaceUri, const char *localName);
bool hasAttribute(const xmlNode *node, const char *namespaceUri, const char *localName);
/// First child element of that local name, in any namespace; null when there is none.
xmlNode *child(const xmlNode *node, const char *localName);
xmlNode *firstElement(const xmlNode *node);
xmlNode *nextElement(const xmlNode *node);

inline constexpr const char *javarosa = "http://openrosa.org/javarosa";
inline constexpr const char *openrosa = "http://openrosa.org/xforms";
inline constexpr const char *odk = "http://www.opendatakit.org/xforms";

} // namespace ruhu::forms::xml
