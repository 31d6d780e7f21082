// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/casework/process.h"

#include <algorithm>

namespace ruhu::casework {

using namespace Qt::Literals::StringLiterals;

QLatin1String stateName(State state)
{
    switch (state) {
    case State::Lead: return "Lead"_L1;
    case State::Draft: return "Draft"_L1;
    case State::AwaitingSupplement: return "AwaitingSupplement"_L1;
    case State::Accepted: return "Accepted"_L1;
    case State::Surveying: return "Surveying"_L1;
    case State::DataChecking: return "DataChecking"_L1;
    case State::HomeVisited: return "HomeVisited"_L1;
    case State::CheckFailedInformed: return "CheckFailedInformed"_L1;
    case State::PreliminaryOpinion: return "PreliminaryOpinion"_L1;
    case State::NotAccepted: return "NotAccepted"_L1;
    case State::Withdrawn: return "Withdrawn"_L1;
    case State::Terminated: return "Terminated"_L1;
    }
    return {};
}

std::optional<State> stateFromName(QStringView name)
{
    const auto found = std::ranges::find_if(allStates, [name](State state) { return stateName(state) == name; });
    return found == allStates.end() ? std::nullopt : std::optional(*found);
}

QLatin1String actionName(Action action)
{
    switch (action) {
    case Action::Apply: return "apply"_L1;
    case Action::AskSupplement: return "ask-supplement"_L1;
    case Action::Accept: return "accept"_L1;
    case Action::DeclineIncomplete: return "decline-incomplete"_L1;
    case Action::FileSpecial: return "file-special"_L1;
    case Action::StartSurvey: return "start-survey"_L1;
    case Action::RequestCheck: return "request-check"_L1;
    case Action::ReceiveCheck: return "receive-check"_L1;
    case Action::InformCheckFailed: return "inform-check-failed"_L1;
    case Action::FinishVisit: return "finish-visit"_L1;
    case Action::SignOpinion: return "sign-opinion"_L1;
    case Action::Withdraw: return "withdraw"_L1;
    case Action::Terminate: return "terminate"_L1;
    }
    return {};
}

QLatin1String hindranceName(Hindrance hindrance)
{
    switch (hindrance) {
    case Hindrance::IllegalStep: return "illegal-step"_L1;
    case Hindrance::WrongRole: return "wrong-role"_L1;
    case Hindrance::NeedsApplication: return "needs-application"_L1;
    case Hindrance::NeedsStatement: return "needs-statement"_L1;
    case Hindrance::NeedsAuthorisation: return "needs-authorisation"_L1;
    case Hindrance::LimitNotPassed: return "limit-not-passed"_L1;
    case Hindrance::AlreadyAsked: return "already-asked"_L1;
    case Hindrance::NeedsSpecialFiling: return "needs-special-filing"_L1;
    case Hindrance::NeedsCheckRequest: return "needs-check-request"_L1;
    case Hindrance::NeedsCheckReport: return "needs-check-report"_L1;
    case Hindrance::CheckMatches: return "check-matches"_L1;
    case Hindrance::NeedsVisit: return "needs-visit"_L1;
    case Hindrance::NeedsTwoInvestigators: return "needs-two-investigators"_L1;
    case Hindrance::NeedsInvestigatorSignature: return "needs-investigator-signature"_L1;
    case Hindrance::NeedsMemberSignature: return "needs-member-signature"_L1;
    case Hindrance::NeedsPhoto: return "needs-photo"_L1;
    case Hindrance::NotOnVisit: return "not-on-visit"_L1;
    case Hindrance::NearRelative: return "near-relative"_L1;
    case Hindrance::InvestigatorOfCase: return "investigator-of-case"_L1;
    case Hindrance::HandlerOfCase: return "handler-of-case"_L1;
    case Hindrance::OpenQuestions: return "open-questions"_L1;
    case Hindrance::NeedsReason: return "needs-reason"_L1;
    }
    return {};
}

} // namespace ruhu::casework
