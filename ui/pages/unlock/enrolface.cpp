// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/unlock/faces.h"

#include "ui/widgets/banner.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/textfold.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace ruhu::pages {

using namespace widgets;
using theme::FieldState;
using theme::Token;

EnrolFace::EnrolFace(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 4, 4, 4);
    column->setSpacing(10);
    m_title = makeLabel({}, theme::TextRole::Title, Token::Tx, true, this);
    m_text = makeParagraph({}, theme::TextRole::Secondary, Token::Tx2, this);
    column->addWidget(m_title);
    column->addWidget(m_text);
    m_banner = new Banner(this);
    column->addWidget(m_banner);

    const auto add = [&](const QString &label, QWidget *field) {
        auto *row = new FormRow(label, field, FormRow::Shape::Stacked, this);
        column->addWidget(row);
        return row;
    };
    m_hub = new QLineEdit(this);
    m_hubRow = add(tr("Address of the province's server"), m_hub);
    auto *fileHost = new QWidget(this);
    auto *fileRow = new QHBoxLayout(fileHost);
    fileRow->setContentsMargins(0, 0, 0, 0);
    fileRow->setSpacing(8);
    m_authority = new QLineEdit(fileHost);
    QPushButton *choose = makeButton(tr("Choose…"), theme::ButtonRole::Normal, QStringLiteral("folder"), fileHost);
    choose->setAccessibleName(tr("Choose the certificate file"));
    fileRow->addWidget(m_authority, 1);
    fileRow->addWidget(choose);
    fileHost->setFocusProxy(m_authority);
    m_authorityRow = add(tr("Certificate file of the province"), fileHost);
    m_code = new QLineEdit(this);
    m_codeRow = add(tr("One-time code"), m_code);
    m_codeRow->setHelp(
        tr("From the county office; good once, for 24 hours. Your name and role come from the province."));

    auto *twice = new QHBoxLayout;
    twice->setSpacing(12);
    m_password = new SecretField(m_first, this);
    m_passwordRow = new FormRow(tr("New password"), m_password, FormRow::Shape::Stacked, this);
    m_again = new SecretField(m_second, this);
    m_againRow = new FormRow(tr("The same again"), m_again, FormRow::Shape::Stacked, this);
    twice->addWidget(m_passwordRow, 1);
    twice->addWidget(m_againRow, 1);
    column->addLayout(twice);

    auto *opener = new QHBoxLayout;
    opener->setSpacing(12);
    m_who = new QComboBox(this);
    m_whoRow = new FormRow(tr("Colleague who opens the laptop"), m_who, FormRow::Shape::Stacked, this);
    m_opener = new SecretField(m_colleague, this);
    m_openerRow = new FormRow(tr("Password of the colleague"), m_opener, FormRow::Shape::Stacked, this);
    opener->addWidget(m_whoRow, 1);
    opener->addWidget(m_openerRow, 1);
    column->addLayout(opener);

    auto *actions = new QHBoxLayout;
    actions->setSpacing(8);
    m_back = makeButton(tr("Back"), theme::ButtonRole::Normal, QStringLiteral("chevron-left"), this);
    m_enrol = makeButton(tr("Enrol this person"), theme::ButtonRole::Primary, QStringLiteral("key"), this);
    actions->addWidget(m_back);
    actions->addStretch(1);
    actions->addWidget(m_enrol);
    column->addSpacing(4);
    column->addLayout(actions);

    connect(choose, &QPushButton::clicked, this, &EnrolFace::chooseAuthority);
    connect(m_back, &QPushButton::clicked, this, &EnrolFace::left);
    connect(m_enrol, &QPushButton::clicked, this, &EnrolFace::submit);
    for (const SecretField *field : {m_password, m_again, m_opener})
        connect(field, &SecretField::accepted, this, &EnrolFace::submit);
    setPeople({});
}

void EnrolFace::setPeople(const QList<models::UnlockController::Person> &people)
{
    m_who->clear();
    for (const auto &person : people)
        m_who->addItem(person.name, QVariant::fromValue(person.id));
    const bool first = people.isEmpty();
    m_whoRow->setVisible(!first);
    m_openerRow->setVisible(!first);
    m_back->setVisible(!first);
    m_title->setText(first ? tr("The first person on this laptop") : tr("A further person on this laptop"));
    m_text->setText(first ? tr("This needs the network once. Afterwards the laptop works without it.")
                          : tr("This needs the network once, and a colleague who already works here beside you."));
}

void EnrolFace::setDefaults(const QString &hub, const QString &caFile)
{
    m_hub->setText(hub);
    m_authority->setText(caFile);
}

void EnrolFace::setWaiting(bool busy, int seconds)
{
    m_enrol->setEnabled(!busy && seconds == 0);
    m_enrol->setText(busy          ? tr("Enrolling…")
                     : seconds > 0 ? tr("Try again in %n second(s)", nullptr, seconds)
                                   : tr("Enrol this person"));
}

void EnrolFace::refuse(const models::Message &why)
{
    m_banner->setMessage(Banner::Kind::Error, why.text());
    for (SecretField *field : {m_password, m_again, m_opener})
        field->clear();
    takeFocus(); // the button was off meanwhile and gave the keyboard away
}

void EnrolFace::clear()
{
    for (SecretField *field : {m_password, m_again, m_opener})
        field->clear();
    m_code->clear();
    m_banner->clear();
    for (FormRow *row : {m_hubRow, m_authorityRow, m_codeRow, m_passwordRow, m_againRow, m_openerRow})
        row->setProblem(FieldState::Normal);
}

void EnrolFace::takeFocus()
{
    QWidget *first = m_hub->text().isEmpty() ? m_hub : m_authority->text().isEmpty() ? m_authority : m_code;
    first->setFocus(Qt::OtherFocusReason);
}

void EnrolFace::chooseAuthority()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Certificate file of the province"), m_authority->text(),
                                                      tr("Certificates (*.pem *.crt)"));
    if (!path.isEmpty())
        m_authority->setText(path);
}

// Marks what is missing at its place; the keyboard goes to the first of them.
bool EnrolFace::complete()
{
    QWidget *first = nullptr;
    const auto check = [&](FormRow *row, bool good, const QString &text) {
        row->setProblem(good ? FieldState::Normal : FieldState::Error, good ? QString() : text);
        if (!good && !first)
            first = row->field()->focusProxy() ? row->field()->focusProxy() : row->field();
    };
    const QUrl hub(m_hub->text().trimmed(), QUrl::StrictMode);
    check(m_hubRow, hub.isValid() && hub.scheme() == QLatin1String("https") && !hub.host().isEmpty(),
          tr("An address starts with https://"));
    const QFileInfo authority(m_authority->text().trimmed());
    check(m_authorityRow, authority.isFile() && authority.isReadable(), tr("There is no such file."));
    check(m_codeRow, !m_code->text().trimmed().isEmpty(), tr("Type the code from the county office."));
    check(m_passwordRow, !m_password->isEmpty(), tr("Choose a password."));
    check(m_againRow, m_first.equals(m_second), tr("The two passwords differ."));
    if (m_openerRow->isVisibleTo(this))
        check(m_openerRow, !m_opener->isEmpty(), tr("A colleague must open the laptop."));
    if (first)
        first->setFocus(Qt::OtherFocusReason);
    return first == nullptr;
}

void EnrolFace::submit()
{
    if (!m_enrol->isEnabled() || !complete())
        return;
    m_banner->clear();
    service::Enrolment who;
    who.hub = QUrl(m_hub->text().trimmed(), QUrl::StrictMode);
    who.caFile = m_authority->text().trimmed();
    who.code = foldWidth(m_code->text()).trimmed();
    if (m_whoRow->isVisibleTo(this))
        who.colleague = m_who->currentData().value<PersonId>();
    QByteArray password = m_first.take();
    QByteArray colleague = m_colleague.take();
    for (SecretField *field : {m_password, m_again, m_opener})
        field->clear();
    Q_EMIT enrolWanted(who, password, colleague);
    password.fill('\0'); // whatever the receiver left
    colleague.fill('\0');
}

} // namespace ruhu::pages
