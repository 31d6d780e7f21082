// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/unlockcontroller.h"

#include "ui/models/phrases.h"
#include "ui/models/roles.h"

namespace ruhu::models {

UnlockController::UnlockController(UnlockDoors doors, QObject *parent)
    : QObject(parent)
    , m_doors(std::move(doors))
{
    m_clock.setInterval(1000);
    connect(&m_clock, &QTimer::timeout, this, &UnlockController::countDown);
}

void UnlockController::load()
{
    service::deliver(m_doors.people(), this, [this](const Result<QList<service::PersonRow>> &answer) {
        m_loaded = true;
        if (answer) {
            takePeople(*answer);
        } else {
            m_people.clear();
            m_notice = Notice::VaultUnreadable;
            m_noticeText = message(answer.error(), Doing::Starting).text();
        }
        countDown(); // the wait of before a restart is known once the head was read
        Q_EMIT changed();
    });
    service::deliver(m_doors.deviceSecret(), this, [this](const Result<service::DeviceSecretState> &answer) {
        if (answer && m_notice != Notice::VaultUnreadable) {
            takeNotice(*answer);
            Q_EMIT changed();
        }
    });
    countDown();
}

void UnlockController::takePeople(const QList<service::PersonRow> &rows)
{
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_doors.wallMs());
    if (m_notice == Notice::VaultUnreadable)
        m_notice = Notice::None;
    m_people.clear();
    for (const service::PersonRow &row : rows) {
        Person person{row.person, row.name, roleText(row.role), {}, row.unsent, row.lastUsedMs > 0};
        person.line = person.used ? tr("%1 · used %2", "role, time").arg(person.role, momentText(row.lastUsedMs, now))
                                  : tr("%1 · not used yet", "role").arg(person.role);
        m_people.append(person);
    }
}

void UnlockController::takeNotice(service::DeviceSecretState state)
{
    using State = service::DeviceSecretState;
    switch (state) {
    case State::NoVault:
    case State::InKeyring:
        m_notice = Notice::None;
        m_noticeText.clear();
        break;
    case State::InFile:
        m_notice = Notice::NoKeyring;
        m_noticeText =
            tr("This laptop has no key ring: its key lies in a file on the disk. Whoever takes the disk still "
               "needs a password, so take a long one.");
        break;
    case State::KeyringLocked:
        m_notice = Notice::KeyringLocked;
        m_noticeText = message(Error{ErrorCode::KeyringLocked, {}}, Doing::Unlocking).text();
        break;
    case State::Missing:
        m_notice = Notice::SecretMissing;
        m_noticeText = message(Error{ErrorCode::DeviceSecretMissing, {}}, Doing::Unlocking).text();
        break;
    }
}

void UnlockController::countDown()
{
    const int before = m_wait;
    m_wait = m_doors.delayLeftSeconds();
    if (m_wait > 0)
        m_clock.start();
    else
        m_clock.stop();
    if (m_wait != before)
        Q_EMIT changed();
}

void UnlockController::unlock(PersonId person, QByteArray &&password)
{
    if (m_busy) {
        password.fill('\0');
        return;
    }
    m_busy = true;
    Q_EMIT changed();
    service::deliver(m_doors.unlock(person, std::move(password)), this,
                     [this](const Result<std::shared_ptr<service::Desk>> &answer) {
                         m_busy = false;
                         countDown();
                         Q_EMIT changed();
                         if (answer)
                             Q_EMIT unlocked(*answer);
                         else
                             Q_EMIT unlockRefused(message(answer.error(), Doing::Unlocking));
                     });
}

void UnlockController::enrol(const service::Enrolment &who, QByteArray &&newPassword, QByteArray &&colleaguePassword)
{
    if (m_busy) {
        newPassword.fill('\0');
        colleaguePassword.fill('\0');
        return;
    }
    m_busy = true;
    Q_EMIT changed();
    service::deliver(m_doors.enrol(who, std::move(newPassword), std::move(colleaguePassword)), this,
                     [this](const Result<service::PersonRow> &answer) {
                         m_busy = false;
                         countDown();
                         Q_EMIT changed();
                         if (!answer) {
                             Q_EMIT enrolRefused(message(answer.error(), Doing::Enrolling));
                             return;
                         }
                         Q_EMIT enrolled(answer->person, answer->name);
                         load();
                     });
}

UnlockDoors doorsOf(service::Laptop &laptop, const Clock &clock)
{
    return {[&laptop] { return laptop.people(); },
            [&laptop] { return laptop.deviceSecret(); },
            [&laptop] { return laptop.delayLeftSeconds(); },
            [&laptop](PersonId person, QByteArray &&password) { return laptop.unlock(person, std::move(password)); },
            [&laptop](const service::Enrolment &who, QByteArray &&password, QByteArray &&colleague) {
                return laptop.enrol(who, std::move(password), std::move(colleague));
            },
            [&clock] { return clock.wallMs(); }};
}

} // namespace ruhu::models
