// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/badge.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QFontMetrics>
#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

theme::Token badgeText(BadgeKind kind)
{
    static constexpr Token tokens[] = {Token::Tx2, Token::Ok, Token::Warn, Token::Bad, Token::Ac};
    return tokens[int(kind)];
}

theme::Token badgeFill(BadgeKind kind)
{
    static constexpr Token tokens[] = {Token::MutBg, Token::OkBg, Token::WarnBg, Token::BadBg, Token::AcBg};
    return tokens[int(kind)];
}

QSize badgeSize(const Badge &badge)
{
    if (badge.isEmpty())
        return {0, theme::metrics().badge};
    const QFontMetrics fm(theme::font(theme::TextRole::Caption));
    const int icon = badge.iconName.isEmpty() ? 2 : theme::metrics().badgeIcon + 4;
    return {6 + icon + fm.horizontalAdvance(badge.text) + 1 + 8, theme::metrics().badge};
}

void paintBadge(QPainter &painter, const QRect &rect, const Badge &badge, bool onSelection)
{
    if (badge.isEmpty())
        return;
    const QSize size = badgeSize(badge);
    const QRect box(rect.left(), rect.center().y() - size.height() / 2 + (rect.height() % 2 ? 0 : 1),
                    std::min(size.width(), rect.width()), size.height());
    const bool white = onSelection && badge.kind == BadgeKind::Accent;
    theme::paintBox(painter, box, 4, theme::color(white ? Token::Surface : badgeFill(badge.kind)), {});
    const QColor ink = theme::color(badgeText(badge.kind));
    int x = box.left() + 8;
    if (!badge.iconName.isEmpty()) {
        const int icon = theme::metrics().badgeIcon;
        x = box.left() + 6;
        theme::paintIcon(painter, QRectF(x, box.top(), icon, box.height()), badge.iconName, icon, ink);
        x += icon + 4;
    }
    painter.save();
    painter.setFont(theme::font(theme::TextRole::Caption));
    painter.setPen(ink);
    const QRect words(x, box.top(), box.right() - 7 - x + 1, box.height());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(badge.text, Qt::ElideRight, words.width() + 1));
    painter.restore();
}

BadgeLabel::BadgeLabel(const Badge &badge, QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setBadge(badge);
}

void BadgeLabel::setBadge(const Badge &badge)
{
    badge_ = badge;
    setAccessibleName(badge.text);
    setVisible(!badge.isEmpty());
    updateGeometry();
    update();
}

QSize BadgeLabel::sizeHint() const
{
    return badgeSize(badge_);
}

void BadgeLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBadge(painter, rect(), badge_);
}

} // namespace ruhu::widgets
