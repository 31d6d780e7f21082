// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>

namespace ruhu::crypto {

constexpr qsizetype signSeedSize = 32;
constexpr qsizetype signPublicSize = 32;
constexpr qsizetype signatureSize = 64;

/// An Ed25519 key pair (RFC 8032). The public half may be shown to anybody.
struct SigningKey
{
    QByteArray publicKey;  ///< 32 bytes
    SecretBytes secretKey; ///< 64 bytes in libsodium's layout: seed | public key
};

/// The pair of a 32-byte seed; the same seed gives the same pair.
[[nodiscard]] SigningKey signingKeyFromSeed(const SecretBytes &seed);
/// A fresh pair from the system's randomness.
[[nodiscard]] SigningKey newSigningKey();

/// 64-byte signature over exactly these bytes. \param secretKey as in SigningKey (64 bytes)
[[nodiscard]] QByteArray sign(const SecretBytes &secretKey, QByteArrayView message);

/// True only when `signature` was made over exactly `message` by the owner of `publicKey`. Wrong lengths are false.
[[nodiscard]] bool verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature);

} // namespace ruhu::crypto
