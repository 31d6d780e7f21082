// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/segmented.h"

#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QButtonGroup>
#include <QFontMetrics>
#include <QPainter>

namespace ruhu::widgets {

using theme::Token;

namespace {

class SegmentButton : public QAbstractButton
{
public:
    SegmentButton(const QString &text, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(text);
        setCheckable(true);
        setFocusPolicy(Qt::StrongFocus);
        setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        const QFontMetrics fm(theme::font(theme::TextRole::Body, true));
        return {fm.horizontalAdvance(text()) + 25, theme::metrics().control};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const QRect inner = rect().adjusted(0, 1, 0, -1);
        painter.setRenderHint(QPainter::Antialiasing);
        if (isChecked() || (underMouse() && isEnabled())) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme::color(isChecked() ? Token::AcBg : Token::Sunken));
            const bool first = pos().x() <= 1;
            const bool last = geometry().right() >= parentWidget()->width() - 2;
            painter.setClipRect(inner);
            painter.drawRoundedRect(inner.adjusted(first ? 0 : -6, 0, last ? 0 : 6, 0), 5, 5);
            painter.setClipping(false);
        }
        painter.setFont(theme::font(theme::TextRole::Body, isChecked()));
        painter.setPen(theme::color(!isEnabled() ? Token::Tx3 : isChecked() ? Token::Ac : Token::Tx2));
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
};

} // namespace

Segmented::Segmented(const QString &name, QWidget *parent)
    : QWidget(parent)
    , group_(new QButtonGroup(this))
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 0, 1, 0);
    row->setSpacing(0);
    group_->setExclusive(true);
    connect(group_, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        update();
        if (on && !signalsBlocked() && !group_->signalsBlocked())
            Q_EMIT chosen(id);
    });
}

void Segmented::addOption(int id, const QString &text)
{
    auto *button = new SegmentButton(text, this);
    group_->blockSignals(true);
    group_->addButton(button, id);
    if (group_->buttons().size() == 1)
        button->setChecked(true);
    group_->blockSignals(false);
    layout()->addWidget(button);
}

void Segmented::setOptionText(int id, const QString &text)
{
    if (QAbstractButton *button = group_->button(id)) {
        button->setText(text);
        button->updateGeometry();
    }
}

int Segmented::current() const
{
    return group_->checkedId();
}

void Segmented::setCurrent(int id)
{
    if (QAbstractButton *button = group_->button(id)) {
        group_->blockSignals(true);
        button->setChecked(true);
        group_->blockSignals(false);
        update();
    }
}

void Segmented::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    theme::paintBox(painter, rect(), 6, theme::color(Token::Surface), theme::color(Token::Line2));
    const auto buttons = group_->buttons();
    for (qsizetype i = 0; i + 1 < buttons.size(); ++i) {
        const qreal x = buttons[i]->geometry().right() + 1;
        QRectF line = theme::crispRect(painter, QRectF(x - 1, 0, 1, height()));
        line.setWidth(theme::crispWidth(painter));
        painter.fillRect(line, theme::color(Token::Line2));
    }
}

} // namespace ruhu::widgets
