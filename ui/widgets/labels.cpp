// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/labels.h"

#include "ui/theme/paint.h"
#include "ui/widgets/iconlabel.h"

#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ruhu::widgets {

namespace {

class Hairline : public QWidget
{
public:
    explicit Hairline(QWidget *parent)
        : QWidget(parent)
    {
        setFixedHeight(1);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        theme::paintHairlineBelow(painter, rect());
    }
};

} // namespace

QLabel *makeLabel(const QString &text, theme::TextRole role, theme::Token color, bool bold, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    theme::setTextRole(label, role, bold);
    theme::setTextColor(label, color);
    return label;
}

QLabel *makeParagraph(const QString &text, theme::TextRole role, theme::Token color, QWidget *parent)
{
    QLabel *label = makeLabel(text, role, color, false, parent);
    label->setWordWrap(true);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    label->setSizePolicy(policy);
    return label;
}

QWidget *makeIcon(const QString &iconName, theme::Token color, int size, QWidget *parent)
{
    return new IconLabel(iconName, color, size, parent);
}

QPushButton *makeButton(const QString &text, theme::ButtonRole role, const QString &iconName, QWidget *parent)
{
    auto *button = new QPushButton(text, parent);
    button->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    button->setAutoDefault(false);
    theme::setButtonRole(button, role);
    if (!iconName.isEmpty())
        theme::setButtonIcon(button, iconName);
    return button;
}

QPushButton *makeIconButton(const QString &iconName, const QString &name, const QString &key, QWidget *parent)
{
    QPushButton *button = makeButton({}, theme::ButtonRole::Normal, iconName, parent);
    button->setAccessibleName(name);
    button->setToolTip(key.isEmpty() ? name : QStringLiteral("%1  %2").arg(name, key));
    return button;
}

QWidget *makeHairline(QWidget *parent)
{
    return new Hairline(parent);
}

} // namespace ruhu::widgets
