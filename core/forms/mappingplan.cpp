// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/mappingplan.h"

#include "core/forms/xpath/dates.h"

#include <QCborArray>

#include <cmath>

namespace ruhu::forms::mapping {

using namespace Qt::Literals::StringLiterals;
using record::Kind;

const detail::Bind *bindOf(const detail::Model &model, int schema)
{
    const int bind = model.schema[std::size_t(schema)].bind;
    return bind < 0 ? nullptr : &model.binds[std::size_t(bind)];
}

namespace {

Keep keepOf(const detail::Bind &bind, const detail::Model &model)
{
    static const QHash<QString, Keep> names = {
        {u"text"_s, Keep::Text}, {u"upper"_s, Keep::Upper},     {u"int"_s, Keep::Int},     {u"bool"_s, Keep::Bool},
        {u"fen"_s, Keep::Fen},   {u"time"_s, Keep::Time},       {u"codes"_s, Keep::Codes}, {u"ref"_s, Keep::Ref},
        {u"refs"_s, Keep::Refs}, {u"present"_s, Keep::Present},
    };
    if (const auto named = names.constFind(bind.ruhu.value(u"type"_s)); named != names.cend())
        return *named;
    const int control = model.schema[std::size_t(bind.schema)].control;
    if (control >= 0 && model.controls.at(control).kind == Control::Kind::Select)
        return Keep::Codes;
    switch (bind.type) {
    case DataType::Int: return Keep::Int;
    case DataType::Boolean: return Keep::Bool;
    case DataType::DateTime: return Keep::Time;
    default: return Keep::Text;
    }
}

int scopeAbove(const detail::Model &model, int schema)
{
    for (int at = schema; at > 0; at = model.schema[std::size_t(at)].parent) {
        const detail::Bind *bind = bindOf(model, at);
        if (bind && bind->ruhu.contains(u"record"_s))
            return at;
    }
    return 0;
}

QString yuan(qint64 fen)
{
    const QString sign = fen < 0 ? u"-"_s : QString();
    const qint64 amount = std::abs(fen);
    const QString whole = sign + QString::number(amount / 100);
    return amount % 100 == 0 ? whole : whole + u'.' + u"%1"_s.arg(amount % 100, 2, 10, QChar(u'0'));
}

/// Instances of a schema node below a node of the session, in document order.
void collect(const FormSession &session, const detail::Model &model, NodeId top, int topSchema, int schema,
             QList<NodeId> &out)
{
    if (topSchema == schema) {
        out.append(top);
        return;
    }
    int next = schema;
    while (model.schema[std::size_t(next)].parent != topSchema)
        next = model.schema[std::size_t(next)].parent;
    const detail::SchemaNode &node = model.schema[std::size_t(next)];
    for (const NodeId child : session.instances(session.path(top) + u'/' + node.name))
        collect(session, model, child, next, schema, out);
}

} // namespace

Plan planOf(const detail::Model &model)
{
    Plan plan;
    for (const detail::Bind &bind : model.binds) {
        if (const QString kind = bind.ruhu.value(u"record"_s); !kind.isEmpty()) {
            const Scope scope{bind.schema, record::kindFromName(kind), model.schema[std::size_t(bind.schema)].repeat};
            if (scope.kind == Kind::Unknown)
                plan.unknown.append(kind);
            else
                plan.scopes.append(scope);
        }
        for (const QString &way : {u"to"_s, u"from"_s}) {
            const QString target = bind.ruhu.value(way);
            if (target.isEmpty())
                continue;
            const qsizetype dot = target.indexOf(u'.');
            Target one{bind.schema,  record::kindFromName(target.left(dot)), target.mid(dot + 1), keepOf(bind, model),
                       way == u"to", scopeAbove(model, bind.schema)};
            if (dot < 0 || !record::keysOf(one.kind).contains(one.key))
                plan.unknown.append(target);
            else
                plan.targets.append(one);
        }
    }
    return plan;
}

QString toText(Keep keep, const QCborValue &value, const QTimeZone &zone)
{
    switch (keep) {
    case Keep::Text:
    case Keep::Upper: return value.toString();
    case Keep::Int: return value.isInteger() ? QString::number(value.toInteger()) : QString();
    case Keep::Bool: return value.isBool() ? (value.toBool() ? u"1"_s : u"0"_s) : QString();
    case Keep::Fen: return value.isInteger() ? yuan(value.toInteger()) : QString();
    case Keep::Time:
        return value.isInteger() ? xpath::writeDateTime(QDateTime::fromMSecsSinceEpoch(value.toInteger(), zone), zone)
                                 : QString();
    case Keep::Codes: {
        QStringList codes;
        for (const QCborValue &code : value.toArray())
            codes.append(code.toString());
        return codes.join(u' ');
    }
    case Keep::Ref: return value.isByteArray() ? RecordId::fromBytes(value.toByteArray()).text() : QString();
    case Keep::Refs:
    case Keep::Present: break;
    }
    return {};
}

QCborValue refValue(const QString &text)
{
    const RecordId id = RecordId::fromText(text);
    return id.isNull() ? QCborValue(text) : QCborValue(id.bytes());
}

QCborValue fromText(Keep keep, const QString &text, const QTimeZone &zone)
{
    if (text.isEmpty())
        return QCborValue(nullptr);
    const double number = xpath::plainNumber(text);
    switch (keep) {
    case Keep::Int: return std::isfinite(number) ? QCborValue(qint64(std::llround(number))) : QCborValue(nullptr);
    case Keep::Fen: return std::isfinite(number) ? QCborValue(qint64(std::llround(number * 100))) : QCborValue(nullptr);
    case Keep::Bool: return text == u"1" || text == u"true";
    case Keep::Time: {
        const auto moment = xpath::readDateTime(text, zone);
        return moment ? QCborValue(moment->toMSecsSinceEpoch()) : QCborValue(nullptr);
    }
    case Keep::Codes: {
        QCborArray codes;
        for (const QString &code : text.split(u' ', Qt::SkipEmptyParts))
            codes.append(code);
        return codes;
    }
    case Keep::Ref: return refValue(text);
    case Keep::Upper: return text.toUpper();
    default: return text;
    }
}

QList<NodeId> below(const FormSession &session, NodeId top, int topSchema, int schema)
{
    QList<NodeId> out;
    const detail::Model &model = session.form().model();
    if (model.isAncestorOrSelf(topSchema, schema))
        collect(session, model, top, topSchema, schema, out);
    return out;
}

NodeId rootOf(const FormSession &session)
{
    return session.find(session.form().model().schema.front().path);
}

QString unfitKey(RecordId id, const QString &key)
{
    return id.text() + u'/' + key;
}

} // namespace ruhu::forms::mapping
