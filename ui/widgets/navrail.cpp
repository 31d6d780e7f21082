// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/navrail.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/avatar.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

class RailButton : public QAbstractButton
{
public:
    RailButton(const QString &entryId, const QString &iconName, const QString &text, QWidget *parent)
        : QAbstractButton(parent)
        , id(entryId)
        , iconName_(iconName)
    {
        setText(text);
        setCheckable(true);
        setAutoExclusive(true);
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        setProperty("focusRadius", 6);
    }

    // Below 700 px of height the rail closes up a little, so that all ten entries stay on the screen.
    QSize sizeHint() const override
    {
        const bool large = theme::textSize() == theme::TextSize::Large;
        const bool tight = window()->height() < 700;
        return {theme::metrics().rail - 12, large ? (tight ? 54 : 60) : (tight ? 46 : 54)};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

    void setBadge(int count, NavRail::BadgeMeaning meaning, const QString &words)
    {
        count_ = count;
        meaning_ = meaning;
        setAccessibleDescription(words);
        update();
    }

    const QString id;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const bool on = isChecked();
        if (on || (underMouse() && isEnabled()))
            theme::paintBox(painter, rect(), 8, theme::color(on ? Token::AcBg : Token::Sunken), {});
        const QColor ink = theme::color(on ? Token::Ac : Token::Tx2);
        const int icon = theme::metrics().icon;
        const QFont face = theme::font(theme::TextRole::Secondary, on);
        const int words = QFontMetrics(face).height();
        const int top = (height() - icon - words) / 2;
        theme::paintIcon(painter, QRectF(0, top, width(), icon), iconName_, icon, ink);
        painter.setFont(face);
        painter.setPen(ink);
        painter.drawText(QRect(0, top + icon + 1, width(), words), Qt::AlignCenter, text());
        if (count_ > 0)
            paintBadge(painter, top);
    }

private:
    void paintBadge(QPainter &painter, int top) const
    {
        const QString number = count_ > 99 ? QStringLiteral("99+") : QString::number(count_);
        painter.setFont(theme::font(theme::TextRole::Caption, true));
        const int side = theme::textSize() == theme::TextSize::Large ? 21 : 18;
        const int width = std::max(side, painter.fontMetrics().horizontalAdvance(number) + 10);
        const QRectF box(std::min(rect().center().x() + 9, rect().right() - width + 1), std::max(0, top - 8), width,
                         side);
        const bool forYou = meaning_ == NavRail::BadgeMeaning::ForYou;
        theme::paintBox(painter, box, side / 2.0, theme::color(forYou ? Token::Bad : Token::Tx3), {});
        painter.setPen(theme::color(Token::Surface));
        painter.drawText(box, Qt::AlignCenter, number);
    }

    QString iconName_;
    int count_ = 0;
    NavRail::BadgeMeaning meaning_ = NavRail::BadgeMeaning::Information;
};

class PersonButton : public QAbstractButton
{
public:
    explicit PersonButton(QWidget *parent)
        : QAbstractButton(parent)
    {
        setFocusPolicy(Qt::TabFocus);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setProperty("focusRadius", 8);
        connect(this, &QAbstractButton::clicked, this, [this] {
            if (menu)
                menu->popup(mapToGlobal(QPoint(width() + 4, 0)));
        });
    }
    QSize sizeHint() const override
    {
        const int side = std::max(theme::metrics().control, 36);
        return {side, side};
    }
    QMenu *menu = nullptr;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Avatar::paint(painter, rect(), text());
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
};

NavRail::NavRail(QWidget *parent)
    : QWidget(parent)
    , group_(new QButtonGroup(this))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    setAccessibleName(tr("Pages"));
    layout_ = new QVBoxLayout(this);
    layout_->setContentsMargins(6, 10, 7, 8);
    layout_->setSpacing(2);
    person_ = new PersonButton(this);
    layout_->addWidget(person_, 0, Qt::AlignHCenter);
    layout_->addSpacing(8);
    group_->setExclusive(true);
    connect(group_, &QButtonGroup::buttonClicked, this,
            [this](QAbstractButton *button) { Q_EMIT activated(static_cast<RailButton *>(button)->id); });
}

void NavRail::setPerson(const QString &name, const QString &accessibleName)
{
    person_->setText(name);
    person_->setAccessibleName(accessibleName);
    person_->setToolTip(accessibleName);
    person_->update();
}

void NavRail::setPersonMenu(QMenu *menu)
{
    person_->menu = menu;
}

void NavRail::addEntry(const QString &id, const QString &iconName, const QString &text, const QString &key)
{
    auto *button = new RailButton(id, iconName, text, this);
    button->setToolTip(key.isEmpty() ? text : QStringLiteral("%1  %2").arg(text, key));
    group_->addButton(button);
    layout_->addWidget(button);
}

void NavRail::addGap()
{
    layout_->addStretch(1);
}

RailButton *NavRail::entry(const QString &id) const
{
    const auto buttons = group_->buttons();
    for (QAbstractButton *button : buttons)
        if (static_cast<RailButton *>(button)->id == id)
            return static_cast<RailButton *>(button);
    return nullptr;
}

void NavRail::setEntryVisible(const QString &id, bool visible)
{
    if (RailButton *button = entry(id))
        button->setVisible(visible);
}

void NavRail::setEntryText(const QString &id, const QString &text)
{
    if (RailButton *button = entry(id))
        button->setText(text);
}

void NavRail::setBadge(const QString &id, int count, BadgeMeaning meaning, const QString &words)
{
    if (RailButton *button = entry(id))
        button->setBadge(count, meaning, words);
}

void NavRail::setCurrent(const QString &id)
{
    if (RailButton *button = entry(id))
        button->setChecked(true);
    update();
}

QString NavRail::current() const
{
    const auto *button = static_cast<const RailButton *>(group_->checkedButton());
    return button ? button->id : QString();
}

QSize NavRail::sizeHint() const
{
    return {theme::metrics().rail, QWidget::sizeHint().height()};
}

QSize NavRail::minimumSizeHint() const
{
    return {theme::metrics().rail, 200};
}

void NavRail::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(Token::Win));
    theme::paintHairlineRight(painter, rect());
    if (const QAbstractButton *button = group_->checkedButton(); button && button->isVisible()) {
        const QRect at = button->geometry();
        QPainterPath bar;
        bar.addRoundedRect(QRectF(-2, at.top() + 12, 5, at.height() - 24), 2, 2);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.fillPath(bar, theme::color(Token::Ac));
    }
}

void NavRail::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
}

} // namespace ruhu::widgets
