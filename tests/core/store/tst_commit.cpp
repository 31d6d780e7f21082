// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "township.h"

using namespace ruhu;
using namespace ruhu::store;
using namespace ruhu::test;

class TestCommit : public QObject
{
    Q_OBJECT

private:
    Township world;
    std::unique_ptr<Database> db;
    RecordId household;
    int statements = 0;
    int failAt = -1;

    void start()
    {
        world = Township();
        statements = 0;
        failAt = -1;
        db = memoryDatabase([this](const QString &) { return failAt >= 0 && statements++ == failAt; });
        household = world.newId();
        const auto arrived =
            applyPage(*db, world.page(1, {world.pulled(record::Kind::Household, household, household,
                                                       Township::householdBody(u"\u738b\u6842\u82f1"_s, 312))}));
        QVERIFY(arrived);
    }

    View seen() { return view(*db, household)->value(); }

private Q_SLOTS:
    void init() { start(); }

    void aVisitIsVisibleAndQueuedAtOnce()
    {
        const auto done = commitLocal(*db, world.visit(household, seen()), world.stamp());
        RUHU_VERIFY(done);
        QCOMPARE(done->firstN, 1);
        QCOMPARE(done->ids.size(), 3);
        QCOMPARE(record::text(seen().body, "contact.phone"_L1), u"15900008830"_s);
        QCOMPARE(seen().standing, Standing::Saved);
        QCOMPARE(seen().pending, 1);
        const auto visits = views(*db, household, record::Kind::Visit);
        QCOMPARE(visits->size(), 1);
        QCOMPARE(viewsAbout(*db, visits->first().record.id)->size(), 1);
        const auto waiting = nextBundles(*db, 10, 1'000'000);
        QCOMPARE(waiting->size(), 1);
        const auto bundle = record::decodeBundle(waiting->first().bytes);
        RUHU_VERIFY(bundle);
        RUHU_VERIFY(record::verifyBundle(*bundle, world.device.publicKey));
        QCOMPARE(bundle->mutations.size(), 3);
        QCOMPARE(bundle->blobs.size(), 2);
        QCOMPARE(nextUpload(*db)->value().role, record::BlobRole::Thumbnail);
        const auto counters = syncCounters(*db);
        QCOMPARE(counters->savedBundles, 1);
        QCOMPARE(counters->visits, 1);
        QCOMPARE(counters->photos, 1);
        QCOMPARE(counters->others, 1);
        QCOMPARE(counters->blobBytes, 292'000);
        QCOMPARE(outboxRows(*db)->first().what, u"visit"_s);
    }

    // Fails statement 0, 1, 2, … of the commit until one gets through untouched. After every failure nothing of the
    // visit is there, and a clean retry reaches the end state.
    void aFailureOfAnyStatementLeavesNothingBehind()
    {
        QStringList expected;
        for (int at = 0;; ++at) {
            QVERIFY2(at < 500, "the commit never completed");
            start();
            const QStringList before = dump(*db, truth() + projections());
            const LocalBundle visit = world.visit(household, seen());
            statements = 0;
            failAt = at;
            const auto done = commitLocal(*db, visit, world.stamp());
            const bool fired = statements > at;
            failAt = -1;
            if (!fired) {
                QVERIFY(done);
                QVERIFY(at > 40); // the loop really walked through the statements
                break;
            }
            QVERIFY(!done);
            QCOMPARE(done.error().code, ErrorCode::Io);
            QCOMPARE(dump(*db, truth() + projections()), before);
            RUHU_VERIFY(commitLocal(*db, visit, world.stamp()));
            QCOMPARE(outboxRows(*db)->size(), 1);
            QCOMPARE(household_(), 1);
        }
    }

    void whatNoHubCouldTakeIsRefusedAndChangesNothing_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<ErrorCode>("code");
        const char *names[] = {"unknown kind",     "hub-made kind", "event as patch",
                               "patch as event",   "null id",       "empty set",
                               "archive with set", "no part",       "group of another kind",
                               "foreign root",     "tag in a value"};
        for (int i = 0; i < 11; ++i)
            QTest::newRow(names[i]) << i << ErrorCode::Rejected;
        QTest::newRow("record too large") << 11 << ErrorCode::TooLarge;
        QTest::newRow("creation of what is here") << 12 << ErrorCode::AlreadyExists;
        QTest::newRow("patch of what is not here") << 13 << ErrorCode::NotFound;
        QTest::newRow("empty bundle") << 14 << ErrorCode::Rejected;
        QTest::newRow("patch under another kind") << 15 << ErrorCode::Rejected;
    }

    void whatNoHubCouldTakeIsRefusedAndChangesNothing()
    {
        QFETCH(int, fault);
        QFETCH(ErrorCode, code);
        Mutation m = world.patch(seen(), {{u"contact.phone"_s, u"1"_s}});
        LocalBundle bundle;
        switch (fault) {
        case 0: m.kind = u"horoscope"_s; break;
        case 1:
            m.kind = u"listrow"_s;
            m.op = Op::Event;
            break;
        case 2: m.kind = u"visit"_s; break;
        case 3: m.op = Op::Event; break;
        case 4: m.id = {}; break;
        case 5: m.set.clear(); break;
        case 6: m.op = Op::Archive; break;
        case 7: m.part = 0; break;
        case 8: m.set = {{u"identity.name"_s, u"x"_s}}; break;
        case 9: m.root = world.newId(); break;
        case 10: m.set.insert(u"contact.phone"_s, QCborValue(QCborTag(1), 5)); break;
        case 11: m.set.insert(u"contact.phone"_s, QString(300'000, u'x')); break;
        case 12: m.op = Op::Create; break;
        case 13:
            m.id = world.newId();
            m.root = m.id;
            break;
        case 14: break;
        case 15:
            m = world.make(Op::Patch, record::Kind::Member, household, household, {{u"identity.name"_s, u"x"_s}});
            break;
        }
        if (fault != 14)
            bundle.mutations = {world.patch(seen(), {{u"head.no"_s, u"LX-9"_s}}), m};
        const QStringList before = dump(*db, truth() + projections());
        const auto done = commitLocal(*db, bundle, world.stamp());
        QVERIFY(!done);
        QCOMPARE(done.error().code, code);
        QCOMPARE(dump(*db, truth() + projections()), before);
    }

    void aRefusingKeyLeavesNothingBehind()
    {
        const QStringList before = dump(*db, truth() + projections());
        Stamp stamp{world.clock, world.rng,
                    [](QByteArrayView) -> Result<QByteArray> { return fail(ErrorCode::Locked); }};
        const auto done = commitLocal(*db, world.visit(household, seen()), stamp);
        QCOMPARE(done.error().code, ErrorCode::Locked);
        QCOMPARE(dump(*db, truth() + projections()), before);
    }

    void aRecordMadeAndEditedInOneBundleIsOne()
    {
        const RecordId member = world.newId();
        LocalBundle bundle;
        Mutation edit = world.make(Op::Patch, record::Kind::Member, member, household, {{u"health.health"_s, u"30"_s}});
        bundle.mutations = {world.make(Op::Create, record::Kind::Member, member, household,
                                       Township::memberBody(u"\u8d75\u957f\u6cb3"_s, u"11"_s)),
                            edit};
        RUHU_VERIFY(commitLocal(*db, bundle, world.stamp()));
        const auto now = view(*db, member)->value();
        QCOMPARE(record::text(now.body, "health.health"_L1), u"30"_s);
        QCOMPARE(record::text(now.body, "identity.name"_L1), u"\u8d75\u957f\u6cb3"_s);
    }

    void numbersNeverComeTwiceNotEvenAfterARefusal()
    {
        const auto first = commitLocal(*db, world.visit(household, seen()), world.stamp());
        RUHU_VERIFY(setAside(*db, first->bid, u"too-large"_s, {}, 1));
        const auto second = commitLocal(*db, world.visit(household, seen()), world.stamp());
        QCOMPARE(second->firstN, first->firstN + 3);
    }

    void bundlesLeaveInOrderAndTroubleHoldsUpItsHouseholdOnly()
    {
        const RecordId other = world.newId();
        RUHU_VERIFY(applyPage(*db, world.page(1, {world.pulled(record::Kind::Household, other, other,
                                                               Township::householdBody(u"\u674e\u56db"_s, 2))})));
        const auto edit = [&](RecordId id, const QString &phone, const QList<BundleId> &deps = {}) {
            LocalBundle bundle;
            bundle.mutations = {world.patch(view(*db, id)->value(), {{u"contact.phone"_s, phone}})};
            bundle.deps = deps;
            return commitLocal(*db, bundle, world.stamp())->bid;
        };
        const BundleId a = edit(household, u"1"_s);
        const BundleId b = edit(household, u"2"_s);
        const BundleId c = edit(other, u"3"_s);
        const BundleId d = edit(other, u"4"_s, {b});
        const auto ids = [&](const QSet<BundleId> &held, int limit = 10, qint64 bytes = 1'000'000) {
            QList<BundleId> found;
            const auto waitingOnes = nextBundles(*db, limit, bytes, held);
            for (const Waiting &waiting : *waitingOnes)
                found.append(waiting.bid);
            return found;
        };
        QCOMPARE(ids({}), (QList<BundleId>{a, b, c, d}));
        QCOMPARE(ids({a}), (QList<BundleId>{c}));
        QCOMPARE(ids({c}), (QList<BundleId>{a, b}));
        QCOMPARE(ids({}, 2), (QList<BundleId>{a, b}));
        QCOMPARE(ids({}, 10, 1), (QList<BundleId>{a})); // one always fits
        QCOMPARE(*lowestOpenN(*db), 1);
    }

private:
    int household_() { return int(*db->number(u"SELECT count(*) FROM household"_s)); }
};

QTEST_GUILESS_MAIN(TestCommit)
#include "tst_commit.moc"
