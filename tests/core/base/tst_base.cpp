// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/log.h"
#include "core/base/result.h"
#include "core/base/strongid.h"
#include "support/world.h"

#include <QSet>
#include <QTest>

using namespace ruhu;

class TestBase : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyErrorCodeHasItsOwnName();
    void anIdIsAVersionSevenUuidAndSurvivesItsText();
    void anIdFromWrongBytesOrTextIsNull();
    void aLogLineShowsNeitherNumbersNorNames();
};

void TestBase::everyErrorCodeHasItsOwnName()
{
    QSet<QString> names;
    for (int code = 0; code <= int(ErrorCode::Internal); ++code)
        names.insert(errorName(ErrorCode(code)));
    QCOMPARE(names.size(), int(ErrorCode::Internal) + 1);
}

void TestBase::anIdIsAVersionSevenUuidAndSurvivesItsText()
{
    test::ManualClock clock(0x0123456789ab);
    test::SeededRng rng(7);
    const auto id = RecordId::make(clock, rng);
    QVERIFY(id.text().startsWith(QStringLiteral("0123456789ab7")));
    QCOMPARE(quint8(id.bytes().at(8)) >> 6, 2);
    QCOMPARE(RecordId::fromText(id.text()), id);
    QCOMPARE(RecordId::fromBytes(id.bytes()), id);
    QVERIFY(RecordId::make(clock, rng) != id);
}

void TestBase::anIdFromWrongBytesOrTextIsNull()
{
    QVERIFY(RecordId::fromBytes(QByteArray(15, 'x')).isNull());
    QVERIFY(RecordId::fromText(u"not hexadecimal").isNull());
    QVERIFY(RecordId::fromText(QString(32, QChar(u'g'))).isNull());
    QVERIFY(RecordId().isNull());
}

void TestBase::aLogLineShowsNeitherNumbersNorNames()
{
    QCOMPARE(redacted(QStringLiteral("user 王桂英 id 990101194901010011 port 8443 row 17")),
             QStringLiteral("user ~ id # port 8443 row 17"));
}

QTEST_APPLESS_MAIN(TestBase)
#include "tst_base.moc"
