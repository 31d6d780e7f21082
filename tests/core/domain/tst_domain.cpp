// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/contact.h"
#include "core/domain/division.h"
#include "core/domain/entities.h"
#include "core/domain/masking.h"
#include "core/domain/money.h"
#include "core/domain/residentid.h"
#include "core/domain/roles.h"

#include <QTest>

#include <limits>

using namespace ruhu;

namespace {
const QDate today(2025, 11, 21);
}

class TestDomain : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void moneyIsWrittenWithTwoDecimalsAndThousands();
    void moneyIsReadOnlyWhenItIsExact();
    void theSmallestAmountOfAllStillHasAText();
    void theNumbersOfTheReferenceAreValid_data();
    void theNumbersOfTheReferenceAreValid();
    void everyOtherCheckCharacterIsRefused();
    void everySwapOfNeighbouringDigitsIsRefused();
    void eachFaultOfANumberHasItsOwnReason_data();
    void eachFaultOfANumberHasItsOwnReason();
    void aCheckDigitXIsStoredInUpperCase();
    void aFifteenDigitNumberIsUpgraded();
    void aTemporaryIdIsNeverANumber();
    void yearsAreCompletedOnTheBirthday();
    void aDisabilityCardIsTheNumberWithCategoryAndGrade();
    void divisionsKnowTheirParents();
    void divisionsThatAreNoneAreRefused();
    void phonesAndAccounts();
    void maskingShowsTheAgreedPart();
    void maskingNeverShowsAShortValueWhole();
    void everyRoleSurvivesItsName();
    void nearRelativesAreThoseOfTheRule();
};

void TestDomain::moneyIsWrittenWithTwoDecimalsAndThousands()
{
    QCOMPARE(yuanText({0}), QStringLiteral("0.00"));
    QCOMPARE(yuanText({5}), QStringLiteral("0.05"));
    QCOMPARE(yuanText({-5}), QStringLiteral("-0.05"));
    QCOMPARE(yuanText({99'999}), QStringLiteral("999.99"));
    QCOMPARE(yuanText({100'000}), QStringLiteral("1,000.00"));
    QCOMPARE(yuanText({-123'456'789}), QStringLiteral("-1,234,567.89"));
    QCOMPARE(plainYuanText({123'456'789}), QStringLiteral("1234567.89"));
}

void TestDomain::moneyIsReadOnlyWhenItIsExact()
{
    QCOMPARE(parseYuan(u"1234"), Fen{123'400});
    QCOMPARE(parseYuan(u" 1,234.5 "), Fen{123'450});
    QCOMPARE(parseYuan(u"-12.05"), Fen{-1'205});
    QCOMPARE(parseYuan(u"1,234,567.89"), Fen{123'456'789});
    QCOMPARE(parseYuan(u"10000000000"), largestAmount);
    for (QStringView bad : {u"", u"-", u".5", u"1.", u"1.234", u"1,23", u",123", u"12,34", u"1234,567", u"1 000",
                            u"1e3", u"１２", u"10000000000.01", u"99999999999999999999", u"--1", u"+1"})
        QVERIFY2(!parseYuan(bad), qPrintable(bad.toString()));
    for (qint64 fen : {0LL, 7LL, 100LL, -123'456LL, 99'999'999LL}) {
        QCOMPARE(parseYuan(yuanText({fen})), Fen{fen});
        QCOMPARE(parseYuan(plainYuanText({fen})), Fen{fen});
    }
}

void TestDomain::theSmallestAmountOfAllStillHasAText()
{
    QCOMPARE(yuanText({std::numeric_limits<qint64>::min()}), QStringLiteral("-92,233,720,368,547,758.08"));
}

void TestDomain::theNumbersOfTheReferenceAreValid_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<QDate>("birth");
    QTest::addColumn<bool>("male");
    QTest::newRow("1949") << "990101194901010011" << QDate(1949, 1, 1) << true;
    QTest::newRow("1990") << "990101199003072037" << QDate(1990, 3, 7) << true;
    QTest::newRow("child") << "990101201506011121" << QDate(2015, 6, 1) << false;
    QTest::newRow("leap day") << "990101195602290046" << QDate(1956, 2, 29) << false;
    QTest::newRow("2008") << "990102200808150057" << QDate(2008, 8, 15) << true;
    QTest::newRow("1966") << "990101196612310076" << QDate(1966, 12, 31) << true;
}

void TestDomain::theNumbersOfTheReferenceAreValid()
{
    QFETCH(QString, number);
    QFETCH(QDate, birth);
    QFETCH(bool, male);
    const auto read = readResidentId(number, today);
    QVERIFY(read.id);
    QVERIFY(!read.problem);
    QCOMPARE(read.id->birth, birth);
    QCOMPARE(read.id->male, male);
    QCOMPARE(read.id->region, number.left(6).toInt());
}

void TestDomain::everyOtherCheckCharacterIsRefused()
{
    const QString number = QStringLiteral("990101194901010011");
    for (QChar c : QStringLiteral("0123456789X")) {
        const auto read = readResidentId(QString(number.left(17) + c), today);
        QCOMPARE(read.id.has_value(), c == u'1');
        if (c != u'1')
            QCOMPARE(read.problem, IdProblem::CheckDigit);
    }
}

void TestDomain::everySwapOfNeighbouringDigitsIsRefused()
{
    const QString number = QStringLiteral("990101196612310076");
    for (qsizetype i = 0; i + 1 < number.size(); ++i) {
        QString swapped = number;
        std::swap(swapped[i], swapped[i + 1]);
        if (swapped != number)
            QVERIFY2(!readResidentId(swapped, today).id, qPrintable(swapped));
    }
}

void TestDomain::eachFaultOfANumberHasItsOwnReason_data()
{
    QTest::addColumn<QString>("number");
    QTest::addColumn<IdProblem>("problem");
    QTest::newRow("empty") << "" << IdProblem::Length;
    QTest::newRow("17") << "99010119490101001" << IdProblem::Length;
    QTest::newRow("15") << "990101490101001" << IdProblem::Length;
    QTest::newRow("letter") << "99010119490101O011" << IdProblem::Characters;
    QTest::newRow("X inside") << "99010119490101X011" << IdProblem::Characters;
    QTest::newRow("Y at the end") << "99010119490101001Y" << IdProblem::Characters;
    QTest::newRow("full width") << QStringLiteral("９90101194901010011") << IdProblem::Characters;
    QTest::newRow("province 98") << "980101194901010011" << IdProblem::Region;
    QTest::newRow("30 February") << "990101194902300011" << IdProblem::BirthDate;
    QTest::newRow("29 February of a common year") << "990101195702290046" << IdProblem::BirthDate;
    QTest::newRow("month 13") << "990101194913010011" << IdProblem::BirthDate;
    QTest::newRow("tomorrow") << "990101202511220011" << IdProblem::BornInFuture;
    QTest::newRow("131 years") << "990101189411200011" << IdProblem::TooOld;
    QTest::newRow("check") << "990101194901010012" << IdProblem::CheckDigit;
}

void TestDomain::eachFaultOfANumberHasItsOwnReason()
{
    QFETCH(QString, number);
    QFETCH(IdProblem, problem);
    const auto read = readResidentId(number, today);
    QVERIFY(!read.id);
    QCOMPARE(read.problem, problem);
}

void TestDomain::aCheckDigitXIsStoredInUpperCase()
{
    // The number printed in GB 11643 itself.
    for (QStringView typed : {u"11010519491231002X", u"11010519491231002x", u" 11010519491231002x "}) {
        const auto read = readResidentId(typed, today);
        QVERIFY(read.id);
        QCOMPARE(read.id->number, QStringLiteral("11010519491231002X"));
    }
}

void TestDomain::aFifteenDigitNumberIsUpgraded()
{
    const QString upgraded = upgradedLegacyId(u"990101490101001");
    QCOMPARE(upgraded, QStringLiteral("990101194901010011"));
    QVERIFY(readResidentId(upgraded, today).id);
    QVERIFY(upgradedLegacyId(u"99010149010100").isEmpty());
    QVERIFY(upgradedLegacyId(u"99010149010100X").isEmpty());
}

void TestDomain::aTemporaryIdIsNeverANumber()
{
    const QString id = temporaryId(u"0190a1b2c3d4e5f60718293a4b5c6d7e");
    QVERIFY(isTemporaryId(id));
    QVERIFY(!readResidentId(id, today).id);
    QVERIFY(!isTemporaryId(u"990101194901010011"));
}

void TestDomain::yearsAreCompletedOnTheBirthday()
{
    QCOMPARE(completedYears(QDate(1965, 11, 21), today), 60);
    QCOMPARE(completedYears(QDate(1965, 11, 22), today), 59);
    QCOMPARE(completedYears(today, today), 0);
    QCOMPARE(completedYears(today.addDays(1), today), -1);
    QCOMPARE(completedYears(QDate(), today), -1);
    QCOMPARE(completedYears(QDate(2008, 2, 29), QDate(2025, 2, 28)), 16);
    QCOMPARE(completedYears(QDate(2008, 2, 29), QDate(2025, 3, 1)), 17);
}

void TestDomain::aDisabilityCardIsTheNumberWithCategoryAndGrade()
{
    const auto card = readDisabilityCard(u"99010119490101001142", today);
    QVERIFY(card);
    QCOMPARE(card->category, 4);
    QCOMPARE(card->grade, 2);
    for (QStringView bad : {u"990101194901010011", u"99010119490101001102", u"99010119490101001145",
                            u"99010119490101001242", u"99010119490101001182"})
        QVERIFY2(!readDisabilityCard(bad, today), qPrintable(bad.toString()));
}

void TestDomain::divisionsKnowTheirParents()
{
    const DivisionCode village = *parseDivision(u"990101201001");
    QCOMPARE(village.level(), DivisionLevel::Village);
    QCOMPARE(village.at(DivisionLevel::Township).text(), QStringLiteral("990101201000"));
    QCOMPARE(village.at(DivisionLevel::County).text(), QStringLiteral("990101000000"));
    QCOMPARE(village.at(DivisionLevel::City).text(), QStringLiteral("990100000000"));
    QCOMPARE(village.at(DivisionLevel::Province).text(), QStringLiteral("990000000000"));
    QCOMPARE(village.part(), 990'101'201);
    QCOMPARE(parseDivision(u"990101201")->part(), 990'101'201);
    QCOMPARE(parseDivision(u"990101")->part(), 0);
    QCOMPARE(parseDivision(u"990101")->level(), DivisionLevel::County);
    QVERIFY(parseDivision(u"990101")->contains(village));
    QVERIFY(parseDivision(u"990101201")->contains(village));
    QVERIFY(!parseDivision(u"990101202")->contains(village));
    QVERIFY(village.contains(village));
    QVERIFY(!DivisionCode().contains(village));
}

void TestDomain::divisionsThatAreNoneAreRefused()
{
    for (QStringView bad : {u"", u"99010120100", u"9901012010011", u"99010120100x", u"090101201001", u"-90101201001"})
        QVERIFY2(!parseDivision(bad), qPrintable(bad.toString()));
}

void TestDomain::phonesAndAccounts()
{
    QVERIFY(isMobileNumber(u"13800006051"));
    QVERIFY(!isMobileNumber(u"12800006051"));
    QVERIFY(!isMobileNumber(u"1380000605"));
    QVERIFY(isPhoneNumber(u"0531-8600000"));
    QVERIFY(isPhoneNumber(u"05318600000"));
    QVERIFY(!isPhoneNumber(u"8600000"));
    QVERIFY(!isPhoneNumber(u"0531-86"));
    QVERIFY(!isPhoneNumber(u"0531-86000a0"));

    int good = 0;
    for (QChar c : QStringLiteral("0123456789"))
        good += luhnHolds(QString(QStringLiteral("622202000000000000") + c)) ? 1 : 0;
    QCOMPARE(good, 1);
    QVERIFY(luhnHolds(u"4111111111111111"));
    QVERIFY(!luhnHolds(u""));
    QCOMPARE(checkAccountNumber(u"4111111111111111"), AccountCheck::Fine);
    QCOMPARE(checkAccountNumber(u"4111111111111112"), AccountCheck::Doubtful);
    QCOMPARE(checkAccountNumber(u"12345678"), AccountCheck::Doubtful);
    QCOMPARE(checkAccountNumber(u"1234567"), AccountCheck::Implausible);
    QCOMPARE(checkAccountNumber(u"4111 1111 1111 1111"), AccountCheck::Implausible);
}

void TestDomain::maskingShowsTheAgreedPart()
{
    QCOMPARE(maskedId(u"990101194901010011"), QStringLiteral("9901**********0011"));
    QCOMPARE(maskedPhone(u"13812345678"), QStringLiteral("138****5678"));
    QCOMPARE(maskedAccount(u"6222020000001234"), QStringLiteral("**** **** **** 1234"));
    QCOMPARE(maskedDisabilityCard(u"99010119490101001142", true), QStringLiteral("9901**************42"));
    QCOMPARE(maskedDisabilityCard(u"99010119490101001142", false), QStringLiteral("9901****************"));
    QCOMPARE(maskedName(u"王芳"), QStringLiteral("王*"));
    QCOMPARE(maskedName(u"王桂英"), QStringLiteral("王*英"));
    QCOMPARE(maskedName(u"欧阳修文"), QStringLiteral("欧*文"));
    QCOMPARE(maskedName(u"阿依努尔·买买提"), QStringLiteral("阿**"));
    QCOMPARE(maskedName(QStringLiteral("𬭚芳")), QStringLiteral("𬭚*"));
    QCOMPARE(addressToVillage(u"云泽县柳溪镇石磨村三组17号"), QStringLiteral("云泽县柳溪镇石磨村"));
    QCOMPARE(addressToVillage(u"云泽县城关街道东风社区5栋201"), QStringLiteral("云泽县城关街道东风社区"));
    QCOMPARE(addressToVillage(u"云泽县柳溪镇前街17号"), QStringLiteral("云泽县柳溪镇"));
}

void TestDomain::maskingNeverShowsAShortValueWhole()
{
    QCOMPARE(maskedId(u"12345678"), QStringLiteral("********"));
    QCOMPARE(maskedPhone(u"8600000"), QStringLiteral("*******"));
    QCOMPARE(maskedAccount(u"1234"), QStringLiteral("****"));
    QCOMPARE(maskedName(u"王"), QStringLiteral("*"));
    QCOMPARE(maskedName(u""), QString());
    QCOMPARE(addressToVillage(u"前街17号"), QString());
    QCOMPARE(maskedDisabilityCard(u"9901", true), QStringLiteral("****"));
}

void TestDomain::everyRoleSurvivesItsName()
{
    for (Role role : allRoles)
        QCOMPARE(roleFromName(QString(roleName(role))), role);
    QVERIFY(!roleFromName(u"Mayor"));
    QVERIFY(!roleFromName(u""));
}

void TestDomain::nearRelativesAreThoseOfTheRule()
{
    for (QStringView code : {u"10", u"11", u"12", u"20", u"22", u"27", u"30", u"37", u"41", u"44", u"51", u"52", u"57",
                             u"61", u"64", u"71", u"73", u"75", u"77"})
        QVERIFY2(isNearRelative(code), qPrintable(code.toString()));
    for (QStringView code : {u"", u"01", u"02", u"28", u"38", u"45", u"47", u"53", u"56", u"66", u"72", u"78", u"81",
                             u"91", u"98", u"1", u"abc"})
        QVERIFY2(!isNearRelative(code), qPrintable(code.toString()));
}

QTEST_GUILESS_MAIN(TestDomain)
#include "tst_domain.moc"
