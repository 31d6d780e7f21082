// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/engine/engine.h"
#include "sync/protocol/problem.h"

#include <QMap>

/// What both directions of the engine share: what is known of the hub, and the hands that effects are put into.
/// Private to the room.
namespace ruhu::engine {

/// Channels of a part: control and list rows, documents, events, old events (docs/protocol.md 3, "Pull"). The province
/// (part 0) has control only: certificates, grants, packs.
constexpr int channelsOf(qint32 part)
{
    return part == 0 ? 1 : 4;
}

/// Why an answer is not what was asked for, sorted by what is to be done about it.
struct Refusal
{
    enum class Kind {
        Line,     ///< No answer, or a hub that asks for patience: wait, nothing is wrong with what was sent.
        Again,    ///< Sign again and repeat at once: clock, nonce.
        Content,  ///< Refused for what was sent: asking the same again brings the same.
        Fault,    ///< A broken answer, a deadline or a failing hub: perhaps because of what was sent.
        Protocol, ///< One of the named problems that the caller handles itself (`problem`).
    };
    Kind kind = Kind::Line;
    Error error;
    std::optional<protocol::Problem> problem;
    qint64 retryAfterMs = 0;
};

/// Something that failed and waits by itself.
struct Hold
{
    int failures = 0;
    qint64 untilMonoMs = 0;
    quint64 hubWasWell = 0; ///< Link::wellCount at the last failure that counted.
};

/// Waiting after failures of a whole direction.
struct Rest
{
    int failures = 0;
    qint64 untilMonoMs = 0;
    std::optional<Error> problem;
};

struct Link
{
    Link(Identity who, Rng &random)
        : identity(std::move(who))
        , rng(random)
    {
    }

    Identity identity;
    Rng &rng;
    Now now;
    Pace pace;

    qint64 scopeVer = 0;
    QList<protocol::ScopePart> scope;
    QMap<std::pair<int, qint32>, qint64> cursors; ///< (channel, part) -> seq: channel first is the order of urgency.
    QMap<qint32, SeenHead> heads;
    qint64 clockOffsetMs = 0;

    bool askScope = false; ///< The hub spoke of another scope version than ours.
    bool wantPull = false; ///< There is a reason to pull before the next poll.
    bool lookUp = false;   ///< There may be something new to send.
    quint64 wellCount = 0; ///< Exchanges in which the hub did what it was asked.

    Progress progress;
    std::optional<Error> trouble; ///< Of the last request, when no hub answered it as a hub does.
    QList<RecordId> changed;
    bool notify = false;
    QList<Effect> effects;

    /// Signs a request with a fresh nonce and the hub's time and sends it. `expectBytes` is what the answer may hold.
    quint64 send(protocol::HttpRequest request, qint64 expectBytes);
    quint64 store(TxOp op);

    /// Everything that a good answer teaches.
    void well(qint64 sentMonoMs, qint64 bytes);
    /// A request that brought no good answer. Said to people at once, whatever is done about it: a bundle that waits by
    /// itself after a deadline must not leave "online" on the screen.
    void unwell(const Refusal &refusal);
    void learnTime(qint64 serverTime);
    void learnScope(qint64 ver);
    void took(const TxReply &reply);

    /// Puts a direction to rest after a failure.
    void rest(Rest &lane, Error why, qint64 retryAfterMs = 0);
    static void awake(Rest &lane);

private:
    quint64 m_lastId = 0;
};

/// Reads an answer with a status of 400 or more, and learns the hub's time from a clock problem.
[[nodiscard]] Refusal refusalOf(Link &link, const protocol::HttpResponse &response);
[[nodiscard]] Refusal refusalOf(ErrorCode code);

} // namespace ruhu::engine
