// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/secretbytes.h"

#include "core/base/rng.h"
#include "core/crypto/sodium_p.h"

#include <QtGlobal>

#include <algorithm>
#include <cstring>
#include <utility>

namespace ruhu::crypto {

void init()
{
    static const int started = sodium_init(); // 0 first time, 1 already, -1 no randomness
    if (started < 0)
        qFatal("libsodium did not start: this machine has no source of randomness");
}

SecretBytes::SecretBytes(qsizetype size)
    : m_size(size)
{
    Q_ASSERT(size >= 0);
    if (size == 0)
        return;
    init();
    m_data = static_cast<char *>(sodium_malloc(std::size_t(size)));
    if (m_data == nullptr)
        qFatal("no guarded memory left for a secret");
    std::memset(m_data, 0, std::size_t(size));
}

SecretBytes::SecretBytes(SecretBytes &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

SecretBytes &SecretBytes::operator=(SecretBytes &&other) noexcept
{
    if (this != &other) {
        clear();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

SecretBytes SecretBytes::copyOf(QByteArrayView plain)
{
    SecretBytes secret(plain.size());
    std::copy_n(plain.data(), plain.size(), secret.m_data);
    return secret;
}

SecretBytes SecretBytes::takeFrom(QByteArray &plain)
{
    SecretBytes secret = copyOf(plain);
    wipe(plain);
    plain.clear();
    return secret;
}

SecretBytes SecretBytes::random(qsizetype size)
{
    SecretBytes secret(size);
    if (size > 0)
        randombytes_buf(secret.m_data, std::size_t(size));
    return secret;
}

SecretBytes SecretBytes::random(qsizetype size, Rng &rng)
{
    SecretBytes secret(size);
    rng.fill(secret.bytes());
    return secret;
}

void SecretBytes::clear()
{
    if (m_data != nullptr)
        sodium_free(m_data); // overwrites first
    m_data = nullptr;
    m_size = 0;
}

bool operator==(const SecretBytes &a, const SecretBytes &b)
{
    return a.m_size == b.m_size && (a.m_size == 0 || sodium_memcmp(a.m_data, b.m_data, std::size_t(a.m_size)) == 0);
}

void wipe(QByteArray &bytes)
{
    if (!bytes.isEmpty())
        sodium_memzero(bytes.data(), std::size_t(bytes.size()));
}

void wipe(std::span<std::byte> bytes)
{
    sodium_memzero(bytes.data(), bytes.size());
}

} // namespace ruhu::crypto
