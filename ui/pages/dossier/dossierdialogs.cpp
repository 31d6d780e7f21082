// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/dossier/dossierdialogs.h"

#include "ui/models/messages.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noteline.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace ruhu::pages {

using theme::TextRole;
using theme::Token;

ReasonDialog::ReasonDialog(const QString &head, QWidget *parent)
    : QDialog(parent)
    , m_reason(new QPlainTextEdit(this))
{
    setWindowTitle(tr("Application for the subsistence allowance"));
    theme::setBackground(this, Token::Raised);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(widgets::makeLabel(tr("%1 applies for the subsistence allowance").arg(head), TextRole::Section,
                                         Token::Tx, true));
    layout->addWidget(widgets::makeParagraph(tr("Why do they apply? Write it as they say it.")));
    m_reason->setAccessibleName(tr("Reason of the application"));
    m_reason->setTabChangesFocus(true);
    m_reason->setMinimumSize(460, 96);
    layout->addWidget(m_reason);
    auto *buttons = new QHBoxLayout;
    auto *back = widgets::makeButton(tr("Not now"));
    auto *begin = widgets::makeButton(tr("Begin the application"), theme::ButtonRole::Primary);
    begin->setEnabled(false);
    buttons->addStretch(1);
    buttons->addWidget(back);
    buttons->addWidget(begin);
    layout->addLayout(buttons);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(begin, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_reason, &QPlainTextEdit::textChanged, this, [this, begin] { begin->setEnabled(!reason().isEmpty()); });
    m_reason->setFocus();
}

QString ReasonDialog::reason() const
{
    return m_reason->toPlainText().trimmed();
}

ContactDialog::ContactDialog(std::shared_ptr<service::Desk> desk, const QString &head,
                             const service::HouseholdContact &seen, QWidget *parent)
    : QDialog(parent)
    , m_desk(std::move(desk))
    , m_seen(seen)
    , m_phone(new QLineEdit(seen.phone, this))
    , m_doorHint(new QLineEdit(seen.doorHint, this))
    , m_phoneRow(new widgets::FormRow(tr("Telephone"), m_phone, widgets::FormRow::Shape::Stacked, this))
    , m_doorHintRow(
          new widgets::FormRow(tr("How to find the door"), m_doorHint, widgets::FormRow::Shape::Stacked, this))
    , m_note(new widgets::NoteLine(this))
    , m_keep(widgets::makeButton(tr("Keep the correction"), theme::ButtonRole::Primary, {}, this))
{
    setWindowTitle(tr("How to reach the household of %1").arg(head));
    theme::setBackground(this, Token::Raised);
    setMinimumWidth(480);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(12);
    layout->addWidget(widgets::makeLabel(windowTitle(), TextRole::Section, Token::Tx, true));
    m_phoneRow->setHelp(tr("A mobile number, or a landline with its area code."));
    m_doorHintRow->setHelp(tr("For whoever comes next: what stands beside the door, where the lane turns."));
    layout->addWidget(m_phoneRow);
    layout->addWidget(m_doorHintRow);
    layout->addWidget(m_note);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    auto *back = widgets::makeButton(tr("Leave it as it is"), theme::ButtonRole::Normal, {}, this);
    buttons->addStretch(1);
    buttons->addWidget(back);
    buttons->addWidget(m_keep);
    layout->addLayout(buttons);
    back->setAutoDefault(false);
    m_keep->setDefault(true);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_keep, &QPushButton::clicked, this, &ContactDialog::keep);
    for (QLineEdit *field : {m_phone, m_doorHint})
        connect(field, &QLineEdit::textEdited, this, &ContactDialog::refresh);
    refresh();
    m_phone->setFocus();
}

void ContactDialog::refresh()
{
    m_keep->setEnabled(m_phone->text().trimmed() != m_seen.phone || m_doorHint->text().trimmed() != m_seen.doorHint);
    m_phoneRow->setProblem(theme::FieldState::Normal);
    m_doorHintRow->setProblem(theme::FieldState::Normal);
    m_note->clear();
}

void ContactDialog::keep()
{
    refresh();
    m_keep->setEnabled(false); // one correction at a time
    service::deliver(m_desk->households().correctContact(m_seen, m_phone->text(), m_doorHint->text()), this,
                     [this](const Result<void> &done) {
                         if (done)
                             accept();
                         else
                             refused(done.error());
                     });
}

void ContactDialog::refused(const Error &error)
{
    m_keep->setEnabled(true);
    if (error.detail == QStringLiteral("phone")) {
        m_phoneRow->setProblem(theme::FieldState::Error,
                               tr("This is no telephone number: a mobile has 11 digits, a landline an area code."));
        m_phone->setFocus();
    } else if (error.detail == QStringLiteral("door_hint")) {
        m_doorHintRow->setProblem(theme::FieldState::Error,
                                  error.code == ErrorCode::TooLarge
                                      ? tr("Too long: at most %1 characters.").arg(service::Households::doorHintLength)
                                      : tr("There is an invisible sign in it. Type it anew on one line."));
        m_doorHint->setFocus();
    } else {
        m_note->setNote(Token::Bad, QStringLiteral("error-circle"),
                        models::message(error, models::Doing::Correcting).text());
    }
}

} // namespace ruhu::pages
