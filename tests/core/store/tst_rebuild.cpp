// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "support/properties.h"
#include "township.h"

using namespace ruhu;
using namespace ruhu::store;
using namespace ruhu::test;

namespace {

/// A few households under any sequence of pages, local work and answers.
struct Life
{
    Township world;
    std::unique_ptr<Database> db = memoryDatabase();
    QList<RecordId> ids;
    QList<Record> stored;

    Life()
    {
        for (int i = 0; i < 3; ++i)
            ids.append(world.newId());
    }

    RecordId any(int pick) const { return ids[pick % ids.size()]; }

    bool pull(int pick, int value)
    {
        const RecordId id = any(pick);
        const RecordId root = any(value);
        const auto known = std::ranges::find(stored, id, &Record::id);
        const qint64 ver = known == stored.end() ? 1 : known->ver + 1;
        Record row = world.pulled(id == root ? record::Kind::Household : record::Kind::Member, id, root,
                                  id == root ? Township::householdBody(u"\u738b%1"_s.arg(value), value)
                                             : Township::memberBody(u"\u674e%1"_s.arg(value)),
                                  ver);
        if (known != stored.end()) {
            row.kind = known->kind;
            row.root = known->root;
            row.body = row.kindOf() == record::Kind::Household
                           ? record::encodeBody(Township::householdBody(u"\u738b%1"_s.arg(value), value))
                           : record::encodeBody(Township::memberBody(u"\u674e%1"_s.arg(value)));
            row.archived = value % 7 == 0;
        }
        if (known != stored.end())
            *known = row;
        else
            stored.append(row);
        return applyPage(*db, world.page(1, {row})).has_value();
    }

    bool work(int pick, int value)
    {
        LocalBundle bundle;
        if (const auto seen = view(*db, any(pick)); seen && *seen) {
            if (value % 5 == 0)
                bundle = world.visit((*seen)->record.root, **seen);
            if (value % 5 == 0 && (*seen)->record.kindOf() != record::Kind::Household)
                bundle.mutations.removeLast();
            if (value % 5 != 0) {
                const bool isHousehold = (*seen)->record.kindOf() == record::Kind::Household;
                bundle.mutations = {world.patch(
                    **seen, {{isHousehold ? u"head.applicant_name"_s : u"identity.name"_s, u"\u5f20%1"_s.arg(value)}})};
            }
            if (value % 11 == 0) {
                Mutation archive =
                    world.make(Op::Archive, (*seen)->record.kindOf(), any(pick), (*seen)->record.root, {});
                archive.base = (*seen)->record.ver;
                bundle.mutations.append(archive);
            }
        } else {
            const RecordId id = world.newId();
            ids.append(id);
            bundle.mutations = {world.make(Op::Create, record::Kind::Household, id, id,
                                           Township::householdBody(u"\u65b0%1"_s.arg(value), value))};
        }
        return commitLocal(*db, bundle, world.stamp()).has_value();
    }

    bool answer(int value)
    {
        const auto waiting = nextBundles(*db, 1, 1);
        if (!waiting || waiting->isEmpty())
            return waiting.has_value();
        const auto bundle = record::decodeBundle(waiting->first().bytes);
        constexpr std::array statuses = {PushStatus::Applied, PushStatus::Merged,    PushStatus::Conflict,
                                         PushStatus::Staged,  PushStatus::Duplicate, PushStatus::Diverted,
                                         PushStatus::Rejected};
        QList<PushResult> results;
        for (const Mutation &mutation : bundle->mutations)
            results.append(
                world.answer(mutation.mid, statuses[std::size_t(value) % statuses.size()], world.seq + value % 3));
        return settle(*db, results, 1).has_value();
    }
};

} // namespace

class TestRebuild : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void projectionsMadeAnewAreThoseThatGrew()
    {
        QVERIFY(rc::check("rebuild equals the incremental state", [] {
            Life life;
            const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int>>>(
                rc::gen::tuple(rc::gen::inRange(0, 3), rc::gen::inRange(0, 6), rc::gen::inRange(1, 60)));
            for (const auto &[what, pick, value] : steps) {
                const bool done = what == 0   ? life.pull(pick, value)
                                  : what == 1 ? life.work(pick, value)
                                              : life.answer(value);
                RC_ASSERT(done);
            }
            const QStringList grown = dump(*life.db, projections());
            const QStringList kept = dump(*life.db, truth());
            RC_ASSERT(rebuildProjections(*life.db).has_value());
            RC_ASSERT(dump(*life.db, projections()) == grown);
            RC_ASSERT(dump(*life.db, truth()) == kept);
        }));
    }

    void aDamagedProjectionIsHealed()
    {
        Life life;
        QVERIFY(life.pull(0, 3)); // household 0
        QVERIFY(life.work(0, 5));
        const QStringList before = dump(*life.db, projections());
        QVERIFY(before.size() > 5);
        for (const QString &table : projections())
            RUHU_VERIFY(life.db->exec(u"DELETE FROM "_s + table));
        QVERIFY(dump(*life.db, projections()).isEmpty());
        RUHU_VERIFY(rebuildProjections(*life.db));
        QCOMPARE(dump(*life.db, projections()), before);
    }

    void aTownshipOfTwoThousandHouseholdsIsTakenInAndFound()
    {
        Township world;
        auto db = memoryDatabase();
        QList<Record> rows;
        for (int i = 0; i < 2000; ++i) {
            const RecordId id = world.newId();
            rows.append(
                world.pulled(record::Kind::Household, id, id,
                             Township::householdBody(QString(QChar(0x4e00 + i * 7 % 5000)) + u"\u6842\u82f1", i)));
            for (int member = 0; member < 3; ++member)
                rows.append(
                    world.pulled(record::Kind::Member, world.newId(), id,
                                 Township::memberBody(QString(QChar(0x4e00 + i * 3 % 5000)) + u"\u957f\u6cb3")));
        }
        for (qsizetype at = 0; at < rows.size(); at += 200) {
            FeedPage slice = world.page(1, rows.mid(at, 200));
            slice.next = slice.rows.last().seq;
            RUHU_VERIFY(applyPage(*db, slice));
        }
        HouseholdFilter all;
        QCOMPARE(householdPage(*db, all, 1800)->rows.size(), 200);
        QCOMPARE(householdPage(*db, all, 0)->total, 2000);
        HouseholdFilter one;
        one.text = u"LX-1234"_s;
        QCOMPARE(householdPage(*db, one, 0)->total, 1);
        QCOMPARE(holdings(*db)->complete, 2000);
    }
};

QTEST_GUILESS_MAIN(TestRebuild)
#include "tst_rebuild.moc"
