// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/widgets/unitedit.h"

#include <QValidator>

#include <optional>

namespace ruhu::widgets {

/// Decimal numbers as Chinese input methods type them: １２３ and 。 are rewritten to half-width while typing. Digits,
/// one point, commas between thousands; a minus only when the lower bound is negative. Bounds are the form's business.
class NumberValidator : public QValidator
{
    Q_OBJECT
public:
    NumberValidator(int decimals, bool negative, QObject *parent = nullptr);
    State validate(QString &input, int &position) const override;

private:
    int decimals_;
    bool negative_;
};

/// A number with a unit. Values are whole counts of the last decimal, so there is no rounding: 12.5 with one decimal is
/// 125. At most 15 digits.
class NumberField : public UnitEdit
{
    Q_OBJECT
public:
    explicit NumberField(int decimals = 0, bool negative = false, QWidget *parent = nullptr);

    /// Nothing when empty or not a number yet ("-", ".").
    [[nodiscard]] std::optional<qint64> scaled() const;
    /// Shows the number with thousands commas; nothing clears the field. Does not emit.
    void setScaled(std::optional<qint64> value);
    [[nodiscard]] int decimals() const { return decimals_; }

    [[nodiscard]] static std::optional<qint64> parse(const QString &text, int decimals);
    [[nodiscard]] static QString format(qint64 scaled, int decimals);

Q_SIGNALS:
    void valueEdited(std::optional<qint64> scaled);

private:
    int decimals_;
};

} // namespace ruhu::widgets
