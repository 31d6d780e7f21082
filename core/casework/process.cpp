// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/casework/process.h"

#include <algorithm>

namespace ruhu::casework {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array receive = {Role::TownshipHandler, Role::Investigator};
constexpr std::array handler = {Role::TownshipHandler};
// In a township the handler goes along on visits; being on the visit is what makes an investigator.
constexpr std::array visit = {Role::Investigator, Role::TownshipHandler};
constexpr std::array ask = {Role::TownshipHandler, Role::CountyReviewer};
constexpr std::array centre = {Role::CountyReviewer};
constexpr std::array supervisor = {Role::TownshipSupervisor};

using enum State;

// A request for data or a visit straight from Accepted is the start of the survey and its step in one.
// clang-format off
constexpr std::array table = {
    Transition{Lead, Action::Apply, Draft, receive},
    Transition{Draft, Action::AskSupplement, AwaitingSupplement, handler},
    Transition{Draft, Action::Accept, Accepted, handler},
    Transition{Draft, Action::Withdraw, Withdrawn, handler},
    Transition{AwaitingSupplement, Action::Accept, Accepted, handler},
    Transition{AwaitingSupplement, Action::DeclineIncomplete, NotAccepted, handler},
    Transition{AwaitingSupplement, Action::Withdraw, Withdrawn, handler},
    Transition{Accepted, Action::FileSpecial, Accepted, handler},
    Transition{Accepted, Action::StartSurvey, Surveying, visit},
    Transition{Accepted, Action::RequestCheck, DataChecking, ask},
    Transition{Accepted, Action::FinishVisit, HomeVisited, visit},
    Transition{Accepted, Action::Withdraw, Withdrawn, handler},
    Transition{Accepted, Action::Terminate, Terminated, supervisor},
    Transition{Surveying, Action::FileSpecial, Surveying, handler},
    Transition{Surveying, Action::RequestCheck, DataChecking, ask},
    Transition{Surveying, Action::FinishVisit, HomeVisited, visit},
    Transition{Surveying, Action::Withdraw, Withdrawn, handler},
    Transition{Surveying, Action::Terminate, Terminated, supervisor},
    Transition{DataChecking, Action::FileSpecial, DataChecking, handler},
    Transition{DataChecking, Action::ReceiveCheck, DataChecking, centre},
    Transition{DataChecking, Action::InformCheckFailed, CheckFailedInformed, handler},
    Transition{DataChecking, Action::FinishVisit, HomeVisited, visit},
    Transition{DataChecking, Action::Withdraw, Withdrawn, handler},
    Transition{DataChecking, Action::Terminate, Terminated, supervisor},
    Transition{HomeVisited, Action::FileSpecial, HomeVisited, handler},
    Transition{HomeVisited, Action::RequestCheck, HomeVisited, ask},
    Transition{HomeVisited, Action::ReceiveCheck, HomeVisited, centre},
    Transition{HomeVisited, Action::InformCheckFailed, CheckFailedInformed, handler},
    Transition{HomeVisited, Action::FinishVisit, HomeVisited, visit},
    Transition{HomeVisited, Action::SignOpinion, PreliminaryOpinion, supervisor},
    Transition{HomeVisited, Action::Withdraw, Withdrawn, handler},
    Transition{HomeVisited, Action::Terminate, Terminated, supervisor},
    Transition{CheckFailedInformed, Action::RequestCheck, DataChecking, ask},
    Transition{CheckFailedInformed, Action::FinishVisit, CheckFailedInformed, visit},
    Transition{CheckFailedInformed, Action::Withdraw, Withdrawn, handler},
    Transition{CheckFailedInformed, Action::Terminate, Terminated, supervisor},
    Transition{PreliminaryOpinion, Action::Withdraw, Withdrawn, handler},
    Transition{PreliminaryOpinion, Action::Terminate, Terminated, supervisor},
};
constexpr std::array photos = {"PH01"_L1, "PH02"_L1, "PH03"_L1, "PH04"_L1, "PH08"_L1};
// clang-format on

bool contains(std::span<const Role> roles, Role role)
{
    return std::ranges::find(roles, role) != roles.end();
}

Obstacle obstacle(Hindrance what)
{
    return {what, {}, {}, {}};
}

void checkAuthorised(const CaseFile &file, QList<Obstacle> &found)
{
    for (MemberId adult : file.adults) {
        if (!file.papers.authorised.contains(adult))
            found += Obstacle{Hindrance::NeedsAuthorisation, adult, {}, {}};
    }
}

void checkAccept(const CaseFile &file, QList<Obstacle> &found)
{
    if (!file.papers.statement)
        found += obstacle(Hindrance::NeedsStatement);
    checkAuthorised(file, found);
}

/// A visit that met nobody needs its two people, no signatures and no photos.
void checkVisit(const VisitFacts &made, const Actor &actor, QList<Obstacle> &found)
{
    if (!made.investigators.contains(actor.person))
        found += obstacle(Hindrance::NotOnVisit);
    const QSet<PersonId> people(made.investigators.begin(), made.investigators.end());
    if (people.size() < 2)
        found += obstacle(Hindrance::NeedsTwoInvestigators);
    if (made.outcome != u"DONE"_s)
        return;
    for (PersonId person : made.investigators) {
        if (!made.signedBy.contains(person))
            found += Obstacle{Hindrance::NeedsInvestigatorSignature, {}, person, {}};
    }
    if (!made.memberSigned && !made.refusedWithWitness)
        found += obstacle(Hindrance::NeedsMemberSignature);
    for (QLatin1String photo : photos) {
        if (made.reason == u"NEW"_s && !made.photos.contains(photo))
            found += Obstacle{Hindrance::NeedsPhoto, {}, {}, photo};
    }
}

void checkOpinion(const CaseFile &file, const Actor &actor, const StepFacts &step, QList<Obstacle> &found)
{
    const bool visited = std::ranges::any_of(
        file.visits, [&actor](const VisitFacts &made) { return made.investigators.contains(actor.person); });
    if (visited)
        found += obstacle(Hindrance::InvestigatorOfCase);
    if (file.handler == actor.person)
        found += obstacle(Hindrance::HandlerOfCase);
    if (!file.checkRequestedOn.isValid())
        found += obstacle(Hindrance::NeedsCheckRequest);
    else if (!file.checkReceivedOn.isValid())
        found += obstacle(Hindrance::NeedsCheckReport);
    const VisitFacts *const made = file.lastDoneVisit();
    if (!made)
        found += obstacle(Hindrance::NeedsVisit);
    else if (QSet<PersonId>(made->investigators.begin(), made->investigators.end()).size() < 2)
        found += obstacle(Hindrance::NeedsTwoInvestigators);
    checkAuthorised(file, found);
    if (file.staffRelative && !file.specialFiled)
        found += obstacle(Hindrance::NeedsSpecialFiling);
    if (step.openQuestions)
        found += obstacle(Hindrance::OpenQuestions);
    if (step.reason.trimmed().isEmpty())
        found += obstacle(Hindrance::NeedsReason);
}

} // namespace

std::span<const Transition> transitions()
{
    return table;
}

const Transition *findTransition(State from, Action action)
{
    const auto found = std::ranges::find_if(
        table, [from, action](const Transition &row) { return row.from == from && row.action == action; });
    return found == table.end() ? nullptr : &*found;
}

std::span<const QLatin1String> requiredPhotos()
{
    return photos;
}

const VisitFacts *CaseFile::lastDoneVisit() const
{
    for (auto made = visits.crbegin(); made != visits.crend(); ++made) {
        if (made->outcome == u"DONE"_s)
            return &*made;
    }
    return nullptr;
}

State stateOf(const CaseFile &file)
{
    if (file.withdrawn)
        return Withdrawn;
    if (file.terminated)
        return Terminated;
    if (file.declined)
        return NotAccepted;
    if (!file.hasApplication)
        return Lead;
    if (!file.acceptedOn.isValid())
        return file.supplementAsked ? AwaitingSupplement : Draft;
    if (file.opinionSigned)
        return PreliminaryOpinion;
    if (file.informed)
        return CheckFailedInformed;
    if (file.lastDoneVisit())
        return HomeVisited;
    if (file.checkRequestedOn.isValid())
        return DataChecking;
    return file.surveyStartedOn.isValid() ? Surveying : Accepted;
}

QList<Obstacle> check(const CaseFile &file, Action action, const Actor &actor, const StepFacts &step)
{
    const Transition *const row = findTransition(stateOf(file), action);
    if (!row)
        return {obstacle(Hindrance::IllegalStep)};
    QList<Obstacle> found;
    if (!contains(row->roles, actor.role))
        found += obstacle(Hindrance::WrongRole);
    if (actor.nearRelative)
        found += obstacle(Hindrance::NearRelative);
    switch (action) {
    case Action::AskSupplement:
        if (file.supplementAsked)
            found += obstacle(Hindrance::AlreadyAsked);
        break;
    case Action::Accept: checkAccept(file, found); break;
    case Action::DeclineIncomplete:
        if (!step.limitPassed)
            found += obstacle(Hindrance::LimitNotPassed);
        break;
    case Action::RequestCheck: checkAuthorised(file, found); break; // authorise first, check after (R57b)
    case Action::ReceiveCheck:
        if (!file.checkRequestedOn.isValid())
            found += obstacle(Hindrance::NeedsCheckRequest);
        break;
    case Action::InformCheckFailed:
        if (!file.checkReceivedOn.isValid())
            found += obstacle(Hindrance::NeedsCheckReport);
        else if (file.checkMatches)
            found += obstacle(Hindrance::CheckMatches);
        break;
    case Action::FinishVisit: checkVisit(step.visit, actor, found); break;
    case Action::SignOpinion: checkOpinion(file, actor, step, found); break;
    case Action::Withdraw:
    case Action::Terminate:
        if (step.reason.trimmed().isEmpty())
            found += obstacle(Hindrance::NeedsReason);
        break;
    case Action::Apply:
    case Action::FileSpecial:
    case Action::StartSurvey: break;
    }
    return found;
}

QList<Action> possibleActions(const CaseFile &file, Role role)
{
    QList<Action> found;
    for (const Transition &row : table) {
        if (row.from == stateOf(file) && contains(row.roles, role))
            found += row.action;
    }
    return found;
}

} // namespace ruhu::casework
