// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/protocol/http.h"

#include <QSslServer>
#include <QUrl>

#include <functional>
#include <optional>

namespace ruhu::test {

/// A TLS authority made on the spot, and server certificates under it.
class Authority
{
public:
    Authority();
    ~Authority();
    Authority(const Authority &) = delete;
    Authority &operator=(const Authority &) = delete;

    [[nodiscard]] QByteArray pem() const;
    /// PEM of a certificate for `address` and its key.
    [[nodiscard]] std::pair<QByteArray, QByteArray> serverFor(const QByteArray &address) const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

/// A server on 127.0.0.1 that hands every whole request to a function and writes what it gets, byte for byte.
class TlsServer : public QObject
{
public:
    /// Raw bytes to write; the connection is closed after them. nullopt = stay silent.
    using Handler = std::function<std::optional<QByteArray>(const protocol::HttpRequest &)>;

    TlsServer(const std::pair<QByteArray, QByteArray> &certificateAndKey, Handler handler);

    [[nodiscard]] QUrl url() const;
    /// The bytes of an answer as HTTP/1.1 writes them.
    [[nodiscard]] static QByteArray raw(const protocol::HttpResponse &response);

    int requests = 0;

private:
    void serve(class QTcpSocket *socket);

    QSslServer m_server;
    Handler m_handler;
};

} // namespace ruhu::test
