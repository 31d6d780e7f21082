// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// `ruhuctl sync once` between a demo's enrolled laptop and a real ruhu-hub, and what a second laptop then sees.
#include "app/ruhu/enrolmentport.h"
#include "core/crypto/random.h"
#include "core/service/desk.h"
#include "core/service/laptop.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QtTest>

using namespace ruhu;
using namespace Qt::Literals::StringLiterals;

namespace {

class NoKeyring final : public service::KeyringPort
{
public:
    [[nodiscard]] QString backend() const override { return {}; }
    [[nodiscard]] service::Answer<QByteArray> read(const QString &) override
    {
        return service::ready<QByteArray>(fail(ErrorCode::KeyringUnavailable));
    }
    [[nodiscard]] service::Answer<void> write(const QString &, const QByteArray &) override
    {
        return service::ready<void>(fail(ErrorCode::KeyringUnavailable));
    }
};

template <typename T>
Result<T> await(const service::Answer<T> &answer)
{
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 120'000))
        return fail(ErrorCode::Internal, u"no answer"_s);
    return answer.resultCount() > 0 ? answer.result() : Result<T>(fail(ErrorCode::Cancelled));
}

#define VERIFY_OK(result)                                                                                              \
    do {                                                                                                               \
        const auto &checked_ = (result);                                                                               \
        if (!checked_)                                                                                                 \
            QFAIL(qPrintable(QString(errorName(checked_.error().code) + u": "_s + checked_.error().detail)));          \
    } while (false)

} // namespace

class TestRuhuctlSync : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aVaultThatWasNeverEnrolledIsRefused();
    void aHubThatIsDownIsSaidAndTheVaultStaysAsItWas();
    void aChangeMadeHereIsSeenOnTheOtherLaptop();

private:
    struct Run
    {
        int code = -1;
        QJsonObject json;
        QString err;
    };
    Run ruhuctl(const QStringList &words);
    Run syncOnce(const QString &vault, const QString &name, const QString &password);
    /// What stands behind `label` in the demo's guide.
    QString guide(const QString &pattern) const;
    void startHub();
    service::Laptop &laptopOf(const QString &which);
    Result<std::shared_ptr<service::Desk>> unlock(service::Laptop &laptop, const QString &name,
                                                  const QString &password);
    QString file(const QString &name, const QByteArray &content);

    QTemporaryDir m_folder;
    QString m_guide;
    QUrl m_hub;
    QProcess m_hubProcess;
    std::unique_ptr<service::Laptop> m_laptop;
};

QString TestRuhuctlSync::file(const QString &name, const QByteArray &content)
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

TestRuhuctlSync::Run TestRuhuctlSync::ruhuctl(const QStringList &words)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s); // no ring
    process.setProcessEnvironment(environment);
    process.start(QStringLiteral(RUHUCTL), words);
    if (!process.waitForFinished(240'000))
        return {};
    return {process.exitCode(), QJsonDocument::fromJson(process.readAllStandardOutput()).object(),
            QString::fromUtf8(process.readAllStandardError())};
}

TestRuhuctlSync::Run TestRuhuctlSync::syncOnce(const QString &vault, const QString &name, const QString &password)
{
    return ruhuctl({u"sync"_s, u"once"_s, vault, u"--hub"_s, m_hub.toString(), u"--password-file"_s,
                    file(u"password"_s, password.toUtf8()), u"--person"_s, name});
}

QString TestRuhuctlSync::guide(const QString &pattern) const
{
    return QRegularExpression(pattern, QRegularExpression::MultilineOption).match(m_guide).captured(1);
}

void TestRuhuctlSync::startHub()
{
    const QString hub = m_folder.filePath(u"demo/hub"_s);
    m_hubProcess.setProcessChannelMode(QProcess::MergedChannels);
    m_hubProcess.start(QStringLiteral(RUHU_HUB),
                       {u"--data-dir"_s, hub, u"--listen"_s, u"%1:%2"_s.arg(m_hub.host()).arg(m_hub.port()),
                        u"--cert"_s, hub + u"/keys/server.pem"_s, u"--key"_s, hub + u"/keys/server.key"_s});
    QByteArray said;
    while (!said.contains("listening on")) {
        QVERIFY2(m_hubProcess.waitForReadyRead(30'000), said.constData());
        said += m_hubProcess.readAll();
    }
}

service::Laptop &TestRuhuctlSync::laptopOf(const QString &which)
{
    service::LaptopParts parts;
    parts.vaultFolder = m_folder.filePath(u"demo/laptop-"_s + which + u"/vault"_s);
    parts.clock = std::make_shared<SystemClock>();
    parts.rng = std::make_shared<crypto::SystemRng>();
    parts.keyring = std::make_shared<NoKeyring>();
    parts.enrolment = std::make_shared<HubEnrolment>(parts.clock);
    parts.formFile = QStringLiteral(RUHU_SOURCE_DIR "/resources/forms/household-survey.xml");
    parts.passwordCost = vault::costFloor;
    m_laptop.reset();
    m_laptop = std::make_unique<service::Laptop>(std::move(parts));
    return *m_laptop;
}

Result<std::shared_ptr<service::Desk>> TestRuhuctlSync::unlock(service::Laptop &laptop, const QString &name,
                                                               const QString &password)
{
    const auto people = await(laptop.people());
    if (!people)
        return passOn(people);
    for (const service::PersonRow &one : *people) {
        if (one.name == name)
            return await(laptop.unlock(one.person, password.toUtf8()));
    }
    return fail(ErrorCode::NotFound, name);
}

void TestRuhuctlSync::initTestCase()
{
    const Run made = ruhuctl(
        {u"demo"_s, u"create"_s, m_folder.filePath(u"demo"_s), u"--households"_s, u"20"_s, u"--port"_s, u"0"_s});
    QVERIFY2(made.code == 0, qPrintable(made.err));
    QFile text(m_folder.filePath(u"demo/START-HERE.txt"_s));
    QVERIFY(text.open(QIODevice::ReadOnly));
    m_guide = QString::fromUtf8(text.readAll());
    m_hub = QUrl(guide(u"listens on (\\S+)"_s));
    QVERIFY(m_hub.port() > 0);
}

void TestRuhuctlSync::aVaultThatWasNeverEnrolledIsRefused()
{
    const QString password = file(u"new"_s, "apricot-7-lantern\n");
    const QString vault = m_folder.filePath(u"lonely"_s);
    const Run made = ruhuctl({u"vault"_s, u"create"_s, vault, u"--kdf"_s, u"floor"_s, u"--password-file"_s, password,
                              u"--person"_s, u"A"_s});
    QVERIFY2(made.code == 0, qPrintable(made.err));
    const Run run = ruhuctl({u"sync"_s, u"once"_s, vault, u"--password-file"_s, password});
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains(u"nobody is enrolled"_s), qPrintable(run.err));
}

void TestRuhuctlSync::aHubThatIsDownIsSaidAndTheVaultStaysAsItWas()
{
    const QString name = u"周文静"_s;
    const Run run = syncOnce(m_folder.filePath(u"demo/laptop-a/vault"_s), name, guide(name + u"   password (\\S+)"_s));
    QCOMPARE(run.code, 1);
    QVERIFY2(run.err.contains(u"network"_s), qPrintable(run.err));
    const auto desk = unlock(laptopOf(u"a"_s), name, guide(name + u"   password (\\S+)"_s));
    VERIFY_OK(desk);
    m_laptop.reset();
}

void TestRuhuctlSync::aChangeMadeHereIsSeenOnTheOtherLaptop()
{
    startHub();
    const QString vaultA = m_folder.filePath(u"demo/laptop-a/vault"_s);
    const QString caseworker = u"周文静"_s;
    const QString hers = guide(caseworker + u"   password (\\S+)"_s);
    const Run first = syncOnce(vaultA, caseworker, hers);
    QVERIFY2(first.code == 0, qPrintable(first.err));
    QVERIFY(first.json[u"list_rows"_s].toInt() >= 20);
    QVERIFY(first.json[u"up_to_date"_s].toBool());

    HouseholdId household;
    const QString phone = u"13999990001"_s;
    {
        const auto desk = unlock(laptopOf(u"a"_s), caseworker, hers);
        VERIFY_OK(desk);
        const auto page = await((*desk)->households().page({}, 0));
        VERIFY_OK(page);
        QVERIFY(!page->rows.isEmpty());
        household = page->rows.first().id;
        const auto seen = await((*desk)->households().contact(household));
        VERIFY_OK(seen);
        VERIFY_OK(await((*desk)->households().correctContact(*seen, phone, seen->doorHint)));
        m_laptop->lock();
    }
    m_laptop.reset();
    const Run second = syncOnce(vaultA, caseworker, hers);
    QVERIFY2(second.code == 0, qPrintable(second.err));
    QVERIFY(second.json[u"sent"_s].toInt() >= 1);
    QCOMPARE(second.json[u"waiting"_s].toInt(), 0);
    QCOMPARE(second.json[u"refused"_s].toInt(), 0);

    const QString investigator = u"李保田"_s;
    const QString his = guide(investigator + u"   code \\S+   suggested password (\\S+)"_s);
    const auto enrolled = await(laptopOf(u"b"_s).enrol(
        {m_hub, m_folder.filePath(u"demo/hub/keys/ca.pem"_s), guide(investigator + u"   code (\\S+)"_s), {}},
        his.toUtf8(), {}));
    VERIFY_OK(enrolled);
    m_laptop.reset();
    const Run other = syncOnce(m_folder.filePath(u"demo/laptop-b/vault"_s), investigator, his);
    QVERIFY2(other.code == 0, qPrintable(other.err));
    const auto desk = unlock(laptopOf(u"b"_s), investigator, his);
    VERIFY_OK(desk);
    const auto there = await((*desk)->households().contact(household));
    VERIFY_OK(there);
    QCOMPARE(there->phone, phone);
    m_hubProcess.terminate();
    QVERIFY(m_hubProcess.waitForFinished(30'000));
}

QTEST_GUILESS_MAIN(TestRuhuctlSync)
#include "tst_ruhuctl_sync.moc"
