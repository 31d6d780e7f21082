// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/sign.h"

#include "core/crypto/sodium_p.h"

namespace ruhu::crypto {

SigningKey signingKeyFromSeed(const SecretBytes &seed)
{
    Q_ASSERT(seed.size() == signSeedSize);
    init();
    SigningKey key{QByteArray(signPublicSize, Qt::Uninitialized), SecretBytes(crypto_sign_SECRETKEYBYTES)};
    crypto_sign_seed_keypair(out(key.publicKey.data()), out(key.secretKey.data()), in(seed.view()));
    return key;
}

SigningKey newSigningKey()
{
    return signingKeyFromSeed(SecretBytes::random(signSeedSize));
}

QByteArray sign(const SecretBytes &secretKey, QByteArrayView message)
{
    Q_ASSERT(secretKey.size() == crypto_sign_SECRETKEYBYTES);
    QByteArray signature(signatureSize, Qt::Uninitialized);
    crypto_sign_detached(out(signature.data()), nullptr, in(message), length(message), in(secretKey.view()));
    return signature;
}

bool verify(QByteArrayView publicKey, QByteArrayView message, QByteArrayView signature)
{
    return publicKey.size() == signPublicSize && signature.size() == signatureSize &&
           crypto_sign_verify_detached(in(signature), in(message), length(message), in(publicKey)) == 0;
}

} // namespace ruhu::crypto
