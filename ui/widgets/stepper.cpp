// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/stepper.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QFontMetrics>
#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

namespace {

constexpr int markGap = 4;
constexpr int lineGap = 6;
constexpr int longestLine = 18;
constexpr int shortestLine = 6;

int markSide()
{
    return theme::metrics().smallIcon;
}

// The step at work is bold, and its width is kept for it whether it is or not.
int wordsWidth(const QString &step)
{
    return QFontMetrics(theme::font(theme::TextRole::Secondary, true)).horizontalAdvance(step) + 2;
}

} // namespace

Stepper::Stepper(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

void Stepper::setSteps(const QStringList &steps, int current)
{
    steps_ = steps;
    current_ = current;
    const QString now = current >= steps.size() ? tr("all steps done")
                        : current < 0           ? tr("not begun")
                                      : tr("step %1 of %2: %3").arg(current + 1).arg(steps.size()).arg(steps[current]);
    setAccessibleName(now);
    updateGeometry();
    update();
}

int Stepper::widthWith(int line) const
{
    int width = 0;
    for (qsizetype i = 0; i < steps_.size(); ++i)
        width += wordsWidth(steps_[i]) + (i <= current_ ? markSide() + markGap : 0);
    return width + int(std::max<qsizetype>(0, steps_.size() - 1)) * (line + 2 * lineGap);
}

QSize Stepper::sizeHint() const
{
    return {widthWith(longestLine), QFontMetrics(theme::font(theme::TextRole::Secondary, true)).height()};
}

QSize Stepper::minimumSizeHint() const
{
    return {widthWith(shortestLine), sizeHint().height()};
}

void Stepper::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = markSide();
    const int gaps = int(std::max<qsizetype>(1, steps_.size() - 1));
    const int line = std::clamp((width() - widthWith(0)) / gaps, shortestLine, longestLine);
    int x = 0;
    for (int i = 0; i < steps_.size(); ++i) {
        const bool done = i < current_;
        const bool now = i == current_;
        const QColor ink = theme::color(now ? Token::Ac : done ? Token::Ok : Token::Tx2);
        if (done || now) {
            theme::paintIcon(painter, QRectF(x, 0, side, height()),
                             done ? QStringLiteral("check-circle") : QStringLiteral("edit"), side, ink);
            x += side + markGap;
        }
        painter.setFont(theme::font(theme::TextRole::Secondary, now));
        painter.setPen(ink);
        const int words = wordsWidth(steps_[i]);
        painter.drawText(QRect(x, 0, words, height()), Qt::AlignVCenter | Qt::AlignLeft, steps_[i]);
        x += words + lineGap;
        if (i + 1 < steps_.size()) {
            painter.fillRect(QRectF(x, height() / 2.0 - 0.5, line, theme::crispWidth(painter)),
                             theme::color(Token::Line2));
            x += line + lineGap;
        }
    }
}

} // namespace ruhu::widgets
