// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/todaycontroller.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"

#include <algorithm>

namespace ruhu::models {

using State = service::TodayVisit::State;

TodayController::TodayController(std::shared_ptr<service::Desk> desk, QObject *parent)
    : QObject(parent)
    , m_desk(std::move(desk))
{
    connect(m_desk.get(), &service::Desk::changed, this, [this](const service::Changes &changes) {
        if (m_lookedAt || changes.everything || !changes.households.isEmpty())
            reload();
        else
            m_stale = true; // a reload reads every open case: not for each answer of a visit
    });
}

void TodayController::setLookedAt(bool lookedAt)
{
    m_lookedAt = lookedAt;
    if (m_lookedAt && m_stale)
        reload();
}

void TodayController::reload()
{
    if (m_loading) {
        m_again = true; // one answer on its way is enough; what moved since comes with the next
        return;
    }
    m_loading = true;
    m_stale = false;
    service::deliver(m_desk->today().view(), this, [this](const Result<service::TodayView> &answer) {
        m_loading = false;
        if (answer) {
            m_view = *answer;
            m_loaded = true;
            Q_EMIT viewChanged();
        } else {
            Q_EMIT failed(answer.error());
        }
        if (std::exchange(m_again, false))
            reload();
    });
}

int TodayController::doneCount() const
{
    return int(std::ranges::count(m_view.visits, State::Done, &service::TodayVisit::state));
}

QString TodayController::title() const
{
    return m_view.visits.isEmpty() ? tr("No visits today")
                                   : tr("%n household(s) today", nullptr, int(m_view.visits.size()));
}

QString TodayController::subtitle() const
{
    const QString day =
        tr("%1 %2", "date and weekday").arg(dayText(m_view.date, m_view.date), weekdayText(m_view.date));
    const int drafting = int(std::ranges::count(m_view.visits, State::Drafting, &service::TodayVisit::state));
    if (m_view.visits.isEmpty())
        return day;
    if (drafting == 0)
        return tr("%1 · %n done", nullptr, doneCount()).arg(day);
    return tr("%1 · %2, %n being filled in", nullptr, drafting).arg(day, tr("%n done", nullptr, doneCount()));
}

QString TodayController::visitLine(const service::TodayVisit &visit) const
{
    const QString reason = visit.programme.isEmpty()
                               ? codeWord(u"VISIT_REASON", visit.reason)
                               : tr("%1: %2", "programme and reason")
                                     .arg(programmeText(visit.programme), codeWord(u"VISIT_REASON", visit.reason));
    if (visit.state != State::Drafting)
        return reason;
    const QString kept = clockText(visit.savedAtMs).left(5);
    return visit.section.isEmpty() ? tr("%1 · draft kept %2").arg(reason, kept)
                                   : tr("%1 · up to “%2”, draft kept %3").arg(reason, visit.section, kept);
}

QString TodayController::dueLine(const service::DueItem &item) const
{
    return tr("%1: %2", "programme and what is due").arg(programmeText(item.programme), limitText(item.limit));
}

int TodayController::nextVisit() const
{
    for (const State wanted : {State::Drafting, State::Planned}) {
        const auto found = std::ranges::find(m_view.visits, wanted, &service::TodayVisit::state);
        if (found != m_view.visits.cend())
            return int(found - m_view.visits.cbegin());
    }
    return -1;
}

} // namespace ruhu::models
