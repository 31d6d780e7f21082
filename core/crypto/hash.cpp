// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/hash.h"

#include "core/crypto/sodium_p.h"

#include <QtEndian>

namespace ruhu::crypto {

QByteArray blake2b(QByteArrayView data, qsizetype size, QByteArrayView key)
{
    Q_ASSERT(size >= 16 && size <= 64 && key.size() <= 64);
    QByteArray digest(size, Qt::Uninitialized);
    crypto_generichash(out(digest.data()), std::size_t(size), in(data), length(data), key.isEmpty() ? nullptr : in(key),
                       std::size_t(key.size()));
    return digest;
}

SecretBytes blake2bSecret(QByteArrayView data, qsizetype size, const SecretBytes &key)
{
    Q_ASSERT(size >= 16 && size <= 64 && !key.isEmpty() && key.size() <= 64);
    SecretBytes digest(size);
    crypto_generichash(out(digest.data()), std::size_t(size), in(data), length(data), in(key.view()),
                       std::size_t(key.size()));
    return digest;
}

struct Blake2b::State
{
    crypto_generichash_state state;
    ~State() { sodium_memzero(&state, sizeof state); }
};

Blake2b::Blake2b(qsizetype size, QByteArrayView key)
    : m_state(std::make_unique<State>())
    , m_size(size)
{
    Q_ASSERT(size >= 16 && size <= 64 && key.size() <= 64);
    crypto_generichash_init(&m_state->state, key.isEmpty() ? nullptr : in(key), std::size_t(key.size()),
                            std::size_t(size));
}

Blake2b::~Blake2b() = default;
Blake2b::Blake2b(Blake2b &&) noexcept = default;
Blake2b &Blake2b::operator=(Blake2b &&) noexcept = default;

void Blake2b::add(QByteArrayView data)
{
    crypto_generichash_update(&m_state->state, in(data), length(data));
}

QByteArray Blake2b::result()
{
    QByteArray digest(m_size, Qt::Uninitialized);
    crypto_generichash_final(&m_state->state, out(digest.data()), std::size_t(m_size));
    return digest;
}

quint64 sipHash24(QByteArrayView data, QByteArrayView key16)
{
    Q_ASSERT(key16.size() == crypto_shorthash_KEYBYTES);
    unsigned char digest[crypto_shorthash_BYTES];
    crypto_shorthash(digest, in(data), length(data), in(key16));
    return qFromLittleEndian<quint64>(digest);
}

bool equalInConstantTime(QByteArrayView a, QByteArrayView b)
{
    return a.size() == b.size() && (a.isEmpty() || sodium_memcmp(a.data(), b.data(), std::size_t(a.size())) == 0);
}

} // namespace ruhu::crypto
