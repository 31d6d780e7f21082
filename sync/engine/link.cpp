// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/engine/link.h"

#include "core/base/limits.h"
#include "sync/protocol/requestsignature.h"

#include <algorithm>

namespace ruhu::engine {

quint64 Link::send(protocol::HttpRequest request, qint64 expectBytes)
{
    const qint64 bytes = request.body.size() + expectBytes;
    const quint64 id = ++m_lastId;
    // An unsigned request is refused by the hub, and that refusal is reported like any other: no second road for a
    // signer that fails.
    std::ignore =
        protocol::signRequest(request, identity.device, now.wallMs + clockOffsetMs, rng.bytes(16), identity.sign);
    effects.append(Send{id, std::move(request), pace.deadlineMs(bytes)});
    return id;
}

quint64 Link::store(TxOp op)
{
    effects.append(Tx{++m_lastId, std::move(op)});
    return m_lastId;
}

void Link::well(qint64 sentMonoMs, qint64 bytes)
{
    ++wellCount;
    notify = notify || trouble || !progress.online;
    progress.online = true;
    trouble.reset();
    pace.carried(bytes, now.monoMs - sentMonoMs);
}

void Link::unwell(const Refusal &refusal)
{
    if (refusal.problem) // a refusal is an answer too
        return;
    trouble = refusal.error;
    progress.online = false;
    notify = true;
}

void Link::learnTime(qint64 serverTime)
{
    constexpr qint64 worthKeeping = 60'000; // the way of the answer is in it: less is noise
    if (serverTime <= 0 || std::abs(serverTime - now.wallMs - clockOffsetMs) < worthKeeping)
        return;
    clockOffsetMs = serverTime - now.wallMs;
    progress.clockOffsetMs = clockOffsetMs;
    notify = true;
    store(SaveClockOffset{clockOffsetMs}); // nobody waits for its end: losing it costs one more refusal
}

void Link::learnScope(qint64 ver)
{
    askScope = askScope || ver != scopeVer;
}

void Link::took(const TxReply &reply)
{
    changed += reply.changed;
    notify = notify || !reply.changed.isEmpty() || reply.backlog != progress.backlog;
    progress.backlog = reply.backlog;
}

void Link::rest(Rest &lane, Error why, qint64 retryAfterMs)
{
    ++lane.failures;
    lane.untilMonoMs = now.monoMs + backoffMs(lane.failures, retryAfterMs, rng);
    lane.problem = std::move(why);
    notify = true;
}

void Link::awake(Rest &lane)
{
    lane = {};
}

Refusal refusalOf(ErrorCode code)
{
    const bool perhapsOurs = code == ErrorCode::Timeout || code == ErrorCode::BadReply;
    return {perhapsOurs ? Refusal::Kind::Fault : Refusal::Kind::Line, Error{code, {}}, {}, 0};
}

Refusal refusalOf(Link &link, const protocol::HttpResponse &response)
{
    using protocol::ProblemType;
    const auto problem = protocol::problemOf(response);
    if (!problem)
        return refusalOf(ErrorCode::BadReply);
    Refusal refusal{Refusal::Kind::Protocol, protocol::errorOf(*problem), *problem,
                    qint64(problem->retryAfterSeconds) * 1000};
    switch (problem->type) {
    case ProblemType::ClockSkew:
        if (problem->serverTime)
            link.learnTime(*problem->serverTime);
        refusal.kind = Refusal::Kind::Again;
        break;
    case ProblemType::Replayed: refusal.kind = Refusal::Kind::Again; break;
    case ProblemType::BadRequest:
    case ProblemType::PayloadTooLarge:
    case ProblemType::MethodNotAllowed: refusal.kind = Refusal::Kind::Content; break;
    case ProblemType::Internal: refusal.kind = Refusal::Kind::Fault; break;
    case ProblemType::Signature:
    case ProblemType::Rate:
    case ProblemType::Busy: refusal.kind = Refusal::Kind::Line; break;
    default: break;
    }
    return refusal;
}

} // namespace ruhu::engine
