// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/crypto/random.h"
#include "core/crypto/sign.h"
#include "core/forms/session.h"
#include "core/rules/policy.h"
#include "core/service/papers.h"
#include "core/service/parts.h"
#include "core/store/feed.h"
#include "core/store/households.h"
#include "core/store/journal.h"
#include "core/store/outbox.h"
#include "core/store/view.h"
#include "support/world.h"

#include <QBuffer>
#include <QCborArray>
#include <QDir>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

constexpr qint32 part = 990101100;
constexpr qint64 village = 990101100201;

class PlainReader final : public ReaderPort
{
public:
    Answer<media::PhotoCopies> readImage(const QByteArray &file) override { return ready(media::makeCopies(file)); }
};

inline QByteArray picture(uint seed)
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

/// A laptop in a village office: two investigators, a supervisor, one household whose application was accepted.
/// Desks of different people stand on one store.
class DeskWorld
{
protected:
    struct Person
    {
        PersonId id;
        crypto::SigningKey key;
        QByteArray password;
        QByteArray serial;
    };
    void setUp();
    Person person(const QString &name, const QString &role);
    std::shared_ptr<Desk> deskOf(const Person &who, const QString &role, std::unique_ptr<SyncPort> sync = {});
    record::Record pulled(record::Kind kind, RecordId id, const record::Body &body, qint64 ver = 1);
    Result<void> pull(const QList<record::Record> &rows);
    /// Mutations in the outbox, as they will travel.
    QList<record::Mutation> waiting();

    std::shared_ptr<test::ManualClock> m_clock;
    std::shared_ptr<test::SeededRng> m_rng;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::shared_ptr<store::Store> m_store;
    std::shared_ptr<const forms::FormDefinition> m_form;
    std::shared_ptr<const rules::Policy> m_policy;
    QHash<PersonId, std::shared_ptr<Person>> m_people;
    crypto::SigningKey m_device;
    std::shared_ptr<bool> m_deviceFails = std::make_shared<bool>(false); ///< The key of the laptop cannot be used.
    HouseholdId m_household;
    MemberId m_member;
    ApplicationId m_application;
    Person m_one;
    Person m_two;
    Person m_boss;
    qint64 m_seq = 0;
};

inline DeskWorld::Person DeskWorld::person(const QString &name, const QString &role)
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

inline record::Record DeskWorld::pulled(record::Kind kind, RecordId id, const record::Body &body, qint64 ver)
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

inline Result<void> DeskWorld::pull(const QList<record::Record> &rows)
{
    const store::FeedPage page{part, 1, 1, rows, m_seq, std::nullopt};
    const auto done = await(m_store->write([page](store::Database &db) { return store::applyPage(db, page); }));
    return done ? Result<void>() : passOn(done);
}

inline QList<record::Mutation> DeskWorld::waiting()
{
    const auto bundles = await(m_store->read([](store::Database &db) { return store::nextBundles(db, 50, 1 << 20); }));
    QList<record::Mutation> out;
    if (!bundles)
        return out;
    for (const store::Waiting &bundle : *bundles) {
        if (const auto decoded = record::decodeBundle(bundle.bytes))
            out += decoded->mutations;
    }
    return out;
}

inline void DeskWorld::setUp()
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
    *m_deviceFails = false;
    m_people.clear();
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

inline std::shared_ptr<Desk> DeskWorld::deskOf(const Person &who, const QString &role, std::unique_ptr<SyncPort> sync)
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
    ground->device = [device, fails = m_deviceFails](QByteArrayView message) -> Result<QByteArray> {
        if (*fails)
            return fail(ErrorCode::Io, u"device key"_s);
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
    parts->sync = std::move(sync);
    return std::make_shared<Desk>(std::move(parts));
}

} // namespace ruhu::service
