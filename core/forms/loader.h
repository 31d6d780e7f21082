// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/compile.h"

namespace ruhu::forms::detail {

/// Reads an XForm into a Model, in this order: itext, instances, schema, body controls (they say what repeats), repeat
/// templates, binds, texts and actions; then everything is ranked. One use.
class Loader
{
public:
    Loader(Model &model, const ResourceResolver &resolve)
        : m_model(model)
        , m_resolve(resolve)
    {
    }

    Result<void> run(const QByteArray &bytes);

private:
    // loader.cpp: the model element
    Result<void> findParts();
    Result<void> readSecondary(QByteArray &hashed);
    Result<void> readExternalInstance(const QString &id, const QString &uri, QByteArray &hashed);
    void readItext();
    void buildSchema(const xmlNode *node, int parent);
    int addSchema(const xmlNode *node, int parent, bool attribute);
    void prepareRepeats(xmlNode *node, int schema);
    void markRepeats(xmlNode *node, int schema, const QHash<int, xmlNode *> &templatePlaces);
    void makeMissingTemplates();
    Result<void> readBinds();
    Result<void> readBind(const xmlNode *element);
    void noticeUnsupported();

    // bodyloader.cpp: the body
    Result<void> readBody(const xmlNode *container, int parent);
    Result<void> readControl(const xmlNode *element, int parent);
    Result<void> readTexts();
    Result<void> readControlTexts(int control);
    Result<void> readItemset(const xmlNode *element, int control);
    Result<void> readText(const xmlNode *element, int schema, const QString &place, Text &out);
    Result<void> readMessage(const QString &source, int schema, const QString &place, Text &out);
    Result<void> compileOutputs(const QList<TextPart> &parts, int schema, const QString &place, int control);
    Result<void> compileText(const Text &text, int schema, const QString &place, int control);
    Result<void> readActions(const xmlNode *container, int owner);
    Result<void> readAction(const xmlNode *element, int owner);
    int contextOf(int control) const;
    void notice(const QString &place, const QString &text);

    Model &m_model;
    const ResourceResolver &m_resolve;
    const xmlNode *m_modelElement = nullptr;
    const xmlNode *m_body = nullptr;
    xmlNode *m_primary = nullptr;
    std::vector<const xmlNode *> m_controlElements; ///< Beside Model::controls.
};

/// The parts of an element with mixed text and <output> children.
QList<TextPart> textParts(const xmlNode *element);

} // namespace ruhu::forms::detail
