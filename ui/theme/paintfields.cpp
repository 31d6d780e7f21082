// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"
#include "ui/theme/stylepainters.h"

#include <QPainterPath>
#include <QWidget>

namespace ruhu::theme {

void paintField(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focus = enabled && (option.state & QStyle::State_HasFocus);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    const FieldState state = widget ? fieldState(widget) : FieldState::Normal;

    Token fill = Token::Surface;
    Token border = hover ? Token::Tx3 : Token::Field;
    int width = 1;
    if (state == FieldState::Error || state == FieldState::Doubt) {
        border = state == FieldState::Error ? Token::Bad : Token::Warn;
        width = 2;
    } else if (state == FieldState::ReadOnly || !enabled) {
        fill = Token::Win;
        border = focus ? Token::Ac : Token::Line2;
        width = focus ? 2 : 1;
    } else if (focus) {
        border = Token::Ac;
        width = 2;
    }
    paintBox(painter, option.rect, 6, color(fill), color(border), width);
    if (state == FieldState::ReadOnly && !(widget && widget->property("hideLock").toBool())) {
        const int size = metrics().badgeIcon;
        const QRectF r(option.rect.right() - size - 10, option.rect.top(), size, std::min(option.rect.height(), 40));
        paintIcon(painter, r, QStringLiteral("lock"), size, color(Token::Tx3));
    }
}

void paintComboArrow(QPainter &painter, const QStyleOption &option)
{
    const int size = metrics().smallIcon;
    const QRectF r(option.rect.right() - size - 9, option.rect.top(), size, option.rect.height());
    const bool enabled = option.state & QStyle::State_Enabled;
    paintIcon(painter, r, QStringLiteral("chevron-down"), size, color(enabled ? Token::Tx2 : Token::Tx3));
}

void paintCheckIndicator(QPainter &painter, const QStyleOption &option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const bool partly = option.state & QStyle::State_NoChange;
    const int size = std::min({option.rect.width(), option.rect.height(), metrics().indicator});
    QRectF box(0, 0, size, size);
    box.moveCenter(QRectF(option.rect).center());

    if (!on && !partly) {
        const Token border = option.state & QStyle::State_MouseOver ? Token::Tx3 : Token::Field;
        paintBox(painter, box, size * 0.22, color(enabled ? Token::Surface : Token::Win),
                 color(enabled ? border : Token::Line2), 1);
        return;
    }
    paintBox(painter, box, size * 0.22, color(enabled ? Token::Ac : Token::Tx3), {});
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(
        QPen(color(enabled ? Token::OnAc : Token::Surface), size / 8.0, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&](qreal x, qreal y) { return box.topLeft() + QPointF(x, y) * (size / 16.0); };
    if (on)
        painter.drawPolyline(QPolygonF{at(4, 8.3), at(6.7, 11), at(12, 5.5)});
    else
        painter.drawLine(at(4.5, 8), at(11.5, 8));
    painter.restore();
}

void paintRadioIndicator(QPainter &painter, const QStyleOption &option)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const int size = std::min({option.rect.width(), option.rect.height(), metrics().indicator});
    QRectF box(0, 0, size, size);
    box.moveCenter(QRectF(option.rect).center());
    const QColor accent = color(enabled ? Token::Ac : Token::Tx3);
    if (on) {
        paintBox(painter, box, size / 2.0, accent, {});
        const qreal rim = size * 5 / 16.0;
        paintBox(painter, box.adjusted(rim, rim, -rim, -rim), size, color(Token::Surface), {});
        return;
    }
    const Token border = option.state & QStyle::State_MouseOver ? Token::Tx3 : Token::Field;
    paintBox(painter, box, size / 2.0, color(enabled ? Token::Surface : Token::Win),
             color(enabled ? border : Token::Line2), 1);
}

} // namespace ruhu::theme
