// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/engine/engine.h"

#include "sync/engine/downlane.h"
#include "sync/engine/link.h"
#include "sync/engine/uplane.h"

#include <algorithm>
#include <utility>

namespace ruhu::engine {

struct Engine::Private
{
    Private(Identity identity, Rng &rng)
        : link(std::move(identity), rng)
        , up(link)
        , down(link)
    {
    }

    Link link;
    UpLane up;
    DownLane down;
    bool paused = false;
    bool ready = false;     ///< Where things stand was read.
    quint64 standingTx = 0; ///< The reading under way; 0 = none.
    Rest standingRest;
    qint64 wakeAt = -1;

    void handle(const Event &event);
    void standing(const Result<TxReply> &reply);
    void begin();
    void setWake();
    void report();
};

void Engine::Private::handle(const Event &event)
{
    if (std::holds_alternative<Started>(event) || std::holds_alternative<Woken>(event)) {
        wakeAt = -1; // it rang, or nobody set it
    } else if (std::holds_alternative<Edited>(event)) {
        up.look();
    } else if (std::holds_alternative<SyncNow>(event)) {
        Link::awake(standingRest);
        up.hurry();
        down.hurry();
        link.trouble.reset();
        link.notify = true;
    } else if (const auto *pause = std::get_if<Pause>(&event)) {
        paused = pause->on;
        link.notify = true;
    } else if (const auto *answered = std::get_if<Answered>(&event)) {
        std::ignore = up.take(*answered) || down.take(*answered);
    } else if (const auto *unanswered = std::get_if<Unanswered>(&event)) {
        std::ignore = up.take(*unanswered) || down.take(*unanswered);
    } else if (const auto *stored = std::get_if<Stored>(&event)) {
        if (standingTx != 0 && stored->id == standingTx)
            standing(stored->reply);
        else
            std::ignore = up.take(*stored) || down.take(*stored);
    }
}

void Engine::Private::standing(const Result<TxReply> &reply)
{
    standingTx = 0;
    const auto *now = reply ? std::get_if<Standing>(&reply->value) : nullptr;
    if (!now) {
        link.rest(standingRest, reply ? Error{} : reply.error());
        return;
    }
    Link::awake(standingRest);
    link.took(*reply);
    link.scopeVer = now->scopeVer;
    link.scope = now->scope;
    link.clockOffsetMs = now->clockOffsetMs;
    link.progress.clockOffsetMs = now->clockOffsetMs;
    link.progress.lastSyncWallMs = now->lastSyncMs;
    for (const protocol::ScopePart &part : now->scope) {
        for (int ch = 0; ch < channelsOf(part.part); ++ch)
            link.cursors[{ch, part.part}] = 0;
    }
    for (const protocol::Cursor &cursor : now->cursors) {
        if (link.cursors.contains({cursor.ch, cursor.part}))
            link.cursors[{cursor.ch, cursor.part}] = cursor.seq;
    }
    for (const SeenHead &head : now->heads)
        link.heads[head.part] = head;
    ready = true;
    link.notify = true;
}

void Engine::Private::begin()
{
    if (paused)
        return;
    if (ready) {
        if (std::exchange(link.lookUp, false))
            up.look();
        up.begin();
        down.begin();
    } else if (standingTx == 0 && standingRest.untilMonoMs <= link.now.monoMs) {
        standingTx = link.store(ReadStanding{});
    }
}

void Engine::Private::setWake()
{
    qint64 next = ready ? 0 : standingRest.untilMonoMs;
    for (const qint64 at : {up.wakeAt(), down.wakeAt()}) {
        if (ready && at > 0 && (next == 0 || at < next))
            next = at;
    }
    if (paused || next == 0 || next == wakeAt)
        return;
    wakeAt = next;
    link.effects.append(WakeAt{next});
}

void Engine::Private::report()
{
    Progress &progress = link.progress;
    // Looking for more neither begins an exchange nor ends it: between two photos nothing flickers.
    const bool running =
        up.working() || down.working() || (progress.running && (up.looking() || down.looking()) && !paused);
    const bool upToDate = ready && down.drained() && progress.backlog.bundles == 0 && progress.backlog.blobs == 0;
    link.notify = link.notify || running != progress.running || upToDate != progress.upToDate;
    if (!std::exchange(link.notify, false))
        return;
    progress.running = running;
    progress.upToDate = upToDate;
    progress.paused = paused;
    progress.stop = down.stopped() != Stop::None ? down.stopped() : up.stopped();
    progress.problem.reset();
    progress.retryAtMonoMs = 0;
    for (const Rest *rest : {&std::as_const(standingRest), &up.resting(), &down.resting()}) {
        if (!rest->problem)
            continue;
        progress.problem = rest->problem;
        progress.retryAtMonoMs = rest->untilMonoMs;
    }
    if (!progress.problem && link.trouble) { // something waits by itself for it
        progress.problem = link.trouble;
        progress.retryAtMonoMs = up.wakeAt() > 0 ? up.wakeAt() : down.wakeAt();
    }
    link.effects.append(Notify{progress, std::exchange(link.changed, {})});
}

Engine::Engine(Identity identity, Rng &rng)
    : d(std::make_unique<Private>(std::move(identity), rng))
{
}

Engine::~Engine() = default;

QList<Effect> Engine::step(Now now, const Event &event)
{
    d->link.now = now;
    d->handle(event);
    d->begin();
    d->setWake();
    d->report();
    return std::exchange(d->link.effects, {});
}

const Progress &Engine::progress() const
{
    return d->link.progress;
}

} // namespace ruhu::engine
