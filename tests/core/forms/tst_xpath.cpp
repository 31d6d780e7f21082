// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/scenario.h"
#include "formworld.h"

#include <QJsonArray>
#include <QTest>

using namespace ruhu;
using namespace ruhu::forms;

class TestXPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void expressionsGiveWhatOdkSays_data();
    void expressionsGiveWhatOdkSays();
    void hostileExpressionsAreRefused_data();
    void hostileExpressionsAreRefused();
};

void TestXPath::expressionsGiveWhatOdkSays_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *expression, const char *expected) {
        QTest::newRow(expression) << QString::fromUtf8(expression) << QString::fromUtf8(expected);
    };
    row("1 + 2 * 3 - 4", "3");
    row("10 - 3 - 2", "5");
    row("7 mod 4", "3");
    row("1 div 3", "0.3333333333333333");
    row("1000000 * 1000000 * 1000000", "1000000000000000000");
    row("0.1 * 3", "0.30000000000000004");
    row("0 div 0", "NaN");
    row("- - 2", "2");
    row("1and1", "true");
    row("'a' = \"a\" and not(false())", "true");
    row("count(/d/*)", "4");
    row("/d/a[2]", "two");
    row("/d/a[. = 'two']/preceding-sibling::a", "one");
    row("/d/b/@n", "7");
    row("/d/b[@n = 7]/c", "deep");
    row("name(//c)", "c");
    row("/d/b/c | /d/a[1]", "one");
    row("string-length('\u9f98\U00020000')", "2"); // a character beyond the basic plane is one
    row("substr('\U00020000\u738b\u6842\u82f1', 1, 3)", "\u738b\u6842");
    row("substr('hello', -3)", "llo");
    row("substring('hello', 2, 3)", "ell");
    row("translate('bar', 'abc', 'AB')", "BAr");
    row("normalize-space('  a   b ')", "a b");
    row("date('2024-02-30')", "");
    row("date('2024-02-28') + 2 = number(date('2024-03-01'))", "true");
    row("date('2024-03-01') > '2024-02-29'", "true");
    row("format-date('2024-03-05', '%Y/%n/%e %a')", "2024/3/5 Tue");
    row("today()", "2025-11-21");
    row("format-date-time(now(), '%H:%M')", "12:40");
    row("decimal-date-time('1970-01-02T12:00:00Z')", "1.5");
    row("round(1.005, 2)", "1.01");
    row("round(-1.5)", "-2");
    row("int(-1.7)", "-1");
    row("if(1 = 1, 'yes', explode())", "yes");
    row("coalesce('', 'b')", "b");
    row("selected('a b c', 'b') and not(selected('abc', 'b'))", "true");
    row("selected-at('a b c', 2)", "c");
    row("count-selected(' a  b ')", "2");
    row("join('-', /d/a)", "one-two");
    row("regex('13800000000', '^1[3-9][0-9]{9}$')", "true");
    row("regex('abc123', '[0-9]+')", "false"); // the whole text, as JavaRosa
    row("checklist(1, 2, true(), false(), true())", "true");
    row("digest('abc', 'SHA-256', 'hex')", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    row("join('', randomize(/d/a, 1)) = join('', randomize(/d/a, 1))", "true");
    row("string-length(uuid())", "36");
}

void TestXPath::expressionsGiveWhatOdkSays()
{
    QFETCH(QString, expression);
    QFETCH(QString, expected);
    const QJsonObject one{
        {QStringLiteral("doc"), QStringLiteral("<d><a>one</a><a>two</a><b n='7'><c>deep</c></b><e/></d>")},
        {QStringLiteral("expr"), expression},
        {QStringLiteral("type"), QStringLiteral("string")},
        {QStringLiteral("expected"), expected}};
    test::FormWorld world;
    const auto tally = runExpressions({{QStringLiteral("timezone"), QStringLiteral("Asia/Shanghai")},
                                       {QStringLiteral("expressions"), QJsonArray{one}}},
                                      world.environment());
    QVERIFY(tally);
    QVERIFY2(tally->failures.isEmpty(), qPrintable(tally->failures.join(u'\n')));
}

void TestXPath::hostileExpressionsAreRefused_data()
{
    QTest::addColumn<QByteArray>("expression");
    QTest::newRow("200,000 parentheses") << QByteArray(200'000, '(') + "1" + QByteArray(200'000, ')');
    QTest::newRow("300 parentheses") << QByteArray(300, '(') + "1" + QByteArray(300, ')');
    QTest::newRow("300 predicates") << "/d" + QByteArray("[/d").repeated(300) + QByteArray(300, ']');
    QTest::newRow("300 calls") << QByteArray("not(").repeated(300) + "1" + QByteArray(300, ')');
    QTest::newRow("open literal") << QByteArray("'abc");
    QTest::newRow("nothing after a sign") << QByteArray("1 +");
    QTest::newRow("two operands") << QByteArray("1 2");
    QTest::newRow("unknown function") << QByteArray("explode(1)");
    QTest::newRow("wrong number of arguments") << QByteArray("count()");
    QTest::newRow("unknown prefix") << QByteArray("/d/zz:a");
    QTest::newRow("variable") << QByteArray("$x");
    QTest::newRow("unknown axis") << QByteArray("sideways::a");
    QTest::newRow("unknown instance") << QByteArray("count(instance(&apos;none&apos;)/root/item)");
}

void TestXPath::hostileExpressionsAreRefused()
{
    QFETCH(QByteArray, expression);
    const QByteArray form = test::formOf(
        "<instance><d id=\"d\"><a/></d></instance><bind nodeset=\"/d/a\" calculate=\"" + expression + "\"/>");
    const auto loaded = FormDefinition::load(form);
    QVERIFY(!loaded);
    QVERIFY2(loaded.error().code == ErrorCode::BadFormat || loaded.error().code == ErrorCode::TooLarge,
             qPrintable(errorName(loaded.error().code)));
    // A long sum is no nesting: it stays allowed.
    const QByteArray fine =
        test::formOf("<instance><d id=\"d\"><a/></d></instance><bind nodeset=\"/d/a\" calculate=\"0" +
                     QByteArray(" + 1").repeated(10'000) + "\"/>");
    const auto form2 = FormDefinition::load(fine);
    QVERIFY(form2);
    test::FormWorld world;
    const auto session = FormSession::start(*form2, world.environment());
    QVERIFY(session);
    QCOMPARE((*session)->value((*session)->find(QStringLiteral("/d/a"))), QStringLiteral("10000"));
}

QTEST_GUILESS_MAIN(TestXPath)
#include "tst_xpath.moc"
