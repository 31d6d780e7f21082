// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/anchor.h"

#include "core/crypto/hash.h"
#include "core/vault/durablefile.h"
#include "core/vault/vault.h"

#include <QtEndian>

namespace ruhu::vault {

namespace {
// "RUHUANCH" | version u32 = 0 | file id 16 | generation u64 | commit count u64 | audit head 32 (zeros: none) | MAC 32
constexpr char magic[] = "RUHUANCH";
constexpr qsizetype magicSize = 8;
constexpr qsizetype contentSize = magicSize + 4 + 16 + 8 + 8 + 32;
constexpr qsizetype wholeSize = contentSize + crypto::hashSize;

QByteArray macOf(const UnlockedVault &vault, QByteArrayView content)
{
    return crypto::blake2b(content, crypto::hashSize, vault.purposeKey("anchor").view());
}

QString anchorPath(const UnlockedVault &vault)
{
    return vault.folder() + QStringLiteral("/anchor");
}
} // namespace

QByteArray anchorBytes(const UnlockedVault &vault, const Anchor &anchor)
{
    Q_ASSERT(anchor.fileId.size() == 16 && (anchor.auditHead.isEmpty() || anchor.auditHead.size() == 32));
    QByteArray bytes(magic, magicSize);
    bytes.resize(contentSize, '\0');
    bytes.replace(magicSize + 4, anchor.fileId.size(), anchor.fileId);
    qToLittleEndian<quint64>(anchor.generation, bytes.data() + magicSize + 20);
    qToLittleEndian<quint64>(anchor.commitCount, bytes.data() + magicSize + 28);
    bytes.replace(magicSize + 36, anchor.auditHead.size(), anchor.auditHead);
    return bytes + macOf(vault, bytes);
}

Result<Anchor> anchorFromBytes(const UnlockedVault &vault, QByteArrayView bytes)
{
    if (bytes.size() != wholeSize || !bytes.startsWith(QByteArrayView(magic, magicSize)) ||
        !crypto::equalInConstantTime(macOf(vault, bytes.first(contentSize)), bytes.last(crypto::hashSize)))
        return fail(ErrorCode::Damaged, QStringLiteral("the anchor does not authenticate"));
    if (qFromLittleEndian<quint32>(bytes.data() + magicSize) != 0)
        return fail(ErrorCode::TooNew, QStringLiteral("anchor of a later version"));
    Anchor anchor;
    anchor.fileId = bytes.sliced(magicSize + 4, 16).toByteArray();
    anchor.generation = qFromLittleEndian<quint64>(bytes.data() + magicSize + 20);
    anchor.commitCount = qFromLittleEndian<quint64>(bytes.data() + magicSize + 28);
    anchor.auditHead = bytes.sliced(magicSize + 36, 32).toByteArray();
    if (anchor.auditHead == QByteArray(32, '\0'))
        anchor.auditHead.clear();
    return anchor;
}

Result<void> writeAnchor(const UnlockedVault &vault, const Anchor &anchor)
{
    return replaceFile(anchorPath(vault), anchorBytes(vault, anchor));
}

Result<std::optional<Anchor>> readAnchor(const UnlockedVault &vault)
{
    auto bytes = readWhole(anchorPath(vault), 4096);
    if (!bytes) {
        if (bytes.error().code == ErrorCode::NotFound)
            return std::nullopt;
        return passOn(bytes);
    }
    auto anchor = anchorFromBytes(vault, *bytes);
    if (!anchor)
        return passOn(anchor);
    return std::optional(*anchor);
}

Result<void> compareAnchors(const Anchor &seen, const Anchor &now)
{
    if (seen.fileId != now.fileId)
        return fail(ErrorCode::RolledBack, QStringLiteral("another database file"));
    if (now.generation < seen.generation)
        return fail(ErrorCode::RolledBack, QStringLiteral("an older database file"));
    if (now.commitCount < seen.commitCount)
        return fail(ErrorCode::RolledBack,
                    QStringLiteral("%1 commits are missing").arg(seen.commitCount - now.commitCount));
    if (now.commitCount == seen.commitCount && now.auditHead != seen.auditHead)
        return fail(ErrorCode::RolledBack, QStringLiteral("another history"));
    return {};
}

} // namespace ruhu::vault
