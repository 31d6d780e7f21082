// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/residentid.h"

#include <algorithm>
#include <array>

namespace ruhu {

namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool allDigits(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

/// Provinces of GB/T 2260, permits of Hong Kong, Macao and Taiwan people, and 99 for demonstration data.
bool knownProvince(int code)
{
    constexpr std::array known = {11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44,
                                  45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91, 99};
    return std::find(known.begin(), known.end(), code) != known.end();
}

ResidentIdReading refuse(IdProblem problem)
{
    return {std::nullopt, problem};
}

} // namespace

QChar idCheckCharacter(QStringView first17)
{
    constexpr std::array weights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    constexpr QStringView characters = u"10X98765432";
    if (first17.size() != 17 || !allDigits(first17))
        return {};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i)
        sum += (first17[qsizetype(i)].unicode() - u'0') * weights[i];
    return characters[sum % 11];
}

ResidentIdReading readResidentId(QStringView text, QDate today)
{
    const QString number = text.trimmed().toString().toUpper();
    if (number.size() != 18)
        return refuse(IdProblem::Length);
    const QStringView view(number);
    if (!allDigits(view.first(17)) || (!isDigit(view.last(1)[0]) && view.last(1)[0] != u'X'))
        return refuse(IdProblem::Characters);
    if (!knownProvince(view.first(2).toInt()))
        return refuse(IdProblem::Region);
    const QDate birth(view.sliced(6, 4).toInt(), view.sliced(10, 2).toInt(), view.sliced(12, 2).toInt());
    if (!birth.isValid())
        return refuse(IdProblem::BirthDate);
    if (birth > today)
        return refuse(IdProblem::BornInFuture);
    if (completedYears(birth, today) > 130)
        return refuse(IdProblem::TooOld);
    if (idCheckCharacter(view.first(17)) != view.last(1)[0])
        return refuse(IdProblem::CheckDigit);

    ResidentId id;
    id.number = number;
    id.birth = birth;
    id.male = (number[16].unicode() - u'0') % 2 == 1;
    id.region = view.first(6).toInt();
    return {id, std::nullopt};
}

QString upgradedLegacyId(QStringView text)
{
    const QStringView digits = text.trimmed();
    if (digits.size() != 15 || !allDigits(digits))
        return {};
    const QString first17 = digits.first(6).toString() + QStringLiteral("19") + digits.sliced(6).toString();
    return first17 + idCheckCharacter(first17);
}

QString temporaryId(QStringView memberIdText)
{
    return QStringLiteral("T-") + memberIdText.toString();
}

bool isTemporaryId(QStringView text)
{
    return text.startsWith(QStringLiteral("T-")) && text.size() == 34;
}

int completedYears(QDate birth, QDate on)
{
    if (!birth.isValid() || !on.isValid() || on < birth)
        return -1;
    const bool beforeBirthday = on.month() < birth.month() || (on.month() == birth.month() && on.day() < birth.day());
    return on.year() - birth.year() - (beforeBirthday ? 1 : 0);
}

std::optional<DisabilityCard> readDisabilityCard(QStringView text, QDate today)
{
    const QStringView number = text.trimmed();
    if (number.size() != 20)
        return std::nullopt;
    const ResidentIdReading person = readResidentId(number.first(18), today);
    const QChar category = number[18];
    const QChar grade = number[19];
    if (!person.id || category < u'1' || category > u'7' || grade < u'1' || grade > u'4')
        return std::nullopt;
    return DisabilityCard{*person.id, category.unicode() - u'0', grade.unicode() - u'0'};
}

} // namespace ruhu
