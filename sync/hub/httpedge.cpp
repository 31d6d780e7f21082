// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/httpedge.h"

#include "core/base/limits.h"
#include "sync/protocol/problem.h"

#include <QFile>
#include <httplib.h>

#include <sys/socket.h>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int backlog = 1024; // the library's 5 turned 200 clients into 33 requests a second
constexpr int ioSeconds = 30;
constexpr int idleSeconds = 2;
constexpr std::size_t requestsPerConnection = 200;

/// The library listens with a backlog of 5; listening again on the bound socket is the documented way around it.
template <typename Base>
class Deep final : public Base
{
public:
    using Base::Base;

    bool bindDeep(const std::string &host, int port)
    {
        return this->bind_to_port(host, port) && ::listen(this->svr_sock_, backlog) == 0;
    }
};

protocol::HttpRequest requestOf(const httplib::Request &in)
{
    protocol::HttpRequest out;
    out.method = QByteArray::fromStdString(in.method);
    const QByteArray target = QByteArray::fromStdString(in.target); // raw: what the signature is over
    const qsizetype question = target.indexOf('?');
    out.path = question < 0 ? target : target.first(question);
    out.query = question < 0 ? QByteArray() : target.sliced(question + 1);
    for (const auto &[name, value] : in.headers)
        out.headers.insert(QByteArray::fromStdString(name).toLower(), QByteArray::fromStdString(value));
    out.body = QByteArray::fromStdString(in.body);
    return out;
}

void fill(httplib::Response &out, const protocol::HttpResponse &in)
{
    out.status = in.status;
    for (auto it = in.headers.cbegin(); it != in.headers.cend(); ++it) {
        if (it.key() != "content-type")
            out.set_header(it.key().toStdString(), it.value().toStdString());
    }
    if (!in.body.isEmpty())
        out.set_content(in.body.constData(), std::size_t(in.body.size()),
                        in.headers.value("content-type"_ba).toStdString());
}

void fill(httplib::Response &out, protocol::ProblemType type)
{
    protocol::Problem problem;
    problem.type = type;
    fill(out, protocol::toHttp(problem));
    out.set_header("connection", "close");
}

/// Before the body is read: what may not even be read.
httplib::Server::HandlerResponse screen(const httplib::Request &in, httplib::Response &out)
{
    const std::string encoding = in.get_header_value("Content-Encoding");
    if (encoding.empty() || encoding == "zstd")
        return httplib::Server::HandlerResponse::Unhandled;
    fill(out, protocol::ProblemType::BadRequest);
    return httplib::Server::HandlerResponse::Handled;
}

/// Only the address, never the port: two hubs on one port would share the laptops at random.
void socketOptions(socket_t sock)
{
    const int yes = 1;
    ::setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
}

void configure(httplib::Server &server, int threads, const HttpEdge::Handler &handler)
{
    const httplib::Server::Handler serve = [handler](const httplib::Request &in, httplib::Response &out) {
        fill(out, handler(requestOf(in)));
        // The core has cut the range already; the library would cut it out of the piece once more. The object behind
        // the reference is the server's own and not const.
        const_cast<httplib::Request &>(in).ranges.clear();
    };
    const std::string everything = "/.*";
    server.Get(everything, serve);
    server.Post(everything, serve);
    server.Patch(everything, serve);
    server.set_pre_routing_handler(screen);
    server.set_error_handler([](const httplib::Request &, httplib::Response &out) {
        if (!out.body.empty())
            return;
        using protocol::ProblemType;
        fill(out, out.status == 413   ? ProblemType::PayloadTooLarge
                  : out.status == 404 ? ProblemType::NotFound
                                      : ProblemType::BadRequest);
    });
    server.set_exception_handler([](const httplib::Request &, httplib::Response &out, std::exception_ptr) {
        fill(out, protocol::ProblemType::Internal);
    });
    server.set_payload_max_length(std::size_t(limits::requestBytes));
    server.set_read_timeout(ioSeconds);
    server.set_write_timeout(ioSeconds);
    server.set_keep_alive_timeout(idleSeconds);
    server.set_keep_alive_max_count(requestsPerConnection);
    server.set_tcp_nodelay(true);
    server.set_socket_options(socketOptions);
    server.new_task_queue = [threads] { return new httplib::ThreadPool(std::size_t(threads)); };
}

} // namespace

struct HttpEdge::Private
{
    std::unique_ptr<httplib::Server> server;
};

HttpEdge::HttpEdge(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

HttpEdge::~HttpEdge() = default;

Result<std::unique_ptr<HttpEdge>> HttpEdge::bind(const Options &options, Handler handler)
{
    if (options.port < 1 || options.port > 65535 || options.host.isEmpty())
        return fail(ErrorCode::Rejected, u"listen address"_s);
    const bool tls = !options.certPath.isEmpty() || !options.keyPath.isEmpty();
    if (!tls && !isLoopback(options.host))
        return fail(ErrorCode::Rejected, u"plain HTTP is for loopback only: give --cert and --key"_s);
    auto p = std::make_unique<Private>();
    const std::string host = options.host.toStdString();
    bool bound = false;
    if (tls) {
        auto server = std::make_unique<Deep<httplib::SSLServer>>(QFile::encodeName(options.certPath).constData(),
                                                                 QFile::encodeName(options.keyPath).constData());
        if (!server->is_valid())
            return fail(ErrorCode::Tls, u"certificate or key cannot be used"_s);
        SSL_CTX_set_min_proto_version(server->ssl_context(), TLS1_2_VERSION);
        configure(*server, options.threads, handler);
        bound = server->bindDeep(host, options.port);
        p->server = std::move(server);
    } else {
        auto server = std::make_unique<Deep<httplib::Server>>();
        configure(*server, options.threads, handler);
        bound = server->bindDeep(host, options.port);
        p->server = std::move(server);
    }
    if (!bound)
        return fail(ErrorCode::Busy, u"cannot listen on %1 port %2"_s.arg(options.host).arg(options.port));
    return std::unique_ptr<HttpEdge>(new HttpEdge(std::move(p)));
}

void HttpEdge::run()
{
    d->server->listen_after_bind();
}

void HttpEdge::stop()
{
    d->server->stop();
}

bool isLoopback(const QString &host)
{
    return host == u"localhost" || host == u"::1" || (host.startsWith(u"127.") && !host.contains(u"/"));
}

} // namespace ruhu::hub
