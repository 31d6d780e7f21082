// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/tileradio.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"

#include <QPainter>
#include <QStyle>
#include <QStyleOptionButton>

namespace ruhu::widgets {

using theme::Token;

namespace {

constexpr int across = 12;
constexpr int above = 7;

QFont headFont(bool on)
{
    return theme::font(theme::TextRole::Body, on);
}

int textWidth(int width)
{
    return std::max(40, width - 2 * across - theme::metrics().indicator - 8);
}

} // namespace

TileRadio::TileRadio(const QString &text, const QString &detail, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(text);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::StrongFocus);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setDetail(detail);
}

void TileRadio::setDetail(const QString &detail)
{
    detail_ = detail;
    setAccessibleDescription(detail);
    updateGeometry();
    update();
}

int TileRadio::heightForWidth(int width) const
{
    const QRect endless(0, 0, textWidth(width), 10000);
    int height = QFontMetrics(headFont(true)).boundingRect(endless, Qt::TextWordWrap, text()).height();
    if (!detail_.isEmpty())
        height += QFontMetrics(theme::font(theme::TextRole::Caption))
                      .boundingRect(endless, Qt::TextWordWrap, detail_)
                      .height();
    return std::max(height + 2 * above, theme::metrics().control);
}

QSize TileRadio::sizeHint() const
{
    const int words = std::max(QFontMetrics(headFont(true)).horizontalAdvance(text()),
                               QFontMetrics(theme::font(theme::TextRole::Caption)).horizontalAdvance(detail_));
    const int width = std::min(words, 300) + 2 * across + theme::metrics().indicator + 10;
    return {width, heightForWidth(width)};
}

QSize TileRadio::minimumSizeHint() const
{
    return {120, heightForWidth(std::max(120, width()))};
}

void TileRadio::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool on = isChecked();
    const bool hover = isEnabled() && underMouse();
    theme::paintBox(painter, rect(), 6,
                    theme::color(on      ? Token::AcBg
                                 : hover ? Token::Win
                                         : Token::Surface),
                    theme::color(on ? Token::Ac : Token::Line2), on ? 2 : 1);
    const int side = theme::metrics().indicator;
    QStyleOptionButton option;
    option.initFrom(this);
    option.state |= on ? QStyle::State_On : QStyle::State_Off;
    const QFontMetrics head(headFont(on));
    option.rect = QRect(across, above + (head.height() - side) / 2 + 1, side, side);
    style()->drawPrimitive(QStyle::PE_IndicatorRadioButton, &option, &painter, this);

    QRect words(across + side + 8, above, textWidth(width()), height() - 2 * above);
    painter.setFont(headFont(on));
    painter.setPen(theme::color(isEnabled() ? Token::Tx : Token::Tx3));
    QRect used;
    painter.drawText(words, Qt::TextWordWrap | Qt::AlignTop, text(), &used);
    words.setTop(used.bottom() + 1);
    painter.setFont(theme::font(theme::TextRole::Caption));
    painter.setPen(theme::color(isEnabled() ? Token::Tx2 : Token::Tx3));
    painter.drawText(words, Qt::TextWordWrap | Qt::AlignTop, detail_);
}

} // namespace ruhu::widgets
