// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/engine/downlane.h"

#include "core/base/limits.h"

#include <algorithm>
#include <utility>

namespace ruhu::engine {

using protocol::ProblemType;

namespace {

/// True when the part's new villages show something that the old ones did not. No village means: the whole part.
bool showsMore(const protocol::ScopePart &old, const protocol::ScopePart &now)
{
    if (old.villages.isEmpty())
        return false;
    return now.villages.isEmpty() ||
           std::any_of(now.villages.cbegin(), now.villages.cend(), [&](qint64 v) { return !old.villages.contains(v); });
}

/// The parts of which a scope shows more than before: their feeds have to be read again from the start.
QSet<qint32> widened(const QList<protocol::ScopePart> &before, const QList<protocol::ScopePart> &after)
{
    QSet<qint32> parts;
    for (const protocol::ScopePart &now : after) {
        const auto old =
            std::find_if(before.cbegin(), before.cend(), [&](const auto &p) { return p.part == now.part; });
        if (old == before.cend() || showsMore(*old, now))
            parts.insert(now.part);
    }
    return parts;
}

} // namespace

void DownLane::waitFor(Step step, quint64 id)
{
    m_step = step;
    m_awaits = id;
    m_sentAt = m_link.now.monoMs;
}

bool DownLane::inFlight() const
{
    return m_step == Step::Scoping || m_step == Step::Pulling || m_step == Step::Fetching;
}

void DownLane::begin()
{
    const qint64 now = m_link.now.monoMs;
    if (m_step != Step::Idle || m_stop != Stop::None || m_rest.untilMonoMs > now)
        return;
    if (m_link.cursors.isEmpty() || m_link.askScope) {
        waitFor(Step::Scoping, m_link.send(protocol::get(protocol::scopePath), 4096));
        return;
    }
    if (m_open.isEmpty() && (m_link.wantPull || now >= m_nextPoll))
        openRound();
    if (!m_open.isEmpty()) {
        pull();
        return;
    }
    QSet<QByteArray> held;
    for (auto it = m_heldBlobs.begin(); it != m_heldBlobs.end(); ++it) {
        m_lookAtBlobs = m_lookAtBlobs || (it->untilMonoMs != 0 && it->untilMonoMs <= now);
        if (it->untilMonoMs > now)
            held.insert(it.key());
        else
            it->untilMonoMs = 0;
    }
    if (m_lookAtBlobs)
        waitFor(Step::Choosing, m_link.store(NextDownload{held}));
}

void DownLane::hurry()
{
    Link::awake(m_rest);
    m_stop = Stop::None;
    m_heldBlobs.clear();
    m_lookAtBlobs = true;
    m_link.wantPull = true;
}

qint64 DownLane::wakeAt() const
{
    if (m_step != Step::Idle || m_stop != Stop::None)
        return 0;
    const qint64 now = m_link.now.monoMs;
    if (m_rest.untilMonoMs > now)
        return m_rest.untilMonoMs;
    qint64 next = m_nextPoll;
    for (const Hold &one : m_heldBlobs)
        next = one.untilMonoMs > now ? std::min(next, one.untilMonoMs) : next;
    return next;
}

bool DownLane::take(const Answered &event)
{
    if (event.id != m_awaits || !inFlight())
        return false;
    if (!event.response.ok()) {
        failed(refusalOf(m_link, event.response));
        return true;
    }
    switch (m_step) {
    case Step::Scoping: scoped(event.response); break;
    case Step::Pulling: pulled(event.response); break;
    default: fetched(event.response); break;
    }
    return true;
}

bool DownLane::take(const Unanswered &event)
{
    if (event.id != m_awaits || !inFlight())
        return false;
    failed(refusalOf(event.code));
    return true;
}

bool DownLane::take(const Stored &event)
{
    if (event.id != m_awaits || m_step == Step::Idle || inFlight())
        return false;
    if (!event.reply) {
        storeFailed(event.reply.error());
        return true;
    }
    const Step step = std::exchange(m_step, Step::Idle);
    m_link.took(*event.reply);
    switch (step) {
    case Step::SavingScope: {
        const QSet<qint32> restart = widened(m_link.scope, m_newScope.parts);
        m_link.scope = m_newScope.parts;
        m_link.scopeVer = m_newScope.scopeVer;
        m_link.askScope = false;
        QMap<std::pair<int, qint32>, qint64> cursors;
        for (const protocol::ScopePart &part : std::as_const(m_link.scope)) {
            for (int ch = 0; ch < channelsOf(part.part); ++ch)
                cursors[{ch, part.part}] = restart.contains(part.part) ? 0 : m_link.cursors.value({ch, part.part});
        }
        m_link.cursors = cursors;
        m_open.clear();
        m_link.wantPull = true;
        break;
    }
    case Step::Applying: applied(m_slices.takeFirst()); break;
    case Step::Renewing:
        m_link.lookUp = true; // what the hub lost is in the outbox again
        if (m_newEpoch > 0)
            m_link.heads[m_renewing] = SeenHead{m_renewing, m_newEpoch, 0};
        for (auto it = m_link.cursors.begin(); it != m_link.cursors.end(); ++it)
            it.value() = it.key().second == m_renewing ? 0 : it.value();
        m_open.clear();
        m_link.wantPull = true;
        break;
    case Step::Choosing:
        if (const auto *blob = std::get_if<BlobTask>(&event.reply->value)) {
            m_blob = *blob;
            Link::awake(m_rest);
            m_lookAtBlobs = !blob->hash.isEmpty();
            const qint64 left = blob->length > blob->have ? blob->length - blob->have : limits::downloadChunk;
            if (m_lookAtBlobs)
                waitFor(Step::Fetching, m_link.send(protocol::getBlob(blob->hash, blob->part, blob->have,
                                                                      std::min(limits::downloadChunk, left)),
                                                    std::min(limits::downloadChunk, left)));
        }
        break;
    case Step::Saving:
        m_heldBlobs.remove(m_blob.hash);
        m_link.progress.photos += m_blob.have >= m_blob.length ? 1 : 0;
        m_link.notify = true;
        break;
    default: break;
    }
    return true;
}

// ---- scope and feed -------------------------------------------------------------------------------------------------

void DownLane::scoped(const protocol::HttpResponse &response)
{
    const auto map = protocol::bodyOf(response);
    auto answer = map ? protocol::scopeAnswer(*map) : Result<protocol::ScopeAnswer>(passOn(map));
    if (!answer || answer->parts.isEmpty()) {
        failed(refusalOf(ErrorCode::BadReply));
        return;
    }
    m_link.well(m_sentAt, response.body.size());
    m_link.learnTime(answer->serverTime);
    Link::awake(m_rest);
    m_agains = 0;
    m_newScope = *std::move(answer);
    waitFor(Step::SavingScope, m_link.store(SaveScope{m_newScope, widened(m_link.scope, m_newScope.parts)}));
}

void DownLane::openRound()
{
    m_link.wantPull = false;
    m_drained = false;
    for (auto it = m_link.cursors.cbegin(); it != m_link.cursors.cend(); ++it)
        m_open.insert(it.key());
}

void DownLane::pull()
{
    protocol::PullRequest request;
    // The map is sorted by channel: control and list rows of every township come before the documents of any.
    for (auto it = m_link.cursors.cbegin(); it != m_link.cursors.cend(); ++it) {
        if (m_open.contains(it.key()))
            request.cursors.append({it.key().second, it.key().first, it.value()});
    }
    request.scopeVer = m_link.scopeVer;
    request.maxBytes = m_link.pace.pageBytes();
    waitFor(Step::Pulling,
            m_link.send(protocol::post(protocol::pullPath, protocol::toCbor(request)), m_link.pace.pageBytes()));
}

void DownLane::pulled(const protocol::HttpResponse &response)
{
    const auto map = protocol::bodyOf(response);
    const auto answer = map ? protocol::pullAnswer(*map) : Result<protocol::PullAnswer>(passOn(map));
    if (!answer) {
        failed(refusalOf(ErrorCode::BadReply));
        return;
    }
    m_link.well(m_sentAt, response.body.size());
    m_link.learnTime(answer->serverTime);
    m_link.learnScope(answer->scopeVer);
    m_step = Step::Idle;
    m_slices.clear();
    for (const protocol::Page &page : answer->pages) {
        std::optional<protocol::Head> head;
        if (!page.head.isEmpty()) {
            const auto read = protocol::readHead(page.head, page.headSig, m_link.identity.root);
            if (!read || read->part != page.part || read->ch != page.ch) {
                m_link.rest(m_rest, Error{ErrorCode::Signature, QStringLiteral("head")});
                return;
            }
            head = *read;
        }
        // The hub's memory is judged before anything of the page is believed.
        if (!checkEpoch(page, head))
            return;
        if (!fits(page)) {
            m_link.rest(m_rest, Error{ErrorCode::BadReply, QStringLiteral("page")});
            return;
        }
        queue(page);
        m_slices.last().head = head;
    }
    if (m_slices.isEmpty()) { // an answer without a page moves nothing: asking again at once would never end
        m_link.rest(m_rest, Error{ErrorCode::BadReply, QStringLiteral("no page")});
        return;
    }
    Link::awake(m_rest);
    m_agains = 0;
    applyNext();
}

/// True when the page may be used. Otherwise something else was begun, or this direction stands still.
bool DownLane::checkEpoch(const protocol::Page &page, const std::optional<protocol::Head> &head)
{
    const SeenHead seen = m_link.heads.value(page.part, SeenHead{page.part, 0, 0});
    const bool older = page.epoch < seen.epoch;
    if (older || (head && head->epoch == seen.epoch && head->seq < seen.seq)) {
        m_stop = Stop::HubRolledBack;
        m_link.notify = true;
        return false;
    }
    if (seen.epoch == 0 || page.epoch == seen.epoch)
        return true;
    const qint64 kept = head ? head->seq : 0;
    m_renewing = page.part;
    m_newEpoch = page.epoch;
    waitFor(Step::Renewing, m_link.store(BeginEpoch{page.part, page.epoch, kept}));
    return false;
}

bool DownLane::fits(const protocol::Page &page) const
{
    const std::pair<int, qint32> key{page.ch, page.part};
    if (!m_open.contains(key))
        return false;
    qint64 last = m_link.cursors.value(key);
    for (const record::Record &row : page.rows) {
        if (row.seq <= last || row.part != page.part || row.id.isNull())
            return false;
        last = row.seq;
    }
    return page.next >= last;
}

/// Cuts a page into transactions of limits::applyRows; each leads the cursor to its own last row.
void DownLane::queue(protocol::Page page)
{
    while (page.rows.size() > limits::applyRows) {
        protocol::Page first = page;
        first.rows = page.rows.mid(0, limits::applyRows);
        first.next = first.rows.last().seq;
        first.more = true;
        first.head.clear();
        first.headSig.clear();
        page.rows = page.rows.mid(limits::applyRows);
        m_slices.append(Slice{std::move(first), {}});
    }
    m_slices.append(Slice{std::move(page), {}});
}

void DownLane::applyNext()
{
    const Slice &slice = m_slices.first();
    waitFor(Step::Applying, m_link.store(ApplyPage{slice.page, slice.head}));
}

void DownLane::applied(const Slice &slice)
{
    const protocol::Page &page = slice.page;
    m_link.cursors[{page.ch, page.part}] = page.next;
    SeenHead &seen = m_link.heads[page.part];
    seen.part = page.part;
    seen.epoch = page.epoch;
    if (slice.head)
        seen.seq = std::max(seen.seq, slice.head->seq);
    Progress &progress = m_link.progress;
    (page.ch == 0 ? progress.listRows : page.ch == 1 ? progress.documents : progress.events) += int(page.rows.size());
    if (!page.rows.isEmpty()) {
        m_arrived = true;
        m_link.notify = true;
        m_lookAtBlobs = true;
    }
    if (!page.more)
        m_open.remove({page.ch, page.part});
    const bool listOpen = std::any_of(m_open.cbegin(), m_open.cend(), [](const auto &key) { return key.first == 0; });
    if (!listOpen && !progress.listComplete) {
        progress.listComplete = true;
        m_link.notify = true;
    }
    if (!m_slices.isEmpty())
        applyNext();
    else if (m_open.isEmpty())
        roundOver();
}

void DownLane::roundOver()
{
    m_drained = true;
    m_nextPoll = m_link.now.monoMs + limits::pollMs;
    m_link.progress.lastSyncWallMs = m_link.now.wallMs;
    m_link.notify = true;
    // Each note costs an fsync: a poll that brought nothing is worth one only now and then. Nobody waits for its end.
    constexpr qint64 restMs = 10 * 60'000;
    if (std::exchange(m_arrived, false) || m_link.now.wallMs - m_notedAt >= restMs) {
        m_notedAt = m_link.now.wallMs;
        m_link.store(NoteSynced{m_notedAt});
    }
}

// ---- blobs ----------------------------------------------------------------------------------------------------------

void DownLane::fetched(const protocol::HttpResponse &response)
{
    m_step = Step::Idle;
    // "bytes 0-262143/301234"; a whole answer (200) has no such header.
    const QByteArray range = response.header(QByteArrayLiteral("content-range"));
    const qint64 total =
        response.status == 206 ? range.mid(range.lastIndexOf('/') + 1).toLongLong() : response.body.size();
    const qint64 offset = response.status == 206 ? m_blob.have : 0;
    const QByteArray start = "bytes " + QByteArray::number(offset) + '-';
    if (response.body.isEmpty() || total <= 0 || total > limits::blobBytes || offset + response.body.size() > total ||
        (response.status == 206 && !range.startsWith(start))) {
        m_step = Step::Fetching;
        failed(refusalOf(ErrorCode::BadReply));
        return;
    }
    m_link.well(m_sentAt, response.body.size());
    Link::awake(m_rest);
    m_agains = 0;
    m_blob.length = total;
    m_blob.have = offset + response.body.size();
    waitFor(Step::Saving, m_link.store(SaveBlob{m_blob.hash, total, offset, response.body}));
}

// ---- failures -------------------------------------------------------------------------------------------------------

void DownLane::failed(const Refusal &refusal)
{
    const Step step = std::exchange(m_step, Step::Idle);
    if (refusal.error.code == ErrorCode::Timeout)
        m_link.pace.timedOut();
    constexpr int patience = 3;
    if (refusal.kind == Refusal::Kind::Again && ++m_agains <= patience) {
        m_lookAtBlobs = m_lookAtBlobs || step == Step::Fetching;
        return;
    }
    m_link.unwell(refusal);
    if (step == Step::Pulling) {
        pullFailed(refusal);
        return;
    }
    const bool line = refusal.kind == Refusal::Kind::Line || refusal.kind == Refusal::Kind::Again;
    if (step == Step::Fetching && !line) {
        Hold &one = m_heldBlobs[m_blob.hash];
        ++one.failures;
        one.untilMonoMs = m_link.now.monoMs + backoffMs(one.failures, refusal.retryAfterMs, m_link.rng);
        m_lookAtBlobs = true; // the next one may be well
        return;
    }
    pullFailed(refusal);
}

void DownLane::pullFailed(const Refusal &refusal)
{
    const auto stop = [this](Stop why) {
        m_stop = why;
        m_link.notify = true;
    };
    if (refusal.problem) {
        const protocol::Problem &problem = *refusal.problem;
        switch (problem.type) {
        case ProblemType::DeviceRevoked: stop(Stop::Revoked); return;
        case ProblemType::DeviceWiped: stop(Stop::Wiped); return;
        case ProblemType::UpgradeRequired: stop(Stop::UpgradeRequired); return;
        case ProblemType::DeviceRollback: stop(Stop::DeviceCloned); return;
        case ProblemType::OutOfScope: m_link.askScope = true; break;
        case ProblemType::CursorExpired:
        case ProblemType::EpochChanged:
            if (problem.part) {
                m_renewing = *problem.part;
                m_newEpoch = 0;
                waitFor(Step::Renewing, m_link.store(RestartPart{m_renewing}));
                return;
            }
            break;
        default: break;
        }
    }
    m_link.rest(m_rest, refusal.error, refusal.retryAfterMs);
}

void DownLane::storeFailed(const Error &error)
{
    const Step step = std::exchange(m_step, Step::Idle);
    m_slices.clear();
    m_lookAtBlobs = true;
    if (step == Step::Saving && error.code == ErrorCode::Damaged) {
        Hold &one = m_heldBlobs[m_blob.hash];
        ++one.failures;
        one.untilMonoMs = m_link.now.monoMs + backoffMs(one.failures, 0, m_link.rng);
        return;
    }
    m_link.rest(m_rest, error);
}

} // namespace ruhu::engine
