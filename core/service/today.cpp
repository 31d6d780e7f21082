// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/today.h"

#include "core/service/caserecords.h"
#include "core/service/facts.h"
#include "core/service/rows.h"
#include "core/store/drafts.h"
#include "core/store/view.h"

#include <algorithm>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostPlanned = 12; ///< More than anybody can walk to in a day.
constexpr qsizetype mostDue = 20;
constexpr int stripDays = 8; ///< Monday of this week to Monday of the next.

/// States in which a case waits for somebody to go there.
bool wantsVisit(const QString &state)
{
    return state == u"Accepted" || state == u"Surveying" || state == u"DataChecking";
}

/// By its last step alone the case is over: its records need not be read. An empty state is a draft.
bool isOver(const QString &state)
{
    static const QSet<QString> over{QString(casework::stateName(casework::State::NotAccepted)),
                                    QString(casework::stateName(casework::State::Withdrawn)),
                                    QString(casework::stateName(casework::State::Terminated))};
    return over.contains(state);
}

class Day
{
public:
    Day(store::Database &db, const Ground &ground)
        : m_db(db)
        , m_ground(ground)
    {
    }

    Result<TodayView> build()
    {
        m_out.date = m_ground.today();
        for (auto step : {&Day::finished, &Day::drafts, &Day::planned, &Day::cases, &Day::counters}) {
            if (auto done = (this->*step)(); !done)
                return passOn(done);
        }
        order();
        strip();
        return std::move(m_out);
    }

private:
    Result<TodayVisit> visitTo(RecordId household, TodayVisit::State state)
    {
        const auto row = store::household(m_db, household, m_ground.me.person);
        if (!row)
            return passOn(row);
        TodayVisit visit;
        visit.household = household.as<HouseholdTag>();
        visit.state = state;
        visit.headName = row->headName;
        visit.place = placeOf(row->village, row->villageName, row->address);
        visit.hint = row->direction;
        visit.programme = row->applying;
        visit.application = row->application.as<ApplicationTag>();
        if (row->complete)
            ++m_out.readyHouseholds;
        m_listed.insert(household);
        return visit;
    }

    /// Visits of this week, for the strip; today's of this person for the list.
    Result<void> finished()
    {
        const QDate monday = m_out.date.addDays(1 - m_out.date.dayOfWeek());
        const auto ids = m_db.list(u"SELECT id, start_at FROM visit WHERE start_at >= ? ORDER BY start_at"_s,
                                   {monday.startOfDay().toMSecsSinceEpoch()},
                                   [](const store::Row &row) { return std::pair(row.id<RecordId>(0), row.number(1)); });
        if (!ids)
            return passOn(ids);
        for (const auto &[id, startAt] : *ids) {
            const auto view = store::view(m_db, id);
            if (!view)
                return passOn(view);
            if (!*view)
                continue;
            const Visit done = visitOf(**view);
            if (!done.investigators.contains(m_ground.me.person))
                continue;
            ++m_done[chinaDay(startAt)];
            if (chinaDay(startAt) != m_out.date || m_listed.contains((*view)->record.root))
                continue;
            auto visit = visitTo((*view)->record.root, TodayVisit::State::Done);
            if (!visit)
                continue; // moved away since: nothing to show
            visit->reason = done.reason;
            visit->savedAtMs = done.endAt;
            m_out.visits.append(*visit);
        }
        return {};
    }

    Result<void> drafts()
    {
        const auto drafts = store::drafts(m_db, m_ground.me.person);
        if (!drafts)
            return passOn(drafts);
        for (const store::DraftRow &draft : *drafts) {
            auto visit = visitTo(draft.household, TodayVisit::State::Drafting);
            if (!visit)
                continue;
            visit->draft = draft.id;
            visit->application = draft.application.as<ApplicationTag>();
            visit->reason = draft.reason;
            visit->section = draft.section;
            visit->savedAtMs = draft.savedAtMs;
            m_out.visits.append(*visit);
        }
        return {};
    }

    Result<void> planned()
    {
        const auto tasks = store::openTasks(m_db, m_ground.me.person);
        if (!tasks)
            return passOn(tasks);
        for (const store::TaskRow &task : *tasks) {
            const QDate due = QDate::fromString(task.dueOn, Qt::ISODate);
            ++m_planned[due];
            const bool forToday = due.isValid() && due <= m_out.date;
            if (!forToday || m_listed.contains(task.root) || plannedCount() >= mostPlanned)
                continue;
            auto visit = visitTo(task.root, TodayVisit::State::Planned);
            if (!visit)
                continue;
            visit->reason = task.what == u"VISIT" ? u"NEW"_s : task.what;
            visit->due = deadlineOf(m_ground, due);
            visit->application = task.what == u"VISIT" ? task.subject.as<ApplicationTag>() : visit->application;
            m_out.visits.append(*visit);
        }
        return {};
    }

    Result<void> cases()
    {
        const auto applications = store::applications(m_db);
        if (!applications)
            return passOn(applications);
        QList<std::pair<ApplicationRow, PersonId>> waiting;
        for (const store::ApplicationRow &stored : *applications) {
            if (isOver(stored.state))
                continue;
            const auto opened = openCase(m_db, m_ground, stored);
            if (!opened)
                return passOn(opened);
            const ApplicationRow &row = opened->row;
            if (row.due.date.isValid()) {
                ++m_due[row.due.date];
                m_out.due.append({row.household, row.id, row.headName, row.programme, row.limit, row.due});
            }
            if (wantsVisit(row.state))
                waiting.append({row, stored.handler});
        }
        const auto sooner = [](const Deadline &a, const Deadline &b) {
            return a.date.isValid() && (!b.date.isValid() || a.date < b.date);
        };
        std::ranges::stable_sort(m_out.due, sooner, &DueItem::due);
        m_out.due = m_out.due.first(std::min(mostDue, m_out.due.size()));
        std::ranges::stable_sort(waiting,
                                 [&](const auto &a, const auto &b) { return sooner(a.first.due, b.first.due); });
        for (const auto &[row, handler] : waiting) {
            const bool mine = handler.isNull() || handler == m_ground.me.person;
            if (!mine || m_listed.contains(row.household.as<RecordTag>()) || plannedCount() >= mostPlanned)
                continue;
            auto visit = visitTo(row.household.as<RecordTag>(), TodayVisit::State::Planned);
            if (!visit)
                continue;
            visit->application = row.id;
            visit->programme = row.programme;
            visit->reason = u"NEW"_s;
            visit->due = row.due;
            m_out.visits.append(*visit);
        }
        return {};
    }

    Result<void> counters()
    {
        const auto counters = store::syncCounters(m_db);
        if (!counters)
            return passOn(counters);
        m_out.unsent = {counters->visits, counters->photos, counters->signatures, counters->others,
                        counters->blobBytes};
        const auto conflicts = store::openConflicts(m_db);
        if (!conflicts)
            return passOn(conflicts);
        QSet<RecordId> households;
        for (const store::ConflictRow &conflict : *conflicts) {
            ++m_out.conflictFields;
            if (households.contains(conflict.root))
                continue;
            households.insert(conflict.root);
            if (const auto row = store::household(m_db, conflict.root); row && m_out.conflictNames.size() < 3)
                m_out.conflictNames.append(row->headName);
        }
        m_out.conflictHouseholds = int(households.size());
        return {};
    }

    [[nodiscard]] qsizetype plannedCount() const
    {
        return std::ranges::count(m_out.visits, TodayVisit::State::Planned, &TodayVisit::state);
    }

    /// Done in the order of the day, then what is being filled in, then what is planned by its date.
    void order()
    {
        const auto rank = [](const TodayVisit &visit) {
            switch (visit.state) {
            case TodayVisit::State::Done: return 0;
            case TodayVisit::State::Drafting: return 1;
            case TodayVisit::State::Planned: return 2;
            }
            return 2;
        };
        std::ranges::stable_sort(m_out.visits, [&](const TodayVisit &a, const TodayVisit &b) {
            if (rank(a) != rank(b))
                return rank(a) < rank(b);
            return a.state == TodayVisit::State::Planned && a.due.date.isValid() &&
                   (!b.due.date.isValid() || a.due.date < b.due.date);
        });
    }

    void strip()
    {
        const rules::WorkCalendar plain;
        const rules::WorkCalendar &calendar = m_ground.policy ? m_ground.policy->calendar() : plain;
        const QDate monday = m_out.date.addDays(1 - m_out.date.dayOfWeek());
        for (int i = 0; i < stripDays; ++i) {
            const QDate day = monday.addDays(i);
            DayCount count{day, calendar.isWorkday(day), m_planned.value(day), m_done.value(day), m_due.value(day)};
            if (day == m_out.date)
                count.planned = int(m_out.visits.size()) - count.done;
            m_out.days.append(count);
        }
    }

    store::Database &m_db;
    const Ground &m_ground;
    TodayView m_out;
    QSet<RecordId> m_listed;
    QHash<QDate, int> m_done;
    QHash<QDate, int> m_planned;
    QHash<QDate, int> m_due;
};

} // namespace

Today::Today(DeskParts &desk)
    : m_desk(desk)
{
}

Answer<TodayView> Today::view()
{
    const std::shared_ptr<const Ground> ground = m_desk.ground;
    return ground->store->read([ground](store::Database &db) { return Day(db, *ground).build(); });
}

} // namespace ruhu::service
