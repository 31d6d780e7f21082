// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/casework.h"

#include "core/casework/casefile.h"
#include "core/service/caserecords.h"
#include "core/service/facts.h"
#include "core/service/means.h"
#include "core/service/rows.h"

#include <QCborArray>

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;
using casework::Action;
using casework::State;
using record::Kind;

namespace {

/// Obstacles that only the person at the screen can remove: they do not keep a case out of the queue.
bool isForTheScreen(const casework::Obstacle &obstacle)
{
    return obstacle.what == casework::Hindrance::OpenQuestions || obstacle.what == casework::Hindrance::NeedsReason;
}

/// Steps that are taken with one button on the page of the case. A visit says itself what it still misses.
bool listsObstacles(Action action)
{
    return action == Action::Accept || action == Action::RequestCheck || action == Action::SignOpinion;
}

bool isClosed(State state)
{
    return state == State::PreliminaryOpinion || state == State::NotAccepted || state == State::Withdrawn ||
           state == State::Terminated;
}

/// Whether the next move is this person's.
bool isMine(const Ground &ground, const casework::CaseFile &file)
{
    const auto role = roleFromName(ground.me.role);
    if (!role)
        return false;
    if (*role == Role::TownshipSupervisor) {
        casework::StepFacts step;
        step.reason = u"-"_s;
        const auto obstacles = casework::check(file, Action::SignOpinion, {ground.me.person, *role, false}, step);
        return std::ranges::all_of(obstacles, isForTheScreen);
    }
    return !isClosed(casework::stateOf(file)) && !casework::possibleActions(file, *role).isEmpty();
}

Result<QList<ApplicationRow>> queueOf(store::Database &db, const Ground &ground, Queue which)
{
    const auto stored = store::applications(db);
    if (!stored)
        return passOn(stored);
    QList<ApplicationRow> rows;
    for (const store::ApplicationRow &application : *stored) {
        const auto opened = openCase(db, ground, application);
        if (!opened)
            return passOn(opened);
        const State state = casework::stateOf(opened->file);
        const bool wanted = which == Queue::ForMe     ? isMine(ground, opened->file)
                            : which == Queue::Opinion ? state == State::PreliminaryOpinion
                                                      : !isClosed(state);
        if (wanted)
            rows.append(opened->row);
    }
    std::ranges::stable_sort(rows, [](const ApplicationRow &a, const ApplicationRow &b) {
        return a.due.date.isValid() && (!b.due.date.isValid() || a.due.date < b.due.date);
    });
    return rows;
}

QList<StepRow> stepsOf(const casework::CaseFile &file)
{
    struct Stop
    {
        State state;
        bool done;
        QDate on;
    };
    const casework::VisitFacts *visit = file.lastDoneVisit();
    const QList<Stop> stops{
        {State::Accepted, file.acceptedOn.isValid(), file.acceptedOn},
        {State::DataChecking, file.checkReceivedOn.isValid(), file.checkReceivedOn},
        {State::HomeVisited, visit != nullptr, visit ? chinaDay(visit->at) : QDate()},
        {State::PreliminaryOpinion, file.opinionSigned, {}},
    };
    QList<StepRow> rows;
    bool nowSeen = false;
    for (const Stop &stop : stops) {
        StepRow row;
        row.state = QString(casework::stateName(stop.state));
        row.on = stop.on;
        if (stop.done) {
            row.position = StepRow::Position::Done;
        } else {
            row.position = nowSeen ? StepRow::Position::Later : StepRow::Position::Now;
            nowSeen = true;
        }
        rows.append(row);
    }
    for (const QString &later : {u"PublicNotice"_s, u"CountyReview"_s})
        rows.append({later, StepRow::Position::Later, {}});
    return rows;
}

Result<ApplicationView> viewOf(store::Database &db, const Ground &ground, ApplicationId id)
{
    const auto opened = openCase(db, ground, id);
    if (!opened)
        return passOn(opened);
    ApplicationView view;
    view.row = opened->row;
    for (const store::View &one : opened->records.of(Kind::Application)) {
        if (one.record.id == id.as<RecordTag>())
            view.reason = applicationOf(one).reason.text;
    }
    for (const store::View &one : opened->records.of(Kind::Member))
        view.persons += memberOf(one).membership.counted ? 1 : 0;
    view.steps = stepsOf(opened->file);
    auto visits = visitRows(db, ground, opened->records, id);
    if (!visits)
        return passOn(visits);
    view.visits = *std::move(visits);
    for (const VisitRow &visit : std::as_const(view.visits))
        view.photos += visit.photos;
    auto opinions = opinionRows(db, ground, opened->records, id);
    if (!opinions)
        return passOn(opinions);
    view.opinions = *std::move(opinions);
    const auto role = roleFromName(ground.me.role);
    if (!role)
        return view;
    for (const Action action : casework::possibleActions(opened->file, *role)) {
        view.possible.append(QString(casework::actionName(action)));
        if (!listsObstacles(action))
            continue;
        casework::StepFacts step;
        step.reason = u"-"_s;
        for (const casework::Obstacle &obstacle :
             casework::check(opened->file, action, {ground.me.person, *role, false}, step)) {
            const QString name(casework::hindranceName(obstacle.what));
            if (!isForTheScreen(obstacle) && !view.hindrance.contains(name))
                view.hindrance.append(name);
        }
    }
    return view;
}

Result<ApplicationId> newApplication(store::Database &db, const Ground &ground, HouseholdId household,
                                     const QString &programme, const QString &reason)
{
    const auto row = store::household(db, household.as<RecordTag>());
    if (!row)
        return passOn(row);
    const auto stored = store::applications(db);
    if (!stored)
        return passOn(stored);
    for (const store::ApplicationRow &other : *stored) {
        if (other.root != household.as<RecordTag>() || !other.programmes.contains(programme))
            continue;
        const auto opened = openCase(db, ground, other);
        if (!opened)
            return passOn(opened);
        if (!isClosed(casework::stateOf(opened->file)))
            return fail(ErrorCode::AlreadyExists, programme);
    }
    record::Mutation create;
    const auto id = ground.fresh<ApplicationId>();
    create.id = id.as<RecordTag>();
    create.kind = QString(record::nameOf(Kind::Application));
    create.root = household.as<RecordTag>();
    create.part = row->part;
    create.op = record::Op::Create;
    create.set = {{u"programmes.program"_s, programme}, {u"programmes.apply_unit"_s, u"HOUSEHOLD"_s},
                  {u"reason.apply_mode"_s, u"SELF"_s},  {u"reason.applied_on"_s, ground.today().toString(Qt::ISODate)},
                  {u"reason.text"_s, reason},           {u"handler.handler"_s, ground.me.person.bytes()}};
    const auto done = store::commitLocal(db, {ground.me.person, {create}, {}, {}}, ground.stamp());
    if (!done)
        return passOn(done);
    return id;
}

/// One event about a case, after the process allowed it.
Result<void> act(store::Database &db, const Ground &ground, ApplicationId id, Action action, Kind kind,
                 const std::function<Result<record::Body>(const OpenCase &)> &bodyOf)
{
    const auto opened = openCase(db, ground, id);
    if (!opened)
        return passOn(opened);
    if (auto allowed = allow(ground, opened->file, action); !allowed)
        return allowed;
    auto body = bodyOf(*opened);
    if (!body)
        return passOn(body);
    const auto done = store::commitLocal(
        db, {ground.me.person, {eventAbout(ground, *opened, kind, ground.fresh<RecordId>(), *std::move(body))}, {}, {}},
        ground.stamp());
    return done ? Result<void>() : passOn(done);
}

} // namespace

Casework::Casework(DeskParts &desk)
    : m_desk(desk)
{
}

Answer<QList<ApplicationRow>> Casework::queue(Queue which)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground, which](store::Database &db) { return queueOf(db, *ground, which); });
}

Answer<ApplicationView> Casework::application(ApplicationId id)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground, id](store::Database &db) { return viewOf(db, *ground, id); });
}

Answer<ApplicationId> Casework::open(HouseholdId household, const QString &programme, const QString &reason)
{
    const GroundPtr ground = m_desk.ground;
    const auto role = roleFromName(ground->me.role);
    const auto *row = casework::findTransition(State::Lead, Action::Apply);
    if (!role || std::ranges::find(row->roles, *role) == row->roles.end())
        return ready<ApplicationId>(fail(ErrorCode::NotAllowed, ground->me.role));
    if (programme.isEmpty())
        return ready<ApplicationId>(fail(ErrorCode::Rejected, u"programme"_s));
    return ground->store->write([ground, household, programme, reason](store::Database &db) {
        return newApplication(db, *ground, household, programme, reason);
    });
}

Answer<void> Casework::accept(ApplicationId id)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->write([ground, id](store::Database &db) {
        return act(db, *ground, id, Action::Accept, Kind::Step, [](const OpenCase &opened) -> Result<record::Body> {
            return record::Body{{u"from"_s, QString(casework::stateName(casework::stateOf(opened.file)))},
                                {u"to"_s, QString(casework::stateName(State::Accepted))}};
        });
    });
}

Answer<void> Casework::fileAuthorisation(ApplicationId id, const QString &number, const QList<MemberId> &members,
                                         bool statement)
{
    const GroundPtr ground = m_desk.ground;
    if (members.isEmpty() || number.trimmed().isEmpty())
        return ready<void>(fail(ErrorCode::Rejected, u"members"_s));
    if (roleFromName(ground->me.role) != Role::TownshipHandler)
        return ready<void>(fail(ErrorCode::NotAllowed, ground->me.role));
    return ground->store->write([ground, id, number, members, statement](store::Database &db) -> Result<void> {
        const auto opened = openCase(db, *ground, id);
        if (!opened)
            return passOn(opened);
        QCborArray ids;
        for (const MemberId &member : members)
            ids.append(member.bytes());
        QCborArray scope{u"CHECK"_s};
        if (statement)
            scope.append(u"STATEMENT"_s);
        const record::Body body{{u"no"_s, number.trimmed()},
                                {u"members"_s, ids},
                                {u"signed_on"_s, ground->today().toString(Qt::ISODate)},
                                {u"scope"_s, scope}};
        const auto done =
            store::commitLocal(db,
                               {ground->me.person,
                                {eventAbout(*ground, *opened, Kind::Authorisation, ground->fresh<RecordId>(), body)},
                                {},
                                {}},
                               ground->stamp());
        return done ? Result<void>() : passOn(done);
    });
}

Answer<void> Casework::requestCheck(ApplicationId id)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->write([ground, id](store::Database &db) {
        return act(db, *ground, id, Action::RequestCheck, Kind::CheckRequest,
                   [&](const OpenCase &opened) -> Result<record::Body> {
                       RecordId mandate;
                       for (const store::View &view : opened.records.of(Kind::Authorisation)) {
                           if (record::ref<ApplicationId>(view.body, "application"_L1) == id)
                               mandate = view.record.id;
                       }
                       if (mandate.isNull())
                           return fail(ErrorCode::Incomplete, u"needs-authorisation"_s);
                       QCborArray members;
                       for (const MemberId &member : opened.file.papers.authorised)
                           members.append(member.bytes());
                       return record::Body{{u"authorisation"_s, mandate.bytes()},
                                           {u"members"_s, members},
                                           {u"requested_on"_s, ground->today().toString(Qt::ISODate)}};
                   });
    });
}

Answer<Precheck> Casework::precheck(ApplicationId id)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground, id](store::Database &db) -> Result<Precheck> {
        const auto opened = openCase(db, *ground, id);
        if (!opened)
            return passOn(opened);
        const auto test = testOf(*ground, *opened, {});
        return test ? Result<Precheck>(precheckOf(*test)) : passOn(test);
    });
}

} // namespace ruhu::service
