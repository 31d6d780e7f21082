// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/parts.h"

/// Who somebody is for this laptop: the certificate that a signature names, and the roles that were granted.
namespace ruhu::service {

struct Standing
{
    PersonId person;
    QString name;
    QByteArray serial;  ///< 16 bytes; what `signature.person` holds.
    QByteArray signKey; ///< Ed25519, 32 bytes.
    QStringList roles;  ///< Role ids, the one written in the vault first.

    [[nodiscard]] bool has(QLatin1String role) const { return roles.contains(role); }
};

/// Kept at enrolment, before any record has come.
[[nodiscard]] Result<void> noteStanding(store::Database &db, const Standing &standing);
/// What was kept at enrolment and what has come by sync since. NotFound for somebody without a certificate here.
[[nodiscard]] Result<Standing> standingOf(store::Database &db, PersonId person);

/// The bytes a person signs: hash (32 bytes, record::recordHash) followed by the role in UTF-8 (docs/protocol.md 3).
[[nodiscard]] QByteArray signedMessage(QByteArrayView hash, const QString &role);

} // namespace ruhu::service
