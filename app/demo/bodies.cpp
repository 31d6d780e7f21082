// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/making_p.h"

#include <QCborArray>

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;
using record::Body;

namespace {

/// Fills a body; what is not said is left out, as in the records of the program.
class Writer
{
public:
    explicit Writer(const QString &group = {})
        : m_prefix(group.isEmpty() ? QString() : group + u'.')
    {
    }
    Writer &group(const QString &name)
    {
        m_prefix = name + u'.';
        return *this;
    }
    Writer &text(const QString &field, const QString &value)
    {
        if (!value.isEmpty())
            put(field, value);
        return *this;
    }
    Writer &texts(const QString &field, const QStringList &values)
    {
        if (!values.isEmpty())
            put(field, QCborArray::fromStringList(values));
        return *this;
    }
    Writer &date(const QString &field, QDate value)
    {
        if (value.isValid())
            put(field, value.toString(Qt::ISODate));
        return *this;
    }
    Writer &money(const QString &field, Fen value)
    {
        put(field, value.value);
        return *this;
    }
    Writer &moneyIfAny(const QString &field, Fen value) { return value.value != 0 ? money(field, value) : *this; }
    Writer &number(const QString &field, qint64 value)
    {
        put(field, value);
        return *this;
    }
    Writer &flag(const QString &field, bool value)
    {
        put(field, value);
        return *this;
    }
    template <typename Id>
    Writer &ref(const QString &field, const Id &id)
    {
        if (!id.isNull())
            put(field, id.bytes());
        return *this;
    }
    [[nodiscard]] Body take() { return std::move(m_body); }

private:
    void put(const QString &field, const QCborValue &value) { m_body.insert(m_prefix + field, value); }

    QString m_prefix;
    Body m_body;
};

} // namespace

Body bodyOf(const Household &household)
{
    const auto &[no, applicantName, applicantId, hukouKind, sizeRegistered, size, sizeProtected, applyUnit] =
        household.head;
    Writer body(u"head"_s);
    body.text(u"no"_s, no).text(u"applicant_name"_s, applicantName).text(u"applicant_id"_s, applicantId);
    body.text(u"hukou_kind"_s, hukouKind).number(u"size_registered"_s, sizeRegistered).number(u"size"_s, size);
    body.number(u"size_protected"_s, sizeProtected).text(u"apply_unit"_s, applyUnit);
    body.group(u"address"_s).text(u"region_code"_s, household.address.regionCode.text());
    body.text(u"hukou_address"_s, household.address.hukouAddress);
    body.text(u"residence_address"_s, household.address.residenceAddress);
    body.flag(u"separate_residence"_s, household.address.separateResidence);
    body.text(u"direction"_s, household.address.direction);
    body.group(u"contact"_s).text(u"phone"_s, household.contact.phone);
    body.group(u"bank"_s).text(u"bank_name"_s, household.bank.bankName);
    body.text(u"account_holder"_s, household.bank.accountHolder).text(u"account_no"_s, household.bank.accountNo);
    const auto &now = household.situation;
    body.group(u"situation"_s).texts(u"causes"_s, now.causes).text(u"main_cause"_s, now.mainCause);
    body.text(u"category_now"_s, now.categoryNow).texts(u"benefits_now"_s, now.benefitsNow);
    body.flag(u"staff_relative"_s, now.staffRelative).text(u"tenure"_s, now.tenure);
    body.text(u"structure"_s, now.structure).number(u"floor_area"_s, now.floorArea).number(u"rooms"_s, now.rooms);
    body.text(u"danger"_s, now.danger).text(u"water"_s, now.water);
    return body.take();
}

Body bodyOf(const Member &member)
{
    Writer body(u"identity"_s);
    const auto &identity = member.identity;
    body.text(u"name"_s, identity.name).text(u"id_type"_s, identity.idType).text(u"id_no"_s, identity.idNo);
    body.text(u"sex"_s, identity.sex).date(u"birth"_s, identity.birth).text(u"ethnic"_s, identity.ethnic);
    body.text(u"marital"_s, identity.marital).text(u"phone"_s, identity.phone);
    body.group(u"relation"_s).text(u"relation"_s, member.relation);
    const auto &health = member.health;
    body.group(u"health"_s).text(u"health"_s, health.health).texts(u"serious_illness"_s, health.seriousIllness);
    body.text(u"chronic"_s, health.chronic).text(u"selfcare"_s, health.selfcare);
    body.flag(u"medical_insured"_s, health.medicalInsured);
    if (health.hospitalStays > 0)
        body.number(u"hospital_stays"_s, health.hospitalStays).number(u"hospital_days"_s, health.hospitalDays);
    body.group(u"disability"_s).text(u"dis_card_no"_s, member.disability.cardNo);
    body.text(u"dis_type"_s, member.disability.type).text(u"dis_grade"_s, member.disability.grade);
    const auto &work = member.work;
    body.group(u"work"_s).text(u"work_capacity"_s, work.workCapacity).text(u"employment"_s, work.employment);
    body.text(u"employer"_s, work.employer).flag(u"key_labour"_s, work.keyLabour);
    body.money(u"income_month"_s, work.incomeMonth).moneyIfAny(u"pension_month"_s, work.pensionMonth);
    body.group(u"school"_s).text(u"edu"_s, member.school.edu).text(u"school_stage"_s, member.school.schoolStage);
    body.text(u"school"_s, member.school.school).text(u"grade"_s, member.school.grade);
    const auto &membership = member.membership;
    body.group(u"membership"_s).flag(u"hukou_here"_s, membership.hukouHere).flag(u"counted"_s, membership.counted);
    body.texts(u"special_group"_s, membership.specialGroup).text(u"elder_group"_s, membership.elderGroup);
    body.text(u"child_category"_s, membership.childCategory).texts(u"benefits"_s, membership.benefits);
    body.texts(u"topup"_s, membership.topup);
    return body.take();
}

Body bodyOf(const Income &income)
{
    Writer body(u"item"_s);
    body.ref(u"member"_s, income.member).text(u"kind"_s, income.kind).money(u"declared"_s, income.declared);
    body.text(u"basis"_s, income.basis).money(u"verified"_s, income.verified).text(u"exempt"_s, income.exempt);
    body.moneyIfAny(u"deduct_employment"_s, income.deductEmployment);
    return body.take();
}

Body bodyOf(const Property &property)
{
    Writer body(u"item"_s);
    body.text(u"kind"_s, property.kind).ref(u"owner"_s, property.owner).money(u"amount"_s, property.amount);
    body.text(u"house"_s, property.house).text(u"vehicle"_s, property.vehicle).text(u"finance"_s, property.finance);
    body.text(u"exempt"_s, property.exempt).text(u"source"_s, property.source);
    return body.take();
}

Body bodyOf(const Expenditure &expenditure)
{
    Writer body(u"item"_s);
    body.text(u"kind"_s, expenditure.kind).ref(u"member"_s, expenditure.member);
    body.money(u"total"_s, expenditure.total).money(u"covered"_s, expenditure.covered).money(u"own"_s, expenditure.own);
    return body.take();
}

Body bodyOf(const Benefit &benefit)
{
    Writer body;
    body.text(u"program"_s, benefit.program).money(u"amount"_s, benefit.amount).date(u"from"_s, benefit.from);
    return body.take();
}

record::Record Filing::made(record::Kind kind, RecordId id, const Body &body) const
{
    record::Record one;
    one.id = id;
    one.part = home.household.village.part();
    one.village = home.household.village.value;
    one.root = home.household.id.as<RecordTag>();
    one.kind = record::nameOf(kind);
    one.ch = record::info(kind).channel;
    one.body = record::encodeBody(body);
    return one;
}

void Filing::add(record::Kind kind, RecordId id, const Body &body)
{
    out.records += made(kind, id, body);
}

} // namespace ruhu::demo
