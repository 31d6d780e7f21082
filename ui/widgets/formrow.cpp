// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/formrow.h"

#include "ui/theme/appearance.h"
#include "ui/theme/focusring.h"
#include "ui/theme/paint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noteline.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace ruhu::widgets {

using theme::FieldState;
using theme::Token;

namespace {

constexpr int columnWidth = 172;
constexpr int columnGap = 16;

int scaledColumn()
{
    return theme::textSize() == theme::TextSize::Large ? columnWidth * 5 / 4 : columnWidth;
}

} // namespace

FormRow::FormRow(const QString &label, QWidget *field, Shape shape, QWidget *parent)
    : QWidget(parent)
    , shape_(shape)
    , field_(field)
    , plainLabel_(label)
{
    label_ = makeLabel(label, shape == Shape::Columns ? theme::TextRole::Body : theme::TextRole::Secondary,
                       shape == Shape::Columns ? Token::Tx : Token::Tx2, false, this);
    label_->setWordWrap(true);
    label_->setBuddy(field);
    hint_ = makeParagraph({}, theme::TextRole::Caption, Token::Tx2, this);
    help_ = makeParagraph({}, theme::TextRole::Caption, Token::Tx3, this);
    problemLine_ = new NoteLine(this);
    referenceLine_ = new NoteLine(this);
    hint_->hide();
    help_->hide();

    repairs_ = new QWidget(this);
    auto *repairRow = new QHBoxLayout(repairs_);
    repairRow->setContentsMargins(0, 0, 0, 0);
    repairRow->setSpacing(8);
    for (int i = 0; i < 2; ++i) {
        repair_[i] = makeButton({}, i == 0 ? theme::ButtonRole::Normal : theme::ButtonRole::Text, {}, repairs_);
        theme::setButtonSize(repair_[i], theme::ButtonSize::Small);
        repairRow->addWidget(repair_[i]);
        connect(repair_[i], &QPushButton::clicked, this, [this, i] { Q_EMIT repairRequested(i); });
    }
    repairRow->addStretch(1);
    repairs_->hide();

    grid_ = new QGridLayout(this);
    if (shape_ == Shape::Columns) {
        side_ = new QVBoxLayout; // arrange() gives it to the grid
        side_->setSpacing(4);
    }
    if (entry()->accessibleName().isEmpty())
        entry()->setAccessibleName(label);
    arrange();
}

// Called again when the text size or the width of the field changes.
void FormRow::arrange()
{
    while (QLayoutItem *item = grid_->takeAt(0))
        if (!side_ || item->layout() != side_)
            delete item;
    while (QLayoutItem *item = side_ ? side_->takeAt(0) : nullptr)
        delete item;
    for (int column = 0; column < 3; ++column) {
        grid_->setColumnMinimumWidth(column, 0);
        grid_->setColumnStretch(column, 0);
    }
    if (shape_ == Shape::Stacked) {
        grid_->setContentsMargins(0, 0, 0, 0);
        grid_->setVerticalSpacing(4);
        QWidget *const parts[] = {label_,       hint_,    field_,         help_,
                                  problemLine_, repairs_, referenceLine_, referenceWidget_};
        int row = 0;
        for (QWidget *part : parts)
            if (part)
                grid_->addWidget(part, row++, 0);
        grid_->setRowStretch(row, 1);
        return;
    }
    grid_->setContentsMargins(16, 8, 16, 8);
    grid_->setHorizontalSpacing(columnGap);
    grid_->setVerticalSpacing(0);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addSpacing(5);
    words->addWidget(label_);
    words->addWidget(hint_);
    words->addStretch(1);
    grid_->addLayout(words, 0, 0);
    grid_->setColumnMinimumWidth(0, scaledColumn());
    label_->setMaximumWidth(scaledColumn());
    hint_->setMaximumWidth(scaledColumn());
    QWidget *const besides[] = {problemLine_, repairs_, referenceLine_, referenceWidget_, help_};
    side_->addSpacing(wide_ ? 0 : 6);
    for (QWidget *part : besides)
        if (part)
            side_->addWidget(part);
    side_->addStretch(1);
    if (wide_) {
        grid_->addWidget(field_, 0, 1, 1, 2, Qt::AlignTop);
        grid_->addLayout(side_, 1, 1, 1, 2);
        grid_->setColumnStretch(2, 1);
        field_->setMaximumWidth(QWIDGETSIZE_MAX);
    } else {
        grid_->addWidget(field_, 0, 1, Qt::AlignTop);
        grid_->addLayout(side_, 0, 2);
        grid_->setColumnMinimumWidth(1, scaledColumn());
        grid_->setColumnStretch(2, 1);
        if (theme::isField(field_))
            field_->setFixedWidth(scaledColumn());
    }
}

// What takes the keyboard: the line edit inside a composed field.
QWidget *FormRow::entry() const
{
    return field_->focusProxy() ? field_->focusProxy() : field_;
}

QString FormRow::label() const
{
    return plainLabel_;
}

void FormRow::setLabel(const QString &label)
{
    if (entry()->accessibleName() == plainLabel_)
        entry()->setAccessibleName(label);
    plainLabel_ = label;
    label_->setText(label);
}

void FormRow::setRequired(bool required)
{
    label_->setText(required ? plainLabel_ + QStringLiteral(" *") : plainLabel_);
    label_->setAccessibleName(required ? tr("%1, required").arg(plainLabel_) : QString());
}

void FormRow::setHint(const QString &hint)
{
    hint_->setText(hint);
    hint_->setVisible(!hint.isEmpty());
    describe();
}

void FormRow::setHelp(const QString &help)
{
    help_->setText(help);
    help_->setVisible(!help.isEmpty());
    describe();
}

void FormRow::setWideField(bool wide)
{
    wide_ = wide;
    arrange();
}

void FormRow::setProblem(FieldState state, const QString &text)
{
    problem_ = state == FieldState::ReadOnly ? FieldState::Normal : state;
    if (problem_ == FieldState::Normal) {
        problemLine_->clear();
        setRepairs({});
    } else {
        const bool error = problem_ == FieldState::Error;
        problemLine_->setNote(error ? Token::Bad : Token::Warn,
                              error ? QStringLiteral("error-circle") : QStringLiteral("warning"), text);
    }
    if (theme::fieldState(entry()) != FieldState::ReadOnly)
        theme::setFieldState(entry(), problem_);
    theme::setTextRole(label_, shape_ == Shape::Columns ? theme::TextRole::Body : theme::TextRole::Secondary,
                       problem_ == FieldState::Error && shape_ == Shape::Columns);
    describe();
    update();
}

void FormRow::setRepairs(const QString &first, const QString &second)
{
    repair_[0]->setText(first);
    repair_[0]->setVisible(!first.isEmpty());
    repair_[1]->setText(second);
    repair_[1]->setVisible(!second.isEmpty());
    repairs_->setVisible(!first.isEmpty() || !second.isEmpty());
}

void FormRow::setReference(Reference kind, const QString &text)
{
    switch (kind) {
    case Reference::Agrees: referenceLine_->setNote(Token::Ok, QStringLiteral("check"), text); break;
    case Reference::Differs: referenceLine_->setNote(Token::Warn, QStringLiteral("warning"), text); break;
    case Reference::Plain: referenceLine_->setNote(Token::Tx2, {}, text); break;
    }
    describe();
}

void FormRow::setReferenceWidget(QWidget *widget)
{
    delete referenceWidget_;
    referenceWidget_ = widget;
    arrange();
}

// One sentence after the name: what helps, what the other source says, what is wrong.
void FormRow::describe()
{
    QStringList parts;
    for (const QString &part : {hint_->text(), help_->text(), referenceLine_->text(), problemLine_->text()})
        if (!part.isEmpty())
            parts.append(part);
    entry()->setAccessibleDescription(parts.join(QStringLiteral("; ")));
}

void FormRow::paintEvent(QPaintEvent *)
{
    if (shape_ == Shape::Stacked)
        return;
    QPainter painter(this);
    if (problem_ == FieldState::Error)
        painter.fillRect(rect(), theme::color(Token::BadBg));
    theme::paintHairlineBelow(painter, rect());
}

void FormRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        arrange();
}

} // namespace ruhu::widgets
