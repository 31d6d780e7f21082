// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/listrow.h"

#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

namespace {

constexpr int side = 16;
constexpr int gap = 12;

int lineHeight(theme::TextRole role)
{
    return QFontMetrics(theme::font(role)).height();
}

int rowHeight(const QModelIndex &index)
{
    const bool twoLines = !index.data(RowDetail).toString().isEmpty();
    const int words = lineHeight(theme::TextRole::Body) + (twoLines ? lineHeight(theme::TextRole::Secondary) : 0);
    const int parts = index.data(RowParts).toInt() > 0 ? lineHeight(theme::TextRole::Caption) + 4 : 0;
    return std::max(theme::metrics().row, words + parts + (twoLines ? 18 : 12));
}

void paintRowBack(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, bool bar)
{
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter.fillRect(option.rect, theme::color(Token::AcBg));
    else if (option.state & QStyle::State_MouseOver)
        painter.fillRect(option.rect, theme::color(Token::Win));
    const bool last = index.row() + 1 >= index.model()->rowCount(index.parent());
    if (!last)
        theme::paintHairlineBelow(painter, option.rect);
    if (selected && bar)
        painter.fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()),
                         theme::color(Token::Ac));
}

QSize actionSize(const QString &text, const QString &iconName, const QString &key)
{
    const QFontMetrics fm(theme::font(theme::TextRole::Body, true));
    const int icon = iconName.isEmpty() ? 0 : theme::metrics().smallIcon + 6;
    const int keys = key.isEmpty() ? 0 : theme::keyWidth(key) + 8;
    return {fm.horizontalAdvance(text) + 1 + icon + keys + 24, theme::metrics().control};
}

} // namespace

ListRowDelegate::ListRowDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
{
}

QSize ListRowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    return {200, rowHeight(index)};
}

QRect ListRowDelegate::actionRect(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QString text = index.data(RowAction).toString();
    if (text.isEmpty())
        return {};
    const bool selected = option.state & QStyle::State_Selected;
    const QSize size = actionSize(text, index.data(RowActionIcon).toString(), selected ? selectedKey_ : QString());
    return {option.rect.right() - side - size.width() + 1,
            option.rect.top() + (option.rect.height() - size.height()) / 2, size.width(), size.height()};
}

void ListRowDelegate::paintAction(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect box = actionRect(option, index);
    const bool selected = option.state & QStyle::State_Selected;
    const bool primary = selected && primaryWhenSelected_;
    const bool down = pressed_ == index;
    const Token fill = primary ? (down ? Token::AcP : Token::Ac) : (down ? Token::Sunken : Token::Surface);
    theme::paintBox(painter, box, 6, theme::color(fill), primary ? QColor() : theme::color(Token::Line2));
    const QString text = index.data(RowAction).toString();
    const QString icon = index.data(RowActionIcon).toString();
    const QString key = selected ? selectedKey_ : QString();
    const QColor ink = theme::color(primary ? Token::OnAc : Token::Tx);
    const QFont face = theme::font(theme::TextRole::Body, primary);
    const int words = QFontMetrics(face).horizontalAdvance(text) + 1;
    const int iconSide = icon.isEmpty() ? 0 : theme::metrics().smallIcon;
    const int keys = theme::keyWidth(key);
    int x = box.center().x() - (words + (iconSide ? iconSide + 6 : 0) + (keys ? keys + 8 : 0)) / 2;
    if (iconSide) {
        theme::paintIcon(painter, QRectF(x, box.top(), iconSide, box.height()), icon, iconSide, ink);
        x += iconSide + 6;
    }
    painter.setFont(face);
    painter.setPen(ink);
    painter.drawText(QRect(x, box.top(), words, box.height()), Qt::AlignVCenter | Qt::AlignLeft, text);
    if (keys)
        theme::paintKey(painter, QRectF(x + words + 8, box.top(), keys, box.height()), key, ink,
                        theme::color(primary ? Token::AcLine : Token::Line2));
}

void ListRowDelegate::paintParts(QPainter &painter, const QRectF &line, const QModelIndex &index, bool selected) const
{
    const int all = index.data(RowParts).toInt();
    const int done = std::clamp(index.data(RowPartsDone).toInt(), 0, all);
    const QString words = QStringLiteral("%1 / %2").arg(done).arg(all);
    painter.setFont(theme::font(theme::TextRole::Caption));
    painter.setPen(theme::color(selected ? Token::Tx2 : Token::Tx3));
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, words);
    QRectF track = line.adjusted(0, 0, -painter.fontMetrics().horizontalAdvance(words) - 8, 0);
    track = QRectF(track.left(), track.center().y() - 3, track.width(), 6);
    theme::paintBox(painter, track, 3, theme::color(selected ? Token::Surface : Token::Sunken), {});
    if (done > 0)
        theme::paintBox(painter, QRectF(track.topLeft(), QSizeF(track.width() * done / all, 6)), 3,
                        theme::color(Token::Ac), {});
}

void ListRowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBack(*painter, option, index, true);
    const bool selected = option.state & QStyle::State_Selected;
    QRect room = option.rect.adjusted(side, 0, -side, -1);

    if (const QRect action = actionRect(option, index); action.isValid()) {
        paintAction(*painter, option, index);
        room.setRight(action.left() - gap);
    }
    const auto badge = index.data(RowBadge).value<Badge>();
    if (!badge.isEmpty() && !badgeBesideTitle_) {
        const int width = badgeSize(badge).width();
        paintBadge(*painter, QRect(room.right() - width + 1, room.top(), width, room.height()), badge, selected);
        room.setRight(room.right() - width - gap);
    }
    if (const QString trail = index.data(RowTrail).toString(); !trail.isEmpty()) {
        painter->setFont(theme::font(theme::TextRole::Secondary));
        painter->setPen(theme::color(Token::Tx2));
        painter->drawText(room, Qt::AlignVCenter | Qt::AlignRight, trail);
        room.setRight(room.right() - painter->fontMetrics().horizontalAdvance(trail) - gap);
    }
    if (const QString lead = index.data(RowLead).toString(); !lead.isEmpty() || leadWidth_ > 0) {
        const QFont face = theme::font(theme::TextRole::Body);
        const int width = std::max(leadWidth_, QFontMetrics(face).horizontalAdvance(lead) + 2);
        painter->setFont(face);
        painter->setPen(theme::color(Token::Tx2));
        painter->drawText(QRect(room.left(), room.top(), width, room.height()), Qt::AlignVCenter | Qt::AlignLeft, lead);
        room.setLeft(room.left() + width + gap);
    }
    if (const QString icon = index.data(RowIcon).toString(); !icon.isEmpty()) {
        const int size = theme::metrics().icon;
        const QVariant token = index.data(RowIconToken);
        theme::paintIcon(*painter, QRectF(room.left(), room.top(), size, room.height()), icon, size,
                         theme::color(token.isValid() ? Token(token.toInt()) : Token::Tx2));
        room.setLeft(room.left() + size + gap);
    }

    const QString detail = index.data(RowDetail).toString();
    const int head = lineHeight(theme::TextRole::Body);
    const int words = head + (detail.isEmpty() ? 0 : lineHeight(theme::TextRole::Secondary));
    const int parts = index.data(RowParts).toInt() > 0 ? lineHeight(theme::TextRole::Caption) + 4 : 0;
    QRectF line(room.left(), room.top() + (room.height() - words - parts) / 2.0, room.width(), head);
    if (parts > 0)
        paintParts(*painter, line.adjusted(0, words + 4, 0, words + parts - head), index, selected);
    const double whole = line.right();
    if (!badge.isEmpty() && badgeBesideTitle_) {
        const QRect box = line.toRect();
        const int width = std::min(badgeSize(badge).width(), box.width() * 2 / 3);
        paintBadge(*painter, QRect(box.right() - width + 1, box.top(), width, box.height()), badge, selected);
        line.setRight(line.right() - width - 8);
    }
    const bool done = index.data(RowDone).toBool();
    const int used = paintMarkedText(*painter, line, index.data().toString(), index.data(RowMarks).value<TextSpans>(),
                                     theme::font(theme::TextRole::Body, !done), Token::Tx);
    if (const QString context = index.data(RowContext).toString(); !context.isEmpty())
        paintMarkedText(*painter, line.adjusted(used + 5, 0, 0, 0), context, {}, theme::font(theme::TextRole::Body),
                        Token::Tx2);
    if (!detail.isEmpty()) {
        const QVariant token = index.data(RowDetailToken);
        line.translate(0, head);
        line.setHeight(words - head);
        line.setRight(whole);
        paintMarkedText(*painter, line, detail, {}, theme::font(theme::TextRole::Secondary),
                        token.isValid() ? Token(token.toInt()) : Token::Tx2);
    }
    if (option.state & QStyle::State_HasFocus && theme::hasKeyboardFocus(option.widget))
        theme::paintBox(*painter, QRectF(option.rect).adjusted(1, 1, -1, -1), 3, {}, theme::color(Token::Ac), 2);
    painter->restore();
}

bool ListRowDelegate::editorEvent(QEvent *event, QAbstractItemModel *, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    if (event->type() != QEvent::MouseButtonPress && event->type() != QEvent::MouseButtonRelease)
        return false;
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const bool inside = mouse->button() == Qt::LeftButton && actionRect(option, index).contains(mouse->pos());
    if (event->type() == QEvent::MouseButtonPress) {
        pressed_ = inside ? QPersistentModelIndex(index) : QPersistentModelIndex();
        return false; // the view selects the row as well
    }
    const bool hit = inside && pressed_ == index;
    pressed_ = QPersistentModelIndex();
    if (hit)
        Q_EMIT actionTriggered(index);
    return hit;
}

RowList::RowList(const QString &name, QWidget *parent)
    : QListView(parent)
    , rows_(new ListRowDelegate(this))
{
    setAccessibleName(name);
    setItemDelegate(rows_);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setResizeMode(QListView::Adjust);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    setProperty("focusRing", false);
    connect(rows_, &ListRowDelegate::actionTriggered, this, &RowList::triggered);
    connect(this, &QListView::doubleClicked, this, &RowList::triggered);
}

void RowList::setFitRows(bool fit)
{
    fit_ = fit;
    setVerticalScrollBarPolicy(fit ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, fit ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

QSize RowList::sizeHint() const
{
    if (!fit_ || !model())
        return QListView::sizeHint();
    int height = 0;
    for (int row = 0; row < model()->rowCount(rootIndex()); ++row)
        height += rowHeight(model()->index(row, 0, rootIndex()));
    return {QListView::sizeHint().width(), height};
}

QSize RowList::minimumSizeHint() const
{
    return fit_ ? QSize(160, sizeHint().height()) : QSize(160, theme::metrics().row);
}

void RowList::keyPressEvent(QKeyEvent *event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT triggered(currentIndex());
        return;
    }
    QListView::keyPressEvent(event);
}

void RowList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        scheduleDelayedItemsLayout();
        updateGeometry();
    }
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    const QFontMetrics fm(theme::font(theme::TextRole::Body, true));
    const auto badge = index.data(RowBadge).value<Badge>();
    const int width = badge.isEmpty() ? fm.horizontalAdvance(index.data().toString()) : badgeSize(badge).width();
    // Tables are scanned: lower rows than lists.
    const bool twoLines = !index.data(RowDetail).toString().isEmpty();
    const int words = fm.height() + (twoLines ? lineHeight(theme::TextRole::Caption) : 0);
    return {width + side + (index.column() == 0 ? 8 : 0), std::max(theme::metrics().control + 6, words + 8)};
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowBack(*painter, option, index, index.column() == 0);
    const bool selected = option.state & QStyle::State_Selected;
    const QRect room = option.rect.adjusted(index.column() == 0 ? side : 8, 0, -8, -1);
    const auto badge = index.data(RowBadge).value<Badge>();
    if (!badge.isEmpty()) {
        paintBadge(*painter, room, badge, selected);
        painter->restore();
        return;
    }
    const QString detail = index.data(RowDetail).toString();
    const QString text = index.data().toString();
    const QFont face = theme::font(theme::TextRole::Body, index.column() == 0 && !detail.isEmpty());
    const int head = lineHeight(theme::TextRole::Body);
    const int words = head + (detail.isEmpty() ? 0 : lineHeight(theme::TextRole::Caption));
    QRectF line(room.left(), room.top() + (room.height() - words) / 2.0, room.width(), head);
    const auto align = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt());
    if (align & Qt::AlignRight)
        line.setLeft(std::max<qreal>(line.left(), line.right() - QFontMetricsF(face).horizontalAdvance(text)));
    paintMarkedText(*painter, line, text, index.data(RowMarks).value<TextSpans>(), face, Token::Tx);
    if (!detail.isEmpty())
        paintMarkedText(*painter, QRectF(room.left(), line.top() + head, room.width(), words - head), detail, {},
                        theme::font(theme::TextRole::Caption), Token::Tx2);
    if (option.state & QStyle::State_HasFocus && theme::hasKeyboardFocus(option.widget))
        theme::paintBox(*painter, QRectF(option.rect).adjusted(1, 1, -1, -1), 3, {}, theme::color(Token::Ac), 2);
    painter->restore();
}

} // namespace ruhu::widgets
