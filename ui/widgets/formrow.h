// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/style.h"

#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace ruhu::widgets {

/// One question: label, field, reference column (what the province knows, or what is wrong).
///
/// Columns: 172 | 172 | rest, as in a questionnaire. Stacked: label above, help and problem below, as in small forms.
/// The row keeps the field's accessible name, description and state in step with what it shows.
class FormRow : public QWidget
{
    Q_OBJECT
public:
    enum class Shape { Columns, Stacked };

    /// Takes ownership of `field` and makes it the label's buddy. A field may be any widget, also a group of radios;
    /// wide fields (text, tiles) take field and reference column together with setWideField().
    FormRow(const QString &label, QWidget *field, Shape shape = Shape::Columns, QWidget *parent = nullptr);

    [[nodiscard]] QWidget *field() const { return field_; }
    [[nodiscard]] QString label() const;
    void setLabel(const QString &label);
    /// A required field has a mark after its label.
    void setRequired(bool required);
    /// A second, paler line under the label: "3.2 mu, let to the cooperative".
    void setHint(const QString &hint);
    /// A pale line that helps to fill the field in.
    void setHelp(const QString &help);
    void setWideField(bool wide);

    /// What is wrong, in words, at its place. Error tints the row; Doubt does not. FieldState::Normal clears it.
    void setProblem(theme::FieldState state, const QString &text = {});
    [[nodiscard]] theme::FieldState problem() const { return problem_; }
    /// Up to two repairs beside the problem: the first changes the value, the second is a text button. Empty removes.
    void setRepairs(const QString &first, const QString &second = {});

    enum class Reference { Plain, Agrees, Differs };
    /// What the other source says; an empty text removes it.
    void setReference(Reference kind, const QString &text);
    /// For something below the reference: the reason why it differs. Owned by the row.
    void setReferenceWidget(QWidget *widget);

Q_SIGNALS:
    void repairRequested(int which); ///< 0 or 1

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *entry() const;
    void arrange();
    void describe();

    Shape shape_;
    theme::FieldState problem_ = theme::FieldState::Normal;
    bool wide_ = false;
    QWidget *field_;
    QGridLayout *grid_;
    QVBoxLayout *side_ = nullptr; ///< Shape::Columns: what stands beside the words.
    QLabel *label_;
    QLabel *hint_;
    QLabel *help_;
    class NoteLine *problemLine_;
    class NoteLine *referenceLine_;
    QWidget *repairs_;
    QPushButton *repair_[2];
    QWidget *referenceWidget_ = nullptr;
    QString plainLabel_;
};

} // namespace ruhu::widgets
