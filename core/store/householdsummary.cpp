// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/householdsummary_p.h"

#include "core/store/searchkeys_p.h"
#include "core/text/pinyin.h"

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct ListRow
{
    QString number;
    QString name;
    QString villageName;
    qint64 members = 0;
    QStringList programmes;
    RecordId id;
};

struct Members
{
    qint64 counted = 0;
    QStringList tags;
    QString headName;
    QString headId;
    QString headBirth;
};

struct MemberRow
{
    QString name, relation, idNumber, birth;
    bool counted = true;
    QStringList tags;
};

/// One mark per special group in a household, in this order: all that a list row says of people.
QStringList tagsOf(const Row &row)
{
    const auto set = [&row](int column) {
        const QString value = row.text(column).trimmed();
        return !value.isEmpty() && value != "0"_L1 && value != "NONE"_L1;
    };
    QStringList tags;
    if (set(5))
        tags += u"disability"_s;
    if (set(6))
        tags += u"illness"_s;
    if (set(7))
        tags += u"chronic"_s;
    if (set(8))
        tags += u"student"_s;
    if (set(9))
        tags += u"elder"_s;
    if (set(10))
        tags += u"child"_s;
    return tags;
}

Result<Members> membersOf(Database &db, RecordId root)
{
    const auto rows =
        db.list(u"SELECT name, relation, id_no, birth, counted, dis_type, serious_illness, chronic,"
                " school_stage, elder_group, child_category FROM member WHERE root = ? ORDER BY id"_s,
                {root.bytes()}, [](const Row &row) {
                    return MemberRow{row.text(0), row.text(1), row.text(2), row.text(3), row.flag(4), tagsOf(row)};
                });
    if (!rows)
        return passOn(rows);
    Members members;
    for (const MemberRow &row : *rows) {
        members.counted += row.counted;
        for (const QString &tag : row.tags) {
            if (!members.tags.contains(tag))
                members.tags += tag;
        }
        // RELATION of GB/T 4761: 01 the person, 02 the head of the household.
        if (members.headName.isEmpty() && (row.relation == "01"_L1 || row.relation == "02"_L1)) {
            members.headName = row.name;
            members.headId = row.idNumber;
            members.headBirth = row.birth;
        }
    }
    members.tags.sort();
    return members;
}

struct Applying
{
    RecordId id;
    QString programme;
};

/// The newest application that has not come to an end.
Result<std::optional<Applying>> applyingOf(Database &db, RecordId root)
{
    return db.first(
        u"SELECT a.id, a.program FROM application a WHERE a.root = ? AND ifnull((SELECT s.to_state FROM step s"
        " WHERE s.application = a.id ORDER BY s.at DESC, s.id DESC LIMIT 1), '')"
        " NOT IN ('Refused', 'Published', 'InPayment', 'Stopped', 'Terminated', 'Withdrawn')"
        " ORDER BY a.id DESC LIMIT 1"_s,
        {root.bytes()}, [](const Row &row) {
            return Applying{row.id<RecordId>(0), codesOf(row.text(1)).value(0)};
        });
}

} // namespace

QString codeSet(const QStringList &codes)
{
    return codes.isEmpty() ? QString() : u' ' + codes.join(u' ') + u' ';
}

QStringList codesOf(const QString &set)
{
    return set.split(u' ', Qt::SkipEmptyParts);
}

Result<void> summariseHousehold(Database &db, RecordId root)
{
    const auto full = view(db, root);
    if (!full)
        return passOn(full);
    const auto listed = db.first(u"SELECT no, name, village_name, members, program, id FROM listrow WHERE root = ?"
                                 " ORDER BY id LIMIT 1"_s,
                                 {root.bytes()}, [](const Row &row) {
                                     return ListRow{row.text(0),   row.text(1),          row.text(2),
                                                    row.number(3), codesOf(row.text(4)), row.id<RecordId>(5)};
                                 });
    if (!listed)
        return passOn(listed);
    const bool complete = *full && (*full)->record.kindOf() == record::Kind::Household;
    if (auto done = db.exec(u"DELETE FROM household WHERE id = ?"_s, {root.bytes()}); !done)
        return passOn(done);
    if (!complete && !*listed)
        return {};

    const auto members = membersOf(db, root);
    if (!members)
        return passOn(members);
    const auto applying = applyingOf(db, root);
    if (!applying)
        return passOn(applying);
    const auto lastVisit = db.number(u"SELECT ifnull(max(start_at), 0) FROM visit WHERE root = ?"_s, {root.bytes()});
    if (!lastVisit)
        return passOn(lastVisit);
    const record::Body body = complete ? (*full)->body : record::Body();
    const ListRow row = listed->value_or(ListRow());
    qint32 part = complete ? (*full)->record.part : 0;
    qint64 village = complete ? (*full)->record.village : 0;
    if (*listed && (part == 0 || village == 0)) {
        const auto place = view(db, row.id);
        if (!place)
            return passOn(place);
        if (*place) {
            part = (*place)->record.part;
            village = (*place)->record.village;
        }
    }
    const auto firstOf = [](const QString &a, const QString &b, const QString &c = {}) {
        return !a.isEmpty() ? a : !b.isEmpty() ? b : c;
    };
    const QString name = firstOf(record::text(body, "head.applicant_name"_L1), members->headName, row.name);
    const QString headId = firstOf(record::text(body, "head.applicant_id"_L1), members->headId);
    const qint64 count = members->counted > 0 ? members->counted : record::number(body, "head.size"_L1, row.members);
    const QStringList programmes = complete ? record::codes(body, "situation.benefits_now"_L1) : row.programmes;
    auto done = db.exec(
        u"INSERT INTO household (id, part, village, village_name, no, name, sort_name, head_id, head_birth, address,"
        " direction, members, programmes, applying, application, tags, last_visit, complete)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"_s,
        {root.bytes(), part, village, row.villageName, firstOf(record::text(body, "head.no"_L1), row.number), name,
         text::sortKey(name), headId, members->headBirth,
         firstOf(record::text(body, "address.residence_address"_L1), record::text(body, "address.hukou_address"_L1)),
         record::text(body, "address.direction"_L1), count, codeSet(programmes),
         *applying ? (*applying)->programme : QString(), *applying ? (*applying)->id.bytes() : QByteArray(),
         codeSet(members->tags), *lastVisit, int(complete)});
    if (!done)
        return passOn(done);
    return writeVillageKeys(db, village, row.villageName);
}

} // namespace ruhu::store
