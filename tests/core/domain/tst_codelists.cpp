// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/codelists.h"
#include "core/domain/csv.h"

#include <QTest>

using namespace ruhu;
using namespace Qt::Literals::StringLiterals;

class TestCodeLists : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theBuiltInListsAreComplete();
    void anUnknownCodeIsShownAsItIs();
    void aCodeThatStandsTwiceIsRefused();
    void aTableWithAMissingColumnIsRefused();
    void quotedCellsKeepCommasQuotesAndLineBreaks();
    void commentsEmptyLinesAndCarriageReturnsAreNotData();
    void brokenTablesNameTheLine_data();
    void brokenTablesNameTheLine();
};

void TestCodeLists::theBuiltInListsAreComplete()
{
    const CodeLists &lists = CodeLists::builtIn();
    QVERIFY(lists.lists().size() >= 47); // those of the reference; the program has a few of its own
    QCOMPARE(lists.entries(u"RELATION").size(), 84);
    QCOMPARE(lists.entries(u"ETHNIC").size(), 58);
    qsizetype all = 0;
    for (const QString &list : lists.lists()) {
        for (const CodeEntry &entry : lists.entries(list)) {
            QVERIFY2(!entry.zh.isEmpty() && !entry.en.isEmpty(), qPrintable(list + u'/' + entry.code));
            ++all;
        }
    }
    QVERIFY(all >= 542);
    QCOMPARE(lists.zh(u"RELATION", u"10"), QStringLiteral("配偶"));
    QCOMPARE(lists.en(u"PROGRAM", u"SUBSISTENCE"), QStringLiteral("Subsistence allowance"));
}

void TestCodeLists::anUnknownCodeIsShownAsItIs()
{
    QCOMPARE(CodeLists::builtIn().zh(u"RELATION", u"Q7"), QStringLiteral("Q7"));
    QCOMPARE(CodeLists::builtIn().en(u"NO_LIST", u"1"), QStringLiteral("1"));
    QVERIFY(!CodeLists::builtIn().contains(u"SEX", u"3"));
    QVERIFY(CodeLists::builtIn().entries(u"NO_LIST").isEmpty());
}

void TestCodeLists::aCodeThatStandsTwiceIsRefused()
{
    const auto read = CodeLists::fromCsv("list,code,name_zh,name_en\nSEX,1,a,b\nSEX,2,a,b\nSEX,1,c,d\n");
    QVERIFY(!read);
    QCOMPARE(read.error().code, ErrorCode::BadFormat);
    QVERIFY(CodeLists::fromCsv("list,code,name_zh,name_en\nSEX,1,a,b\nOTHER,1,c,d\n"));
}

void TestCodeLists::aTableWithAMissingColumnIsRefused()
{
    QVERIFY(!CodeLists::fromCsv("list,code,name_zh\nSEX,1,a\n"));
    QVERIFY(!CodeLists::fromCsv("list,code,name_zh,name_en\nSEX,,a,b\n"));
}

void TestCodeLists::quotedCellsKeepCommasQuotesAndLineBreaks()
{
    const auto table = readCsv("\xEF\xBB\xBF"
                               "a,b\n\"1,2\",\"say \"\"x\"\"\nagain\"\n,\"\"\n");
    QVERIFY(table);
    QCOMPARE(table->columns, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(table->rows.size(), 2);
    QCOMPARE(table->rows[0], QStringList({u"1,2"_s, u"say \"x\"\nagain"_s}));
    QCOMPARE(table->rows[1], QStringList({QString(), QString()}));
}

void TestCodeLists::commentsEmptyLinesAndCarriageReturnsAreNotData()
{
    const auto table = readCsv("# licence\r\n\r\na,b\r\n1,2\r\n\n# between\n3,\n");
    QVERIFY(table);
    QCOMPARE(table->columns, QStringList({u"a"_s, u"b"_s}));
    QCOMPARE(table->rows, QList<QStringList>({{u"1"_s, u"2"_s}, {u"3"_s, QString()}}));
    QCOMPARE(table->column(u"b"), 1);
    QCOMPARE(table->column(u"c"), -1);
}

void TestCodeLists::brokenTablesNameTheLine_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("detail");
    QTest::newRow("open quote") << QByteArray("a,b\n1,2\n3,\"4\n") << QStringLiteral("line 3: a quote is not closed");
    QTest::newRow("text after a quote") << QByteArray("a,b\n\"1\"x,2\n")
                                        << QStringLiteral("line 2: a quote is not closed");
    QTest::newRow("too few") << QByteArray("a,b\n1\n") << QStringLiteral("line 2: wrong number of cells");
    QTest::newRow("too many") << QByteArray("a,b\n1,2\n1,2,3\n") << QStringLiteral("line 3: wrong number of cells");
    QTest::newRow("column twice") << QByteArray("a,a\n") << QStringLiteral("line 1: a column name stands twice");
    QTest::newRow("nothing") << QByteArray("# only a comment\n") << QStringLiteral("no header line");
    QTest::newRow("gb18030") << QByteArray("a\n\xd0\xd5\n") << QStringLiteral("not UTF-8");
}

void TestCodeLists::brokenTablesNameTheLine()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, detail);
    const auto table = readCsv(bytes);
    QVERIFY(!table);
    QCOMPARE(table.error(), (Error{ErrorCode::BadFormat, detail}));
}

QTEST_GUILESS_MAIN(TestCodeLists)
#include "tst_codelists.moc"
