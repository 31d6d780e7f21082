// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/visitform.h"

#include <QHash>
#include <QWidget>

class QVBoxLayout;

namespace ruhu::widgets {
class FormRow;
}

namespace ruhu::pages {

class AnswerField;

/// The questions of the current section, one row each, and the buttons of repeats between them. Rows are made once per
/// section and then only refreshed, so that the keyboard focus and half-typed text survive a recomputation.
class FormView : public QWidget
{
    Q_OBJECT
public:
    explicit FormView(models::VisitForm &form, QWidget *parent = nullptr);

    /// Makes the rows of the current section anew.
    void rebuild();
    /// Moves the focus to a question of the current section; None means the first that is empty.
    void focusQuestion(forms::NodeId node);
    [[nodiscard]] forms::NodeId focusedQuestion() const;
    /// Hands on what is being typed: before a section change, lock or finish.
    void commit();
    void setReferenceShown(bool shown);

Q_SIGNALS:
    void photoWanted(const QString &evidence, ruhu::forms::NodeId asked);
    void rowFocused(QWidget *row);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Row
    {
        widgets::FormRow *row = nullptr;
        AnswerField *field = nullptr;
    };
    void addLine(const models::FormLine &line);
    void addRepeatLine(const models::FormLine &line);
    void addHeading(const models::FormLine &line);
    void addQuestion(const models::FormLine &line);
    void refresh(const QList<forms::NodeId> &nodes);
    void dress(const Row &row, const models::FormLine &line) const;
    void hideEmptyHeadings();
    void nextField(QWidget *from);

    models::VisitForm &m_form;
    QVBoxLayout *m_layout;
    QWidget *m_rows = nullptr;
    QVBoxLayout *m_rowLayout = nullptr;
    QHash<forms::NodeId, Row> m_byNode;
    QList<forms::NodeId> m_order;
    bool m_referenceShown = true;
};

} // namespace ruhu::pages
