// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/widgets/unitedit.h"

#include <QDate>

namespace ruhu::widgets {

/// A day, typed: 2026-11-21, 2026.11.21, 20261121 or with the characters for year, month and day; full-width too.
class DateField : public UnitEdit
{
    Q_OBJECT
public:
    explicit DateField(QWidget *parent = nullptr);
    /// Invalid when empty or no date.
    [[nodiscard]] QDate date() const;
    void setDate(const QDate &date);
    [[nodiscard]] bool isUnreadable() const; ///< something is typed and it is no day of the calendar
    [[nodiscard]] static QDate parse(const QString &text);

Q_SIGNALS:
    void dateEdited(const QDate &date);
};

} // namespace ruhu::widgets
