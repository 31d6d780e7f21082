// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QScrollArea>

namespace ruhu::widgets {

/// A column that scrolls by itself: transparent, no frame, no sideways scrolling, content as wide as the pane. Leaves
/// room for the focus ring. Never put one inside another.
class ScrollPane : public QScrollArea
{
    Q_OBJECT
public:
    explicit ScrollPane(QWidget *content, QWidget *parent = nullptr);
    QSize sizeHint() const override;
};

} // namespace ruhu::widgets
