// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/visitform.h"

#include <QWidget>

namespace ruhu::pages {

/// The editor of one question. What a person does becomes answered(value) in the form's own notation: numbers with a
/// point, dates ISO, choices by code, space-separated. Typing is handed on after a short pause and when the field is
/// left, never while an input method composes.
class AnswerField : public QWidget
{
    Q_OBJECT
public:
    /// The right editor for the line; owned by the caller's layout.
    static AnswerField *make(const models::FormLine &line, QWidget *parent);

    /// Shows a value that came from elsewhere. A field that is being typed into keeps its text.
    virtual void show(const models::FormLine &line) = 0;
    /// The widget that takes focus, name and error state.
    [[nodiscard]] virtual QWidget *focusTarget() = 0;
    /// Wide editors take the reference column too.
    [[nodiscard]] virtual bool isWide() const { return false; }
    /// Hands on what was typed but not yet answered.
    virtual void commit() {}

Q_SIGNALS:
    void answered(const QString &value);
    /// Photo questions only.
    void photoWanted(const QString &evidence);

protected:
    using QWidget::QWidget;
};

} // namespace ruhu::pages
