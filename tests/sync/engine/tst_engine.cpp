// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "core/crypto/hash.h"
#include "scriptedhub.h"
#include "support/world.h"
#include "sync/engine/engine.h"
#include "sync/sim/modelstore.h"

#include <QQueue>
#include <QTest>

using namespace ruhu;
using namespace ruhu::engine;
using protocol::ProblemType;

namespace {

QString key(const char *name)
{
    return QLatin1String(name);
}

/// A laptop, its person and a hub, in one room. Time moves only when nobody has anything left to say.
struct Room
{
    test::ScriptedHub hub;
    sim::ModelStore store;
    test::SeededRng rng{11};
    test::ManualClock clock;
    crypto::SigningKey deviceKey = crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(QByteArray(32, 'd')));
    DeviceId device = DeviceId::fromBytes(QByteArray(16, 'd'));
    std::unique_ptr<Engine> engine;
    QQueue<Event> events;
    qint64 wake = -1;
    Progress progress;
    QList<Progress> said; ///< Every one.
    QList<TxOp> done;
    bool lineDown = false;
    int failStoreAt = -1; ///< This store operation fails, counted from 0…
    int storeOps = 0;
    int failAnswerAt = -1; ///< …and this answer is lost or spoilt.
    int answers = 0;
    int spoil = 0; ///< 0 lost, 1 timeout, 2 cut in the middle, 3 the hub says 500

    [[nodiscard]] record::Signer signer()
    {
        return [this](QByteArrayView m) -> Result<QByteArray> { return crypto::sign(deviceKey.secretKey, m); };
    }

    void start()
    {
        events.clear();
        wake = -1;
        engine = std::make_unique<Engine>(Identity{device, signer(), hub.root}, rng);
        say(Started{});
    }

    void perform(const Send &send)
    {
        const int number = answers++;
        if (lineDown) {
            events.enqueue(Unanswered{send.id, ErrorCode::Network});
            return;
        }
        protocol::HttpResponse response = hub.answer(send.request);
        if (number != failAnswerAt) {
            events.enqueue(Answered{send.id, response});
        } else if (spoil == 2) {
            response.body.chop(response.body.size() / 2 + 1);
            events.enqueue(Answered{send.id, response});
        } else if (spoil == 3) {
            events.enqueue(Answered{send.id, test::ScriptedHub::problem(ProblemType::Internal)});
        } else {
            events.enqueue(Unanswered{send.id, spoil == 1 ? ErrorCode::Timeout : ErrorCode::Network});
        }
    }
    void perform(const Tx &tx)
    {
        done.append(tx.op);
        if (storeOps++ == failStoreAt)
            events.enqueue(Stored{tx.id, fail(ErrorCode::DiskFull)});
        else
            events.enqueue(Stored{tx.id, engine::perform(store, tx.op)});
    }
    void perform(const WakeAt &at) { wake = at.monoMs; }
    void perform(const Notify &notify)
    {
        progress = notify.progress;
        said.append(progress);
    }

    void say(const Event &event)
    {
        events.enqueue(event);
        int steps = 0;
        while (!events.isEmpty() && ++steps < 20'000) {
            const Event next = events.dequeue();
            clock.advance(5);
            for (const Effect &effect : engine->step({clock.wallMs(), clock.monotonicMs()}, next))
                std::visit([this](const auto &one) { perform(one); }, effect);
        }
        QVERIFY2(steps < 20'000, "the engine talks without end");
    }

    void wait(qint64 ms)
    {
        const qint64 end = clock.monotonicMs() + ms;
        while (wake >= 0 && wake <= end) {
            clock.advance(std::max<qint64>(0, std::exchange(wake, -1) - clock.monotonicMs()));
            say(Woken{});
        }
        clock.advance(std::max<qint64>(0, end - clock.monotonicMs()));
    }

    record::Record household(const char *letter)
    {
        record::Record record;
        record.id = RecordId::fromBytes(QByteArray(16, *letter));
        record.root = record.id;
        record.kind = key("household");
        record.ver = 1;
        record.body = record::encodeBody({{key("contact.phone"), key("old")}});
        return record;
    }

    BundleId commit(QList<record::Mutation> mutations, const QMap<QByteArray, QByteArray> &blobs = {},
                    record::BlobRole role = record::BlobRole::Evidence)
    {
        record::Bundle bundle;
        bundle.bid = BundleId::make(clock, rng);
        qint64 n = store.lastN();
        for (record::Mutation &mutation : mutations) {
            mutation.mid = MutationId::make(clock, rng);
            mutation.n = ++n;
            mutation.part = test::ScriptedHub::part;
        }
        bundle.mutations = mutations;
        for (auto it = blobs.cbegin(); it != blobs.cend(); ++it)
            bundle.blobs.append({it.key(), it->size(), role, true});
        store.commit(record::signBundle(bundle, signer()).value(), blobs);
        return bundle.bid;
    }

    BundleId edit(const record::Record &record, const QString &phone)
    {
        const auto seen = store.see(record.id);
        record::Body body = seen ? seen->body : record::Body();
        body[key("contact.phone")] = phone;
        return commit({*record::patchBetween(seen ? seen->record : record, seen ? seen->body : record::Body(), body)});
    }

    [[nodiscard]] QString phone(const record::Record &record) const
    {
        const auto seen = store.see(record.id);
        return seen ? record::text(seen->body, QLatin1String("contact.phone")) : QString();
    }

    [[nodiscard]] int count(const QByteArray &request) const { return int(hub.log.count(request)); }
};

} // namespace

class TestEngine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itAsksForTheScopeThenPullsControlBeforeDocumentsAndThenRests();
    void aLongPageIsStoredInSlicesThatEachLeadTheCursor();
    void aFirstSyncIsUnderWayFromItsFirstRequestToItsEnd();
    void aHubThatWentAwayIsSaidAtTheNextLookAndForgivenWhenItIsBack();
    void aDeadlineOfOneBundleIsSaidToo();
    void theLastSyncIsKnownAfterARestartWithoutANetwork();
    void anAnswerToAPushNeverTouchesTheRecordOnlyTheFeedDoes();
    void anAnswerForAPartThatLeftTheScopeDoesNotBringTheRecordBack();
    void aRefusedChangeGoesToQuarantineAndTheRestGoesOn();
    void aHubThatIsAwayCostsNobodyTheirWork();
    void theOneBundleThatTheHubCannotTakeIsFoundByHalving_data();
    void theOneBundleThatTheHubCannotTakeIsFoundByHalving();
    void aFailingBundleHoldsUpOnlyItsOwnHousehold();
    void aHubThatForgotWithoutSayingSoStopsThePullAndNotThePush();
    void aRestoredHubGetsBackWhatItLost();
    void aWrongClockIsCorrectedAndTheRequestRepeated();
    void aPhotoGoesUpInChunksAndGoesOnWhereItWasCut();
    void anEditInterruptsAPhotoBetweenTwoChunks();
    void aBundleWaitsForItsBlobsAndThenTakesEffect();
    void aPhotoOfSomebodyElseComesDownInRanges();
    void aPausedEngineIsSilentAndWakesWithTheButton();
    void aRevokedDeviceStillSendsWhatItHas();
    void whateverStoreOperationFailsTheEndIsTheSame();
    void whateverAnswerIsSpoiltTheEndIsTheSame_data();
    void whateverAnswerIsSpoiltTheEndIsTheSame();
};

void TestEngine::itAsksForTheScopeThenPullsControlBeforeDocumentsAndThenRests()
{
    Room room;
    room.hub.put(room.household("a"));
    QList<protocol::Cursor> asked;
    room.hub.bend = [&](const protocol::HttpRequest &request) -> std::optional<protocol::HttpResponse> {
        if (request.path == protocol::pullPath && asked.isEmpty())
            asked = protocol::pullRequest(protocol::bodyOf(request).value()).value().cursors;
        return {};
    };
    room.start();
    QCOMPARE(room.hub.log, (QList<QByteArray>{"GET /v1/scope", "POST /v1/pull"}));
    QList<int> channels;
    for (const protocol::Cursor &cursor : asked)
        channels.append(cursor.ch);
    QCOMPARE(channels, (QList<int>{0, 0, 1, 2, 3})); // the province has control only
    QVERIFY(room.progress.upToDate);
    QVERIFY(room.progress.listComplete);
    QCOMPARE(room.progress.documents, 1);
    QCOMPARE(room.phone(room.household("a")), key("old"));
    room.wait(limits::pollMs - 5'000);
    QCOMPARE(room.count("POST /v1/pull"), 1);
    room.wait(10'000);
    QCOMPARE(room.count("POST /v1/pull"), 2);
}

void TestEngine::aLongPageIsStoredInSlicesThatEachLeadTheCursor()
{
    Room room;
    room.hub.rowsOfAPage = 2 * limits::applyRows + 1;
    for (int i = 0; i < room.hub.rowsOfAPage; ++i) {
        record::Record record = room.household("a");
        record.id = RecordId::make(room.clock, room.rng);
        record.root = record.id;
        room.hub.put(record);
    }
    room.start();
    QList<qint64> next;
    for (const TxOp &op : std::as_const(room.done)) {
        if (const auto *apply = std::get_if<ApplyPage>(&op); apply && apply->page.ch == 1) {
            QVERIFY(apply->page.rows.size() <= limits::applyRows);
            next.append(apply->page.next);
        }
    }
    QCOMPARE(next, (QList<qint64>{limits::applyRows, 2 * limits::applyRows, room.hub.seq}));
    QCOMPARE(room.store.base().size(), room.hub.rowsOfAPage);
}

void TestEngine::aFirstSyncIsUnderWayFromItsFirstRequestToItsEnd()
{
    Room room;
    room.hub.rowsOfAPage = limits::applyRows;
    for (int i = 0; i < 3 * limits::applyRows; ++i) {
        record::Record record = room.household("a");
        record.id = RecordId::make(room.clock, room.rng);
        record.root = record.id;
        room.hub.put(record);
    }
    room.start();
    QVERIFY(!room.progress.running);
    QVERIFY(room.progress.upToDate);
    int begins = 0;
    bool running = false;
    QList<int> documents;
    for (const Progress &one : std::as_const(room.said)) {
        begins += one.running && !running ? 1 : 0;
        running = one.running;
        QVERIFY2(!one.running || !one.upToDate, "done and under way at once");
        QVERIFY2(one.documents == 0 || one.online, "something arrived from nowhere");
        if (one.running && (documents.isEmpty() || documents.last() != one.documents))
            documents.append(one.documents);
    }
    QCOMPARE(begins, 1);
    QVERIFY2(documents.size() >= 3, "what arrives does not count up");
}

void TestEngine::aHubThatWentAwayIsSaidAtTheNextLookAndForgivenWhenItIsBack()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    QVERIFY(room.progress.online);
    QVERIFY(!room.progress.problem);
    room.lineDown = true;
    room.wait(limits::pollMs + 1'000);
    QVERIFY(!room.progress.online);
    QCOMPARE(room.progress.problem.value_or(Error{}).code, ErrorCode::Network);
    QVERIFY(room.progress.retryAtMonoMs > 0);
    room.lineDown = false;
    room.wait(limits::backoffMaxMs);
    QVERIFY(room.progress.online);
    QVERIFY(!room.progress.problem);
}

void TestEngine::aDeadlineOfOneBundleIsSaidToo()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    room.failAnswerAt = room.answers;
    room.spoil = 1;
    room.edit(room.household("a"), key("new"));
    room.say(Edited{});
    QVERIFY(std::any_of(room.said.cbegin(), room.said.cend(), [](const Progress &one) {
        return one.problem && one.problem->code == ErrorCode::Timeout && !one.online;
    }));
    QCOMPARE(room.store.outbox().size(), 1);
    room.wait(limits::backoffMaxMs);
    QVERIFY(!room.progress.problem);
    QVERIFY(room.progress.online);
    QCOMPARE(room.store.outbox().size(), 0);
}

void TestEngine::theLastSyncIsKnownAfterARestartWithoutANetwork()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    const qint64 synced = room.progress.lastSyncWallMs;
    QVERIFY(synced > 0);
    room.clock.advance(8 * 3'600'000);
    room.lineDown = true;
    room.start();
    QCOMPARE(room.progress.lastSyncWallMs, synced);
    QVERIFY(!room.progress.online);
}

void TestEngine::anAnswerToAPushNeverTouchesTheRecordOnlyTheFeedDoes()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    room.edit(room.household("a"), key("mine"));
    bool hidden = true; // the feed holds the answer back for a while
    room.hub.bend = [&](const protocol::HttpRequest &request) -> std::optional<protocol::HttpResponse> {
        if (hidden && request.path == protocol::pullPath)
            return test::ScriptedHub::problem(ProblemType::Busy);
        return {};
    };
    room.say(Edited{});
    QCOMPARE(room.store.outbox().size(), 0);
    QCOMPARE(room.store.acked().size(), 1);
    QCOMPARE(room.store.base().first().ver, 1);
    QCOMPARE(room.phone(room.household("a")), key("mine"));
    hidden = false;
    room.wait(120'000);
    QCOMPARE(room.store.base().first().ver, 2);
    QCOMPARE(room.phone(room.household("a")), key("mine"));
}

void TestEngine::anAnswerForAPartThatLeftTheScopeDoesNotBringTheRecordBack()
{
    Room room;
    room.start();
    record::Mutation create;
    create.id = RecordId::fromBytes(QByteArray(16, 'n'));
    create.root = create.id;
    create.kind = key("household");
    create.op = record::Op::Create;
    create.set = {{key("contact.phone"), key("mine")}};
    room.commit({create});
    room.hub.scopeVer = 8;
    room.hub.scope = {{0, {}}};
    room.hub.judge = [](const record::Mutation &) { return protocol::Status::Diverted; };
    room.say(SyncNow{});
    room.wait(60'000);
    QVERIFY(room.store.outbox().isEmpty());
    QVERIFY(!room.store.see(create.id));
}

void TestEngine::aRefusedChangeGoesToQuarantineAndTheRestGoesOn()
{
    Room room;
    room.hub.put(room.household("a"));
    room.hub.put(room.household("b"));
    room.start();
    room.hub.judge = [&](const record::Mutation &mutation) {
        return mutation.id == room.household("a").id ? protocol::Status::Rejected : protocol::Status::Applied;
    };
    room.edit(room.household("a"), key("no"));
    room.edit(room.household("b"), key("yes"));
    room.say(Edited{});
    QCOMPARE(room.store.quarantine().size(), 1);
    QCOMPARE(room.progress.refused, 1);
    QCOMPARE(room.progress.backlog.quarantined, 1);
    QCOMPARE(room.phone(room.household("a")), key("old"));
    QCOMPARE(room.phone(room.household("b")), key("yes"));
}

void TestEngine::aHubThatIsAwayCostsNobodyTheirWork()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    room.lineDown = true;
    room.edit(room.household("a"), key("mine"));
    room.say(Edited{});
    QCOMPARE(room.progress.problem->code, ErrorCode::Network);
    const int before = room.answers;
    room.wait(qint64(24) * 3600 * 1000);
    const int tries = room.answers - before;
    QVERIFY2(tries > 100 && tries < 1'500, qPrintable(QString::number(tries))); // two directions, ten minutes at most
    QVERIFY(room.store.quarantine().isEmpty());
    QCOMPARE(room.store.outbox().size(), 1);
    room.lineDown = false;
    room.say(SyncNow{});
    QVERIFY(room.store.outbox().isEmpty());
    QVERIFY(!room.progress.problem);
    QVERIFY(room.progress.upToDate);
}

void TestEngine::theOneBundleThatTheHubCannotTakeIsFoundByHalving_data()
{
    QTest::addColumn<int>("type");
    QTest::newRow("the hub refuses it") << int(ProblemType::BadRequest);
    QTest::newRow("the hub falls over it") << int(ProblemType::Internal);
}

void TestEngine::theOneBundleThatTheHubCannotTakeIsFoundByHalving()
{
    QFETCH(int, type);
    Room room;
    room.start();
    BundleId poison;
    for (int i = 0; i < 20; ++i) {
        record::Mutation create;
        create.id = RecordId::make(room.clock, room.rng);
        create.root = create.id;
        create.kind = key("household");
        create.op = record::Op::Create;
        create.set = {{key("contact.phone"), key("x")}};
        const BundleId bid = room.commit({create});
        if (i == 13)
            poison = bid;
    }
    room.hub.bend = [&](const protocol::HttpRequest &request) -> std::optional<protocol::HttpResponse> {
        if (request.path != protocol::pushPath)
            return {};
        const auto push = protocol::pushRequest(protocol::bodyOf(request).value()).value();
        for (const QByteArray &bytes : push.bundles) {
            if (record::decodeBundle(bytes).value().bid == poison)
                return test::ScriptedHub::problem(ProblemType(type));
        }
        return {};
    };
    room.say(Edited{});
    room.wait(qint64(6) * 3600 * 1000);
    QVERIFY(room.store.outbox().isEmpty());
    QCOMPARE(room.hub.taken.size(), 19);
    QCOMPARE(room.store.quarantine().size(), 1);
    QCOMPARE(room.store.quarantine().first().bundle.bid, poison);
}

void TestEngine::aFailingBundleHoldsUpOnlyItsOwnHousehold()
{
    Room room;
    for (const char *letter : {"a", "b"})
        room.hub.put(room.household(letter));
    room.start();
    const BundleId stuck = room.edit(room.household("a"), key("a1"));
    room.edit(room.household("a"), key("a2"));
    room.edit(room.household("b"), key("b1"));
    QList<BundleId> order;
    int failures = 3;
    room.hub.bend = [&](const protocol::HttpRequest &request) -> std::optional<protocol::HttpResponse> {
        if (request.path != protocol::pushPath)
            return {};
        const auto push = protocol::pushRequest(protocol::bodyOf(request).value()).value();
        QList<BundleId> bids;
        for (const QByteArray &bytes : push.bundles)
            bids.append(record::decodeBundle(bytes).value().bid);
        if (bids.contains(stuck) && (push.bundles.size() > 1 || failures-- > 0))
            return test::ScriptedHub::problem(ProblemType::Internal);
        order += bids;
        return {};
    };
    room.say(Edited{});
    room.wait(3600'000);
    QVERIFY(room.store.quarantine().isEmpty());
    QVERIFY(room.store.outbox().isEmpty());
    QCOMPARE(order.size(), 3);
    QCOMPARE(order.indexOf(stuck), 1); // the other household first, then this one, then what came after it
    QCOMPARE(room.phone(room.household("a")), key("a2"));
}

void TestEngine::aHubThatForgotWithoutSayingSoStopsThePullAndNotThePush()
{
    Room room;
    room.hub.put(room.household("a"));
    room.hub.put(room.household("b"));
    room.start();
    room.hub.rows.remove(room.hub.seq);
    --room.hub.seq;
    room.wait(limits::pollMs + 1'000);
    QCOMPARE(int(room.progress.stop), int(Stop::HubRolledBack));
    QCOMPARE(room.store.base().size(), 2);
    const int pulls = room.count("POST /v1/pull");
    room.edit(room.household("a"), key("mine"));
    room.say(Edited{});
    room.wait(3600'000);
    QCOMPARE(room.count("POST /v1/pull"), pulls);
    QVERIFY(room.store.outbox().isEmpty());
}

void TestEngine::aRestoredHubGetsBackWhatItLost()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    const auto backup = room.hub.rows;
    const qint64 backupSeq = room.hub.seq;
    room.edit(room.household("a"), key("mine"));
    room.say(Edited{});
    QVERIFY(room.store.outbox().isEmpty());
    room.hub.rows = backup;
    room.hub.seq = backupSeq;
    room.hub.taken.clear();
    room.hub.epoch = 2;
    room.say(SyncNow{});
    room.wait(120'000);
    QVERIFY(room.store.outbox().isEmpty());
    QCOMPARE(room.hub.taken.size(), 1);
    QCOMPARE(room.phone(room.household("a")), key("mine"));
    QCOMPARE(int(room.progress.stop), int(Stop::None));
}

void TestEngine::aWrongClockIsCorrectedAndTheRequestRepeated()
{
    Room room;
    room.clock.jump(qint64(-3) * 3600 * 1000);
    room.hub.put(room.household("a"));
    room.hub.bend = [&](const protocol::HttpRequest &request) -> std::optional<protocol::HttpResponse> {
        if (std::abs(request.header("sync-time").toLongLong() - room.hub.time) < 600'000)
            return {};
        protocol::Problem problem;
        problem.type = ProblemType::ClockSkew;
        problem.serverTime = room.hub.time;
        return protocol::toHttp(problem);
    };
    room.start();
    QVERIFY(room.progress.upToDate);
    QVERIFY(room.progress.clockOffsetMs > 10'000'000);
    QVERIFY(room.store.standing()->clockOffsetMs > 10'000'000);
}

void TestEngine::aPhotoGoesUpInChunksAndGoesOnWhereItWasCut()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    const QByteArray photo = room.rng.bytes(3 * limits::blobChunk + 17);
    const QByteArray hash = crypto::blake2b(photo);
    record::Mutation event;
    event.id = RecordId::make(room.clock, room.rng);
    event.root = room.household("a").id;
    event.kind = key("visit");
    event.op = record::Op::Event;
    event.set = {{key("outcome"), key("met")}};
    room.commit({event}, {{hash, photo}});
    int patches = 0;
    room.hub.bend = [&](const protocol::HttpRequest &request) -> std::optional<protocol::HttpResponse> {
        if (request.method != "PATCH")
            return {};
        if (request.body.size() > limits::blobChunk)
            return test::ScriptedHub::problem(ProblemType::PayloadTooLarge);
        if (++patches == 2) { // taken, but the hub says that it stands elsewhere
            room.hub.blobs[hash] += request.body;
            return test::ScriptedHub::problem(ProblemType::OffsetMismatch);
        }
        return {};
    };
    room.say(Edited{});
    QCOMPARE(room.hub.blobs.value(hash), photo);
    QCOMPARE(patches, 4);
    QCOMPARE(room.hub.log.count("HEAD /v1/blobs"), 1);
    QVERIFY(!room.store.blobs().value(hash).toSend);
}

void TestEngine::anEditInterruptsAPhotoBetweenTwoChunks()
{
    Room room;
    for (const char *letter : {"a", "b"})
        room.hub.put(room.household(letter));
    room.start();
    const QByteArray photo = room.rng.bytes(4 * limits::blobChunk);
    record::Mutation event;
    event.id = RecordId::make(room.clock, room.rng);
    event.root = room.household("a").id;
    event.kind = key("visit");
    event.op = record::Op::Event;
    event.set = {{key("outcome"), key("met")}};
    room.commit({event}, {{crypto::blake2b(photo), photo}}, record::BlobRole::Original);
    room.hub.bend = [&](const protocol::HttpRequest &request) -> std::optional<protocol::HttpResponse> {
        if (request.method == "PATCH" && request.header("upload-offset") == "0") {
            room.edit(room.household("b"), key("urgent"));
            room.events.enqueue(Edited{});
        }
        return {};
    };
    room.say(Edited{});
    QList<QByteArray> up;
    for (const QByteArray &line : std::as_const(room.hub.log)) {
        if (line.startsWith("PATCH") || line == "POST /v1/push")
            up.append(line);
    }
    QCOMPARE(up, (QList<QByteArray>{"POST /v1/push", "PATCH /v1/blobs", "POST /v1/push", "PATCH /v1/blobs",
                                    "PATCH /v1/blobs", "PATCH /v1/blobs"}));
}

void TestEngine::aBundleWaitsForItsBlobsAndThenTakesEffect()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    const QByteArray photo = room.rng.bytes(9'000);
    const QByteArray hash = crypto::blake2b(photo);
    record::Mutation event;
    event.id = RecordId::make(room.clock, room.rng);
    event.root = room.household("a").id;
    event.kind = key("visit");
    event.op = record::Op::Event;
    event.set = {{key("outcome"), key("met")}};
    room.commit({event}, {{hash, photo}});
    room.hub.judge = [&](const record::Mutation &mutation) {
        const bool whole = room.hub.blobs.value(hash).size() == photo.size();
        return mutation.kindOf() != record::Kind::Visit || whole ? protocol::Status::Applied : protocol::Status::Staged;
    };
    room.say(Edited{});
    room.wait(10'000);
    QVERIFY(room.store.outbox().isEmpty());
    QCOMPARE(room.count("POST /v1/push"), 2);
    QVERIFY(room.store.base().contains(event.id));
}

void TestEngine::aPhotoOfSomebodyElseComesDownInRanges()
{
    Room room;
    const QByteArray bytes = room.rng.bytes(limits::downloadChunk * 2 + 5);
    const QByteArray hash = crypto::blake2b(bytes);
    record::Record photo = room.household("p");
    photo.kind = key("photo");
    photo.body = record::encodeBody({{key("evidence"), hash}, {key("evidence_len"), qint64(bytes.size())}});
    room.hub.put(photo);
    room.hub.blobs[hash] = bytes;
    room.start();
    QCOMPARE(room.store.blobs().value(hash).bytes, bytes);
    QCOMPARE(room.count("GET /v1/blobs"), 3);
    QCOMPARE(room.progress.photos, 1);
}

void TestEngine::aPausedEngineIsSilentAndWakesWithTheButton()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    room.say(Pause{true});
    QVERIFY(room.progress.paused);
    const auto before = room.hub.log.size();
    room.edit(room.household("a"), key("mine"));
    room.say(Edited{});
    room.wait(3600'000);
    QCOMPARE(room.hub.log.size(), before);
    room.say(Pause{false});
    QVERIFY(room.store.outbox().isEmpty());
}

void TestEngine::aRevokedDeviceStillSendsWhatItHas()
{
    Room room;
    room.hub.put(room.household("a"));
    room.start();
    room.edit(room.household("a"), key("mine"));
    room.hub.judge = [](const record::Mutation &) { return protocol::Status::Diverted; };
    room.hub.bend = [](const protocol::HttpRequest &request) -> std::optional<protocol::HttpResponse> {
        if (request.path == protocol::pushPath)
            return {};
        return test::ScriptedHub::problem(ProblemType::DeviceRevoked);
    };
    room.wait(limits::pollMs + 1'000);
    QCOMPARE(int(room.progress.stop), int(Stop::Revoked));
    room.say(Edited{});
    QVERIFY(room.store.outbox().isEmpty());
    QCOMPARE(room.hub.taken.size(), 1);
}

// ---- everything fails once ------------------------------------------------------------------------------------------

namespace {

/// A little working day: two edits, a visit with a photo, somebody else's edit.
void workingDay(Room &room)
{
    for (const char *letter : {"a", "b"})
        room.hub.put(room.household(letter));
    room.start();
    room.wait(120'000);
    room.edit(room.household("a"), key("a1"));
    room.say(Edited{});
    const QByteArray photo = QByteArray(limits::blobChunk + 100, 'p');
    record::Mutation event;
    event.id = RecordId::fromBytes(QByteArray(16, 'v'));
    event.root = room.household("b").id;
    event.kind = key("visit");
    event.op = record::Op::Event;
    event.set = {{key("outcome"), key("met")}};
    room.commit({event}, {{crypto::blake2b(photo), photo}});
    room.say(Edited{});
    record::Record other = room.household("b");
    other.ver = 2;
    other.body = record::encodeBody({{key("contact.phone"), key("theirs")}});
    room.hub.put(other);
    room.wait(200'000);
}

void verifyEvening(const Room &room)
{
    QVERIFY(room.store.outbox().isEmpty());
    QVERIFY(room.store.quarantine().isEmpty());
    QCOMPARE(room.hub.taken.size(), 2);
    QCOMPARE(room.phone(Room().household("a")), key("a1"));
    QCOMPARE(room.phone(Room().household("b")), key("theirs"));
    QCOMPARE(room.store.base().size(), 3);
    QVERIFY(room.store.broken().isEmpty());
    for (const auto &blob : room.store.blobs())
        QVERIFY(!blob.toSend);
    QVERIFY(room.progress.upToDate);
    QVERIFY(!room.progress.problem);
}

} // namespace

void TestEngine::whateverStoreOperationFailsTheEndIsTheSame()
{
    int failAt = 0;
    for (;; ++failAt) {
        QVERIFY2(failAt < 500, "the day never ended");
        Room room;
        room.failStoreAt = failAt;
        workingDay(room);
        verifyEvening(room);
        if (QTest::currentTestFailed())
            qFatal("store operation %d", failAt);
        if (room.storeOps <= failAt)
            break;
    }
    QVERIFY(failAt > 40);
}

void TestEngine::whateverAnswerIsSpoiltTheEndIsTheSame_data()
{
    QTest::addColumn<int>("how");
    QTest::newRow("lost") << 0;
    QTest::newRow("too late") << 1;
    QTest::newRow("cut in the middle") << 2;
    QTest::newRow("the hub fails") << 3;
}

void TestEngine::whateverAnswerIsSpoiltTheEndIsTheSame()
{
    QFETCH(int, how);
    int failAt = 0;
    for (;; ++failAt) {
        QVERIFY2(failAt < 500, "the day never ended");
        Room room;
        room.failAnswerAt = failAt;
        room.spoil = how;
        workingDay(room);
        verifyEvening(room);
        if (QTest::currentTestFailed())
            qFatal("answer %d", failAt);
        if (room.answers <= failAt)
            break;
    }
    QVERIFY(failAt > 10);
}

QTEST_APPLESS_MAIN(TestEngine)
#include "tst_engine.moc"
