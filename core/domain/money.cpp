// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/money.h"

namespace ruhu {

namespace {

QString text(Fen amount, bool thousands)
{
    const bool negative = amount.value < 0;
    const quint64 size = negative ? quint64(0) - quint64(amount.value) : quint64(amount.value);
    QString whole = QString::number(size / 100);
    if (thousands) {
        for (qsizetype i = whole.size() - 3; i > 0; i -= 3)
            whole.insert(i, u',');
    }
    const QString fraction = QString::number(size % 100).rightJustified(2, u'0');
    return (negative ? QStringLiteral("-") : QString()) + whole + u'.' + fraction;
}

} // namespace

QString yuanText(Fen amount)
{
    return text(amount, true);
}

QString plainYuanText(Fen amount)
{
    return text(amount, false);
}

std::optional<Fen> parseYuan(QStringView input)
{
    QStringView rest = input.trimmed();
    const bool negative = rest.startsWith(u'-');
    if (negative)
        rest = rest.sliced(1);
    const qsizetype dot = rest.indexOf(u'.');
    const QStringView whole = dot < 0 ? rest : rest.first(dot);
    const QStringView fraction = dot < 0 ? QStringView() : rest.sliced(dot + 1);
    if (whole.isEmpty() || (dot >= 0 && fraction.isEmpty()) || fraction.size() > 2)
        return std::nullopt;

    qint64 value = 0;
    const auto take = [&value](QChar c) {
        if (c < u'0' || c > u'9')
            return false;
        value = value * 10 + (c.unicode() - u'0');
        return value <= largestAmount.value;
    };
    const bool grouped = whole.contains(u',');
    if (grouped && whole.size() % 4 == 0)
        return std::nullopt; // four digits before the first separator
    for (qsizetype i = 0; i < whole.size(); ++i) {
        // A separator only where one belongs: "1,23" is more likely a slip than 123.
        const bool separatorPlace = grouped && i > 0 && (whole.size() - i) % 4 == 0;
        if (separatorPlace != (whole[i] == u','))
            return std::nullopt;
        if (!separatorPlace && !take(whole[i]))
            return std::nullopt;
    }
    for (qsizetype i = 0; i < 2; ++i) {
        if (!take(i < fraction.size() ? fraction[i] : QChar(u'0')))
            return std::nullopt;
    }
    return Fen{negative ? -value : value};
}

} // namespace ruhu
