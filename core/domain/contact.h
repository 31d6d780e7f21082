// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>

namespace ruhu {

/// A mobile number of the mainland: 11 digits, 1 then 3-9.
[[nodiscard]] bool isMobileNumber(QStringView text);

/// A mobile number or a landline: area code 0xx or 0xxx, 7 or 8 digits, with or without a dash.
[[nodiscard]] bool isPhoneNumber(QStringView text);

/// What is to be said about a bank account number. Passbooks have no check digit, so only Implausible may stop anybody.
enum class AccountCheck {
    Fine,        ///< A card number of 16-19 digits with a good check digit.
    Doubtful,    ///< 8-30 digits, no card number: a passbook, or a typing slip. Warn, let pass.
    Implausible, ///< Letters, or too short or long for any account.
};
[[nodiscard]] AccountCheck checkAccountNumber(QStringView text);

/// ISO/IEC 7812 check of a card number; spaces are not allowed here.
[[nodiscard]] bool luhnHolds(QStringView digits);

} // namespace ruhu
