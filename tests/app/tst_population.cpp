// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/population.h"
#include "core/casework/casefile.h"
#include "core/domain/codelists.h"
#include "core/domain/contact.h"
#include "core/domain/residentid.h"
#include "core/domain/roles.h"

#include <QCborArray>
#include <QTest>

using namespace ruhu;
using namespace ruhu::demo;
using namespace Qt::Literals::StringLiterals;
using record::Kind;

namespace {

const QDate today(2025, 11, 21);

PopulationSpec spec(int households = 200, quint64 seed = 1)
{
    PopulationSpec made;
    made.households = households;
    made.seed = seed;
    made.today = today;
    made.caseworker = PersonId::fromText(u"0190000000007000800000000000000a");
    made.second = PersonId::fromText(u"0190000000007000800000000000000b");
    return made;
}

record::Body bodyOf(const record::Record &one)
{
    return *record::decodeBody(one.body);
}

QList<record::Record> householdOf(const Population &people, RecordId root)
{
    QList<record::Record> all = people.records;
    all.removeIf([root](const record::Record &one) { return one.root != root; });
    return all;
}

} // namespace

class TestPopulation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDefaultTownshipHasTwoThousandHouseholdsAndSixThousandPeople();
    void theSameSeedGivesTheSameBytes();
    void everyIdentityNumberIsValidAndBelongsToNobody();
    void everyRecordFitsItsKind();
    void everyCodeStandsInItsList();
    void householdsComeBeforeWhatBelongsToThem();
    void agesFitTogether();
    void theHeroineWaitsForHerVisit();
    void todayHasTheVisitsOfTheGuide();
    void theCheckCentreKnowsTheTricycle();
    void photosAreDrawnAndDiffer();
    void rareAndLongNamesAreThere();
    void theStaffHasThreePeopleWithKnownRoles();
    void aSpecOutOfRangeIsRefused();
};

void TestPopulation::theDefaultTownshipHasTwoThousandHouseholdsAndSixThousandPeople()
{
    const auto people = populate(spec(2'000));
    QVERIFY(people);
    QCOMPARE(people->households, 2'000);
    QCOMPARE(people->people, 6'000);
    QCOMPARE(people->township.part(), 990'101'201);
    QVERIFY(people->divisions.size() >= 23);
    QVERIFY(people->photos.size() <= 240 && people->photos.size() > 60);
    QSet<QString> numbers;
    QHash<qint64, int> villages;
    for (const record::Record &one : people->records) {
        if (one.kindOf() == Kind::Household) {
            numbers.insert(record::text(bodyOf(one), "head.no"_L1));
            ++villages[one.village];
        }
    }
    QCOMPARE(numbers.size(), 2'000);
    QCOMPARE(villages.size(), 20);
    QVERIFY(villages[990'101'201'201] >= 20 && villages[990'101'201'201] <= 90);
}

void TestPopulation::theSameSeedGivesTheSameBytes()
{
    const auto one = populate(spec());
    const auto same = populate(spec());
    const auto other = populate(spec(200, 2));
    QVERIFY(one && same && other);
    QVERIFY(one->records == same->records);
    QCOMPARE(one->checkFigures, same->checkFigures);
    QVERIFY(!(one->records == other->records));
}

void TestPopulation::everyIdentityNumberIsValidAndBelongsToNobody()
{
    QSet<QString> seen;
    const Population people = *populate(spec(600));
    for (const record::Record &one : people.records) {
        QVERIFY(one.part == 990'101'201 && one.village / 1'000 == 990'101'201);
        if (one.kindOf() != Kind::Member)
            continue;
        const record::Body body = bodyOf(one);
        const QString number = record::text(body, "identity.id_no"_L1);
        const auto read = readResidentId(number, today);
        QVERIFY2(read.id, qPrintable(number));
        QVERIFY(number.startsWith(u"99"_s));
        QCOMPARE(record::text(body, "identity.birth"_L1), read.id->birth.toString(Qt::ISODate));
        QCOMPARE(record::text(body, "identity.sex"_L1), read.id->male ? u"1"_s : u"2"_s);
        QVERIFY(!seen.contains(number));
        seen.insert(number);
        const QString phone = record::text(body, "identity.phone"_L1);
        QVERIFY(phone.isEmpty() || (isMobileNumber(phone) && phone.mid(3, 4) == u"0000"_s));
        const QString card = record::text(body, "disability.dis_card_no"_L1);
        QVERIFY(card.isEmpty() || readDisabilityCard(card, today));
    }
    QCOMPARE(seen.size(), people.people);
}

void TestPopulation::everyRecordFitsItsKind()
{
    const Population people = *populate(spec());
    QSet<RecordId> ids;
    QSet<QString> kinds;
    QList<record::Record> all = people.records;
    for (const PhotoPlan &plan : people.photos)
        all += plan.record;
    for (const record::Record &one : all) {
        QVERIFY(!ids.contains(one.id));
        ids.insert(one.id);
        kinds.insert(one.kind);
        QVERIFY(one.kindOf() != Kind::Unknown);
        const QStringList known = record::keysOf(one.kindOf());
        const record::Body body = bodyOf(one);
        for (auto entry = body.cbegin(); entry != body.cend(); ++entry) {
            QVERIFY2(known.contains(entry.key()), qPrintable(one.kind + u' ' + entry.key()));
            QVERIFY2(!entry.value().isNull(), qPrintable(entry.key()));
        }
    }
    for (QLatin1String kind : {"household"_L1, "member"_L1, "income"_L1, "property"_L1, "expenditure"_L1, "benefit"_L1,
                               "visit"_L1, "photo"_L1, "application"_L1, "step"_L1, "authorisation"_L1,
                               "check-request"_L1, "check-result"_L1, "task"_L1})
        QVERIFY2(kinds.contains(QString(kind)), kind.data());
}

void TestPopulation::everyCodeStandsInItsList()
{
    const QList<std::pair<QLatin1String, QString>> coded = {{"identity.sex"_L1, u"SEX"_s},
                                                            {"identity.ethnic"_L1, u"ETHNIC"_s},
                                                            {"identity.marital"_L1, u"MARITAL"_s},
                                                            {"relation.relation"_L1, u"RELATION"_s},
                                                            {"health.health"_L1, u"HEALTH"_s},
                                                            {"health.selfcare"_L1, u"SELFCARE"_s},
                                                            {"disability.dis_type"_L1, u"DISTYPE"_s},
                                                            {"work.work_capacity"_L1, u"WORKCAP"_s},
                                                            {"work.employment"_L1, u"EMPL"_s},
                                                            {"school.edu"_L1, u"EDU"_s},
                                                            {"school.school_stage"_L1, u"SCHOOL"_s},
                                                            {"situation.category_now"_L1, u"LIPC"_s},
                                                            {"situation.main_cause"_L1, u"CAUSE"_s},
                                                            {"situation.tenure"_L1, u"HOUSE_TENURE"_s},
                                                            {"situation.danger"_L1, u"HOUSE_DANGER"_s},
                                                            {"head.hukou_kind"_L1, u"HUKOU"_s},
                                                            {"programmes.program"_L1, u"PROGRAM"_s},
                                                            {"program"_L1, u"PROGRAM"_s}};
    const CodeLists &lists = CodeLists::builtIn();
    const Population people = *populate(spec());
    for (const record::Record &one : people.records) {
        const record::Body body = bodyOf(one);
        for (const auto &[key, list] : coded) {
            const QString code = record::text(body, key);
            QVERIFY2(code.isEmpty() || lists.contains(list, code), qPrintable(QString(key) + u' ' + code));
        }
        for (const QString &cause : record::texts(body, "situation.causes"_L1))
            QVERIFY(lists.contains(u"CAUSE", cause));
        for (const QString &illness : record::texts(body, "health.serious_illness"_L1))
            QVERIFY2(lists.contains(u"SIGDISEASE", illness), qPrintable(illness));
        if (one.kindOf() == Kind::Income)
            QVERIFY(lists.contains(u"INCOME_SUB", record::text(body, "item.kind"_L1)));
    }
}

void TestPopulation::householdsComeBeforeWhatBelongsToThem()
{
    QSet<RecordId> known;
    const Population people = *populate(spec());
    for (const record::Record &one : people.records) {
        if (one.kindOf() == Kind::Household) {
            QCOMPARE(one.root, one.id);
            known.insert(one.id);
        }
        QVERIFY(known.contains(one.root));
    }
}

void TestPopulation::agesFitTogether()
{
    const Population people = *populate(spec(500));
    QHash<RecordId, int> heads;
    for (const record::Record &one : people.records) {
        if (one.kindOf() != Kind::Member)
            continue;
        const record::Body body = bodyOf(one);
        const int age = completedYears(QDate::fromString(record::text(body, "identity.birth"_L1), Qt::ISODate), today);
        QVERIFY(age >= 0 && age < 115);
        const QString relation = record::text(body, "relation.relation"_L1);
        if (relation == u"02"_s) {
            QVERIFY2(age >= 18, qPrintable(QString::number(age)));
            heads.insert(one.root, age);
        } else if (relation.startsWith(u'2') || relation.startsWith(u"30"_s)) {
            QVERIFY2(heads[one.root] - age >= 15, qPrintable(relation));
        } else if (relation.startsWith(u'5')) {
            QVERIFY(age - heads[one.root] >= 15);
        }
    }
}

void TestPopulation::theHeroineWaitsForHerVisit()
{
    const Population people = *populate(spec());
    const QList<record::Record> hers = householdOf(people, people.heroine.as<RecordTag>());
    const auto file = casework::caseOf(hers, people.herApplication, today);
    QCOMPARE(casework::stateOf(file), casework::State::DataChecking);
    QCOMPARE(file.adults.size(), 3);
    QCOMPARE(file.papers.authorised.size(), 3);
    QVERIFY(file.papers.statement);
    QVERIFY(file.checkReceivedOn.isValid() && !file.checkMatches);
    QCOMPARE(file.handler, spec().caseworker);
    QStringList names;
    qint64 income = 0;
    for (const record::Record &one : hers) {
        const record::Body body = bodyOf(one);
        if (one.kindOf() == Kind::Member)
            names += record::text(body, "identity.name"_L1) + record::text(body, "identity.id_no"_L1).right(4);
        income += record::number(body, "item.verified"_L1) - record::number(body, "item.deduct_employment"_L1);
    }
    QCOMPARE(names, QStringList({u"王桂英0926"_s, u"赵长河1114"_s, u"赵建国4417"_s, u"赵小雨2560"_s}));
    QCOMPARE(income, 3'139'200);
    // She only lacks the visit and the reason: the supervisor may then sign.
    casework::Actor supervisor{PersonId::fromText(u"0190000000007000800000000000000c"), Role::TownshipSupervisor,
                               false};
    QCOMPARE(casework::check(file, casework::Action::SignOpinion, supervisor).first().what,
             casework::Hindrance::IllegalStep);
}

void TestPopulation::todayHasTheVisitsOfTheGuide()
{
    QStringList reasons;
    const Population people = *populate(spec());
    for (const record::Record &one : people.records) {
        const record::Body body = bodyOf(one);
        if (one.kindOf() == Kind::Task && record::text(body, "status.due_on"_L1) == today.toString(Qt::ISODate))
            reasons += record::text(body, "status.what"_L1);
    }
    reasons.sort();
    QCOMPARE(reasons, QStringList({u"ALERT"_s, u"CARE"_s, u"CARE"_s, u"RECHECK"_s, u"VISIT"_s}));
}

void TestPopulation::theCheckCentreKnowsTheTricycle()
{
    const QByteArray figures = populate(spec())->checkFigures;
    QVERIFY(figures.startsWith("id_no,source,kind,amount,note\n99"));
    QVERIFY(figures.contains(u"VEH.01,400000,正三轮载货摩托"_s.toUtf8()));
    for (const QByteArray &line : figures.trimmed().split('\n'))
        QCOMPARE(line.count(','), 4);
}

void TestPopulation::photosAreDrawnAndDiffer()
{
    QSet<QByteArray> seen;
    for (const QString &scene :
         {u"front"_s, u"yard"_s, u"kitchen"_s, u"bedroom"_s, u"living"_s, u"people"_s, u"vehicle"_s, u"paper"_s}) {
        const QImage image = drawPhoto(scene, 7, 800);
        QCOMPARE(image.size(), QSize(800, 600));
        const QByteArray jpeg = photoJpeg(scene, 7, 800);
        QVERIFY(jpeg.startsWith("\xff\xd8"));
        QCOMPARE(jpeg, photoJpeg(scene, 7, 800));
        QVERIFY(jpeg != photoJpeg(scene, 8, 800));
        QVERIFY2(jpeg.size() < 100'000, qPrintable(QString::number(jpeg.size())));
        seen.insert(jpeg);
    }
    QCOMPARE(seen.size(), 8);
    QCOMPARE(drawPhoto(u"front"_s, 1, 1'000'000).width(), 2'048);
}

void TestPopulation::rareAndLongNamesAreThere()
{
    int dots = 0;
    bool heteronym = false;
    const Population people = *populate(spec(2'000));
    for (const record::Record &one : people.records) {
        if (one.kindOf() != Kind::Member)
            continue;
        const QString name = record::text(bodyOf(one), "identity.name"_L1);
        QVERIFY(name.size() >= 2);
        dots += name.contains(QChar(0x00B7)) ? 1 : 0;
        heteronym = heteronym || name == u"单雄信"_s;
    }
    QVERIFY(dots > 3);
    QVERIFY(heteronym);
}

void TestPopulation::theStaffHasThreePeopleWithKnownRoles()
{
    QStringList keys;
    for (const Staff &person : staff()) {
        keys += person.key;
        QVERIFY(!person.name.isEmpty() && !person.roles.isEmpty());
        for (const QString &role : person.roles)
            QVERIFY2(roleFromName(role), qPrintable(role));
    }
    QCOMPARE(keys, QStringList({u"caseworker"_s, u"second"_s, u"supervisor"_s}));
}

void TestPopulation::aSpecOutOfRangeIsRefused()
{
    QVERIFY(!populate(spec(19)));
    QVERIFY(!populate(spec(100'001)));
    PopulationSpec alone = spec();
    alone.second = alone.caseworker;
    QVERIFY(!populate(alone));
    PopulationSpec timeless = spec();
    timeless.today = QDate();
    QVERIFY(!populate(timeless));
}

QTEST_MAIN(TestPopulation)
#include "tst_population.moc"
