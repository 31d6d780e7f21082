// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/mutation.h"
#include "core/store/database.h"

/// Where each blob stands (the bytes are sealed files, see blobfolder.h). Rows for uploads come from commitLocal(),
/// rows for downloads from project() when a record names a blob that is not here.
namespace ruhu::store {

enum class BlobState {
    ToSend,  ///< Here, not at the hub.
    Wanted,  ///< Named by a record, not here.
    Kept,    ///< Here and at the hub.
    Remote,  ///< At the hub; fetched only on request (originals).
    SetAside ///< Cannot be sent or fetched; a person sees it.
};

struct BlobRow
{
    QByteArray hash;
    qint64 length = 0;
    qint64 offset = 0; ///< Bytes done, in the direction of its state.
    record::BlobRole role = record::BlobRole::Evidence;
    BlobState state = BlobState::ToSend;
    bool required = true;
    qint32 part = 0;
    RecordId record;
    RecordId root;
    QString problem;
};

/// The most urgent blob to send or to fetch, not one of `held`: thumbnails and submissions, then evidence, then the
/// rest.
[[nodiscard]] Result<std::optional<BlobRow>> nextUpload(Database &db, const QSet<QByteArray> &held = {});
[[nodiscard]] Result<std::optional<BlobRow>> nextDownload(Database &db, const QSet<QByteArray> &held = {});
[[nodiscard]] Result<std::optional<BlobRow>> blob(Database &db, const QByteArray &hash);
/// Blobs that still have to leave, most urgent first.
[[nodiscard]] Result<QList<BlobRow>> uploads(Database &db);

/// Progress of an upload or download, in bytes.
[[nodiscard]] Result<void> setBlobOffset(Database &db, const QByteArray &hash, qint64 offset);
/// The hub has it. When it was the last required blob of a staged bundle, that bundle is offered by nextBundles()
/// again.
[[nodiscard]] Result<QList<RecordId>> blobUploaded(Database &db, const QByteArray &hash);
/// The hub has lost what it once confirmed (a restored backup): sent once more from its start. A blob that is not kept
/// here, or is on its way already, stays as it is.
[[nodiscard]] Result<void> sendBlobAgain(Database &db, const QByteArray &hash);
/// It is here now, whole and verified.
[[nodiscard]] Result<QList<RecordId>> blobArrived(Database &db, const QByteArray &hash);
[[nodiscard]] Result<void> setBlobAside(Database &db, const QByteArray &hash, const QString &problem);
/// Asks for a blob of state Remote (an original).
[[nodiscard]] Result<void> wantBlob(Database &db, const QByteArray &hash);

/// The JPEG of a thumbnail, for lists; `photo` is the id of the photo record, or of a draft's photo.
[[nodiscard]] Result<void> putThumbnail(Database &db, RecordId photo, const QByteArray &jpeg);
[[nodiscard]] Result<std::optional<QByteArray>> thumbnail(Database &db, RecordId photo);
[[nodiscard]] Result<void> dropThumbnail(Database &db, RecordId photo);

} // namespace ruhu::store
