// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/papers.h"
#include "core/service/parts.h"
#include "core/store/feed.h"
#include "support/world.h"

#include <QTemporaryDir>
#include <QtTest>

namespace ruhu::tests {

/// A real desk over a plain store that the test fills as the province would: pages are shown what the service answers.
struct PageDesk
{
    static constexpr qint32 part = 990101100;

    QTemporaryDir folder;
    std::shared_ptr<test::ManualClock> clock = std::make_shared<test::ManualClock>();
    std::shared_ptr<test::SeededRng> rng = std::make_shared<test::SeededRng>();
    std::shared_ptr<store::Store> store;
    qint64 seq = 0;
    QHash<PersonId, QString> names;

    PageDesk()
    {
        auto opened = store::Store::open(store::plainPlace(folder.filePath(QStringLiteral("plain.db"))));
        if (!opened)
            qFatal("no store");
        store = *std::move(opened);
    }
    /// As a lock: what a page still asked for ends here, and not on the thread that would have answered it.
    ~PageDesk() { store->close(); }

    template <typename T>
    static Result<T> await(const service::Answer<T> &answer)
    {
        if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 60'000) || answer.resultCount() == 0)
            return fail(ErrorCode::Internal);
        return answer.result();
    }

    [[nodiscard]] RecordId id() { return RecordId::make(*clock, *rng); }

    /// A person with a certificate, as the province tells of one.
    PersonId person(const QString &name, const QString &role)
    {
        const service::Standing standing{PersonId::make(*clock, *rng), name, rng->bytes(16), rng->bytes(32), {role}};
        if (!await(store->write([standing](store::Database &db) { return service::noteStanding(db, standing); })))
            qFatal("no standing");
        names.insert(standing.person, name);
        return standing.person;
    }

    /// One record of the province's feed.
    void pull(record::Kind kind, RecordId root, RecordId id, const record::Body &body, qint64 village)
    {
        record::Record row;
        row.id = id;
        row.part = part;
        row.village = village;
        row.root = root;
        row.kind = QString(record::nameOf(kind));
        row.ch = 1;
        row.ver = 1;
        row.seq = ++seq;
        row.body = record::encodeBody(body);
        const store::FeedPage page{part, 1, 1, {row}, seq, std::nullopt};
        if (!await(store->write([page](store::Database &db) { return store::applyPage(db, page); })))
            qFatal("not applied");
    }

    std::shared_ptr<service::Desk> desk(PersonId me, const QString &role)
    {
        auto ground = std::make_shared<service::Ground>();
        ground->clock = clock;
        ground->rng = rng;
        ground->store = store;
        ground->files = std::make_shared<vault::SealedFiles>(folder.filePath(QStringLiteral("files")));
        ground->device = [](QByteArrayView) -> Result<QByteArray> { return QByteArray(64, '\1'); };
        ground->deviceId = DeviceId::make(*clock, *rng);
        ground->me = {me, names.value(me), role, {}, part, {}};
        auto parts = std::make_unique<service::DeskParts>();
        parts->ground = ground;
        return std::make_shared<service::Desk>(std::move(parts));
    }
};

} // namespace ruhu::tests
