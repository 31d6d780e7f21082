// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/theme/style.h"
#include "ui/theme/stylepainters.h"

#include <QFocusFrame>
#include <QFontMetrics>
#include <QPainterPath>
#include <QWidget>

namespace ruhu::theme {

namespace {

struct ButtonLook
{
    QString role;
    QString size;
    QString iconName;
    QString key;
    bool iconAfter = false;
    bool onToast = false;

    explicit ButtonLook(const QWidget *widget)
    {
        if (!widget)
            return;
        role = widget->property("role").toString();
        size = widget->property("size").toString();
        iconName = widget->property("iconName").toString();
        key = widget->property("key").toString();
        iconAfter = widget->property("iconAfter").toBool();
        onToast = widget->property("onToast").toBool();
    }
    bool primary() const { return role == QLatin1String("pri"); }
    bool text() const { return role == QLatin1String("text"); }
    bool danger() const { return role == QLatin1String("danger"); }
    bool small() const { return size == QLatin1String("sm"); }
    bool large() const { return size == QLatin1String("lg"); }

    int padding() const { return text() ? 8 : small() ? 10 : large() ? 20 : 12; }
    QFont face(bool enabled) const
    {
        return font(large()   ? TextRole::Section
                    : small() ? TextRole::Secondary
                              : TextRole::Body,
                    (primary() && enabled) || onToast);
    }
};

QColor buttonTextColor(const ButtonLook &look, bool enabled)
{
    if (!enabled)
        return color(Token::Tx3);
    if (look.onToast)
        return color(Token::ToastAc);
    if (look.primary())
        return color(Token::OnAc);
    if (look.danger())
        return color(Token::Bad);
    return color(look.text() ? Token::Ac : Token::Tx);
}

// "&Open" names a key; the key works without being drawn. "&&" is a real ampersand.
QString withoutMnemonic(const QString &text)
{
    QString shown;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'&' && ++i == text.size())
            break;
        shown.append(text[i]);
    }
    return shown;
}

} // namespace

void paintButtonBevel(QPainter &painter, const QStyleOption &option, const QWidget *widget)
{
    const ButtonLook look(widget);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool down = option.state & (QStyle::State_Sunken | QStyle::State_On);
    const bool hover = enabled && (option.state & QStyle::State_MouseOver);
    // A small button is painted 4 px lower than its target, which stays as large as any other.
    const QRectF box = look.small() ? QRectF(option.rect).adjusted(0, 2, 0, -2) : QRectF(option.rect);

    QColor fill;
    QColor border;
    if (look.text()) {
        if ((hover || down) && !look.onToast)
            fill = color(Token::Sunken);
    } else if (!enabled) {
        fill = color(Token::Sunken);
        border = color(Token::Line);
    } else if (look.primary()) {
        fill = color(down ? Token::AcP : hover ? Token::AcH : Token::Ac);
    } else {
        fill = color(hover || down ? Token::Sunken : Token::Surface);
        border = color(look.danger() ? Token::BadLine : down ? Token::Field : Token::Line2);
    }
    paintBox(painter, box, 6, fill, border);
}

void paintButtonLabel(QPainter &painter, const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonLook look(widget);
    const bool enabled = option.state & QStyle::State_Enabled;
    const QColor tint = buttonTextColor(look, enabled);
    const QFont face = look.face(enabled);
    const QFontMetrics fm(face);
    const int iconSize = look.iconName.isEmpty() ? 0 : metrics().smallIcon;
    const int key = keyWidth(look.key);
    const int gaps = (iconSize && !option.text.isEmpty() ? 6 : 0) + (key ? 8 : 0);
    const int room = option.rect.width() - 2 * (option.text.isEmpty() ? 0 : 4) - iconSize - key - gaps;
    const QString words = fm.elidedText(withoutMnemonic(option.text), Qt::ElideRight, room);
    const int textWidth = fm.horizontalAdvance(words);

    qreal x = option.rect.center().x() + 0.5 - (iconSize + textWidth + key + gaps) / 2.0;
    const auto slot = [&](qreal width) {
        const QRectF r(x, option.rect.top(), width, option.rect.height());
        x += width;
        return r;
    };
    const auto paintTheIcon = [&] { paintIcon(painter, slot(iconSize), look.iconName, iconSize, tint); };
    if (iconSize && !look.iconAfter) {
        paintTheIcon();
        x += textWidth ? 6 : 0;
    }
    painter.setFont(face);
    painter.setPen(tint);
    painter.drawText(slot(textWidth + 1), Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, words);
    if (iconSize && look.iconAfter) {
        x += textWidth ? 5 : 0;
        paintTheIcon();
    }
    if (key) {
        x += 7;
        const Token border = look.primary() ? Token::AcLine : Token::Line2;
        paintKey(painter, slot(key), look.key, look.primary() && enabled ? tint : color(Token::Tx3), color(border));
    }
}

QSize buttonSize(const QStyleOptionButton &option, const QWidget *widget)
{
    const ButtonLook look(widget);
    const Metrics &m = metrics();
    const int height = look.large() ? m.control + 8 : m.control;
    const int iconSize = look.iconName.isEmpty() ? 0 : m.smallIcon;
    if (option.text.isEmpty())
        return {height, height};
    // Bold or not, a button keeps its width when it is switched on or off.
    const QFontMetrics fm(look.face(true));
    const int key = keyWidth(look.key);
    const int width = fm.horizontalAdvance(withoutMnemonic(option.text)) + 1 + (iconSize ? iconSize + 6 : 0) +
                      (key ? key + 8 : 0) + 2 * look.padding();
    return {std::max(width, height), height};
}

void paintFocusFrame(QPainter &painter, const QStyleOption &option, const QWidget *frame)
{
    const auto *focusFrame = qobject_cast<const QFocusFrame *>(frame);
    const QWidget *target = focusFrame ? focusFrame->widget() : nullptr;
    if (!target)
        return;
    const QVariant wanted = target->property("focusRadius");
    const qreal radius = wanted.isValid() ? wanted.toInt() : 6;
    // The frame is 4 px larger than its widget on every side.
    if (isField(target)) {
        const bool error = fieldState(target) == FieldState::Error;
        const bool doubt = fieldState(target) == FieldState::Doubt;
        const Token halo = error ? Token::BadLine : doubt ? Token::WarnLine : Token::AcLine;
        paintBox(painter, QRectF(option.rect).adjusted(2, 2, -2, -2), radius + 1, {}, color(halo), 2);
        return;
    }
    const int inset = target->property("size").toString() == QLatin1String("sm") ? 2 : 0;
    const QMargins painted =
        target->property("focusInset").isValid()
            ? QMargins(0, target->property("focusInset").toInt(), 0, target->property("focusInset").toInt())
            : QMargins(0, inset, 0, inset);
    paintBox(painter, QRectF(option.rect.marginsRemoved(painted)), radius + 3, {}, color(Token::Ac), 2);
}

} // namespace ruhu::theme
