// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/policy.h"
#include "support/policy.h"

#include <QTest>

using namespace ruhu;
using namespace ruhu::rules;
using namespace Qt::Literals::StringLiterals;

namespace {
const DivisionCode village = *parseDivision(u"990101201201");
}

class TestPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDemoFolderReads();
    void theStandardOfThePlaceAndDayIsFound();
    void theNearestDivisionWins();
    void twoStandardsOnOneDayAreRefused();
    void everyFileIsNeeded();
    void aBrokenCellNamesItsFile_data();
    void aBrokenCellNamesItsFile();
    void workingDaysFollowThePublishedPlan();
    void aLimitStartsTheDayAfter();
    void aYearWithoutPlanIsProvisional();
    void monthsEndOnTheLastDayWhenTheDayIsMissing();
    void daysLeftCountBothWays();
    void aMemberWhoDiedOnTheTenthOfMarchIsRecheckedByTheTenthOfJune();
    void aBrokenCalendarIsRefused();
};

void TestPolicy::theDemoFolderReads()
{
    const auto policy = test::demoPolicy();
    QVERIFY2(policy, policy ? "" : qPrintable(policy.error().detail));
    QCOMPARE(policy->packName(), u"demo-province-2025.7"_s);
    QCOMPARE(policy->divisionName(village), u"石磨村"_s);
    QCOMPARE(policy->divisionName(DivisionCode{1}), u"000000000001"_s);
    QVERIFY(!policy->isUrban(village));
    QVERIFY(policy->isUrban(*parseDivision(u"990101201001")));
    QCOMPARE(policy->rounding().step, yuan(1));
    QCOMPARE(policy->topUps().size(), 5);
    QCOMPARE(policy->codeLists().lists(), CodeLists::builtIn().lists());
    QVERIFY(policy->isExemptIncome(u"IX03"));
    QVERIFY(!policy->isExemptIncome(u"IX05"));
    QVERIFY(policy->isExemptProperty(u"PX03"));
    QVERIFY(!policy->isExemptProperty(u"PX00"));
    QCOMPARE(policy->limit(u"total")->count, 30);
    QCOMPARE(policy->limit(u"nonsense").error().code, ErrorCode::NotFound);
    QCOMPARE(policy->propertyClass(u"VEH.01"), PropertyClass::Vehicle);
    QCOMPARE(policy->propertyClass(u"NEW.99"), PropertyClass::Other);
}

void TestPolicy::theStandardOfThePlaceAndDayIsFound()
{
    const Policy policy = *test::demoPolicy();
    QCOMPARE(policy.standard(u"SUBSISTENCE", village, false, QDate(2025, 11, 21))->amount, yuan(800));
    QCOMPARE(policy.standard(u"SUBSISTENCE", village, true, QDate(2025, 11, 21))->amount, yuan(1'000));
    QCOMPARE(policy.standard(u"SUBSISTENCE", village, false, QDate(2025, 6, 30))->amount, yuan(750));
    QCOMPARE(policy.standard(u"SUBSISTENCE", village, false, QDate(2024, 6, 30)).error().code, ErrorCode::NotFound);
    QCOMPARE(policy.standard(u"SUBSISTENCE", *parseDivision(u"370101"), false, QDate(2025, 11, 21)).error().code,
             ErrorCode::NotFound);
    QCOMPARE(policy.standard(u"PCDI", village, false, QDate(2025, 11, 21))->amount, yuan(26'000));
}

void TestPolicy::theNearestDivisionWins()
{
    auto files = test::policyFolder();
    files[u"standards.csv"_s] += "SUBSISTENCE,990101000000,RURAL,870.00,2025-07-01,,county\n";
    files[u"standards.csv"_s] += "SUBSISTENCE,990101201000,RURAL,880.00,2025-12-01,,township\n";
    const Policy policy = *test::demoPolicy(files);
    QCOMPARE(policy.standard(u"SUBSISTENCE", village, false, QDate(2025, 11, 30))->source, u"county"_s);
    QCOMPARE(policy.standard(u"SUBSISTENCE", village, false, QDate(2025, 12, 1))->source, u"township"_s);
    QCOMPARE(policy.standard(u"SUBSISTENCE", *parseDivision(u"990102"), false, QDate(2025, 12, 1))->amount, yuan(800));
}

void TestPolicy::twoStandardsOnOneDayAreRefused()
{
    auto files = test::policyFolder();
    files[u"standards.csv"_s] += "SUBSISTENCE,990000000000,RURAL,810.00,2025-12-01,2025-12-31,\n";
    const auto policy = test::demoPolicy(files);
    QVERIFY(!policy);
    QVERIFY(policy.error().detail.startsWith(u"standards.csv: valid_from"_s));
}

void TestPolicy::everyFileIsNeeded()
{
    const auto whole = test::policyFolder();
    for (const QString &name : whole.keys()) {
        if (name == packHeaderFile)
            continue;
        auto files = whole;
        files.remove(name);
        const auto policy = test::demoPolicy(files);
        QVERIFY2(!policy, qPrintable(name));
        QCOMPARE(policy.error(), (Error{ErrorCode::BadFormat, name + u": missing"_s}));
    }
}

void TestPolicy::aBrokenCellNamesItsFile_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char *name, const char *file, const char *from, const char *to) {
        QTest::newRow(name) << QString::fromLatin1(file) << QByteArray(from) << QByteArray(to);
    };
    row("amount", "standards.csv", "800.00", "80O.00");
    row("no amount", "standards.csv", "800.00", "0");
    row("area", "standards.csv", "RURAL,800.00", "TOWN,800.00");
    row("date", "standards.csv", "2025-07-01", "2025-7-1");
    row("division", "standards.csv", "990000000000,URBAN,1000", "99,URBAN,1000");
    row("percent", "topups.csv", ",20,demonstration", ",x,demonstration");
    row("criterion", "topups.csv", "AGE_FROM", "AGE_OVER");
    row("unit", "deadlines.csv", "WORKING_DAYS", "DAYS");
    row("class", "property_kinds.csv", "FINANCE", "MONEY");
    row("negative", "property_limits.csv", ",20000,", ",-1,");
    row("counts", "exemptions.csv", "IX01,NO", "IX01,MAYBE");
    row("ratio", "parameters.csv", "3/2", "3/0");
    row("ratio below one", "parameters.csv", "3/2", "1/2");
    row("rounding", "parameters.csv", "rounding.step_yuan,1", "rounding.step_yuan,0");
    row("mode", "parameters.csv", "mode,UP", "mode,NEAREST");
    row("months", "parameters.csv", "months,12", "months,0");
    row("double key", "parameters.csv", "rounding.mode,UP", "rigid.ratio,1/2");
    row("calendar", "calendar.csv", "2025-01-01", "2025-13-01");
    row("column", "divisions.csv", "code,name,area", "code,title,area");
}

void TestPolicy::aBrokenCellNamesItsFile()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    auto files = test::policyFolder();
    QVERIFY(files[file].contains(from));
    files[file].replace(from, to);
    const auto policy = test::demoPolicy(files);
    QVERIFY(!policy);
    QCOMPARE(policy.error().code, ErrorCode::BadFormat);
    QVERIFY2(policy.error().detail.startsWith(file + u": "_s), qPrintable(policy.error().detail));
}

void TestPolicy::workingDaysFollowThePublishedPlan()
{
    const Policy policy = *test::demoPolicy();
    const WorkCalendar &calendar = policy.calendar();
    QVERIFY(calendar.isWorkday(QDate(2025, 11, 21)));  // Friday
    QVERIFY(!calendar.isWorkday(QDate(2025, 11, 22))); // Saturday
    QVERIFY(!calendar.isWorkday(QDate(2025, 10, 1)));  // Wednesday of the National Day week
    QVERIFY(calendar.isWorkday(QDate(2025, 9, 28)));   // Sunday that is worked
    QVERIFY(calendar.isWorkday(QDate(2025, 10, 11)));  // Saturday that is worked
    QCOMPARE(calendar.afterWorkdays(QDate(2025, 9, 26), 3), QDate(2025, 9, 30));
    QCOMPARE(calendar.afterWorkdays(QDate(2025, 9, 26), 4), QDate(2025, 10, 9));
}

void TestPolicy::aLimitStartsTheDayAfter()
{
    const Policy policy = *test::demoPolicy();
    QCOMPARE(policy.due(u"survey.start", QDate(2025, 11, 3)).date, QDate(2025, 11, 6));
    QCOMPARE(policy.due(u"total", QDate(2025, 11, 3)).date, QDate(2025, 12, 15));
    QCOMPARE(policy.due(u"notice", QDate(2025, 11, 3)).date, QDate(2025, 11, 10)); // seven full days
    QVERIFY(!policy.due(u"nonsense", QDate(2025, 11, 3)).date.isValid());
    QVERIFY(!policy.due(u"total", QDate()).date.isValid());
    QCOMPARE(policy.calendar().afterWorkdays(QDate(2025, 11, 22), 0), QDate(2025, 11, 22));
}

void TestPolicy::aYearWithoutPlanIsProvisional()
{
    const Policy policy = *test::demoPolicy();
    QVERIFY(!policy.due(u"total", QDate(2025, 11, 3)).provisional);
    QVERIFY(policy.due(u"total", QDate(2026, 12, 20)).provisional); // ends in 2027, whose plan is not published
    QVERIFY(policy.due(u"total", QDate(2031, 3, 3)).provisional);   // no plan at all
    QVERIFY(!policy.due(u"notice", QDate(2031, 3, 3)).provisional); // plain days need no plan
    QCOMPARE(policy.calendar().afterWorkdays(QDate(2031, 3, 3), 5), QDate(2031, 3, 10));
}

void TestPolicy::monthsEndOnTheLastDayWhenTheDayIsMissing()
{
    QCOMPARE(dueDate(WorkCalendar(), {3, LimitUnit::Months, {}}, QDate(2025, 11, 30)).date, QDate(2026, 2, 28));
}

void TestPolicy::daysLeftCountBothWays()
{
    const Policy policy = *test::demoPolicy();
    const WorkCalendar &calendar = policy.calendar();
    const QDate friday(2025, 11, 21);
    QCOMPARE(calendar.workdaysBetween(friday, friday), 0);
    QCOMPARE(calendar.workdaysBetween(friday, QDate(2025, 11, 24)), 1); // Monday
    QCOMPARE(calendar.workdaysBetween(friday, QDate(2025, 11, 23)), 0); // Sunday
    QCOMPARE(calendar.workdaysBetween(friday, QDate(2025, 11, 20)), -1);
    QCOMPARE(calendar.workdaysBetween(QDate(2025, 11, 24), friday), -1);
    QCOMPARE(calendar.workdaysBetween(friday, QDate()), 0);
}

void TestPolicy::aMemberWhoDiedOnTheTenthOfMarchIsRecheckedByTheTenthOfJune()
{
    const Policy policy = *test::demoPolicy();
    QCOMPARE(policy.due(u"member.death", QDate(2025, 3, 10)).date, QDate(2025, 6, 10));
}

void TestPolicy::aBrokenCalendarIsRefused()
{
    QVERIFY(WorkCalendar::fromCsv("date,kind\n2025-01-01,HOLIDAY\n"));
    QVERIFY(!WorkCalendar::fromCsv("date,kind\n2025-01-01,PARTY\n"));
    QVERIFY(!WorkCalendar::fromCsv("date,kind\n2025-02-29,HOLIDAY\n"));
    QVERIFY(!WorkCalendar::fromCsv("date,kind\n2025-01-01,HOLIDAY\n2025-01-01,MAKEUP_WORKDAY\n"));
    QVERIFY(!WorkCalendar::fromCsv("day,kind\n"));
}

QTEST_GUILESS_MAIN(TestPolicy)
#include "tst_policy.moc"
