// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/conflicts.h"

#include "core/domain/roles.h"
#include "core/record/merge.h"
#include "core/service/decidedconflict.h"
#include "core/service/dossier.h"
#include "core/service/facts.h"
#include "core/service/rows.h"
#include "core/service/valuetext.h"
#include "core/store/households.h"
#include "core/store/journal.h"

#include <QCborMap>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using GroundPtr = std::shared_ptr<const Ground>;
using record::Body;

namespace {

/// One conflict record with what it is about.
struct Opened
{
    store::ConflictRow row;
    Body body;
    Body base;
    Body theirs;
    Body mine;
    bool supervisor = false;
    bool archive = false;
};

Opened opened(const store::ConflictRow &row)
{
    Opened out;
    out.row = row;
    out.body = row.body;
    out.base = conflictCopy(out.body, u"base"_s);
    out.theirs = conflictCopy(out.body, u"theirs"_s);
    out.mine = conflictCopy(out.body, u"mine"_s);
    out.archive = record::flag(out.body, "archive"_L1) || row.group == record::wholeRecord;
    out.supervisor =
        row.group == record::wholeRecord || record::supervisorResolves(record::kindFromName(row.kind), row.group);
    return out;
}

bool maySolve(const Me &me, const Opened &conflict)
{
    const auto role = roleFromName(me.role);
    if (!role)
        return false;
    if (conflict.supervisor)
        return *role == Role::TownshipSupervisor;
    return *role == Role::TownshipSupervisor || *role == Role::TownshipHandler || *role == Role::Investigator;
}

QString personText(const QCborValue &value, const QHash<PersonId, QString> &names)
{
    if (value.isByteArray())
        return names.value(PersonId::fromBytes(value.toByteArray()));
    return value.toString();
}

ConflictItem itemOf(const Opened &conflict, const Ground &ground, const QHash<PersonId, QString> &names,
                    const QString &recordName)
{
    ConflictItem item;
    item.id = conflict.row.cid.as<ConflictTag>();
    item.household = conflict.row.root.as<HouseholdTag>();
    item.record = conflict.row.target;
    item.kind = conflict.row.kind;
    item.group = conflict.row.group;
    item.recordName = recordName;
    item.archive = conflict.archive;
    item.mineAtMs = record::number(conflict.body, "mine_at"_L1);
    item.mineBy = personText(conflict.body.value(u"mine_by"_s), names);
    item.theirsAtMs = record::number(conflict.body, "theirs_at"_L1);
    item.theirsBy = personText(conflict.body.value(u"theirs_by"_s), names);
    item.needsSupervisor = conflict.supervisor;
    item.mayResolve = maySolve(ground.me, conflict);
    item.fields = differingFields(conflict.body);
    return item;
}

Result<QList<Opened>> openOnes(store::Database &db, RecordId household = {})
{
    const auto rows = store::openConflicts(db, household);
    if (!rows)
        return passOn(rows);
    QList<Opened> out;
    for (const store::ConflictRow &row : *rows)
        out.append(opened(row));
    return out;
}

Result<QString> recordNameOf(store::Database &db, RecordId target)
{
    const auto view = store::view(db, target);
    if (!view)
        return passOn(view);
    if (!*view)
        return QString();
    const Body &body = (*view)->body;
    if (const QString name = record::text(body, "identity.name"_L1); !name.isEmpty())
        return name;
    const auto owner = record::ref<RecordId>(body, "item.member"_L1).isNull()
                           ? record::ref<RecordId>(body, "item.owner"_L1)
                           : record::ref<RecordId>(body, "item.member"_L1);
    return owner.isNull() || owner == target ? Result<QString>(QString()) : recordNameOf(db, owner);
}

/// Two different numbers that look alike behind their stars: nobody could choose between them.
bool looksAlike(const ConflictField &field)
{
    return field.mine == field.theirs && field.mine.contains(u'*');
}

/// Open conflicts of a household, masked; with `revealed` the numbers of which this person could not tell one from the
/// other are in full, and no others.
Result<QList<ConflictItem>> itemsOf(store::Database &db, const Ground &ground, HouseholdId household, bool revealed)
{
    const auto open = openOnes(db, household.as<RecordTag>());
    const auto names = peopleNames(db, ground);
    if (!open)
        return passOn(open);
    if (!names)
        return passOn(names);
    QList<ConflictItem> out;
    for (const Opened &conflict : *open) {
        const auto name = recordNameOf(db, conflict.row.target);
        if (!name)
            return passOn(name);
        ConflictItem item = itemOf(conflict, ground, *names, *name);
        for (ConflictField &field : item.fields) {
            if (!revealed || !item.mayResolve || !looksAlike(field))
                continue;
            const QCborValue mine = conflict.mine.contains(field.field) ? conflict.mine.value(field.field)
                                                                        : conflict.base.value(field.field);
            field.mine = mine.toString();
            field.theirs = conflict.theirs.value(field.field).toString();
        }
        out.append(item);
    }
    return out;
}

/// True when this person's sight of the household's numbers is in the audit chain, not longer ago than a reveal lasts:
/// a page that reloads with every sync does not fill the chain.
Result<bool> revealIsNoted(store::Database &db, const Ground &ground, HouseholdId household)
{
    const auto lines = store::auditRows(db);
    if (!lines)
        return passOn(lines);
    const qint64 since = ground.clock->wallMs() - Households::revealSeconds * 1000LL;
    return std::ranges::any_of(*lines, [&](const store::AuditRow &line) {
        return line.what == u"reveal" && line.person == ground.me.person && line.ref == household.as<RecordTag>() &&
               line.atMs >= since;
    });
}

/// The values of the whole group that the choice stands for.
Result<Body> chosenValues(const Opened &conflict, const ConflictChoice &choice)
{
    Body chosen;
    for (const QString &key : record::keysOf(record::kindFromName(conflict.row.kind), conflict.row.group)) {
        const QCborValue base = conflict.base.value(key);
        const QCborValue theirs = conflict.theirs.value(key);
        const QCborValue mine = conflict.mine.contains(key) ? conflict.mine.value(key) : base;
        QCborValue value;
        switch (choice.side) {
        case ConflictChoice::Side::Mine: value = mine; break;
        case ConflictChoice::Side::Theirs: value = theirs; break;
        case ConflictChoice::Side::Both:
            if (mine == theirs) {
                value = mine;
            } else if (isFreeText(key)) {
                value = QString(mine.toString() + u'\n' + theirs.toString());
            } else {
                return fail(ErrorCode::Rejected, key);
            }
            break;
        case ConflictChoice::Side::Rewritten: {
            if (!choice.rewritten.contains(key)) {
                value = theirs;
                break;
            }
            const auto read = valueFromText(key, choice.rewritten.value(key));
            if (!read)
                return passOn(read);
            value = *read;
            break;
        }
        }
        if (!value.isNull() && !value.isUndefined())
            chosen.insert(key, value);
    }
    return chosen;
}

QString sideName(ConflictChoice::Side side)
{
    switch (side) {
    case ConflictChoice::Side::Mine: return u"mine"_s;
    case ConflictChoice::Side::Theirs: return u"theirs"_s;
    case ConflictChoice::Side::Both: return u"both"_s;
    case ConflictChoice::Side::Rewritten: return u"rewritten"_s;
    }
    return {};
}

/// Resolution event and, unless theirs stays, the patch that carries it with `was` = theirs.
Result<QList<record::Mutation>> mutationsOf(store::Database &db, const Ground &ground, const Opened &conflict,
                                            const ConflictChoice &choice)
{
    if (!maySolve(ground.me, conflict))
        return fail(ErrorCode::NotAllowed, conflict.row.group);
    if (conflict.archive && choice.side != ConflictChoice::Side::Mine && choice.side != ConflictChoice::Side::Theirs)
        return fail(ErrorCode::Rejected, u"whole record"_s);
    const auto target = store::view(db, conflict.row.target);
    if (!target)
        return passOn(target);
    auto chosen = conflict.archive ? Result<Body>(Body()) : chosenValues(conflict, choice);
    if (!chosen)
        return passOn(chosen);

    record::Mutation resolution;
    resolution.id = ground.fresh<RecordId>();
    resolution.kind = QString(record::nameOf(record::Kind::Resolution));
    resolution.root = conflict.row.root;
    resolution.op = record::Op::Event;
    QCborMap values;
    for (auto entry = chosen->cbegin(); entry != chosen->cend(); ++entry)
        values.insert(entry.key(), entry.value());
    resolution.set = {{u"cid"_s, conflict.row.cid.bytes()},
                      {u"group"_s, conflict.row.group},
                      {u"chosen"_s, sideName(choice.side)},
                      {u"values"_s, values},
                      {u"seen_ver"_s, record::number(conflict.body, "theirs_ver"_L1)},
                      {u"by"_s, ground.me.person.bytes()},
                      {u"role"_s, ground.me.role},
                      {u"at"_s, ground.clock->wallMs()}};
    const auto household = store::view(db, conflict.row.root);
    resolution.part = household && *household ? (*household)->record.part : ground.me.part;
    QList<record::Mutation> out{resolution};
    if (choice.side == ConflictChoice::Side::Theirs || !*target)
        return out;

    record::Mutation patch;
    patch.id = conflict.row.target;
    patch.kind = conflict.row.kind;
    patch.root = conflict.row.root;
    patch.part = (*target)->record.part;
    patch.base = record::number(conflict.body, "theirs_ver"_L1, (*target)->record.ver);
    if (conflict.archive) {
        patch.op = record::Op::Archive;
        out.append(patch);
        return out;
    }
    patch.op = record::Op::Patch;
    for (const QString &key : record::keysOf(record::kindFromName(conflict.row.kind), conflict.row.group)) {
        const QCborValue theirs = conflict.theirs.value(key);
        patch.was.insert(key, theirs.isUndefined() ? QCborValue(nullptr) : theirs);
        if (chosen->value(key) != theirs)
            patch.set.insert(key, chosen->contains(key) ? chosen->value(key) : QCborValue(nullptr));
    }
    if (!patch.set.isEmpty())
        out.append(patch);
    return out;
}

} // namespace

Conflicts::Conflicts(DeskParts &desk)
    : m_desk(desk)
{
}

Answer<QList<ConflictHousehold>> Conflicts::households()
{
    return m_desk.ground->store->read([](store::Database &db) -> Result<QList<ConflictHousehold>> {
        const auto open = openOnes(db);
        if (!open)
            return passOn(open);
        QList<ConflictHousehold> out;
        for (const Opened &conflict : *open) {
            const auto known =
                std::ranges::find(out, conflict.row.root.as<HouseholdTag>(), &ConflictHousehold::household);
            if (known != out.end()) {
                ++known->conflicts;
                continue;
            }
            ConflictHousehold row;
            row.household = conflict.row.root.as<HouseholdTag>();
            if (const auto household = store::household(db, conflict.row.root)) {
                row.headName = household->headName;
                row.place = placeOf(household->village, household->villageName, household->address);
            }
            row.conflicts = 1;
            out.append(row);
        }
        return out;
    });
}

Answer<QList<ConflictItem>> Conflicts::of(HouseholdId household)
{
    const GroundPtr ground = m_desk.ground;
    using Items = Result<QList<ConflictItem>>;
    const Answer<QList<ConflictItem>> seen = ground->store->read([ground, household](store::Database &db) -> Items {
        const auto noted = revealIsNoted(db, *ground, household);
        return noted ? itemsOf(db, *ground, household, *noted && mayReveal(ground->me)) : passOn(noted);
    });
    if (!mayReveal(ground->me))
        return seen;
    return QFuture<Items>(seen)
        .then(m_desk.gui,
              [kept = std::weak_ptr(ground), household](const Items &items) -> Answer<QList<ConflictItem>> {
                  const bool readable = !items || std::ranges::none_of(*items, [](const ConflictItem &item) {
                      return item.mayResolve && std::ranges::any_of(item.fields, looksAlike);
                  });
                  const GroundPtr here = kept.lock(); // a strong one could die on the store's own thread
                  if (readable || !here)
                      return ready(items);
                  return here->store->write([here, household](store::Database &db) -> Items {
                      store::AuditRow line;
                      line.atMs = here->clock->wallMs();
                      line.person = here->me.person;
                      line.what = u"reveal"_s;
                      line.ref = household.as<RecordTag>();
                      if (auto logged = store::audit(db, line, here->device); !logged)
                          return passOn(logged); // not shown unless it is written down
                      return itemsOf(db, *here, household, true);
                  });
              })
        .unwrap();
}

Answer<void> Conflicts::resolve(const QList<ConflictChoice> &choices)
{
    const GroundPtr ground = m_desk.ground;
    if (choices.isEmpty())
        return ready<void>(fail(ErrorCode::Rejected, u"nothing chosen"_s));
    return ground->store->write([ground, choices](store::Database &db) -> Result<void> {
        const auto open = openOnes(db);
        if (!open)
            return passOn(open);
        store::LocalBundle bundle;
        bundle.author = ground->me.person;
        for (const ConflictChoice &choice : choices) {
            const auto found = std::ranges::find_if(
                *open, [&](const Opened &conflict) { return conflict.row.cid == choice.id.as<RecordTag>(); });
            if (found == open->cend())
                return fail(ErrorCode::AlreadyExists, u"resolved"_s);
            auto mutations = mutationsOf(db, *ground, *found, choice);
            if (!mutations)
                return passOn(mutations);
            bundle.mutations += *mutations;
        }
        const auto done = store::commitLocal(db, bundle, ground->stamp());
        if (!done)
            return passOn(done);
        return {};
    });
}

} // namespace ruhu::service
