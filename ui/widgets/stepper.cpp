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

constexpr int markGap = 6;
constexpr int lineWidth = 24;

int markSide()
{
    return theme::metrics().icon;
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

QSize Stepper::sizeHint() const
{
    const QFontMetrics fm(theme::font(theme::TextRole::Secondary, true));
    int width = 0;
    for (const QString &step : steps_)
        width += markSide() + markGap + fm.horizontalAdvance(step) + 2;
    width += int(std::max<qsizetype>(0, steps_.size() - 1)) * (lineWidth + 16);
    return {width, theme::metrics().control};
}

QSize Stepper::minimumSizeHint() const
{
    return sizeHint();
}

void Stepper::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int side = markSide();
    int x = 0;
    for (int i = 0; i < steps_.size(); ++i) {
        const bool done = i < current_;
        const bool now = i == current_;
        QRectF mark(x, (height() - side) / 2.0, side, side);
        if (done) {
            theme::paintIcon(painter, mark, QStringLiteral("check-circle"), side, theme::color(Token::Ok));
        } else {
            mark.adjust(1, 1, -1, -1);
            theme::paintBox(painter, mark, side, now ? theme::color(Token::Ac) : QColor(),
                            theme::color(now ? Token::Ac : Token::Line2));
            painter.setFont(theme::font(theme::TextRole::Caption, now));
            painter.setPen(theme::color(now ? Token::OnAc : Token::Tx3));
            painter.drawText(mark, Qt::AlignCenter, QString::number(i + 1));
        }
        x += side + markGap;
        painter.setFont(theme::font(theme::TextRole::Secondary, now));
        painter.setPen(theme::color(now ? Token::Ac : done ? Token::Tx : Token::Tx3));
        const int width = QFontMetrics(theme::font(theme::TextRole::Secondary, true)).horizontalAdvance(steps_[i]) + 2;
        painter.drawText(QRect(x, 0, width, height()), Qt::AlignVCenter | Qt::AlignLeft, steps_[i]);
        x += width + 8;
        if (i + 1 < steps_.size()) {
            painter.fillRect(QRectF(x, height() / 2.0 - 0.5, lineWidth, theme::crispWidth(painter)),
                             theme::color(done ? Token::OkLine : Token::Line2));
            x += lineWidth + 8;
        }
    }
}

} // namespace ruhu::widgets
