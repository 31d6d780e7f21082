// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/engine/uplane.h"

#include "core/base/limits.h"

#include <algorithm>
#include <utility>

namespace ruhu::engine {

using protocol::ProblemType;

namespace {

template <typename Key>
QSet<Key> stillHeld(const QMap<Key, Hold> &holds, qint64 now)
{
    QSet<Key> keys;
    for (auto it = holds.cbegin(); it != holds.cend(); ++it) {
        if (it->untilMonoMs > now)
            keys.insert(it.key());
    }
    return keys;
}

template <typename Key>
qint64 nextEnd(const QMap<Key, Hold> &holds, qint64 now)
{
    qint64 next = 0;
    for (const Hold &one : holds) {
        if (one.untilMonoMs > now && (next == 0 || one.untilMonoMs < next))
            next = one.untilMonoMs;
    }
    return next;
}

/// Lets go of what has waited long enough; true when there was something. The count of its failures stays.
template <typename Key>
bool release(QMap<Key, Hold> &holds, qint64 now)
{
    bool any = false;
    for (auto it = holds.begin(); it != holds.end();) {
        const bool over = it->untilMonoMs != 0 && it->untilMonoMs <= now;
        any = any || over;
        if (over)
            it->untilMonoMs = 0;
        it = it->untilMonoMs == 0 && it->failures == 0 ? holds.erase(it) : std::next(it);
    }
    return any;
}

} // namespace

void UpLane::waitFor(Step step, quint64 id)
{
    m_step = step;
    m_awaits = id;
    m_sentAt = m_link.now.monoMs;
}

bool UpLane::looking() const
{
    return m_step == Step::Choosing || m_step == Step::ChoosingBlob;
}

bool UpLane::inFlight() const
{
    return m_step == Step::Pushing || m_step == Step::Creating || m_step == Step::Asking || m_step == Step::Patching;
}

void UpLane::begin()
{
    const qint64 now = m_link.now.monoMs;
    if (m_step != Step::Idle || m_stop != Stop::None || m_rest.untilMonoMs > now)
        return;
    m_lookAtBundles = release(m_held, now) || m_lookAtBundles;
    m_look = release(m_heldBlobs, now) || m_lookAtBundles || m_look;
    if (!m_look)
        return;
    if (m_lookAtBundles)
        waitFor(Step::Choosing, m_link.store(NextBundles{m_limit, limits::pushBytes, stillHeld(m_held, now)}));
    else
        waitFor(Step::ChoosingBlob, m_link.store(NextUpload{stillHeld(m_heldBlobs, now)}));
}

void UpLane::hurry()
{
    Link::awake(m_rest);
    m_stop = Stop::None;
    for (Hold &one : m_held)
        one.untilMonoMs = 0;
    for (Hold &one : m_heldBlobs)
        one.untilMonoMs = 0;
    look();
}

qint64 UpLane::wakeAt() const
{
    if (m_step != Step::Idle || m_stop != Stop::None)
        return 0;
    const qint64 now = m_link.now.monoMs;
    if (m_rest.untilMonoMs > now)
        return m_rest.untilMonoMs;
    const qint64 a = nextEnd(m_held, now);
    const qint64 b = nextEnd(m_heldBlobs, now);
    return a == 0 ? b : b == 0 ? a : std::min(a, b);
}

// ---- what comes back ------------------------------------------------------------------------------------------------

bool UpLane::take(const Answered &event)
{
    if (event.id != m_awaits || !inFlight())
        return false;
    if (m_step == Step::Pushing)
        pushed(event.response);
    else
        blobAnswered(event.response);
    return true;
}

bool UpLane::take(const Unanswered &event)
{
    if (event.id != m_awaits || !inFlight())
        return false;
    failed(refusalOf(event.code));
    return true;
}

void UpLane::failed(const Refusal &refusal)
{
    if (refusal.error.code == ErrorCode::Timeout)
        m_link.pace.timedOut();
    const bool push = std::exchange(m_step, Step::Idle) == Step::Pushing;
    constexpr int patience = 3; // a hub that never likes our clock is a hub that fails
    if (refusal.kind == Refusal::Kind::Again && ++m_agains <= patience)
        return; // everything is still chosen by the store: the same comes again, signed anew
    m_link.unwell(refusal);
    if (push)
        pushFailed(refusal);
    else
        blobFailed(refusal);
}

bool UpLane::take(const Stored &event)
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
    case Step::Choosing:
        if (const auto *bundles = std::get_if<QList<Waiting>>(&event.reply->value))
            chosen(*bundles);
        break;
    case Step::Settling: settled(); break;
    case Step::ChoosingBlob:
        if (const auto *blob = std::get_if<BlobTask>(&event.reply->value))
            blobChosen(*blob);
        break;
    case Step::Reading:
        if (const auto *bytes = std::get_if<QByteArray>(&event.reply->value)) {
            m_chunk = bytes->size();
            m_sentBytes = m_chunk;
            const qint64 offset = m_offsets.value(m_blob.hash);
            waitFor(Step::Patching, m_link.send(protocol::patchBlob(m_blob.hash, m_blob.part, offset, *bytes), 512));
        }
        break;
    case Step::Noting:
        ++m_link.progress.blobsSent;
        m_link.notify = true;
        m_offsets.remove(m_blob.hash);
        m_heldBlobs.remove(m_blob.hash);
        m_held.clear(); // the bundle that waited for this blob may go
        look();
        m_link.wantPull = true;
        break;
    case Step::Dropping:
        m_held.remove(m_batch.isEmpty() ? BundleId() : m_batch.first().bid);
        look();
        break;
    default: break;
    }
    return true;
}

void UpLane::storeFailed(const Error &error)
{
    const Step step = std::exchange(m_step, Step::Idle);
    const bool gone = error.code == ErrorCode::NotFound || error.code == ErrorCode::Damaged;
    if (step == Step::Reading && gone) {
        waitFor(Step::Dropping, m_link.store(SetBlobAside{m_blob.hash, errorName(error.code)}));
        return;
    }
    m_link.rest(m_rest, error);
    look();
}

template <typename Key>
Hold &UpLane::hold(QMap<Key, Hold> &holds, const Key &key)
{
    Hold &one = holds[key];
    // A failure beside which the hub did nothing right for anybody says nothing about this item.
    if (one.hubWasWell != m_link.wellCount) {
        ++one.failures;
        one.hubWasWell = m_link.wellCount;
    }
    one.untilMonoMs = m_link.now.monoMs + backoffMs(std::max(one.failures, 1), 0, m_link.rng);
    return one;
}

// ---- bundles --------------------------------------------------------------------------------------------------------

void UpLane::chosen(const QList<Waiting> &bundles)
{
    if (bundles.isEmpty()) {
        m_lookAtBundles = false;
        begin();
        return;
    }
    m_batch = bundles;
    protocol::PushRequest request;
    request.n0 = bundles.first().n;
    for (const Waiting &bundle : bundles) {
        request.n0 = std::min(request.n0, bundle.n);
        request.bundles.append(bundle.bytes);
    }
    auto http = protocol::post(protocol::pushPath, protocol::toCbor(request));
    m_sentBytes = http.body.size();
    waitFor(Step::Pushing, m_link.send(std::move(http), 4096));
}

void UpLane::pushed(const protocol::HttpResponse &response)
{
    if (!response.ok()) {
        failed(refusalOf(m_link, response));
        return;
    }
    const auto map = protocol::bodyOf(response);
    const auto answer = map ? protocol::pushAnswer(*map) : Result<protocol::PushAnswer>(passOn(map));
    if (!answer) {
        failed(refusalOf(ErrorCode::BadReply));
        return;
    }
    QSet<MutationId> answered;
    for (const protocol::MutationResult &result : answer->results)
        answered.insert(result.mid);
    const bool whole = std::all_of(m_batch.cbegin(), m_batch.cend(), [&](const Waiting &bundle) {
        return std::all_of(bundle.mutations.cbegin(), bundle.mutations.cend(),
                           [&](const MutationId &mid) { return answered.contains(mid); });
    });
    if (!whole) {
        failed(refusalOf(ErrorCode::BadReply));
        return;
    }
    if (const auto receipts = protocol::readReceipts(answer->receipts, answer->receiptsSig, m_link.identity.root);
        !receipts) {
        failed({Refusal::Kind::Line, Error{ErrorCode::Signature, QStringLiteral("receipts")}, {}, 0});
        return;
    }
    m_link.well(m_sentAt, m_sentBytes + response.body.size());
    m_link.learnTime(answer->serverTime);
    m_link.learnScope(answer->scopeVer);
    for (const protocol::MutationResult &result : answer->results) {
        m_link.progress.refused += result.status == protocol::Status::Rejected ? 1 : 0;
        m_link.progress.merged += result.status == protocol::Status::Merged ? 1 : 0;
    }
    waitFor(Step::Settling,
            m_link.store(SettlePush{{answer->results, answer->receipts, answer->receiptsSig, answer->wantBlobs}}));
}

void UpLane::settled()
{
    Link::awake(m_rest);
    m_agains = 0;
    m_batchFailures = 0;
    m_limit = std::min(m_limit * 2, limits::pushBundles);
    for (const Waiting &bundle : std::as_const(m_batch)) {
        // What is still there was staged. The store offers it when its blobs are up; should the hub not agree that they
        // are, this keeps the two from asking each other without a pause.
        m_held[bundle.bid] = Hold{0, m_link.now.monoMs + limits::backoffMinMs, m_link.wellCount};
    }
    m_link.progress.sent += int(m_batch.size());
    m_batch.clear();
    m_link.wantPull = true; // what was acknowledged comes back with the feed
    m_link.notify = true;
    look();
}

void UpLane::pushFailed(const Refusal &refusal)
{
    look();
    switch (refusal.kind) {
    case Refusal::Kind::Protocol:
        if (refusal.problem && refusal.problem->type == ProblemType::DeviceRollback) {
            m_stop = Stop::DeviceCloned;
            m_link.notify = true;
            return;
        }
        [[fallthrough]];
    case Refusal::Kind::Line:
    case Refusal::Kind::Again: m_link.rest(m_rest, refusal.error, refusal.retryAfterMs); return;
    case Refusal::Kind::Content:
    case Refusal::Kind::Fault: batchFailed(refusal); return;
    }
}

/// Finds the one bundle that cannot be sent by halving, so that it holds up nobody but itself.
void UpLane::batchFailed(const Refusal &refusal)
{
    const bool sure = refusal.kind == Refusal::Kind::Content;
    if (m_batch.size() > 1) {
        if (sure || ++m_batchFailures >= limits::batchFailures) {
            m_limit = int(m_batch.size() / 2);
            m_batchFailures = 0;
        }
        if (!sure)
            m_link.rest(m_rest, refusal.error, refusal.retryAfterMs);
        return;
    }
    const BundleId bundle = m_batch.first().bid;
    const quint64 before = m_held.value(bundle).hubWasWell;
    Hold &one = hold(m_held, bundle);
    if (one.hubWasWell == before && !sure)
        m_link.rest(m_rest, refusal.error, refusal.retryAfterMs); // the hub is not well for anybody
    if (sure || one.failures >= limits::itemFailures)
        waitFor(Step::Dropping,
                m_link.store(SetBundleAside{bundle, refusal.error.detail.isEmpty() ? errorName(refusal.error.code)
                                                                                   : refusal.error.detail}));
}

// ---- blobs ----------------------------------------------------------------------------------------------------------

void UpLane::blobChosen(const BlobTask &blob)
{
    m_blob = blob;
    if (blob.hash.isEmpty()) {
        m_look = false;
        Link::awake(m_rest); // nothing is left to send: whatever failed before is overcome
        return;
    }
    if (m_offsets.contains(blob.hash)) {
        readOn(m_offsets.value(blob.hash));
        return;
    }
    m_sentBytes = 0;
    waitFor(Step::Creating,
            m_link.send(protocol::createBlob({blob.hash, blob.length, blob.role, true}, blob.part), 512));
}

void UpLane::readOn(qint64 offset)
{
    m_offsets[m_blob.hash] = offset;
    const qint64 size = std::min(limits::blobChunk, m_blob.length - offset);
    if (offset < 0 || size <= 0) { // the hub holds more than there is: begin again
        m_offsets.remove(m_blob.hash);
        blobFailed(refusalOf(ErrorCode::BadReply));
        return;
    }
    waitFor(Step::Reading, m_link.store(ReadBlob{m_blob.hash, offset, size}));
}

void UpLane::blobAnswered(const protocol::HttpResponse &response)
{
    if (!response.ok()) {
        failed(refusalOf(m_link, response));
        return;
    }
    const Step step = std::exchange(m_step, Step::Idle);
    if (response.status == 200 && step != Step::Asking) {
        blobComplete(response);
        return;
    }
    const qint64 offset = protocol::uploadOffset(response);
    const qint64 expected = step == Step::Patching ? m_offsets.value(m_blob.hash) + m_chunk : offset;
    if (offset < 0 || offset > m_blob.length || offset != expected) {
        m_offsets.remove(m_blob.hash);
        blobFailed(refusalOf(ErrorCode::BadReply));
        return;
    }
    m_link.well(m_sentAt, m_sentBytes);
    Link::awake(m_rest);
    m_agains = 0;
    m_offsets[m_blob.hash] = offset;
    if (step == Step::Asking && offset == m_blob.length)
        m_offsets.remove(m_blob.hash); // complete, but its answer was lost: POST tells how it ended
}

void UpLane::blobComplete(const protocol::HttpResponse &response)
{
    const auto map = protocol::bodyOf(response);
    const auto answer = map ? protocol::blobAnswer(*map) : Result<protocol::BlobAnswer>(passOn(map));
    if (!answer) {
        m_offsets.remove(m_blob.hash);
        blobFailed(refusalOf(ErrorCode::BadReply));
        return;
    }
    const auto receipts = protocol::readReceipts(answer->receipts, answer->receiptsSig, m_link.identity.root);
    if (!receipts) {
        m_offsets.remove(m_blob.hash);
        blobFailed({Refusal::Kind::Line, Error{ErrorCode::Signature, QStringLiteral("receipts")}, {}, 0});
        return;
    }
    m_link.well(m_sentAt, m_sentBytes);
    m_link.learnTime(answer->serverTime);
    Link::awake(m_rest);
    m_agains = 0;
    PushOutcome outcome;
    outcome.receipts = answer->receipts;
    outcome.receiptsSig = answer->receiptsSig;
    for (const protocol::Receipt &receipt : receipts->list)
        outcome.results += receipt.results;
    waitFor(Step::Noting, m_link.store(BlobUploaded{m_blob.hash, std::move(outcome)}));
}

void UpLane::blobFailed(const Refusal &refusal)
{
    m_look = true;
    const auto is = [&](ProblemType type) { return refusal.problem && refusal.problem->type == type; };
    if (is(ProblemType::OffsetMismatch)) { // somebody or an earlier try went further: ask where
        m_offsets.remove(m_blob.hash);
        m_sentBytes = 0;
        waitFor(Step::Asking, m_link.send(protocol::headBlob(m_blob.hash, m_blob.part), 512));
        return;
    }
    // The next try begins with POST, which creates what is missing and tells where the hub stands.
    m_offsets.remove(m_blob.hash);
    const bool line = refusal.kind == Refusal::Kind::Line || refusal.kind == Refusal::Kind::Again;
    if (line) {
        m_link.rest(m_rest, refusal.error, refusal.retryAfterMs);
        return;
    }
    const bool refused = refusal.kind == Refusal::Kind::Content || is(ProblemType::BlobCorrupt);
    const quint64 before = m_heldBlobs.value(m_blob.hash).hubWasWell;
    const Hold &one = hold(m_heldBlobs, m_blob.hash);
    if (one.hubWasWell == before && !refused)
        m_link.rest(m_rest, refusal.error, refusal.retryAfterMs);
    if (one.failures >= limits::itemFailures && refused)
        waitFor(Step::Dropping, m_link.store(SetBlobAside{m_blob.hash, refusal.error.detail}));
}

} // namespace ruhu::engine
