// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/unlock/faces.h"

#include "ui/widgets/avatar.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noteline.h"
#include "ui/widgets/secretfield.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ruhu::pages {

using namespace widgets;
using theme::Token;

PasswordFace::PasswordFace(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(16);

    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    m_avatar = new Avatar({}, 64, this);
    head->addWidget(m_avatar);
    auto *who = new QVBoxLayout;
    who->setSpacing(0);
    m_name = makeLabel({}, theme::TextRole::Hero, Token::Tx, true, this);
    m_line = makeLabel({}, theme::TextRole::Body, Token::Tx2, false, this);
    who->addStretch(1);
    who->addWidget(m_name);
    who->addWidget(m_line);
    who->addStretch(1);
    head->addLayout(who, 1);
    column->addLayout(head);
    column->addSpacing(4);

    m_field = new SecretField(m_buffer, this);
    m_field->setFieldHeight(48);
    m_row = new FormRow(tr("Password"), m_field, FormRow::Shape::Stacked, this);
    m_caps = new NoteLine(this);
    auto *fieldColumn = new QVBoxLayout;
    fieldColumn->setSpacing(6);
    fieldColumn->addWidget(m_row);
    fieldColumn->addWidget(m_caps);
    column->addLayout(fieldColumn);

    m_unlock = makeButton(tr("Unlock"), theme::ButtonRole::Primary, QStringLiteral("lock"), this);
    theme::setButtonSize(m_unlock, theme::ButtonSize::Large);
    m_unlock->setMinimumHeight(48);
    m_unlock->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    column->addWidget(m_unlock);
    QLabel *offline = makeLabel(tr("Unlocking needs no network"), theme::TextRole::Secondary, Token::Tx3, false, this);
    offline->setAlignment(Qt::AlignRight);
    column->addWidget(offline);
    column->addWidget(makeHairline(this));

    auto *promise = new QHBoxLayout;
    promise->setSpacing(12);
    promise->addWidget(makeIcon(QStringLiteral("shield"), Token::Tx3, 20, this), 0, Qt::AlignTop);
    promise->addWidget(makeParagraph(tr("Everything about people on this laptop is encrypted. It locks by itself after "
                                        "5 minutes or when the lid closes; nothing you have filled in is lost."),
                                     theme::TextRole::Secondary, Token::Tx2, this),
                       1);
    column->addLayout(promise);

    connect(m_unlock, &QPushButton::clicked, this, &PasswordFace::submit);
    connect(m_field, &SecretField::accepted, this, &PasswordFace::submit);
    connect(m_field, &SecretField::capsLockChanged, this, &PasswordFace::showHints);
    connect(m_field, &SecretField::edited, this, [this] {
        m_why.clear();
        showHints();
    });
    showHints();
}

void PasswordFace::setPerson(const models::UnlockController::Person &person)
{
    m_avatar->setName(person.name);
    m_name->setText(person.name);
    m_line->setText(person.role);
}

void PasswordFace::setWaiting(bool busy, int seconds)
{
    m_busy = busy;
    m_seconds = seconds;
    showHints();
}

void PasswordFace::setUnlockable(bool possible)
{
    m_possible = possible;
    showHints();
}

void PasswordFace::refuse(const models::Message &why)
{
    m_why = why.text();
    m_field->clear();
    showHints();
    takeFocus();
}

void PasswordFace::clear()
{
    m_field->clear();
    m_why.clear();
    showHints();
}

void PasswordFace::takeFocus()
{
    m_field->setFocus(Qt::OtherFocusReason);
}

// One place for what stands under the field: the reason of the last refusal, how long to wait, Caps Lock.
void PasswordFace::showHints()
{
    m_unlock->setEnabled(!m_busy && m_seconds == 0 && m_possible);
    m_unlock->setText(m_busy          ? tr("Opening…")
                      : m_seconds > 0 ? tr("Try again in %n second(s)", nullptr, m_seconds)
                                      : tr("Unlock"));
    if (m_seconds > 0 && m_why.isEmpty())
        m_row->setProblem(theme::FieldState::Doubt, tr("After a wrong password there is a short wait."));
    else if (!m_why.isEmpty())
        m_row->setProblem(theme::FieldState::Error, m_why);
    else
        m_row->setProblem(theme::FieldState::Normal);
    if (m_field->capsLock())
        m_caps->setNote(Token::Warn, QStringLiteral("warning"), tr("Caps Lock is on. Large and small letters differ."));
    else
        m_caps->clear();
}

void PasswordFace::submit()
{
    if (!m_unlock->isEnabled())
        return;
    if (m_field->isEmpty()) {
        m_why = tr("Type the password first.");
        showHints();
        return;
    }
    QByteArray password = m_buffer.take();
    m_field->clear();
    Q_EMIT unlockWanted(password);
    password.fill('\0'); // whatever the receiver left
}

} // namespace ruhu::pages
