// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The bytes of format SEALDB, number 0 (docs/storage-format.md). Private to this room.
//
//   0      header copy A (2048)   2048 header copy B (2048)
//     0 magic "SEALDB\0\0" | 8 fmt u32 | 12 min_reader u32 | 16 suite u32 | 20 page_size u32 | 24 reserve u32
//    28 file_id 16 | 44 dek_epoch u32 | 48 generation u64 | 56 wal_epoch u64 | 64 last_scrub u64
//    72 data key wrapped under the vault key: nonce 24 | ct 32 | tag 16, AAD = bytes 0..48 (what never changes)
//   144 checksum 32 = BLAKE2b-256 of bytes 0..144 | 176 MAC 32 = the same keyed by the hdr subkey | 208 zeros
//   4096 × n  page n: ct 4056 | nonce 24 | tag 16, AAD 'P' | n u64
//
// All integers little-endian. Subkeys: BLAKE2b-256 keyed by the data key over "SEALDB" | purpose (4, zero-padded) |
// file_id | dek_epoch u32.
#pragma once

#include "core/base/result.h"
#include "core/crypto/secretbytes.h"

#include <QByteArray>
#include <QByteArrayView>

#include <array>
#include <cstring>

namespace ruhu::vault::sealed {

constexpr quint32 formatNumber = 0;
constexpr quint32 suiteSodium = 1;
constexpr int pageSize = 4096;
constexpr int reserveBytes = 40; ///< nonce 24 + tag 16
constexpr int pageContent = pageSize - reserveBytes;
constexpr int nonceBytes = 24;
constexpr int tagBytes = 16;
constexpr int headerBlock = 4096;
constexpr int headerCopy = 2048;
constexpr int fileIdSize = 16;

struct Header
{
    quint32 format = formatNumber;
    quint32 minReader = formatNumber;
    QByteArray fileId;
    quint32 keyEpoch = 0;
    quint64 generation = 1;
    quint64 walEpoch = 0;
    qint64 lastScrubMs = 0; ///< ms since 1970, 0 = never
    QByteArray wrappedKey;  ///< 72 bytes
};

struct SubKeys
{
    crypto::SecretBytes db;
    crypto::SecretBytes wal;
    crypto::SecretBytes journal;
    crypto::SecretBytes header;
};

enum class CopyState {
    Whole,
    Torn,       ///< the magic is there, the checksum does not hold
    Newer,      ///< written by a later version
    MaybeNewer, ///< says so, but the checksum does not hold where this version looks for it
    Foreign,    ///< not ours at all
};

/// Judges one copy of 2048 bytes without any key.
[[nodiscard]] CopyState readCopy(QByteArrayView copy, Header &header);
/// One copy of 2048 bytes.
[[nodiscard]] QByteArray writeCopy(const Header &header, const crypto::SecretBytes &headerKey);
/// Whether a whole copy was written by somebody who knew the data key.
[[nodiscard]] bool macHolds(QByteArrayView copy, const crypto::SecretBytes &headerKey);

[[nodiscard]] QByteArray wrapDataKey(const Header &header, const crypto::SecretBytes &dataKey,
                                     const crypto::SecretBytes &vaultKey);
/// WrongPassword when `vaultKey` is not the key of this file.
[[nodiscard]] Result<crypto::SecretBytes> unwrapDataKey(const Header &header, const crypto::SecretBytes &vaultKey);

[[nodiscard]] SubKeys deriveKeys(const Header &header, const crypto::SecretBytes &dataKey);

/// The block of a header: which copy counts, and whether the other one was lost.
struct HeaderBlock
{
    Header header;
    SubKeys keys;
    int slot = 0; ///< 0 = copy A, 1 = copy B
    bool copyLost = false;
};

/// Reads a header block (4096 bytes, or fewer when the file is shorter).
/// BadFormat; TooNew; Damaged (no sound copy); WrongPassword; Unsupported (another suite or page size).
[[nodiscard]] Result<HeaderBlock> readHeaderBlock(QByteArrayView block, const crypto::SecretBytes &vaultKey);

/// Associated data of at most 40 bytes, without touching the heap: it is made for every page.
class Aad
{
public:
    explicit Aad(char kind) { append(&kind, 1); }
    Aad() = default;
    Aad &operator<<(quint64 number);
    Aad &operator<<(quint32 number);
    Aad &operator<<(QByteArrayView bytes)
    {
        append(bytes.data(), std::size_t(bytes.size()));
        return *this;
    }
    [[nodiscard]] QByteArrayView view() const { return {m_bytes.data(), qsizetype(m_size)}; }

private:
    void append(const char *bytes, std::size_t size)
    {
        std::memcpy(m_bytes.data() + m_size, bytes, size);
        m_size += size;
    }
    std::array<char, 48> m_bytes{};
    std::size_t m_size = 0;
};

[[nodiscard]] inline bool allZero(QByteArrayView bytes)
{
    return bytes.isEmpty() ||
           (bytes[0] == 0 && std::memcmp(bytes.data(), bytes.data() + 1, std::size_t(bytes.size() - 1)) == 0);
}

/// Seals a page whose last 40 bytes are free: `cipher` gets 4096 bytes.
void sealPage(const crypto::SecretBytes &key, QByteArrayView aad, const char *plain, char *cipher);
/// Opens 4096 sealed bytes into 4096 plain ones, the last 40 of them zero. False when it does not authenticate.
[[nodiscard]] bool openPage(const crypto::SecretBytes &key, QByteArrayView aad, const char *cipher, char *plain);

} // namespace ruhu::vault::sealed
