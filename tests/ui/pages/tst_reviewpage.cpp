// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/messages.h"
#include "ui/pages/pagedesk.h"
#include "ui/pages/pagestage.h"
#include "ui/pages/review/opinionpanel.h"
#include "ui/pages/review/reviewpage.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/stepper.h"

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>

using namespace ruhu;
using namespace ruhu::tests;
using pages::ReviewPage;
using record::Kind;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 village = 990101100201;

// One open application of a household whose head has this name.
struct World : PageDesk
{
    PersonId chen = person(u"陈国梁"_s, u"TownshipSupervisor"_s);

    struct Case
    {
        RecordId household;
        RecordId application;
    };

    Case apply(const QString &name, const QString &reason)
    {
        const RecordId household = id();
        const RecordId application = id();
        pull(Kind::Household, household, household, {{u"head.applicant_name"_s, name}, {u"head.no"_s, u"LX-0312"_s}},
             village);
        pull(Kind::Application, household, application,
             {{u"programmes.program"_s, u"SUBSISTENCE"_s},
              {u"reason.case_no"_s, u"LX-2025-D-0147"_s},
              {u"reason.applied_on"_s, u"2025-11-03"_s},
              {u"reason.text"_s, reason}},
             village);
        pull(Kind::Step, household, id(),
             {{u"application"_s, application.bytes()}, {u"to"_s, u"Accepted"_s}, {u"at"_s, clock->wallMs()}}, village);
        return {household, application};
    }

    /// Something that happens to the case elsewhere, and arrives.
    void happen(const Case &what, Kind kind, record::Body body)
    {
        clock->advance(1000);
        body.insert(u"application"_s, what.application.bytes());
        body.insert(u"at"_s, clock->wallMs());
        pull(kind, what.household, id(), body, village);
    }

    void visit(const Case &what)
    {
        happen(what, Kind::Visit,
               {{u"outcome"_s, u"DONE"_s}, {u"start_at"_s, clock->wallMs()}, {u"end_at"_s, clock->wallMs()}});
    }
};

bool says(const QWidget &page, const QString &words)
{
    const auto labels = page.findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(),
                       [&](auto *label) { return label->isVisibleTo(&page) && label->text().contains(words); });
}

/// The queue `which` of an open page, as a click on its name shows it.
void choose(ReviewPage &page, service::Queue which)
{
    page.findChild<widgets::Segmented *>()->setCurrent(int(which));
    Q_EMIT page.findChild<widgets::Segmented *>()->chosen(int(which));
}

bool offers(const ReviewPage &page, const QString &words)
{
    const auto buttons = page.findChild<widgets::Segmented *>()->findChildren<QAbstractButton *>();
    return std::any_of(buttons.cbegin(), buttons.cend(), [&](auto *button) { return button->text() == words; });
}

} // namespace

class TestReviewPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { setTheStage(); }
    void init() { theme::setAppearance(theme::Scheme::Light, theme::TextSize::Standard); }
    void anEmptyQueueSaysSo();
    void theQueuesSayHowManyWait();
    void longWordsAreNeverCutOff();
    void aSignedOpinionIsShownInPlaceOfTheForm();
    void anOpenPageHearsThatACaseMoved();
    void anOpinionHalfWrittenIsNotTakenAway();
    void noCaseStaysUnderAQueueThatCannotBeRead();
};

void TestReviewPage::anEmptyQueueSaysSo()
{
    World world;
    for (const Appearance &look : appearances) {
        theme::setAppearance(look.scheme, look.size);
        ReviewPage page(world.desk(world.chen, u"TownshipSupervisor"_s));
        auto *nothing = page.findChild<widgets::EmptyState *>();
        QVERIFY(QTest::qWaitFor([&] { return nothing->isVisibleTo(&page); }, 20'000));
        const QSize size = look.window - QSize(theme::metrics().rail, theme::metrics().statusBar);
        QVERIFY(showAt(page, size, u"review-empty-%1"_s.arg(QLatin1String(look.name))));
        const QString flaw = firstFlaw(page);
        QVERIFY2(flaw.isEmpty(), qPrintable(QString(QLatin1String(look.name) + u' ' + flaw)));
    }
}

void TestReviewPage::theQueuesSayHowManyWait()
{
    World world;
    world.apply(u"王桂英"_s, u"看病吃药"_s);
    world.apply(u"钱守义"_s, u"看病吃药"_s);
    ReviewPage page(world.desk(world.chen, u"TownshipSupervisor"_s));
    QVERIFY(QTest::qWaitFor([&] { return offers(page, u"全部在办 2"_s); }, 20'000));
    QVERIFY(offers(page, u"已签初审"_s)); // none: no number
}

void TestReviewPage::longWordsAreNeverCutOff()
{
    World world;
    world.apply(u"欧阳买买提·阿卜杜热合曼江古丽仙·吐尔逊"_s, u"老两口看病吃药，孙女上学，儿子一人打工。"_s.repeated(8));
    for (const Appearance &look : appearances) {
        theme::setAppearance(look.scheme, look.size);
        ReviewPage page(world.desk(world.chen, u"TownshipSupervisor"_s));
        choose(page, service::Queue::Open);
        QVERIFY(QTest::qWaitFor([&] { return page.findChild<widgets::Stepper *>() != nullptr; }, 20'000));
        const QSize size = look.window - QSize(theme::metrics().rail, theme::metrics().statusBar);
        QVERIFY(showAt(page, size, u"review-long-%1"_s.arg(QLatin1String(look.name))));
        QVERIFY2(page.minimumSizeHint().width() <= size.width(), look.name);
        const QString flaw = firstFlaw(page);
        QVERIFY2(flaw.isEmpty(), qPrintable(QString(QLatin1String(look.name) + u' ' + flaw)));
    }
}

void TestReviewPage::aSignedOpinionIsShownInPlaceOfTheForm()
{
    World world;
    const World::Case wang = world.apply(u"王桂英"_s, u"看病吃药"_s);
    world.pull(Kind::Opinion, wang.household, world.id(),
               {{u"application"_s, wang.application.bytes()},
                {u"result"_s, u"DISAGREE"_s},
                {u"reason"_s, u"收入超过标准，已当面说明"_s},
                {u"by"_s, world.chen.bytes()},
                {u"at"_s, world.clock->wallMs()}},
               village);
    ReviewPage page(world.desk(world.chen, u"TownshipSupervisor"_s));
    page.open(wang.application.as<ApplicationTag>());
    auto *panel = page.findChild<pages::OpinionPanel *>();
    const auto panelSays = [&](const QString &words) {
        const auto labels = panel->findChildren<QLabel *>();
        return std::any_of(labels.cbegin(), labels.cend(), [&](auto *label) { return label->text() == words; });
    };
    QVERIFY(QTest::qWaitFor([&] { return panelSays(u"收入超过标准，已当面说明"_s); }, 20'000));
    QVERIFY(panelSays(u"不同意"_s));
    QVERIFY(panelSays(u"已签的初审意见"_s));
    QVERIFY(panel->findChildren<QLineEdit *>().isEmpty()); // no password is asked for
    QVERIFY(showAt(page, {1290, 710}, u"review-signed"_s));
}

void TestReviewPage::anOpenPageHearsThatACaseMoved()
{
    World world;
    const PersonId zhou = world.person(u"周文静"_s, u"Investigator"_s);
    const World::Case wang = world.apply(u"王桂英"_s, u"看病吃药"_s);
    ReviewPage page(world.desk(zhou, u"Investigator"_s));
    choose(page, service::Queue::Open);
    // As the panel of the next step says it; the path above it names all states.
    const auto stands = [&](const QString &state) {
        return says(page, u"现在到："_s + models::codeWord(u"STATE", state));
    };
    QVERIFY(QTest::qWaitFor([&] { return offers(page, u"全部在办 1"_s) && stands(u"Accepted"_s); }, 20'000));
    QVERIFY(!stands(u"HomeVisited"_s));

    world.visit(wang);
    QVERIFY(QTest::qWaitFor([&] { return stands(u"HomeVisited"_s) && !stands(u"Accepted"_s); }, 20'000));
    world.apply(u"钱守义"_s, u"看病吃药"_s);
    QVERIFY(QTest::qWaitFor([&] { return offers(page, u"全部在办 2"_s); }, 20'000));
}

void TestReviewPage::anOpinionHalfWrittenIsNotTakenAway()
{
    World world;
    const World::Case wang = world.apply(u"王桂英"_s, u"看病吃药"_s);
    world.visit(wang);
    ReviewPage page(world.desk(world.chen, u"TownshipSupervisor"_s));
    choose(page, service::Queue::Open);
    const auto reason = [&] { return page.findChild<QPlainTextEdit *>(); };
    QVERIFY(QTest::qWaitFor([&] { return reason() != nullptr; }, 20'000));
    reason()->setPlainText(u"家里没有固定收入"_s);

    world.happen(wang, Kind::Step, {{u"to"_s, u"Withdrawn"_s}});
    auto *banner = page.findChild<widgets::Banner *>();
    const auto told = [&] { return banner->isVisibleTo(&page) && banner->text().contains(u"有了新变化"_s); };
    QVERIFY(QTest::qWaitFor(told, 20'000));
    QCOMPARE(reason()->toPlainText(), u"家里没有固定收入"_s);

    Q_EMIT banner->actionTriggered();
    QVERIFY(QTest::qWaitFor([&] { return reason() == nullptr && !told(); }, 20'000));
    QVERIFY(says(page, u"现在到："_s + models::codeWord(u"STATE", u"Withdrawn"_s)));
}

void TestReviewPage::noCaseStaysUnderAQueueThatCannotBeRead()
{
    World world;
    world.visit(world.apply(u"王桂英"_s, u"看病吃药"_s));
    ReviewPage page(world.desk(world.chen, u"TownshipSupervisor"_s));
    choose(page, service::Queue::Open);
    QVERIFY(QTest::qWaitFor([&] { return page.findChild<QPlainTextEdit *>() != nullptr; }, 20'000));

    world.store->close();
    choose(page, service::Queue::Opinion);
    QVERIFY(QTest::qWaitFor([&] { return page.findChild<QPlainTextEdit *>() == nullptr; }, 20'000));
    QVERIFY(page.findChild<widgets::Stepper *>() == nullptr);
    QVERIFY(!says(page, u"王桂英"_s));
    QVERIFY(page.findChild<widgets::Banner *>()->isVisibleTo(&page));
}

QTEST_MAIN(TestReviewPage)
#include "tst_reviewpage.moc"
