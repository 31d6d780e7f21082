// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/sim/laptopstore.h"

namespace ruhu::sim {

namespace {

class ModelLaptop final : public LaptopStore
{
public:
    explicit ModelLaptop(StoreFaults faults)
        : m_store(faults)
    {
    }

    [[nodiscard]] bool isReal() const override { return false; }
    Result<engine::TxReply> perform(const engine::TxOp &op) override { return engine::perform(m_store, op); }
    void breakAt(int) override {}
    void crash() override { m_store.losePage(); }
    void finishPage() override { m_store.finishPage(); }

    Result<record::Bundle> commit(Deed deed, const Pen &pen) override
    {
        record::Bundle bundle;
        bundle.bid = BundleId::make(pen.clock, pen.rng);
        qint64 n = m_store.lastN();
        for (record::Mutation &mutation : deed.mutations) {
            mutation.mid = MutationId::make(pen.clock, pen.rng);
            mutation.at = pen.clock.wallMs();
            mutation.n = ++n;
        }
        bundle.mutations = deed.mutations;
        bundle.blobs = deed.blobs;
        auto sealed = record::signBundle(std::move(bundle), pen.sign);
        if (sealed)
            m_store.commit(*sealed, deed.bytes);
        return sealed;
    }
    std::optional<Seen> see(RecordId id) override { return m_store.see(id); }
    QList<RecordId> known() override { return m_store.known(); }

    QMap<RecordId, record::Record> base() override { return m_store.base(); }
    std::optional<record::Record> pulled(RecordId id) override
    {
        const auto found = m_store.base().constFind(id);
        return found == m_store.base().cend() ? std::nullopt : std::optional(*found);
    }
    QMap<MutationId, protocol::MutationResult> told() override
    {
        QMap<MutationId, protocol::MutationResult> told;
        for (const ModelStore::Acked &acked : m_store.acked())
            told.insert(acked.results);
        return told;
    }
    QSet<MutationId> refused() override
    {
        QSet<MutationId> refused;
        for (const ModelStore::Refused &one : m_store.quarantine())
            refused.insert(one.mid);
        return refused;
    }
    QList<Blob> blobs() override
    {
        QList<Blob> blobs;
        for (auto it = m_store.blobs().cbegin(); it != m_store.blobs().cend(); ++it)
            blobs.append({it.key(), it->bytes});
        return blobs;
    }
    bool drained() override
    {
        const auto &blobs = m_store.blobs();
        return m_store.outbox().isEmpty() &&
               std::none_of(blobs.cbegin(), blobs.cend(),
                            [](const ModelStore::Blob &blob) { return blob.toSend || blob.wanted; });
    }
    QStringList broken() override { return m_store.broken(); }

private:
    ModelStore m_store;
};

} // namespace

std::unique_ptr<LaptopStore> modelLaptop(StoreFaults faults)
{
    return std::make_unique<ModelLaptop>(faults);
}

} // namespace ruhu::sim
