// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QList>
#include <QStringList>

namespace ruhu {

/// A table of an RFC 4180 file with a header line: what code lists and policy folders are written in.
struct CsvTable
{
    QStringList columns;
    QList<QStringList> rows; ///< Every row has exactly as many cells as there are columns.

    /// Index of a column, or -1.
    [[nodiscard]] qsizetype column(QStringView name) const;
};

/// Reads UTF-8 (a byte-order mark is skipped), commas, quoted cells with doubled quotes, LF or CRLF. Lines that start
/// with # and empty lines are skipped. BadFormat names the line: bytes that are not UTF-8, a quote left open, a wrong
/// number of cells, a column name twice; TooLarge above 8 MiB.
[[nodiscard]] Result<CsvTable> readCsv(QByteArrayView bytes);

} // namespace ruhu
