// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/stylepainters.h"

#include <QFontMetrics>
#include <QWidget>

namespace ruhu::theme {

void paintProgressGroove(QPainter &painter, const QStyleOption &option)
{
    const Token track = scheme() == Scheme::Dark ? Token::MutBg : Token::Sunken;
    paintBox(painter, option.rect, option.rect.height() / 2.0, color(track), {});
}

void paintProgressContents(QPainter &painter, const QStyleOptionProgressBar &option, const QWidget *widget)
{
    if (option.maximum <= option.minimum) // unknown length: the words beside it say the step
        return;
    const double part = double(option.progress - option.minimum) / (double(option.maximum) - option.minimum);
    if (part <= 0)
        return;
    QRectF bar(option.rect);
    bar.setWidth(std::max(bar.height(), bar.width() * std::min(part, 1.0)));
    const QString status = widget ? widget->property("status").toString() : QString();
    const Token fill = status == QLatin1String("done")     ? Token::Ok
                       : status == QLatin1String("failed") ? Token::Bad
                       : status == QLatin1String("paused") ? Token::Tx3
                                                           : Token::Ac;
    paintBox(painter, bar, bar.height() / 2, color(fill), {});
}

void paintTabBarBase(QPainter &painter, const QStyleOption &option)
{
    paintHairlineBelow(painter, option.rect);
}

void paintTabShape(QPainter &painter, const QStyleOption &option)
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool hover = option.state & QStyle::State_MouseOver;
    if (!selected && hover)
        paintBox(painter, QRectF(option.rect).adjusted(2, 3, -2, -5), 6, color(Token::Sunken), {});
    if (selected) { // the line below all tabs is the base's
        QRectF line = crispRect(painter, option.rect);
        line.setTop(line.bottom() - crispWidth(painter, 2));
        painter.fillRect(line, color(Token::Ac));
    }
}

// "words\tcount": the count stands behind the words, smaller and paler.
void paintTabLabel(QPainter &painter, const QStyleOptionTab &option)
{
    const QString words = option.text.section(u'\t', 0, 0);
    const QString count = option.text.section(u'\t', 1);
    const bool selected = option.state & QStyle::State_Selected;
    const bool enabled = option.state & QStyle::State_Enabled;
    const QFont face = font(TextRole::Body, selected);
    const int width = QFontMetrics(face).horizontalAdvance(words);
    const int countWidth = count.isEmpty() ? 0 : QFontMetrics(font(TextRole::Caption)).horizontalAdvance(count) + 6;
    QRect r = option.rect;
    r.setLeft(r.center().x() - (width + countWidth) / 2);
    painter.setFont(face);
    painter.setPen(color(!enabled ? Token::Tx3 : selected ? Token::Ac : Token::Tx2));
    painter.drawText(r, Qt::AlignVCenter | Qt::AlignLeft, words);
    if (!count.isEmpty()) {
        painter.setFont(font(TextRole::Caption));
        painter.setPen(color(Token::Tx3));
        painter.drawText(r.adjusted(width + 6, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, count);
    }
}

QSize tabSize(const QStyleOptionTab &option)
{
    const QString count = option.text.section(u'\t', 1);
    const int width = QFontMetrics(font(TextRole::Body, true)).horizontalAdvance(option.text.section(u'\t', 0, 0));
    const int countWidth = count.isEmpty() ? 0 : QFontMetrics(font(TextRole::Caption)).horizontalAdvance(count) + 6;
    return {width + countWidth + 24, metrics().control + 6};
}

void paintHeaderSection(QPainter &painter, const QStyleOption &option)
{
    painter.fillRect(option.rect, color(Token::Surface));
    paintHairlineBelow(painter, option.rect);
}

void paintHeaderLabel(QPainter &painter, const QStyleOptionHeader &option)
{
    // Above the words of the cells: those of the first column stand 16 px from the edge, the others 8.
    const bool first =
        option.position == QStyleOptionHeader::Beginning || option.position == QStyleOptionHeader::OnlyOneSection;
    const QRect r = option.rect.adjusted(first ? 8 : 0, 0, 0, 0);
    const bool sorted = option.sortIndicator != QStyleOptionHeader::None;
    painter.setFont(font(TextRole::Caption, sorted));
    painter.setPen(color(sorted ? Token::Tx2 : Token::Tx3));
    const QFontMetrics fm(painter.font());
    const int arrow = sorted ? metrics().badgeIcon + 2 : 0;
    const QString words = fm.elidedText(option.text, Qt::ElideRight, r.width() - arrow);
    painter.drawText(r.adjusted(0, 0, -arrow, 0), int(option.textAlignment) | Qt::AlignVCenter, words);
    if (!sorted)
        return;
    const bool right = option.textAlignment & Qt::AlignRight;
    const int x = right ? r.right() - arrow : r.left() + fm.horizontalAdvance(words) + 2;
    painter.save();
    const QRectF place(x, r.top(), arrow, r.height());
    if (option.sortIndicator == QStyleOptionHeader::SortUp) { // Qt's "up" arrow means descending order
        painter.translate(place.center());
        painter.rotate(180);
        painter.translate(-place.center());
    }
    const QPixmap pixmap = iconPixmap(QStringLiteral("chevron-down"), metrics().badgeIcon, painter.pen().color(),
                                      painter.device()->devicePixelRatioF());
    painter.drawPixmap(
        QPointF(place.center().x() - metrics().badgeIcon / 2.0, place.center().y() - metrics().badgeIcon / 2.0),
        pixmap);
    painter.restore();
}

void paintViewItem(QPainter &painter, const QStyleOption &option, const QWidget *)
{
    const auto *item = qstyleoption_cast<const QStyleOptionViewItem *>(&option);
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(option.rect, color(Token::AcBg));
        const bool first = !item || item->viewItemPosition == QStyleOptionViewItem::Beginning ||
                           item->viewItemPosition == QStyleOptionViewItem::OnlyOne ||
                           item->viewItemPosition == QStyleOptionViewItem::Invalid;
        if (first)
            painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), color(Token::Ac));
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(option.rect, color(Token::Win));
    }
    if (item && item->backgroundBrush.style() != Qt::NoBrush && !(option.state & QStyle::State_Selected))
        painter.fillRect(option.rect, item->backgroundBrush);
}

void paintMenuPanel(QPainter &painter, const QStyleOption &option)
{
    painter.fillRect(option.rect, color(Token::Raised));
    paintBox(painter, option.rect, 0, {}, color(Token::Line2));
}

QRect scrollBarRect(const QStyleOptionSlider &option, QStyle::SubControl sub)
{
    const bool across = option.orientation == Qt::Horizontal;
    const int length = across ? option.rect.width() : option.rect.height();
    const int range = option.maximum - option.minimum;
    int size = length;
    if (range > 0) {
        size = int(qint64(length) * option.pageStep / std::max<qint64>(1, qint64(range) + option.pageStep));
        size = std::clamp(size, std::min(32, length), length);
    }
    const int start = QStyle::sliderPositionFromValue(option.minimum, option.maximum, option.sliderPosition,
                                                      length - size, option.upsideDown);
    const auto part = [&](int from, int to) {
        return across ? QRect(option.rect.left() + from, option.rect.top(), to - from, option.rect.height())
                      : QRect(option.rect.left(), option.rect.top() + from, option.rect.width(), to - from);
    };
    switch (sub) {
    case QStyle::SC_ScrollBarSlider: return part(start, start + size);
    case QStyle::SC_ScrollBarSubPage: return part(0, start);
    case QStyle::SC_ScrollBarAddPage: return part(start + size, length);
    case QStyle::SC_ScrollBarGroove: return option.rect;
    default: return {}; // no arrows
    }
}

void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider)
{
    if (option.maximum <= option.minimum)
        return;
    const bool active = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken);
    QRectF handle(slider);
    if (option.orientation == Qt::Horizontal)
        handle.adjust(2, 3, -2, -3);
    else
        handle.adjust(3, 2, -3, -2);
    paintBox(painter, handle, 3, color(active ? Token::Field : Token::Line2), {});
}

} // namespace ruhu::theme
