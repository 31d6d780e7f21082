// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/loader.h"

#include <QCryptographicHash>

#include <array>

namespace ruhu::forms::detail {

namespace {

struct TypeName
{
    QLatin1String name;
    DataType type;
};

constexpr std::array typeNames = {
    TypeName{QLatin1String("string"), DataType::String},     TypeName{QLatin1String("int"), DataType::Int},
    TypeName{QLatin1String("integer"), DataType::Int},       TypeName{QLatin1String("decimal"), DataType::Decimal},
    TypeName{QLatin1String("boolean"), DataType::Boolean},   TypeName{QLatin1String("date"), DataType::Date},
    TypeName{QLatin1String("time"), DataType::Time},         TypeName{QLatin1String("dateTime"), DataType::DateTime},
    TypeName{QLatin1String("geopoint"), DataType::Geopoint}, TypeName{QLatin1String("geotrace"), DataType::Geotrace},
    TypeName{QLatin1String("geoshape"), DataType::Geoshape}, TypeName{QLatin1String("binary"), DataType::Binary},
    TypeName{QLatin1String("barcode"), DataType::Barcode},   TypeName{QLatin1String("intent"), DataType::Intent},
};

DataType typeOf(QString name)
{
    name = name.mid(name.indexOf(u':') + 1); // xsd:string
    for (const TypeName &one : typeNames) {
        if (name == one.name)
            return one.type;
    }
    return DataType::String; // select, select1, rank and what other tools write
}

bool isTemplate(const xmlNode *node)
{
    return xml::hasAttribute(node, xml::javarosa, "template");
}

} // namespace

void Loader::notice(const QString &place, const QString &text)
{
    m_model.notices.append({place, text});
}

Result<void> Loader::run(const QByteArray &bytes)
{
    auto doc = xml::parse(bytes);
    if (!doc)
        return passOn(doc);
    m_model.source = std::move(*doc);
    if (auto done = findParts(); !done)
        return done;
    QByteArray hashed = bytes;
    if (auto done = readSecondary(hashed); !done)
        return done;
    m_model.hash = QCryptographicHash::hash(hashed, QCryptographicHash::Sha256);
    readItext();
    buildSchema(m_primary, -1);
    if (auto done = readBody(m_body, -1); !done)
        return done;
    m_model.pristine.reset(xmlNewDoc(reinterpret_cast<const xmlChar *>("1.0")));
    xmlDocSetRootElement(m_model.pristine.get(), xmlDocCopyNode(m_primary, m_model.pristine.get(), 1));
    prepareRepeats(xmlDocGetRootElement(m_model.pristine.get()), 0);
    makeMissingTemplates();
    if (auto done = readBinds(); !done)
        return done;
    if (auto done = readTexts(); !done)
        return done;
    if (auto done = readActions(m_modelElement, 0); !done)
        return done;
    noticeUnsupported();
    return rankExpressions(m_model);
}

Result<void> Loader::findParts()
{
    const xmlNode *root = xmlDocGetRootElement(m_model.source.get());
    const xmlNode *head = xml::child(root, "head");
    m_modelElement = head ? xml::child(head, "model") : nullptr;
    m_body = xml::child(root, "body");
    if (!m_modelElement || !m_body)
        return fail(ErrorCode::BadFormat, QStringLiteral("not an XForm: no head with a model, or no body"));
    if (const xmlNode *title = xml::child(head, "title"))
        m_model.title = xml::content(title).trimmed();
    for (const xmlNode *one = xml::firstElement(m_modelElement); one; one = xml::nextElement(one)) {
        if (!xml::isElement(one, "instance"))
            continue;
        m_primary = xml::firstElement(one);
        m_model.primaryId = xml::attribute(one, "id");
        break;
    }
    if (!m_primary)
        return fail(ErrorCode::BadFormat, QStringLiteral("no primary instance"));
    m_model.id = xml::attribute(m_primary, "id");
    if (m_model.id.isEmpty() && m_primary->ns)
        m_model.id = xml::text(m_primary->ns->href);
    m_model.version = xml::attribute(m_primary, xml::openrosa, "version");
    if (m_model.version.isEmpty())
        m_model.version = xml::attribute(m_primary, "version");
    return {};
}

Result<void> Loader::readSecondary(QByteArray &hashed)
{
    bool primary = true;
    for (const xmlNode *one = xml::firstElement(m_modelElement); one; one = xml::nextElement(one)) {
        if (!xml::isElement(one, "instance") || std::exchange(primary, false))
            continue;
        const QString id = xml::attribute(one, "id");
        const QString uri = xml::attribute(one, "src");
        const xmlNode *content = xml::firstElement(one);
        if (id.isEmpty())
            return fail(ErrorCode::BadFormat, QStringLiteral("a secondary instance without id"));
        if (m_model.secondary.contains(id))
            return fail(ErrorCode::BadFormat, QStringLiteral("two instances \"%1\"").arg(id));
        if (!uri.isEmpty()) {
            if (auto done = readExternalInstance(id, uri, hashed); !done)
                return done;
            continue;
        }
        xml::Doc doc(xmlNewDoc(reinterpret_cast<const xmlChar *>("1.0")));
        if (content)
            xmlDocSetRootElement(doc.get(), xmlDocCopyNode(const_cast<xmlNode *>(content), doc.get(), 1));
        m_model.secondary.emplace(id, std::make_unique<SecondaryInstance>(std::move(doc)));
    }
    return {};
}

Result<void> Loader::readExternalInstance(const QString &id, const QString &uri, QByteArray &hashed)
{
    if (uri == u"jr://instance/last-saved") {
        notice(uri, QStringLiteral("the last saved answers are not available; the instance is empty"));
        m_model.secondary.emplace(
            id, std::make_unique<SecondaryInstance>(xml::Doc(xmlNewDoc(reinterpret_cast<const xmlChar *>("1.0")))));
        return {};
    }
    auto bytes = m_resolve ? m_resolve(uri) : Result<QByteArray>(fail(ErrorCode::NotFound, QStringLiteral("no files")));
    if (!bytes)
        return fail(bytes.error().code, QStringLiteral("%1: %2").arg(uri, bytes.error().detail));
    auto doc = readExternal(uri, *bytes);
    if (!doc)
        return fail(doc.error().code, QStringLiteral("%1: %2").arg(uri, doc.error().detail));
    hashed += uri.toUtf8() + '\0' + QCryptographicHash::hash(*bytes, QCryptographicHash::Sha256);
    m_model.secondary.emplace(id, std::make_unique<SecondaryInstance>(std::move(*doc)));
    return {};
}

void Loader::readItext()
{
    const xmlNode *itext = xml::child(m_modelElement, "itext");
    if (!itext)
        return;
    for (const xmlNode *translation = xml::firstElement(itext); translation;
         translation = xml::nextElement(translation)) {
        if (!xml::isElement(translation, "translation"))
            continue;
        const QString language = xml::attribute(translation, "lang");
        m_model.languages.append(language);
        if (!xml::attribute(translation, "default").isNull())
            m_model.defaultLanguage = language;
        auto &texts = m_model.itext[language];
        for (const xmlNode *one = xml::firstElement(translation); one; one = xml::nextElement(one)) {
            ItextForms &forms = texts[xml::attribute(one, "id")];
            for (const xmlNode *value = xml::firstElement(one); value; value = xml::nextElement(value))
                forms.insert(xml::attribute(value, "form"), textParts(value));
        }
    }
    if (m_model.defaultLanguage.isEmpty() && !m_model.languages.isEmpty())
        m_model.defaultLanguage = m_model.languages.first();
}

int Loader::addSchema(const xmlNode *node, int parent, bool attribute)
{
    if (const int known = parent < 0 ? -1 : m_model.child(parent, node, attribute); known >= 0)
        return known;
    SchemaNode added;
    added.name = xml::name(node);
    added.local = reinterpret_cast<const char *>(node->name);
    if (node->ns && node->ns->prefix)
        added.prefix = reinterpret_cast<const char *>(node->ns->prefix);
    if (node->ns && node->ns->href)
        added.uri = reinterpret_cast<const char *>(node->ns->href);
    added.parent = parent;
    added.attribute = attribute;
    const int index = int(m_model.schema.size());
    if (parent >= 0) {
        SchemaNode &above = m_model.schema[std::size_t(parent)];
        above.children.push_back(index);
        above.leaf = above.leaf && attribute;
        added.depth = above.depth + 1;
        added.path = above.path;
    } else {
        added.depth = 1;
    }
    added.path += (attribute ? QStringLiteral("/@") : QStringLiteral("/")) + added.name;
    m_model.schema.push_back(std::move(added));
    return index;
}

void Loader::buildSchema(const xmlNode *node, int parent)
{
    const int index = addSchema(node, parent, false);
    if (isTemplate(node))
        m_model.schema[std::size_t(index)].repeat = true;
    for (const xmlAttr *one = node->properties; one; one = one->next) {
        const bool ours = one->ns && one->ns->href && xml::text(one->ns->href) == QLatin1String(xml::javarosa);
        if (!ours)
            addSchema(reinterpret_cast<const xmlNode *>(one), index, true);
    }
    for (const xmlNode *one = xml::firstElement(node); one; one = xml::nextElement(one))
        buildSchema(one, index);
}

/// Takes the templates out of a tree and puts a mark where instances of each repeat go.
void Loader::prepareRepeats(xmlNode *node, int schema)
{
    QHash<int, xmlNode *> places; // repeat -> what stood before its template
    for (xmlNode *one = xml::firstElement(node); one;) {
        xmlNode *next = xml::nextElement(one);
        const int child = m_model.child(schema, one, false);
        prepareRepeats(one, child);
        if (isTemplate(one)) {
            places.insert(child, one->prev);
            for (xmlAttr *attribute = one->properties; attribute; attribute = attribute->next) {
                if (qstrcmp(reinterpret_cast<const char *>(attribute->name), "template") == 0 && attribute->ns) {
                    xmlRemoveProp(attribute);
                    break;
                }
            }
            xml::OwnedNode &kept = m_model.templates[child];
            if (!kept) // a copy declares its namespaces itself, a node taken out would lose them
                kept.reset(xmlDocCopyNode(one, one->doc, 1));
            xmlUnlinkNode(one);
            xmlFreeNode(one);
        }
        one = next;
    }
    markRepeats(node, schema, places);
}

void Loader::markRepeats(xmlNode *node, int schema, const QHash<int, xmlNode *> &templatePlaces)
{
    for (const int child : m_model.schema[std::size_t(schema)].children) {
        if (!m_model.schema[std::size_t(child)].repeat)
            continue;
        xmlNode *after = templatePlaces.value(child);
        for (xmlNode *one = xml::firstElement(node); one; one = xml::nextElement(one)) {
            if (m_model.child(schema, one, false) == child)
                after = one;
        }
        const QByteArray content = QByteArray::number(child);
        xmlNode *mark = xmlNewDocPI(node->doc, reinterpret_cast<const xmlChar *>(repeatMark),
                                    reinterpret_cast<const xmlChar *>(content.constData()));
        if (after)
            xmlAddNextSibling(after, mark);
        else if (node->children)
            xmlAddPrevSibling(node->children, mark);
        else
            xmlAddChild(node, mark);
    }
}

/// Without jr:template the first instance is the pattern of further ones.
void Loader::makeMissingTemplates()
{
    const auto search = [this](xmlNode *from, int schema, auto &&self) -> void {
        for (xmlNode *one = xml::firstElement(from); one; one = xml::nextElement(one)) {
            const int child = m_model.child(schema, one, false);
            if (m_model.schema[std::size_t(child)].repeat && !m_model.templates.contains(child))
                m_model.templates[child].reset(xmlDocCopyNode(one, m_model.pristine.get(), 1));
            self(one, child, self);
        }
    };
    search(xmlDocGetRootElement(m_model.pristine.get()), 0, search);
    std::vector<std::pair<int, xmlNode *>> known;
    for (const auto &[schema, node] : m_model.templates)
        known.emplace_back(schema, node.get());
    for (const auto &[schema, node] : known)
        search(node, schema, search);
}

Result<void> Loader::readBinds()
{
    for (const xmlNode *one = xml::firstElement(m_modelElement); one; one = xml::nextElement(one)) {
        if (!xml::isElement(one, "bind"))
            continue;
        if (auto done = readBind(one); !done)
            return done;
    }
    return {};
}

Result<void> Loader::readBind(const xmlNode *element)
{
    const QString nodeset = xml::attribute(element, "nodeset");
    Compiler compiler(m_model, element);
    const int schema = compiler.resolve(nodeset, 0);
    if (schema < 0) {
        notice(nodeset, QStringLiteral("bind of a node that the instance does not have"));
        return {};
    }
    SchemaNode &node = m_model.schema[std::size_t(schema)];
    if (node.bind < 0) {
        node.bind = int(m_model.binds.size());
        m_model.binds.emplace_back().schema = schema;
    }
    Bind &bind = m_model.binds[std::size_t(node.bind)];
    if (const QString type = xml::attribute(element, "type"); !type.isEmpty())
        bind.type = typeOf(type);
    struct Part
    {
        const char *name;
        Role role;
        int Bind::*place;
    };
    for (const Part &part :
         {Part{"calculate", Role::Calculate, &Bind::calculate}, Part{"relevant", Role::Relevant, &Bind::relevant},
          Part{"readonly", Role::Readonly, &Bind::readonly}, Part{"required", Role::Required, &Bind::required},
          Part{"constraint", Role::Constraint, &Bind::constraint}}) {
        const QString source = xml::attribute(element, part.name);
        if (source.trimmed().isEmpty())
            continue;
        const auto added = compiler.add(source, schema, part.role, nodeset + u' ' + QLatin1String(part.name));
        if (!added)
            return passOn(added);
        bind.*(part.place) = *added;
    }
    bind.preload = xml::attribute(element, xml::javarosa, "preload");
    bind.preloadParams = xml::attribute(element, xml::javarosa, "preloadParams");
    for (const xmlAttr *one = element->properties; one; one = one->next) {
        if (one->ns && qstrcmp(reinterpret_cast<const char *>(one->ns->href), ruhuNamespace) == 0)
            bind.ruhu.insert(xml::text(one->name), xml::content(reinterpret_cast<const xmlNode *>(one)));
    }
    if (auto done =
            readMessage(xml::attribute(element, xml::javarosa, "requiredMsg"), schema, nodeset, bind.requiredMessage);
        !done)
        return done;
    return readMessage(xml::attribute(element, xml::javarosa, "constraintMsg"), schema, nodeset,
                       bind.constraintMessage);
}

void Loader::noticeUnsupported()
{
    for (const xmlNode *one = xml::firstElement(m_modelElement); one; one = xml::nextElement(one)) {
        if (xml::isElement(one, "submission") && !xml::attribute(one, "base64RsaPublicKey").isEmpty())
            notice(QStringLiteral("submission"), QStringLiteral("encryption of the submission is not supported"));
    }
    for (const Bind &bind : m_model.binds) {
        const QString &path = m_model.schema[std::size_t(bind.schema)].path;
        if (bind.type == DataType::Geotrace || bind.type == DataType::Geoshape || bind.type == DataType::Intent)
            notice(path, QStringLiteral("lines, areas and other programs cannot be asked for"));
    }
    for (const SchemaNode &node : m_model.schema) {
        if (node.local == "entity" && node.path.contains(u"meta"))
            notice(node.path, QStringLiteral("entities are sent as written, not acted upon"));
        if (node.local == "audit" && node.path.contains(u"meta"))
            notice(node.path, QStringLiteral("the audit log is not recorded"));
    }
}

int Model::child(int parent, const xmlNode *node, bool attribute) const
{
    const QByteArrayView local(reinterpret_cast<const char *>(node->name));
    const char *prefix = node->ns && node->ns->prefix ? reinterpret_cast<const char *>(node->ns->prefix) : "";
    int byName = -1;
    for (const int child : schema[std::size_t(parent)].children) {
        const SchemaNode &candidate = schema[std::size_t(child)];
        if (candidate.attribute != attribute || candidate.local != local)
            continue;
        if (candidate.prefix == prefix)
            return child;
        byName = child;
    }
    return byName;
}

int Model::findPath(const QString &path) const
{
    if (schema.empty() || !path.startsWith(u'/'))
        return -1;
    int at = -1;
    for (const QString &part : path.mid(1).split(u'/')) {
        const bool attribute = part.startsWith(u'@');
        const QString name = part.mid(attribute ? 1 : 0);
        const auto named = [&](const SchemaNode &node) {
            return node.attribute == attribute && (node.name == name || QString::fromUtf8(node.local) == name);
        };
        int next = -1;
        if (at < 0) {
            next = named(schema[0]) ? 0 : -1;
        } else {
            for (const int child : schema[std::size_t(at)].children) {
                if (next < 0 && named(schema[std::size_t(child)]))
                    next = child;
            }
        }
        if (next < 0)
            return -1;
        at = next;
    }
    return at;
}

bool Model::isAncestorOrSelf(int ancestor, int node) const
{
    while (node >= 0 && node != ancestor)
        node = schema[std::size_t(node)].parent;
    return node == ancestor && node >= 0;
}

} // namespace ruhu::forms::detail
