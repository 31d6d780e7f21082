// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>

namespace ruhu::text {

/// Full-width digits, letters and punctuation (U+FF01 to U+FF5E) as ASCII, the ideographic space as a space: what an
/// input method in Chinese mode puts into number fields. Everything else stays.
[[nodiscard]] QString foldedWidth(QStringView text);

/// The form in which names and queries are compared: folded width, lower case, without spaces and without the dots that
/// separate the parts of minority names (U+00B7 and its look-alikes).
[[nodiscard]] QString searchForm(QStringView text);

} // namespace ruhu::text
