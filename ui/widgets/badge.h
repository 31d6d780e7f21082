// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/tokens.h"

#include <QMetaType>
#include <QWidget>

namespace ruhu::widgets {

enum class BadgeKind { Neutral, Ok, Warning, Bad, Accent };

/// A status in a small coloured box: icon and words together, never colour alone.
struct Badge
{
    BadgeKind kind = BadgeKind::Neutral;
    QString iconName; ///< may be empty
    QString text;

    [[nodiscard]] bool isEmpty() const { return text.isEmpty(); }
    friend bool operator==(const Badge &, const Badge &) = default;
};

[[nodiscard]] theme::Token badgeText(BadgeKind kind);
[[nodiscard]] theme::Token badgeFill(BadgeKind kind);
[[nodiscard]] QSize badgeSize(const Badge &badge);
/// Paints the badge at the left of `rect`, vertically centred, elided when the room is short. On a selected row an
/// accent badge turns white so that it does not vanish.
void paintBadge(QPainter &painter, const QRect &rect, const Badge &badge, bool onSelection = false);

class BadgeLabel : public QWidget
{
    Q_OBJECT
public:
    explicit BadgeLabel(const Badge &badge = {}, QWidget *parent = nullptr);
    void setBadge(const Badge &badge);
    [[nodiscard]] const Badge &badge() const { return badge_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Badge badge_;
};

} // namespace ruhu::widgets

Q_DECLARE_METATYPE(ruhu::widgets::Badge)
