// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/vaultaccess.h"

#include "app/ruhuctl/keyring.h"

#include <QFile>
#include <QTextStream>

namespace ruhu::ctl {

namespace {
QString passwordFileOption()
{
    return QStringLiteral("password-file");
}
QString personOption()
{
    return QStringLiteral("person");
}
QString deviceSecretOption()
{
    return QStringLiteral("device-secret");
}

vault::DeviceSecret answerOf(Result<crypto::SecretBytes> secret)
{
    if (secret)
        return vault::DeviceSecret::present(std::move(*secret));
    switch (secret.error().code) {
    case ErrorCode::KeyringLocked: return vault::DeviceSecret::keyringLocked();
    case ErrorCode::KeyringUnavailable: return vault::DeviceSecret::keyringUnavailable();
    default: return vault::DeviceSecret::missing();
    }
}
} // namespace

int complain(const QString &what, const Error &error)
{
    QTextStream(stderr) << "ruhuctl: " << what << ": " << errorName(error.code)
                        << (error.detail.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(error.detail)) << '\n';
    return 1;
}

VaultArguments::VaultArguments()
{
    m_parser.addPositionalArgument(QStringLiteral("VAULT"), QString());
    m_parser.addOption({passwordFileOption(), QString(), QStringLiteral("F")});
    m_parser.addOption({personOption(), QString(), QStringLiteral("NAME")});
    m_parser.addOption({deviceSecretOption(), QString(), QStringLiteral("F")});
}

bool VaultArguments::parse(const QStringList &arguments, Password password)
{
    QTextStream err(stderr);
    if (!m_parser.parse(QStringList(QStringLiteral("ruhuctl")) + arguments)) {
        err << "ruhuctl: " << m_parser.errorText() << '\n';
        return false;
    }
    if (m_parser.positionalArguments().size() != 1) {
        err << "ruhuctl: exactly one VAULT folder is needed\n";
        return false;
    }
    if (password == Password::Needed && !m_parser.isSet(passwordFileOption())) {
        err << "ruhuctl: --password-file F is needed\n";
        return false;
    }
    return true;
}

QString VaultArguments::folder() const
{
    return m_parser.positionalArguments().value(0);
}

QString VaultArguments::personName() const
{
    return m_parser.value(personOption());
}

QString VaultArguments::deviceSecretFile() const
{
    return m_parser.value(deviceSecretOption());
}

Result<crypto::SecretBytes> VaultArguments::passwordFrom(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return fail(ErrorCode::Io, QStringLiteral("the password file cannot be read"));
    QByteArray line = source.read(1024);
    const qsizetype end = line.indexOf('\n');
    auto password = crypto::SecretBytes::copyOf(QByteArrayView(line).first(end < 0 ? line.size() : end));
    crypto::wipe(line);
    if (password.isEmpty())
        return fail(ErrorCode::Rejected, QStringLiteral("the password file is empty"));
    return password;
}

Result<crypto::SecretBytes> VaultArguments::password() const
{
    return passwordFrom(m_parser.value(passwordFileOption()));
}

vault::DeviceSecret VaultArguments::deviceSecret(const vault::Vault &vault) const
{
    if (!deviceSecretFile().isEmpty())
        return answerOf(vault::readDeviceSecretFile(deviceSecretFile()));
    Result<crypto::SecretBytes> secret = fail(ErrorCode::NotFound);
    if (vault.secretPlace() == vault::SecretPlace::Keyring) {
        auto read = readKeyring(vault::deviceSecretName(vault.id()));
        if (read)
            return vault::DeviceSecret::present(crypto::SecretBytes::takeFrom(*read));
        secret = passOn(read);
    }
    auto file = vault::readDeviceSecretFile(vault::deviceSecretPath(vault.folder()));
    return answerOf(file ? std::move(file) : std::move(secret));
}

Result<vault::Person> VaultArguments::person(const vault::Vault &vault) const
{
    QList<vault::Person> candidates = vault.people();
    if (!personName().isEmpty())
        candidates.removeIf([&](const vault::Person &one) { return one.name != personName(); });
    if (candidates.isEmpty())
        return fail(ErrorCode::NotFound, QStringLiteral("nobody of that name in this vault"));
    if (candidates.size() > 1)
        return fail(ErrorCode::Rejected, QStringLiteral("several people: --person NAME is needed"));
    return candidates.first();
}

Result<OpenVault> VaultArguments::open(const Clock &clock) const
{
    const auto secretWord = password();
    if (!secretWord)
        return passOn(secretWord);
    auto vault = vault::Vault::open(folder(), clock);
    if (!vault)
        return passOn(vault);
    const auto who = person(*vault);
    if (!who)
        return passOn(who);
    auto unlocked = vault->unlock(who->id, *secretWord, deviceSecret(*vault));
    if (!unlocked)
        return passOn(unlocked);
    return OpenVault{std::move(*vault), std::move(*unlocked)};
}

} // namespace ruhu::ctl
