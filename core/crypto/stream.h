// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Long things sealed in pieces: photos, papers, courier packs. libsodium's secretstream (XChaCha20-Poly1305) in chunks
// of 64 KiB; removing, repeating, reordering or cutting chunks does not go unnoticed.
//
// Layout: header 24 | chunk…  Each chunk is its plain length + 17; every chunk but the last carries exactly 64 KiB, the
// last carries TAG_FINAL and 0..64 KiB. `aad` is bound to every chunk and not stored.
#pragma once

#include "core/base/result.h"
#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

namespace ruhu::crypto {

constexpr qsizetype streamKeySize = 32;
constexpr qsizetype streamHeaderSize = 24;
constexpr qsizetype streamChunkOverhead = 17;
constexpr qsizetype streamChunkSize = 64 * 1024; ///< Plain bytes of every chunk but the last.

/// Seals chunk after chunk. Write header() first, then each push().
class StreamSealer
{
public:
    /// \param key 32 bytes, used for this stream only
    StreamSealer(const SecretBytes &key, QByteArray aad);
    ~StreamSealer();

    [[nodiscard]] const QByteArray &header() const { return m_header; }
    /// \param last ends the stream; nothing may follow
    [[nodiscard]] QByteArray push(QByteArrayView chunk, bool last);

private:
    struct State;
    std::unique_ptr<State> m_state;
    QByteArray m_header;
    QByteArray m_aad;
};

/// Opens chunk after chunk. Not one byte of a chunk is given out before it authenticated.
class StreamOpener
{
public:
    /// \param header 24 bytes; Damaged when it is no header of this key
    static Result<StreamOpener> start(const SecretBytes &key, QByteArray aad, QByteArrayView header);
    ~StreamOpener();
    StreamOpener(StreamOpener &&) noexcept;
    StreamOpener &operator=(StreamOpener &&) noexcept;

    /// The plain bytes of the next sealed chunk; Damaged when it is not the next one of this stream.
    [[nodiscard]] Result<QByteArray> pull(QByteArrayView chunk);
    /// True after the chunk that ends the stream. A file that stops before is cut: the caller must treat it as Damaged.
    [[nodiscard]] bool atEnd() const { return m_atEnd; }

private:
    StreamOpener();
    struct State;
    std::unique_ptr<State> m_state;
    QByteArray m_aad;
    bool m_atEnd = false;
};

/// Size of sealed bytes for `plain` bytes >= 0.
[[nodiscard]] qint64 streamSealedSize(qint64 plain);

/// The whole of a thing that fits into memory.
[[nodiscard]] QByteArray streamSeal(const SecretBytes &key, QByteArrayView aad, QByteArrayView plain);
/// Damaged when key, aad or any byte differs, or when the end is missing or something follows it.
[[nodiscard]] Result<QByteArray> streamOpen(const SecretBytes &key, QByteArrayView aad, QByteArrayView sealed);

} // namespace ruhu::crypto
