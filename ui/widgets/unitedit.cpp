// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/unitedit.h"

#include "ui/theme/style.h"
#include "ui/widgets/labels.h"

#include <QEvent>
#include <QLabel>

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

} // namespace ruhu::widgets
