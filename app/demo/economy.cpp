// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/making_p.h"
#include "core/domain/residentid.h"
#include "core/rules/meanstest.h"

#include <algorithm>

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The demo province's rural standard per month (resources/policy/demo/standards.csv).
constexpr Fen standard = yuan(800);

/// Income per head and month that fits the category.
Fen targetPerHead(Dice &dice, const QString &category)
{
    if (category == u"SUBSISTENCE"_s || category == u"DESTITUTE"_s)
        return yuan(dice.between(260, 780));
    if (category == u"MARGINAL"_s)
        return yuan(dice.between(805, 1'180));
    if (category == u"RIGID"_s)
        return yuan(dice.between(1'200, 1'900));
    return yuan(dice.between(620, 2'400));
}

Income incomeOf(Making &making, const Home &home, const Member &member, const QString &kind, Fen amount)
{
    Income item;
    item.id = making.id<RecordId>();
    item.household = home.household.id;
    item.member = member.id;
    item.kind = kind;
    item.declared = item.verified = amount;
    item.basis = kind.startsWith(u"TRANSFER"_s) ? u"DATA_CHECK"_s
                 : kind.startsWith(u"WAGE"_s)   ? u"BANK"_s
                                                : u"LOCAL_RATE"_s;
    return item;
}

void makeIncomes(Making &making, Home &home, const QString &category)
{
    Dice &dice = making.dice;
    Fen fixed;
    const auto add = [&](const Member &member, const QString &kind, Fen amount) {
        home.incomes += incomeOf(making, home, member, kind, amount);
        fixed += amount;
    };
    for (const Member &member : home.members) {
        if (member.work.workCapacity == u"ELDER"_s)
            add(member, u"TRANSFER.01"_s, yuan(dice.between(150, 260) * 12));
    }
    const Member &head = home.members.first();
    if (dice.chance(55))
        add(head, u"PROPERTY.03"_s, yuan(dice.between(3, 24) * 100));
    if (dice.chance(45))
        add(head, u"TRANSFER.07"_s, yuan(dice.between(2, 9) * 110));
    // The rest of what the household lives on is earned by who can.
    QList<const Member *> workers;
    for (const Member &member : home.members) {
        if (member.work.keyLabour)
            workers += &member;
    }
    Fen rest = targetPerHead(dice, category) * (12 * qint64(home.members.size())) - fixed;
    for (qsizetype i = 0; i < workers.size() && rest.value > 0; ++i) {
        const bool farms = workers[i]->work.employment == u"FARMING"_s;
        const Fen share = i + 1 == workers.size() ? rest : Fen{rest.value / 2};
        Income item = incomeOf(making, home, *workers[i], farms ? u"BUSINESS.01"_s : u"WAGE.02"_s,
                               Fen{share.value / 100'00 * 100'00 + yuan(dice.between(1, 99)).value});
        if (!farms && dice.chance(60))
            item.deductEmployment = yuan(dice.between(10, 40) * 12);
        rest -= item.verified;
        home.incomes += item;
    }
}

Property propertyOf(Making &making, const Home &home, const QString &kind, Fen amount)
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

void makeProperties(Making &making, Home &home)
{
    Dice &dice = making.dice;
    const Words &words = Words::get();
    Property savings = propertyOf(making, home, u"FIN.01"_s, yuan(dice.between(3, 160) * 100));
    savings.finance = home.household.bank.bankName;
    home.properties += savings;
    Property house = propertyOf(making, home, u"EST.03"_s, yuan(dice.between(15, 60) * 1'000));
    house.house = home.household.address.residenceAddress;
    home.properties += house;
    if (dice.chance(28)) {
        Property vehicle = propertyOf(making, home, u"VEH.01"_s, yuan(dice.between(8, 60) * 100));
        vehicle.vehicle = dice.of(words.list(u"vehicle"_s));
        if (dice.chance(70))
            vehicle.exempt = u"PX03"_s;
        home.properties += vehicle;
    }
}

void makeSpending(Making &making, Home &home, const QString &category)
{
    Dice &dice = making.dice;
    const int heavy = category == u"RIGID"_s ? 12 : 1;
    const auto add = [&](const QString &kind, const Member &member, Fen total, Fen covered) {
        Expenditure item;
        item.id = making.id<RecordId>();
        item.household = home.household.id;
        item.kind = kind;
        item.member = member.id;
        item.total = total;
        item.covered = covered;
        item.own = total - covered;
        home.expenditures += item;
    };
    for (const Member &member : home.members) {
        if (!member.health.chronic.isEmpty() || !member.health.seriousIllness.isEmpty()) {
            const Fen total = yuan(dice.between(12, 90) * 100 * heavy);
            add(u"MEDICAL"_s, member, total, Fen{total.value * dice.between(30, 70) / 100});
        }
        if (member.work.employment == u"STUDENT"_s)
            add(u"EDUCATION"_s, member, yuan(dice.between(5, 60) * 100), {});
    }
}

void addBenefit(Making &making, Home &home, const QString &program, Fen amount)
{
    Benefit benefit;
    benefit.id = making.id<RecordId>();
    benefit.household = home.household.id;
    benefit.program = program;
    benefit.amount = amount;
    const QDate start = making.spec.today.addMonths(-making.dice.between(2, 40));
    benefit.from = QDate(start.year(), start.month(), 1);
    home.benefits += benefit;
    if (!home.household.situation.benefitsNow.contains(program))
        home.household.situation.benefitsNow += program;
}

void makeBenefits(Making &making, Home &home, const QString &category)
{
    const int persons = int(home.members.size());
    Fen income;
    for (const Income &item : home.incomes)
        income += item.verified - item.deductEmployment;
    if (category == u"SUBSISTENCE"_s)
        addBenefit(making, home, u"SUBSISTENCE"_s,
                   std::max(yuan(20), rules::gapAllowance(standard, persons, income, 12, {})));
    if (category == u"DESTITUTE"_s)
        addBenefit(making, home, u"DESTITUTE"_s, yuan(1'040));
    for (Member &member : home.members) {
        const int grade = member.disability.grade.toInt();
        const bool poor = category == u"SUBSISTENCE"_s || category == u"MARGINAL"_s;
        if (grade > 0 && poor) {
            addBenefit(making, home, u"DIS_LIVING"_s, yuan(172));
            member.membership.benefits += u"DIS_LIVING"_s;
        }
        if (grade == 1 || grade == 2) {
            addBenefit(making, home, u"DIS_NURSING"_s, yuan(152));
            member.membership.benefits += u"DIS_NURSING"_s;
        }
        const int age = completedYears(member.identity.birth, making.spec.today);
        if (age >= 80) {
            addBenefit(making, home, u"OLD_AGE_ALLOWANCE"_s, yuan(age >= 90 ? 200 : 100));
            member.membership.benefits += u"OLD_AGE_ALLOWANCE"_s;
        }
    }
}

} // namespace

void makeEconomy(Making &making, Home &home)
{
    const QString category = home.household.situation.categoryNow;
    makeIncomes(making, home, category);
    makeProperties(making, home);
    makeSpending(making, home, category);
    makeBenefits(making, home, category);
    for (Member &member : home.members) {
        Fen own;
        for (const Income &item : home.incomes) {
            if (item.member == member.id)
                own += item.declared;
            if (item.member == member.id && item.kind == u"TRANSFER.01"_s)
                member.work.pensionMonth = Fen{item.declared.value / 12};
        }
        member.work.incomeMonth = Fen{own.value / 12};
    }
}

} // namespace ruhu::demo
