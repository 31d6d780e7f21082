// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/statusstrip.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QEvent>
#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

class StatusSegment : public QAbstractButton
{
public:
    StatusSegment(const QString &segmentId, QWidget *parent)
        : QAbstractButton(parent)
        , id(segmentId)
    {
        setFocusPolicy(Qt::TabFocus);
        setProperty("focusRing", false); // the strip is too low for a ring around: the frame is inside
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
        hide();
    }
    QSize sizeHint() const override
    {
        const QFontMetrics fm(theme::font(theme::TextRole::Caption));
        const int icon = iconName.isEmpty() ? 0 : theme::metrics().badgeIcon + 7;
        return {fm.horizontalAdvance(text()) + icon + 26, theme::metrics().statusBar};
    }
    const QString id;
    QString iconName;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (underMouse())
            painter.fillRect(rect().adjusted(0, 1, 0, 0), theme::color(Token::Sunken));
        int x = 12;
        const int icon = theme::metrics().badgeIcon;
        if (!iconName.isEmpty()) {
            theme::paintIcon(painter, QRectF(x, 0, icon + 1, height()), iconName, icon + 1, theme::color(Token::Tx2));
            x += icon + 7;
        }
        painter.setFont(theme::font(theme::TextRole::Caption));
        painter.setPen(theme::color(Token::Tx2));
        painter.drawText(rect().adjusted(x, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
        theme::paintHairlineRight(painter, rect().adjusted(0, 7, 0, -6));
        if (hasFocus() && property("keyboardFocus").toBool())
            theme::paintBox(painter, rect().adjusted(1, 2, -1, -1), 4, {}, theme::color(Token::Ac), 2);
    }
};

StatusStrip::StatusStrip(QWidget *parent)
    : QWidget(parent)
{
    setAccessibleName(tr("Status"));
    setFixedHeight(theme::metrics().statusBar);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 1, 12, 0);
    row->setSpacing(0);
    left_ = new QHBoxLayout;
    right_ = new QHBoxLayout;
    left_->setSpacing(0);
    right_->setSpacing(0);
    row->addLayout(left_);
    row->addStretch(1);
    row->addLayout(right_);
}

void StatusStrip::addSegment(const QString &id, Side side)
{
    auto *button = new StatusSegment(id, this);
    (side == Side::Left ? left_ : right_)->addWidget(button);
    connect(button, &QAbstractButton::clicked, this, [this, id] { Q_EMIT activated(id); });
}

StatusSegment *StatusStrip::segment(const QString &id) const
{
    for (const QHBoxLayout *side : {left_, right_})
        for (int i = 0; i < side->count(); ++i)
            if (auto *button = static_cast<StatusSegment *>(side->itemAt(i)->widget()); button->id == id)
                return button;
    return nullptr;
}

void StatusStrip::setSegment(const QString &id, const QString &iconName, const QString &text)
{
    if (StatusSegment *button = segment(id)) {
        button->iconName = iconName;
        button->setText(text);
        button->setVisible(!text.isEmpty());
        button->updateGeometry();
        button->update();
    }
}

QString StatusStrip::segmentText(const QString &id) const
{
    const StatusSegment *button = segment(id);
    return button ? button->text() : QString();
}

QSize StatusStrip::sizeHint() const
{
    return {600, theme::metrics().statusBar};
}

void StatusStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(Token::Win));
    QRectF line = theme::crispRect(painter, rect());
    line.setHeight(theme::crispWidth(painter));
    painter.fillRect(line, theme::color(Token::Line));
}

void StatusStrip::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        setFixedHeight(theme::metrics().statusBar);
}

} // namespace ruhu::widgets
