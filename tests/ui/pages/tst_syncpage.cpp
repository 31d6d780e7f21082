// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/pagestage.h"
#include "ui/pages/sync/syncpage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/listrow.h"

using namespace ruhu;
using namespace ruhu::tests;
using models::SyncController;
using pages::SyncPage;
using Phase = service::SyncProgress::Phase;

namespace {

qint64 at(int day, int hour, int minute)
{
    return QDateTime(QDate(2026, 11, day), QTime(hour, minute)).toMSecsSinceEpoch();
}

HouseholdId household(int n)
{
    return HouseholdId::fromText(QStringLiteral("01939999-0000-7000-8000-00000000000%1").arg(n));
}

// A desk whose answers the test decides.
struct FakeDesk
{
    service::SyncProgress progress;
    service::UnsentCount unsent;
    QList<service::OutboxRow> outbox;
    QList<service::UploadRow> uploads;
    QList<service::QuarantineRow> quarantine;
    QList<service::ReceiptRow> receipts;
    service::Holdings holdings;
    QList<service::ConflictHousehold> conflicts;
    bool broken = false;
    int synced = 0;
    qint64 retried = 0;

    models::SyncDoors doors()
    {
        return {[this] { return progress; },
                [this] { ++synced; },
                [this](bool paused) { progress.phase = paused ? Phase::Paused : Phase::Idle; },
                [this] { return service::ready<service::UnsentCount>(unsent); },
                [this]() -> service::Answer<QList<service::OutboxRow>> {
                    if (broken)
                        return service::ready<QList<service::OutboxRow>>(fail(ErrorCode::Io));
                    return service::ready<QList<service::OutboxRow>>(outbox);
                },
                [this] { return service::ready<QList<service::UploadRow>>(uploads); },
                [this] { return service::ready<QList<service::QuarantineRow>>(quarantine); },
                [this](qint64 number) {
                    retried = number;
                    quarantine.clear();
                    return service::ready<void>({});
                },
                [this] { return service::ready<QList<service::ReceiptRow>>(receipts); },
                [this] { return service::ready<service::Holdings>(holdings); },
                [this] { return service::ready<QList<service::ConflictHousehold>>(conflicts); },
                [] { return at(21, 9, 45); }};
    }

    void fill()
    {
        progress.phase = Phase::Sending;
        progress.online = true;
        progress.lastSyncMs = at(21, 7, 42);
        progress.lastDurationMs = 86'000;
        progress.received = 12;
        progress.sent = 31;
        progress.merged = 14;
        progress.sending = {{QStringLiteral("signature"), 4, 4, 0, 0},
                            {QStringLiteral("visit"), 2, 3, 0, 0},
                            {QStringLiteral("photo"), 12, 22, 0, 0}};
        unsent = {3, 22, 4, 0, 46'800'000};
        const auto work = [](qint64 n, const QString &name, const QString &what, qint64 ms, bool waits) {
            return service::OutboxRow{n, household(int(n)), name, what, ms, waits};
        };
        outbox = {work(1, QStringLiteral("王桂英"), QStringLiteral("visit"), at(21, 9, 20), true),
                  work(2, QStringLiteral("刘满仓"), QStringLiteral("patch"), at(20, 16, 2), false),
                  work(3, QStringLiteral("马小燕"), QStringLiteral("resolution"), at(20, 16, 30), false)};
        const auto file = [](int n, const QString &name, const QString &kind, const QString &role, qint64 done,
                             qint64 all) {
            service::UploadRow row;
            row.household = household(n);
            row.headName = name;
            row.kind = kind;
            row.role = role;
            row.bytesDone = done;
            row.bytesTotal = all;
            row.sending = done > 0;
            return row;
        };
        uploads = {
            file(1, QStringLiteral("王桂英"), QStringLiteral("PH01"), QStringLiteral("evidence"), 1'900'000, 2'300'000),
            file(1, QStringLiteral("王桂英"), QStringLiteral("PH02"), QStringLiteral("thumbnail"), 0, 15'000),
            file(2, QStringLiteral("刘满仓"), QString(), QStringLiteral("strokes"), 0, 9'000)};
        quarantine = {{7, household(5), QStringLiteral("韩春生"), QStringLiteral("visit"),
                       QStringLiteral("authorisation-missing"), QStringLiteral("field"), at(20, 18, 0)}};
        receipts = {{at(20, 17, 18), 44, QByteArray("\x12\x34\x56\x78", 4)},
                    {at(19, 17, 31), 27, QByteArray("\xab\xcd\xef\x01", 4)}};
        holdings = {126, 120, 4018, 0, 3'600'000'000, 11'400'000'000};
        service::ConflictHousehold conflict;
        conflict.conflicts = 3;
        conflicts = {conflict, conflict};
    }
};

std::unique_ptr<SyncPage> pageOf(FakeDesk &desk)
{
    return std::make_unique<SyncPage>(std::make_unique<SyncController>(desk.doors()));
}

QStringList wordsOn(const QWidget &page)
{
    QStringList words;
    const auto labels = page.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        if (label->isVisibleTo(&page))
            words.append(label->text());
    return words;
}

QPushButton *button(QWidget &page, const QString &text)
{
    const auto all = page.findChildren<QPushButton *>();
    for (QPushButton *one : all)
        if (one->isVisibleTo(&page) && one->text() == text)
            return one;
    return nullptr;
}

} // namespace

class TestSyncPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setTheStage(); }
    void init() { theme::setAppearance(theme::Scheme::Light, theme::TextSize::Standard); }
    void looksRightInEveryAppearance();
    void theThreeStepsCountWhatIsWhere();
    void whatCameBackSaysWhyAndCanBeSentAgain();
    void anUnknownReasonHasWordsToo();
    void everyPhaseHasAHeadline();
    void pausingAndGoingOn();
    void aRowOpensItsHousehold();
    void anEmptyLaptopSaysSo();
    void aFailureOfTheStoreIsSaid();
    void aFirstSyncSaysWhatIsArrivingAndThatOneMayGo();
    void aHubThatWentAwayIsOfflineInWords_data();
    void aHubThatWentAwayIsOfflineInWords();
};

void TestSyncPage::looksRightInEveryAppearance()
{
    for (const Appearance &look : appearances) {
        theme::setAppearance(look.scheme, look.size);
        FakeDesk desk;
        desk.fill();
        auto page = pageOf(desk);
        theme::setBackground(page.get(), theme::Token::Win);
        const QSize size = look.window - QSize(theme::metrics().rail, theme::metrics().statusBar);
        QVERIFY(showAt(*page, size, QStringLiteral("sync-%1").arg(QLatin1String(look.name))));
        QVERIFY(showAt(*page, size, QStringLiteral("sync-%1").arg(QLatin1String(look.name))));
        const QString flaw = firstFlaw(*page);
        QVERIFY2(flaw.isEmpty(), qPrintable(QLatin1String(look.name) + u' ' + flaw));
    }
}

void TestSyncPage::theThreeStepsCountWhatIsWhere()
{
    FakeDesk desk;
    desk.fill();
    auto page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-steps")));
    QTRY_VERIFY(wordsOn(*page).contains(QStringLiteral("已存本机 2")));
    QVERIFY(wordsOn(*page).contains(QStringLiteral("已送达 1")));
    QVERIFY(wordsOn(*page).contains(QStringLiteral("上级已收 71")));
    QVERIFY(wordsOn(*page).contains(QStringLiteral("正在发送，29 项已发 18 项")));
}

void TestSyncPage::whatCameBackSaysWhyAndCanBeSentAgain()
{
    FakeDesk desk;
    desk.fill();
    auto page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-back")));
    QTRY_VERIFY(wordsOn(*page).contains(QStringLiteral("韩春生户的入户调查被省平台退回")));
    QVERIFY(wordsOn(*page).join(u' ').contains(QStringLiteral("核对授权书")));
    QVERIFY(!wordsOn(*page).join(u' ').contains(QStringLiteral("authorisation")));
    QSignalSpy wanted(page.get(), &SyncPage::householdWanted);
    button(*page, QStringLiteral("去核对"))->click();
    QCOMPARE(wanted.size(), 1);
    button(*page, QStringLiteral("再发一次"))->click();
    QCOMPARE(desk.retried, 7);
    QTRY_VERIFY(!button(*page, QStringLiteral("再发一次")));
    QTRY_VERIFY(button(*page, QStringLiteral("去选择"))); // the conflicts are still there
}

void TestSyncPage::anUnknownReasonHasWordsToo()
{
    FakeDesk desk;
    desk.fill();
    desk.quarantine[0].problem = QStringLiteral("urn:ruhu:something-of-next-year");
    SyncController controller(desk.doors());
    const QString line = controller.quarantineLine(desk.quarantine[0]);
    QVERIFY(line.contains(QStringLiteral("省平台没有收")));
    QVERIFY(!line.contains(QStringLiteral("something")));
}

void TestSyncPage::everyPhaseHasAHeadline()
{
    FakeDesk desk;
    desk.fill();
    QSet<QString> headlines;
    for (const Phase phase :
         {Phase::Idle, Phase::Connecting, Phase::Sending, Phase::Receiving, Phase::Paused, Phase::Failed}) {
        desk.progress.phase = phase;
        desk.progress.failure = Error{ErrorCode::Network, QStringLiteral("host unreachable")};
        desk.progress.nextTryMs = at(21, 9, 58);
        SyncController controller(desk.doors());
        QVERIFY(!controller.headline().isEmpty());
        QVERIFY(!controller.subline().isEmpty());
        QVERIFY(!controller.factText().isEmpty());
        QVERIFY(!QString(controller.headline() + controller.subline()).contains(QStringLiteral("unreachable")));
        headlines.insert(controller.headline());
        if (phase == Phase::Failed)
            QVERIFY(controller.subline().contains(QStringLiteral("09:58")));
    }
    QCOMPARE(headlines.size(), 6);
}

void TestSyncPage::pausingAndGoingOn()
{
    FakeDesk desk;
    desk.fill();
    desk.progress.phase = Phase::Idle;
    auto page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-idle")));
    button(*page, QStringLiteral("暂停"))->click();
    QCOMPARE(desk.progress.phase, Phase::Paused);
    QVERIFY(button(*page, QStringLiteral("继续")));
    button(*page, QStringLiteral("现在同步"))->click();
    QCOMPARE(desk.synced, 1);
    QCOMPARE(desk.progress.phase, Phase::Idle);
}

void TestSyncPage::aRowOpensItsHousehold()
{
    FakeDesk desk;
    desk.fill();
    auto page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-row")));
    auto *list = page->findChild<widgets::RowList *>();
    QTRY_COMPARE(list->model()->rowCount(), 3);
    QSignalSpy wanted(page.get(), &SyncPage::householdWanted);
    list->setCurrentIndex(list->model()->index(1, 0));
    QTest::keyClick(list, Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().value<HouseholdId>(), household(2));
    QVERIFY(list->model()->index(0, 0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("等照片")));
}

void TestSyncPage::anEmptyLaptopSaysSo()
{
    FakeDesk desk;
    auto page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-empty")));
    QTRY_VERIFY(wordsOn(*page).contains(QStringLiteral("没有在等的。")));
    QVERIFY(wordsOn(*page).contains(QStringLiteral("还没有同步过")));
    QVERIFY(!button(*page, QStringLiteral("去选择")));
}

void TestSyncPage::aFailureOfTheStoreIsSaid()
{
    FakeDesk desk;
    desk.fill();
    desk.broken = true;
    auto page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-broken")));
    QTRY_VERIFY(page->findChild<widgets::Banner *>()->isVisible());
}

void TestSyncPage::aFirstSyncSaysWhatIsArrivingAndThatOneMayGo()
{
    FakeDesk desk;
    desk.progress.phase = Phase::Connecting;
    auto page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-first-connecting")));
    QTRY_VERIFY(wordsOn(*page).contains(QStringLiteral("正在连省平台")));
    desk.progress.phase = Phase::Receiving;
    desk.progress.online = true;
    desk.progress.receiving = {{QStringLiteral("listrow"), 812, 0, 0, 0}};
    desk.holdings.households = 812;
    SyncController controller(desk.doors());
    controller.reload();
    QTRY_COMPARE(controller.factText(), QStringLiteral("已联网 · 正在同步，已到 812 户"));
    QCOMPARE(controller.percent(), -1); // nobody knows yet how many there will be
    page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-first-list")));
    QTRY_VERIFY(wordsOn(*page).contains(QStringLiteral("第一次同步：户名单正在传来")));
    QVERIFY(wordsOn(*page).contains(QStringLiteral("户名单 812")));
    QVERIFY(!wordsOn(*page).join(u' ').contains(QStringLiteral("还没有同步过")));
    desk.progress.listHere = true;
    desk.progress.receiving = {{QStringLiteral("listrow"), 2000, 2000, 0, 0},
                               {QStringLiteral("dossier"), 500, 2000, 0, 0},
                               {QStringLiteral("record"), 4321, 0, 0, 0},
                               {QStringLiteral("photo"), 7, 90, 0, 0}};
    page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-first-files")));
    QTRY_VERIFY(wordsOn(*page).contains(QStringLiteral("第一次同步：户档正在传来")));
    const QString words = wordsOn(*page).join(u' ');
    for (const QString &part : {QStringLiteral("户档 500 / 2000"), QStringLiteral("记录 4321"),
                                QStringLiteral("照片 7 / 90"), QStringLiteral("现在就可以去走访")})
        QVERIFY2(words.contains(part), qPrintable(part + QStringLiteral(" is not in ") + words));
}

void TestSyncPage::aHubThatWentAwayIsOfflineInWords_data()
{
    QTest::addColumn<ErrorCode>("code");
    QTest::addColumn<QString>("said");
    QTest::newRow("down") << ErrorCode::Network << QStringLiteral("连不上省平台");
    QTest::newRow("slow") << ErrorCode::Timeout << QStringLiteral("没有回应");
    QTest::newRow("garbage") << ErrorCode::BadReply << QStringLiteral("看不懂");
    QTest::newRow("a broken address") << ErrorCode::Incomplete << QStringLiteral("本机里的省平台地址");
    QTest::newRow("a broken certificate") << ErrorCode::BadFormat << QStringLiteral("本机里的省平台证书");
    QTest::newRow("another authority") << ErrorCode::Tls << QStringLiteral("证书是别人签的");
    QTest::newRow("our disk is full") << ErrorCode::DiskFull << QStringLiteral("硬盘满了");
    QTest::newRow("revoked") << ErrorCode::NotAllowed << QStringLiteral("从名单里去掉");
}

void TestSyncPage::aHubThatWentAwayIsOfflineInWords()
{
    QFETCH(ErrorCode, code);
    QFETCH(QString, said);
    FakeDesk desk;
    desk.fill();
    desk.progress.phase = Phase::Failed;
    desk.progress.online = false;
    desk.progress.failure = {code, QStringLiteral("details of a socket")};
    desk.progress.nextTryMs = at(21, 9, 58);
    auto page = pageOf(desk);
    QVERIFY(showAt(*page, {1290, 700}, QStringLiteral("sync-offline")));
    SyncController controller(desk.doors());
    QVERIFY2(controller.factText().startsWith(QStringLiteral("离线")), qPrintable(controller.factText()));
    QTRY_VERIFY(wordsOn(*page).join(u' ').contains(said));
    const QString words = wordsOn(*page).join(u' ');
    QVERIFY(words.contains(QStringLiteral("没发出去的都还在本机"))); // what is lost: nothing
    QVERIFY(words.contains(QStringLiteral("09:58")));
    QVERIFY(!words.contains(QStringLiteral("socket")));
}

QTEST_MAIN(TestSyncPage)
#include "tst_syncpage.moc"
