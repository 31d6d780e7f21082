// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/crypto/secretbytes.h"

#include <QByteArrayView>

namespace ruhu::crypto {

constexpr qsizetype passwordSaltSize = 16;

/// How much work one guess at a password costs: Argon2id version 1.3 (RFC 9106) with one lane.
struct PasswordCost
{
    quint64 passes = 3;                    ///< libsodium's opslimit
    quint64 memory = 256ULL * 1024 * 1024; ///< bytes; libsodium's memlimit

    friend bool operator==(const PasswordCost &, const PasswordCost &) = default;
};

/// The key of a password. Takes about 0.4 s at the default cost and blocks the calling thread: never the GUI's.
/// \param salt 16 random bytes \param size of the key, 16..64 bytes
/// \return OutOfMemory when the machine cannot spare `cost.memory`: say so, never lower the cost silently;
///         Rejected for a cost that Argon2id does not know (passes < 1, memory < 8 KiB)
[[nodiscard]] Result<SecretBytes> passwordKey(const SecretBytes &password, QByteArrayView salt, PasswordCost cost,
                                              qsizetype size = 32);

} // namespace ruhu::crypto
