// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/parts.h"

#include <QTimeZone>

namespace ruhu::service {

QDate chinaDay(qint64 atMs)
{
    static const QTimeZone china("Asia/Shanghai");
    return QDateTime::fromMSecsSinceEpoch(atMs, china).date();
}

QDate Ground::today() const
{
    return chinaDay(clock->wallMs());
}

crypto::SecretBytes takePassword(QByteArray &&password)
{
    return crypto::SecretBytes::takeFrom(password);
}

Desk::Desk(std::unique_ptr<DeskParts> parts)
    : m(std::move(parts))
{
    m->gui = this;
    m->today = std::make_unique<Today>(*m);
    m->households = std::make_unique<Households>(*m);
    m->visits = std::make_unique<Visits>(*m);
    m->casework = std::make_unique<Casework>(*m);
    m->conflicts = std::make_unique<Conflicts>(*m);
    m->exchange = std::make_unique<Exchange>(*m);
    // Emitted on the writer thread; the queue brings it here.
    connect(m->ground->store.get(), &store::Store::changed, this, [this](const QList<RecordId> &roots) {
        constexpr qsizetype tooMany = 200; // of a page of the feed: reloading the screen once is cheaper
        Changes changes;
        changes.outbox = true;
        changes.conflicts = true;
        changes.everything = roots.size() > tooMany;
        for (const RecordId &root : roots)
            changes.households.insert(root.as<HouseholdTag>());
        Q_EMIT changed(changes);
    });
}

Desk::~Desk() = default;

void Desk::endExchange()
{
    m->sync.reset();
}

const Me &Desk::me() const
{
    return m->ground->me;
}

QList<Colleague> Desk::colleagues() const
{
    return m->colleagues;
}

Today &Desk::today()
{
    return *m->today;
}

Households &Desk::households()
{
    return *m->households;
}

Visits &Desk::visits()
{
    return *m->visits;
}

Casework &Desk::casework()
{
    return *m->casework;
}

Conflicts &Desk::conflicts()
{
    return *m->conflicts;
}

Exchange &Desk::exchange()
{
    return *m->exchange;
}

} // namespace ruhu::service
