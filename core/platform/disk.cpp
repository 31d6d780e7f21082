// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/platform/disk.h"

#include "core/base/limits.h"

#include <QStorageInfo>

namespace ruhu::platform {

Result<qint64> freeDiskBytes(const QString &folder)
{
    const QStorageInfo disk(folder);
    if (!disk.isValid() || !disk.isReady())
        return fail(ErrorCode::Io, QStringLiteral("no such folder"));
    return disk.bytesAvailable();
}

Result<void> checkFreeDisk(const QString &folder)
{
    const auto free = freeDiskBytes(folder);
    if (!free)
        return passOn(free);
    if (*free < limits::freeDiskBytes)
        return fail(ErrorCode::DiskFull, QString::number(*free));
    return {};
}

} // namespace ruhu::platform
