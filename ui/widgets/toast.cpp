// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/toast.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/labels.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QPropertyAnimation>
#include <QPushButton>
#include <QStyle>

namespace ruhu::widgets {

using theme::Token;

Toast::Toast(QWidget *page)
    : QWidget(page)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 6, 0);
    row->setSpacing(10);
    row->addWidget(new IconLabel(QStringLiteral("check-circle"), Token::ToastTx, 0, this));
    text_ = makeLabel({}, theme::TextRole::Body, Token::ToastTx, false, this);
    row->addWidget(text_);
    row->addSpacing(8);
    action_ = makeButton({}, theme::ButtonRole::Text, {}, this);
    action_->setProperty("onToast", true);
    row->addWidget(action_);
    connect(action_, &QPushButton::clicked, this, [this] {
        hide();
        Q_EMIT actionTriggered();
    });
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &Toast::holdOrGo);
    action_->installEventFilter(this);
    page->installEventFilter(this);
    hide();
}

void Toast::say(const QString &text, const QString &action)
{
    text_->setText(text);
    setAccessibleName(text);
    action_->setText(action);
    action_->setVisible(!action.isEmpty());
    place();
    raise();
    show();
    timer_.start(shownForMs);
    const int duration = style()->styleHint(QStyle::SH_Widget_Animation_Duration, nullptr, this);
    if (duration > 0) {
        auto *rise = new QPropertyAnimation(this, "pos", this);
        rise->setDuration(std::min(duration, 160));
        rise->setEasingCurve(QEasingCurve::OutCubic);
        rise->setStartValue(pos() + QPoint(0, 16));
        rise->setEndValue(pos());
        rise->start(QAbstractAnimation::DeleteWhenStopped);
    }
}

void Toast::place()
{
    const int height = theme::metrics().control + 12;
    const int width = std::min(sizeHint().width(), parentWidget()->width() - 40);
    setGeometry((parentWidget()->width() - width) / 2, parentWidget()->height() - height - 20, width, height);
}

void Toast::holdOrGo()
{
    if (underMouse() || action_->hasFocus())
        timer_.start(shownForMs);
    else
        hide();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    return QWidget::eventFilter(watched, event);
}

void Toast::enterEvent(QEnterEvent *event)
{
    timer_.stop();
    QWidget::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    timer_.start(shownForMs);
    QWidget::leaveEvent(event);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    theme::paintBox(painter, rect(), 8, theme::color(Token::Toast), {});
}

} // namespace ruhu::widgets
