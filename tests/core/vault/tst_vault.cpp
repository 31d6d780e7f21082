// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sqltools.h"

#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/random.h"
#include "core/crypto/sign.h"
#include "core/vault/anchor.h"
#include "core/vault/vault.h"
#include "support/world.h"

#include <QCborMap>
#include <QDir>
#include <QTemporaryDir>
#include <QtEndian>

#include <sys/wait.h>
#include <unistd.h>

using namespace ruhu;
using namespace ruhu::vault;
using namespace ruhu::test;
using crypto::SecretBytes;

namespace {
SecretBytes word(const char *text)
{
    return SecretBytes::copyOf(text);
}
NewVault vaultOf(crypto::PasswordCost cost)
{
    return {{}, SecretPlace::File, {}, cost, {}};
}
NewVault floorVault()
{
    return vaultOf(costFloor);
}
const char goodPassword[] = "apricot-7-lantern";
const char wrongPassword[] = "apricot-8-lantern";
} // namespace

class TestVault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void theRightPasswordAndDeviceSecretUnlock();
    void aWrongPasswordIsToldAndDelaysTheNextTry();
    void theDelaySurvivesARestartAndAClockSetBack();
    void aMissingLockedOrForeignDeviceSecretIsToldAndCountsNoTry();
    void neverASecondDeviceSecretNorASecondVault();
    void everyFlippedBitOfTheHeadIsNoticed();
    void aChangedNameWithARecomputedChecksumIsNoticedAfterUnlock();
    void aHeadOfALaterVersionIsRefusedAndLeftUntouched();
    void aLoweredPasswordCostIsRefused();
    void aVaultIsOpenOnce();
    void peopleShareTheVaultAndSignForThemselvesOnly();
    void aPersonWithUnsentWorkIsNotRemoved();
    void aChangedPasswordReplacesTheOldOne();
    void passwordsAreComparedInNormalFormAndHaveALength();
    void theProvinceCanRecoverTheVaultKey();
    void anOlderDatabaseIsReportedAndOpensReadOnly();
    void aMissingDatabaseIsDamageNotAFreshStart();
    void aForgedAnchorIsDamage();
    void aDeviceSecretThatOthersMayReadIsRefused();
    void aCutCreationCanBeRepeatedAndOldRowsAreNeverRemoved();

private:
    QString folder() const { return m_temporary->filePath(QStringLiteral("vault")); }
    QString file(const char *name) const { return folder() + u'/' + QLatin1String(name); }
    DeviceSecret secret() const { return DeviceSecret::present(m_secret.clone()); }
    NewPerson someone(const char *name)
    {
        return {PersonId::make(m_clock, m_rng), QString::fromUtf8(name), QStringLiteral("Investigator")};
    }
    Vault open() { return std::move(*Vault::open(folder(), m_clock)); }
    void createVault(const NewVault &what = floorVault());

    std::unique_ptr<QTemporaryDir> m_temporary;
    ManualClock m_clock;
    crypto::SystemRng m_rng;
    SecretBytes m_secret;
    NewPerson m_first;
};

void TestVault::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_secret = SecretBytes::random(deviceSecretSize);
    m_first = someone("Li Xiulan");
}

void TestVault::createVault(const NewVault &what)
{
    const auto created = Vault::create(folder(), what, m_first, word(goodPassword), m_secret);
    QVERIFY2(created, created ? "" : qPrintable(created.error().detail));
}

void TestVault::theRightPasswordAndDeviceSecretUnlock()
{
    createVault();
    auto vault = open();
    QCOMPARE(vault.people().size(), 1);
    QCOMPARE(vault.people().first().name, QStringLiteral("Li Xiulan"));
    QCOMPARE(vault.people().first().role, QStringLiteral("Investigator"));
    const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
    QVERIFY(unlocked);
    QCOMPARE(unlocked->person(), vault.people().first());
    const QByteArray signature = unlocked->sign("bundle 1");
    QVERIFY(crypto::verify(vault.people().first().signPublic, "bundle 1", signature));
    const auto box = crypto::boxSeal(vault.people().first().boxPublic, "for me");
    QCOMPARE(unlocked->openBox(*box)->toPlain(), QByteArray("for me"));
    const QByteArray wrapped = unlocked->wrap("photo 1", word("file key"));
    QCOMPARE(unlocked->unwrap("photo 1", wrapped)->toPlain(), QByteArray("file key"));
    QCOMPARE(unlocked->unwrap("photo 2", wrapped).error().code, ErrorCode::Damaged);

    auto database = unlocked->openDatabase();
    QVERIFY(database);
    const Sql sql(database->open(Access::Writer).value());
    QCOMPARE(sql.run("CREATE TABLE t(n)"), SQLITE_OK);
    for (const QString &name : QDir(folder()).entryList(QDir::Files))
        QCOMPARE(QFile::permissions(folder() + u'/' + name) & 0x0077, QFile::Permissions());
    QVERIFY(!fileBytes(file("vault.head")).contains(goodPassword));
}

void TestVault::aWrongPasswordIsToldAndDelaysTheNextTry()
{
    createVault();
    auto vault = open();
    for (const int seconds : {1, 2, 4, 8, 16, 32, 60, 60}) {
        QCOMPARE(vault.unlock(m_first.id, word(wrongPassword), secret()).error().code, ErrorCode::WrongPassword);
        QCOMPARE(vault.secondsUntilNextTry(), seconds);
        m_clock.advance(seconds * 1000 - 1);
        const auto early = vault.unlock(m_first.id, word(goodPassword), secret());
        QCOMPARE(early.error().code, ErrorCode::Delayed);
        QCOMPARE(early.error().detail, QStringLiteral("1"));
        m_clock.advance(1);
    }
    QVERIFY(vault.unlock(m_first.id, word(goodPassword), secret()));
    QCOMPARE(vault.unlock(m_first.id, word(wrongPassword), secret()).error().code, ErrorCode::WrongPassword);
    QCOMPARE(vault.secondsUntilNextTry(), 1); // success forgets the failures
}

void TestVault::theDelaySurvivesARestartAndAClockSetBack()
{
    createVault();
    {
        auto vault = open();
        for (int i = 0; i < 5; ++i) {
            QCOMPARE(vault.unlock(m_first.id, word(wrongPassword), secret()).error().code, ErrorCode::WrongPassword);
            if (i < 4)
                m_clock.advance(60'000);
        }
    }
    m_clock.advance(6'000);
    QCOMPARE(open().secondsUntilNextTry(), 10);
    QCOMPARE(open().unlock(m_first.id, word(goodPassword), secret()).error().code, ErrorCode::Delayed);
    {
        auto vault = open();
        m_clock.jump(3'600'000); // setting the clock forward while it runs gains nothing
        QCOMPARE(vault.secondsUntilNextTry(), 10);
    }
    m_clock.jump(-365LL * 24 * 3'600'000); // setting it back locks nobody out for a year
    auto vault = open();
    QCOMPARE(vault.secondsUntilNextTry(), 60);
    m_clock.advance(60'000);
    QVERIFY(vault.unlock(m_first.id, word(goodPassword), secret()));
}

void TestVault::aMissingLockedOrForeignDeviceSecretIsToldAndCountsNoTry()
{
    createVault();
    auto vault = open();
    const auto answer = [&](const DeviceSecret &given) {
        return vault.unlock(m_first.id, word(goodPassword), given).error().code;
    };
    QCOMPARE(answer(DeviceSecret::missing()), ErrorCode::DeviceSecretMissing);
    QCOMPARE(answer(DeviceSecret::keyringLocked()), ErrorCode::KeyringLocked);
    QCOMPARE(answer(DeviceSecret::keyringUnavailable()), ErrorCode::KeyringUnavailable);
    QCOMPARE(answer(DeviceSecret::present(SecretBytes::random(32))), ErrorCode::DeviceSecretMissing);
    QCOMPARE(answer(DeviceSecret::present(SecretBytes())), ErrorCode::DeviceSecretMissing);
    QCOMPARE(vault.secondsUntilNextTry(), 0);
    QVERIFY(vault.unlock(m_first.id, word(goodPassword), secret()));
    QCOMPARE(vault.unlock(PersonId::make(m_clock, m_rng), word(goodPassword), secret()).error().code,
             ErrorCode::NotFound);
}

void TestVault::neverASecondDeviceSecretNorASecondVault()
{
    QVERIFY(writeDeviceSecretFile(folder(), m_secret));
    QCOMPARE(writeDeviceSecretFile(folder(), m_secret).error().code, ErrorCode::AlreadyExists);
    createVault();
    QVERIFY(QFile::remove(file("device-secret"))); // lost, as with a locked key ring
    QCOMPARE(writeDeviceSecretFile(folder(), SecretBytes::random(32)).error().code, ErrorCode::AlreadyExists);
    const QByteArray before = fileBytes(file("vault.head"));
    QCOMPARE(Vault::create(folder(), floorVault(), someone("Other"), word(goodPassword), m_secret).error().code,
             ErrorCode::AlreadyExists);
    QVERIFY(setFileBytes(file("vault.head"), "damaged")); // unreadable, and still a vault
    QCOMPARE(writeDeviceSecretFile(folder(), SecretBytes::random(32)).error().code, ErrorCode::AlreadyExists);
    QVERIFY(setFileBytes(file("vault.head"), before));
}

void TestVault::everyFlippedBitOfTheHeadIsNoticed()
{
    createVault();
    const QByteArray whole = fileBytes(file("vault.head"));
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QVERIFY(setFileBytes(file("vault.head"), withFlippedBit(whole, at, int(at % 8))));
        const auto opened = Vault::open(folder(), m_clock);
        QVERIFY2(!opened && opened.error().code == ErrorCode::Damaged, qPrintable(QString::number(at)));
    }
    for (qsizetype size = 0; size < whole.size(); size += 7) {
        QVERIFY(setFileBytes(file("vault.head"), whole.left(size)));
        QCOMPARE(Vault::open(folder(), m_clock).error().code, ErrorCode::Damaged);
    }
    QVERIFY(setFileBytes(file("vault.head"), whole));
    QVERIFY(Vault::open(folder(), m_clock));
}

void TestVault::aChangedNameWithARecomputedChecksumIsNoticedAfterUnlock()
{
    createVault();
    QByteArray head = fileBytes(file("vault.head"));
    head.chop(32);
    head.replace("Li Xiulan", "Li Xiulin");
    QVERIFY(setFileBytes(file("vault.head"), head + crypto::blake2b(head)));
    auto vault = open();
    QCOMPARE(vault.people().first().name, QStringLiteral("Li Xiulin"));
    QCOMPARE(vault.unlock(m_first.id, word(goodPassword), secret()).error().code, ErrorCode::Damaged);
}

void TestVault::aHeadOfALaterVersionIsRefusedAndLeftUntouched()
{
    createVault();
    for (const int at : {8, 12}) {
        QByteArray head = fileBytes(file("vault.head"));
        head.chop(32);
        head[at] = 1;
        head += crypto::blake2b(head);
        QVERIFY(setFileBytes(file("vault.head"), head));
        QCOMPARE(Vault::open(folder(), m_clock).error().code, ErrorCode::TooNew);
        QCOMPARE(fileBytes(file("vault.head")), head);
        head.chop(32);
        head[at] = 0;
        QVERIFY(setFileBytes(file("vault.head"), head + crypto::blake2b(head)));
    }
}

void TestVault::aLoweredPasswordCostIsRefused()
{
    for (const crypto::PasswordCost cost :
         {crypto::PasswordCost{2, costFloor.memory}, crypto::PasswordCost{3, costFloor.memory / 2},
          crypto::PasswordCost{3, costCeiling.memory * 2}, crypto::PasswordCost{1000, costFloor.memory}})
        QCOMPARE(Vault::create(folder(), vaultOf(cost), m_first, word(goodPassword), m_secret).error().code,
                 ErrorCode::Rejected);
    QVERIFY(!Vault::exists(folder()));

    createVault();
    QByteArray head = fileBytes(file("vault.head"));
    head.chop(32);
    const QByteArray memory = QCborValue(QStringLiteral("memory")).toCbor();
    const qsizetype at = head.indexOf(QByteArray(memory + QCborValue(qint64(costFloor.memory)).toCbor()));
    QVERIFY(at > 0);
    head.replace(at + memory.size(), 5, QCborValue(qint64(1 << 20)).toCbor());
    QVERIFY(setFileBytes(file("vault.head"), head + crypto::blake2b(head)));
    QCOMPARE(Vault::open(folder(), m_clock).error().code, ErrorCode::Damaged);
}

void TestVault::aVaultIsOpenOnce()
{
    QCOMPARE(Vault::open(folder(), m_clock).error().code, ErrorCode::NotFound);
    createVault();
    {
        const auto first = open();
        QCOMPARE(Vault::open(folder(), m_clock).error().code, ErrorCode::Busy);
        const pid_t child = fork();
        if (child == 0) {
            execl("/proc/self/exe", "tst_vault", "--open", QFile::encodeName(folder()).constData(), nullptr);
            _exit(99);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QCOMPARE(WEXITSTATUS(status), int(ErrorCode::Busy));
    }
    QVERIFY(Vault::open(folder(), m_clock));
}

void TestVault::peopleShareTheVaultAndSignForThemselvesOnly()
{
    createVault();
    auto vault = open();
    const NewPerson second = someone("Wang Jianguo");
    {
        const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
        QVERIFY(unlocked);
        const auto added = vault.addPerson(*unlocked, second, word("plum-blossom-9"), secret(), costFloor);
        QVERIFY(added);
        QCOMPARE(vault.addPerson(*unlocked, second, word("plum-blossom-9"), secret(), costFloor).error().code,
                 ErrorCode::AlreadyExists);
        QCOMPARE(vault.addPerson(*unlocked, someone(" "), word("plum-blossom-9"), secret(), costFloor).error().code,
                 ErrorCode::Rejected);
        QCOMPARE(vault.addPerson(*unlocked, someone("X"), word("short"), secret(), costFloor).error().code,
                 ErrorCode::Rejected);
        const auto database = unlocked->openDatabase();
        QCOMPARE(Sql(database->open(Access::Writer).value()).run("CREATE TABLE t(n); INSERT INTO t VALUES(5)"),
                 SQLITE_OK);
    }
    auto again = std::move(vault);
    QCOMPARE(again.people().size(), 2);
    QCOMPARE(again.unlock(second.id, word(goodPassword), secret()).error().code, ErrorCode::WrongPassword);
    m_clock.advance(60'000);
    const auto unlocked = again.unlock(second.id, word("plum-blossom-9"), secret());
    QVERIFY(unlocked);
    const auto database = unlocked->openDatabase();
    QCOMPARE(Sql(database->open(Access::Writer).value()).value("SELECT n FROM t"), QByteArray("5"));

    const auto signature = again.signAs(m_first.id, word(goodPassword), secret(), "opinion");
    QVERIFY(signature);
    QVERIFY(crypto::verify(again.people().at(0).signPublic, "opinion", *signature));
    QVERIFY(!crypto::verify(again.people().at(1).signPublic, "opinion", *signature));
    QCOMPARE(again.signAs(m_first.id, word("plum-blossom-9"), secret(), "opinion").error().code,
             ErrorCode::WrongPassword);
}

void TestVault::aPersonWithUnsentWorkIsNotRemoved()
{
    createVault();
    auto vault = open();
    const NewPerson second = someone("Wang Jianguo");
    const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
    QVERIFY(vault.addPerson(*unlocked, second, word("plum-blossom-9"), secret(), costFloor));
    QVERIFY(vault.noteLock(second.id, 3));
    QCOMPARE(vault.people().at(1).unsent, 3);
    QCOMPARE(vault.people().at(1).lastUsedMs, m_clock.wallMs());
    QCOMPARE(vault.people().at(0).lastUsedMs, 0);
    QCOMPARE(vault.removePerson(*unlocked, second.id).error().code, ErrorCode::NotAllowed);
    QCOMPARE(vault.removePerson(*unlocked, m_first.id).error().code, ErrorCode::NotAllowed);
    QVERIFY(vault.noteLock(second.id, 0));
    QVERIFY(vault.removePerson(*unlocked, second.id));
    QCOMPARE(vault.unlock(second.id, word("plum-blossom-9"), secret()).error().code, ErrorCode::NotFound);
    QCOMPARE(vault.removePerson(*unlocked, second.id).error().code, ErrorCode::NotFound);
}

void TestVault::aChangedPasswordReplacesTheOldOne()
{
    createVault();
    {
        auto vault = open();
        QCOMPARE(vault.changePassword(m_first.id, word(wrongPassword), word("plum-blossom-9"), secret()).error().code,
                 ErrorCode::WrongPassword);
        m_clock.advance(60'000);
        QCOMPARE(vault.changePassword(m_first.id, word(goodPassword), word("short"), secret()).error().code,
                 ErrorCode::Rejected);
        QVERIFY(vault.changePassword(m_first.id, word(goodPassword), word("plum-blossom-9"), secret(),
                                     crypto::PasswordCost{4, costFloor.memory}));
    }
    auto vault = open();
    QCOMPARE(vault.cost(m_first.id), (crypto::PasswordCost{4, costFloor.memory}));
    QCOMPARE(vault.unlock(m_first.id, word(goodPassword), secret()).error().code, ErrorCode::WrongPassword);
    m_clock.advance(60'000);
    const auto unlocked = vault.unlock(m_first.id, word("plum-blossom-9"), secret());
    QVERIFY(unlocked);
    QVERIFY(crypto::verify(vault.people().first().signPublic, "still me", unlocked->sign("still me")));
}

void TestVault::passwordsAreComparedInNormalFormAndHaveALength()
{
    // "café-à-huit" typed with combining accents and with composed letters is the same password.
    const char composed[] = "caf\xc3\xa9-\xc3\xa0-huit";
    const char combining[] = "cafe\xcc\x81-a\xcc\x80-huit";
    QVERIFY(*normalizedPassword(word(composed)) == *normalizedPassword(word(combining)));
    QCOMPARE(normalizedPassword(word("1234567")).error().code, ErrorCode::Rejected);
    QVERIFY(normalizedPassword(word("12345678")));
    QCOMPARE(normalizedPassword(SecretBytes::copyOf(QByteArray(129, 'x'))).error().code, ErrorCode::Rejected);
    QVERIFY(normalizedPassword(word("\xe5\x85\xa5\xe6\x88\xb7\xe5\x85\xa5\xe6\x88\xb7"
                                    "\xe5\x85\xa5\xe6\x88\xb7\xe5\x85\xa5\xe6\x88\xb7"))); // eight characters
    QCOMPARE(normalizedPassword(word("\xe5\x85\xa5\xe6\x88\xb7\xe5\x85\xa5")).error().code, ErrorCode::Rejected);
}

void TestVault::theProvinceCanRecoverTheVaultKey()
{
    const crypto::BoxKey province = crypto::newBoxKey();
    createVault({{}, SecretPlace::Keyring, QStringLiteral("org.freedesktop.secrets"), costFloor, province.publicKey});
    auto vault = open();
    QVERIFY(vault.hasProvinceBox());
    QCOMPARE(vault.secretPlace(), SecretPlace::Keyring);
    QCOMPARE(vault.keyringBackend(), QStringLiteral("org.freedesktop.secrets"));
    const auto both = crypto::boxOpen(province.publicKey, province.secretKey, vault.provinceBox());
    QVERIFY(both);
    QCOMPARE(both->size(), vaultKeySize + deviceSecretSize);
    QVERIFY(SecretBytes::copyOf(both->view().sliced(vaultKeySize)) == m_secret);
    QVERIFY(SealedDatabase::provide(databasePath(folder()), SecretBytes::copyOf(both->view().first(vaultKeySize))));

    const crypto::BoxKey next = crypto::newBoxKey();
    const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
    QVERIFY(vault.setProvinceBox(*unlocked, secret(), next.publicKey));
    QVERIFY(crypto::boxOpen(next.publicKey, next.secretKey, vault.provinceBox()));
    QCOMPARE(vault.setProvinceBox(*unlocked, secret(), "no key").error().code, ErrorCode::Rejected);
}

void TestVault::anOlderDatabaseIsReportedAndOpensReadOnly()
{
    createVault();
    auto vault = open();
    const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
    QByteArray old;
    for (const char *step : {"CREATE TABLE t(n); INSERT INTO t VALUES(1)", "INSERT INTO t VALUES(2)"}) {
        const auto database = unlocked->openDatabase();
        QVERIFY(database);
        QCOMPARE(Sql(database->open(Access::Writer).value()).run(step), SQLITE_OK);
        if (old.isEmpty())
            old = fileBytes(databasePath(folder()));
        QVERIFY(writeAnchor(*unlocked, Anchor{database->fileId(), database->generation(), 2, QByteArray(32, 'h')}));
    }
    QVERIFY(unlocked->openDatabase());
    QVERIFY(setFileBytes(databasePath(folder()), old));
    QCOMPARE(unlocked->openDatabase().error().code, ErrorCode::RolledBack);
    const auto database = unlocked->openDatabase(OldCopy::ReadOnly);
    QVERIFY(database);
    QVERIFY(database->damage().rolledBack);
    const Sql sql(database->open(Access::Writer).value());
    QCOMPARE(sql.value("SELECT count(*) FROM t"), QByteArray("1"));
    QVERIFY(sql.run("INSERT INTO t VALUES(3)") != SQLITE_OK);

    const Anchor seen = readAnchor(*unlocked)->value();
    QVERIFY(compareAnchors(seen, seen));
    Anchor other = seen;
    other.commitCount = 1;
    QCOMPARE(compareAnchors(seen, other).error().code, ErrorCode::RolledBack);
    other = seen;
    other.auditHead = QByteArray(32, 'x');
    QCOMPARE(compareAnchors(seen, other).error().code, ErrorCode::RolledBack);
    other.commitCount = 3;
    QVERIFY(compareAnchors(seen, other));
    other.fileId = QByteArray(16, 'f');
    QCOMPARE(compareAnchors(seen, other).error().code, ErrorCode::RolledBack);
}

void TestVault::aMissingDatabaseIsDamageNotAFreshStart()
{
    createVault();
    auto vault = open();
    const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
    QVERIFY(QFile::remove(databasePath(folder())));
    QCOMPARE(unlocked->openDatabase().error().code, ErrorCode::Damaged);
    QVERIFY(!QFile::exists(databasePath(folder())));
}

void TestVault::aForgedAnchorIsDamage()
{
    createVault();
    auto vault = open();
    const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
    QVERIFY(!readAnchor(*unlocked)->has_value());
    QVERIFY(writeAnchor(*unlocked, Anchor{QByteArray(16, 'f'), 1, 2, {}}));
    QCOMPARE(readAnchor(*unlocked)->value(), (Anchor{QByteArray(16, 'f'), 1, 2, {}}));
    const QByteArray whole = fileBytes(file("anchor"));
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QVERIFY(setFileBytes(file("anchor"), withFlippedBit(whole, at)));
        QCOMPARE(readAnchor(*unlocked).error().code, ErrorCode::Damaged);
        QCOMPARE(unlocked->openDatabase().error().code, ErrorCode::Damaged);
    }
}

void TestVault::aDeviceSecretThatOthersMayReadIsRefused()
{
    QCOMPARE(readDeviceSecretFile(file("device-secret")).error().code, ErrorCode::NotFound);
    QVERIFY(writeDeviceSecretFile(folder(), m_secret));
    QCOMPARE(QFile::permissions(file("device-secret")) & 0x0077, QFile::Permissions());
    QVERIFY(*readDeviceSecretFile(file("device-secret")) == m_secret);
    QVERIFY(QFile::setPermissions(file("device-secret"), QFile::ReadOwner | QFile::ReadGroup));
    QCOMPARE(readDeviceSecretFile(file("device-secret")).error().code, ErrorCode::NotAllowed);
    QVERIFY(QFile::setPermissions(file("device-secret"), QFile::ReadOwner | QFile::WriteOwner));
    QVERIFY(setFileBytes(file("device-secret"), "short"));
    QCOMPARE(readDeviceSecretFile(file("device-secret")).error().code, ErrorCode::Damaged);
}

void TestVault::aCutCreationCanBeRepeatedAndOldRowsAreNeverRemoved()
{
    createVault();
    {
        auto vault = open();
        const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
        QVERIFY(QFile::remove(file("vault.head"))); // as if the power went before the head was written
    }
    createVault();
    {
        auto vault = open();
        const auto unlocked = vault.unlock(m_first.id, word(goodPassword), secret());
        const auto database = unlocked->openDatabase();
        QCOMPARE(Sql(database->open(Access::Writer).value()).run("CREATE TABLE t(n)"), SQLITE_OK);
    }
    QVERIFY(QFile::remove(file("vault.head")));
    const QByteArray rows = fileBytes(databasePath(folder()));
    QCOMPARE(Vault::create(folder(), floorVault(), m_first, word(goodPassword), m_secret).error().code,
             ErrorCode::AlreadyExists);
    QCOMPARE(fileBytes(databasePath(folder())), rows);
}

int main(int argc, char *argv[])
{
    if (argc == 3 && qstrcmp(argv[1], "--open") == 0) { // the second process of aVaultIsOpenOnce
        const SystemClock clock;
        const auto opened = Vault::open(QFile::decodeName(argv[2]), clock);
        return opened ? 97 : int(opened.error().code);
    }
    QCoreApplication app(argc, argv);
    TestVault test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_vault.moc"
