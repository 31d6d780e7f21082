// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/meanstest.h"
#include "support/policy.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <random>

using namespace ruhu;
using namespace ruhu::rules;
using namespace Qt::Literals::StringLiterals;

namespace {

const QDate today(2025, 11, 21);
const DivisionCode village = *parseDivision(u"990101201201");

template <typename Id>
Id idOf(int number)
{
    return Id::fromText(QString::number(number, 16).rightJustified(32, u'0'));
}

Member person(int number, QDate birth)
{
    Member member;
    member.id = idOf<MemberId>(number);
    member.identity.birth = birth;
    return member;
}

Income income(int member, const QString &kind, Fen verified)
{
    Income item;
    item.id = idOf<RecordId>(100 + member);
    item.member = idOf<MemberId>(member);
    item.kind = kind;
    item.declared = item.verified = verified;
    return item;
}

Property thing(int owner, const QString &kind, Fen amount)
{
    Property item;
    item.kind = kind;
    item.owner = idOf<MemberId>(owner);
    item.amount = amount;
    item.source = u"DECLARED"_s;
    return item;
}

CheckItem found(int member, const QString &what, Fen amount, const QString &source = u"HUMAN_RESOURCES"_s)
{
    CheckItem item;
    item.source = source;
    item.what = what;
    item.member = idOf<MemberId>(member);
    item.found = amount;
    item.agrees = false;
    item.on = QDate(2025, 11, 18);
    return item;
}

/// `n` adults of 40, visited and authorised, without income or property: everything else comes from the test.
MeansFacts plain(int n)
{
    MeansFacts facts;
    facts.asOf = today;
    facts.village = village;
    for (int i = 1; i <= n; ++i) {
        facts.members += person(i, QDate(1985, 1, 1));
        facts.authorised.insert(idOf<MemberId>(i));
    }
    Visit visit;
    visit.outcome = u"DONE"_s;
    visit.investigators = {idOf<PersonId>(901), idOf<PersonId>(902)};
    visit.endAt = 1'763'700'000'000;
    facts.visit = visit;
    return facts;
}

/// The household of the mock-ups: four people, work, pension, leased land, a cargo tricycle.
MeansFacts wangGuiying()
{
    MeansFacts facts = plain(0);
    facts.members = {person(1, QDate(1957, 9, 26)), person(2, QDate(1954, 11, 14)), person(3, QDate(1984, 4, 17)),
                     person(4, QDate(2013, 5, 2))};
    facts.members[1].disability.type = u"4"_s;
    facts.members[1].disability.grade = u"2"_s;
    facts.authorised = {idOf<MemberId>(1), idOf<MemberId>(2), idOf<MemberId>(3)};
    facts.incomes = {income(3, u"WAGE.02"_s, yuan(31'200)), income(1, u"TRANSFER.01"_s, yuan(2'616)),
                     income(2, u"TRANSFER.01"_s, yuan(2'616)), income(1, u"PROPERTY.03"_s, yuan(1'200))};
    facts.incomes[0].deductEmployment = yuan(6'240);
    facts.properties = {thing(1, u"FIN.01"_s, yuan(21'300)), thing(1, u"EST.03"_s, yuan(30'000))};
    CheckResult check;
    check.receivedOn = QDate(2025, 11, 18);
    check.items = {found(3, u"VEH.01"_s, yuan(4'000), u"PUBLIC_SECURITY"_s), found(2, u"TRANSFER.01"_s, yuan(2'952))};
    check.items[0].detail = u"正三轮载货摩托"_s;
    facts.check = check;
    return facts;
}

Policy demo()
{
    static const Policy policy = *test::demoPolicy();
    return policy;
}

const RuleLine *lineOf(const MeansTest &test, const QString &id)
{
    const auto line = std::ranges::find(test.lines, id, &RuleLine::id);
    return line == test.lines.end() ? nullptr : &*line;
}

MeansTest run(const MeansFacts &facts, const Policy &policy = demo())
{
    const auto test = meansTest(policy, facts);
    return test ? *test : MeansTest();
}

} // namespace

class TestMeansTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSecondCheckAtTheStandardIsMarginal();
    void theThirdCheckAtOneAndAHalfStandardsIsNotMarginal();
    void theFourthCheckIsRigid();
    void noIncomeWithRigidSpendingIsMarkedAsUndefined();
    void theHouseholdOfTheMockUpsIsWorkedOut();
    void answersChangeTheResult();
    void anAnswerNobodyAskedForIsRefused();
    void oneFenDecides();
    void exemptIncomeIsShownAndNotCounted();
    void anExemptPensionIsNoQuestion();
    void peopleWhoDoNotCountBringNeitherIncomeNorShare();
    void moneyIsLimitedPerHead();
    void anExpiredExemptionCounts();
    void aDearVehicleFails();
    void homesShopsAndBusinesses();
    void everyAdultMustHaveAuthorised();
    void oneInvestigatorIsNotEnough();
    void theBestTopUpClassOfEachPersonCounts();
    void anEmptyListOfMembersIsRefused();
    void absurdFiguresAreRefused();
    void aPlaceWithoutStandardIsRefused();
    void theOrderOfTheFilesDoesNotMatter();
    void oneMoreFenOfIncomeNeverPaysMore();
};

void TestMeansTest::theSecondCheckAtTheStandardIsMarginal()
{
    MeansFacts facts = plain(1);
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(9'600))};
    MeansTest test = run(facts);
    QCOMPARE(test.perHeadMonth, yuan(800));
    QVERIFY(!test.eligible);
    QCOMPARE(test.amount, Fen());
    QCOMPARE(lineOf(test, u"income"_s)->verdict, Verdict::Fails);
    QCOMPARE(test.category, u"MARGINAL"_s);
    facts.properties = {thing(1, u"FIN.01"_s, yuan(800) * 48 + Fen{1})};
    QCOMPARE(run(facts).category, u"NONE"_s); // only if property is ok
}

void TestMeansTest::theThirdCheckAtOneAndAHalfStandardsIsNotMarginal()
{
    MeansFacts facts = plain(2);
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(28'800))};
    QCOMPARE(run(facts).category, u"NONE"_s);
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(28'800) - Fen{1})};
    QCOMPARE(run(facts).category, u"MARGINAL"_s);
}

void TestMeansTest::theFourthCheckIsRigid()
{
    auto files = test::policyFolder();
    files[u"standards.csv"_s].replace("26000.00", "36000.00");
    const Policy policy = *test::demoPolicy(files);
    MeansFacts facts = plain(2);
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(60'000))};
    Expenditure medical;
    medical.kind = u"MEDICAL"_s;
    medical.own = yuan(30'000);
    Expenditure school;
    school.kind = u"EDUCATION"_s;
    school.own = yuan(6'000);
    facts.expenditures = {medical, school};
    QCOMPARE(run(facts, policy).category, u"RIGID"_s);
    facts.expenditures = {medical};
    QCOMPARE(run(facts, policy).category, u"NONE"_s); // exactly a half is not more than a half
    facts.expenditures = {medical, school};
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(72'000))};
    QCOMPARE(run(facts, policy).category, u"NONE"_s); // 36,000 a head is not below 36,000
}

void TestMeansTest::noIncomeWithRigidSpendingIsMarkedAsUndefined()
{
    MeansFacts facts = plain(1);
    facts.properties = {thing(1, u"FIN.01"_s, yuan(800) * 30)}; // too much for the allowance, not for RIGID
    Expenditure medical;
    medical.own = yuan(1);
    facts.expenditures = {medical};
    const MeansTest test = run(facts);
    QVERIFY(!test.eligible);
    QCOMPARE(test.category, u"RIGID"_s);
    QVERIFY(test.rigidUndefined);
}

void TestMeansTest::theHouseholdOfTheMockUpsIsWorkedOut()
{
    const MeansTest test = run(wangGuiying());
    QCOMPARE(test.persons, 4);
    QCOMPARE(test.income, yuan(31'392));
    QCOMPARE(test.perHeadMonth, yuan(654));
    QCOMPARE(test.standard, yuan(800));
    QVERIFY(test.eligible);
    QCOMPARE(test.category, u"SUBSISTENCE"_s);
    QCOMPARE(test.pack, u"demo-province-2025.7"_s);
    // 800 × 4 − 2,616 = 584; the man of 71 (disabled, one class only) and the girl add 160 each.
    QCOMPARE(test.topUp, yuan(320));
    QCOMPARE(test.amount, yuan(904));
    QCOMPARE(test.perPerson, yuan(226));
    QCOMPARE(test.open.size(), 2);
    QCOMPARE(lineOf(test, u"income"_s)->figures, u"31,392.00 ÷ 12 ÷ 4"_s);
    const RuleLine *const vehicle = lineOf(test, u"vehicle"_s);
    QVERIFY(vehicle);
    QCOMPARE(vehicle->verdict, Verdict::Judge);
    QCOMPARE(vehicle->subject, u"正三轮载货摩托"_s);
    QCOMPARE(vehicle->source, u"PUBLIC_SECURITY"_s);
    QCOMPARE(vehicle->sourceDate, QDate(2025, 11, 18));
    QCOMPARE(vehicle->choices, QStringList({u"does-not-count"_s, u"counts"_s}));
    const RuleLine *const pension = lineOf(test, test.open.first());
    QCOMPARE(pension->rule, u"check"_s);
    QCOMPARE(pension->value, yuan(2'616));
    QCOMPARE(pension->other, yuan(2'952));
    QCOMPARE(pension->otherValue, yuan(661)); // "按 464 算人均 661.00"
    QCOMPARE(lineOf(test, u"finance"_s)->value, yuan(5'325));
    QCOMPARE(lineOf(test, u"finance"_s)->limit, yuan(19'200));
    QCOMPARE(test.lines[0].verdict, Verdict::Judge); // what a person must look at stands first

    QStringList keys;
    for (const WorkingLine &line : test.working)
        keys += line.key;
    QCOMPARE(keys, QStringList({u"income.WAGE"_s, u"income.PROPERTY"_s, u"income.TRANSFER"_s, u"income.total"_s,
                                u"income.perHead"_s, u"standard"_s, u"gap"_s, u"topup"_s, u"amount"_s}));
    QCOMPARE(test.working[0].figures, u"31,200.00 − 6,240.00"_s);
    QCOMPARE(test.working[3].figures, u"24,960.00 + 1,200.00 + 5,232.00"_s);
    QCOMPARE(test.working[6].figures, u"800.00 × 4 − 31,392.00 ÷ 12"_s);
    QCOMPARE(test.working[6].result, yuan(584));
    QCOMPARE(test.working[7].figures, u"800.00 × 20% + 800.00 × 20%"_s);
}

void TestMeansTest::answersChangeTheResult()
{
    MeansFacts facts = wangGuiying();
    const QString pension = run(facts).open.first();
    facts.answers = {{u"vehicle"_s, u"does-not-count"_s}, {pension, u"checked"_s}};
    MeansTest test = run(facts);
    QVERIFY(test.open.isEmpty());
    QVERIFY(test.eligible);
    QCOMPARE(test.perHeadMonth, yuan(661));
    QCOMPARE(test.amount, yuan(876));
    QCOMPARE(lineOf(test, pension)->answer, u"checked"_s);
    QCOMPARE(lineOf(test, pension)->otherValue, yuan(661));
    QCOMPARE(lineOf(test, pension)->verdict, Verdict::Meets);

    facts.answers[u"vehicle"_s] = u"counts"_s;
    test = run(facts);
    QVERIFY(!test.eligible);
    QCOMPARE(test.amount, Fen());
    QCOMPARE(lineOf(test, u"vehicle"_s)->verdict, Verdict::Fails);
    QVERIFY(test.open.isEmpty());
}

void TestMeansTest::anAnswerNobodyAskedForIsRefused()
{
    MeansFacts facts = wangGuiying();
    facts.answers = {{u"vehicle"_s, u"perhaps"_s}};
    QCOMPARE(meansTest(demo(), facts).error(), (Error{ErrorCode::Rejected, u"answer"_s}));
    facts.answers = {{u"finance"_s, u"counts"_s}};
    QCOMPARE(meansTest(demo(), facts).error().detail, u"answer"_s);
}

void TestMeansTest::oneFenDecides()
{
    MeansFacts facts = plain(3);
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(28'800) - Fen{1})};
    MeansTest test = run(facts);
    QVERIFY(test.eligible);
    QCOMPARE(test.amount, yuan(1)); // a twelfth of a fen, rounded once, up
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(28'800))};
    QVERIFY(!run(facts).eligible);
}

void TestMeansTest::exemptIncomeIsShownAndNotCounted()
{
    MeansFacts facts = plain(1);
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(6'000)), income(1, u"TRANSFER.01"_s, yuan(9'000))};
    facts.incomes[1].exempt = u"IX03"_s;
    const MeansTest test = run(facts);
    QCOMPARE(test.income, yuan(6'000));
    const auto line = std::ranges::find(test.working, u"income.exempt"_s, &WorkingLine::key);
    QVERIFY(line != test.working.end());
    QCOMPARE(line->result, yuan(9'000));
    facts.incomes[1].exempt = u"IX05"_s; // a deduction, not an exemption
    QCOMPARE(run(facts).income, yuan(15'000));
}

void TestMeansTest::anExemptPensionIsNoQuestion()
{
    MeansFacts facts = plain(1);
    facts.incomes = {income(1, u"TRANSFER.01"_s, yuan(1'000))};
    facts.incomes[0].exempt = u"IX03"_s;
    facts.check = CheckResult();
    facts.check->items = {found(1, u"TRANSFER.01"_s, yuan(2'000))};
    QVERIFY(run(facts).open.isEmpty());
    facts.check->items = {found(1, u"WAGE.01"_s, yuan(2'000))}; // nothing on file: a register knows more
    QCOMPARE(run(facts).open.size(), 1);
}

void TestMeansTest::peopleWhoDoNotCountBringNeitherIncomeNorShare()
{
    MeansFacts facts = plain(3);
    facts.members[2].membership.counted = false;
    facts.incomes = {income(1, u"WAGE.01"_s, yuan(6'000)), income(3, u"WAGE.01"_s, yuan(90'000))};
    const MeansTest test = run(facts);
    QCOMPARE(test.persons, 2);
    QCOMPARE(test.income, yuan(6'000));
}

void TestMeansTest::moneyIsLimitedPerHead()
{
    MeansFacts facts = plain(2);
    facts.properties = {thing(1, u"FIN.01"_s, yuan(19'200)), thing(2, u"FIN.05"_s, yuan(19'200))};
    QVERIFY(run(facts).eligible);
    facts.properties[0].amount += Fen{1};
    QVERIFY(!run(facts).eligible);
    QCOMPARE(lineOf(run(facts), u"finance"_s)->verdict, Verdict::Fails);
    QCOMPARE(lineOf(run(facts), u"finance"_s)->value, yuan(19'200)); // cut for the eye, not for the verdict
}

void TestMeansTest::anExpiredExemptionCounts()
{
    MeansFacts facts = plain(1);
    facts.properties = {thing(1, u"FIN.01"_s, yuan(30'000))};
    facts.properties[0].exempt = u"PX04"_s;
    facts.properties[0].exemptUntil = today;
    QVERIFY(run(facts).eligible);
    facts.properties[0].exemptUntil = today.addDays(-1);
    QVERIFY(!run(facts).eligible);
}

void TestMeansTest::aDearVehicleFails()
{
    MeansFacts facts = plain(1);
    facts.properties = {thing(1, u"VEH.01"_s, yuan(20'000)), thing(1, u"VEH.01"_s, yuan(20'001)),
                        thing(1, u"VEH.04"_s, yuan(90'000))};
    const MeansTest test = run(facts);
    QCOMPARE(lineOf(test, u"vehicle"_s)->verdict, Verdict::Judge);
    QCOMPARE(lineOf(test, u"vehicle.2"_s)->verdict, Verdict::Fails);
    QVERIFY(!lineOf(test, u"vehicle.3"_s)); // mobility vehicle of a disabled person
    facts.properties[0].exempt = u"PX03"_s;
    facts.properties[1].exempt = u"PX01"_s;
    QCOMPARE(lineOf(run(facts), u"vehicle"_s)->verdict, Verdict::Meets);
}

void TestMeansTest::homesShopsAndBusinesses()
{
    MeansFacts facts = plain(1);
    facts.properties = {thing(1, u"EST.01"_s, yuan(1))};
    QVERIFY(run(facts).eligible);
    facts.properties += thing(1, u"EST.03"_s, yuan(1));
    QCOMPARE(lineOf(run(facts), u"house"_s)->verdict, Verdict::Judge);
    facts.properties += thing(1, u"EST.01"_s, yuan(1));
    QCOMPARE(lineOf(run(facts), u"house"_s)->verdict, Verdict::Fails);

    facts.properties = {thing(1, u"EST.02"_s, yuan(1))};
    QCOMPARE(lineOf(run(facts), u"shop"_s)->verdict, Verdict::Judge); // perhaps they live in it
    facts.properties += thing(1, u"EST.01"_s, yuan(1));
    QCOMPARE(lineOf(run(facts), u"shop"_s)->verdict, Verdict::Fails);

    facts.properties = {thing(1, u"BIZ.02"_s, Fen())};
    QCOMPARE(lineOf(run(facts), u"business"_s)->verdict, Verdict::Judge);
    facts.properties = {thing(1, u"BIZ.01"_s, yuan(100'000))};
    QCOMPARE(lineOf(run(facts), u"business"_s)->verdict, Verdict::Meets);
    facts.properties = {thing(1, u"BIZ.01"_s, yuan(100'000) + Fen{1})};
    QCOMPARE(lineOf(run(facts), u"business"_s)->verdict, Verdict::Fails);
}

void TestMeansTest::everyAdultMustHaveAuthorised()
{
    MeansFacts facts = plain(2);
    facts.members += person(3, today.addYears(-18)); // of age today
    facts.members += person(4, today.addYears(-18).addDays(1));
    QVERIFY(!run(facts).eligible);
    QCOMPARE(lineOf(run(facts), u"authorised"_s)->count, 2);
    QCOMPARE(lineOf(run(facts), u"authorised"_s)->countLimit, 3);
    facts.authorised.insert(idOf<MemberId>(3));
    QVERIFY(run(facts).eligible);
}

void TestMeansTest::oneInvestigatorIsNotEnough()
{
    MeansFacts facts = plain(1);
    facts.visit->investigators = {idOf<PersonId>(901), idOf<PersonId>(901)}; // the same person twice
    QVERIFY(!run(facts).eligible);
    facts.visit->investigators = {idOf<PersonId>(901), idOf<PersonId>(902)};
    facts.visit->outcome = u"ABSENT"_s;
    QVERIFY(!run(facts).eligible);
    facts.visit.reset();
    QVERIFY(!run(facts).eligible);
}

void TestMeansTest::theBestTopUpClassOfEachPersonCounts()
{
    MeansFacts facts = plain(1);
    facts.members[0].identity.birth = QDate(1940, 1, 1);  // elder…
    facts.members[0].health.seriousIllness = {u"SD02"_s}; // …and seriously ill: one class
    QCOMPARE(run(facts).amount, yuan(960));
    facts.members[0].identity.birth = QDate(1985, 1, 1);
    facts.members[0].health.seriousIllness.clear();
    facts.members[0].membership.topup = {u"LIVING_ALONE"_s};
    QCOMPARE(run(facts).amount, yuan(960));
    facts.members[0].membership.topup = {u"ELDER"_s}; // ticked, but the facts say 40 years
    QCOMPARE(run(facts).amount, yuan(800));
}

void TestMeansTest::anEmptyListOfMembersIsRefused()
{
    QCOMPARE(meansTest(demo(), plain(0)).error(), (Error{ErrorCode::Rejected, u"no-members"_s}));
    MeansFacts facts = plain(1);
    facts.members[0].membership.counted = false;
    QCOMPARE(meansTest(demo(), facts).error().detail, u"no-members"_s);
    QCOMPARE(meansTest(demo(), plain(101)).error().detail, u"members"_s);
}

void TestMeansTest::absurdFiguresAreRefused()
{
    MeansFacts facts = plain(1);
    facts.incomes = {income(1, u"WAGE.01"_s, Fen{std::numeric_limits<qint64>::max()})};
    QCOMPARE(meansTest(demo(), facts).error(), (Error{ErrorCode::Rejected, u"amounts"_s}));
    facts.incomes.clear();
    facts.properties = {thing(1, u"FIN.01"_s, largestAmount + Fen{1})};
    QCOMPARE(meansTest(demo(), facts).error().detail, u"amounts"_s);
}

void TestMeansTest::aPlaceWithoutStandardIsRefused()
{
    MeansFacts facts = plain(1);
    facts.village = *parseDivision(u"370101001001");
    QCOMPARE(meansTest(demo(), facts).error().code, ErrorCode::NotFound);
    facts.village = village;
    facts.asOf = QDate(2020, 1, 1);
    QCOMPARE(meansTest(demo(), facts).error().code, ErrorCode::NotFound);
}

void TestMeansTest::theOrderOfTheFilesDoesNotMatter()
{
    QVERIFY(rc::check("shuffled facts give the same amount", [] {
        MeansFacts facts = wangGuiying();
        const MeansTest before = run(facts);
        std::mt19937 random(*rc::gen::arbitrary<unsigned>());
        std::ranges::shuffle(facts.members, random);
        std::ranges::shuffle(facts.incomes, random);
        std::ranges::shuffle(facts.properties, random);
        std::ranges::shuffle(facts.check->items, random);
        const MeansTest after = run(facts);
        RC_ASSERT(after.amount == before.amount);
        RC_ASSERT(after.eligible == before.eligible);
        RC_ASSERT(QSet<QString>(after.open.begin(), after.open.end()) ==
                  QSet<QString>(before.open.begin(), before.open.end()));
    }));
}

void TestMeansTest::oneMoreFenOfIncomeNeverPaysMore()
{
    QVERIFY(rc::check("monotone through the whole test", [] {
        MeansFacts facts = plain(*rc::gen::inRange(1, 8));
        facts.incomes = {income(1, u"WAGE.01"_s, Fen{*rc::gen::inRange<qint64>(0, 10'000'000)})};
        const MeansTest before = run(facts);
        facts.incomes[0].verified += Fen{*rc::gen::inRange<qint64>(0, 100'000)};
        const MeansTest after = run(facts);
        RC_ASSERT(after.amount <= before.amount);
        RC_ASSERT(before.eligible || !after.eligible);
        RC_ASSERT(before.eligible == (before.amount.value > 0));
    }));
}

QTEST_GUILESS_MAIN(TestMeansTest)
#include "tst_meanstest.moc"
