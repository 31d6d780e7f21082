// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Values that both sides changed: what is shown, who may decide, and what a decision writes.
#include "core/store/journal.h"
#include "core/store/outbox.h"
#include "deskworld.h"

#include <QCborMap>

using namespace ruhu;
using namespace ruhu::service;

class TestConflicts : public QObject, private DeskWorld
{
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp(); }
    void cleanup() { m_store.reset(); }
    void onlyWhatBothSidesChangedIsAskedMasked();
    void mineTravelsAgainstWhatTheProvinceHolds();
    void theirsWritesTheDecisionAlone();
    void bothKeepsTwoSentencesAndRefusesTwoNumbers();
    void aRewrittenValueObeysItsRule();
    void moneyIsDecidedByASupervisorOnly();
    void whoMayNotDecideIsToldBefore();
    void numbersThatLookAlikeAreShownInFullAndThatIsNoted();
    void aSecondDecisionIsRefused();
    void oneBadChoiceLeavesAllUnwritten();
    void whatWasNotChosenStaysInTheStoryOfTheHousehold();
    void aValueWrittenByHandLeavesBothOthersInTheStory();
    void aDecisionThatCameSecondIsNotTold();

private:
    ConflictId openConflict(const QString &group, const record::Body &base, const record::Body &mine,
                            const record::Body &theirs);
    ConflictId phones();
};

namespace {

QCborMap mapOf(const record::Body &body)
{
    QCborMap map;
    for (auto entry = body.cbegin(); entry != body.cend(); ++entry)
        map.insert(entry.key(), entry.value());
    return map;
}

} // namespace

/// A conflict as the hub writes it, about the household's own record.
ConflictId TestConflicts::openConflict(const QString &group, const record::Body &base, const record::Body &mine,
                                       const record::Body &theirs)
{
    const RecordId id = RecordId::make(*m_clock, *m_rng);
    const auto done = pull({pulled(record::Kind::Conflict, id,
                                   {{u"target"_s, m_household.bytes()},
                                    {u"kind"_s, u"household"_s},
                                    {u"group"_s, group},
                                    {u"base"_s, mapOf(base)},
                                    {u"mine"_s, mapOf(mine)},
                                    {u"theirs"_s, mapOf(theirs)},
                                    {u"theirs_ver"_s, 7},
                                    {u"theirs_by"_s, m_one.id.bytes()},
                                    {u"state"_s, u"open"_s}})});
    return done ? id.as<ConflictTag>() : ConflictId();
}

ConflictId TestConflicts::phones()
{
    return openConflict(u"contact"_s, {{u"contact.phone"_s, u"13800006051"_s}},
                        {{u"contact.phone"_s, u"15900008830"_s}}, {{u"contact.phone"_s, u"13700001111"_s}});
}

void TestConflicts::onlyWhatBothSidesChangedIsAskedMasked()
{
    const record::Body same{{u"contact.agent_name"_s, u"Ji"_s}};
    record::Body base = same;
    base.insert(u"contact.phone"_s, u"13800006051"_s);
    record::Body theirs = same;
    theirs.insert(u"contact.phone"_s, u"13700001111"_s);
    QVERIFY(!openConflict(u"contact"_s, base, {{u"contact.phone"_s, u"15900008830"_s}}, theirs).isNull());
    const auto here = deskOf(m_one, u"Investigator"_s);
    const auto households = await(here->conflicts().households());
    VERIFY_OK(households);
    QCOMPARE(households->size(), 1);
    QCOMPARE(households->first().household, m_household);
    QCOMPARE(households->first().conflicts, 1);
    const auto items = await(here->conflicts().of(m_household));
    VERIFY_OK(items);
    QCOMPARE(items->size(), 1);
    const ConflictItem &item = items->first();
    QCOMPARE(item.fields.size(), 1); // the agent's name is the same on both sides
    QCOMPARE(item.fields.first().field, u"contact.phone"_s);
    QCOMPARE(item.fields.first().base, u"138****6051"_s);
    QCOMPARE(item.fields.first().mine, u"159****8830"_s);
    QCOMPARE(item.fields.first().theirs, u"137****1111"_s);
    QVERIFY(!item.fields.first().mayKeepBoth);
    QCOMPARE(item.theirsBy, u"me"_s);
    QVERIFY(item.mayResolve);
    QVERIFY(!item.needsSupervisor);
}

void TestConflicts::mineTravelsAgainstWhatTheProvinceHolds()
{
    const ConflictId id = phones();
    const auto here = deskOf(m_one, u"Investigator"_s);
    VERIFY_OK(await(here->conflicts().resolve({{id, ConflictChoice::Side::Mine, {}}})));
    const auto mutations = waiting();
    QCOMPARE(mutations.size(), 2);
    const record::Mutation &resolution = mutations.at(0);
    QCOMPARE(resolution.kindOf(), record::Kind::Resolution);
    QCOMPARE(record::text(resolution.set, "chosen"_L1), u"mine"_s);
    QCOMPARE(record::number(resolution.set, "seen_ver"_L1), 7);
    QCOMPARE(record::ref<PersonId>(resolution.set, "by"_L1), m_one.id);
    const record::Mutation &patch = mutations.at(1);
    QCOMPARE(patch.id, m_household.as<RecordTag>());
    QCOMPARE(record::text(patch.set, "contact.phone"_L1), u"15900008830"_s);
    QCOMPARE(record::text(patch.was, "contact.phone"_L1), u"13700001111"_s); // the value that was decided against
    QCOMPARE(await(here->conflicts().households())->size(), 0);
    QCOMPARE(await(here->households().dossier(m_household))->maskedPhone, u"159****8830"_s);
}

void TestConflicts::theirsWritesTheDecisionAlone()
{
    const ConflictId id = phones();
    const auto here = deskOf(m_one, u"Investigator"_s);
    VERIFY_OK(await(here->conflicts().resolve({{id, ConflictChoice::Side::Theirs, {}}})));
    const auto mutations = waiting();
    QCOMPARE(mutations.size(), 1);
    QCOMPARE(record::text(mutations.first().set, "chosen"_L1), u"theirs"_s);
}

void TestConflicts::bothKeepsTwoSentencesAndRefusesTwoNumbers()
{
    const ConflictId numbers = phones();
    const ConflictId hints = openConflict(u"address"_s, {}, {{u"address.direction"_s, u"behind the mill"_s}},
                                          {{u"address.direction"_s, u"red gate"_s}});
    const auto here = deskOf(m_one, u"Investigator"_s);
    VERIFY_FAILS(await(here->conflicts().resolve({{numbers, ConflictChoice::Side::Both, {}}})), ErrorCode::Rejected);
    VERIFY_OK(await(here->conflicts().resolve({{hints, ConflictChoice::Side::Both, {}}})));
    QCOMPARE(record::text(waiting().at(1).set, "address.direction"_L1), u"behind the mill\nred gate"_s);
}

void TestConflicts::aRewrittenValueObeysItsRule()
{
    const ConflictId id = phones();
    const auto here = deskOf(m_one, u"Investigator"_s);
    const auto rewrite = [&](const QString &value) {
        return await(here->conflicts().resolve({{id, ConflictChoice::Side::Rewritten, {{u"contact.phone"_s, value}}}}));
    };
    VERIFY_FAILS(rewrite(u"138****6051"_s), ErrorCode::Rejected); // typed over a masked value
    QCOMPARE(waiting().size(), 0);
    VERIFY_OK(rewrite(u"\uff11\uff13\uff1612345678"_s));
    QCOMPARE(record::text(waiting().at(1).set, "contact.phone"_L1), u"13612345678"_s);
}

void TestConflicts::moneyIsDecidedByASupervisorOnly()
{
    const ConflictId id = openConflict(u"bank"_s, {}, {{u"bank.bank_name"_s, u"A"_s}}, {{u"bank.bank_name"_s, u"B"_s}});
    const auto worker = deskOf(m_one, u"Investigator"_s);
    const auto items = await(worker->conflicts().of(m_household));
    VERIFY_OK(items);
    QVERIFY(items->first().needsSupervisor);
    QVERIFY(!items->first().mayResolve);
    VERIFY_FAILS(await(worker->conflicts().resolve({{id, ConflictChoice::Side::Mine, {}}})), ErrorCode::NotAllowed);
    QCOMPARE(waiting().size(), 0);
    const auto supervisor = deskOf(m_boss, u"TownshipSupervisor"_s);
    QVERIFY(await(supervisor->conflicts().of(m_household))->first().mayResolve);
    VERIFY_OK(await(supervisor->conflicts().resolve({{id, ConflictChoice::Side::Mine, {}}})));
}

void TestConflicts::whoMayNotDecideIsToldBefore()
{
    const ConflictId id = phones();
    for (const QString &role : {u"VillageReporter"_s, u"Auditor"_s, u"CountyReviewer"_s, u"nobody"_s}) {
        const auto here = deskOf(m_two, role);
        QVERIFY2(!await(here->conflicts().of(m_household))->first().mayResolve, qPrintable(role));
        VERIFY_FAILS(await(here->conflicts().resolve({{id, ConflictChoice::Side::Theirs, {}}})), ErrorCode::NotAllowed);
    }
    QCOMPARE(waiting().size(), 0);
}

void TestConflicts::numbersThatLookAlikeAreShownInFullAndThatIsNoted()
{
    const auto reveals = [this] {
        const auto rows = await(m_store->read([](store::Database &db) { return store::auditRows(db); }));
        return rows ? std::ranges::count(*rows, u"reveal"_s, &store::AuditRow::what) : -1;
    };
    const auto fieldFor = [this](const Person &person, const QString &role) {
        const auto items = await(deskOf(person, role)->conflicts().of(m_household));
        return items && !items->isEmpty() ? items->last().fields.first() : ConflictField();
    };
    const ConflictId id =
        openConflict(u"contact"_s, {{u"contact.phone"_s, u"13800006051"_s}}, {{u"contact.phone"_s, u"13811115678"_s}},
                     {{u"contact.phone"_s, u"13822225678"_s}});
    QVERIFY(!id.isNull());
    QCOMPARE(fieldFor(m_two, u"VillageReporter"_s).mine, u"138****5678"_s);
    QCOMPARE(fieldFor(m_two, u"Auditor"_s).mine, u"138****5678"_s); // sees numbers, but decides nothing here
    QCOMPARE(reveals(), 0);
    ConflictField field = fieldFor(m_one, u"Investigator"_s);
    QCOMPARE(field.mine, u"13811115678"_s);
    QCOMPARE(field.theirs, u"13822225678"_s);
    QCOMPARE(field.base, u"138****6051"_s);
    QCOMPARE(reveals(), 1);
    QCOMPARE(fieldFor(m_one, u"Investigator"_s).mine, u"13811115678"_s); // the page reloads: one look, one line
    QCOMPARE(reveals(), 1);
    m_clock->advance((Households::revealSeconds + 1) * 1000);
    QCOMPARE(fieldFor(m_one, u"Investigator"_s).mine, u"13811115678"_s);
    QCOMPARE(reveals(), 2);
    VERIFY_OK(await(deskOf(m_one, u"Investigator"_s)->conflicts().resolve({{id, ConflictChoice::Side::Mine, {}}})));
    QVERIFY(!phones().isNull()); // these differ in what is seen: they stay masked, also within the minute
    QCOMPARE(fieldFor(m_one, u"Investigator"_s).mine, u"159****8830"_s);
    QCOMPARE(reveals(), 2);
}

void TestConflicts::aSecondDecisionIsRefused()
{
    const ConflictId id = phones();
    const auto here = deskOf(m_one, u"Investigator"_s);
    VERIFY_OK(await(here->conflicts().resolve({{id, ConflictChoice::Side::Theirs, {}}})));
    VERIFY_FAILS(await(here->conflicts().resolve({{id, ConflictChoice::Side::Mine, {}}})), ErrorCode::AlreadyExists);
    VERIFY_FAILS(await(here->conflicts().resolve({})), ErrorCode::Rejected);
    QCOMPARE(waiting().size(), 1);
}

void TestConflicts::oneBadChoiceLeavesAllUnwritten()
{
    const ConflictId numbers = phones();
    const ConflictId unknown = ConflictId::make(*m_clock, *m_rng);
    const auto here = deskOf(m_one, u"Investigator"_s);
    VERIFY_FAILS(await(here->conflicts().resolve(
                     {{numbers, ConflictChoice::Side::Mine, {}}, {unknown, ConflictChoice::Side::Mine, {}}})),
                 ErrorCode::AlreadyExists);
    QCOMPARE(waiting().size(), 0);
    QCOMPARE(await(here->conflicts().households())->size(), 1);
}

void TestConflicts::whatWasNotChosenStaysInTheStoryOfTheHousehold()
{
    const auto here = deskOf(m_one, u"Investigator"_s);
    const auto decisions = [&] {
        const auto dossier = await(here->households().dossier(m_household));
        QList<TimelineRow> found;
        for (const TimelineRow &row : dossier ? dossier->timeline : QList<TimelineRow>()) {
            if (row.kind == TimelineRow::Kind::Conflict)
                found.append(row);
        }
        return found;
    };
    const ConflictId id = phones();
    QCOMPARE(decisions().size(), 0); // nothing is decided yet
    VERIFY_OK(await(here->conflicts().resolve({{id, ConflictChoice::Side::Mine, {}}})));
    const auto rows = decisions();
    QCOMPARE(rows.size(), 1);
    QCOMPARE(rows.first().atMs, m_clock->wallMs());
    QCOMPARE(rows.first().people, QStringList{u"me"_s});
    QCOMPARE(rows.first().what, u"mine"_s);
    QCOMPARE(rows.first().recordKind, u"household"_s);
    QCOMPARE(rows.first().recordName, QString());
    QCOMPARE(rows.first().decided.size(), 1);
    const DecidedField &decided = rows.first().decided.first();
    QCOMPARE(decided.field.field, u"contact.phone"_s);
    QCOMPARE(decided.taken, u"159****8830"_s); // masked like everywhere
    QCOMPARE(decided.left, QStringList{u"137****1111"_s});
}

void TestConflicts::aValueWrittenByHandLeavesBothOthersInTheStory()
{
    const ConflictId id = phones();
    const auto here = deskOf(m_one, u"Investigator"_s);
    VERIFY_OK(await(
        here->conflicts().resolve({{id, ConflictChoice::Side::Rewritten, {{u"contact.phone"_s, u"13612345678"_s}}}})));
    const auto dossier = await(here->households().dossier(m_household));
    VERIFY_OK(dossier);
    const auto row = std::ranges::find(dossier->timeline, TimelineRow::Kind::Conflict, &TimelineRow::kind);
    QVERIFY(row != dossier->timeline.cend());
    QCOMPARE(row->decided.first().taken, u"136****5678"_s);
    QCOMPARE(row->decided.first().left, (QStringList{u"159****8830"_s, u"137****1111"_s}));
}

void TestConflicts::aDecisionThatCameSecondIsNotTold()
{
    const ConflictId id = phones();
    const RecordId first = RecordId::make(*m_clock, *m_rng);
    const RecordId second = RecordId::make(*m_clock, *m_rng);
    const auto decision = [&](RecordId event, const QString &chosen, const Person &by) {
        return pulled(record::Kind::Resolution, event,
                      {{u"cid"_s, id.bytes()},
                       {u"group"_s, u"contact"_s},
                       {u"chosen"_s, chosen},
                       {u"by"_s, by.id.bytes()},
                       {u"at"_s, m_clock->wallMs()}});
    };
    VERIFY_OK(pull({decision(first, u"theirs"_s, m_boss), decision(second, u"mine"_s, m_one)}));
    const auto closed = pulled(record::Kind::Conflict, id.as<RecordTag>(),
                               {{u"target"_s, m_household.bytes()},
                                {u"kind"_s, u"household"_s},
                                {u"group"_s, u"contact"_s},
                                {u"mine"_s, mapOf({{u"contact.phone"_s, u"15900008830"_s}})},
                                {u"theirs"_s, mapOf({{u"contact.phone"_s, u"13700001111"_s}})},
                                {u"state"_s, u"resolved"_s},
                                {u"resolution"_s, first.bytes()}},
                               2);
    VERIFY_OK(pull({closed}));
    const auto here = deskOf(m_one, u"Investigator"_s);
    const auto dossier = await(here->households().dossier(m_household));
    VERIFY_OK(dossier);
    QCOMPARE(std::ranges::count(dossier->timeline, TimelineRow::Kind::Conflict, &TimelineRow::kind), 1);
    const auto row = std::ranges::find(dossier->timeline, TimelineRow::Kind::Conflict, &TimelineRow::kind);
    QCOMPARE(row->record, first);
    QCOMPARE(row->decided.first().taken, u"137****1111"_s);
}

QTEST_GUILESS_MAIN(TestConflicts)
#include "tst_conflicts.moc"
