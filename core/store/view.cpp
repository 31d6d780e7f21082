// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/view.h"

#include "core/record/cbor.h"
#include "core/record/merge.h"

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;
using record::Body;
using record::Mutation;
using record::Record;

namespace {

struct Overlay
{
    QByteArray mutation;
    bool inOutbox = false;
    bool atHub = false;
};

Result<Mutation> decodeMutation(const QByteArray &bytes)
{
    const auto map = record::cbor::decodeMap(bytes);
    return map ? record::mutationFromCbor(*map) : Result<Mutation>(passOn(map));
}

Record recordOf(const Row &row)
{
    Record record;
    record.part = qint32(row.number(0));
    record.village = row.number(1);
    record.root = row.id<RecordId>(2);
    record.kind = row.text(3);
    record.ch = int(row.number(4));
    record.ver = row.number(5);
    record.seq = row.number(6);
    record.archived = row.flag(7);
    record.body = row.bytes(8);
    return record;
}

Result<QList<View>> viewsBy(Database &db, const QString &sql, const Values &values)
{
    const auto ids = db.list(sql, values, [](const Row &row) { return row.id<RecordId>(0); });
    if (!ids)
        return passOn(ids);
    QList<View> all;
    for (const RecordId &id : *ids) {
        auto one = view(db, id);
        if (!one)
            return passOn(one);
        if (*one)
            all.append(**std::move(one));
    }
    return all;
}

/// Puts one change of this laptop over the record.
void lay(View &view, const Overlay &over, const Mutation &mutation)
{
    Record &record = view.record;
    ++view.pending;
    const Standing standing = !over.inOutbox ? Standing::Received : over.atHub ? Standing::Delivered : Standing::Saved;
    view.standing = std::min(view.standing, standing);
    // The hub has it already and a page brought it: what others made of it since is newer than our first words.
    if (record.ver > 0 && (mutation.op == record::Op::Create || mutation.op == record::Op::Event))
        return;
    if (record.ver == 0) {
        record.part = mutation.part;
        record.root = mutation.root;
        record.kind = mutation.kind;
        record.ch = record::info(mutation.kindOf()).channel;
    }
    if (record.archived)
        return; // an edit does not bring an archived record back
    record.archived = record::overlay(view.body, mutation);
}

} // namespace

Result<std::optional<View>> view(Database &db, RecordId id)
{
    const auto pulled =
        db.first(u"SELECT part, village, root, kind, ch, ver, seq, archived, body FROM record WHERE id = ?"_s,
                 {id.bytes()}, recordOf);
    if (!pulled)
        return passOn(pulled);
    const auto overlays = db.list(u"SELECT m.body, o.bid IS NOT NULL, ifnull(o.state, 0) FROM mutation m"
                                  " LEFT JOIN outbox o ON o.bid = m.bid WHERE m.id = ? AND m.live ORDER BY m.n"_s,
                                  {id.bytes()}, [](const Row &row) {
                                      return Overlay{row.bytes(0), row.flag(1), row.flag(2)};
                                  });
    if (!overlays)
        return passOn(overlays);
    if (!*pulled && overlays->isEmpty())
        return std::nullopt;
    View view;
    if (*pulled) {
        view.record = **pulled;
        auto body = record::decodeBody(view.record.body);
        if (!body)
            return passOn(body);
        view.body = *std::move(body);
    }
    view.record.id = id;
    for (const Overlay &over : *overlays) {
        const auto mutation = decodeMutation(over.mutation);
        if (!mutation)
            return passOn(mutation);
        lay(view, over, *mutation);
    }
    if (view.record.archived)
        return std::nullopt;
    if (view.record.village == 0)
        view.record.village = record::text(view.body, "address.region_code"_L1).toLongLong();
    if (!overlays->isEmpty())
        view.record.body = record::encodeBody(view.body);
    return view;
}

Result<QList<View>> views(Database &db, RecordId root, record::Kind kind)
{
    return viewsBy(db, u"SELECT id FROM entry WHERE root = ? AND kind = ? ORDER BY at, id"_s,
                   {root.bytes(), QString(record::nameOf(kind))});
}

Result<QList<View>> viewsAbout(Database &db, RecordId about)
{
    return viewsBy(db, u"SELECT id FROM entry WHERE about = ? AND length(about) > 0 ORDER BY at, id"_s,
                   {about.bytes()});
}

Result<QList<View>> viewsOf(Database &db, RecordId root)
{
    return viewsBy(db, u"SELECT id FROM entry WHERE root = ? ORDER BY at, id"_s, {root.bytes()});
}

Result<QList<View>> viewsOfKind(Database &db, record::Kind kind)
{
    return viewsBy(db, u"SELECT id FROM entry WHERE kind = ? ORDER BY at, id"_s, {QString(record::nameOf(kind))});
}

} // namespace ruhu::store
