// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "township.h"

using namespace ruhu;
using namespace ruhu::store;
using namespace ruhu::test;

namespace {

const QString wangGuiying = u"\u738b\u6842\u82f1"_s;
const QString shanXiongxin = u"\u5355\u96c4\u4fe1"_s; // a surname of three readings
const QString zhaoChanghe = u"\u8d75\u957f\u6cb3"_s;
const QString shimoVillage = u"\u77f3\u78e8\u6751"_s;

} // namespace

/// The household list: what is found by which key, what counts, what is filtered.
class TestSearch : public QObject
{
    Q_OBJECT

private:
    Township world;
    std::unique_ptr<Database> db;
    RecordId wang;
    RecordId shan;

    QStringList found(const QString &typed)
    {
        HouseholdFilter filter;
        filter.text = typed;
        filter.sort = HouseholdFilter::Sort::Name;
        QStringList names;
        const auto page = householdPage(*db, filter, 0);
        if (!page)
            return {u"error"_s};
        for (const HouseholdRow &row : page->rows)
            names += row.headName;
        return names;
    }

private Q_SLOTS:
    void init()
    {
        world = Township();
        db = memoryDatabase();
        wang = world.newId();
        shan = world.newId();
        const RecordId head = world.newId();
        const RecordId husband = world.newId();
        Body headBody = Township::memberBody(wangGuiying, u"02"_s);
        headBody.insert(u"identity.id_no"_s, u"99010119570926092X"_s);
        headBody.insert(u"identity.birth"_s, u"1957-09-26"_s);
        headBody.insert(u"health.chronic"_s, u"x"_s);
        Body husbandBody = Township::memberBody(zhaoChanghe, u"11"_s);
        husbandBody.insert(u"disability.dis_type"_s, u"4"_s);
        Body wangBody = Township::householdBody(wangGuiying, 312);
        wangBody.remove(u"head.applicant_id"_s);
        Body shanBody = Township::householdBody(shanXiongxin, 77);
        shanBody.insert(u"contact.phone"_s, u"13800001234"_s);
        shanBody.insert(u"situation.benefits_now"_s, u"DESTITUTE OLD_AGE_ALLOWANCE"_s);
        const auto listRow = [&](RecordId root, const QString &name, const QString &villageName, qint64 code) {
            Record row = world.pulled(record::Kind::ListRow, world.newId(), root,
                                      {{u"name"_s, name}, {u"village_name"_s, villageName}, {u"size"_s, 3}});
            row.village = code;
            return row;
        };
        RUHU_VERIFY(applyPage(*db, world.page(0, {listRow(wang, wangGuiying, shimoVillage, village),
                                                  listRow(shan, shanXiongxin, u"\u4e1c\u5761\u6751"_s, village + 1)})));
        Record shanRecord = world.pulled(record::Kind::Household, shan, shan, shanBody);
        shanRecord.village = village + 1;
        RUHU_VERIFY(applyPage(*db, world.page(1, {world.pulled(record::Kind::Household, wang, wang, wangBody),
                                                  shanRecord, world.pulled(record::Kind::Member, head, wang, headBody),
                                                  world.pulled(record::Kind::Member, husband, wang, husbandBody)})));
    }

    void everyKeyFindsTheHousehold_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QStringList>("names");
        const QStringList wangOnly{wangGuiying};
        const QStringList shanOnly{shanXiongxin};
        QTest::newRow("name") << wangGuiying << wangOnly;
        QTest::newRow("first character") << wangGuiying.first(1) << wangOnly;
        QTest::newRow("given name") << wangGuiying.sliced(1) << wangOnly;
        QTest::newRow("initials") << u"wgy"_s << wangOnly;
        QTest::newRow("capital initials") << u"WGY"_s << wangOnly;
        QTest::newRow("full-width initials") << u"\uff37\uff27"_s << wangOnly;
        QTest::newRow("pinyin") << u"wanggui"_s << wangOnly;
        QTest::newRow("surname read as a surname") << u"shanxiong"_s << shanOnly;
        QTest::newRow("surname read as a word") << u"danxiong"_s << shanOnly;
        QTest::newRow("initials of the other reading") << u"dxx"_s << shanOnly;
        QTest::newRow("another member") << zhaoChanghe << wangOnly;
        QTest::newRow("another member's initials") << u"zch"_s << wangOnly;
        QTest::newRow("ID tail with its letter") << u"092x"_s << wangOnly;
        QTest::newRow("six digits of an ID") << u"26092X"_s << wangOnly;
        QTest::newRow("whole ID") << u"99010119570926092X"_s << wangOnly;
        QTest::newRow("phone tail") << u"1234"_s << shanOnly;
        QTest::newRow("whole phone") << u"13800001234"_s << shanOnly;
        QTest::newRow("household number") << u"LX-0312"_s << wangOnly;
        QTest::newRow("digits of the household number") << u"0077"_s << shanOnly;
        QTest::newRow("village") << shimoVillage << wangOnly;
        QTest::newRow("village by initials") << u"dpc"_s << shanOnly;
        QTest::newRow("two words") << shimoVillage + u" wgy" << wangOnly;
        QTest::newRow("two words that contradict") << shimoVillage + u" dxx" << QStringList();
        QTest::newRow("nobody") << u"qqqq"_s << QStringList();
        QTest::newRow("only spaces") << u"   "_s << QStringList{shanXiongxin, wangGuiying};
        QTest::newRow("signs of SQL") << u"' OR 1=1 --"_s << QStringList();
        QTest::newRow("percent") << u"%"_s << QStringList();
    }

    void everyKeyFindsTheHousehold()
    {
        QFETCH(QString, typed);
        QFETCH(QStringList, names);
        QCOMPARE(found(typed), names);
    }

    void aChangedNameIsFoundUnderTheNewOneOnly()
    {
        LocalBundle bundle;
        bundle.mutations = {world.patch(view(*db, shan)->value(), {{u"head.applicant_name"_s, u"\u5434\u82b3"_s}})};
        RUHU_VERIFY(commitLocal(*db, bundle, world.stamp()));
        QCOMPARE(found(u"wufang"_s), QStringList{u"\u5434\u82b3"_s});
        QCOMPARE(found(u"dxx"_s).size(), 1); // the list row of the hub still carries the old name until it follows
        QCOMPARE(found(u"dxx"_s).first(), u"\u5434\u82b3"_s);
    }

    void theRowSumsUpTheHousehold()
    {
        const auto row = store::household(*db, wang);
        RUHU_VERIFY(row);
        QCOMPARE(row->number, u"LX-0312"_s);
        QCOMPARE(row->headName, wangGuiying);
        QCOMPARE(row->headId, u"99010119570926092X"_s);
        QCOMPARE(row->headBirth, u"1957-09-26"_s);
        QCOMPARE(row->members, 2);
        QCOMPARE(row->village, village);
        QCOMPARE(row->villageName, shimoVillage);
        QCOMPARE(row->tags, (QStringList{u"chronic"_s, u"disability"_s}));
        QCOMPARE(row->programmes, QStringList{u"SUBSISTENCE"_s});
        QVERIFY(row->complete);
        QCOMPARE(row->unsent, 0);
        QCOMPARE(store::household(*db, shan)->programmes, (QStringList{u"DESTITUTE"_s, u"OLD_AGE_ALLOWANCE"_s}));
        QCOMPARE(store::household(*db, world.newId()).error().code, ErrorCode::NotFound);
    }

    void theListComesBeforeTheDossiers()
    {
        const RecordId early = world.newId();
        RUHU_VERIFY(applyPage(*db, world.page(0, {world.pulled(record::Kind::ListRow, world.newId(), early,
                                                               {{u"name"_s, u"\u8d75\u79cb\u83ca"_s},
                                                                {u"no"_s, u"LX-0500"_s},
                                                                {u"size"_s, 5},
                                                                {u"village_name"_s, shimoVillage}})})));
        QCOMPARE(found(u"zqj"_s), QStringList{u"\u8d75\u79cb\u83ca"_s});
        const auto row = store::household(*db, early);
        QVERIFY(!row->complete);
        QCOMPARE(row->members, 5);
        QCOMPARE(villages(*db)->size(), 2);
        QCOMPARE(villages(*db)->first().households, 2);
    }

    void whoseFileIsStillOnItsWayIsNotTakenForNeverVisited()
    {
        const RecordId early = world.newId();
        RUHU_VERIFY(applyPage(*db, world.page(0, {world.pulled(record::Kind::ListRow, world.newId(), early,
                                                               {{u"name"_s, u"\u8d75\u79cb\u83ca"_s},
                                                                {u"no"_s, u"AA-0001"_s},
                                                                {u"village_name"_s, shimoVillage}})})));
        RUHU_VERIFY(store::commitLocal(*db, world.visit(wang, view(*db, wang)->value()), world.stamp()));
        const auto page = householdPage(*db, {}, 0, 50);
        RUHU_VERIFY(page);
        QList<RecordId> order;
        for (const HouseholdRow &row : page->rows)
            order.append(row.id);
        QCOMPARE(order, (QList<RecordId>{shan, wang, early})); // never visited, visited today, nobody knows yet
    }

    void applicationsAndVisitsShowInTheRow()
    {
        const RecordId application = world.newId();
        LocalBundle bundle = world.visit(wang, view(*db, wang)->value());
        bundle.mutations += world.make(Op::Create, record::Kind::Application, application, wang,
                                       {{u"programmes.program"_s, u"SUBSISTENCE"_s}, {u"reason.case_no"_s, u"D-1"_s}});
        RUHU_VERIFY(commitLocal(*db, bundle, world.stamp()));
        QCOMPARE(store::household(*db, wang)->applying, u"SUBSISTENCE"_s);
        QCOMPARE(store::household(*db, wang)->application, application);
        QCOMPARE(store::household(*db, wang)->lastVisitMs, world.clock.wallMs());
        QCOMPARE(store::household(*db, wang)->unsentPhotos, 1);
        const auto step = [&](const QString &to) {
            world.clock.advance(1000);
            LocalBundle one;
            one.mutations = {
                world.make(Op::Event, record::Kind::Step, world.newId(), wang,
                           {{u"application"_s, application.bytes()}, {u"to"_s, to}, {u"at"_s, world.clock.wallMs()}})};
            RUHU_VERIFY(commitLocal(*db, one, world.stamp()));
        };
        step(u"Accepted"_s);
        QCOMPARE(applications(*db)->first().state, u"Accepted"_s);
        QCOMPARE(applications(*db)->first().headName, wangGuiying);
        step(u"Withdrawn"_s);
        QCOMPARE(store::application(*db, application)->value().state, u"Withdrawn"_s);
        QCOMPARE(store::household(*db, wang)->applying, QString());
        QCOMPARE(viewsAbout(*db, application)->size(), 2);
    }

    void filtersNarrowAndPagesFollowEachOther()
    {
        QList<Record> rows;
        for (int i = 0; i < 450; ++i) {
            const RecordId id = world.newId();
            rows.append(
                world.pulled(record::Kind::Household, id, id, Township::householdBody(u"\u674e\u56db"_s, 1000 + i)));
        }
        RUHU_VERIFY(applyPage(*db, world.page(1, rows)));
        HouseholdFilter filter;
        filter.text = u"lisi"_s;
        filter.sort = HouseholdFilter::Sort::Village;
        QSet<RecordId> seen;
        for (int offset : {0, 200, 400}) {
            const auto page = householdPage(*db, filter, offset, 10'000);
            QCOMPARE(page->total, 450);
            QCOMPARE(page->all, 452);
            QCOMPARE(page->rows.size(), offset == 400 ? 50 : 200);
            for (const HouseholdRow &row : page->rows)
                seen.insert(row.id);
        }
        QCOMPARE(seen.size(), 450);
        QVERIFY(householdPage(*db, filter, 450)->rows.isEmpty());

        HouseholdFilter byVillage;
        byVillage.villages = {village + 1};
        QCOMPARE(householdPage(*db, byVillage, 0)->total, 1);
        HouseholdFilter byProgramme;
        byProgramme.programmes = {u"OLD_AGE_ALLOWANCE"_s, u"MARGINAL"_s};
        QCOMPARE(householdPage(*db, byProgramme, 0)->total, 1);
        HouseholdFilter unsent;
        unsent.onlyUnsent = true;
        QCOMPARE(householdPage(*db, unsent, 0)->total, 0);
        RUHU_VERIFY(commitLocal(*db, world.visit(shan, view(*db, shan)->value()), world.stamp()));
        QCOMPARE(householdPage(*db, unsent, 0)->total, 1);
        HouseholdFilter overdue;
        overdue.notVisitedSinceMs = world.clock.wallMs();
        QCOMPARE(householdPage(*db, overdue, 0)->total, 451);
    }

    void ownDraftsComeFirst()
    {
        const PersonId me = PersonId::make(world.clock, world.rng);
        const PersonId other = PersonId::make(world.clock, world.rng);
        DraftRow draft;
        draft.id = DraftId::make(world.clock, world.rng);
        draft.author = me;
        draft.household = shan;
        RUHU_VERIFY(saveDraft(*db, draft));
        HouseholdFilter filter;
        filter.person = me;
        QCOMPARE(householdPage(*db, filter, 0)->rows.first().id, shan);
        QCOMPARE(householdPage(*db, filter, 0)->rows.first().draft, draft.id);
        filter.person = other;
        const auto others = householdPage(*db, filter, 0);
        for (const HouseholdRow &row : others->rows)
            QVERIFY(row.draft.isNull());
    }

    void openTasksAreOnesOwnOrNobodys()
    {
        const PersonId me = PersonId::make(world.clock, world.rng);
        const PersonId other = PersonId::make(world.clock, world.rng);
        const auto task = [&](PersonId person, const QString &due, const QString &status) {
            Body body{{u"status.what"_s, u"VISIT"_s}, {u"status.status"_s, status}, {u"status.due_on"_s, due}};
            if (!person.isNull())
                body.insert(u"assignee.person"_s, person.bytes());
            return world.pulled(record::Kind::Task, world.newId(), wang, body);
        };
        RUHU_VERIFY(applyPage(
            *db, world.page(0, {task(me, u"2025-11-24"_s, u"OPEN"_s), task(other, u"2025-11-22"_s, u"OPEN"_s),
                                task({}, u"2025-11-23"_s, u"OPEN"_s), task(me, u"2025-11-20"_s, u"DONE"_s)})));
        const auto tasks = openTasks(*db, me);
        QCOMPARE(tasks->size(), 2);
        QCOMPARE(tasks->first().dueOn, u"2025-11-23"_s);
    }

    void colleaguesAreKnownByTheirNewestCertificate()
    {
        const PersonId person = PersonId::make(world.clock, world.rng);
        const auto certificate = [&](const char *key, qint64 from) {
            return world.pulled(record::Kind::Certificate, world.newId(), {},
                                {{u"person"_s, person.bytes()},
                                 {u"name"_s, u"\u9648\u56fd\u6881"_s},
                                 {u"sign_key"_s, QByteArray(key)},
                                 {u"not_before"_s, from}});
        };
        RUHU_VERIFY(applyPage(
            *db, world.page(0, {certificate("new", 20), certificate("old", 10),
                                world.pulled(record::Kind::Grant, world.newId(), {},
                                             {{u"person"_s, person.bytes()}, {u"role"_s, u"TownshipSupervisor"_s}})})));
        QCOMPARE(people(*db)->size(), 1);
        QCOMPARE(people(*db)->first().signKey, QByteArray("new"));
        QCOMPARE(people(*db)->first().role, u"TownshipSupervisor"_s);
    }
};

QTEST_GUILESS_MAIN(TestSearch)
#include "tst_search.moc"
