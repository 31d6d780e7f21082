// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/strongid.h"

#include <QWidget>

#include <memory>

class QLabel;
class QProgressBar;
class QStackedLayout;
class QStandardItemModel;

namespace ruhu::models {
class TodayController;
}
namespace ruhu::service {
class Desk;
}
namespace ruhu::widgets {
class Banner;
class Card;
class RowList;
class SearchField;
} // namespace ruhu::widgets

namespace ruhu::pages {

class WeekStrip;

/// The day: whom to visit next, what falls due, what has not been sent. Enter starts the selected visit.
class TodayPage : public QWidget
{
    Q_OBJECT
public:
    explicit TodayPage(std::shared_ptr<service::Desk> desk, QWidget *parent = nullptr);

Q_SIGNALS:
    void visitWanted(ruhu::HouseholdId household, const QString &reason, ruhu::ApplicationId application,
                     ruhu::DraftId draft);
    void householdWanted(ruhu::HouseholdId household);
    void caseWanted(ruhu::ApplicationId application);
    void searchWanted(const QString &text);
    void outboxWanted();
    void conflictsWanted();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeLeft();
    QWidget *makeRight();
    void show();
    void showVisits();
    void showDue();
    void showUnsent();
    void startVisit(const QModelIndex &index);

    models::TodayController *m_today;
    QLabel *m_title = nullptr;
    QLabel *m_subtitle = nullptr;
    WeekStrip *m_week = nullptr;
    widgets::Banner *m_banner = nullptr;
    widgets::Card *m_visitCard = nullptr;
    QProgressBar *m_progress = nullptr;
    QLabel *m_here = nullptr;
    widgets::SearchField *m_search = nullptr;
    widgets::RowList *m_visits = nullptr;
    QStandardItemModel *m_visitModel = nullptr;
    QByteArray m_chosen; ///< The household whose row the person went to; empty: the next visit is selected.
    bool m_filling = false;
    bool m_opened = false; ///< The first answer is on the screen.
    QWidget *m_noVisits = nullptr;
    widgets::Card *m_dueCard = nullptr;
    widgets::RowList *m_due = nullptr;
    QStandardItemModel *m_dueModel = nullptr;
    widgets::Card *m_unsentCard = nullptr;
    QLabel *m_unsentVisits = nullptr;
    QLabel *m_unsentPhotos = nullptr;
    QLabel *m_unsentSignatures = nullptr;
    QLabel *m_unsentOthers = nullptr;
    QLabel *m_unsentNote = nullptr;
    widgets::Card *m_decideCard = nullptr;
    QLabel *m_decideNames = nullptr;
    QLabel *m_decideCount = nullptr;
};

} // namespace ruhu::pages
