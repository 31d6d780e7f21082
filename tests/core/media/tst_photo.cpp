// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "core/media/photo.h"
#include "support/world.h"

#include <QBuffer>
#include <QFile>
#include <QImage>
#include <QImageReader>
#include <QImageWriter>
#include <QtEndian>
#include <QtTest>

using namespace ruhu;
using namespace ruhu::media;

namespace {

/// A picture with structure, so that compression has something to do.
QImage scene(int width, int height, quint64 seed = 1)
{
    test::SeededRng rng(seed);
    QImage image(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const int noise = int(rng.next() & 31);
            image.setPixel(x, y, qRgb((x * 255 / width + noise) & 255, (y * 255 / height) & 255, noise * 4));
        }
    }
    return image;
}

QByteArray fileOf(const QImage &image, const char *format, int quality = 90)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format, quality);
    return bytes;
}

template <typename T>
QByteArray le(T value)
{
    QByteArray out(sizeof(T), Qt::Uninitialized);
    qToLittleEndian(value, out.data());
    return out;
}

QByteArray entry(quint16 tag, quint16 type, quint32 count, const QByteArray &value4)
{
    return le(tag) + le(type) + le(count) + value4;
}

/// An APP1 segment with orientation 6, a time and a position, little endian; offsets are from the start of TIFF.
QByteArray exifSegment()
{
    const QByteArray time("2025:11:18 09:20:31\0", 20);
    const auto rational = [](quint32 n, quint32 d) -> QByteArray { return le(n) + le(d); };
    const quint32 ifd0 = 8, exif = ifd0 + 2 + 3 * 12 + 4, timeAt = exif + 2 + 12 + 4, gps = timeAt + 20;
    const quint32 latAt = gps + 2 + 4 * 12 + 4, lonAt = latAt + 24;
    QByteArray tiff = QByteArray("II*\0", 4) + le(ifd0);
    tiff += le(quint16(3)) + entry(0x0112, 3, 1, le(quint32(6))) + entry(0x8769, 4, 1, le(exif)) +
            entry(0x8825, 4, 1, le(gps)) + le(quint32(0));
    tiff += le(quint16(1)) + entry(0x9003, 2, 20, le(timeAt)) + le(quint32(0)) + time;
    tiff += le(quint16(4)) + entry(1, 2, 2, QByteArray("N\0\0\0", 4)) + entry(2, 5, 3, le(latAt)) +
            entry(3, 2, 2, QByteArray("E\0\0\0", 4)) + entry(4, 5, 3, le(lonAt)) + le(quint32(0));
    tiff += rational(36, 1) + rational(30, 1) + rational(0, 1) + rational(117, 1) + rational(15, 1) + rational(0, 1);
    const QByteArray body = QByteArray("Exif\0\0", 6) + tiff;
    QByteArray head("\xff\xe1", 2);
    QByteArray length(2, Qt::Uninitialized);
    qToBigEndian(quint16(body.size() + 2), length.data());
    return head + length + body;
}

QByteArray withSegment(QByteArray jpeg, const QByteArray &segment)
{
    return jpeg.insert(2, segment);
}

/// A PNG that promises `width` × `height` pixels and brings none.
QByteArray pngHeader(quint32 width, quint32 height)
{
    QByteArray ihdr("IHDR", 4);
    QByteArray number(4, Qt::Uninitialized);
    qToBigEndian(width, number.data());
    ihdr += number;
    qToBigEndian(height, number.data());
    ihdr += number + QByteArray("\x08\x02\x00\x00\x00", 5);
    quint32 crc = 0xffffffff;
    for (const char c : ihdr) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) ? 0xedb88320u : 0u);
    }
    QByteArray out("\x89PNG\r\n\x1a\n", 8);
    out += QByteArray("\x00\x00\x00\x0d", 4) + ihdr;
    qToBigEndian(~crc, number.data());
    return out + number + QByteArray("\x00\x00\x00\x00IEND\xae\x42\x60\x82", 12);
}

} // namespace

class TestPhoto : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesKeepTheirLimitsAndTheShapeOfThePicture();
    void aPictureWithNoiseStillFitsIntoTheLimits();
    void aSidewaysPhotoStandsUpright();
    void timeAndPlaceAreReadAndTheCopiesHaveNoMetadata();
    void impossiblePlacesAreNoPlaces();
    void theSameMotifLooksAlikeAndAnotherDoesNot();
    void whatIsNoImageIsRefused_data();
    void whatIsNoImageIsRefused();
    void twoHundredMegapixelsAreRefusedFromTheHeader();
    void twoHundredRealMegapixelsAreNeverDecoded();
    void aFileAboveTheLimitIsRefusedUnread();
    void everyTruncationOfAPhotoIsRefused();
    void everyDamagedByteOfTheNotesIsSurvived();
    void theAnswerOfTheReaderSurvivesTheWay();
    void aLyingReaderIsNotBelieved();
};

void TestPhoto::copiesKeepTheirLimitsAndTheShapeOfThePicture()
{
    const auto copies = makeCopies(fileOf(scene(3200, 1800), "jpg"));
    QVERIFY(copies);
    QCOMPARE(copies->size, QSize(1600, 900));
    QVERIFY(copies->evidence.size() <= limits::evidenceBytes);
    QVERIFY(copies->thumbnail.size() <= limits::thumbnailBytes);
    QCOMPARE(QImage::fromData(copies->evidence).size(), QSize(1600, 900));
    QCOMPARE(QImage::fromData(copies->thumbnail).width(), 320);

    const auto small = makeCopies(fileOf(scene(90, 60), "png"));
    QVERIFY(small);
    QCOMPARE(small->size, QSize(90, 60)); // never enlarged
}

void TestPhoto::aPictureWithNoiseStillFitsIntoTheLimits()
{
    test::SeededRng rng(7);
    QImage noise(1600, 1600, QImage::Format_RGB32);
    for (int y = 0; y < noise.height(); ++y)
        rng.fill(std::as_writable_bytes(std::span(noise.scanLine(y), std::size_t(noise.bytesPerLine()))));
    const auto copies = makeCopies(fileOf(noise, "jpg", 95));
    QVERIFY(copies);
    QVERIFY(copies->evidence.size() <= limits::evidenceBytes);
    QVERIFY(copies->thumbnail.size() <= limits::thumbnailBytes);
}

void TestPhoto::aSidewaysPhotoStandsUpright()
{
    const auto copies = makeCopies(withSegment(fileOf(scene(400, 200), "jpg"), exifSegment()));
    QVERIFY(copies);
    QCOMPARE(copies->size, QSize(200, 400));
}

void TestPhoto::timeAndPlaceAreReadAndTheCopiesHaveNoMetadata()
{
    QImage image = scene(400, 200);
    image.setText(QStringLiteral("Comment"), QStringLiteral("CANARY-TEXT"));
    const auto copies = makeCopies(withSegment(fileOf(image, "jpg"), exifSegment()));
    QVERIFY(copies);
    QVERIFY(copies->takenAt.has_value());
    QCOMPARE(*copies->takenAt, QDateTime(QDate(2025, 11, 18), QTime(9, 20, 31)));
    QVERIFY(copies->position.has_value());
    QCOMPARE(copies->position->latitude, 36.5);
    QCOMPARE(copies->position->longitude, 117.25);
    for (const QByteArray &copy : {copies->evidence, copies->thumbnail}) {
        QVERIFY(!copy.contains("Exif"));
        QVERIFY(!copy.contains("CANARY"));
        QVERIFY(!copy.contains("ICC_PROFILE"));
    }
}

void TestPhoto::impossiblePlacesAreNoPlaces()
{
    QByteArray segment = exifSegment();
    const qsizetype at = segment.indexOf(QByteArray(le(quint32(36)) + le(quint32(1))));
    QVERIFY(at > 0);
    segment.replace(at, 4, le(quint32(91)));
    const auto copies = makeCopies(withSegment(fileOf(scene(400, 200), "jpg"), segment));
    QVERIFY(copies);
    QVERIFY(!copies->position);
    segment.replace(at + 4, 4, le(quint32(0))); // n / 0
    const auto divided = makeCopies(withSegment(fileOf(scene(400, 200), "jpg"), segment));
    QVERIFY(divided);
    QVERIFY(!divided->position);
}

void TestPhoto::theSameMotifLooksAlikeAndAnotherDoesNot()
{
    const QImage image = scene(800, 600);
    const auto one = makeCopies(fileOf(image, "jpg", 90));
    const auto again = makeCopies(fileOf(image.scaled(640, 480), "jpg", 60));
    const auto other = makeCopies(fileOf(image.mirrored(true, true), "jpg", 90));
    QVERIFY(one && again && other);
    QVERIFY(lookDistance(one->look, again->look) <= 10);
    QVERIFY(lookDistance(one->look, other->look) > 10);
}

void TestPhoto::whatIsNoImageIsRefused_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("this is a letter, not a photo");
    QTest::newRow("program") << QByteArray("\x7f"
                                           "ELF\x02\x01\x01",
                                           7);
    QTest::newRow("svg") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>");
    QTest::newRow("gif") << QByteArray("GIF89a\x01\x00\x01\x00\x00\x00\x00", 13);
    QTest::newRow("jpeg magic and nothing else") << QByteArray("\xff\xd8\xff\xe0", 4);
    QTest::newRow("jpeg magic, then text")
        << QByteArray("\xff\xd8\xff", 3) + QByteArray(4000, 'x') + QByteArray("\xff\xd9", 2);
    QTest::newRow("png header without pixels") << pngHeader(40, 40);
    QTest::newRow("png without size") << pngHeader(0, 0);
}

void TestPhoto::whatIsNoImageIsRefused()
{
    QFETCH(QByteArray, file);
    const auto copies = makeCopies(file);
    QVERIFY(!copies);
    QCOMPARE(copies.error().code, ErrorCode::BadFormat);
}

void TestPhoto::twoHundredMegapixelsAreRefusedFromTheHeader()
{
    const auto copies = makeCopies(pngHeader(20'000, 10'000));
    QVERIFY(!copies);
    QCOMPARE(copies.error().code, ErrorCode::TooLarge);
}

/// A file that keeps the promise of its header: decoding it would show in the memory of the process.
void TestPhoto::twoHundredRealMegapixelsAreNeverDecoded()
{
    QByteArray file;
    {
        QImage image(20'000, 10'000, QImage::Format_Mono); // 25 MB of pixels
        image.fill(1);
        file = fileOf(image, "png");
    }
    const auto peak = [] {
        QFile status(QStringLiteral("/proc/self/status"));
        if (!status.open(QIODevice::ReadOnly))
            return qint64(-1);
        for (const QByteArray &line : status.readAll().split('\n')) {
            if (line.startsWith("VmHWM:"))
                return line.mid(6).trimmed().split(' ').first().toLongLong();
        }
        return qint64(-1);
    };
    QFile reset(QStringLiteral("/proc/self/clear_refs")); // "5" sets the peak to what is in use now
    QVERIFY(reset.open(QIODevice::WriteOnly) && reset.write("5") == 1);
    reset.close();
    const qint64 before = peak();
    QVERIFY(before > 0);
    const auto copies = makeCopies(file);
    QVERIFY(!copies);
    QCOMPARE(copies.error().code, ErrorCode::TooLarge);
    constexpr qint64 mostKiB = 8 * 1024;
    QVERIFY2(peak() - before < mostKiB, qPrintable(QStringLiteral("%1 KiB more").arg(peak() - before)));
}

void TestPhoto::aFileAboveTheLimitIsRefusedUnread()
{
    const auto copies = makeCopies(QByteArray("\xff\xd8\xff", 3) + QByteArray(limits::photoBytes, '\0'));
    QVERIFY(!copies);
    QCOMPARE(copies.error().code, ErrorCode::TooLarge);
}

void TestPhoto::everyTruncationOfAPhotoIsRefused()
{
    for (const char *format : {"jpg", "png"}) {
        const QByteArray whole = fileOf(scene(64, 48), format);
        QVERIFY(makeCopies(whole));
        for (qsizetype length = 0; length < whole.size() - 12; length += 7)
            QVERIFY2(!makeCopies(whole.first(length)), qPrintable(QStringLiteral("%1 bytes").arg(length)));
    }
}

void TestPhoto::everyDamagedByteOfTheNotesIsSurvived()
{
    const QByteArray jpeg = fileOf(scene(48, 32), "jpg");
    const QByteArray segment = exifSegment();
    int read = 0;
    for (qsizetype at = 4; at < segment.size(); ++at) {
        for (const char value : {'\xff', '\x00', '\x7f'}) {
            QByteArray damaged = segment;
            damaged[at] = value;
            const auto copies = makeCopies(withSegment(jpeg, damaged));
            QVERIFY(copies); // the picture itself is whole
            if (copies->position)
                QVERIFY(std::abs(copies->position->latitude) <= 90 && std::abs(copies->position->longitude) <= 180);
            ++read;
        }
    }
    QVERIFY(read > 300);
}

void TestPhoto::theAnswerOfTheReaderSurvivesTheWay()
{
    const auto copies = makeCopies(withSegment(fileOf(scene(400, 200), "jpg"), exifSegment()));
    QVERIFY(copies);
    const auto back = decode(encode(copies));
    QVERIFY(back);
    QCOMPARE(*back, *copies);
    for (const ErrorCode code : {ErrorCode::BadFormat, ErrorCode::TooLarge, ErrorCode::OutOfMemory}) {
        const auto refused = decode(encode(fail(code)));
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, code);
    }
}

void TestPhoto::aLyingReaderIsNotBelieved()
{
    const auto honest = makeCopies(fileOf(scene(80, 40), "png"));
    QVERIFY(honest);
    const auto refused = [](const PhotoCopies &copies) { return !decode(encode(copies)); };
    PhotoCopies lie = *honest;
    lie.evidence = "<svg/>";
    QVERIFY(refused(lie));
    lie = *honest;
    lie.evidence += QByteArray(limits::evidenceBytes, 'x');
    QVERIFY(refused(lie));
    lie = *honest;
    lie.thumbnail.clear();
    QVERIFY(refused(lie));
    lie = *honest;
    lie.size = QSize(1601, 10);
    QVERIFY(refused(lie));
    lie = *honest;
    lie.position = Position{qQNaN(), 10};
    QVERIFY(refused(lie));
    const QByteArray bytes = encode(honest);
    for (qsizetype length = 0; length < bytes.size(); length += 11)
        QVERIFY(!decode(bytes.first(length)));
    QVERIFY(!decode("no cbor at all"));
}

QTEST_GUILESS_MAIN(TestPhoto)
#include "tst_photo.moc"
