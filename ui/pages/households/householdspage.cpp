// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/households/householdspage.h"

#include "ui/models/desk.h"
#include "ui/models/householdsmodel.h"
#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/pages/households/householdpreview.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/keyhint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/tables.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QIdentityProxyModel>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QTableView>
#include <QVBoxLayout>

namespace ruhu::pages {

using models::HouseholdsModel;
using service::HouseholdQuery;
using service::HouseholdRow;
using theme::TextRole;
using theme::Token;
using widgets::Badge;
using widgets::BadgeKind;

namespace {

constexpr int longAgoDays = 90;

/// Gives the cells of the list the roles of ui/widgets: second lines, marked hits, badges.
class Cells final : public QIdentityProxyModel
{
public:
    using QIdentityProxyModel::QIdentityProxyModel;

    QVariant data(const QModelIndex &index, int role) const override
    {
        switch (role) {
        case widgets::RowDetail: return QIdentityProxyModel::data(index, HouseholdsModel::SecondLineRole);
        case widgets::RowMarks: return marks(index);
        case widgets::RowBadge: return badge(index);
        default: return QIdentityProxyModel::data(index, role);
        }
    }

private:
    QVariant marks(const QModelIndex &index) const
    {
        if (index.column() != HouseholdsModel::Head)
            return {};
        const auto hits = QIdentityProxyModel::data(index, HouseholdsModel::HitsRole).value<QList<service::Span>>();
        widgets::TextSpans spans;
        for (const service::Span &hit : hits)
            spans.append({hit.start, hit.length});
        return QVariant::fromValue(spans);
    }

    QVariant badge(const QModelIndex &index) const
    {
        const QVariant row = QIdentityProxyModel::data(index, HouseholdsModel::RowRole);
        if (!row.isValid())
            return {};
        const auto household = row.value<HouseholdRow>();
        const QString text = QIdentityProxyModel::data(index, Qt::DisplayRole).toString();
        if (index.column() == HouseholdsModel::Programmes) {
            if (!household.applying.isEmpty())
                return QVariant::fromValue(Badge{BadgeKind::Accent, {}, text});
            return household.programmes.isEmpty() ? QVariant()
                                                  : QVariant::fromValue(Badge{BadgeKind::Neutral, {}, text});
        }
        if (index.column() != HouseholdsModel::Standing)
            return {};
        if (household.conflicts > 0)
            return QVariant::fromValue(Badge{BadgeKind::Warning, QStringLiteral("conflict"), text});
        if (household.unsentPhotos > 0 || household.unsent)
            return QVariant::fromValue(Badge{BadgeKind::Neutral, QStringLiteral("upload"), text});
        return QVariant::fromValue(household.complete ? Badge{BadgeKind::Ok, QStringLiteral("check-circle"), text}
                                                      : Badge{BadgeKind::Neutral, QStringLiteral("download"), text});
    }
};

} // namespace

HouseholdsPage::HouseholdsPage(std::shared_ptr<service::Desk> desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(std::move(desk))
    , m_model(new HouseholdsModel(m_desk, this))
{
    setAccessibleName(tr("Households"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(makeFilters());
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(20, 4, 20, 16);
    columns->setSpacing(16);
    columns->addWidget(makeTable(), 1);
    m_preview = new HouseholdPreview(m_desk, this);
    columns->addWidget(m_preview);
    layout->addLayout(columns, 1);
    makeShortcuts();
    connect(m_preview, &HouseholdPreview::householdWanted, this, &HouseholdsPage::householdWanted);
    connect(m_preview, &HouseholdPreview::visitWanted, this, &HouseholdsPage::visitWanted);
    connect(m_preview, &HouseholdPreview::conflictsWanted, this, &HouseholdsPage::conflictsWanted);
    connect(m_model, &HouseholdsModel::answered, this, &HouseholdsPage::answered);
    connect(m_model, &HouseholdsModel::failed, this, [this](const Error &error) {
        m_banner->setMessage(widgets::Banner::Kind::Error, models::message(error, models::Doing::Loading).text());
    });
    connect(m_desk.get(), &service::Desk::changed, this, [this](const service::Changes &changes) {
        if (changes.everything || changes.households.contains(selected()))
            m_preview->show(selected());
    });
    fillVillages();
    m_model->setQuery({});
}

QWidget *HouseholdsPage::makeHeader()
{
    auto *header = new QWidget(this);
    header->setFixedHeight(theme::metrics().header);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(12);
    row->addWidget(widgets::makeLabel(tr("Households"), TextRole::Title, Token::Tx, true));
    m_reach = widgets::makeLabel({}, TextRole::Secondary, Token::Tx2);
    row->addWidget(m_reach);
    m_search = new widgets::SearchField(tr("Find a household"), header);
    m_search->setAccessibleName(tr("Find a household"));
    m_search->setFixedWidth(420);
    m_search->setKeyHint(QStringLiteral("Ctrl F"));
    m_search->installEventFilter(this);
    row->addWidget(m_search);
    row->addWidget(widgets::makeLabel(tr("Name, pinyin initials or the last four of the identity number"),
                                      TextRole::Secondary, Token::Tx3));
    row->addStretch(1);
    connect(m_search, &widgets::SearchField::searched, this, [this](const QString &text) {
        HouseholdQuery query = m_model->query();
        query.text = text;
        ask(query);
    });
    return header;
}

QWidget *HouseholdsPage::makeFilters()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(20, 0, 20, 4);
    row->setSpacing(8);
    row->addWidget(widgets::makeIcon(QStringLiteral("filter"), Token::Tx3));
    m_village = new widgets::Chip(tr("Village"), widgets::Chip::Kind::Menu, bar);
    m_villageMenu = new QMenu(this);
    connect(m_village, &QAbstractButton::clicked, this,
            [this] { m_villageMenu->popup(m_village->mapToGlobal(QPoint(0, m_village->height()))); });
    m_longAgo = new widgets::Chip(tr("Not visited for %1 days").arg(longAgoDays), widgets::Chip::Kind::Toggle, bar);
    m_unsent = new widgets::Chip(tr("Only what is not sent"), widgets::Chip::Kind::Toggle, bar);
    for (widgets::Chip *chip : {m_longAgo, m_unsent}) {
        chip->setCheckable(true);
        connect(chip, &QAbstractButton::toggled, this, [this] {
            HouseholdQuery query = m_model->query();
            query.notVisitedForDays = m_longAgo->isChecked() ? longAgoDays : 0;
            query.onlyUnsent = m_unsent->isChecked();
            ask(query);
        });
    }
    row->addWidget(m_village);
    row->addWidget(m_longAgo);
    row->addWidget(m_unsent);
    auto *clear = widgets::makeButton(tr("Clear the filters"), theme::ButtonRole::Text);
    row->addWidget(clear);
    connect(clear, &QPushButton::clicked, this, [this] {
        for (widgets::Chip *chip : {m_longAgo, m_unsent}) {
            const QSignalBlocker quiet(chip);
            chip->setChecked(false);
        }
        const QList<QAction *> villages = m_villageMenu->actions();
        for (QAction *village : villages) {
            const QSignalBlocker quiet(village);
            village->setChecked(false);
        }
        m_village->setText(tr("Village"));
        HouseholdQuery query;
        query.text = m_search->query();
        query.sort = m_model->query().sort;
        ask(query);
    });
    row->addStretch(1);
    row->addWidget(widgets::makeLabel(tr("Order"), TextRole::Secondary, Token::Tx2));
    m_sort = new widgets::Segmented(tr("Order of the list"), bar);
    m_sort->addOption(int(HouseholdQuery::Sort::Urgency), tr("Most urgent"));
    m_sort->addOption(int(HouseholdQuery::Sort::Village), tr("Village"));
    m_sort->addOption(int(HouseholdQuery::Sort::Name), tr("Name"));
    m_sort->setCurrent(int(HouseholdQuery::Sort::Urgency));
    row->addWidget(m_sort);
    connect(m_sort, &widgets::Segmented::chosen, this, [this](int sort) {
        HouseholdQuery query = m_model->query();
        query.sort = HouseholdQuery::Sort(sort);
        ask(query);
    });
    return bar;
}

QWidget *HouseholdsPage::makeTable()
{
    auto *card = new widgets::Card({}, this);
    m_banner = new widgets::Banner(card);
    card->body()->addWidget(m_banner);
    m_table = new QTableView(card);
    auto *cells = new Cells(this);
    cells->setSourceModel(m_model);
    m_table->setModel(cells);
    widgets::setUpTable(m_table, tr("Households"));
    m_table->setItemDelegate(new widgets::CellDelegate(m_table));
    QHeaderView *head = m_table->horizontalHeader();
    head->setSectionResizeMode(QHeaderView::Fixed);
    m_table->installEventFilter(this);
    card->body()->addWidget(m_table, 1);
    m_nothing =
        new widgets::EmptyState(QStringLiteral("search"), tr("Nobody found"), tr("Is a filter in the way?"), card);
    connect(m_nothing->addAction(tr("Search without filters")), &QPushButton::clicked, this, [this] {
        HouseholdQuery query;
        query.text = m_search->query();
        ask(query);
    });
    m_nothing->hide();
    card->body()->addWidget(m_nothing, 1);
    card->body()->addWidget(widgets::makeHairline(card));
    auto *keys = new QHBoxLayout;
    keys->setContentsMargins(16, 8, 16, 8);
    keys->setSpacing(12);
    const auto hint = [&](const QStringList &names, const QString &words) {
        keys->addWidget(new widgets::KeyHint(names, words, card));
    };
    hint({QStringLiteral("\u2191"), QStringLiteral("\u2193")}, tr("choose"));
    hint({QStringLiteral("Enter")}, tr("open the file"));
    hint({QStringLiteral("Ctrl N")}, tr("start a visit"));
    hint({QStringLiteral("Esc")}, tr("clear the search"));
    keys->addStretch(1);
    card->body()->addLayout(keys);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &HouseholdsPage::selectionChanged);
    connect(m_table, &QTableView::doubleClicked, this, [this] { Q_EMIT householdWanted(selected()); });
    return card;
}

void HouseholdsPage::makeShortcuts()
{
    const auto on = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    on(QKeySequence::Find, [this] { search({}); });
    on(Qt::CTRL | Qt::Key_N, [this] { m_preview->startVisit(); });
}

void HouseholdsPage::fillVillages()
{
    service::deliver(
        m_desk->households().villages(), this, [this](const Result<QList<service::VillageCount>> &villages) {
            if (!villages)
                return;
            m_villageMenu->clear();
            for (const service::VillageCount &village : *villages) {
                QAction *action =
                    m_villageMenu->addAction(tr("%1 (%2)").arg(village.place.villageName).arg(village.households));
                action->setCheckable(true);
                action->setData(village.place.village);
                action->setProperty("name", village.place.villageName);
                connect(action, &QAction::toggled, this, [this] {
                    HouseholdQuery query = m_model->query();
                    query.villages.clear();
                    QStringList names;
                    const QList<QAction *> actions = m_villageMenu->actions();
                    for (const QAction *a : actions) {
                        if (!a->isChecked())
                            continue;
                        query.villages.append(a->data().toLongLong());
                        names.append(a->property("name").toString());
                    }
                    m_village->setText(names.isEmpty() ? tr("Village")
                                                       : tr("Village: %1").arg(names.join(QStringLiteral("\u3001"))));
                    ask(query);
                });
            }
        });
}

void HouseholdsPage::ask(const HouseholdQuery &query)
{
    m_model->setQuery(query);
}

void HouseholdsPage::answered(int total, int all)
{
    m_banner->clear();
    m_reach->setText(tr("%n in your charge", nullptr, all));
    m_search->setCountText(m_model->query().text.isEmpty() ? QString() : tr("%n found", nullptr, total));
    m_table->setVisible(total > 0);
    m_nothing->setVisible(total == 0);
    m_nothing->setText(all == 0 ? tr("The list is still arriving.") : tr("Is a filter in the way?"));
    if (total > 0 && !m_table->currentIndex().isValid())
        m_table->selectRow(0);
    if (total == 0)
        m_preview->show({});
}

HouseholdId HouseholdsPage::selected() const
{
    const auto row = m_model->row(m_table->currentIndex().row());
    return row ? row->id : HouseholdId();
}

void HouseholdsPage::selectionChanged(const QModelIndex &index)
{
    const auto row = m_model->row(index.row());
    m_preview->show(row ? row->id : HouseholdId());
}

void HouseholdsPage::search(const QString &text)
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    if (text.isEmpty())
        return;
    m_search->setText(text);
    HouseholdQuery query = m_model->query();
    query.text = text;
    ask(query);
}

/// From the search field the arrows move in the list, so that typing and choosing need no Tab between them.
bool HouseholdsPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
    if (enter && key->modifiers() == Qt::NoModifier && !selected().isNull()) {
        Q_EMIT householdWanted(selected());
        return true;
    }
    const bool move = key->key() == Qt::Key_Down || key->key() == Qt::Key_Up;
    if (watched == m_search && move && m_model->rowCount() > 0) {
        const int step = key->key() == Qt::Key_Down ? 1 : -1;
        m_table->selectRow(std::clamp(m_table->currentIndex().row() + step, 0, m_model->rowCount() - 1));
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void HouseholdsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_preview->setFixedWidth(width() < 1260 ? 320 : 372);
    const int room = width() - m_preview->width() - 56;
    // Shares of the picture: head, village, people, programmes, groups, last visit, standing.
    // In large text the end of the identity number and the age need more of them.
    static constexpr int standardShares[] = {140, 128, 56, 164, 142, 104, 126};
    static constexpr int largeShares[] = {172, 130, 56, 140, 126, 108, 128};
    const auto &shares = theme::textSize() == theme::TextSize::Large ? largeShares : standardShares;
    int total = 0;
    for (const int share : shares)
        total += share;
    for (int column = 0; column < HouseholdsModel::ColumnCount; ++column)
        m_table->setColumnWidth(column, shares[column] * room / total);
}

} // namespace ruhu::pages
