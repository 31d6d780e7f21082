// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/merge.h"
#include "sync/hub/session_p.h"
#include "sync/hub/workset_p.h"

// Private to the room: what a bundle does.
namespace ruhu::hub {

/// Why a mutation, and with it its bundle, has no effect. The codes are part of the protocol (docs/protocol.md).
struct Refusal
{
    MutationId mid;
    QString code;
    QString field;
};

/// The effect of one bundle on a work set. After apply() either `refusal` is set and the set must be dropped, or
/// `results` has one entry for each mutation (version and sequence are filled in by settle() after the flush).
class BundleWork
{
public:
    BundleWork(HubContext &context, const Session &session, const record::Bundle &bundle, WorkSet &work)
        : m_context(context)
        , m_session(session)
        , m_bundle(bundle)
        , m_work(work)
    {
    }

    [[nodiscard]] Result<void> apply();
    [[nodiscard]] const std::optional<Refusal> &refusal() const { return m_refusal; }
    [[nodiscard]] Result<QList<protocol::MutationResult>> settle();

private:
    struct Done
    {
        protocol::MutationResult result;
        QList<RecordId> touched; ///< Records whose sequence the result waits for.
    };

    [[nodiscard]] Result<void> applyOne(const record::Mutation &mutation);
    [[nodiscard]] bool admits(const record::Mutation &mutation);
    [[nodiscard]] Result<bool> placed(const record::Mutation &mutation, WorkSet::Entry &entry);
    [[nodiscard]] record::Merge mergeOf(const WorkSet::Entry &theirs, const record::Mutation &mutation) const;
    [[nodiscard]] std::optional<record::Merge> faultyMerge(const WorkSet::Entry &theirs,
                                                           const record::Mutation &mutation) const;
    [[nodiscard]] Result<void> take(const record::Mutation &mutation, WorkSet::Entry entry, const record::Merge &merge);
    [[nodiscard]] Result<RecordId> putConflict(const record::Mutation &mutation, const WorkSet::Entry &theirs,
                                               const record::GroupConflict &conflict);
    void refuse(const record::Mutation &mutation, const QString &code, const QString &field = {});
    void refuse(MutationId mid, const QString &code, const QString &field = {});
    [[nodiscard]] PersonId authorOf(const record::Mutation &mutation) const;

    HubContext &m_context;
    const Session &m_session;
    const record::Bundle &m_bundle;
    WorkSet &m_work;
    QList<Done> m_done;
    std::optional<Refusal> m_refusal;
};

/// The village of a household: its division code when that is a village of the part, else none.
[[nodiscard]] qint64 villageOf(const record::Body &household, qint32 part);

// ---- rules of single kinds (bundlerules.cpp). Each looks at the events that the set is about to write.

/// Signatures verify, opinions are signed by a supervisor who did not investigate the case, resolutions are the first.
[[nodiscard]] Result<std::optional<Refusal>> breachOf(WorkSet &work, const Session &session, qint64 nowMs);
/// What the hub adds: resolved conflicts, tasks for opinions about a case that moved on, answers of the check centre.
[[nodiscard]] Result<void> addConsequences(WorkSet &work, CheckCentre *centre, qint64 nowMs);

} // namespace ruhu::hub
