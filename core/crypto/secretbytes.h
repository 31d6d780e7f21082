// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Secrets have a type. SecretBytes lives between guard pages, is locked into memory where the system allows it, is left
// out of core dumps and is overwritten when it dies. It cannot be copied by accident: clone() and toPlain() are the
// only ways out, and both are easy to search for.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <span>

namespace ruhu {
class Rng;
}

namespace ruhu::crypto {

/// Starts libsodium; safe to call often and from any thread. Every function of this room calls it by itself, so that
/// programs need it only to fail early. Ends the process when the machine has no randomness.
void init();

/// Bytes that nobody else may see: a key, a password, a seed. Move-only. Not thread-safe; hand it over by moving.
/// Locking into RAM may fail where the limit is small (8 MiB on Debian): that is no error, guard pages remain.
class SecretBytes
{
public:
    SecretBytes() = default;
    /// `size` zero bytes, size >= 0. Ends the process when there is no memory, as operator new would.
    explicit SecretBytes(qsizetype size);
    ~SecretBytes() { clear(); }
    SecretBytes(SecretBytes &&other) noexcept;
    SecretBytes &operator=(SecretBytes &&other) noexcept;
    SecretBytes(const SecretBytes &) = delete;
    SecretBytes &operator=(const SecretBytes &) = delete;

    /// A guarded copy. The caller's bytes stay where they are: wipe() them.
    static SecretBytes copyOf(QByteArrayView plain);
    /// Takes the bytes over: a guarded copy is made and `plain` is overwritten (only this reference; shared ones
    /// detach).
    static SecretBytes takeFrom(QByteArray &plain);
    /// `size` bytes of the system's randomness.
    static SecretBytes random(qsizetype size);
    /// `size` bytes of an injected source, for what must replay from a seed.
    static SecretBytes random(qsizetype size, Rng &rng);

    [[nodiscard]] SecretBytes clone() const { return copyOf(view()); }
    /// An unguarded copy: only for handing a secret to an interface that knows nothing better (the key ring).
    [[nodiscard]] QByteArray toPlain() const { return view().toByteArray(); }

    [[nodiscard]] qsizetype size() const { return m_size; }
    [[nodiscard]] bool isEmpty() const { return m_size == 0; }
    /// Valid while this object lives and is not moved from.
    [[nodiscard]] QByteArrayView view() const { return {m_data, m_size}; }
    [[nodiscard]] const char *data() const { return m_data; }
    [[nodiscard]] char *data() { return m_data; }
    [[nodiscard]] std::span<std::byte> bytes()
    {
        return std::as_writable_bytes(std::span(m_data, std::size_t(m_size)));
    }

    /// Overwrites and frees; size() is 0 afterwards.
    void clear();

    /// Compares in a time that depends on the lengths only.
    friend bool operator==(const SecretBytes &a, const SecretBytes &b);

private:
    char *m_data = nullptr;
    qsizetype m_size = 0;
};

/// Overwrites the bytes so that the compiler cannot leave it out. The array keeps its size and detaches first: other
/// references to the same bytes are not touched.
void wipe(QByteArray &bytes);
void wipe(std::span<std::byte> bytes);

} // namespace ruhu::crypto
