// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/sim/world.h"

#include "sync/hub/admin.h"

namespace ruhu::sim {

using record::Body;
using record::Kind;
using record::Mutation;
using record::Op;

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 stormMs = 12 * 60 * second;

QString key(const char *name)
{
    return QLatin1String(name);
}

} // namespace

QString World::fresh()
{
    return QStringLiteral("v%1").arg(++m_fresh);
}

/// The households that are there before anybody works.
void World::settle()
{
    for (const qint32 part : m_parts) {
        QList<record::Record> records;
        for (int i = 0; i < 2; ++i) {
            const auto make = [&](const QString &kind, RecordId root, const Body &body) {
                record::Record record;
                record.id = RecordId::make(m_clock, m_rng);
                record.root = root.isNull() ? record.id : root;
                record.kind = kind;
                record.part = part;
                record.village = qint64(part) * 1000 + 201 + i;
                record.body = record::encodeBody(body);
                records.append(record);
                return record.id;
            };
            const RecordId root = make(key("household"), {},
                                       {{key("contact.phone"), fresh()},
                                        {key("contact.agent_name"), fresh()},
                                        {key("bank.account_no"), fresh()},
                                        {key("bank.bank_name"), fresh()},
                                        {key("situation.note"), fresh()}});
            make(key("member"), root,
                 {{key("identity.name"), fresh()}, {key("school.school"), fresh()}, {key("work.employer"), fresh()}});
            make(key("income"), root, {{key("item.note"), fresh()}, {key("item.basis"), fresh()}});
        }
        if (const auto imported = hub::importRecords(m_memory, m_clock, part, records); !imported)
            broken(QStringLiteral("import refused: %1").arg(imported.error().detail));
        m_imported += records;
    }
}

void World::schedulePeople()
{
    for (Laptop &laptop : m_laptops) {
        const qint64 deeds = m_rng.between(4, 14);
        for (qint64 i = 0; i < deeds; ++i)
            at(m_rng.between(5 * second, stormMs), [this, &laptop] { act(laptop); });
    }
}

/// Work goes on whether the engine runs or not: the store is the laptop.
void World::act(Laptop &laptop)
{
    if (laptop.screen) { // the person finishes what is open first
        saveScreen(laptop);
        return;
    }
    const qint64 dice = laptop.rng->between(0, 99);
    if (dice < 40) {
        openScreen(laptop);
        if (laptop.rng->chance(600))
            saveScreen(laptop); // a quick edit; otherwise others may come in between
    } else if (dice < 52) {
        createIncome(laptop);
    } else if (dice < 62) {
        archiveSomething(laptop);
    } else if (dice < 78) {
        visitWithPhoto(laptop);
    } else {
        resolveConflict(laptop);
    }
}

std::optional<LaptopStore::Seen> World::anyDocument(Laptop &laptop, const QList<Kind> &kinds)
{
    QList<LaptopStore::Seen> choice;
    for (const RecordId id : laptop.store->known()) {
        if (auto seen = laptop.store->see(id);
            seen && kinds.contains(seen->record.kindOf()) && laptop.parts.contains(seen->record.part))
            choice.append(*std::move(seen));
    }
    if (choice.isEmpty())
        return std::nullopt;
    return choice.at(laptop.rng->between(0, choice.size() - 1));
}

void World::openScreen(Laptop &laptop)
{
    laptop.screen = anyDocument(laptop, {Kind::Household, Kind::Member, Kind::Income});
}

/// One or two fields of what was on the screen, each with a value that nobody ever wrote before.
Body World::edited(const LaptopStore::Seen &seen, SeededRng &rng)
{
    static const QMap<Kind, QStringList> fields = {
        {Kind::Household,
         {key("contact.phone"), key("contact.agent_name"), key("bank.account_no"), key("bank.bank_name"),
          key("situation.note")}},
        {Kind::Member, {key("identity.name"), key("school.school"), key("work.employer")}},
        {Kind::Income, {key("item.note"), key("item.basis")}},
    };
    const QStringList choice = fields.value(seen.record.kindOf());
    Body body = seen.body;
    const qint64 count = rng.between(1, 2);
    for (qint64 i = 0; i < count; ++i)
        body[choice.at(rng.between(0, choice.size() - 1))] = fresh();
    return body;
}

void World::saveScreen(Laptop &laptop)
{
    const auto seen = std::exchange(laptop.screen, std::nullopt);
    if (!seen || !laptop.store->see(seen->record.id)) // somebody archived it meanwhile: the screen says so and closes
        return;
    if (auto patch = record::patchBetween(seen->record, seen->body, edited(*seen, *laptop.rng)))
        commit(laptop, {laptop.person, {*std::move(patch)}, {}, {}, {}});
}

void World::createIncome(Laptop &laptop)
{
    const auto household = anyDocument(laptop, {Kind::Household});
    if (!household)
        return;
    Mutation income;
    income.id = RecordId::make(*laptop.clock, *laptop.rng);
    income.kind = key("income");
    income.root = household->record.id;
    income.part = household->record.part;
    income.op = Op::Create;
    income.set = {{key("item.note"), fresh()}, {key("item.basis"), fresh()}};
    commit(laptop, {laptop.person, {income}, {}, {}, {}});
}

void World::archiveSomething(Laptop &laptop)
{
    const auto seen = anyDocument(laptop, {Kind::Income, Kind::Member});
    if (!seen)
        return;
    Mutation archive;
    archive.id = seen->record.id;
    archive.kind = seen->record.kind;
    archive.root = seen->record.root;
    archive.part = seen->record.part;
    archive.op = Op::Archive;
    archive.base = seen->record.ver;
    archive.was = seen->body;
    commit(laptop, {laptop.person, {archive}, {}, {}, {}});
}

void World::visitWithPhoto(Laptop &laptop)
{
    const auto household = anyDocument(laptop, {Kind::Household});
    if (!household)
        return;
    const auto event = [&](const char *kind, Body body) {
        Mutation mutation;
        mutation.id = RecordId::make(*laptop.clock, *laptop.rng);
        mutation.kind = key(kind);
        mutation.root = household->record.id;
        mutation.part = household->record.part;
        mutation.op = Op::Event;
        body[key("by")] = laptop.person.bytes();
        body[key("role")] = laptop.role;
        body[key("at")] = laptop.clock->wallMs();
        mutation.set = body;
        return mutation;
    };
    const Mutation visit = event("visit", {{key("outcome"), fresh()}, {key("notes"), fresh()}});
    QMap<QByteArray, QByteArray> bytes;
    QList<record::BlobRef> blobs;
    const auto picture = [&](qint64 size, record::BlobRole role, bool required) {
        const QByteArray sealed = laptop.rng->bytes(size);
        const QByteArray hash = crypto::blake2b(sealed);
        bytes[hash] = sealed;
        blobs.append({hash, sealed.size(), role, required});
        return hash;
    };
    const QByteArray thumb = picture(laptop.rng->between(100, 2000), record::BlobRole::Thumbnail, true);
    const QByteArray evidence = picture(laptop.rng->between(2'000, 300'000), record::BlobRole::Evidence, true);
    const Mutation photo = event("photo", {{key("visit"), visit.id.bytes()},
                                           {key("thumb"), thumb},
                                           {key("thumb_len"), qint64(bytes.value(thumb).size())},
                                           {key("evidence"), evidence},
                                           {key("evidence_len"), qint64(bytes.value(evidence).size())}});
    QList<Mutation> bundle = {visit, photo};
    // What was learnt at the visit travels with it.
    if (laptop.rng->chance(500)) {
        if (auto patch = record::patchBetween(household->record, household->body, edited(*household, *laptop.rng)))
            bundle.append(*std::move(patch));
    }
    m_blobs.insert(bytes);
    ++m_verdict.photos;
    commit(laptop, {laptop.person, bundle, blobs, photo.id, bytes});
}

/// A person looks at one open conflict and decides: theirs, mine, or something new.
void World::resolveConflict(Laptop &laptop)
{
    const auto conflict = anyDocument(laptop, {Kind::Conflict});
    if (!conflict || record::text(conflict->body, QLatin1String("state")) != key("open")) {
        openScreen(laptop);
        return;
    }
    const auto target = record::ref<RecordId>(conflict->body, QLatin1String("target"));
    const QString group = record::text(conflict->body, QLatin1String("group"));
    const auto seen = laptop.store->see(target);
    const bool may =
        !record::supervisorResolves(record::kindFromName(record::text(conflict->body, QLatin1String("kind"))), group) ||
        laptop.role == key("TownshipSupervisor");
    if (!seen || group == key("*") || !may)
        return;
    const QCborMap theirs = conflict->body.value(key("theirs")).toMap();
    const QCborMap mine = conflict->body.value(key("mine")).toMap();
    Mutation event;
    event.id = RecordId::make(*laptop.clock, *laptop.rng);
    event.kind = key("resolution");
    event.root = seen->record.root;
    event.part = seen->record.part;
    event.op = Op::Event;
    const bool takeMine = laptop.rng->chance(600);
    event.set = {{key("cid"), conflict->record.id.bytes()},
                 {key("group"), group},
                 {key("chosen"), takeMine ? key("mine") : key("theirs")},
                 {key("seen_ver"), seen->record.ver},
                 {key("by"), laptop.person.bytes()},
                 {key("role"), laptop.role},
                 {key("at"), laptop.clock->wallMs()}};
    QList<Mutation> bundle = {event};
    if (takeMine) {
        Body body = seen->body;
        for (const auto &[name, value] : mine)
            body[name.toString()] = value;
        if (auto patch = record::patchBetween(seen->record, seen->body, body)) {
            // What the person compared with was the other value of the conflict, not whatever came later.
            for (const auto &[name, value] : theirs) {
                if (patch->was.contains(name.toString()))
                    patch->was[name.toString()] = value;
            }
            bundle.append(*std::move(patch));
        }
    }
    ++m_verdict.resolutions;
    commit(laptop, {laptop.person, bundle, {}, {}, {}});
}

void World::commit(Laptop &laptop, Deed deed)
{
    const auto key = laptop.deviceKey;
    const Pen pen{*laptop.clock, *laptop.rng,
                  [key](QByteArrayView m) -> Result<QByteArray> { return crypto::sign(key->secretKey, m); }};
    const auto bundle = laptop.store->commit(std::move(deed), pen);
    if (!bundle) {
        broken(QStringLiteral("laptop %1 does not take its own person's work: %2 %3")
                   .arg(laptop.index)
                   .arg(errorName(bundle.error().code), bundle.error().detail));
        return;
    }
    for (const Mutation &mutation : bundle->mutations) {
        m_made[mutation.mid] = {mutation, laptop.index, bundle->bid};
        m_madeOrder.append(mutation.mid);
        ++m_verdict.mutations;
        note(QStringLiteral("laptop %1 writes %2 %3 %4")
                 .arg(laptop.index)
                 .arg(record::nameOf(mutation.op), mutation.kind, mutation.id.text().right(6)));
    }
    step(laptop, engine::Edited{});
}

} // namespace ruhu::sim
