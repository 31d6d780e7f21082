// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/keyhint.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"

#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

KeyHint::KeyHint(const QStringList &keys, const QString &words, QWidget *parent)
    : QWidget(parent)
    , keys_(keys)
    , words_(words)
{
    setAccessibleName(keys.join(QChar(u' ')) + u' ' + words);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize KeyHint::sizeHint() const
{
    const QFontMetrics fm(theme::font(theme::TextRole::Caption));
    int width = fm.horizontalAdvance(words_) + 1;
    for (const QString &key : keys_)
        width += theme::keyWidth(key) + 4;
    return {width, fm.height() + 6};
}

void KeyHint::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int x = 0;
    for (const QString &key : std::as_const(keys_)) {
        theme::paintKey(painter, QRectF(x, 0, theme::keyWidth(key), height()), key, theme::color(Token::Tx3),
                        theme::color(Token::Line2));
        x += theme::keyWidth(key) + 4;
    }
    painter.setFont(theme::font(theme::TextRole::Caption));
    painter.setPen(theme::color(Token::Tx3));
    painter.drawText(QRect(x, 0, width() - x, height()), Qt::AlignVCenter | Qt::AlignLeft, words_);
}

} // namespace ruhu::widgets
