// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/merge.h"
#include "sync/engine/clientstore.h"

#include <QMap>

namespace ruhu::sim {

/// Faults of a laptop's store, planted to see whether the simulator notices.
struct StoreFaults
{
    bool cursorBeforePage = false; ///< The cursor is durable before the rows are.
    bool pullDropsEdits = false;   ///< A pulled row throws away what waits to be sent for the record.
};

/// The laptop's data as plain maps: what core/store does, said as simply as possible. Every call is all or nothing and
/// durable when it returns; ordered containers only, so that a seed replays.
class ModelStore final : public engine::ClientStore
{
public:
    struct Acked
    {
        record::Bundle bundle;
        QMap<MutationId, protocol::MutationResult> results;
    };
    struct Unsent
    {
        record::Bundle bundle;
        QMap<MutationId, protocol::MutationResult> staged; ///< Not empty: the hub waits for blobs.
    };
    struct Blob
    {
        QByteArray bytes; ///< What is here.
        qint64 length = 0;
        qint32 part = 0;
        record::BlobRole role = record::BlobRole::Thumbnail;
        bool required = true;
        bool toSend = false;
        bool wanted = false;
    };
    struct Refused
    {
        record::Bundle bundle;
        MutationId mid;
        QString reason;
    };

    explicit ModelStore(StoreFaults faults = {})
        : m_faults(faults)
    {
    }

    // ---- engine::ClientStore
    Result<engine::Standing> standing() override;
    Result<engine::Backlog> backlog() override;
    Result<QList<engine::Waiting>> nextBundles(int limit, qint64 bytes, const QSet<BundleId> &held) override;
    Result<QList<RecordId>> settle(const engine::PushOutcome &outcome) override;
    Result<QList<RecordId>> setAside(BundleId bundle, const QString &reason) override;
    Result<QList<RecordId>> applyPage(const protocol::Page &page, const std::optional<protocol::Head> &head) override;
    Result<void> saveScope(const protocol::ScopeAnswer &scope, const QSet<qint32> &restart) override;
    Result<void> beginEpoch(qint32 part, qint64 epoch, qint64 seq) override;
    Result<void> restartPart(qint32 part) override;
    Result<void> saveClockOffset(qint64 offsetMs) override;
    Result<void> noteSynced(qint64 wallMs) override;
    Result<engine::BlobTask> nextUpload(const QSet<QByteArray> &held) override;
    Result<QByteArray> readBlob(const QByteArray &hash, qint64 offset, qint64 size) override;
    Result<QList<RecordId>> uploaded(const QByteArray &hash, const engine::PushOutcome &outcome) override;
    Result<void> setBlobAside(const QByteArray &hash, const QString &reason) override;
    Result<engine::BlobTask> nextDownload(const QSet<QByteArray> &held) override;
    Result<QList<RecordId>> saveBlob(const QByteArray &hash, qint64 length, qint64 offset,
                                     const QByteArray &bytes) override;

    // ---- the person at the laptop
    /// One local commit: the bundle waits to leave and is seen at once.
    void commit(const record::Bundle &signedBundle, const QMap<QByteArray, QByteArray> &blobs);
    /// What the screen shows: record, what was acknowledged and not pulled yet, what waits. Archived = no value.
    struct Seen
    {
        record::Record record;
        record::Body body;
    };
    [[nodiscard]] std::optional<Seen> see(RecordId id) const;
    /// Ids of everything that the screen could show, in order.
    [[nodiscard]] QList<RecordId> known() const;

    [[nodiscard]] const QMap<RecordId, record::Record> &base() const { return m_base; }
    [[nodiscard]] const QMap<qint64, Unsent> &outbox() const { return m_outbox; }
    [[nodiscard]] const QMap<qint64, Acked> &acked() const { return m_acked; }
    [[nodiscard]] const QList<Refused> &quarantine() const { return m_quarantine; }
    [[nodiscard]] const QMap<QByteArray, Blob> &blobs() const { return m_blobs; }
    [[nodiscard]] qint64 cursor(qint32 part, int ch) const { return m_cursors.value({part, ch}); }
    [[nodiscard]] qint64 lastN() const { return m_lastN; }
    /// Broken promises seen by the store itself ("a cursor went back").
    [[nodiscard]] const QStringList &broken() const { return m_broken; }
    /// The second half of a page whose cursor was saved first; only with StoreFaults::cursorBeforePage.
    void finishPage();
    /// A crash between the two halves.
    void losePage() { m_late.clear(); }

private:
    [[nodiscard]] bool inScope(qint32 part) const;
    [[nodiscard]] bool blobsUp(const record::Bundle &bundle) const;
    void putRow(const record::Record &row, QList<RecordId> &changed);
    void noteBlobsOf(const record::Record &row);
    [[nodiscard]] bool overlays(const record::Mutation &mutation, const protocol::MutationResult &result) const;

    StoreFaults m_faults;
    QMap<RecordId, record::Record> m_base;
    QMap<qint64, Unsent> m_outbox;
    QMap<qint64, Acked> m_acked;
    QList<Refused> m_quarantine;
    QMap<QByteArray, Blob> m_blobs;
    QMap<std::pair<qint32, int>, qint64> m_cursors;
    QMap<qint32, engine::SeenHead> m_heads;
    QList<protocol::ScopePart> m_scope;
    qint64 m_scopeVer = 0;
    qint64 m_clockOffset = 0;
    qint64 m_lastSync = 0;
    qint64 m_lastN = 0;
    QStringList m_broken;
    QList<record::Record> m_late; ///< Rows of a page whose cursor is durable already.
};

} // namespace ruhu::sim
