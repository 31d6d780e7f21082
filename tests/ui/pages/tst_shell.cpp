// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/pagestage.h"
#include "ui/pages/shell/mainwindow.h"
#include "ui/widgets/card.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/statusstrip.h"

using namespace ruhu;
using namespace ruhu::tests;
using pages::MainWindow;
using pages::PageEntry;
using widgets::NavRail;

namespace {

// A page with two panes of two buttons each.
QWidget *plainPage(const QString &title, int *alive)
{
    auto *page = new QWidget;
    ++*alive;
    QObject::connect(page, &QObject::destroyed, page, [alive] { --*alive; });
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(20, 12, 20, 16);
    column->addWidget(widgets::makeLabel(title, theme::TextRole::Title, theme::Token::Tx, true));
    for (int pane = 0; pane < 2; ++pane) {
        auto *card = new widgets::Card(QStringLiteral("%1 %2").arg(title).arg(pane));
        card->setProperty("pane", true);
        card->padBody();
        for (int i = 0; i < 2; ++i)
            card->body()->addWidget(widgets::makeButton(QStringLiteral("%1-%2-%3").arg(title).arg(pane).arg(i)));
        column->addWidget(card);
    }
    column->addStretch(1);
    return page;
}

struct World
{
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("ruhu.ini")), QSettings::IniFormat};
    MainWindow window{settings};
    int alive = 0;
    int made = 0;

    World()
    {
        auto *lock = new QWidget;
        lock->setObjectName(QStringLiteral("lock"));
        window.setLockPage(lock);
    }
    void open(const QString &person = QStringLiteral("p1"))
    {
        QList<PageEntry> entries;
        const auto add = [&](const char *id, const char *icon, const QString &text, int digit, bool lower) {
            entries.append({QLatin1String(id), QLatin1String(icon), text, digit, lower, [this, text] {
                                ++made;
                                return plainPage(text, &alive);
                            }});
        };
        add("today", "today", QStringLiteral("今日"), 1, false);
        add("households", "folder", QStringLiteral("户档"), 2, false);
        add("cases", "case", QStringLiteral("办件"), 4, false);
        add("sync", "sync", QStringLiteral("同步"), 9, true);
        window.openDesk({person, QStringLiteral("周文静"), QStringLiteral("经办"), QStringLiteral("柳溪镇民政办")},
                        entries);
        window.setBadge(QStringLiteral("cases"), 3, NavRail::BadgeMeaning::Information, QStringLiteral("3 件"));
        window.setSyncFact(false, QStringLiteral("离线 · 今天 07:42 同步过"));
        window.setUnsentFact(29);
    }
};

} // namespace

class TestShell : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setTheStage(); }
    void init() { theme::setAppearance(theme::Scheme::Light, theme::TextSize::Standard); }
    void looksRightInEveryAppearance();
    void pagesAreMadeWhenShownAndKeepAlive();
    void keysOpenPagesAndMoveBetweenPanes();
    void aPageAboveComesAndGoesAndTheRailStays();
    void lockingLeavesNoPageBehind();
    void halfTypedTextIsAskedForBeforeEveryChange();
    void eachPersonKeepsTheOwnTextSize();
    void nobodyInheritsTheTextSizeOfThePersonBefore();
    void nothingAnswersWhileLocked();
};

void TestShell::looksRightInEveryAppearance()
{
    for (const Appearance &look : appearances) {
        theme::setAppearance(look.scheme, look.size);
        World world;
        world.open();
        world.window.setDraftNote(QStringLiteral("草稿 09:41:32 已保存在本机"));
        QVERIFY(showAt(world.window, look.window, QStringLiteral("shell-%1").arg(QLatin1String(look.name))));
        const QString flaw = firstFlaw(world.window);
        QVERIFY2(flaw.isEmpty(), qPrintable(QLatin1String(look.name) + u' ' + flaw));
    }
}

void TestShell::pagesAreMadeWhenShownAndKeepAlive()
{
    World world;
    world.open();
    QCOMPARE(world.made, 1);
    QWidget *today = world.window.currentPage();
    world.window.showEntry(QStringLiteral("households"));
    QCOMPARE(world.made, 2);
    world.window.showEntry(QStringLiteral("today"));
    QCOMPARE(world.made, 2);
    QCOMPARE(world.window.currentPage(), today);
    QVERIFY(!world.window.entryPage(QStringLiteral("cases")));
    world.window.showEntry(QStringLiteral("no such page"));
    QCOMPARE(world.window.currentEntry(), QStringLiteral("today"));
}

void TestShell::keysOpenPagesAndMoveBetweenPanes()
{
    World world;
    world.open();
    world.window.show();
    world.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&world.window));
    QTest::keyClick(&world.window, Qt::Key_4, Qt::ControlModifier);
    QCOMPARE(world.window.currentEntry(), QStringLiteral("cases"));
    QTest::keyClick(&world.window, Qt::Key_3, Qt::ControlModifier); // nobody has 3
    QCOMPARE(world.window.currentEntry(), QStringLiteral("cases"));
    const auto focusText = [] { return QApplication::focusWidget()->property("text").toString(); };
    QCOMPARE(focusText(), QStringLiteral("办件-0-0"));
    QTest::keyClick(&world.window, Qt::Key_F6);
    QCOMPARE(focusText(), QStringLiteral("办件-1-0"));
    QTest::keyClick(&world.window, Qt::Key_F6);
    QVERIFY(world.window.findChild<NavRail *>()->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(&world.window, Qt::Key_F6, Qt::ShiftModifier);
    QCOMPARE(focusText(), QStringLiteral("办件-1-0"));
    QSignalSpy sync(&world.window, &MainWindow::syncRequested);
    QSignalSpy lock(&world.window, &MainWindow::lockRequested);
    QTest::keyClick(&world.window, Qt::Key_F5);
    QTest::keyClick(&world.window, Qt::Key_L, Qt::ControlModifier);
    QCOMPARE(sync.size(), 1);
    QCOMPARE(lock.size(), 1);
    QTest::keyClick(&world.window, Qt::Key_Equal, Qt::ControlModifier);
    QCOMPARE(theme::textSize(), theme::TextSize::Large);
    QTest::keyClick(&world.window, Qt::Key_Minus, Qt::ControlModifier);
    QCOMPARE(theme::textSize(), theme::TextSize::Standard);
}

void TestShell::aPageAboveComesAndGoesAndTheRailStays()
{
    World world;
    world.open();
    QWidget *today = world.window.currentPage();
    auto *dossier = plainPage(QStringLiteral("王桂英户"), &world.alive);
    world.window.openOver(dossier);
    QCOMPARE(world.window.currentPage(), dossier);
    QCOMPARE(world.window.currentEntry(), QStringLiteral("today"));
    world.window.showEntry(QStringLiteral("cases"));
    world.window.showEntry(QStringLiteral("today")); // the dossier is still where it was left
    QCOMPARE(world.window.currentPage(), dossier);
    world.window.closeOver(dossier);
    QCOMPARE(world.window.currentPage(), today);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCOMPARE(world.alive, 2);
}

void TestShell::lockingLeavesNoPageBehind()
{
    World world;
    world.open();
    world.window.showEntry(QStringLiteral("households"));
    world.window.openOver(plainPage(QStringLiteral("王桂英户"), &world.alive));
    QCOMPARE(world.alive, 3);
    world.window.closeDesk();
    QCOMPARE(world.alive, 0);
    QVERIFY(!world.window.isDeskOpen());
    QVERIFY(!world.window.windowTitle().contains(QStringLiteral("周文静")));
    auto *strip = world.window.findChild<widgets::StatusStrip *>();
    QVERIFY(strip->segmentText(QStringLiteral("unsent")).isEmpty());
    world.open(QStringLiteral("p2"));
    QCOMPARE(world.window.currentEntry(), QStringLiteral("today"));
}

void TestShell::halfTypedTextIsAskedForBeforeEveryChange()
{
    World world;
    world.open();
    QSignalSpy commit(&world.window, &MainWindow::commitWanted);
    world.window.showEntry(QStringLiteral("households"));
    QCOMPARE(commit.size(), 1);
    auto *over = plainPage(QStringLiteral("王桂英户"), &world.alive);
    world.window.openOver(over);
    world.window.closeOver(over);
    QCOMPARE(commit.size(), 3);
    world.window.close();
    QCOMPARE(commit.size(), 4);
}

void TestShell::eachPersonKeepsTheOwnTextSize()
{
    World world;
    world.open(QStringLiteral("p1"));
    world.window.setLargeText(true);
    world.window.setDark(true);
    world.window.closeDesk();
    world.window.setLargeText(false);
    world.window.setDark(false);
    world.open(QStringLiteral("p2"));
    QCOMPARE(theme::textSize(), theme::TextSize::Standard);
    world.open(QStringLiteral("p1"));
    QCOMPARE(theme::textSize(), theme::TextSize::Large);
    QCOMPARE(theme::scheme(), theme::Scheme::Dark);
    world.window.closeDesk();
    QCOMPARE(theme::textSize(), theme::TextSize::Standard);
}

void TestShell::nobodyInheritsTheTextSizeOfThePersonBefore()
{
    World world;
    world.open(QStringLiteral("p1"));
    world.window.setLargeText(true);
    world.window.setDark(true);
    world.window.closeDesk();
    QCOMPARE(theme::textSize(), theme::TextSize::Standard); // nobody chose anything on the lock page
    QCOMPARE(theme::scheme(), theme::Scheme::Light);
    world.open(QStringLiteral("new here"));
    QCOMPARE(theme::textSize(), theme::TextSize::Standard);
    world.window.closeDesk();
    world.window.setLargeText(true); // chosen on the lock page, so it holds for who comes new
    world.open(QStringLiteral("also new"));
    QCOMPARE(theme::textSize(), theme::TextSize::Large);
}

void TestShell::nothingAnswersWhileLocked()
{
    World world;
    world.open();
    world.window.closeDesk();
    world.window.show();
    world.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&world.window));
    QSignalSpy sync(&world.window, &MainWindow::syncRequested);
    QSignalSpy lock(&world.window, &MainWindow::lockRequested);
    QTest::keyClick(&world.window, Qt::Key_F5);
    QTest::keyClick(&world.window, Qt::Key_L, Qt::ControlModifier);
    QTest::keyClick(&world.window, Qt::Key_1, Qt::ControlModifier);
    QTest::keyClick(&world.window, Qt::Key_F6);
    QCOMPARE(sync.size() + lock.size(), 0);
    QVERIFY(!world.window.currentPage());
}

QTEST_MAIN(TestShell)
#include "tst_shell.moc"
