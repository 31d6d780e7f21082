// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// What waits, what came back, what the hub has signed for: as the sync page asks.
#include "core/crypto/hash.h"
#include "core/store/outbox.h"
#include "deskworld.h"

using namespace ruhu;
using namespace ruhu::service;

namespace {

/// An exchange whose progress the test decides.
class FakePort final : public SyncPort
{
public:
    void syncNow() override {}
    void setPaused(bool) override {}
    [[nodiscard]] SyncProgress progress() const override { return now; }
    void listen(Listener progress) override { m_listener = std::move(progress); }
    void say() { m_listener(now); }

    SyncProgress now;

private:
    Listener m_listener;
};

const SyncProgress::Lane *lane(const SyncProgress &progress, const char *what)
{
    for (const SyncProgress::Lane &one : progress.receiving) {
        if (one.what == QLatin1String(what))
            return &one;
    }
    return nullptr;
}

} // namespace

class TestExchange : public QObject, private DeskWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { m_store.reset(); }
    void aLaptopWithoutHubIsQuiet();
    void whatWasDoneHereWaitsByName();
    void whatTheHubTookLeavesTheList();
    void whatTheHubRefusedIsKeptAndCanBeSentAgain();
    void receiptsComeNewestFirstWithTheHashOfTheirBytes();
    void holdingsCountWhatIsHere();
    void whatArrivesIsShownBesideWhatIsHere();

private:
    void correctPhone(Desk &desk);
    void answer(store::PushStatus status, const QString &code = {});
};

void TestExchange::correctPhone(Desk &desk)
{
    const auto seen = await(desk.households().contact(m_household));
    VERIFY_OK(seen);
    VERIFY_OK(await(desk.households().correctContact(*seen, u"15900008830"_s, {})));
}

/// The hub answers everything that waits.
void TestExchange::answer(store::PushStatus status, const QString &code)
{
    QList<store::PushResult> results;
    for (const record::Mutation &mutation : waiting()) {
        store::PushResult result;
        result.mid = mutation.mid;
        result.status = status;
        result.part = part;
        result.ver = 2;
        result.seq = m_seq + 1;
        result.code = code;
        results.append(result);
    }
    QVERIFY(!results.isEmpty());
    VERIFY_OK(await(m_store->write([results](store::Database &db) { return store::settle(db, results, 7); })));
}

void TestExchange::aLaptopWithoutHubIsQuiet()
{
    const auto here = deskOf(m_one, u"Investigator"_s);
    here->exchange().syncNow();
    here->exchange().setPaused(true);
    QCOMPARE(here->exchange().progress().phase, SyncProgress::Phase::Idle);
    QCOMPARE(await(here->exchange().unsent())->total(), 0);
    QCOMPARE(await(here->exchange().outbox())->size(), 0);
    QCOMPARE(await(here->exchange().uploads())->size(), 0);
    QCOMPARE(await(here->exchange().quarantine())->size(), 0);
    QCOMPARE(await(here->exchange().receipts())->size(), 0);
}

void TestExchange::whatWasDoneHereWaitsByName()
{
    const auto here = deskOf(m_one, u"Investigator"_s);
    correctPhone(*here);
    const auto rows = await(here->exchange().outbox());
    VERIFY_OK(rows);
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->first().household, m_household);
    QCOMPARE(rows->first().headName, u"Wang"_s);
    QCOMPARE(rows->first().what, u"household"_s);
    QCOMPARE(rows->first().atMs, m_clock->wallMs());
    QVERIFY(!rows->first().waitingForPhotos);
    QCOMPARE(await(here->exchange().unsent())->total(), 1);
}

void TestExchange::whatTheHubTookLeavesTheList()
{
    const auto here = deskOf(m_one, u"Investigator"_s);
    correctPhone(*here);
    answer(store::PushStatus::Applied);
    QCOMPARE(await(here->exchange().outbox())->size(), 0);
    QCOMPARE(await(here->exchange().unsent())->total(), 0);
    // Until the page that brings it back: the person's own value stays on the screen.
    QCOMPARE(await(here->households().dossier(m_household))->maskedPhone, u"159****8830"_s);
}

void TestExchange::whatTheHubRefusedIsKeptAndCanBeSentAgain()
{
    const auto here = deskOf(m_one, u"Investigator"_s);
    correctPhone(*here);
    answer(store::PushStatus::Rejected, u"not-allowed"_s);
    QCOMPARE(await(here->exchange().outbox())->size(), 0);
    const auto rows = await(here->exchange().quarantine());
    VERIFY_OK(rows);
    QCOMPARE(rows->size(), 1);
    QCOMPARE(rows->first().headName, u"Wang"_s);
    QCOMPARE(rows->first().problem, u"not-allowed"_s);
    VERIFY_FAILS(await(here->exchange().retry(rows->first().number + 1)), ErrorCode::NotFound);
    QCOMPARE(await(here->exchange().quarantine())->size(), 1);
    VERIFY_OK(await(here->exchange().retry(rows->first().number)));
    QCOMPARE(await(here->exchange().quarantine())->size(), 0);
    QCOMPARE(await(here->exchange().outbox())->size(), 1);
    QCOMPARE(record::text(waiting().first().set, "contact.phone"_L1), u"15900008830"_s);
}

void TestExchange::receiptsComeNewestFirstWithTheHashOfTheirBytes()
{
    const auto here = deskOf(m_one, u"Investigator"_s);
    VERIFY_OK(await(m_store->write([](store::Database &db) { return store::addReceipts(db, "first", "s", 2, 10); })));
    VERIFY_OK(await(m_store->write([](store::Database &db) { return store::addReceipts(db, "second", "s", 3, 20); })));
    const auto rows = await(here->exchange().receipts());
    VERIFY_OK(rows);
    QCOMPARE(rows->size(), 2);
    QCOMPARE(rows->first().atMs, 20);
    QCOMPARE(rows->first().mutations, 3);
    QCOMPARE(rows->first().hash, crypto::blake2b("second"));
    QCOMPARE(rows->last().hash, crypto::blake2b("first"));
}

void TestExchange::holdingsCountWhatIsHere()
{
    const auto here = deskOf(m_one, u"Investigator"_s);
    const auto held = await(here->exchange().holdings());
    VERIFY_OK(held);
    QCOMPARE(held->households, 1);
    QCOMPARE(held->complete, 1);
    QCOMPARE(held->photos, 0);
    QVERIFY(held->bytesFree > 0);
}

void TestExchange::whatArrivesIsShownBesideWhatIsHere()
{
    auto fake = std::make_unique<FakePort>();
    FakePort &port = *fake;
    const auto here = deskOf(m_one, u"Investigator"_s, std::move(fake));
    QSignalSpy said(&here->exchange(), &Exchange::progressed);
    port.now.phase = SyncProgress::Phase::Connecting;
    port.say();
    QCOMPARE(said.size(), 1);
    QVERIFY(here->exchange().progress().receiving.isEmpty());
    port.now.phase = SyncProgress::Phase::Receiving;
    port.now.online = true;
    port.now.receiving = {
        {u"listrow"_s, 57, 0, 0, 0}, {u"record"_s, 9, 0, 0, 0}, {u"photo"_s, 3, 0, 0, 0}}; // 57: certificates too
    port.say();
    QTRY_COMPARE(said.size(), 3); // at once, and when what is here was counted
    const auto held = await(here->exchange().holdings());
    VERIFY_OK(held);
    SyncProgress shown = here->exchange().progress();
    QCOMPARE(lane(shown, "listrow")->done, held->households);
    QCOMPARE(lane(shown, "listrow")->total, 0); // how many there will be is not known yet
    QCOMPARE(lane(shown, "record")->done, 9);
    QCOMPARE(lane(shown, "photo")->done, 3);
    QCOMPARE(lane(shown, "photo")->total, 3 + held->filesMissing);
    port.now.listHere = true;
    shown = here->exchange().progress();
    QCOMPARE(lane(shown, "listrow")->total, held->households);
    port.say();
    VERIFY_OK(await(here->exchange().holdings())); // reads keep their order: a count that was asked for would be here
    QCOMPARE(said.size(), 4);                      // not counted again within the same second
    port.now.phase = SyncProgress::Phase::Failed;
    port.now.receiving.clear();
    port.say();
    QVERIFY(here->exchange().progress().receiving.isEmpty());
}

QTEST_GUILESS_MAIN(TestExchange)
#include "tst_exchange.moc"
