// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/dossier.h"

#include "core/domain/masking.h"
#include "core/domain/residentid.h"
#include "core/rules/meanstest.h"
#include "core/service/caserecords.h"
#include "core/service/decidedconflict.h"
#include "core/service/facts.h"
#include "core/service/means.h"
#include "core/service/rows.h"
#include "core/store/blobs.h"
#include "core/store/drafts.h"

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using record::Kind;

namespace {

MemberRow memberRow(const Member &member, const QString &headName, QDate today)
{
    MemberRow row;
    row.id = member.id;
    row.name = member.identity.name;
    row.relation = member.relation;
    row.sex = member.identity.sex;
    row.age = completedYears(member.identity.birth, today);
    row.maskedIdNumber = maskedId(member.identity.idNo);
    row.maskedPhone = member.identity.phone.isEmpty() ? QString() : maskedPhone(member.identity.phone);
    row.health = member.health.health;
    row.chronic = member.health.chronic;
    row.disabilityType = member.disability.type;
    row.disabilityGrade = member.disability.grade;
    row.selfCare = member.health.selfcare;
    row.workCapacity = member.work.workCapacity;
    row.employment = member.work.employment;
    row.schoolStage = member.school.schoolStage;
    row.counted = member.membership.counted;
    row.head = member.relation.startsWith(u'0') || member.identity.name == headName;
    return row;
}

class Builder
{
public:
    Builder(store::Database &db, const Ground &ground, HouseholdId household)
        : m_db(db)
        , m_ground(ground)
        , m_household(household)
    {
    }

    Result<Dossier> build()
    {
        const auto row = store::household(m_db, m_household.as<RecordTag>(), m_ground.me.person);
        if (!row)
            return passOn(row);
        m_out.head = rowOf(*row, m_ground);
        m_out.address = row->address;
        m_out.doorHint = row->direction;
        auto records = recordsOf(m_db, m_household);
        if (!records)
            return passOn(records);
        m_records = *std::move(records);
        auto names = peopleNames(m_db, m_ground);
        if (!names)
            return passOn(names);
        m_people = *std::move(names);
        people();
        money();
        programmes();
        for (auto step : {&Builder::applications, &Builder::visits, &Builder::photos, &Builder::drafts}) {
            if (auto done = (this->*step)(); !done)
                return passOn(done);
        }
        events();
        decisions();
        std::ranges::stable_sort(m_out.timeline, std::greater(), &TimelineRow::atMs);
        m_out.economy = economyOf(m_ground, m_records);
        return std::move(m_out);
    }

private:
    void people()
    {
        for (const store::View &view : m_records.of(Kind::Household)) {
            m_out.mayCorrect = mayCorrect(m_ground.me);
            const Household household = householdOf(view);
            m_out.maskedPhone = household.contact.phone.isEmpty() ? QString() : maskedPhone(household.contact.phone);
            m_out.bankName = household.bank.bankName;
            m_out.maskedAccount =
                household.bank.accountNo.isEmpty() ? QString() : maskedAccount(household.bank.accountNo);
        }
        for (const store::View &view : m_records.of(Kind::Member)) {
            const Member member = memberOf(view);
            m_members.insert(member.id, member.identity.name);
            m_out.members.append(memberRow(member, m_out.head.headName, m_ground.today()));
        }
        std::ranges::stable_sort(m_out.members,
                                 [](const MemberRow &a, const MemberRow &b) { return a.head && !b.head; });
    }

    void money()
    {
        for (const store::View &view : m_records.of(Kind::Income)) {
            const Income income = incomeOf(view);
            m_out.income.append({income.id, income.member, m_members.value(income.member), income.kind,
                                 income.declared.value, income.verified.value, income.basis, income.exempt,
                                 income.note});
        }
        for (const store::View &view : m_records.of(Kind::Property)) {
            const Property property = propertyOf(view);
            QStringList about{property.house, property.vehicle, property.finance, property.business, property.note};
            about.removeAll(QString());
            m_out.property.append({property.id, property.owner, m_members.value(property.owner), property.kind,
                                   property.amount.value, property.amount.value, property.source, property.exempt,
                                   about.join(u' ')});
        }
        for (const store::View &view : m_records.of(Kind::Expenditure)) {
            const Expenditure spending = expenditureOf(view);
            m_out.spending.append({spending.id, spending.member, m_members.value(spending.member), spending.kind,
                                   spending.total.value, spending.own.value, QString(), QString(), spending.note});
        }
    }

    void programmes()
    {
        for (const store::View &view : m_records.of(Kind::Benefit)) {
            ProgrammeRow row;
            row.id = view.record.id;
            row.programme = record::text(view.body, "program"_L1);
            row.status = u"InPayment"_s;
            row.monthlyFen = record::number(view.body, "amount"_L1);
            row.from = QDate::fromString(record::text(view.body, "from"_L1), Qt::ISODate);
            row.to = QDate::fromString(record::text(view.body, "until"_L1), Qt::ISODate);
            m_out.programmes.append(row);
            timeline(TimelineRow::Kind::Programme, view, row.programme,
                     row.from.isValid() ? row.from.startOfDay().toMSecsSinceEpoch() : 0);
        }
        QSet<QString> known;
        for (const ProgrammeRow &row : m_out.programmes)
            known.insert(row.programme);
        for (const QString &programme : m_out.head.programmes) { // recorded by a survey, paid elsewhere
            if (!known.contains(programme)) {
                ProgrammeRow row;
                row.programme = programme;
                m_out.programmes.append(row);
            }
        }
    }

    Result<void> applications()
    {
        const auto all = store::applications(m_db);
        if (!all)
            return passOn(all);
        for (const store::ApplicationRow &row : *all) {
            if (row.root == m_household.as<RecordTag>())
                m_out.applications.append(openCase(m_ground, row, m_records).row);
        }
        return {};
    }

    Result<void> visits()
    {
        auto rows = visitRows(m_db, m_ground, m_records);
        if (!rows)
            return passOn(rows);
        m_out.visits = *std::move(rows);
        for (const VisitRow &visit : m_out.visits) {
            TimelineRow node;
            node.kind = TimelineRow::Kind::Visit;
            node.atMs = visit.atMs;
            node.record = visit.id.as<RecordTag>();
            node.what = visit.reason;
            node.people = visit.investigators;
            node.note = visit.notes;
            node.photos = visit.photos.first(std::min<qsizetype>(3, visit.photos.size()));
            m_out.timeline.append(node);
        }
        return {};
    }

    Result<void> photos()
    {
        for (const store::View &view : m_records.of(Kind::Photo)) {
            PhotoRow row = photoRowOf(view);
            const auto thumbnail = store::thumbnail(m_db, view.record.id);
            if (!thumbnail)
                return passOn(thumbnail);
            row.thumbnailHere =
                thumbnail->has_value() || m_ground.files->contains(record::bytes(view.body, "thumb"_L1));
            row.copyHere = m_ground.files->contains(record::bytes(view.body, "evidence"_L1));
            m_out.photos.append(row);
        }
        std::ranges::stable_sort(m_out.photos, std::greater(), &PhotoRow::takenAtMs);
        return {};
    }

    Result<void> drafts()
    {
        const auto all = store::drafts(m_db, m_ground.me.person);
        if (!all)
            return passOn(all);
        for (const store::DraftRow &draft : *all) {
            if (draft.household != m_household.as<RecordTag>())
                continue;
            TimelineRow node;
            node.kind = TimelineRow::Kind::Draft;
            node.atMs = draft.startedAtMs;
            node.record = draft.id.as<RecordTag>();
            node.what = draft.reason;
            node.people = {m_ground.me.name};
            node.note = draft.section;
            m_out.timeline.append(node);
        }
        return {};
    }

    void timeline(TimelineRow::Kind kind, const store::View &view, const QString &what, qint64 atMs,
                  const QString &note = {})
    {
        TimelineRow node;
        node.kind = kind;
        node.atMs = atMs;
        node.record = view.record.id;
        node.what = what;
        if (const QString name = m_people.value(record::ref<PersonId>(view.body, "by"_L1)); !name.isEmpty())
            node.people = {name};
        node.note = note;
        m_out.timeline.append(node);
    }

    void events()
    {
        const auto at = [](const store::View &view) { return record::number(view.body, "at"_L1); };
        for (const store::View &view : m_records.of(Kind::Step))
            timeline(TimelineRow::Kind::Step, view, record::text(view.body, "to"_L1), at(view),
                     record::text(view.body, "reason"_L1));
        for (const store::View &view : m_records.of(Kind::CheckRequest))
            timeline(TimelineRow::Kind::CheckRequest, view, {}, at(view));
        for (const store::View &view : m_records.of(Kind::CheckResult))
            timeline(TimelineRow::Kind::CheckResult, view,
                     record::flag(view.body, "match"_L1) ? u"match"_s : u"differs"_s, at(view));
        for (const store::View &view : m_records.of(Kind::Opinion))
            timeline(TimelineRow::Kind::Opinion, view, record::text(view.body, "result"_L1), at(view),
                     record::text(view.body, "reason"_L1));
    }

    /// Whose record it is, when it is not the household's own.
    [[nodiscard]] QString ownerOf(RecordId record) const
    {
        if (const auto member = m_members.constFind(record.as<MemberTag>()); member != m_members.cend())
            return *member;
        for (const QList<store::View> &views : m_records.byKind) {
            for (const store::View &view : views) {
                if (view.record.id != record)
                    continue;
                const auto member = record::ref<MemberId>(view.body, "item.member"_L1);
                return m_members.value(member.isNull() ? record::ref<MemberId>(view.body, "item.owner"_L1) : member);
            }
        }
        return {};
    }

    /// Decided conflicts with the values that were not taken: nothing that somebody wrote is lost from sight. A
    /// decision that came second has no effect, so it is none.
    void decisions()
    {
        const QList<store::View> conflicts = m_records.of(Kind::Conflict);
        for (const store::View &view : m_records.of(Kind::Resolution)) {
            const auto conflict = std::ranges::find(conflicts, record::ref<RecordId>(view.body, "cid"_L1),
                                                    [](const store::View &one) { return one.record.id; });
            if (conflict == conflicts.cend())
                continue;
            const auto first = record::ref<RecordId>(conflict->body, "resolution"_L1);
            if (!first.isNull() && first != view.record.id)
                continue;
            timeline(TimelineRow::Kind::Conflict, view, record::text(view.body, "chosen"_L1),
                     record::number(view.body, "at"_L1));
            TimelineRow &node = m_out.timeline.last();
            node.recordKind = record::text(conflict->body, "kind"_L1);
            node.recordName = ownerOf(record::ref<RecordId>(conflict->body, "target"_L1));
            node.decided = decidedFields(conflict->body, view.body);
        }
    }

    store::Database &m_db;
    const Ground &m_ground;
    HouseholdId m_household;
    HouseholdRecords m_records;
    QHash<PersonId, QString> m_people;
    QHash<MemberId, QString> m_members;
    Dossier m_out;
};

} // namespace

Result<HouseholdRecords> recordsOf(store::Database &db, HouseholdId household)
{
    const auto views = store::viewsOf(db, household.as<RecordTag>());
    if (!views)
        return passOn(views);
    HouseholdRecords records;
    for (const store::View &view : *views)
        records.byKind[view.record.kind].append(view);
    return records;
}

Result<QHash<PersonId, QString>> peopleNames(store::Database &db, const Ground &ground)
{
    const auto people = store::people(db);
    if (!people)
        return passOn(people);
    QHash<PersonId, QString> names;
    for (const store::PersonRow &person : *people)
        names.insert(person.id, person.name);
    names.insert(ground.me.person, ground.me.name);
    return names;
}

Result<QList<VisitRow>> visitRows(store::Database &db, const Ground &ground, const HouseholdRecords &records,
                                  ApplicationId only)
{
    const auto names = peopleNames(db, ground);
    if (!names)
        return passOn(names);
    QHash<VisitId, QList<PhotoRow>> photos;
    for (const store::View &view : records.of(Kind::Photo)) {
        const PhotoRow row = photoRowOf(view);
        photos[row.visit].append(row);
    }
    QList<VisitRow> rows;
    for (const store::View &view : records.of(Kind::Visit)) {
        const Visit visit = visitOf(view);
        if (!only.isNull() && visit.application != only)
            continue;
        VisitRow row;
        row.id = visit.id;
        row.atMs = visit.endAt > 0 ? visit.endAt : visit.startAt;
        row.date = chinaDay(row.atMs);
        row.reason = visit.reason;
        row.outcome = visit.outcome;
        for (const PersonId &person : visit.investigators)
            row.investigators.append(names->value(person, person.text().right(4)));
        row.conclusion = visit.result;
        row.notes = visit.notes;
        row.sent = view.standing == store::Standing::Received;
        row.photos = photos.value(row.id);
        rows.append(row);
    }
    std::ranges::stable_sort(rows, std::greater(), &VisitRow::atMs);
    return rows;
}

Result<Dossier> dossierOf(store::Database &db, const Ground &ground, HouseholdId household)
{
    return Builder(db, ground, household).build();
}

} // namespace ruhu::service
