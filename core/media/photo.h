// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDateTime>
#include <QSize>

#include <optional>

/// Photos that people add: from a phone, a camera or a scanner, so from outside. What is decided here before one pixel
/// is decoded: the format by its first bytes (never by its name), the size of the file and the number of pixels.
///
/// Opening foreign images belongs into the child process `ruhu-reader` (docs/threat-model.md): `makeCopies` is what
/// runs there, `encode` and `decode` carry its answer back. The original is kept as it is, sealed: its hash is the
/// evidence.
namespace ruhu::media {

/// Where a photo was taken, WGS 84, in degrees.
struct Position
{
    double latitude = 0;  ///< -90 … 90
    double longitude = 0; ///< -180 … 180
    friend bool operator==(const Position &, const Position &) = default;
};

/// What we keep beside the original.
struct PhotoCopies
{
    QByteArray evidence;  ///< JPEG, at most limits::evidenceBytes, long edge at most limits::evidenceEdge, no metadata.
    QByteArray thumbnail; ///< JPEG, at most limits::thumbnailBytes, long edge 320, no metadata.
    QSize size;           ///< Of the evidence copy in pixels, turned upright.
    quint64 look = 0;     ///< Perceptual hash (difference hash): two photos of the same thing differ in few bits.
    std::optional<QDateTime> takenAt; ///< EXIF DateTimeOriginal as local time of the camera.
    std::optional<Position> position; ///< EXIF GPS.
    friend bool operator==(const PhotoCopies &, const PhotoCopies &) = default;
};

/// Image formats that a person may add, found by their first bytes. Empty for anything else.
[[nodiscard]] QByteArray imageFormat(QByteArrayView file);

/// Decodes, turns upright by EXIF orientation, scales and compresses. BadFormat (no such image, or it ends early),
/// TooLarge (limits::photoBytes, limits::photoPixels; decided from the header), OutOfMemory.
[[nodiscard]] Result<PhotoCopies> makeCopies(const QByteArray &file);

/// How many bits differ, 0 … 64; up to 10 means the same motif.
[[nodiscard]] int lookDistance(quint64 a, quint64 b);

/// The answer of the reader process as bytes: the copies, or why there are none.
[[nodiscard]] QByteArray encode(const Result<PhotoCopies> &answer);
/// What encode() wrote. BadFormat for anything else and for copies beyond the limits above: the child is not trusted.
[[nodiscard]] Result<PhotoCopies> decode(QByteArrayView bytes);

} // namespace ruhu::media
