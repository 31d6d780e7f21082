// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "sync/hub/hubstore.h"

/// What an operator does at the hub: people, one-time codes, bulk import. Each function is one transaction.
namespace ruhu::hub {

constexpr qint64 codeLifeMs = 24 * 60 * 60 * 1000; ///< docs/protocol.md 3

struct NewPerson
{
    QString name;
    QString role;        ///< Role id of domain 1.
    qint64 division = 0; ///< 12 digits; a township ends in 000, a county in 000000.
};

struct AddedPerson
{
    PersonId person;
    QString code; ///< "K7F2-9QXM-3TWA": enrols this person on one laptop within 24 hours.
};

/// True for the role ids of domain 1.
[[nodiscard]] bool isRole(const QString &role);

/// A person with one grant, and the first code. Rejected: empty or too long name, unknown role, division not of 12
/// digits.
[[nodiscard]] Result<AddedPerson> addPerson(HubStore &store, const Clock &clock, Rng &rng, const NewPerson &person);
/// Another code, for another laptop of the same person. NotFound.
[[nodiscard]] Result<QString> newCode(HubStore &store, const Clock &clock, Rng &rng, PersonId person);
/// One more role. NotFound, Rejected.
[[nodiscard]] Result<void> addGrant(HubStore &store, const Clock &clock, Rng &rng, PersonId person, const QString &role,
                                    qint64 division);
/// The device may not read any more; what it still sends is kept without effect. NotFound.
[[nodiscard]] Result<void> revokeDevice(HubStore &store, const Clock &clock, Rng &rng, DeviceId device);

/// Case, capitals, blanks and dashes do not matter when a code is typed.
[[nodiscard]] QByteArray codeHash(const QString &code);

/// Writes records of one part as version 1 (id, kind, root, village, body set; ver, seq and ch are given here). At most
/// 1,000 at a time, because the township is locked meanwhile. A record that is there already with the
/// same body is skipped, with another one the whole slice is refused (AlreadyExists). List rows follow by themselves.
/// Rejected names what does not fit: too many, no kind, a household that is not its own root.
[[nodiscard]] Result<void> importRecords(HubStore &store, const Clock &clock, qint32 part,
                                         const QList<record::Record> &records);
/// A complete blob, checked against its name. Damaged, TooLarge.
[[nodiscard]] Result<void> importBlob(HubStore &store, qint32 part, const QByteArray &hash, const QString &role,
                                      const QByteArray &bytes);
/// Names for list rows: "Shanqian village".
[[nodiscard]] Result<void> setDivisionNames(HubStore &store, const QList<std::pair<qint64, QString>> &names);
/// After a restore from a backup: laptops compare digests and send again what the backup does not hold.
[[nodiscard]] Result<void> raiseEpoch(HubStore &store, qint32 part);

} // namespace ruhu::hub
