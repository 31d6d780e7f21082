// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The inside of UnlockedVault and the ways from a password to keys. Private to this room.
#pragma once

#include "core/vault/head.h"

namespace ruhu::vault {

struct UnlockedVault::Keys
{
    QString folder;
    QByteArray vaultId;
    Person person;
    crypto::SecretBytes vaultKey;
    crypto::SecretBytes signSecret;
    crypto::SecretBytes boxSecret;
};

/// BLAKE2b-256 keyed by the vault key: one key per purpose.
[[nodiscard]] crypto::SecretBytes purposeKeyOf(const crypto::SecretBytes &vaultKey, QByteArrayView vaultId,
                                               QByteArrayView purpose);

/// KEK = BLAKE2b-256(key = device secret, "kek1" | vault | person | UK), UK = Argon2id(password). OutOfMemory.
[[nodiscard]] Result<crypto::SecretBytes> keyEncryptionKey(const QByteArray &vaultId, const HeadPerson &person,
                                                           const crypto::SecretBytes &normalized,
                                                           const crypto::SecretBytes &deviceSecret);

/// Puts vault key and person's keys under `kek` into person.wrap.
void wrapKeys(const QByteArray &vaultId, HeadPerson &person, const crypto::SecretBytes &kek,
              const crypto::SecretBytes &vaultKey, const crypto::SecretBytes &signSecret,
              const crypto::SecretBytes &boxSecret);
/// WrongPassword when `kek` is not the one. Fills the three keys only.
[[nodiscard]] Result<void> unwrapKeys(const QByteArray &vaultId, const HeadPerson &person,
                                      const crypto::SecretBytes &kek, UnlockedVault::Keys &keys);

/// NFC as UTF-8, without judging the length.
[[nodiscard]] crypto::SecretBytes inNormalForm(const crypto::SecretBytes &utf8);

/// What vault.head keeps to recognise the device secret.
[[nodiscard]] QByteArray secretCheckValue(const QByteArray &vaultId, const crypto::SecretBytes &deviceSecret);

} // namespace ruhu::vault
