// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "sync/protocol/http.h"

#include <functional>
#include <memory>

/// HTTP/1.1 around the hub core, on cpp-httplib: TLS by the given certificate, or plain HTTP on loopback
/// for use behind nginx.
///
/// Guarantees: a body above limits::requestBytes is refused while it arrives; compressed bodies other than zstd are
/// refused unread (the library would inflate them without a bound); 1,024 connections may wait to be accepted; a
/// connection that is dropped half-way costs nothing but itself.
namespace ruhu::hub {

class HttpEdge
{
public:
    using Handler = std::function<protocol::HttpResponse(const protocol::HttpRequest &)>; ///< Thread-safe.

    struct Options
    {
        QString host;     ///< Address or name to listen on.
        int port = 0;     ///< 1 to 65535.
        QString certPath; ///< PEM, with `keyPath`; both empty = plain HTTP, loopback only.
        QString keyPath;
        int threads = 32; ///< A connection that is kept alive occupies one for at most 2 seconds of silence.
    };

    /// Binds. Rejected: plain HTTP beyond loopback. Busy: the port is taken. Tls: certificate or key cannot be used.
    [[nodiscard]] static Result<std::unique_ptr<HttpEdge>> bind(const Options &options, Handler handler);
    ~HttpEdge();

    /// Serves until stop(). Returns after the requests under way are answered.
    void run();
    /// From any thread.
    void stop();

private:
    struct Private;
    explicit HttpEdge(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

/// 127.0.0.0/8, ::1 or localhost.
[[nodiscard]] bool isLoopback(const QString &host);

} // namespace ruhu::hub
