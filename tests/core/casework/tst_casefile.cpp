// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/casework/casefile.h"
#include "support/policy.h"
#include "support/world.h"

#include <QCborArray>
#include <QDateTime>
#include <QTest>

#include <algorithm>
#include <random>

using namespace ruhu;
using namespace ruhu::casework;
using namespace Qt::Literals::StringLiterals;
using record::Body;
using record::Kind;
using record::Record;

namespace {

const QDate today(2025, 11, 21);

qint64 at(int dayOfNovember, int hour = 10)
{
    return QDateTime(QDate(2025, 11, dayOfNovember), QTime(hour, 0), Qt::OffsetFromUTC, 8 * 3600).toMSecsSinceEpoch();
}

/// A household and its case, record by record.
struct Folder
{
    test::ManualClock clock;
    test::SeededRng rng{5};
    QList<Record> records;
    RecordId household = RecordId::make(clock, rng);
    RecordId application = RecordId::make(clock, rng);
    RecordId adult = RecordId::make(clock, rng);
    RecordId child = RecordId::make(clock, rng);
    PersonId first = PersonId::make(clock, rng);
    PersonId second = PersonId::make(clock, rng);
    RecordId visit;

    RecordId add(Kind kind, Body body, RecordId id = {})
    {
        Record one;
        one.id = id.isNull() ? RecordId::make(clock, rng) : id;
        one.root = household;
        one.kind = record::nameOf(kind);
        one.body = record::encodeBody(body);
        records += one;
        return records.last().id;
    }
    RecordId event(Kind kind, qint64 when, Body body)
    {
        body.insert(u"application"_s, application.bytes());
        body.insert(u"at"_s, when);
        return add(kind, body);
    }
    void step(const QString &to, qint64 when) { event(Kind::Step, when, {{u"to"_s, to}}); }
    [[nodiscard]] CaseFile file() const { return caseOf(records, application.as<ApplicationTag>(), today); }
    [[nodiscard]] State state() const { return stateOf(file()); }

    Folder()
    {
        add(Kind::Household, {{u"head.size"_s, 2}}, household);
        add(Kind::Member, {{u"identity.birth"_s, u"1957-09-26"_s}}, adult);
        add(Kind::Member, {{u"identity.birth"_s, u"2013-05-02"_s}}, child);
    }
    void apply()
    {
        add(Kind::Application, {{u"reason.applied_on"_s, u"2025-11-03"_s}, {u"handler.handler"_s, first.bytes()}},
            application);
        event(Kind::Authorisation, at(3),
              {{u"members"_s, QCborArray{adult.bytes()}}, {u"scope"_s, QCborArray{u"CHECK"_s, u"STATEMENT"_s}}});
    }
    void survey()
    {
        step(u"Accepted"_s, at(3, 12));
        event(Kind::CheckRequest, at(4), {});
        event(Kind::CheckResult, at(18), {{u"match"_s, false}});
        visit = event(Kind::Visit, at(21),
                      {{u"outcome"_s, u"DONE"_s},
                       {u"reason"_s, u"NEW"_s},
                       {u"end_at"_s, at(21)},
                       {u"investigators"_s, QCborArray{first.bytes(), second.bytes()}}});
        add(Kind::Photo, {{u"visit"_s, visit.bytes()}, {u"kind"_s, u"PH01"_s}});
        add(Kind::Signature, {{u"signs"_s, visit.bytes()}, {u"by"_s, first.bytes()}, {u"role"_s, u"Investigator"_s}});
        add(Kind::Signature, {{u"signs"_s, visit.bytes()}, {u"member"_s, adult.bytes()}});
    }
    void opine(qint64 when)
    {
        QCborArray subject;
        for (const SubjectItem &item : subjectOf(records, application.as<ApplicationTag>()))
            subject.append(QCborArray{item.id.bytes(), item.ver, item.hash});
        event(Kind::Opinion, when, {{u"subject"_s, subject}, {u"result"_s, u"AGREE"_s}});
    }
};

} // namespace

class TestCaseFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theStateFollowsFromTheRecords();
    void theOrderOfArrivalDoesNotMatter();
    void photosAndSignaturesFindTheirVisit();
    void aRefusalInTheAnswersStandsWithItsWitness();
    void anOpinionHoldsUntilItsSubjectChanges();
    void aLateRecordMakesAnOpinionStale();
    void aNewVersionNumberAloneChangesNothing();
    void theSubjectHoldsWhatThePreCheckLookedAt();
    void aNewRequestTakesBackReportAndNotice();
    void anotherCaseOfTheHouseholdDoesNotMixIn();
    void deadlinesRunInTheirStates();
    void unreadableAndArchivedRecordsAreLeftOut();
};

void TestCaseFile::theStateFollowsFromTheRecords()
{
    Folder folder;
    QCOMPARE(folder.state(), State::Lead);
    folder.apply();
    QCOMPARE(folder.state(), State::Draft);
    const CaseFile file = folder.file();
    QCOMPARE(file.adults, QList<MemberId>{folder.adult.as<MemberTag>()});
    QVERIFY(file.papers.statement);
    QVERIFY(file.papers.authorised.contains(folder.adult.as<MemberTag>()));
    QCOMPARE(file.handler, folder.first);
    folder.survey();
    QCOMPARE(folder.state(), State::HomeVisited);
    QCOMPARE(folder.file().acceptedOn, QDate(2025, 11, 3));
    QCOMPARE(folder.file().checkReceivedOn, QDate(2025, 11, 18));
    folder.opine(at(21, 15));
    QCOMPARE(folder.state(), State::PreliminaryOpinion);
    folder.step(u"Withdrawn"_s, at(21, 16));
    QCOMPARE(folder.state(), State::Withdrawn);
}

void TestCaseFile::theOrderOfArrivalDoesNotMatter()
{
    Folder folder;
    folder.apply();
    folder.survey();
    folder.step(u"Accepted"_s, at(6)); // sent twice, by two laptops: the first one started the clock
    folder.opine(at(21, 15));
    std::mt19937 random(7);
    for (int i = 0; i < 50; ++i) {
        std::ranges::shuffle(folder.records, random);
        QCOMPARE(folder.state(), State::PreliminaryOpinion);
        QCOMPARE(folder.file().acceptedOn, QDate(2025, 11, 3));
        QCOMPARE(folder.file().visits.size(), 1);
    }
}

void TestCaseFile::photosAndSignaturesFindTheirVisit()
{
    Folder folder;
    folder.apply();
    folder.survey();
    const CaseFile file = folder.file();
    const VisitFacts visit = file.visits.first();
    QCOMPARE(visit.investigators, QList<PersonId>({folder.first, folder.second}));
    QCOMPARE(visit.photos, QSet<QString>{u"PH01"_s});
    QCOMPARE(visit.signedBy, QSet<PersonId>{folder.first});
    QVERIFY(visit.memberSigned);
    QVERIFY(!visit.refusedWithWitness);
    folder.add(Kind::Signature, {{u"signs"_s, folder.visit.bytes()}, {u"refused"_s, true}});
    QVERIFY(!folder.file().visits.first().refusedWithWitness); // nobody witnessed it
    folder.add(Kind::Signature,
               {{u"signs"_s, folder.visit.bytes()}, {u"refused"_s, true}, {u"name"_s, u"a neighbour"_s}});
    QVERIFY(folder.file().visits.first().refusedWithWitness);
}

void TestCaseFile::aRefusalInTheAnswersStandsWithItsWitness()
{
    Folder folder;
    folder.apply();
    folder.event(Kind::Visit, at(20), {{u"outcome"_s, u"DONE"_s}, {u"refused"_s, false}});
    QVERIFY(!folder.file().visits.first().refusedWithWitness);
    folder.event(Kind::Visit, at(21), {{u"outcome"_s, u"DONE"_s}, {u"refused"_s, true}});
    const QList<VisitFacts> visits = folder.file().visits;
    QCOMPARE(visits.size(), 2);
    QCOMPARE(std::ranges::count_if(visits, &VisitFacts::refusedWithWitness), 1);
}

void TestCaseFile::anOpinionHoldsUntilItsSubjectChanges()
{
    Folder folder;
    folder.apply();
    folder.survey();
    const RecordId income = folder.add(Kind::Income, {{u"item.verified"_s, 100}});
    folder.opine(at(21, 15));
    QCOMPARE(folder.state(), State::PreliminaryOpinion);
    // Somebody corrects a figure: nothing stays approved unseen, and a new opinion may be signed.
    for (Record &one : folder.records) {
        if (one.id == income)
            one.body = record::encodeBody({{u"item.verified"_s, 101}});
    }
    QCOMPARE(folder.state(), State::HomeVisited);
    folder.opine(at(21, 16));
    QCOMPARE(folder.state(), State::PreliminaryOpinion);
}

void TestCaseFile::aLateRecordMakesAnOpinionStale()
{
    Folder folder;
    folder.apply();
    folder.survey();
    const auto before = subjectOf(folder.records, folder.application.as<ApplicationTag>());
    folder.opine(at(21, 15));
    const RecordId late = folder.add(Kind::Property, {{u"item.kind"_s, u"VEH.01"_s}});
    QCOMPARE(folder.state(), State::HomeVisited);
    Stale stale = staleness(before, subjectOf(folder.records, folder.application.as<ApplicationTag>()));
    QCOMPARE(stale.added, QList<RecordId>{late});
    QVERIFY(stale.changed.isEmpty() && stale.missing.isEmpty());
    folder.records.removeIf([&](const Record &one) { return one.id == late || one.id == folder.child; });
    stale = staleness(before, subjectOf(folder.records, folder.application.as<ApplicationTag>()));
    QCOMPARE(stale.missing, QList<RecordId>{folder.child});
}

void TestCaseFile::aNewVersionNumberAloneChangesNothing()
{
    Folder folder;
    folder.apply();
    folder.survey();
    folder.opine(at(21, 15));
    for (Record &one : folder.records)
        one.ver += 3; // the hub took it in: the same bytes under a number of its own
    QCOMPARE(folder.state(), State::PreliminaryOpinion);
}

void TestCaseFile::theSubjectHoldsWhatThePreCheckLookedAt()
{
    Folder folder;
    folder.apply();
    folder.survey();
    const RecordId income = folder.add(Kind::Income, {{u"item.verified"_s, 100}});
    const RecordId task = folder.add(Kind::Task, {{u"status.what"_s, u"VISIT"_s}});
    QSet<RecordId> ids;
    for (const SubjectItem &item : subjectOf(folder.records, folder.application.as<ApplicationTag>())) {
        ids.insert(item.id);
        QCOMPARE(item.hash.size(), 32);
    }
    for (RecordId id : {folder.household, folder.adult, folder.child, folder.application, folder.visit, income})
        QVERIFY(ids.contains(id));
    QVERIFY(!ids.contains(task));
    // household, 2 members, income, application, authorisation, report, visit, photo, 2 signatures
    QCOMPARE(ids.size(), 11);
}

void TestCaseFile::aNewRequestTakesBackReportAndNotice()
{
    Folder folder;
    folder.apply();
    folder.survey();
    folder.step(u"CheckFailedInformed"_s, at(19));
    QCOMPARE(folder.state(), State::CheckFailedInformed);
    folder.event(Kind::CheckRequest, at(20), {});
    const CaseFile file = folder.file();
    QVERIFY(!file.checkReceivedOn.isValid());
    QCOMPARE(stateOf(file), State::HomeVisited);
    const auto obstacles = check(file, Action::SignOpinion, {PersonId(), Role::TownshipSupervisor, false},
                                 {VisitFacts(), u"x"_s, false, false});
    QVERIFY(obstacles.contains(Obstacle{Hindrance::NeedsCheckReport, {}, {}, {}}));
}

void TestCaseFile::anotherCaseOfTheHouseholdDoesNotMixIn()
{
    Folder folder;
    folder.apply();
    const RecordId mine = folder.application;
    folder.application = RecordId::make(folder.clock, folder.rng);
    folder.apply();
    folder.survey();
    QCOMPARE(folder.state(), State::HomeVisited);
    QCOMPARE(stateOf(caseOf(folder.records, mine.as<ApplicationTag>(), today)), State::Draft);
}

void TestCaseFile::deadlinesRunInTheirStates()
{
    const rules::Policy policy = *test::demoPolicy();
    const auto keys = [&policy](const CaseFile &file) {
        QStringList found;
        for (const CaseDeadline &one : deadlines(file, policy))
            found += one.key + u' ' + one.due.date.toString(Qt::ISODate);
        return found;
    };
    Folder folder;
    folder.apply();
    QVERIFY(keys(folder.file()).isEmpty());
    folder.step(u"AwaitingSupplement"_s, at(3));
    QCOMPARE(keys(folder.file()), QStringList{u"supplement 2025-11-17"_s});
    folder.step(u"Accepted"_s, at(5));
    QCOMPARE(keys(folder.file()), QStringList({u"survey.start 2025-11-10"_s, u"total 2025-12-17"_s}));
    folder.event(Kind::CheckRequest, at(6), {});
    QCOMPARE(keys(folder.file()), QStringList({u"check.start 2025-11-11"_s, u"total 2025-12-17"_s}));
    folder.event(Kind::CheckResult, at(7), {{u"match"_s, false}});
    folder.step(u"CheckFailedInformed"_s, at(10));
    QCOMPARE(keys(folder.file()), QStringList({u"check.objection 2025-11-17"_s, u"total 2025-12-17"_s}));
    CaseFile apart = folder.file();
    apart.separateResidence = true;
    QCOMPARE(keys(apart).last(), u"total.special 2026-01-08"_s);
    folder.step(u"Withdrawn"_s, at(11));
    QVERIFY(keys(folder.file()).isEmpty());
}

void TestCaseFile::unreadableAndArchivedRecordsAreLeftOut()
{
    Folder folder;
    folder.apply();
    folder.survey();
    Record garbage;
    garbage.id = RecordId::make(folder.clock, folder.rng);
    garbage.root = folder.household;
    garbage.kind = u"visit"_s;
    garbage.body = "\xff\xff";
    folder.records += garbage;
    for (Record &one : folder.records) {
        if (one.id == folder.child) {
            one.archived = true;
            one.body.clear();
        }
    }
    QCOMPARE(folder.state(), State::HomeVisited);
    const auto subject = subjectOf(folder.records, folder.application.as<ApplicationTag>());
    QVERIFY(std::ranges::none_of(subject, [&](const SubjectItem &item) { return item.id == folder.child; }));
}

QTEST_GUILESS_MAIN(TestCaseFile)
#include "tst_casefile.moc"
