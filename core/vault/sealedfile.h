// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Photos and papers, sealed one by one (docs/storage-format.md). Each has a random key of its own, kept in its `photo`
// record; the file under VAULT/files is a secretstream (core/crypto/stream.h) named by BLAKE2b-256 of its ciphertext,
// so that the bytes can go to the hub as they are, and a copy that came twice is one file.
#pragma once

#include "core/base/result.h"
#include "core/base/strongid.h"
#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

namespace ruhu::vault {

/// What a sealed file is bound to: the record, what the file is for it, and the plain size.
/// \param role "thumbnail", "evidence", "original", "strokes" …
[[nodiscard]] QByteArray sealedFileContext(const RecordId &record, QByteArrayView role, qint64 plainSize);

/// A thing sealed in memory.
struct SealedBytes
{
    QByteArray sealed;       ///< what is stored and uploaded
    QByteArray name;         ///< 32 bytes: BLAKE2b-256 of `sealed`
    crypto::SecretBytes key; ///< 32 random bytes, for this thing only
};

/// Seals with a fresh key. \param context of sealedFileContext()
[[nodiscard]] SealedBytes sealBytes(QByteArrayView plain, QByteArrayView context);
/// Opens `sealed`. Damaged when the name, the key, the context or any byte differs.
[[nodiscard]] Result<QByteArray> openBytes(QByteArrayView sealed, QByteArrayView name, const crypto::SecretBytes &key,
                                           QByteArrayView context);

/// The folder VAULT/files. Stateless: any thread may use its own. Every write is on disk before it returns: sync the
/// row that names a file after the file, never before.
class SealedFiles
{
public:
    explicit SealedFiles(QString folder);

    /// Stores sealed bytes under their name: written beside, synced, renamed, directory synced. Storing what is there
    /// already succeeds. Damaged when `name` is not the hash of `sealed`; Io; DiskFull.
    [[nodiscard]] Result<void> store(QByteArrayView name, QByteArrayView sealed) const;
    /// The sealed bytes, checked against the name. NotFound; Damaged; TooLarge (limits::blobBytes); Io.
    [[nodiscard]] Result<QByteArray> load(QByteArrayView name) const;
    /// load() and openBytes().
    [[nodiscard]] Result<QByteArray> open(QByteArrayView name, const crypto::SecretBytes &key,
                                          QByteArrayView context) const;
    [[nodiscard]] bool contains(QByteArrayView name) const;
    /// Removes the file; no error when it is not there. Io.
    [[nodiscard]] Result<void> remove(QByteArrayView name) const;
    /// The names of all files, sorted. Leftovers of an interrupted store() are not among them.
    [[nodiscard]] Result<QList<QByteArray>> names() const;
    /// Removes leftovers of interrupted stores; the count. Call it when nobody stores.
    [[nodiscard]] Result<int> removeLeftovers() const;

    /// VAULT/files/ab/<64 hexadecimal digits>
    [[nodiscard]] QString pathOf(QByteArrayView name) const;

private:
    QString m_folder;
};

} // namespace ruhu::vault
