// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/service/ports.h"
#include "core/vault/vault.h"

#include <QObject>

namespace ruhu::service {

class Desk;

/// Where the device secret is, for the notice on the unlock page (docs/threat-model.md, Keys).
enum class DeviceSecretState {
    NoVault, ///< Nobody is enrolled: a secret will be made with the first person.
    InKeyring,
    InFile,        ///< VAULT/device-secret, 0600: the page shows the notice that this laptop has no key ring.
    Missing,       ///< The vault says that one exists; neither the key ring nor the file has it.
    KeyringLocked, ///< The key ring does not answer for this person: unlock it and try again.
};

/// A row of the unlock page. Everything in it is public on the locked laptop.
struct PersonRow
{
    PersonId person;
    QString name;
    QString role;          ///< Role id, see words.h.
    qint64 lastUsedMs = 0; ///< Wall time of the last lock; 0 = never.
    int unsent = 0;        ///< Pieces of work that no hub has acknowledged, counted at the last lock.
};

/// A person who comes to this laptop.
struct Enrolment
{
    QUrl hub;           ///< https only.
    QString caFile;     ///< PEM of the province's authority.
    QString code;       ///< One time.
    PersonId colleague; ///< When people are here already: who opens the vault for the new one. Null on an empty laptop.
};

/// What the laptop is made of. `app` fills it; tests put fakes in.
struct LaptopParts
{
    QString vaultFolder;
    std::shared_ptr<Clock> clock;
    std::shared_ptr<Rng> rng;
    std::shared_ptr<KeyringPort> keyring;
    std::shared_ptr<ReaderPort> reader;
    std::shared_ptr<EnrolmentPort> enrolment;
    SyncPortFactory sync;
    QString formFile;        ///< The household survey that goes with this build.
    QString policyFolder;    ///< Policy packs (*.ruhupack) that came with the installation.
    bool acceptDemo = false; ///< Packs of a demo province are good enough (never in a release build).
    crypto::PasswordCost passwordCost = vault::costDefault;
};

/// The locked machine: who may open it, and how. Lives on the GUI thread; slow work (Argon2id, files) runs elsewhere.
///
/// Passwords come as UTF-8 bytes. The callee copies them into guarded memory and overwrites the caller's bytes before
/// it returns; hand over the only copy (a shared QByteArray cannot be wiped).
class Laptop : public QObject
{
    Q_OBJECT

public:
    explicit Laptop(LaptopParts parts, QObject *parent = nullptr);
    ~Laptop() override;

    /// The people of the vault in the order they were added. Empty list: an empty laptop, show the enrolment.
    /// Damaged, RolledBack and TooNew are the vault's own states and have their own words.
    [[nodiscard]] Answer<QList<PersonRow>> people();
    [[nodiscard]] Answer<DeviceSecretState> deviceSecret();

    /// Seconds until the next try is taken; 0 = now. Survives a restart.
    [[nodiscard]] int delayLeftSeconds() const;

    /// Opens the vault for one person. WrongPassword (delayLeftSeconds() has grown), Delayed, DeviceSecretMissing,
    /// KeyringLocked, Damaged, RolledBack, TooNew, Busy (open in another process), OutOfMemory.
    [[nodiscard]] Answer<std::shared_ptr<Desk>> unlock(PersonId person, QByteArray &&password);

    /// Enrols the first or a further person and leaves the laptop locked. `colleaguePassword` is empty on an empty
    /// laptop. Rejected for a password that is too short or too long, Incomplete for the address, BadFormat for the
    /// authority; NotFound, Expired or AlreadyExists for the code, NotAllowed for the device, Conflict for a person who
    /// works here already; WrongPassword or Delayed
    /// for the colleague; Network, Timeout, Tls, BadReply, KeyringLocked, Busy, DiskFull. After an error nobody
    /// new can unlock this laptop and no key of the new person is on it, and the same code may be tried again. What may
    /// stay, when the disk fails at the last step of a further person: the person's certificate and grants in the
    /// store. They are public within the province, open nothing, and the next try writes them again.
    [[nodiscard]] Answer<PersonRow> enrol(const Enrolment &who, QByteArray &&newPassword,
                                          QByteArray &&colleaguePassword);

    /// Closes everything: pending writes are finished, unsent counts noted, keys wiped. Nothing of the person is
    /// left in memory afterwards. Does nothing on a locked laptop.
    void lock();

private:
    struct Inner;
    std::unique_ptr<Inner> m;
};

} // namespace ruhu::service
