// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

#include <optional>

namespace ruhu::widgets {

class NumberField;
class Segmented;

/// An amount in yuan; values are integer fen. With periods switched on the person says whether it is per month or per
/// year: switching changes what the number means, never the number itself.
class MoneyField : public QWidget
{
    Q_OBJECT
public:
    enum class Period { Once, Month, Year };

    /// `periods`: show the month/year switch.
    explicit MoneyField(bool periods = false, QWidget *parent = nullptr);

    [[nodiscard]] std::optional<qint64> fen() const;
    void setFen(std::optional<qint64> fen);
    [[nodiscard]] Period period() const { return period_; }
    void setPeriod(Period period);
    /// The line edit, for state, focus and accessible name.
    [[nodiscard]] NumberField *edit() const { return edit_; }

Q_SIGNALS:
    void edited();

private:
    void showUnit();

    Period period_;
    NumberField *edit_;
    Segmented *switch_ = nullptr;
};

} // namespace ruhu::widgets
