// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/scrollpane.h"

#include <QScrollBar>

namespace ruhu::widgets {

ScrollPane::ScrollPane(QWidget *content, QWidget *parent)
    : QScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    setWidget(content);
    content->setAutoFillBackground(false);
    viewport()->setAutoFillBackground(false);
}

QSize ScrollPane::sizeHint() const
{
    const QSize content = widget() ? widget()->sizeHint() : QSize(200, 200);
    return {content.width() + verticalScrollBar()->sizeHint().width(), content.height()};
}

} // namespace ruhu::widgets
