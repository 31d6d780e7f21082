// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"

#include <QWidget>

class QLabel;
class QStandardItemModel;

namespace ruhu::widgets {
class Banner;
class Card;
class RowList;
class Segmented;
class Toast;
} // namespace ruhu::widgets

namespace ruhu::pages {

class CasePanel;
class OpinionPanel;

/// The cases: a queue at the left, the case with the machine's pre-check in the middle, and at the right what this
/// person may do next: accept, ask for the data check, visit, or sign the preliminary opinion.
class ReviewPage : public QWidget
{
    Q_OBJECT
public:
    explicit ReviewPage(std::shared_ptr<service::Desk> desk, QWidget *parent = nullptr);

    /// Shows one case, whatever the queue.
    void open(ApplicationId application);

Q_SIGNALS:
    void householdWanted(ruhu::HouseholdId household);
    void visitWanted(ruhu::HouseholdId household, const QString &reason, ruhu::ApplicationId application,
                     ruhu::DraftId draft);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHeader();
    [[nodiscard]] static QString queueName(service::Queue queue);
    void reloadQueue();
    void showQueue(const QList<service::ApplicationRow> &rows);
    void loadCase();
    void showCase(const service::ApplicationView &view, const Result<service::Precheck> &precheck);
    void clearCase();
    void say(const Error &error);

    std::shared_ptr<service::Desk> m_desk;
    service::Queue m_which = service::Queue::ForMe;
    ApplicationId m_current;
    HouseholdId m_household; ///< Of the case that is shown; null: not known yet.
    widgets::Segmented *m_queues = nullptr;
    widgets::Card *m_queueCard = nullptr;
    widgets::RowList *m_queue = nullptr;
    QStandardItemModel *m_queueModel = nullptr;
    QWidget *m_nothing = nullptr;
    widgets::Banner *m_banner = nullptr;
    CasePanel *m_case = nullptr;
    OpinionPanel *m_opinion = nullptr;
    widgets::Toast *m_toast = nullptr;
};

} // namespace ruhu::pages
