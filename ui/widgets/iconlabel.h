// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

namespace ruhu::widgets {

/// Shows one icon; follows the scheme and the text size. `size` 0 means the small icon of the text size.
class IconLabel : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(const QString &iconName = {}, theme::Token color = theme::Token::Tx2, int size = 0,
                       QWidget *parent = nullptr);
    void setIcon(const QString &iconName, theme::Token color);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString iconName_;
    theme::Token color_;
    int size_;
};

} // namespace ruhu::widgets
