// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// POST /v1/push. Order of work (sync.md 2.6): decode and check signatures; then one transaction: lock the townships in
// ascending order, and for each bundle: seen before? · copied disk? · in scope? · complete? · apply or refuse as a
// whole · receipts. A bundle has all of its effect or none.
#include "core/base/limits.h"
#include "core/crypto/hash.h"
#include "sync/hub/bundlework_p.h"
#include "sync/hub/handlers_p.h"

#include <QSet>

#include <algorithm>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;
using protocol::MutationResult;
using protocol::Status;

namespace {

struct Incoming
{
    record::Bundle bundle;
    qint32 part = 0;
    QString fault; ///< Not even looked at: "signature", "mixed-parts", "empty".
};

MutationResult plainResult(const record::Mutation &mutation, Status status, const QString &code = {},
                           const QString &field = {})
{
    return {
        .mid = mutation.mid, .status = status, .part = mutation.part, .ver = 0, .seq = 0, .code = code, .field = field};
}

QList<MutationResult> allAs(const record::Bundle &bundle, Status status, const QString &code = {})
{
    QList<MutationResult> results;
    for (const record::Mutation &mutation : bundle.mutations)
        results.append(plainResult(mutation, status, code));
    return results;
}

protocol::Receipt receiptOf(const record::Bundle &bundle, const QList<MutationResult> &results, qint64 nowMs)
{
    protocol::Receipt receipt;
    receipt.bid = bundle.bid;
    receipt.hash = crypto::blake2b(bundle.bytes);
    receipt.results = results;
    for (MutationResult &result : receipt.results) {
        result.code.clear();
        result.field.clear();
    }
    receipt.receivedAt = nowMs;
    return receipt;
}

/// One bundle inside the transaction of its push, or of the blob that completed it.
class BundleStep
{
public:
    BundleStep(HubTransaction &transaction, HubContext &context, const Session &session, const record::Bundle &bundle,
               qint32 part)
        : m_transaction(transaction)
        , m_context(context)
        , m_session(session)
        , m_bundle(bundle)
        , m_part(part)
    {
    }

    /// nullopt when the bundle is new; its outcomes when it came before.
    Result<std::optional<QList<MutationResult>>> known() const;
    /// The device used a counter twice: a copied or restored disk.
    Result<bool> copiedDisk() const;
    /// Empty when it may take effect, else the code.
    Result<QString> diversion() const;
    /// Blobs, bundles named in deps, or earlier bundles of the same households are missing. `order` as in StagedBundle.
    Result<bool> waits(qint64 order = std::numeric_limits<qint64>::max()) const;
    Result<QList<MutationResult>> divert(const QString &code);
    Result<QList<MutationResult>> stage();
    Result<QList<MutationResult>> apply();

private:
    Result<void> close(const QList<MutationResult> &results);
    Result<void> keepAside(const QString &reason);
    QList<MutationResult> refused(const Refusal &refusal) const;

    HubTransaction &m_transaction;
    HubContext &m_context;
    const Session &m_session;
    const record::Bundle &m_bundle;
    qint32 m_part;
};

Result<std::optional<QList<MutationResult>>> BundleStep::known() const
{
    if (m_context.faults && m_context.faults->noDedup)
        return std::optional<QList<MutationResult>>();
    QList<MutationResult> results;
    for (const record::Mutation &mutation : m_bundle.mutations) {
        const auto stored = m_transaction.outcome(m_part, mutation.mid);
        if (!stored)
            return passOn(stored);
        if (!*stored || (*stored)->device != m_session.device.device)
            return std::optional<QList<MutationResult>>();
        results.append((*stored)->result);
    }
    return std::optional(results);
}

Result<bool> BundleStep::copiedDisk() const
{
    for (const record::Mutation &mutation : m_bundle.mutations) {
        const auto other = m_transaction.mutationAt(m_part, m_session.device.device, mutation.n);
        if (!other)
            return passOn(other);
        if (*other && **other != mutation.mid)
            return true;
    }
    return false;
}

Result<QString> BundleStep::diversion() const
{
    if (m_session.barred)
        return u"device-revoked"_s;
    const protocol::ScopePart *scope = m_part == 0 ? nullptr : m_session.find(m_part);
    if (!scope)
        return u"out-of-scope"_s;
    if (scope->villages.isEmpty())
        return QString();
    for (const record::Mutation &mutation : m_bundle.mutations) {
        if (mutation.root.isNull())
            continue;
        const auto head = m_transaction.record(m_part, mutation.root);
        if (!head)
            return passOn(head);
        const bool isNew = !*head && mutation.kindOf() == record::Kind::Household;
        const qint64 village = *head ? (*head)->village : isNew ? villageOf(mutation.set, m_part) : 0;
        if (!m_session.covers(m_part, village))
            return u"out-of-scope"_s;
    }
    return QString();
}

Result<bool> BundleStep::waits(qint64 order) const
{
    for (const record::BlobRef &blob : m_bundle.blobs) {
        if (!blob.required)
            continue;
        const auto row = m_transaction.blob(m_part, blob.hash);
        if (!row)
            return passOn(row);
        if (!*row || !(*row)->complete)
            return true;
    }
    for (const BundleId &dep : m_bundle.deps) {
        const auto done = m_transaction.bundleDone(m_part, dep);
        if (!done)
            return passOn(done);
        if (!*done)
            return true;
    }
    QSet<RecordId> roots;
    for (const record::Mutation &mutation : m_bundle.mutations)
        roots.insert(mutation.root);
    roots.remove(RecordId());
    const auto staged = m_transaction.staged(m_part);
    if (!staged)
        return passOn(staged);
    for (const StagedBundle &other : *staged) {
        if (other.device != m_session.device.device || other.order >= order || other.bid == m_bundle.bid)
            continue;
        const auto earlier = record::decodeBundle(other.bytes);
        const bool shares = earlier && std::ranges::any_of(earlier->mutations, [&](const record::Mutation &mutation) {
                                return roots.contains(mutation.root);
                            });
        if (shares)
            return true;
    }
    return false;
}

/// Writes the outcomes of a bundle that is settled for good. What is known already is not written again.
Result<void> BundleStep::close(const QList<MutationResult> &results)
{
    for (qsizetype i = 0; i < results.size(); ++i) {
        const auto before = m_transaction.outcome(m_part, results.at(i).mid);
        if (!before)
            return passOn(before);
        if (*before)
            continue;
        const auto done = m_transaction.putOutcome(
            m_part, {.result = results.at(i), .device = m_session.device.device, .n = m_bundle.mutations.at(i).n});
        if (!done)
            return done;
    }
    return m_transaction.setBundleDone(m_part, m_bundle.bid);
}

Result<void> BundleStep::keepAside(const QString &reason)
{
    return m_transaction.keep(m_part, {.bid = m_bundle.bid,
                                       .device = m_session.device.device,
                                       .reason = reason,
                                       .bytes = m_bundle.bytes,
                                       .receivedAt = m_context.clock.wallMs()});
}

Result<QList<MutationResult>> BundleStep::divert(const QString &code)
{
    const QList<MutationResult> results = allAs(m_bundle, Status::Diverted, code);
    auto done = keepAside(code);
    if (done)
        done = close(results);
    if (!done)
        return passOn(done);
    return results;
}

Result<QList<MutationResult>> BundleStep::stage()
{
    const auto done = m_transaction.stage(m_part, {.bid = m_bundle.bid,
                                                   .device = m_session.device.device,
                                                   .bytes = m_bundle.bytes,
                                                   .receivedAt = m_context.clock.wallMs(),
                                                   .order = 0});
    if (!done)
        return passOn(done);
    return allAs(m_bundle, Status::Staged);
}

QList<MutationResult> BundleStep::refused(const Refusal &refusal) const
{
    QList<MutationResult> results;
    for (const record::Mutation &mutation : m_bundle.mutations) {
        const bool culprit = mutation.mid == refusal.mid;
        results.append(plainResult(mutation, Status::Rejected, culprit ? refusal.code : u"bundle-refused"_s,
                                   culprit ? refusal.field : QString()));
    }
    return results;
}

Result<QList<MutationResult>> BundleStep::apply()
{
    WorkSet work(m_transaction, m_part);
    BundleWork effect(m_context, m_session, m_bundle, work);
    if (const auto done = effect.apply(); !done)
        return passOn(done);
    QList<MutationResult> results;
    if (effect.refusal()) {
        results = refused(*effect.refusal());
        if (const auto done = keepAside(effect.refusal()->code); !done)
            return passOn(done);
    } else {
        if (const auto done = work.flush(); !done)
            return passOn(done);
        auto settled = effect.settle();
        if (!settled)
            return settled;
        results = *std::move(settled);
    }
    if (const auto done = close(results); !done)
        return passOn(done);
    return results;
}

/// A push inside its transaction.
class PushStep
{
public:
    PushStep(HubTransaction &transaction, HubContext &context, const Session &session)
        : m_transaction(transaction)
        , m_context(context)
        , m_session(session)
    {
    }

    Result<void> take(const QList<Incoming> &incoming);
    [[nodiscard]] bool copiedDisk() const { return m_copiedDisk; }
    [[nodiscard]] const protocol::PushAnswer &answer() const { return m_answer; }

private:
    Result<QList<MutationResult>> one(const Incoming &incoming);
    Result<void> wantBlobs(const Incoming &incoming);

    HubTransaction &m_transaction;
    HubContext &m_context;
    const Session &m_session;
    protocol::PushAnswer m_answer;
    bool m_copiedDisk = false;
};

Result<QList<MutationResult>> PushStep::one(const Incoming &incoming)
{
    if (!incoming.fault.isEmpty()) // no outcome is stored: nobody knows whose mutations these are
        return allAs(incoming.bundle, Status::Rejected, incoming.fault);
    BundleStep step(m_transaction, m_context, m_session, incoming.bundle, incoming.part);
    const auto known = step.known();
    if (!known)
        return passOn(known);
    if (*known)
        return **known;
    const auto staged = m_transaction.staged(incoming.part);
    if (!staged)
        return passOn(staged);
    const bool isStaged =
        std::ranges::any_of(*staged, [&](const StagedBundle &other) { return other.bid == incoming.bundle.bid; });
    if (isStaged)
        return allAs(incoming.bundle, Status::Staged);
    const auto copied = step.copiedDisk();
    if (!copied)
        return passOn(copied);
    if (*copied) {
        m_copiedDisk = true;
        return fail(ErrorCode::RolledBack);
    }
    const auto diversion = step.diversion();
    if (!diversion)
        return passOn(diversion);
    if (!diversion->isEmpty())
        return step.divert(*diversion);
    const auto waits = step.waits();
    if (!waits)
        return passOn(waits);
    return *waits ? step.stage() : step.apply();
}

Result<void> PushStep::wantBlobs(const Incoming &incoming)
{
    for (const bool required : {true, false}) {
        for (const record::BlobRef &blob : incoming.bundle.blobs) {
            if (blob.required != required || m_answer.wantBlobs.contains(blob.hash))
                continue;
            const auto row = m_transaction.blob(incoming.part, blob.hash);
            if (!row)
                return passOn(row);
            if (!*row || !(*row)->complete)
                m_answer.wantBlobs.append(blob.hash);
        }
    }
    return {};
}

Result<void> PushStep::take(const QList<Incoming> &incoming)
{
    QList<qint32> parts;
    for (const Incoming &one : incoming) {
        if (one.fault.isEmpty() && !parts.contains(one.part))
            parts.append(one.part);
    }
    std::ranges::sort(parts); // ascending: two pushes that span townships cannot lock each other out
    for (qint32 part : std::as_const(parts)) {
        if (const auto locked = m_transaction.lockPart(part); !locked)
            return passOn(locked);
    }
    const qint64 now = m_context.clock.wallMs();
    QList<std::pair<qint32, protocol::Receipt>> receipts;
    for (const Incoming &item : incoming) {
        const auto results = one(item);
        if (!results)
            return passOn(results);
        m_answer.results += *results;
        if (!item.fault.isEmpty())
            continue;
        receipts.append({item.part, receiptOf(item.bundle, *results, now)});
        if (const auto done = wantBlobs(item); !done)
            return done;
    }
    for (qint32 part : std::as_const(parts)) {
        QList<protocol::Receipt> more;
        if (const auto done = settleStaged(m_transaction, m_context, part, more); !done)
            return done;
        for (const protocol::Receipt &receipt : std::as_const(more))
            receipts.append({part, receipt});
    }
    const auto kept = keepReceipts(m_transaction, m_context, receipts);
    if (!kept)
        return passOn(kept);
    m_answer.receipts = kept->bytes;
    m_answer.receiptsSig = kept->sig;
    m_answer.scopeVer = m_session.scopeVer;
    m_answer.serverTime = now;
    return {};
}

Result<QList<Incoming>> decodeAll(const protocol::PushRequest &push, const Session &session)
{
    QList<Incoming> incoming;
    qsizetype mutations = 0;
    for (qsizetype i = 0; i < push.bundles.size(); ++i) {
        auto bundle = record::decodeBundle(push.bundles.at(i));
        if (!bundle)
            return fail(bundle.error().code, u"bundle %1: %2"_s.arg(i).arg(bundle.error().detail));
        mutations += bundle->mutations.size();
        if (mutations > limits::pushMutations)
            return fail(ErrorCode::TooLarge, u"more than %1 mutations"_s.arg(limits::pushMutations));
        Incoming one;
        one.bundle = *std::move(bundle);
        if (one.bundle.mutations.isEmpty())
            return fail(ErrorCode::BadFormat, u"bundle %1: empty"_s.arg(i));
        one.part = one.bundle.mutations.first().part;
        if (!record::verifyBundle(one.bundle, session.device.signKey))
            one.fault = u"signature"_s;
        else if (!std::ranges::all_of(one.bundle.mutations,
                                      [&](const record::Mutation &mutation) { return mutation.part == one.part; }))
            one.fault = u"mixed-parts"_s;
        incoming.append(one);
    }
    return incoming;
}

} // namespace

Result<protocol::Receipts> keepReceipts(HubTransaction &transaction, HubContext &context,
                                        const QList<std::pair<qint32, protocol::Receipt>> &receipts)
{
    QList<protocol::Receipt> list;
    for (const auto &[part, receipt] : receipts)
        list.append(receipt);
    auto all = protocol::signReceipts(list, context.keys.issuer);
    if (!all)
        return all;
    for (const auto &[part, receipt] : receipts) {
        const QByteArray key = receipt.bid.isNull() ? receipt.blob : receipt.bid.bytes();
        const auto done = transaction.putReceipt(part, key, receipt.receivedAt, all->bytes, all->sig);
        if (!done)
            return passOn(done);
    }
    return all;
}

Result<void> settleStaged(HubTransaction &transaction, HubContext &context, qint32 part,
                          QList<protocol::Receipt> &receipts)
{
    for (bool progress = true; progress;) {
        progress = false;
        const auto staged = transaction.staged(part);
        if (!staged)
            return passOn(staged);
        for (const StagedBundle &waiting : *staged) {
            const auto bundle = record::decodeBundle(waiting.bytes);
            const auto session = loadSession(transaction, waiting.device, context.clock.wallMs());
            if (!session)
                return passOn(session);
            if (!bundle || !*session)
                return fail(ErrorCode::Damaged, u"staged bundle"_s);
            BundleStep step(transaction, context, **session, *bundle, part);
            const auto waits = step.waits(waiting.order);
            if (!waits)
                return passOn(waits);
            if (*waits)
                continue;
            if (const auto done = transaction.unstage(part, waiting.bid); !done)
                return done;
            const auto diversion = step.diversion(); // scope may have changed meanwhile
            if (!diversion)
                return passOn(diversion);
            const auto results = diversion->isEmpty() ? step.apply() : step.divert(*diversion);
            if (!results)
                return passOn(results);
            receipts.append(receiptOf(*bundle, *results, waiting.receivedAt));
            progress = true;
            break;
        }
    }
    return {};
}

HttpResponse push(const HttpRequest &request, HubContext &context, const Session &session)
{
    const auto map = protocol::bodyOf(request);
    if (!map)
        return badBody(map.error());
    const auto parsed = protocol::pushRequest(*map);
    if (!parsed)
        return badBody(parsed.error());
    const auto incoming = decodeAll(*parsed, session);
    if (!incoming)
        return badBody(incoming.error());

    std::optional<protocol::PushAnswer> answer;
    bool copiedDisk = false;
    const auto done = context.store.transact([&](HubTransaction &transaction) -> Result<void> {
        // Between the check of the signature and now the device may have been revoked.
        const auto fresh = loadSession(transaction, session.device.device, context.clock.wallMs());
        if (!fresh)
            return passOn(fresh);
        if (!*fresh)
            return fail(ErrorCode::NotFound, u"device"_s);
        PushStep step(transaction, context, **fresh);
        auto taken = step.take(*incoming);
        copiedDisk = step.copiedDisk();
        if (taken)
            answer = step.answer();
        return taken;
    });
    if (copiedDisk)
        return problem(ProblemType::DeviceRollback);
    const bool claims = answer && context.faults && context.faults->ackBeforeCommit;
    if (!done && !claims)
        return storeFailed(done.error());
    return protocol::answer(protocol::toCbor(*answer));
}

} // namespace ruhu::hub
