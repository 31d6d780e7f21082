// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/store/database.h"
#include "core/vault/sealedfile.h"
#include "sync/engine/clientstore.h"

namespace ruhu::client {

/// The engine's port over core/store and VAULT/files. Lives for one call inside one transaction of the store's writer
/// (or, for what only looks, of its reader); the transaction is the caller's.
///
/// A blob on its way in lies beside its final place as NAME.part, sealed as it travels. It gets its name when it is
/// whole and the name was checked, and only then the row says that it is here.
class StoreAdapter final : public engine::ClientStore
{
public:
    /// \param nowMs wall clock, for receipts and quarantine
    StoreAdapter(store::Database &db, const QString &filesFolder, qint64 nowMs);

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

private:
    [[nodiscard]] Result<protocol::ScopeAnswer> scope();
    [[nodiscard]] Result<void> keepThumbnail(const QByteArray &hash);

    store::Database &m_db;
    vault::SealedFiles m_files;
    qint64 m_nowMs;
};

} // namespace ruhu::client
