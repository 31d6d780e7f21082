// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QProxyStyle>

class QPushButton;

namespace ruhu::theme {

// What a widget is, said with dynamic properties that RuhuStyle reads:
//   QPushButton   role = "pri" | "normal" | "text" | "danger";  size = "sm" | "lg";  iconName;  iconAfter (bool);  key
//   fields        state = "error" | "doubt" | "readonly"
//   QProgressBar  status = "running" | "done" | "paused" | "failed";  thick (bool, before it is shown): 8 px, not 6
//   any           focusRadius (int): corner radius under the focus ring, default 6;  focusRing = false: paints its own
// A style sheet on a widget takes it away from this style: use none.

enum class ButtonRole { Primary, Normal, Text, Danger };
enum class ButtonSize { Small, Normal, Large };

void setButtonRole(QPushButton *button, ButtonRole role);
void setButtonSize(QPushButton *button, ButtonSize size);
/// The icon stands before the words, or after them ("next section ›"); without words the button is square and needs an
/// accessible name.
void setButtonIcon(QPushButton *button, const QString &iconName, bool afterText = false);
/// Prints a key on the button ("Enter"). It only shows; the shortcut is set where the key is handled.
void setButtonKey(QPushButton *button, const QString &key);

enum class FieldState { Normal, Error, Doubt, ReadOnly };
/// Line edits, plain text edits, combo boxes. ReadOnly paints only; call setReadOnly() beside it.
void setFieldState(QWidget *field, FieldState state);
[[nodiscard]] FieldState fieldState(const QWidget *field);

/// The look of the program: Fusion with every visible control painted from the tokens.
class RuhuStyle : public QProxyStyle
{
public:
    RuhuStyle();

    void polish(QWidget *widget) override;
    using QProxyStyle::polish;
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                            const QWidget *widget) const override;
    QRect subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl sub,
                         const QWidget *widget) const override;
    QRect subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                           const QWidget *widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override;
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *returned) const override;
};

} // namespace ruhu::theme
