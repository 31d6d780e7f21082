// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/rng.h"
#include "sync/engine/pace.h"
#include "sync/engine/transactions.h"
#include "sync/protocol/http.h"

#include <memory>
#include <optional>

/// The laptop's half of the sync protocol as a state machine without hands: events in, effects out. It has no clock, no
/// thread, no socket, no file and no unordered iteration, so a seed replays it exactly.
///
/// Guarantees
///  - One request in flight in each direction; neither waits for the other. In each direction the most urgent thing
///  goes
///    first: bundles before thumbnails before evidence copies before originals, pages before blobs; the choice is made
///    anew after every answer, so a large photo is interrupted between two chunks.
///  - An answer to a push is only ever stored as receipt, acknowledgement or quarantine. What records look like comes
///    from pages alone; a page and its cursor are one transaction.
///  - What fails waits by itself (a bundle with its household's later bundles, a blob): everything else goes on.
///  Nothing
///    is put into quarantine because a line or a hub was down: only failures with a working hub beside them count.
///  - An Engine lives from one start to the next. After a crash a new one reads where things stand and goes on.
namespace ruhu::engine {

/// Who this device is, and whom it believes.
struct Identity
{
    DeviceId device;
    record::Signer sign;       ///< Ed25519 of the device, over requests.
    protocol::RootRecord root; ///< The province: its issuer signs receipts and heads.
};

// ---- events
struct Started
{
};
struct Woken
{
}; ///< The instant of the last WakeAt has come.
struct Edited
{
}; ///< The outbox grew.
struct SyncNow
{
}; ///< Somebody pressed the button: no waiting is left.
struct Pause
{
    bool on = false;
};
/// The answer to a Send: any HTTP status, the body whole.
struct Answered
{
    quint64 id = 0;
    protocol::HttpResponse response;
};
/// A Send that brought no answer: Network, Timeout, Tls or BadReply (a body shorter than its length).
struct Unanswered
{
    quint64 id = 0;
    ErrorCode code = ErrorCode::Network;
};
/// The end of a Tx.
struct Stored
{
    quint64 id = 0;
    Result<TxReply> reply;
};
using Event = std::variant<Started, Woken, Edited, SyncNow, Pause, Answered, Unanswered, Stored>;

// ---- effects
struct Send
{
    quint64 id = 0;
    protocol::HttpRequest request; ///< Signed already.
    qint64 deadlineMs = 0;         ///< Give up after this long.
};
struct Tx
{
    quint64 id = 0;
    TxOp op;
};
/// Send Woken at this monotonic instant; replaces the one before.
struct WakeAt
{
    qint64 monoMs = 0;
};

/// Why a direction stands still until a person acts.
enum class Stop {
    None,
    Revoked,         ///< This device may not read any more; what it has is still sent.
    Wiped,           ///< The hub ordered this device to give up its data.
    HubRolledBack,   ///< The hub knows less than it did: an old copy came back unannounced.
    DeviceCloned,    ///< The hub knows more of this device than this device does: a copied or restored disk.
    UpgradeRequired, ///< This version is too old to read; what it has is still sent.
};

/// What the sync page shows. Counts are since the engine started.
struct Progress
{
    bool running = false;      ///< An exchange is under way: from the first request until nothing is left to do.
    bool online = false;       ///< The hub answered when it was asked last; false before the first answer.
    bool paused = false;       ///< A person wants it so.
    bool upToDate = false;     ///< Everything that exists has arrived, and nothing waits to leave.
    bool listComplete = false; ///< All list rows are here: the household list is whole.
    int listRows = 0;          ///< Arrived of channel 0…
    int documents = 0;         ///< …1…
    int events = 0;            ///< …2 and 3.
    int photos = 0;            ///< Blobs that arrived.
    int sent = 0;              ///< Bundles that got their outcome.
    int merged = 0;            ///< Mutations that the hub merged without a question.
    int blobsSent = 0;         ///< Blobs that the hub has whole.
    int refused = 0;           ///< Mutations that went into quarantine.
    Backlog backlog;
    qint64 lastSyncWallMs = 0;    ///< When the feed was last read to its end, also by an older engine; 0 = never.
    qint64 retryAtMonoMs = 0;     ///< Next try after a failure; 0 = nothing failed.
    std::optional<Error> problem; ///< Of the last failure that nothing has overcome yet.
    Stop stop = Stop::None;
    qint64 clockOffsetMs = 0; ///< Hub's time minus this device's.
};
struct Notify
{
    Progress progress;
    QList<RecordId> changed;
};
using Effect = std::variant<Send, Tx, WakeAt, Notify>;

class Engine
{
public:
    /// `rng` must outlive the engine.
    Engine(Identity identity, Rng &rng);
    ~Engine();
    Engine(const Engine &) = delete;
    Engine &operator=(const Engine &) = delete;

    /// Takes one event and says what to do. Effects are to be started in this order; their ends come back as events in
    /// any order. Answers that nobody waits for any more are ignored.
    [[nodiscard]] QList<Effect> step(Now now, const Event &event);

    [[nodiscard]] const Progress &progress() const;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ruhu::engine
