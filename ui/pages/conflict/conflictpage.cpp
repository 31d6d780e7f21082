// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/conflict/conflictpage.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/pages/conflict/conflictoutcome.h"
#include "ui/theme/appearance.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/conflictcell.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/keyhint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/scrollpane.h"
#include "ui/widgets/toast.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

namespace ruhu::pages {

using service::ConflictChoice;
using service::ConflictField;
using service::ConflictItem;
using theme::TextRole;
using theme::Token;
using widgets::ConflictCell;

namespace {

constexpr int householdRole = Qt::UserRole + 1;

bool looksTheSame(const ConflictItem &a, const ConflictItem &b)
{
    return a.id == b.id && a.mayResolve == b.mayResolve && a.recordName == b.recordName && a.mineBy == b.mineBy &&
           a.theirsBy == b.theirsBy && a.mineAtMs == b.mineAtMs && a.theirsAtMs == b.theirsAtMs &&
           std::ranges::equal(a.fields, b.fields, [](const ConflictField &x, const ConflictField &y) {
               return x.field == y.field && x.base == y.base && x.mine == y.mine && x.theirs == y.theirs;
           });
}

/// The text in the field of a row.
QString textOf(const QWidget *editor)
{
    if (const auto *text = qobject_cast<const QPlainTextEdit *>(editor))
        return text->toPlainText();
    const auto *line = qobject_cast<const QLineEdit *>(editor);
    return line ? line->text() : QString();
}

/// The ground of the headings, rounded like the card whose upper end it is.
class HeadPane : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        theme::paintBox(painter, rect().adjusted(0, 0, 0, 8), 7, theme::color(Token::Win), {});
    }
};

} // namespace

ConflictPage::ConflictPage(std::shared_ptr<service::Desk> desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(std::move(desk))
{
    setAccessibleName(tr("Changed on both sides"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    m_banner = new widgets::Banner(this);
    auto *bannerHolder = new QVBoxLayout;
    bannerHolder->setContentsMargins(20, 0, 20, 12); // only while it is shown
    bannerHolder->addWidget(m_banner);
    layout->addLayout(bannerHolder);
    layout->addWidget(makeColumns(), 1);
    layout->addWidget(makeActions());
    m_toast = new widgets::Toast(this);
    const auto on = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    on(QKeySequence::Undo, [this] { undo(); });
    on(Qt::Key_Escape, [this] { Q_EMIT left(); });
    connect(m_desk.get(), &service::Desk::changed, this, [this](const service::Changes &changes) {
        if (changes.everything || changes.conflicts)
            reload();
    });
    reload();
}

QWidget *ConflictPage::makeHeader()
{
    auto *header = new QWidget(this);
    header->setFixedHeight(theme::metrics().header);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(12);
    auto *back = widgets::makeIconButton(QStringLiteral("chevron-left"), tr("Back"), QStringLiteral("Esc"));
    connect(back, &QPushButton::clicked, this, &ConflictPage::left);
    theme::setButtonRole(back, theme::ButtonRole::Text);
    row->addWidget(back);
    row->addWidget(widgets::makeLabel(tr("Changed on both sides"), TextRole::Title, Token::Tx, true));
    row->addWidget(widgets::makeParagraph(tr("You changed these here, and the province changed them too. Choose one "
                                             "of each; the other stays in the household's story."),
                                          TextRole::Secondary, Token::Tx2),
                   1);
    return header;
}

QWidget *ConflictPage::makeColumns()
{
    auto *columns = new QWidget(this);
    auto *row = new QHBoxLayout(columns);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(16);
    row->addWidget(makeList());
    m_middle = new widgets::Card({}, columns);
    m_middle->setProperty("pane", true);
    row->addWidget(m_middle, 1);
    return columns;
}

QWidget *ConflictPage::makeList()
{
    m_listCard = new widgets::Card(tr("Households"), this);
    m_listCard->setProperty("pane", true);
    m_listCard->setFixedWidth(theme::textSize() == theme::TextSize::Large ? 260 : 212);
    m_listModel = new QStandardItemModel(this);
    m_list = new widgets::RowList(tr("Households with something to choose"), m_listCard);
    m_list->setModel(m_listModel);
    m_listCard->body()->addWidget(m_list, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        const auto household = HouseholdId::fromBytes(index.data(householdRole).toByteArray());
        if (!household.isNull() && household != m_household)
            load(household);
    });
    m_mergedBox = new QWidget(m_listCard);
    auto *merged = new QVBoxLayout(m_mergedBox);
    merged->setContentsMargins(0, 0, 0, 12);
    merged->setSpacing(12);
    merged->addWidget(widgets::makeHairline(m_mergedBox));
    m_merged = widgets::makeParagraph({}, TextRole::Secondary, Token::Tx2);
    m_merged->setContentsMargins(16, 0, 12, 0);
    merged->addWidget(m_merged);
    m_listCard->body()->addWidget(m_mergedBox);
    return m_listCard;
}

QWidget *ConflictPage::makeActions()
{
    auto *bar = new QWidget(this);
    bar->setFixedHeight(theme::metrics().header);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(8);
    m_allMine = widgets::makeButton(tr("All mine for this household"));
    m_allTheirs = widgets::makeButton(tr("All the province's for this household"));
    connect(m_allMine, &QPushButton::clicked, this, [this] { chooseAll(ConflictChoice::Side::Mine); });
    connect(m_allTheirs, &QPushButton::clicked, this, [this] { chooseAll(ConflictChoice::Side::Theirs); });
    row->addWidget(m_allMine);
    row->addWidget(m_allTheirs);
    row->addSpacing(8);
    const auto hint = [&](const QStringList &keys, const QString &words) {
        row->addWidget(new widgets::KeyHint(keys, words, bar));
        row->addSpacing(4);
    };
    hint({QStringLiteral("\u2190"), QStringLiteral("\u2192")}, tr("which side"));
    hint({QStringLiteral("\u2193")}, tr("next"));
    hint({QStringLiteral("Ctrl Z")}, tr("undo"));
    row->addStretch(1);
    m_open = widgets::makeLabel({}, TextRole::Secondary, Token::Tx2);
    row->addWidget(m_open);
    auto *later = widgets::makeButton(tr("Decide later"));
    connect(later, &QPushButton::clicked, this, &ConflictPage::left);
    row->addWidget(later);
    m_save = widgets::makeButton(tr("Save the choice"), theme::ButtonRole::Primary);
    connect(m_save, &QPushButton::clicked, this, &ConflictPage::save);
    row->addWidget(m_save);
    return bar;
}

void ConflictPage::open(HouseholdId household)
{
    if (!household.isNull() && household != m_household)
        load(household);
    reload();
}

void ConflictPage::reload()
{
    service::deliver(m_desk->conflicts().households(), this,
                     [this](const Result<QList<service::ConflictHousehold>> &households) {
                         if (households)
                             showHouseholds(*households);
                         else
                             m_banner->setMessage(widgets::Banner::Kind::Error,
                                                  models::message(households.error(), models::Doing::Loading).text());
                     });
}

void ConflictPage::showHouseholds(const QList<service::ConflictHousehold> &households)
{
    const QSignalBlocker quiet(m_list->selectionModel());
    m_listModel->clear();
    int places = 0;
    if (m_saved && households.isEmpty()) {
        m_saved = false;
        Q_EMIT finished(tr("Decided. It goes to the province with the next sync."));
        return;
    }
    QModelIndex select;
    for (const service::ConflictHousehold &household : households) {
        auto *item = new QStandardItem(tr("Household of %1").arg(household.headName));
        item->setEditable(false);
        item->setData(models::placeText(household.place), widgets::RowDetail);
        item->setData(household.conflicts, widgets::RowParts);
        item->setData(household.household.bytes(), householdRole);
        m_listModel->appendRow(item);
        places += household.conflicts;
        if (household.household == m_household)
            select = item->index();
    }
    m_listCard->setTitle(tr("%n household(s)", nullptr, int(households.size())));
    m_listCard->setCount(tr("%n place(s) in all", nullptr, places));
    m_households = int(households.size());
    const int merged = m_desk->exchange().progress().merged;
    m_merged->setText(tr("In the last sync another %n place(s) came together by themselves: the two sides had not "
                         "changed the same.",
                         nullptr, merged));
    m_mergedBox->setVisible(merged > 0);
    forget([&](const service::ConflictId &, const ConflictDecision &choice) {
        return std::ranges::find(households, choice.household, &service::ConflictHousehold::household) ==
               households.end();
    });
    if (select.isValid()) {
        load(m_household); // a colleague or the province may have decided or changed something of it
    } else {
        m_household = {};
        m_items.clear();
        if (!households.isEmpty()) {
            select = m_listModel->index(0, 0);
            load(households.first().household);
        } else {
            fill();
        }
    }
    if (select.isValid())
        m_list->setCurrentIndex(select);
    countChosen();
}

/// How many of each household are chosen, in the list.
void ConflictPage::countChosen()
{
    for (int row = 0; row < m_listModel->rowCount(); ++row) {
        QStandardItem *item = m_listModel->item(row);
        const auto household = HouseholdId::fromBytes(item->data(householdRole).toByteArray());
        const auto chosen = std::count_if(m_choices.cbegin(), m_choices.cend(), [&](const ConflictDecision &choice) {
            return choice.household == household;
        });
        item->setData(int(chosen), widgets::RowPartsDone);
        item->setData(tr("%1, %2, %3 of %4 chosen")
                          .arg(item->text(), item->data(widgets::RowDetail).toString())
                          .arg(chosen)
                          .arg(item->data(widgets::RowParts).toInt()),
                      Qt::AccessibleTextRole);
    }
}

/// Takes back choices whose conflict is gone, also from the steps that can be undone.
void ConflictPage::forget(const std::function<bool(const service::ConflictId &, const ConflictDecision &)> &gone)
{
    const auto isGone = [&gone](const auto &choice) { return gone(choice.key(), choice.value()); };
    m_choices.removeIf(isGone);
    for (ConflictDecisions &before : m_history)
        before.removeIf(isGone);
}

void ConflictPage::load(HouseholdId household)
{
    m_household = household;
    const int asked = ++m_loads;
    service::deliver(m_desk->conflicts().of(household), this,
                     [this, household, asked](const Result<QList<ConflictItem>> &items) {
                         if (household != m_household || asked != m_loads)
                             return;
                         if (!items) {
                             m_banner->setMessage(widgets::Banner::Kind::Error,
                                                  models::message(items.error(), models::Doing::Loading).text());
                             return;
                         }
                         forget([&](const service::ConflictId &id, const ConflictDecision &choice) {
                             return choice.household == household &&
                                    std::ranges::find(*items, id, &ConflictItem::id) == items->end();
                         });
                         const bool same = m_content && std::ranges::equal(*items, m_items, looksTheSame);
                         m_items = *items;
                         if (same)
                             refreshOutcome(); // what is being written stays under the hand
                         else
                             fill();
                     });
}

void ConflictPage::fill()
{
    if (m_content)
        m_content->deleteLater();
    m_cells.clear();
    m_outcome = nullptr;
    m_content = new QWidget(m_middle);
    auto *outer = new QVBoxLayout(m_content);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    m_allMine->setVisible(!m_items.isEmpty());
    m_allTheirs->setVisible(!m_items.isEmpty());
    if (m_items.isEmpty()) {
        outer->addWidget(new widgets::EmptyState(QStringLiteral("check-circle"), tr("Nothing to decide"),
                                                 tr("Both sides agree on everything."), m_content));
    } else {
        QWidget *head = makeHeadings();
        outer->addWidget(head);
        outer->addWidget(widgets::makeHairline(m_content));
        auto *inner = new QWidget(m_content);
        auto *layout = new QVBoxLayout(inner);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        for (const ConflictItem &item : std::as_const(m_items)) {
            layout->addWidget(makeItem(item));
            layout->addWidget(widgets::makeHairline(inner));
        }
        m_outcome = new ConflictOutcome(m_items, m_desk->me().name, inner);
        layout->addWidget(m_outcome, 1);
        m_scroll = new widgets::ScrollPane(inner, m_content);
        outer->addWidget(m_scroll, 1);
        QScrollBar *bar = m_scroll->verticalScrollBar();
        connect(bar, &QScrollBar::rangeChanged, head, [head, bar](int, int most) {
            head->layout()->setContentsMargins(12, 8, 12 + (most > 0 ? bar->sizeHint().width() : 0), 8);
        });
    }
    m_middle->body()->addWidget(m_content, 1);
    refreshOutcome();
}

/// The heading of the columns: before, mine, the province's, and whose hands they were.
QWidget *ConflictPage::makeHeadings()
{
    auto *head = new HeadPane(m_content);
    auto *grid = new QGridLayout(head);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setVerticalSpacing(1);
    ConflictCell::alignColumns(grid);
    const auto column = [&](int at, const QString &title, const QString &detail, Token color) {
        grid->addWidget(widgets::makeLabel(title, TextRole::Secondary, color, true), 0, at);
        grid->addWidget(widgets::makeParagraph(detail, TextRole::Caption, Token::Tx3), 1, at, Qt::AlignTop);
    };
    grid->addWidget(new QWidget(head), 0, 0); // without it the grid leaves out the space behind an empty column
    const QString mine = conflictWriters(m_items, &ConflictItem::mineBy);
    const QString theirs = conflictWriters(m_items, &ConflictItem::theirsBy);
    column(1, tr("It was"), tr("when both were the same"), Token::Tx);
    column(2, tr("Mine"), mine.isEmpty() ? tr("on this laptop") : tr("%1, on this laptop").arg(mine), Token::Ac);
    column(3, tr("The province's"), theirs.isEmpty() ? tr("platform") : tr("platform: %1").arg(theirs), Token::Tx);
    return head;
}

QWidget *ConflictPage::makeItem(const ConflictItem &item)
{
    const QDateTime now = QDateTime::currentDateTime();
    const auto source = [&now](qint64 at, const QString &by) {
        QStringList parts{at > 0 ? models::momentText(at, now) : QString(), by};
        parts.removeAll(QString());
        return parts.join(QStringLiteral("\uff0c"));
    };
    auto *holder = new QWidget(m_content);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *cell = new ConflictCell(conflictName(item), {conflictText(item, &ConflictField::base), QString()},
                                  {conflictText(item, &ConflictField::mine), source(item.mineAtMs, item.mineBy)},
                                  {conflictText(item, &ConflictField::theirs), source(item.theirsAtMs, item.theirsBy)},
                                  item.mayResolve && mayKeepBoth(item), mayRewrite(item), holder);
    cell->setWhose(item.recordName);
    cell->setEnabled(item.mayResolve);
    layout->addWidget(cell);
    if (!item.mayResolve) {
        auto *note = widgets::makeParagraph(tr("Money and bank details are decided by the supervisor."),
                                            TextRole::Caption, Token::Warn);
        note->setContentsMargins(12, 0, 12, 10);
        layout->addWidget(note);
    }
    connect(cell, &ConflictCell::chosen, this, [this, item](ConflictCell::Choice choice) {
        switch (choice) {
        case ConflictCell::Choice::Mine: choose(item, ConflictChoice::Side::Mine); break;
        case ConflictCell::Choice::Theirs: choose(item, ConflictChoice::Side::Theirs); break;
        case ConflictCell::Choice::Both: choose(item, ConflictChoice::Side::Both); break;
        case ConflictCell::Choice::None: takeBack(item); break;
        case ConflictCell::Choice::Rewritten: break;
        }
    });
    connect(cell, &ConflictCell::rewriteRequested, this, [this, item] { rewrite(item); });
    connect(cell, &ConflictCell::stepped, this, [this, id = item.id](int by) { step(id, by); });
    m_cells.insert(item.id, cell);
    return holder;
}

void ConflictPage::choose(const ConflictItem &item, ConflictChoice::Side side)
{
    m_history.append(m_choices);
    m_choices.insert(item.id, {item.household, side, {}});
    refreshOutcome();
}

void ConflictPage::takeBack(const ConflictItem &item)
{
    m_history.append(m_choices);
    m_choices.remove(item.id);
    refreshOutcome();
}

void ConflictPage::chooseAll(ConflictChoice::Side side)
{
    m_history.append(m_choices);
    for (const ConflictItem &item : std::as_const(m_items))
        if (item.mayResolve)
            m_choices.insert(item.id, {item.household, side, {}});
    refreshOutcome();
}

/// Opens a field in the row itself; what is typed there is the choice as long as it is not empty.
void ConflictPage::rewrite(const ConflictItem &item)
{
    ConflictCell *cell = m_cells.value(item.id);
    if (!cell->editor() || textOf(cell->editor()).trimmed().isEmpty())
        cell->setEditor(makeEditor(item, item.fields.first().mine)); // else on with what was written before
    cell->setChoice(ConflictCell::Choice::Rewritten); // shows the field, so that it can take the keyboard
    cell->editor()->setFocus(Qt::OtherFocusReason);
    written(item, textOf(cell->editor()));
}

QWidget *ConflictPage::makeEditor(const ConflictItem &item, const QString &text)
{
    const ConflictField &field = item.fields.first();
    QWidget *editor = nullptr;
    if (field.mayKeepBoth) {
        auto *words = new QPlainTextEdit(text);
        words->setTabChangesFocus(true);
        words->setFixedHeight(words->fontMetrics().lineSpacing() * 3 + 18);
        connect(words, &QPlainTextEdit::textChanged, this,
                [this, words, item] { written(item, words->toPlainText()); });
        editor = words;
    } else {
        auto *line = new QLineEdit(text);
        connect(line, &QLineEdit::textEdited, this, [this, item](const QString &now) { written(item, now); });
        editor = line;
    }
    editor->setAccessibleName(tr("%1, written by me").arg(conflictFieldName(item.kind, field)));
    return editor;
}

void ConflictPage::written(const ConflictItem &item, const QString &text)
{
    const QString value = text.trimmed();
    const auto known = m_choices.constFind(item.id);
    const bool already = known != m_choices.constEnd() && known->side == ConflictChoice::Side::Rewritten;
    if (!already)
        m_history.append(m_choices);
    if (value.isEmpty())
        m_choices.remove(item.id);
    else
        m_choices.insert(item.id,
                         {item.household, ConflictChoice::Side::Rewritten, {{item.fields.first().field, value}}});
    refreshOutcome();
}

void ConflictPage::step(const service::ConflictId &from, int by)
{
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        if (m_items.at(i).id != from)
            continue;
        for (qsizetype next = i + by; next >= 0 && next < m_items.size(); next += by) {
            ConflictCell *cell = m_cells.value(m_items.at(next).id);
            if (!cell->isEnabled())
                continue;
            cell->takeFocus();
            m_scroll->ensureWidgetVisible(cell, 0, 8);
            return;
        }
    }
}

void ConflictPage::undo()
{
    if (m_history.isEmpty())
        return;
    m_choices = m_history.takeLast();
    refreshOutcome();
}

void ConflictPage::refreshOutcome()
{
    int open = 0;
    int decidable = 0;
    for (const ConflictItem &item : std::as_const(m_items)) {
        const auto choice = m_choices.constFind(item.id);
        const bool chosen = choice != m_choices.constEnd();
        decidable += item.mayResolve ? 1 : 0;
        open += item.mayResolve && !chosen ? 1 : 0;
        ConflictCell *shown = m_cells.value(item.id);
        ConflictCell::Choice cell = ConflictCell::Choice::None;
        if (chosen) {
            switch (choice->side) {
            case ConflictChoice::Side::Mine: cell = ConflictCell::Choice::Mine; break;
            case ConflictChoice::Side::Theirs: cell = ConflictCell::Choice::Theirs; break;
            case ConflictChoice::Side::Both: cell = ConflictCell::Choice::Both; break;
            case ConflictChoice::Side::Rewritten: {
                // The row was made anew, or a step was undone: the field holds what counts.
                const QString words = choice->rewritten.value(item.fields.first().field);
                if (!shown->editor() || textOf(shown->editor()).trimmed() != words)
                    shown->setEditor(makeEditor(item, words));
                cell = ConflictCell::Choice::Rewritten;
                break;
            }
            }
        } else if (shown->editor() && shown->editor()->hasFocus()) {
            cell = ConflictCell::Choice::Rewritten; // the field is still empty
        }
        shown->setChoice(cell);
    }
    if (m_outcome)
        m_outcome->show(m_choices);
    countChosen();
    m_open->setText(open > 0 ? tr("%n still open", nullptr, open) : QString());
    m_save->setVisible(decidable > 0);
    m_save->setEnabled(open == 0);
    m_save->setText(m_households > 1 ? tr("Save, and the next household") : tr("Save the choice"));
}

void ConflictPage::save()
{
    QList<ConflictChoice> choices;
    const HouseholdId household = m_household;
    for (const ConflictItem &item : std::as_const(m_items)) {
        const auto choice = m_choices.constFind(item.id);
        if (choice != m_choices.constEnd())
            choices.append({item.id, choice->side, choice->rewritten});
    }
    m_save->setEnabled(false);
    service::deliver(m_desk->conflicts().resolve(choices), this, [this, household](const Result<void> &done) {
        if (!done) {
            m_banner->setMessage(widgets::Banner::Kind::Error,
                                 models::message(done.error(), models::Doing::Resolving).text());
            refreshOutcome();
            reload(); // a colleague was faster: what is left to decide is shown
            return;
        }
        m_banner->clear();
        m_toast->say(tr("Decided. It goes to the province with the next sync."));
        m_choices.removeIf([&](const auto &choice) { return choice.value().household == household; });
        m_history.clear();
        m_household = {};
        m_saved = true;
        reload();
    });
}

} // namespace ruhu::pages
