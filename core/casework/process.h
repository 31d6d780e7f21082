// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The process of the subsistence allowance up to the preliminary opinion (states Lead to PreliminaryOpinion), as a
// table.
//
// Pure: no clock, no store. A case has no stored state: it follows from the records that are on file, so two laptops
// that exchange their events in any order see the same state (stateOf). Every step is asked for here first (check), by
// the laptop before it writes and by the hub before it takes effect.
#pragma once

#include "core/base/strongid.h"
#include "core/domain/entities.h"
#include "core/domain/roles.h"

#include <QDate>
#include <QList>
#include <QSet>
#include <QString>

#include <array>
#include <optional>
#include <span>

namespace ruhu::casework {

/// The states of a case; their names are the words of step records.
enum class State {
    Lead,
    Draft,
    AwaitingSupplement,
    Accepted,
    Surveying,
    DataChecking,        ///< The check is asked for, nobody has visited yet.
    HomeVisited,         ///< A visit is finished; the check may still be out.
    CheckFailedInformed, ///< The applicant knows that the check contradicts the declaration.
    PreliminaryOpinion,
    NotAccepted,
    Withdrawn,
    Terminated,
};

inline constexpr std::array allStates = {
    State::Lead,         State::Draft,       State::AwaitingSupplement,  State::Accepted,           State::Surveying,
    State::DataChecking, State::HomeVisited, State::CheckFailedInformed, State::PreliminaryOpinion, State::NotAccepted,
    State::Withdrawn,    State::Terminated};

/// What somebody may do to a case.
enum class Action {
    Apply,             ///< Lead → Draft: an application record.
    AskSupplement,     ///< One list of everything that is missing, once (R2 article 10).
    Accept,            ///< The legal clock starts.
    DeclineIncomplete, ///< Not accepted (RJ01): the papers are still missing after the one notice.
    FileSpecial,       ///< Near relative of staff: on record; the county must visit later (R2 article 11).
    StartSurvey,
    RequestCheck,
    ReceiveCheck, ///< The report of the check centre; comes by way of the hub.
    InformCheckFailed,
    FinishVisit,
    SignOpinion,
    Withdraw,
    Terminate, ///< Refusal to cooperate, documented (R2 article 29).
};

inline constexpr std::array allActions = {
    Action::Apply,       Action::AskSupplement, Action::Accept,       Action::DeclineIncomplete, Action::FileSpecial,
    Action::StartSurvey, Action::RequestCheck,  Action::ReceiveCheck, Action::InformCheckFailed, Action::FinishVisit,
    Action::SignOpinion, Action::Withdraw,      Action::Terminate};

[[nodiscard]] QLatin1String stateName(State state);
[[nodiscard]] std::optional<State> stateFromName(QStringView name);
[[nodiscard]] QLatin1String actionName(Action action); ///< kebab-case: "request-check".

/// One row of the table: this action, in this state, by one of these roles.
struct Transition
{
    State from;
    Action action;
    State to; ///< Before the other track is looked at: with a finished visit, DataChecking reads as HomeVisited.
    std::span<const Role> roles;
};

[[nodiscard]] std::span<const Transition> transitions();
/// The row, or nullptr when the step is illegal whoever asks.
[[nodiscard]] const Transition *findTransition(State from, Action action);

/// Who wants to act, in which of their roles.
struct Actor
{
    PersonId person;
    Role role = Role::Investigator;
    bool nearRelative = false; ///< Of the applicant, as the person states.
};

/// Papers that are on file with a case.
struct Papers
{
    bool statement = false;    ///< Statement of truth (DC10).
    QSet<MemberId> authorised; ///< Members whose authorisation is signed (DC09).
};

/// A finished visit, as far as the process cares.
struct VisitFacts
{
    VisitId id;
    QList<PersonId> investigators;
    QSet<PersonId> signedBy;         ///< Investigators whose signature is there.
    bool memberSigned = false;       ///< A member who was present…
    bool refusedWithWitness = false; ///< …or a note why not, with a witness.
    QString outcome;                 ///< DONE, ABSENT …
    QString reason;                  ///< NEW asks for photos.
    QSet<QString> photos;            ///< EVIDENCE codes.
    qint64 at = 0;
};

/// Everything about one case that the process looks at. Made from records by caseOf() (casefile.h).
struct CaseFile
{
    bool hasApplication = false;
    QDate appliedOn;
    PersonId handler;
    QList<MemberId> adults; ///< Counted members of 18 and over.
    Papers papers;

    bool supplementAsked = false;
    QDate supplementAskedOn;
    bool declined = false;
    QDate acceptedOn;
    bool specialFiled = false;
    bool staffRelative = false; ///< The household says so: FileSpecial is needed before an opinion.
    QDate surveyStartedOn;
    QDate checkRequestedOn; ///< Of the latest request.
    QDate checkReceivedOn;  ///< Of the latest report; invalid while the latest request is unanswered.
    bool checkMatches = true;
    bool informed = false; ///< Of a report that contradicts, and no new check was asked for since.
    QDate informedOn;
    QList<VisitFacts> visits;       ///< Oldest first.
    bool separateResidence = false; ///< The longer total limit applies (R2 article 22).
    bool opinionSigned = false;     ///< And its subject still stands.
    bool withdrawn = false;
    bool terminated = false;

    /// The last visit that found somebody: the one an opinion rests on.
    [[nodiscard]] const VisitFacts *lastDoneVisit() const;
};

[[nodiscard]] State stateOf(const CaseFile &file);

/// What keeps a step from being taken. The words are made in ui/models.
enum class Hindrance {
    IllegalStep, ///< Not in this state.
    WrongRole,
    NeedsApplication,
    NeedsStatement,
    NeedsAuthorisation, ///< `member` has not signed; one entry a person.
    LimitNotPassed,     ///< The applicant still has time to bring the papers.
    AlreadyAsked,       ///< The one-time notice was given before.
    NeedsSpecialFiling,
    NeedsCheckRequest,          ///< No check was asked for.
    NeedsCheckReport,           ///< …or it is not back.
    CheckMatches,               ///< Nothing to inform about.
    NeedsVisit,                 ///< Nobody was met at home yet.
    NeedsTwoInvestigators,      ///< At least two different people (R2 article 16).
    NeedsInvestigatorSignature, ///< `person` has not signed.
    NeedsMemberSignature,       ///< Nor is there a refusal with a witness.
    NeedsPhoto,                 ///< `code` is missing.
    NotOnVisit,                 ///< The person who finishes a visit must be one of its investigators.
    NearRelative,               ///< Must not act.
    InvestigatorOfCase,         ///< Signs no opinion on what they investigated themselves.
    HandlerOfCase,              ///< Handler and decider are different people.
    OpenQuestions,              ///< The pre-check still asks something.
    NeedsReason,
};

[[nodiscard]] QLatin1String hindranceName(Hindrance hindrance); ///< kebab-case: "needs-two-investigators".

struct Obstacle
{
    Hindrance what = Hindrance::IllegalStep;
    MemberId member;
    PersonId person;
    QString code;

    friend bool operator==(const Obstacle &, const Obstacle &) = default;
};

/// What the step itself brings, beyond the file.
struct StepFacts
{
    VisitFacts visit;           ///< FinishVisit: the visit about to be finished.
    QString reason;             ///< Withdraw, Terminate, DeclineIncomplete, SignOpinion: why.
    bool limitPassed = false;   ///< DeclineIncomplete: the limit of the one-time notice is over.
    bool openQuestions = false; ///< SignOpinion: MeansTest::open is not empty.
};

/// Everything that stands in the way; empty: the step may be taken now. First the law (state, role, who), then papers.
[[nodiscard]] QList<Obstacle> check(const CaseFile &file, Action action, const Actor &actor,
                                    const StepFacts &step = {});

/// The actions that this role has in the case's state, whatever is missing: for menus.
[[nodiscard]] QList<Action> possibleActions(const CaseFile &file, Role role);

/// Photos that a first visit must bring: front, living room, kitchen, bedroom, people.
[[nodiscard]] std::span<const QLatin1String> requiredPhotos();

} // namespace ruhu::casework
