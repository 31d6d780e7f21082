// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/unlock/peoplelist.h"

#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/paint.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/listrow.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>
#include <QStandardItemModel>
#include <QStyledItemDelegate>

namespace ruhu::pages {

using namespace widgets;
using theme::Token;

namespace {

constexpr int gap = 4;

int personHeight()
{
    return theme::textSize() == theme::TextSize::Large ? 84 : 68;
}

class PersonDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {300, personHeight() + gap};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRectF box = QRectF(option.rect).adjusted(0, 0, 0, -gap);
        if (option.state & QStyle::State_Selected)
            theme::paintBox(*painter, box, 8, theme::color(Token::Surface), theme::color(Token::Ac), 2);
        else if (option.state & QStyle::State_MouseOver)
            theme::paintBox(*painter, box, 8, theme::color(Token::Sunken), {});
        if (option.state & QStyle::State_HasFocus && theme::hasKeyboardFocus(option.widget))
            theme::paintBox(*painter, box.adjusted(3, 3, -3, -3), 6, {}, theme::color(Token::AcLine), 2);

        const qreal side = 44;
        const QRectF square(box.left() + 15, box.center().y() - side / 2, side, side);
        Avatar::paint(*painter, square, index.data().toString());
        const auto badge = index.data(RowBadge).value<Badge>();
        const int badgeWidth = badgeSize(badge).width();
        paintBadge(*painter, QRect(int(box.right()) - 14 - badgeWidth, int(box.top()), badgeWidth, int(box.height())),
                   badge);
        const QFont head = theme::font(theme::TextRole::Section, true);
        const QFont line = theme::font(theme::TextRole::Secondary);
        const int headHeight = QFontMetrics(head).height() - 2;
        const int lineHeight = QFontMetrics(line).height();
        QRectF words(square.right() + 14, box.center().y() - (headHeight + lineHeight) / 2.0,
                     box.right() - badgeWidth - 28 - square.right() - 14, headHeight);
        paintMarkedText(*painter, words, index.data().toString(), {}, head, Token::Tx);
        words.translate(0, headHeight);
        words.setHeight(lineHeight);
        paintMarkedText(*painter, words, index.data(RowDetail).toString(), {}, line, Token::Tx2);
        painter->restore();
    }
};

Badge unsentBadge(const models::UnlockController::Person &person)
{
    if (!person.used)
        return {};
    if (person.unsent == 0)
        return {BadgeKind::Ok, QStringLiteral("check-circle"), PeopleList::tr("all sent")};
    return {BadgeKind::Warning, QStringLiteral("upload"), PeopleList::tr("%n item(s) unsent", nullptr, person.unsent)};
}

} // namespace

PeopleList::PeopleList(QWidget *parent)
    : QListView(parent)
{
    setItemDelegate(new PersonDelegate(this));
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    setProperty("focusRing", false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
}

QSize PeopleList::sizeHint() const
{
    return {460, (model() ? model()->rowCount() : 0) * (personHeight() + gap)};
}

QSize PeopleList::minimumSizeHint() const
{
    return {260, std::min(sizeHint().height(), personHeight() + gap)};
}

void PeopleList::changeEvent(QEvent *event)
{
    QListView::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        scheduleDelayedItemsLayout();
        updateGeometry();
    }
}

void fillPeople(QStandardItemModel &rows, const QList<models::UnlockController::Person> &people)
{
    rows.setRowCount(int(people.size()));
    for (int i = 0; i < people.size(); ++i) {
        const auto &person = people[i];
        const Badge badge = unsentBadge(person);
        const QModelIndex index = rows.index(i, 0);
        rows.setData(index, person.name, Qt::DisplayRole);
        rows.setData(index, person.line, RowDetail);
        rows.setData(index, QVariant::fromValue(badge), RowBadge);
        QStringList sentence{person.name, person.line};
        if (!badge.isEmpty())
            sentence.append(badge.text);
        rows.setData(index, sentence.join(QStringLiteral(", ")), Qt::AccessibleTextRole);
    }
}

void paintVillage(QPainter &painter, const QRect &area)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(area.left(), area.bottom() + 1 - 128);
    painter.scale(area.width() / 540.0, 1);
    QPen pen(theme::color(Token::Line2), 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    pen.setCosmetic(true);
    painter.setPen(pen);

    QPainterPath hills(QPointF(0, 78));
    hills.cubicTo(60, 40, 110, 34, 160, 62);
    hills.cubicTo(200, 32, 250, 22, 300, 54);
    hills.cubicTo(350, 24, 420, 20, 470, 52);
    hills.cubicTo(500, 42, 522, 43, 540, 48);
    painter.drawPath(hills);
    painter.drawLine(0, 118, 540, 118);
    const auto gable = [&](qreal left, qreal wall, qreal ridge, qreal width, qreal eaves) {
        painter.drawPolyline(
            QPolygonF{{left, 118}, {left, wall}, {left + width / 2, ridge}, {left + width, wall}, {left + width, 118}});
        painter.drawPolyline(
            QPolygonF{{left - 8, wall + eaves}, {left + width / 2, ridge - 1}, {left + width + 8, wall + eaves}});
        painter.drawRect(QRectF(left + width / 2 - 6, 104, 12, 14));
    };
    gable(28, 92, 76, 52, 4);
    gable(104, 98, 86, 40, 3);
    gable(300, 96, 81, 48, 4);
    const auto longHouse = [&](qreal left, qreal width) {
        painter.drawRect(QRectF(left, 90, width, 28));
        painter.drawPolygon(QPolygonF{{left - 8, 92}, {left + 2, 78}, {left + width - 2, 78}, {left + width + 8, 92}});
        painter.drawRect(QRectF(left + width / 2 - 7, 102, 14, 16));
    };
    longHouse(190, 54);
    longHouse(400, 60);
    const auto tree = [&](qreal x, qreal top, qreal radius) {
        painter.drawEllipse(QPointF(x, top), radius, radius * 1.15);
        painter.drawLine(QPointF(x, top + radius * 1.15), QPointF(x, 118));
    };
    tree(272, 86, 9);
    tree(500, 76, 12);
    painter.restore();
}

} // namespace ruhu::pages
