// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/media/photo.h"

namespace ruhu::media {

/// The two facts that evidence needs from a camera's notes. Everything else in them stays in the sealed original.
struct ExifFacts
{
    std::optional<QDateTime> takenAt;
    std::optional<Position> position;
};

/// Reads the first APP1 segment of a JPEG. Unreadable or impossible values count as absent.
[[nodiscard]] ExifFacts readExif(const QByteArray &jpeg);

/// Whether the end-of-image mark is there: Qt paints what is missing of a truncated JPEG grey without a word.
[[nodiscard]] bool endsLikeJpeg(QByteArrayView jpeg);

} // namespace ruhu::media
