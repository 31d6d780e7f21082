// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/icons.h"

#include <QDir>
#include <QFile>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <cmath>

namespace ruhu::theme {

namespace {

QPixmap render(const QString &name, int size, const QColor &tint, qreal ratio)
{
    const int pixels = std::max(1, int(std::round(size * ratio)));
    QPixmap pixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    if (file.open(QIODevice::ReadOnly)) {
        QByteArray svg = file.readAll();
        svg.replace("currentColor", tint.name().toLatin1());
        if (size <= 14) // the smallest icons would look thin beside bold words
            svg.replace("stroke-width=\"1.75\"", "stroke-width=\"2\"");
        QSvgRenderer renderer(svg);
        QPainter painter(&pixmap);
        painter.setRenderHint(QPainter::Antialiasing);
        renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    }
    pixmap.setDevicePixelRatio(ratio);
    return pixmap;
}

class TokenIconEngine : public QIconEngine
{
public:
    TokenIconEngine(QString name, Token token)
        : name_(std::move(name))
        , token_(token)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintIcon(*painter, rect, name_, std::min(rect.width(), rect.height()), tint(mode));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(name_, std::min(size.width(), size.height()), tint(mode), 1);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        const qreal ratio = scale > 0 ? scale : 1;
        return iconPixmap(name_, int(std::min(size.width(), size.height()) / ratio), tint(mode), ratio);
    }
    QIconEngine *clone() const override { return new TokenIconEngine(name_, token_); }

private:
    QColor tint(QIcon::Mode mode) const { return color(mode == QIcon::Disabled ? Token::Tx3 : token_); }

    QString name_;
    Token token_;
};

} // namespace

QStringList iconNames()
{
    QStringList names = QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")});
    for (QString &name : names)
        name.chop(4);
    return names;
}

QPixmap iconPixmap(const QString &name, int size, const QColor &tint, qreal ratio)
{
    const QString key = QStringLiteral("ruhu-icon/%1/%2/%3/%4").arg(name).arg(size).arg(ratio).arg(tint.rgba());
    QPixmap pixmap;
    if (!QPixmapCache::find(key, &pixmap)) {
        pixmap = render(name, size, tint, ratio);
        QPixmapCache::insert(key, pixmap);
    }
    return pixmap;
}

void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, int size, const QColor &tint)
{
    const qreal ratio = painter.device()->devicePixelRatioF();
    const QPixmap pixmap = iconPixmap(name, size, tint, ratio);
    const QPointF corner(rect.center().x() - size / 2.0, rect.center().y() - size / 2.0);
    const QTransform device = painter.deviceTransform();
    const QPointF onDevice = device.map(corner);
    painter.drawPixmap(device.inverted().map(QPointF(std::round(onDevice.x()), std::round(onDevice.y()))), pixmap);
}

QIcon icon(const QString &name, Token token)
{
    return QIcon(new TokenIconEngine(name, token));
}

} // namespace ruhu::theme
