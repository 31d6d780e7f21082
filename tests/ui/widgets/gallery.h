// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QWidget>

namespace ruhu::tests {

/// Every component of the design language in the states that can be shown at once, with the words of the reference
/// sheet.
QWidget *makeGallery();

} // namespace ruhu::tests
