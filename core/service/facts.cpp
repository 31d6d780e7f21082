// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/facts.h"

#include <QCborArray>
#include <QCborMap>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using record::Body;
using record::flag;
using record::number;
using record::ref;
using record::text;
using record::texts;

namespace {

Fen fen(const Body &body, QLatin1String key)
{
    return Fen{number(body, key)};
}

QDate day(const Body &body, QLatin1String key)
{
    return QDate::fromString(text(body, key), Qt::ISODate);
}

template <typename Id>
QList<Id> refs(const Body &body, QLatin1String key)
{
    QList<Id> ids;
    for (const QCborValue &entry : body.value(key).toArray()) {
        if (const Id id = Id::fromBytes(entry.toByteArray()); !id.isNull())
            ids.append(id);
    }
    return ids;
}

CheckItem itemOf(const QCborMap &map)
{
    CheckItem item;
    item.source = map[u"source"_s].toString();
    item.what = map[u"what"_s].toString(map[u"kind"_s].toString());
    item.member = MemberId::fromBytes(map[u"member"_s].toByteArray());
    item.declared = Fen{map[u"declared"_s].toInteger()};
    item.found = Fen{map[u"found"_s].toInteger(map[u"amount"_s].toInteger())};
    item.agrees = map[u"agrees"_s].toBool(item.found == item.declared);
    item.detail = map[u"detail"_s].toString(map[u"note"_s].toString());
    item.on = QDate::fromString(map[u"on"_s].toString(), Qt::ISODate);
    return item;
}

} // namespace

Household householdOf(const store::View &view)
{
    const Body &body = view.body;
    Household household;
    household.id = view.record.id.as<HouseholdTag>();
    household.village = DivisionCode{view.record.village};
    household.head.no = text(body, "head.no"_L1);
    household.head.applicantName = text(body, "head.applicant_name"_L1);
    household.head.applicantId = text(body, "head.applicant_id"_L1);
    household.head.hukouKind = text(body, "head.hukou_kind"_L1);
    household.head.size = int(number(body, "head.size"_L1));
    household.head.applyUnit = text(body, "head.apply_unit"_L1);
    household.address.residenceAddress = text(body, "address.residence_address"_L1);
    household.address.hukouAddress = text(body, "address.hukou_address"_L1);
    household.address.direction = text(body, "address.direction"_L1);
    household.contact.phone = text(body, "contact.phone"_L1);
    household.bank.bankName = text(body, "bank.bank_name"_L1);
    household.bank.accountNo = text(body, "bank.account_no"_L1);
    household.situation.causes = texts(body, "situation.causes"_L1);
    household.situation.benefitsNow = texts(body, "situation.benefits_now"_L1);
    household.situation.categoryNow = text(body, "situation.category_now"_L1);
    household.situation.staffRelative = flag(body, "situation.staff_relative"_L1);
    return household;
}

Member memberOf(const store::View &view)
{
    const Body &body = view.body;
    Member member;
    member.id = view.record.id.as<MemberTag>();
    member.household = view.record.root.as<HouseholdTag>();
    member.identity.name = text(body, "identity.name"_L1);
    member.identity.idType = text(body, "identity.id_type"_L1);
    member.identity.idNo = text(body, "identity.id_no"_L1);
    member.identity.sex = text(body, "identity.sex"_L1);
    member.identity.birth = day(body, "identity.birth"_L1);
    member.identity.phone = text(body, "identity.phone"_L1);
    member.relation = text(body, "relation.relation"_L1);
    member.health.health = text(body, "health.health"_L1);
    member.health.seriousIllness = texts(body, "health.serious_illness"_L1);
    member.health.chronic = text(body, "health.chronic"_L1);
    member.health.selfcare = text(body, "health.selfcare"_L1);
    member.disability.type = text(body, "disability.dis_type"_L1);
    member.disability.grade = text(body, "disability.dis_grade"_L1);
    member.work.workCapacity = text(body, "work.work_capacity"_L1);
    member.work.employment = text(body, "work.employment"_L1);
    member.work.incomeMonth = fen(body, "work.income_month"_L1);
    member.school.schoolStage = text(body, "school.school_stage"_L1);
    member.membership.counted = flag(body, "membership.counted"_L1, true);
    member.membership.specialGroup = texts(body, "membership.special_group"_L1);
    member.membership.benefits = texts(body, "membership.benefits"_L1);
    member.membership.topup = texts(body, "membership.topup"_L1);
    return member;
}

Income incomeOf(const store::View &view)
{
    const Body &body = view.body;
    Income income;
    income.id = view.record.id;
    income.household = view.record.root.as<HouseholdTag>();
    income.member = ref<MemberId>(body, "item.member"_L1);
    income.kind = text(body, "item.kind"_L1);
    income.declared = fen(body, "item.declared"_L1);
    income.basis = text(body, "item.basis"_L1);
    income.verified = fen(body, "item.verified"_L1);
    income.exempt = text(body, "item.exempt"_L1);
    income.deductEmployment = fen(body, "item.deduct_employment"_L1);
    income.deductRigid = fen(body, "item.deduct_rigid"_L1);
    income.note = text(body, "item.note"_L1);
    return income;
}

Property propertyOf(const store::View &view)
{
    const Body &body = view.body;
    Property property;
    property.id = view.record.id;
    property.household = view.record.root.as<HouseholdTag>();
    property.kind = text(body, "item.kind"_L1);
    property.owner = ref<MemberId>(body, "item.owner"_L1);
    property.amount = fen(body, "item.amount"_L1);
    property.house = text(body, "item.house"_L1);
    property.vehicle = text(body, "item.vehicle"_L1);
    property.finance = text(body, "item.finance"_L1);
    property.business = text(body, "item.business"_L1);
    property.exempt = text(body, "item.exempt"_L1);
    property.exemptUntil = day(body, "item.exempt_until"_L1);
    property.source = text(body, "item.source"_L1);
    property.note = text(body, "item.note"_L1);
    return property;
}

Expenditure expenditureOf(const store::View &view)
{
    const Body &body = view.body;
    Expenditure spending;
    spending.id = view.record.id;
    spending.household = view.record.root.as<HouseholdTag>();
    spending.kind = text(body, "item.kind"_L1);
    spending.member = ref<MemberId>(body, "item.member"_L1);
    spending.total = fen(body, "item.total"_L1);
    spending.covered = fen(body, "item.covered"_L1);
    spending.own = fen(body, "item.own"_L1);
    spending.note = text(body, "item.note"_L1);
    return spending;
}

Application applicationOf(const store::View &view)
{
    const Body &body = view.body;
    Application application;
    application.id = view.record.id.as<ApplicationTag>();
    application.household = view.record.root.as<HouseholdTag>();
    application.programmes.program = text(body, "programmes.program"_L1);
    application.programmes.applyUnit = text(body, "programmes.apply_unit"_L1);
    application.reason.caseNo = text(body, "reason.case_no"_L1);
    application.reason.applyMode = text(body, "reason.apply_mode"_L1);
    application.reason.appliedOn = day(body, "reason.applied_on"_L1);
    application.reason.causes = texts(body, "reason.causes"_L1);
    application.reason.text = text(body, "reason.text"_L1);
    application.handler.handler = ref<PersonId>(body, "handler.handler"_L1);
    application.handler.investigators = refs<PersonId>(body, "handler.investigators"_L1);
    return application;
}

CheckResult checkResultOf(const store::View &view)
{
    const Body &body = view.body;
    CheckResult result;
    result.id = view.record.id;
    result.application = ref<ApplicationId>(body, "application"_L1);
    result.request = ref<RecordId>(body, "request"_L1);
    result.receivedOn = day(body, "received_on"_L1);
    result.match = flag(body, "match"_L1);
    for (const QCborValue &entry : body.value("items"_L1).toArray())
        result.items.append(itemOf(entry.toMap()));
    return result;
}

Visit visitOf(const store::View &view)
{
    const Body &body = view.body;
    Visit visit;
    visit.id = view.record.id.as<VisitTag>();
    visit.household = view.record.root.as<HouseholdTag>();
    visit.application = ref<ApplicationId>(body, "application"_L1);
    visit.no = text(body, "no"_L1);
    visit.reason = text(body, "reason"_L1);
    visit.method = text(body, "method"_L1);
    visit.startAt = number(body, "start_at"_L1);
    visit.endAt = number(body, "end_at"_L1);
    visit.investigators = refs<PersonId>(body, "investigators"_L1);
    visit.respondent = text(body, "respondent"_L1);
    visit.respondentRelation = text(body, "respondent_relation"_L1);
    visit.outcome = text(body, "outcome"_L1);
    visit.outcomeNote = text(body, "outcome_note"_L1);
    visit.metInPerson = refs<MemberId>(body, "met_in_person"_L1);
    visit.result = text(body, "result"_L1);
    visit.suggest = text(body, "suggest"_L1);
    visit.suggestAmount = fen(body, "suggest_amount"_L1);
    visit.notes = text(body, "notes"_L1);
    return visit;
}

Opinion opinionOf(const store::View &view)
{
    const Body &body = view.body;
    Opinion opinion;
    opinion.id = view.record.id;
    opinion.application = ref<ApplicationId>(body, "application"_L1);
    opinion.result = text(body, "result"_L1);
    opinion.program = text(body, "program"_L1);
    opinion.amount = fen(body, "amount"_L1);
    opinion.perPerson = fen(body, "per_person"_L1);
    opinion.reason = text(body, "reason"_L1);
    opinion.noRelative = flag(body, "no_relative"_L1);
    opinion.pack = text(body, "pack"_L1);
    opinion.by = ref<PersonId>(body, "by"_L1);
    opinion.at = number(body, "at"_L1);
    return opinion;
}

} // namespace ruhu::service
