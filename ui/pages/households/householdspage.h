// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/strongid.h"

#include <QWidget>

#include <memory>

class QLabel;
class QMenu;
class QModelIndex;
class QTableView;

namespace ruhu::models {
class HouseholdsModel;
}
namespace ruhu::service {
class Desk;
struct HouseholdQuery;
} // namespace ruhu::service
namespace ruhu::widgets {
class Banner;
class Chip;
class EmptyState;
class SearchField;
class Segmented;
} // namespace ruhu::widgets

namespace ruhu::pages {

class HouseholdPreview;

/// All households in reach: found by name, pinyin, initials, the last digits of an identity number or the household
/// number while it is being typed; filtered by village and what is unsent. The selected one is shown at the right.
class HouseholdsPage : public QWidget
{
    Q_OBJECT
public:
    explicit HouseholdsPage(std::shared_ptr<service::Desk> desk, QWidget *parent = nullptr);

    /// Puts the cursor into the search, with a text when one was typed elsewhere.
    void search(const QString &text);

Q_SIGNALS:
    void householdWanted(ruhu::HouseholdId household);
    void visitWanted(ruhu::HouseholdId household, const QString &reason, ruhu::ApplicationId application,
                     ruhu::DraftId draft);
    void conflictsWanted(ruhu::HouseholdId household);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeFilters();
    QWidget *makeTable();
    void makeShortcuts();
    void fillVillages();
    void ask(const service::HouseholdQuery &query);
    void answered(int total, int all);
    void selectionChanged(const QModelIndex &index);
    [[nodiscard]] HouseholdId selected() const;

    std::shared_ptr<service::Desk> m_desk;
    models::HouseholdsModel *m_model;
    QLabel *m_reach = nullptr;
    widgets::SearchField *m_search = nullptr;
    widgets::Chip *m_village = nullptr;
    QMenu *m_villageMenu = nullptr;
    widgets::Chip *m_unsent = nullptr;
    widgets::Chip *m_longAgo = nullptr;
    widgets::Segmented *m_sort = nullptr;
    widgets::Banner *m_banner = nullptr;
    QTableView *m_table = nullptr;
    widgets::EmptyState *m_nothing = nullptr;
    HouseholdPreview *m_preview = nullptr;
};

} // namespace ruhu::pages
