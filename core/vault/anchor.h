// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The anchor (docs/storage-format.md): the latest state that was seen, kept apart from the database, so that an older
// copy put back in its place is noticed. Authenticated under the vault key. Its limit: whoever restores the whole disk
// restores the anchor too.
#pragma once

#include "core/base/result.h"
#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace ruhu::vault {

class UnlockedVault;

struct Anchor
{
    QByteArray fileId;       ///< 16 bytes: SealedDatabase::fileId()
    quint64 generation = 0;  ///< SealedDatabase::generation()
    quint64 commitCount = 0; ///< a row that grows with every write transaction
    QByteArray auditHead;    ///< 32 bytes, or empty when nothing was audited yet

    friend bool operator==(const Anchor &, const Anchor &) = default;
};

/// The bytes kept in VAULT/anchor and in the key ring: authenticated, not secret.
[[nodiscard]] QByteArray anchorBytes(const UnlockedVault &vault, const Anchor &anchor);
/// Damaged when they were changed or belong to another vault.
[[nodiscard]] Result<Anchor> anchorFromBytes(const UnlockedVault &vault, QByteArrayView bytes);

/// Writes VAULT/anchor: written beside, synced, renamed, directory synced.
[[nodiscard]] Result<void> writeAnchor(const UnlockedVault &vault, const Anchor &anchor);
/// Nothing when there is no anchor yet; Damaged; Io.
[[nodiscard]] Result<std::optional<Anchor>> readAnchor(const UnlockedVault &vault);

/// RolledBack when `now` is older than `seen`, or another file altogether; otherwise nothing. `detail` names what.
[[nodiscard]] Result<void> compareAnchors(const Anchor &seen, const Anchor &now);

} // namespace ruhu::vault
