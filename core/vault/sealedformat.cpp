// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/sealedformat.h"

#include "core/crypto/aead.h"
#include "core/crypto/hash.h"

#include <QtEndian>

namespace ruhu::vault::sealed {

namespace {

constexpr QByteArrayView magic("SEALDB\0\0", 8);
constexpr int fixedPart = 48;
constexpr int wrapAt = 72;
constexpr int wrapSize = 72;
constexpr int hashedPart = wrapAt + wrapSize;
constexpr int checksumAt = hashedPart;
constexpr int macAt = checksumAt + 32;
constexpr int usedPart = macAt + 32;

template <typename T>
void put(QByteArray &bytes, int at, T value)
{
    qToLittleEndian<T>(value, bytes.data() + at);
}

template <typename T>
T get(QByteArrayView bytes, int at)
{
    return qFromLittleEndian<T>(bytes.data() + at);
}

/// Bytes 0..144: everything but the checksum and the MAC.
QByteArray hashedBytes(const Header &header)
{
    QByteArray bytes(hashedPart, '\0');
    bytes.replace(0, magic.size(), magic);
    put<quint32>(bytes, 8, header.format);
    put<quint32>(bytes, 12, header.minReader);
    put<quint32>(bytes, 16, suiteSodium);
    put<quint32>(bytes, 20, pageSize);
    put<quint32>(bytes, 24, reserveBytes);
    bytes.replace(28, fileIdSize, header.fileId);
    put<quint32>(bytes, 44, header.keyEpoch);
    put<quint64>(bytes, 48, header.generation);
    put<quint64>(bytes, 56, header.walEpoch);
    put<qint64>(bytes, 64, header.lastScrubMs);
    bytes.replace(wrapAt, header.wrappedKey.size(), header.wrappedKey);
    return bytes;
}

QByteArray fixedBytes(const Header &header)
{
    Header bare = header;
    bare.wrappedKey.clear();
    return hashedBytes(bare).left(fixedPart);
}

crypto::SecretBytes subKey(const Header &header, const crypto::SecretBytes &dataKey, const char *purpose)
{
    QByteArray context("SEALDB");
    context += QByteArray(purpose).leftJustified(4, '\0');
    context += header.fileId;
    const quint32 epoch = qToLittleEndian(header.keyEpoch);
    context.append(reinterpret_cast<const char *>(&epoch), sizeof epoch);
    return crypto::blake2bSecret(context, 32, dataKey);
}

} // namespace

Aad &Aad::operator<<(quint64 number)
{
    const quint64 little = qToLittleEndian(number);
    append(reinterpret_cast<const char *>(&little), sizeof little);
    return *this;
}

Aad &Aad::operator<<(quint32 number)
{
    const quint32 little = qToLittleEndian(number);
    append(reinterpret_cast<const char *>(&little), sizeof little);
    return *this;
}

CopyState readCopy(QByteArrayView copy, Header &header)
{
    if (copy.size() < headerCopy || !copy.startsWith(magic))
        return CopyState::Foreign;
    const auto format = get<quint32>(copy, 8);
    const auto minReader = get<quint32>(copy, 12);
    const bool sumHolds = crypto::blake2b(copy.first(hashedPart)) == copy.sliced(checksumAt, 32).toByteArray();
    if (format > formatNumber || minReader > formatNumber)
        return sumHolds ? CopyState::Newer : CopyState::MaybeNewer;
    if (!sumHolds || !allZero(copy.sliced(usedPart)))
        return CopyState::Torn;
    header.format = format;
    header.minReader = minReader;
    header.fileId = copy.sliced(28, fileIdSize).toByteArray();
    header.keyEpoch = get<quint32>(copy, 44);
    header.generation = get<quint64>(copy, 48);
    header.walEpoch = get<quint64>(copy, 56);
    header.lastScrubMs = get<qint64>(copy, 64);
    header.wrappedKey = copy.sliced(wrapAt, wrapSize).toByteArray();
    const bool known = get<quint32>(copy, 16) == suiteSodium && get<quint32>(copy, 20) == pageSize &&
                       get<quint32>(copy, 24) == reserveBytes;
    return known ? CopyState::Whole : CopyState::Newer;
}

QByteArray writeCopy(const Header &header, const crypto::SecretBytes &headerKey)
{
    const QByteArray hashed = hashedBytes(header);
    QByteArray copy = hashed + crypto::blake2b(hashed) + crypto::blake2b(hashed, 32, headerKey.view());
    copy.resize(headerCopy, '\0');
    return copy;
}

bool macHolds(QByteArrayView copy, const crypto::SecretBytes &headerKey)
{
    return crypto::equalInConstantTime(crypto::blake2b(copy.first(hashedPart), 32, headerKey.view()),
                                       copy.sliced(macAt, 32));
}

QByteArray wrapDataKey(const Header &header, const crypto::SecretBytes &dataKey, const crypto::SecretBytes &vaultKey)
{
    return crypto::aeadSeal(vaultKey, fixedBytes(header), dataKey.view());
}

Result<crypto::SecretBytes> unwrapDataKey(const Header &header, const crypto::SecretBytes &vaultKey)
{
    auto dataKey = crypto::aeadOpenSecret(vaultKey, fixedBytes(header), header.wrappedKey);
    if (!dataKey)
        return fail(ErrorCode::WrongPassword, QStringLiteral("this key does not open the file"));
    return dataKey;
}

SubKeys deriveKeys(const Header &header, const crypto::SecretBytes &dataKey)
{
    return {subKey(header, dataKey, "db"), subKey(header, dataKey, "wal"), subKey(header, dataKey, "jrn"),
            subKey(header, dataKey, "hdr")};
}

Result<HeaderBlock> readHeaderBlock(QByteArrayView block, const crypto::SecretBytes &vaultKey)
{
    Header headers[2];
    CopyState states[2] = {CopyState::Foreign, CopyState::Foreign};
    QByteArrayView copies[2];
    for (int slot = 0; slot < 2; ++slot) {
        if (block.size() >= headerCopy * (slot + 1)) {
            copies[slot] = block.sliced(headerCopy * slot, headerCopy);
            states[slot] = readCopy(copies[slot], headers[slot]);
        }
    }
    const auto both = [&](auto state) { return states[0] == state && states[1] == state; };
    if (both(CopyState::Foreign))
        return fail(ErrorCode::BadFormat, QStringLiteral("not a sealed database"));
    const bool someWhole = states[0] == CopyState::Whole || states[1] == CopyState::Whole;
    const auto some = [&](auto state) { return states[0] == state || states[1] == state; };
    if (some(CopyState::Newer) || both(CopyState::MaybeNewer))
        return fail(ErrorCode::TooNew, QStringLiteral("a sealed database of a later version"));
    if (!someWhole)
        return fail(ErrorCode::Damaged, QStringLiteral("both copies of the header are damaged"));

    // The newest sound copy counts. A copy whose MAC fails was written without the key: as good as lost.
    const int newest = states[1] != CopyState::Whole   ? 0
                       : states[0] != CopyState::Whole ? 1
                                                       : (headers[1].generation > headers[0].generation ? 1 : 0);
    std::optional<Error> wrongKey;
    for (const int slot : {newest, 1 - newest}) {
        if (states[slot] != CopyState::Whole)
            continue;
        auto dataKey = unwrapDataKey(headers[slot], vaultKey);
        if (!dataKey) {
            wrongKey = dataKey.error();
            continue;
        }
        SubKeys keys = deriveKeys(headers[slot], *dataKey);
        if (macHolds(copies[slot], keys.header)) {
            const bool lost = states[1 - slot] != CopyState::Whole || !macHolds(copies[1 - slot], keys.header);
            return HeaderBlock{headers[slot], std::move(keys), slot, lost};
        }
    }
    if (wrongKey)
        return tl::make_unexpected(*wrongKey);
    return fail(ErrorCode::Damaged, QStringLiteral("the header was changed"));
}

void sealPage(const crypto::SecretBytes &key, QByteArrayView aad, const char *plain, char *cipher)
{
    char *nonce = cipher + pageContent;
    crypto::aeadSealParts(key, aad, QByteArrayView(plain, pageContent), cipher, nonce, nonce + nonceBytes);
}

bool openPage(const crypto::SecretBytes &key, QByteArrayView aad, const char *cipher, char *plain)
{
    const char *nonce = cipher + pageContent;
    if (!crypto::aeadOpenParts(key, aad, QByteArrayView(cipher, pageContent), nonce, nonce + nonceBytes, plain))
        return false;
    std::memset(plain + pageContent, 0, reserveBytes);
    return true;
}

} // namespace ruhu::vault::sealed
