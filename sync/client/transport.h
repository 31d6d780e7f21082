// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "sync/protocol/http.h"

#include <QObject>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QUrl>

#include <functional>

class QNetworkAccessManager;
class QNetworkReply;

namespace ruhu::client {

/// Carries requests of the protocol to one hub and brings the answers back.
///
/// Guarantees
///  - https only; TLS 1.2 or later; the certificate must come from the province's authority (no other one is known to
///    this connection, whatever the system trusts) and be for the name that was asked for. No redirects, no cookies, no
///    cache, no proxy credentials.
///  - An answer is whole or it is none: a body that ends early is BadReply, one above limits::inflatedBytes is
///  BadReply.
///  - Four failures that people must be able to tell apart: Network (no way to the hub), Timeout (too slow), BadReply
///    (somebody answers, but not the protocol), Tls (the hub is not of our province).
/// Thread: that of the object; needs an event loop.
class Transport : public QObject
{
public:
    using Done = std::function<void(Result<protocol::HttpResponse>)>;

    /// Incomplete unless `hub` is an https URL with a host, BadFormat unless `caPem` holds at least one certificate.
    [[nodiscard]] static Result<void> check(const QUrl &hub, const QByteArray &caPem);

    /// \param hub scheme, host and port; a path in it is put in front of every request's path
    Transport(const QUrl &hub, const QByteArray &caPem, QObject *parent = nullptr);
    ~Transport() override;

    /// Sends; `done` is called once, later, never from within send(). `deadlineMs` counts from now over everything.
    void send(const protocol::HttpRequest &request, qint64 deadlineMs, Done done);
    /// Gives up everything under way; no `done` is called any more.
    void abandon();

private:
    [[nodiscard]] QNetworkReply *start(const protocol::HttpRequest &request);
    /// How a reply ended, as far as Qt does not say it by itself.
    struct End
    {
        bool open = false;     ///< The hub proved who it is.
        bool tls = false;      ///< It did not.
        bool late = false;     ///< The deadline passed.
        bool tooLarge = false; ///< It would not stop.
        bool head = false;     ///< A HEAD has no body, whatever its length says.
    };
    [[nodiscard]] static Result<protocol::HttpResponse> outcome(QNetworkReply &reply, const End &end);

    QUrl m_hub;
    QSslConfiguration m_tls;
    QNetworkAccessManager *m_network;
    QList<QNetworkReply *> m_running;
    Result<void> m_usable; ///< What check() said.
};

} // namespace ruhu::client
