// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// A day at the desk through its doors, over a plain store: a visit from the first answer to the bundle, and an opinion.
#include "core/crypto/random.h"
#include "core/crypto/sign.h"
#include "core/forms/session.h"
#include "core/rules/policy.h"
#include "core/service/papers.h"
#include "core/service/parts.h"
#include "core/store/feed.h"
#include "core/store/households.h"
#include "core/store/journal.h"
#include "core/store/view.h"
#include "support/world.h"

#include <QBuffer>
#include <QCborArray>
#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

using namespace ruhu;
using namespace ruhu::service;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint32 part = 990101100;
constexpr qint64 village = 990101100201;

class PlainReader final : public ReaderPort
{
public:
    Answer<media::PhotoCopies> readImage(const QByteArray &file) override { return ready(media::makeCopies(file)); }
};

QByteArray picture(uint seed)
{
    QImage image(64, 48, QImage::Format_RGB32);
    image.fill(QColor::fromHsv(int(seed * 67 % 360), 200, 200));
    for (int x = 0; x < 64; ++x)
        image.setPixel(x, int((x * seed) % 48), 0);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

template <typename T>
Result<T> await(const Answer<T> &answer)
{
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 60'000))
        return fail(ErrorCode::Internal, u"no answer"_s);
    return answer.resultCount() > 0 ? answer.result() : Result<T>(fail(ErrorCode::Cancelled));
}

#define VERIFY_OK(result)                                                                                              \
    do {                                                                                                               \
        const auto &checked_ = (result);                                                                               \
        if (!checked_)                                                                                                 \
            QFAIL(qPrintable(QString(errorName(checked_.error().code) + u": "_s + checked_.error().detail)));          \
    } while (false)

#define VERIFY_FAILS(result, expected)                                                                                 \
    do {                                                                                                               \
        const auto &checked_ = (result);                                                                               \
        QVERIFY(!checked_);                                                                                            \
        QCOMPARE(errorName(checked_.error().code), errorName(expected));                                               \
    } while (false)

} // namespace

class TestDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aVisitBecomesOneBundleThatHoldsWhatWasSigned();
    void finishIsRefusedWithTheListOfWhatIsMissing();
    void aChangedAnswerMakesSignaturesFall();
    void aDraftIsSeenByItsAuthorOnlyAndSurvivesTheWindow();
    void aWrongPasswordSignsNothing();
    void whatIsNoPhotoIsRefusedAndTheDraftStays();
    void aRevealIsWrittenDownFirst();
    void anOpinionIsSignedOverExactlyWhatWasShown();
    void anInvestigatorCannotSignTheOpinion();
    void anOpinionAboutAMovedCaseIsRefused();

private:
    struct Person
    {
        PersonId id;
        crypto::SigningKey key;
        QByteArray password;
        QByteArray serial;
    };
    Person person(const QString &name, const QString &role);
    std::shared_ptr<Desk> deskOf(const Person &who, const QString &role);
    record::Record pulled(record::Kind kind, RecordId id, const record::Body &body, qint64 ver = 1);
    Result<void> pull(const QList<record::Record> &rows);
    void visitReady(Desk &desk, VisitDraft &draft);

    std::shared_ptr<test::ManualClock> m_clock;
    std::shared_ptr<test::SeededRng> m_rng;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<store::Store> m_store;
    std::shared_ptr<const forms::FormDefinition> m_form;
    std::shared_ptr<const rules::Policy> m_policy;
    QHash<PersonId, std::shared_ptr<Person>> m_people;
    crypto::SigningKey m_device;
    HouseholdId m_household;
    MemberId m_member;
    ApplicationId m_application;
    Person m_one;
    Person m_two;
    Person m_boss;
    qint64 m_seq = 0;
};

TestDesk::Person TestDesk::person(const QString &name, const QString &role)
{
    Person made{PersonId::make(*m_clock, *m_rng), crypto::newSigningKey(), QByteArray("password-" + name.toUtf8()),
                m_rng->bytes(16)};
    auto kept = std::make_shared<Person>(
        Person{made.id, {made.key.publicKey, made.key.secretKey.clone()}, made.password, made.serial});
    m_people.insert(made.id, kept);
    const Standing standing{made.id, name, made.serial, made.key.publicKey, {role}};
    auto noted = await(m_store->write([standing](store::Database &db) { return noteStanding(db, standing); }));
    if (!noted)
        qFatal("standing");
    return made;
}

record::Record TestDesk::pulled(record::Kind kind, RecordId id, const record::Body &body, qint64 ver)
{
    record::Record row;
    row.id = id;
    row.part = part;
    row.village = village;
    row.root = m_household.as<RecordTag>();
    row.kind = QString(record::nameOf(kind));
    row.ch = 1;
    row.ver = ver;
    row.seq = ++m_seq;
    row.body = record::encodeBody(body);
    return row;
}

Result<void> TestDesk::pull(const QList<record::Record> &rows)
{
    const store::FeedPage page{part, 1, 1, rows, m_seq, std::nullopt};
    const auto done = await(m_store->write([page](store::Database &db) { return store::applyPage(db, page); }));
    return done ? Result<void>() : passOn(done);
}

void TestDesk::init()
{
    m_clock = std::make_shared<test::ManualClock>();
    m_rng = std::make_shared<test::SeededRng>();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = store::Store::open(store::plainPlace(m_folder->filePath(u"plain.db"_s)));
    VERIFY_OK(store);
    m_store = *std::move(store);
    QFile survey(QStringLiteral(RUHU_SOURCE_DIR "/tests/core/service/survey.xml"));
    QVERIFY(survey.open(QIODevice::ReadOnly));
    auto form = forms::FormDefinition::load(survey.readAll());
    VERIFY_OK(form);
    m_form = *form;
    rules::Pack pack;
    pack.manifest.id = u"demo"_s;
    pack.manifest.version = u"2025.1"_s;
    const QDir demo(QStringLiteral(RUHU_SOURCE_DIR "/resources/policy/demo"));
    for (const QString &name : demo.entryList({u"*.csv"_s})) {
        QFile file(demo.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        pack.files.insert(name, file.readAll());
    }
    auto policy = rules::Policy::read(pack);
    VERIFY_OK(policy);
    m_policy = std::make_shared<const rules::Policy>(*policy);
    m_device = crypto::newSigningKey();
    m_seq = 0;
    m_one = person(u"Zhou"_s, u"Investigator"_s);
    m_two = person(u"Li"_s, u"Investigator"_s);
    m_boss = person(u"Chen"_s, u"TownshipSupervisor"_s);
    m_household = HouseholdId::make(*m_clock, *m_rng);
    m_member = MemberId::make(*m_clock, *m_rng);
    m_application = ApplicationId::make(*m_clock, *m_rng);
    const qint64 now = m_clock->wallMs();
    const QByteArray mandate = m_rng->bytes(16);
    const auto event = [&](record::Body body) {
        body.insert(u"application"_s, m_application.bytes());
        body.insert(u"at"_s, now);
        return body;
    };
    const auto id = [&] { return RecordId::make(*m_clock, *m_rng); };
    VERIFY_OK(pull({
        pulled(record::Kind::Household, m_household.as<RecordTag>(),
               {{u"head.applicant_name"_s, u"Wang"_s},
                {u"head.no"_s, u"LX-0312"_s},
                {u"contact.phone"_s, u"13800006051"_s}}),
        pulled(record::Kind::Member, m_member.as<RecordTag>(),
               {{u"identity.name"_s, u"Wang"_s},
                {u"identity.id_no"_s, u"990101195602290046"_s},
                {u"identity.birth"_s, u"1956-02-29"_s},
                {u"relation.relation"_s, u"01"_s}}),
        pulled(record::Kind::Application, m_application.as<RecordTag>(),
               {{u"programmes.program"_s, u"SUBSISTENCE"_s}, {u"reason.case_no"_s, u"LX-2025-D-0147"_s}}),
        pulled(record::Kind::Authorisation, RecordId::fromBytes(mandate),
               event({{u"members"_s, QCborArray{m_member.bytes()}}, {u"scope"_s, QCborArray{u"STATEMENT"_s}}})),
        pulled(record::Kind::Step, id(), event({{u"to"_s, u"Accepted"_s}})),
        pulled(record::Kind::CheckRequest, id(), event({{u"authorisation"_s, mandate}})),
    }));
    m_clock->advance(1000);
    VERIFY_OK(
        pull({pulled(record::Kind::CheckResult, id(),
                     {{u"application"_s, m_application.bytes()}, {u"match"_s, true}, {u"at"_s, m_clock->wallMs()}})}));
}

void TestDesk::cleanup()
{
    m_store.reset();
    m_people.clear();
}

std::shared_ptr<Desk> TestDesk::deskOf(const Person &who, const QString &role)
{
    auto ground = std::make_shared<Ground>();
    ground->clock = m_clock;
    ground->rng = m_rng;
    ground->store = m_store;
    ground->files = std::make_shared<vault::SealedFiles>(m_folder->filePath(u"files"_s));
    ground->policy = m_policy;
    ground->form = m_form;
    auto device =
        std::make_shared<crypto::SigningKey>(crypto::SigningKey{m_device.publicKey, m_device.secretKey.clone()});
    ground->device = [device](QByteArrayView message) -> Result<QByteArray> {
        return crypto::sign(device->secretKey, message);
    };
    ground->deviceId = DeviceId::make(*m_clock, *m_rng);
    ground->person = [people = m_people](PersonId id, const crypto::SecretBytes &password,
                                         QByteArrayView message) -> Result<QByteArray> {
        const auto known = people.value(id);
        if (!known || password.view() != QByteArrayView(known->password))
            return fail(ErrorCode::WrongPassword);
        return crypto::sign(known->key.secretKey, message);
    };
    ground->me = {who.id, u"me"_s, role, {}, part, {}};
    auto parts = std::make_unique<DeskParts>();
    parts->ground = ground;
    parts->reader = std::make_shared<PlainReader>();
    return std::make_shared<Desk>(std::move(parts));
}

/// Answers, photos and signatures: everything but the finish.
void TestDesk::visitReady(Desk &desk, VisitDraft &draft)
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
    // Both investigators: the second one joins the event, so the author signs last.
    VERIFY_OK(await(desk.visits().signAsInvestigator(draft, m_two.id, QByteArray("password-Li"))));
    VERIFY_OK(await(desk.visits().signAsInvestigator(draft, m_one.id, QByteArray("password-Zhou"))));
    VERIFY_OK(await(
        desk.visits().signForFamily(draft, u"Wang"_s, u"01"_s, {{{{0.1, 0.1}, {0.5, 0.5}, {0.9, 0.2}}, {0, 10, 20}}})));
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
