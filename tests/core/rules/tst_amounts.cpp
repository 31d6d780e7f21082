// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/meanstest.h"

#include <QTest>

#include <rapidcheck.h>

#include <array>

using namespace ruhu;
using namespace ruhu::rules;

namespace {

using Wide = qint64; // 1e6 fen, 20 people, 12 months, times 100: far below its end

const Rounding upToYuan{Rounding::Mode::Up, yuan(1)};

/// Any standard, household, income, period, top-ups: within what the program takes.
struct Case
{
    Fen standard;
    int persons;
    Fen income;
    int months;
    int percents;
};

Case anyCase()
{
    return {Fen{*rc::gen::inRange<qint64>(1, 1'000'000)}, *rc::gen::inRange(1, 20),
            Fen{*rc::gen::inRange<qint64>(0, 100'000'000)}, *rc::gen::element(1, 3, 6, 12), *rc::gen::inRange(0, 400)};
}

Fen amountOf(const Case &c, Rounding rounding = upToYuan)
{
    return gapAllowance(c.standard, c.persons, c.income, c.months, rounding, c.percents);
}

} // namespace

class TestAmounts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void twoYuanStayTwoYuan();
    void roundingModes();
    void theAmountIsTheExactOneRoundedUpByLessThanAYuan();
    void moreIncomeNeverPaysMore();
    void oneMorePersonNeverPaysLess();
    void largestFiguresDoNotOverflow();
};

void TestAmounts::twoYuanStayTwoYuan()
{
    // In decimals (632 − 1894/3) × 3 is 2.00…01, and a program paid 3 yuan.
    QCOMPARE(gapAllowance(yuan(632), 3, yuan(22'728), 12, upToYuan), yuan(2));
    QCOMPARE(gapAllowance(yuan(632), 3, Fen{2'272'799}, 12, upToYuan), yuan(3)); // one fen less a year: just above 2
    QCOMPARE(gapAllowance(yuan(632), 3, Fen{2'272'801}, 12, upToYuan), yuan(2));
    QCOMPARE(gapAllowance(yuan(632), 3, yuan(22'752), 12, upToYuan), Fen());
    QCOMPARE(gapAllowance(yuan(632), 3, yuan(99'999), 12, upToYuan), Fen());
}

void TestAmounts::roundingModes()
{
    const auto rounded = [](qint64 numerator, Rounding::Mode mode, Fen step) {
        return roundedQuotient(numerator, 3, {mode, step}).value;
    };
    QCOMPARE(rounded(0, Rounding::Mode::Up, yuan(1)), 0);
    QCOMPARE(rounded(1, Rounding::Mode::Up, yuan(1)), 100);
    QCOMPARE(rounded(300, Rounding::Mode::Up, yuan(1)), 100);
    QCOMPARE(rounded(301, Rounding::Mode::Up, yuan(1)), 200);
    QCOMPARE(rounded(299, Rounding::Mode::Down, yuan(1)), 0);
    QCOMPARE(rounded(149, Rounding::Mode::HalfUp, yuan(1)), 0);
    QCOMPARE(rounded(150, Rounding::Mode::HalfUp, yuan(1)), 100);
    QCOMPARE(rounded(100, Rounding::Mode::Up, Fen{1}), 34);
    QCOMPARE(rounded(3'001, Rounding::Mode::Up, yuan(10)), 2'000);
}

void TestAmounts::theAmountIsTheExactOneRoundedUpByLessThanAYuan()
{
    QVERIFY(rc::check("amount - exact is in [0, 1 yuan)", [] {
        const Case c = anyCase();
        const Wide gap = std::max<Wide>(0, Wide(c.standard.value) * c.persons * c.months - c.income.value);
        const Wide scale = Wide(100) * c.months;
        const Wide exact = 100 * gap + Wide(c.standard.value) * c.percents * c.months; // times scale
        const Wide paid = Wide(amountOf(c).value) * scale;
        RC_ASSERT(paid >= exact);
        RC_ASSERT(paid < exact + 100 * scale);
        RC_ASSERT(amountOf(c).value % 100 == 0);
    }));
}

void TestAmounts::moreIncomeNeverPaysMore()
{
    QVERIFY(rc::check("monotone in income", [] {
        Case c = anyCase();
        const Fen before = amountOf(c);
        c.income += Fen{*rc::gen::inRange<qint64>(0, 10'000'000)};
        RC_ASSERT(amountOf(c) <= before);
    }));
}

void TestAmounts::oneMorePersonNeverPaysLess()
{
    QVERIFY(rc::check("monotone in persons", [] {
        Case c = anyCase();
        const Fen before = amountOf(c);
        ++c.persons;
        RC_ASSERT(amountOf(c) >= before);
    }));
}

void TestAmounts::largestFiguresDoNotOverflow()
{
    const Fen amount = gapAllowance(largestAmount, 100, Fen(), 12, upToYuan, 100 * 200);
    // 100 shares and 200 percent of top-up for each of 100 people: 300 standards.
    QCOMPARE(amount, largestAmount * 300);
}

QTEST_GUILESS_MAIN(TestAmounts)
#include "tst_amounts.moc"
