// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QLoggingCategory>
#include <QString>

namespace ruhu {

Q_DECLARE_LOGGING_CATEGORY(logVault)
Q_DECLARE_LOGGING_CATEGORY(logStore)
Q_DECLARE_LOGGING_CATEGORY(logForms)
Q_DECLARE_LOGGING_CATEGORY(logSync)
Q_DECLARE_LOGGING_CATEGORY(logHub)
Q_DECLARE_LOGGING_CATEGORY(logUi)

/// Text that is safe for a log line: runs of five or more digits (identity, phone and account numbers) and all
/// non-ASCII letters (names, addresses) become one mark each. Apply it to anything that did not come from this source.
/// The rule: logs, exports and crash dumps never hold a raw value of a person.
[[nodiscard]] QString redacted(const QString &text);

/// Installs the message handler: one line per message on stderr, redacted. Call once, first thing in main().
void installLog();

} // namespace ruhu
