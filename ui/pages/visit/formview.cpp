// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/visit/formview.h"

#include "ui/pages/visit/answerfield.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/formrow.h"
#include "ui/widgets/labels.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ruhu::pages {

using forms::NodeId;
using models::FormLine;

FormView::FormView(models::VisitForm &form, QWidget *parent)
    : QWidget(parent)
    , m_form(form)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    connect(&m_form, &models::VisitForm::structureChanged, this, &FormView::rebuild);
    connect(&m_form, &models::VisitForm::linesChanged, this, &FormView::refresh);
    rebuild();
}

void FormView::rebuild()
{
    const NodeId stood = focusedQuestion();
    if (m_rows) {
        m_rows->hide(); // a row may be in the middle of its own signal
        m_rows->deleteLater();
    }
    m_byNode.clear();
    m_order.clear();
    m_rows = new QWidget(this);
    m_rowLayout = new QVBoxLayout(m_rows);
    m_rowLayout->setContentsMargins(0, 0, 0, 0);
    m_rowLayout->setSpacing(0);
    const QList<FormLine> lines = m_form.lines();
    for (const FormLine &line : lines)
        addLine(line);
    m_rowLayout->addStretch(1);
    m_layout->addWidget(m_rows);
    hideEmptyHeadings();
    m_rows->show();
    if (stood != NodeId::None && m_byNode.contains(stood))
        focusQuestion(stood);
}

void FormView::addLine(const FormLine &line)
{
    switch (line.kind) {
    case FormLine::Kind::Heading:
    case FormLine::Kind::Instance: addHeading(line); break;
    case FormLine::Kind::Repeat: addRepeatLine(line); break;
    case FormLine::Kind::Question: addQuestion(line); break;
    }
}

void FormView::addHeading(const FormLine &line)
{
    auto *holder = new QWidget(m_rows);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(16, 10, 16, 4);
    row->addWidget(widgets::makeLabel(line.label, theme::TextRole::Body, theme::Token::Tx, true), 1);
    if (line.canRemove) {
        auto *remove = widgets::makeButton(tr("Remove"), theme::ButtonRole::Text, QStringLiteral("trash"));
        remove->setAccessibleName(tr("Remove %1").arg(line.label));
        connect(remove, &QPushButton::clicked, this, [this, node = line.node] { m_form.removeInstance(node); });
        row->addWidget(remove);
    }
    holder->setVisible(line.relevant);
    holder->setProperty("heading", true);
    holder->setProperty("removable", line.canRemove);
    m_rowLayout->addWidget(holder);
}

void FormView::addRepeatLine(const FormLine &line)
{
    if (!line.canAdd || !line.relevant)
        return;
    auto *holder = new QWidget(m_rows);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(16, 8, 16, 10);
    auto *add = widgets::makeButton(tr("Add: %1").arg(line.label), theme::ButtonRole::Normal, QStringLiteral("plus"));
    connect(add, &QPushButton::clicked, this,
            [this, control = line.control, owner = line.owner] { m_form.addInstance(control, owner); });
    row->addWidget(add);
    row->addStretch(1);
    m_rowLayout->addWidget(holder);
    m_rowLayout->addWidget(widgets::makeHairline(m_rows));
}

void FormView::addQuestion(const FormLine &line)
{
    AnswerField *field = AnswerField::make(line, m_rows);
    auto *row = new widgets::FormRow(line.label, field, widgets::FormRow::Shape::Columns, m_rows);
    row->setWideField(field->isWide());
    row->setContentsMargins(0, 0, 0, 0);
    connect(field, &AnswerField::answered, this,
            [this, node = line.node](const QString &value) { m_form.answer(node, value); });
    connect(field, &AnswerField::photoWanted, this,
            [this, node = line.node](const QString &evidence) { Q_EMIT photoWanted(evidence, node); });
    if (QWidget *target = field->focusTarget())
        target->installEventFilter(this);
    m_rowLayout->addWidget(row);
    m_byNode.insert(line.node, {row, field});
    m_order.append(line.node);
    dress({row, field}, line);
}

void FormView::dress(const Row &row, const FormLine &line) const
{
    row.row->setVisible(line.relevant);
    row.row->setLabel(line.label);
    row.row->setRequired(line.required);
    row.row->setHint(line.hint);
    row.row->setHelp(line.guidance);
    // Radios and check boxes keep their own words: the question's name stands on the group around them.
    row.field->setAccessibleName(line.label);
    if (QWidget *target = row.field->focusTarget(); target && !qobject_cast<QAbstractButton *>(target)) {
        target->setAccessibleName(line.label);
        target->setAccessibleDescription(QStringList{line.unit, line.hint, line.message}.join(QChar(u' ')).trimmed());
    }
    // A required question that nobody has reached yet is no fault; finish() and F8 lead there.
    if (line.validity == forms::Validity::Constraint)
        row.row->setProblem(theme::FieldState::Error,
                            line.message.isEmpty() ? tr("This answer does not fit. Please check it.") : line.message);
    else
        row.row->setProblem(theme::FieldState::Normal);
    if (!m_referenceShown || line.reference.isEmpty())
        row.row->setReference(widgets::FormRow::Reference::Plain, {});
    else if (line.referenceAgrees)
        row.row->setReference(widgets::FormRow::Reference::Agrees, tr("Province %1, the same").arg(line.reference));
    else
        row.row->setReference(widgets::FormRow::Reference::Differs, tr("Province %1, differs").arg(line.reference));
}

void FormView::refresh(const QList<NodeId> &nodes)
{
    for (const NodeId node : nodes) {
        const auto row = m_byNode.constFind(node);
        if (row == m_byNode.constEnd())
            continue;
        const FormLine line = m_form.line(node);
        row->field->show(line);
        dress(*row, line);
    }
    hideEmptyHeadings();
}

/// A heading without a visible question below it says nothing.
void FormView::hideEmptyHeadings()
{
    QWidget *heading = nullptr;
    bool filled = false;
    const auto close = [&] {
        if (heading)
            heading->setVisible(filled || heading->property("removable").toBool());
    };
    for (int i = 0; i < m_rowLayout->count(); ++i) {
        QWidget *widget = m_rowLayout->itemAt(i)->widget();
        if (!widget)
            continue;
        if (widget->property("heading").toBool()) {
            close();
            heading = widget;
            filled = false;
        } else if (qobject_cast<widgets::FormRow *>(widget) && !widget->isHidden()) {
            filled = true;
        }
    }
    close();
}

void FormView::focusQuestion(NodeId node)
{
    if (node == NodeId::None) {
        for (const NodeId candidate : std::as_const(m_order)) {
            const FormLine line = m_form.line(candidate);
            if (line.relevant && line.value.isEmpty() && line.editor != FormLine::Editor::Shown) {
                node = candidate;
                break;
            }
        }
    }
    const auto row = m_byNode.constFind(node);
    if (row == m_byNode.constEnd())
        return;
    if (QWidget *target = row->field->focusTarget())
        target->setFocus(Qt::ShortcutFocusReason);
    Q_EMIT rowFocused(row->row);
}

NodeId FormView::focusedQuestion() const
{
    const QWidget *focus = focusWidget();
    for (auto row = m_byNode.constBegin(); row != m_byNode.constEnd(); ++row)
        if (focus && row->row->isAncestorOf(focus))
            return row.key();
    return NodeId::None;
}

void FormView::commit()
{
    const QList<NodeId> order = m_order; // an answer may rebuild the rows
    for (const NodeId node : order)
        if (AnswerField *field = m_byNode.value(node).field)
            field->commit();
}

void FormView::setReferenceShown(bool shown)
{
    m_referenceShown = shown;
    refresh(m_order);
}

/// In forms Enter goes to the next field; a multi-line field keeps it.
bool FormView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && key->modifiers() == Qt::NoModifier && !qobject_cast<QPlainTextEdit *>(watched) &&
            !qobject_cast<QPushButton *>(watched)) {
            nextField(qobject_cast<QWidget *>(watched));
            return true;
        }
    }
    if (event->type() == QEvent::FocusIn) {
        for (const Row &row : std::as_const(m_byNode))
            if (row.row->isAncestorOf(qobject_cast<QWidget *>(watched)))
                Q_EMIT rowFocused(row.row);
    }
    return QWidget::eventFilter(watched, event);
}

void FormView::nextField(QWidget *from)
{
    const QList<NodeId> order = m_order; // an answer may rebuild the rows
    const auto owner = std::find_if(order.cbegin(), order.cend(),
                                    [&](NodeId node) { return m_byNode.value(node).row->isAncestorOf(from); });
    if (owner == order.cend())
        return;
    m_byNode.value(*owner).field->commit();
    for (auto next = owner + 1; next != order.cend(); ++next) {
        const Row row = m_byNode.value(*next);
        QWidget *target = !row.row || row.row->isHidden() ? nullptr : row.field->focusTarget();
        if (target && m_form.line(*next).editor != FormLine::Editor::Shown) {
            target->setFocus(Qt::TabFocusReason);
            return;
        }
    }
}

} // namespace ruhu::pages
