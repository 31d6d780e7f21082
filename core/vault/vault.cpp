// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/vault.h"

#include "core/base/log.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/vault/durablefile.h"
#include "core/vault/unlockedvault.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace ruhu::vault {

namespace {

constexpr qint64 headLimit = 4 * 1024 * 1024; ///< bytes; a person needs 500
constexpr int delayMaxSeconds = 60;
constexpr qsizetype nameMax = 64;

QString headPath(const QString &folder)
{
    return folder + QStringLiteral("/vault.head");
}

/// 1, 2, 4 … 60 seconds after the n-th failure in a row, n >= 1.
int delayAfter(int failures)
{
    return failures > 6 ? delayMaxSeconds : std::min(delayMaxSeconds, 1 << (failures - 1));
}

/// Owns the folder: a lock that the system drops when the process ends, however it ends.
class Ownership
{
public:
    static Result<Ownership> take(const QString &folder)
    {
        Ownership own;
        own.m_fd = ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (own.m_fd < 0)
            return failErrno("open the vault folder");
        if (::flock(own.m_fd, LOCK_EX | LOCK_NB) != 0) {
            if (errno == EWOULDBLOCK)
                return fail(ErrorCode::Busy, QStringLiteral("the vault is open elsewhere"));
            return failErrno("lock the vault folder");
        }
        return own;
    }
    Ownership(Ownership &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    {
    }
    Ownership &operator=(Ownership &&) = delete;
    ~Ownership()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }

private:
    Ownership() = default;
    int m_fd = -1;
};

Result<void> checkPerson(const NewPerson &person)
{
    if (person.id.isNull())
        return fail(ErrorCode::Rejected, QStringLiteral("person id"));
    if (person.name.trimmed().isEmpty() || person.name.size() > nameMax)
        return fail(ErrorCode::Rejected, QStringLiteral("person name: 1 to %1 characters").arg(nameMax));
    if (person.role.isEmpty() || person.role.size() > nameMax)
        return fail(ErrorCode::Rejected, QStringLiteral("person role"));
    const auto isSeed = [](const crypto::SecretBytes &seed) { return seed.isEmpty() || seed.size() == 32; };
    if (!isSeed(person.signSeed) || !isSeed(person.boxSeed))
        return fail(ErrorCode::Rejected, QStringLiteral("person seeds: 32 bytes"));
    return {};
}

/// A person of the head with fresh keys, wrapped under password and device secret.
Result<HeadPerson> makePerson(const QByteArray &vaultId, const NewPerson &person, const crypto::SecretBytes &password,
                              const crypto::SecretBytes &deviceSecret, crypto::PasswordCost cost,
                              const crypto::SecretBytes &vaultKey)
{
    if (auto checked = checkPerson(person); !checked)
        return passOn(checked);
    if (!costAllowed(cost))
        return fail(ErrorCode::Rejected, QStringLiteral("password cost out of bounds"));
    if (deviceSecret.size() != deviceSecretSize)
        return fail(ErrorCode::Rejected, QStringLiteral("device secret: 32 bytes"));
    auto normalized = normalizedPassword(password);
    if (!normalized)
        return passOn(normalized);
    const crypto::SigningKey signing =
        person.signSeed.isEmpty() ? crypto::newSigningKey() : crypto::signingKeyFromSeed(person.signSeed);
    const crypto::BoxKey box = person.boxSeed.isEmpty() ? crypto::newBoxKey() : crypto::boxKeyFromSeed(person.boxSeed);
    HeadPerson made;
    made.known = Person{person.id, person.name.trimmed(), person.role, signing.publicKey, box.publicKey, 0};
    made.cost = cost;
    made.salt = crypto::SecretBytes::random(crypto::passwordSaltSize).toPlain();
    auto kek = keyEncryptionKey(vaultId, made, *normalized, deviceSecret);
    if (!kek)
        return passOn(kek);
    wrapKeys(vaultId, made, *kek, vaultKey, signing.secretKey, box.secretKey);
    return made;
}

Result<void> putProvinceBox(Head &head, QByteArrayView provinceKey, const crypto::SecretBytes &vaultKey,
                            const crypto::SecretBytes &deviceSecret)
{
    crypto::SecretBytes both(vaultKeySize + deviceSecretSize);
    std::memcpy(both.data(), vaultKey.data(), std::size_t(vaultKeySize));
    std::memcpy(both.data() + vaultKeySize, deviceSecret.data(), std::size_t(deviceSecretSize));
    auto box = crypto::boxSeal(provinceKey, both.view());
    if (!box)
        return passOn(box);
    head.provinceKey = provinceKey.toByteArray();
    head.provinceBox = *box;
    return {};
}

/// A database without a head is what a cut creation leaves: removed when it never held a row, kept otherwise.
Result<void> clearCutCreation(const QString &folder)
{
    const QString path = databasePath(folder);
    const QFileInfo database(path);
    if (!database.exists())
        return {};
    if (database.size() > 4096 || QFileInfo::exists(path + QStringLiteral("-wal")))
        return fail(ErrorCode::AlreadyExists, QStringLiteral("a vault.db without its vault.head lies there"));
    if (!QFile::remove(path))
        return fail(ErrorCode::Io, QStringLiteral("cannot remove an empty vault.db"));
    return {};
}

} // namespace

struct Vault::State
{
    State(QString vaultFolder, const Clock &itsClock, Ownership own, Head read)
        : folder(std::move(vaultFolder))
        , clock(itsClock)
        , ownership(std::move(own))
        , head(std::move(read))
    {
    }

    QString folder;
    const Clock &clock;
    Ownership ownership;
    Head head;
    qint64 nextTryMonotonicMs = 0;

    Result<void> write() const { return replaceFile(headPath(folder), headBytes(head)); }

    HeadPerson *find(const PersonId &id)
    {
        const auto found = std::find_if(head.people.begin(), head.people.end(),
                                        [&](const HeadPerson &one) { return one.known.id == id; });
        return found == head.people.end() ? nullptr : &*found;
    }

    /// The device secret, if it is the one of this vault.
    Result<const crypto::SecretBytes *> right(const DeviceSecret &secret) const
    {
        switch (secret.state) {
        case DeviceSecret::State::Missing: return fail(ErrorCode::DeviceSecretMissing, QStringLiteral("not found"));
        case DeviceSecret::State::KeyringLocked: return fail(ErrorCode::KeyringLocked);
        case DeviceSecret::State::KeyringUnavailable: return fail(ErrorCode::KeyringUnavailable);
        case DeviceSecret::State::Present: break;
        }
        if (secret.bytes.size() != deviceSecretSize ||
            !crypto::equalInConstantTime(secretCheckValue(head.vaultId, secret.bytes), head.secretCheck))
            return fail(ErrorCode::DeviceSecretMissing, QStringLiteral("it is that of another vault"));
        return &secret.bytes;
    }

    int secondsLeft() const
    {
        const qint64 left = nextTryMonotonicMs - clock.monotonicMs();
        return left <= 0 ? 0 : int((left + 999) / 1000);
    }

    /// Notes a try, or forgets the failures, in memory and on disk. A disk that is full or broken locks nobody out.
    void noteTries(int failures)
    {
        head.state.failures = failures;
        const qint64 delayMs = failures == 0 ? 0 : qint64(delayAfter(failures)) * 1000;
        head.state.nextTryMs = failures == 0 ? 0 : clock.wallMs() + delayMs;
        nextTryMonotonicMs = failures == 0 ? 0 : clock.monotonicMs() + delayMs;
        if (auto written = write(); !written)
            qCWarning(logVault) << "the try was not noted:" << written.error().detail;
    }

    /// From a password to keys, counting the try.
    Result<std::unique_ptr<UnlockedVault::Keys>> attempt(const PersonId &id, const crypto::SecretBytes &password,
                                                         const DeviceSecret &deviceSecret);
    /// A sound head is sealed anew and written; otherwise nothing changes.
    Result<void> replaceHead(Head changed, const crypto::SecretBytes &vaultKey);
};

Result<std::unique_ptr<UnlockedVault::Keys>>
Vault::State::attempt(const PersonId &id, const crypto::SecretBytes &password, const DeviceSecret &deviceSecret)
{
    const HeadPerson *person = find(id);
    if (person == nullptr)
        return fail(ErrorCode::NotFound, QStringLiteral("no such person in this vault"));
    const auto secret = right(deviceSecret);
    if (!secret)
        return passOn(secret);
    if (const int seconds = secondsLeft(); seconds > 0)
        return fail(ErrorCode::Delayed, QString::number(seconds));
    const int failuresBefore = head.state.failures;
    noteTries(failuresBefore + 1);
    auto keys = std::make_unique<UnlockedVault::Keys>();
    const auto kek = keyEncryptionKey(head.vaultId, *person, inNormalForm(password), **secret);
    if (!kek) { // no memory: that was no wrong password
        noteTries(failuresBefore);
        return passOn(kek);
    }
    if (auto unwrapped = unwrapKeys(head.vaultId, *person, *kek, *keys); !unwrapped)
        return passOn(unwrapped);
    noteTries(0);
    if (!headHolds(head, purposeKeyOf(keys->vaultKey, head.vaultId, "head")))
        return fail(ErrorCode::Damaged, QStringLiteral("vault.head was changed by somebody without its key"));
    keys->folder = folder;
    keys->vaultId = head.vaultId;
    keys->person = knownPerson(head, *person);
    return keys;
}

Result<void> Vault::State::replaceHead(Head changed, const crypto::SecretBytes &vaultKey)
{
    sealHead(changed, purposeKeyOf(vaultKey, changed.vaultId, "head"));
    std::swap(head, changed);
    auto written = write();
    if (!written)
        std::swap(head, changed);
    return written;
}

bool Vault::exists(const QString &folder)
{
    return QFileInfo::exists(headPath(folder));
}

Result<void> Vault::create(const QString &folder, const NewVault &what, const NewPerson &first,
                           const crypto::SecretBytes &password, const crypto::SecretBytes &deviceSecret)
{
    if (exists(folder))
        return fail(ErrorCode::AlreadyExists, QStringLiteral("there is a vault in this folder"));
    const auto vaultKey = crypto::SecretBytes::random(vaultKeySize);
    Head head;
    head.vaultId = what.id.isEmpty() ? crypto::SecretBytes::random(vaultIdSize).toPlain() : what.id;
    if (head.vaultId.size() != vaultIdSize)
        return fail(ErrorCode::Rejected, QStringLiteral("vault id: 16 bytes"));
    head.place = what.secretPlace;
    head.keyringBackend = what.keyringBackend;
    auto person = makePerson(head.vaultId, first, password, deviceSecret, what.cost, vaultKey);
    if (!person)
        return passOn(person);
    head.people.append(*person);
    head.secretCheck = secretCheckValue(head.vaultId, deviceSecret);
    if (!what.provinceEscrowKey.isEmpty()) {
        if (auto boxed = putProvinceBox(head, what.provinceEscrowKey, vaultKey, deviceSecret); !boxed)
            return boxed;
    }
    sealHead(head, purposeKeyOf(vaultKey, head.vaultId, "head"));
    if (auto made = ensureFolder(folder); !made)
        return made;
    const auto owned = Ownership::take(folder);
    if (!owned)
        return passOn(owned);
    if (auto cleared = clearCutCreation(folder); !cleared)
        return cleared;
    if (auto made = SealedDatabase::create(databasePath(folder), vaultKey); !made)
        return made;
    return replaceFile(headPath(folder), headBytes(head)); // last: with it the vault exists
}

Result<void> Vault::moveInto(const QString &finished, const QString &folder)
{
    if (exists(folder))
        return fail(ErrorCode::AlreadyExists, QStringLiteral("there is a vault in this folder"));
    if (auto synced = syncFolder(finished); !synced)
        return synced;
    if (::rename(QFile::encodeName(finished).constData(), QFile::encodeName(folder).constData()) != 0)
        return failErrno("rename");
    return syncFolder(QFileInfo(folder).absolutePath());
}

Result<Vault> Vault::open(const QString &folder, const Clock &clock)
{
    if (!exists(folder))
        return fail(ErrorCode::NotFound, QStringLiteral("no vault in this folder"));
    auto owned = Ownership::take(folder);
    if (!owned)
        return passOn(owned);
    const auto bytes = readWhole(headPath(folder), headLimit);
    if (!bytes)
        return passOn(bytes);
    auto head = headFromBytes(*bytes);
    if (!head)
        return passOn(head);
    auto state = std::make_unique<State>(folder, clock, std::move(*owned), std::move(*head));
    // The rest of the delay, whatever somebody did to the clock meanwhile: never longer than the longest one.
    const qint64 left = std::clamp<qint64>(state->head.state.nextTryMs - clock.wallMs(), 0, delayMaxSeconds * 1000);
    state->nextTryMonotonicMs = left == 0 ? 0 : clock.monotonicMs() + left;
    return Vault(std::move(state));
}

Vault::Vault(std::unique_ptr<State> state)
    : m_state(std::move(state))
{
}
Vault::Vault(Vault &&) noexcept = default;
Vault &Vault::operator=(Vault &&) noexcept = default;
Vault::~Vault() = default;

QString Vault::folder() const
{
    return m_state->folder;
}

QByteArray Vault::id() const
{
    return m_state->head.vaultId;
}

QList<Person> Vault::people() const
{
    QList<Person> all;
    for (const HeadPerson &one : m_state->head.people)
        all.append(knownPerson(m_state->head, one));
    return all;
}

SecretPlace Vault::secretPlace() const
{
    return m_state->head.place;
}

QString Vault::keyringBackend() const
{
    return m_state->head.keyringBackend;
}

crypto::PasswordCost Vault::cost(const PersonId &person) const
{
    const HeadPerson *found = m_state->find(person);
    return found == nullptr ? costDefault : found->cost;
}

bool Vault::hasProvinceBox() const
{
    return !m_state->head.provinceBox.isEmpty();
}

QByteArray Vault::provinceBox() const
{
    return m_state->head.provinceBox;
}

int Vault::secondsUntilNextTry() const
{
    return m_state->secondsLeft();
}

Result<UnlockedVault> Vault::unlock(const PersonId &person, const crypto::SecretBytes &password,
                                    const DeviceSecret &deviceSecret)
{
    auto keys = m_state->attempt(person, password, deviceSecret);
    if (!keys)
        return passOn(keys);
    return UnlockedVault(std::move(*keys));
}

Result<QByteArray> Vault::signAs(const PersonId &person, const crypto::SecretBytes &password,
                                 const DeviceSecret &deviceSecret, QByteArrayView message)
{
    const auto keys = m_state->attempt(person, password, deviceSecret);
    if (!keys)
        return passOn(keys);
    return crypto::sign((*keys)->signSecret, message);
}

Result<Person> Vault::addPerson(const UnlockedVault &by, const NewPerson &person, const crypto::SecretBytes &password,
                                const DeviceSecret &deviceSecret, crypto::PasswordCost cost)
{
    if (by.m_keys->vaultId != m_state->head.vaultId)
        return fail(ErrorCode::NotAllowed, QStringLiteral("unlocked is another vault"));
    const auto secret = m_state->right(deviceSecret);
    if (!secret)
        return passOn(secret);
    if (m_state->find(person.id) != nullptr)
        return fail(ErrorCode::AlreadyExists, QStringLiteral("the person is in this vault already"));
    auto made = makePerson(m_state->head.vaultId, person, password, **secret, cost, by.m_keys->vaultKey);
    if (!made)
        return passOn(made);
    Head changed = m_state->head;
    changed.people.append(*made);
    if (auto replaced = m_state->replaceHead(std::move(changed), by.m_keys->vaultKey); !replaced)
        return passOn(replaced);
    return made->known;
}

Result<void> Vault::changePassword(const PersonId &person, const crypto::SecretBytes &oldPassword,
                                   const crypto::SecretBytes &newPassword, const DeviceSecret &deviceSecret,
                                   std::optional<crypto::PasswordCost> cost)
{
    auto normalized = normalizedPassword(newPassword);
    if (!normalized)
        return passOn(normalized);
    if (cost && !costAllowed(*cost))
        return fail(ErrorCode::Rejected, QStringLiteral("password cost out of bounds"));
    auto keys = m_state->attempt(person, oldPassword, deviceSecret);
    if (!keys)
        return passOn(keys);
    Head changed = m_state->head;
    const auto found = std::find_if(changed.people.begin(), changed.people.end(),
                                    [&](const HeadPerson &one) { return one.known.id == person; });
    found->cost = cost.value_or(found->cost);
    found->salt = crypto::SecretBytes::random(crypto::passwordSaltSize).toPlain();
    ++found->keyVersion;
    const auto kek = keyEncryptionKey(changed.vaultId, *found, *normalized, deviceSecret.bytes);
    if (!kek)
        return passOn(kek);
    wrapKeys(changed.vaultId, *found, *kek, (*keys)->vaultKey, (*keys)->signSecret, (*keys)->boxSecret);
    return m_state->replaceHead(std::move(changed), (*keys)->vaultKey);
}

Result<void> Vault::removePerson(const UnlockedVault &by, const PersonId &person)
{
    if (by.m_keys->vaultId != m_state->head.vaultId || by.person().id == person)
        return fail(ErrorCode::NotAllowed, QStringLiteral("another person of this vault must do it"));
    if (m_state->find(person) == nullptr)
        return fail(ErrorCode::NotFound, QStringLiteral("no such person in this vault"));
    if (m_state->head.state.unsent.value(person) > 0)
        return fail(ErrorCode::NotAllowed, QStringLiteral("work of this person has not reached the hub"));
    Head changed = m_state->head;
    changed.people.removeIf([&](const HeadPerson &one) { return one.known.id == person; });
    changed.state.unsent.remove(person);
    changed.state.used.remove(person);
    return m_state->replaceHead(std::move(changed), by.m_keys->vaultKey);
}

Result<void> Vault::noteLock(const PersonId &person, int unsent)
{
    if (m_state->find(person) == nullptr)
        return fail(ErrorCode::NotFound, QStringLiteral("no such person in this vault"));
    m_state->head.state.unsent.insert(person, std::max(0, unsent));
    m_state->head.state.used.insert(person, m_state->clock.wallMs());
    return m_state->write();
}

Result<void> Vault::setProvinceBox(const UnlockedVault &by, const DeviceSecret &deviceSecret,
                                   QByteArrayView provinceKey)
{
    if (by.m_keys->vaultId != m_state->head.vaultId)
        return fail(ErrorCode::NotAllowed, QStringLiteral("unlocked is another vault"));
    const auto secret = m_state->right(deviceSecret);
    if (!secret)
        return passOn(secret);
    Head changed = m_state->head;
    if (auto boxed = putProvinceBox(changed, provinceKey, by.m_keys->vaultKey, **secret); !boxed)
        return boxed;
    return m_state->replaceHead(std::move(changed), by.m_keys->vaultKey);
}

} // namespace ruhu::vault
