// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/pages/conflict/conflictwords.h"

#include <QHash>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QStandardItemModel;

namespace ruhu::widgets {
class Banner;
class Card;
class ConflictCell;
class RowList;
class ScrollPane;
class Toast;
} // namespace ruhu::widgets

namespace ruhu::pages {

class ConflictOutcome;

/// What this laptop and the province changed to different values, side by side: before, mine, the province's. The
/// person takes one side for each, keeps both texts, or writes a third; what is not chosen stays in the household's
/// story (page of the dossier).
class ConflictPage : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictPage(std::shared_ptr<service::Desk> desk, QWidget *parent = nullptr);

    /// Shows one household first; a null id shows the first of the list.
    void open(HouseholdId household);

Q_SIGNALS:
    void left();
    /// The last one is decided; what to say on the page that is shown next.
    void finished(const QString &words);

private:
    QWidget *makeHeader();
    QWidget *makeColumns();
    QWidget *makeList();
    QWidget *makeActions();
    void reload();
    void showHouseholds(const QList<service::ConflictHousehold> &households);
    void load(HouseholdId household);
    void forget(const std::function<bool(const service::ConflictId &, const ConflictDecision &)> &gone);
    void fill();
    QWidget *makeItem(const service::ConflictItem &item);
    QWidget *makeHeadings();
    void countChosen();
    void choose(const service::ConflictItem &item, service::ConflictChoice::Side side);
    void takeBack(const service::ConflictItem &item);
    void chooseAll(service::ConflictChoice::Side side);
    void rewrite(const service::ConflictItem &item);
    QWidget *makeEditor(const service::ConflictItem &item, const QString &text);
    void written(const service::ConflictItem &item, const QString &text);
    void step(const service::ConflictId &from, int by);
    void undo();
    void refreshOutcome();
    void save();

    std::shared_ptr<service::Desk> m_desk;
    HouseholdId m_household;
    QList<service::ConflictItem> m_items;
    ConflictDecisions m_choices; ///< of all households, so that looking at another one loses nothing
    QList<ConflictDecisions> m_history;
    int m_households = 0;
    bool m_saved = false; ///< This person has decided something here: with the last one the page is done.
    int m_loads = 0;      ///< Only the answer to the last question counts.
    widgets::Banner *m_banner = nullptr;
    widgets::Card *m_listCard = nullptr;
    widgets::RowList *m_list = nullptr;
    QStandardItemModel *m_listModel = nullptr;
    widgets::Card *m_middle = nullptr;
    QWidget *m_content = nullptr;
    QHash<service::ConflictId, widgets::ConflictCell *> m_cells;
    ConflictOutcome *m_outcome = nullptr;
    widgets::ScrollPane *m_scroll = nullptr;
    QLabel *m_merged = nullptr;
    QWidget *m_mergedBox = nullptr;
    QPushButton *m_allMine = nullptr;
    QPushButton *m_allTheirs = nullptr;
    QLabel *m_open = nullptr;
    QPushButton *m_save = nullptr;
    widgets::Toast *m_toast = nullptr;
};

} // namespace ruhu::pages
