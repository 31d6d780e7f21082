// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>

/// What a screen or paper shows by default. Each function keeps its shape for input that it does not
/// understand: it then shows as little as possible, never the value itself.
namespace ruhu {

/// 3701**********1234: first 4 and last 4 of an ID number.
[[nodiscard]] QString maskedId(QStringView number);

/// 138****5678.
[[nodiscard]] QString maskedPhone(QStringView phone);

/// **** **** **** 1234.
[[nodiscard]] QString maskedAccount(QStringView account);

/// First 4 and, when `healthVisible`, last 2 (category and grade) of a disability card number.
[[nodiscard]] QString maskedDisabilityCard(QStringView number, bool healthVisible);

/// The surname, or the first character, and stars: for everybody but the assigned caseworker. The last character stays
/// when there are three or more (Zhang * ming); names with a middle dot keep their first part's first character only.
[[nodiscard]] QString maskedName(QStringView name);

/// The address up to the village or community (the first of cun, she qu, ju wei hui that ends a place name); what lies
/// behind, group and house number, is left out. Without such a word, up to the township; else nothing.
[[nodiscard]] QString addressToVillage(QStringView address);

} // namespace ruhu
