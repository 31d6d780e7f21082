// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>

namespace ruhu::widgets {

/// Full-width letters, digits and punctuation that Chinese input methods produce, as half-width: １２．５ -> 12.5, 。
/// and 、 as a decimal point only when `number` is set. Lengths are kept: one character in, one out.
[[nodiscard]] QString foldWidth(const QString &text, bool number = false);

} // namespace ruhu::widgets
