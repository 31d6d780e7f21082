// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/focusring.h"

#include <QComboBox>
#include <QEvent>
#include <QFocusEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextEdit>
#include <QVariant>
#include <QWidget>

namespace ruhu::theme {

namespace {

constexpr auto keyboardProperty = "keyboardFocus";

bool byKey(Qt::FocusReason reason)
{
    return reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason || reason == Qt::ShortcutFocusReason;
}

} // namespace

bool hasKeyboardFocus(const QWidget *widget)
{
    return widget && widget->hasFocus() && widget->property(keyboardProperty).toBool();
}

bool isField(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) || qobject_cast<const QPlainTextEdit *>(widget) ||
           qobject_cast<const QTextEdit *>(widget) || qobject_cast<const QComboBox *>(widget) ||
           widget->property("isField").toBool();
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::FocusIn && event->type() != QEvent::FocusOut)
        return false;
    if (!watched->isWidgetType())
        return false;
    auto *widget = static_cast<QWidget *>(watched);
    const auto reason = static_cast<QFocusEvent *>(event)->reason();
    if (event->type() == QEvent::FocusIn)
        follow(widget, reason);
    else if (reason != Qt::PopupFocusReason)
        leave(widget);
    return false;
}

void FocusRing::follow(QWidget *widget, Qt::FocusReason reason)
{
    if (byKey(reason))
        widget->setProperty(keyboardProperty, true);
    else if (reason == Qt::MouseFocusReason)
        widget->setProperty(keyboardProperty, false);
    const QVariant wanted = widget->property("focusRing");
    const bool ownFrame = wanted.isValid() && !wanted.toBool();
    const bool show = !ownFrame && (isField(widget) || widget->property(keyboardProperty).toBool());
    if (!show || !widget->parentWidget()) {
        if (frame_)
            frame_->setWidget(nullptr);
        widget->update();
        return;
    }
    if (!frame_) {
        frame_ = new QFocusFrame;
        frame_->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    frame_->setWidget(widget);
    widget->update();
}

void FocusRing::leave(QWidget *widget)
{
    widget->setProperty(keyboardProperty, false);
    if (frame_ && frame_->widget() == widget)
        frame_->setWidget(nullptr);
}

} // namespace ruhu::theme
