// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/households.h"

#include "core/store/householdsummary_p.h"
#include "core/store/searchkeys_p.h"

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;

namespace {

// The figures that change with every commit are counted for the rows of one page only.
const QString columns =
    u"SELECT h.id, h.part, h.village, h.village_name, h.no, h.name, h.head_id, h.head_birth, h.address, h.direction,"
    " h.members, h.programmes, h.applying, h.application, h.tags, h.last_visit, h.complete,"
    " (SELECT count(*) FROM conflict c WHERE c.root = h.id AND c.state <> 'resolved'"
    "  AND NOT EXISTS (SELECT 1 FROM resolution r WHERE r.cid = c.id)),"
    " (SELECT count(*) FROM blob b WHERE b.root = h.id AND b.state = 0 AND b.role = 1),"
    " (SELECT count(*) FROM mutation m JOIN outbox o ON o.bid = m.bid WHERE m.root = h.id AND m.live),"
    " (SELECT d.id FROM draft d WHERE d.household = h.id AND d.author = ? ORDER BY d.saved_at DESC LIMIT 1)"
    " FROM household h"_s;

HouseholdRow rowOf(const Row &row)
{
    HouseholdRow household;
    household.id = row.id<RecordId>(0);
    household.part = qint32(row.number(1));
    household.village = row.number(2);
    household.villageName = row.text(3);
    household.number = row.text(4);
    household.headName = row.text(5);
    household.headId = row.text(6);
    household.headBirth = row.text(7);
    household.address = row.text(8);
    household.direction = row.text(9);
    household.members = int(row.number(10));
    household.programmes = codesOf(row.text(11));
    household.applying = row.text(12);
    household.application = row.id<RecordId>(13);
    household.tags = codesOf(row.text(14));
    household.lastVisitMs = row.number(15);
    household.complete = row.flag(16);
    household.conflicts = int(row.number(17));
    household.unsentPhotos = int(row.number(18));
    household.unsent = int(row.number(19));
    household.draft = row.id<DraftId>(20);
    return household;
}

QString conditionOf(const HouseholdFilter &filter, Values &values)
{
    QStringList conditions;
    if (const QString search = searchCondition(filter.text, values); !search.isEmpty())
        conditions += search;
    if (!filter.villages.isEmpty()) {
        conditions += u"h.village IN (?"_s + u", ?"_s.repeated(filter.villages.size() - 1) + u')';
        for (qint64 village : filter.villages)
            values += village;
    }
    if (!filter.programmes.isEmpty()) {
        const QString one = u"instr(h.programmes || ' ' || h.applying || ' ', ?) > 0"_s;
        conditions += u'(' + QStringList(filter.programmes.size(), one).join(u" OR "_s) + u')';
        for (const QString &programme : filter.programmes)
            values += QString(u' ' + programme + u' ');
    }
    if (filter.notVisitedSinceMs > 0) {
        conditions += u"h.last_visit < ?"_s;
        values += filter.notVisitedSinceMs;
    }
    if (filter.onlyUnsent) {
        conditions +=
            u"(EXISTS (SELECT 1 FROM mutation m JOIN outbox o ON o.bid = m.bid WHERE m.root = h.id AND m.live)"
            " OR EXISTS (SELECT 1 FROM blob b WHERE b.root = h.id AND b.state = 0))"_s;
    }
    return conditions.isEmpty() ? QString() : u" WHERE "_s + conditions.join(u" AND "_s);
}

QString orderOf(HouseholdFilter::Sort sort)
{
    switch (sort) {
    case HouseholdFilter::Sort::Village: return u" ORDER BY h.village, h.no, h.id"_s;
    case HouseholdFilter::Sort::Name: return u" ORDER BY h.sort_name, h.id"_s;
    case HouseholdFilter::Sort::Urgency: break;
    }
    // Of a household whose file is still on its way nobody knows the last visit: unknown is not never, so it comes
    // last.
    return u" ORDER BY EXISTS (SELECT 1 FROM draft d WHERE d.household = h.id AND d.author = ?) DESC,"
           " (h.complete = 0 AND h.last_visit = 0), h.last_visit, h.no, h.id"_s;
}

} // namespace

Result<HouseholdPage> householdPage(Database &db, const HouseholdFilter &filter, int offset, int limit)
{
    Values conditionValues;
    const QString condition = conditionOf(filter, conditionValues);
    HouseholdPage page;
    const auto all = db.number(u"SELECT count(*) FROM household"_s);
    if (!all)
        return passOn(all);
    page.all = page.total = int(*all);
    if (!condition.isEmpty()) {
        const auto total = db.number(u"SELECT count(*) FROM household h"_s + condition, conditionValues);
        if (!total)
            return passOn(total);
        page.total = int(*total);
    }
    Values values{filter.person.bytes()};
    values += conditionValues;
    if (filter.sort == HouseholdFilter::Sort::Urgency)
        values += filter.person.bytes();
    values << std::clamp(limit, 1, householdPageRows) << std::max(offset, 0);
    auto rows = db.list(columns + condition + orderOf(filter.sort) + u" LIMIT ? OFFSET ?"_s, values, rowOf);
    if (!rows)
        return passOn(rows);
    page.rows = *std::move(rows);
    return page;
}

Result<HouseholdRow> household(Database &db, RecordId id, PersonId person)
{
    const auto row = db.first(columns + u" WHERE h.id = ?"_s, {person.bytes(), id.bytes()}, rowOf);
    if (!row)
        return passOn(row);
    if (!*row)
        return fail(ErrorCode::NotFound);
    return **row;
}

Result<QList<VillageCount>> villages(Database &db)
{
    return db.list(u"SELECT h.village, max(ifnull(v.name, h.village_name)), count(*) FROM household h"
                   " LEFT JOIN village v ON v.code = h.village GROUP BY h.village ORDER BY h.village"_s,
                   {}, [](const Row &row) {
                       return VillageCount{row.number(0), row.text(1), int(row.number(2))};
                   });
}

namespace {

const QString applicationColumns =
    u"SELECT a.id, a.root, a.case_no, a.program, ifnull(s.to_state, ''), ifnull(s.at, 0), a.applied_on,"
    " ifnull(h.name, ''), ifnull(h.village, 0), ifnull(h.village_name, ''), a.handler FROM application a"
    " LEFT JOIN household h ON h.id = a.root LEFT JOIN step s ON s.id = (SELECT t.id FROM step t"
    " WHERE t.application = a.id ORDER BY t.at DESC, t.id DESC LIMIT 1) "_s;

ApplicationRow applicationRow(const Row &row)
{
    ApplicationRow application;
    application.id = row.id<RecordId>(0);
    application.root = row.id<RecordId>(1);
    application.number = row.text(2);
    application.programmes = codesOf(row.text(3));
    application.state = row.text(4);
    application.stateAtMs = row.number(5);
    application.appliedOn = row.text(6);
    application.headName = row.text(7);
    application.village = row.number(8);
    application.villageName = row.text(9);
    application.handler = row.id<PersonId>(10);
    return application;
}

} // namespace

Result<QList<ApplicationRow>> applications(Database &db)
{
    return db.list(applicationColumns + u"ORDER BY a.id"_s, {}, applicationRow);
}

Result<std::optional<ApplicationRow>> application(Database &db, RecordId id)
{
    return db.first(applicationColumns + u"WHERE a.id = ?"_s, {id.bytes()}, applicationRow);
}

Result<QList<TaskRow>> openTasks(Database &db, PersonId person)
{
    return db.list(u"SELECT id, root, what, subject, status, due_on, note, person, role FROM task"
                   " WHERE status = 'OPEN' AND (person = ? OR person = zeroblob(16) OR length(person) = 0)"
                   " ORDER BY due_on = '', due_on, id"_s,
                   {person.bytes()}, [](const Row &row) {
                       return TaskRow{row.id<RecordId>(0), row.id<RecordId>(1), row.text(2),
                                      row.id<RecordId>(3), row.text(4),         row.text(5),
                                      row.text(6),         row.id<PersonId>(7), row.text(8)};
                   });
}

Result<QList<ConflictRow>> openConflicts(Database &db, RecordId root)
{
    const QString where = root.isNull() ? u" AND ? IS NOT NULL"_s : u" AND c.root = ?"_s;
    auto rows = db.list(u"SELECT c.id, c.root, c.target, c.kind, c.grp FROM conflict c WHERE c.state <> 'resolved'"
                        " AND NOT EXISTS (SELECT 1 FROM resolution r WHERE r.cid = c.id)"_s +
                            where + u" ORDER BY c.root, c.id"_s,
                        {root.bytes()}, [](const Row &row) {
                            return ConflictRow{row.id<RecordId>(0), row.id<RecordId>(1), row.id<RecordId>(2),
                                               row.text(3),         row.text(4),         {}};
                        });
    if (!rows)
        return rows;
    for (ConflictRow &row : *rows) {
        auto found = view(db, row.cid);
        if (!found)
            return passOn(found);
        if (*found)
            row.body = (*found)->body;
    }
    return rows;
}

Result<QList<PersonRow>> people(Database &db)
{
    return db.list(u"SELECT c.person, c.name, ifnull((SELECT g.role FROM grant_row g WHERE g.person = c.person"
                   " ORDER BY g.id DESC LIMIT 1), ''), c.serial, c.sign_key, c.bytes FROM certificate c"
                   " WHERE length(c.person) = 16 AND c.id = (SELECT d.id FROM certificate d WHERE d.person = c.person"
                   " ORDER BY d.not_before DESC, d.id DESC LIMIT 1) ORDER BY c.name, c.person"_s,
                   {}, [](const Row &row) {
                       return PersonRow{row.id<PersonId>(0), row.text(1),  row.text(2),
                                        row.bytes(3),        row.bytes(4), row.bytes(5)};
                   });
}

} // namespace ruhu::store
