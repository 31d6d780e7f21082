// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// One office vault per laptop, its key wrapped once per person (docs/threat-model.md, Keys).
//
//   password (NFC) ─Argon2id─► UK ┐
//   device secret DS ─────────────┴ KEK ─► wraps the vault key and the person's Ed25519 and X25519 secret keys
//
// Both halves are always needed: a stolen disk without the device secret gives an attacker nothing to guess against.
// A Vault owns its folder: a second process (or a second Vault) gets Busy. All functions block (Argon2id: 0.4 s by
// default) and belong off the GUI thread; a Vault is used by one thread at a time.
#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/base/strongid.h"
#include "core/crypto/password.h"
#include "core/crypto/secretbytes.h"
#include "core/vault/sealeddb.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <memory>
#include <optional>

namespace ruhu::vault {

constexpr qsizetype deviceSecretSize = 32;
constexpr qsizetype vaultKeySize = 32;
constexpr qsizetype vaultIdSize = 16;
constexpr qsizetype passwordBytesMax = 128; ///< UTF-8 bytes of a password after NFC.
constexpr qsizetype passwordCharactersMin =
    8; ///< Eight digits are enough, because the device secret stands beside them.

/// Argon2id bounds: below the floor a header is an attack, above the ceiling it would choke a 4-GiB laptop.
constexpr crypto::PasswordCost costFloor{3, 64ULL * 1024 * 1024};
constexpr crypto::PasswordCost costDefault{3, 256ULL * 1024 * 1024};
constexpr crypto::PasswordCost costCeiling{16, 512ULL * 1024 * 1024};

/// Where the device secret lives; kept in vault.head so that a change of desktop can be named.
enum class SecretPlace {
    Keyring, ///< The desktop's secret service.
    File,    ///< VAULT/device-secret, 0600, with a visible notice.
};

/// What may be known about a person before anybody unlocks.
struct Person
{
    PersonId id;
    QString name;
    QString role;          ///< A role id of domain 1, for the picture on the unlock page; it proves nothing.
    QByteArray signPublic; ///< Ed25519, 32 bytes
    QByteArray boxPublic;  ///< X25519, 32 bytes
    int unsent = 0;        ///< Mutations waiting for the hub when this person locked last.
    qint64 lastUsedMs = 0; ///< Wall clock of that lock, ms since 1970; 0 = never.

    friend bool operator==(const Person &, const Person &) = default;
};

/// How the device secret was answered by whoever keeps it. A key ring that answers "not found" may just be locked:
/// neither answer may ever lead to a new secret while a vault exists.
struct DeviceSecret
{
    enum class State { Present, Missing, KeyringLocked, KeyringUnavailable };
    State state = State::Missing;
    crypto::SecretBytes bytes; ///< 32 bytes when Present

    static DeviceSecret present(crypto::SecretBytes secret) { return {State::Present, std::move(secret)}; }
    static DeviceSecret missing() { return {State::Missing, {}}; }
    static DeviceSecret keyringLocked() { return {State::KeyringLocked, {}}; }
    static DeviceSecret keyringUnavailable() { return {State::KeyringUnavailable, {}}; }
};

/// The password of a person as it is hashed: NFC, UTF-8. Rejected when shorter than passwordCharactersMin characters or
/// longer than passwordBytesMax bytes. The given bytes are UTF-8 and stay the caller's.
[[nodiscard]] Result<crypto::SecretBytes> normalizedPassword(const crypto::SecretBytes &utf8);

/// What to do with a database that is older than the anchor.
enum class OldCopy {
    Refuse,
    ReadOnly, ///< so that a person can see what is there; nothing is written
};

/// The vault key and the person's keys, in guarded memory. Destroying it locks; every SealedDatabase must be gone
/// before.
class UnlockedVault
{
public:
    struct Keys; ///< private to this room
    ~UnlockedVault();
    UnlockedVault(UnlockedVault &&) noexcept;
    UnlockedVault &operator=(UnlockedVault &&) noexcept;

    [[nodiscard]] const Person &person() const;
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString filesFolder() const; ///< VAULT/files

    /// The right to open VAULT/vault.db. RolledBack when the anchor is newer than the file, or knows another one;
    /// Damaged when the file is missing; else as SealedDatabase::provide(). After opening, damage().rolledBack tells of
    /// a log that is newer than the file.
    [[nodiscard]] Result<SealedDatabase> openDatabase(OldCopy oldCopy = OldCopy::Refuse) const;

    /// Ed25519 by the unlocked person for this session: bundles and requests. Opinions and visits are signed by
    /// Vault::signAs(), which asks for the password again.
    [[nodiscard]] QByteArray sign(QByteArrayView message) const;
    /// Opens a box sealed to the unlocked person's X25519 key. Damaged.
    [[nodiscard]] Result<crypto::SecretBytes> openBox(QByteArrayView box) const;

    /// A 32-byte key of its own for one purpose ("audit", "anchor"): BLAKE2b keyed by the vault key.
    [[nodiscard]] crypto::SecretBytes purposeKey(QByteArrayView purpose) const;
    /// Wraps a small secret (a file key, a device key) under the vault key, bound to `context`; and back (Damaged).
    [[nodiscard]] QByteArray wrap(QByteArrayView context, const crypto::SecretBytes &secret) const;
    [[nodiscard]] Result<crypto::SecretBytes> unwrap(QByteArrayView context, QByteArrayView wrapped) const;

private:
    friend class Vault;
    explicit UnlockedVault(std::unique_ptr<Keys> keys);
    std::unique_ptr<Keys> m_keys;
};

/// A person to be added: id, name and role come with the enrolment.
struct NewPerson
{
    PersonId id;
    QString name; ///< 1..64 characters
    QString role;
    /// Seeds of the person's Ed25519 and X25519 keys, 32 bytes each, when an enrolment had the public halves certified
    /// before; empty = fresh keys.
    crypto::SecretBytes signSeed = {};
    crypto::SecretBytes boxSeed = {};
};

/// What a new vault is made of.
struct NewVault
{
    QByteArray id; ///< 16 bytes, for deviceSecretName() before the vault exists; empty = a random one
    SecretPlace secretPlace = SecretPlace::File;
    QString keyringBackend;                  ///< Which key ring, as its adapter names it; empty with SecretPlace::File.
    crypto::PasswordCost cost = costDefault; ///< within floor and ceiling
    QByteArray provinceEscrowKey;            ///< X25519 of the province, or empty: no recovery box then
};

/// The folder of one vault.
class Vault
{
public:
    /// True when `folder` holds a vault.head, readable or not: then no device secret may be made.
    [[nodiscard]] static bool exists(const QString &folder);

    /// Makes the folder, vault.head and an empty vault.db with its first person. The caller has already put
    /// `deviceSecret` into its place (the key ring, or writeDeviceSecretFile()), so that no vault ever exists without
    /// it. AlreadyExists when there is a vault; Rejected for a password, name or cost out of bounds; OutOfMemory; Io;
    /// DiskFull.
    static Result<void> create(const QString &folder, const NewVault &what, const NewPerson &first,
                               const crypto::SecretBytes &password, const crypto::SecretBytes &deviceSecret);

    /// Puts the folder of a vault that is finished and closed into its place, in one step that a power cut leaves done
    /// or undone. AlreadyExists when `folder` holds a vault; Io also when anything else lies there; DiskFull.
    [[nodiscard]] static Result<void> moveInto(const QString &finished, const QString &folder);

    /// Takes ownership of the folder and reads vault.head. NotFound; Busy; TooNew and Damaged leave everything
    /// untouched.
    static Result<Vault> open(const QString &folder, const Clock &clock);

    Vault(Vault &&) noexcept;
    Vault &operator=(Vault &&) noexcept;
    ~Vault();

    [[nodiscard]] QString folder() const;
    [[nodiscard]] QByteArray id() const; ///< 16 bytes
    [[nodiscard]] QList<Person> people() const;
    [[nodiscard]] SecretPlace secretPlace() const;
    /// The key ring in use when the vault was made: another one now explains a missing device secret.
    [[nodiscard]] QString keyringBackend() const;
    [[nodiscard]] crypto::PasswordCost cost(const PersonId &person) const;
    [[nodiscard]] bool hasProvinceBox() const;
    /// Seconds until the next try, rounded up; 0 = now. Survives restart; a clock set back never makes it longer
    /// than 60.
    [[nodiscard]] int secondsUntilNextTry() const;

    /// The five open states: an UnlockedVault; WrongPassword (the delay grows: 1, 2, 4 … 60 s); DeviceSecretMissing,
    /// KeyringLocked or KeyringUnavailable (no try is counted); Damaged; RolledBack comes from openDatabase() and the
    /// anchor. Delayed (detail = seconds left); NotFound (no such person); OutOfMemory; Io (the try could not be
    /// noted).
    [[nodiscard]] Result<UnlockedVault> unlock(const PersonId &person, const crypto::SecretBytes &password,
                                               const DeviceSecret &deviceSecret);

    /// One Ed25519 signature by a person of this vault, who enters the own password for it. Errors as unlock().
    [[nodiscard]] Result<QByteArray> signAs(const PersonId &person, const crypto::SecretBytes &password,
                                            const DeviceSecret &deviceSecret, QByteArrayView message);

    /// Adds a person with fresh signing keys. `by` proves that somebody is unlocked here. AlreadyExists, Rejected, …
    [[nodiscard]] Result<Person> addPerson(const UnlockedVault &by, const NewPerson &person,
                                           const crypto::SecretBytes &password, const DeviceSecret &deviceSecret,
                                           crypto::PasswordCost cost);
    /// A new wrap under a new password; the person's keys stay. `cost` may be raised on the way. Errors as unlock().
    [[nodiscard]] Result<void> changePassword(const PersonId &person, const crypto::SecretBytes &oldPassword,
                                              const crypto::SecretBytes &newPassword, const DeviceSecret &deviceSecret,
                                              std::optional<crypto::PasswordCost> cost = {});
    /// Drops the wrap of a person. NotAllowed for oneself, for the last one, and for a person with unsent work.
    [[nodiscard]] Result<void> removePerson(const UnlockedVault &by, const PersonId &person);
    /// Notes, at lock, the time and how much of a person's work has not reached the hub. NotFound; Io; DiskFull.
    [[nodiscard]] Result<void> noteLock(const PersonId &person, int unsent);
    /// Seals {vault key, device secret} to the province (recovery B), replacing an older box.
    [[nodiscard]] Result<void> setProvinceBox(const UnlockedVault &by, const DeviceSecret &deviceSecret,
                                              QByteArrayView provinceKey);
    /// The box of setProvinceBox(), for backups; empty = none.
    [[nodiscard]] QByteArray provinceBox() const;

private:
    struct State;
    explicit Vault(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// VAULT/device-secret, for machines without a key ring: 0600, synced, refused when it exists or when a vault exists
/// (AlreadyExists). A file that others may read is refused at reading (NotAllowed); NotFound; Damaged (wrong size).
[[nodiscard]] Result<void> writeDeviceSecretFile(const QString &folder, const crypto::SecretBytes &secret);
[[nodiscard]] Result<crypto::SecretBytes> readDeviceSecretFile(const QString &path);

/// The name of the key ring's entry for a vault: "device-secret/<32 hexadecimal digits>".
[[nodiscard]] QString deviceSecretName(const QByteArray &vaultId);

/// VAULT/vault.db and the like, in one place.
[[nodiscard]] QString databasePath(const QString &folder);
[[nodiscard]] QString deviceSecretPath(const QString &folder);

} // namespace ruhu::vault
