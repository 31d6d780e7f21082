// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/hub.h"

#include "core/base/limits.h"
#include "core/base/log.h"
#include "sync/hub/handlers_p.h"
#include "sync/protocol/requestsignature.h"

#include <cstdlib>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

HttpResponse status(const HubContext &context)
{
    return protocol::answer(protocol::toCbor(protocol::StatusAnswer{.program = u"ruhu-hub"_s,
                                                                    .version = QStringLiteral(RUHU_VERSION),
                                                                    .protocol = 1,
                                                                    .province = context.keys.root.province,
                                                                    .serverTime = context.clock.wallMs()}));
}

/// Who sent it, or the refusal. Signature first: only a device that is known learns anything else.
tl::expected<Session, HttpResponse> authenticate(const HttpRequest &request, HubContext &context)
{
    const qint64 now = context.clock.wallMs();
    const auto signature = protocol::requestSignatureOf(request);
    if (!signature)
        return tl::make_unexpected(problem(ProblemType::Signature, signature.error().detail));
    std::optional<Session> session;
    const auto loaded = context.store.read([&](HubTransaction &transaction) -> Result<void> {
        auto found = loadSession(transaction, signature->device, now);
        if (!found)
            return passOn(found);
        session = *std::move(found);
        return {};
    });
    if (!loaded)
        return tl::make_unexpected(storeFailed(loaded.error()));
    if (!session || !protocol::verifyRequest(request, *signature, session->device.signKey))
        return tl::make_unexpected(problem(ProblemType::Signature, u"device"_s));
    if (std::llabs(signature->time - now) > protocol::clockWindowMs) {
        Problem skew;
        skew.type = ProblemType::ClockSkew;
        skew.serverTime = now;
        return tl::make_unexpected(protocol::toHttp(skew));
    }
    if (!context.nonces.note(signature->device, signature->nonce, now))
        return tl::make_unexpected(problem(ProblemType::Replayed));
    return *std::move(session);
}

struct Route
{
    QByteArray path;
    QByteArray method;
    HttpResponse (*handler)(const HttpRequest &, HubContext &, const Session &);
    bool reads; ///< Refused to a device that may not read any more.
};

const QList<Route> &routes()
{
    static const QList<Route> table{
        {protocol::pushPath, "POST"_ba, push, false},
        {protocol::pullPath, "POST"_ba, pull, true},
        {protocol::fetchPath, "POST"_ba, fetch, true},
        {protocol::digestPath, "GET"_ba, digest, true},
        {protocol::scopePath, "GET"_ba,
         [](const HttpRequest &, HubContext &context, const Session &session) { return scope(context, session); },
         true},
    };
    return table;
}

HttpResponse dispatch(const HttpRequest &request, HubContext &context, const Session &session)
{
    if (request.path == protocol::blobsPath || request.path.startsWith(QByteArray(protocol::blobsPath + '/'))) {
        if (request.method == "GET" && session.barred)
            return problem(ProblemType::DeviceRevoked);
        return blobs(request, context, session);
    }
    if (request.path.startsWith(protocol::rootPath)) {
        if (request.method != "GET")
            return problem(ProblemType::MethodNotAllowed);
        return session.barred ? problem(ProblemType::DeviceRevoked) : root(request, context, session);
    }
    for (const Route &route : routes()) {
        if (route.path != request.path)
            continue;
        if (route.method != request.method)
            return problem(ProblemType::MethodNotAllowed);
        if (route.reads && session.barred)
            return problem(ProblemType::DeviceRevoked);
        return route.handler(request, context, session);
    }
    return problem(ProblemType::NotFound);
}

} // namespace

bool NonceMemory::note(DeviceId device, const QByteArray &nonce, qint64 nowMs)
{
    const QByteArray key = device.bytes() + nonce;
    const QMutexLocker lock(&m_mutex);
    // A request of the future is accepted for two windows: until its own time plus one.
    while (!m_byTime.isEmpty() &&
           (m_byTime.firstKey().first + 2 * protocol::clockWindowMs < nowMs || m_seen.size() >= most))
        m_seen.remove(m_byTime.take(m_byTime.firstKey()));
    if (m_seen.contains(key))
        return false;
    m_seen.insert(key, nowMs);
    m_byTime.insert({nowMs, ++m_count}, key);
    return true;
}

HttpResponse problem(ProblemType type, const QString &detail)
{
    Problem problem;
    problem.type = type;
    problem.detail = detail;
    return protocol::toHttp(problem);
}

HttpResponse storeFailed(const Error &error)
{
    qCWarning(logHub).noquote() << "store:" << errorName(error.code) << redacted(error.detail);
    Problem problem;
    const bool again = error.code == ErrorCode::Busy || error.code == ErrorCode::DiskFull;
    problem.type = again ? ProblemType::Busy : ProblemType::Internal;
    problem.retryAfterSeconds = again ? 10 : 0;
    return protocol::toHttp(problem);
}

HttpResponse badBody(const Error &error)
{
    return problem(error.code == ErrorCode::TooLarge ? ProblemType::PayloadTooLarge : ProblemType::BadRequest,
                   error.detail);
}

std::optional<qint64> queryNumber(const HttpRequest &request, const QByteArray &name, qint64 most)
{
    bool ok = false;
    const qint64 value = protocol::queryValue(request.query, name).toLongLong(&ok);
    return ok && value >= 0 && value <= most ? std::optional(value) : std::nullopt;
}

HttpResponse handle(const HttpRequest &request, HubContext &context)
{
    if (request.body.size() > limits::requestBytes)
        return problem(ProblemType::PayloadTooLarge);
    if (request.path == protocol::statusPath)
        return request.method == "GET" ? status(context) : problem(ProblemType::MethodNotAllowed);
    if (request.path == protocol::enrolPath)
        return request.method == "POST" ? enrol(request, context) : problem(ProblemType::MethodNotAllowed);
    const auto session = authenticate(request, context);
    return session ? dispatch(request, context, *session) : session.error();
}

} // namespace ruhu::hub
