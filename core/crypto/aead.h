// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// XChaCha20-Poly1305-IETF, the only cipher of suite 1. Random 24-byte nonces, 16-byte tags.
#pragma once

#include "core/base/result.h"
#include "core/crypto/random.h"
#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>

namespace ruhu::crypto {

constexpr qsizetype aeadKeySize = 32;
constexpr qsizetype aeadTagSize = 16;
constexpr qsizetype aeadOverhead = qsizetype(nonceSize) + aeadTagSize; ///< nonce 24 + tag 16

/// nonce | ciphertext | tag with a fresh nonce. \param aad bound to it and needed to open, not stored \param key 32
/// bytes
[[nodiscard]] QByteArray aeadSeal(const SecretBytes &key, QByteArrayView aad, QByteArrayView plain);

/// The content of aeadSeal(). Damaged when key, aad or any bit differs; nothing is shown then.
[[nodiscard]] Result<QByteArray> aeadOpen(const SecretBytes &key, QByteArrayView aad, QByteArrayView sealed);
/// The same for content that is a secret itself (wrapped keys): it never exists outside guarded memory.
[[nodiscard]] Result<SecretBytes> aeadOpenSecret(const SecretBytes &key, QByteArrayView aad, QByteArrayView sealed);

/// The parts apart, for fixed layouts (pages, frames). `cipher` has the size of `plain` and may be the same memory;
/// `nonce` gets 24 fresh bytes, `tag` 16 bytes.
void aeadSealParts(const SecretBytes &key, QByteArrayView aad, QByteArrayView plain, char *cipher, char *nonce,
                   char *tag);
/// False when it does not authenticate; `plain` then holds zeros. `plain` may be the memory of `cipher`.
[[nodiscard]] bool aeadOpenParts(const SecretBytes &key, QByteArrayView aad, QByteArrayView cipher, const char *nonce,
                                 const char *tag, char *plain);

} // namespace ruhu::crypto
