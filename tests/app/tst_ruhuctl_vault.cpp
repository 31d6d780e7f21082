// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/secretbytes.h"
#include "core/vault/sealedfile.h"
#include "core/vault/vault.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace ruhu;

/// Runs the real program: exit codes and words are what scripts rely on.
class TestRuhuctlVault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aNewVaultIsSoundAndSaysWhoIsInIt();
    void aWrongCommandLineIsUsageAndTouchesNothing();
    void aSecondVaultInTheSameFolderIsRefused();
    void aWrongPasswordAndAMissingDeviceSecretAreToldApart();
    void aChangedPasswordOpensTheVault();
    void verifyNamesADamagedPageAndADamagedFile();
    void aVaultOpenElsewhereIsBusy();

private:
    struct Run
    {
        int code = -1;
        QString out;
        QString err;
    };
    Run run(const QStringList &words);
    QString vault() const { return m_folder->filePath(QStringLiteral("vault")); }
    QString file(const QString &name, const QByteArray &content);
    QStringList create();

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_password;
};

void TestRuhuctlVault::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_password = file(QStringLiteral("password"), "apricot-7-lantern\n");
}

QString TestRuhuctlVault::file(const QString &name, const QByteArray &content)
{
    QFile file(m_folder->filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

TestRuhuctlVault::Run TestRuhuctlVault::run(const QStringList &words)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent")); // no ring
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RUHUCTL), words);
    if (!process.waitForFinished(60'000))
        return {};
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()),
            QString::fromUtf8(process.readAllStandardError())};
}

QStringList TestRuhuctlVault::create()
{
    return {QStringLiteral("vault"),
            QStringLiteral("create"),
            vault(),
            QStringLiteral("--password-file"),
            m_password,
            QStringLiteral("--person"),
            QStringLiteral("Li"),
            QStringLiteral("--kdf"),
            QStringLiteral("floor")};
}

void TestRuhuctlVault::aNewVaultIsSoundAndSaysWhoIsInIt()
{
    const Run created = run(create());
    QCOMPARE(created.code, 0);
    QVERIFY(created.out.contains(QStringLiteral("device secret in a file")));
    QVERIFY(created.err.contains(QStringLiteral("no key ring")));
    const Run verified = run(
        {QStringLiteral("vault"), QStringLiteral("verify"), vault(), QStringLiteral("--password-file"), m_password});
    QCOMPARE(verified.code, 0);
    QVERIFY(verified.out.endsWith(QStringLiteral("clean\n")));
    const Run info = run({QStringLiteral("vault"), QStringLiteral("info"), vault(), QStringLiteral("--json")});
    QCOMPARE(info.code, 0);
    const auto json = QJsonDocument::fromJson(info.out.toUtf8());
    QCOMPARE(json[QStringLiteral("device_secret")].toString(), QStringLiteral("file"));
    const QJsonValue person = json[QStringLiteral("people")][0];
    QCOMPARE(person[QStringLiteral("name")].toString(), QStringLiteral("Li"));
    QCOMPARE(person[QStringLiteral("memory_mib")].toInt(), 64);
}

void TestRuhuctlVault::aWrongCommandLineIsUsageAndTouchesNothing()
{
    QCOMPARE(run({QStringLiteral("vault"), QStringLiteral("create"), vault()}).code, 2);
    QCOMPARE(
        run({QStringLiteral("vault"), QStringLiteral("create"), QStringLiteral("--password-file"), m_password}).code,
        2);
    QCOMPARE(run(create() << QStringLiteral("--weather")).code, 2);
    QStringList cheap = create();
    cheap.last() = QStringLiteral("cheap");
    QCOMPARE(run(cheap).code, 2);
    QVERIFY(!QFileInfo::exists(vault()));
    m_password = file(QStringLiteral("short"), "short\n");
    QCOMPARE(run(create()).code, 1);
    QVERIFY(!QFileInfo::exists(vault()));
    QCOMPARE(run({QStringLiteral("vault"), QStringLiteral("info"), vault()}).code, 1);
}

void TestRuhuctlVault::aSecondVaultInTheSameFolderIsRefused()
{
    QCOMPARE(run(create()).code, 0);
    const Run second = run(create());
    QCOMPARE(second.code, 1);
    QVERIFY(second.err.contains(QStringLiteral("already-exists")));
}

void TestRuhuctlVault::aWrongPasswordAndAMissingDeviceSecretAreToldApart()
{
    QCOMPARE(run(create()).code, 0);
    const QStringList verify{QStringLiteral("vault"), QStringLiteral("verify"), vault(),
                             QStringLiteral("--password-file")};
    const Run wrong = run(verify + QStringList(file(QStringLiteral("wrong"), "apricot-8-lantern\n")));
    QCOMPARE(wrong.code, 1);
    QVERIFY(wrong.err.contains(QStringLiteral("wrong-password")));
    QVERIFY(QFile::rename(vault::deviceSecretPath(vault()), m_folder->filePath(QStringLiteral("secret"))));
    const Run missing = run(verify + QStringList(m_password));
    QCOMPARE(missing.code, 1);
    QVERIFY(missing.err.contains(QStringLiteral("device-secret-missing")));
    QTest::qWait(1100); // the delay of the wrong password
    const Run found = run(verify + QStringList{m_password, QStringLiteral("--device-secret"),
                                               m_folder->filePath(QStringLiteral("secret"))});
    QCOMPARE(found.code, 0);
}

void TestRuhuctlVault::aChangedPasswordOpensTheVault()
{
    QCOMPARE(run(create()).code, 0);
    const QString next = file(QStringLiteral("next"), "plum-blossom-9");
    const QStringList passwd{QStringLiteral("vault"), QStringLiteral("passwd"), vault(),
                             QStringLiteral("--password-file"), m_password};
    QCOMPARE(run(passwd).code, 2);
    QCOMPARE(run(passwd + QStringList{QStringLiteral("--new-password-file"), next}).code, 0);
    QCOMPARE(
        run({QStringLiteral("vault"), QStringLiteral("verify"), vault(), QStringLiteral("--password-file"), next}).code,
        0);
    QCOMPARE(
        run({QStringLiteral("vault"), QStringLiteral("verify"), vault(), QStringLiteral("--password-file"), m_password})
            .code,
        1);
}

void TestRuhuctlVault::verifyNamesADamagedPageAndADamagedFile()
{
    QCOMPARE(run(create()).code, 0);
    const QStringList verify{
        QStringLiteral("vault"), QStringLiteral("verify"), vault(), QStringLiteral("--password-file"), m_password,
        QStringLiteral("--json")};
    QCOMPARE(run(verify).code, 0); // has written page 1
    const vault::SealedFiles files(vault() + QStringLiteral("/files"));
    const vault::SealedBytes photo = vault::sealBytes("a photo", "context");
    QVERIFY(files.store(photo.name, photo.sealed));
    const auto faults = [&] {
        const Run verified = run(verify);
        const auto list = QJsonDocument::fromJson(verified.out.toUtf8())[QStringLiteral("faults")].toArray();
        return verified.code == (list.isEmpty() ? 0 : 1) ? int(list.size()) : -1;
    };
    const auto flip = [](const QString &path, qint64 at) {
        QFile file(path);
        if (!file.open(QIODevice::ReadWrite))
            qFatal("open");
        QByteArray bytes = file.readAll();
        bytes[at] = char(bytes.at(at) ^ 4);
        file.seek(0);
        file.write(bytes);
    };
    QCOMPARE(faults(), 0);
    flip(files.pathOf(photo.name), 30);
    QCOMPARE(faults(), 1);
    flip(files.pathOf(photo.name), 30);
    QCOMPARE(faults(), 0);
    flip(vault::databasePath(vault()), 4096 + 100);
    QVERIFY(faults() >= 1);
    flip(vault::databasePath(vault()), 4096 + 100);
    flip(vault::databasePath(vault()), 60); // a byte of header copy A
    QCOMPARE(faults(), 1);
    QCOMPARE(faults(), 0); // the first verify has restored it
}

void TestRuhuctlVault::aVaultOpenElsewhereIsBusy()
{
    QCOMPARE(run(create()).code, 0);
    const SystemClock clock;
    const auto open = vault::Vault::open(vault(), clock);
    QVERIFY(open);
    const Run busy = run({QStringLiteral("vault"), QStringLiteral("info"), vault()});
    QCOMPARE(busy.code, 1);
    QVERIFY(busy.err.contains(QStringLiteral("busy")));
}

QTEST_GUILESS_MAIN(TestRuhuctlVault)
#include "tst_ruhuctl_vault.moc"
