// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/text/pinyin.h"
#include "core/text/width.h"

#include <QTest>

using namespace ruhu::text;
using namespace Qt::Literals::StringLiterals;

class TestPinyin : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void surnamesHaveAllTheirReadings_data();
    void surnamesHaveAllTheirReadings();
    void shanXiongxinIsFoundByEachOfHisInitials();
    void theDottedUIsTypedAsV();
    void aRareCharacterOutsideTheBasicPlaneIsRead();
    void lettersReadAsThemselvesAndMarksAreSilent();
    void aMinorityNameIsFoundWithOrWithoutItsDot();
    void suffixesStartAtEachCharacter();
    void manyReadingsStayBelowTheCapAndKeepTheSurname();
    void anEmptyNameHasNoKeys();
    void namesSortByTheSurnameReading();
    void fullWidthInputBecomesAscii();
};

void TestPinyin::surnamesHaveAllTheirReadings_data()
{
    QTest::addColumn<QString>("character");
    QTest::addColumn<QStringList>("wanted");
    QTest::newRow("单") << u"单"_s << QStringList{u"dan"_s, u"shan"_s, u"chan"_s};
    QTest::newRow("曾") << u"曾"_s << QStringList{u"zeng"_s, u"ceng"_s};
    QTest::newRow("仇") << u"仇"_s << QStringList{u"qiu"_s, u"chou"_s};
    QTest::newRow("解") << u"解"_s << QStringList{u"xie"_s, u"jie"_s};
    QTest::newRow("区") << u"区"_s << QStringList{u"ou"_s, u"qu"_s};
    QTest::newRow("翟") << u"翟"_s << QStringList{u"zhai"_s, u"di"_s};
    QTest::newRow("查") << u"查"_s << QStringList{u"zha"_s, u"cha"_s};
    QTest::newRow("朴") << u"朴"_s << QStringList{u"piao"_s, u"pu"_s};
    QTest::newRow("盖") << u"盖"_s << QStringList{u"ge"_s, u"gai"_s};
    QTest::newRow("尉") << u"尉"_s << QStringList{u"wei"_s, u"yu"_s};
    QTest::newRow("乐") << u"乐"_s << QStringList{u"yue"_s, u"le"_s};
    QTest::newRow("缪") << u"缪"_s << QStringList{u"miao"_s, u"miu"_s};
    QTest::newRow("长") << u"长"_s << QStringList{u"zhang"_s, u"chang"_s};
    QTest::newRow("重") << u"重"_s << QStringList{u"zhong"_s, u"chong"_s};
}

void TestPinyin::surnamesHaveAllTheirReadings()
{
    QFETCH(QString, character);
    QFETCH(QStringList, wanted);
    const QStringList found = readings(character.toUcs4().first());
    for (const QString &reading : wanted)
        QVERIFY2(found.contains(reading), qPrintable(reading + u" not in "_s + found.join(u' ')));
}

void TestPinyin::shanXiongxinIsFoundByEachOfHisInitials()
{
    const SearchKeys keys = searchKeys(u"单雄信");
    QVERIFY(keys.initials.contains(u"sxx"_s));
    QVERIFY(keys.initials.contains(u"dxx"_s));
    QVERIFY(keys.full.contains(u"shanxiongxin"_s));
    QVERIFY(keys.full.contains(u"danxiongxin"_s));
    QCOMPARE(keys.full.first(), u"danxiongxin"_s); // the everyday reading leads
}

void TestPinyin::theDottedUIsTypedAsV()
{
    QVERIFY(readings(U'吕').contains(u"lv"_s));
    QVERIFY(readings(U'女').contains(u"nv"_s));
    QVERIFY(searchKeys(u"吕女").full.contains(u"lvnv"_s));
}

void TestPinyin::aRareCharacterOutsideTheBasicPlaneIsRead()
{
    QVERIFY(readings(0x2CADAU).isEmpty() || readings(0x2CADAU).first().size() > 0);
    QCOMPARE(readings(0x20087U).isEmpty(), false); // 𠂇, in kMandarin since Unicode 3.1
    const SearchKeys keys = searchKeys(u"王𠂇");
    QCOMPARE(keys.suffixes, QStringList({u"王𠂇"_s, u"𠂇"_s}));
    QVERIFY(keys.initials.first().size() == 2);
}

void TestPinyin::lettersReadAsThemselvesAndMarksAreSilent()
{
    QCOMPARE(readings(U'A'), QStringList(u"a"_s));
    QCOMPARE(readings(U'7'), QStringList(u"7"_s));
    QVERIFY(readings(U'，').isEmpty());
    QVERIFY(readings(0x10FFFFU).isEmpty());
    QVERIFY(readings(0x110000U).isEmpty());
    QVERIFY(readings(U'Ω').isEmpty());
    QVERIFY(searchKeys(u"张（A）").full.contains(u"zhanga"_s));
}

void TestPinyin::aMinorityNameIsFoundWithOrWithoutItsDot()
{
    const SearchKeys keys = searchKeys(u"阿依努尔·买买提");
    QVERIFY(keys.full.contains(u"ayinuermaimaiti"_s));
    QCOMPARE(keys.suffixes.first(), u"阿依努尔买买提"_s);
    QVERIFY(keys.suffixes.contains(u"买买提"_s));
    for (QStringView typed : {u"阿依努尔·买买提", u"阿依努尔•买买提", u"阿依努尔．买买提", u"阿依努尔 买买提"})
        QCOMPARE(searchForm(typed), keys.suffixes.first());
}

void TestPinyin::suffixesStartAtEachCharacter()
{
    QCOMPARE(searchKeys(u"王桂英").suffixes, QStringList({u"王桂英"_s, u"桂英"_s, u"英"_s}));
}

void TestPinyin::manyReadingsStayBelowTheCapAndKeepTheSurname()
{
    const SearchKeys keys = searchKeys(u"单和着得地重乐行长还会中数都单和着得地重");
    QVERIFY(keys.full.size() <= maxVariants && keys.full.size() > 1);
    QVERIFY(keys.initials.size() <= maxVariants);
    bool shan = false;
    for (const QString &key : keys.full)
        shan = shan || key.startsWith(u"shan"_s);
    QVERIFY(shan);
    QCOMPARE(QSet<QString>(keys.full.begin(), keys.full.end()).size(), keys.full.size());
}

void TestPinyin::anEmptyNameHasNoKeys()
{
    for (QStringView name : {u"", u" ", u"·", u"　"}) {
        const SearchKeys keys = searchKeys(name);
        QVERIFY(keys.full.isEmpty() && keys.initials.isEmpty() && keys.suffixes.isEmpty());
    }
    const SearchKeys silent = searchKeys(u"？");
    QVERIFY(silent.full.isEmpty() && silent.initials.isEmpty());
}

void TestPinyin::namesSortByTheSurnameReading()
{
    QStringList names = {u"曾国强"_s, u"仇大海"_s, u"单雄信"_s, u"陈国梁"_s, u"欧阳修"_s, u"欧大海"_s, u"赵长河"_s};
    std::ranges::sort(names, {}, [](const QString &name) { return sortKey(name); });
    QCOMPARE(names,
             QStringList({u"陈国梁"_s, u"欧大海"_s, u"欧阳修"_s, u"仇大海"_s, u"单雄信"_s, u"曾国强"_s, u"赵长河"_s}));
    QVERIFY(sortKey(u"王芳") != sortKey(u"王方")); // same sound, still a fixed order
    QVERIFY(sortKey(u"").size() > 0);
}

void TestPinyin::fullWidthInputBecomesAscii()
{
    QCOMPARE(foldedWidth(u"１３８００００６０５１"), u"13800006051"_s);
    QCOMPARE(foldedWidth(u"９９０１Ｘ　ｘ（１）"), u"9901X x(1)"_s);
    QCOMPARE(foldedWidth(u"王桂英。"), u"王桂英。"_s);
    QCOMPARE(searchForm(u" ＷＧＹ "), u"wgy"_s);
}

QTEST_GUILESS_MAIN(TestPinyin)
#include "tst_pinyin.moc"
