// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QFont>

class QApplication;
class QWidget;

namespace ruhu::theme {

enum class TextSize { Standard, Large };

/// Where a text stands decides its size: 12 13 14 16 20 24 px in standard, 15 17 18 20 25 30 px in large.
enum class TextRole { Caption, Secondary, Body, Section, Title, Hero };

/// Heights and widths that grow with the text size, in logical pixels.
struct Metrics
{
    int control;   ///< buttons, segmented; also the smallest target for a finger or mouse
    int field;     ///< line edits
    int row;       ///< smallest list row
    int rail;      ///< width of the rail
    int icon;      ///< icon of rail and headers
    int smallIcon; ///< icon in buttons and banners
    int badgeIcon;
    int badge;  ///< height of a badge
    int chip;   ///< painted height of a chip; its target is `control`
    int header; ///< page header and action bar
    int cardHeader;
    int statusBar;
    int indicator; ///< radio and check box
};

/// Gives the application its style, palette, fonts, focus ring and icons. Call once after QApplication was made.
void install(QApplication &application);

/// Switches the whole program while it runs; every open widget follows. GUI thread.
void setAppearance(Scheme scheme, TextSize size);

[[nodiscard]] Scheme scheme();
[[nodiscard]] TextSize textSize();
[[nodiscard]] const Metrics &metrics();
[[nodiscard]] const Metrics &metrics(TextSize size);

[[nodiscard]] int pixelSize(TextRole role, TextSize size);
/// The font of a role in the text size now shown. Only normal and bold exist.
[[nodiscard]] QFont font(TextRole role, bool bold = false);

/// Binds a widget's font to a role; it follows setAppearance().
void setTextRole(QWidget *widget, TextRole role, bool bold = false);
/// Binds a widget's text colour to a token; it follows setAppearance().
void setTextColor(QWidget *widget, Token token);
/// Binds a widget's background to a token (autoFillBackground); it follows setAppearance().
void setBackground(QWidget *widget, Token token);

/// Puts role, colours and view palette on one widget again; RuhuStyle calls it when a widget is polished.
void applyTo(QWidget *widget);

} // namespace ruhu::theme
