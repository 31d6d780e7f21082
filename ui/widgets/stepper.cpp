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
constexpr int rowGap = 4;

int markSide()
{
    return theme::metrics().smallIcon;
}

// The step at work is bold, and its width is kept for it whether it is or not.
int wordsWidth(const QString &step)
{
    return QFontMetrics(theme::font(theme::TextRole::Secondary, true)).horizontalAdvance(step) + 2;
}

int rowHeight()
{
    return QFontMetrics(theme::font(theme::TextRole::Secondary, true)).height();
}

} // namespace

Stepper::Stepper(QWidget *parent)
    : QWidget(parent)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
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

int Stepper::widthOf(int step) const
{
    return wordsWidth(steps_[step]) + (step <= current_ ? markSide() + markGap : 0);
}

int Stepper::widthWith(int line) const
{
    int width = 0;
    for (int i = 0; i < steps_.size(); ++i)
        width += widthOf(i);
    return width + int(std::max<qsizetype>(0, steps_.size() - 1)) * (line + 2 * lineGap);
}

QSize Stepper::sizeHint() const
{
    return {widthWith(longestLine), rowHeight()};
}

QSize Stepper::minimumSizeHint() const
{
    int widest = 0;
    for (int i = 0; i < steps_.size(); ++i)
        widest = std::max(widest, widthOf(i));
    return {widest, rowHeight()};
}

int Stepper::heightForWidth(int width) const
{
    const int rows = arrange(nullptr, width);
    return rows * rowHeight() + (rows - 1) * rowGap;
}

void Stepper::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    arrange(&painter, width());
}

int Stepper::arrange(QPainter *painter, int width) const
{
    const int side = markSide();
    const int gaps = int(std::max<qsizetype>(1, steps_.size() - 1));
    const int line = std::clamp((width - widthWith(0)) / gaps, shortestLine, longestLine);
    int x = 0;
    int rows = 1;
    for (int i = 0; i < steps_.size(); ++i) {
        if (x > 0 && x + widthOf(i) > width) {
            x = 0;
            ++rows;
        }
        const int y = (rows - 1) * (rowHeight() + rowGap);
        const bool done = i < current_;
        const bool now = i == current_;
        if (painter) {
            const QColor ink = theme::color(now ? Token::Ac : done ? Token::Ok : Token::Tx2);
            if (done || now)
                theme::paintIcon(*painter, QRectF(x, y, side, rowHeight()),
                                 done ? QStringLiteral("check-circle") : QStringLiteral("edit"), side, ink);
            const int words = wordsWidth(steps_[i]);
            painter->setFont(theme::font(theme::TextRole::Secondary, now));
            painter->setPen(ink);
            painter->drawText(QRect(x + widthOf(i) - words, y, words, rowHeight()), Qt::AlignVCenter | Qt::AlignLeft,
                              steps_[i]);
        }
        x += widthOf(i) + lineGap;
        if (painter && i + 1 < steps_.size())
            painter->fillRect(QRectF(x, y + rowHeight() / 2.0 - 0.5, line, theme::crispWidth(*painter)),
                              theme::color(Token::Line2));
        x += line + lineGap;
    }
    return rows;
}

} // namespace ruhu::widgets
