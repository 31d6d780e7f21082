// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace ruhu::widgets {

/// What a list shows when it is empty: an icon, one line, what to do next.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setText(const QString &text);
    /// Connect the button yourself; at most two.
    QPushButton *addAction(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *title_;
    QLabel *text_;
    QHBoxLayout *actions_;
};

} // namespace ruhu::widgets
