// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/card.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace ruhu::widgets {

using theme::Token;

namespace {

constexpr int radius = 8;

// Lists and headings fill a card up to its border with square corners: the edge lies above them and keeps it round.
class CardEdge : public QWidget
{
public:
    explicit CardEdge(QWidget *card)
        : QWidget(card)
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QWidget *around = parentWidget()->parentWidget();
        while (around && !qobject_cast<Card *>(around))
            around = around->parentWidget();
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath corners;
        corners.addRect(rect());
        QPainterPath inside;
        inside.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
        painter.fillPath(corners - inside, theme::color(around ? Token::Surface : Token::Win));
        theme::paintBox(painter, rect(), radius, {}, theme::color(Token::Line));
    }
};

} // namespace

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);

    header_ = new QWidget(this);
    auto *row = new QHBoxLayout(header_);
    row->setContentsMargins(16, 0, 12, 0);
    row->setSpacing(8);
    title_ = makeLabel(title, theme::TextRole::Body, Token::Tx, true, header_);
    count_ = new ElidedLabel({}, header_);
    theme::setTextRole(count_, theme::TextRole::Secondary);
    theme::setTextColor(count_, Token::Tx3);
    row->addWidget(title_);
    row->addWidget(count_, 1);
    actions_ = new QHBoxLayout;
    actions_->setSpacing(8);
    row->addLayout(actions_);
    column->addWidget(header_);
    line_ = makeHairline(this);
    column->addWidget(line_);
    body_ = new QVBoxLayout;
    body_->setContentsMargins(0, 0, 0, 0);
    body_->setSpacing(0);
    column->addLayout(body_, 1);
    column->addStretch(0); // takes the room while the body is empty: the header stays at the top

    setTitle(title);
    adjustHeader();
    edge_ = new CardEdge(this);
}

void Card::setTitle(const QString &title)
{
    title_->setText(title);
    header_->setVisible(!title.isEmpty());
    line_->setVisible(!title.isEmpty());
}

void Card::setCount(const QString &count)
{
    count_->setText(count);
}

QHBoxLayout *Card::headerActions()
{
    return actions_;
}

QVBoxLayout *Card::body()
{
    return body_;
}

void Card::padBody()
{
    body_->setContentsMargins(15, 12, 15, 12);
    body_->setSpacing(8);
}

void Card::adjustHeader()
{
    header_->setFixedHeight(theme::metrics().cardHeader);
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    theme::paintBox(painter, rect(), radius, theme::color(Token::Surface), theme::color(Token::Line));
}

void Card::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    edge_->setGeometry(rect());
}

void Card::childEvent(QChildEvent *event)
{
    QFrame::childEvent(event);
    if (edge_ && event->added() && event->child() != edge_)
        edge_->raise();
}

void Card::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        adjustHeader();
}

} // namespace ruhu::widgets
