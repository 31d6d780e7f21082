// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/casework/casefile.h"

#include "core/domain/residentid.h"

#include <QCborArray>
#include <QDateTime>
#include <QHash>

#include <algorithm>

namespace ruhu::casework {

using namespace Qt::Literals::StringLiterals;
using record::Body;
using record::Kind;
using record::Record;

namespace {

constexpr int adultAge = 18;

/// A record with its body open.
struct Opened
{
    const Record *record = nullptr;
    Kind kind = Kind::Unknown;
    Body body;

    [[nodiscard]] qint64 at() const { return record::number(body, "at"_L1); }
};

/// All records of the household that can be read, oldest first by the devices' own clocks; ids break ties, so that
/// every laptop reads in the same order.
QList<Opened> openAll(std::span<const Record> household)
{
    QList<Opened> out;
    for (const Record &one : household) {
        if (one.archived)
            continue;
        if (const auto body = record::decodeBody(one.body))
            out += Opened{&one, one.kindOf(), *body};
    }
    std::ranges::sort(out, [](const Opened &a, const Opened &b) {
        return a.at() != b.at() ? a.at() < b.at() : a.record->id < b.record->id;
    });
    return out;
}

QDate dayOf(qint64 ms)
{
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::OffsetFromUTC, 8 * 3600).date() : QDate();
}

QDate dayOf(const Body &body, QLatin1String field)
{
    const QDate said = QDate::fromString(record::text(body, field), Qt::ISODate);
    return said.isValid() ? said : dayOf(record::number(body, "at"_L1));
}

template <typename Id>
QList<Id> refs(const Body &body, QLatin1String field)
{
    QList<Id> out;
    for (const QCborValue &value : body.value(field).toArray()) {
        const Id id = Id::fromBytes(value.toByteArray());
        if (!id.isNull())
            out += id;
    }
    return out;
}

bool belongsTo(const Opened &one, ApplicationId application)
{
    return record::ref<ApplicationId>(one.body, "application"_L1) == application;
}

void readStep(const Opened &one, CaseFile &file)
{
    const QString to = record::text(one.body, "to"_L1);
    const QDate day = dayOf(one.at());
    if (to == stateName(State::AwaitingSupplement)) {
        file.supplementAsked = true;
        file.supplementAskedOn = day;
    } else if (to == stateName(State::Accepted)) {
        if (!file.acceptedOn.isValid())
            file.acceptedOn = day; // the clock starts once
    } else if (to == "SpecialFiled"_L1) {
        file.specialFiled = true;
    } else if (to == stateName(State::Surveying)) {
        if (!file.surveyStartedOn.isValid())
            file.surveyStartedOn = day;
    } else if (to == stateName(State::CheckFailedInformed)) {
        file.informed = true;
        file.informedOn = day;
    } else if (to == stateName(State::NotAccepted)) {
        file.declined = true;
    } else if (to == stateName(State::Withdrawn)) {
        file.withdrawn = true;
    } else if (to == stateName(State::Terminated)) {
        file.terminated = true;
    }
}

VisitFacts readVisit(const Opened &one)
{
    VisitFacts made;
    made.id = one.record->id.as<VisitTag>();
    made.investigators = refs<PersonId>(one.body, "investigators"_L1);
    made.outcome = record::text(one.body, "outcome"_L1);
    made.reason = record::text(one.body, "reason"_L1);
    made.at = record::number(one.body, "end_at"_L1, one.at());
    made.refusedWithWitness = record::flag(one.body, "refused"_L1); // the survey asks for the witness with it
    return made;
}

/// Photos and signatures name their visit; they may have arrived before it.
void attach(const QList<Opened> &all, QList<VisitFacts> &visits)
{
    for (VisitFacts &made : visits) {
        for (const Opened &one : all) {
            if (one.kind == Kind::Photo && record::ref<VisitId>(one.body, "visit"_L1) == made.id)
                made.photos.insert(record::text(one.body, "kind"_L1));
            if (one.kind != Kind::Signature || record::ref<VisitId>(one.body, "signs"_L1) != made.id)
                continue;
            if (record::text(one.body, "role"_L1) == authorisationRole)
                continue; // consents to the data check, says nothing about what the visit found
            const auto person = record::ref<PersonId>(one.body, "person"_L1);
            const auto by = record::ref<PersonId>(one.body, "by"_L1);
            const bool refused = record::flag(one.body, "refused"_L1);
            const bool family = !record::ref<MemberId>(one.body, "member"_L1).isNull() ||
                                record::text(one.body, "role"_L1) == "HouseholdMember"_L1;
            if (refused)
                made.refusedWithWitness |= !record::text(one.body, "name"_L1).isEmpty();
            else if (family)
                made.memberSigned = true;
            else
                made.signedBy.insert(made.investigators.contains(person) ? person : by);
        }
    }
}

void readHousehold(const QList<Opened> &all, QDate today, CaseFile &file)
{
    for (const Opened &one : all) {
        if (one.kind == Kind::Household) {
            file.staffRelative = record::flag(one.body, "situation.staff_relative"_L1);
            file.separateResidence = record::flag(one.body, "address.separate_residence"_L1);
        } else if (one.kind == Kind::Member && record::flag(one.body, "membership.counted"_L1, true)) {
            const QDate birth = QDate::fromString(record::text(one.body, "identity.birth"_L1), Qt::ISODate);
            if (completedYears(birth, today) >= adultAge)
                file.adults += one.record->id.as<MemberTag>();
        }
    }
}

void readPapers(const Opened &one, CaseFile &file)
{
    for (MemberId member : refs<MemberId>(one.body, "members"_L1))
        file.papers.authorised.insert(member);
    // The authorisation sheet of the townships carries the statement of truth as well; its scope says so.
    file.papers.statement |= record::texts(one.body, "scope"_L1).contains(u"STATEMENT"_s);
}

SubjectItem itemOf(const Record &one)
{
    return {one.id, one.ver, record::recordHash(one.kind, one.id, one.root, one.body)};
}

QList<SubjectItem> opinionSubject(const Body &body)
{
    QList<SubjectItem> out;
    for (const QCborValue &value : body.value("subject"_L1).toArray()) {
        const QCborArray row = value.toArray();
        out += {RecordId::fromBytes(row.at(0).toByteArray()), row.at(1).toInteger(), row.at(2).toByteArray()};
    }
    return out;
}

} // namespace

CaseFile caseOf(std::span<const Record> household, ApplicationId application, QDate today)
{
    const QList<Opened> all = openAll(household);
    CaseFile file;
    readHousehold(all, today, file);
    std::optional<QList<SubjectItem>> lastOpinion;
    for (const Opened &one : all) {
        if (one.kind == Kind::Application && one.record->id == application.as<RecordTag>()) {
            file.hasApplication = true;
            file.appliedOn = QDate::fromString(record::text(one.body, "reason.applied_on"_L1), Qt::ISODate);
            file.handler = record::ref<PersonId>(one.body, "handler.handler"_L1);
        }
        if (!belongsTo(one, application))
            continue;
        switch (one.kind) {
        case Kind::Step: readStep(one, file); break;
        case Kind::Authorisation: readPapers(one, file); break;
        case Kind::CheckRequest:
            file.checkRequestedOn = dayOf(one.body, "requested_on"_L1);
            file.checkReceivedOn = {};
            file.informed = false;
            break;
        case Kind::CheckResult:
            file.checkReceivedOn = dayOf(one.body, "received_on"_L1);
            file.checkMatches = record::flag(one.body, "match"_L1);
            break;
        case Kind::Photo: file.papers.statement |= record::text(one.body, "kind"_L1) == "DC10"_L1; break;
        case Kind::Visit: file.visits += readVisit(one); break;
        case Kind::Opinion: lastOpinion = opinionSubject(one.body); break;
        default: break;
        }
    }
    std::ranges::stable_sort(file.visits, {}, &VisitFacts::at);
    attach(all, file.visits);
    file.opinionSigned = lastOpinion && staleness(*lastOpinion, subjectOf(household, application)).isEmpty();
    return file;
}

QList<CaseDeadline> deadlines(const CaseFile &file, const rules::Policy &policy)
{
    QList<CaseDeadline> found;
    const auto add = [&](const QString &key, QDate event, bool legal) {
        const rules::DueDate due = policy.due(key, event);
        if (due.date.isValid())
            found += CaseDeadline{key, due, legal};
    };
    const State state = stateOf(file);
    switch (state) {
    case State::AwaitingSupplement: add(u"supplement"_s, file.supplementAskedOn, false); break;
    case State::Accepted: add(u"survey.start"_s, file.acceptedOn, true); break;
    case State::CheckFailedInformed: add(u"check.objection"_s, file.informedOn, false); break;
    case State::DataChecking:
    case State::HomeVisited:
        if (!file.checkReceivedOn.isValid())
            add(u"check.start"_s, file.checkRequestedOn, true);
        break;
    default: break;
    }
    const bool running = state >= State::Accepted && state <= State::PreliminaryOpinion;
    if (running)
        add(file.separateResidence ? u"total.special"_s : u"total"_s, file.acceptedOn, true);
    std::ranges::stable_sort(found,
                             [](const CaseDeadline &a, const CaseDeadline &b) { return a.due.date < b.due.date; });
    return found;
}

QList<SubjectItem> subjectOf(std::span<const Record> household, ApplicationId application)
{
    const QList<Opened> all = openAll(household);
    const Opened *report = nullptr;
    const Opened *made = nullptr;
    for (const Opened &one : all) {
        if (!belongsTo(one, application))
            continue;
        if (one.kind == Kind::CheckResult)
            report = &one;
        const bool done = one.kind == Kind::Visit && record::text(one.body, "outcome"_L1) == "DONE"_L1;
        if (done && (!made || readVisit(*made).at <= readVisit(one).at))
            made = &one;
    }
    QList<SubjectItem> subject;
    for (const Opened &one : all) {
        bool wanted = &one == report || &one == made;
        switch (one.kind) {
        case Kind::Household:
        case Kind::Member:
        case Kind::Obligor:
        case Kind::Income:
        case Kind::Property:
        case Kind::Expenditure: wanted = true; break;
        case Kind::Application: wanted = one.record->id == application.as<RecordTag>(); break;
        case Kind::Authorisation: wanted = belongsTo(one, application); break;
        case Kind::Photo: wanted = made && record::ref<RecordId>(one.body, "visit"_L1) == made->record->id; break;
        case Kind::Signature: wanted = made && record::ref<RecordId>(one.body, "signs"_L1) == made->record->id; break;
        default: break;
        }
        if (wanted)
            subject += itemOf(*one.record);
    }
    std::ranges::sort(subject, {}, &SubjectItem::id);
    return subject;
}

Stale staleness(const QList<SubjectItem> &signedSubject, const QList<SubjectItem> &now)
{
    QHash<RecordId, QByteArray> current;
    for (const SubjectItem &item : now)
        current.insert(item.id, item.hash);
    Stale stale;
    for (const SubjectItem &item : signedSubject) {
        const auto found = current.constFind(item.id);
        if (found == current.constEnd())
            stale.missing += item.id;
        else if (*found != item.hash)
            stale.changed += item.id;
        current.remove(item.id);
    }
    stale.added = current.keys();
    std::ranges::sort(stale.added);
    return stale;
}

} // namespace ruhu::casework
