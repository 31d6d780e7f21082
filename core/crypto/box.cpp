// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/box.h"

#include "core/crypto/sodium_p.h"

namespace ruhu::crypto {

static_assert(boxOverhead == crypto_box_SEALBYTES);

BoxKey boxKeyFromSeed(const SecretBytes &seed)
{
    Q_ASSERT(seed.size() == boxSeedSize);
    init();
    BoxKey key{QByteArray(boxPublicSize, Qt::Uninitialized), SecretBytes(crypto_box_SECRETKEYBYTES)};
    crypto_box_seed_keypair(out(key.publicKey.data()), out(key.secretKey.data()), in(seed.view()));
    return key;
}

BoxKey newBoxKey()
{
    return boxKeyFromSeed(SecretBytes::random(boxSeedSize));
}

Result<QByteArray> boxSeal(QByteArrayView publicKey, QByteArrayView plain)
{
    init();
    QByteArray box(plain.size() + boxOverhead, Qt::Uninitialized);
    if (publicKey.size() != boxPublicSize ||
        crypto_box_seal(out(box.data()), in(plain), length(plain), in(publicKey)) != 0)
        return fail(ErrorCode::Rejected, QStringLiteral("not a usable X25519 public key"));
    return box;
}

Result<SecretBytes> boxOpen(QByteArrayView publicKey, const SecretBytes &secretKey, QByteArrayView box)
{
    Q_ASSERT(publicKey.size() == boxPublicSize && secretKey.size() == crypto_box_SECRETKEYBYTES);
    if (box.size() < boxOverhead)
        return fail(ErrorCode::Damaged, QStringLiteral("sealed box too short"));
    SecretBytes plain(box.size() - boxOverhead);
    if (crypto_box_seal_open(out(plain.data()), in(box), length(box), in(publicKey), in(secretKey.view())) != 0)
        return fail(ErrorCode::Damaged, QStringLiteral("sealed box does not open"));
    return plain;
}

} // namespace ruhu::crypto
