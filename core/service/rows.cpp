// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/rows.h"

#include "core/domain/masking.h"
#include "core/domain/residentid.h"
#include "core/service/facts.h"
#include "core/service/namehits.h"

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

Place placeOf(qint64 village, const QString &name, const QString &address)
{
    Place place;
    place.village = village;
    place.villageName = name.isEmpty() ? DivisionCode{village}.text() : name;
    // The group stands behind the village in the address; a house number behind it is not for lists.
    if (const qsizetype at = address.indexOf(place.villageName); at >= 0) {
        const QString rest = address.mid(at + place.villageName.size());
        const qsizetype end = rest.indexOf(QChar(0x7ec4)); // "group", the last character of its name
        if (end >= 0)
            place.group = rest.left(end + 1);
    }
    return place;
}

HouseholdRow rowOf(const store::HouseholdRow &row, const Ground &ground, const QString &query)
{
    HouseholdRow out;
    out.id = row.id.as<HouseholdTag>();
    out.number = row.number;
    out.headName = row.headName;
    out.nameHits = nameHits(row.headName, query);
    out.idTail = row.headId.right(4);
    out.headAge = completedYears(QDate::fromString(row.headBirth, Qt::ISODate), ground.today());
    out.place = placeOf(row.village, row.villageName, row.address);
    out.members = row.members;
    out.programmes = row.programmes;
    out.applying = row.applying;
    out.tags = row.tags;
    out.lastVisit = row.lastVisitMs > 0 ? chinaDay(row.lastVisitMs) : QDate();
    out.draft = row.draft;
    out.conflicts = row.conflicts;
    out.unsentPhotos = row.unsentPhotos;
    out.unsent = row.unsent > 0;
    out.complete = row.complete;
    return out;
}

ApplicationRow rowOf(const store::ApplicationRow &row)
{
    ApplicationRow out;
    out.id = row.id.as<ApplicationTag>();
    out.number = row.number;
    out.household = row.root.as<HouseholdTag>();
    out.headName = row.headName;
    out.place = placeOf(row.village, row.villageName);
    out.programme = row.programmes.value(0);
    return out;
}

PhotoRow photoRowOf(const store::View &photo)
{
    PhotoRow row;
    row.id = photo.record.id.as<PhotoTag>();
    row.visit = record::ref<VisitId>(photo.body, "visit"_L1);
    row.kind = record::text(photo.body, "kind"_L1);
    row.caption = record::text(photo.body, "caption"_L1);
    row.takenAtMs = record::number(photo.body, "taken_at"_L1);
    row.sent = photo.standing == store::Standing::Received;
    return row;
}

Deadline deadlineOf(const Ground &ground, QDate due)
{
    Deadline deadline;
    deadline.date = due;
    if (!due.isValid())
        return deadline;
    const QDate today = ground.today();
    if (ground.policy) {
        deadline.workingDaysLeft = ground.policy->calendar().workdaysBetween(today, due);
        deadline.provisional = ground.policy->calendar().isProvisional(due);
    } else {
        deadline.workingDaysLeft = rules::WorkCalendar().workdaysBetween(today, due);
        deadline.provisional = true;
    }
    return deadline;
}

bool mayReveal(const Me &me)
{
    const auto role = roleFromName(me.role);
    return role && *role != Role::VillageReporter && *role != Role::SecurityAdmin;
}

bool mayCorrect(const Me &me)
{
    const auto role = roleFromName(me.role);
    return role == Role::Investigator || role == Role::TownshipHandler;
}

} // namespace ruhu::service
