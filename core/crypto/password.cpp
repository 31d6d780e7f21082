// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/password.h"

#include "core/crypto/sodium_p.h"

namespace ruhu::crypto {

static_assert(passwordSaltSize == crypto_pwhash_argon2id_SALTBYTES);

Result<SecretBytes> passwordKey(const SecretBytes &password, QByteArrayView salt, PasswordCost cost, qsizetype size)
{
    Q_ASSERT(salt.size() == passwordSaltSize && size >= 16 && size <= 64);
    if (cost.passes < crypto_pwhash_argon2id_OPSLIMIT_MIN || cost.memory < crypto_pwhash_argon2id_MEMLIMIT_MIN ||
        cost.passes > crypto_pwhash_argon2id_OPSLIMIT_MAX || cost.memory > crypto_pwhash_argon2id_MEMLIMIT_MAX)
        return fail(ErrorCode::Rejected, QStringLiteral("password cost out of range"));
    SecretBytes key(size);
    if (crypto_pwhash_argon2id(out(key.data()), static_cast<unsigned long long>(size), password.data(),
                               length(password.view()), in(salt), cost.passes, cost.memory,
                               crypto_pwhash_argon2id_ALG_ARGON2ID13) != 0)
        return fail(ErrorCode::OutOfMemory,
                    QStringLiteral("Argon2id needs %1 MiB").arg(qulonglong(cost.memory / (1024 * 1024))));
    return key;
}

} // namespace ruhu::crypto
