// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The contract of HubStore, run against every store; and what only the one on disk can show: that a failure of any
// statement leaves nothing half done.
#include "hubworld.h"
#include "sync/hub/sqlitestore.h"

#include <QDir>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <thread>

using namespace ruhu;
using namespace ruhu::test;
using protocol::Status;

namespace {

/// A store of either kind in a folder of its own.
struct Subject
{
    QTemporaryDir folder;
    std::unique_ptr<hub::HubStore> store;

    explicit Subject(bool onDisk)
    {
        if (onDisk)
            store = *hub::SqliteStore::open(folder.path());
        else
            store = std::make_unique<hub::MemoryStore>();
    }
};

record::Record rowOf(char id, qint64 ver, qint64 seq, qint64 village = villageA, int ch = 1)
{
    record::Record row;
    row.id = RecordId::fromBytes(QByteArray(16, id));
    row.root = row.id;
    row.part = township;
    row.village = village;
    row.kind = u"household"_s;
    row.ch = ch;
    row.ver = ver;
    row.seq = seq;
    row.body = record::encodeBody({{u"head.no"_s, QString(QLatin1Char(id))}});
    return row;
}

/// Runs work in a transaction that must succeed.
template <typename Work>
void commit(hub::HubStore &store, Work work)
{
    const auto done = store.transact([&](hub::HubTransaction &transaction) -> Result<void> {
        work(transaction);
        return {};
    });
    QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
}

} // namespace

class TestHubStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFailedTransactionLeavesNothing_data() { stores(); }
    void aFailedTransactionLeavesNothing();
    void theFeedIsOrderedBySequenceAndFilteredByVillage_data() { stores(); }
    void theFeedIsOrderedBySequenceAndFilteredByVillage();
    void theDigestFollowsEveryVersion_data() { stores(); }
    void theDigestFollowsEveryVersion();
    void everyRowComesBackAsItWasPut_data() { stores(); }
    void everyRowComesBackAsItWasPut();
    void aBlobIsReadableOnlyWhenItIsWhatItsNameSays_data() { stores(); }
    void aBlobIsReadableOnlyWhenItIsWhatItsNameSays();
    void theSameDayGivesTheSameHubInBothStores();
    void aFailureOfAnyStatementLeavesNoHalfState();
    void aReaderBesideManyWritersMissesNoRow();
    void whatWasCommittedIsThereAfterReopening();
    void aFileOfAnotherKindOrALaterVersionIsLeftAlone();

private:
    static void stores()
    {
        QTest::addColumn<bool>("onDisk");
        QTest::newRow("memory") << false;
        QTest::newRow("sqlite") << true;
    }
};

void TestHubStore::aFailedTransactionLeavesNothing()
{
    QFETCH(bool, onDisk);
    const Subject subject(onDisk);
    const auto failed = subject.store->transact([](hub::HubTransaction &transaction) -> Result<void> {
        std::ignore = transaction.lockPart(township);
        std::ignore = transaction.putRecord(rowOf('a', 1, 1));
        std::ignore = transaction.setSeq(township, 1);
        return fail(ErrorCode::Cancelled);
    });
    QCOMPARE(failed.error().code, ErrorCode::Cancelled);
    const auto read = subject.store->read([](hub::HubTransaction &transaction) -> Result<void> {
        [&] {
            QVERIFY(!*transaction.record(township, rowOf('a', 1, 1).id));
            QCOMPARE(transaction.part(township)->seq, 0);
            QVERIFY(transaction.digests(township, 1)->isEmpty());
        }();
        return {};
    });
    QVERIFY(read);
}

void TestHubStore::theFeedIsOrderedBySequenceAndFilteredByVillage()
{
    QFETCH(bool, onDisk);
    const Subject subject(onDisk);
    commit(*subject.store, [](hub::HubTransaction &transaction) {
        QVERIFY(transaction.putRecord(rowOf('a', 1, 1)));
        QVERIFY(transaction.putRecord(rowOf('b', 1, 2, villageB)));
        QVERIFY(transaction.putRecord(rowOf('c', 1, 3, 0)));
        QVERIFY(transaction.putRecord(rowOf('d', 1, 4, villageA, 2)));
        QVERIFY(transaction.putRecord(rowOf('a', 2, 5))); // moves to the end
    });
    std::ignore = subject.store->read([](hub::HubTransaction &transaction) -> Result<void> {
        const auto seqs = [&](const QList<qint64> &villages, qint64 after, int limit) {
            QList<qint64> list;
            const auto rows = transaction.rowsAfter(township, 1, villages, after, limit);
            for (const record::Record &row : *rows)
                list.append(row.seq);
            return list;
        };
        [&] {
            QCOMPARE(seqs({}, 0, 10), (QList<qint64>{2, 3, 5}));
            QCOMPARE(seqs({}, 0, 2), (QList<qint64>{2, 3}));
            QCOMPARE(seqs({}, 3, 10), (QList<qint64>{5}));
            QCOMPARE(seqs({villageA}, 0, 10), (QList<qint64>{3, 5}));
            QCOMPARE(seqs({villageA, villageB}, 2, 10), (QList<qint64>{3, 5}));
            QCOMPARE(transaction.rowsOfRoot(township, rowOf('a', 1, 1).id)->size(), 1);
        }();
        return {};
    });
}

void TestHubStore::theDigestFollowsEveryVersion()
{
    QFETCH(bool, onDisk);
    const Subject subject(onDisk);
    record::Record gone = rowOf('b', 2, 4);
    gone.archived = true;
    gone.body.clear();
    commit(*subject.store, [&](hub::HubTransaction &transaction) {
        QVERIFY(transaction.putRecord(rowOf('a', 1, 1)));
        QVERIFY(transaction.putRecord(rowOf('b', 1, 2)));
        QVERIFY(transaction.putRecord(rowOf('a', 2, 3)));
        QVERIFY(transaction.putRecord(gone));
    });
    std::ignore = subject.store->read([&](hub::HubTransaction &transaction) -> Result<void> {
        const auto digests = transaction.digests(township, 1);
        [&] {
            QCOMPARE(digests->size(), 1);
            QCOMPARE(digests->first().count, 2);
            QCOMPARE(digests->first().digest,
                     protocol::digestOf(gone.id, 2, true) + protocol::digestOf(rowOf('a', 1, 1).id, 2, false));
        }();
        return {};
    });
}

void TestHubStore::everyRowComesBackAsItWasPut()
{
    QFETCH(bool, onDisk);
    const Subject subject(onDisk);
    ManualClock clock;
    SeededRng rng;
    const auto person = PersonId::make(clock, rng);
    const auto device = DeviceId::make(clock, rng);
    const auto mid = MutationId::make(clock, rng);
    const auto bid = BundleId::make(clock, rng);
    const auto id = RecordId::make(clock, rng);
    const QByteArray hash(32, 'h');
    commit(*subject.store, [&](hub::HubTransaction &t) {
        QVERIFY(t.putOutcome(township, {{mid, Status::Rejected, township, 4, 9, u"code"_s, u"field"_s}, device, 17}));
        QVERIFY(t.setBundleDone(township, bid));
        QVERIFY(t.stage(township, {BundleId::fromBytes(QByteArray(16, 's')), device, "s"_ba, 1, 0}));
        QVERIFY(t.stage(township, {BundleId::fromBytes(QByteArray(16, 'r')), device, "r"_ba, 2, 0}));
        QVERIFY(t.keep(township, {bid, device, u"why"_s, "bytes"_ba, 3}));
        QVERIFY(t.putBlob(township, {hash, 100, 50, false, u"thumbnail"_s}));
        QVERIFY(t.putDevice({device, "k"_ba, "b"_ba, "c"_ba, u"app"_s, true, 5, 6, 7}));
        QVERIFY(t.putPerson({person, u"张敏"_s, 8}));
        QVERIFY(t.putCertificate({id, person, device, "k"_ba, "c"_ba, true, 9}));
        QVERIFY(t.putGrant({id, person, u"Auditor"_s, wholeTownship, 10}));
        QVERIFY(t.putCode({hash, person, 11, id}));
        QVERIFY(t.setDivisionName(villageA, u"山前村"_s));
        for (qint64 ver = 1; ver <= 3; ++ver)
            QVERIFY(t.addRevision(township, {id, ver, ver, mid, person, ver * 10, "body"_ba}));
        const qint64 scopeVer = *t.nextScopeVer();
        QCOMPARE(*t.nextScopeVer(), scopeVer + 1);
    });
    std::ignore = subject.store->read([&](hub::HubTransaction &t) -> Result<void> {
        [&] {
            const auto outcome = **t.outcome(township, mid);
            QCOMPARE(outcome.result,
                     (protocol::MutationResult{mid, Status::Rejected, township, 4, 9, u"code"_s, u"field"_s}));
            QCOMPARE(outcome.device, device);
            QCOMPARE(**t.mutationAt(township, device, 17), mid);
            QVERIFY(!*t.mutationAt(township, device, 18));
            QVERIFY(*t.bundleDone(township, bid));
            QCOMPARE(t.staged(township)->at(0).bytes, "s"_ba); // by arrival
            QCOMPARE(t.staged(township)->at(1).bytes, "r"_ba);
            QCOMPARE(t.kept(township)->first().reason, u"why"_s);
            QCOMPARE((**t.blob(township, hash)).offset, 50);
            QVERIFY(!*t.blob(township + 1, hash));
            const auto row = **t.device(device);
            QVERIFY(row.revoked);
            QCOMPARE(row.notAfter, 5);
            QCOMPARE(row.scopeVer, 6);
            QCOMPARE((**t.person(person)).name, u"张敏"_s);
            QCOMPARE((**t.certificate(id)).notAfter, 9);
            QCOMPARE(t.certificatesOf(device)->size(), 1);
            QCOMPARE(t.grantsOf(person)->first().division, wholeTownship);
            QCOMPARE((**t.code(hash)).serial, id);
            QCOMPARE(*t.divisionName(villageA), u"山前村"_s);
            const auto revisions = *t.revisions(township, id, 2);
            QCOMPARE(revisions.size(), 2);
            QCOMPARE(revisions.first().ver, 3); // the newest first
            QCOMPARE(revisions.first().by, person);
        }();
        return {};
    });
    commit(*subject.store, [&](hub::HubTransaction &t) {
        QVERIFY(t.unstage(township, BundleId::fromBytes(QByteArray(16, 's'))));
        QCOMPARE(t.staged(township)->size(), 1);
        QVERIFY(t.dropBlob(township, hash));
        QVERIFY(!*t.blob(township, hash));
    });
}

void TestHubStore::aBlobIsReadableOnlyWhenItIsWhatItsNameSays()
{
    QFETCH(bool, onDisk);
    const Subject subject(onDisk);
    hub::HubStore &store = *subject.store;
    const QByteArray bytes = SeededRng(3).bytes(1000);
    const QByteArray hash = crypto::blake2b(bytes);
    QVERIFY(store.writeBlob(township, hash, 0, bytes.first(600)));
    QCOMPARE(store.readBlob(township, hash, 0, 10).error().code, ErrorCode::NotFound);
    QCOMPARE(store.finishBlob(township, hash, 1000).error().code, ErrorCode::Damaged);
    QVERIFY(store.writeBlob(township, hash, 0, bytes.first(600)));
    QVERIFY(store.writeBlob(township, hash, 600, bytes.sliced(600)));
    QVERIFY(store.finishBlob(township, hash, 1000));
    QVERIFY(store.finishBlob(township, hash, 1000)); // twice is harmless
    QCOMPARE(*store.readBlob(township, hash, 0, 1000), bytes);
    QCOMPARE(*store.readBlob(township, hash, 990, 10), bytes.last(10));
    // A late writer with other bytes changes nothing.
    QVERIFY(store.writeBlob(township, hash, 0, QByteArray(600, 'x')));
    QVERIFY(store.finishBlob(township, hash, 1000));
    QCOMPARE(*store.readBlob(township, hash, 0, 1000), bytes);
    QCOMPARE(store.readBlob(township + 1, hash, 0, 10).error().code, ErrorCode::NotFound);
}

namespace {

/// A short day: everything that writes. Stops at the first failure; true when it came to the end.
bool day(HubWorld &world, Laptop &laptop, const QByteArray &photo)
{
    const auto ok = [](const Result<protocol::PushAnswer> &answer, Status status) {
        return answer && answer->results.first().status == status;
    };
    const auto household = world.household();
    const auto created = world.bundle(laptop, {household});
    const auto edit = world.bundle(laptop, {world.phone(household, u"1"_s, u"2"_s)});
    const auto clash = world.bundle(laptop, {world.phone(household, u"1"_s, u"3"_s)});
    const auto visit = world.bundle(laptop, {world.event(u"visit"_s, {{u"outcome"_s, u"1"_s}}, household.id)},
                                    {{crypto::blake2b(photo), photo.size(), record::BlobRole::Evidence, true}});
    const auto refused = world.bundle(laptop, {world.event(u"listrow"_s, {{u"x"_s, 1}}, household.id)});
    // Every step is tried again until the hub takes it, as a laptop does.
    const auto insist = [&](const auto &step) {
        for (int tries = 0; tries < 3; ++tries) {
            if (step())
                return true;
        }
        return false;
    };
    return insist([&] { return ok(world.push(laptop, QList{created}), Status::Applied); }) &&
           insist([&] { return ok(world.push(laptop, QList{edit}), Status::Applied); }) &&
           insist([&] { return ok(world.push(laptop, QList{clash}), Status::Conflict); }) && insist([&] {
               const auto answer = world.push(laptop, QList{visit});
               return answer.has_value();
           }) &&
           insist([&] { return ok(world.push(laptop, QList{refused}), Status::Staged); }) && insist([&] {
               return world.send(laptop, protocol::createBlob({crypto::blake2b(photo), photo.size()}, township)).ok();
           }) &&
           insist([&] {
               const auto head = world.send(laptop, protocol::headBlob(crypto::blake2b(photo), township));
               const qint64 offset = protocol::uploadOffset(head);
               if (offset < 0)
                   return false;
               return offset == photo.size() || world
                                                    .send(laptop, protocol::patchBlob(crypto::blake2b(photo), township,
                                                                                      offset, photo.sliced(offset)))
                                                    .ok();
           });
}

} // namespace

void TestHubStore::theSameDayGivesTheSameHubInBothStores()
{
    const auto after = [](bool onDisk) {
        const Subject subject(onDisk);
        HubWorld world(*subject.store);
        Laptop laptop = world.laptop();
        [&] { QVERIFY(day(world, laptop, world.rng.bytes(400))); }();
        return world.rows(laptop);
    };
    const auto memory = after(false);
    QCOMPARE(memory.size(), 5); // grant, household, visit, conflict, list row
    QCOMPARE(after(true), memory);
}

// Runs the day again and again with the first, second, third … statement or file operation failing, until a run gets
// through untouched. After each failure the laptop tries again, and the end must be the same as without a failure.
void TestHubStore::aFailureOfAnyStatementLeavesNoHalfState()
{
    QLoggingCategory::setFilterRules(u"ruhu.hub.warning=false"_s); // hundreds of failures are the point here
    QMap<RecordId, record::Record> expected;
    int walked = 0;
    for (int failAt = -1;; ++failAt) {
        QVERIFY2(failAt < 2'000, "the day never ends");
        QTemporaryDir folder;
        int count = -1;
        bool armed = false;
        bool fired = false;
        auto store = *hub::SqliteStore::open(folder.path(), {.gate = [&] {
                                                 if (!armed || ++count != failAt)
                                                     return true;
                                                 fired = true;
                                                 return false;
                                             }});
        HubWorld world(*store);
        Laptop laptop = world.laptop();
        const QByteArray photo = world.rng.bytes(400);
        armed = true;
        const bool whole = day(world, laptop, photo);
        armed = false;
        QVERIFY2(whole, qPrintable(QString::number(failAt)));
        const auto rows = world.rows(laptop);
        if (failAt < 0) {
            expected = rows;
            QCOMPARE(rows.size(), 5);
            continue;
        }
        QCOMPARE(rows, expected);
        QCOMPARE(*store->readBlob(township, crypto::blake2b(photo), 0, photo.size()), photo);
        // The head still counts what is there.
        const auto page = world.pull(laptop, {{township, 1, 0}})->pages.first();
        const auto head = protocol::readHead(page.head, page.headSig, world.keys.root);
        QCOMPARE(head->count, page.rows.size());
        if (!fired)
            break;
        ++walked;
    }
    QVERIFY2(walked > 100, qPrintable(QString::number(walked)));
}

// The gap that a plain sequence leaves: a reader that sees row 8 before row 7 is committed never asks for
// row 7 again. The counter of the township, raised in the writing transaction, must not have it.
void TestHubStore::aReaderBesideManyWritersMissesNoRow()
{
    constexpr int writers = 4;
    constexpr int pushes = 30;
    QTemporaryDir folder;
    const auto store = *hub::SqliteStore::open(folder.path());
    HubWorld world(*store);
    QList<QList<protocol::HttpRequest>> requests; // made beforehand: the world belongs to the reader
    for (int i = 0; i < writers; ++i) {
        Laptop laptop = world.laptop();
        QList<protocol::HttpRequest> mine;
        for (int k = 0; k < pushes; ++k)
            mine.append(world.signedBy(laptop, world.pushRequest({world.bundle(laptop, {world.household()})})));
        requests.append(mine);
    }
    const Laptop reader = world.laptop();
    std::atomic<int> running = writers;
    std::atomic<int> applied = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i) {
        threads.emplace_back([&, i] {
            SeededRng rng{quint64(100 + i)};
            for (const protocol::HttpRequest &request : requests.at(i)) {
                hub::HubContext context{*store, world.clock, rng, world.keys, world.nonces, nullptr, nullptr};
                applied += hub::handle(request, context).ok() ? 1 : 0;
            }
            --running;
        });
    }
    QList<qint64> seen;
    protocol::Cursor cursor{township, 1, 0};
    for (bool last = false; !last;) {
        last = running == 0; // one more look after the writers ended
        const auto answer = world.pull(reader, {cursor});
        const protocol::Page page = answer->pages.first();
        for (const record::Record &row : page.rows)
            seen.append(row.seq);
        cursor.seq = page.next;
        last = last && !page.more;
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(applied, writers * pushes);
    QCOMPARE(seen.size(), writers * pushes);
    QVERIFY(std::is_sorted(seen.cbegin(), seen.cend()));
    std::ignore = store->read([&](hub::HubTransaction &transaction) -> Result<void> {
        // Dense: a household and its list row each, and the grants of the people.
        [&] { QCOMPARE(transaction.part(township)->seq, 2 * writers * pushes + writers + 1); }();
        return {};
    });
}

void TestHubStore::whatWasCommittedIsThereAfterReopening()
{
    QTemporaryDir folder;
    SeededRng rng(5);
    const QByteArray bytes = rng.bytes(300);
    {
        const auto store = *hub::SqliteStore::open(folder.path());
        commit(*store, [](hub::HubTransaction &transaction) {
            QVERIFY(transaction.lockPart(township));
            QVERIFY(transaction.putRecord(rowOf('a', 1, 1)));
            QVERIFY(transaction.setSeq(township, 1));
        });
        QVERIFY(hub::importBlob(*store, township, crypto::blake2b(bytes), u"original"_s, bytes));
    }
    const auto store = *hub::SqliteStore::open(folder.path());
    std::ignore = store->read([](hub::HubTransaction &transaction) -> Result<void> {
        [&] {
            QCOMPARE(**transaction.record(township, rowOf('a', 1, 1).id), rowOf('a', 1, 1));
            QCOMPARE(transaction.part(township)->seq, 1);
            QCOMPARE(*transaction.parts(), QList<qint32>{township});
        }();
        return {};
    });
    QCOMPARE(*store->readBlob(township, crypto::blake2b(bytes), 0, 300), bytes);
}

void TestHubStore::aFileOfAnotherKindOrALaterVersionIsLeftAlone()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"hub.db"_s);
    QFile text(path);
    QVERIFY(text.open(QIODevice::WriteOnly));
    text.write(QByteArray(5000, 'x'));
    text.close();
    QCOMPARE(hub::SqliteStore::open(folder.path()).error().code, ErrorCode::Damaged);
    QCOMPARE(QFileInfo(path).size(), 5000);
    QVERIFY(QFile::remove(path));

    QVERIFY(hub::SqliteStore::open(folder.path()));
    // user_version stands at byte 60 of the header (SQLite file format 1.3), in a file without a journal beside it.
    QVERIFY(text.open(QIODevice::ReadWrite));
    text.seek(60);
    text.write(QByteArray("\0\0\0\x09", 4));
    text.close();
    QCOMPARE(hub::SqliteStore::open(folder.path()).error().code, ErrorCode::TooNew);
    QCOMPARE(hub::SqliteStore::open(u"/proc/none"_s).error().code, ErrorCode::Io);
}

QTEST_APPLESS_MAIN(TestHubStore)
#include "tst_hubstore.moc"
