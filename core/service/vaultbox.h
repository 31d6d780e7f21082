// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/deliver.h"
#include "core/service/deviceground.h"
#include "core/service/laptop.h"
#include "core/vault/vault.h"

#include <QMutex>

/// The vault folder behind a lock: vault::Vault is for one thread at a time, and three ask for it (unlock, signatures,
/// enrolment). Every function blocks and belongs off the GUI thread.
namespace ruhu::service {

/// What is open while a person works. Destroy in reverse order: the store closes before the database key goes.
struct OpenVault
{
    std::shared_ptr<vault::UnlockedVault> vault;
    std::shared_ptr<vault::SealedDatabase> database;
    std::shared_ptr<store::Store> store;

    ~OpenVault();
    OpenVault() = default;
    OpenVault(OpenVault &&) = default;
    OpenVault &operator=(OpenVault &&) = default;
};

class VaultBox
{
public:
    VaultBox(QString folder, std::shared_ptr<const Clock> clock);

    [[nodiscard]] bool exists() const;
    /// Beside the vault: where a new one is made until it knows its person and its hub. What lies there was never a
    /// vault that anybody worked in.
    [[nodiscard]] QString workshop() const { return m_folder + QStringLiteral(".new"); }

    [[nodiscard]] Result<QList<vault::Person>> people();
    [[nodiscard]] Result<vault::SecretPlace> secretPlace();
    [[nodiscard]] Result<QByteArray> id();
    [[nodiscard]] int secondsUntilNextTry();

    /// The vault, its database and its store, after the anchor was compared. Errors of vault::Vault::unlock(),
    /// RolledBack.
    [[nodiscard]] Result<OpenVault> unlock(PersonId person, const crypto::SecretBytes &password,
                                           const vault::DeviceSecret &secret);
    [[nodiscard]] Result<QByteArray> signAs(PersonId person, const crypto::SecretBytes &password,
                                            const crypto::SecretBytes &secret, QByteArrayView message);
    /// Writes the anchor of what is open; nothing when it was closed meanwhile. Errors are logged: the anchor before it
    /// still holds.
    void keepAnchor(const std::weak_ptr<OpenVault> &open);
    /// Writes the anchor and what the unlock page shows, and closes. Errors are logged: the lock itself never fails.
    void lock(PersonId person, OpenVault &open);

    /// A new vault with its first person and everything the hub said. It is made in workshop(), where the device secret
    /// lies already when it is a file, gets its anchor, and is moved into its place when it is whole: a power cut
    /// leaves a laptop with its first person, or an empty one. After an error the same may be tried again.
    [[nodiscard]] Result<vault::Person> create(const vault::NewVault &what, vault::NewPerson person,
                                               const crypto::SecretBytes &password, const crypto::SecretBytes &secret,
                                               DeviceId device, const Seeds &deviceSeeds, const QUrl &hub,
                                               const QByteArray &caPem, const Enrolled &enrolled);
    /// A further person. The papers come first: without them a person could unlock and not sign. Conflict when the
    /// person works here already; nothing is changed then.
    [[nodiscard]] Result<vault::Person> add(const OpenVault &by, vault::NewPerson person,
                                            const crypto::SecretBytes &password, const vault::DeviceSecret &secret,
                                            crypto::PasswordCost cost, const Enrolled &enrolled);

private:
    [[nodiscard]] Result<vault::Vault *> vault();

    QString m_folder;
    std::shared_ptr<const Clock> m_clock;
    QMutex m_mutex;
    std::optional<vault::Vault> m_vault;
};

} // namespace ruhu::service
