// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/platform/disk.h"

#include "core/base/limits.h"

#include <QFile>

#include <filesystem>

namespace ruhu::platform {

Result<qint64> freeDiskBytes(const QString &folder)
{
    // Asks for the folder itself: QStorageInfo looks it up among the mounts, which in a container may not name it.
    std::error_code trouble;
    const auto space = std::filesystem::space(QFile::encodeName(folder).toStdString(), trouble);
    if (trouble)
        return fail(ErrorCode::Io, QString::fromStdString(trouble.message()));
    return qint64(space.available);
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
