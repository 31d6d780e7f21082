// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The real ruhu-reader behind the real port: what comes out, and that nothing gets past it.
#include "app/ruhu/childreader.h"
#include "core/base/limits.h"
#include "support/world.h"

#include <QBuffer>
#include <QImage>
#include <QtTest>

using namespace ruhu;

namespace {

Result<media::PhotoCopies> read(service::ReaderPort &port, const QByteArray &file)
{
    const auto answer = port.readImage(file);
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 60'000))
        return fail(ErrorCode::Internal, QStringLiteral("no answer"));
    return answer.result();
}

QByteArray picture(int width, int height, const char *format)
{
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.setPixel(x, y, qRgb(x & 255, y & 255, (x * y) & 255));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}

} // namespace

class TestReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPhotoComesBackAsCopies();
    void aLargePhotoFitsIntoTheChildsMemory();
    void hostileFilesAreRefusedAndTheNextOneWorks();
    void aMissingReaderIsSaidSo();
};

void TestReader::aPhotoComesBackAsCopies()
{
    ChildReader reader(QStringLiteral(RUHU_READER));
    for (const char *format : {"jpg", "png"}) {
        const auto copies = read(reader, picture(2000, 1500, format));
        QVERIFY2(copies, copies ? "" : qPrintable(copies.error().detail));
        QCOMPARE(copies->size, QSize(1600, 1200));
        QVERIFY(copies->evidence.size() <= limits::evidenceBytes);
    }
}

void TestReader::aLargePhotoFitsIntoTheChildsMemory()
{
    ChildReader reader(QStringLiteral(RUHU_READER));
    const auto copies = read(reader, picture(7000, 5000, "jpg")); // 35 megapixels: more than any phone of the field
    QVERIFY2(copies, copies ? "" : qPrintable(copies.error().detail));
}

void TestReader::hostileFilesAreRefusedAndTheNextOneWorks()
{
    ChildReader reader(QStringLiteral(RUHU_READER));
    const QByteArray good = picture(40, 30, "png");
    QByteArray huge; // real pixels, 200 million of them: 25 MB before they are compressed
    {
        QImage image(20'000, 10'000, QImage::Format_Mono);
        image.fill(1);
        QBuffer buffer(&huge);
        buffer.open(QIODevice::WriteOnly);
        QVERIFY(image.save(&buffer, "png"));
    }
    const QList<QPair<QByteArray, ErrorCode>> hostile{
        {QByteArray(), ErrorCode::BadFormat},
        {"#!/bin/sh\nexit 0\n", ErrorCode::BadFormat},
        {good.first(good.size() / 2), ErrorCode::BadFormat},
        {QByteArray("\x89PNG\r\n\x1a\n", 8) + QByteArray(5000, '\xff'), ErrorCode::BadFormat},
        {QByteArray("\xff\xd8\xff\xe1\xff\xff"
                    "Exif\0\0",
                    12) +
             QByteArray(70'000, 'I'),
         ErrorCode::BadFormat},
        {QByteArray("\xff\xd8\xff", 3) + QByteArray(limits::photoBytes, 'x'), ErrorCode::TooLarge},
        {huge, ErrorCode::TooLarge},
    };
    for (const auto &[file, code] : hostile) {
        const auto copies = read(reader, file);
        QVERIFY(!copies);
        QCOMPARE(copies.error().code, code);
    }
    QVERIFY(read(reader, good));
}

void TestReader::aMissingReaderIsSaidSo()
{
    ChildReader reader(QStringLiteral("/no/such/ruhu-reader"));
    const auto copies = read(reader, picture(10, 10, "png"));
    QVERIFY(!copies);
    QCOMPARE(copies.error().code, ErrorCode::Io);
}

QTEST_GUILESS_MAIN(TestReader)
#include "tst_reader.moc"
