// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/hub.h"
#include "sync/protocol/messages.h"
#include "sync/protocol/problem.h"

// Private to the room: the device behind a request and what its people may do.
namespace ruhu::hub {

/// A device, its people, and the union of their grants.
struct Session
{
    DeviceRow device;
    QList<CertificateRow> certificates; ///< Of the device's people, revoked ones included.
    QList<GrantRow> grants;
    QList<protocol::ScopePart> parts; ///< Sorted by part; part 0 is always there.
    qint64 scopeVer = 0;
    bool barred = false; ///< Revoked, or its certificate has run out: may still send, not read.

    [[nodiscard]] const protocol::ScopePart *find(qint32 part) const;
    /// True when rows of that village may be read and written. Village 0 belongs to everybody of the part.
    [[nodiscard]] bool covers(qint32 part, qint64 village) const;
    /// True when this person holds the role for that place.
    [[nodiscard]] bool holds(PersonId person, const QString &role, qint32 part, qint64 village) const;
    [[nodiscard]] bool isPerson(PersonId person) const;
    /// The person, when the device has exactly one; else null.
    [[nodiscard]] PersonId onlyPerson() const;
};

/// nullopt when the device is unknown.
[[nodiscard]] Result<std::optional<Session>> loadSession(HubTransaction &transaction, DeviceId device, qint64 nowMs);

/// True when the 12-digit `division` contains that place (trailing zeros = everything below).
[[nodiscard]] bool contains(qint64 division, qint32 part, qint64 village);

/// The grants of one person, as an answer carries them.
[[nodiscard]] QList<protocol::GrantInfo> infosOf(const QList<GrantRow> &grants);

} // namespace ruhu::hub
