// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/contact.h"

#include <algorithm>

namespace ruhu {

namespace {

bool allDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

} // namespace

bool isMobileNumber(QStringView text)
{
    return text.size() == 11 && allDigits(text) && text[0] == u'1' && text[1] >= u'3';
}

bool isPhoneNumber(QStringView text)
{
    if (isMobileNumber(text))
        return true;
    if (!text.startsWith(u'0'))
        return false;
    const qsizetype dash = text.indexOf(u'-');
    if (dash < 0)
        return allDigits(text) && text.size() >= 10 && text.size() <= 12;
    const QStringView area = text.first(dash);
    const QStringView number = text.sliced(dash + 1);
    return allDigits(area) && allDigits(number) && (area.size() == 3 || area.size() == 4) &&
           (number.size() == 7 || number.size() == 8);
}

bool luhnHolds(QStringView digits)
{
    if (!allDigits(digits))
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        int digit = digits[digits.size() - 1 - i].unicode() - u'0';
        if (i % 2 == 1) {
            digit *= 2;
            if (digit > 9)
                digit -= 9;
        }
        sum += digit;
    }
    return sum % 10 == 0;
}

AccountCheck checkAccountNumber(QStringView text)
{
    if (!allDigits(text) || text.size() < 8 || text.size() > 30)
        return AccountCheck::Implausible;
    return text.size() >= 16 && text.size() <= 19 && luhnHolds(text) ? AccountCheck::Fine : AccountCheck::Doubtful;
}

} // namespace ruhu
