// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/confirmdialog.h"

#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace ruhu::widgets {

using theme::Token;

ConfirmDialog::ConfirmDialog(const QString &question, const QString &text, const QString &safe, const QString &deed,
                             bool dangerous, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(question);
    setModal(true);
    theme::setBackground(this, Token::Raised);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 18);
    column->setSpacing(14);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(makeIcon(dangerous ? QStringLiteral("warning") : QStringLiteral("question-circle"),
                            dangerous ? Token::Bad : Token::Ac, 20, this),
                   0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    QLabel *head = makeLabel(question, theme::TextRole::Section, Token::Tx, true, this);
    head->setWordWrap(true);
    words->addWidget(head);
    words->addWidget(makeParagraph(text, theme::TextRole::Secondary, Token::Tx2, this));
    row->addLayout(words, 1);
    column->addLayout(row);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch(1);
    QPushButton *keep = makeButton(safe, theme::ButtonRole::Normal, {}, this);
    QPushButton *doIt = makeButton(deed, dangerous ? theme::ButtonRole::Danger : theme::ButtonRole::Primary, {}, this);
    buttons->addWidget(keep);
    buttons->addWidget(doIt);
    column->addLayout(buttons);
    keep->setDefault(true);
    keep->setFocus(Qt::TabFocusReason);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(doIt, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumWidth(420);
}

} // namespace ruhu::widgets
