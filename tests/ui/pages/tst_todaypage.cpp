// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/todaycontroller.h"
#include "ui/pages/pagedesk.h"
#include "ui/pages/pagestage.h"
#include "ui/pages/today/todaypage.h"

#include <QSignalSpy>

using namespace ruhu;
using namespace ruhu::tests;
using namespace Qt::Literals::StringLiterals;

class TestTodayPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setTheStage(); }
    void aKeptAnswerReadsTheDayOnlyWhileSomebodyLooks();
};

void TestTodayPage::aKeptAnswerReadsTheDayOnlyWhileSomebodyLooks()
{
    PageDesk world;
    const PersonId zhou = world.person(u"周文静"_s, u"Investigator"_s);
    const auto desk = world.desk(zhou, u"Investigator"_s);
    pages::TodayPage page(desk);
    auto *today = page.findChild<models::TodayController *>();
    QSignalSpy read(today, &models::TodayController::viewChanged);
    QSignalSpy moved(desk.get(), &service::Desk::changed);
    QVERIFY(read.wait(20'000));
    const auto keep = [&] { // as an answer of a draft: no household moves
        const auto before = moved.size();
        const auto kept = PageDesk::await(world.store->write([](store::Database &) { return Result<void>(); }));
        return kept && QTest::qWaitFor([&] { return moved.size() > before; }, 20'000);
    };
    // Answers come in the order of the questions: what is read after those of the page was asked after them.
    const auto settled = [&] { return bool(PageDesk::await(desk->today().view())); };

    for (int i = 0; i < 3; ++i)
        QVERIFY(keep() && settled());
    QVERIFY(settled());
    QCOMPARE(read.size(), 1);

    page.setVisible(true); // and what moved meanwhile is there
    QVERIFY(QTest::qWaitFor([&] { return read.size() == 2; }, 20'000));
    QVERIFY(keep());
    QVERIFY(QTest::qWaitFor([&] { return read.size() == 3; }, 20'000));

    page.setVisible(false);
    const RecordId household = world.id();
    world.pull(record::Kind::Household, household, household, {{u"head.no"_s, u"LX-0312"_s}}, 990101100201);
    QVERIFY(QTest::qWaitFor([&] { return read.size() == 4; }, 20'000));
}

QTEST_MAIN(TestTodayPage)
#include "tst_todaypage.moc"
