// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include <QDir>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::Literals::StringLiterals;

/// Every verb of ruhuctl, as a script meets it: there is help, a wrong command line is 2 and touches nothing.
class TestRuhuctlVerbs : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerbThatScriptsRelyOnIsThere();
    void everyVerbExplainsItself_data() { verbs(); }
    void everyVerbExplainsItself();
    void everyVerbRefusesWhatItDoesNotKnow_data() { verbs(); }
    void everyVerbRefusesWhatItDoesNotKnow();
    void everyVerbThatNeedsAnArgumentSaysSo_data() { verbs(); }
    void everyVerbThatNeedsAnArgumentSaysSo();
    void verbsOfAVaultFailWhereThereIsNone_data();
    void verbsOfAVaultFailWhereThereIsNone();
    void aWordThatIsNoVerbIsUsage();

private:
    struct Run
    {
        int code = -1;
        QString out;
        QString err;
    };
    /// In an empty folder, so that a verb which touches something is caught.
    Run run(const QStringList &words)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QProcess process;
        process.setWorkingDirectory(m_folder->path());
        process.start(QStringLiteral(RUHUCTL), words);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            return {};
        return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
                QString::fromUtf8(process.readAllStandardError())};
    }
    [[nodiscard]] bool nothingTouched() const { return QDir(m_folder->path()).isEmpty(); }
    /// "store hammer" -> its synopsis, as `ruhuctl --help` lists them.
    QMap<QString, QString> listed();
    void verbs();

    std::unique_ptr<QTemporaryDir> m_folder;
};

QMap<QString, QString> TestRuhuctlVerbs::listed()
{
    QMap<QString, QString> found;
    for (const QString &line : run({u"--help"_s}).out.split(u'\n')) {
        if (!line.startsWith(u"  ruhuctl "_s))
            continue;
        const QStringList words = line.trimmed().split(u' ', Qt::SkipEmptyParts).mid(1);
        qsizetype size = 0; // the name ends where options, FILES or [choices] begin
        while (size < words.size() && words.at(size).front().isLower())
            ++size;
        found[words.mid(0, size).join(u' ')] = words.mid(size).join(u' ');
    }
    return found;
}

void TestRuhuctlVerbs::verbs()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QString>("synopsis");
    const auto all = listed();
    for (auto it = all.cbegin(); it != all.cend(); ++it)
        QTest::newRow(qPrintable(it.key())) << it.key() << it.value();
}

void TestRuhuctlVerbs::everyVerbThatScriptsRelyOnIsThere()
{
    const auto all = listed();
    for (const char *verb : {"demo create",    "demo form",        "vault create",  "vault info",    "vault verify",
                             "vault passwd",   "store hammer",     "store confirm", "store rebuild", "form check",
                             "form run",       "form expressions", "policy build",  "policy sign",   "policy check",
                             "hub person add", "sync once",        "sim run",       "sim plants",    "bench"})
        QVERIFY2(all.contains(QString::fromLatin1(verb)), verb);
}

void TestRuhuctlVerbs::everyVerbExplainsItself()
{
    QFETCH(QString, verb);
    const Run help = run(verb.split(u' ') << u"--help"_s);
    QCOMPARE(help.code, 0);
    QVERIFY(help.err.isEmpty());
    QVERIFY2(help.out.startsWith(u"Usage: ruhuctl "_s + verb), qPrintable(help.out));
    QVERIFY2(help.out.section(u"\n\n"_s, 1).trimmed().size() > 20, qPrintable(help.out));
    QVERIFY(nothingTouched());
}

void TestRuhuctlVerbs::everyVerbRefusesWhatItDoesNotKnow()
{
    QFETCH(QString, verb);
    const Run wrong = run(verb.split(u' ') << u"--no-such-option"_s);
    QCOMPARE(wrong.code, 2);
    QVERIFY(wrong.out.isEmpty());
    QVERIFY(!wrong.err.isEmpty());
    QVERIFY(nothingTouched());
}

void TestRuhuctlVerbs::everyVerbThatNeedsAnArgumentSaysSo()
{
    QFETCH(QString, verb);
    QFETCH(QString, synopsis);
    if (synopsis.isEmpty() || synopsis.startsWith(u'['))
        return; // it needs none
    const Run bare = run(verb.split(u' '));
    QCOMPARE(bare.code, 2);
    QVERIFY(bare.out.isEmpty());
    QVERIFY(!bare.err.isEmpty());
    QVERIFY(nothingTouched());
}

void TestRuhuctlVerbs::verbsOfAVaultFailWhereThereIsNone_data()
{
    QTest::addColumn<QStringList>("words");
    const QStringList password{u"--password-file"_s, u"nothing"_s};
    QTest::newRow("info") << QStringList{u"vault"_s, u"info"_s, u"nowhere"_s};
    QTest::newRow("verify") << QStringList{u"vault"_s, u"verify"_s, u"nowhere"_s} + password;
    QTest::newRow("hammer") << QStringList{u"store"_s, u"hammer"_s, u"nowhere"_s, u"--records"_s, u"1"_s} + password;
    QTest::newRow("confirm") << QStringList{u"store"_s, u"confirm"_s, u"nowhere"_s} + password;
    QTest::newRow("rebuild") << QStringList{u"store"_s, u"rebuild"_s, u"nowhere"_s} + password;
    QTest::newRow("sync once") << QStringList{u"sync"_s, u"once"_s, u"nowhere"_s, u"--hub"_s,
                                              u"https://localhost:1"_s} +
                                      password;
}

void TestRuhuctlVerbs::verbsOfAVaultFailWhereThereIsNone()
{
    QFETCH(QStringList, words);
    const Run failed = run(words);
    QCOMPARE(failed.code, 1);
    QVERIFY(failed.out.isEmpty());
    QVERIFY(failed.err.startsWith(u"ruhuctl: "_s));
    QVERIFY(nothingTouched());
}

void TestRuhuctlVerbs::aWordThatIsNoVerbIsUsage()
{
    for (const QStringList &words :
         {QStringList(), QStringList{u"weather"_s}, QStringList{u"vault"_s}, QStringList{u"vault"_s, u"weather"_s}}) {
        const Run wrong = run(words);
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.out.isEmpty());
        QVERIFY(wrong.err.contains(u"store hammer"_s)); // it lists what there is
    }
    QCOMPARE(run({u"--help"_s}).code, 0);
}

QTEST_GUILESS_MAIN(TestRuhuctlVerbs)
#include "tst_ruhuctl_verbs.moc"
