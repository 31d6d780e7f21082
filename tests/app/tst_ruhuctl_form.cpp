// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Runs the real program over forms that a province may send by mistake: each refusal says where and why.
class TestRuhuctlForm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSurveyIsChecked();
    void aFormThatDoesNotParseIsRefused_data();
    void aFormThatDoesNotParseIsRefused();
    void aFileThatIsNotThereIsNamed();

private:
    struct Run
    {
        int code = -1;
        QString out;
        QString err;
    };
    static Run check(const QString &path)
    {
        QProcess process;
        process.start(QStringLiteral(RUHUCTL), {u"form"_s, u"check"_s, path});
        if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }

    QTemporaryDir m_folder;
};

void TestRuhuctlForm::theSurveyIsChecked()
{
    const Run run = check(QStringLiteral(RUHU_SOURCE_DIR "/resources/forms/household-survey.xml"));
    QVERIFY2(run.code == 0, qPrintable(run.err));
    QVERIFY2(run.out.contains(u"household-survey 2026-01: "_s), qPrintable(run.out));
}

void TestRuhuctlForm::aFormThatDoesNotParseIsRefused_data()
{
    QTest::addColumn<QByteArray>("form");
    QTest::addColumn<QString>("said");
    const QByteArray head("<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\">"
                          "<h:head><h:title>t</h:title><model><instance><data id=\"d\"><a/><b/></data></instance>");
    const QByteArray tail("</model></h:head><h:body><input ref=\"/data/a\"><label>A</label></input>"
                          "<input ref=\"/data/b\"><label>B</label></input></h:body></h:html>");
    QTest::newRow("ends in the middle") << head << u"bad-format: XML line 1"_s;
    QTest::newRow("no XML") << QByteArray("PK\x03\x04 a spreadsheet") << u"bad-format: XML line 1"_s;
    QTest::newRow("empty") << QByteArray() << u"bad-format: XML line 1"_s;
    QTest::newRow("a document type") << QByteArray("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"b\">]>") + head +
                                            tail
                                     << u"unsupported: DOCTYPE"_s;
    QTest::newRow("an unknown function") << head + "<bind nodeset=\"/data/a\" calculate=\"invent(1)\"/>" + tail
                                         << u"invent"_s;
    QTest::newRow("a broken expression") << head + "<bind nodeset=\"/data/a\" calculate=\"1 + \"/>" + tail
                                         << u"/data/a"_s;
    QTest::newRow("a circle") << head +
                                     "<bind nodeset=\"/data/a\" calculate=\"/data/b\"/>"
                                     "<bind nodeset=\"/data/b\" calculate=\"/data/a\"/>" +
                                     tail
                              << u"/data/a"_s;
}

void TestRuhuctlForm::aFormThatDoesNotParseIsRefused()
{
    QFETCH(QByteArray, form);
    QFETCH(QString, said);
    const QString path = m_folder.filePath(u"form.xml"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(form) == form.size());
    file.close();
    const Run run = check(path);
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains(said), qPrintable(run.err));
    QVERIFY(run.out.isEmpty()); // no figures of a form that is none
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), form);
}

void TestRuhuctlForm::aFileThatIsNotThereIsNamed()
{
    const Run run = check(m_folder.filePath(u"nowhere.xml"_s));
    QCOMPARE(run.code, 1);
    QVERIFY(run.err.contains(u"nowhere.xml"_s));
}

QTEST_GUILESS_MAIN(TestRuhuctlForm)
#include "tst_ruhuctl_form.moc"
