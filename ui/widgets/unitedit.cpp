// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/unitedit.h"

#include "ui/theme/style.h"
#include "ui/widgets/labels.h"

#include <QHelpEvent>
#include <QLabel>
#include <QPainter>
#include <QStyleOptionFrame>
#include <QToolTip>

namespace ruhu::widgets {

UnitEdit::UnitEdit(QWidget *parent)
    : QLineEdit(parent)
{
    unit_ = makeLabel({}, theme::TextRole::Secondary, theme::Token::Tx3, false, this);
    unit_->setAttribute(Qt::WA_TransparentForMouseEvents);
    unit_->hide();
}

void UnitEdit::setUnit(const QString &unit)
{
    unit_->setText(unit);
    unit_->setVisible(!unit.isEmpty());
    placeUnit();
}

QString UnitEdit::unit() const
{
    return unit_->text();
}

void UnitEdit::setLocked(bool locked)
{
    setReadOnly(locked);
    setProperty("hideLock", !unit().isEmpty()); // the unit stands where the lock would
    if (locked)
        theme::setFieldState(this, theme::FieldState::ReadOnly);
    else if (theme::fieldState(this) == theme::FieldState::ReadOnly)
        theme::setFieldState(this, theme::FieldState::Normal);
    placeUnit();
}

void UnitEdit::placeUnit()
{
    const int room = unit_->text().isEmpty() ? (isReadOnly() ? 24 : 0) : unit_->sizeHint().width() + 6;
    setTextMargins(0, 0, room, 0);
    const QSize size = unit_->sizeHint();
    unit_->setGeometry(width() - size.width() - 10, (height() - size.height()) / 2, size.width(), size.height());
}

void UnitEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeUnit();
}

void UnitEdit::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (unit_ && event->type() == QEvent::StyleChange)
        placeUnit();
}

QRect UnitEdit::textRect() const
{
    constexpr int side = 2; // what QLineEdit keeps free left and right of its text
    QStyleOptionFrame option;
    initStyleOption(&option);
    return style()
        ->subElementRect(QStyle::SE_LineEditContents, &option, this)
        .marginsRemoved(textMargins())
        .adjusted(side, 0, -side, 0);
}

bool UnitEdit::isCut() const
{
    return isReadOnly() && fontMetrics().horizontalAdvance(text()) > textRect().width();
}

void UnitEdit::paintEvent(QPaintEvent *event)
{
    if (hasFocus() || !isCut()) {
        QLineEdit::paintEvent(event);
        return;
    }
    QStyleOptionFrame option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const QRect at = textRect();
    painter.setPen(palette().color(QPalette::Text));
    painter.drawText(at, Qt::AlignVCenter | Qt::AlignLeft,
                     fontMetrics().elidedText(text(), Qt::ElideRight, at.width()));
}

bool UnitEdit::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty() && isCut()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), text().toHtmlEscaped(), this);
        return true;
    }
    return QLineEdit::event(event);
}

} // namespace ruhu::widgets
