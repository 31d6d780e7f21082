// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The real ruhu-hub as a process: TLS, refusals at start, kill -9 while laptops push, dropped connections.
#include "hubworld.h"
#include "sync/hub/province.h"
#include "sync/hub/sqlitestore.h"

#include <QDateTime>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <httplib.h>

#include <atomic>
#include <csignal>
#include <thread>

using namespace ruhu;
using namespace ruhu::test;
using protocol::Status;

namespace {

int freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

/// A hub's folder, its process, and a way to talk to it over TLS.
class Server
{
public:
    Server()
    {
        SeededRng seeded(quint64(QDateTime::currentMSecsSinceEpoch()));
        province = *hub::createProvince(folder.path(),
                                        {.name = u"Demo"_s, .demo = true, .hosts = {u"127.0.0.1"_s, u"localhost"_s}},
                                        SystemClock(), seeded);
    }
    ~Server() { kill(); }

    QStringList arguments() const
    {
        return {u"--data-dir"_s, folder.path(),           u"--listen"_s, u"127.0.0.1:%1"_s.arg(port),
                u"--cert"_s,     province.serverCertPath, u"--key"_s,    province.serverKeyPath};
    }
    bool start()
    {
        process.start(QStringLiteral(RUHU_HUB_PROGRAM), arguments());
        while (process.state() != QProcess::NotRunning && !process.canReadLine()) {
            if (!process.waitForReadyRead(30'000))
                return false;
        }
        return process.readLine().startsWith("listening on https://");
    }
    void kill()
    {
        if (process.state() == QProcess::NotRunning)
            return;
        process.kill();
        process.waitForFinished();
    }
    std::unique_ptr<httplib::SSLClient> client() const
    {
        auto made = std::make_unique<httplib::SSLClient>("127.0.0.1", port);
        made->set_ca_cert_path(province.caPath.toStdString().c_str());
        made->enable_server_certificate_verification(true);
        made->set_keep_alive(true);
        made->set_read_timeout(30);
        return made;
    }

    QTemporaryDir folder;
    hub::Province province;
    int port = freePort();
    QProcess process;
};

/// status 0 = no answer.
protocol::HttpResponse exchange(httplib::SSLClient &client, const protocol::HttpRequest &request)
{
    httplib::Request out;
    out.method = request.method.toStdString();
    out.path = (request.query.isEmpty() ? request.path : QByteArray(request.path + '?' + request.query)).toStdString();
    for (auto it = request.headers.cbegin(); it != request.headers.cend(); ++it)
        out.set_header(it.key().toStdString(), it.value().toStdString());
    out.body = request.body.toStdString();
    const auto result = client.send(out);
    protocol::HttpResponse response;
    response.status = result ? result->status : 0;
    if (!result)
        return response;
    for (const auto &[name, value] : result->headers)
        response.headers.insert(QByteArray::fromStdString(name).toLower(), QByteArray::fromStdString(value));
    response.body = QByteArray::fromStdString(result->body);
    return response;
}

/// The laptops' side; enrolment goes straight into the hub's store before the process starts.
struct Office
{
    std::unique_ptr<hub::SqliteStore> store;
    HubWorld world;
    explicit Office(const Server &server)
        : store(*hub::SqliteStore::open(server.folder.path()))
        , world(*store)
    {
        world.keys = server.province.keys;
        world.clock.jump(QDateTime::currentMSecsSinceEpoch() - world.clock.wallMs());
    }
};

} // namespace

class TestHubServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); } // a killed hub is an answer, not the end of the test
    void everyBadStartIsRefusedInWords();
    void aLaptopEnrolsAndSyncsOverTls();
    void aHubOfAnotherProvinceIsNotBelieved();
    void killingTheHubLosesNoAcknowledgedMutation();
    void aBlobGoesOnWhereTheKilledHubLeftIt();
    void droppedConnectionsHarmNobodyElse();
    void foreignEncodingsAndLargeBodiesAreRefused();
};

void TestHubServer::everyBadStartIsRefusedInWords()
{
    const auto outcome = [](const QStringList &arguments) {
        QProcess process;
        process.start(QStringLiteral(RUHU_HUB_PROGRAM), arguments);
        process.waitForFinished(30'000);
        return std::pair(process.exitCode(), QString::fromUtf8(process.readAllStandardError()));
    };
    Server server;
    const QString dir = server.folder.path();
    const QString listen = u"127.0.0.1:%1"_s.arg(server.port);
    QCOMPARE(outcome({}).first, 2);
    QCOMPARE(outcome({u"--data-dir"_s, dir, u"--listen"_s, u"127.0.0.1"_s}).first, 2);
    QCOMPARE(outcome({u"--data-dir"_s, dir, u"--listen"_s, u"127.0.0.1:70000"_s}).first, 2);
    QCOMPARE(outcome({u"--data-dir"_s, dir, u"--listen"_s, listen, u"--cert"_s, u"x"_s}).first, 2);
    const auto plain = outcome({u"--data-dir"_s, dir, u"--listen"_s, u"0.0.0.0:%1"_s.arg(server.port)});
    QCOMPARE(plain.first, 2);
    QVERIFY(plain.second.contains(u"loopback"));
    const auto nothing = outcome({u"--data-dir"_s, dir + u"/none"_s, u"--listen"_s, listen});
    QCOMPARE(nothing.first, 1);
    QVERIFY(nothing.second.contains(u"no province"));
    const auto badKey = outcome({u"--data-dir"_s, dir, u"--listen"_s, listen, u"--cert"_s,
                                 server.province.serverCertPath, u"--key"_s, server.province.caPath});
    QCOMPARE(badKey.first, 1);
    QVERIFY(badKey.second.contains(u"tls"));

    QVERIFY(server.start());
    const auto busy = outcome(server.arguments());
    QCOMPARE(busy.first, 1);
    QVERIFY(busy.second.contains(u"cannot listen"));
    server.process.terminate(); // SIGTERM
    QVERIFY(server.process.waitForFinished(30'000));
    QCOMPARE(server.process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(server.process.exitCode(), 0);

    // The keys of a province are not world-readable, and never overwritten.
    for (const QString &name : {u"root.key"_s, u"issuer.key"_s, u"escrow.key"_s, u"ca.key"_s, u"server.key"_s})
        QCOMPARE(QFile::permissions(dir + u"/keys/"_s + name) & (QFile::ReadGroup | QFile::ReadOther),
                 QFile::Permissions());
    SeededRng rng;
    QCOMPARE(hub::createProvince(dir, {.name = u"x"_s, .hosts = {u"localhost"_s}}, SystemClock(), rng).error().code,
             ErrorCode::AlreadyExists);
    QFile issuer(dir + u"/keys/issuer.key"_s);
    QVERIFY(issuer.open(QIODevice::WriteOnly));
    issuer.write(QByteArray(32, 'x'));
    issuer.close();
    QCOMPARE(hub::openProvince(dir).error().code, ErrorCode::Damaged);
}

void TestHubServer::aLaptopEnrolsAndSyncsOverTls()
{
    Server server;
    Office office(server);
    HubWorld &world = office.world;
    Laptop laptop = world.newLaptop();
    const auto added = world.addPerson(u"Investigator"_s);
    QVERIFY(server.start());
    const auto client = server.client();
    const auto status = protocol::statusAnswer(*protocol::bodyOf(exchange(*client, protocol::get("/v1/status"))));
    QVERIFY(status);
    QCOMPARE(status->province, u"Demo"_s);
    const auto enrolled =
        exchange(*client, protocol::post(protocol::enrolPath, toCbor(world.enrolRequest(laptop, added.code, "p"_ba))));
    QVERIFY(protocol::enrolAnswer(*protocol::bodyOf(enrolled)));
    const auto household = world.household();
    const auto pushed =
        exchange(*client, world.signedBy(laptop, world.pushRequest({world.bundle(laptop, {household})})));
    QCOMPARE(protocol::pushAnswer(*protocol::bodyOf(pushed))->results.first().status, Status::Applied);
    // A query travels and is signed as it was written.
    const auto root = exchange(
        *client,
        world.signedBy(laptop, protocol::get(protocol::rootPath + household.id.bytes().toHex(), "part=990101100"_ba)));
    QCOMPARE(protocol::fetchAnswer(*protocol::bodyOf(root))->rows.size(), 2);
    QCOMPARE(problemName(exchange(*client, protocol::get("/v2/none"))), u"signature"_s);
}

void TestHubServer::aHubOfAnotherProvinceIsNotBelieved()
{
    Server server;
    const Server other;
    QVERIFY(server.start());
    auto client = server.client();
    client->set_ca_cert_path(other.province.caPath.toStdString().c_str());
    QCOMPARE(exchange(*client, protocol::get("/v1/status")).status, 0);
    QVERIFY(exchange(*server.client(), protocol::get("/v1/status")).ok());
}

void TestHubServer::killingTheHubLosesNoAcknowledgedMutation()
{
    Server server;
    Office office(server);
    HubWorld &world = office.world;
    Laptop laptop = world.laptop();
    QList<record::Bundle> bundles;
    QMap<RecordId, bool> acknowledged;
    SeededRng chance(11);
    for (int round = 0; round < 8; ++round) {
        QList<record::Bundle> mine;
        QList<protocol::HttpRequest> requests;
        for (int i = 0; i < 80; ++i) {
            mine.append(world.bundle(laptop, {world.household()}));
            requests.append(world.signedBy(laptop, world.pushRequest({mine.last()})));
        }
        QVERIFY(server.start());
        std::atomic<int> acks = 0;
        std::thread sender([&] {
            const auto client = server.client();
            for (const protocol::HttpRequest &request : std::as_const(requests)) {
                if (!exchange(*client, request).ok())
                    break;
                ++acks;
            }
        });
        const int wanted = int(chance.next() % 60) + 1; // dies somewhere after that many
        while (acks < wanted)
            std::this_thread::sleep_for(std::chrono::microseconds(200));
        server.kill();
        sender.join();
        for (int i = 0; i < mine.size(); ++i)
            acknowledged.insert(mine.at(i).mutations.first().id, i < acks);
        bundles += mine;
    }
    const auto rows = world.rows(laptop);
    int lost = 0;
    for (auto it = acknowledged.cbegin(); it != acknowledged.cend(); ++it)
        lost += it.value() && !rows.contains(it.key()) ? 1 : 0;
    QCOMPARE(lost, 0);
    // What was not acknowledged is sent again, and what was is too: each is there once.
    for (const record::Bundle &bundle : std::as_const(bundles))
        QCOMPARE(world.push(laptop, QList{bundle})->results.first().status, Status::Applied);
    const auto after = world.rowsOf(laptop, u"household"_s);
    QCOMPARE(after.size(), bundles.size());
    for (const record::Record &row : after)
        QCOMPARE(row.ver, 1);
}

void TestHubServer::aBlobGoesOnWhereTheKilledHubLeftIt()
{
    Server server;
    Office office(server);
    HubWorld &world = office.world;
    Laptop laptop = world.laptop();
    const QByteArray photo = world.rng.bytes(900'000);
    const QByteArray hash = crypto::blake2b(photo);
    QVERIFY(server.start());
    auto client = server.client();
    const auto say = [&](const protocol::HttpRequest &request) {
        return exchange(*client, world.signedBy(laptop, request));
    };
    QCOMPARE(say(protocol::createBlob({hash, photo.size()}, township)).status, 201);
    const auto chunk = [&](qint64 offset) {
        return say(protocol::patchBlob(hash, township, offset, photo.mid(offset, limits::blobChunk)));
    };
    QCOMPARE(chunk(0).status, 204);
    QCOMPARE(chunk(limits::blobChunk).status, 204);
    QCOMPARE(problemName(chunk(0)), u"offset-mismatch"_s);
    server.kill();
    QVERIFY(server.start());
    client = server.client();
    const auto head = say(protocol::headBlob(hash, township));
    QCOMPARE(head.status, 200);
    qint64 offset = protocol::uploadOffset(head);
    QCOMPARE(offset, 2 * limits::blobChunk);
    QCOMPARE(problemName(say(protocol::getBlob(hash, township))), u"not-found"_s);
    protocol::HttpResponse last;
    for (; offset < photo.size(); offset += limits::blobChunk)
        last = chunk(offset);
    QCOMPARE(last.status, 200);
    const auto answer = protocol::blobAnswer(*protocol::bodyOf(last));
    QVERIFY(protocol::readReceipts(answer->receipts, answer->receiptsSig, world.keys.root));
    const auto piece = say(protocol::getBlob(hash, township, 899'000, 5'000));
    QCOMPARE(piece.status, 206);
    QCOMPARE(piece.header("content-range"_ba), "bytes 899000-899999/900000"_ba);
    QCOMPARE(piece.body, photo.sliced(899'000));
    QCOMPARE(say(protocol::getBlob(hash, township)).body, photo);

    // Bytes that are not what the name says are dropped, and may come again.
    const QByteArray other = world.rng.bytes(100);
    const QByteArray otherHash = crypto::blake2b(other);
    say(protocol::createBlob({otherHash, 100}, township));
    QCOMPARE(problemName(say(protocol::patchBlob(otherHash, township, 0, QByteArray(100, 'x')))), u"blob-corrupt"_s);
    QCOMPARE(problemName(say(protocol::headBlob(otherHash, township))), u"garbage"_s); // 404 without a body
    say(protocol::createBlob({otherHash, 100}, township));
    QCOMPARE(say(protocol::patchBlob(otherHash, township, 0, other)).status, 200);
    QCOMPARE(say(protocol::createBlob({otherHash, 100}, township)).status, 200); // complete: receipts again
    QCOMPARE(problemName(say(protocol::createBlob({otherHash, 100}, 990101200))), u"out-of-scope"_s);
    QCOMPARE(problemName(say(protocol::createBlob({QByteArray(32, 'z'), limits::blobBytes + 1}, township))),
             u"payload-too-large"_s);
}

void TestHubServer::droppedConnectionsHarmNobodyElse()
{
    constexpr int connections = 50;
    constexpr int rounds = 4;
    Server server;
    Office office(server);
    HubWorld &world = office.world;
    Laptop laptop = world.laptop();
    QList<QList<protocol::HttpRequest>> requests;
    for (int i = 0; i < connections; ++i) {
        QList<protocol::HttpRequest> mine;
        for (int round = 0; round < rounds; ++round)
            mine.append(world.signedBy(laptop, world.pushRequest({world.bundle(laptop, {world.household()})})));
        requests.append(mine);
    }
    QVERIFY(server.start());
    std::atomic<int> failures = 0;
    std::atomic<int> answered = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < connections; ++i) {
        threads.emplace_back([&, i] {
            for (const protocol::HttpRequest &request : requests.at(i)) {
                auto client = server.client();
                if (i % 3 == 0) { // hangs up in the middle of the body
                    client->Post(
                        "/v1/push", 100'000,
                        [](size_t, size_t, httplib::DataSink &sink) {
                            sink.write("half", 4);
                            return false;
                        },
                        "application/cbor");
                    continue;
                }
                client->set_keep_alive(false);
                if (exchange(*client, request).ok())
                    ++answered;
                else
                    ++failures;
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(failures, 0);
    QCOMPARE(server.process.state(), QProcess::Running);
    QCOMPARE(world.rowsOf(laptop, u"household"_s).size(), answered);
}

void TestHubServer::foreignEncodingsAndLargeBodiesAreRefused()
{
    Server server;
    Office office(server);
    Laptop laptop = office.world.laptop();
    QVERIFY(server.start());
    auto request = office.world.signedBy(laptop, protocol::post(protocol::pushPath, {}));
    request.headers.insert("content-encoding"_ba, "gzip"_ba);
    QCOMPARE(problemName(exchange(*server.client(), request)), u"bad-request"_s);
    request.headers.remove("content-encoding"_ba);
    request.body = QByteArray(limits::requestBytes + 1, 'x');
    const auto refused = exchange(*server.client(), request);
    QVERIFY(refused.status == 413 || refused.status == 0); // the connection may be cut before all was sent
    QVERIFY(exchange(*server.client(), protocol::get("/v1/status")).ok());
}

QTEST_GUILESS_MAIN(TestHubServer)
#include "tst_hubserver.moc"
