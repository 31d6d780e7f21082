// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Telephone and door hint corrected in the dossier, without a visit.
#include "core/domain/roles.h"
#include "core/store/outbox.h"
#include "deskworld.h"

using namespace ruhu;
using namespace ruhu::service;

class TestHouseholdContact : public QObject, private DeskWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { m_store.reset(); }
    void aCorrectionIsSeenAtOnceAndWaitsInTheOutbox();
    void whatThePersonSawTravelsAlsoWhenAPageCameBetween();
    void onlyTheGroupThatWasTouchedTravels();
    void anEmptiedDoorHintIsCleared();
    void digitsOfAnInputMethodAndSpacesBecomeANumber();
    void aHintBesideANumberThatBreaksTheRuleIsTaken();
    void nothingChangedWritesNothing();
    void badInputIsRefusedAndChangesNothing_data();
    void badInputIsRefusedAndChangesNothing();
    void aCommitThatFailsLeavesNothingBehind();
    void whoDoesNotEditFactsIsRefused_data();
    void whoDoesNotEditFactsIsRefused();
    void theNumberIsShownInFullOnlyAfterItWasWrittenDown();
    void aHouseholdThatIsNotHereIsRefused();

private:
    std::shared_ptr<Desk> desk() { return deskOf(m_one, u"Investigator"_s); }
    qsizetype reveals();
};

qsizetype TestHouseholdContact::reveals()
{
    const auto rows = await(m_store->read([](store::Database &db) { return store::auditRows(db); }));
    return rows ? std::ranges::count(*rows, u"reveal"_s, &store::AuditRow::what) : -1;
}

void TestHouseholdContact::aCorrectionIsSeenAtOnceAndWaitsInTheOutbox()
{
    const auto here = desk();
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    QCOMPARE(seen->phone, u"13800006051"_s);
    QCOMPARE(seen->doorHint, QString());
    QSignalSpy changed(here.get(), &Desk::changed);
    VERIFY_OK(await(here->households().correctContact(*seen, u"15900008830"_s, u"behind the mill"_s)));
    const auto dossier = await(here->households().dossier(m_household));
    VERIFY_OK(dossier);
    QVERIFY(dossier->mayCorrect);
    QCOMPARE(dossier->maskedPhone, u"159****8830"_s);
    QCOMPARE(dossier->doorHint, u"behind the mill"_s);
    const auto mutations = waiting();
    QCOMPARE(mutations.size(), 1); // both fields in one change
    const record::Mutation &patch = mutations.first();
    QCOMPARE(patch.id, m_household.as<RecordTag>());
    QCOMPARE(patch.op, record::Op::Patch);
    QCOMPARE(patch.part, part);
    QCOMPARE(patch.base, 1);
    QCOMPARE(record::text(patch.set, "contact.phone"_L1), u"15900008830"_s);
    QCOMPARE(record::text(patch.set, "address.direction"_L1), u"behind the mill"_s);
    QCOMPARE(record::text(patch.was, "contact.phone"_L1), u"13800006051"_s);
    QVERIFY(patch.was.value(u"address.direction"_s).isNull()); // it was empty, and that is what the hub compares
    QTRY_VERIFY(!changed.isEmpty());
    QVERIFY(changed.first().first().value<Changes>().households.contains(m_household));
    QVERIFY(changed.first().first().value<Changes>().outbox);
}

void TestHouseholdContact::whatThePersonSawTravelsAlsoWhenAPageCameBetween()
{
    const auto here = desk();
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    VERIFY_OK(pull({pulled(record::Kind::Household, m_household.as<RecordTag>(),
                           {{u"head.applicant_name"_s, u"Wang"_s}, {u"contact.phone"_s, u"13700001111"_s}}, 2)}));
    VERIFY_OK(await(here->households().correctContact(*seen, u"15900008830"_s, {})));
    const auto mutations = waiting();
    QCOMPARE(mutations.size(), 1);
    QCOMPARE(record::text(mutations.first().was, "contact.phone"_L1), u"13800006051"_s); // not 13700001111
    QCOMPARE(mutations.first().base, 1);
}

void TestHouseholdContact::onlyTheGroupThatWasTouchedTravels()
{
    const auto here = desk();
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    VERIFY_OK(await(here->households().correctContact(*seen, seen->phone, u"behind the mill"_s)));
    const auto mutations = waiting();
    QCOMPARE(mutations.size(), 1);
    QCOMPARE(mutations.first().set.keys(), QStringList{u"address.direction"_s});
    const QStringList was = mutations.first().was.keys();
    QVERIFY(!was.isEmpty());
    for (const QString &key : was)
        QVERIFY2(key.startsWith(u"address."_s), qPrintable(key)); // a colleague may change the telephone meanwhile
}

void TestHouseholdContact::anEmptiedDoorHintIsCleared()
{
    const auto here = desk();
    VERIFY_OK(await(here->households().correctContact(*await(here->households().contact(m_household)), u"13800006051"_s,
                                                      u"behind the mill"_s)));
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    QCOMPARE(seen->doorHint, u"behind the mill"_s);
    VERIFY_OK(await(here->households().correctContact(*seen, seen->phone, u"  "_s)));
    QCOMPARE(await(here->households().dossier(m_household))->doorHint, QString());
    QVERIFY(waiting().last().set.value(u"address.direction"_s).isNull());
}

void TestHouseholdContact::digitsOfAnInputMethodAndSpacesBecomeANumber()
{
    const auto here = desk();
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    VERIFY_OK(await(here->households().correctContact(*seen, u" \uff11\uff15\uff19 0000 8830 "_s, {})));
    QCOMPARE(await(here->households().contact(m_household))->phone, u"15900008830"_s);
}

void TestHouseholdContact::aHintBesideANumberThatBreaksTheRuleIsTaken()
{
    VERIFY_OK(
        pull({pulled(record::Kind::Household, m_household.as<RecordTag>(), {{u"contact.phone"_s, u"6051"_s}}, 2)}));
    const auto here = desk();
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    VERIFY_OK(await(here->households().correctContact(*seen, u"6051"_s, u"behind the mill"_s)));
    QCOMPARE(await(here->households().contact(m_household))->doorHint, u"behind the mill"_s);
}

void TestHouseholdContact::nothingChangedWritesNothing()
{
    const auto here = desk();
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    VERIFY_OK(await(here->households().correctContact(*seen, u" 13800006051 "_s, u" "_s)));
    QCOMPARE(waiting().size(), 0);
}

void TestHouseholdContact::badInputIsRefusedAndChangesNothing_data()
{
    QTest::addColumn<QString>("phone");
    QTest::addColumn<QString>("hint");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail");
    const QString kept = u"13800006051"_s;
    const int rejected = int(ErrorCode::Rejected);
    QTest::newRow("no telephone") << u"call the neighbour"_s << QString() << rejected << u"phone"_s;
    QTest::newRow("emptied") << QString() << QString() << rejected << u"phone"_s;
    QTest::newRow("one digit short") << u"1380000605"_s << QString() << rejected << u"phone"_s;
    QTest::newRow("one digit long") << u"138000060511"_s << QString() << rejected << u"phone"_s;
    QTest::newRow("masked") << u"138****6051"_s << QString() << rejected << u"phone"_s;
    QTest::newRow("line break behind it") << u"15900008830\n15900008831"_s << QString() << rejected << u"phone"_s;
    QTest::newRow("digits of another script") << u"\u0661\u0665900008830"_s << QString() << rejected << u"phone"_s;
    QTest::newRow("line break") << kept << u"behind\nthe mill"_s << rejected << u"door_hint"_s;
    QTest::newRow("escape") << kept << u"behind \u001b the mill"_s << rejected << u"door_hint"_s;
    QTest::newRow("turned round") << kept << u"behind \u202e the mill"_s << rejected << u"door_hint"_s;
    QTest::newRow("half a sign") << kept << QString(u"mill"_s + QChar(0xd800)) << rejected << u"door_hint"_s;
    QTest::newRow("too long") << kept << QString(Households::doorHintLength + 1, u'x') << int(ErrorCode::TooLarge)
                              << u"door_hint"_s;
    QTest::newRow("good number, bad hint") << u"15900008830"_s << u"a\tb"_s << rejected << u"door_hint"_s;
}

void TestHouseholdContact::badInputIsRefusedAndChangesNothing()
{
    QFETCH(const QString, phone);
    QFETCH(const QString, hint);
    QFETCH(const int, code);
    QFETCH(const QString, detail);
    const auto here = desk();
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    const auto refused = await(here->households().correctContact(*seen, phone, hint));
    VERIFY_FAILS(refused, ErrorCode(code));
    QCOMPARE(refused.error().detail, detail);
    QCOMPARE(waiting().size(), 0);
    QCOMPARE(await(here->households().contact(m_household))->phone, u"13800006051"_s);
    QCOMPARE(await(here->households().contact(m_household))->doorHint, QString());
}

void TestHouseholdContact::aCommitThatFailsLeavesNothingBehind()
{
    const auto here = desk();
    const auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    *m_deviceFails = true;
    VERIFY_FAILS(await(here->households().correctContact(*seen, u"15900008830"_s, {})), ErrorCode::Io);
    *m_deviceFails = false;
    QCOMPARE(waiting().size(), 0);
    QCOMPARE(await(here->households().dossier(m_household))->maskedPhone, u"138****6051"_s);
    HouseholdContact forged = *seen;
    forged.record = "no body";
    VERIFY_FAILS(await(here->households().correctContact(forged, u"15900008830"_s, {})), ErrorCode::Damaged);
    VERIFY_OK(await(here->households().correctContact(*seen, u"15900008830"_s, {})));
    QCOMPARE(waiting().size(), 1);
}

void TestHouseholdContact::whoDoesNotEditFactsIsRefused_data()
{
    QTest::addColumn<QString>("role");
    for (const Role role : allRoles) {
        if (role != Role::Investigator && role != Role::TownshipHandler)
            QTest::newRow(roleName(role).data()) << QString(roleName(role));
    }
    QTest::newRow("nobody") << QString();
}

void TestHouseholdContact::whoDoesNotEditFactsIsRefused()
{
    QFETCH(const QString, role);
    const auto seen = await(desk()->households().contact(m_household));
    VERIFY_OK(seen);
    const auto here = deskOf(m_boss, role);
    VERIFY_FAILS(await(here->households().contact(m_household)), ErrorCode::NotAllowed);
    VERIFY_FAILS(await(here->households().correctContact(*seen, u"15900008830"_s, {})), ErrorCode::NotAllowed);
    QVERIFY(!await(here->households().dossier(m_household))->mayCorrect);
    QCOMPARE(waiting().size(), 0);
}

void TestHouseholdContact::theNumberIsShownInFullOnlyAfterItWasWrittenDown()
{
    const auto here = desk();
    VERIFY_OK(await(here->households().contact(m_household)));
    QCOMPARE(reveals(), 1);
    *m_deviceFails = true; // the line cannot be signed
    VERIFY_FAILS(await(here->households().contact(m_household)), ErrorCode::Io);
    *m_deviceFails = false;
    QCOMPARE(reveals(), 1);
    VERIFY_OK(pull({pulled(record::Kind::Household, m_household.as<RecordTag>(), {{u"head.no"_s, u"LX-0312"_s}}, 2)}));
    VERIFY_OK(await(here->households().contact(m_household)));
    QCOMPARE(reveals(), 1); // no number, nothing shown
}

void TestHouseholdContact::aHouseholdThatIsNotHereIsRefused()
{
    const auto here = desk();
    VERIFY_FAILS(await(here->households().contact(HouseholdId::make(*m_clock, *m_rng))), ErrorCode::NotFound);
    VERIFY_FAILS(await(here->households().contact(m_member.as<HouseholdTag>())), ErrorCode::NotFound);
    auto seen = await(here->households().contact(m_household));
    VERIFY_OK(seen);
    seen->household = HouseholdId::make(*m_clock, *m_rng);
    VERIFY_FAILS(await(here->households().correctContact(*seen, u"15900008830"_s, {})), ErrorCode::NotFound);
    QCOMPARE(waiting().size(), 0);
}

QTEST_GUILESS_MAIN(TestHouseholdContact)
#include "tst_householdcontact.moc"
