// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/timeline.h"

#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QAbstractItemView>
#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

namespace {

constexpr int indent = 30;
constexpr int below = 12;

int widthFor(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    return std::max(60, (view ? view->viewport()->width() : option.rect.width()) - indent - 12);
}

QString headline(const QModelIndex &index)
{
    const QString time = index.data(TimelineDelegate::TimeRole).toString();
    return time.isEmpty() ? index.data().toString() : time + u' ' + index.data().toString();
}

} // namespace

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect endless(0, 0, widthFor(option), 10000);
    const QFontMetrics fm(theme::font(theme::TextRole::Secondary, true));
    int height = std::max(22, fm.boundingRect(endless, Qt::TextWordWrap, headline(index)).height());
    const QString note = index.data(NoteRole).toString();
    if (!note.isEmpty())
        height += QFontMetrics(theme::font(theme::TextRole::Secondary))
                      .boundingRect(endless, Qt::TextWordWrap, note)
                      .height();
    return {endless.width() + indent, height + below};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect;
    const int side = 20;
    const qreal middle = row.left() + side / 2.0 + 1;
    const bool first = index.row() == 0;
    const bool last = index.row() + 1 >= index.model()->rowCount(index.parent());
    painter->setRenderHint(QPainter::Antialiasing, false);
    painter->fillRect(QRectF(middle - 1, row.top() + (first ? side / 2 : 0), 2,
                             last ? side / 2 : row.height() - (first ? side / 2 : 0)),
                      theme::color(Token::Line));
    const bool current = index.data(CurrentRole).toBool();
    const QRectF mark(middle - side / 2.0, row.top() + 1, side, side);
    theme::paintBox(*painter, mark, side, theme::color(current ? Token::Ac : Token::Surface),
                    theme::color(current ? Token::Ac : Token::Line2));
    const QString icon = index.data(IconRole).toString();
    if (!icon.isEmpty())
        theme::paintIcon(*painter, mark, icon, 12, theme::color(current ? Token::OnAc : Token::Tx2));

    QRect words(row.left() + indent, row.top(), widthFor(option), row.height());
    const QString time = index.data(TimeRole).toString();
    const QFont bold = theme::font(theme::TextRole::Secondary, true);
    const QFont plain = theme::font(theme::TextRole::Secondary);
    painter->setPen(theme::color(Token::Tx));
    painter->setFont(bold);
    painter->drawText(words.adjusted(0, 1, 0, 0), Qt::AlignLeft | Qt::AlignTop, time);
    const int timeWidth = time.isEmpty() ? 0 : QFontMetrics(bold).horizontalAdvance(time) + 6;
    painter->setFont(plain);
    const QRect endless(0, 0, words.width(), 10000);
    const int height = QFontMetrics(bold).boundingRect(endless, Qt::TextWordWrap, headline(index)).height();
    if (height <= QFontMetrics(bold).height() + 2)
        painter->drawText(words.adjusted(timeWidth, 1, 0, 0), Qt::AlignLeft | Qt::AlignTop, index.data().toString());
    else // too long beside the time: the words hang below it
        painter->drawText(words.adjusted(0, timeWidth ? QFontMetrics(bold).height() : 1, 0, 0),
                          Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, index.data().toString());
    painter->setPen(theme::color(Token::Tx2));
    painter->drawText(words.adjusted(0, std::max(22, height), 0, 0), Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap,
                      index.data(NoteRole).toString());
    if (option.state & QStyle::State_HasFocus && theme::hasKeyboardFocus(option.widget))
        theme::paintBox(*painter, row.adjusted(0, 0, -2, -4), 4, {}, theme::color(Token::Ac), 2);
    painter->restore();
}

} // namespace ruhu::widgets
