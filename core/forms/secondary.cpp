// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/secondary.h"

#include "core/base/limits.h"
#include "core/forms/xpath/evaluator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ruhu::forms::detail {

namespace {

/// A column name as an XML element name: what is not allowed becomes "_".
QByteArray elementName(const QString &column)
{
    QString name = column.trimmed();
    for (QChar &c : name) {
        if (!c.isLetterOrNumber() && c != u'_' && c != u'-' && c != u'.' && !c.isSurrogate())
            c = u'_';
    }
    if (name.isEmpty() || !(name.at(0).isLetter() || name.at(0) == u'_' || name.at(0).isSurrogate()))
        name.prepend(u'_');
    return name.toUtf8();
}

const xmlChar *chars(const char *literal)
{
    return reinterpret_cast<const xmlChar *>(literal);
}

const xmlChar *chars(const QByteArray &bytes)
{
    return reinterpret_cast<const xmlChar *>(bytes.constData());
}

/// Text of XML 1.0: control characters have no place in it.
QByteArray xmlText(QString text)
{
    text.removeIf([](QChar c) { return c.unicode() < 0x20 && c != u'\t' && c != u'\n' && c != u'\r'; });
    return text.toUtf8();
}

xml::Doc emptyTable()
{
    xml::Doc doc(xmlNewDoc(chars("1.0")));
    xmlDocSetRootElement(doc.get(), xmlNewDocNode(doc.get(), nullptr, chars("root"), nullptr));
    return doc;
}

/// Splits CSV by RFC 4180; the separator is the first of "," ";" tab that the header line holds outside quotes.
class CsvReader
{
public:
    explicit CsvReader(const QString &text)
        : m_text(text)
    {
        bool quoted = false;
        for (const QChar c : m_text) {
            if (c == u'"')
                quoted = !quoted;
            else if (!quoted && (c == u',' || c == u';' || c == u'\t')) {
                m_separator = c;
                break;
            } else if (!quoted && c == u'\n')
                break;
        }
    }

    [[nodiscard]] bool atEnd() const { return m_at >= m_text.size(); }
    [[nodiscard]] bool broken() const { return m_broken; }

    QStringList row()
    {
        QStringList fields;
        QString field;
        bool quoted = false;
        for (; m_at < m_text.size(); ++m_at) {
            const QChar c = m_text.at(m_at);
            if (quoted) {
                if (c != u'"')
                    field += c;
                else if (m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'"')
                    field += m_text.at(++m_at);
                else
                    quoted = false;
            } else if (c == u'"' && field.isEmpty()) {
                quoted = true;
            } else if (c == m_separator) {
                fields.append(field);
                field.clear();
            } else if (c == u'\n' || c == u'\r') {
                if (c == u'\r' && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'\n')
                    ++m_at;
                ++m_at;
                break;
            } else {
                field += c;
            }
        }
        m_broken = m_broken || quoted;
        fields.append(field);
        return fields;
    }

private:
    const QString &m_text;
    qsizetype m_at = 0;
    QChar m_separator = u',';
    bool m_broken = false;
};

Result<xml::Doc> readCsv(const QByteArray &bytes)
{
    QString text = QString::fromUtf8(bytes);
    if (text.startsWith(QChar(0xfeff)))
        text.remove(0, 1);
    CsvReader reader(text);
    QList<QByteArray> columns;
    for (const QString &column : reader.row())
        columns.append(elementName(column));
    if (text.trimmed().isEmpty())
        return fail(ErrorCode::BadFormat, QStringLiteral("a CSV file without a header"));
    xml::Doc doc = emptyTable();
    qsizetype elements = 0;
    while (!reader.atEnd()) {
        const QStringList fields = reader.row();
        if (fields.size() == 1 && fields.first().isEmpty())
            continue;
        elements += columns.size() + 1;
        if (elements > limits::formElements)
            return fail(ErrorCode::TooLarge, QStringLiteral("more than %1 cells").arg(limits::formElements));
        xmlNode *item = xmlNewChild(xmlDocGetRootElement(doc.get()), nullptr, chars("item"), nullptr);
        for (qsizetype i = 0; i < columns.size(); ++i)
            xmlNewTextChild(item, nullptr, chars(columns.at(i)), chars(xmlText(fields.value(i))));
    }
    if (reader.broken())
        return fail(ErrorCode::BadFormat, QStringLiteral("a quotation mark without its end"));
    return doc;
}

/// "lat lon alt acc" or "lat lon 0 0; …" of a GeoJSON geometry; '' when the type is not supported.
QString geometryText(const QJsonObject &geometry)
{
    const auto point = [](const QJsonArray &xy) {
        return QStringLiteral("%1 %2 0 0")
            .arg(xpath::numberText(xy.at(1).toDouble()), xpath::numberText(xy.at(0).toDouble()));
    };
    const QString type = geometry.value(QStringLiteral("type")).toString();
    QJsonArray coordinates = geometry.value(QStringLiteral("coordinates")).toArray();
    if (type == u"Point")
        return point(coordinates);
    if (type == u"Polygon")
        coordinates = coordinates.at(0).toArray();
    else if (type != u"LineString")
        return {};
    QStringList out;
    for (const QJsonValue &one : std::as_const(coordinates))
        out.append(point(one.toArray()));
    return out.join(QStringLiteral("; "));
}

Result<xml::Doc> readGeoJson(const QByteArray &bytes)
{
    QJsonParseError error;
    const QJsonObject collection = QJsonDocument::fromJson(bytes, &error).object();
    const QJsonValue features = collection.value(QStringLiteral("features"));
    if (error.error != QJsonParseError::NoError || !features.isArray() ||
        collection.value(QStringLiteral("type")).toString() != u"FeatureCollection")
        return fail(ErrorCode::BadFormat, QStringLiteral("GeoJSON: no FeatureCollection"));
    xml::Doc doc = emptyTable();
    for (const QJsonValue &one : features.toArray()) {
        const QJsonObject feature = one.toObject();
        if (feature.value(QStringLiteral("type")).toString() != u"Feature")
            return fail(ErrorCode::BadFormat, QStringLiteral("GeoJSON: an entry is no Feature"));
        xmlNode *item = xmlNewChild(xmlDocGetRootElement(doc.get()), nullptr, chars("item"), nullptr);
        const auto add = [item](const QString &name, const QJsonValue &value) {
            const QString text = value.isDouble() ? xpath::numberText(value.toDouble()) : value.toVariant().toString();
            xmlNewTextChild(item, nullptr, chars(elementName(name)), chars(xmlText(text)));
        };
        const QJsonObject geometry = feature.value(QStringLiteral("geometry")).toObject();
        const QString shape = geometryText(geometry);
        if (shape.isEmpty() && !geometry.isEmpty())
            return fail(ErrorCode::BadFormat, QStringLiteral("GeoJSON: geometry of an unknown type"));
        add(QStringLiteral("geometry"), shape);
        const QJsonObject properties = feature.value(QStringLiteral("properties")).toObject();
        const QString id = QStringLiteral("id");
        if (feature.contains(id) && !properties.contains(id))
            add(id, feature.value(id));
        for (auto property = properties.begin(); property != properties.end(); ++property)
            add(property.key(), property.value());
    }
    return doc;
}

} // namespace

Result<xml::Doc> readExternal(const QString &uri, const QByteArray &bytes)
{
    if (bytes.size() > limits::formBytes)
        return fail(ErrorCode::TooLarge, QStringLiteral("%1: %2 bytes").arg(uri).arg(bytes.size()));
    if (uri.endsWith(u".csv", Qt::CaseInsensitive))
        return readCsv(bytes);
    if (uri.endsWith(u".geojson", Qt::CaseInsensitive))
        return readGeoJson(bytes);
    return xml::parse(bytes);
}

const xpath::NodeSet &SecondaryInstance::lookUp(xmlNode *parent, const xpath::NodeTest &item,
                                                const xpath::NodeTest &column, bool attribute, const QString &key) const
{
    static const xpath::NodeSet nothing;
    const std::lock_guard lock(m_mutex);
    const QByteArray where = QByteArray::number(quint64(reinterpret_cast<quintptr>(parent)), 36) + '/' + item.prefix +
                             ':' + item.name + (attribute ? '@' : '/') + column.prefix + ':' + column.name;
    auto found = m_indexes.find(where);
    if (found == m_indexes.end()) {
        QHash<QString, xpath::NodeSet> index;
        for (xmlNode *node = parent->children; node; node = node->next) {
            if (!xpath::matches(item, node, false))
                continue;
            xmlNode *cell = attribute ? reinterpret_cast<xmlNode *>(node->properties) : node->children;
            for (; cell; cell = cell->next) {
                if (xpath::matches(column, cell, attribute)) {
                    xpath::NodeSet &same = index[xml::content(cell)];
                    if (same.empty() || same.back() != node)
                        same.push_back(node);
                }
            }
        }
        found = m_indexes.insert(where, index);
    }
    const auto hit = found->constFind(key);
    return hit == found->constEnd() ? nothing : *hit;
}

} // namespace ruhu::forms::detail
