// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/avatar.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"

#include <QPainter>

namespace ruhu::widgets {

using theme::color;
using theme::Token;

Avatar::Avatar(const QString &name, int side, QWidget *parent)
    : QWidget(parent)
    , name_(name)
    , side_(side)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void Avatar::setName(const QString &name)
{
    name_ = name;
    update();
}

QSize Avatar::sizeHint() const
{
    return {side_, side_};
}

void Avatar::paint(QPainter &painter, const QRectF &rect, const QString &name)
{
    theme::paintBox(painter, rect, rect.width() > 50 ? 12 : 8, color(Token::AcBg), color(Token::AcLine));
    QFont face = theme::font(theme::TextRole::Section, true);
    face.setPixelSize(int(rect.height() * 0.42));
    painter.save();
    painter.setFont(face);
    painter.setPen(color(Token::Ac));
    // A name may start with a character outside the basic plane; rare surnames do.
    const qsizetype first = !name.isEmpty() && name.at(0).isHighSurrogate() ? 2 : 1;
    painter.drawText(rect, Qt::AlignCenter, name.left(first).toUpper());
    painter.restore();
}

void Avatar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paint(painter, rect(), name_);
}

} // namespace ruhu::widgets
