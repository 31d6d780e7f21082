// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/chip.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

Chip::Chip(const QString &text, Kind kind, QWidget *parent)
    : QAbstractButton(parent)
    , kind_(kind)
{
    setText(text);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setKind(kind);
    connect(this, &QAbstractButton::clicked, this, [this] {
        if (kind_ == Kind::Removable)
            Q_EMIT removed();
    });
}

void Chip::setKind(Kind kind)
{
    kind_ = kind;
    setCheckable(kind == Kind::Toggle);
    setAccessibleDescription(kind == Kind::Removable ? tr("Press to remove this filter")
                             : kind == Kind::Guess   ? tr("Guessed by the system, not verified")
                                                     : QString());
    updateGeometry();
    update();
}

bool Chip::looksOn() const
{
    return kind_ == Kind::Removable || isChecked() || property("active").toBool();
}

QString Chip::leadIcon() const
{
    return kind_ == Kind::Guess ? QStringLiteral("idea") : QString();
}

QString Chip::tailIcon() const
{
    if (kind_ == Kind::Menu)
        return QStringLiteral("chevron-down");
    return kind_ == Kind::Removable ? QStringLiteral("close") : QString();
}

QSize Chip::sizeHint() const
{
    const QFontMetrics fm(theme::font(theme::TextRole::Secondary, true));
    const int icons = (leadIcon().isEmpty() ? 0 : theme::metrics().badgeIcon + 4) +
                      (tailIcon().isEmpty() ? 0 : theme::metrics().badgeIcon + 4);
    return {fm.horizontalAdvance(text()) + icons + 22, theme::metrics().control};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const int height = theme::metrics().chip;
    const QRectF box(0, (rect().height() - height) / 2, rect().width(), height);
    // The focus ring hugs what is painted, not the larger target.
    setProperty("focusRadius", height / 2);
    setProperty("focusInset", (rect().height() - height) / 2);

    const bool on = looksOn();
    const bool hover = isEnabled() && underMouse();
    const Token ink = on ? Token::Ac : Token::Tx2;
    theme::paintBox(painter, box, height / 2.0,
                    theme::color(on      ? Token::AcBg
                                 : hover ? Token::Sunken
                                         : Token::Surface),
                    theme::color(on ? Token::AcLine : Token::Line2), 1, kind_ == Kind::Guess);
    const int icon = theme::metrics().badgeIcon;
    painter.setFont(theme::font(theme::TextRole::Secondary, on));
    const int width = painter.fontMetrics().horizontalAdvance(text());
    const int lead = leadIcon().isEmpty() ? 0 : icon + 4;
    const int tail = tailIcon().isEmpty() ? 0 : icon + 4;
    qreal x = (rect().width() - width - lead - tail) / 2.0;
    const QColor tint = theme::color(isEnabled() ? ink : Token::Tx3);
    if (lead)
        theme::paintIcon(painter, QRectF(x, box.top(), icon, height), leadIcon(), icon, tint);
    x += lead;
    painter.setPen(tint);
    painter.drawText(QRectF(x, box.top(), width + 2, height), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (tail)
        theme::paintIcon(painter, QRectF(x + width + 4, box.top(), icon, height), tailIcon(), icon, tint);
}

void Chip::keyPressEvent(QKeyEvent *event)
{
    if (kind_ == Kind::Removable && (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)) {
        Q_EMIT removed();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
        (kind_ == Kind::Menu && event->key() == Qt::Key_Down)) {
        click();
        return;
    }
    QAbstractButton::keyPressEvent(event);
}

} // namespace ruhu::widgets
