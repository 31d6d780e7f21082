// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "hubworld.h"

#include "sync/hub/checkcentre.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace ruhu;
using namespace ruhu::test;
using protocol::Status;

namespace {

/// Why the hub enrols nobody with this code; nothing when it said something else.
std::optional<protocol::EnrolReason> refusedWith(const protocol::HttpResponse &response)
{
    const auto problem = protocol::problemOf(response);
    return problem && problem->type == protocol::ProblemType::EnrolCode ? problem->reason : std::nullopt;
}

} // namespace

class TestHub : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void aCodeEnrolsOnePersonOnOneLaptopOnce();
    void aCodeIsDeadAfterADay();
    void anEnrolmentIsAnsweredAgainWhenTheAnswerWasLost();
    void everyRefusalOfARequestChangesNothing();

    void aMutationSentTwiceHasOneEffectAndOneOutcome();
    void twoPeopleWithDifferentFieldsAreMerged();
    void twoPeopleWithTheSameFieldMakeAConflictAndNothingIsLost();
    void aConflictNamesBothWritersAlsoWhenManyShareALaptop();
    void workInTheNameOfAStrangerIsRefused();
    void theSameEditByTwoPeopleIsNoConflict();
    void archiveAgainstEditIsAConflictInBothOrders();
    void anEventIsNeverChanged();
    void aBundleIsRefusedAsAWholeAndKept();
    void whatOnlyTheHubMakesIsRefused();
    void aForeignBundleHasNoEffectAndNoOutcome();
    void aCopiedDiskIsRecognised();
    void aBundleOutOfScopeIsDivertedAndKept();

    void aPageNeverSkipsARowAndEndsWithASignedHead();
    void aVillageWorkerSeesOnlyTheOwnVillage();
    void theHeadCountsWhatTheScopeShows();
    void theDigestBySplitAddsUpToTheHead();
    void aListRowFollowsItsHousehold();
    void aHouseholdAndSingleRecordsCanBeFetched();

    void aBundleWaitsForItsRequiredBlobs();
    void aLaterBundleOfTheHouseholdWaitsForAnEarlierOne();
    void aBundleWaitsForTheBundlesItNames();

    void anOpinionNeedsASupervisorsSignature();
    void anInvestigatorOfTheCaseCannotSignItsOpinion();
    void aSignatureOverOtherBytesIsRefused();
    void aSignatureFromAnotherLaptopIsRefused();
    void anOpinionAboutACaseThatMovedOnAsksToBeGivenAgain();
    void aConflictIsResolvedOnce();
    void onlyASupervisorResolvesMoney();

    void aCheckNeedsAnAuthorisationAndIsAnsweredByTheCentre();
    void aRevokedLaptopCannotReadButWhatItSendsIsKept();
    void theSameHistoryGivesTheSameHub();

private:
    std::unique_ptr<hub::MemoryStore> m_store;
    std::unique_ptr<HubWorld> m_world;
};

void TestHub::init()
{
    m_store = std::make_unique<hub::MemoryStore>();
    m_world = std::make_unique<HubWorld>(*m_store);
}

void TestHub::aCodeEnrolsOnePersonOnOneLaptopOnce()
{
    HubWorld &world = *m_world;
    const Laptop laptop = world.newLaptop();
    const auto added = world.addPerson(u"Investigator"_s);
    const auto request = world.enrolRequest(laptop, added.code.toLower().remove(u'-'), "p"_ba);
    const auto response = world.send(protocol::post(protocol::enrolPath, toCbor(request)));
    const auto answer = protocol::enrolAnswer(*protocol::bodyOf(response));
    QVERIFY(answer);
    const auto root = protocol::readRootRecord(answer->rootRecord);
    QVERIFY(root);
    const auto device = protocol::readDeviceCertificate(answer->deviceCertificate, *root);
    const auto person = protocol::readPersonCertificate(answer->personCertificate, *root);
    QCOMPARE(device->device, laptop.device);
    QCOMPARE(person->person, added.person);
    QVERIFY(protocol::validAt(*person, world.clock.wallMs()));
    QCOMPARE(answer->grants.first().role, u"Investigator"_s);

    // Another laptop, or another key, with the same code.
    const Laptop other = world.newLaptop();
    QCOMPARE(refusedWith(world.send(
                 protocol::post(protocol::enrolPath, toCbor(world.enrolRequest(other, added.code, "p"_ba))))),
             protocol::EnrolReason::Used);
    QCOMPARE(refusedWith(world.send(
                 protocol::post(protocol::enrolPath, toCbor(world.enrolRequest(laptop, added.code, "q"_ba))))),
             protocol::EnrolReason::Used);
    QCOMPARE(refusedWith(world.send(
                 protocol::post(protocol::enrolPath, toCbor(world.enrolRequest(laptop, u"0000-0000-0000"_s, "p"_ba))))),
             protocol::EnrolReason::Unknown);
    // A code with keys that its sender does not hold.
    auto forged = world.enrolRequest(other, world.addPerson(u"Investigator"_s).code, "p"_ba);
    forged.personSig = QByteArray(64, 'x');
    QCOMPARE(problemName(world.send(protocol::post(protocol::enrolPath, toCbor(forged)))), u"signature"_s);
}

void TestHub::aCodeIsDeadAfterADay()
{
    HubWorld &world = *m_world;
    const Laptop laptop = world.newLaptop();
    const auto added = world.addPerson(u"Investigator"_s);
    world.clock.advance(hub::codeLifeMs);
    const auto request = toCbor(world.enrolRequest(laptop, added.code, "p"_ba));
    QCOMPARE(refusedWith(world.send(protocol::post(protocol::enrolPath, request))), protocol::EnrolReason::Expired);
    QCOMPARE(problemName(world.send(laptop, protocol::get(protocol::scopePath))), u"signature"_s);
}

void TestHub::anEnrolmentIsAnsweredAgainWhenTheAnswerWasLost()
{
    HubWorld &world = *m_world;
    const Laptop laptop = world.newLaptop();
    const auto added = world.addPerson(u"Investigator"_s);
    const auto request = protocol::post(protocol::enrolPath, toCbor(world.enrolRequest(laptop, added.code, "p"_ba)));
    const auto first = world.send(request);
    world.clock.advance(1000);
    const auto second = world.send(request);
    const auto one = protocol::enrolAnswer(*protocol::bodyOf(first));
    const auto two = protocol::enrolAnswer(*protocol::bodyOf(second));
    QCOMPARE(one->personCertificate, two->personCertificate);
    QCOMPARE(one->deviceCertificate, two->deviceCertificate);
}

void TestHub::everyRefusalOfARequestChangesNothing()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const auto household = world.household();
    QCOMPARE(world.push(laptop, {household}).first().status, Status::Applied);
    const auto before = world.rows(laptop);

    const auto bundle = world.bundle(laptop, {world.phone(household, u"1"_s, u"2"_s)});
    const auto good = world.pushRequest({bundle});
    const auto refused = [&](const protocol::HttpRequest &request) { return problemName(world.send(request)); };

    QCOMPARE(refused(good), u"signature"_s); // not signed at all
    auto bent = world.signedBy(laptop, good);
    bent.body[5] = char(bent.body[5] ^ 1);
    QCOMPARE(refused(bent), u"signature"_s);
    Laptop stranger = world.newLaptop();
    QCOMPARE(refused(world.signedBy(stranger, good)), u"signature"_s);
    stranger.device = laptop.device; // another key under a known name
    QCOMPARE(refused(world.signedBy(stranger, good)), u"signature"_s);

    auto old = good;
    std::ignore = protocol::signRequest(old, laptop.device, world.clock.wallMs() - 601'000, QByteArray(16, 'n'),
                                        signerFrom(laptop.seed));
    const auto skew = world.send(old);
    QCOMPARE(problemName(skew), u"clock-skew"_s);
    QCOMPARE(protocol::problemOf(skew)->serverTime, world.clock.wallMs());

    const auto once = world.signedBy(laptop, protocol::get(protocol::scopePath));
    QCOMPARE(refused(once), u"ok"_s);
    QCOMPARE(refused(once), u"replayed"_s);

    auto large = good;
    large.body = QByteArray(limits::requestBytes + 1, 'x');
    QCOMPARE(refused(world.signedBy(laptop, large)), u"payload-too-large"_s);
    auto bomb = good;
    bomb.headers.insert("content-encoding"_ba, "zstd"_ba);
    bomb.body = protocol::deflated(QByteArray(limits::inflatedBytes + 1, '\0'));
    QCOMPARE(refused(world.signedBy(laptop, bomb)), u"payload-too-large"_s);
    auto cut = good;
    cut.body.chop(3);
    QCOMPARE(refused(world.signedBy(laptop, cut)), u"bad-request"_s);
    QCOMPARE(refused(world.signedBy(laptop, protocol::post(protocol::pushPath, {}))), u"bad-request"_s);
    QCOMPARE(refused(world.signedBy(laptop, protocol::get(protocol::pushPath))), u"method-not-allowed"_s);
    QCOMPARE(refused(world.signedBy(laptop, protocol::get("/v1/../etc/passwd"_ba))), u"not-found"_s);
    QCOMPARE(refused(world.signedBy(laptop, protocol::get("/v1/root/zz"_ba, "part=1"_ba))), u"bad-request"_s);

    QCOMPARE(world.rows(laptop), before);
    QCOMPARE(world.push(laptop, QList{bundle})->results.first().status, Status::Applied);
}

void TestHub::aMutationSentTwiceHasOneEffectAndOneOutcome()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const auto household = world.household();
    const auto first = world.bundle(laptop, {household});
    const auto answer = world.push(laptop, QList{first});
    const auto change = world.bundle(laptop, {world.phone(household, u"1"_s, u"2"_s)});
    QCOMPARE(world.push(laptop, QList{change})->results.first().ver, 2);

    const auto again = world.push(laptop, QList{first, change, first});
    QCOMPARE(again->results.at(0), answer->results.at(0));
    QCOMPARE(again->results.at(1).ver, 2);
    QCOMPARE(again->results.at(2), answer->results.at(0));
    QCOMPARE(world.rows(laptop).value(household.id).ver, 2);
    const auto receipts = protocol::readReceipts(again->receipts, again->receiptsSig, world.keys.root);
    QVERIFY(receipts);
    QCOMPARE(receipts->list.at(0).bid, first.bid);
    QCOMPARE(receipts->list.at(0).hash, crypto::blake2b(first.bytes));
    QCOMPARE(receipts->list.at(0).results.at(0).seq, answer->results.at(0).seq);
}

void TestHub::twoPeopleWithDifferentFieldsAreMerged()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const auto household = world.household();
    world.push(a, {household});
    QCOMPARE(world.push(a, {world.phone(household, u"1"_s, u"2"_s)}).first().status, Status::Applied);
    const auto bank = world.patch(household, {{u"bank.account_no"_s, u"99"_s}}, {{u"bank.account_no"_s, nullptr}});
    QCOMPARE(world.push(b, {bank}).first().status, Status::Merged);
    const auto body = world.bodyOf(a, household.id);
    QCOMPARE(record::text(body, "contact.phone"_L1), u"2"_s);
    QCOMPARE(record::text(body, "bank.account_no"_L1), u"99"_s);
}

void TestHub::twoPeopleWithTheSameFieldMakeAConflictAndNothingIsLost()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const auto household = world.household();
    world.push(a, {household});
    world.push(a, {world.phone(household, u"1"_s, u"2"_s)});
    const auto mine = world.phone(household, u"1"_s, u"3"_s);
    const auto result = world.push(b, {mine}).first();
    QCOMPARE(result.status, Status::Conflict);
    QCOMPARE(record::text(world.bodyOf(a, household.id), "contact.phone"_L1), u"2"_s);
    const auto conflicts = world.rowsOf(a, u"conflict"_s);
    QCOMPARE(conflicts.size(), 1);
    QCOMPARE(conflicts.first().root, household.id);
    QVERIFY(result.seq >= conflicts.first().seq);
    const auto body = *record::decodeBody(conflicts.first().body);
    QCOMPARE(record::text(body, "group"_L1), u"contact"_s);
    QCOMPARE(body.value(u"base"_s).toMap().value(u"contact.phone"_s).toString(), u"1"_s);
    QCOMPARE(body.value(u"theirs"_s).toMap().value(u"contact.phone"_s).toString(), u"2"_s);
    QCOMPARE(body.value(u"mine"_s).toMap().value(u"contact.phone"_s).toString(), u"3"_s);
    QCOMPARE(record::ref<PersonId>(body, "theirs_by"_L1), a.worker.person);
    QCOMPARE(record::ref<PersonId>(body, "mine_by"_L1), b.worker.person);
    QCOMPARE(record::text(body, "state"_L1), u"open"_s);
}

void TestHub::aConflictNamesBothWritersAlsoWhenManyShareALaptop()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const Worker secondOfA = world.enrol(a, u"Investigator"_s);
    const Worker secondOfB = world.enrol(b, u"Investigator"_s);
    const auto household = world.household();
    world.push(a, {household});
    QVERIFY(world.push(a, QList{world.bundleBy(secondOfA, a, {world.phone(household, u"1"_s, u"2"_s)})}));
    // Somebody else changes another group of the same household: the telephone is not his.
    const auto bank = world.patch(household, {{u"bank.account_no"_s, u"99"_s}}, {{u"bank.account_no"_s, nullptr}});
    QVERIFY(world.push(a, QList{world.bundleBy(a.worker, a, {bank})}));
    const auto answer = world.push(b, QList{world.bundleBy(secondOfB, b, {world.phone(household, u"1"_s, u"3"_s)})});
    QVERIFY(answer);
    QCOMPARE(answer->results.first().status, Status::Conflict);
    const auto conflicts = world.rowsOf(a, u"conflict"_s);
    QCOMPARE(conflicts.size(), 1);
    const auto body = *record::decodeBody(conflicts.first().body);
    QCOMPARE(record::ref<PersonId>(body, "theirs_by"_L1), secondOfA.person);
    QCOMPARE(record::ref<PersonId>(body, "mine_by"_L1), secondOfB.person);
}

void TestHub::workInTheNameOfAStrangerIsRefused()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const auto household = world.household();
    world.push(a, {household});
    const auto answer = world.push(a, QList{world.bundleBy(b.worker, a, {world.phone(household, u"1"_s, u"2"_s)})});
    QVERIFY(answer);
    QCOMPARE(answer->results.first().status, Status::Rejected);
    QCOMPARE(answer->results.first().code, u"not-allowed"_s);
    QCOMPARE(answer->results.first().field, u"by"_s);
    QCOMPARE(record::text(world.bodyOf(a, household.id), "contact.phone"_L1), u"1"_s);
}

void TestHub::theSameEditByTwoPeopleIsNoConflict()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const auto household = world.household();
    world.push(a, {household});
    world.push(a, {world.phone(household, u"1"_s, u"2"_s)});
    QCOMPARE(world.push(b, {world.phone(household, u"1"_s, u"2"_s)}).first().status, Status::Duplicate);
    QVERIFY(world.rowsOf(a, u"conflict"_s).isEmpty());
}

void TestHub::archiveAgainstEditIsAConflictInBothOrders()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const auto one = world.household();
    world.push(a, {one});
    QCOMPARE(world.push(a, {world.archive(one)}).first().status, Status::Applied);
    QVERIFY(world.rows(a).value(one.id).archived);
    QCOMPARE(world.push(b, {world.phone(one, u"1"_s, u"2"_s)}).first().status, Status::Conflict);
    QVERIFY(world.rows(a).value(one.id).archived);

    const auto two = world.household();
    world.push(a, {two});
    world.push(a, {world.phone(two, u"1"_s, u"2"_s)});
    QCOMPARE(world.push(b, {world.archive(two)}).first().status, Status::Conflict);
    QVERIFY(!world.rows(a).value(two.id).archived);
    QCOMPARE(world.rowsOf(a, u"conflict"_s).size(), 2);
}

void TestHub::anEventIsNeverChanged()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const auto household = world.household();
    const auto visit = world.event(u"visit"_s, {{u"outcome"_s, u"1"_s}}, household.id);
    world.push(laptop, {household, visit});
    const auto before = world.rows(laptop).value(visit.id);

    auto other = visit;
    other.mid = MutationId::make(world.clock, world.rng);
    QCOMPARE(world.push(laptop, {other}).first().status, Status::Duplicate);
    other.mid = MutationId::make(world.clock, world.rng);
    other.set.insert(u"outcome"_s, u"2"_s);
    const auto result = world.push(laptop, {other}).first();
    QCOMPARE(result.status, Status::Rejected);
    QCOMPARE(result.code, u"event-immutable"_s);
    QCOMPARE(world.push(laptop, {world.archive(visit)}).first().status, Status::Rejected);
    QCOMPARE(world.rows(laptop).value(visit.id), before);
}

void TestHub::aBundleIsRefusedAsAWholeAndKept()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const auto household = world.household();
    const auto orphan =
        world.create(u"member"_s, {{u"identity.name"_s, u"x"_s}}, RecordId::make(world.clock, world.rng));
    const auto results = world.push(laptop, {household, orphan});
    QCOMPARE(results.at(0).code, u"bundle-refused"_s);
    QCOMPARE(results.at(1).code, u"root-missing"_s);
    QVERIFY(world.rows(laptop).isEmpty() || !world.rows(laptop).contains(household.id));
    std::ignore = world.store.read([&](hub::HubTransaction &transaction) -> Result<void> {
        const auto kept = transaction.kept(township);
        [&] {
            QCOMPARE(kept->size(), 1);
            QCOMPARE(kept->first().reason, u"root-missing"_s);
        }();
        return {};
    });
    // The queue behind it is not held up.
    QCOMPARE(world.push(laptop, {world.household()}).first().status, Status::Applied);
}

void TestHub::whatOnlyTheHubMakesIsRefused()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const auto household = world.household();
    world.push(laptop, {household});
    for (const QString &kind : {u"conflict"_s, u"listrow"_s, u"check-result"_s, u"grant"_s, u"certificate"_s,
                                u"benefit"_s, u"payment"_s, u"delegation"_s, u"decision"_s}) {
        const auto result = world.push(laptop, {world.event(kind, {{u"x"_s, 1}}, household.id)}).first();
        QCOMPARE(result.status, Status::Rejected);
        QCOMPARE(result.code, u"not-allowed"_s);
    }
    // An event in the name of somebody who is not on this laptop.
    const auto step = world.event(u"step"_s, {{u"by"_s, PersonId::make(world.clock, world.rng).bytes()}}, household.id);
    QCOMPARE(world.push(laptop, {step}).first().field, u"by"_s);
}

void TestHub::aForeignBundleHasNoEffectAndNoOutcome()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const auto household = world.household();
    const auto bundle = world.bundle(a, {household});
    const auto stolen = world.push(b, QList{bundle});
    QCOMPARE(stolen->results.first().code, u"signature"_s);
    QVERIFY(!world.rows(a).contains(household.id));
    QCOMPARE(world.push(a, QList{bundle})->results.first().status, Status::Applied);
    // The same mutation id under another laptop's signature does not get the first one's outcome.
    const auto copy = world.bundle(b, {household});
    QCOMPARE(world.push(b, QList{copy})->results.first().code, u"mid-taken"_s);
    QCOMPARE(world.push(a, QList{bundle})->results.first().status, Status::Applied);
}

void TestHub::aCopiedDiskIsRecognised()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    Laptop copy = laptop;
    world.push(laptop, {world.household()});
    const auto lost = world.household();
    const auto response = world.send(copy, world.pushRequest({world.bundle(copy, {lost})}));
    QCOMPARE(problemName(response), u"device-rollback"_s);
    QVERIFY(!world.rows(laptop).contains(lost.id));
}

void TestHub::aBundleOutOfScopeIsDivertedAndKept()
{
    HubWorld &world = *m_world;
    Laptop village = world.laptop(u"VillageReporter"_s, villageA);
    const auto foreign = world.household(villageB);
    const auto result = world.push(village, {foreign}).first();
    QCOMPARE(result.status, Status::Diverted);
    QCOMPARE(result.code, u"out-of-scope"_s);
    auto elsewhere = world.household();
    elsewhere.part = 990101200;
    QCOMPARE(world.push(village, {elsewhere}).first().status, Status::Diverted);
    Laptop township100 = world.laptop();
    QVERIFY(!world.rows(township100).contains(foreign.id));
    // Nobody can fill the province's own part.
    auto province = world.event(u"device"_s, {{u"name"_s, u"x"_s}}, {});
    province.part = 0;
    QCOMPARE(world.push(township100, {province}).first().status, Status::Diverted);
}

void TestHub::aPageNeverSkipsARowAndEndsWithASignedHead()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const QString filler(2'000, u'x');
    QList<RecordId> made;
    for (int i = 0; i < 60; ++i) {
        auto household = world.household();
        household.set.insert(u"situation.note"_s, filler);
        made.append(household.id);
        world.push(laptop, {household});
    }
    protocol::Cursor cursor{township, 1, 0};
    QList<RecordId> seen;
    int pages = 0;
    for (bool more = true; more; ++pages) {
        const auto answer = world.pull(laptop, {cursor}, limits::pageBytesMin);
        const protocol::Page page = answer->pages.first();
        for (const record::Record &row : page.rows)
            seen.append(row.id);
        QVERIFY(page.next > cursor.seq);
        cursor.seq = page.next;
        more = page.more;
        QCOMPARE(page.head.isEmpty(), more);
        if (!more) {
            const auto head = protocol::readHead(page.head, page.headSig, world.keys.root);
            QVERIFY(head);
            QCOMPARE(head->count, 60);
            QCOMPARE(head->seq, page.next);
        }
    }
    QVERIFY(pages > 2);
    QCOMPARE(seen, made);
    const auto nothing = world.pull(laptop, {cursor});
    QVERIFY(nothing->pages.first().rows.isEmpty() && !nothing->pages.first().more);
}

void TestHub::aVillageWorkerSeesOnlyTheOwnVillage()
{
    HubWorld &world = *m_world;
    Laptop office = world.laptop();
    Laptop village = world.laptop(u"VillageReporter"_s, villageA);
    const auto here = world.household(villageA);
    const auto there = world.household(villageB);
    const auto member = world.create(u"member"_s, {{u"identity.name"_s, u"x"_s}}, there.id);
    world.push(office, {here, there, member});
    const auto rows = world.rows(village);
    QVERIFY(rows.contains(here.id));
    QVERIFY(!rows.contains(there.id));
    QVERIFY(!rows.contains(member.id));
    QCOMPARE(problemName(world.send(village,
                                    protocol::get(protocol::rootPath + there.id.bytes().toHex(), "part=990101100"_ba))),
             u"not-found"_s);
    QCOMPARE(problemName(world.send(village, protocol::post(protocol::pullPath,
                                                            toCbor(protocol::PullRequest{{{990101200, 1, 0}}, 0, 0})))),
             u"out-of-scope"_s);
    const auto scope =
        protocol::scopeAnswer(*protocol::bodyOf(world.send(village, protocol::get(protocol::scopePath))));
    QCOMPARE(scope->parts, (QList<protocol::ScopePart>{{0, {}}, {township, {villageA}}}));
    // Certificates of everybody come with part 0, so that signatures can be checked offline.
    QCOMPARE(world.rows(village, 0).size(), 2);
}

void TestHub::theHeadCountsWhatTheScopeShows()
{
    HubWorld &world = *m_world;
    Laptop office = world.laptop();
    Laptop village = world.laptop(u"VillageReporter"_s, villageA);
    world.push(office, {world.household(villageA), world.household(villageB), world.household(villageB)});
    for (const Laptop &laptop : {office, village}) {
        const auto page = world.pull(laptop, {{township, 1, 0}})->pages.first();
        const auto head = protocol::readHead(page.head, page.headSig, world.keys.root);
        quint64 digest = 0;
        for (const record::Record &row : page.rows)
            digest += protocol::digestOf(row.id, row.ver, row.archived);
        QCOMPARE(head->count, page.rows.size());
        QCOMPARE(head->digest, digest);
    }
}

void TestHub::theDigestBySplitAddsUpToTheHead()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    for (int i = 0; i < 20; ++i)
        world.push(laptop, {world.household()});
    const auto page = world.pull(laptop, {{township, 1, 0}})->pages.first();
    const auto head = protocol::readHead(page.head, page.headSig, world.keys.root);
    for (const QByteArray &split : {""_ba, "&split=256"_ba}) {
        const auto answer = protocol::digestAnswer(*protocol::bodyOf(
            world.send(laptop, protocol::get(protocol::digestPath, QByteArray("part=990101100&ch=1" + split)))));
        quint64 digest = 0;
        for (const protocol::DigestBucket &bucket : answer->buckets)
            digest += bucket.digest;
        QCOMPARE(digest, head->digest);
        QCOMPARE(answer->seq, head->seq);
    }
    QCOMPARE(problemName(world.send(laptop, protocol::get(protocol::digestPath, "part=990101100&ch=1&split=7"_ba))),
             u"bad-request"_s);
}

void TestHub::aListRowFollowsItsHousehold()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    QVERIFY(hub::setDivisionNames(world.store, {{villageA, u"Shanqian"_s}}));
    const auto household = world.household();
    world.push(laptop, {household, world.create(u"member"_s, {{u"identity.name"_s, u"x"_s}}, household.id)});
    auto rows = world.rowsOf(laptop, u"listrow"_s);
    QCOMPARE(rows.size(), 1);
    auto body = *record::decodeBody(rows.first().body);
    QCOMPARE(record::text(body, "name"_L1), u"王桂英"_s);
    QCOMPARE(record::text(body, "village_name"_L1), u"Shanqian"_s);
    QCOMPARE(record::number(body, "size"_L1), 1);
    QCOMPARE(rows.first().ch, 0);
    const qint64 ver = rows.first().ver;

    world.push(laptop, {world.phone(household, u"1"_s, u"2"_s)});
    QCOMPARE(world.rowsOf(laptop, u"listrow"_s).first().ver, ver); // a phone number is not in it
    world.push(laptop, {world.patch(household, {{u"head.applicant_name"_s, u"王桂花"_s}},
                                    {{u"head.applicant_name"_s, u"王桂英"_s}})});
    body = *record::decodeBody(world.rowsOf(laptop, u"listrow"_s).first().body);
    QCOMPARE(record::text(body, "name"_L1), u"王桂花"_s);
    world.push(laptop, {world.archive(household, 3)});
    QVERIFY(world.rowsOf(laptop, u"listrow"_s).first().archived);
}

void TestHub::aHouseholdAndSingleRecordsCanBeFetched()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const auto household = world.household();
    const auto member = world.create(u"member"_s, {{u"identity.name"_s, u"x"_s}}, household.id);
    world.push(laptop, {household, member});
    const auto whole = protocol::fetchAnswer(*protocol::bodyOf(
        world.send(laptop, protocol::get(protocol::rootPath + household.id.bytes().toHex(), "part=990101100"_ba))));
    QCOMPARE(whole->rows.size(), 3); // with its list row
    const auto one = protocol::fetchAnswer(*protocol::bodyOf(world.send(
        laptop, protocol::post(
                    protocol::fetchPath,
                    toCbor(protocol::FetchRequest{township, {member.id, RecordId::make(world.clock, world.rng)}})))));
    QCOMPARE(one->rows.size(), 1);
    QCOMPARE(one->rows.first().id, member.id);
}

namespace {

/// Uploads all of it in chunks; the last answer.
protocol::HttpResponse upload(HubWorld &world, const Laptop &laptop, const QByteArray &bytes, qsizetype chunk = 100)
{
    const QByteArray hash = crypto::blake2b(bytes);
    auto response =
        world.send(laptop, protocol::createBlob({hash, bytes.size(), record::BlobRole::Thumbnail, true}, township));
    for (qint64 offset = 0; response.ok() && offset < bytes.size(); offset += chunk)
        response = world.send(laptop, protocol::patchBlob(hash, township, offset, bytes.mid(offset, chunk)));
    return response;
}

} // namespace

void TestHub::aBundleWaitsForItsRequiredBlobs()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const auto household = world.household();
    world.push(laptop, {household});
    const QByteArray photo = world.rng.bytes(250);
    const QByteArray original = world.rng.bytes(99);
    const auto visit = world.event(u"visit"_s, {{u"outcome"_s, u"1"_s}}, household.id);
    const auto bundle = world.bundle(laptop, {visit},
                                     {{crypto::blake2b(original), 99, record::BlobRole::Original, false},
                                      {crypto::blake2b(photo), 250, record::BlobRole::Thumbnail, true}});
    const auto answer = world.push(laptop, QList{bundle});
    QCOMPARE(answer->results.first().status, Status::Staged);
    QCOMPARE(answer->wantBlobs, (QList<QByteArray>{crypto::blake2b(photo), crypto::blake2b(original)}));
    QVERIFY(!world.rows(laptop).contains(visit.id));
    QCOMPARE(world.push(laptop, QList{bundle})->results.first().status, Status::Staged);

    const auto done = upload(world, laptop, photo);
    QCOMPARE(done.status, 200);
    const auto blob = protocol::blobAnswer(*protocol::bodyOf(done));
    const auto receipts = protocol::readReceipts(blob->receipts, blob->receiptsSig, world.keys.root);
    QVERIFY(receipts);
    QCOMPARE(receipts->list.size(), 2);
    QCOMPARE(receipts->list.at(0).blob, crypto::blake2b(photo));
    QCOMPARE(receipts->list.at(1).bid, bundle.bid);
    QCOMPARE(receipts->list.at(1).results.first().status, Status::Applied);
    QVERIFY(world.rows(laptop).contains(visit.id));

    const auto later = world.push(laptop, QList{bundle});
    QCOMPARE(later->results.first().status, Status::Applied);
    QCOMPARE(later->wantBlobs, (QList<QByteArray>{crypto::blake2b(original)}));
}

void TestHub::aLaterBundleOfTheHouseholdWaitsForAnEarlierOne()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    Laptop other = world.laptop();
    const auto household = world.household();
    world.push(laptop, {household});
    const QByteArray photo = world.rng.bytes(50);
    const auto member = world.create(u"member"_s, {{u"identity.name"_s, u"x"_s}}, household.id);
    const auto first = world.bundle(laptop, {member}, {{crypto::blake2b(photo), 50, record::BlobRole::Evidence, true}});
    const auto edit = world.patch(member, {{u"identity.name"_s, u"y"_s}}, {{u"identity.name"_s, u"x"_s}}, 0);
    const auto second = world.bundle(laptop, {edit});
    const auto answer = world.push(laptop, QList{first, second});
    QCOMPARE(answer->results.at(1).status, Status::Staged);
    QCOMPARE(world.push(laptop, {world.household()}).first().status, Status::Applied); // another household
    QCOMPARE(world.push(other, {world.phone(household, u"1"_s, u"2"_s)}).first().status, Status::Applied);
    upload(world, laptop, photo);
    QCOMPARE(record::text(world.bodyOf(laptop, member.id), "identity.name"_L1), u"y"_s);
    QVERIFY(world.push(laptop, QList{second})->results.first().status != Status::Staged);
}

void TestHub::aBundleWaitsForTheBundlesItNames()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop();
    const auto one = world.household();
    const auto two = world.household();
    const auto first = world.bundle(laptop, {one});
    const auto second = world.bundle(laptop, {two}, {}, {first.bid});
    QCOMPARE(world.push(laptop, QList{second})->results.first().status, Status::Staged);
    world.push(laptop, QList{first});
    QVERIFY(world.rows(laptop).contains(two.id));
}

void TestHub::anOpinionNeedsASupervisorsSignature()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop(u"Investigator"_s);
    const Worker supervisor = world.enrol(laptop, u"TownshipSupervisor"_s);
    const auto household = world.household();
    world.push(laptop, {household});
    const auto opinion =
        world.event(u"opinion"_s, {{u"amount"_s, 52'000}, {u"by"_s, supervisor.person.bytes()}}, household.id);
    QCOMPARE(world.push(laptop, {opinion}).first().code, u"signature-missing"_s);
    // Signed, but by somebody without the role.
    auto again = opinion;
    again.mid = MutationId::make(world.clock, world.rng);
    auto results = world.push(laptop, {again, world.signature(again, laptop.worker, u"TownshipSupervisor"_s)});
    QCOMPARE(results.at(1).code, u"not-allowed"_s);
    QCOMPARE(results.at(0).code, u"bundle-refused"_s);
    again.mid = MutationId::make(world.clock, world.rng);
    results = world.push(laptop, {again, world.signature(again, laptop.worker, u"Investigator"_s)});
    QCOMPARE(results.at(0).code, u"signature-missing"_s);
    QVERIFY(!world.rows(laptop).contains(opinion.id));

    again.mid = MutationId::make(world.clock, world.rng);
    results = world.push(laptop, {again, world.signature(again, supervisor, u"TownshipSupervisor"_s)});
    QCOMPARE(results.at(0).status, Status::Applied);
    QVERIFY(world.rows(laptop).contains(opinion.id));
}

void TestHub::anInvestigatorOfTheCaseCannotSignItsOpinion()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop(u"Investigator"_s);
    const Worker both = world.enrol(laptop, u"TownshipSupervisor"_s);
    QVERIFY(hub::addGrant(world.store, world.clock, world.rng, both.person, u"Investigator"_s, wholeTownship));
    const auto household = world.household();
    const auto application = world.create(u"application"_s, {{u"reason.case_no"_s, u"1"_s}}, household.id);
    const auto visit =
        world.event(u"visit"_s,
                    {{u"application"_s, application.id.bytes()},
                     {u"by"_s, laptop.worker.person.bytes()},
                     {u"investigators"_s, QCborArray{laptop.worker.person.bytes(), both.person.bytes()}}},
                    household.id);
    world.push(laptop, {household, application, visit});
    const auto opinionOf = [&](RecordId subject) {
        return world.event(u"opinion"_s, {{u"application"_s, subject.bytes()}, {u"by"_s, both.person.bytes()}},
                           household.id);
    };
    const auto own = opinionOf(application.id);
    auto results = world.push(laptop, {own, world.signature(own, both, u"TownshipSupervisor"_s)});
    QCOMPARE(results.at(0).code, u"separation-of-duties"_s);
    QVERIFY(!world.rows(laptop).contains(own.id));
    // Another case of the same household that somebody else visited is no matter of theirs.
    const auto other = opinionOf(RecordId::make(world.clock, world.rng));
    results = world.push(laptop, {other, world.signature(other, both, u"TownshipSupervisor"_s)});
    QCOMPARE(results.at(0).status, Status::Applied);

    // Left out of the visit's list, but signed it: found all the same.
    const auto quiet = world.event(u"visit"_s, {{u"outcome"_s, u"1"_s}}, household.id);
    world.push(laptop, {quiet, world.signature(quiet, both, u"Investigator"_s)});
    const auto third = opinionOf(RecordId::make(world.clock, world.rng));
    results = world.push(laptop, {third, world.signature(third, both, u"TownshipSupervisor"_s)});
    QCOMPARE(results.at(0).code, u"separation-of-duties"_s);
}

void TestHub::aSignatureOverOtherBytesIsRefused()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop(u"TownshipSupervisor"_s);
    const auto household = world.household();
    world.push(laptop, {household});
    auto opinion = world.event(u"opinion"_s, {{u"amount"_s, 52'000}}, household.id);
    const auto signature = world.signature(opinion, laptop.worker, u"TownshipSupervisor"_s);
    opinion.set.insert(u"amount"_s, 53'000);
    QCOMPARE(world.push(laptop, {opinion, signature}).at(1).field, u"hash"_s);

    opinion.mid = MutationId::make(world.clock, world.rng);
    auto forged = world.signature(opinion, laptop.worker, u"TownshipSupervisor"_s);
    QByteArray sig = record::bytes(forged.set, "sig"_L1);
    sig[10] = char(sig[10] ^ 1);
    forged.set.insert(u"sig"_s, sig);
    QCOMPARE(world.push(laptop, {opinion, forged}).at(1).field, u"sig"_s);
    QVERIFY(!world.rows(laptop).contains(opinion.id));
}

void TestHub::aSignatureFromAnotherLaptopIsRefused()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop(u"TownshipSupervisor"_s);
    Laptop b = world.laptop(u"TownshipSupervisor"_s);
    const auto household = world.household();
    world.push(a, {household});
    const auto opinion = world.event(u"opinion"_s, {{u"amount"_s, 1}}, household.id);
    auto signature = world.signature(opinion, b.worker, u"TownshipSupervisor"_s);
    signature.set.remove(u"by"_s);
    QCOMPARE(world.push(a, {opinion, signature}).at(1).code, u"certificate"_s);
}

void TestHub::anOpinionAboutACaseThatMovedOnAsksToBeGivenAgain()
{
    HubWorld &world = *m_world;
    Laptop laptop = world.laptop(u"TownshipSupervisor"_s);
    const auto household = world.household();
    world.push(laptop, {household});
    const auto opinionAbout = [&] {
        const auto row = world.rows(laptop).value(household.id);
        const QByteArray hash = record::recordHash(row.kind, row.id, row.root, row.body);
        return world.event(u"opinion"_s,
                           {{u"subject"_s, QCborArray{QCborArray{row.id.bytes(), row.ver, hash}}},
                            {u"by"_s, laptop.worker.person.bytes()}},
                           household.id);
    };
    const auto fresh = opinionAbout();
    const auto late = opinionAbout();
    QCOMPARE(world.push(laptop, {fresh, world.signature(fresh, laptop.worker, u"TownshipSupervisor"_s)}).at(0).status,
             Status::Applied);
    QVERIFY(world.rowsOf(laptop, u"task"_s).isEmpty());
    Laptop other = world.laptop();
    world.push(other, {world.phone(household, u"1"_s, u"2"_s)});
    QCOMPARE(world.push(laptop, {late, world.signature(late, laptop.worker, u"TownshipSupervisor"_s)}).at(0).status,
             Status::Applied);
    QCOMPARE(record::bytes(world.bodyOf(laptop, late.id), "by"_L1), laptop.worker.person.bytes());
    const auto tasks = world.rowsOf(laptop, u"task"_s);
    QCOMPARE(tasks.size(), 1);
    QCOMPARE(record::ref<RecordId>(*record::decodeBody(tasks.first().body), "status.subject"_L1), late.id);
}

void TestHub::aConflictIsResolvedOnce()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const auto household = world.household();
    world.push(a, {household});
    world.push(a, {world.phone(household, u"1"_s, u"2"_s)});
    world.push(b, {world.phone(household, u"1"_s, u"3"_s)});
    const RecordId cid = world.rowsOf(a, u"conflict"_s).first().id;
    const auto resolve = [&](Laptop &laptop, const QString &to) {
        const auto resolution = world.event(
            u"resolution"_s,
            {{u"cid"_s, cid.bytes()}, {u"chosen"_s, u"mine"_s}, {u"by"_s, laptop.worker.person.bytes()}}, household.id);
        return world.push(laptop, {resolution, world.phone(household, u"2"_s, to)});
    };
    QCOMPARE(resolve(b, u"3"_s).at(0).status, Status::Applied);
    const auto body = *record::decodeBody(world.rowsOf(a, u"conflict"_s).first().body);
    QCOMPARE(record::text(body, "state"_L1), u"resolved"_s);
    QCOMPARE(record::text(world.bodyOf(a, household.id), "contact.phone"_L1), u"3"_s);
    const auto second = resolve(a, u"2"_s);
    QCOMPARE(second.at(0).code, u"already-resolved"_s);
    QCOMPARE(record::text(world.bodyOf(a, household.id), "contact.phone"_L1), u"3"_s);
}

void TestHub::onlyASupervisorResolvesMoney()
{
    HubWorld &world = *m_world;
    Laptop a = world.laptop();
    Laptop b = world.laptop();
    const Worker supervisor = world.enrol(b, u"TownshipSupervisor"_s);
    const auto household = world.household();
    world.push(a, {household});
    const auto bank = [&](const QCborValue &from, const QString &to) {
        return world.patch(household, {{u"bank.account_no"_s, to}}, {{u"bank.account_no"_s, from}});
    };
    world.push(a, {bank(nullptr, u"11"_s)});
    QCOMPARE(world.push(b, {bank(nullptr, u"22"_s)}).first().status, Status::Conflict);
    const RecordId cid = world.rowsOf(a, u"conflict"_s).first().id;
    const auto resolution = [&](PersonId by) {
        return world.event(u"resolution"_s,
                           {{u"cid"_s, cid.bytes()}, {u"chosen"_s, u"theirs"_s}, {u"by"_s, by.bytes()}}, household.id);
    };
    QCOMPARE(world.push(b, {resolution(b.worker.person)}).first().code, u"not-allowed"_s);
    QCOMPARE(world.push(a, {resolution(supervisor.person)}).first().code, u"not-allowed"_s); // not on that laptop
    QCOMPARE(world.push(b, {resolution(supervisor.person)}).first().status, Status::Applied);
}

void TestHub::aCheckNeedsAnAuthorisationAndIsAnsweredByTheCentre()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"figures.csv"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id_no,source,kind,amount,note\n"
               "990101194901010011,Pension office,TRANSFER.01,240000,\n"
               "990101194901010011,Bank,FIN.01,900000,savings\n");
    file.close();
    auto centre = hub::FileCheckCentre::load(path);
    QVERIFY(centre);

    HubWorld &world = *m_world;
    Laptop laptop = world.laptop(u"TownshipHandler"_s);
    const auto household = world.household();
    const auto member = world.create(u"member"_s, {{u"identity.id_no"_s, u"990101194901010011"_s}}, household.id);
    const auto income = world.create(
        u"income"_s,
        {{u"item.member"_s, member.id.bytes()}, {u"item.kind"_s, u"TRANSFER.01"_s}, {u"item.declared"_s, 240'000}},
        household.id);
    world.push(laptop, {household, member, income});
    const auto authorisation = world.event(u"authorisation"_s, {{u"no"_s, u"1"_s}}, household.id);
    const auto request = [&] {
        return world.event(u"check-request"_s, {{u"authorisation"_s, authorisation.id.bytes()}}, household.id);
    };
    world.centre = &*centre;
    QCOMPARE(world.push(laptop, {request()}).first().code, u"authorisation-missing"_s);
    world.push(laptop, {authorisation});
    world.centre = nullptr;
    QCOMPARE(world.push(laptop, {request()}).first().status, Status::Applied); // stays open
    QVERIFY(world.rowsOf(laptop, u"check-result"_s).isEmpty());
    world.centre = &*centre;
    const auto asked = request();
    QCOMPARE(world.push(laptop, {asked}).first().status, Status::Applied);
    const auto results = world.rowsOf(laptop, u"check-result"_s);
    QCOMPARE(results.size(), 1);
    const auto body = *record::decodeBody(results.first().body);
    QCOMPARE(record::ref<RecordId>(body, "request"_L1), asked.id);
    QCOMPARE(record::flag(body, "match"_L1, true), false); // the savings were not declared
    const QCborArray items = body.value(u"items"_s).toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.at(0).toMap().value(u"agrees"_s).toBool(), true);
    QCOMPARE(items.at(1).toMap().value(u"found"_s).toInteger(), 900'000);

    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("id_no,source,kind,amount,note\nx,y,z,much,\n");
    file.close();
    QCOMPARE(hub::FileCheckCentre::load(path).error().detail, u"line 2"_s);
    QCOMPARE(hub::FileCheckCentre::load(folder.filePath(u"none"_s)).error().code, ErrorCode::Io);
}

void TestHub::aRevokedLaptopCannotReadButWhatItSendsIsKept()
{
    HubWorld &world = *m_world;
    Laptop office = world.laptop();
    Laptop lost = world.laptop();
    QVERIFY(hub::revokeDevice(world.store, world.clock, world.rng, lost.device));
    QCOMPARE(problemName(world.send(lost, protocol::get(protocol::scopePath))), u"device-revoked"_s);
    QVERIFY(!world.pull(lost, {{township, 1, 0}}));
    const auto household = world.household();
    const auto bundle = world.bundle(lost, {household});
    const auto answer = world.push(lost, QList{bundle});
    QCOMPARE(answer->results.first().status, Status::Diverted);
    QCOMPARE(answer->results.first().code, u"device-revoked"_s);
    QVERIFY(protocol::readReceipts(answer->receipts, answer->receiptsSig, world.keys.root));
    QVERIFY(!world.rows(office).contains(household.id));
    std::ignore = world.store.read([&](hub::HubTransaction &transaction) -> Result<void> {
        const auto kept = transaction.kept(township);
        [&] { QCOMPARE(kept->first().bytes, bundle.bytes); }();
        return {};
    });
    QCOMPARE(
        hub::revokeDevice(world.store, world.clock, world.rng, DeviceId::make(world.clock, world.rng)).error().code,
        ErrorCode::NotFound);
    // An expired certificate is the same as a revoked one.
    world.clock.advance(366LL * 24 * 3600 * 1000);
    QCOMPARE(problemName(world.send(office, protocol::get(protocol::scopePath))), u"device-revoked"_s);
}

void TestHub::theSameHistoryGivesTheSameHub()
{
    const auto history = [] {
        hub::MemoryStore store;
        HubWorld world(store);
        Laptop a = world.laptop();
        Laptop b = world.laptop();
        const auto household = world.household();
        world.push(a, {household, world.create(u"member"_s, {{u"identity.name"_s, u"x"_s}}, household.id)});
        world.push(a, {world.phone(household, u"1"_s, u"2"_s)});
        world.push(b, {world.phone(household, u"1"_s, u"3"_s)});
        return world.rows(a);
    };
    QCOMPARE(history(), history());
}

QTEST_APPLESS_MAIN(TestHub)
#include "tst_hub.moc"
