// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"

#include <QDialog>

class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ruhu::widgets {
class FormRow;
class NoteLine;
} // namespace ruhu::widgets

namespace ruhu::pages {

/// Why the family applies, in their own words.
class ReasonDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ReasonDialog(const QString &head, QWidget *parent);
    [[nodiscard]] QString reason() const;

private:
    QPlainTextEdit *m_reason;
};

/// Telephone and door hint of a household, to be corrected. Accepted: the correction is stored. A refusal stands at its
/// field and what was typed stays.
class ContactDialog : public QDialog
{
    Q_OBJECT
public:
    ContactDialog(std::shared_ptr<service::Desk> desk, const QString &head, const service::HouseholdContact &seen,
                  QWidget *parent);

private:
    void refresh();
    void keep();
    void refused(const Error &error);

    std::shared_ptr<service::Desk> m_desk;
    service::HouseholdContact m_seen;
    QLineEdit *m_phone;
    QLineEdit *m_doorHint;
    widgets::FormRow *m_phoneRow;
    widgets::FormRow *m_doorHintRow;
    widgets::NoteLine *m_note;
    QPushButton *m_keep;
};

} // namespace ruhu::pages
