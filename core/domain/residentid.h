// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QDate>
#include <QString>

#include <optional>

namespace ruhu {

/// Why a resident ID number is refused. One each, because the person at the door needs to know which digit to look at.
enum class IdProblem {
    Length,       ///< Not 18 characters.
    Characters,   ///< A letter where a digit belongs (the last place may be X).
    Region,       ///< The first two digits are no province, and not the demo prefix 99.
    BirthDate,    ///< That day does not exist.
    BornInFuture, ///< Born after the reference day.
    TooOld,       ///< More than 130 completed years.
    CheckDigit,   ///< GB 11643-1999: the last character does not fit the others; most often two digits are swapped.
};

/// A valid resident ID number (GB 11643-1999) and what it says. Residence permits of Hong Kong (81), Macao (82) and
/// Taiwan (83) people follow the same rule.
struct ResidentId
{
    QString number; ///< 18 characters, X upper case.
    QDate birth;
    bool male = false; ///< 17th digit odd.
    qint32 region = 0; ///< The six leading digits: where the number was first given, not where the person lives.
};

/// The result of reading an ID number: either `id` or `problem`.
struct ResidentIdReading
{
    std::optional<ResidentId> id;
    std::optional<IdProblem> problem;
};

/// Reads a number as typed (x in either case, surrounding spaces). `today` bounds the birth date.
[[nodiscard]] ResidentIdReading readResidentId(QStringView text, QDate today);

/// The check character of 17 digits; a null QChar for other input.
[[nodiscard]] QChar idCheckCharacter(QStringView first17);

/// The 18-character form of a legacy 15-digit number (century 19, check character computed): for imports only.
/// Empty when `text` is not 15 digits.
[[nodiscard]] QString upgradedLegacyId(QStringView text);

/// The value of `id_no` for somebody without a number yet (a newborn): "T-" and the 32 hexadecimal digits of the member
/// id. Never a made-up number.
[[nodiscard]] QString temporaryId(QStringView memberIdText);
[[nodiscard]] bool isTemporaryId(QStringView text);

/// Completed years (周岁) on a day; -1 when not born yet or a date is invalid. Born on 29 February: one year older on
/// 1 March of common years.
[[nodiscard]] int completedYears(QDate birth, QDate on);

/// A disability card number (残疾人证号): the ID number, the category digit 1-7, the grade digit 1-4.
struct DisabilityCard
{
    ResidentId person;
    int category = 0;
    int grade = 0;
};
/// Nothing when it is not 20 characters, the ID part is not valid or the digits are out of range.
[[nodiscard]] std::optional<DisabilityCard> readDisabilityCard(QStringView text, QDate today);

} // namespace ruhu
