// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/media/photo.h"

#include <bit>

namespace ruhu::media {

QByteArray imageFormat(QByteArrayView file)
{
    if (file.startsWith(QByteArrayView("\xff\xd8\xff", 3)))
        return QByteArrayLiteral("jpeg");
    if (file.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n", 8)))
        return QByteArrayLiteral("png");
    return {};
}

int lookDistance(quint64 a, quint64 b)
{
    return std::popcount(a ^ b);
}

} // namespace ruhu::media
