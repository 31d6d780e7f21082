// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "sync/engine/transactions.h"
#include "sync/sim/modelstore.h"

#include <memory>

namespace ruhu::sim {

/// One piece of work of the person at a laptop; `blobs` belong to the record `blobsOf`.
struct Deed
{
    PersonId author;
    QList<record::Mutation> mutations;
    QList<record::BlobRef> blobs;
    RecordId blobsOf;
    QMap<QByteArray, QByteArray> bytes; ///< Of the blobs, by hash.
};

/// What a laptop writes with.
struct Pen
{
    const Clock &clock;
    Rng &rng;
    record::Signer sign;
};

/// A laptop's data as the world sees it: what the engine asks for, what the person does, and what a check may know.
/// Most seeds have a model behind it, a tenth the real core/store under the real adapter.
class LaptopStore
{
public:
    using Seen = ModelStore::Seen;
    struct Blob
    {
        QByteArray hash;
        QByteArray bytes;
    };

    virtual ~LaptopStore() = default;

    /// True for the one that can die inside a transaction.
    [[nodiscard]] virtual bool isReal() const = 0;
    [[nodiscard]] virtual Result<engine::TxReply> perform(const engine::TxOp &op) = 0;
    /// Real stores only: the n-th statement from now on fails, and everything around it with it.
    virtual void breakAt(int statement) = 0;
    /// The machine dies: what was not durable is gone; what was is found by the next call.
    virtual void crash() = 0;
    /// The second half of a page whose cursor was saved first; only where that fault is planted.
    virtual void finishPage() = 0;

    /// One local commit; the bundle with mids, counters and times, as it waits to leave.
    [[nodiscard]] virtual Result<record::Bundle> commit(Deed deed, const Pen &pen) = 0;
    /// What the screen shows of a record; nullopt when there is none or it is archived.
    [[nodiscard]] virtual std::optional<Seen> see(RecordId id) = 0;
    /// Ids of everything that the screen could show, in order.
    [[nodiscard]] virtual QList<RecordId> known() = 0;

    // ---- for the checks
    [[nodiscard]] virtual QMap<RecordId, record::Record> base() = 0;
    [[nodiscard]] virtual std::optional<record::Record> pulled(RecordId id) = 0;
    /// Outcomes that the laptop was told.
    [[nodiscard]] virtual QMap<MutationId, protocol::MutationResult> told() = 0;
    /// Mutations that were given up.
    [[nodiscard]] virtual QSet<MutationId> refused() = 0;
    [[nodiscard]] virtual QList<Blob> blobs() = 0;
    /// Nothing waits to leave, nothing is still to come.
    [[nodiscard]] virtual bool drained() = 0;
    /// Broken promises seen by the store itself ("a cursor went back").
    [[nodiscard]] virtual QStringList broken() = 0;
};

[[nodiscard]] std::unique_ptr<LaptopStore> modelLaptop(StoreFaults faults);
/// core/store on a plain file in memory, client::StoreAdapter over it. `clock` must outlive it.
[[nodiscard]] std::unique_ptr<LaptopStore> realLaptop(const Clock &clock);

} // namespace ruhu::sim
