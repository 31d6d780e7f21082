// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/vault/vault.h"

#include <QCommandLineParser>
#include <QStringList>

#include <optional>

namespace ruhu::ctl {

/// "ruhuctl: what: error-name (detail)" on stderr; returns the exit code `failed`.
int complain(const QString &what, const Error &error);

/// A vault with one person in it. Close databases before it goes.
struct OpenVault
{
    vault::Vault vault;
    vault::UnlockedVault unlocked;
};

/// What every VAULT verb understands: VAULT --password-file F [--person NAME] [--device-secret F], the device secret by
/// default from the key ring, else from VAULT/device-secret. A verb adds its own options to parser() first.
class VaultArguments
{
public:
    VaultArguments();

    [[nodiscard]] QCommandLineParser &parser() { return m_parser; }
    enum class Password { Needed, NotNeeded };
    /// False after a complaint on stderr: the verb returns `usage`.
    [[nodiscard]] bool parse(const QStringList &arguments, Password password = Password::Needed);

    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString personName() const;       ///< empty when not given
    [[nodiscard]] QString deviceSecretFile() const; ///< empty when not given
    /// The first line of a file. Io; Rejected when it is empty.
    [[nodiscard]] static Result<crypto::SecretBytes> passwordFrom(const QString &file);
    [[nodiscard]] Result<crypto::SecretBytes> password() const;
    /// The device secret of an existing vault, from wherever it is.
    [[nodiscard]] vault::DeviceSecret deviceSecret(const vault::Vault &vault) const;
    /// The person named by --person, or the only one. NotFound; Rejected when there are several.
    [[nodiscard]] Result<vault::Person> person(const vault::Vault &vault) const;
    /// Opens the vault for that person. Errors of Vault::open() and Vault::unlock().
    [[nodiscard]] Result<OpenVault> open(const Clock &clock) const;

private:
    QCommandLineParser m_parser;
};

} // namespace ruhu::ctl
