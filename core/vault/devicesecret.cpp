// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/durablefile.h"
#include "core/vault/vault.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

namespace ruhu::vault {

QString databasePath(const QString &folder)
{
    return folder + QStringLiteral("/vault.db");
}

QString deviceSecretPath(const QString &folder)
{
    return folder + QStringLiteral("/device-secret");
}

QString deviceSecretName(const QByteArray &vaultId)
{
    return QStringLiteral("device-secret/") + QString::fromLatin1(vaultId.toHex());
}

Result<void> writeDeviceSecretFile(const QString &folder, const crypto::SecretBytes &secret)
{
    if (secret.size() != deviceSecretSize)
        return fail(ErrorCode::Rejected, QStringLiteral("device secret: 32 bytes"));
    const QString path = deviceSecretPath(folder);
    if (Vault::exists(folder) || QFileInfo::exists(path))
        return fail(ErrorCode::AlreadyExists, QStringLiteral("a device secret is never replaced"));
    if (auto made = ensureFolder(folder); !made)
        return made;
    return replaceFile(path, secret.view());
}

Result<crypto::SecretBytes> readDeviceSecretFile(const QString &path)
{
    struct stat info
    {
    };
    if (::stat(QFile::encodeName(path).constData(), &info) == 0 && (info.st_mode & 077) != 0)
        return fail(ErrorCode::NotAllowed, QStringLiteral("others may read the device secret: chmod 600"));
    auto bytes = readWhole(path, 4096);
    if (!bytes)
        return passOn(bytes);
    auto secret = crypto::SecretBytes::takeFrom(*bytes);
    if (secret.size() != deviceSecretSize)
        return fail(ErrorCode::Damaged, QStringLiteral("device secret: wrong size"));
    return secret;
}

} // namespace ruhu::vault
