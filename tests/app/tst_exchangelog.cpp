// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/exchangelog.h"

#include <QtTest>

using namespace ruhu;
using service::SyncProgress;
using Phase = SyncProgress::Phase;

namespace {

const SyncProgress::Lane *lane(const QList<SyncProgress::Lane> &lanes, const char *what)
{
    for (const SyncProgress::Lane &one : lanes) {
        if (one.what == QLatin1String(what))
            return &one;
    }
    return nullptr;
}

} // namespace

/// What the engine counts becomes what a person reads.
class TestExchangeLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFirstSyncConnectsThenReceivesAndCountsUp()
    {
        ExchangeLog log;
        engine::Progress now;
        now.running = true;
        QCOMPARE(log.take(now, 1000, 10).phase, Phase::Connecting);
        QVERIFY(!log.take(now, 1000, 10).online);
        now.online = true;
        now.listRows = 200;
        now.documents = 40;
        now.events = 2;
        now.photos = 3;
        const SyncProgress arriving = log.take(now, 1000, 10);
        QCOMPARE(arriving.phase, Phase::Receiving);
        QVERIFY(arriving.online);
        QCOMPARE(arriving.lastSyncMs, 0);
        QCOMPARE(lane(arriving.receiving, "listrow")->done, 200);
        QCOMPARE(lane(arriving.receiving, "record")->done, 42);
        QCOMPARE(lane(arriving.receiving, "photo")->done, 3);
        QCOMPARE(lane(arriving.receiving, "photo")->total, 0); // not known here
        QVERIFY(!arriving.listHere);
        now.running = false;
        now.listComplete = true;
        now.lastSyncWallMs = 5000;
        const SyncProgress done = log.take(now, 5000, 4010);
        QCOMPARE(done.phase, Phase::Idle);
        QCOMPARE(done.lastSyncMs, 5000);
        QCOMPARE(done.received, 242);
        QCOMPARE(done.lastDurationMs, 4000);
        QVERIFY(done.listHere);
    }

    void eachExchangeCountsFromItsOwnStartAndAPollThatBroughtNothingKeepsTheLastFigures()
    {
        ExchangeLog log;
        engine::Progress now;
        const auto exchange = [&](int documents, int sent, int merged, qint64 at) {
            now.running = true;
            now.online = true;
            std::ignore = log.take(now, at, at);
            now.documents += documents;
            now.sent += sent;
            now.merged += merged;
            const SyncProgress during = log.take(now, at, at + 500);
            now.running = false;
            std::ignore = during;
            return log.take(now, at, at + 1000);
        };
        QCOMPARE(exchange(100, 3, 1, 0).received, 100);
        const SyncProgress second = exchange(7, 2, 1, 10'000);
        QCOMPARE(second.received, 7);
        QCOMPARE(second.sent, 2);
        QCOMPARE(second.merged, 1);
        const SyncProgress nothing = exchange(0, 0, 0, 20'000);
        QCOMPARE(nothing.received, 7);
        QCOMPARE(nothing.sent, 2);
    }

    void whatIsLeftToSendIsKnown()
    {
        ExchangeLog log;
        engine::Progress now;
        now.running = true;
        now.online = true;
        now.backlog = {5, 9, 4000, 0};
        std::ignore = log.take(now, 0, 0);
        now.sent = 2;
        now.backlog.bundles = 3;
        now.blobsSent = 1;
        now.backlog.blobs = 8;
        const SyncProgress sending = log.take(now, 0, 0);
        QCOMPARE(sending.phase, Phase::Sending);
        QCOMPARE(lane(sending.sending, "change")->done, 2);
        QCOMPARE(lane(sending.sending, "change")->total, 5);
        QCOMPARE(lane(sending.sending, "photo")->done, 1);
        QCOMPARE(lane(sending.sending, "photo")->total, 9);
    }

    void aFailureIsOfflineWithTheTimeOfTheNextTry()
    {
        ExchangeLog log;
        engine::Progress now;
        now.lastSyncWallMs = 400;
        now.problem = Error{ErrorCode::Network, {}};
        now.retryAtMonoMs = 3000;
        const SyncProgress failed = log.take(now, 100'000, 1000);
        QCOMPARE(failed.phase, Phase::Failed);
        QVERIFY(!failed.online);
        QCOMPARE(failed.failure.code, ErrorCode::Network);
        QCOMPARE(failed.nextTryMs, 102'000);
        QCOMPARE(failed.lastSyncMs, 400);
    }

    void aDirectionThatStandsStillForAPersonIsAFailureAndNotQuiet_data()
    {
        QTest::addColumn<int>("stop");
        QTest::addColumn<ErrorCode>("code");
        QTest::newRow("revoked") << int(engine::Stop::Revoked) << ErrorCode::NotAllowed;
        QTest::newRow("wiped") << int(engine::Stop::Wiped) << ErrorCode::NotAllowed;
        QTest::newRow("hub of yesterday") << int(engine::Stop::HubRolledBack) << ErrorCode::RolledBack;
        QTest::newRow("copied disk") << int(engine::Stop::DeviceCloned) << ErrorCode::RolledBack;
        QTest::newRow("too old") << int(engine::Stop::UpgradeRequired) << ErrorCode::TooNew;
    }
    void aDirectionThatStandsStillForAPersonIsAFailureAndNotQuiet()
    {
        QFETCH(int, stop);
        QFETCH(ErrorCode, code);
        ExchangeLog log;
        engine::Progress now;
        now.online = true;
        now.stop = engine::Stop(stop);
        const SyncProgress standing = log.take(now, 0, 0);
        QCOMPARE(standing.phase, Phase::Failed);
        QCOMPARE(standing.failure.code, code);
        QVERIFY(standing.online); // the hub did answer
    }
};

QTEST_GUILESS_MAIN(TestExchangeLog)
#include "tst_exchangelog.moc"
