// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

namespace ruhu::theme {

/// Shows where the keyboard is. A ring of 2 px, 2 px away, when focus came by Tab, Backtab or a shortcut; never after a
/// click. Fields get a soft halo on every focus. Widgets with focusRing = false (item views) get the dynamic property
/// "keyboardFocus" instead and paint a frame themselves.
/// An event filter on the application; one ring serves all windows, since only one widget has the keyboard.
class FocusRing : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow(QWidget *widget, Qt::FocusReason reason);
    void leave(QWidget *widget);

    QPointer<QFocusFrame> frame_;
};

/// Whether this widget has the keyboard and got it by a key.
[[nodiscard]] bool hasKeyboardFocus(const QWidget *widget);
/// Line edits, text edits, combo boxes and widgets with the property "isField": framed by the halo.
[[nodiscard]] bool isField(const QWidget *widget);

} // namespace ruhu::theme
