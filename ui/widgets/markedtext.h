// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/appearance.h"

#include <QMetaType>
#include <QRectF>
#include <QString>

namespace ruhu::widgets {

/// Parts of a text that are marked: search hits, differences. Start and length in QString positions, ascending.
struct TextSpan
{
    qsizetype start = 0;
    qsizetype length = 0;
    friend bool operator==(const TextSpan &, const TextSpan &) = default;
};
using TextSpans = QList<TextSpan>;

/// One line, elided, with marked parts on the mark colour. Returns the width painted.
int paintMarkedText(QPainter &painter, const QRectF &rect, const QString &text, const TextSpans &marks,
                    const QFont &font, theme::Token color);

/// Where `text` differs from `other`, after their common start and end are taken away; at most one span.
[[nodiscard]] TextSpans differingPart(const QString &text, const QString &other);

} // namespace ruhu::widgets

Q_DECLARE_METATYPE(ruhu::widgets::TextSpans)
