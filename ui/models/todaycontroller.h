// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/desk.h"

#include <QObject>

namespace ruhu::models {

/// The page of the day. Reloads itself when a household moved; for drafts and counters, which every kept answer moves,
/// only while somebody looks at it, and else when somebody looks again.
class TodayController : public QObject
{
    Q_OBJECT

public:
    explicit TodayController(std::shared_ptr<service::Desk> desk, QObject *parent = nullptr);

    [[nodiscard]] const service::TodayView &view() const { return m_view; }
    /// False before the first answer.
    [[nodiscard]] bool loaded() const { return m_loaded; }
    void reload();
    void setLookedAt(bool lookedAt);

    /// "今天走 5 户".
    [[nodiscard]] QString title() const;
    /// "11月21日 星期五 · 已走 1 户，1 户正在填写".
    [[nodiscard]] QString subtitle() const;
    /// The second line of a visit: reason, programme and, for a draft, where it stands and when it was kept.
    [[nodiscard]] QString visitLine(const service::TodayVisit &visit) const;
    /// What a due item waits for.
    [[nodiscard]] QString dueLine(const service::DueItem &item) const;
    /// The visit that Enter starts: the open draft, else the first one planned; -1 when all are done.
    [[nodiscard]] int nextVisit() const;
    [[nodiscard]] int doneCount() const;

Q_SIGNALS:
    void viewChanged();
    void failed(const ruhu::Error &error);

private:
    std::shared_ptr<service::Desk> m_desk;
    service::TodayView m_view;
    bool m_loaded = false;
    bool m_loading = false;
    bool m_again = false;
    bool m_lookedAt = false;
    bool m_stale = false; ///< Something small moved while nobody looked.
};

} // namespace ruhu::models
