// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"

#include <QWidget>

namespace ruhu::pages {

/// The week above the list, Monday to next Monday: how many households a day, what falls due. Shown, not pressed.
class WeekStrip : public QWidget
{
    Q_OBJECT
public:
    explicit WeekStrip(QWidget *parent = nullptr);
    void show(const QList<service::DayCount> &days, const QDate &today);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QString counts(const service::DayCount &day) const;
    [[nodiscard]] QString dueText(const service::DayCount &day) const;

    QList<service::DayCount> m_days;
    QDate m_today;
};

} // namespace ruhu::pages
