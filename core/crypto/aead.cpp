// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/aead.h"

#include "core/crypto/sodium_p.h"

#include <cstring>

namespace ruhu::crypto {

static_assert(aeadKeySize == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(aeadTagSize == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(nonceSize == crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);

void aeadSealParts(const SecretBytes &key, QByteArrayView aad, QByteArrayView plain, char *cipher, char *nonce,
                   char *tag)
{
    Q_ASSERT(key.size() == aeadKeySize);
    const Nonce fresh = freshNonce();
    std::memcpy(nonce, fresh.data(), fresh.size());
    unsigned long long tagLength = 0;
    crypto_aead_xchacha20poly1305_ietf_encrypt_detached(out(cipher), out(tag), &tagLength, in(plain), length(plain),
                                                        in(aad), length(aad), nullptr, fresh.data(), in(key.view()));
}

bool aeadOpenParts(const SecretBytes &key, QByteArrayView aad, QByteArrayView cipher, const char *nonce,
                   const char *tag, char *plain)
{
    Q_ASSERT(key.size() == aeadKeySize);
    return crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
               out(plain), nullptr, in(cipher), length(cipher), reinterpret_cast<const unsigned char *>(tag), in(aad),
               length(aad), reinterpret_cast<const unsigned char *>(nonce), in(key.view())) == 0;
}

QByteArray aeadSeal(const SecretBytes &key, QByteArrayView aad, QByteArrayView plain)
{
    QByteArray sealed(plain.size() + aeadOverhead, Qt::Uninitialized);
    char *nonce = sealed.data();
    char *cipher = nonce + nonceSize;
    aeadSealParts(key, aad, plain, cipher, nonce, cipher + plain.size());
    return sealed;
}

namespace {
Result<void> openInto(char *plain, const SecretBytes &key, QByteArrayView aad, QByteArrayView sealed)
{
    const QByteArrayView cipher = sealed.sliced(qsizetype(nonceSize), sealed.size() - aeadOverhead);
    if (!aeadOpenParts(key, aad, cipher, sealed.data(), cipher.data() + cipher.size(), plain))
        return fail(ErrorCode::Damaged, QStringLiteral("sealed bytes do not authenticate"));
    return {};
}
} // namespace

Result<QByteArray> aeadOpen(const SecretBytes &key, QByteArrayView aad, QByteArrayView sealed)
{
    if (sealed.size() < aeadOverhead)
        return fail(ErrorCode::Damaged, QStringLiteral("sealed bytes too short"));
    QByteArray plain(sealed.size() - aeadOverhead, Qt::Uninitialized);
    if (auto opened = openInto(plain.data(), key, aad, sealed); !opened)
        return passOn(opened);
    return plain;
}

Result<SecretBytes> aeadOpenSecret(const SecretBytes &key, QByteArrayView aad, QByteArrayView sealed)
{
    if (sealed.size() < aeadOverhead)
        return fail(ErrorCode::Damaged, QStringLiteral("sealed bytes too short"));
    SecretBytes plain(sealed.size() - aeadOverhead);
    if (auto opened = openInto(plain.data(), key, aad, sealed); !opened)
        return passOn(opened);
    return plain;
}

} // namespace ruhu::crypto
