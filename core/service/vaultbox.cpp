// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/vaultbox.h"

#include "core/base/log.h"
#include "core/store/journal.h"
#include "core/store/outbox.h"
#include "core/vault/anchor.h"

#include <QFile>
#include <QMutexLocker>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Waits for the store from a worker thread.
template <typename T>
Result<T> wait(QFuture<Result<T>> answer)
{
    answer.waitForFinished();
    return answer.resultCount() > 0 ? answer.takeResult() : Result<T>(fail(ErrorCode::Locked));
}

Result<vault::Anchor> anchorNow(const OpenVault &open)
{
    const auto state = wait(open.store->read([](store::Database &db) { return store::anchorState(db); }));
    if (!state)
        return passOn(state);
    return vault::Anchor{open.database->fileId(), open.database->generation(), quint64(state->commits),
                         state->auditHead};
}

Result<void> writeAnchor(const OpenVault &open)
{
    const auto now = anchorNow(open);
    return now ? vault::writeAnchor(*open.vault, *now) : passOn(now);
}

Result<void> checkAnchor(const OpenVault &open)
{
    const auto seen = vault::readAnchor(*open.vault);
    if (!seen)
        return passOn(seen);
    if (!*seen)
        return {};
    const auto now = anchorNow(open);
    return now ? vault::compareAnchors(**seen, *now) : passOn(now);
}

Result<OpenVault> openWith(vault::Vault &vault, PersonId person, const crypto::SecretBytes &password,
                           const vault::DeviceSecret &secret)
{
    auto unlocked = vault.unlock(person, password, secret);
    if (!unlocked)
        return passOn(unlocked);
    OpenVault open;
    open.vault = std::make_shared<vault::UnlockedVault>(*std::move(unlocked));
    auto database = open.vault->openDatabase();
    if (!database)
        return passOn(database);
    open.database = std::make_shared<vault::SealedDatabase>(*std::move(database));
    auto store = store::Store::open(store::sealedPlace(*open.database));
    if (!store)
        return tl::make_unexpected(open.database->openError().value_or(store.error()));
    open.store = *std::move(store);
    if (auto fresh = checkAnchor(open); !fresh)
        return passOn(fresh);
    return open;
}

} // namespace

OpenVault::~OpenVault()
{
    if (store)
        store->close();
    store.reset();
    database.reset();
}

VaultBox::VaultBox(QString folder, std::shared_ptr<const Clock> clock)
    : m_folder(std::move(folder))
    , m_clock(std::move(clock))
{
}

bool VaultBox::exists() const
{
    return vault::Vault::exists(m_folder);
}

Result<vault::Vault *> VaultBox::vault()
{
    if (!m_vault) {
        auto opened = vault::Vault::open(m_folder, *m_clock);
        if (!opened)
            return passOn(opened);
        m_vault.emplace(*std::move(opened));
    }
    return &*m_vault;
}

Result<QList<vault::Person>> VaultBox::people()
{
    const QMutexLocker lock(&m_mutex);
    const auto opened = vault();
    return opened ? Result<QList<vault::Person>>((*opened)->people()) : passOn(opened);
}

Result<vault::SecretPlace> VaultBox::secretPlace()
{
    const QMutexLocker lock(&m_mutex);
    const auto opened = vault();
    return opened ? Result<vault::SecretPlace>((*opened)->secretPlace()) : passOn(opened);
}

Result<QByteArray> VaultBox::id()
{
    const QMutexLocker lock(&m_mutex);
    const auto opened = vault();
    return opened ? Result<QByteArray>((*opened)->id()) : passOn(opened);
}

int VaultBox::secondsUntilNextTry()
{
    if (!m_mutex.tryLock()) // an attempt is running: the answer comes with it
        return 0;
    const int seconds = m_vault ? m_vault->secondsUntilNextTry() : 0;
    m_mutex.unlock();
    return seconds;
}

Result<OpenVault> VaultBox::unlock(PersonId person, const crypto::SecretBytes &password,
                                   const vault::DeviceSecret &secret)
{
    const QMutexLocker lock(&m_mutex);
    const auto opened = vault();
    return opened ? openWith(**opened, person, password, secret) : passOn(opened);
}

Result<QByteArray> VaultBox::signAs(PersonId person, const crypto::SecretBytes &password,
                                    const crypto::SecretBytes &secret, QByteArrayView message)
{
    const QMutexLocker lock(&m_mutex);
    const auto opened = vault();
    if (!opened)
        return passOn(opened);
    return (*opened)->signAs(person, password, vault::DeviceSecret::present(secret.clone()), message);
}

void VaultBox::keepAnchor(const std::weak_ptr<OpenVault> &open)
{
    const QMutexLocker lock(&m_mutex);
    const auto still = open.lock();
    if (!still || !still->store)
        return;
    if (auto written = writeAnchor(*still); !written)
        qCWarning(logVault) << "anchor not written:" << errorName(written.error().code);
}

void VaultBox::lock(PersonId person, OpenVault &open)
{
    const QMutexLocker lock(&m_mutex); // an anchor that is being written now is written first, and none comes after
    const OpenVault closing = std::move(open);
    const auto counters = wait(closing.store->read([](store::Database &db) { return store::syncCounters(db); }));
    if (auto written = writeAnchor(closing); !written)
        qCWarning(logVault) << "anchor not written:" << errorName(written.error().code);
    const auto opened = vault();
    if (!opened || !counters)
        return;
    const int unsent = counters->visits + counters->photos + counters->signatures + counters->others;
    if (auto noted = (*opened)->noteLock(person, unsent); !noted)
        qCWarning(logVault) << "unsent count not written:" << errorName(noted.error().code);
}

Result<vault::Person> VaultBox::create(const vault::NewVault &what, vault::NewPerson person,
                                       const crypto::SecretBytes &password, const crypto::SecretBytes &secret,
                                       DeviceId device, const Seeds &deviceSeeds, const QUrl &hub,
                                       const QByteArray &caPem, const Enrolled &enrolled)
{
    const QMutexLocker lock(&m_mutex);
    // Of a try before this one, with the same device secret.
    for (const QString &name : {u"vault.head"_s, u"vault.db"_s, u"vault.db-wal"_s, u"anchor"_s})
        QFile::remove(workshop() + u'/' + name);
    if (auto made = vault::Vault::create(workshop(), what, person, password, secret); !made)
        return passOn(made);
    auto written = [&]() -> Result<vault::Person> {
        auto fresh = vault::Vault::open(workshop(), *m_clock);
        if (!fresh)
            return passOn(fresh);
        const auto open = openWith(*fresh, person.id, password, vault::DeviceSecret::present(secret.clone()));
        if (!open)
            return passOn(open);
        const vault::Person known = open->vault->person();
        const vault::UnlockedVault &unlocked = *open->vault;
        const auto kept = wait(open->store->write([&](store::Database &db) -> Result<void> {
            if (auto done = keepDevice(db, unlocked, device, deviceSeeds, hub, caPem, enrolled); !done)
                return done;
            return keepPerson(db, enrolled, known.signPublic);
        }));
        if (!kept)
            return passOn(kept);
        // From its first day on: a vault without one would take any older copy of its database.
        if (auto anchored = writeAnchor(*open); !anchored)
            return passOn(anchored);
        return known;
    }(); // everything is closed from here on
    if (!written)
        return written;
    if (auto moved = vault::Vault::moveInto(workshop(), m_folder); !moved)
        return passOn(moved);
    return written;
}

Result<vault::Person> VaultBox::add(const OpenVault &by, vault::NewPerson person, const crypto::SecretBytes &password,
                                    const vault::DeviceSecret &secret, crypto::PasswordCost cost,
                                    const Enrolled &enrolled)
{
    const QMutexLocker lock(&m_mutex);
    const auto opened = vault();
    if (!opened)
        return passOn(opened);
    const auto people = (*opened)->people();
    if (std::any_of(people.cbegin(), people.cend(), [&](const vault::Person &one) { return one.id == person.id; }))
        return fail(ErrorCode::Conflict, u"person"_s);
    const QByteArray signPublic = crypto::signingKeyFromSeed(person.signSeed).publicKey;
    // The papers first: papers without a person do no harm (they wait for the next try of the code), a person without
    // papers could unlock and sign nothing.
    const auto kept = wait(by.store->write([&](store::Database &db) { return keepPerson(db, enrolled, signPublic); }));
    if (!kept)
        return passOn(kept);
    return (*opened)->addPerson(*by.vault, person, password, secret, cost);
}

} // namespace ruhu::service
