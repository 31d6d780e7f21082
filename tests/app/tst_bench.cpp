// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/bench.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace ruhu;
using namespace Qt::Literals::StringLiterals;

/// `ruhuctl bench`: what scripts read of it, and that a missed goal is seen. No test here minds how fast anything is.
class TestBench : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRowWithoutAGoalHoldsAndAGoalDecides();
    void printingSaysOneWhenAnyRowMissesItsGoal();
    void bothAreRunInTurnAndTheirMediansCompared();
    void whatFailsIsNotMeasured();
    void theNthValueOfSortedOnesIsTheQuantile();
    void theProgramPrintsItsRows_data();
    void theProgramPrintsItsRows();
    void aWrongCommandLineIsUsage_data();
    void aWrongCommandLineIsUsage();
    void helpNamesEveryBench();

private:
    struct Run
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
    };
    static Run run(const QStringList &words)
    {
        QProcess process;
        process.start(QStringLiteral(RUHUCTL), QStringList(u"bench"_s) + words);
        if (!process.waitForFinished(240'000))
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
};

void TestBench::aRowWithoutAGoalHoldsAndAGoalDecides()
{
    const ctl::BenchRow row = ctl::reported(u"something"_s, 50, u"ms"_s);
    QVERIFY(row.holds && row.goal.isEmpty());
    QVERIFY(ctl::atMost(row, 50, u"somewhere"_s).holds);
    QVERIFY(!ctl::atMost(row, 49.9, u"somewhere"_s).holds);
    QCOMPARE(ctl::atMost(row, 49.9, u"somewhere"_s).goal, u"<= 49.9 ms (somewhere)"_s);
    QVERIFY(ctl::atLeast(row, 50, u"somewhere"_s).holds);
    QVERIFY(!ctl::atLeast(row, 50.1, u"somewhere"_s).holds);
}

void TestBench::printingSaysOneWhenAnyRowMissesItsGoal()
{
    const ctl::BenchRow good = ctl::atMost(ctl::reported(u"good"_s, 1, u"ms"_s), 2, u"here"_s);
    const ctl::BenchRow bad = ctl::atMost(ctl::reported(u"bad"_s, 3, u"ms"_s), 2, u"here"_s);
    QCOMPARE(ctl::printBench(u"made-up"_s, {good, good}), 0);
    QCOMPARE(ctl::printBench(u"made-up"_s, {good, bad}), 1);
    QCOMPARE(ctl::printBench(u"made-up"_s, {bad, good}), 1);
}

void TestBench::bothAreRunInTurnAndTheirMediansCompared()
{
    QString order;
    double next = 0;
    const ctl::Measured ours = [&]() -> Result<double> {
        order += u'o';
        return 10 * ++next; // 10, 20, 30
    };
    const ctl::Measured floor = [&]() -> Result<double> {
        order += u'f';
        return 5;
    };
    const auto row = ctl::compareAlternately(u"made-up"_s, 3, ours, u"floor"_s, floor, 4);
    QVERIFY(row);
    QCOMPARE(order, u"fofofo"_s);
    QCOMPARE(row->value, 20.0);
    QCOMPARE(row->baselineValue, 5.0);
    QCOMPARE(row->ratio, 4.0);
    QVERIFY(row->holds);
    next = 0;
    QVERIFY(!ctl::compareAlternately(u"made-up"_s, 3, ours, u"floor"_s, floor, 3.9)->holds);
}

void TestBench::whatFailsIsNotMeasured()
{
    const ctl::Measured good = []() -> Result<double> { return 1; };
    const ctl::Measured bad = []() -> Result<double> { return fail(ErrorCode::DiskFull); };
    QCOMPARE(ctl::compareAlternately(u"made-up"_s, 2, bad, u"floor"_s, good, 0).error().code, ErrorCode::DiskFull);
    QCOMPARE(ctl::compareAlternately(u"made-up"_s, 2, good, u"floor"_s, bad, 0).error().code, ErrorCode::DiskFull);
}

void TestBench::theNthValueOfSortedOnesIsTheQuantile()
{
    QCOMPARE(ctl::quantile({3, 1, 2}, 0.5), 2.0);
    QCOMPARE(ctl::quantile({3, 1, 2}, 1), 3.0);
    QCOMPARE(ctl::quantile({7}, 0.99), 7.0);
}

void TestBench::theProgramPrintsItsRows_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"first-sync", "search", "unlock"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestBench::theProgramPrintsItsRows()
{
    QFETCH(QString, name);
    const Run made = run({name, u"--households"_s, u"20"_s});
    QVERIFY2(made.code == 0 || made.code == 1, made.err.constData());
    const QJsonObject json = QJsonDocument::fromJson(made.out).object();
    QCOMPARE(json[u"name"].toString(), name);
    const QJsonArray rows = json[u"rows"].toArray();
    QVERIFY2(rows.size() >= 3, made.out.constData());
    bool holds = true;
    bool baseline = false;
    for (const QJsonValue &value : rows) {
        const QJsonObject row = value.toObject();
        QCOMPARE(row.keys(), (QStringList{u"baseline"_s, u"baseline_value"_s, u"goal"_s, u"holds"_s, u"ratio"_s,
                                          u"unit"_s, u"value"_s, u"what"_s}));
        QVERIFY(!row[u"what"].toString().isEmpty());
        holds = holds && row[u"holds"].toBool();
        if (row[u"baseline"].toString().isEmpty())
            continue;
        baseline = true;
        QVERIFY(row[u"baseline_value"].toDouble() > 0);
        QVERIFY(row[u"ratio"].toDouble() > 0);
    }
    QVERIFY2(baseline, "something is held against a floor");
    QCOMPARE(made.code, holds ? 0 : 1);
}

void TestBench::aWrongCommandLineIsUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no name") << QStringList();
    QTest::newRow("an unknown name") << QStringList{u"weather"_s};
    QTest::newRow("two names") << QStringList{u"search"_s, u"start"_s};
    QTest::newRow("an unknown option") << QStringList{u"search"_s, u"--rain"_s};
    QTest::newRow("too few households") << QStringList{u"search"_s, u"--households"_s, u"19"_s};
    QTest::newRow("no number") << QStringList{u"search"_s, u"--households"_s, u"many"_s};
}

void TestBench::aWrongCommandLineIsUsage()
{
    QFETCH(QStringList, words);
    const Run made = run(words);
    QCOMPARE(made.code, 2);
    QVERIFY(made.out.isEmpty());
    QVERIFY(made.err.startsWith("ruhuctl: bench: "));
}

void TestBench::helpNamesEveryBench()
{
    const Run help = run({u"--help"_s});
    QCOMPARE(help.code, 0);
    for (const char *name : {"first-sync", "search", "start", "unlock"})
        QVERIFY2(help.out.contains(QByteArray("\n  ").append(name)), name);
}

QTEST_GUILESS_MAIN(TestBench)
#include "tst_bench.moc"
