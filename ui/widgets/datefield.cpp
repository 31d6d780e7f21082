// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/datefield.h"

#include "ui/widgets/textfold.h"

#include <QRegularExpression>

namespace ruhu::widgets {

DateField::DateField(QWidget *parent)
    : UnitEdit(parent)
{
    setPlaceholderText(tr("such as 2026-11-21"));
    connect(this, &QLineEdit::textEdited, this, [this] { Q_EMIT dateEdited(date()); });
    connect(this, &QLineEdit::editingFinished, this, [this] {
        if (!isReadOnly() && date().isValid())
            setDate(date());
    });
}

QDate DateField::date() const
{
    return parse(text());
}

void DateField::setDate(const QDate &date)
{
    setText(date.isValid() ? date.toString(Qt::ISODate) : QString());
}

bool DateField::isUnreadable() const
{
    return !text().trimmed().isEmpty() && !date().isValid();
}

QDate DateField::parse(const QString &text)
{
    // U+5E74 U+6708 U+65E5: the characters for year, month and day.
    static const QRegularExpression spoken(
        QStringLiteral("^(\\d{4})[-./\\x{5e74}](\\d{1,2})[-./\\x{6708}](\\d{1,2})\\x{65e5}?$"));
    static const QRegularExpression packed(QStringLiteral("^(\\d{4})(\\d{2})(\\d{2})$"));
    const QString plain = foldWidth(text, true).remove(u' ');
    for (const QRegularExpression &pattern : {spoken, packed})
        if (const auto match = pattern.match(plain); match.hasMatch())
            return QDate(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
    return {};
}

} // namespace ruhu::widgets
