// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/decidedconflict.h"

#include "core/record/merge.h"
#include "core/service/valuetext.h"

#include <QCborMap>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using record::Body;

namespace {

/// What is not common to both at the beginning and at the end: enough for the eye, and the same for the same texts.
QPair<QList<Span>, QList<Span>> differences(const QString &mine, const QString &theirs)
{
    int head = 0;
    const int most = int(std::min(mine.size(), theirs.size()));
    while (head < most && mine[head] == theirs[head])
        ++head;
    int tail = 0;
    while (tail < most - head && mine[mine.size() - 1 - tail] == theirs[theirs.size() - 1 - tail])
        ++tail;
    const auto span = [&](const QString &text) {
        const int length = int(text.size()) - head - tail;
        return length > 0 ? QList<Span>{{head, length}} : QList<Span>();
    };
    return {span(mine), span(theirs)};
}

Body mapBody(const QCborValue &value)
{
    Body body;
    const QCborMap map = value.isByteArray() ? QCborValue::fromCbor(value.toByteArray()).toMap() : value.toMap();
    for (auto entry = map.cbegin(); entry != map.cend(); ++entry)
        body.insert(entry.key().toString(), entry.value());
    return body;
}

} // namespace

Body conflictCopy(const Body &conflict, const QString &which)
{
    return mapBody(conflict.value(which));
}

QList<ConflictField> differingFields(const Body &conflict)
{
    const Body bases = conflictCopy(conflict, u"base"_s);
    const Body mines = conflictCopy(conflict, u"mine"_s);
    const Body theirses = conflictCopy(conflict, u"theirs"_s);
    QStringList keys =
        record::keysOf(record::kindFromName(record::text(conflict, "kind"_L1)), record::text(conflict, "group"_L1));
    for (const Body *copy : {&bases, &mines, &theirses}) {
        for (auto entry = copy->cbegin(); entry != copy->cend(); ++entry) {
            if (!keys.contains(entry.key()))
                keys.append(entry.key()); // of a newer version: shown, never dropped
        }
    }
    QList<ConflictField> fields;
    for (const QString &key : std::as_const(keys)) {
        // `mine` may hold changed fields only: what it leaves out is as it was.
        const QCborValue base = bases.value(key);
        const QCborValue theirs = theirses.value(key);
        const QCborValue mine = mines.contains(key) ? mines.value(key) : base;
        if (mine == theirs)
            continue;
        ConflictField field;
        field.field = key;
        field.type = typeOf(key);
        field.codeList = codeListOf(key);
        field.base = maskedText(key, base);
        field.mine = maskedText(key, mine);
        field.theirs = maskedText(key, theirs);
        field.mayKeepBoth = isFreeText(key);
        if (field.type == ConflictField::Type::Text)
            std::tie(field.mineDiffers, field.theirsDiffers) = differences(field.mine, field.theirs);
        fields.append(field);
    }
    return fields;
}

QList<DecidedField> decidedFields(const Body &conflict, const Body &resolution)
{
    const QString chosen = record::text(resolution, "chosen"_L1);
    const Body values = mapBody(resolution.value(u"values"_s));
    QList<DecidedField> out;
    if (record::flag(conflict, "archive"_L1) || record::text(conflict, "group"_L1) == record::wholeRecord)
        return out; // the record was ended or kept as a whole
    for (const ConflictField &field : differingFields(conflict)) {
        DecidedField decided{field, {}, {}};
        if (chosen == u"mine") {
            decided.taken = field.mine;
            decided.left = {field.theirs};
        } else if (chosen == u"theirs") {
            decided.taken = field.theirs;
            decided.left = {field.mine};
        } else {
            decided.taken = maskedText(field.field, values.value(field.field));
            if (chosen == u"rewritten")
                decided.left = {field.mine, field.theirs};
        }
        out.append(decided);
    }
    return out;
}

} // namespace ruhu::service
