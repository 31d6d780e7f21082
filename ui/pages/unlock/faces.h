// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/unlockcontroller.h"
#include "ui/pages/passwordbuffer.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ruhu::widgets {
class Avatar;
class Banner;
class FormRow;
class NoteLine;
class SecretField;
} // namespace ruhu::widgets

namespace ruhu::pages {

/// The right half of the unlock page: one person and the password.
class PasswordFace : public QWidget
{
    Q_OBJECT
public:
    explicit PasswordFace(QWidget *parent = nullptr);
    void setPerson(const models::UnlockController::Person &person);
    void setWaiting(bool busy, int seconds);
    void setUnlockable(bool possible);
    void refuse(const models::Message &why);
    void clear();
    void takeFocus();

Q_SIGNALS:
    /// Carries the only copy; the receiver wipes it.
    void unlockWanted(QByteArray &password);

private:
    void submit();
    void showHints();

    PasswordBuffer m_buffer; // before the field that writes into it
    widgets::Avatar *m_avatar;
    QLabel *m_name;
    QLabel *m_line;
    widgets::SecretField *m_field;
    widgets::FormRow *m_row;
    widgets::NoteLine *m_caps;
    QPushButton *m_unlock;
    QString m_why;
    int m_seconds = 0;
    bool m_busy = false;
    bool m_possible = true;
};

/// The other right half: a person comes to this laptop with a one-time code. The name is the hub's to tell.
class EnrolFace : public QWidget
{
    Q_OBJECT
public:
    explicit EnrolFace(QWidget *parent = nullptr);
    void setPeople(const QList<models::UnlockController::Person> &people);
    void setDefaults(const QString &hub, const QString &caFile);
    void setWaiting(bool busy, int seconds);
    void refuse(const models::Message &why);
    void clear();
    void takeFocus();

Q_SIGNALS:
    /// Carries the only copies; the receiver wipes them.
    void enrolWanted(const ruhu::service::Enrolment &who, QByteArray &password, QByteArray &colleaguePassword);
    void left();

private:
    void submit();
    bool complete();
    void chooseAuthority();

    PasswordBuffer m_first; // before the fields that write into them
    PasswordBuffer m_second;
    PasswordBuffer m_colleague;
    QLabel *m_title;
    QLabel *m_text;
    widgets::Banner *m_banner;
    QLineEdit *m_hub;
    QLineEdit *m_authority;
    QLineEdit *m_code;
    QComboBox *m_who;
    widgets::SecretField *m_password;
    widgets::SecretField *m_again;
    widgets::SecretField *m_opener;
    widgets::FormRow *m_hubRow;
    widgets::FormRow *m_authorityRow;
    widgets::FormRow *m_codeRow;
    widgets::FormRow *m_passwordRow;
    widgets::FormRow *m_againRow;
    widgets::FormRow *m_whoRow;
    widgets::FormRow *m_openerRow;
    QPushButton *m_enrol;
    QPushButton *m_back;
};

} // namespace ruhu::pages
