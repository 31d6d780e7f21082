// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/synccontroller.h"

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QStandardItemModel;
class QVBoxLayout;

namespace ruhu::widgets {
class Banner;
class Card;
class FlowLayout;
class IconLabel;
class RowList;
class Segmented;
} // namespace ruhu::widgets

namespace ruhu::pages {

/// The sync centre: what is on its way, what came back and why, what the office above has taken.
class SyncPage : public QWidget
{
    Q_OBJECT
public:
    /// Takes the controller over.
    explicit SyncPage(std::unique_ptr<models::SyncController> controller, QWidget *parent = nullptr);
    ~SyncPage() override;

    [[nodiscard]] const models::SyncController &controller() const { return *m_controller; }

Q_SIGNALS:
    void householdWanted(ruhu::HouseholdId household);
    void conflictsWanted();
    void statusChanged(); ///< The facts of the strip may have moved.

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeProgress();
    QWidget *makeAttention();
    QWidget *makeQueue();
    QWidget *makeRight();
    void showAll();
    void showProgress();
    void showSteps();
    void showAttention();
    void showQueue();
    void showRight();

    std::unique_ptr<models::SyncController> m_controller;
    QPushButton *m_now = nullptr;
    QPushButton *m_pause = nullptr;
    widgets::Banner *m_banner = nullptr;
    widgets::IconLabel *m_icon = nullptr;
    QLabel *m_headline = nullptr;
    QLabel *m_subline = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_lanes = nullptr;
    QLabel *m_steps[3] = {};
    widgets::Card *m_attention = nullptr;
    QVBoxLayout *m_attentionRows = nullptr;
    QString m_attentionShown;
    widgets::Card *m_queue = nullptr;
    widgets::Segmented *m_which = nullptr;
    widgets::RowList *m_list = nullptr;
    QWidget *m_nothing = nullptr;
    QStandardItemModel *m_rows = nullptr;
    QWidget *m_right = nullptr;
    widgets::Card *m_last = nullptr;
    QLabel *m_numbers[3] = {};
    widgets::Card *m_receipts = nullptr;
    widgets::RowList *m_receiptList = nullptr;
    QLabel *m_noReceipts = nullptr;
    QStandardItemModel *m_receiptRows = nullptr;
    QLabel *m_holdings = nullptr;
    QLabel *m_space = nullptr;
};

} // namespace ruhu::pages
