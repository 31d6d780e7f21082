// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/media/photo.h"

#include "core/base/limits.h"
#include "core/media/exif.h"

#include <QBuffer>
#include <QColorSpace>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>
#include <QPainter>
#include <QtEndian>

#include <bit>

namespace ruhu::media {

namespace {

constexpr int thumbnailEdge = 320;
constexpr int decodeMemoryMiB = 256; // 50 megapixels of four bytes are 191 MiB
constexpr int lookWidth = 9;         // eight differences in each of eight rows
constexpr int lookHeight = 8;

/// A new picture with the pixels alone: texts, profiles and transparency of the source do not travel.
QImage plainPixels(const QImage &source, QSize size)
{
    QImage out(size, QImage::Format_RGB32);
    if (out.isNull())
        return out;
    out.fill(Qt::white);
    QPainter painter(&out);
    const QImage fitted =
        source.size() == size ? source : source.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    painter.drawImage(0, 0, fitted);
    return out;
}

QSize within(QSize size, int edge)
{
    return std::max(size.width(), size.height()) <= edge
               ? size
               : size.scaled(edge, edge, Qt::KeepAspectRatio).expandedTo({1, 1});
}

/// JPEG of at most `limit` bytes: first with less quality, then smaller.
Result<QByteArray> jpegWithin(const QImage &image, qint64 limit)
{
    QSize size = image.size();
    for (;;) {
        const QImage pixels = plainPixels(image, size);
        if (pixels.isNull())
            return fail(ErrorCode::OutOfMemory, QStringLiteral("derivative"));
        for (const int quality : {85, 75, 65, 50, 35}) {
            QByteArray bytes;
            QBuffer buffer(&bytes);
            QImageWriter writer(&buffer, "jpeg");
            writer.setQuality(quality);
            if (!writer.write(pixels))
                return fail(ErrorCode::Internal, QStringLiteral("JPEG writer: ") + writer.errorString());
            if (bytes.size() <= limit)
                return bytes;
        }
        size = (size * 3 / 4).expandedTo({1, 1});
    }
}

quint64 lookOf(const QImage &image)
{
    const QImage small = image.scaled(lookWidth, lookHeight, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                             .convertToFormat(QImage::Format_Grayscale8);
    quint64 look = 0;
    for (int y = 0; y < small.height(); ++y) {
        const uchar *row = small.constScanLine(y);
        for (int x = 0; x + 1 < small.width(); ++x)
            look = (look << 1) | quint64(row[x] < row[x + 1]);
    }
    return look;
}

/// From the first chunk, which is IHDR by the format: libpng names a size only after it has seen pixels begin.
QSize pngSize(QByteArrayView file)
{
    if (file.size() < 24 || file.sliced(12, 4) != QByteArrayView("IHDR"))
        return {};
    const auto width = qFromBigEndian<quint32>(file.data() + 16);
    const auto height = qFromBigEndian<quint32>(file.data() + 20);
    constexpr quint32 most = 0x7fffffff; // of the format
    return width > most || height > most ? QSize() : QSize(int(width), int(height));
}

/// The picture upright, no larger than needed. The size is judged from the header before a pixel is decoded.
Result<QImage> decodeSmall(const QByteArray &file, const QByteArray &format)
{
    QImageReader::setAllocationLimit(decodeMemoryMiB);
    QByteArray copy = file;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format);
    reader.setDecideFormatFromContent(false);
    const QSize size = format == "png" ? pngSize(file) : reader.size();
    if (size.isEmpty())
        return fail(ErrorCode::BadFormat, QStringLiteral("no readable image header"));
    if (qint64(size.width()) * size.height() > limits::photoPixels)
        return fail(ErrorCode::TooLarge, QStringLiteral("pixels"));
    const QSize wanted = within(size, limits::evidenceEdge);
    reader.setScaledSize(wanted);
    reader.setAutoTransform(true);
    QImage image = reader.read();
    if (image.isNull())
        return fail(ErrorCode::BadFormat, reader.errorString());
    if (image.colorSpace().isValid() && image.colorSpace() != QColorSpace(QColorSpace::SRgb))
        image.convertToColorSpace(QColorSpace::SRgb);
    return image;
}

} // namespace

QByteArray imageFormat(QByteArrayView file)
{
    if (file.startsWith(QByteArrayView("\xff\xd8\xff", 3)))
        return QByteArrayLiteral("jpeg");
    if (file.startsWith(QByteArrayView("\x89PNG\r\n\x1a\n", 8)))
        return QByteArrayLiteral("png");
    return {};
}

Result<PhotoCopies> makeCopies(const QByteArray &file)
{
    if (file.size() > limits::photoBytes)
        return fail(ErrorCode::TooLarge, QStringLiteral("bytes"));
    const QByteArray format = imageFormat(file);
    if (format.isEmpty())
        return fail(ErrorCode::BadFormat, QStringLiteral("neither JPEG nor PNG"));
    if (format == "jpeg" && !endsLikeJpeg(file))
        return fail(ErrorCode::BadFormat, QStringLiteral("the JPEG ends early"));
    const auto image = decodeSmall(file, format);
    if (!image)
        return passOn(image);

    PhotoCopies copies;
    auto evidence = jpegWithin(plainPixels(*image, image->size()), limits::evidenceBytes);
    if (!evidence)
        return passOn(evidence);
    auto thumbnail = jpegWithin(plainPixels(*image, within(image->size(), thumbnailEdge)), limits::thumbnailBytes);
    if (!thumbnail)
        return passOn(thumbnail);
    copies.evidence = *std::move(evidence);
    copies.thumbnail = *std::move(thumbnail);
    copies.size = image->size();
    copies.look = lookOf(*image);
    if (format == "jpeg") {
        const ExifFacts facts = readExif(file);
        copies.takenAt = facts.takenAt;
        copies.position = facts.position;
    }
    return copies;
}

int lookDistance(quint64 a, quint64 b)
{
    return std::popcount(a ^ b);
}

} // namespace ruhu::media
