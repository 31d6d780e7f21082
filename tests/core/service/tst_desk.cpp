// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// A day at the desk through its doors, over a plain store: a visit from the first answer to the bundle, and an opinion.
#include "core/crypto/sign.h"
#include "deskworld.h"
#include "support/brokendisk.h"

using namespace ruhu;
using namespace ruhu::service;

class TestDesk : public QObject, private DeskWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { m_store.reset(); }
    void aVisitBecomesOneBundleThatHoldsWhatWasSigned();
    void finishIsRefusedWithTheListOfWhatIsMissing();
    void aChangedAnswerMakesSignaturesFall();
    void namedInvestigatorsSignInAnyOrder();
    void whoIsNotNamedMakesEarlierSignaturesFall();
    void everybodyWhoIsNamedMustSign();
    void aDraftIsSeenByItsAuthorOnlyAndSurvivesTheWindow();
    void aFullDiskIsSaidAndTheAnswersBeforeItStay();
    void aWrongPasswordSignsNothing();
    void whatIsNoPhotoIsRefusedAndTheDraftStays();
    void aRevealIsWrittenDownFirst();
    void anOpinionIsSignedOverExactlyWhatWasShown();
    void anInvestigatorCannotSignTheOpinion();
    void anOpinionAboutAMovedCaseIsRefused();

private:
    void answered(Desk &desk, VisitDraft &draft, const QList<PersonId> &investigators = {});
    void visitReady(Desk &desk, VisitDraft &draft);
    static QList<Stroke> drawing() { return {{{{0.1, 0.1}, {0.5, 0.5}, {0.9, 0.2}}, {0, 10, 20}}}; }
};

/// Answers and photos; these people stand in the form as investigators.
void TestDesk::answered(Desk &desk, VisitDraft &draft, const QList<PersonId> &investigators)
{
    auto started = await(desk.visits().start(m_household, u"NEW"_s, m_application));
    VERIFY_OK(started);
    draft = *started;
    VERIFY_OK(draft.session->answer(draft.session->find(u"/hs/visit/respondent"_s), u"Wang"_s));
    VERIFY_OK(draft.session->answer(draft.session->find(u"/hs/household/phone"_s), u"15900008830"_s));
    VERIFY_OK(await(desk.visits().save(draft, {u"/hs/household/phone"_s, u"A"_s, 2, 3})));
    uint seed = 3;
    for (const QString &kind : draft.requiredPhotos)
        VERIFY_OK(await(desk.visits().addPhoto(draft.id, kind, picture(seed += 4))));
    const auto rows = draft.session->instances(u"/hs/visit/who"_s);
    for (qsizetype i = 0; i < investigators.size(); ++i)
        VERIFY_OK(draft.session->answer(draft.session->child(rows.at(i), u"staff"_s), investigators.at(i).text()));
}

/// Answers, photos and signatures: everything but the finish.
void TestDesk::visitReady(Desk &desk, VisitDraft &draft)
{
    answered(desk, draft, {m_one.id, m_two.id});
    VERIFY_OK(await(desk.visits().signAsInvestigator(draft, m_two.id, QByteArray("password-Li"))));
    VERIFY_OK(await(desk.visits().signAsInvestigator(draft, m_one.id, QByteArray("password-Zhou"))));
    VERIFY_OK(await(desk.visits().signForFamily(draft, u"Wang"_s, u"01"_s, drawing())));
}

void TestDesk::aVisitBecomesOneBundleThatHoldsWhatWasSigned()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    VisitDraft draft;
    visitReady(*desk, draft);
    const auto finished = await(desk->visits().finish(draft));
    VERIFY_OK(finished);
    QVERIFY2(finished->missing.isEmpty(), qPrintable(finished->missing.value(0).what));
    QCOMPARE(await(desk->visits().drafts())->size(), 0);
    const auto outbox = await(desk->exchange().outbox());
    VERIFY_OK(outbox);
    QCOMPARE(outbox->size(), 1);
    const auto dossier = await(desk->households().dossier(m_household));
    VERIFY_OK(dossier);
    QCOMPARE(dossier->visits.size(), 1);
    QCOMPARE(dossier->visits.first().investigators.size(), 2);
    QCOMPARE(dossier->photos.size(), 5);
    QCOMPARE(dossier->maskedPhone, u"159****8830"_s);
    VERIFY_OK(await(desk->households().thumbnail(dossier->photos.first().id)));
    VERIFY_OK(await(desk->households().photo(dossier->photos.first().id)));
    // Every signature verifies over the event as it is stored.
    const auto views =
        await(m_store->read([this](store::Database &db) { return store::viewsOf(db, m_household.as<RecordTag>()); }));
    VERIFY_OK(views);
    int verified = 0;
    for (const store::View &view : *views) {
        if (view.record.kindOf() != record::Kind::Signature || record::bytes(view.body, "sig"_L1).isEmpty())
            continue;
        for (const store::View &visit : *views) {
            if (visit.record.id != record::ref<RecordId>(view.body, "signs"_L1))
                continue;
            const QByteArray hash =
                record::recordHash(visit.record.kind, visit.record.id, visit.record.root, visit.record.body);
            const auto who = m_people.value(record::ref<PersonId>(view.body, "by"_L1));
            QVERIFY(who);
            QVERIFY(crypto::verify(who->key.publicKey, signedMessage(hash, record::text(view.body, "role"_L1)),
                                   record::bytes(view.body, "sig"_L1)));
            ++verified;
        }
    }
    QCOMPARE(verified, 2);
}

void TestDesk::finishIsRefusedWithTheListOfWhatIsMissing()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    const auto draft = await(desk->visits().start(m_household, u"NEW"_s, m_application));
    VERIFY_OK(draft);
    const auto outcome = await(desk->visits().finish(*draft));
    VERIFY_OK(outcome);
    QVERIFY(outcome->visit.isNull());
    QSet<int> kinds;
    for (const Missing &missing : outcome->missing)
        kinds.insert(int(missing.kind));
    for (const auto kind :
         {Missing::Kind::Answer, Missing::Kind::Photo, Missing::Kind::Investigators, Missing::Kind::Family})
        QVERIFY(kinds.contains(int(kind)));
    QCOMPARE(await(desk->visits().drafts())->size(), 1);
    QCOMPARE(await(desk->exchange().outbox())->size(), 0);
    VERIFY_FAILS(await(desk->visits().signAsInvestigator(*draft, m_one.id, QByteArray("password-Zhou"))),
                 ErrorCode::Incomplete);
}

void TestDesk::aChangedAnswerMakesSignaturesFall()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    VisitDraft draft;
    visitReady(*desk, draft);
    VERIFY_OK(draft.session->answer(draft.session->find(u"/hs/visit/note"_s), u"one more thing"_s));
    VERIFY_OK(await(desk->visits().save(draft, {u"/hs/visit/note"_s, u"A"_s, 3, 3})));
    const auto outcome = await(desk->visits().finish(draft));
    VERIFY_OK(outcome);
    QVERIFY(outcome->visit.isNull());
    QCOMPARE(outcome->missing.size(), 3);
    for (const Missing &missing : outcome->missing)
        QCOMPARE(int(missing.kind), int(Missing::Kind::Signature));
}

void TestDesk::namedInvestigatorsSignInAnyOrder()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    VisitDraft draft;
    answered(*desk, draft, {m_two.id, m_one.id});
    QCOMPARE(Visits::namedInvestigators(draft), (QList<PersonId>{m_two.id, m_one.id}));
    QCOMPARE(await(desk->visits().signAsInvestigator(draft, m_one.id, QByteArray("password-Zhou")))->size(), 1);
    QCOMPARE(await(desk->visits().signForFamily(draft, u"Wang"_s, u"01"_s, drawing()))->size(), 2);
    const auto all = await(desk->visits().signAsInvestigator(draft, m_two.id, QByteArray("password-Li")));
    VERIFY_OK(all);
    QCOMPARE(all->size(), 3); // nobody's signature fell
    VERIFY_FAILS(await(desk->visits().signAsInvestigator(draft, m_two.id, QByteArray("password-Li"))),
                 ErrorCode::AlreadyExists);
    const auto finished = await(desk->visits().finish(draft));
    VERIFY_OK(finished);
    QVERIFY2(finished->missing.isEmpty(), qPrintable(finished->missing.value(0).what));
    QCOMPARE(await(desk->households().dossier(m_household))->visits.first().investigators.size(), 2);
}

void TestDesk::whoIsNotNamedMakesEarlierSignaturesFall()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    VisitDraft draft;
    answered(*desk, draft); // the form names nobody
    QCOMPARE(await(desk->visits().signAsInvestigator(draft, m_one.id, QByteArray("password-Zhou")))->size(), 1);
    QCOMPARE(await(desk->visits().signForFamily(draft, u"Wang"_s, u"01"_s, drawing()))->size(), 2);
    const auto now = await(desk->visits().signAsInvestigator(draft, m_two.id, QByteArray("password-Li")));
    VERIFY_OK(now);
    QCOMPARE(now->size(), 1); // and the answer says so
    QCOMPARE(now->first().person, m_two.id);
    QVERIFY(!await(desk->visits().finish(draft))->missing.isEmpty());
    QCOMPARE(await(desk->visits().signAsInvestigator(draft, m_one.id, QByteArray("password-Zhou")))->size(), 2);
    QCOMPARE(await(desk->visits().signForFamily(draft, u"Wang"_s, u"01"_s, drawing()))->size(), 3);
    QVERIFY(await(desk->visits().finish(draft))->missing.isEmpty());
}

void TestDesk::everybodyWhoIsNamedMustSign()
{
    const Person third = person(u"Sun"_s, u"Investigator"_s);
    const auto desk = deskOf(m_one, u"Investigator"_s);
    VisitDraft draft;
    answered(*desk, draft, {m_one.id, m_two.id, third.id});
    VERIFY_OK(await(desk->visits().signAsInvestigator(draft, m_one.id, QByteArray("password-Zhou"))));
    VERIFY_OK(await(desk->visits().signAsInvestigator(draft, m_two.id, QByteArray("password-Li"))));
    VERIFY_OK(await(desk->visits().signForFamily(draft, u"Wang"_s, u"01"_s, drawing())));
    const auto outcome = await(desk->visits().finish(draft));
    VERIFY_OK(outcome);
    QCOMPARE(outcome->missing.size(), 1);
    QCOMPARE(int(outcome->missing.first().kind), int(Missing::Kind::Investigators));
    QCOMPARE(outcome->missing.first().what, u"1"_s);
    QCOMPARE(await(desk->visits().signAsInvestigator(draft, third.id, QByteArray("password-Sun")))->size(), 4);
    QVERIFY(await(desk->visits().finish(draft))->missing.isEmpty());
}

void TestDesk::aDraftIsSeenByItsAuthorOnlyAndSurvivesTheWindow()
{
    DraftId id;
    {
        const auto desk = deskOf(m_one, u"Investigator"_s);
        const auto draft = await(desk->visits().start(m_household, u"NEW"_s, m_application));
        VERIFY_OK(draft);
        id = draft->id;
        VERIFY_OK(draft->session->answer(draft->session->find(u"/hs/visit/respondent"_s), u"Wang"_s));
        VERIFY_OK(await(desk->visits().save(*draft, {u"/hs/visit/respondent"_s, u"A"_s, 1, 3})));
    }
    const auto other = deskOf(m_two, u"Investigator"_s);
    QCOMPARE(await(other->visits().drafts())->size(), 0);
    VERIFY_FAILS(await(other->visits().open(id)), ErrorCode::NotFound);
    const auto again = deskOf(m_one, u"Investigator"_s);
    const auto draft = await(again->visits().open(id));
    VERIFY_OK(draft);
    QCOMPARE(draft->session->value(draft->session->find(u"/hs/visit/respondent"_s)), u"Wang"_s);
    QCOMPARE(draft->session->value(draft->session->find(u"/hs/household/phone"_s)), u"13800006051"_s);
    QCOMPARE(await(again->visits().start(m_household, u"NEW"_s, m_application))->id, id);
}

void TestDesk::aFullDiskIsSaidAndTheAnswersBeforeItStay()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    const auto draft = await(desk->visits().start(m_household, u"NEW"_s, m_application));
    VERIFY_OK(draft);
    const auto answer = [&](const QString &words) {
        const auto taken = draft->session->answer(draft->session->find(u"/hs/visit/respondent"_s), words);
        return taken ? await(desk->visits().save(*draft, {u"/hs/visit/respondent"_s, u"A"_s, 1, 3}))
                     : Result<qint64>(passOn(taken));
    };
    const auto onDisk = [&] {
        const auto again = await(deskOf(m_one, u"Investigator"_s)->visits().open(draft->id));
        return again ? again->session->value(again->session->find(u"/hs/visit/respondent"_s)) : u"gone"_s;
    };
    VERIFY_OK(answer(u"Wang"_s));
    for (int n = 0; n < 4; ++n) {
        test::BrokenDisk::breakAt(QFile::encodeName(m_folder->path()), n, test::BrokenDisk::Fault::Full);
        const auto refused = answer(u"Wang Guiying"_s);
        const bool broke = test::BrokenDisk::broke();
        test::BrokenDisk::heal();
        QVERIFY(broke || n > 0);
        if (!broke)
            break;
        VERIFY_FAILS(refused, ErrorCode::DiskFull);
        QCOMPARE(onDisk(), u"Wang"_s);
    }
    QCOMPARE(draft->session->value(draft->session->find(u"/hs/visit/respondent"_s)), u"Wang Guiying"_s);
    VERIFY_OK(answer(u"Wang Guiying"_s)); // there is room again
    QCOMPARE(onDisk(), u"Wang Guiying"_s);
}

void TestDesk::aWrongPasswordSignsNothing()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    const auto draft = await(desk->visits().start(m_household, u"NEW"_s, m_application));
    VERIFY_OK(draft);
    VERIFY_OK(draft->session->answer(draft->session->find(u"/hs/visit/respondent"_s), u"Wang"_s));
    VERIFY_FAILS(await(desk->visits().signAsInvestigator(*draft, m_one.id, QByteArray("guess"))),
                 ErrorCode::WrongPassword);
    VERIFY_FAILS(await(desk->visits().signAsInvestigator(*draft, m_boss.id, QByteArray("password-Chen"))),
                 ErrorCode::NotAllowed);
    VERIFY_FAILS(await(desk->visits().signForFamily(*draft, u"Wang"_s, u"01"_s, {})), ErrorCode::Rejected);
    QCOMPARE(await(desk->visits().open(draft->id))->signatures.size(), 0);
}

void TestDesk::whatIsNoPhotoIsRefusedAndTheDraftStays()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    const auto draft = await(desk->visits().start(m_household, u"NEW"_s, m_application));
    VERIFY_OK(draft);
    VERIFY_FAILS(await(desk->visits().addPhoto(draft->id, u"PH01"_s, "no photo")), ErrorCode::BadFormat);
    QCOMPARE(await(desk->visits().open(draft->id))->photos.size(), 0);
}

void TestDesk::aRevealIsWrittenDownFirst()
{
    const auto desk = deskOf(m_one, u"Investigator"_s);
    const auto dossier = await(desk->households().dossier(m_household));
    VERIFY_OK(dossier);
    QVERIFY(!dossier->members.first().maskedIdNumber.contains(u"19560229"_s));
    const auto revealed = await(desk->households().reveal(m_household));
    VERIFY_OK(revealed);
    QCOMPARE(revealed->idNumbers.value(m_member), u"990101195602290046"_s);
    const auto audit = await(m_store->read([](store::Database &db) { return store::auditRows(db); }));
    VERIFY_OK(audit);
    QCOMPARE(audit->first().what, u"reveal"_s);
    VERIFY_FAILS(await(deskOf(m_two, u"VillageReporter"_s)->households().reveal(m_household)), ErrorCode::NotAllowed);
}

void TestDesk::anOpinionIsSignedOverExactlyWhatWasShown()
{
    VisitDraft draft;
    visitReady(*deskOf(m_one, u"Investigator"_s), draft);
    QVERIFY(!await(deskOf(m_one, u"Investigator"_s)->visits().finish(draft))->visit.isNull());
    const auto desk = deskOf(m_boss, u"TownshipSupervisor"_s);
    OpinionDraft opinion;
    opinion.reason = u"below the standard"_s;
    opinion.noRelative = true;
    auto view = await(desk->casework().opinionView(m_application, opinion));
    VERIFY_OK(view);
    QVERIFY2(view->open.isEmpty(), qPrintable(view->open.join(u' ')));
    VERIFY_FAILS(await(desk->casework().signOpinion(*view, QByteArray("guess"))), ErrorCode::WrongPassword);
    OpinionView forged = *view;
    forged.body.replace("below", "above");
    VERIFY_FAILS(await(desk->casework().signOpinion(forged, QByteArray("password-Chen"))), ErrorCode::Damaged);
    VERIFY_OK(await(desk->casework().signOpinion(*view, QByteArray("password-Chen"))));
    const auto application = await(desk->casework().application(m_application));
    VERIFY_OK(application);
    QCOMPARE(application->opinions.size(), 1);
    QVERIFY(application->opinions.first().verified);
    QCOMPARE(application->row.state, u"PreliminaryOpinion"_s);
    VERIFY_FAILS(await(desk->casework().opinionView(m_application, OpinionDraft())), ErrorCode::Rejected);
}

void TestDesk::anInvestigatorCannotSignTheOpinion()
{
    VisitDraft draft;
    visitReady(*deskOf(m_one, u"Investigator"_s), draft);
    QVERIFY(!await(deskOf(m_one, u"Investigator"_s)->visits().finish(draft))->visit.isNull());
    OpinionDraft opinion;
    opinion.reason = u"mine"_s;
    opinion.noRelative = true;
    // The same person, now in the supervisor's role.
    const auto desk = deskOf(m_one, u"TownshipSupervisor"_s);
    const auto view = await(desk->casework().opinionView(m_application, opinion));
    VERIFY_OK(view);
    VERIFY_FAILS(await(desk->casework().signOpinion(*view, QByteArray("password-Zhou"))), ErrorCode::NotAllowed);
    QCOMPARE(await(desk->casework().application(m_application))->opinions.size(), 0);
}

void TestDesk::anOpinionAboutAMovedCaseIsRefused()
{
    VisitDraft draft;
    visitReady(*deskOf(m_one, u"Investigator"_s), draft);
    QVERIFY(!await(deskOf(m_one, u"Investigator"_s)->visits().finish(draft))->visit.isNull());
    const auto desk = deskOf(m_boss, u"TownshipSupervisor"_s);
    OpinionDraft opinion;
    opinion.reason = u"below the standard"_s;
    opinion.noRelative = true;
    const auto view = await(desk->casework().opinionView(m_application, opinion));
    VERIFY_OK(view);
    VERIFY_OK(pull({pulled(
        record::Kind::Income, RecordId::make(*m_clock, *m_rng),
        {{u"item.member"_s, m_member.bytes()}, {u"item.kind"_s, u"WAGE.01"_s}, {u"item.verified"_s, 99'999'00}})}));
    VERIFY_FAILS(await(desk->casework().signOpinion(*view, QByteArray("password-Chen"))), ErrorCode::Conflict);
    QCOMPARE(await(desk->casework().application(m_application))->opinions.size(), 0);
}

QTEST_GUILESS_MAIN(TestDesk)
#include "tst_desk.moc"
