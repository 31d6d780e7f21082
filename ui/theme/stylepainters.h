// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QPainter>
#include <QStyleOption>

// How RuhuStyle paints each control. Private to the room.
namespace ruhu::theme {

void paintField(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void paintComboArrow(QPainter &painter, const QStyleOption &option);
void paintCheckIndicator(QPainter &painter, const QStyleOption &option);
void paintRadioIndicator(QPainter &painter, const QStyleOption &option);
void paintFocusFrame(QPainter &painter, const QStyleOption &option, const QWidget *frame);

void paintButtonBevel(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void paintButtonLabel(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget);
QSize buttonSize(const QStyleOptionButton &option, const QWidget *widget);

void paintProgressGroove(QPainter &painter, const QStyleOption &option);
void paintProgressContents(QPainter &painter, const QStyleOptionProgressBar &option, const QWidget *widget);
void paintTabBarBase(QPainter &painter, const QStyleOption &option);
void paintTabShape(QPainter &painter, const QStyleOption &option);
void paintTabLabel(QPainter &painter, const QStyleOptionTab &option);
QSize tabSize(const QStyleOptionTab &option);
void paintHeaderSection(QPainter &painter, const QStyleOption &option);
void paintHeaderLabel(QPainter &painter, const QStyleOptionHeader &option);
void paintViewItem(QPainter &painter, const QStyleOption &option, const QWidget *widget);
void paintMenuPanel(QPainter &painter, const QStyleOption &option);
void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &slider);
QRect scrollBarRect(const QStyleOptionSlider &option, QStyle::SubControl sub);

} // namespace ruhu::theme
