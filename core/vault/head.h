// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// vault.head: who may open this vault, and how. Private to this room.
//
//   magic "RUHUHEAD" | version u32 | min_reader u32 | size u32 | CBOR of `size` bytes | BLAKE2b-256 of all before it
//   CBOR {"body": bytes, "mac": 32 bytes, "state": {"next_try": ms, "failures": n, "unsent": {person: n}, "used":
//   {person: ms}}} body = CBOR {"suite": 1, "vault": 16 bytes, "place": "keyring"|"file", "backend": text, "check": 32
//   bytes, "people": [person…],
//                "province": {"key": 32 bytes, "box": bytes}}
//   person = {"id", "name", "role", "sign", "box", "salt", "passes", "memory", "version", "wrap"}
//
// The checksum finds damage before anybody unlocks; the MAC (BLAKE2b-256 keyed by the purpose key "head") finds a
// changed name or public key right after. `state` is written by locked laptops and has no MAC.
// No household data is in it. Written new → fsync → rename → fsync of the folder.
#pragma once

#include "core/vault/vault.h"

#include <QHash>

namespace ruhu::vault {

struct HeadPerson
{
    Person known; ///< `unsent` lives in HeadState
    crypto::PasswordCost cost;
    QByteArray salt;        ///< 16 bytes
    quint32 keyVersion = 1; ///< grows with every new password
    QByteArray wrap;        ///< vault key 32 | Ed25519 secret 64 | X25519 secret 32, sealed under the person's KEK
};

struct HeadState
{
    qint64 nextTryMs = 0; ///< wall clock
    int failures = 0;
    QHash<PersonId, int> unsent;
    QHash<PersonId, qint64> used; ///< wall clock of the last lock
};

struct Head
{
    QByteArray vaultId; ///< 16 bytes
    SecretPlace place = SecretPlace::File;
    QString keyringBackend;
    QByteArray secretCheck; ///< 32 bytes: proves a device secret to be the right one, tells nothing about it
    QList<HeadPerson> people;
    QByteArray provinceKey;
    QByteArray provinceBox;
    HeadState state;

    QByteArray body; ///< as read or sealed last: what the MAC is over
    QByteArray mac;
};

/// Encodes the body anew and authenticates it. Call it after a change of anything but `state`.
void sealHead(Head &head, const crypto::SecretBytes &headKey);
[[nodiscard]] bool headHolds(const Head &head, const crypto::SecretBytes &headKey);

[[nodiscard]] QByteArray headBytes(const Head &head);
/// TooNew; Damaged (also for a password cost below the floor or above the ceiling: somebody lowered it).
[[nodiscard]] Result<Head> headFromBytes(QByteArrayView bytes);

/// A person with what the state knows.
[[nodiscard]] Person knownPerson(const Head &head, const HeadPerson &person);

[[nodiscard]] bool costAllowed(const crypto::PasswordCost &cost);

} // namespace ruhu::vault
