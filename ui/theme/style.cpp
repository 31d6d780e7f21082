// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/style.h"

#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/stylepainters.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QStyleOption>
#include <QTabBar>
#include <QTextEdit>

namespace ruhu::theme {

namespace {

template <typename T>
void setAndRedraw(QWidget *widget, const char *name, const T &value)
{
    widget->setProperty(name, QVariant::fromValue(value));
    QEvent changed(QEvent::StyleChange); // QPushButton keeps its size hint until it hears of a change
    QCoreApplication::sendEvent(widget, &changed);
    widget->updateGeometry();
    widget->update();
}

} // namespace

void setButtonRole(QPushButton *button, ButtonRole role)
{
    static const QString names[] = {QStringLiteral("pri"), QStringLiteral("normal"), QStringLiteral("text"),
                                    QStringLiteral("danger")};
    setAndRedraw(button, "role", names[int(role)]);
}

void setButtonSize(QPushButton *button, ButtonSize size)
{
    static const QString names[] = {QStringLiteral("sm"), QString(), QStringLiteral("lg")};
    setAndRedraw(button, "size", names[int(size)]);
}

void setButtonIcon(QPushButton *button, const QString &iconName, bool afterText)
{
    button->setProperty("iconAfter", afterText);
    setAndRedraw(button, "iconName", iconName);
}

void setButtonKey(QPushButton *button, const QString &key)
{
    setAndRedraw(button, "key", key);
}

void setFieldState(QWidget *field, FieldState state)
{
    static const QString names[] = {QString(), QStringLiteral("error"), QStringLiteral("doubt"),
                                    QStringLiteral("readonly")};
    setAndRedraw(field, "state", names[int(state)]);
}

FieldState fieldState(const QWidget *field)
{
    const QString state = field->property("state").toString();
    if (state == QLatin1String("error"))
        return FieldState::Error;
    if (state == QLatin1String("doubt"))
        return FieldState::Doubt;
    return state == QLatin1String("readonly") ? FieldState::ReadOnly : FieldState::Normal;
}

RuhuStyle::RuhuStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void RuhuStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QScrollBar *>(widget) || isField(widget) ||
        qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *bar = qobject_cast<QProgressBar *>(widget)) { // its own minimum is a line of text
        bar->setTextVisible(false);
        bar->setFixedHeight(bar->property("thick").toBool() ? 8 : 6);
    }
    if (auto *tabs = qobject_cast<QTabBar *>(widget))
        tabs->setExpanding(false);
    applyTo(widget);
}

void RuhuStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                              const QWidget *widget) const
{
    switch (element) {
    case PE_FrameFocusRect: return; // the focus ring and the delegates do this
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            paintField(*painter, *option, widget);
        return;
    case PE_FrameLineEdit: return;
    case PE_Frame:
        if (qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget)) {
            paintField(*painter, *option, widget);
            return;
        }
        break;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck: paintCheckIndicator(*painter, *option); return;
    case PE_IndicatorRadioButton: paintRadioIndicator(*painter, *option); return;
    case PE_IndicatorHeaderArrow: return; // part of the label
    case PE_FrameTabBarBase: paintTabBarBase(*painter, *option); return;
    case PE_PanelItemViewRow: return;
    case PE_PanelItemViewItem: paintViewItem(*painter, *option, widget); return;
    case PE_PanelMenu:
    case PE_FrameMenu: paintMenuPanel(*painter, *option); return;
    default: break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void RuhuStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                            const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonBevel: paintButtonBevel(*painter, *option, widget); return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option)) {
            paintButtonLabel(*painter, *button, widget);
            return;
        }
        break;
    case CE_FocusFrame: paintFocusFrame(*painter, *option, widget); return;
    case CE_ProgressBarGroove: paintProgressGroove(*painter, *option); return;
    case CE_ProgressBarContents:
        if (const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(option)) {
            paintProgressContents(*painter, *bar, widget);
            return;
        }
        break;
    case CE_ProgressBarLabel: return; // the words stand beside the bar
    case CE_TabBarTabShape: paintTabShape(*painter, *option); return;
    case CE_TabBarTabLabel:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            paintTabLabel(*painter, *tab);
            return;
        }
        break;
    case CE_HeaderSection: paintHeaderSection(*painter, *option); return;
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            paintHeaderLabel(*painter, *header);
            return;
        }
        break;
    case CE_HeaderEmptyArea: painter->fillRect(option->rect, color(Token::Surface)); return;
    default: break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void RuhuStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                   const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            paintScrollBar(*painter, *bar, subControlRect(CC_ScrollBar, option, SC_ScrollBarSlider, widget));
            return;
        }
    }
    if (control == CC_ComboBox) {
        paintField(*painter, *option, widget);
        paintComboArrow(*painter, *option);
        return;
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect RuhuStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                                const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarRect(*bar, sub);
    }
    if (control == CC_ComboBox) {
        const QRect r = option->rect;
        const int arrow = metrics().smallIcon + 16;
        if (sub == SC_ComboBoxEditField)
            return visualRect(option->direction, r, r.adjusted(10, 1, -arrow, -1));
        if (sub == SC_ComboBoxArrow)
            return visualRect(option->direction, r, QRect(r.right() - arrow + 1, r.top(), arrow, r.height()));
    }
    return QProxyStyle::subControlRect(control, option, sub, widget);
}

QRect RuhuStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        // QLineEdit adds 2 px itself: the words start 10 px from the edge.
        return frame && frame->lineWidth > 0 ? option->rect.adjusted(8, 1, -8, -1) : option->rect;
    }
    if (element == SE_ProgressBarGroove || element == SE_ProgressBarContents)
        return option->rect;
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize RuhuStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                  const QWidget *widget) const
{
    const Metrics &m = metrics();
    switch (type) {
    case CT_PushButton:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option))
            return buttonSize(*button, widget);
        break;
    case CT_LineEdit: return {size.width() + 16, m.field};
    case CT_ComboBox: return {size.width() + m.smallIcon + 30, m.field};
    case CT_CheckBox:
    case CT_RadioButton: {
        const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {usual.width(), std::max(usual.height(), m.control)};
    }
    case CT_TabBarTab:
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option))
            return tabSize(*tab);
        break;
    case CT_HeaderSection: {
        const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {usual.width() + 8, std::max(usual.height(), m.control)};
    }
    case CT_MenuItem: {
        const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
        const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
        const bool separator = item && item->menuItemType == QStyleOptionMenuItem::Separator;
        return {usual.width() + 12, separator ? usual.height() : std::max(usual.height(), m.control)};
    }
    case CT_ItemViewItem: {
        const QSize usual = QProxyStyle::sizeFromContents(type, option, size, widget);
        return {usual.width(), std::max(usual.height(), m.control)};
    }
    default: break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

int RuhuStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin: return 4;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight: return metrics().indicator;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing: return 8;
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuBarPanelWidth: return 0;
    case PM_ScrollBarExtent: return 12;
    case PM_ScrollBarSliderMin: return 32;
    case PM_SmallIconSize: return metrics().smallIcon;
    case PM_DefaultFrameWidth:
        if (qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget))
            return 4;
        return 1;
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap: return 0;
    case PM_HeaderMargin: return 8;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing: return 8;
    default: return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int RuhuStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                         QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget: return 1;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_ItemView_ShowDecorationSelected: return hint == SH_ItemView_ShowDecorationSelected;
    case SH_ScrollBar_LeftClickAbsolutePosition: return 0;
    case SH_UnderlineShortcut: return 0;
    case SH_LineEdit_PasswordCharacter: return 0x25CF;
    default: return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

} // namespace ruhu::theme
