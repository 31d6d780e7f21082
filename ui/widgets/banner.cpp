// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/banner.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/labels.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ruhu::widgets {

using theme::Token;

namespace {

struct Look
{
    Token fill;
    Token line;
    Token ink;
    QString iconName;
};

Look lookOf(Banner::Kind kind)
{
    switch (kind) {
    case Banner::Kind::Error: return {Token::BadBg, Token::BadLine, Token::Bad, QStringLiteral("error-circle")};
    case Banner::Kind::Warning: return {Token::WarnBg, Token::WarnLine, Token::Warn, QStringLiteral("warning")};
    case Banner::Kind::Ok: return {Token::OkBg, Token::OkLine, Token::Ok, QStringLiteral("check-circle")};
    case Banner::Kind::Info: break;
    }
    return {Token::AcBg, Token::AcLine, Token::Ac, QStringLiteral("info")};
}

} // namespace

Banner::Banner(QWidget *parent)
    : QFrame(parent)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 12, 5);
    row->setSpacing(8);
    auto *mark = new IconLabel({}, Token::Ac, 0, this);
    mark->setObjectName(QStringLiteral("mark"));
    row->addWidget(mark);
    lead_ = makeLabel({}, theme::TextRole::Secondary, Token::Tx, true, this);
    row->addWidget(lead_);
    text_ = makeParagraph({}, theme::TextRole::Secondary, Token::Tx, this);
    row->addWidget(text_, 1);
    action_ = makeButton({}, theme::ButtonRole::Normal, {}, this);
    theme::setButtonSize(action_, theme::ButtonSize::Small);
    action_->hide();
    row->addWidget(action_);
    connect(action_, &QPushButton::clicked, this, &Banner::actionTriggered);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMinimumHeight(theme::metrics().control + 8);
    hide();
}

void Banner::setMessage(Kind kind, const QString &text, const QString &lead)
{
    kind_ = kind;
    const Look look = lookOf(kind);
    findChild<IconLabel *>(QStringLiteral("mark"))->setIcon(iconName_.isEmpty() ? look.iconName : iconName_, look.ink);
    lead_->setText(lead);
    lead_->setVisible(!lead.isEmpty());
    text_->setText(text);
    setAccessibleName(Banner::text());
    const bool shownBefore = isVisibleTo(parentWidget());
    show();
    update();
    if (!shownBefore || isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void Banner::setAction(const QString &text, const QString &key)
{
    action_->setText(text);
    theme::setButtonKey(action_, key);
    action_->setVisible(!text.isEmpty());
}

void Banner::setIconName(const QString &iconName)
{
    iconName_ = iconName;
    const Look look = lookOf(kind_);
    findChild<IconLabel *>(QStringLiteral("mark"))->setIcon(iconName.isEmpty() ? look.iconName : iconName, look.ink);
}

void Banner::clear()
{
    hide();
    lead_->clear();
    text_->clear();
    setAccessibleName({});
    setAction({});
}

QString Banner::text() const
{
    return lead_->text().isEmpty() ? text_->text() : lead_->text() + u' ' + text_->text();
}

void Banner::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look look = lookOf(kind_);
    theme::paintBox(painter, rect(), 6, theme::color(look.fill), theme::color(look.line));
}

void Banner::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        setMinimumHeight(theme::metrics().control + 8);
}

} // namespace ruhu::widgets
