// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/means.h"

#include "core/service/facts.h"

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using record::Kind;

namespace {

template <typename T, typename Read>
QList<T> all(const HouseholdRecords &records, Kind kind, Read read)
{
    QList<T> values;
    for (const store::View &view : records.of(kind))
        values.append(read(view));
    return values;
}

bool belongsTo(const store::View &view, ApplicationId application)
{
    return application.isNull() || record::ref<ApplicationId>(view.body, "application"_L1) == application;
}

PrecheckLine::Verdict verdictOf(rules::Verdict verdict)
{
    switch (verdict) {
    case rules::Verdict::Meets: return PrecheckLine::Verdict::Meets;
    case rules::Verdict::Judge: return PrecheckLine::Verdict::Judge;
    case rules::Verdict::Fails: return PrecheckLine::Verdict::Fails;
    }
    return PrecheckLine::Verdict::Judge;
}

} // namespace

rules::MeansFacts meansFacts(const Ground &ground, const HouseholdRecords &records, ApplicationId application,
                             const QList<OpinionAnswer> &answers)
{
    rules::MeansFacts facts;
    facts.asOf = ground.today();
    for (const store::View &view : records.of(Kind::Household)) {
        const Household household = householdOf(view);
        facts.village = household.village;
        facts.urban = ground.policy && ground.policy->isUrban(household.village);
    }
    facts.members = all<Member>(records, Kind::Member, memberOf);
    facts.incomes = all<Income>(records, Kind::Income, incomeOf);
    facts.properties = all<Property>(records, Kind::Property, propertyOf);
    facts.expenditures = all<Expenditure>(records, Kind::Expenditure, expenditureOf);
    for (const store::View &view : records.of(Kind::CheckResult)) {
        if (belongsTo(view, application))
            facts.check = checkResultOf(view); // the last one counts
    }
    for (const store::View &view : records.of(Kind::Authorisation)) {
        if (!belongsTo(view, application))
            continue;
        for (const QCborValue &member : view.body.value(u"members"_s).toArray())
            facts.authorised.insert(MemberId::fromBytes(member.toByteArray()));
    }
    for (const store::View &view : records.of(Kind::Visit)) {
        const Visit visit = visitOf(view);
        if (belongsTo(view, application) && visit.outcome == u"DONE")
            facts.visit = visit;
    }
    for (const OpinionAnswer &answer : answers)
        facts.answers.insert(answer.line, answer.choice);
    return facts;
}

EconomySummary economyOf(const Ground &ground, const HouseholdRecords &records)
{
    EconomySummary summary;
    if (!ground.policy)
        return summary;
    const auto test = rules::meansTest(*ground.policy, meansFacts(ground, records, {}));
    if (!test)
        return summary;
    summary.known = true;
    summary.perHeadMonthFen = test->perHeadMonth.value;
    summary.standardFen = test->standard.value;
    summary.policyPack = test->pack;
    for (const rules::RuleLine &line : test->lines) {
        if (line.rule == u"finance") {
            summary.assetsPerHeadFen = line.value.value;
            summary.assetLimitFen = line.limit.value;
        }
        if (line.rule == u"check" && line.verdict != rules::Verdict::Meets)
            ++summary.mismatches;
    }
    return summary;
}

Precheck precheckOf(const rules::MeansTest &test)
{
    Precheck precheck;
    for (const rules::RuleLine &line : test.lines) {
        PrecheckLine row;
        row.id = line.id;
        row.rule = line.rule;
        row.verdict = verdictOf(line.verdict);
        row.valueFen = line.value.value;
        row.limitFen = line.limit.value;
        row.count = line.count;
        row.countLimit = line.countLimit;
        row.working = line.figures;
        row.source = line.source;
        row.sourceDate = line.sourceDate;
        row.what = line.what;
        row.subject = line.subject;
        row.member = line.member;
        row.otherFen = line.other.value;
        row.otherValueFen = line.otherValue.value;
        row.choices = line.choices;
        row.answer = line.answer;
        precheck.lines.append(row);
    }
    precheck.eligible = test.eligible;
    precheck.persons = test.persons;
    precheck.amountFen = test.amount.value;
    precheck.perPersonFen = test.perPerson.value;
    precheck.perHeadMonthFen = test.perHeadMonth.value;
    precheck.standardFen = test.standard.value;
    for (const rules::WorkingLine &step : test.working)
        precheck.working.append({step.key, step.figures, step.result.value});
    precheck.open = test.open;
    precheck.policyPack = test.pack;
    precheck.asOf = test.asOf;
    return precheck;
}

} // namespace ruhu::service
