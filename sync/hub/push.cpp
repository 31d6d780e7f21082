// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// POST /v1/push. Order of work (docs/protocol.md 3): decode and check signatures; then one transaction: lock the
// townships in ascending order, and for each bundle what bundlestep says, then receipts. A bundle has all of its effect
// or none.
#include "core/base/limits.h"
#include "sync/hub/bundlestep_p.h"

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
