// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>

namespace ruhu::crypto {

constexpr qsizetype boxSeedSize = 32;
constexpr qsizetype boxPublicSize = 32;
constexpr qsizetype boxOverhead = 48; ///< A sealed box is this much longer than its content.

/// An X25519 key pair, for things that anybody may seal and only the owner can open.
struct BoxKey
{
    QByteArray publicKey;  ///< 32 bytes
    SecretBytes secretKey; ///< 32 bytes
};

/// The pair of a 32-byte seed; the same seed gives the same pair.
[[nodiscard]] BoxKey boxKeyFromSeed(const SecretBytes &seed);
/// A fresh pair from the system's randomness.
[[nodiscard]] BoxKey newBoxKey();

/// An anonymous sealed box (crypto_box_seal). Rejected when `publicKey` is no usable X25519 key.
[[nodiscard]] Result<QByteArray> boxSeal(QByteArrayView publicKey, QByteArrayView plain);

/// Opens it with both halves of the pair. Damaged when it was changed or is for somebody else.
[[nodiscard]] Result<SecretBytes> boxOpen(QByteArrayView publicKey, const SecretBytes &secretKey, QByteArrayView box);

} // namespace ruhu::crypto
