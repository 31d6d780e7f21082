// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/iconlabel.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"

#include <QPainter>

namespace ruhu::widgets {

IconLabel::IconLabel(const QString &iconName, theme::Token color, int size, QWidget *parent)
    : QWidget(parent)
    , iconName_(iconName)
    , color_(color)
    , size_(size)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void IconLabel::setIcon(const QString &iconName, theme::Token color)
{
    iconName_ = iconName;
    color_ = color;
    update();
}

QSize IconLabel::sizeHint() const
{
    const int side = size_ > 0 ? size_ : theme::metrics().smallIcon;
    return {side, side};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = std::min(sizeHint().width(), width());
    theme::paintIcon(painter, rect(), iconName_, side, theme::color(isEnabled() ? color_ : theme::Token::Tx3));
}

} // namespace ruhu::widgets
