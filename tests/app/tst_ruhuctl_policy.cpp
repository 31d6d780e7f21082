// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/sign.h"
#include "sync/protocol/certificate.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace ruhu;
using namespace Qt::Literals::StringLiterals;

/// Runs the real program: a province's way from a folder of tables to a pack that laptops take.
class TestRuhuctlPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theDemoFolderIsBuiltSignedAndChecked();
    void anUnsignedPackIsNotTaken();
    void aPackOfAnotherProvinceIsNotTaken();
    void aPackIsNotTakenOutsideItsTime();
    void aChangedPackIsNotTaken();
    void aSlipInAParameterIsFoundAtTheBuild();
    void aWrongCommandLineIsUsage_data();
    void aWrongCommandLineIsUsage();
    void filesThatAreNoneAreNamed();

private:
    struct Run
    {
        int code = -1;
        QString out;
        QString err;
    };
    static Run run(const QStringList &words);
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const;
    QByteArray read(const QString &name) const;
    /// A root record with one key, and the key's seed beside it.
    void makeRoot(const QString &name) const;
    QString signedPack() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    const QString m_demo = QStringLiteral(RUHU_SOURCE_DIR "/resources/policy/demo");
};

void TestRuhuctlPolicy::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    makeRoot(u"root"_s);
}

TestRuhuctlPolicy::Run TestRuhuctlPolicy::run(const QStringList &words)
{
    QProcess process;
    process.start(QStringLiteral(RUHUCTL), QStringList(u"policy"_s) + words);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QString TestRuhuctlPolicy::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
}

QByteArray TestRuhuctlPolicy::read(const QString &name) const
{
    QFile file(path(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestRuhuctlPolicy::makeRoot(const QString &name) const
{
    const crypto::SecretBytes seed = crypto::SecretBytes::random(crypto::signSeedSize);
    const crypto::SigningKey key = crypto::signingKeyFromSeed(seed);
    protocol::RootRecord root;
    root.province = u"Test"_s;
    root.demo = true;
    root.keys = {key.publicKey};
    root.escrowKey = QByteArray(32, '\1');
    root.issuer = {key.publicKey, 0, 1'000'000'000'000'000};
    const auto issued = protocol::issue(root, {{key.publicKey, [&key](QByteArrayView message) -> Result<QByteArray> {
                                                    return crypto::sign(key.secretKey, message);
                                                }}});
    QVERIFY2(issued, issued ? "" : qPrintable(issued.error().detail));
    QVERIFY(!write(name + u".record"_s, issued->bytes).isEmpty());
    QVERIFY(!write(name + u".key"_s, seed.toPlain()).isEmpty());
}

QString TestRuhuctlPolicy::signedPack() const
{
    const QString pack = path(u"demo.ruhupack"_s);
    const bool built = run({u"build"_s, m_demo, u"--out"_s, pack}).code == 0;
    return built && run({u"sign"_s, pack, u"--key"_s, path(u"root.key"_s)}).code == 0 ? pack : QString();
}

void TestRuhuctlPolicy::theDemoFolderIsBuiltSignedAndChecked()
{
    const QString pack = path(u"demo.ruhupack"_s);
    const QString form = QStringLiteral(RUHU_SOURCE_DIR "/resources/forms/household-survey.xml");
    const Run built = run({u"build"_s, m_demo, u"--out"_s, pack, u"--form"_s, form});
    QVERIFY2(built.code == 0, qPrintable(built.err));
    QVERIFY2(built.out.startsWith(u"demo-province-2025.7: 10 files"_s), qPrintable(built.out));
    QCOMPARE(run({u"sign"_s, pack, u"--key"_s, path(u"root.key"_s)}).code, 0);
    const Run checked = run({u"check"_s, pack, u"--root"_s, path(u"root.record"_s), u"--on"_s, u"2025-11-21"_s});
    QVERIFY2(checked.code == 0, qPrintable(checked.err));
    QVERIFY(checked.out.contains(u"demonstration"_s) && checked.out.contains(u"2025-07-01 to 2027-12-31"_s));
    // Signing into another file leaves the first one alone.
    const QByteArray before = read(u"demo.ruhupack"_s);
    makeRoot(u"second"_s);
    QCOMPARE(run({u"sign"_s, pack, u"--key"_s, path(u"second.key"_s), u"--out"_s, path(u"two.ruhupack"_s)}).code, 0);
    QCOMPARE(read(u"demo.ruhupack"_s), before);
    QCOMPARE(
        run({u"check"_s, path(u"two.ruhupack"_s), u"--root"_s, path(u"second.record"_s), u"--on"_s, u"2025-11-21"_s})
            .code,
        0);
}

void TestRuhuctlPolicy::anUnsignedPackIsNotTaken()
{
    const QString pack = path(u"demo.ruhupack"_s);
    QCOMPARE(run({u"build"_s, m_demo, u"--out"_s, pack}).code, 0);
    const Run checked = run({u"check"_s, pack, u"--root"_s, path(u"root.record"_s)});
    QCOMPARE(checked.code, 1);
    QVERIFY(checked.err.contains(u"unsigned"_s));
}

void TestRuhuctlPolicy::aPackOfAnotherProvinceIsNotTaken()
{
    makeRoot(u"other"_s);
    const Run checked =
        run({u"check"_s, signedPack(), u"--root"_s, path(u"other.record"_s), u"--on"_s, u"2025-11-21"_s});
    QCOMPARE(checked.code, 1);
    QVERIFY(checked.err.contains(u"wrong-root"_s));
}

void TestRuhuctlPolicy::aPackIsNotTakenOutsideItsTime()
{
    const QString pack = signedPack();
    const QString root = path(u"root.record"_s);
    const Run late = run({u"check"_s, pack, u"--root"_s, root, u"--on"_s, u"2028-01-01"_s});
    QVERIFY(late.code == 1 && late.err.contains(u"expired"_s));
    const Run early = run({u"check"_s, pack, u"--root"_s, root, u"--on"_s, u"2025-06-30"_s});
    QVERIFY(early.code == 1 && early.err.contains(u"not-yet-valid"_s));
}

void TestRuhuctlPolicy::aChangedPackIsNotTaken()
{
    const QString pack = signedPack();
    QByteArray bytes = read(u"demo.ruhupack"_s);
    const qsizetype at = bytes.indexOf("2027-12-31");
    QVERIFY(at > 0);
    bytes.replace(at, 4, "2037");
    write(u"demo.ruhupack"_s, bytes);
    const Run checked = run({u"check"_s, pack, u"--root"_s, path(u"root.record"_s), u"--on"_s, u"2025-11-21"_s});
    QVERIFY(checked.code == 1 && checked.err.contains(u"tampered"_s));
}

void TestRuhuctlPolicy::aSlipInAParameterIsFoundAtTheBuild()
{
    QVERIFY(QDir(m_folder->path()).mkdir(u"policy"_s));
    for (const QString &name : QDir(m_demo).entryList(QDir::Files))
        QVERIFY(QFile::copy(m_demo + u'/' + name, path(u"policy/"_s + name)));
    QFile::setPermissions(path(u"policy/standards.csv"_s), QFile::ReadOwner | QFile::WriteOwner);
    write(u"policy/standards.csv"_s, read(u"policy/standards.csv"_s).replace("800.00", "8OO.00"));
    const Run built = run({u"build"_s, path(u"policy"_s), u"--out"_s, path(u"demo.ruhupack"_s)});
    QCOMPARE(built.code, 1);
    QVERIFY2(built.err.contains(u"standards.csv: amount_yuan"_s), qPrintable(built.err));
    QVERIFY(!QFile::exists(path(u"demo.ruhupack"_s)));
}

void TestRuhuctlPolicy::aWrongCommandLineIsUsage_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("build without out") << QStringList{u"build"_s, u"folder"_s};
    QTest::newRow("build with two folders") << QStringList{u"build"_s, u"a"_s, u"b"_s, u"--out"_s, u"c"_s};
    QTest::newRow("unknown option") << QStringList{u"build"_s, u"a"_s, u"--out"_s, u"c"_s, u"--force"_s};
    QTest::newRow("option without value") << QStringList{u"build"_s, u"a"_s, u"--out"_s};
    QTest::newRow("sign without key") << QStringList{u"sign"_s, u"pack"_s};
    QTest::newRow("check without root") << QStringList{u"check"_s, u"pack"_s};
    QTest::newRow("check on no day") << QStringList{u"check"_s, u"pack"_s, u"--root"_s,
                                                    u"r"_s,     u"--on"_s, u"tomorrow"_s};
}

void TestRuhuctlPolicy::aWrongCommandLineIsUsage()
{
    QFETCH(QStringList, words);
    const Run answer = run(words);
    QCOMPARE(answer.code, 2);
    QVERIFY(!answer.err.isEmpty() && answer.out.isEmpty());
}

void TestRuhuctlPolicy::filesThatAreNoneAreNamed()
{
    QCOMPARE(run({u"build"_s, path(u"nowhere"_s), u"--out"_s, path(u"x"_s)}).code, 1);
    QCOMPARE(run({u"sign"_s, path(u"nowhere"_s), u"--key"_s, path(u"root.key"_s)}).code, 1);
    const QString pack = signedPack();
    write(u"short.key"_s, "too short");
    QVERIFY(run({u"sign"_s, pack, u"--key"_s, path(u"short.key"_s)}).err.contains(u"32-byte"_s));
    QCOMPARE(run({u"check"_s, pack, u"--root"_s, path(u"short.key"_s)}).code, 1);
    write(u"garbage"_s, "garbage");
    QVERIFY(run({u"check"_s, path(u"garbage"_s), u"--root"_s, path(u"root.record"_s)}).err.contains(u"bad-format"_s));
}

QTEST_GUILESS_MAIN(TestRuhuctlPolicy)
#include "tst_ruhuctl_policy.moc"
