// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/cbor.h"
#include "core/record/record.h"
#include "support/properties.h"

#include <QTest>

#include <cmath>

using namespace ruhu;
using namespace ruhu::record;
using namespace Qt::Literals::StringLiterals;

class TestCbor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Values and bytes of RFC 8949, appendix A, as far as the profile allows them.
    void encodesTheExamplesOfTheStandard_data()
    {
        QTest::addColumn<QCborValue>("value");
        QTest::addColumn<QByteArray>("hex");
        const auto row = [](const char *hex, const QCborValue &value) {
            QTest::newRow(hex) << value << QByteArray(hex);
        };
        row("00", 0);
        row("17", 23);
        row("1818", 24);
        row("1903e8", 1000);
        row("1a000f4240", 1000000);
        row("1b000000e8d4a51000", qint64(1000000000000));
        row("20", -1);
        row("3863", -100);
        row("3b7fffffffffffffff", std::numeric_limits<qint64>::min());
        row("f4", false);
        row("f5", true);
        row("f6", nullptr);
        row("f90000", 0.0);
        row("f98000", -0.0);
        row("f93c00", 1.0);
        row("f93e00", 1.5);
        row("fb3ff199999999999a", 1.1);
        row("fa47c35000", 100000.0);
        row("fa7f7fffff", 3.4028234663852886e+38);
        row("fb7e37e43c8800759c", 1.0e+300);
        row("f90001", 5.960464477539063e-8);
        row("f90400", 0.00006103515625);
        row("f9c400", -4.0);
        row("fbc010666666666666", -4.1);
        row("40", QByteArray(""));
        row("4401020304", QByteArray::fromHex("01020304"));
        row("60", u""_s);
        row("6449455446", u"IETF"_s);
        row("63e6b0b4", u"\u6c34"_s);
        row("83010203", QCborArray{1, 2, 3});
        row("826161a161626163", QCborArray{u"a"_s, QCborMap{{u"b"_s, u"c"_s}}});
        row("a26161016162820203", QCborMap{{u"b"_s, QCborArray{2, 3}}, {u"a"_s, 1}});
        // Bytewise order of the encoded keys: shorter text first, integers before text.
        row("a30a00616201626161"
            "02",
            QCborMap{{u"aa"_s, 2}, {10, 0}, {u"b"_s, 1}});
    }

    void encodesTheExamplesOfTheStandard()
    {
        QFETCH(QCborValue, value);
        QFETCH(QByteArray, hex);
        QCOMPARE(cbor::encode(value).toHex(), hex);
        const auto back = cbor::decode(QByteArray::fromHex(hex));
        QVERIFY2(back, back ? "" : qPrintable(back.error().detail));
        QCOMPARE(cbor::encode(*back).toHex(), hex);
    }

    void refusesEveryOtherSpelling_data()
    {
        QTest::addColumn<QByteArray>("hex");
        QTest::addColumn<ErrorCode>("code");
        const auto row = [](const char *name, const char *hex, ErrorCode code = ErrorCode::BadFormat) {
            QTest::newRow(name) << QByteArray(hex) << code;
        };
        row("nothing", "");
        row("integer in two bytes", "1817");
        row("integer in three bytes", "1900ff");
        row("length in two bytes", "5800");
        row("indefinite array", "9f01ff");
        row("indefinite text", "7f6161ff");
        row("reserved length", "1c");
        row("keys out of order", "a2616201616101");
        row("key twice", "a2616101616102");
        row("array as key", "a18001");
        row("tag", "c11a514b67b0");
        row("undefined", "f7");
        row("simple value", "f0");
        row("NaN", "f97e00");
        row("infinity", "f97c00");
        row("long float", "fb3ff8000000000000");
        row("text that is not UTF-8", "62c328");
        row("surrogate in UTF-8", "63eda080");
        row("cut off text", "6541");
        row("cut off array", "8201");
        row("array of four thousand million, empty", "9affffffff");
        row("text of 2^63 bytes", "7b7fffffffffffffff");
        row("beyond 64 bits signed", "1b8000000000000000");
        row("second value", "0000");
        row("twenty levels", "81818181818181818181818181818181818181818100", ErrorCode::TooLarge);
    }

    void refusesEveryOtherSpelling()
    {
        QFETCH(QByteArray, hex);
        QFETCH(ErrorCode, code);
        const auto value = cbor::decode(QByteArray::fromHex(hex));
        QVERIFY(!value);
        QCOMPARE(value.error().code, code);
    }

    void holdsItsLimits()
    {
        QCborArray many;
        for (int i = 0; i < 100; ++i)
            many.append(i);
        const QByteArray bytes = cbor::encode(many);
        QVERIFY(cbor::decode(bytes, {.bytes = bytes.size(), .depth = 1, .items = 101}));
        QCOMPARE(cbor::decode(bytes, {.bytes = bytes.size() - 1, .depth = 1, .items = 101}).error().code,
                 ErrorCode::TooLarge);
        QCOMPARE(cbor::decode(bytes, {.bytes = bytes.size(), .depth = 0, .items = 101}).error().code,
                 ErrorCode::TooLarge);
        QCOMPARE(cbor::decode(bytes, {.bytes = bytes.size(), .depth = 1, .items = 100}).error().code,
                 ErrorCode::TooLarge);
    }

    void saysWhatItCannotEncode()
    {
        QVERIFY(!cbor::encodable(QCborValue(std::nan(""))));
        QVERIFY(!cbor::encodable(QCborValue(QCborSimpleType(99))));
        QVERIFY(!cbor::encodable(QCborValue(QCborTag(1), 5)));
        QVERIFY(!cbor::encodable(QCborArray{QCborValue()}));
        QVERIFY(!cbor::encodable(QString(QChar(0xd800))));
        QVERIFY(cbor::encodable(QCborMap{{u"a"_s, QCborArray{1, nullptr, u"b"_s}}}));
    }

    void anyBytesAreRefusedOrAreTheOneSpelling()
    {
        QVERIFY(rc::check("decode(bytes) fails or encode(decode(bytes)) == bytes", [](const std::vector<quint8> &raw) {
            const QByteArray bytes(reinterpret_cast<const char *>(raw.data()), qsizetype(raw.size()));
            if (const auto value = cbor::decode(bytes))
                RC_ASSERT(cbor::encode(*value) == bytes);
        }));
    }

    void everyValueComesBack()
    {
        QVERIFY(rc::check("decode(encode(value)) == value", [] {
            const QCborValue value = *test::cborValue(2);
            const QByteArray bytes = cbor::encode(value);
            const auto back = cbor::decode(bytes);
            RC_ASSERT(back.has_value());
            RC_ASSERT(same(*back, value));
        }));
    }

    void oneChangedByteNeverGivesTheSameValue()
    {
        QVERIFY(rc::check("a changed byte changes the value or is refused", [] {
            const QCborValue value = *test::cborValue(2);
            QByteArray bytes = cbor::encode(value);
            const auto at = *rc::gen::inRange<int>(0, int(bytes.size()));
            bytes[at] = char(quint8(bytes[at]) ^ *rc::gen::inRange<int>(1, 256));
            const auto back = cbor::decode(bytes);
            RC_ASSERT(!back.has_value() || cbor::encode(*back) == bytes);
            RC_ASSERT(!back.has_value() || cbor::encode(*back) != cbor::encode(value));
        }));
    }
};

QTEST_APPLESS_MAIN(TestCbor)
#include "tst_cbor.moc"
