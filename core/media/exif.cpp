// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/media/exif.h"

#include <libexif/exif-data.h>

#include <cmath>
#include <memory>

namespace ruhu::media {

namespace {

struct Unref
{
    void operator()(ExifData *data) const { exif_data_unref(data); }
};

/// The APP1 segment with "Exif", at most 64 KiB by the format itself; so libexif never sees the rest of the file.
QByteArrayView exifSegment(QByteArrayView jpeg)
{
    qsizetype at = 2;
    while (at + 4 <= jpeg.size() && uchar(jpeg[at]) == 0xff) {
        const uchar marker = uchar(jpeg[at + 1]);
        if (marker == 0xda || marker == 0xd9) // pixels begin, or the file ends
            break;
        const qsizetype length = (uchar(jpeg[at + 2]) << 8) | uchar(jpeg[at + 3]);
        if (length < 2 || at + 2 + length > jpeg.size())
            break;
        const QByteArrayView body = jpeg.sliced(at + 4, length - 2);
        if (marker == 0xe1 && body.startsWith(QByteArrayView("Exif\0\0", 6)))
            return body;
        at += 2 + length;
    }
    return {};
}

std::optional<double> degrees(const ExifEntry *entry, ExifByteOrder order)
{
    if (!entry || entry->format != EXIF_FORMAT_RATIONAL || entry->components != 3 || entry->size < 24)
        return std::nullopt;
    double value = 0;
    const double share[] = {1.0, 60.0, 3600.0};
    for (unsigned i = 0; i < 3; ++i) {
        const ExifRational part = exif_get_rational(entry->data + 8 * i, order);
        if (part.denominator == 0)
            return std::nullopt;
        value += double(part.numerator) / double(part.denominator) / share[i];
    }
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

bool says(const ExifEntry *entry, char letter)
{
    return entry && entry->format == EXIF_FORMAT_ASCII && entry->size >= 1 && entry->data[0] == uchar(letter);
}

// The tag numbers of the GPS directory overlap with others, so libexif has no enum values of the right type for them.
ExifEntry *gpsEntry(ExifData *data, int tag)
{
    return exif_content_get_entry(data->ifd[EXIF_IFD_GPS], static_cast<ExifTag>(tag));
}

std::optional<Position> positionOf(ExifData *data)
{
    const ExifByteOrder order = exif_data_get_byte_order(data);
    const auto latitude = degrees(gpsEntry(data, 2), order);
    const auto longitude = degrees(gpsEntry(data, 4), order);
    if (!latitude || !longitude || *latitude > 90 || *longitude > 180)
        return std::nullopt;
    return Position{says(gpsEntry(data, 1), 'S') ? -*latitude : *latitude,
                    says(gpsEntry(data, 3), 'W') ? -*longitude : *longitude};
}

std::optional<QDateTime> timeOf(ExifData *data)
{
    const ExifEntry *entry = exif_content_get_entry(data->ifd[EXIF_IFD_EXIF], EXIF_TAG_DATE_TIME_ORIGINAL);
    if (!entry || entry->format != EXIF_FORMAT_ASCII || entry->size < 19)
        return std::nullopt;
    const QString text = QString::fromLatin1(reinterpret_cast<const char *>(entry->data), 19);
    const QDateTime time = QDateTime::fromString(text, QStringLiteral("yyyy:MM:dd HH:mm:ss"));
    return time.isValid() ? std::optional(time) : std::nullopt;
}

} // namespace

ExifFacts readExif(const QByteArray &jpeg)
{
    ExifFacts facts;
    const QByteArrayView segment = exifSegment(jpeg);
    if (segment.isEmpty())
        return facts;
    const std::unique_ptr<ExifData, Unref> data(
        exif_data_new_from_data(reinterpret_cast<const unsigned char *>(segment.data()), unsigned(segment.size())));
    if (!data)
        return facts;
    facts.takenAt = timeOf(data.get());
    facts.position = positionOf(data.get());
    return facts;
}

bool endsLikeJpeg(QByteArrayView jpeg)
{
    // Cameras append previews and padding after the mark, so look for it in the last part rather than at the very end.
    const qsizetype window = std::min<qsizetype>(jpeg.size(), 64 * 1024);
    return jpeg.last(window).toByteArray().lastIndexOf(QByteArrayView("\xff\xd9", 2)) >= 0;
}

} // namespace ruhu::media
