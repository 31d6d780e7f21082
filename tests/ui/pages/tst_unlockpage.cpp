// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/pagestage.h"
#include "ui/pages/unlock/faces.h"
#include "ui/pages/unlock/unlockpage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/formrow.h"

using namespace ruhu;
using namespace ruhu::tests;
using models::UnlockController;
using pages::UnlockPage;

namespace {

// A laptop whose answers the test decides.
struct FakeLaptop
{
    QList<service::PersonRow> people;
    service::DeviceSecretState secret = service::DeviceSecretState::InKeyring;
    int delay = 0;
    ErrorCode unlockAnswer = ErrorCode::WrongPassword;
    ErrorCode enrolAnswer = ErrorCode::NotAllowed;
    bool enrolWorks = false;
    bool peopleUnreadable = false;
    ErrorCode peopleAnswer = ErrorCode::Damaged;
    QByteArray lastPassword;
    QByteArray lastColleague;
    PersonId lastPerson;
    service::Enrolment lastEnrolment;

    models::UnlockDoors doors()
    {
        return {[this]() -> service::Answer<QList<service::PersonRow>> {
                    if (peopleUnreadable)
                        return service::ready<QList<service::PersonRow>>(fail(peopleAnswer));
                    return service::ready<QList<service::PersonRow>>(people);
                },
                [this] { return service::ready<service::DeviceSecretState>(secret); },
                [this] { return delay; },
                [this](PersonId person, QByteArray &&password) {
                    lastPerson = person;
                    lastPassword = QByteArray(password.constData(), password.size());
                    password.fill('\0');
                    return service::ready<std::shared_ptr<service::Desk>>(fail(unlockAnswer));
                },
                [this](const service::Enrolment &who, QByteArray &&password, QByteArray &&colleague) {
                    lastEnrolment = who;
                    lastPassword = QByteArray(password.constData(), password.size());
                    lastColleague = QByteArray(colleague.constData(), colleague.size());
                    if (!enrolWorks)
                        return service::ready<service::PersonRow>(fail(enrolAnswer));
                    service::PersonRow row{id(9), QStringLiteral("李保田"), QStringLiteral("VillageReporter"), 0, 0};
                    people.append(row);
                    return service::ready<service::PersonRow>(row);
                },
                [] { return QDateTime(QDate(2026, 11, 21), QTime(7, 55)).toMSecsSinceEpoch(); }};
    }

    static PersonId id(int n)
    {
        return PersonId::fromText(QStringLiteral("01939999-0000-7000-8000-00000000000%1").arg(n));
    }

    void addEverybody()
    {
        const auto at = [](int day, int hour, int minute) {
            return QDateTime(QDate(2026, 11, day), QTime(hour, minute)).toMSecsSinceEpoch();
        };
        people = {{id(1), QStringLiteral("周文静"), QStringLiteral("TownshipHandler"), at(20, 17, 20), 29},
                  {id(2), QStringLiteral("纪秀兰"), QStringLiteral("Investigator"), at(19, 9, 0), 0},
                  {id(3), QStringLiteral("陈国梁"), QStringLiteral("TownshipSupervisor"), at(20, 16, 2), 2},
                  {id(4), QStringLiteral("李保田"), QStringLiteral("VillageReporter"), 0, 0}};
    }
};

template <typename T>
T *named(QWidget &page, const QString &name)
{
    const auto all = page.findChildren<T *>();
    for (T *widget : all)
        if (widget->isVisibleTo(&page) && (widget->accessibleName() == name || widget->property("text") == name))
            return widget;
    return nullptr;
}

} // namespace

class TestUnlockPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setTheStage(); }
    void cleanup() { theme::setAppearance(theme::Scheme::Light, theme::TextSize::Standard); }
    void looksRightInEveryAppearance();
    void enrolmentLooksRightInEveryAppearance();
    void thePasswordGoesOutOnceAndNothingStays();
    void aWrongPasswordIsSaidAtTheFieldAndCountsDown();
    void anEmptyPasswordIsNotTried();
    void withoutTheDeviceSecretNobodyIsAskedForAPassword();
    void aDamagedVaultIsNotAnEmptyLaptop();
    void anEmptyLaptopOffersTheEnrolment();
    void enrolmentRefusesWhatIsMissing();
    void enrolmentHandsOverWhatWasTyped();
    void aRefusedCodeKeepsTheAddressAndDropsThePasswords();
    void everyRefusalOfTheEnrolmentHasItsOwnWords_data();
    void everyRefusalOfTheEnrolmentHasItsOwnWords();
    void everyRefusalOfTheUnlockingHasItsOwnWords_data();
    void everyRefusalOfTheUnlockingHasItsOwnWords();
    void aVaultThatCannotBeReadSaysWhy_data();
    void aVaultThatCannotBeReadSaysWhy();
};

void TestUnlockPage::looksRightInEveryAppearance()
{
    for (const Appearance &look : appearances) {
        theme::setAppearance(look.scheme, look.size);
        FakeLaptop laptop;
        laptop.addEverybody();
        UnlockController controller(laptop.doors());
        UnlockPage page(controller);
        page.setOffice(QStringLiteral("云泽县 · 柳溪镇民政办"));
        controller.load();
        QVERIFY(showAt(page, look.window, QStringLiteral("unlock-%1").arg(QLatin1String(look.name))));
        auto *field = named<widgets::SecretField>(page, QStringLiteral("口令"));
        QVERIFY(field);
        field->setFocus();
        QTest::sendKeyEvent(QTest::Click, field, Qt::Key_A, QStringLiteral("A"), Qt::NoModifier);
        QTest::keyClicks(field, QStringLiteral("1234567"));
        QVERIFY(showAt(page, look.window, QStringLiteral("unlock-%1").arg(QLatin1String(look.name))));
        const QString flaw = firstFlaw(page);
        QVERIFY2(flaw.isEmpty(), qPrintable(QLatin1String(look.name) + u' ' + flaw));
    }
}

void TestUnlockPage::enrolmentLooksRightInEveryAppearance()
{
    for (const Appearance &look : appearances) {
        theme::setAppearance(look.scheme, look.size);
        FakeLaptop laptop;
        laptop.addEverybody();
        laptop.secret = service::DeviceSecretState::InFile;
        UnlockController controller(laptop.doors());
        UnlockPage page(controller);
        page.setEnrolmentDefaults(QStringLiteral("https://hub.example:8443"), QStringLiteral("/tmp/none.pem"));
        controller.load();
        QVERIFY(showAt(page, look.window, QStringLiteral("enrol-%1").arg(QLatin1String(look.name))));
        named<QPushButton>(page, QStringLiteral("添加工作人员"))->click();
        QVERIFY(showAt(page, look.window, QStringLiteral("enrol-%1").arg(QLatin1String(look.name))));
        const QString flaw = firstFlaw(page);
        QVERIFY2(flaw.isEmpty(), qPrintable(QLatin1String(look.name) + u' ' + flaw));
    }
}

void TestUnlockPage::thePasswordGoesOutOnceAndNothingStays()
{
    FakeLaptop laptop;
    laptop.addEverybody();
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("unlock-try")));
    auto *list = page.findChild<QListView *>();
    list->setCurrentIndex(list->model()->index(2, 0));
    auto *field = named<widgets::SecretField>(page, QStringLiteral("口令"));
    QTest::keyClicks(field, QStringLiteral("long enough"));
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(laptop.lastPassword, QByteArray("long enough"));
    QCOMPARE(laptop.lastPerson, FakeLaptop::id(3));
    QVERIFY(field->isEmpty());
}

void TestUnlockPage::aWrongPasswordIsSaidAtTheFieldAndCountsDown()
{
    FakeLaptop laptop;
    laptop.addEverybody();
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("unlock-wrong")));
    auto *field = named<widgets::SecretField>(page, QStringLiteral("口令"));
    laptop.delay = 4;
    QTest::keyClicks(field, QStringLiteral("wrong"));
    QTest::keyClick(field, Qt::Key_Return);
    auto *button = named<QPushButton>(page, QStringLiteral("4 秒后再试"));
    QTRY_VERIFY((button = named<QPushButton>(page, QStringLiteral("4 秒后再试"))));
    QVERIFY(!button->isEnabled());
    QTRY_COMPARE(theme::fieldState(field), theme::FieldState::Error);
    QVERIFY(field->accessibleDescription().contains(QStringLiteral("口令")));
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("unlock-wrong")));
    laptop.lastPassword.clear();
    QTest::keyClicks(field, QStringLiteral("again"));
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY2(laptop.lastPassword.isEmpty(), "a try went out while the countdown ran");
    laptop.delay = 0;
    QTRY_VERIFY_WITH_TIMEOUT(button->isEnabled(), 4000);
    QTest::keyClick(field, Qt::Key_Return);
    QCOMPARE(laptop.lastPassword, QByteArray("again"));
}

void TestUnlockPage::anEmptyPasswordIsNotTried()
{
    FakeLaptop laptop;
    laptop.addEverybody();
    laptop.lastPassword = "untouched";
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("unlock-empty")));
    named<QPushButton>(page, QStringLiteral("解锁"))->click();
    QCOMPARE(laptop.lastPassword, QByteArray("untouched"));
    QCOMPARE(theme::fieldState(named<widgets::SecretField>(page, QStringLiteral("口令"))), theme::FieldState::Error);
}

void TestUnlockPage::withoutTheDeviceSecretNobodyIsAskedForAPassword()
{
    FakeLaptop laptop;
    laptop.addEverybody();
    laptop.secret = service::DeviceSecretState::Missing;
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("unlock-nosecret")));
    QVERIFY(!named<QPushButton>(page, QStringLiteral("解锁"))->isEnabled());
    auto *banner = page.findChild<widgets::Banner *>();
    QVERIFY(banner->isVisible());
    QCOMPARE(banner->kind(), widgets::Banner::Kind::Error);
    laptop.secret = service::DeviceSecretState::InKeyring; // the key ring was opened meanwhile
    named<QPushButton>(page, QStringLiteral("再看一次"))->click();
    QTRY_VERIFY(named<QPushButton>(page, QStringLiteral("解锁"))->isEnabled());
    QVERIFY(!banner->isVisible());
}

void TestUnlockPage::aDamagedVaultIsNotAnEmptyLaptop()
{
    FakeLaptop laptop;
    laptop.peopleUnreadable = true;
    laptop.secret = service::DeviceSecretState::NoVault;
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("unlock-damaged")));
    QVERIFY(page.findChild<widgets::Banner *>()->isVisible());
    QVERIFY2(!named<QPushButton>(page, QStringLiteral("登记")), "a new vault was offered over a damaged one");
}

void TestUnlockPage::anEmptyLaptopOffersTheEnrolment()
{
    FakeLaptop laptop;
    laptop.secret = service::DeviceSecretState::NoVault;
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("enrol-first")));
    QVERIFY(named<QPushButton>(page, QStringLiteral("登记")));
    QVERIFY(!named<QPushButton>(page, QStringLiteral("回去")));
    QVERIFY(!named<widgets::SecretField>(page, QStringLiteral("这位同事的口令")));
}

void TestUnlockPage::enrolmentRefusesWhatIsMissing()
{
    FakeLaptop laptop;
    laptop.lastPassword = "untouched";
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    page.setEnrolmentDefaults(QStringLiteral("http://plain.example"), QStringLiteral("/no/such.pem"));
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("enrol-missing")));
    named<QPushButton>(page, QStringLiteral("登记"))->click();
    QCOMPARE(laptop.lastPassword, QByteArray("untouched"));
    int wrong = 0;
    const auto rows = page.findChildren<widgets::FormRow *>();
    for (const widgets::FormRow *row : rows)
        wrong += row->isVisible() && row->problem() == theme::FieldState::Error;
    QCOMPARE(wrong, 4); // address, file, code, password
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("enrol-missing")));
}

void TestUnlockPage::enrolmentHandsOverWhatWasTyped()
{
    QTemporaryFile authority;
    QVERIFY(authority.open());
    FakeLaptop laptop;
    laptop.addEverybody();
    laptop.people.removeLast();
    laptop.enrolWorks = true;
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    page.setEnrolmentDefaults(QStringLiteral("https://hub.example"), authority.fileName());
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("enrol-works")));
    named<QPushButton>(page, QStringLiteral("添加工作人员"))->click();
    named<QLineEdit>(page, QStringLiteral("一次性登记码"))->setText(QStringLiteral(" ９９AB "));
    QTest::keyClicks(named<widgets::SecretField>(page, QStringLiteral("新口令")), QStringLiteral("new password"));
    QTest::keyClicks(named<widgets::SecretField>(page, QStringLiteral("再输一遍")), QStringLiteral("new passwore"));
    QTest::keyClicks(named<widgets::SecretField>(page, QStringLiteral("这位同事的口令")), QStringLiteral("hers"));
    named<QPushButton>(page, QStringLiteral("登记"))->click();
    QVERIFY2(laptop.lastPassword.isEmpty(), "two different passwords were taken");
    auto *again = named<widgets::SecretField>(page, QStringLiteral("再输一遍"));
    QTest::keyClick(again, Qt::Key_Backspace);
    QTest::keyClicks(again, QStringLiteral("d"));
    named<QPushButton>(page, QStringLiteral("登记"))->click();
    QCOMPARE(laptop.lastPassword, QByteArray("new password"));
    QCOMPARE(laptop.lastColleague, QByteArray("hers"));
    QCOMPARE(laptop.lastEnrolment.code, QStringLiteral("99AB"));
    QCOMPARE(laptop.lastEnrolment.hub, QUrl(QStringLiteral("https://hub.example")));
    QCOMPARE(laptop.lastEnrolment.colleague, FakeLaptop::id(1));
    auto *list = page.findChild<QListView *>();
    QTRY_COMPARE(list->model()->rowCount(), 4);
    QTRY_COMPARE(list->currentIndex().row(), 3); // the new person, ready to unlock
    QTRY_VERIFY(named<QPushButton>(page, QStringLiteral("解锁")));
}

void TestUnlockPage::aRefusedCodeKeepsTheAddressAndDropsThePasswords()
{
    QTemporaryFile authority;
    QVERIFY(authority.open());
    FakeLaptop laptop;
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    page.setEnrolmentDefaults(QStringLiteral("https://hub.example"), authority.fileName());
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("enrol-refused")));
    named<QLineEdit>(page, QStringLiteral("一次性登记码"))->setText(QStringLiteral("old"));
    for (const QString &name : {QStringLiteral("新口令"), QStringLiteral("再输一遍")})
        QTest::keyClicks(named<widgets::SecretField>(page, name), QStringLiteral("new password"));
    named<QPushButton>(page, QStringLiteral("登记"))->click();
    QTRY_VERIFY(page.findChild<pages::EnrolFace *>()->findChild<widgets::Banner *>()->isVisible());
    QCOMPARE(named<QLineEdit>(page, QStringLiteral("省平台地址"))->text(), QStringLiteral("https://hub.example"));
    QVERIFY(named<widgets::SecretField>(page, QStringLiteral("新口令"))->isEmpty());
}

namespace {

QString wordsOn(const QWidget &page)
{
    QStringList words;
    const auto labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        if (label->isVisibleTo(&page))
            words.append(label->text());
    return words.join(u' ');
}

} // namespace

void TestUnlockPage::everyRefusalOfTheEnrolmentHasItsOwnWords_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("a code that nobody knows") << ErrorCode::NotFound << QStringLiteral("不认这个登记码");
    QTest::newRow("an old code") << ErrorCode::Expired << QStringLiteral("登记码过期");
    QTest::newRow("a used code") << ErrorCode::AlreadyExists << QStringLiteral("登记码已经用过");
    QTest::newRow("a certificate cut short") << ErrorCode::BadFormat << QStringLiteral("证书文件读不出来");
    QTest::newRow("down") << ErrorCode::Network << QStringLiteral("连不上省平台");
    QTest::newRow("slow") << ErrorCode::Timeout << QStringLiteral("没有回应");
    QTest::newRow("garbage") << ErrorCode::BadReply << QStringLiteral("看不懂");
    QTest::newRow("another authority") << ErrorCode::Tls << QStringLiteral("证书是别人签的");
    QTest::newRow("full disk") << ErrorCode::DiskFull << QStringLiteral("硬盘满了");
    QTest::newRow("locked key ring") << ErrorCode::KeyringLocked << QStringLiteral("密钥环锁着");
    QTest::newRow("the same person") << ErrorCode::Conflict << QStringLiteral("已经在这台电脑上");
}

void TestUnlockPage::everyRefusalOfTheEnrolmentHasItsOwnWords()
{
    QFETCH(ErrorCode, code);
    QFETCH(QString, said);
    QTemporaryFile authority;
    QVERIFY(authority.open());
    FakeLaptop laptop;
    laptop.enrolAnswer = code;
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    page.setEnrolmentDefaults(QStringLiteral("https://hub.example"), authority.fileName());
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("enrol-said")));
    named<QLineEdit>(page, QStringLiteral("一次性登记码"))->setText(QStringLiteral("code"));
    for (const QString &name : {QStringLiteral("新口令"), QStringLiteral("再输一遍")})
        QTest::keyClicks(named<widgets::SecretField>(page, name), QStringLiteral("new password"));
    named<QPushButton>(page, QStringLiteral("登记"))->click();
    QTRY_VERIFY2(wordsOn(page).contains(said), qPrintable(wordsOn(page)));
    QVERIFY(wordsOn(page).contains(QStringLiteral("本机什么都没有变")));
}

void TestUnlockPage::everyRefusalOfTheUnlockingHasItsOwnWords_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("wrong password") << ErrorCode::WrongPassword << QStringLiteral("口令不对");
    QTest::newRow("too early") << ErrorCode::Delayed << QStringLiteral("要等一会儿");
    QTest::newRow("locked key ring") << ErrorCode::KeyringLocked << QStringLiteral("密钥环锁着");
    QTest::newRow("no key ring") << ErrorCode::KeyringUnavailable << QStringLiteral("没有密钥环");
    QTest::newRow("missing secret") << ErrorCode::DeviceSecretMissing << QStringLiteral("不在原来的地方");
    QTest::newRow("newer version") << ErrorCode::TooNew << QStringLiteral("更新版本的入户写的");
    QTest::newRow("damaged page") << ErrorCode::Damaged << QStringLiteral("有一部分资料坏了");
    QTest::newRow("old copy") << ErrorCode::RolledBack << QStringLiteral("换上了一份旧的");
    QTest::newRow("open elsewhere") << ErrorCode::Busy << QStringLiteral("另一个入户窗口");
    QTest::newRow("full disk") << ErrorCode::DiskFull << QStringLiteral("硬盘满了");
}

void TestUnlockPage::everyRefusalOfTheUnlockingHasItsOwnWords()
{
    QFETCH(ErrorCode, code);
    QFETCH(QString, said);
    FakeLaptop laptop;
    laptop.addEverybody();
    laptop.unlockAnswer = code;
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("unlock-said")));
    auto *field = named<widgets::SecretField>(page, QStringLiteral("口令"));
    QTest::keyClicks(field, QStringLiteral("some password"));
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_VERIFY2(wordsOn(page).contains(said), qPrintable(wordsOn(page)));
    QVERIFY(field->isEmpty());
}

void TestUnlockPage::aVaultThatCannotBeReadSaysWhy_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("newer version") << ErrorCode::TooNew << QStringLiteral("装上最新版的入户");
    QTest::newRow("damaged") << ErrorCode::Damaged << QStringLiteral("什么都没有删");
    QTest::newRow("open elsewhere") << ErrorCode::Busy << QStringLiteral("另一个入户窗口");
    QTest::newRow("the disk fails") << ErrorCode::Io << QStringLiteral("磁盘可能要坏");
}

void TestUnlockPage::aVaultThatCannotBeReadSaysWhy()
{
    QFETCH(ErrorCode, code);
    QFETCH(QString, said);
    FakeLaptop laptop;
    laptop.peopleUnreadable = true;
    laptop.peopleAnswer = code;
    UnlockController controller(laptop.doors());
    UnlockPage page(controller);
    controller.load();
    QVERIFY(showAt(page, {1366, 738}, QStringLiteral("unlock-unreadable")));
    QTRY_VERIFY2(wordsOn(page).contains(said), qPrintable(wordsOn(page)));
    QVERIFY2(!named<QPushButton>(page, QStringLiteral("登记")), "a new vault was offered over one that is there");
}

QTEST_MAIN(TestUnlockPage)
#include "tst_unlockpage.moc"
