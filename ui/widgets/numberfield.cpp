// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/numberfield.h"

#include "ui/widgets/textfold.h"

namespace ruhu::widgets {

namespace {

constexpr int maxDigits = 15;

struct Shape
{
    bool allowed = true; ///< only characters of a number, in a possible order
    bool complete = false;
    bool negative = false;
    QString digits; ///< before and after the point, without it
    int decimals = 0;
};

Shape shapeOf(const QString &text)
{
    Shape shape;
    bool point = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (c == u'-' && i == 0) {
            shape.negative = true;
        } else if (c == u'.' && !point) {
            point = true;
        } else if (c == u',' && !point && i > 0) {
            continue;
        } else if (c >= u'0' && c <= u'9') {
            shape.digits.append(c);
            shape.decimals += point ? 1 : 0;
        } else {
            shape.allowed = false;
        }
    }
    shape.complete = shape.allowed && !shape.digits.isEmpty();
    return shape;
}

} // namespace

NumberValidator::NumberValidator(int decimals, bool negative, QObject *parent)
    : QValidator(parent)
    , decimals_(decimals)
    , negative_(negative)
{
}

QValidator::State NumberValidator::validate(QString &input, int &) const
{
    input = foldWidth(input, true).remove(u' ');
    const Shape shape = shapeOf(input);
    const bool point = input.contains(u'.');
    if (!shape.allowed || (shape.negative && !negative_) || (point && decimals_ == 0) || shape.decimals > decimals_ ||
        shape.digits.size() > maxDigits)
        return Invalid;
    return shape.complete ? Acceptable : Intermediate;
}

NumberField::NumberField(int decimals, bool negative, QWidget *parent)
    : UnitEdit(parent)
    , decimals_(decimals)
{
    setValidator(new NumberValidator(decimals, negative, this));
    setInputMethodHints(Qt::ImhFormattedNumbersOnly);
    connect(this, &QLineEdit::textEdited, this, [this] { Q_EMIT valueEdited(scaled()); });
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (!isReadOnly() && scaled())
            setScaled(scaled());
    });
}

std::optional<qint64> NumberField::scaled() const
{
    return parse(text(), decimals_);
}

void NumberField::setScaled(std::optional<qint64> value)
{
    const QString shown = value ? format(*value, decimals_) : QString();
    if (shown != text())
        setText(shown);
}

std::optional<qint64> NumberField::parse(const QString &text, int decimals)
{
    Shape shape = shapeOf(foldWidth(text, true).remove(u' '));
    if (!shape.complete || shape.decimals > decimals || shape.digits.size() > maxDigits)
        return std::nullopt;
    shape.digits.append(QString(decimals - shape.decimals, u'0'));
    bool ok = false;
    const qint64 value = shape.digits.toLongLong(&ok);
    if (!ok)
        return std::nullopt;
    return shape.negative ? -value : value;
}

QString NumberField::format(qint64 scaled, int decimals)
{
    const bool negative = scaled < 0;
    QString digits = QString::number(negative ? quint64(-(scaled + 1)) + 1 : quint64(scaled));
    if (digits.size() <= decimals)
        digits.prepend(QString(decimals + 1 - digits.size(), u'0'));
    const QString part = decimals > 0 ? u'.' + digits.right(decimals) : QString();
    digits.chop(decimals);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, u',');
    return (negative ? QStringLiteral("-") : QString()) + digits + part;
}

} // namespace ruhu::widgets
