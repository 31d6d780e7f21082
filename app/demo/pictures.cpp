// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/dice_p.h"
#include "app/demo/population.h"

#include <QBuffer>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int width = 400; ///< The drawings' own units; the painter scales.
constexpr int height = 300;

/// A colour near another one, so that no two houses look the same.
QColor near(Dice &dice, const QColor &base)
{
    const auto shifted = [&dice](int part) { return std::clamp(part + dice.between(-14, 14), 0, 255); };
    return {shifted(base.red()), shifted(base.green()), shifted(base.blue())};
}

void sky(QPainter &p, Dice &dice)
{
    p.fillRect(0, 0, width, height, near(dice, QColor(0xc4d6de)));
    p.setBrush(near(dice, QColor(0x8fa783)));
    QPainterPath hills(QPointF(0, 170));
    hills.cubicTo(90, dice.between(90, 130), 160, 190, 240, dice.between(120, 160));
    hills.cubicTo(310, 90, 360, 150, width, 140);
    hills.lineTo(width, height);
    hills.lineTo(0, height);
    p.drawPath(hills);
    p.fillRect(0, 215, width, 85, near(dice, QColor(0xb3a078)));
}

void front(QPainter &p, Dice &dice)
{
    sky(p, dice);
    const QColor wall = near(dice, dice.chance(60) ? QColor(0xb4684b) : QColor(0xcfc3ae));
    p.setBrush(wall);
    p.drawRect(50, 110, 300, 140);
    p.setBrush(near(dice, QColor(0x5d4a42)));
    p.drawPolygon(QPolygon({{30, 115}, {200, dice.between(38, 60)}, {370, 115}}));
    p.setBrush(near(dice, QColor(0x6b3b2a)));
    p.drawRect(168, 150, 64, 100);
    p.fillRect(199, 150, 2, 100, wall.darker(160));
    p.setBrush(near(dice, QColor(0xdfe8ec)));
    p.drawRect(80, 150, 54, 46);
    p.drawRect(266, 150, 54, 46);
    p.fillRect(180, 130, 40, 10, QColor(0x2d5f9a)); // door plate
    p.fillRect(160, 152, 6, 90, QColor(0xb5322c));  // couplets beside the door
    p.fillRect(234, 152, 6, 90, QColor(0xb5322c));
}

void yard(QPainter &p, Dice &dice)
{
    sky(p, dice);
    p.setBrush(near(dice, QColor(0xb4684b)));
    p.drawRect(210, 130, 150, 85);
    p.setBrush(near(dice, QColor(0x5d4a42)));
    p.drawPolygon(QPolygon({{198, 134}, {285, 86}, {372, 134}}));
    for (int i = 0; i < dice.between(1, 3); ++i) {
        const int x = 40 + 60 * i;
        p.fillRect(x + 12, 165, 8, 55, QColor(0x6b5138));
        p.setBrush(near(dice, QColor(0x5f7f4e)));
        p.drawEllipse(x - 12, 115, 56, 60);
    }
    p.setBrush(near(dice, QColor(0xd8d2c4)));
    p.drawRect(60, 240, 70, 22);
}

void room(QPainter &p, Dice &dice)
{
    p.fillRect(0, 0, width, height, near(dice, QColor(0xe4dccb)));
    p.fillRect(0, 215, width, 85, near(dice, QColor(0xb8a88c)));
    p.setBrush(near(dice, QColor(0xcfe0ea)));
    p.drawRect(40, 45, 90, 80);
    p.fillRect(83, 45, 4, 80, QColor(0xf4f1ea));
    p.fillRect(40, 83, 90, 4, QColor(0xf4f1ea));
}

void kitchen(QPainter &p, Dice &dice)
{
    room(p, dice);
    p.setBrush(near(dice, QColor(0x8e8478)));
    p.drawRect(110, 160, 190, 85);
    p.setBrush(QColor(0x3a3a3a));
    p.drawEllipse(150, 140, 110, 42);
    p.setBrush(near(dice, QColor(0x4a2f22)));
    p.drawRect(180, 195, 48, 50);
    if (dice.chance(70)) {
        p.setBrush(QColor(0xd2803c));
        p.drawEllipse(192, 214, 24, 26);
    }
    p.setBrush(near(dice, QColor(0xa98d62)));
    p.drawRect(320, 90, 56, 155);
}

void bedroom(QPainter &p, Dice &dice)
{
    room(p, dice);
    p.setBrush(near(dice, QColor(0x8a6239)));
    p.drawRect(150, 170, 220, 70);
    p.setBrush(near(dice, dice.chance(50) ? QColor(0xb65a5a) : QColor(0x5f86a8)));
    p.drawRoundedRect(150, 150, 220, 45, 10, 10);
    p.setBrush(near(dice, QColor(0xf0ece2)));
    p.drawRoundedRect(160, 132, 60, 30, 8, 8);
    p.setBrush(near(dice, QColor(0x8a6239)));
    p.drawRect(40, 190, 70, 55);
}

void living(QPainter &p, Dice &dice)
{
    room(p, dice);
    p.setBrush(near(dice, QColor(0x7d5a37)));
    p.drawRect(160, 180, 200, 50);
    p.setBrush(QColor(0x2b2b2b));
    p.drawRect(215, 118, 90, 58);
    p.setBrush(near(dice, QColor(0xa37b4e)));
    p.drawRect(50, 215, 90, 12);
    p.fillRect(58, 227, 8, 40, QColor(0x7d5a37));
    p.fillRect(124, 227, 8, 40, QColor(0x7d5a37));
    p.fillRect(170, 40, 60, 44, QColor(0xb5322c)); // calendar
    p.fillRect(176, 56, 48, 24, QColor(0xf4e7c9));
}

void people(QPainter &p, Dice &dice)
{
    front(p, dice);
    // Figures from behind the camera's blur: no faces, these people do not exist.
    for (int i = 0; i < 3; ++i) {
        const int x = 100 + 75 * i;
        p.setBrush(near(dice, QColor(0xd9b697)));
        p.drawEllipse(x, 150, 34, 38);
        p.setBrush(near(dice, i == 0 ? QColor(0x6d6a75) : QColor(0x2f5d82)));
        p.drawRoundedRect(x - 14, 186, 62, 110, 16, 16);
    }
}

void vehicle(QPainter &p, Dice &dice)
{
    p.fillRect(0, 0, width, height, near(dice, QColor(0xd6d0c2)));
    p.fillRect(0, 230, width, 70, near(dice, QColor(0xa8987a)));
    p.setBrush(near(dice, QColor(0x54748c)));
    p.drawRect(60, 120, 170, 75);
    p.setBrush(Qt::NoBrush);
    p.setPen(QPen(QColor(0x3b444b), 7));
    p.drawLine(230, 180, 300, 180);
    p.drawLine(300, 180, 318, 110);
    p.drawLine(304, 112, 346, 108);
    for (int x : {90, 180, 300})
        p.drawEllipse(x, 190, 52, 52);
    p.setPen(Qt::NoPen);
}

void paper(QPainter &p, Dice &dice)
{
    p.fillRect(0, 0, width, height, near(dice, QColor(0xa2917a)));
    p.save();
    p.translate(200, 150);
    p.rotate(dice.between(-5, 5));
    p.fillRect(-90, -130, 180, 260, QColor(0xfbfaf6));
    p.fillRect(-50, -108, 100, 10, QColor(0x4c5560));
    for (int line = 0; line < 9; ++line)
        p.fillRect(-70, -78 + 20 * line, line % 3 == 2 ? dice.between(60, 110) : 140, 6, QColor(0xa9b0b8));
    p.setPen(QPen(QColor(0xc0392b), 4));
    p.setBrush(Qt::NoBrush);
    p.drawEllipse(20, 66, 48, 48);
    p.setPen(Qt::NoPen);
    p.restore();
}

} // namespace

QImage drawPhoto(const QString &scene, quint64 seed, int longEdge)
{
    const int edge = std::clamp(longEdge, 64, 2'048);
    QImage image(edge, edge * 3 / 4, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(image.width() / double(width), image.height() / double(height));
    painter.setPen(Qt::NoPen);
    Dice dice(seed);
    const QList<std::pair<QString, void (*)(QPainter &, Dice &)>> painters = {
        {u"front"_s, front},   {u"yard"_s, yard},     {u"kitchen"_s, kitchen}, {u"bedroom"_s, bedroom},
        {u"living"_s, living}, {u"people"_s, people}, {u"vehicle"_s, vehicle}, {u"paper"_s, paper}};
    const auto found = std::ranges::find(painters, scene, [](const auto &entry) { return entry.first; });
    (found == painters.end() ? paper : found->second)(painter, dice);
    painter.end();
    return image;
}

QByteArray photoJpeg(const QString &scene, quint64 seed, int longEdge)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    drawPhoto(scene, seed, longEdge).save(&buffer, "JPG", 60);
    return bytes;
}

} // namespace ruhu::demo
