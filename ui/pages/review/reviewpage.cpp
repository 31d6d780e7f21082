// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/review/reviewpage.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/pages/review/casepanel.h"
#include "ui/pages/review/opinionpanel.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/segmented.h"
#include "ui/widgets/toast.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace ruhu::pages {

using service::ApplicationRow;
using service::Queue;
using theme::TextRole;
using theme::Token;

namespace {
constexpr int applicationRole = Qt::UserRole + 1;
}

ReviewPage::ReviewPage(std::shared_ptr<service::Desk> desk, QWidget *parent)
    : QWidget(parent)
    , m_desk(std::move(desk))
{
    setAccessibleName(tr("Cases"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    m_banner = new widgets::Banner(this);
    auto *bannerHolder = new QVBoxLayout;
    bannerHolder->setContentsMargins(20, 0, 20, 12); // only while it is shown
    bannerHolder->addWidget(m_banner);
    layout->addLayout(bannerHolder);
    auto *columns = new QHBoxLayout;
    columns->setContentsMargins(20, 0, 20, 16);
    columns->setSpacing(16);
    m_queueCard = new widgets::Card(tr("By deadline"), this);
    m_queueModel = new QStandardItemModel(this);
    m_queue = new widgets::RowList(tr("Cases"), m_queueCard);
    m_queue->rows()->setBadgeBesideTitle(true);
    m_queue->setModel(m_queueModel);
    m_queueCard->body()->addWidget(m_queue, 1);
    m_nothing = new widgets::EmptyState(QStringLiteral("case"), tr("No case waits here"), {}, this);
    m_nothing->hide();
    columns->addWidget(m_nothing, 1);
    columns->addWidget(m_queueCard);
    m_case = new CasePanel(m_desk, this);
    columns->addWidget(m_case, 1);
    m_opinion = new OpinionPanel(m_desk, this);
    for (QWidget *pane :
         {static_cast<QWidget *>(m_queueCard), static_cast<QWidget *>(m_case), static_cast<QWidget *>(m_opinion)})
        pane->setProperty("pane", true);
    columns->addWidget(m_opinion);
    layout->addLayout(columns, 1);
    m_toast = new widgets::Toast(this);

    connect(m_queue->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &index) {
        const auto application = ApplicationId::fromBytes(index.data(applicationRole).toByteArray());
        if (!application.isNull() && application != m_current) {
            m_current = application;
            loadCase();
        }
    });
    connect(m_case, &CasePanel::householdWanted, this, &ReviewPage::householdWanted);
    connect(m_opinion, &OpinionPanel::visitWanted, this, &ReviewPage::visitWanted);
    connect(m_opinion, &OpinionPanel::refused, this, &ReviewPage::say);
    connect(m_opinion, &OpinionPanel::precheckChanged, m_case, &CasePanel::showFacts);
    connect(m_opinion, &OpinionPanel::stepTaken, this, [this](const QString &words) {
        m_toast->say(words);
        m_opinion->clear(); // what was written is on file now
        reloadQueue();
        loadCase();
    });
    connect(m_banner, &widgets::Banner::actionTriggered, this, [this] {
        m_opinion->clear();
        loadCase();
    });
    // A visit that ends, a check result or an opinion that arrives: every step of a case belongs to its household.
    connect(m_desk.get(), &service::Desk::changed, this, [this](const service::Changes &changes) {
        if (!changes.everything && changes.households.isEmpty())
            return;
        reloadQueue();
        if (changes.everything || m_household.isNull() || changes.households.contains(m_household))
            loadCase();
    });
    reloadQueue();
}

QString ReviewPage::queueName(Queue queue)
{
    switch (queue) {
    case Queue::ForMe: return tr("Waiting for me");
    case Queue::Open: return tr("All open");
    case Queue::Opinion: return tr("Opinion signed");
    }
    return {};
}

QWidget *ReviewPage::makeHeader()
{
    auto *header = new QWidget(this);
    header->setFixedHeight(theme::metrics().header);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(12);
    row->addWidget(widgets::makeLabel(tr("Cases"), TextRole::Title, Token::Tx, true));
    m_queues = new widgets::Segmented(tr("Which cases"), header);
    for (const Queue queue : {Queue::ForMe, Queue::Open, Queue::Opinion})
        m_queues->addOption(int(queue), queueName(queue));
    m_queues->setCurrent(int(m_which));
    connect(m_queues, &widgets::Segmented::chosen, this, [this](int which) {
        m_which = Queue(which);
        m_current = {};
        reloadQueue();
    });
    row->addWidget(m_queues);
    row->addStretch(1);
    return header;
}

/// All three, for their counts; the chosen one is shown.
void ReviewPage::reloadQueue()
{
    for (const Queue queue : {Queue::ForMe, Queue::Open, Queue::Opinion})
        service::deliver(
            m_desk->casework().queue(queue), this, [this, queue](const Result<QList<ApplicationRow>> &rows) {
                m_queues->setOptionText(int(queue),
                                        rows && !rows->isEmpty()
                                            ? tr("%1 %2", "queue and count").arg(queueName(queue)).arg(rows->size())
                                            : queueName(queue));
                if (queue != m_which)
                    return;
                if (rows) {
                    showQueue(*rows);
                    return;
                }
                // The case of another queue must not stay under this one, with a button that signs it.
                if (m_current.isNull()) {
                    m_queueModel->clear();
                    m_queueCard->setCount({});
                    clearCase();
                }
                say(rows.error());
            });
}

void ReviewPage::showQueue(const QList<ApplicationRow> &rows)
{
    const QSignalBlocker quiet(m_queue->selectionModel());
    m_queueModel->clear();
    QModelIndex select;
    for (const ApplicationRow &row : rows) {
        auto *item = new QStandardItem(row.headName);
        item->setEditable(false);
        item->setData(
            QString(models::programmeText(row.programme) + QStringLiteral(" \u00b7 ") + models::placeText(row.place)),
            widgets::RowDetail);
        const models::Urgency urgency = models::urgencyOf(row.due);
        if (urgency != models::Urgency::None)
            item->setData(
                QVariant::fromValue(widgets::Badge{urgency == models::Urgency::Overdue ? widgets::BadgeKind::Bad
                                                   : urgency == models::Urgency::Soon  ? widgets::BadgeKind::Warning
                                                                                       : widgets::BadgeKind::Neutral,
                                                   QStringLiteral("clock"), models::badgeText(row.due)}),
                widgets::RowBadge);
        item->setData(row.id.bytes(), applicationRole);
        item->setData(QStringList{row.headName, models::programmeText(row.programme),
                                  models::codeWord(u"STATE", row.state), models::badgeText(row.due)}
                          .join(QStringLiteral(", ")),
                      Qt::AccessibleTextRole);
        m_queueModel->appendRow(item);
        if (row.id == m_current)
            select = item->index();
    }
    m_queueCard->setCount(tr("%n case(s)", nullptr, int(rows.size())));
    // A case that was opened from elsewhere may stand beside an empty queue.
    const bool nothing = rows.isEmpty() && m_current.isNull();
    m_nothing->setVisible(nothing);
    for (QWidget *card :
         {static_cast<QWidget *>(m_queueCard), static_cast<QWidget *>(m_case), static_cast<QWidget *>(m_opinion)})
        card->setVisible(!nothing);
    if (nothing)
        clearCase();
    if (!select.isValid() && m_current.isNull() && !rows.isEmpty()) {
        select = m_queueModel->index(0, 0);
        m_current = rows.first().id;
        loadCase();
    }
    if (select.isValid())
        m_queue->setCurrentIndex(select);
}

void ReviewPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() + theme::metrics().rail < 1340; // the breakpoint of the design
    const bool large = theme::textSize() == theme::TextSize::Large;
    m_queueCard->setFixedWidth(narrow ? (large ? 236 : 200) : (large ? 280 : 236));
    m_opinion->setFixedWidth(large && !narrow ? 380 : 330);
}

void ReviewPage::open(ApplicationId application)
{
    m_current = application;
    reloadQueue();
    loadCase();
}

void ReviewPage::loadCase()
{
    if (m_current.isNull())
        return;
    const ApplicationId wanted = m_current;
    service::deliver(m_desk->casework().application(wanted), this,
                     [this, wanted](const Result<service::ApplicationView> &view) {
                         if (wanted != m_current)
                             return;
                         if (!view) {
                             clearCase();
                             say(view.error());
                             return;
                         }
                         service::deliver(m_desk->casework().precheck(wanted), this,
                                          [this, wanted, shown = *view](const Result<service::Precheck> &precheck) {
                                              if (wanted == m_current)
                                                  showCase(shown, precheck);
                                          });
                     });
}

void ReviewPage::showCase(const service::ApplicationView &view, const Result<service::Precheck> &precheck)
{
    m_household = view.row.household;
    if (m_opinion->isBeingWritten(view.row.id)) {
        // Nobody loses an opinion half written, and no figure changes under the pen without a word.
        m_banner->setMessage(widgets::Banner::Kind::Warning,
                             tr("This case moved on while you were writing. What you wrote is still here."));
        m_banner->setAction(tr("Show the case as it is now"));
        return;
    }
    m_banner->clear();
    // Without rules or figures the case can still be read; the pre-check is then empty.
    const service::Precheck found = precheck ? *precheck : service::Precheck();
    m_case->show(view, found);
    m_opinion->show(view, found);
    if (!precheck && precheck.error().code != ErrorCode::Incomplete)
        say(precheck.error());
}

void ReviewPage::clearCase()
{
    m_household = {};
    m_case->clear();
    m_opinion->clear();
}

void ReviewPage::say(const Error &error)
{
    m_banner->setAction({});
    m_banner->setMessage(widgets::Banner::Kind::Error, models::message(error, models::Doing::Casework).text());
}

} // namespace ruhu::pages
