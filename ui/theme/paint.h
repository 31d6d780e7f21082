// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QRectF>

class QPainter;

namespace ruhu::theme {

/// Width in logical pixels of a line `pixels` wide at 100 %, rounded down to whole device pixels (at least one), so
/// that it is crisp at 125 and 150 %.
[[nodiscard]] qreal crispWidth(const QPainter &painter, int pixels = 1);

/// The rectangle moved onto the device's pixels; a border of crispWidth() drawn inside it covers whole pixels only.
[[nodiscard]] QRectF crispRect(const QPainter &painter, const QRectF &rect);

/// A filled box with a border inside `rect`. An invalid fill or border is left out.
void paintBox(QPainter &painter, const QRectF &rect, qreal radius, const QColor &fill, const QColor &border,
              int borderWidth = 1, bool dashed = false);

/// A hairline along the lower edge of a row, or the right edge of a column.
void paintHairlineBelow(QPainter &painter, const QRectF &rect);
void paintHairlineRight(QPainter &painter, const QRectF &rect);

/// A key in a small frame, as on a button ("Enter"); paintKey draws it vertically centred at the left of `rect`.
[[nodiscard]] int keyWidth(const QString &key);
void paintKey(QPainter &painter, const QRectF &rect, const QString &key, const QColor &text, const QColor &border);

} // namespace ruhu::theme
