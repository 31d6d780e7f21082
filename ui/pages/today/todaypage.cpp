// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/today/todaypage.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/models/todaycontroller.h"
#include "ui/pages/today/weekstrip.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/scrollpane.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QShortcut>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <utility>

namespace ruhu::pages {

using service::TodayView;
using service::TodayVisit;
using theme::TextRole;
using theme::Token;
using widgets::Badge;
using widgets::BadgeKind;

namespace {

enum Role { HouseholdRole = Qt::UserRole + 1, ReasonRole, ApplicationRole, DraftRole, DoneRole };

Badge dueBadge(const service::Deadline &due)
{
    switch (models::urgencyOf(due)) {
    case models::Urgency::None: return {};
    case models::Urgency::Overdue: return {BadgeKind::Bad, QStringLiteral("error-circle"), models::badgeText(due)};
    case models::Urgency::Soon: return {BadgeKind::Warning, QStringLiteral("clock"), models::badgeText(due)};
    case models::Urgency::Fine: return {BadgeKind::Neutral, QStringLiteral("clock"), models::badgeText(due)};
    }
    return {};
}

QLabel *countRow(QVBoxLayout *into, const QString &iconName, const QString &words)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(widgets::makeIcon(iconName, Token::Tx2));
    row->addWidget(widgets::makeLabel(words));
    row->addStretch(1);
    QLabel *count = widgets::makeLabel(QStringLiteral("0"), TextRole::Body, Token::Tx, true);
    row->addWidget(count);
    into->addLayout(row);
    return count;
}

} // namespace

TodayPage::TodayPage(std::shared_ptr<service::Desk> desk, QWidget *parent)
    : QWidget(parent)
    , m_today(new models::TodayController(std::move(desk), this))
{
    setAccessibleName(tr("Today"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(20, 0, 20, 12);
    columns->setSpacing(16);
    columns->addWidget(makeLeft(), 1);
    columns->addWidget(makeRight());
    layout->addLayout(columns, 1);
    connect(m_today, &models::TodayController::viewChanged, this, &TodayPage::show);
    connect(m_today, &models::TodayController::failed, this, [this](const Error &error) {
        m_banner->setMessage(widgets::Banner::Kind::Error, models::message(error, models::Doing::Loading).text());
    });
    m_today->reload();
}

void TodayPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_today->setLookedAt(true);
}

void TodayPage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_today->setLookedAt(false);
}

QWidget *TodayPage::makeHeader()
{
    auto *header = new QWidget(this);
    header->setFixedHeight(theme::metrics().header + 8);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(12);
    auto *titles = new QVBoxLayout;
    titles->setSpacing(0);
    m_title = widgets::makeLabel(tr("Today"), TextRole::Title, Token::Tx, true);
    m_subtitle = widgets::makeLabel({}, TextRole::Secondary, Token::Tx2);
    titles->addStretch(1);
    titles->addWidget(m_title);
    titles->addWidget(m_subtitle);
    titles->addStretch(1);
    row->addLayout(titles, 1);
    m_search = new widgets::SearchField(tr("Find a household or a person"), header);
    m_search->setAccessibleName(tr("Find a household or a person"));
    m_search->setKeyHint(QStringLiteral("Ctrl F"));
    m_search->setFixedWidth(280);
    row->addWidget(m_search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        Q_EMIT searchWanted(m_search->query());
        m_search->clear();
    });
    auto *find = new QShortcut(QKeySequence::Find, this);
    find->setContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QShortcut::activated, m_search, qOverload<>(&QWidget::setFocus));
    return header;
}

QWidget *TodayPage::makeLeft()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    m_banner = new widgets::Banner(content);
    layout->addWidget(m_banner);
    m_week = new WeekStrip(content);
    layout->addWidget(m_week);

    m_visitCard = new widgets::Card(tr("Visits today"), content);
    m_progress = new QProgressBar;
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(120);
    m_progress->setProperty("status", QStringLiteral("done"));
    m_progress->setAccessibleName(tr("Visits done today"));
    m_here = widgets::makeLabel({}, TextRole::Secondary, Token::Tx2);
    m_visitCard->headerActions()->addWidget(m_progress);
    m_visitCard->headerActions()->addWidget(m_here);
    m_visitModel = new QStandardItemModel(this);
    m_visits = new widgets::RowList(tr("Visits today"), m_visitCard);
    m_visits->setFitRows(true);
    m_visits->rows()->setSelectedKey(QStringLiteral("Enter"));
    m_visits->setModel(m_visitModel);
    connect(m_visits->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &to) {
        if (!m_filling)
            m_chosen = to.data(HouseholdRole).toByteArray();
    });
    m_visitCard->body()->addWidget(m_visits);
    auto *nothing = new widgets::EmptyState(QStringLiteral("calendar"), tr("No visit is planned for today"),
                                            tr("See who has not been visited for a long time."), m_visitCard);
    connect(nothing->addAction(tr("Open the households")), &QPushButton::clicked, this,
            [this] { Q_EMIT searchWanted({}); });
    m_noVisits = nothing;
    m_visitCard->body()->addWidget(nothing);
    connect(m_visits, &widgets::RowList::triggered, this, &TodayPage::startVisit);
    layout->addWidget(m_visitCard);

    m_dueCard = new widgets::Card(tr("Due soon"), content);
    m_dueModel = new QStandardItemModel(this);
    m_due = new widgets::RowList(tr("Due soon"), m_dueCard);
    m_due->setFitRows(true);
    m_due->rows()->setPrimaryWhenSelected(false);
    m_due->setModel(m_dueModel);
    m_dueCard->body()->addWidget(m_due);
    connect(m_due, &widgets::RowList::triggered, this, [this](const QModelIndex &index) {
        const auto application = ApplicationId::fromBytes(index.data(ApplicationRole).toByteArray());
        if (application.isNull())
            Q_EMIT householdWanted(HouseholdId::fromBytes(index.data(HouseholdRole).toByteArray()));
        else
            Q_EMIT caseWanted(application);
    });
    layout->addWidget(m_dueCard);
    layout->addStretch(1);
    return new widgets::ScrollPane(content, this);
}

QWidget *TodayPage::makeRight()
{
    auto *content = new QWidget(this);
    content->setFixedWidth(theme::textSize() == theme::TextSize::Large ? 420 : 392);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);

    m_unsentCard = new widgets::Card(tr("Not sent yet"), content);
    auto *look = widgets::makeButton(tr("Show"), theme::ButtonRole::Text);
    look->setAccessibleName(tr("Show what is not sent yet"));
    m_unsentCard->headerActions()->addWidget(look);
    connect(look, &QPushButton::clicked, this, &TodayPage::outboxWanted);
    m_unsentCard->padBody();
    m_unsentVisits = countRow(m_unsentCard->body(), QStringLiteral("file"), tr("Home visits"));
    m_unsentPhotos = countRow(m_unsentCard->body(), QStringLiteral("image"), tr("Photos"));
    m_unsentSignatures = countRow(m_unsentCard->body(), QStringLiteral("edit"), tr("Signatures"));
    m_unsentOthers = countRow(m_unsentCard->body(), QStringLiteral("case"), tr("Opinions, steps and changes"));
    m_unsentNote =
        widgets::makeParagraph(tr("All of it is encrypted on this laptop and goes by itself when there is a network."));
    m_unsentCard->body()->addWidget(m_unsentNote);
    layout->addWidget(m_unsentCard);

    m_decideCard = new widgets::Card(tr("You decide"), content);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(16, 8, 16, 10);
    row->addWidget(widgets::makeIcon(QStringLiteral("conflict"), Token::Warn));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    m_decideNames = widgets::makeLabel({});
    m_decideCount = widgets::makeLabel({}, TextRole::Secondary, Token::Tx2);
    words->addWidget(m_decideNames);
    words->addWidget(m_decideCount);
    row->addLayout(words, 1);
    auto *choose = widgets::makeButton(tr("Choose"));
    choose->setAccessibleName(tr("Choose between the two values"));
    connect(choose, &QPushButton::clicked, this, &TodayPage::conflictsWanted);
    row->addWidget(choose);
    m_decideCard->body()->addLayout(row);
    layout->addWidget(m_decideCard);
    layout->addStretch(1);
    return content;
}

void TodayPage::show()
{
    m_banner->clear();
    const TodayView &view = m_today->view();
    const int planned = int(view.visits.size());
    const int done = m_today->doneCount();
    m_title->setText(m_today->title());
    m_subtitle->setText(m_today->subtitle());
    m_week->show(view.days, view.date);
    m_visitCard->setCount(planned > 0 ? QStringLiteral("%1 / %2").arg(done).arg(planned) : QString());
    m_progress->setVisible(planned > 0);
    m_progress->setRange(0, std::max(1, planned));
    m_progress->setValue(done);
    m_here->setVisible(planned > 0);
    m_here->setText(view.readyHouseholds >= planned
                        ? tr("All files are on this laptop")
                        : tr("%1 of %2 files are on this laptop").arg(view.readyHouseholds).arg(planned));
    showVisits();
    showDue();
    showUnsent();
    if (!std::exchange(m_opened, true) && m_search->text().isEmpty() && m_visits->isVisible())
        m_visits->setFocus(Qt::OtherFocusReason); // Enter starts the next visit
}

void TodayPage::showVisits()
{
    const TodayView &view = m_today->view();
    m_filling = true;
    m_visitModel->clear();
    QModelIndex select;
    for (const TodayVisit &visit : view.visits) {
        auto *item = new QStandardItem(tr("Household of %1").arg(visit.headName));
        item->setEditable(false);
        QStringList context{models::placeText(visit.place)};
        if (!visit.hint.isEmpty())
            context.append(visit.hint);
        item->setData(context.join(QStringLiteral(" \u00b7 ")), widgets::RowContext);
        const QString time = visit.timeMinutes < 0 ? QString()
                                                   : QStringLiteral("%1:%2")
                                                         .arg(visit.timeMinutes / 60, 2, 10, QChar(u'0'))
                                                         .arg(visit.timeMinutes % 60, 2, 10, QChar(u'0'));
        item->setData(time, widgets::RowLead);
        switch (visit.state) {
        case TodayVisit::State::Done:
            item->setData(QVariant::fromValue(Badge{BadgeKind::Ok, QStringLiteral("check-circle"),
                                                    tr("signed %1").arg(models::clockText(visit.savedAtMs).left(5))}),
                          widgets::RowBadge);
            item->setData(true, widgets::RowDone);
            break;
        case TodayVisit::State::Drafting:
            item->setData(tr("Go on"), widgets::RowAction);
            item->setData(QStringLiteral("edit"), widgets::RowActionIcon);
            break;
        case TodayVisit::State::Planned:
            item->setData(tr("Start"), widgets::RowAction);
            item->setData(QVariant::fromValue(dueBadge(visit.due)), widgets::RowBadge);
            break;
        }
        item->setData(m_today->visitLine(visit), widgets::RowDetail);
        QStringList said{time, item->text(), context.first(), m_today->visitLine(visit)};
        if (visit.state == TodayVisit::State::Planned && visit.due.date.isValid())
            said.append(models::badgeText(visit.due));
        said.removeAll(QString());
        item->setData(said.join(tr(", ", "between parts of a sentence")), Qt::AccessibleTextRole);
        item->setData(visit.household.bytes(), HouseholdRole);
        item->setData(visit.reason, ReasonRole);
        item->setData(visit.application.bytes(), ApplicationRole);
        item->setData(visit.draft.bytes(), DraftRole);
        item->setData(visit.state == TodayVisit::State::Done, DoneRole);
        m_visitModel->appendRow(item);
        if (visit.household.bytes() == m_chosen)
            select = item->index();
    }
    const bool timed =
        std::any_of(view.visits.cbegin(), view.visits.cend(), [](const TodayVisit &v) { return v.timeMinutes >= 0; });
    m_visits->rows()->setLeadWidth(timed ? 52 : 0);
    m_visits->setVisible(m_visitModel->rowCount() > 0);
    m_noVisits->setVisible(m_visitModel->rowCount() == 0);
    if (!select.isValid() || select.data(DoneRole).toBool())
        select = m_visitModel->index(m_today->nextVisit(), 0);
    if (select.isValid())
        m_visits->setCurrentIndex(select);
    m_filling = false;
    m_visits->updateGeometry();
}

void TodayPage::showDue()
{
    const TodayView &view = m_today->view();
    m_dueModel->clear();
    for (const service::DueItem &due : view.due) {
        auto *item = new QStandardItem(tr("Household of %1").arg(due.headName));
        item->setEditable(false);
        item->setData(m_today->dueLine(due), widgets::RowContext);
        item->setData(QVariant::fromValue(dueBadge(due.due)), widgets::RowBadge);
        item->setData(tr("Show"), widgets::RowAction);
        item->setData(QStringList{item->text(), m_today->dueLine(due), models::proseText(due.due, view.date)}.join(
                          tr(", ", "between parts of a sentence")),
                      Qt::AccessibleTextRole);
        item->setData(due.household.bytes(), HouseholdRole);
        item->setData(due.application.bytes(), ApplicationRole);
        m_dueModel->appendRow(item);
    }
    m_dueCard->setCount(QString::number(view.due.size()));
    m_dueCard->setVisible(!view.due.isEmpty());
    m_due->updateGeometry();
}

void TodayPage::showUnsent()
{
    const TodayView &view = m_today->view();
    const service::UnsentCount &unsent = view.unsent;
    m_unsentCard->setCount(unsent.total() == 0 ? tr("nothing")
                                               : tr("%n item(s)", nullptr, unsent.total()) +
                                                     QStringLiteral(" \u00b7 ") + models::sizeText(unsent.bytes));
    m_unsentVisits->setText(QString::number(unsent.visits));
    m_unsentPhotos->setText(QString::number(unsent.photos));
    m_unsentSignatures->setText(QString::number(unsent.signatures));
    m_unsentOthers->setText(QString::number(unsent.others));
    m_unsentNote->setVisible(unsent.total() > 0);
    m_decideCard->setVisible(view.conflictHouseholds > 0);
    m_decideCard->setCount(tr("%n household(s)", nullptr, view.conflictHouseholds));
    m_decideNames->setText(view.conflictNames.join(QStringLiteral("\u3001")));
    m_decideCount->setText(tr("You and the province changed %n place(s)", nullptr, view.conflictFields));
}

void TodayPage::startVisit(const QModelIndex &index)
{
    const auto household = HouseholdId::fromBytes(index.data(HouseholdRole).toByteArray());
    if (index.data(DoneRole).toBool()) {
        Q_EMIT householdWanted(household);
        return;
    }
    Q_EMIT visitWanted(household, index.data(ReasonRole).toString(),
                       ApplicationId::fromBytes(index.data(ApplicationRole).toByteArray()),
                       DraftId::fromBytes(index.data(DraftRole).toByteArray()));
}

} // namespace ruhu::pages
