// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/crypto/sign.h"
#include "core/domain/residentid.h"
#include "core/forms/session.h"
#include "core/media/photo.h"
#include "core/service/papers.h"
#include "core/service/parts.h"
#include "core/store/feed.h"
#include "core/store/households.h"
#include "core/store/journal.h"
#include "core/store/view.h"
#include "support/policy.h"
#include "support/world.h"

#include <QBuffer>
#include <QCborArray>
#include <QImage>
#include <QTemporaryDir>
#include <QtTest>

namespace ruhu::tests {

using namespace Qt::Literals::StringLiterals;

template <typename T>
Result<T> await(const service::Answer<T> &answer)
{
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 60'000))
        return fail(ErrorCode::Internal, u"no answer"_s);
    return answer.resultCount() > 0 ? answer.result() : Result<T>(fail(ErrorCode::Cancelled));
}

/// An office behind the pages: a plain store, the survey as it is shipped, three people, and one family of three adults
/// and a child whose new application waits for its visit. Who reads photos is the real decoder, in this process.
class DeskStage
{
public:
    struct Person
    {
        PersonId id;
        QString name;
        QString role;
        crypto::SigningKey key = crypto::newSigningKey();
        QByteArray password;
        QByteArray serial;
    };
    struct Member
    {
        QString name;
        QString birth;
        QString relation; ///< Code RELATION to the head.
        MemberId id;
        QString idNo;
    };

    /// `place`: a folder that outlives the stage; the same folder gives the same office again. Else an own one that
    /// goes with it.
    explicit DeskStage(const QString &place = {})
        : home(place.isEmpty() ? folder.path() : place)
    {
        auto opened = store::Store::open(store::plainPlace(home + u"/plain.db"_s));
        if (!opened)
            qFatal("store");
        store = *std::move(opened);
        QFile survey(QStringLiteral(RUHU_SOURCE_DIR "/resources/forms/household-survey.xml"));
        if (survey.open(QIODevice::ReadOnly)) {
            if (auto loaded = forms::FormDefinition::load(survey.readAll()))
                form = *loaded;
        }
        policy = std::make_shared<const rules::Policy>(*test::demoPolicy());
        zhou = person(u"周文静"_s, u"Investigator"_s);
        li = person(u"李保田"_s, u"Investigator"_s);
        chen = person(u"陈国梁"_s, u"TownshipSupervisor"_s);
        settle();
    }

    std::shared_ptr<service::Desk> deskOf(const std::shared_ptr<Person> &who)
    {
        auto ground = std::make_shared<service::Ground>();
        ground->clock = clock;
        ground->rng = rng;
        ground->store = store;
        ground->files = std::make_shared<vault::SealedFiles>(home + u"/files"_s);
        ground->policy = policy;
        if (!policy)
            ground->policyProblem = policyProblem;
        ground->form = form;
        ground->device = [this](QByteArrayView message) -> Result<QByteArray> {
            return crypto::sign(device.secretKey, message);
        };
        ground->deviceId = DeviceId::make(*clock, *rng);
        ground->person = [this](PersonId id, const crypto::SecretBytes &password,
                                QByteArrayView message) -> Result<QByteArray> {
            for (const auto &one : {zhou, li, chen}) {
                if (one->id == id && password.view() == QByteArrayView(one->password))
                    return crypto::sign(one->key.secretKey, message);
            }
            return fail(ErrorCode::WrongPassword);
        };
        ground->me = {who->id, who->name, who->role, u"柳溪镇民政办"_s, part, {}};
        auto parts = std::make_unique<service::DeskParts>();
        parts->ground = ground;
        parts->formProblem = formProblem;
        parts->reader = std::make_shared<PlainReader>();
        for (const auto &one : {zhou, li, chen}) {
            if (one->id != who->id)
                parts->colleagues.append({one->id, one->name, one->role});
        }
        return std::make_shared<service::Desk>(std::move(parts));
    }

    /// Everything of the family as it lies in the store, to compare with later.
    QList<record::Record> records()
    {
        QList<record::Record> out;
        const auto views =
            await(store->read([this](store::Database &db) { return store::viewsOf(db, household.as<RecordTag>()); }));
        if (views) {
            for (const store::View &view : *views)
                out.append(view.record);
        }
        return out;
    }

    static QByteArray picture(int seed, const char *format = "PNG")
    {
        QImage image(64, 48, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(seed * 67 % 360, 200, 200));
        for (int x = 0; x < 64; ++x)
            image.setPixel(x, (x * seed) % 48, 0);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        image.save(&buffer, format);
        return bytes;
    }

    static constexpr qint32 part = 990101100;
    static constexpr qint64 village = 990101100201;
    QTemporaryDir folder;
    QString home; ///< Where the store lies.
    std::shared_ptr<test::ManualClock> clock = std::make_shared<test::ManualClock>();
    std::shared_ptr<test::SeededRng> rng = std::make_shared<test::SeededRng>();
    std::shared_ptr<store::Store> store;
    std::shared_ptr<const forms::FormDefinition> form;
    Error formProblem;
    std::shared_ptr<const rules::Policy> policy;
    Error policyProblem;
    crypto::SigningKey device = crypto::newSigningKey();
    std::shared_ptr<Person> zhou;
    std::shared_ptr<Person> li;
    std::shared_ptr<Person> chen;
    HouseholdId household = HouseholdId::make(*clock, *rng);
    ApplicationId application = ApplicationId::make(*clock, *rng);
    QList<Member> members{{u"王桂英"_s, u"1956-02-29"_s, u"01"_s, {}, {}},
                          {u"赵长河"_s, u"1953-05-04"_s, u"10"_s, {}, {}},
                          {u"赵建国"_s, u"1981-08-17"_s, u"20"_s, {}, {}},
                          {u"赵小雨"_s, u"2014-06-01"_s, u"30"_s, {}, {}}};

private:
    class PlainReader final : public service::ReaderPort
    {
    public:
        service::Answer<media::PhotoCopies> readImage(const QByteArray &file) override
        {
            return service::ready(media::makeCopies(file));
        }
    };

    std::shared_ptr<Person> person(const QString &name, const QString &role)
    {
        auto made = std::make_shared<Person>();
        made->id = PersonId::make(*clock, *rng);
        made->name = name;
        made->role = role;
        made->password = "password-" + name.toUtf8();
        made->serial = rng->bytes(16);
        const service::Standing standing{made->id, name, made->serial, made->key.publicKey, {role}};
        if (!await(store->write([standing](store::Database &db) { return service::noteStanding(db, standing); })))
            qFatal("standing");
        return made;
    }

    record::Record pulled(record::Kind kind, RecordId id, const record::Body &body)
    {
        record::Record row;
        row.id = id;
        row.part = part;
        row.village = village;
        row.root = household.as<RecordTag>();
        row.kind = QString(record::nameOf(kind));
        row.ch = 1;
        row.ver = 1;
        row.seq = ++m_seq;
        row.body = record::encodeBody(body);
        return row;
    }

    static QString idNumber(const QString &birth, int number)
    {
        const QString first = u"990101"_s + QString(birth).remove(u'-') + u"%1"_s.arg(number, 3, 10, QChar(u'0'));
        return first + idCheckCharacter(first);
    }

    /// The family as the hub sends it: accepted, the check asked for and answered; only the two old people have signed
    /// the authorisation in the office.
    void settle()
    {
        QList<record::Record> rows{
            pulled(record::Kind::Household, household.as<RecordTag>(),
                   {{u"head.applicant_name"_s, members[0].name},
                    {u"head.no"_s, u"LX-0312"_s},
                    {u"contact.phone"_s, u"13800006051"_s}}),
            pulled(record::Kind::Application, application.as<RecordTag>(),
                   {{u"programmes.program"_s, u"SUBSISTENCE"_s}, {u"reason.case_no"_s, u"LX-2025-D-0147"_s}})};
        int number = 2;
        for (Member &one : members) {
            one.id = MemberId::make(*clock, *rng);
            one.idNo = idNumber(one.birth, number += 2);
            rows.append(pulled(record::Kind::Member, one.id.as<RecordTag>(),
                               {{u"identity.name"_s, one.name},
                                {u"identity.id_type"_s, u"ID_CARD"_s},
                                {u"identity.id_no"_s, one.idNo},
                                {u"identity.birth"_s, one.birth},
                                {u"identity.sex"_s, u"2"_s},
                                {u"membership.counted"_s, true},
                                {u"relation.relation"_s, one.relation}}));
        }
        const RecordId mandate = RecordId::make(*clock, *rng);
        const auto event = [&](record::Body body) {
            body.insert(u"application"_s, application.bytes());
            body.insert(u"at"_s, clock->wallMs());
            return body;
        };
        const auto id = [&] { return RecordId::make(*clock, *rng); };
        rows += {pulled(record::Kind::Authorisation, mandate,
                        event({{u"members"_s, QCborArray{members[0].id.bytes(), members[1].id.bytes()}},
                               {u"no"_s, u"SQ-2025-0147"_s},
                               {u"scope"_s, QCborArray{u"STATEMENT"_s}}})),
                 pulled(record::Kind::Step, id(), event({{u"to"_s, u"Accepted"_s}})),
                 pulled(record::Kind::CheckRequest, id(), event({{u"authorisation"_s, mandate.bytes()}}))};
        clock->advance(1000);
        rows.append(pulled(record::Kind::CheckResult, id(), event({{u"match"_s, true}})));
        const store::FeedPage page{part, 1, 1, rows, m_seq, std::nullopt};
        if (!await(store->write([page](store::Database &db) { return store::applyPage(db, page); })))
            qFatal("feed");
    }

    qint64 m_seq = 0;
};

} // namespace ruhu::tests
