// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/households.h"

#include "core/domain/masking.h"
#include "core/service/dossier.h"
#include "core/service/facts.h"
#include "core/service/rows.h"
#include "core/store/blobs.h"
#include "core/store/journal.h"

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;

namespace {

constexpr qint64 dayMs = 24LL * 3600 * 1000;

store::HouseholdFilter filterOf(const HouseholdQuery &query, const Ground &ground)
{
    store::HouseholdFilter filter;
    filter.text = query.text;
    filter.villages = query.villages;
    filter.programmes = query.programmes;
    if (query.notVisitedForDays > 0)
        filter.notVisitedSinceMs = ground.clock->wallMs() - query.notVisitedForDays * dayMs;
    filter.onlyUnsent = query.onlyUnsent;
    filter.person = ground.me.person;
    switch (query.sort) {
    case HouseholdQuery::Sort::Urgency: filter.sort = store::HouseholdFilter::Sort::Urgency; break;
    case HouseholdQuery::Sort::Village: filter.sort = store::HouseholdFilter::Sort::Village; break;
    case HouseholdQuery::Sort::Name: filter.sort = store::HouseholdFilter::Sort::Name; break;
    }
    return filter;
}

/// Bytes of one derivative of a photo: its file name, key and plain length stand in the record.
Result<QByteArray> openDerivative(const Ground &ground, const store::View &photo, const QString &role,
                                  const QString &field)
{
    const QByteArray name = photo.body.value(field).toByteArray();
    QByteArray plainKey = photo.body.value(field + u"_key"_s).toByteArray();
    const qint64 length = photo.body.value(field + u"_len"_s).toInteger();
    if (name.isEmpty())
        return fail(ErrorCode::NotFound, u"no "_s + role);
    const crypto::SecretBytes key = crypto::SecretBytes::takeFrom(plainKey);
    return ground.files->open(name, key, vault::sealedFileContext(photo.record.id, role.toLatin1(), length));
}

Result<Revealed> revealed(const Ground &ground, store::Database &db, HouseholdId household)
{
    const auto views = store::viewsOf(db, household.as<RecordTag>());
    if (!views)
        return passOn(views);
    Revealed out;
    bool found = false;
    for (const store::View &view : *views) {
        if (view.record.kindOf() == record::Kind::Household) {
            const Household values = householdOf(view);
            out.phone = values.contact.phone;
            out.account = values.bank.accountNo;
            found = true;
        } else if (view.record.kindOf() == record::Kind::Member) {
            const Member values = memberOf(view);
            out.idNumbers.insert(values.id, values.identity.idNo);
            out.phones.insert(values.id, values.identity.phone);
        }
    }
    if (!found)
        return fail(ErrorCode::NotFound, u"household"_s);
    store::AuditRow line;
    line.atMs = ground.clock->wallMs();
    line.person = ground.me.person;
    line.what = u"reveal"_s;
    line.ref = household.as<RecordTag>();
    if (auto logged = store::audit(db, line, ground.device); !logged)
        return passOn(logged); // not shown unless it is written down
    out.untilMonotonicMs = ground.clock->monotonicMs() + Households::revealSeconds * 1000LL;
    return out;
}

} // namespace

Households::Households(DeskParts &desk)
    : m_desk(desk)
{
}

Answer<HouseholdPage> Households::page(const HouseholdQuery &query, int offset, int limit)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground, query, offset, limit](store::Database &db) -> Result<HouseholdPage> {
        const auto found = store::householdPage(db, filterOf(query, *ground), offset, limit);
        if (!found)
            return passOn(found);
        HouseholdPage page;
        page.total = found->total;
        page.all = found->all;
        for (const store::HouseholdRow &row : found->rows)
            page.rows.append(rowOf(row, *ground, query.text));
        return page;
    });
}

Answer<QList<VillageCount>> Households::villages()
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([](store::Database &db) -> Result<QList<VillageCount>> {
        const auto found = store::villages(db);
        if (!found)
            return passOn(found);
        QList<VillageCount> counts;
        for (const store::VillageCount &village : *found)
            counts.append({placeOf(village.village, village.name), village.households});
        return counts;
    });
}

Answer<Dossier> Households::dossier(HouseholdId household)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground, household](store::Database &db) { return dossierOf(db, *ground, household); });
}

Answer<Revealed> Households::reveal(HouseholdId household)
{
    const GroundPtr ground = m_desk.ground;
    if (!mayReveal(ground->me))
        return ready<Revealed>(fail(ErrorCode::NotAllowed, ground->me.role));
    return ground->store->write([ground, household](store::Database &db) { return revealed(*ground, db, household); });
}

Answer<QByteArray> Households::thumbnail(PhotoId photo)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground, photo](store::Database &db) -> Result<QByteArray> {
        const auto kept = store::thumbnail(db, photo.as<RecordTag>());
        if (!kept)
            return passOn(kept);
        if (*kept)
            return **kept;
        const auto view = store::view(db, photo.as<RecordTag>());
        if (!view)
            return passOn(view);
        if (!*view)
            return fail(ErrorCode::NotFound, u"photo"_s);
        return openDerivative(*ground, **view, u"thumbnail"_s, u"thumb"_s);
    });
}

Answer<QByteArray> Households::photo(PhotoId photo)
{
    const GroundPtr ground = m_desk.ground;
    return ground->store->read([ground, photo](store::Database &db) -> Result<QByteArray> {
        const auto view = store::view(db, photo.as<RecordTag>());
        if (!view)
            return passOn(view);
        if (!*view || (*view)->record.kindOf() != record::Kind::Photo)
            return fail(ErrorCode::NotFound, u"photo"_s);
        return openDerivative(*ground, **view, u"evidence"_s, u"evidence"_s);
    });
}

} // namespace ruhu::service
