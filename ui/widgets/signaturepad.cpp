// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/signaturepad.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"

#include <QAccessible>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTabletEvent>

namespace ruhu::widgets {

using theme::Token;

namespace {

// Each segment with its own pressure; a single touch is a dot.
void paintStrokes(QPainter &painter, const std::vector<Stroke> &strokes, const QRectF &area, const QColor &ink)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal base = std::max(1.2, area.height() / 42);
    const auto at = [&](const StrokePoint &p) {
        return QPointF(area.left() + qreal(p.x) * area.width(), area.top() + qreal(p.y) * area.height());
    };
    for (const Stroke &stroke : strokes) {
        for (std::size_t i = 0; i < stroke.size(); ++i) {
            const StrokePoint &from = stroke[i ? i - 1 : 0];
            painter.setPen(
                QPen(ink, base * (0.6 + 0.8 * qreal(stroke[i].pressure)), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
            if (stroke.size() == 1)
                painter.drawPoint(at(stroke[i]));
            else if (i > 0)
                painter.drawLine(at(from), at(stroke[i]));
        }
    }
    painter.restore();
}

} // namespace

SignaturePad::SignaturePad(QWidget *parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::CrossCursor);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hint_ = tr("Sign on the line with a pen, a finger or the mouse");
    describe();
}

void SignaturePad::setSigner(const QString &name)
{
    signer_ = name;
    describe();
}

void SignaturePad::setHint(const QString &hint)
{
    hint_ = hint;
    update();
}

void SignaturePad::setSigned(bool done)
{
    signed_ = done;
    setCursor(done ? Qt::ArrowCursor : Qt::CrossCursor);
    describe();
    update();
}

void SignaturePad::setStrokes(std::vector<Stroke> strokes)
{
    strokes_ = std::move(strokes);
    start_ = -1;
    drawing_ = false;
    describe();
    update();
}

QImage SignaturePad::picture(const QSize &size) const
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintStrokes(painter, strokes_, QRectF(QPointF(), QSizeF(size)), theme::color(Token::Tx, theme::Scheme::Light));
    return image;
}

QSize SignaturePad::sizeHint() const
{
    return {274, theme::textSize() == theme::TextSize::Large ? 108 : 84};
}

QSize SignaturePad::minimumSizeHint() const
{
    return {160, sizeHint().height()};
}

void SignaturePad::describe()
{
    const QString who = signer_.isEmpty() ? tr("Signature") : tr("Signature of %1").arg(signer_);
    const QString state = signed_ ? tr("signed") : isEmpty() ? tr("not signed") : tr("written, not yet confirmed");
    const QString name = tr("%1, %2", "who, state").arg(who, state);
    if (name != accessibleName())
        setAccessibleName(name);
}

void SignaturePad::undo()
{
    if (signed_ || strokes_.empty())
        return;
    strokes_.pop_back();
    drawing_ = false;
    describe();
    update();
    if (strokes_.empty())
        Q_EMIT cleared();
    else
        Q_EMIT strokeFinished();
}

void SignaturePad::clear()
{
    if (signed_ || strokes_.empty())
        return;
    setStrokes({});
    Q_EMIT cleared();
}

void SignaturePad::begin(const QPointF &at, qreal pressure, qint64 ms)
{
    if (signed_)
        return;
    if (start_ < 0)
        start_ = ms;
    strokes_.emplace_back();
    drawing_ = true;
    extend(at, pressure, ms);
}

void SignaturePad::extend(const QPointF &at, qreal pressure, qint64 ms)
{
    if (!drawing_ || width() < 1 || height() < 1)
        return;
    const StrokePoint point{float(std::clamp(at.x() / width(), 0.0, 1.0)),
                            float(std::clamp(at.y() / height(), 0.0, 1.0)), float(std::clamp(pressure, 0.0, 1.0)),
                            std::max<qint64>(0, ms - start_)};
    strokes_.back().push_back(point);
    update();
}

void SignaturePad::finish()
{
    if (!drawing_)
        return;
    drawing_ = false;
    describe();
    Q_EMIT strokeFinished();
}

void SignaturePad::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        begin(event->position(), 0.5, qint64(event->timestamp()));
}

void SignaturePad::mouseMoveEvent(QMouseEvent *event)
{
    extend(event->position(), 0.5, qint64(event->timestamp()));
}

void SignaturePad::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        finish();
}

void SignaturePad::tabletEvent(QTabletEvent *event)
{
    switch (event->type()) {
    case QEvent::TabletPress: begin(event->position(), event->pressure(), qint64(event->timestamp())); break;
    case QEvent::TabletMove: extend(event->position(), event->pressure(), qint64(event->timestamp())); break;
    case QEvent::TabletRelease: finish(); break;
    default: break;
    }
    event->accept(); // or Qt would send the same again as mouse events
}

void SignaturePad::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Undo))
        undo();
    else if (event->key() == Qt::Key_Delete)
        clear();
    else
        QWidget::keyPressEvent(event);
}

void SignaturePad::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    theme::paintBox(painter, rect(), 6, theme::color(signed_ ? Token::Win : Token::Surface),
                    theme::color(signed_ ? Token::Line2 : Token::Field));
    if (!signed_) {
        painter.setPen(QPen(theme::color(Token::Line2), theme::crispWidth(painter), Qt::DashLine));
        const int y = height() * 3 / 4 - 2;
        painter.drawLine(16, y, width() - 16, y);
    }
    if (isEmpty() && !signed_) {
        painter.setFont(theme::font(theme::TextRole::Caption));
        painter.setPen(theme::color(Token::Tx3));
        painter.drawText(rect().adjusted(8, height() * 3 / 4, -8, 0), Qt::AlignHCenter | Qt::AlignVCenter, hint_);
    }
    paintStrokes(painter, strokes_, rect(), theme::color(Token::Tx));
}

} // namespace ruhu::widgets
