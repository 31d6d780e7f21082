// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/client/transport.h"

#include "core/base/limits.h"

#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QNetworkReply>
#include <QSslError>
#include <QTimer>

namespace ruhu::client {

namespace {

/// Keeps nothing: the protocol has no cookies, and a hub must not be able to mark a laptop.
class NoCookies final : public QNetworkCookieJar
{
public:
    using QNetworkCookieJar::QNetworkCookieJar;
    bool setCookiesFromUrl(const QList<QNetworkCookie> &, const QUrl &) override { return false; }
};

} // namespace

Result<void> Transport::check(const QUrl &hub, const QByteArray &caPem)
{
    if (!hub.isValid() || hub.scheme() != QLatin1String("https") || hub.host().isEmpty())
        return fail(ErrorCode::Incomplete, QStringLiteral("hub"));
    if (QSslCertificate::fromData(caPem, QSsl::Pem).isEmpty())
        return fail(ErrorCode::BadFormat, QStringLiteral("ca"));
    return {};
}

Transport::Transport(const QUrl &hub, const QByteArray &caPem, QObject *parent)
    : QObject(parent)
    , m_hub(hub)
    , m_tls(QSslConfiguration::defaultConfiguration())
    , m_network(new QNetworkAccessManager(this))
    , m_usable(check(hub, caPem))
{
    m_tls.setCaCertificates(QSslCertificate::fromData(caPem, QSsl::Pem));
    m_tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_tls.setProtocol(QSsl::TlsV1_2OrLater);
    m_network->setCookieJar(new NoCookies(m_network));
    m_network->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

Transport::~Transport()
{
    abandon();
}

void Transport::abandon()
{
    for (QNetworkReply *reply : std::exchange(m_running, {})) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

QNetworkReply *Transport::start(const protocol::HttpRequest &request)
{
    QUrl url = m_hub;
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QChar(u'/')))
        path.chop(1);
    url.setPath(path + QString::fromLatin1(request.path), QUrl::StrictMode);
    if (!request.query.isEmpty())
        url.setQuery(QString::fromLatin1(request.query), QUrl::StrictMode);
    QNetworkRequest out(url);
    out.setSslConfiguration(m_tls);
    out.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    out.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    out.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    out.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    out.setRawHeader("User-Agent", "Ruhu");
    // Named by us, so that Qt leaves the body as it came: the protocol checks the size before it unpacks.
    out.setRawHeader("Accept-Encoding", "zstd");
    for (auto it = request.headers.cbegin(); it != request.headers.cend(); ++it)
        out.setRawHeader(it.key(), it.value());
    if (request.method == "GET")
        return m_network->get(out);
    if (request.method == "HEAD")
        return m_network->head(out);
    if (request.method == "POST")
        return m_network->post(out, request.body);
    return m_network->sendCustomRequest(out, request.method, request.body);
}

void Transport::send(const protocol::HttpRequest &request, qint64 deadlineMs, Done done)
{
    if (!m_usable) {
        QMetaObject::invokeMethod(
            this, [done, why = m_usable.error()] { done(tl::make_unexpected(why)); }, Qt::QueuedConnection);
        return;
    }
    QNetworkReply *reply = start(request);
    m_running.append(reply);

    auto state = std::make_shared<End>();
    state->head = request.method == "HEAD";
    connect(reply, &QNetworkReply::encrypted, this, [state] { state->open = true; });
    connect(reply, &QNetworkReply::sslErrors, this, [state] { state->tls = true; }); // never ignored
    connect(reply, &QNetworkReply::downloadProgress, this, [state, reply](qint64 got, qint64 total) {
        if (std::max(got, total) > limits::inflatedBytes) {
            state->tooLarge = true;
            reply->abort();
        }
    });
    auto *timer = new QTimer(reply);
    timer->setSingleShot(true);
    connect(timer, &QTimer::timeout, this, [state, reply] {
        state->late = true;
        reply->abort();
    });
    timer->start(std::chrono::milliseconds(deadlineMs));
    connect(reply, &QNetworkReply::finished, this, [this, state, reply, done = std::move(done)] {
        m_running.removeOne(reply);
        reply->deleteLater();
        done(outcome(*reply, *state));
    });
}

Result<protocol::HttpResponse> Transport::outcome(QNetworkReply &reply, const End &end)
{
    using Reason = QNetworkReply::NetworkError;
    if (end.late)
        return fail(ErrorCode::Timeout);
    if (end.tooLarge)
        return fail(ErrorCode::BadReply, QStringLiteral("too large"));
    const Reason reason = reply.error();
    if (end.tls || reason == Reason::SslHandshakeFailedError)
        return fail(ErrorCode::Tls, reply.errorString());
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) {
        // Our hub answered the handshake and then said nothing that HTTP knows.
        const bool garbage = end.open && (reason == Reason::ProtocolFailure ||
                                          reason == Reason::RemoteHostClosedError || reason == Reason::NoError);
        return fail(garbage ? ErrorCode::BadReply : ErrorCode::Network, reply.errorString());
    }
    protocol::HttpResponse response;
    response.status = status;
    for (const auto &[name, value] : reply.rawHeaderPairs())
        response.headers.insert(name.toLower(), value);
    response.body = reply.readAll();
    const QByteArray length = response.header(QByteArrayLiteral("content-length"));
    // Errors from 100 on are statuses in other words; those below are of the connection.
    const bool broke = reason != Reason::NoError && reason < Reason::ProxyConnectionRefusedError;
    if (broke || (!end.head && !length.isEmpty() && response.body.size() != length.toLongLong()))
        return fail(ErrorCode::BadReply, QStringLiteral("cut short"));
    return response;
}

} // namespace ruhu::client
