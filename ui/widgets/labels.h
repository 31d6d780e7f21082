// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/theme/style.h"

class QFrame;
class QLabel;
class QPushButton;

namespace ruhu::widgets {

/// A label bound to a text role and a colour; both follow the appearance. Plain text: markup in data is never obeyed.
[[nodiscard]] QLabel *makeLabel(const QString &text, theme::TextRole role = theme::TextRole::Body,
                                theme::Token color = theme::Token::Tx, bool bold = false, QWidget *parent = nullptr);
/// The same, wrapping; it asks for the height its width needs.
[[nodiscard]] QLabel *makeParagraph(const QString &text, theme::TextRole role = theme::TextRole::Secondary,
                                    theme::Token color = theme::Token::Tx2, QWidget *parent = nullptr);
/// A label that shows one icon of ui/theme in a colour. Decoration only: assistive tools skip it.
[[nodiscard]] QWidget *makeIcon(const QString &iconName, theme::Token color, int size = 0, QWidget *parent = nullptr);

[[nodiscard]] QPushButton *makeButton(const QString &text, theme::ButtonRole role = theme::ButtonRole::Normal,
                                      const QString &iconName = {}, QWidget *parent = nullptr);
/// A square button without words: `name` becomes its accessible name, and its tooltip together with `key`.
[[nodiscard]] QPushButton *makeIconButton(const QString &iconName, const QString &name, const QString &key = {},
                                          QWidget *parent = nullptr);
/// A horizontal line of one device pixel.
[[nodiscard]] QWidget *makeHairline(QWidget *parent = nullptr);

} // namespace ruhu::widgets
