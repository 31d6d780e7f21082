// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/meanstest_p.h"

#include "core/base/limits.h"
#include "core/domain/residentid.h"

#include <algorithm>
#include <cstdlib>

namespace ruhu::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int adultAge = 18;

/// What the income part of the test found, exactly.
struct IncomeSum
{
    Fen total;
    QList<WorkingLine> working;
};

QString signedFigure(Fen amount, bool first)
{
    if (first)
        return yuanText(amount);
    return amount.value < 0 ? u" − "_s + yuanText(-amount) : u" + "_s + yuanText(amount);
}

/// "a + b − c" of the operands; empty for none.
QString sumFigures(const QList<Operand> &operands)
{
    QString out;
    for (const Operand &operand : operands)
        out += signedFigure(operand.amount, out.isEmpty());
    return out;
}

/// The part of an income code that names its kind: WAGE of WAGE.02.
QString incomeKind(const QString &code)
{
    return code.section(u'.', 0, 0);
}

/// What one income adds, after what the rules take off.
Fen countedAmount(const TestRun &run, const Income &income)
{
    Fen amount = income.verified - income.deductEmployment;
    if (run.policy.deductsRigidCost())
        amount -= income.deductRigid;
    return amount;
}

bool isExempt(const TestRun &run, const Income &income)
{
    return !income.exempt.isEmpty() && run.policy.isExemptIncome(income.exempt);
}

/// Sums the counted incomes kind by kind, with the exempt ones shown beside.
IncomeSum sumIncome(const TestRun &run)
{
    IncomeSum sum;
    WorkingLine exempt{u"income.exempt"_s, {}, {}, {}, {}};
    for (const QString &kind : {u"WAGE"_s, u"BUSINESS"_s, u"PROPERTY"_s, u"TRANSFER"_s, u"OTHER"_s}) {
        WorkingLine line{u"income."_s + kind, {}, {}, {}, {}};
        for (const Income &income : run.facts.incomes) {
            const bool known = incomeKind(income.kind) == kind;
            // A kind that this build does not know is money all the same.
            const bool other =
                kind == u"OTHER"_s && !QStringList({u"WAGE"_s, u"BUSINESS"_s, u"PROPERTY"_s, u"TRANSFER"_s})
                                           .contains(incomeKind(income.kind));
            if ((!known && !other) || !run.isCounted(income.member))
                continue;
            if (isExempt(run, income)) {
                exempt.operands += {income.kind, income.verified, 0, true};
                exempt.result += income.verified;
                continue;
            }
            line.operands += {income.kind, income.verified, 0, true};
            if (income.deductEmployment.value != 0)
                line.operands += {u"employment-cost"_s, -income.deductEmployment, 0, true};
            if (run.policy.deductsRigidCost() && income.deductRigid.value != 0)
                line.operands += {u"rigid-cost"_s, -income.deductRigid, 0, true};
            line.result += countedAmount(run, income);
        }
        if (line.operands.isEmpty())
            continue;
        line.figures = sumFigures(line.operands);
        sum.total += line.result;
        sum.working += line;
    }
    if (!exempt.operands.isEmpty()) {
        exempt.figures = sumFigures(exempt.operands);
        sum.working += exempt;
    }
    return sum;
}

bool isIncomeCode(const QString &code)
{
    const QString kind = incomeKind(code);
    return kind == u"WAGE"_s || kind == u"BUSINESS"_s || kind == u"PROPERTY"_s || kind == u"TRANSFER"_s;
}

/// What is on file for a check item: all counted incomes of that code and member. Nothing when they are all exempt:
/// what is not counted is no question.
std::optional<Fen> onFile(const TestRun &run, const CheckItem &item)
{
    Fen sum;
    bool counted = false;
    bool exempt = false;
    for (const Income &income : run.facts.incomes) {
        if (income.kind != item.what || income.member != item.member)
            continue;
        if (isExempt(run, income)) {
            exempt = true;
        } else {
            counted = true;
            sum += income.verified;
        }
    }
    return exempt && !counted ? std::nullopt : std::optional(sum);
}

/// Incomes where a register disagrees: a question each; the answer "checked" corrects the sum.
void questionIncomes(TestRun &run, IncomeSum &sum)
{
    if (!run.facts.check)
        return;
    QList<RuleLine> questions;
    for (const CheckItem &item : run.facts.check->items) {
        if (item.agrees || !isIncomeCode(item.what) || !run.isCounted(item.member))
            continue;
        const std::optional<Fen> known = onFile(run, item);
        if (!known || *known == item.found)
            continue;
        RuleLine line;
        line.id = checkLineId(item);
        line.rule = u"check"_s;
        line.verdict = Verdict::Judge;
        line.what = item.what;
        line.member = item.member;
        line.subject = item.detail;
        line.value = *known;
        line.other = item.found;
        line.source = item.source;
        line.sourceDate = item.on.isValid() ? item.on : run.facts.check->receivedOn;
        line.choices = {declared, checked};
        if (run.answerTo(line.id) == checked && line.other != line.value) {
            const Fen difference = line.other - line.value;
            sum.working += {u"income.checked"_s,
                            {{item.what, line.other, 0, true}, {item.what, -line.value, 0, true}},
                            yuanText(line.other) + u" − "_s + yuanText(line.value),
                            difference,
                            item.source};
            sum.total += difference;
        }
        questions += line;
    }
    const qint64 parts = run.count() * run.policy.incomeMonths();
    for (RuleLine &line : questions) {
        const bool taken = run.answerTo(line.id) == checked;
        const Fen then = taken ? sum.total : sum.total + line.other - line.value;
        line.otherValue = Fen{std::max<qint64>(0, then.value) / parts};
        run.file(line);
    }
}

void incomeRule(TestRun &run, const IncomeSum &sum)
{
    const qint64 months = run.policy.incomeMonths();
    RuleLine line;
    line.id = line.rule = u"income"_s;
    line.limit = run.standard;
    line.value = Fen{std::max<qint64>(0, sum.total.value) / months / run.count()};
    line.figures = u"%1 ÷ %2 ÷ %3"_s.arg(yuanText(sum.total)).arg(months).arg(run.count());
    line.source = run.facts.visit ? u"visit"_s : u"declared"_s;
    if (run.facts.visit)
        line.sourceDate = QDateTime::fromMSecsSinceEpoch(run.facts.visit->endAt, Qt::OffsetFromUTC, 8 * 3600).date();
    // Strict: at the standard is not below it ("低于").
    line.verdict = sum.total < run.standard * (months * run.count()) ? Verdict::Meets : Verdict::Fails;
    run.file(line);
}

/// Everybody of age signed that their data may be asked for.
void authorisedRule(TestRun &run)
{
    RuleLine line;
    line.id = line.rule = u"authorised"_s;
    line.source = u"visit"_s;
    for (const Member &member : run.persons) {
        if (completedYears(member.identity.birth, run.facts.asOf) < adultAge)
            continue;
        ++line.countLimit;
        line.count += run.facts.authorised.contains(member.id) ? 1 : 0;
    }
    line.verdict = line.count == line.countLimit ? Verdict::Meets : Verdict::Fails;
    run.file(line);
}

/// At least two people went there, and the visit took place (R2 article 16).
void visitRule(TestRun &run)
{
    RuleLine line;
    line.id = line.rule = u"visit"_s;
    line.source = u"visit"_s;
    line.countLimit = 2;
    if (run.facts.visit) {
        const QList<PersonId> &people = run.facts.visit->investigators;
        line.count = int(QSet<PersonId>(people.begin(), people.end()).size());
        line.sourceDate = QDateTime::fromMSecsSinceEpoch(run.facts.visit->endAt, Qt::OffsetFromUTC, 8 * 3600).date();
    }
    const bool done = run.facts.visit && run.facts.visit->outcome == u"DONE"_s;
    line.verdict = done && line.count >= line.countLimit ? Verdict::Meets : Verdict::Fails;
    run.file(line);
}

bool fulfils(const TopUp &topUp, const Member &member, QDate asOf)
{
    const int age = completedYears(member.identity.birth, asOf);
    const int grade = member.disability.grade.toInt();
    switch (topUp.criterion) {
    case TopUp::Criterion::AgeFrom: return age >= topUp.value;
    case TopUp::Criterion::AgeBelow: return age >= 0 && age < topUp.value;
    case TopUp::Criterion::DisabilityGradeTo:
        return member.disability.type != u"0"_s && grade >= 1 && grade <= topUp.value;
    case TopUp::Criterion::SeriousIllness: return !member.health.seriousIllness.isEmpty();
    case TopUp::Criterion::Recorded: return member.membership.topup.contains(topUp.topUpClass);
    }
    return false;
}

/// The percents of the standard that the persons get on top, each person's best classes only.
int topUpPercents(const TestRun &run, WorkingLine &working)
{
    int sum = 0;
    QStringList figures;
    for (const Member &member : run.persons) {
        QList<TopUp> classes = run.policy.topUps();
        classes.removeIf([&](const TopUp &topUp) { return !fulfils(topUp, member, run.facts.asOf); });
        std::ranges::stable_sort(classes, [](const TopUp &a, const TopUp &b) { return a.percent > b.percent; });
        for (const TopUp &topUp :
             classes.first(std::min<qsizetype>(classes.size(), run.policy.topUpClassesPerPerson()))) {
            sum += topUp.percent;
            working.operands += {topUp.topUpClass, run.standard, topUp.percent, false};
            figures += u"%1 × %2%"_s.arg(yuanText(run.standard)).arg(topUp.percent);
        }
    }
    working.figures = figures.join(u" + "_s);
    working.result = Fen{run.standard.value * sum / 100};
    return sum;
}

/// SUBSISTENCE, else MARGINAL, RIGID or NONE, in this order. Property is judged by the caller for the
/// subsistence allowance; for the others by their own limits, with every open question taken as met.
bool propertyHolds(const TestRun &run, QStringView program)
{
    const auto limits = run.policy.propertyLimits(program);
    if (!limits)
        return false;
    TestRun other{run.policy, run.facts, *limits, run.standard, run.persons, {}};
    runPropertyRules(other);
    return std::ranges::none_of(other.lines, [](const RuleLine &line) { return line.verdict == Verdict::Fails; });
}

QString category(const TestRun &run, Fen income, MeansTest &test)
{
    const qint64 shares = run.policy.incomeMonths() * run.count();
    if (test.eligible)
        return u"SUBSISTENCE"_s;
    const bool belowStandard = income < run.standard * shares;
    const Ratio edge = run.policy.edgeRatio();
    if (!belowStandard && income * edge.denominator < run.standard * (shares * edge.numerator) &&
        propertyHolds(run, u"MARGINAL"))
        return u"MARGINAL"_s;
    const auto disposable = run.policy.standard(u"PCDI", run.facts.village, run.facts.urban, run.facts.asOf);
    Fen rigid;
    for (const Expenditure &item : run.facts.expenditures)
        rigid += item.own;
    const Ratio ratio = run.policy.rigidRatio();
    const bool heavy = income.value > 0 ? rigid * ratio.denominator > income * ratio.numerator : rigid.value > 0;
    // Income of the whole period against a yearly figure: both times what the other is divided by.
    const bool modest = disposable && income * 12 < disposable->amount * (run.count() * run.policy.incomeMonths());
    if (modest && heavy && propertyHolds(run, u"RIGID")) {
        test.rigidUndefined = income.value <= 0;
        return u"RIGID"_s;
    }
    return u"NONE"_s;
}

Result<void> checkFacts(const MeansFacts &facts, const QList<Member> &persons)
{
    if (persons.isEmpty())
        return fail(ErrorCode::Rejected, u"no-members"_s);
    if (persons.size() > limits::householdPersons)
        return fail(ErrorCode::Rejected, u"members"_s);
    const auto plausible = [](Fen amount) { return std::abs(amount.value) <= largestAmount.value; };
    const bool incomes =
        facts.incomes.size() <= 10'000 && std::ranges::all_of(facts.incomes, [&](const Income &item) {
            return plausible(item.verified) && plausible(item.deductEmployment) && plausible(item.deductRigid);
        });
    const bool things =
        facts.properties.size() <= 10'000 && std::ranges::all_of(facts.properties, plausible, &Property::amount);
    const bool spending =
        facts.expenditures.size() <= 10'000 && std::ranges::all_of(facts.expenditures, plausible, &Expenditure::own);
    const bool checks = !facts.check || (facts.check->items.size() <= 10'000 &&
                                         std::ranges::all_of(facts.check->items, plausible, &CheckItem::found));
    if (!incomes || !things || !spending || !checks)
        return fail(ErrorCode::Rejected, u"amounts"_s);
    return {};
}

/// Every answer belongs to a question of this test and is one of its choices.
Result<void> checkAnswers(const TestRun &run)
{
    for (auto answer = run.facts.answers.cbegin(); answer != run.facts.answers.cend(); ++answer) {
        const bool asked = std::ranges::any_of(run.lines, [&answer](const RuleLine &line) {
            return line.id == answer.key() && line.choices.contains(answer.value());
        });
        if (!asked)
            return fail(ErrorCode::Rejected, u"answer"_s);
    }
    return {};
}

/// The amount with its steps, from the sum of the incomes.
void workOutAmount(const TestRun &run, const Standard &standard, MeansTest &test)
{
    const int months = run.policy.incomeMonths();
    const QString perMonth = u"%1 ÷ %2"_s.arg(yuanText(test.income)).arg(months);
    test.working += {u"income.perHead"_s,
                     {{u"income.total"_s, test.income, 0, true},
                      {u"months"_s, {}, months, false},
                      {u"persons"_s, {}, test.persons, false}},
                     u"%1 ÷ %2"_s.arg(perMonth).arg(test.persons),
                     test.perHeadMonth,
                     {}};
    test.working += {u"standard"_s, {}, yuanText(test.standard), test.standard, standard.source};
    if (!test.eligible)
        return;
    const Rounding toFen{Rounding::Mode::Down, Fen{1}};
    const Fen gap = gapAllowance(test.standard, test.persons, test.income, months, toFen);
    const QString gapFigures = u"%1 × %2 − %3"_s.arg(yuanText(test.standard)).arg(test.persons).arg(perMonth);
    test.working += {u"gap"_s,
                     {{u"standard"_s, test.standard, 0, true},
                      {u"persons"_s, {}, test.persons, false},
                      {u"income.total"_s, test.income, 0, true},
                      {u"months"_s, {}, months, false}},
                     gapFigures,
                     gap,
                     {}};
    WorkingLine topUps{u"topup"_s, {}, {}, {}, {}};
    const int percents = topUpPercents(run, topUps);
    test.topUp = topUps.result;
    if (percents > 0)
        test.working += topUps;
    test.amount = gapAllowance(test.standard, test.persons, test.income, months, run.policy.rounding(), percents);
    test.perPerson = Fen{test.amount.value / test.persons};
    test.working += {u"amount"_s,
                     {{u"gap"_s, gap, 0, true}, {u"topup"_s, test.topUp, 0, true}},
                     percents > 0 ? yuanText(gap) + u" + "_s + yuanText(test.topUp) : yuanText(gap),
                     test.amount,
                     {}};
}

} // namespace

void TestRun::file(RuleLine line, const QString &choiceThatFails)
{
    if (!line.choices.isEmpty())
        line.answer = line.choices.contains(answerTo(line.id)) ? answerTo(line.id) : QString();
    if (!line.answer.isEmpty())
        line.verdict = line.answer == choiceThatFails ? Verdict::Fails : Verdict::Meets;
    lines += line;
}

bool TestRun::isCounted(MemberId member) const
{
    if (member.isNull())
        return true; // the household's
    return std::ranges::any_of(persons, [member](const Member &person) { return person.id == member; });
}

QString checkLineId(const CheckItem &item)
{
    return u"check."_s + item.what + (item.member.isNull() ? QString() : u'.' + item.member.text());
}

Result<MeansTest> meansTest(const Policy &policy, const MeansFacts &facts)
{
    QList<Member> persons = facts.members;
    persons.removeIf([](const Member &member) { return !member.membership.counted; });
    if (const auto plausible = checkFacts(facts, persons); !plausible)
        return passOn(plausible);
    const Result<Standard> standard = policy.standard(u"SUBSISTENCE", facts.village, facts.urban, facts.asOf);
    if (!standard)
        return passOn(standard);
    const auto limits = policy.propertyLimits(u"SUBSISTENCE");
    if (!limits)
        return fail(ErrorCode::NotFound, u"property limits"_s);

    TestRun run{policy, facts, *limits, standard->amount, persons, {}};
    IncomeSum sum = sumIncome(run);
    questionIncomes(run, sum);
    // Losses of one kind may eat the income of another, but nobody earns less than nothing.
    sum.total = std::max(sum.total, Fen());
    incomeRule(run, sum);
    runPropertyRules(run);
    authorisedRule(run);
    visitRule(run);
    if (const auto asked = checkAnswers(run); !asked)
        return passOn(asked);

    MeansTest test;
    test.pack = policy.packName();
    test.asOf = facts.asOf;
    test.persons = int(run.count());
    test.income = sum.total;
    test.standard = standard->amount;
    test.perHeadMonth = Fen{sum.total.value / (policy.incomeMonths() * run.count())};
    test.eligible =
        std::ranges::none_of(run.lines, [](const RuleLine &line) { return line.verdict == Verdict::Fails; });
    test.category = category(run, sum.total, test);
    QStringList totals;
    for (const WorkingLine &line : sum.working) {
        if (line.key != u"income.exempt"_s)
            totals += signedFigure(line.result, totals.isEmpty());
    }
    test.working = sum.working;
    test.working += {u"income.total"_s, {}, totals.join(QString()), sum.total, {}};
    workOutAmount(run, *standard, test);
    for (const RuleLine &line : std::as_const(run.lines)) {
        if (!line.choices.isEmpty() && line.answer.isEmpty())
            test.open += line.id;
    }
    const auto urgency = [](const RuleLine &line) {
        return line.verdict == Verdict::Fails ? 0 : line.verdict == Verdict::Judge ? 1 : 2;
    };
    test.lines = run.lines;
    std::ranges::stable_sort(test.lines, {}, urgency);
    return test;
}

} // namespace ruhu::rules
