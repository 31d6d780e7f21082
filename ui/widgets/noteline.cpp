// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/noteline.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QLabel>

namespace ruhu::widgets {

NoteLine::NoteLine(QWidget *parent)
    : QWidget(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(5);
    icon_ = new IconLabel({}, theme::Token::Tx3, 0, this);
    text_ = makeParagraph({}, theme::TextRole::Secondary, theme::Token::Tx2, this);
    row->addWidget(icon_, 0, Qt::AlignTop);
    row->addWidget(text_, 1);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void NoteLine::setNote(theme::Token color, const QString &iconName, const QString &text)
{
    icon_->setIcon(iconName, color);
    icon_->setVisible(!iconName.isEmpty());
    theme::setTextColor(text_, color);
    text_->setText(text);
    setVisible(!text.isEmpty());
}

void NoteLine::clear()
{
    text_->clear();
    hide();
}

QString NoteLine::text() const
{
    return text_->text();
}

} // namespace ruhu::widgets
