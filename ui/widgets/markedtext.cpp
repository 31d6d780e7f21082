// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/markedtext.h"

#include <QPainter>

namespace ruhu::widgets {

int paintMarkedText(QPainter &painter, const QRectF &rect, const QString &text, const TextSpans &marks,
                    const QFont &font, theme::Token color)
{
    painter.save();
    painter.setFont(font);
    const QFontMetricsF fm(font);
    const QString shown = fm.elidedText(text, Qt::ElideRight, rect.width());
    const qreal top = rect.top() + (rect.height() - fm.height()) / 2;
    const qsizetype kept = shown == text ? text.size() : std::max<qsizetype>(0, shown.size() - 1);
    for (const TextSpan &mark : marks) {
        const qsizetype from = std::min(mark.start, kept);
        const qsizetype to = std::min(mark.start + mark.length, kept);
        if (to <= from)
            continue;
        const qreal x = fm.horizontalAdvance(shown.left(from));
        const QRectF box(rect.left() + x, top, fm.horizontalAdvance(shown.left(to)) - x, fm.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::color(theme::Token::Mark));
        painter.drawRoundedRect(box, 2, 2);
    }
    painter.setPen(theme::color(color));
    painter.drawText(QPointF(rect.left(), top + fm.ascent()), shown);
    painter.restore();
    return int(std::ceil(fm.horizontalAdvance(shown)));
}

TextSpans differingPart(const QString &text, const QString &other)
{
    qsizetype start = 0;
    const qsizetype shorter = std::min(text.size(), other.size());
    while (start < shorter && text[start] == other[start])
        ++start;
    qsizetype end = 0;
    while (end < shorter - start && text[text.size() - 1 - end] == other[other.size() - 1 - end])
        ++end;
    const qsizetype length = text.size() - start - end;
    return length > 0 ? TextSpans{{start, length}} : TextSpans{};
}

} // namespace ruhu::widgets
