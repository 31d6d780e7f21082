// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>

class QTableView;

namespace ruhu::widgets {

/// No grid, hairlines under the rows, whole rows selected, one tab stop, quiet header; rows of two lines. The caller
/// sets the model, then column widths on the header.
void setUpTable(QTableView *table, const QString &accessibleName);

} // namespace ruhu::widgets
