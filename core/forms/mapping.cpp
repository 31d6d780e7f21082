// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/mapping.h"

#include "core/forms/model.h"
#include "core/forms/xpath/dates.h"
#include "core/record/cbor.h"

#include <QCborArray>
#include <QCborMap>

#include <cmath>

namespace ruhu::forms {

using namespace Qt::Literals::StringLiterals;
using record::Body;
using record::Kind;

namespace {

enum class Keep { Text, Upper, Int, Bool, Fen, Time, Codes, Ref, Refs, Present };

/// One mapped question, as the form says it.
struct Target
{
    int schema = -1;
    Kind kind = Kind::Unknown;
    QString key; ///< "health.selfcare"; "reason" for the visit.
    Keep keep = Keep::Text;
    bool write = true;
    int scope = -1; ///< Schema node with ruhu:record above it; the root for the visit.
};

/// A place where records stand: a repeat of records, or a group that is part of the household.
struct Scope
{
    int schema = -1;
    Kind kind = Kind::Unknown;
    bool repeat = false;
};

struct Plan
{
    QList<Scope> scopes;
    QList<Target> targets;
    QStringList unknown;
};

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

const detail::Bind *bindOf(const detail::Model &model, int schema)
{
    const int bind = model.schema[std::size_t(schema)].bind;
    return bind < 0 ? nullptr : &model.binds[std::size_t(bind)];
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

QString yuan(qint64 fen)
{
    const QString sign = fen < 0 ? u"-"_s : QString();
    const qint64 amount = std::abs(fen);
    const QString whole = sign + QString::number(amount / 100);
    return amount % 100 == 0 ? whole : whole + u'.' + u"%1"_s.arg(amount % 100, 2, 10, QChar(u'0'));
}

/// A record's value as the form writes it; '' for what the form has no words for.
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

/// An answer as a record keeps it; null for a blank one.
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

/// Adds the values of one record to what will be filled in.
struct Filled
{
    NodeId node;
    QString text;
    RecordId record;
    QString key;
};

void fillScope(const FormSession &session, const Plan &plan, const Scope &scope, NodeId top,
               const record::Record &record, const Body &body, QList<Filled> &out)
{
    const QTimeZone zone = session.environment().zone;
    for (const Target &target : plan.targets) {
        if (target.kind != scope.kind || target.scope != scope.schema)
            continue;
        for (const NodeId node : below(session, top, scope.schema, target.schema))
            // What is not on file is blanked too: a default is for new records, not for old ones.
            out.append({node, toText(target.keep, body.value(target.key), zone), record.id,
                        body.contains(target.key) ? target.key : QString()});
    }
}

} // namespace

QByteArray Prefill::encode() const
{
    QCborArray records;
    for (const record::Record &one : seen)
        records.append(
            QCborArray{one.id.bytes(), one.part, one.village, one.root.bytes(), one.kind, one.ch, one.ver, one.body});
    QCborMap keys;
    for (auto one = owned.begin(); one != owned.end(); ++one)
        keys.insert(QCborValue(one.key().bytes()), QCborArray::fromStringList(QStringList(one->begin(), one->end())));
    return QCborValue(QCborArray{records, keys, QCborArray::fromStringList(QStringList(unfit.begin(), unfit.end()))})
        .toCbor();
}

Result<Prefill> Prefill::decode(const QByteArray &bytes)
{
    Prefill out;
    if (bytes.isEmpty())
        return out;
    QCborParserError error;
    const QCborArray read = QCborValue::fromCbor(bytes, &error).toArray();
    if (error.error != QCborError::NoError || read.size() != 3)
        return fail(ErrorCode::BadFormat, u"prefill"_s);
    for (const QCborValue &one : read.at(0).toArray()) {
        const QCborArray row = one.toArray();
        record::Record seenRecord;
        seenRecord.id = RecordId::fromBytes(row.at(0).toByteArray());
        if (row.size() != 8 || seenRecord.id.isNull())
            return fail(ErrorCode::BadFormat, u"prefill: record"_s);
        seenRecord.part = qint32(row.at(1).toInteger());
        seenRecord.village = row.at(2).toInteger();
        seenRecord.root = RecordId::fromBytes(row.at(3).toByteArray());
        seenRecord.kind = row.at(4).toString();
        seenRecord.ch = int(row.at(5).toInteger());
        seenRecord.ver = row.at(6).toInteger();
        seenRecord.body = row.at(7).toByteArray();
        out.seen.append(seenRecord);
    }
    const QCborMap keys = read.at(1).toMap();
    for (auto one = keys.begin(); one != keys.end(); ++one) {
        for (const QCborValue &key : one.value().toArray())
            out.owned[RecordId::fromBytes(one.key().toByteArray())].insert(key.toString());
    }
    for (const QCborValue &key : read.at(2).toArray())
        out.unfit.insert(key.toString());
    return out;
}

Result<Prefill> fillFromRecords(FormSession &session, const QList<record::Record> &records,
                                const QHash<RecordId, QSet<QString>> &owned)
{
    const Plan plan = planOf(session.form().model());
    const detail::Model &model = session.form().model();
    Prefill out;
    out.owned = owned;
    QList<Filled> filled;
    for (const record::Record &one : records) {
        if (one.archived)
            continue;
        const auto body = record::decodeBody(one.body);
        if (!body)
            return passOn(body);
        bool known = false;
        for (const Scope &scope : plan.scopes) {
            if (scope.kind != one.kindOf())
                continue;
            known = true;
            NodeId top = rootOf(session);
            if (scope.repeat) {
                const auto added = session.addRepeat(model.schema[std::size_t(scope.schema)].path);
                if (!added)
                    return passOn(added);
                top = *added;
                filled.append({session.child(top, u"rid"_s), one.id.text(), one.id, QString()});
                fillScope(session, plan, scope, top, one, *body, filled);
            } else {
                for (const NodeId place : below(session, top, 0, scope.schema))
                    fillScope(session, plan, scope, place, one, *body, filled);
            }
        }
        if (known)
            out.seen.append(one);
    }
    QList<std::pair<NodeId, QString>> values;
    for (const Filled &one : std::as_const(filled))
        values.append({one.node, one.text});
    if (auto done = session.fillIn(values); !done)
        return passOn(done);
    for (const Filled &one : std::as_const(filled)) {
        const int schema = model.findPath(session.schemaPath(one.node));
        const detail::Bind *bind = schema < 0 ? nullptr : bindOf(model, schema);
        const bool calculated = bind && bind->calculate >= 0;
        if (!one.key.isEmpty() && !calculated && session.keptValue(one.node) != one.text)
            out.unfit.insert(unfitKey(one.record, one.key));
        else if (!one.key.isEmpty() && one.text.isEmpty())
            out.unfit.insert(unfitKey(one.record, one.key));
    }
    return out;
}

namespace {

/// Collects what one form changes.
class Mapper
{
public:
    Mapper(const FormSession &session, const Prefill &prefill, const MappingContext &context)
        : m_session(session)
        , m_model(session.form().model())
        , m_plan(planOf(m_model))
        , m_prefill(prefill)
        , m_context(context)
        , m_zone(session.environment().zone)
    {
    }

    Result<Mapped> run()
    {
        const NodeId root = rootOf(m_session);
        if (auto done = household(root); !done)
            return passOn(done);
        for (const Scope &scope : m_plan.scopes) {
            if (!scope.repeat)
                continue;
            if (auto done = repeat(root, scope); !done)
                return passOn(done);
        }
        visit(root);
        return std::move(m_out);
    }

private:
    const record::Record *seen(RecordId id) const
    {
        for (const record::Record &one : m_prefill.seen) {
            if (one.id == id)
                return &one;
        }
        return nullptr;
    }

    /// The answers below `top` that belong to `scope`, put over `edited`.
    void answers(const Scope &scope, NodeId top, RecordId id, Body &edited) const
    {
        if (!m_session.isRelevant(top))
            return;
        for (const Target &target : m_plan.targets) {
            if (!target.write || target.kind != scope.kind || target.scope != scope.schema)
                continue;
            for (const NodeId node : below(m_session, top, scope.schema, target.schema)) {
                const QString text = m_session.value(node);
                if (text.isEmpty() && m_prefill.unfit.contains(unfitKey(id, target.key)))
                    continue;
                edited.insert(target.key, fromText(target.keep, text, m_zone));
            }
        }
    }

    record::Mutation blank(RecordId id, const QString &kind) const
    {
        record::Mutation mutation;
        mutation.mid = MutationId::make(*m_context.clock, *m_context.rng);
        mutation.id = id;
        mutation.kind = kind;
        mutation.root = m_context.household;
        mutation.part = m_context.part;
        mutation.at = m_context.clock->wallMs();
        return mutation;
    }

    /// Takes changes of fields that another source owns out of `edited`, each as a dispute.
    void dispute(const record::Record &record, const Body &before, Body &edited)
    {
        for (const QString &key : m_prefill.owned.value(record.id)) {
            const QCborValue was = before.value(key, QCborValue(nullptr));
            const QCborValue now = edited.value(key, QCborValue(nullptr));
            if (was == now)
                continue;
            record::Mutation event =
                blank(RecordId::make(*m_context.clock, *m_context.rng), record::nameOf(Kind::Dispute));
            event.op = record::Op::Event;
            event.set = record::withoutNulls({{u"record"_s, record.id.bytes()},
                                              {u"field"_s, QString(record.kind + u'.' + key)},
                                              {u"value"_s, now},
                                              {u"seen"_s, was}});
            m_disputes.append(event);
            edited.insert(key, was);
        }
    }

    Result<void> patch(const record::Record &record, Body edited)
    {
        const auto before = record::decodeBody(record.body);
        if (!before)
            return passOn(before);
        dispute(record, *before, edited);
        if (auto found = record::patchBetween(record, *before, record::withoutNulls(edited))) {
            record::Mutation mutation = blank(record.id, record.kind);
            mutation.op = record::Op::Patch;
            mutation.base = record.ver;
            mutation.set = found->set;
            mutation.was = found->was;
            m_out.mutations.append(mutation);
        }
        return {};
    }

    Result<void> household(NodeId root)
    {
        const record::Record *record = seen(m_context.household);
        if (!record)
            return {};
        auto edited = record::decodeBody(record->body);
        if (!edited)
            return passOn(edited);
        for (const Scope &scope : m_plan.scopes) {
            if (scope.repeat || scope.kind != Kind::Household)
                continue;
            for (const NodeId place : below(m_session, root, 0, scope.schema))
                answers(scope, place, record->id, *edited);
        }
        return patch(*record, *edited);
    }

    Result<void> repeat(NodeId root, const Scope &scope)
    {
        const int above = m_model.schema[std::size_t(scope.schema)].parent;
        const QList<NodeId> parents = below(m_session, root, 0, above);
        QSet<RecordId> present;
        for (const NodeId instance : below(m_session, root, 0, scope.schema)) {
            const RecordId id = RecordId::fromText(m_session.keptValue(m_session.child(instance, u"rid"_s)));
            if (id.isNull())
                return fail(ErrorCode::BadFormat, u"%1: no rid"_s.arg(m_session.path(instance)));
            present.insert(id);
            if (auto done = instanceOf(scope, instance, id); !done)
                return done;
        }
        const bool asked =
            std::any_of(parents.begin(), parents.end(), [this](NodeId node) { return m_session.isRelevant(node); });
        for (const record::Record &one : m_prefill.seen) {
            if (!asked || one.kindOf() != scope.kind || present.contains(one.id))
                continue;
            const auto body = record::decodeBody(one.body);
            if (!body)
                return passOn(body);
            record::Mutation mutation = blank(one.id, one.kind);
            mutation.op = record::Op::Archive;
            mutation.base = one.ver;
            mutation.was = *body;
            m_out.mutations.append(mutation);
        }
        return {};
    }

    Result<void> instanceOf(const Scope &scope, NodeId instance, RecordId id)
    {
        if (const record::Record *known = seen(id)) {
            auto edited = record::decodeBody(known->body);
            if (!edited)
                return passOn(edited);
            answers(scope, instance, id, *edited);
            return patch(*known, *edited);
        }
        Body body;
        answers(scope, instance, id, body);
        body = record::withoutNulls(body);
        if (body.isEmpty())
            return {};
        record::Mutation mutation = blank(id, record::nameOf(scope.kind));
        mutation.op = record::Op::Create;
        mutation.set = body;
        m_out.mutations.append(mutation);
        return {};
    }

    void visit(NodeId root)
    {
        for (const Target &target : m_plan.targets) {
            if (!target.write || target.kind != Kind::Visit)
                continue;
            QCborArray list;
            for (const NodeId node : below(m_session, root, 0, target.schema)) {
                const QString text = m_session.value(node);
                if (target.keep == Keep::Refs) {
                    if (!text.isEmpty())
                        list.append(refValue(text));
                } else if (target.keep == Keep::Present) {
                    if (text == u"1")
                        list.append(refValue(m_session.keptValue(m_session.child(m_session.parent(node), u"rid"_s))));
                } else {
                    m_out.visit.insert(target.key, fromText(target.keep, text, m_zone));
                }
            }
            if (!list.isEmpty())
                m_out.visit.insert(target.key, list);
        }
        m_out.visit = record::withoutNulls(m_out.visit);
        m_out.mutations.append(m_disputes);
    }

    const FormSession &m_session;
    const detail::Model &m_model;
    Plan m_plan;
    const Prefill &m_prefill;
    MappingContext m_context;
    QTimeZone m_zone;
    Mapped m_out;
    QList<record::Mutation> m_disputes;
};

} // namespace

Result<Mapped> mapToRecords(const FormSession &session, const Prefill &prefill, const MappingContext &context)
{
    return Mapper(session, prefill, context).run();
}

QStringList unknownTargets(const FormDefinition &form)
{
    return planOf(form.model()).unknown;
}

} // namespace ruhu::forms
