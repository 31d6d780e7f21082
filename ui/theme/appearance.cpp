// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/appearance.h"

#include "ui/theme/focusring.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QEvent>
#include <QPixmapCache>
#include <QToolTip>
#include <QWidget>

#include <array>

// Resources of a static library are only linked when somebody asks; the macro must stand outside every namespace.
static void initIcons()
{
    Q_INIT_RESOURCE(icons);
}

namespace ruhu::theme {

namespace {

// Like QApplication's palette and font, the appearance is one per process and belongs to the GUI thread.
struct Shown
{
    Scheme scheme = Scheme::Light;
    TextSize size = TextSize::Standard;
} shown;

constexpr Metrics standardMetrics{32, 34, 48, 76, 20, 16, 14, 22, 26, 56, 44, 28, 16};
constexpr Metrics largeMetrics{44, 46, 64, 100, 26, 22, 18, 28, 34, 68, 54, 36, 22};

constexpr auto roleProperty = "ruhuTextRole";
constexpr auto boldProperty = "ruhuTextBold";
constexpr auto colorProperty = "ruhuTextColor";
constexpr auto backgroundProperty = "ruhuBackground";

QPalette paletteFor(Scheme scheme)
{
    const auto c = [scheme](Token token) { return color(token, scheme); };
    QPalette p(c(Token::Tx), c(Token::Surface), c(Token::Line), c(Token::Field), c(Token::Line2), c(Token::Tx),
               c(Token::Surface), c(Token::Surface), c(Token::Win));
    p.setColor(QPalette::AlternateBase, c(Token::Win));
    p.setColor(QPalette::PlaceholderText, c(Token::Tx3));
    p.setColor(QPalette::Highlight, c(Token::Ac));
    p.setColor(QPalette::HighlightedText, c(Token::OnAc));
    p.setColor(QPalette::Link, c(Token::Ac));
    p.setColor(QPalette::LinkVisited, c(Token::Ac));
    p.setColor(QPalette::ToolTipBase, c(Token::Toast));
    p.setColor(QPalette::ToolTipText, c(Token::ToastTx));
    p.setColor(QPalette::Midlight, c(Token::Line));
    p.setColor(QPalette::Shadow, c(Token::Line2));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c(Token::Tx3));
    p.setColor(QPalette::Disabled, QPalette::Base, c(Token::Win));
    return p;
}

void tellEveryWidget()
{
    const auto widgets = QApplication::allWidgets();
    for (QWidget *widget : widgets)
        applyTo(widget);
    // A second round: sizes depend on the fonts of children, which are all in place only now.
    for (QWidget *widget : widgets) {
        QEvent changed(QEvent::StyleChange);
        QApplication::sendEvent(widget, &changed);
        widget->updateGeometry();
        widget->update();
    }
}

} // namespace

void install(QApplication &application)
{
    initIcons();
    QApplication::setStyle(new RuhuStyle);
    application.installEventFilter(new FocusRing(&application));
    setAppearance(shown.scheme, shown.size);
}

void setAppearance(Scheme scheme, TextSize size)
{
    shown = {scheme, size};
    QPixmapCache::clear();
    QApplication::setPalette(paletteFor(scheme));
    QToolTip::setPalette(paletteFor(scheme));
    QApplication::setFont(font(TextRole::Body));
    QToolTip::setFont(font(TextRole::Secondary));
    tellEveryWidget();
}

Scheme scheme()
{
    return shown.scheme;
}

TextSize textSize()
{
    return shown.size;
}

const Metrics &metrics(TextSize size)
{
    return size == TextSize::Large ? largeMetrics : standardMetrics;
}

const Metrics &metrics()
{
    return metrics(shown.size);
}

int pixelSize(TextRole role, TextSize size)
{
    static constexpr std::array<std::array<int, 2>, 6> sizes{
        {{12, 15}, {13, 17}, {14, 18}, {16, 20}, {20, 25}, {24, 30}}};
    return sizes[std::size_t(role)][size == TextSize::Large ? 1 : 0];
}

QFont font(TextRole role, bool bold)
{
    QFont f;
    f.setFamilies({QStringLiteral("Microsoft YaHei UI"), QStringLiteral("Noto Sans CJK SC"),
                   QStringLiteral("Source Han Sans SC")});
    f.setPixelSize(pixelSize(role, shown.size));
    f.setWeight(bold ? QFont::Bold : QFont::Normal);
    f.setHintingPreference(QFont::PreferNoHinting); // the same widths at 100, 125 and 150 %
    return f;
}

void setTextRole(QWidget *widget, TextRole role, bool bold)
{
    widget->setProperty(roleProperty, int(role));
    widget->setProperty(boldProperty, bold);
    applyTo(widget);
}

void setTextColor(QWidget *widget, Token token)
{
    widget->setProperty(colorProperty, int(token));
    widget->setForegroundRole(QPalette::WindowText); // inside a field Qt would take Text
    applyTo(widget);
}

void setBackground(QWidget *widget, Token token)
{
    widget->setProperty(backgroundProperty, int(token));
    widget->setAutoFillBackground(true);
    applyTo(widget);
}

void applyTo(QWidget *widget)
{
    if (const QVariant role = widget->property(roleProperty); role.isValid())
        widget->setFont(font(TextRole(role.toInt()), widget->property(boldProperty).toBool()));

    const QVariant text = widget->property(colorProperty);
    const QVariant background = widget->property(backgroundProperty);
    const bool view = qobject_cast<QAbstractItemView *>(widget) != nullptr;
    if (!text.isValid() && !background.isValid() && !view)
        return;
    QPalette p = QApplication::palette(); // colours are ours alone: nothing is inherited from a parent
    if (text.isValid()) {
        p.setColor(QPalette::Active, QPalette::WindowText, color(Token(text.toInt())));
        p.setColor(QPalette::Inactive, QPalette::WindowText, color(Token(text.toInt())));
    }
    if (background.isValid())
        p.setColor(QPalette::Window, color(Token(background.toInt())));
    if (view) { // selected rows are tinted, not filled
        p.setColor(QPalette::Highlight, color(Token::AcBg));
        p.setColor(QPalette::HighlightedText, color(Token::Tx));
    }
    widget->setPalette(p);
}

} // namespace ruhu::theme
