// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QDateTime>
#include <QString>
#include <QTimeZone>

#include <optional>

namespace ruhu::forms::xpath {

/// "2024-02-29": a date that exists, padded with zeros; nothing else around it.
std::optional<QDate> readDate(QStringView text);
/// "14:30:00.000+08:00"; seconds, fraction and zone may be missing. `offset` gets the seconds east of UTC if one is
/// given.
std::optional<QTime> readTime(QStringView text, std::optional<int> *offset = nullptr);
/// "2024-02-29T14:30:00.000+08:00". Without a zone the time is local to `zone`.
std::optional<QDateTime> readDateTime(QStringView text, const QTimeZone &zone);

/// "2024-02-29T14:30:00.000+08:00" in `zone`.
QString writeDateTime(const QDateTime &moment, const QTimeZone &zone);

/// Days since 1970-01-01, whole for a date, with a fraction (local to `zone`) for a date-time; NaN for other text.
/// Whole days for dates as JavaRosa; differences agree with every engine (docs/forms.md).
double dayNumber(QStringView text, const QTimeZone &zone);

/// The date of a day number, counted down to whole days; '' for NaN or beyond year 9999.
QString dateOfDays(double days);

/// format-date and format-date-time: %Y %y %m %n %b %d %e %H %h %M %S %3 %a %W, "%%"; other letters are left out.
/// \param text a date or a date-time; '' for anything else
QString formatDate(QStringView text, const QString &format, const QTimeZone &zone);

} // namespace ruhu::forms::xpath
