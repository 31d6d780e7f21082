// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/emptystate.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"
#include "ui/widgets/card.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ruhu::widgets {

using theme::Token;

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 14, 14, 14);
    column->setSpacing(4);
    column->addStretch(1);
    column->addWidget(new IconLabel(iconName, Token::Tx3, 28, this), 0, Qt::AlignHCenter);
    title_ = makeLabel(title, theme::TextRole::Body, Token::Tx, true, this);
    title_->setAlignment(Qt::AlignHCenter);
    title_->setWordWrap(true);
    column->addWidget(title_);
    text_ = makeParagraph(text, theme::TextRole::Secondary, Token::Tx2, this);
    text_->setAlignment(Qt::AlignHCenter);
    column->addWidget(text_);
    actions_ = new QHBoxLayout;
    actions_->setSpacing(8);
    actions_->setContentsMargins(0, 6, 0, 0);
    actions_->addStretch(1);
    actions_->addStretch(1);
    column->addLayout(actions_);
    column->addStretch(1);
}

void EmptyState::setTitle(const QString &title)
{
    title_->setText(title);
}

void EmptyState::setText(const QString &text)
{
    text_->setText(text);
}

QPushButton *EmptyState::addAction(const QString &text)
{
    QPushButton *button = makeButton(text, theme::ButtonRole::Normal, {}, this);
    theme::setButtonSize(button, theme::ButtonSize::Small);
    actions_->insertWidget(actions_->count() - 1, button);
    return button;
}

void EmptyState::paintEvent(QPaintEvent *)
{
    // Inside a card that is frame enough.
    for (QWidget *around = parentWidget(); around; around = around->parentWidget())
        if (qobject_cast<Card *>(around))
            return;
    QPainter painter(this);
    theme::paintBox(painter, rect(), 8, theme::color(Token::Win), theme::color(Token::Line));
}

} // namespace ruhu::widgets
