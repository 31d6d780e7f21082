// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QString>

namespace ruhu::platform {

/// Bytes that this user may still write where `folder` lies; Io when the folder is not there.
[[nodiscard]] Result<qint64> freeDiskBytes(const QString &folder);

/// DiskFull when less than limits::freeDiskBytes is left: the program then does not start, calmly.
/// `detail` holds the free bytes as digits.
[[nodiscard]] Result<void> checkFreeDisk(const QString &folder);

} // namespace ruhu::platform
