// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/casework/process.h"

#include <QTest>

using namespace ruhu;
using namespace ruhu::casework;
using namespace Qt::Literals::StringLiterals;

namespace {

template <typename Id>
Id idOf(int number)
{
    return Id::fromText(QString::number(number, 16).rightJustified(32, u'0'));
}

const PersonId handler = idOf<PersonId>(1);
const PersonId first = idOf<PersonId>(2);
const PersonId second = idOf<PersonId>(3);
const PersonId supervisor = idOf<PersonId>(4);
const MemberId adult = idOf<MemberId>(11);
const MemberId otherAdult = idOf<MemberId>(12);
const QDate day(2025, 11, 3);

Actor as(PersonId person, Role role)
{
    return {person, role, false};
}

VisitFacts doneVisit()
{
    VisitFacts visit;
    visit.id = idOf<VisitId>(21);
    visit.investigators = {first, second};
    visit.signedBy = {first, second};
    visit.memberSigned = true;
    visit.outcome = u"DONE"_s;
    visit.reason = u"NEW"_s;
    for (QLatin1String photo : requiredPhotos())
        visit.photos.insert(photo);
    return visit;
}

/// A step with nothing missing.
StepFacts goodStep()
{
    StepFacts step;
    step.visit = doneVisit();
    step.reason = u"because"_s;
    step.limitPassed = true;
    return step;
}

/// A file in a state, with every paper that any next step wants, and a report that contradicts.
CaseFile fileIn(State state)
{
    CaseFile file;
    if (state == State::Lead)
        return file;
    file.hasApplication = true;
    file.handler = handler;
    file.adults = {adult, otherAdult};
    file.papers.statement = true;
    file.papers.authorised = {adult, otherAdult};
    if (state == State::Draft)
        return file;
    file.supplementAsked = state == State::AwaitingSupplement || state == State::NotAccepted;
    file.declined = state == State::NotAccepted;
    file.withdrawn = state == State::Withdrawn;
    file.terminated = state == State::Terminated;
    if (state == State::AwaitingSupplement || state == State::NotAccepted)
        return file;
    file.acceptedOn = day;
    if (state == State::Accepted)
        return file;
    file.surveyStartedOn = day;
    if (state == State::Surveying)
        return file;
    file.checkRequestedOn = day;
    file.checkReceivedOn = day;
    file.checkMatches = false;
    if (state == State::DataChecking)
        return file;
    file.informed = state == State::CheckFailedInformed;
    if (state == State::CheckFailedInformed)
        return file;
    file.visits = {doneVisit()};
    file.opinionSigned = state == State::PreliminaryOpinion;
    return file;
}

/// Somebody of a role who has no other part in the case; investigators are those of the visit.
PersonId personFor(Role role, Action action)
{
    if (action == Action::FinishVisit)
        return first;
    return role == Role::TownshipHandler ? handler : role == Role::TownshipSupervisor ? supervisor : idOf<PersonId>(9);
}

QSet<Hindrance> hindrances(const QList<Obstacle> &obstacles)
{
    QSet<Hindrance> found;
    for (const Obstacle &one : obstacles)
        found.insert(one.what);
    return found;
}

/// Who may take which step in which state: the whole law of this room, written down once more by hand.
/// Letters: H handler, I investigator, S supervisor, C county reviewer.
QString expectedRoles(State state, Action action)
{
    using enum State;
    static const QMap<std::pair<State, Action>, QString> law = {
        {{Lead, Action::Apply}, u"HI"_s},
        {{Draft, Action::AskSupplement}, u"H"_s},
        {{Draft, Action::Accept}, u"H"_s},
        {{Draft, Action::Withdraw}, u"H"_s},
        {{AwaitingSupplement, Action::Accept}, u"H"_s},
        {{AwaitingSupplement, Action::DeclineIncomplete}, u"H"_s},
        {{AwaitingSupplement, Action::Withdraw}, u"H"_s},
        {{Accepted, Action::FileSpecial}, u"H"_s},
        {{Accepted, Action::StartSurvey}, u"HI"_s},
        {{Accepted, Action::RequestCheck}, u"HC"_s},
        {{Accepted, Action::FinishVisit}, u"HI"_s},
        {{Accepted, Action::Withdraw}, u"H"_s},
        {{Accepted, Action::Terminate}, u"S"_s},
        {{Surveying, Action::FileSpecial}, u"H"_s},
        {{Surveying, Action::RequestCheck}, u"HC"_s},
        {{Surveying, Action::FinishVisit}, u"HI"_s},
        {{Surveying, Action::Withdraw}, u"H"_s},
        {{Surveying, Action::Terminate}, u"S"_s},
        {{DataChecking, Action::FileSpecial}, u"H"_s},
        {{DataChecking, Action::ReceiveCheck}, u"C"_s},
        {{DataChecking, Action::InformCheckFailed}, u"H"_s},
        {{DataChecking, Action::FinishVisit}, u"HI"_s},
        {{DataChecking, Action::Withdraw}, u"H"_s},
        {{DataChecking, Action::Terminate}, u"S"_s},
        {{HomeVisited, Action::FileSpecial}, u"H"_s},
        {{HomeVisited, Action::RequestCheck}, u"HC"_s},
        {{HomeVisited, Action::ReceiveCheck}, u"C"_s},
        {{HomeVisited, Action::InformCheckFailed}, u"H"_s},
        {{HomeVisited, Action::FinishVisit}, u"HI"_s},
        {{HomeVisited, Action::SignOpinion}, u"S"_s},
        {{HomeVisited, Action::Withdraw}, u"H"_s},
        {{HomeVisited, Action::Terminate}, u"S"_s},
        {{CheckFailedInformed, Action::RequestCheck}, u"HC"_s},
        {{CheckFailedInformed, Action::FinishVisit}, u"HI"_s},
        {{CheckFailedInformed, Action::Withdraw}, u"H"_s},
        {{CheckFailedInformed, Action::Terminate}, u"S"_s},
        {{PreliminaryOpinion, Action::Withdraw}, u"H"_s},
        {{PreliminaryOpinion, Action::Terminate}, u"S"_s},
    };
    return law.value({state, action});
}

QChar letterOf(Role role)
{
    switch (role) {
    case Role::TownshipHandler: return u'H';
    case Role::Investigator: return u'I';
    case Role::TownshipSupervisor: return u'S';
    case Role::CountyReviewer: return u'C';
    default: return u'-';
    }
}

} // namespace

class TestProcess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFilesOfTheTestAreInTheirStates();
    void everyStateActionAndRoleDoesWhatTheTableSays();
    void aStepLeadsToTheStateOfTheTable();
    void namesSurvive();
    void anApplicationIsAcceptedOnlyWithAllPapers();
    void theNoticeOfMissingPapersIsGivenOnce();
    void papersAreDeclinedOnlyAfterTheLimit();
    void nobodyIsCheckedWithoutAuthorisation();
    void aVisitNeedsTwoDifferentInvestigators();
    void aSurveySignedByOneInvestigatorCannotBeSubmitted();
    void aVisitNeedsTheFamilysSignatureOrAWitnessedRefusal();
    void aFirstVisitNeedsItsPhotos();
    void aVisitThatMetNobodyNeedsNoSignatures();
    void somebodyWhoWasNotThereFinishesNoVisit();
    void anInvestigatorOfTheCaseSignsNoOpinion();
    void theHandlerOfTheCaseSignsNoOpinion();
    void aNearRelativeDoesNothing();
    void anOpinionNeedsReportVisitAnswersAndReason();
    void aVisitByOnePersonCarriesNoOpinion();
    void aRelativeOfStaffIsFiledBeforeTheOpinion();
    void anAgreeingReportIsNoReasonToInform();
    void withdrawingNeedsAReason();
};

void TestProcess::theFilesOfTheTestAreInTheirStates()
{
    for (State state : allStates)
        QCOMPARE(stateName(stateOf(fileIn(state))), stateName(state));
}

void TestProcess::everyStateActionAndRoleDoesWhatTheTableSays()
{
    int allowed = 0;
    for (State state : allStates) {
        for (Action action : allActions) {
            const QString roles = expectedRoles(state, action);
            for (Role role : allRoles) {
                const QByteArray where =
                    QByteArray(stateName(state).data()) + ' ' + actionName(action).data() + ' ' + roleName(role).data();
                const Actor actor = as(personFor(role, action), role);
                const QSet<Hindrance> found = hindrances(check(fileIn(state), action, actor, goodStep()));
                if (roles.isEmpty()) {
                    QVERIFY2(found == QSet<Hindrance>{Hindrance::IllegalStep}, where.constData());
                } else if (!roles.contains(letterOf(role))) {
                    QVERIFY2(found.contains(Hindrance::WrongRole), where.constData());
                } else {
                    QVERIFY2(found.isEmpty(), where.constData());
                    ++allowed;
                }
                const bool offered = possibleActions(fileIn(state), role).contains(action);
                QVERIFY2(offered == roles.contains(letterOf(role)), where.constData());
            }
        }
    }
    QCOMPARE(allowed, 49);
}

void TestProcess::aStepLeadsToTheStateOfTheTable()
{
    // What each step puts on file, and the state that follows from it.
    for (const Transition &row : transitions()) {
        CaseFile file = fileIn(row.from);
        switch (row.action) {
        case Action::Apply: file.hasApplication = true; break;
        case Action::AskSupplement: file.supplementAsked = true; break;
        case Action::Accept: file.acceptedOn = day; break;
        case Action::DeclineIncomplete: file.declined = true; break;
        case Action::FileSpecial: file.specialFiled = true; break;
        case Action::StartSurvey: file.surveyStartedOn = day; break;
        case Action::RequestCheck:
            file.checkRequestedOn = day;
            file.checkReceivedOn = {};
            file.informed = false;
            break;
        case Action::ReceiveCheck: file.checkReceivedOn = day; break;
        case Action::InformCheckFailed: file.informed = true; break;
        case Action::FinishVisit: file.visits += doneVisit(); break;
        case Action::SignOpinion: file.opinionSigned = true; break;
        case Action::Withdraw: file.withdrawn = true; break;
        case Action::Terminate: file.terminated = true; break;
        }
        QCOMPARE(stateName(stateOf(file)), stateName(row.to));
    }
}

void TestProcess::namesSurvive()
{
    QSet<QString> names;
    for (State state : allStates) {
        QCOMPARE(stateFromName(QString(stateName(state))), state);
        names.insert(stateName(state));
    }
    for (Action action : allActions)
        names.insert(actionName(action));
    QCOMPARE(names.size(), qsizetype(allStates.size() + allActions.size()));
    QVERIFY(!stateFromName(u"Confirmed"));
    QSet<QString> hindranceNames;
    for (int i = 0; i <= int(Hindrance::NeedsReason); ++i)
        hindranceNames.insert(hindranceName(Hindrance(i)));
    QCOMPARE(hindranceNames.size(), int(Hindrance::NeedsReason) + 1);
    QVERIFY(!hindranceNames.contains(QString()));
}

void TestProcess::anApplicationIsAcceptedOnlyWithAllPapers()
{
    CaseFile file = fileIn(State::Draft);
    file.papers.statement = false;
    file.papers.authorised = {adult};
    const auto missing = check(file, Action::Accept, as(handler, Role::TownshipHandler));
    QCOMPARE(missing, QList<Obstacle>({{Hindrance::NeedsStatement, {}, {}, {}},
                                       {Hindrance::NeedsAuthorisation, otherAdult, {}, {}}}));
}

void TestProcess::theNoticeOfMissingPapersIsGivenOnce()
{
    CaseFile file = fileIn(State::Draft);
    QVERIFY(check(file, Action::AskSupplement, as(handler, Role::TownshipHandler)).isEmpty());
    file.supplementAsked = true; // now the case waits: the step is gone from the table
    QVERIFY(hindrances(check(file, Action::AskSupplement, as(handler, Role::TownshipHandler)))
                .contains(Hindrance::IllegalStep));
}

void TestProcess::papersAreDeclinedOnlyAfterTheLimit()
{
    StepFacts step = goodStep();
    step.limitPassed = false;
    QVERIFY(hindrances(check(fileIn(State::AwaitingSupplement), Action::DeclineIncomplete,
                             as(handler, Role::TownshipHandler), step))
                .contains(Hindrance::LimitNotPassed));
}

void TestProcess::nobodyIsCheckedWithoutAuthorisation()
{
    CaseFile file = fileIn(State::Accepted);
    file.papers.authorised.remove(otherAdult);
    const auto missing = check(file, Action::RequestCheck, as(handler, Role::TownshipHandler));
    QCOMPARE(missing, QList<Obstacle>({{Hindrance::NeedsAuthorisation, otherAdult, {}, {}}}));
}

void TestProcess::aVisitNeedsTwoDifferentInvestigators()
{
    StepFacts step = goodStep();
    for (const QList<PersonId> &people : {QList<PersonId>{first}, QList<PersonId>{first, first}}) {
        step.visit.investigators = people;
        QVERIFY(hindrances(check(fileIn(State::Surveying), Action::FinishVisit, as(first, Role::Investigator), step))
                    .contains(Hindrance::NeedsTwoInvestigators));
    }
}

void TestProcess::aSurveySignedByOneInvestigatorCannotBeSubmitted()
{
    StepFacts step = goodStep();
    step.visit.signedBy = {first};
    const auto missing = check(fileIn(State::Surveying), Action::FinishVisit, as(first, Role::Investigator), step);
    QCOMPARE(missing, QList<Obstacle>({{Hindrance::NeedsInvestigatorSignature, {}, second, {}}}));
}

void TestProcess::aVisitNeedsTheFamilysSignatureOrAWitnessedRefusal()
{
    StepFacts step = goodStep();
    step.visit.memberSigned = false;
    const Actor actor = as(first, Role::Investigator);
    QCOMPARE(hindrances(check(fileIn(State::Surveying), Action::FinishVisit, actor, step)),
             QSet<Hindrance>{Hindrance::NeedsMemberSignature});
    step.visit.refusedWithWitness = true;
    QVERIFY(check(fileIn(State::Surveying), Action::FinishVisit, actor, step).isEmpty());
}

void TestProcess::aFirstVisitNeedsItsPhotos()
{
    StepFacts step = goodStep();
    step.visit.photos.remove(u"PH03"_s);
    const Actor actor = as(first, Role::Investigator);
    QCOMPARE(check(fileIn(State::Surveying), Action::FinishVisit, actor, step),
             QList<Obstacle>({{Hindrance::NeedsPhoto, {}, {}, u"PH03"_s}}));
    step.visit.reason = u"RECHECK"_s;
    QVERIFY(check(fileIn(State::Surveying), Action::FinishVisit, actor, step).isEmpty());
}

void TestProcess::aVisitThatMetNobodyNeedsNoSignatures()
{
    StepFacts step = goodStep();
    step.visit.outcome = u"ABSENT"_s;
    step.visit.signedBy.clear();
    step.visit.memberSigned = false;
    step.visit.photos.clear();
    QVERIFY(check(fileIn(State::Surveying), Action::FinishVisit, as(first, Role::Investigator), step).isEmpty());
    CaseFile file = fileIn(State::Surveying);
    file.visits = {step.visit};
    QCOMPARE(stateOf(file), State::Surveying); // and moves nothing
}

void TestProcess::somebodyWhoWasNotThereFinishesNoVisit()
{
    QVERIFY(hindrances(check(fileIn(State::Surveying), Action::FinishVisit, as(idOf<PersonId>(9), Role::Investigator),
                             goodStep()))
                .contains(Hindrance::NotOnVisit));
}

void TestProcess::anInvestigatorOfTheCaseSignsNoOpinion()
{
    // Whatever role the person takes on, and also when an earlier visit met nobody.
    CaseFile file = fileIn(State::HomeVisited);
    for (PersonId person : {first, second})
        QVERIFY(hindrances(check(file, Action::SignOpinion, as(person, Role::TownshipSupervisor), goodStep()))
                    .contains(Hindrance::InvestigatorOfCase));
    VisitFacts earlier = doneVisit();
    earlier.outcome = u"ABSENT"_s;
    earlier.investigators = {supervisor, first};
    file.visits.prepend(earlier);
    QVERIFY(hindrances(check(file, Action::SignOpinion, as(supervisor, Role::TownshipSupervisor), goodStep()))
                .contains(Hindrance::InvestigatorOfCase));
}

void TestProcess::theHandlerOfTheCaseSignsNoOpinion()
{
    QVERIFY(hindrances(check(fileIn(State::HomeVisited), Action::SignOpinion, as(handler, Role::TownshipSupervisor),
                             goodStep()))
                .contains(Hindrance::HandlerOfCase));
}

void TestProcess::aNearRelativeDoesNothing()
{
    for (const Transition &row : transitions()) {
        for (Role role : row.roles) {
            Actor actor = as(personFor(role, row.action), role);
            actor.nearRelative = true;
            QCOMPARE(hindrances(check(fileIn(row.from), row.action, actor, goodStep())),
                     QSet<Hindrance>{Hindrance::NearRelative});
        }
    }
}

void TestProcess::anOpinionNeedsReportVisitAnswersAndReason()
{
    const Actor actor = as(supervisor, Role::TownshipSupervisor);
    const auto found = [&actor](const CaseFile &file, const StepFacts &step) {
        return hindrances(check(file, Action::SignOpinion, actor, step));
    };
    CaseFile file = fileIn(State::HomeVisited);
    file.checkReceivedOn = {};
    QCOMPARE(found(file, goodStep()), QSet<Hindrance>{Hindrance::NeedsCheckReport});
    file.checkRequestedOn = {};
    QCOMPARE(found(file, goodStep()), QSet<Hindrance>{Hindrance::NeedsCheckRequest});
    StepFacts step = goodStep();
    step.openQuestions = true;
    step.reason = u"  "_s;
    QCOMPARE(found(fileIn(State::HomeVisited), step),
             (QSet<Hindrance>{Hindrance::OpenQuestions, Hindrance::NeedsReason}));
    file = fileIn(State::HomeVisited);
    file.papers.authorised.clear();
    QCOMPARE(found(file, goodStep()), QSet<Hindrance>{Hindrance::NeedsAuthorisation});
    QCOMPARE(found(fileIn(State::DataChecking), goodStep()), QSet<Hindrance>{Hindrance::IllegalStep});
}

void TestProcess::aVisitByOnePersonCarriesNoOpinion()
{
    // It cannot come from this program, but from another one by way of the hub.
    CaseFile file = fileIn(State::HomeVisited);
    file.visits[0].investigators = {first};
    QVERIFY(hindrances(check(file, Action::SignOpinion, as(supervisor, Role::TownshipSupervisor), goodStep()))
                .contains(Hindrance::NeedsTwoInvestigators));
}

void TestProcess::aRelativeOfStaffIsFiledBeforeTheOpinion()
{
    CaseFile file = fileIn(State::HomeVisited);
    file.staffRelative = true;
    const Actor actor = as(supervisor, Role::TownshipSupervisor);
    QCOMPARE(hindrances(check(file, Action::SignOpinion, actor, goodStep())),
             QSet<Hindrance>{Hindrance::NeedsSpecialFiling});
    file.specialFiled = true;
    QVERIFY(check(file, Action::SignOpinion, actor, goodStep()).isEmpty());
}

void TestProcess::anAgreeingReportIsNoReasonToInform()
{
    CaseFile file = fileIn(State::DataChecking);
    file.checkMatches = true;
    QCOMPARE(hindrances(check(file, Action::InformCheckFailed, as(handler, Role::TownshipHandler))),
             QSet<Hindrance>{Hindrance::CheckMatches});
    file.checkReceivedOn = {};
    QCOMPARE(hindrances(check(file, Action::InformCheckFailed, as(handler, Role::TownshipHandler))),
             QSet<Hindrance>{Hindrance::NeedsCheckReport});
}

void TestProcess::withdrawingNeedsAReason()
{
    QCOMPARE(hindrances(check(fileIn(State::Accepted), Action::Withdraw, as(handler, Role::TownshipHandler))),
             QSet<Hindrance>{Hindrance::NeedsReason});
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
