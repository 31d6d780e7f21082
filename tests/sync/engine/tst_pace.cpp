// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "support/world.h"
#include "sync/engine/pace.h"

#include <QTest>

using namespace ruhu;
using namespace ruhu::engine;

class TestPace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waitsGrowWithFailuresAndNeverPassTenMinutesUnlessTheHubAsks();
    void aHubThatAsksForAYearGetsAnHour();
    void pagesGrowByHalfAndShrinkByHalfWithinTheirBounds();
    void aShortAnswerDoesNotSpoilTheMeasureOfTheLine();
};

void TestPace::waitsGrowWithFailuresAndNeverPassTenMinutesUnlessTheHubAsks()
{
    test::SeededRng rng(3);
    qint64 early = 0;
    qint64 late = 0;
    for (int i = 0; i < 400; ++i) {
        const qint64 first = backoffMs(1, 0, rng);
        QVERIFY(first >= limits::backoffMinMs / 2 && first <= 2 * limits::backoffMinMs);
        const qint64 twentieth = backoffMs(20, 0, rng);
        QVERIFY(twentieth <= limits::backoffMaxMs + limits::backoffMinMs);
        early += first;
        late += twentieth;
    }
    QVERIFY(late > 50 * early); // full jitter around five minutes against two seconds
    QVERIFY(backoffMs(1, 90'000, rng) >= 90'000);
}

void TestPace::aHubThatAsksForAYearGetsAnHour()
{
    test::SeededRng rng(4);
    QCOMPARE(backoffMs(1, qint64(365) * 24 * 3600 * 1000, rng), limits::retryAfterMaxMs);
}

void TestPace::pagesGrowByHalfAndShrinkByHalfWithinTheirBounds()
{
    Pace pace;
    const qint64 start = pace.pageBytes();
    pace.carried(10 * limits::miB, 100);
    QCOMPARE(pace.pageBytes(), start + start / 2);
    for (int i = 0; i < 30; ++i)
        pace.carried(10 * limits::miB, 100);
    QCOMPARE(pace.pageBytes(), limits::pageBytesMax);
    pace.timedOut();
    QCOMPARE(pace.pageBytes(), limits::pageBytesMax / 2);
    for (int i = 0; i < 30; ++i)
        pace.timedOut();
    QCOMPARE(pace.pageBytes(), limits::pageBytesMin);
    QCOMPARE(pace.deadlineMs(limits::blobBytes), qint64(600'000));
    QCOMPARE(pace.deadlineMs(10), qint64(15'000));
}

void TestPace::aShortAnswerDoesNotSpoilTheMeasureOfTheLine()
{
    Pace pace;
    const qint64 before = pace.deadlineMs(limits::miB);
    for (int i = 0; i < 50; ++i)
        pace.carried(200, 900);
    QCOMPARE(pace.deadlineMs(limits::miB), before);
}

QTEST_APPLESS_MAIN(TestPace)
#include "tst_pace.moc"
