// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/box.h"
#include "core/crypto/random.h"
#include "core/crypto/sign.h"
#include "core/store/blobs.h"
#include "core/store/outbox.h"
#include "core/store/view.h"
#include "core/vault/sealedfile.h"
#include "support/brokendisk.h"
#include "sync/client/enrol.h"
#include "sync/client/sync.h"
#include "sync/hub/admin.h"
#include "sync/hub/hub.h"
#include "sync/hub/memorystore.h"
#include "tlsserver.h"

#include <QTemporaryDir>
#include <QTest>

using namespace ruhu;
using test::TlsServer;

namespace {

constexpr qint32 part = 990101001;

QString key(const char *name)
{
    return QLatin1String(name);
}

record::Signer signerOf(std::shared_ptr<crypto::SigningKey> pair)
{
    return [pair](QByteArrayView message) -> Result<QByteArray> { return crypto::sign(pair->secretKey, message); };
}

/// The real time, or as much later as a test wants.
class HubClock final : public Clock
{
public:
    [[nodiscard]] qint64 wallMs() const override { return m_real.wallMs() + laterMs; }
    [[nodiscard]] qint64 monotonicMs() const override { return m_real.monotonicMs(); }
    qint64 laterMs = 0;

private:
    SystemClock m_real;
};

/// A province with a hub behind TLS, and one household.
struct Town
{
    test::Authority authority;
    HubClock clock;
    crypto::SystemRng rng;
    std::shared_ptr<crypto::SigningKey> issuer = std::make_shared<crypto::SigningKey>(crypto::newSigningKey());
    hub::MemoryStore store;
    hub::HubKeys keys;
    hub::NonceMemory nonces;
    std::unique_ptr<TlsServer> server;
    record::Record household;

    Town()
    {
        const auto rootKey = std::make_shared<crypto::SigningKey>(crypto::newSigningKey());
        protocol::RootRecord root;
        root.province = QStringLiteral("Test");
        root.keys = {rootKey->publicKey};
        root.escrowKey = crypto::newBoxKey().publicKey;
        root.issuer = {issuer->publicKey, 0, clock.wallMs() * 2};
        keys.root = protocol::issue(root, QList<protocol::RootSigner>{{rootKey->publicKey, signerOf(rootKey)}}).value();
        keys.issuer = signerOf(issuer);
        household.id = RecordId::make(clock, rng);
        household.root = household.id;
        household.kind = key("household");
        household.part = part;
        household.village = 990101001201;
        household.body = record::encodeBody({{key("contact.phone"), key("old")}});
        if (!hub::importRecords(store, clock, part, {household}))
            qFatal("the household was not imported");
        server = std::make_unique<TlsServer>(authority.serverFor("127.0.0.1"), [this](const auto &request) {
            hub::HubContext context{store, clock, rng, keys, nonces};
            return TlsServer::raw(hub::handle(request, context));
        });
    }

    QString code(const QString &role)
    {
        return hub::addPerson(store, clock, rng, {QStringLiteral("Somebody"), role, qint64(part) * 1000}).value().code;
    }
};

/// One laptop: keys, a database file, sealed files, the exchange.
struct Laptop
{
    QTemporaryDir folder;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<Rng> rng = std::make_shared<crypto::SystemRng>();
    std::shared_ptr<crypto::SigningKey> device = std::make_shared<crypto::SigningKey>(crypto::newSigningKey());
    std::shared_ptr<crypto::SigningKey> person = std::make_shared<crypto::SigningKey>(crypto::newSigningKey());
    DeviceId id = DeviceId::make(*clock, *rng);
    client::Enrolment who;
    client::Enrolled enrolled;
    std::shared_ptr<store::Store> store;
    std::unique_ptr<client::Sync> sync;

    [[nodiscard]] QString files() const { return folder.filePath(QStringLiteral("files")); }

    Result<client::Enrolled> enrol(Town &town, const QString &code)
    {
        who.hub = town.server->url();
        who.caPem = town.authority.pem();
        who.code = code;
        who.device = id;
        who.deviceSignKey = device->publicKey;
        who.deviceBoxKey = crypto::newBoxKey().publicKey;
        who.personSignKey = person->publicKey;
        who.personBoxKey = crypto::newBoxKey().publicKey;
        who.deviceSigner = signerOf(device);
        who.personSigner = signerOf(person);
        who.app = QStringLiteral("test");
        auto future = client::enrol(who, clock->wallMs());
        [&] { QTRY_VERIFY_WITH_TIMEOUT(future.isFinished(), 30'000); }();
        return future.isFinished() ? future.result() : fail(ErrorCode::Internal);
    }

    void begin(Town &town)
    {
        store = store::Store::open(store::plainPlace(folder.filePath(QStringLiteral("v.db")))).value();
        sync = std::make_unique<client::Sync>(
            client::Connection{town.server->url(), town.authority.pem(), {id, signerOf(device), town.keys.root}}, store,
            files(), clock, rng);
        QVERIFY(sync->start());
    }

    void arrive(Town &town, const QString &role)
    {
        const auto papers = enrol(town, town.code(role));
        QVERIFY2(papers, papers ? "" : qPrintable(papers.error().detail));
        enrolled = *papers;
        begin(town);
        QTRY_VERIFY_WITH_TIMEOUT(sync->progress().upToDate, 30'000);
    }

    QString phone(RecordId household)
    {
        auto future = store->read([household](store::Database &db) { return store::view(db, household); });
        future.waitForFinished();
        const auto view = future.result();
        return view && *view ? record::text((*view)->body, QLatin1String("contact.phone")) : QString();
    }

    void write(QList<record::Mutation> mutations, const QList<store::LocalBlob> &blobs = {})
    {
        auto future = store->write([=, this](store::Database &db) {
            return store::commitLocal(db, {enrolled.person.person, mutations, blobs, {}},
                                      {*clock, *rng, signerOf(device)});
        });
        future.waitForFinished();
        const auto done = future.result();
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
    }

    void edit(RecordId household, const QString &phone)
    {
        auto future = store->read([household](store::Database &db) { return store::view(db, household); });
        future.waitForFinished();
        const auto seen = future.result().value().value();
        record::Body body = seen.body;
        body[key("contact.phone")] = phone;
        write({*record::patchBetween(seen.record, seen.body, body)});
    }

    int outbox()
    {
        auto future = store->read([](store::Database &db) { return store::syncCounters(db); });
        future.waitForFinished();
        const auto counters = future.result().value();
        return counters.savedBundles + counters.deliveredBundles;
    }
};

} // namespace

class TestSync : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCodeEnrolsOncePerLaptopAndTheAnswerMayBeAskedForAgain();
    void aWrongCodeAndAStrangeAuthorityAreToldApart();
    void aBrokenCertificateFileIsNotCalledABadPassword();
    void aReasonThatNobodyKnowsIsAPlainRefusal();
    void aLaptopGetsItsHouseholdsAndAnEditReachesTheOther();
    void aVisitWithAPhotoArrivesWholeWithItsThumbnail();
    void theSameFieldOnTwoLaptopsBecomesAConflictRecord();
    void aHubThatIsDownIsSaidAndTheWorkStays();
    void aStrangeHubIsNeverSpokenTo();
    void aFullDiskDuringAPageIsSaidAndThePageComesAgain();
    void aHubThatAnswersGarbageCostsNothing();
};

void TestSync::aCodeEnrolsOncePerLaptopAndTheAnswerMayBeAskedForAgain()
{
    Town town;
    const QString code = town.code(key("TownshipHandler"));
    Laptop laptop;
    const auto first = laptop.enrol(town, code);
    QVERIFY2(first, first ? "" : qPrintable(first.error().detail));
    QCOMPARE(first->device.device, laptop.id);
    QCOMPARE(first->grants.size(), 1);
    QVERIFY(std::abs(first->clockOffsetMs) < 60'000);
    auto again = client::enrol(laptop.who, laptop.clock->wallMs());
    QTRY_VERIFY(again.isFinished());
    QVERIFY(again.result());
    QCOMPARE(again.result()->person.serial, first->person.serial);
    Laptop thief;
    const auto stolen = thief.enrol(town, code);
    QVERIFY(!stolen);
    QCOMPARE(stolen.error().code, ErrorCode::AlreadyExists);
}

void TestSync::aWrongCodeAndAStrangeAuthorityAreToldApart()
{
    Town town;
    Laptop laptop;
    const auto wrong = laptop.enrol(town, key("AAAA-BBBB-CCCC"));
    QVERIFY(!wrong);
    QCOMPARE(wrong.error().code, ErrorCode::NotFound);
    const QString old = town.code(key("TownshipHandler"));
    town.clock.laterMs = 25LL * 3'600'000; // a code holds for a day
    const auto late = laptop.enrol(town, old);
    QVERIFY(!late);
    QCOMPARE(late.error().code, ErrorCode::Expired);
    laptop.who.caPem = test::Authority().pem();
    auto strange = client::enrol(laptop.who, laptop.clock->wallMs());
    QTRY_VERIFY(strange.isFinished());
    QCOMPARE(strange.result().error().code, ErrorCode::Tls);
    laptop.who.hub.setScheme(key("http"));
    QCOMPARE(client::enrol(laptop.who, 0).result().error().code, ErrorCode::Incomplete);
}

void TestSync::aBrokenCertificateFileIsNotCalledABadPassword()
{
    Town town;
    Laptop laptop;
    const QString code = town.code(key("TownshipHandler"));
    QVERIFY(laptop.enrol(town, code));
    laptop.who.caPem.truncate(laptop.who.caPem.size() / 2); // the header and half of the certificate
    QVERIFY(laptop.who.caPem.contains("-----BEGIN CERTIFICATE-----"));
    QCOMPARE(client::enrol(laptop.who, 0).result().error().code, ErrorCode::BadFormat);
}

void TestSync::aReasonThatNobodyKnowsIsAPlainRefusal()
{
    Town town;
    Laptop laptop;
    TlsServer later(town.authority.serverFor("127.0.0.1"), [](const auto &) {
        protocol::HttpResponse response;
        response.status = 403;
        response.headers.insert("content-type", "application/problem+json");
        response.body = R"({"type":"urn:ruhu:enrol-code","status":403,"reason":"moon","detail":"used"})";
        return TlsServer::raw(response);
    });
    QVERIFY(laptop.enrol(town, town.code(key("TownshipHandler"))));
    laptop.who.hub = later.url();
    auto asked = client::enrol(laptop.who, laptop.clock->wallMs());
    QTRY_VERIFY(asked.isFinished());
    QCOMPARE(asked.result().error().code, ErrorCode::Refused);
}

void TestSync::aLaptopGetsItsHouseholdsAndAnEditReachesTheOther()
{
    Town town;
    Laptop a;
    Laptop b;
    a.arrive(town, key("TownshipHandler"));
    b.arrive(town, key("Investigator"));
    QVERIFY(a.sync->progress().listRows > 0);
    QCOMPARE(a.phone(town.household.id), key("old"));
    a.edit(town.household.id, key("new"));
    QTRY_COMPARE_WITH_TIMEOUT(a.outbox(), 0, 30'000);
    QCOMPARE(a.phone(town.household.id), key("new"));
    b.sync->syncNow();
    QTRY_COMPARE_WITH_TIMEOUT(b.phone(town.household.id), key("new"), 30'000);
    // A second start finds everything where it was.
    b.sync.reset();
    b.store->close();
    b.begin(town);
    QTRY_VERIFY_WITH_TIMEOUT(b.sync->progress().upToDate, 30'000);
    QCOMPARE(b.sync->progress().documents, 0); // nothing came twice
    QCOMPARE(b.phone(town.household.id), key("new"));
}

void TestSync::aVisitWithAPhotoArrivesWholeWithItsThumbnail()
{
    Town town;
    Laptop a;
    Laptop b;
    a.arrive(town, key("TownshipHandler"));
    b.arrive(town, key("Investigator"));
    const auto event = [&](const char *kind, record::Body body) {
        record::Mutation mutation;
        mutation.id = RecordId::make(*a.clock, *a.rng);
        mutation.kind = key(kind);
        mutation.root = town.household.id;
        mutation.part = part;
        mutation.op = record::Op::Event;
        body[key("by")] = a.enrolled.person.person.bytes();
        body[key("role")] = key("TownshipHandler");
        body[key("at")] = a.clock->wallMs();
        mutation.set = body;
        return mutation;
    };
    record::Mutation visit = event("visit", {{key("outcome"), key("met")}});
    record::Mutation photo = event("photo", {{key("visit"), visit.id.bytes()}});
    const vault::SealedFiles files(a.files());
    QList<store::LocalBlob> blobs;
    const auto attach = [&](const QByteArray &plain, const char *role, const char *field, record::BlobRole blobRole) {
        const auto sealed = vault::sealBytes(plain, vault::sealedFileContext(photo.id, role, plain.size()));
        QVERIFY(files.store(sealed.name, sealed.sealed));
        photo.set[key(field)] = sealed.name;
        photo.set[key(field) + key("_key")] = sealed.key.toPlain();
        photo.set[key(field) + key("_len")] = qint64(plain.size());
        blobs.append({{sealed.name, sealed.sealed.size(), blobRole, true}, photo.id});
    };
    const QByteArray thumb = a.rng->bytes(3'000);
    const QByteArray evidence = a.rng->bytes(300'000); // more than one chunk once it is sealed
    attach(thumb, "thumbnail", "thumb", record::BlobRole::Thumbnail);
    attach(evidence, "evidence", "evidence", record::BlobRole::Evidence);
    a.write({visit, photo}, blobs);
    QTRY_COMPARE_WITH_TIMEOUT(a.outbox(), 0, 30'000);
    b.sync->syncNow();
    const vault::SealedFiles theirs(b.files());
    QTRY_VERIFY_WITH_TIMEOUT(theirs.contains(photo.set.value(key("evidence")).toByteArray()), 30'000);
    const auto opened = theirs.open(photo.set.value(key("evidence")).toByteArray(),
                                    crypto::SecretBytes::copyOf(photo.set.value(key("evidence_key")).toByteArray()),
                                    vault::sealedFileContext(photo.id, "evidence", evidence.size()));
    QVERIFY(opened);
    QCOMPARE(*opened, evidence);
    auto shown = b.store->read([&](store::Database &db) { return store::thumbnail(db, photo.id); });
    shown.waitForFinished();
    QCOMPARE(shown.result().value().value_or(QByteArray()), thumb);
}

void TestSync::theSameFieldOnTwoLaptopsBecomesAConflictRecord()
{
    Town town;
    Laptop a;
    Laptop b;
    a.arrive(town, key("TownshipHandler"));
    b.arrive(town, key("Investigator"));
    b.sync->setPaused(true);
    a.edit(town.household.id, key("from a"));
    QTRY_COMPARE_WITH_TIMEOUT(a.outbox(), 0, 30'000);
    b.edit(town.household.id, key("from b"));
    QCOMPARE(b.phone(town.household.id), key("from b"));
    b.sync->setPaused(false);
    b.sync->syncNow();
    QTRY_COMPARE_WITH_TIMEOUT(b.outbox(), 0, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(b.phone(town.household.id), key("from a"), 30'000);
    const auto conflicts = [&] {
        auto future = b.store->read(
            [&](store::Database &db) { return store::views(db, town.household.id, record::Kind::Conflict); });
        future.waitForFinished();
        return future.result().value().size();
    };
    QTRY_COMPARE_WITH_TIMEOUT(conflicts(), 1, 30'000);
}

void TestSync::aHubThatIsDownIsSaidAndTheWorkStays()
{
    Town town;
    Laptop a;
    a.arrive(town, key("TownshipHandler"));
    town.server.reset();
    a.edit(town.household.id, key("offline"));
    QTRY_VERIFY_WITH_TIMEOUT(a.sync->progress().problem.has_value(), 30'000);
    QCOMPARE(a.sync->progress().problem->code, ErrorCode::Network);
    QCOMPARE(a.outbox(), 1);
    QCOMPARE(a.phone(town.household.id), key("offline"));
}

void TestSync::aStrangeHubIsNeverSpokenTo()
{
    Town town;
    Laptop a;
    a.arrive(town, key("TownshipHandler"));
    a.sync.reset();
    const test::Authority other;
    TlsServer strange(other.serverFor("127.0.0.1"), [](const auto &) { return std::nullopt; });
    client::Sync sync({strange.url(), town.authority.pem(), {a.id, signerOf(a.device), town.keys.root}}, a.store,
                      a.files(), a.clock, a.rng);
    QVERIFY(sync.start());
    QTRY_VERIFY_WITH_TIMEOUT(sync.progress().problem.has_value(), 30'000);
    QCOMPARE(sync.progress().problem->code, ErrorCode::Tls);
    QCOMPARE(strange.requests, 0);
    client::Sync plain({QUrl(key("http://127.0.0.1:1")), town.authority.pem(), {}}, a.store, a.files(), a.clock, a.rng);
    QCOMPARE(plain.start().error().code, ErrorCode::Incomplete);
}

void TestSync::aFullDiskDuringAPageIsSaidAndThePageComesAgain()
{
    Town town;
    Laptop a;
    Laptop b;
    a.arrive(town, key("TownshipHandler"));
    b.arrive(town, key("Investigator"));
    a.edit(town.household.id, key("new"));
    QTRY_COMPARE_WITH_TIMEOUT(a.outbox(), 0, 30'000);
    test::BrokenDisk::breakAt(QFile::encodeName(b.folder.path()), 0, test::BrokenDisk::Fault::Full);
    b.sync->syncNow();
    QTRY_VERIFY_WITH_TIMEOUT(b.sync->progress().problem.has_value(), 30'000);
    QCOMPARE(b.sync->progress().problem->code, ErrorCode::DiskFull);
    QCOMPARE(b.phone(town.household.id), key("old")); // reading goes on
    test::BrokenDisk::heal();
    b.sync->syncNow();
    QTRY_COMPARE_WITH_TIMEOUT(b.phone(town.household.id), key("new"), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(!b.sync->progress().problem, 30'000);
}

void TestSync::aHubThatAnswersGarbageCostsNothing()
{
    Town town;
    Laptop a;
    a.arrive(town, key("TownshipHandler"));
    a.sync.reset();
    TlsServer garbage(town.authority.serverFor("127.0.0.1"),
                      [](const auto &) { return QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n<ok>"); });
    client::Sync sync({garbage.url(), town.authority.pem(), {a.id, signerOf(a.device), town.keys.root}}, a.store,
                      a.files(), a.clock, a.rng);
    QVERIFY(sync.start());
    a.edit(town.household.id, key("offline"));
    QTRY_VERIFY_WITH_TIMEOUT(sync.progress().problem.has_value(), 30'000);
    QCOMPARE(sync.progress().problem->code, ErrorCode::BadReply);
    QVERIFY(garbage.requests > 0);
    QCOMPARE(a.outbox(), 1);
    QCOMPARE(a.phone(town.household.id), key("offline"));
}

QTEST_GUILESS_MAIN(TestSync)
#include "tst_sync.moc"
