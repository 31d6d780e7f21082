// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/laptop.h"
#include "ui/models/messages.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace ruhu::models {

/// What the unlock page needs of the locked machine.
struct UnlockDoors
{
    std::function<service::Answer<QList<service::PersonRow>>()> people;
    std::function<service::Answer<service::DeviceSecretState>()> deviceSecret;
    std::function<int()> delayLeftSeconds;
    std::function<service::Answer<std::shared_ptr<service::Desk>>(PersonId, QByteArray &&)> unlock;
    std::function<service::Answer<service::PersonRow>(const service::Enrolment &, QByteArray &&, QByteArray &&)> enrol;
    std::function<qint64()> wallMs;
};
/// The doors of the real machine. Both must outlive the controller.
[[nodiscard]] UnlockDoors doorsOf(service::Laptop &laptop, const Clock &clock);

/// The locked machine as the unlock page shows it: who works here, how long to wait, what to know about the key.
/// Passwords pass through and are never kept.
class UnlockController : public QObject
{
    Q_OBJECT
public:
    struct Person
    {
        PersonId id;
        QString name;
        QString role; ///< In people's words.
        QString line; ///< "caseworker · used yesterday 17:20"
        int unsent = 0;
        bool used = false; ///< Was unlocked at least once: only then `unsent` says something.
    };
    enum class Notice {
        None,
        NoKeyring,      ///< The key of this laptop lies in a file.
        KeyringLocked,  ///< Unlock the key ring, then try again.
        SecretMissing,  ///< Nobody can unlock here.
        VaultUnreadable ///< Damaged, older than before, or newer than this program.
    };

    explicit UnlockController(UnlockDoors doors, QObject *parent = nullptr);

    /// Reads people and key state again: at start, and after locking.
    void load();
    [[nodiscard]] bool loaded() const { return m_loaded; }
    [[nodiscard]] const QList<Person> &people() const { return m_people; }
    [[nodiscard]] Notice notice() const { return m_notice; }
    /// The words of the notice.
    [[nodiscard]] QString noticeText() const { return m_noticeText; }
    /// Whole seconds until the next try is taken.
    [[nodiscard]] int waitSeconds() const { return m_wait; }
    [[nodiscard]] bool busy() const { return m_busy; }

    void unlock(PersonId person, QByteArray &&password);
    /// `colleague` null and an empty password on an empty laptop.
    void enrol(const service::Enrolment &who, QByteArray &&newPassword, QByteArray &&colleaguePassword);

Q_SIGNALS:
    void changed();
    void unlocked(std::shared_ptr<ruhu::service::Desk> desk);
    /// Unlocking did not work; the countdown may have grown.
    void unlockRefused(const ruhu::models::Message &why);
    void enrolled(ruhu::PersonId person, const QString &name);
    void enrolRefused(const ruhu::models::Message &why);

private:
    void takePeople(const QList<service::PersonRow> &rows);
    void takeNotice(service::DeviceSecretState state);
    void countDown();

    UnlockDoors m_doors;
    QList<Person> m_people;
    QTimer m_clock;
    Notice m_notice = Notice::None;
    QString m_noticeText;
    int m_wait = 0;
    bool m_busy = false;
    bool m_loaded = false;
};

} // namespace ruhu::models
