// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// What becomes of one bundle: seen before? · copied disk? · in scope? · complete? · apply or refuse as a whole. A
// bundle that waits is settled later, by the push or the blob that completes it.
#include "sync/hub/bundlestep_p.h"

#include "core/base/limits.h"
#include "core/crypto/hash.h"

#include <QSet>

#include <algorithm>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;
using protocol::MutationResult;
using protocol::Status;

namespace {

MutationResult plainResult(const record::Mutation &mutation, Status status, const QString &code = {},
                           const QString &field = {})
{
    return {
        .mid = mutation.mid, .status = status, .part = mutation.part, .ver = 0, .seq = 0, .code = code, .field = field};
}

} // namespace

QList<MutationResult> allAs(const record::Bundle &bundle, Status status, const QString &code)
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

} // namespace ruhu::hub
