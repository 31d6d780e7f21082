// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace ruhu::crypto {

constexpr qsizetype hashSize = 32; ///< BLAKE2b-256: names of sealed files, heads of chains, hashes of submissions.

/// BLAKE2b (RFC 7693) of `data`. \param size 16..64 bytes \param key up to 64 bytes; empty = no key
[[nodiscard]] QByteArray blake2b(QByteArrayView data, qsizetype size = hashSize, QByteArrayView key = {});

/// BLAKE2b whose result is itself a secret: subkeys, password + device secret.
[[nodiscard]] SecretBytes blake2bSecret(QByteArrayView data, qsizetype size, const SecretBytes &key);

/// BLAKE2b over data that does not fit into memory at once. One use: add(), add(), …, result().
class Blake2b
{
public:
    explicit Blake2b(qsizetype size = hashSize, QByteArrayView key = {});
    ~Blake2b();
    Blake2b(Blake2b &&) noexcept;
    Blake2b &operator=(Blake2b &&) noexcept;

    void add(QByteArrayView data);
    [[nodiscard]] QByteArray result();

private:
    struct State;
    std::unique_ptr<State> m_state;
    qsizetype m_size;
};

/// SipHash-2-4 with a 16-byte key: short keyed digests where an attacker may choose the input (pagination, buckets).
[[nodiscard]] quint64 sipHash24(QByteArrayView data, QByteArrayView key16);

/// Compares in a time that depends on the lengths only: for codes, tags and check values.
[[nodiscard]] bool equalInConstantTime(QByteArrayView a, QByteArrayView b);

} // namespace ruhu::crypto
