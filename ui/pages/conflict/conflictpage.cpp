// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/conflict/conflictpage.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/conflictcell.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/scrollpane.h"
#include "ui/widgets/toast.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace ruhu::pages {

using service::ConflictChoice;
using service::ConflictField;
using service::ConflictItem;
using theme::TextRole;
using theme::Token;
using widgets::ConflictCell;

namespace {

constexpr int householdRole = Qt::UserRole + 1;

QString fieldName(const ConflictItem &item, const ConflictField &field)
{
    const QString code = item.kind + QChar(u'.') + field.field;
    const QString word = models::codeWord(u"FIELD", code);
    return word == code ? field.field : word;
}

/// A value as a person reads it.
QString shown(const ConflictField &field, const QString &value)
{
    if (value.isEmpty())
        return value;
    switch (field.type) {
    case ConflictField::Type::Money: return models::moneyText(value.toLongLong());
    case ConflictField::Type::Code: return models::codeWord(field.codeList, value);
    default: return value;
    }
}

/// All fields of a group in one text: alone without its name, several each with theirs.
QString groupText(const ConflictItem &item, QString ConflictField::*side)
{
    if (item.fields.size() == 1)
        return shown(item.fields.first(), item.fields.first().*side);
    QStringList lines;
    for (const ConflictField &field : item.fields)
        lines.append(fieldName(item, field) + QStringLiteral(" ") + shown(field, field.*side));
    return lines.join(QChar(u'\n'));
}

QString itemName(const ConflictItem &item)
{
    QString name =
        item.fields.size() == 1 ? fieldName(item, item.fields.first()) : models::codeWord(u"KIND", item.kind);
    if (!item.recordName.isEmpty())
        name += QChar(u'\n') + item.recordName;
    return name;
}

bool mayKeepBoth(const ConflictItem &item)
{
    return !item.archive &&
           std::all_of(item.fields.cbegin(), item.fields.cend(), [](const ConflictField &f) { return f.mayKeepBoth; });
}

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
    bannerHolder->setContentsMargins(20, 0, 20, 0);
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
    row->addWidget(back);
    row->addWidget(widgets::makeLabel(tr("Changed on both sides"), TextRole::Title, Token::Tx, true));
    row->addWidget(widgets::makeLabel(tr("You changed these here, and the province changed them too. Choose one of "
                                         "each; the other stays in the history."),
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
    m_listCard = new widgets::Card(tr("Households"), columns);
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
    row->addWidget(m_listCard);
    m_middle = new widgets::Card({}, columns);
    row->addWidget(m_middle, 1);
    return columns;
}

QWidget *ConflictPage::makeActions()
{
    auto *bar = new QWidget(this);
    bar->setFixedHeight(theme::metrics().header);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(8);
    auto *mine = widgets::makeButton(tr("All mine for this household"));
    auto *theirs = widgets::makeButton(tr("All the province's for this household"));
    connect(mine, &QPushButton::clicked, this, [this] { chooseAll(ConflictChoice::Side::Mine); });
    connect(theirs, &QPushButton::clicked, this, [this] { chooseAll(ConflictChoice::Side::Theirs); });
    row->addWidget(mine);
    row->addWidget(theirs);
    row->addWidget(
        widgets::makeLabel(tr("\u2190 \u2192 which side   \u2193 next   Ctrl+Z undo"), TextRole::Caption, Token::Tx3));
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
    if (!household.isNull())
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
    QModelIndex select;
    for (const service::ConflictHousehold &household : households) {
        auto *item = new QStandardItem(tr("Household of %1").arg(household.headName));
        item->setEditable(false);
        item->setData(models::placeText(household.place), widgets::RowDetail);
        item->setData(tr("%n place(s)", nullptr, household.conflicts), widgets::RowTrail);
        item->setData(household.household.bytes(), householdRole);
        m_listModel->appendRow(item);
        places += household.conflicts;
        if (household.household == m_household)
            select = item->index();
    }
    m_listCard->setTitle(tr("%n household(s)", nullptr, int(households.size())));
    m_listCard->setCount(tr("%n place(s)", nullptr, places));
    if (!select.isValid()) {
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
}

void ConflictPage::load(HouseholdId household)
{
    m_household = household;
    m_choices.clear();
    m_history.clear();
    service::deliver(m_desk->conflicts().of(household), this,
                     [this, household](const Result<QList<ConflictItem>> &items) {
                         if (household != m_household)
                             return;
                         if (!items) {
                             m_banner->setMessage(widgets::Banner::Kind::Error,
                                                  models::message(items.error(), models::Doing::Loading).text());
                             return;
                         }
                         m_items = *items;
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
    if (m_items.isEmpty()) {
        outer->addWidget(new widgets::EmptyState(QStringLiteral("check-circle"), tr("Nothing to decide"),
                                                 tr("Both sides agree on everything."), m_content));
    } else {
        auto *inner = new QWidget(m_content);
        auto *layout = new QVBoxLayout(inner);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->setSpacing(0);
        for (const ConflictItem &item : std::as_const(m_items)) {
            layout->addWidget(makeItem(item));
            layout->addWidget(widgets::makeHairline(inner));
        }
        layout->addWidget(makeOutcome());
        layout->addStretch(1);
        outer->addWidget(new widgets::ScrollPane(inner, m_content), 1);
    }
    m_middle->body()->addWidget(m_content, 1);
    refreshOutcome();
}

QWidget *ConflictPage::makeItem(const ConflictItem &item)
{
    const QDateTime now = QDateTime::currentDateTime();
    const auto source = [&now](qint64 at, const QString &by) {
        return QStringList{at > 0 ? models::momentText(at, now) : QString(), by}.join(QStringLiteral(" ")).trimmed();
    };
    const bool single = item.fields.size() == 1 && !item.archive;
    auto *holder = new QWidget(m_content);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *cell = new ConflictCell(itemName(item), {groupText(item, &ConflictField::base), QString()},
                                  {groupText(item, &ConflictField::mine), source(item.mineAtMs, item.mineBy)},
                                  {groupText(item, &ConflictField::theirs), source(item.theirsAtMs, item.theirsBy)},
                                  item.mayResolve && mayKeepBoth(item), item.mayResolve && single, holder);
    cell->setEnabled(item.mayResolve);
    layout->addWidget(cell);
    if (!item.mayResolve) {
        auto *note = widgets::makeParagraph(tr("Money and bank details are decided by the supervisor."),
                                            TextRole::Caption, Token::Warn);
        note->setContentsMargins(16, 0, 16, 10);
        layout->addWidget(note);
    }
    connect(cell, &ConflictCell::chosen, this, [this, item](ConflictCell::Choice choice) {
        switch (choice) {
        case ConflictCell::Choice::Mine: choose(item, ConflictChoice::Side::Mine); break;
        case ConflictCell::Choice::Theirs: choose(item, ConflictChoice::Side::Theirs); break;
        case ConflictCell::Choice::Both: choose(item, ConflictChoice::Side::Both); break;
        case ConflictCell::Choice::None:
        case ConflictCell::Choice::Rewritten: break;
        }
    });
    connect(cell, &ConflictCell::rewriteRequested, this, [this, item] { rewrite(item); });
    m_cells.insert(item.id, cell);
    return holder;
}

QWidget *ConflictPage::makeOutcome()
{
    auto *holder = new QWidget(m_content);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(4);
    layout->addWidget(widgets::makeLabel(tr("How it will be"), TextRole::Body, Token::Tx, true));
    m_outcome = new QVBoxLayout;
    layout->addLayout(m_outcome);
    return holder;
}

void ConflictPage::choose(const ConflictItem &item, ConflictChoice::Side side)
{
    m_history.append(m_choices);
    m_choices.insert(item.id, {side, {}});
    refreshOutcome();
}

void ConflictPage::chooseAll(ConflictChoice::Side side)
{
    m_history.append(m_choices);
    for (const ConflictItem &item : std::as_const(m_items))
        if (item.mayResolve)
            m_choices.insert(item.id, {side, {}});
    refreshOutcome();
}

void ConflictPage::rewrite(const ConflictItem &item)
{
    const ConflictField &field = item.fields.first();
    bool taken = false;
    const QString value = QInputDialog::getText(this, tr("Write it myself"), fieldName(item, field), QLineEdit::Normal,
                                                field.mine, &taken);
    if (!taken || value.trimmed().isEmpty())
        return;
    m_history.append(m_choices);
    m_choices.insert(item.id, {ConflictChoice::Side::Rewritten, {{field.field, value.trimmed()}}});
    m_cells.value(item.id)->setRewritten(value.trimmed());
    refreshOutcome();
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
    if (m_outcome) {
        while (QLayoutItem *old = m_outcome->takeAt(0)) {
            delete old->widget();
            delete old;
        }
    }
    for (const ConflictItem &item : std::as_const(m_items)) {
        const auto choice = m_choices.constFind(item.id);
        const bool chosen = choice != m_choices.constEnd();
        decidable += item.mayResolve ? 1 : 0;
        open += item.mayResolve && !chosen ? 1 : 0;
        QString words = tr("not chosen yet");
        ConflictCell::Choice cell = ConflictCell::Choice::None;
        if (chosen) {
            switch (choice->side) {
            case ConflictChoice::Side::Mine:
                words = tr("%1, mine").arg(groupText(item, &ConflictField::mine));
                cell = ConflictCell::Choice::Mine;
                break;
            case ConflictChoice::Side::Theirs:
                words = tr("%1, the province's").arg(groupText(item, &ConflictField::theirs));
                cell = ConflictCell::Choice::Theirs;
                break;
            case ConflictChoice::Side::Both:
                words =
                    tr("%1 and %2").arg(groupText(item, &ConflictField::mine), groupText(item, &ConflictField::theirs));
                cell = ConflictCell::Choice::Both;
                break;
            case ConflictChoice::Side::Rewritten:
                words = tr("%1, rewritten").arg(choice->rewritten.value(item.fields.first().field));
                cell = ConflictCell::Choice::Rewritten;
                break;
            }
        }
        m_cells.value(item.id)->setChoice(cell);
        if (m_outcome)
            m_outcome->addWidget(
                widgets::makeParagraph(itemName(item).replace(QChar(u'\n'), QChar(u' ')) + QStringLiteral(": ") + words,
                                       TextRole::Secondary, chosen ? Token::Tx : Token::Warn));
    }
    m_open->setText(open > 0 ? tr("%n still open", nullptr, open) : QString());
    m_save->setEnabled(decidable > 0 && open == 0);
}

void ConflictPage::save()
{
    QList<ConflictChoice> choices;
    for (const ConflictItem &item : std::as_const(m_items)) {
        const auto choice = m_choices.constFind(item.id);
        if (choice != m_choices.constEnd())
            choices.append({item.id, choice->side, choice->rewritten});
    }
    m_save->setEnabled(false);
    service::deliver(m_desk->conflicts().resolve(choices), this, [this](const Result<void> &done) {
        if (!done) {
            m_banner->setMessage(widgets::Banner::Kind::Error,
                                 models::message(done.error(), models::Doing::Resolving).text());
            refreshOutcome();
            return;
        }
        m_banner->clear();
        m_toast->say(tr("Decided. It goes to the province with the next sync."));
        m_household = {};
        reload();
    });
}

} // namespace ruhu::pages
