// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/making_p.h"

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

Income income(Making &making, const Home &home, int member, const QString &kind, Fen amount)
{
    Income item;
    item.id = making.id<RecordId>();
    item.household = home.household.id;
    item.member = home.members[member].id;
    item.kind = kind;
    item.declared = item.verified = amount;
    item.basis = u"STATEMENT"_s;
    return item;
}

Expenditure spending(Making &making, const Home &home, int member, const QString &kind, Fen total, Fen covered)
{
    Expenditure item;
    item.id = making.id<RecordId>();
    item.household = home.household.id;
    item.kind = kind;
    item.member = home.members[member].id;
    item.total = total;
    item.covered = covered;
    item.own = total - covered;
    return item;
}

Property property(Making &making, const Home &home, const QString &kind, Fen amount)
{
    Property item;
    item.id = making.id<RecordId>();
    item.household = home.household.id;
    item.kind = kind;
    item.owner = home.members.first().id;
    item.amount = amount;
    item.source = u"DECLARED"_s;
    return item;
}

void makePeople(Making &making, Home &home)
{
    struct Row
    {
        const char *relation;
        bool male;
        int age;
        const char *tail;
    };
    // Her name stands in cast.csv; those of husband, son and granddaughter, and her illness, in words.csv.
    const QStringList names = Words::get().list(u"heroine"_s);
    const std::array rows = {Row{"02", false, 68, "0926"}, Row{"11", true, 71, "1114"}, Row{"20", true, 41, "4417"},
                             Row{"42", false, 12, "2560"}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        Member member;
        member.id = making.id<MemberId>();
        member.household = home.household.id;
        member.relation = QString::fromLatin1(rows[i].relation);
        member.identity.name = i == 0 ? home.role->name : names[qsizetype(i) - 1];
        member.identity.sex = rows[i].male ? u"1"_s : u"2"_s;
        member.identity.birth = making.spec.today.addYears(-rows[i].age).addDays(-60);
        member.identity.idNo = idNumber(making, member.identity.birth, rows[i].male, QString::fromLatin1(rows[i].tail));
        member.identity.ethnic = u"01"_s;
        member.identity.marital = i == 3 ? u"10"_s : i == 2 ? u"40"_s : u"20"_s;
        member.health.health = u"10"_s;
        member.health.medicalInsured = true;
        member.health.selfcare = u"FULL"_s;
        member.school.edu = i < 2 ? u"80"_s : i == 2 ? u"70"_s : u"80"_s;
        member.school.schoolStage = i == 3 ? u"COMPULSORY"_s : u"NONE"_s;
        home.members += member;
    }
    home.members[0].identity.phone = phoneNumber(making, u"6051"_s);
    home.members[0].health.health = u"30"_s;
    home.members[0].health.chronic = names[3];
    home.members[1].health.health = u"64"_s;
    home.members[1].health.selfcare = u"PARTIAL"_s;
    home.members[1].disability = {home.members[1].identity.idNo + u"42"_s, u"4"_s, u"2"_s};
    home.members[0].work.workCapacity = home.members[1].work.workCapacity = u"ELDER"_s;
    home.members[0].work.employment = home.members[1].work.employment = u"NO_CAPACITY"_s;
    home.members[0].work.pensionMonth = home.members[1].work.pensionMonth = yuan(218);
    home.members[0].work.incomeMonth = yuan(318);
    home.members[1].work.incomeMonth = yuan(218);
    home.members[2].work = {u"FULL"_s, u"MIGRANT"_s, Words::get().list(u"employer"_s).first(), true, yuan(2'600), {},
                            {}};
    home.members[3].work.workCapacity = u"MINOR"_s;
    home.members[3].work.employment = u"STUDENT"_s;
    home.members[3].school.school = Words::get().list(u"school"_s).first();
    home.members[3].school.grade = u"6"_s;
}

} // namespace

void makeHeroine(Making &making, Home &home)
{
    makePeople(making, home);
    home.incomes = {
        income(making, home, 2, u"WAGE.02"_s, yuan(31'200)), income(making, home, 0, u"TRANSFER.01"_s, yuan(2'616)),
        income(making, home, 1, u"TRANSFER.01"_s, yuan(2'616)), income(making, home, 0, u"PROPERTY.03"_s, yuan(1'200))};
    home.incomes[0].deductEmployment = yuan(6'240);
    home.expenditures = {spending(making, home, 0, u"MEDICAL"_s, yuan(9'600), yuan(3'000)),
                         spending(making, home, 1, u"MEDICAL"_s, yuan(11'000), yuan(5'120)),
                         spending(making, home, 3, u"EDUCATION"_s, yuan(3'120), {})};
    home.properties = {property(making, home, u"FIN.01"_s, yuan(21'300)),
                       property(making, home, u"EST.03"_s, yuan(30'000))};
    home.properties[0].finance = home.household.bank.bankName;
    home.properties[1].house = home.household.address.residenceAddress;
    const QDate start(making.spec.today.year(), 6, 1);
    for (const auto &[program, amount] :
         {std::pair(u"DIS_LIVING"_s, yuan(172)), std::pair(u"DIS_NURSING"_s, yuan(152))}) {
        Benefit benefit;
        benefit.id = making.id<RecordId>();
        benefit.household = home.household.id;
        benefit.program = program;
        benefit.amount = amount;
        benefit.from = start > making.spec.today ? start.addYears(-1) : start;
        home.benefits += benefit;
        home.household.situation.benefitsNow += program;
        home.members[1].membership.benefits += program;
    }
    home.household.situation.causes = {u"C01"_s, u"C02"_s, u"C03"_s};
    home.household.situation.mainCause = u"C01"_s;
    home.household.contact.phone = home.members[0].identity.phone;
}

} // namespace ruhu::demo
