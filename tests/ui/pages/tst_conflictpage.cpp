// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/conflict/conflictpage.h"
#include "ui/pages/pagedesk.h"
#include "ui/pages/pagestage.h"
#include "ui/widgets/conflictcell.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/listrow.h"

#include <QCborMap>

using namespace ruhu;
using namespace ruhu::tests;
using pages::ConflictPage;
using record::Kind;
using widgets::ConflictCell;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 village = 990101100201;

QCborMap values(std::initializer_list<std::pair<QString, QCborValue>> pairs)
{
    QCborMap map;
    for (const auto &[key, value] : pairs)
        map.insert(key, value);
    return map;
}

// Two households; the first with a phone, a payment and a note that both sides changed, the second with a phone.
struct World : PageDesk
{
    PersonId zhou = person(u"周文静"_s, u"TownshipHandler"_s);
    RecordId wang = id();
    RecordId zhao = id();
    RecordId member = id();
    RecordId expenditure = id();
    QHash<RecordId, record::Body> conflicts;

    const qint64 now = QDateTime::currentMSecsSinceEpoch(); // words for days compare with the day of the screen

    explicit World(const QString &longWords = {})
    {
        const auto listed = [&](RecordId root, const QString &name, const QString &place) {
            pull(Kind::ListRow, root, id(), {{u"no"_s, u"LX-0312"_s}, {u"name"_s, name}, {u"village_name"_s, place}},
                 village);
        };
        const auto family = [&](RecordId root, const QString &name, const QString &address) {
            pull(Kind::Household, root, root,
                 {{u"head.applicant_name"_s, name},
                  {u"head.no"_s, u"LX-0312"_s},
                  {u"address.live_addr"_s, address},
                  {u"contact.phone"_s, u"13800006051"_s}},
                 village);
        };
        family(wang, longWords.isEmpty() ? u"王桂英"_s : longWords, u"柳溪镇石磨村三组"_s);
        family(zhao, u"赵秋菊"_s, u"柳溪镇渡口村一组"_s);
        listed(wang, u"王桂英"_s, u"石磨村"_s);
        listed(zhao, u"赵秋菊"_s, u"渡口村"_s);
        pull(Kind::Member, wang, member, {{u"identity.name"_s, u"赵长河"_s}, {u"relation.relation"_s, u"10"_s}},
             village);
        pull(Kind::Expenditure, wang, expenditure,
             {{u"item.member"_s, member.bytes()}, {u"item.kind"_s, u"MEDICAL"_s}, {u"item.own"_s, 78000}}, village);
        const auto note = [](const QString &text) { return values({{u"situation.note"_s, text}}); };
        conflict(wang, wang, u"household"_s, u"contact"_s, phone(u"13800006051"_s), phone(u"15900008830"_s),
                 phone(u"13800007724"_s), 250'000'000);
        conflict(wang, expenditure, u"expenditure"_s, u"item"_s, values({{u"item.own"_s, 78000}}),
                 values({{u"item.own"_s, 104000}}), values({{u"item.own"_s, 96840}}), 250'000'000);
        conflict(wang, wang, u"household"_s, u"situation"_s, note(u"老赵行走不便，慢病卡没办。"_s),
                 note(u"老赵行走不便，慢病卡没办。院里有狗，先打电话。"_s + longWords.repeated(12)),
                 note(u"老赵行走不便，11月12日 已办慢病卡。"_s), 250'600'000);
        conflict(zhao, zhao, u"household"_s, u"contact"_s, phone({}), phone(u"15900001111"_s), phone(u"13800002222"_s),
                 90'000'000);
    }

    static QCborMap phone(const QString &number) { return values({{u"contact.phone"_s, number}}); }

    RecordId conflict(RecordId root, RecordId target, const QString &kind, const QString &group, const QCborMap &base,
                      const QCborMap &mine, const QCborMap &theirs, qint64 ago)
    {
        const RecordId made = id();
        conflicts.insert(made, {{u"target"_s, target.bytes()},
                                {u"kind"_s, kind},
                                {u"group"_s, group},
                                {u"base"_s, base},
                                {u"mine"_s, mine},
                                {u"theirs"_s, theirs},
                                {u"mine_by"_s, zhou.bytes()},
                                {u"mine_at"_s, now - ago},
                                {u"theirs_by"_s, u"县医保局"_s},
                                {u"theirs_at"_s, now - ago + 36'000'000},
                                {u"theirs_ver"_s, 2},
                                {u"state"_s, u"open"_s}});
        pull(Kind::Conflict, root, made, conflicts.value(made), village);
        return made;
    }

    /// The hub tells that a colleague has decided about a group of a household.
    void decidedElsewhere(RecordId root, const QString &group)
    {
        for (auto known = conflicts.begin(); known != conflicts.end(); ++known) {
            if (known->value(u"target"_s) != QCborValue(root.bytes()) || record::text(*known, "group"_L1) != group)
                continue;
            known->insert(u"state"_s, u"resolved"_s);
            pull(Kind::Conflict, root, known.key(), *known, village);
        }
    }
};

std::unique_ptr<ConflictPage> pageOf(World &world, const QString &role = u"TownshipSupervisor"_s)
{
    auto page = std::make_unique<ConflictPage>(world.desk(world.zhou, role));
    page->open(world.wang.as<HouseholdTag>());
    const bool filled = QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 3; }, 20'000);
    return filled ? std::move(page) : nullptr;
}

ConflictCell *cellOf(ConflictPage &page, const QString &field)
{
    for (ConflictCell *cell : page.findChildren<ConflictCell *>())
        if (cell->field() == field)
            return cell;
    return nullptr;
}

QAbstractButton *buttonOf(QWidget &page, const QString &words)
{
    for (QAbstractButton *button : page.findChildren<QAbstractButton *>())
        if (button->isVisibleTo(&page) && (button->text() == words || button->accessibleName() == words))
            return button;
    return nullptr;
}

QAbstractButton *tileOf(ConflictCell *cell, const QString &side)
{
    for (QAbstractButton *button : cell->findChildren<QAbstractButton *>())
        if (button->accessibleName().contains(side + u'：'))
            return button;
    return nullptr;
}

} // namespace

class TestConflictPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setTheStage(); }
    void init() { theme::setAppearance(theme::Scheme::Light, theme::TextSize::Standard); }
    void looksRightInEveryAppearance();
    void savesOnlyWhenEverythingIsChosen();
    void arrowKeysChooseAndLeadOn();
    void tickingBothTextsKeepsBoth();
    void aThirdTextIsWrittenInTheRow();
    void lookingAtAnotherHouseholdLosesNoChoice();
    void whatWasWrittenStandsThereAgain();
    void numbersThatLookAlikeCanBeToldApart();
    void aColleaguesDecisionLeavesWhatIsLeftToDecide();
    void whatArrivesDoesNotTakeTheTextFromUnderTheHand();
    void whatTheSupervisorDecidesIsClosedToOthers();
    void saysWhenThereIsNothingToDecide();
    void theLastDecisionEndsThePage();
};

void TestConflictPage::looksRightInEveryAppearance()
{
    for (const QString &words : {QString(), u"欧阳买买提·阿卜杜热合曼江居住在很远的山里"_s}) {
        World world(words);
        for (const Appearance &look : appearances) {
            theme::setAppearance(look.scheme, look.size);
            const auto page = pageOf(world);
            QVERIFY(page);
            if (words.isEmpty()) {
                tileOf(cellOf(*page, u"联系电话"_s), u"我改的"_s)->click();
                tileOf(cellOf(*page, u"个人负担"_s), u"省里改的"_s)->click();
            }
            const QSize size = look.window - QSize(theme::metrics().rail, theme::metrics().statusBar);
            QVERIFY(showAt(*page, size,
                           u"conflict-%1%2"_s.arg(QLatin1String(look.name), words.isEmpty() ? u""_s : u"-long"_s)));
            const QString flaw = firstFlaw(*page);
            QVERIFY2(flaw.isEmpty(), qPrintable(QString(QLatin1String(look.name) + u' ' + flaw)));
        }
    }
}

void TestConflictPage::savesOnlyWhenEverythingIsChosen()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    QAbstractButton *save = buttonOf(*page, u"保存，看下一户"_s);
    QVERIFY(save && !save->isEnabled());
    tileOf(cellOf(*page, u"联系电话"_s), u"我改的"_s)->click();
    tileOf(cellOf(*page, u"个人负担"_s), u"省里改的"_s)->click();
    QVERIFY(!save->isEnabled());
    tileOf(cellOf(*page, u"备注"_s), u"我改的"_s)->click();
    QVERIFY(save->isEnabled());
    QTest::keyClick(page.get(), Qt::Key_Z, Qt::ControlModifier);
    page->show();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    QTest::keyClick(page.get(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!save->isEnabled());
    buttonOf(*page, u"这户都用省里的"_s)->click();
    save->click();
    // The next household stands there, and only its conflict is left.
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 1; }, 20'000));
    QVERIFY(buttonOf(*page, u"保存选择"_s));
}

void TestConflictPage::arrowKeysChooseAndLeadOn()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    page->resize(1290, 700);
    page->show();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    const auto cells = page->findChildren<ConflictCell *>();
    cells.at(0)->takeFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Right);
    QCOMPARE(cells.at(0)->choice(), ConflictCell::Choice::Theirs);
    QVERIFY(QApplication::focusWidget()->accessibleName().contains(u"省里改的："_s));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
    QVERIFY(cells.at(1)->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Left);
    QCOMPARE(cells.at(1)->choice(), ConflictCell::Choice::Mine);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up);
    QVERIFY(cells.at(0)->isAncestorOf(QApplication::focusWidget()));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Up); // there is none above
    QVERIFY(cells.at(0)->isAncestorOf(QApplication::focusWidget()));
}

void TestConflictPage::tickingBothTextsKeepsBoth()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    ConflictCell *note = cellOf(*page, u"备注"_s);
    tileOf(note, u"我改的"_s)->click();
    QCOMPARE(note->choice(), ConflictCell::Choice::Mine);
    tileOf(note, u"省里改的"_s)->click();
    QCOMPARE(note->choice(), ConflictCell::Choice::Both);
    tileOf(note, u"我改的"_s)->click();
    QCOMPARE(note->choice(), ConflictCell::Choice::Theirs);
    tileOf(note, u"省里改的"_s)->click();
    QCOMPARE(note->choice(), ConflictCell::Choice::None);
    ConflictCell *phone = cellOf(*page, u"联系电话"_s); // a number: one or the other
    tileOf(phone, u"我改的"_s)->click();
    tileOf(phone, u"省里改的"_s)->click();
    QCOMPARE(phone->choice(), ConflictCell::Choice::Theirs);
}

void TestConflictPage::aThirdTextIsWrittenInTheRow()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    page->resize(1290, 700);
    page->show();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    ConflictCell *note = cellOf(*page, u"备注"_s);
    buttonOf(*note, u"备注，自己重写"_s)->click();
    auto *text = qobject_cast<QPlainTextEdit *>(note->editor());
    QVERIFY(text && text->isVisible() && text->hasFocus());
    QCOMPARE(text->toPlainText(), u"老赵行走不便，慢病卡没办。院里有狗，先打电话。"_s);
    QCOMPARE(note->choice(), ConflictCell::Choice::Rewritten);
    text->clear(); // nothing is written: that is no choice, but the field stays
    QVERIFY(text->isVisible());
    QCOMPARE(page->findChild<widgets::RowList *>()->currentIndex().data(widgets::RowPartsDone).toInt(), 0);
    text->setPlainText(u"有狗。"_s);
    QCOMPARE(page->findChild<widgets::RowList *>()->currentIndex().data(widgets::RowPartsDone).toInt(), 1);
    tileOf(note, u"我改的"_s)->click();
    QVERIFY(!text->isVisible());
    QVERIFY(!buttonOf(*cellOf(*page, u"联系电话"_s), u"联系电话，自己重写"_s)); // from stars nobody writes a number
    QVERIFY(!buttonOf(*cellOf(*page, u"个人负担"_s), u"个人负担，自己重写"_s)); // of numbers one is taken
}

void TestConflictPage::lookingAtAnotherHouseholdLosesNoChoice()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    tileOf(cellOf(*page, u"联系电话"_s), u"我改的"_s)->click();
    auto *list = page->findChild<widgets::RowList *>();
    const int first = list->currentIndex().row();
    QCOMPARE(list->currentIndex().data(widgets::RowPartsDone).toInt(), 1);
    list->setCurrentIndex(list->model()->index(1 - first, 0));
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 1; }, 20'000));
    list->setCurrentIndex(list->model()->index(first, 0));
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 3; }, 20'000));
    QCOMPARE(cellOf(*page, u"联系电话"_s)->choice(), ConflictCell::Choice::Mine);
}

void TestConflictPage::whatWasWrittenStandsThereAgain()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    page->show();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    const auto textOf = [&] { return qobject_cast<QPlainTextEdit *>(cellOf(*page, u"备注"_s)->editor()); };
    buttonOf(*cellOf(*page, u"备注"_s), u"备注，自己重写"_s)->click();
    textOf()->setPlainText(u"有狗。"_s);
    auto *list = page->findChild<widgets::RowList *>();
    const int first = list->currentIndex().row();
    list->setCurrentIndex(list->model()->index(1 - first, 0));
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 1; }, 20'000));
    list->setCurrentIndex(list->model()->index(first, 0));
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 3; }, 20'000));
    QVERIFY(textOf());
    QTRY_VERIFY(textOf()->isVisible());
    QCOMPARE(textOf()->toPlainText(), u"有狗。"_s);
    tileOf(cellOf(*page, u"备注"_s), u"我改的"_s)->click();
    buttonOf(*cellOf(*page, u"备注"_s), u"备注，自己重写"_s)->click();
    QCOMPARE(textOf()->toPlainText(), u"有狗。"_s); // not from the beginning again
    textOf()->setPlainText(u"有狗，先打电话。"_s);
    QTest::keyClick(page.get(), Qt::Key_Z, Qt::ControlModifier); // back to mine
    QTest::keyClick(page.get(), Qt::Key_Z, Qt::ControlModifier); // back to what was written first
    QCOMPARE(cellOf(*page, u"备注"_s)->choice(), ConflictCell::Choice::Rewritten);
    QCOMPARE(textOf()->toPlainText(), u"有狗。"_s);
}

void TestConflictPage::numbersThatLookAlikeCanBeToldApart()
{
    World world;
    world.decidedElsewhere(world.wang, u"contact"_s);
    world.conflict(world.wang, world.wang, u"household"_s, u"contact"_s, World::phone(u"13800006051"_s),
                   World::phone(u"13811115678"_s), World::phone(u"13822225678"_s), 1);
    const auto page = pageOf(world);
    QVERIFY(page);
    ConflictCell *phone = cellOf(*page, u"联系电话"_s);
    QVERIFY(tileOf(phone, u"我改的"_s)->text() == u"13811115678"_s);
    QVERIFY(tileOf(phone, u"省里改的"_s)->text() == u"13822225678"_s);
    QVERIFY(buttonOf(*phone, u"联系电话，自己重写"_s)); // what can be read can be corrected
}

void TestConflictPage::aColleaguesDecisionLeavesWhatIsLeftToDecide()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    buttonOf(*page, u"这户都用我的"_s)->click();
    auto *list = page->findChild<widgets::RowList *>();
    QCOMPARE(list->currentIndex().data(widgets::RowPartsDone).toInt(), 3);
    world.decidedElsewhere(world.wang, u"contact"_s);
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 2; }, 20'000));
    QVERIFY(!cellOf(*page, u"联系电话"_s));
    QCOMPARE(list->currentIndex().data(widgets::RowParts).toInt(), 2);
    QCOMPARE(list->currentIndex().data(widgets::RowPartsDone).toInt(), 2); // a choice for what is gone counts no more
    page->show();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    QTest::keyClick(page.get(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(list->currentIndex().data(widgets::RowPartsDone).toInt(), 0);
    world.conflict(world.wang, world.wang, u"household"_s, u"address"_s, values({}),
                   values({{u"address.direction"_s, u"红门"_s}}), values({{u"address.direction"_s, u"磨坊后"_s}}), 1);
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 3; }, 20'000));
    buttonOf(*page, u"这户都用我的"_s)->click();
    buttonOf(*page, u"保存，看下一户"_s)->click(); // nothing of before is in the way
    QVERIFY(QTest::qWaitFor([&] { return list->model()->rowCount() == 1; }, 20'000));
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 1; }, 20'000));
}

void TestConflictPage::whatArrivesDoesNotTakeTheTextFromUnderTheHand()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    page->show();
    QVERIFY(QTest::qWaitForWindowActive(page.get()));
    buttonOf(*cellOf(*page, u"备注"_s), u"备注，自己重写"_s)->click();
    const QPointer<QWidget> editor = cellOf(*page, u"备注"_s)->editor();
    world.decidedElsewhere(world.zhao, u"contact"_s); // of another household
    auto *list = page->findChild<widgets::RowList *>();
    QVERIFY(QTest::qWaitFor([&] { return list->model()->rowCount() == 1; }, 20'000));
    QTest::qWait(100);
    QVERIFY(editor && editor->hasFocus());
}

void TestConflictPage::whatTheSupervisorDecidesIsClosedToOthers()
{
    World world;
    const auto page = pageOf(world, u"Investigator"_s);
    QVERIFY(page);
    QVERIFY(!cellOf(*page, u"个人负担"_s)->isEnabled());
    buttonOf(*page, u"这户都用我的"_s)->click();
    QCOMPARE(cellOf(*page, u"个人负担"_s)->choice(), ConflictCell::Choice::None);
    QVERIFY(buttonOf(*page, u"保存，看下一户"_s)->isEnabled()); // what may be decided is
}

void TestConflictPage::saysWhenThereIsNothingToDecide()
{
    PageDesk world;
    ConflictPage page(world.desk(world.person(u"周文静"_s, u"TownshipHandler"_s), u"TownshipHandler"_s));
    page.open({});
    QVERIFY(QTest::qWaitFor([&] { return page.findChild<widgets::EmptyState *>() != nullptr; }, 20'000));
    QVERIFY(showAt(page, {1290, 710}, u"conflict-empty"_s));
    QVERIFY(!buttonOf(page, u"这户都用我的"_s));
    QVERIFY(!buttonOf(page, u"保存选择"_s));
}

void TestConflictPage::theLastDecisionEndsThePage()
{
    World world;
    const auto page = pageOf(world);
    QVERIFY(page);
    QStringList words;
    connect(page.get(), &ConflictPage::finished, this, [&](const QString &said) { words.append(said); });
    buttonOf(*page, u"这户都用我的"_s)->click();
    buttonOf(*page, u"保存，看下一户"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return page->findChildren<ConflictCell *>().size() == 1; }, 20'000));
    QCOMPARE(words.size(), 0); // one household is left
    buttonOf(*page, u"这户都用我的"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return buttonOf(*page, u"保存选择"_s) != nullptr; }, 20'000));
    buttonOf(*page, u"保存选择"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !words.isEmpty(); }, 20'000));
    QCOMPARE(words, QStringList{u"已选定，下次同步送到省里。"_s});
}

QTEST_MAIN(TestConflictPage)
#include "tst_conflictpage.moc"
