// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/sealedfile.h"

#include "core/base/limits.h"
#include "core/crypto/hash.h"
#include "core/crypto/stream.h"
#include "core/vault/durablefile.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace ruhu::vault {

namespace {
/// Names are hashes: anything else never reaches the file system.
bool isName(QByteArrayView name)
{
    return name.size() == crypto::hashSize;
}
/// A sealed thing is a little longer than the largest plain one.
qint64 sealedLimit()
{
    return crypto::streamSealedSize(limits::blobBytes);
}
} // namespace

QByteArray sealedFileContext(const RecordId &record, QByteArrayView role, qint64 plainSize)
{
    return record.bytes() + '|' + role.toByteArray() + '|' + QByteArray::number(plainSize);
}

SealedBytes sealBytes(QByteArrayView plain, QByteArrayView context)
{
    SealedBytes result;
    result.key = crypto::SecretBytes::random(crypto::streamKeySize);
    result.sealed = crypto::streamSeal(result.key, context, plain);
    result.name = crypto::blake2b(result.sealed);
    return result;
}

Result<QByteArray> openBytes(QByteArrayView sealed, QByteArrayView name, const crypto::SecretBytes &key,
                             QByteArrayView context)
{
    if (crypto::blake2b(sealed) != name.toByteArray())
        return fail(ErrorCode::Damaged, QStringLiteral("the file is not what its name says"));
    if (key.size() != crypto::streamKeySize)
        return fail(ErrorCode::Damaged, QStringLiteral("no key of a sealed file"));
    return crypto::streamOpen(key, context, sealed);
}

SealedFiles::SealedFiles(QString folder)
    : m_folder(std::move(folder))
{
}

QString SealedFiles::pathOf(QByteArrayView name) const
{
    const QString hex = QString::fromLatin1(name.toByteArray().toHex());
    return m_folder + u'/' + hex.left(2) + u'/' + hex;
}

Result<void> SealedFiles::store(QByteArrayView name, QByteArrayView sealed) const
{
    if (!isName(name) || crypto::blake2b(sealed) != name.toByteArray())
        return fail(ErrorCode::Damaged, QStringLiteral("the file is not what its name says"));
    if (load(name)) // a damaged file of that name is replaced
        return {};
    const QString path = pathOf(name);
    if (auto made = ensureFolder(m_folder); !made)
        return made;
    if (auto made = ensureFolder(QFileInfo(path).absolutePath()); !made)
        return made;
    return replaceFile(path, sealed);
}

Result<QByteArray> SealedFiles::load(QByteArrayView name) const
{
    if (!isName(name))
        return fail(ErrorCode::NotFound, QStringLiteral("not the name of a sealed file"));
    auto sealed = readWhole(pathOf(name), sealedLimit());
    if (!sealed)
        return sealed;
    if (crypto::blake2b(*sealed) != name.toByteArray())
        return fail(ErrorCode::Damaged, QStringLiteral("the file is not what its name says"));
    return sealed;
}

Result<QByteArray> SealedFiles::open(QByteArrayView name, const crypto::SecretBytes &key, QByteArrayView context) const
{
    auto sealed = load(name);
    if (!sealed)
        return sealed;
    return openBytes(*sealed, name, key, context);
}

bool SealedFiles::contains(QByteArrayView name) const
{
    return isName(name) && QFileInfo::exists(pathOf(name));
}

Result<void> SealedFiles::remove(QByteArrayView name) const
{
    if (!contains(name))
        return {};
    const QString path = pathOf(name);
    if (!QFile::remove(path))
        return fail(ErrorCode::Io, QStringLiteral("cannot remove a sealed file"));
    return syncFolder(QFileInfo(path).absolutePath());
}

Result<QList<QByteArray>> SealedFiles::names() const
{
    QList<QByteArray> found;
    QDirIterator files(m_folder, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        const QByteArray hex = files.fileName().toLatin1();
        const QByteArray name = QByteArray::fromHex(hex);
        if (isName(name) && name.toHex() == hex && pathOf(name) == files.filePath())
            found.append(name);
    }
    std::sort(found.begin(), found.end());
    return found;
}

Result<int> SealedFiles::removeLeftovers() const
{
    int removed = 0;
    QDirIterator files(m_folder, {QStringLiteral("*.new")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        if (!QFile::remove(files.filePath()))
            return fail(ErrorCode::Io, QStringLiteral("cannot remove a leftover"));
        ++removed;
    }
    return removed;
}

} // namespace ruhu::vault
