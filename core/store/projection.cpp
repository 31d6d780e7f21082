// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// The typed rows of the merged view. One table of columns per kind says everything; a record's rows are dropped and
// made anew whenever its view may have changed, so that rebuilding gives the same rows as living with them.
#include "core/record/mutation.h"
#include "core/store/blobs.h"
#include "core/store/householdsummary_p.h"
#include "core/store/searchkeys_p.h"
#include "core/store/view.h"

#include <QCborArray>

#include <array>
#include <span>

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;
using record::Body;
using record::Kind;

namespace {

enum class Type {
    Text,
    Number,
    Bytes,
    Flag,  ///< Absent counts as true (a member counts unless somebody said no).
    Codes, ///< A list of codes as " A B ", a single code likewise.
};

struct Column
{
    QLatin1String name;
    QLatin1String key;
    Type type = Type::Text;
};

struct Table
{
    Kind kind;
    QLatin1String name;
    std::span<const Column> columns;
};

constexpr std::array memberColumns = {
    Column{"name"_L1, "identity.name"_L1},
    Column{"relation"_L1, "relation.relation"_L1},
    Column{"id_no"_L1, "identity.id_no"_L1},
    Column{"sex"_L1, "identity.sex"_L1},
    Column{"birth"_L1, "identity.birth"_L1},
    Column{"health"_L1, "health.health"_L1},
    Column{"serious_illness"_L1, "health.serious_illness"_L1, Type::Codes},
    Column{"chronic"_L1, "health.chronic"_L1},
    Column{"dis_type"_L1, "disability.dis_type"_L1},
    Column{"dis_grade"_L1, "disability.dis_grade"_L1},
    Column{"school_stage"_L1, "school.school_stage"_L1},
    Column{"elder_group"_L1, "membership.elder_group"_L1},
    Column{"child_category"_L1, "membership.child_category"_L1},
    Column{"counted"_L1, "membership.counted"_L1, Type::Flag},
};
constexpr std::array obligorColumns = {
    Column{"name"_L1, "identity.name"_L1},
    Column{"relation"_L1, "identity.relation"_L1},
    Column{"support_due"_L1, "support.support_due"_L1, Type::Number},
    Column{"support_paid"_L1, "support.support_paid"_L1, Type::Number},
};
constexpr std::array incomeColumns = {
    Column{"member"_L1, "item.member"_L1, Type::Bytes},
    Column{"kind"_L1, "item.kind"_L1},
    Column{"declared"_L1, "item.declared"_L1, Type::Number},
    Column{"verified"_L1, "item.verified"_L1, Type::Number},
    Column{"exempt"_L1, "item.exempt"_L1},
};
constexpr std::array propertyColumns = {
    Column{"owner"_L1, "item.owner"_L1, Type::Bytes},
    Column{"kind"_L1, "item.kind"_L1},
    Column{"amount"_L1, "item.amount"_L1, Type::Number},
    Column{"exempt"_L1, "item.exempt"_L1},
    Column{"source"_L1, "item.source"_L1},
};
constexpr std::array expenditureColumns = {
    Column{"member"_L1, "item.member"_L1, Type::Bytes}, Column{"kind"_L1, "item.kind"_L1},
    Column{"total"_L1, "item.total"_L1, Type::Number},  Column{"covered"_L1, "item.covered"_L1, Type::Number},
    Column{"own"_L1, "item.own"_L1, Type::Number},
};
constexpr std::array applicationColumns = {
    Column{"case_no"_L1, "reason.case_no"_L1},
    Column{"program"_L1, "programmes.program"_L1, Type::Codes},
    Column{"applied_on"_L1, "reason.applied_on"_L1},
    Column{"handler"_L1, "handler.handler"_L1, Type::Bytes},
};
constexpr std::array taskColumns = {
    Column{"what"_L1, "status.what"_L1},     Column{"subject"_L1, "status.subject"_L1, Type::Bytes},
    Column{"status"_L1, "status.status"_L1}, Column{"due_on"_L1, "status.due_on"_L1},
    Column{"note"_L1, "status.note"_L1},     Column{"person"_L1, "assignee.person"_L1, Type::Bytes},
    Column{"role"_L1, "assignee.role"_L1},
};
constexpr std::array visitColumns = {
    Column{"application"_L1, "application"_L1, Type::Bytes},
    Column{"reason"_L1, "reason"_L1},
    Column{"outcome"_L1, "outcome"_L1},
    Column{"start_at"_L1, "start_at"_L1, Type::Number},
    Column{"result"_L1, "result"_L1},
};
constexpr std::array stepColumns = {
    Column{"application"_L1, "application"_L1, Type::Bytes},
    Column{"from_state"_L1, "from"_L1},
    Column{"to_state"_L1, "to"_L1},
    Column{"at"_L1, "at"_L1, Type::Number},
};
constexpr std::array checkResultColumns = {
    Column{"application"_L1, "application"_L1, Type::Bytes},
    Column{"received_on"_L1, "received_on"_L1},
    Column{"match"_L1, "match"_L1, Type::Number},
};
constexpr std::array opinionColumns = {
    Column{"application"_L1, "application"_L1, Type::Bytes},
    Column{"result"_L1, "result"_L1},
    Column{"amount"_L1, "amount"_L1, Type::Number},
    Column{"by_person"_L1, "by"_L1, Type::Bytes},
    Column{"at"_L1, "at"_L1, Type::Number},
};
constexpr std::array photoColumns = {
    Column{"visit"_L1, "visit"_L1, Type::Bytes},        Column{"kind"_L1, "kind"_L1},
    Column{"taken_at"_L1, "taken_at"_L1, Type::Number}, Column{"thumb"_L1, "thumb"_L1, Type::Bytes},
    Column{"evidence"_L1, "evidence"_L1, Type::Bytes},  Column{"phash"_L1, "phash"_L1, Type::Bytes},
};
constexpr std::array signatureColumns = {
    Column{"signs"_L1, "signs"_L1, Type::Bytes},
    Column{"role"_L1, "role"_L1},
    Column{"person"_L1, "person"_L1, Type::Bytes},
    Column{"member"_L1, "member"_L1, Type::Bytes},
};
constexpr std::array resolutionColumns = {
    Column{"cid"_L1, "cid"_L1, Type::Bytes},
    Column{"by_person"_L1, "by"_L1, Type::Bytes},
};
constexpr std::array certificateColumns = {
    Column{"person"_L1, "person"_L1, Type::Bytes},          Column{"name"_L1, "name"_L1},
    Column{"serial"_L1, "serial"_L1, Type::Bytes},          Column{"sign_key"_L1, "sign_key"_L1, Type::Bytes},
    Column{"not_before"_L1, "not_before"_L1, Type::Number}, Column{"bytes"_L1, "bytes"_L1, Type::Bytes},
};
constexpr std::array grantColumns = {
    Column{"person"_L1, "person"_L1, Type::Bytes},
    Column{"role"_L1, "role"_L1},
    Column{"division"_L1, "division"_L1, Type::Number},
    Column{"lease_until"_L1, "lease_until"_L1, Type::Number},
};
constexpr std::array packColumns = {
    Column{"name"_L1, "name"_L1},
    Column{"version"_L1, "version"_L1},
    Column{"valid_from"_L1, "valid_from"_L1},
    Column{"valid_to"_L1, "valid_to"_L1},
    Column{"hash"_L1, "hash"_L1, Type::Bytes},
};
constexpr std::array conflictColumns = {
    Column{"target"_L1, "target"_L1, Type::Bytes},
    Column{"kind"_L1, "kind"_L1},
    Column{"grp"_L1, "group"_L1},
    Column{"state"_L1, "state"_L1},
};
constexpr std::array listRowColumns = {
    Column{"no"_L1, "no"_L1},
    Column{"name"_L1, "name"_L1},
    Column{"village_name"_L1, "village_name"_L1},
    Column{"members"_L1, "size"_L1, Type::Number},
    Column{"program"_L1, "program"_L1, Type::Codes},
};

constexpr std::array tables = {
    Table{Kind::Member, "member"_L1, memberColumns},
    Table{Kind::Obligor, "obligor"_L1, obligorColumns},
    Table{Kind::Income, "income"_L1, incomeColumns},
    Table{Kind::Property, "property"_L1, propertyColumns},
    Table{Kind::Expenditure, "expenditure"_L1, expenditureColumns},
    Table{Kind::Application, "application"_L1, applicationColumns},
    Table{Kind::Task, "task"_L1, taskColumns},
    Table{Kind::Visit, "visit"_L1, visitColumns},
    Table{Kind::Step, "step"_L1, stepColumns},
    Table{Kind::CheckResult, "check_result"_L1, checkResultColumns},
    Table{Kind::Opinion, "opinion"_L1, opinionColumns},
    Table{Kind::Photo, "photo"_L1, photoColumns},
    Table{Kind::Signature, "signature"_L1, signatureColumns},
    Table{Kind::Resolution, "resolution"_L1, resolutionColumns},
    Table{Kind::Certificate, "certificate"_L1, certificateColumns},
    Table{Kind::Grant, "grant_row"_L1, grantColumns},
    Table{Kind::Pack, "pack"_L1, packColumns},
    Table{Kind::Conflict, "conflict"_L1, conflictColumns},
    Table{Kind::ListRow, "listrow"_L1, listRowColumns},
};

const Table *tableOf(Kind kind)
{
    const auto found = std::ranges::find(tables, kind, &Table::kind);
    return found == tables.end() ? nullptr : &*found;
}

QVariant valueOf(const Body &body, const Column &column)
{
    switch (column.type) {
    case Type::Text: return record::text(body, column.key);
    case Type::Number: return body.value(column.key).isTrue() ? 1 : record::number(body, column.key);
    case Type::Bytes: return record::bytes(body, column.key);
    case Type::Flag: return int(record::flag(body, column.key, true));
    case Type::Codes: return codeSet(record::codes(body, column.key));
    }
    return {};
}

/// The record that this one is about: what viewsAbout() looks for.
QByteArray aboutOf(Kind kind, const Body &body)
{
    switch (kind) {
    case Kind::Photo: {
        const QByteArray visit = record::bytes(body, "visit"_L1);
        return visit.isEmpty() ? record::bytes(body, "application"_L1) : visit;
    }
    case Kind::Signature: return record::bytes(body, "signs"_L1);
    case Kind::Resolution: return record::bytes(body, "cid"_L1);
    case Kind::Conflict: return record::bytes(body, "target"_L1);
    case Kind::Task: return record::bytes(body, "status.subject"_L1);
    default:
        return record::info(kind).kindClass == record::KindClass::Document ? QByteArray()
                                                                           : record::bytes(body, "application"_L1);
    }
}

qint64 timeOf(Kind kind, const Body &body)
{
    switch (kind) {
    case Kind::Visit: return record::number(body, "start_at"_L1);
    case Kind::Photo: return record::number(body, "taken_at"_L1);
    default: return record::number(body, "at"_L1);
    }
}

/// A blob that a record of some kind names.
struct NamedBlob
{
    Kind kind;
    QLatin1String hash;
    QLatin1String length;
    record::BlobRole role;
    BlobState state; ///< When it is not here.
};

using enum record::BlobRole;
constexpr std::array namedBlobs = {
    NamedBlob{Kind::Photo, "thumb"_L1, "thumb_len"_L1, Thumbnail, BlobState::Wanted},
    NamedBlob{Kind::Photo, "evidence"_L1, "evidence_len"_L1, Evidence, BlobState::Wanted},
    NamedBlob{Kind::Photo, "original"_L1, "original_len"_L1, Original, BlobState::Remote},
    NamedBlob{Kind::Visit, "submission"_L1, "submission_len"_L1, Submission, BlobState::Wanted},
    NamedBlob{Kind::Signature, "strokes"_L1, "strokes_len"_L1, Strokes, BlobState::Wanted},
    NamedBlob{Kind::Pack, "hash"_L1, "length"_L1, record::BlobRole::Pack, BlobState::Wanted},
};

Result<void> noteBlobs(Database &db, const View &view, Kind kind)
{
    for (const NamedBlob &named : namedBlobs) {
        if (named.kind != kind)
            continue;
        const QByteArray hash = record::bytes(view.body, named.hash);
        const qint64 length = record::number(view.body, named.length);
        if (hash.size() != 32 || length <= 0)
            continue;
        auto done = db.exec(u"INSERT INTO blob (hash, length, role, state, required, part, record, root, bid)"
                            " VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?) ON CONFLICT (hash) DO NOTHING"_s,
                            {hash, length, int(named.role), int(named.state), view.record.part, view.record.id.bytes(),
                             view.record.root.bytes(), QByteArray()});
        if (!done)
            return passOn(done);
    }
    return {};
}

Result<void> writeTyped(Database &db, const View &view, const Table &table)
{
    QString columns = u"id, root"_s;
    QString marks = u"?, ?"_s;
    Values values{view.record.id.bytes(), view.record.root.bytes()};
    for (const Column &column : table.columns) {
        columns += u", "_s + column.name;
        marks += u", ?"_s;
        values += valueOf(view.body, column);
    }
    auto done = db.exec(u"INSERT INTO "_s + table.name + u" ("_s + columns + u") VALUES ("_s + marks + u")"_s, values);
    return done ? Result<void>() : passOn(done);
}

struct Entry
{
    RecordId root;
    Kind kind = Kind::Unknown;
};

/// Removes what was written for a record; its household is dirty then.
Result<void> erase(Database &db, RecordId id, QSet<RecordId> &roots)
{
    const auto old = db.first(u"SELECT root, kind FROM entry WHERE id = ?"_s, {id.bytes()}, [](const Row &row) {
        return Entry{row.id<RecordId>(0), record::kindFromName(row.text(1))};
    });
    if (!old)
        return passOn(old);
    if (!*old)
        return {};
    roots.insert((*old)->root);
    QStringList statements{u"DELETE FROM entry WHERE id = ?"_s, u"DELETE FROM search_key WHERE source = ?"_s};
    if (const Table *table = tableOf((*old)->kind))
        statements += u"DELETE FROM "_s + table->name + u" WHERE id = ?"_s;
    for (const QString &statement : statements) {
        if (auto done = db.exec(statement, {id.bytes()}); !done)
            return passOn(done);
    }
    return {};
}

Result<void> write(Database &db, const View &view, QSet<RecordId> &roots)
{
    const Kind kind = view.record.kindOf();
    roots.insert(view.record.root);
    auto done = db.exec(u"INSERT INTO entry (id, root, kind, part, about, at) VALUES (?, ?, ?, ?, ?, ?)"_s,
                        {view.record.id.bytes(), view.record.root.bytes(), view.record.kind, view.record.part,
                         aboutOf(kind, view.body), timeOf(kind, view.body)});
    if (!done)
        return passOn(done);
    if (const Table *table = tableOf(kind)) {
        if (auto typed = writeTyped(db, view, *table); !typed)
            return typed;
    }
    if (auto noted = noteBlobs(db, view, kind); !noted)
        return noted;
    return writeSearchKeys(db, view);
}

} // namespace

Result<void> project(Database &db, const QSet<RecordId> &ids)
{
    QSet<RecordId> roots;
    for (const RecordId &id : ids) {
        if (auto done = erase(db, id, roots); !done)
            return done;
        const auto now = view(db, id);
        if (!now)
            return passOn(now);
        if (!*now)
            continue;
        if (auto done = write(db, **now, roots); !done)
            return done;
    }
    roots.remove(RecordId());
    for (const RecordId &root : roots) {
        if (auto done = summariseHousehold(db, root); !done)
            return done;
        db.touch(root);
    }
    return {};
}

Result<qint64> rebuildProjections(Database &db)
{
    return db.transact([&]() -> Result<qint64> {
        QStringList names{u"entry"_s, u"search_key"_s, u"household"_s, u"village"_s, u"village_key"_s};
        for (const Table &table : tables)
            names += table.name;
        for (const QString &name : names) {
            if (auto done = db.exec(u"DELETE FROM "_s + name); !done)
                return passOn(done);
        }
        const auto ids = db.list(u"SELECT id FROM record UNION SELECT id FROM mutation WHERE live ORDER BY id"_s, {},
                                 [](const Row &row) { return row.id<RecordId>(0); });
        if (!ids)
            return passOn(ids);
        if (auto done = project(db, QSet<RecordId>(ids->begin(), ids->end())); !done)
            return passOn(done);
        return ids->size();
    });
}

} // namespace ruhu::store
