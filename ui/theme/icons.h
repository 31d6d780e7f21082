// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QIcon>
#include <QPixmap>
#include <QStringList>

class QPainter;
class QRectF;

namespace ruhu::theme {

/// Icons are named after their file in resources/icons without the ending: "today", "check-circle".
/// A name that does not exist paints nothing; the icon test walks all names.
[[nodiscard]] QStringList iconNames();

/// The icon in one colour, `size` logical pixels square, at a device pixel ratio. Cached; 16 and 14 px icons get the
/// heavier stroke of badges. GUI thread.
[[nodiscard]] QPixmap iconPixmap(const QString &name, int size, const QColor &color, qreal devicePixelRatio);

/// Paints the icon centred in `rect`, on whole device pixels.
void paintIcon(QPainter &painter, const QRectF &rect, const QString &name, int size, const QColor &color);

/// For QAction and window icons: takes its colour from the token each time it is painted, so it follows the scheme.
[[nodiscard]] QIcon icon(const QString &name, Token token = Token::Tx);

} // namespace ruhu::theme
