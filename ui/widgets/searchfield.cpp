// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/searchfield.h"

#include "ui/theme/appearance.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/textfold.h"

#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ruhu::widgets {

using theme::Token;

SearchField::SearchField(const QString &placeholder, QWidget *parent)
    : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    count_ = makeLabel({}, theme::TextRole::Secondary, Token::Tx3, false, this);
    count_->setAttribute(Qt::WA_TransparentForMouseEvents);
    clear_ = makeIconButton(QStringLiteral("close"), tr("Clear the search"), tr("Esc"), this);
    theme::setButtonRole(clear_, theme::ButtonRole::Text);
    clear_->setCursor(Qt::ArrowCursor);
    clear_->setFocusPolicy(Qt::NoFocus); // Esc does the same
    clear_->hide();
    connect(clear_, &QPushButton::clicked, this, [this] {
        clear();
        Q_EMIT searched({});
    });
    connect(this, &QLineEdit::textEdited, this, [this] { Q_EMIT searched(query()); });
    connect(this, &QLineEdit::textChanged, this, [this] { placeParts(); });
}

void SearchField::setCountText(const QString &text)
{
    count_->setText(text);
    setAccessibleDescription(text);
    placeParts();
}

void SearchField::setKeyHint(const QString &key)
{
    key_ = key;
    placeParts();
    update();
}

QString SearchField::query() const
{
    return foldWidth(text()).trimmed();
}

void SearchField::placeParts()
{
    const bool filled = !text().isEmpty();
    clear_->setVisible(filled);
    count_->setVisible(filled && !count_->text().isEmpty());
    int right = width() - 4;
    if (filled) {
        const int side = height() - 6;
        right -= side;
        clear_->setGeometry(right, 3, side, side);
        if (!count_->text().isEmpty()) {
            const QSize size = count_->sizeHint();
            right -= size.width() + 4;
            count_->setGeometry(right, (height() - size.height()) / 2, size.width(), size.height());
        }
    } else {
        right -= key_.isEmpty() ? 0 : theme::keyWidth(key_) + 10;
    }
    setTextMargins(theme::metrics().smallIcon + 8, 0, std::max(0, width() - right - 4), 0);
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        Q_EMIT searched({});
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    const int icon = theme::metrics().smallIcon;
    theme::paintIcon(painter, QRectF(11, 0, icon, height()), QStringLiteral("search"), icon, theme::color(Token::Tx2));
    if (text().isEmpty() && !key_.isEmpty())
        theme::paintKey(painter, QRectF(width() - theme::keyWidth(key_) - 10, 0, 0, height()), key_,
                        theme::color(Token::Tx3), theme::color(Token::Line2));
}

void SearchField::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    placeParts();
}

void SearchField::changeEvent(QEvent *event)
{
    QLineEdit::changeEvent(event);
    if (clear_ && event->type() == QEvent::StyleChange)
        placeParts();
}

} // namespace ruhu::widgets
