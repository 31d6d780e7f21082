// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/paint.h"

#include "ui/theme/appearance.h"

#include <QFontMetrics>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace ruhu::theme {

namespace {

// Device pixels per logical pixel; the painter may also be scaled (print preview), so the transform is asked.
QTransform deviceOf(const QPainter &painter)
{
    return painter.deviceTransform();
}

} // namespace

qreal crispWidth(const QPainter &painter, int pixels)
{
    const qreal scale = deviceOf(painter).m11();
    return scale <= 0 ? pixels : std::max<qreal>(1, std::floor(pixels * scale)) / scale;
}

QRectF crispRect(const QPainter &painter, const QRectF &rect)
{
    const QTransform device = deviceOf(painter);
    if (device.type() > QTransform::TxScale)
        return rect;
    const QRectF mapped = device.mapRect(rect);
    const QRectF rounded(QPointF(std::round(mapped.left()), std::round(mapped.top())),
                         QPointF(std::round(mapped.right()), std::round(mapped.bottom())));
    return device.inverted().mapRect(rounded);
}

void paintBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &border,
              int borderWidth, bool dashed)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QRectF box = crispRect(painter, rect);
    if (border.isValid()) {
        const qreal width = crispWidth(painter, borderWidth);
        box.adjust(width / 2, width / 2, -width / 2, -width / 2);
        QPen pen(border, width);
        if (dashed)
            pen.setDashPattern({3, 3});
        painter.setPen(pen);
    } else {
        painter.setPen(Qt::NoPen);
    }
    painter.setBrush(fill.isValid() ? QBrush(fill) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(box, radius, radius);
    painter.restore();
}

void paintHairlineBelow(QPainter &painter, const QRectF &rect)
{
    QRectF line = crispRect(painter, rect);
    line.setTop(line.bottom() - crispWidth(painter));
    painter.fillRect(line, color(Token::Line));
}

void paintHairlineRight(QPainter &painter, const QRectF &rect)
{
    QRectF line = crispRect(painter, rect);
    line.setLeft(line.right() - crispWidth(painter));
    painter.fillRect(line, color(Token::Line));
}

int keyWidth(const QString &key)
{
    return key.isEmpty() ? 0 : QFontMetrics(font(TextRole::Caption)).horizontalAdvance(key) + 12;
}

void paintKey(QPainter &painter, const QRectF &rect, const QString &key, const QColor &text, const QColor &border)
{
    if (key.isEmpty())
        return;
    const qreal height = QFontMetrics(font(TextRole::Caption)).ascent() + 8;
    const QRectF box(rect.left(), rect.center().y() - height / 2, keyWidth(key), height);
    paintBox(painter, box, 4, {}, border);
    painter.save();
    painter.setFont(font(TextRole::Caption));
    painter.setPen(text);
    painter.drawText(box, Qt::AlignCenter, key);
    painter.restore();
}

} // namespace ruhu::theme
