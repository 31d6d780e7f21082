// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/sim/sim.h"

#include <QLoggingCategory>
#include <QTest>

using namespace ruhu;

class TestSim : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(QStringLiteral("ruhu.hub.warning=false")); }

    void theSameSeedIsTheSameWorldAndAnotherSeedIsAnother();
    void everyInvariantHoldsInASliceOfWorlds();
    void thatSliceReallyHadBadWeatherConflictsPhotosAndResolutions();
    void everyTenthWorldRunsOnTheRealStore();
    void aFaultOfTheHubIsNoticedOverTheRealStoreToo_data();
    void aFaultOfTheHubIsNoticedOverTheRealStoreToo();
    void everyPlantedFaultIsNoticed_data();
    void everyPlantedFaultIsNoticed();
};

void TestSim::theSameSeedIsTheSameWorldAndAnotherSeedIsAnother()
{
    for (quint64 seed = 1; seed <= 10; ++seed)
        QCOMPARE(sim::run(seed).hash.toHex(), sim::run(seed).hash.toHex());
    QVERIFY(sim::run(1).hash != sim::run(2).hash);
    // A trace only watches.
    QCOMPARE(sim::run(3, sim::Plant::None, true).hash, sim::run(3).hash);
}

void TestSim::everyInvariantHoldsInASliceOfWorlds()
{
    const sim::Summary summary = sim::runMany(1, 150, sim::Plant::None, 2);
    QCOMPARE(summary.seeds, qint64(150));
    if (summary.firstFailing)
        QFAIL(qPrintable(QStringLiteral("seed %1: %2")
                             .arg(summary.firstFailing->seed)
                             .arg(summary.firstFailing->broken.join(QStringLiteral("; ")))));
    QCOMPARE(summary.failed, qint64(0));
}

void TestSim::thatSliceReallyHadBadWeatherConflictsPhotosAndResolutions()
{
    int mutations = 0;
    int conflicts = 0;
    int resolutions = 0;
    int photos = 0;
    int crashes = 0;
    int lost = 0;
    for (quint64 seed = 1; seed <= 40; ++seed) {
        const sim::Verdict verdict = sim::run(seed);
        mutations += verdict.mutations;
        conflicts += verdict.conflicts;
        resolutions += verdict.resolutions;
        photos += verdict.photos;
        crashes += verdict.crashes;
        lost += verdict.lostMessages;
    }
    QVERIFY(mutations > 500);
    QVERIFY(conflicts > 20);
    QVERIFY(resolutions > 3);
    QVERIFY(photos > 50);
    QVERIFY(crashes > 50);
    QVERIFY(lost > 200);
}

void TestSim::everyTenthWorldRunsOnTheRealStore()
{
    QCOMPARE(sim::runMany(11, 30, sim::Plant::None, 2).onCoreStore, qint64(2));
    int crashes = 0;
    int conflicts = 0;
    for (quint64 seed = 10; seed <= 200; seed += 10) {
        const sim::Verdict verdict = sim::run(seed);
        QVERIFY(verdict.onCoreStore);
        QVERIFY2(verdict.broken.isEmpty(), qPrintable(verdict.broken.join(QStringLiteral("; "))));
        crashes += verdict.crashes;
        conflicts += verdict.conflicts;
    }
    QVERIFY(crashes > 50);
    QVERIFY(conflicts > 10);
    QCOMPARE(sim::run(50).hash.toHex(), sim::run(50).hash.toHex());
}

void TestSim::aFaultOfTheHubIsNoticedOverTheRealStoreToo_data()
{
    QTest::addColumn<int>("plant");
    for (const char *name : {"no-dedup", "whole-row-last-write", "last-writer-by-clock"})
        QTest::newRow(name) << int(*sim::plantFromName(QString::fromLatin1(name)));
}

void TestSim::aFaultOfTheHubIsNoticedOverTheRealStoreToo()
{
    QFETCH(int, plant);
    bool noticed = false;
    for (quint64 seed = 10; seed <= 500 && !noticed; seed += 10) {
        const sim::Verdict verdict = sim::run(seed, sim::Plant(plant));
        QVERIFY(verdict.onCoreStore);
        noticed = !verdict.broken.isEmpty();
    }
    QVERIFY(noticed);
}

void TestSim::everyPlantedFaultIsNoticed_data()
{
    QTest::addColumn<int>("plant");
    for (const sim::PlantInfo &info : sim::plants())
        QTest::newRow(info.name.data()) << int(info.plant);
}

void TestSim::everyPlantedFaultIsNoticed()
{
    QFETCH(int, plant);
    const sim::Summary summary = sim::runMany(1, 2000, sim::Plant(plant), 2, true);
    QVERIFY(summary.failed > 0);
    QVERIFY(!summary.firstFailing->trace.isEmpty());
}

QTEST_GUILESS_MAIN(TestSim)
#include "tst_sim.moc"
