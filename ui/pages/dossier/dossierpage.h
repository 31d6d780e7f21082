// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTabBar;

namespace ruhu::widgets {
class Banner;
class Toast;
} // namespace ruhu::widgets

namespace ruhu::pages {

/// Everything about one household: overview, members, income and spending, property, programmes, visits, photos, story.
/// Only telephone and door hint can be corrected here (F2); numbers that identify somebody are masked until F4 shows
/// them for a minute (which is logged).
class DossierPage : public QWidget
{
    Q_OBJECT
public:
    DossierPage(std::shared_ptr<service::Desk> desk, HouseholdId household, QWidget *parent = nullptr);

    [[nodiscard]] HouseholdId household() const { return m_household; }

Q_SIGNALS:
    void left();
    void visitWanted(ruhu::HouseholdId household, const QString &reason, ruhu::ApplicationId application,
                     ruhu::DraftId draft);
    void caseWanted(ruhu::ApplicationId application);
    void conflictsWanted(ruhu::HouseholdId household);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] bool isNarrow() const;
    QWidget *makeHeader();
    void reload();
    void fill();
    void fillOverview(int at);
    void replaceTab(int at, QWidget *fresh);
    void reveal();
    void mask();
    void correct();
    void startVisit();
    void apply();
    [[nodiscard]] QString idNumber(const service::MemberRow &member) const;

    std::shared_ptr<service::Desk> m_desk;
    HouseholdId m_household;
    service::Dossier m_dossier;
    service::Revealed m_revealed;
    QTimer m_maskAgain;
    QLabel *m_village = nullptr;
    QLabel *m_title = nullptr;
    QLabel *m_facts = nullptr;
    QWidget *m_tags = nullptr;
    QLabel *m_doorHint = nullptr;
    QPushButton *m_show = nullptr;
    QPushButton *m_correct = nullptr; ///< Hidden from whoever may not.
    QPushButton *m_apply = nullptr;
    QPushButton *m_start = nullptr;
    widgets::Banner *m_banner = nullptr;
    widgets::Toast *m_toast = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
};

} // namespace ruhu::pages
