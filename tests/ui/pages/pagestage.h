// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"

#include <QtTest>
#include <QtWidgets>

namespace ruhu::tests {

/// The program's look and its Chinese words, as main() sets them up.
inline void setTheStage()
{
    theme::install(*qApp);
    QLocale::setDefault(QLocale(QLocale::Chinese, QLocale::China));
    const auto files = QDir(QStringLiteral(RUHU_QM_FOLDER)).entryInfoList({QStringLiteral("*.qm")});
    for (const QFileInfo &file : files) {
        auto *words = new QTranslator(qApp);
        if (words->load(file.absoluteFilePath()))
            QCoreApplication::installTranslator(words);
    }
}

/// Shows a page at a size and, when RUHU_PICTURES names a folder, keeps a picture of it.
inline bool showAt(QWidget &page, const QSize &size, const QString &name)
{
    page.resize(size);
    page.show();
    if (!QTest::qWaitForWindowExposed(&page))
        return false;
    page.resize(size);
    for (int i = 0; i < 4; ++i)
        QCoreApplication::processEvents();
    const QPixmap picture = page.grab();
    if (const QString folder = qEnvironmentVariable("RUHU_PICTURES"); !folder.isEmpty())
        return picture.save(folder + u'/' + name + QStringLiteral(".png"));
    return !picture.isNull();
}

/// The first thing that breaks a promise of the design on this page: a control without a name, a target that is too
/// small, words that are cut. Empty when all is well.
inline QString firstFlaw(const QWidget &page)
{
    const auto widgets = page.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisibleTo(&page))
            continue;
        const QString what = QLatin1String(widget->metaObject()->className()) + u' ' + widget->accessibleName() + u' ' +
                             widget->property("text").toString() +
                             QStringLiteral(" %1x%2 of %3x%4")
                                 .arg(widget->width())
                                 .arg(widget->height())
                                 .arg(widget->sizeHint().width())
                                 .arg(widget->sizeHint().height());
        const bool strip =
            widget->parentWidget() &&
            QLatin1String(widget->parentWidget()->metaObject()->className()).contains(QLatin1String("StatusStrip"));
        if ((widget->focusPolicy() & Qt::TabFocus) && !widget->inherits("QFocusFrame") && !strip) {
            QAccessibleInterface *access = QAccessible::queryAccessibleInterface(widget);
            if (!access || access->text(QAccessible::Name).isEmpty())
                return QStringLiteral("no name: ") + what;
            if (widget->height() < theme::metrics().control || widget->width() < theme::metrics().control)
                return QStringLiteral("too small: ") + what;
        }
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (!label || label->text().isEmpty() || label->inherits("ruhu::widgets::ElidedLabel"))
            continue;
        if (label->height() < (label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height()))
            return QStringLiteral("cut: ") + what;
        if (!label->wordWrap() && label->width() < label->sizeHint().width())
            return QStringLiteral("cut: ") + what;
    }
    return {};
}

struct Appearance
{
    const char *name;
    theme::Scheme scheme;
    theme::TextSize size;
    QSize window;
};
inline const Appearance appearances[] = {
    {"light", theme::Scheme::Light, theme::TextSize::Standard, {1366, 738}},
    {"small", theme::Scheme::Light, theme::TextSize::Standard, {1280, 640}},
    {"dark", theme::Scheme::Dark, theme::TextSize::Standard, {1366, 738}},
    {"large", theme::Scheme::Light, theme::TextSize::Large, {1366, 738}},
    {"large-small", theme::Scheme::Light, theme::TextSize::Large, {1280, 640}},
};

} // namespace ruhu::tests
