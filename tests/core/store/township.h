// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/crypto/sign.h"
#include "core/record/mutation.h"
#include "core/store/blobs.h"
#include "core/store/drafts.h"
#include "core/store/feed.h"
#include "core/store/households.h"
#include "core/store/journal.h"
#include "core/store/migrations.h"
#include "core/store/outbox.h"
#include "support/world.h"

#include <QCborArray>
#include <QTest>

/// A small township for the tests of core/store: records as a hub would send them, and work as a laptop does it.
namespace ruhu::test {

using namespace Qt::Literals::StringLiterals;
using record::Body;
using record::Mutation;
using record::Op;
using record::Record;

constexpr qint32 part = 990101100;
constexpr qint64 village = 990101100201;

/// The value of a result, or the end of the test with its error.
#define RUHU_VERIFY(result)                                                                                            \
    do {                                                                                                               \
        const auto &checked_ = (result);                                                                               \
        if (!checked_)                                                                                                 \
            QFAIL(qPrintable(errorName(checked_.error().code) + u": "_s + checked_.error().detail));                   \
    } while (false)

struct Township
{
    ManualClock clock;
    SeededRng rng;
    crypto::SigningKey device = crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(QByteArray(32, 'd')));
    qint64 seq = 0;

    [[nodiscard]] store::Stamp stamp()
    {
        return {clock, rng, [this](QByteArrayView message) -> Result<QByteArray> {
                    return crypto::sign(device.secretKey, message);
                }};
    }

    RecordId newId() { return RecordId::make(clock, rng); }

    /// A record as the feed brings it, at the next seq.
    Record pulled(record::Kind kind, RecordId id, RecordId root, const Body &body, qint64 ver = 1)
    {
        Record record;
        record.id = id;
        record.part = part;
        record.village = village;
        record.root = root;
        record.kind = record::nameOf(kind);
        record.ch = record::info(kind).channel;
        record.ver = ver;
        record.seq = ++seq;
        record.body = record::encodeBody(body);
        return record;
    }

    /// One page of one channel that leads to the newest seq.
    store::FeedPage page(int ch, const QList<Record> &rows) { return {part, ch, 1, rows, seq, std::nullopt}; }

    static Body householdBody(const QString &name, int number)
    {
        return {{u"head.applicant_name"_s, name},
                {u"head.applicant_id"_s, u"990101195602290046"_s},
                {u"head.no"_s, u"LX-%1"_s.arg(number, 4, 10, QChar(u'0'))},
                {u"contact.phone"_s, u"13800006051"_s},
                {u"bank.bank_name"_s, u"ABC"_s},
                {u"situation.benefits_now"_s, QCborArray{u"SUBSISTENCE"_s}}};
    }

    static Body memberBody(const QString &name, const QString &relation = u"20"_s)
    {
        return {{u"identity.name"_s, name},
                {u"identity.id_no"_s, u"990101196612310076"_s},
                {u"identity.phone"_s, u"15900008830"_s},
                {u"relation.relation"_s, relation}};
    }

    Mutation make(Op op, record::Kind kind, RecordId id, RecordId root, const Body &set)
    {
        Mutation mutation;
        mutation.id = id;
        mutation.root = root;
        mutation.part = part;
        mutation.kind = record::nameOf(kind);
        mutation.op = op;
        mutation.set = set;
        return mutation;
    }

    /// A patch of what the person sees now.
    Mutation patch(const store::View &seen, const Body &set)
    {
        Mutation mutation = make(Op::Patch, seen.record.kindOf(), seen.record.id, seen.record.root, set);
        mutation.base = seen.record.ver;
        mutation.was = record::wasFor(seen.record.kindOf(), set, seen.body);
        return mutation;
    }

    /// A finished visit: the event, a photo with two blobs, and a changed phone number.
    store::LocalBundle visit(RecordId household, const store::View &seen)
    {
        const RecordId visitId = newId();
        const RecordId photoId = newId();
        const QByteArray thumb = rng.bytes(32);
        const QByteArray evidence = rng.bytes(32);
        store::LocalBundle bundle;
        bundle.author = PersonId::make(clock, rng);
        bundle.mutations = {make(Op::Event, record::Kind::Visit, visitId, household,
                                 {{u"outcome"_s, u"DONE"_s}, {u"reason"_s, u"NEW"_s}, {u"start_at"_s, clock.wallMs()}}),
                            make(Op::Event, record::Kind::Photo, photoId, household,
                                 {{u"visit"_s, visitId.bytes()},
                                  {u"kind"_s, u"PH01"_s},
                                  {u"taken_at"_s, clock.wallMs()},
                                  {u"thumb"_s, thumb},
                                  {u"thumb_len"_s, 12'000},
                                  {u"evidence"_s, evidence},
                                  {u"evidence_len"_s, 280'000}}),
                            patch(seen, {{u"contact.phone"_s, u"15900008830"_s}})};
        bundle.blobs = {{{thumb, 12'000, record::BlobRole::Thumbnail, true}, photoId},
                        {{evidence, 280'000, record::BlobRole::Evidence, true}, photoId}};
        return bundle;
    }

    store::PushResult answer(MutationId mid, store::PushStatus status, qint64 atSeq = 0, qint64 ver = 2)
    {
        return {mid, status, part, ver, atSeq, {}, {}};
    }
};

/// A plain database in memory, migrated.
inline std::unique_ptr<store::Database> memoryDatabase(store::Fault fault = {})
{
    auto db = store::Database::open(store::plainPlace(u":memory:"_s), store::Access::ReadWrite, std::move(fault));
    if (!db || !store::migrate(**db))
        qFatal("no database in memory");
    return *std::move(db);
}

/// The row of one household, or an empty one.
inline store::HouseholdRow household(store::Database &db, RecordId id)
{
    return store::household(db, id).value_or(store::HouseholdRow());
}

/// Every row of every table but the named ones, for comparing two states.
inline QStringList dump(store::Database &db, const QStringList &tables)
{
    QStringList lines;
    for (const QString &table : tables) {
        const auto columns = db.list(u"SELECT name FROM pragma_table_info('%1')"_s.arg(table), {},
                                     [](const store::Row &row) { return row.text(0); });
        const QString expression = u"quote("_s + columns->join(u")||'|'||quote("_s) + u")"_s;
        const auto rows = db.list(u"SELECT %1 FROM %2 ORDER BY 1"_s.arg(expression, table), {},
                                  [](const store::Row &row) { return row.text(0); });
        for (const QString &row : *rows)
            lines += table + u": "_s + row;
    }
    return lines;
}

inline const QStringList &projections()
{
    static const QStringList tables{
        u"entry"_s,        u"search_key"_s, u"village"_s,  u"village_key"_s, u"household"_s,   u"member"_s,
        u"obligor"_s,      u"income"_s,     u"property"_s, u"expenditure"_s, u"application"_s, u"step"_s,
        u"check_result"_s, u"opinion"_s,    u"visit"_s,    u"photo"_s,       u"signature"_s,   u"conflict"_s,
        u"resolution"_s,   u"task"_s,       u"listrow"_s,  u"certificate"_s, u"grant_row"_s,   u"pack"_s};
    return tables;
}

inline const QStringList &truth()
{
    static const QStringList tables{u"record"_s, u"outbox"_s, u"acked"_s, u"mutation"_s,  u"quarantine"_s,
                                    u"blob"_s,   u"cursor"_s, u"head"_s,  u"bundle_dep"_s};
    return tables;
}

} // namespace ruhu::test
