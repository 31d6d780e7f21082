// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/client/transport.h"
#include "sync/protocol/messages.h"
#include "tlsserver.h"

#include <QTest>

using namespace ruhu;
using test::TlsServer;

class TestTransport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyHttpsAndARealAuthorityAreTaken();
    void anAnswerArrivesWholeAndUntouched();
    void aRequestArrivesAsItWasMade();
    void aHubThatIsDownIsANetworkError();
    void aSilentHubIsATimeout();
    void garbageIsABadReply();
    void aBodyThatEndsEarlyIsABadReply();
    void aCertificateOfAnotherAuthorityIsATlsError();
    void aCertificateForAnotherAddressIsATlsError();
    void aRedirectIsNotFollowed();
    void nothingIsCalledAfterTheTransportIsGone();

private:
    /// Sends one request and waits for its end.
    Result<protocol::HttpResponse> ask(const QUrl &url, const QByteArray &ca,
                                       const protocol::HttpRequest &request = protocol::get("/v1/status"),
                                       qint64 deadlineMs = 20'000)
    {
        client::Transport transport(url, ca);
        std::optional<Result<protocol::HttpResponse>> end;
        transport.send(request, deadlineMs, [&](Result<protocol::HttpResponse> result) { end = std::move(result); });
        [&] { QTRY_VERIFY_WITH_TIMEOUT(end.has_value(), 30'000); }();
        return end.value_or(fail(ErrorCode::Internal));
    }
    Result<protocol::HttpResponse> askA(TlsServer::Handler handler, qint64 deadlineMs = 20'000)
    {
        TlsServer server(m_authority.serverFor("127.0.0.1"), std::move(handler));
        return ask(server.url(), m_authority.pem(), protocol::get("/v1/status"), deadlineMs);
    }

    test::Authority m_authority;
};

void TestTransport::onlyHttpsAndARealAuthorityAreTaken()
{
    const QByteArray ca = m_authority.pem();
    QVERIFY(client::Transport::check(QUrl(QStringLiteral("https://hub.example:8443")), ca));
    for (const char *url : {"http://hub.example", "ftp://hub.example", "https://", "hub.example", ""})
        QCOMPARE(client::Transport::check(QUrl(QLatin1String(url)), ca).error().code, ErrorCode::Incomplete);
    const QUrl hub(QStringLiteral("https://hub.example"));
    const QByteArray header = "-----BEGIN CERTIFICATE-----\n";
    for (const QByteArray &broken :
         {QByteArray("no certificate"), header, QByteArray(header + "garbage\n-----END CERTIFICATE-----\n"),
          ca.first(ca.size() / 2)})
        QCOMPARE(client::Transport::check(hub, broken).error().code, ErrorCode::BadFormat);
    QCOMPARE(ask(QUrl(QStringLiteral("http://127.0.0.1:1")), ca).error().code, ErrorCode::Incomplete);
    QCOMPARE(ask(hub, header).error().code, ErrorCode::BadFormat);
}

void TestTransport::anAnswerArrivesWholeAndUntouched()
{
    QCborMap content;
    content[QStringLiteral("text")] = QString(5'000, QChar(u'x'));
    auto response = protocol::answer(content, 201);
    const auto got = askA([&](const auto &) { return TlsServer::raw(response); });
    QVERIFY(got);
    QCOMPARE(got->status, 201);
    QCOMPARE(got->body, response.body); // still compressed: its size is judged before it is unpacked
    QCOMPARE(protocol::bodyOf(*got).value(), content);
}

void TestTransport::aRequestArrivesAsItWasMade()
{
    auto sent = protocol::patchBlob(QByteArray(32, 'h'), 990101001, 17, "bytes");
    sent.headers["sync-nonce"] = "00ff";
    protocol::HttpRequest got;
    TlsServer server(m_authority.serverFor("127.0.0.1"), [&](const protocol::HttpRequest &request) {
        got = request;
        return TlsServer::raw({});
    });
    QVERIFY(ask(server.url(), m_authority.pem(), sent));
    QCOMPARE(got.method, sent.method);
    QCOMPARE(got.path, sent.path);
    QCOMPARE(got.query, sent.query);
    QCOMPARE(got.body, sent.body);
    for (auto it = sent.headers.cbegin(); it != sent.headers.cend(); ++it)
        QCOMPARE(got.header(it.key()), it.value());
    QVERIFY(!got.headers.contains("cookie"));
}

void TestTransport::aHubThatIsDownIsANetworkError()
{
    QUrl url;
    {
        TlsServer server(m_authority.serverFor("127.0.0.1"), [](const auto &) { return std::nullopt; });
        url = server.url();
    }
    QCOMPARE(ask(url, m_authority.pem()).error().code, ErrorCode::Network);
}

void TestTransport::aSilentHubIsATimeout()
{
    QCOMPARE(askA([](const auto &) { return std::nullopt; }, 400).error().code, ErrorCode::Timeout);
}

void TestTransport::garbageIsABadReply()
{
    QCOMPARE(askA([](const auto &) { return QByteArray("\x16\x03 this is no web server at all\n\n\n"); }).error().code,
             ErrorCode::BadReply);
    // Well-formed HTTP of somebody else is for the protocol to refuse.
    const auto page = askA([](const auto &) {
        protocol::HttpResponse response;
        response.body = "<html>Please log in to the hotel network</html>";
        response.headers["content-type"] = "text/html";
        return TlsServer::raw(response);
    });
    QVERIFY(page);
    QCOMPARE(protocol::bodyOf(*page).error().code, ErrorCode::BadReply);
}

void TestTransport::aBodyThatEndsEarlyIsABadReply()
{
    const auto cut = askA([](const auto &) {
        protocol::HttpResponse response;
        response.body = "half of it";
        response.headers["content-length"] = "1000";
        return TlsServer::raw(response);
    });
    QVERIFY(!cut);
    QCOMPARE(cut.error().code, ErrorCode::BadReply);
}

void TestTransport::aCertificateOfAnotherAuthorityIsATlsError()
{
    const test::Authority other;
    TlsServer server(other.serverFor("127.0.0.1"), [](const auto &) { return TlsServer::raw({}); });
    QCOMPARE(ask(server.url(), m_authority.pem()).error().code, ErrorCode::Tls);
    QCOMPARE(server.requests, 0);
}

void TestTransport::aCertificateForAnotherAddressIsATlsError()
{
    TlsServer server(m_authority.serverFor("10.0.0.1"), [](const auto &) { return TlsServer::raw({}); });
    QCOMPARE(ask(server.url(), m_authority.pem()).error().code, ErrorCode::Tls);
    QCOMPARE(server.requests, 0);
}

void TestTransport::aRedirectIsNotFollowed()
{
    int requests = 0;
    const auto got = askA([&](const auto &) {
        ++requests;
        protocol::HttpResponse response;
        response.status = 302;
        response.headers["location"] = "/elsewhere";
        return TlsServer::raw(response);
    });
    QVERIFY(got);
    QCOMPARE(got->status, 302);
    QCOMPARE(requests, 1);
}

void TestTransport::nothingIsCalledAfterTheTransportIsGone()
{
    TlsServer server(m_authority.serverFor("127.0.0.1"), [](const auto &) { return TlsServer::raw({}); });
    bool called = false;
    {
        client::Transport transport(server.url(), m_authority.pem());
        transport.send(protocol::get("/v1/status"), 20'000, [&](const auto &) { called = true; });
    }
    client::Transport next(server.url(), m_authority.pem());
    bool answered = false;
    next.send(protocol::get("/v1/status"), 20'000, [&](const auto &) { answered = true; });
    QTRY_VERIFY_WITH_TIMEOUT(answered, 60'000);
    QVERIFY(!called);
}

QTEST_GUILESS_MAIN(TestTransport)
#include "tst_transport.moc"
