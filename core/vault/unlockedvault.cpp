// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/unlockedvault.h"

#include "core/crypto/aead.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/vault/anchor.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>

namespace ruhu::vault {

namespace {

QByteArray number64(quint64 value)
{
    const quint64 little = qToLittleEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&little), sizeof little);
}

/// A wrap is bound to everything that made its key: nobody can lower a cost or move it to another person.
QByteArray wrapContext(const QByteArray &vaultId, const HeadPerson &person)
{
    return QByteArray("ruhu-wrap1") + vaultId + person.known.id.bytes() + number64(person.keyVersion) +
           number64(person.cost.passes) + number64(person.cost.memory) + person.salt;
}

void overwrite(const QString &text)
{
    const std::span<QChar> characters(const_cast<QChar *>(text.constData()), std::size_t(text.size()));
    crypto::wipe(std::as_writable_bytes(characters)); // in place, also when two strings share it
}

crypto::SecretBytes slice(const crypto::SecretBytes &all, qsizetype at, qsizetype size)
{
    return crypto::SecretBytes::copyOf(all.view().sliced(at, size));
}

} // namespace

crypto::SecretBytes purposeKeyOf(const crypto::SecretBytes &vaultKey, QByteArrayView vaultId, QByteArrayView purpose)
{
    return crypto::blake2bSecret(QByteArray("ruhu-purpose1|" + vaultId.toByteArray() + purpose.toByteArray()), 32,
                                 vaultKey);
}

crypto::SecretBytes inNormalForm(const crypto::SecretBytes &utf8)
{
    const QByteArrayView view = utf8.view();
    if (std::all_of(view.begin(), view.end(), [](char c) { return quint8(c) < 0x80; }))
        return utf8.clone(); // plain letters and digits never leave guarded memory
    const QString text = QString::fromUtf8(view);
    const QString normal = text.normalized(QString::NormalizationForm_C);
    QByteArray bytes = normal.toUtf8();
    overwrite(text);
    overwrite(normal);
    return crypto::SecretBytes::takeFrom(bytes);
}

Result<crypto::SecretBytes> normalizedPassword(const crypto::SecretBytes &utf8)
{
    crypto::SecretBytes normal = inNormalForm(utf8);
    const QByteArrayView view = normal.view();
    const auto characters =
        std::count_if(view.begin(), view.end(), [](char c) { return (quint8(c) & 0xc0) != 0x80; }); // starts of UTF-8
    if (characters < passwordCharactersMin)
        return fail(ErrorCode::Rejected, QStringLiteral("password: at least %1 characters").arg(passwordCharactersMin));
    if (normal.size() > passwordBytesMax)
        return fail(ErrorCode::Rejected, QStringLiteral("password: at most %1 bytes").arg(passwordBytesMax));
    return normal;
}

Result<crypto::SecretBytes> keyEncryptionKey(const QByteArray &vaultId, const HeadPerson &person,
                                             const crypto::SecretBytes &normalized,
                                             const crypto::SecretBytes &deviceSecret)
{
    auto userKey = crypto::passwordKey(normalized, person.salt, person.cost);
    if (!userKey)
        return userKey;
    const QByteArray context = QByteArray("kek1") + vaultId + person.known.id.bytes();
    crypto::SecretBytes input(context.size() + userKey->size());
    std::memcpy(input.data(), context.constData(), std::size_t(context.size()));
    std::memcpy(input.data() + context.size(), userKey->data(), std::size_t(userKey->size()));
    return crypto::blake2bSecret(input.view(), 32, deviceSecret);
}

void wrapKeys(const QByteArray &vaultId, HeadPerson &person, const crypto::SecretBytes &kek,
              const crypto::SecretBytes &vaultKey, const crypto::SecretBytes &signSecret,
              const crypto::SecretBytes &boxSecret)
{
    crypto::SecretBytes all(32 + 64 + 32);
    std::memcpy(all.data(), vaultKey.data(), 32);
    std::memcpy(all.data() + 32, signSecret.data(), 64);
    std::memcpy(all.data() + 96, boxSecret.data(), 32);
    person.wrap = crypto::aeadSeal(kek, wrapContext(vaultId, person), all.view());
}

Result<void> unwrapKeys(const QByteArray &vaultId, const HeadPerson &person, const crypto::SecretBytes &kek,
                        UnlockedVault::Keys &keys)
{
    const auto all = crypto::aeadOpenSecret(kek, wrapContext(vaultId, person), person.wrap);
    if (!all)
        return fail(ErrorCode::WrongPassword);
    keys.vaultKey = slice(*all, 0, 32);
    keys.signSecret = slice(*all, 32, 64);
    keys.boxSecret = slice(*all, 96, 32);
    return {};
}

QByteArray secretCheckValue(const QByteArray &vaultId, const crypto::SecretBytes &deviceSecret)
{
    return crypto::blake2b(QByteArray("device-secret1" + vaultId), 32, deviceSecret.view());
}

UnlockedVault::UnlockedVault(std::unique_ptr<Keys> keys)
    : m_keys(std::move(keys))
{
}
UnlockedVault::~UnlockedVault() = default;
UnlockedVault::UnlockedVault(UnlockedVault &&) noexcept = default;
UnlockedVault &UnlockedVault::operator=(UnlockedVault &&) noexcept = default;

const Person &UnlockedVault::person() const
{
    return m_keys->person;
}

QString UnlockedVault::folder() const
{
    return m_keys->folder;
}

QString UnlockedVault::filesFolder() const
{
    return m_keys->folder + QStringLiteral("/files");
}

Result<SealedDatabase> UnlockedVault::openDatabase(OldCopy oldCopy) const
{
    auto seen = readAnchor(*this);
    if (!seen)
        return passOn(seen);
    auto database = SealedDatabase::provide(databasePath(m_keys->folder), m_keys->vaultKey);
    if (!database) {
        if (database.error().code == ErrorCode::NotFound)
            return fail(ErrorCode::Damaged, QStringLiteral("vault.db is missing"));
        return database;
    }
    if (seen->has_value()) {
        Anchor now = **seen;
        now.fileId = database->fileId();
        now.generation = database->generation();
        if (auto compared = compareAnchors(**seen, now); !compared) {
            if (oldCopy == OldCopy::Refuse)
                return passOn(compared);
            database->treatAsOldCopy();
        }
    }
    return database;
}

QByteArray UnlockedVault::sign(QByteArrayView message) const
{
    return crypto::sign(m_keys->signSecret, message);
}

Result<crypto::SecretBytes> UnlockedVault::openBox(QByteArrayView box) const
{
    return crypto::boxOpen(m_keys->person.boxPublic, m_keys->boxSecret, box);
}

crypto::SecretBytes UnlockedVault::purposeKey(QByteArrayView purpose) const
{
    return purposeKeyOf(m_keys->vaultKey, m_keys->vaultId, purpose);
}

QByteArray UnlockedVault::wrap(QByteArrayView context, const crypto::SecretBytes &secret) const
{
    return crypto::aeadSeal(purposeKey("wrap"), context, secret.view());
}

Result<crypto::SecretBytes> UnlockedVault::unwrap(QByteArrayView context, QByteArrayView wrapped) const
{
    return crypto::aeadOpenSecret(purposeKey("wrap"), context, wrapped);
}

} // namespace ruhu::vault
