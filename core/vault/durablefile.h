// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Private to this room: files that are either the old one or the new one, whatever happens to the power.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

namespace ruhu::vault {

/// Io or DiskFull from errno; `what` names the step, never the content.
[[nodiscard]] tl::unexpected<Error> failErrno(const char *what);

/// Makes the folder 0700 (an existing one is fine) and syncs its parent.
[[nodiscard]] Result<void> ensureFolder(const QString &folder);

/// `path`.new → fsync → rename → fsync of the directory. The file is 0600.
[[nodiscard]] Result<void> replaceFile(const QString &path, QByteArrayView content);

/// The whole file. NotFound; TooLarge above `limit` bytes; Io.
[[nodiscard]] Result<QByteArray> readWhole(const QString &path, qint64 limit);

[[nodiscard]] Result<void> syncFolder(const QString &folder);

} // namespace ruhu::vault
