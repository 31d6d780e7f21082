// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/mapping.h"

#include "core/forms/mappingplan.h"
#include "core/record/cbor.h"

#include <QCborArray>
#include <QCborMap>

namespace ruhu::forms {

using namespace Qt::Literals::StringLiterals;
using namespace mapping;
using record::Body;

namespace {

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

QStringList unknownTargets(const FormDefinition &form)
{
    return planOf(form.model()).unknown;
}

} // namespace ruhu::forms
