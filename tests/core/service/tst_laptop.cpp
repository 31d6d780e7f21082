// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The locked laptop through its door: enrolment, unlocking, and everything that goes wrong there. After every failure
// the laptop is what it was before.
#include "core/crypto/hash.h"
#include "core/service/desk.h"
#include "core/service/exchange.h"
#include "core/service/laptop.h"
#include "core/store/journal.h"
#include "core/store/store.h"
#include "support/brokendisk.h"
#include "support/world.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace ruhu;
using namespace ruhu::service;
using namespace Qt::Literals::StringLiterals;
using test::BrokenDisk;

namespace {

const QByteArray herPassword = "wenjing-2026!";
const QByteArray hisPassword = "guoliang-2026!";

template <typename T>
Result<T> await(const Answer<T> &answer)
{
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 60'000))
        return fail(ErrorCode::Internal, u"no answer"_s);
    return answer.resultCount() > 0 ? answer.result() : Result<T>(fail(ErrorCode::Cancelled));
}

QByteArray copyOf(const QByteArray &password)
{
    return {password.constData(), password.size()};
}

template <typename T>
QString codeOf(const Result<T> &result)
{
    return result ? u"ok"_s : errorName(result.error().code);
}

class FakeKeyring final : public KeyringPort
{
public:
    [[nodiscard]] QString backend() const override { return u"test.ring"_s; }
    [[nodiscard]] Answer<QByteArray> read(const QString &key) override
    {
        if (broken)
            return ready<QByteArray>(fail(*broken));
        return entries.contains(key) ? ready<QByteArray>(entries.value(key))
                                     : ready<QByteArray>(fail(ErrorCode::NotFound));
    }
    [[nodiscard]] Answer<void> write(const QString &key, const QByteArray &secret) override
    {
        if (broken)
            return ready<void>(fail(*broken));
        entries.insert(key, QByteArray(secret.constData(), secret.size()));
        return ready<void>({});
    }

    QHash<QString, QByteArray> entries;
    std::optional<ErrorCode> broken;
};

/// A hub as far as an enrolment sees it: a code is taken once, by one pair of keys.
class FakeHub final : public EnrolmentPort
{
public:
    [[nodiscard]] Answer<Enrolled> enrol(const EnrolRequest &request) override
    {
        ++asked;
        if (broken && !loseTheAnswer)
            return ready<Enrolled>(fail(*broken));
        if (!people.contains(request.code))
            return ready<Enrolled>(fail(ErrorCode::NotFound));
        const QByteArray keys = request.deviceSignKey + request.personSignKey;
        if (taken.contains(request.code) && taken.value(request.code) != keys)
            return ready<Enrolled>(fail(ErrorCode::AlreadyExists));
        taken.insert(request.code, keys);
        if (broken)
            return ready<Enrolled>(fail(*broken));
        Enrolled answer = people.value(request.code);
        answer.personCertificate = "certificate of " + request.personSignKey;
        answer.deviceCertificate = "device " + request.deviceSignKey;
        return ready<Enrolled>(answer);
    }

    QHash<QString, Enrolled> people; ///< By code.
    QHash<QString, QByteArray> taken;
    std::optional<ErrorCode> broken;
    bool loseTheAnswer = false;
    int asked = 0;
};

/// An exchange that does nothing but say how far it is.
class FakePort final : public SyncPort
{
public:
    void syncNow() override {}
    void setPaused(bool) override {}
    [[nodiscard]] SyncProgress progress() const override { return m_now; }
    void listen(Listener progress) override { m_listener = std::move(progress); }
    void say(SyncProgress::Phase phase)
    {
        m_now.phase = phase;
        m_listener(m_now);
    }

private:
    SyncProgress m_now;
    Listener m_listener;
};

PersonId personId(int n)
{
    return PersonId::fromText(u"01939999-0000-7000-8000-00000000000%1"_s.arg(n));
}

/// A folder with a laptop in it; the program can be started anew.
struct Machine
{
    explicit Machine(const QString &where)
        : folder(where)
    {
        const auto person = [&](int n, const QString &name, const QString &role) {
            Enrolled enrolled;
            enrolled.person = personId(n);
            enrolled.name = name;
            enrolled.roles = {role};
            enrolled.division = 990101100000;
            enrolled.serial = QByteArray(16, char('0' + n));
            enrolled.rootRecord = "root";
            enrolled.rootKeys = {QByteArray(32, 'r')};
            enrolled.demo = true;
            return enrolled;
        };
        hub->people = {{u"CODE-1"_s, person(1, u"周文静"_s, u"TownshipHandler"_s)},
                       {u"CODE-2"_s, person(2, u"陈国梁"_s, u"TownshipSupervisor"_s)},
                       {u"CODE-3"_s, person(1, u"周文静"_s, u"TownshipHandler"_s)}};
        QFile ca(folder + u"/ca.pem"_s);
        if (!ca.open(QIODevice::WriteOnly) || ca.write("-----BEGIN CERTIFICATE-----\n") < 0)
            qFatal("authority");
        start();
    }

    void start()
    {
        laptop.reset();
        LaptopParts parts;
        parts.vaultFolder = vault();
        parts.clock = clock;
        parts.rng = std::make_shared<test::SeededRng>();
        parts.keyring = keyring;
        parts.enrolment = hub;
        parts.sync = sync;
        parts.formFile = QStringLiteral(RUHU_SOURCE_DIR "/tests/core/service/survey.xml");
        parts.passwordCost = vault::costFloor;
        laptop = std::make_unique<Laptop>(std::move(parts));
    }

    [[nodiscard]] QString vault() const { return folder + u"/vault"_s; }

    Result<PersonRow> enrol(const QString &code, const QByteArray &password, PersonId colleague = {},
                            const QByteArray &colleaguePassword = {})
    {
        return await(laptop->enrol({QUrl(u"https://hub.example"_s), folder + u"/ca.pem"_s, code, colleague},
                                   copyOf(password), copyOf(colleaguePassword)));
    }
    Result<std::shared_ptr<Desk>> unlock(int person, const QByteArray &password)
    {
        return await(laptop->unlock(personId(person), copyOf(password)));
    }
    /// How many people work here; -1 when the vault cannot be read.
    int people()
    {
        const auto rows = await(laptop->people());
        return rows ? int(rows->size()) : -1;
    }
    /// Name and content of everything in the vault's folder.
    [[nodiscard]] QMap<QString, QByteArray> files() const
    {
        QMap<QString, QByteArray> all;
        QDirIterator it(vault(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (it.hasNext()) {
            QFile file(it.next());
            if (file.open(QIODevice::ReadOnly))
                all.insert(file.fileName(), file.readAll());
        }
        return all;
    }

    QString folder;
    std::shared_ptr<test::ManualClock> clock = std::make_shared<test::ManualClock>();
    std::shared_ptr<FakeKeyring> keyring = std::make_shared<FakeKeyring>();
    std::shared_ptr<FakeHub> hub = std::make_shared<FakeHub>();
    SyncPortFactory sync; ///< Asked from the next start() on.
    std::unique_ptr<Laptop> laptop;
};

} // namespace

class TestLaptop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { BrokenDisk::heal(); }

    void anEmptyLaptopGetsItsFirstPersonAndAFurtherOne();
    void theSamePersonIsNotEnrolledTwice();
    void whatTheHubRefusesChangesNothing_data();
    void whatTheHubRefusesChangesNothing();
    void badWordsNeverReachTheHub_data();
    void badWordsNeverReachTheHub();
    void aLostAnswerIsAskedForAgainWithTheSameKeys();
    void aLockedKeyRingIsNotGoneRound();
    void aMissingSecretIsNeverReplaced();
    void withoutAKeyRingTheSecretIsAFileForItsOwnerOnly();
    void wrongPasswordsWaitLongerAndLongerAlsoAfterARestart();
    void aColleagueWithAWrongPasswordLetsNobodyIn();
    void aVaultOfANewerVersionIsLeftUntouched();
    void aDamagedPageIsSaidAndNothingIsWrittenOverIt();
    void aVaultThatIsOpenElsewhereIsBusy();
    void aPowerCutLeavesAWholeLaptopOrAnEmptyOne();
    void aFullDiskDuringTheEnrolmentLeavesAnEmptyLaptopAndTheCodeWorksAgain();
    void aFullDiskWhileAFurtherPersonComesLetsNobodyNewIn();
    void aFullDiskKeepsNobodyFromTheirWork();
    void aNewVaultHasItsAnchorBeforeAnybodyWorksInIt();
    void anOlderDatabaseIsNotTakenAfterAnExchangeThoughThePowerFailed_data();
    void anOlderDatabaseIsNotTakenAfterAnExchangeThoughThePowerFailed();

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestLaptop::anEmptyLaptopGetsItsFirstPersonAndAFurtherOne()
{
    Machine machine(m_folder->path());
    QCOMPARE(machine.people(), 0);
    QCOMPARE(await(machine.laptop->deviceSecret()).value(), DeviceSecretState::NoVault);
    const auto first = machine.enrol(u" CODE-1 "_s, herPassword);
    QCOMPARE(codeOf(first), u"ok"_s);
    QCOMPARE(first->name, u"周文静"_s);
    QVERIFY(!QFileInfo::exists(machine.vault() + u".new"_s));
    QCOMPARE(await(machine.laptop->deviceSecret()).value(), DeviceSecretState::InKeyring);
    QCOMPARE(codeOf(machine.enrol(u"CODE-2"_s, hisPassword, personId(1), herPassword)), u"ok"_s);
    machine.start();
    QCOMPARE(machine.people(), 2);
    for (const auto &[person, password] : {std::pair(1, herPassword), std::pair(2, hisPassword)}) {
        const auto desk = machine.unlock(person, password);
        QCOMPARE(codeOf(desk), u"ok"_s);
        QCOMPARE((*desk)->me().person, personId(person));
        QCOMPARE((*desk)->colleagues().size(), 1);
        machine.laptop->lock();
        machine.laptop->lock(); // does nothing on a locked laptop
    }
}

void TestLaptop::theSamePersonIsNotEnrolledTwice()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    QCOMPARE(codeOf(machine.enrol(u"CODE-3"_s, hisPassword, personId(1), herPassword)), u"conflict"_s);
    QCOMPARE(machine.people(), 1);
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
}

void TestLaptop::whatTheHubRefusesChangesNothing_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::newRow("an unknown code") << ErrorCode::NotFound;
    QTest::newRow("an old code") << ErrorCode::Expired;
    QTest::newRow("a used code") << ErrorCode::AlreadyExists;
    QTest::newRow("a hub that is down") << ErrorCode::Network;
    QTest::newRow("a slow hub") << ErrorCode::Timeout;
    QTest::newRow("garbage") << ErrorCode::BadReply;
    QTest::newRow("another authority") << ErrorCode::Tls;
    QTest::newRow("papers for other keys") << ErrorCode::Signature;
}

void TestLaptop::whatTheHubRefusesChangesNothing()
{
    QFETCH(ErrorCode, code);
    Machine machine(m_folder->path());
    machine.hub->broken = code;
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), errorName(code));
    QVERIFY(!QFileInfo::exists(machine.vault()));
    QCOMPARE(machine.people(), 0);
    machine.hub->broken.reset();
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    const auto before = machine.files();
    machine.hub->broken = code;
    QCOMPARE(codeOf(machine.enrol(u"CODE-2"_s, hisPassword, personId(1), herPassword)), errorName(code));
    QCOMPARE(machine.people(), 1);
    QCOMPARE(machine.files().value(machine.vault() + u"/vault.head"_s),
             before.value(machine.vault() + u"/vault.head"_s));
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
}

void TestLaptop::badWordsNeverReachTheHub_data()
{
    QTest::addColumn<QString>("hub");
    QTest::addColumn<QString>("ca");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QByteArray>("password");
    QTest::addColumn<QString>("error");
    const QString hub = u"https://hub.example"_s;
    const QString ca = u"ca.pem"_s;
    QTest::newRow("plain http") << u"http://hub.example"_s << ca << u"CODE-1"_s << herPassword << u"incomplete"_s;
    QTest::newRow("no host") << u"https://"_s << ca << u"CODE-1"_s << herPassword << u"incomplete"_s;
    QTest::newRow("no authority") << hub << u"none.pem"_s << u"CODE-1"_s << herPassword << u"bad-format"_s;
    QTest::newRow("an authority that is none") << hub << u"no.pem"_s << u"CODE-1"_s << herPassword << u"bad-format"_s;
    QTest::newRow("no code") << hub << ca << u"  "_s << herPassword << u"not-found"_s;
    QTest::newRow("a short password") << hub << ca << u"CODE-1"_s << QByteArray("short") << u"rejected"_s;
}

void TestLaptop::badWordsNeverReachTheHub()
{
    QFETCH(QString, hub);
    QFETCH(QString, ca);
    QFETCH(QString, code);
    QFETCH(QByteArray, password);
    QFETCH(QString, error);
    Machine machine(m_folder->path());
    QFile no(machine.folder + u"/no.pem"_s);
    QVERIFY(no.open(QIODevice::WriteOnly) && no.write("no certificate") > 0);
    no.close();
    QCOMPARE(
        codeOf(await(machine.laptop->enrol({QUrl(hub), machine.folder + u'/' + ca, code, {}}, copyOf(password), {}))),
        error);
    QCOMPARE(machine.hub->asked, 0);
    QVERIFY(machine.keyring->entries.isEmpty());
    QVERIFY(!QFileInfo::exists(machine.vault()));
}

void TestLaptop::aLostAnswerIsAskedForAgainWithTheSameKeys()
{
    Machine machine(m_folder->path());
    for (const auto &[code, password, colleague] :
         {std::tuple(u"CODE-1"_s, herPassword, PersonId()), std::tuple(u"CODE-2"_s, hisPassword, personId(1))}) {
        machine.hub->broken = ErrorCode::Timeout;
        machine.hub->loseTheAnswer = true;
        QCOMPARE(codeOf(machine.enrol(code, password, colleague, herPassword)), u"timeout"_s);
        QVERIFY(machine.hub->taken.contains(code));
        machine.hub->broken.reset();
        QCOMPARE(codeOf(machine.enrol(code, password, colleague, herPassword)), u"ok"_s);
    }
    QCOMPARE(codeOf(machine.unlock(2, hisPassword)), u"ok"_s);
}

void TestLaptop::aLockedKeyRingIsNotGoneRound()
{
    Machine machine(m_folder->path());
    machine.keyring->broken = ErrorCode::KeyringLocked;
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"keyring-locked"_s);
    QCOMPARE(machine.hub->asked, 0);
    QVERIFY2(!QFileInfo::exists(machine.vault()), "a secret was put into a file although there is a ring");
    machine.keyring->broken.reset();
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    machine.start();
    QCOMPARE(machine.people(), 1);
    for (const ErrorCode code : {ErrorCode::KeyringLocked, ErrorCode::KeyringUnavailable}) {
        machine.keyring->broken = code;
        QCOMPARE(await(machine.laptop->deviceSecret()).value(), DeviceSecretState::KeyringLocked);
        QCOMPARE(codeOf(machine.unlock(1, herPassword)), errorName(code));
        QCOMPARE(machine.laptop->delayLeftSeconds(), 0); // no try was counted
    }
    machine.keyring->broken.reset();
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
}

void TestLaptop::aMissingSecretIsNeverReplaced()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    const auto kept = std::exchange(machine.keyring->entries, {});
    const auto before = machine.files();
    QCOMPARE(await(machine.laptop->deviceSecret()).value(), DeviceSecretState::Missing);
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"device-secret-missing"_s);
    QCOMPARE(codeOf(machine.enrol(u"CODE-2"_s, hisPassword, personId(1), herPassword)), u"device-secret-missing"_s);
    QVERIFY(machine.keyring->entries.isEmpty());
    QCOMPARE(machine.files(), before);
    machine.keyring->entries = kept;
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
}

void TestLaptop::withoutAKeyRingTheSecretIsAFileForItsOwnerOnly()
{
    Machine machine(m_folder->path());
    machine.keyring->broken = ErrorCode::KeyringUnavailable;
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    QCOMPARE(await(machine.laptop->deviceSecret()).value(), DeviceSecretState::InFile);
    const QString secret = machine.vault() + u"/device-secret"_s;
    QCOMPARE(QFile::permissions(secret) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    machine.start();
    QVERIFY(QFile::rename(secret, secret + u".away"_s));
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"device-secret-missing"_s);
    QVERIFY2(!QFileInfo::exists(secret), "a new secret was made over a vault");
    QVERIFY(QFile::rename(secret + u".away"_s, secret));
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
}

void TestLaptop::wrongPasswordsWaitLongerAndLongerAlsoAfterARestart()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    for (const int seconds : {1, 2, 4}) {
        QCOMPARE(codeOf(machine.unlock(1, "not her password")), u"wrong-password"_s);
        QCOMPARE(machine.laptop->delayLeftSeconds(), seconds);
        QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"delayed"_s); // even the right one
        machine.start();
        QCOMPARE(machine.people(), 1);
        QCOMPARE(machine.laptop->delayLeftSeconds(), seconds);
        machine.clock->advance(seconds * 1000);
        QCOMPARE(machine.laptop->delayLeftSeconds(), 0);
    }
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
    QCOMPARE(machine.laptop->delayLeftSeconds(), 0);
}

void TestLaptop::aColleagueWithAWrongPasswordLetsNobodyIn()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    QCOMPARE(codeOf(machine.enrol(u"CODE-2"_s, hisPassword, personId(1), "guessed it?")), u"wrong-password"_s);
    QVERIFY2(!machine.hub->taken.contains(u"CODE-2"_s), "the code was spent");
    QCOMPARE(machine.people(), 1);
    QVERIFY(machine.laptop->delayLeftSeconds() > 0);
    QCOMPARE(codeOf(machine.enrol(u"CODE-2"_s, hisPassword, personId(1), herPassword)), u"delayed"_s);
    machine.clock->advance(1000);
    QCOMPARE(codeOf(machine.enrol(u"CODE-2"_s, hisPassword, personId(1), herPassword)), u"ok"_s);
}

void TestLaptop::aVaultOfANewerVersionIsLeftUntouched()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    machine.laptop.reset();
    QFile head(machine.vault() + u"/vault.head"_s);
    QVERIFY(head.open(QIODevice::ReadWrite));
    QByteArray bytes = head.readAll();
    bytes.chop(32);
    bytes[8] = 9; // the version of its format
    bytes += crypto::blake2b(bytes);
    QVERIFY(head.seek(0) && head.write(bytes) == bytes.size() && head.flush());
    head.close();
    const auto before = machine.files();
    machine.start();
    const auto people = await(machine.laptop->people());
    QCOMPARE(codeOf(people), u"too-new"_s);
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"too-new"_s);
    QVERIFY2(!machine.enrol(u"CODE-2"_s, hisPassword), "a new vault was made over a newer one");
    QCOMPARE(machine.files(), before);
}

void TestLaptop::aDamagedPageIsSaidAndNothingIsWrittenOverIt()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    machine.laptop.reset();
    QFile database(machine.vault() + u"/vault.db"_s);
    QVERIFY(database.open(QIODevice::ReadWrite));
    const QByteArray whole = database.readAll();
    QVERIFY(whole.size() > 20 * 4096);
    int said = 0;
    for (qsizetype page = 1; page < whole.size() / 4096; page += 5) {
        QByteArray damaged = whole;
        damaged[page * 4096 + 1000] = char(damaged.at(page * 4096 + 1000) ^ 1);
        QVERIFY(database.seek(0) && database.write(damaged) == damaged.size() && database.flush());
        machine.start();
        const auto desk = machine.unlock(1, herPassword);
        if (!desk) { // a page that unlocking reads
            QCOMPARE(codeOf(desk), u"damaged"_s);
            ++said;
        }
        machine.laptop.reset();
        QVERIFY(database.seek(page * 4096));
        QCOMPARE(database.read(4096), damaged.mid(page * 4096, 4096)); // still there for whoever mends it
    }
    QVERIFY2(said > 0, "no damage was noticed");
}

void TestLaptop::aVaultThatIsOpenElsewhereIsBusy()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    QCOMPARE(machine.people(), 1);
    Machine second(m_folder->path());
    QCOMPARE(codeOf(await(second.laptop->people())), u"busy"_s);
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
}

void TestLaptop::aPowerCutLeavesAWholeLaptopOrAnEmptyOne()
{
    // The child enrols in a folder of its own and dies at its n-th sync or rename.
    int whole = 0;
    int empty = 0;
    for (int n = 0; whole == 0; n += 1 + n / 12) {
        QVERIFY2(n < 200, "the enrolment never ends");
        QTemporaryDir folder;
        QProcess child;
        child.start(QCoreApplication::applicationFilePath(), {u"--enrol"_s, folder.path(), QString::number(n)});
        QVERIFY(child.waitForFinished(60'000));
        QCOMPARE(child.exitStatus(), QProcess::NormalExit);
        Machine machine(folder.path());
        machine.keyring->broken = ErrorCode::KeyringUnavailable; // as in the child: the secret is a file
        const int people = machine.people();
        if (child.exitCode() == 0) {
            ++whole;
            QCOMPARE(people, 1);
            QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
            continue;
        }
        QCOMPARE(child.exitCode(), BrokenDisk::cutExitCode);
        QVERIFY2(people == 0 || people == 1, qPrintable(QString::number(people)));
        if (people == 0) {
            ++empty;
            QCOMPARE(codeOf(machine.enrol(u"CODE-2"_s, hisPassword)), u"ok"_s); // a new code on the same laptop
            QCOMPARE(codeOf(machine.unlock(2, hisPassword)), u"ok"_s);
        } else { // cut after the last step that counts
            QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
        }
    }
    QVERIFY2(empty > 10, qPrintable(QString::number(empty)));
}

void TestLaptop::aFullDiskDuringTheEnrolmentLeavesAnEmptyLaptopAndTheCodeWorksAgain()
{
    int failures = 0;
    for (int n = 0;; n += 1 + n / 2) {
        QVERIFY2(n < 5'000, "the enrolment never ends");
        const QTemporaryDir folder;
        Machine machine(folder.path());
        machine.keyring->broken = ErrorCode::KeyringUnavailable;
        BrokenDisk::breakAt(QFile::encodeName(machine.vault()), n, BrokenDisk::Fault::Full);
        const auto enrolled = machine.enrol(u"CODE-1"_s, herPassword);
        const bool broke = BrokenDisk::broke();
        BrokenDisk::heal();
        if (!broke) {
            QCOMPARE(codeOf(enrolled), u"ok"_s);
            break;
        }
        if (!enrolled) {
            ++failures;
            QCOMPARE(codeOf(enrolled), u"disk-full"_s);
            QCOMPARE(machine.people(), 0);
            QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
        }
        QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
    }
    QVERIFY2(failures > 5, qPrintable(QString::number(failures)));
}

void TestLaptop::aFullDiskWhileAFurtherPersonComesLetsNobodyNewIn()
{
    int failures = 0;
    for (int n = 0;; n += 1 + n / 4) {
        QVERIFY2(n < 5'000, "the enrolment never ends");
        const QTemporaryDir folder;
        Machine machine(folder.path());
        machine.keyring->broken = ErrorCode::KeyringUnavailable;
        QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
        BrokenDisk::breakAt(QFile::encodeName(machine.vault()), n, BrokenDisk::Fault::Full);
        const auto enrolled = machine.enrol(u"CODE-2"_s, hisPassword, personId(1), herPassword);
        const bool broke = BrokenDisk::broke();
        BrokenDisk::heal();
        if (!broke) {
            QCOMPARE(codeOf(enrolled), u"ok"_s);
            break;
        }
        if (!enrolled) {
            ++failures;
            QCOMPARE(machine.people(), 1);
            QCOMPARE(codeOf(machine.unlock(2, hisPassword)), u"not-found"_s);
            QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
            machine.laptop->lock();
            QCOMPARE(codeOf(machine.enrol(u"CODE-2"_s, hisPassword, personId(1), herPassword)), u"ok"_s);
        }
        QCOMPARE(codeOf(machine.unlock(2, hisPassword)), u"ok"_s);
    }
    QVERIFY2(failures > 3, qPrintable(QString::number(failures)));
}

void TestLaptop::aFullDiskKeepsNobodyFromTheirWork()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    for (int n = 0; n < 4; ++n) {
        machine.start();
        BrokenDisk::breakAt(QFile::encodeName(machine.vault()), n, BrokenDisk::Fault::Full);
        QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s); // reading needs no room
        machine.laptop->lock();
        QVERIFY2(BrokenDisk::broke(), "nothing was written: this test proves nothing");
        QVERIFY(!machine.unlock(1, "not her password"));
        BrokenDisk::heal();
        machine.clock->advance(60'000);
        machine.start();
        QCOMPARE(machine.people(), 1);
        QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
    }
}

void TestLaptop::aNewVaultHasItsAnchorBeforeAnybodyWorksInIt()
{
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    const QString anchor = machine.vault() + u"/anchor"_s;
    QVERIFY(QFileInfo::exists(anchor));
    // It is read and believed: a flipped bit of it is damage, not a first day.
    QFile file(anchor);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    bytes[40] = char(bytes.at(40) ^ 1);
    QVERIFY(file.seek(0) && file.write(bytes) == bytes.size());
    file.close();
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), errorName(ErrorCode::Damaged));
}

void TestLaptop::anOlderDatabaseIsNotTakenAfterAnExchangeThoughThePowerFailed_data()
{
    QTest::addColumn<SyncProgress::Phase>("end");
    QTest::newRow("the exchange is done") << SyncProgress::Phase::Idle;
    QTest::newRow("it failed half-way") << SyncProgress::Phase::Failed;
    QTest::newRow("somebody paused it") << SyncProgress::Phase::Paused;
}

void TestLaptop::anOlderDatabaseIsNotTakenAfterAnExchangeThoughThePowerFailed()
{
    QFETCH(SyncProgress::Phase, end);
    Machine machine(m_folder->path());
    QCOMPARE(codeOf(machine.enrol(u"CODE-1"_s, herPassword)), u"ok"_s);
    const auto morning = machine.files();
    FakePort *port = nullptr;
    std::shared_ptr<store::Store> store;
    machine.sync = [&](const SyncGround &ground) {
        store = ground.store;
        auto made = std::make_unique<FakePort>();
        port = made.get();
        return made;
    };
    machine.start();
    QCOMPARE(codeOf(machine.unlock(1, herPassword)), u"ok"_s);
    port->say(SyncProgress::Phase::Receiving);
    QCOMPARE(codeOf(await(store->write([](store::Database &db) { return store::setSetting(db, u"a"_s, "b"); }))),
             u"ok"_s);
    store.reset();
    const QString anchor = machine.vault() + u"/anchor"_s;
    QCOMPARE(machine.files().value(anchor), morning.value(anchor));
    port->say(end);
    QTRY_VERIFY(machine.files().value(anchor) != morning.value(anchor));

    // What the power cut leaves, as it is and with the database of the morning in its place.
    const auto evening = machine.files();
    for (const bool older : {false, true}) {
        const QTemporaryDir folder;
        Machine next(folder.path());
        next.keyring = machine.keyring;
        next.start();
        QVERIFY(QDir().mkpath(next.vault()));
        for (const auto &[name, bytes] : evening.asKeyValueRange()) {
            if (older && name.endsWith(u"/vault.db-wal"_s))
                continue;
            QFile file(next.vault() + name.mid(machine.vault().size()));
            QVERIFY(file.open(QIODevice::WriteOnly));
            const QByteArray content = older && name.endsWith(u"/vault.db"_s) ? morning.value(name) : bytes;
            QCOMPARE(file.write(content), content.size());
        }
        QCOMPARE(codeOf(next.unlock(1, herPassword)), older ? errorName(ErrorCode::RolledBack) : u"ok"_s);
    }
}

namespace {

int enrolAndDie(const QString &folder, int n)
{
    Machine machine(folder);
    machine.keyring->broken = ErrorCode::KeyringUnavailable;
    BrokenDisk::breakAt(QFile::encodeName(machine.vault()), n, BrokenDisk::Fault::Cut);
    return machine.enrol(u"CODE-1"_s, herPassword) ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == u"--enrol")
        return enrolAndDie(arguments[2], arguments[3].toInt());
    TestLaptop test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_laptop.moc"
