// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The page that opens after unlock: whom to visit, what falls due, what is unsent. Its limits are those of the dossier.
#include "deskworld.h"

using namespace ruhu;
using namespace ruhu::service;

class TestToday : public QObject, private DeskWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { m_store.reset(); }
    void aCaseThatWaitsForItsVisitIsPlanned();
    void everyPageNamesTheSameLimit();
    void aLimitThatWasMetRunsNoLonger();
    void aLimitThatWasMissedIsCountedInWorkingDays();
    void aWithdrawnCaseFallsDueNoMore();
    void aTaskOfTodayGoesBeforeItsCase();
    void aTaskOfTomorrowIsInTheStripOnly();
    void anOpenDraftStandsBeforeWhatIsPlanned();
    void theStripBeginsOnMondayAndKnowsRestDays();
    void aCorrectionCountsAsUnsent();

private:
    static constexpr qint64 dayMs = 24LL * 3600 * 1000;
    std::shared_ptr<Desk> desk() { return deskOf(m_one, u"Investigator"_s); }
    TodayView view(Desk &desk);
    record::Body eventBody(record::Body body);
    void pullTask(const QString &what, const QDate &due, RecordId subject);
};

TodayView TestToday::view(Desk &desk)
{
    const auto answer = await(desk.today().view());
    return answer ? *answer : TodayView();
}

record::Body TestToday::eventBody(record::Body body)
{
    body.insert(u"application"_s, m_application.bytes());
    body.insert(u"at"_s, m_clock->wallMs());
    return body;
}

void TestToday::pullTask(const QString &what, const QDate &due, RecordId subject)
{
    VERIFY_OK(pull({pulled(record::Kind::Task, RecordId::make(*m_clock, *m_rng),
                           {{u"assignee.person"_s, m_one.id.bytes()},
                            {u"status.what"_s, what},
                            {u"status.subject"_s, subject.bytes()},
                            {u"status.status"_s, u"OPEN"_s},
                            {u"status.due_on"_s, due.toString(Qt::ISODate)}})}));
}

void TestToday::aCaseThatWaitsForItsVisitIsPlanned()
{
    const auto here = desk();
    const TodayView today = view(*here);
    QCOMPARE(today.visits.size(), 1);
    const TodayVisit &visit = today.visits.first();
    QCOMPARE(visit.household, m_household);
    QCOMPARE(visit.application, m_application);
    QCOMPARE(visit.state, TodayVisit::State::Planned);
    QCOMPARE(visit.programme, u"SUBSISTENCE"_s);
    QCOMPARE(visit.headName, u"Wang"_s);
}

void TestToday::everyPageNamesTheSameLimit()
{
    m_clock->advance(8 * dayMs);
    const auto here = desk();
    const TodayView today = view(*here);
    QCOMPARE(today.due.size(), 1);
    const DueItem &due = today.due.first();
    QCOMPARE(due.limit, u"total"_s);
    QVERIFY(due.due.date.isValid());
    QVERIFY(due.due.workingDaysLeft > 0); // 30 working days from acceptance, eight days later
    QCOMPARE(today.visits.first().due.date, due.due.date);
    const auto dossier = await(here->households().dossier(m_household));
    VERIFY_OK(dossier);
    QCOMPARE(dossier->applications.size(), 1);
    QCOMPARE(dossier->applications.first().due.date, due.due.date);
    QCOMPARE(dossier->applications.first().due.workingDaysLeft, due.due.workingDaysLeft);
    const auto queue = await(here->casework().queue(Queue::Open));
    VERIFY_OK(queue);
    QCOMPARE(queue->size(), 1);
    QCOMPARE(queue->first().due.date, due.due.date);
    QCOMPARE(queue->first().state, dossier->applications.first().state);
    const auto application = await(here->casework().application(m_application));
    VERIFY_OK(application);
    QCOMPARE(application->row.due.date, due.due.date);
    QCOMPARE(application->row.due.workingDaysLeft, due.due.workingDaysLeft);
}

void TestToday::aLimitThatWasMetRunsNoLonger()
{
    // A check that is asked for must begin within three working days; the world's check was asked for and has come
    // back.
    m_clock->advance(1000);
    VERIFY_OK(pull({pulled(record::Kind::CheckRequest, RecordId::make(*m_clock, *m_rng), eventBody({}))}));
    const auto here = desk();
    QCOMPARE(view(*here).due.first().limit, u"check.start"_s);
    m_clock->advance(1000);
    VERIFY_OK(
        pull({pulled(record::Kind::CheckResult, RecordId::make(*m_clock, *m_rng), eventBody({{u"match"_s, true}}))}));
    QCOMPARE(view(*here).due.first().limit, u"total"_s);
}

void TestToday::aLimitThatWasMissedIsCountedInWorkingDays()
{
    m_clock->advance(1000);
    VERIFY_OK(pull({pulled(record::Kind::CheckRequest, RecordId::make(*m_clock, *m_rng), eventBody({}))}));
    // The world begins on Friday, 21 November 2025: three working days are up on Wednesday the 26th.
    m_clock->advance(7 * dayMs);
    const DueItem due = view(*desk()).due.first();
    QCOMPARE(due.due.date, QDate(2025, 11, 26));
    QCOMPARE(due.due.workingDaysLeft, -2); // on Friday the 28th
    QVERIFY(!due.due.provisional);
}

void TestToday::aWithdrawnCaseFallsDueNoMore()
{
    m_clock->advance(1000);
    VERIFY_OK(
        pull({pulled(record::Kind::Step, RecordId::make(*m_clock, *m_rng), eventBody({{u"to"_s, u"Withdrawn"_s}}))}));
    const TodayView today = view(*desk());
    QCOMPARE(today.due.size(), 0);
    QCOMPARE(today.visits.size(), 0);
}

void TestToday::aTaskOfTodayGoesBeforeItsCase()
{
    pullTask(u"VISIT"_s, QDate(2025, 11, 21), m_application.as<RecordTag>());
    const TodayView today = view(*desk());
    QCOMPARE(today.visits.size(), 1); // the household once, not as a task and as a case
    QCOMPARE(today.visits.first().due.date, QDate(2025, 11, 21));
    QCOMPARE(today.visits.first().due.workingDaysLeft, 0);
    QCOMPARE(today.visits.first().application, m_application);
    QCOMPARE(today.visits.first().reason, u"NEW"_s);
}

void TestToday::aTaskOfTomorrowIsInTheStripOnly()
{
    pullTask(u"CARE"_s, QDate(2025, 11, 24), m_household.as<RecordTag>());
    const TodayView today = view(*desk());
    QCOMPARE(today.visits.first().reason, u"NEW"_s); // of the case
    const auto monday = std::ranges::find(today.days, QDate(2025, 11, 24), &DayCount::date);
    QVERIFY(monday != today.days.cend());
    QCOMPARE(monday->planned, 1);
}

void TestToday::anOpenDraftStandsBeforeWhatIsPlanned()
{
    const auto here = desk();
    const auto draft = await(here->visits().start(m_household, u"NEW"_s, m_application));
    VERIFY_OK(draft);
    const TodayView today = view(*here);
    QCOMPARE(today.visits.size(), 1);
    QCOMPARE(today.visits.first().state, TodayVisit::State::Drafting);
    QCOMPARE(today.visits.first().draft, draft->id);
    // A draft belongs to who writes it.
    QCOMPARE(view(*deskOf(m_two, u"Investigator"_s)).visits.first().state, TodayVisit::State::Planned);
}

void TestToday::theStripBeginsOnMondayAndKnowsRestDays()
{
    const TodayView today = view(*desk());
    QCOMPARE(today.date, QDate(2025, 11, 21));
    QCOMPARE(today.days.size(), 8);
    QCOMPARE(today.days.first().date, QDate(2025, 11, 17));
    QCOMPARE(today.days.last().date, QDate(2025, 11, 24));
    QVERIFY(today.days.at(4).working);
    QVERIFY(!today.days.at(5).working);
    QVERIFY(!today.days.at(6).working);
    QCOMPARE(today.days.at(4).planned, 1);
}

void TestToday::aCorrectionCountsAsUnsent()
{
    const auto here = desk();
    QCOMPARE(view(*here).unsent.total(), 0);
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    VERIFY_OK(await(here->households().correctContact(*seen, u"15900008830"_s, {})));
    QCOMPARE(view(*here).unsent.others, 1);
    QCOMPARE(view(*here).unsent.total(), 1);
}

QTEST_GUILESS_MAIN(TestToday)
#include "tst_today.moc"
