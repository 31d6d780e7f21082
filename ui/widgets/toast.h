// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace ruhu::widgets {

/// A short good word at the lower edge of a page, gone after 5 s; the clock stops while the mouse or the keyboard is on
/// it. Never for errors: those stay where they happened, in a Banner or a FormRow.
class Toast : public QWidget
{
    Q_OBJECT
public:
    static constexpr int shownForMs = 5000;

    /// `page` is the widget whose bottom centre it takes; one toast per page, a newer message replaces the older.
    explicit Toast(QWidget *page);

    void say(const QString &text, const QString &action = {});

Q_SIGNALS:
    void actionTriggered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void holdOrGo();

    QLabel *text_;
    QPushButton *action_;
    QTimer timer_;
};

} // namespace ruhu::widgets
