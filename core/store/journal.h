// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/record/mutation.h"
#include "core/store/database.h"

/// The audit chain, the commit count and small settings.
namespace ruhu::store {

/// One line of the chain: hash = BLAKE2b-256(previous hash | canonical CBOR of the line), signed by the device.
struct AuditRow
{
    qint64 n = 0;
    qint64 atMs = 0;
    PersonId person;
    QString what; ///< "unlock", "reveal", "opinion-signed" …
    RecordId ref;
    QString detail; ///< No names, no numbers of people.
    QByteArray hash;
    QByteArray sig;
};
[[nodiscard]] Result<void> audit(Database &db, const AuditRow &line, const record::Signer &device);
/// Newest first.
[[nodiscard]] Result<QList<AuditRow>> auditRows(Database &db, int limit = 200);
/// Damaged names the first line whose hash does not follow, or (with a 32-byte key) whose signature is wrong.
[[nodiscard]] Result<qint64> verifyAudit(Database &db, QByteArrayView devicePublicKey = {});

/// What the anchor of the vault remembers (architecture, "Where things live").
struct AnchorState
{
    qint64 commits = 0;
    QByteArray auditHead; ///< 32 bytes; empty before the first line.
};
[[nodiscard]] Result<AnchorState> anchorState(Database &db);

[[nodiscard]] Result<void> setSetting(Database &db, const QString &name, const QByteArray &value);
/// Empty when it was never set.
[[nodiscard]] Result<QByteArray> setting(Database &db, const QString &name);

} // namespace ruhu::store
