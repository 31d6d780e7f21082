// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/sync/syncpage.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/iconlabel.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/listrow.h"
#include "ui/widgets/scrollpane.h"
#include "ui/widgets/segmented.h"

#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardItemModel>

namespace ruhu::pages {

using namespace widgets;
using theme::TextRole;
using theme::Token;
using Phase = service::SyncProgress::Phase;

SyncPage::SyncPage(std::unique_ptr<models::SyncController> controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(std::move(controller))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 0, 20, 16);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_banner = new Banner(this);
    column->addWidget(m_banner);

    auto *left = new QWidget;
    left->setProperty("pane", true);
    auto *leftColumn = new QVBoxLayout(left);
    leftColumn->setContentsMargins(0, 0, 4, 0);
    leftColumn->setSpacing(12);
    leftColumn->addWidget(makeProgress());
    leftColumn->addWidget(makeAttention());
    leftColumn->addWidget(makeQueue(), 1);
    m_right = makeRight();
    m_right->setProperty("pane", true);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    row->addWidget(new ScrollPane(left, this), 1);
    auto *rightPane = new ScrollPane(m_right, this);
    rightPane->setObjectName(QStringLiteral("right"));
    row->addWidget(rightPane);
    column->addLayout(row, 1);

    connect(m_controller.get(), &models::SyncController::changed, this, &SyncPage::showAll);
    connect(m_controller.get(), &models::SyncController::failed, this, [this](const Error &error) {
        m_banner->setMessage(Banner::Kind::Error, models::message(error, models::Doing::Loading).text());
    });
    showAll();
    m_controller->reload();
}

SyncPage::~SyncPage() = default;

QWidget *SyncPage::makeHeader()
{
    auto *header = new QWidget(this);
    header->setMinimumHeight(theme::metrics().header);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(makeLabel(tr("Sync"), TextRole::Title, Token::Tx, true, header));
    row->addStretch(1);
    m_pause = makeButton(tr("Pause"), theme::ButtonRole::Normal, QStringLiteral("pause"), header);
    m_now = makeButton(tr("Sync now"), theme::ButtonRole::Primary, QStringLiteral("sync"), header);
    theme::setButtonKey(m_now, QStringLiteral("F5"));
    row->addWidget(m_pause);
    row->addWidget(m_now);
    connect(m_pause, &QPushButton::clicked, this, [this] { m_controller->setPaused(!m_controller->paused()); });
    connect(m_now, &QPushButton::clicked, this, [this] {
        if (m_controller->paused())
            m_controller->setPaused(false);
        m_controller->syncNow();
    });
    return header;
}

QWidget *SyncPage::makeProgress()
{
    auto *card = new Card({}, this);
    card->body()->setContentsMargins(19, 15, 19, 15);
    card->body()->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(16);
    m_icon = new IconLabel(QStringLiteral("sync"), Token::Ac, 30, card);
    head->addWidget(m_icon);
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    m_headline = makeLabel({}, TextRole::Title, Token::Tx, true, card);
    m_headline->setWordWrap(true);
    m_subline = makeParagraph({}, TextRole::Secondary, Token::Tx2, card);
    words->addWidget(m_headline);
    words->addWidget(m_subline);
    head->addLayout(words, 1);
    card->body()->addLayout(head);

    m_bar = new QProgressBar(card);
    m_bar->setProperty("thick", true);
    m_bar->setAccessibleName(tr("Progress of the sync"));
    card->body()->addWidget(m_bar);
    m_lanes = makeParagraph({}, TextRole::Secondary, Token::Tx2, card);
    card->body()->addWidget(m_lanes);

    card->body()->addWidget(makeHairline(card));
    auto *steps = new QHBoxLayout;
    steps->setSpacing(8);
    const QString icons[] = {QStringLiteral("lock"), QStringLiteral("upload"), QStringLiteral("check-circle")};
    const Token inks[] = {Token::Tx2, Token::Ac, Token::Ok};
    for (int i = 0; i < 3; ++i) {
        if (i > 0)
            steps->addWidget(makeIcon(QStringLiteral("chevron-right"), Token::Tx3, 0, card));
        steps->addWidget(makeIcon(icons[i], inks[i], 0, card));
        m_steps[i] = makeLabel({}, TextRole::Secondary, Token::Tx, false, card);
        steps->addWidget(m_steps[i]);
    }
    steps->addStretch(1);
    card->body()->addLayout(steps);
    return card;
}

QWidget *SyncPage::makeAttention()
{
    m_attention = new Card(tr("For you to look at"), this);
    m_attentionRows = m_attention->body();
    m_attention->hide();
    return m_attention;
}

QWidget *SyncPage::makeQueue()
{
    m_queue = new Card(tr("On its way"), this);
    m_which = new Segmented(tr("What to show"), m_queue);
    m_which->addOption(0, tr("Work"));
    m_which->addOption(1, tr("Photos and files"));
    m_queue->headerActions()->addWidget(m_which);
    m_rows = new QStandardItemModel(0, 1, this);
    m_list = new RowList(tr("Not sent yet"), m_queue);
    m_list->rows()->setPrimaryWhenSelected(false);
    m_list->setModel(m_rows);
    m_list->setFitRows(true);
    m_queue->body()->addWidget(m_list);
    m_nothing = makeLabel(tr("Nothing is waiting."), TextRole::Secondary, Token::Tx3, false, m_queue);
    static_cast<QLabel *>(m_nothing)->setAlignment(Qt::AlignCenter);
    m_nothing->setMinimumHeight(theme::metrics().row);
    m_queue->body()->addWidget(m_nothing);
    m_queue->body()->addStretch(1);
    connect(m_which, &Segmented::chosen, this, &SyncPage::showQueue);
    connect(m_list, &RowList::triggered, this, [this](const QModelIndex &index) {
        const auto household = index.data(Qt::UserRole).value<HouseholdId>();
        if (!household.isNull())
            Q_EMIT householdWanted(household);
    });
    return m_queue;
}

QWidget *SyncPage::makeRight()
{
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(4, 0, 0, 0);
    column->setSpacing(12);

    m_last = new Card(tr("Last sync"), right);
    m_last->padBody();
    auto *numbers = new QHBoxLayout;
    const QString words[] = {tr("updates received"), tr("items sent"), tr("merged without a question")};
    for (int i = 0; i < 3; ++i) {
        auto *one = new QVBoxLayout;
        one->setSpacing(0);
        m_numbers[i] = makeLabel(QStringLiteral("0"), TextRole::Title, Token::Tx, true, m_last);
        one->addWidget(m_numbers[i]);
        one->addWidget(makeLabel(words[i], TextRole::Caption, Token::Tx2, false, m_last));
        numbers->addLayout(one, 1);
    }
    m_last->body()->addLayout(numbers);
    column->addWidget(m_last);

    m_receipts = new Card(tr("Receipts"), right);
    m_receiptRows = new QStandardItemModel(0, 1, this);
    m_receiptList = new RowList(tr("Receipts of the province"), m_receipts);
    m_receiptList->setModel(m_receiptRows);
    m_receiptList->setFitRows(true);
    m_receipts->body()->addWidget(m_receiptList);
    m_noReceipts = makeParagraph(tr("A receipt signed by the province will stand here for everything it has taken."),
                                 TextRole::Secondary, Token::Tx3, m_receipts);
    m_noReceipts->setContentsMargins(16, 12, 16, 12);
    m_receipts->body()->addWidget(m_noReceipts);
    column->addWidget(m_receipts);

    auto *here = new Card(tr("On this laptop"), right);
    here->padBody();
    m_holdings = makeParagraph({}, TextRole::Secondary, Token::Tx2, here);
    m_space = makeParagraph({}, TextRole::Secondary, Token::Tx2, here);
    here->body()->addWidget(m_holdings);
    here->body()->addWidget(m_space);
    auto *sealed = new QHBoxLayout;
    sealed->setSpacing(5);
    sealed->addWidget(makeIcon(QStringLiteral("shield"), Token::Ok, 0, here));
    sealed->addWidget(makeLabel(tr("all of it encrypted"), TextRole::Secondary, Token::Tx2, false, here), 1);
    here->body()->addLayout(sealed);
    column->addWidget(here);
    column->addStretch(1);
    return right;
}

void SyncPage::showAll()
{
    showProgress();
    showSteps();
    showAttention();
    showQueue();
    showRight();
    Q_EMIT statusChanged();
}

void SyncPage::showProgress()
{
    const auto &c = *m_controller;
    const auto &p = c.progress();
    m_headline->setText(c.headline());
    m_subline->setText(c.subline());
    const bool failed = p.phase == Phase::Failed;
    const bool done = p.phase == Phase::Idle && c.unsent().total() == 0 && p.lastSyncMs > 0;
    m_icon->setIcon(failed       ? QStringLiteral("warning")
                    : c.paused() ? QStringLiteral("pause")
                    : done       ? QStringLiteral("check-circle")
                                 : QStringLiteral("sync"),
                    failed       ? Token::Warn
                    : done       ? Token::Ok
                    : c.paused() ? Token::Tx2
                                 : Token::Ac);
    const int percent = c.percent();
    m_bar->setVisible(percent >= 0);
    m_bar->setValue(std::max(0, percent));
    QStringList lanes;
    for (const auto &lane : p.phase == Phase::Receiving ? p.receiving : p.sending)
        if (lane.done > 0 || lane.total > 0)
            lanes.append(c.laneText(lane));
    m_lanes->setText(lanes.join(QStringLiteral("    ")));
    m_lanes->setVisible(c.running() && !lanes.isEmpty());
    m_now->setEnabled(!c.running());
    m_pause->setText(c.paused() ? tr("Go on") : tr("Pause"));
    theme::setButtonIcon(m_pause, c.paused() ? QStringLiteral("play") : QStringLiteral("pause"));
}

void SyncPage::showSteps()
{
    m_steps[0]->setText(tr("kept on this laptop %1").arg(m_controller->kept()));
    m_steps[1]->setText(tr("delivered %1").arg(m_controller->delivered()));
    m_steps[2]->setText(tr("taken by the office above %1").arg(m_controller->taken()));
}

// Rows with two buttons of their own; made again only when what they say has changed, so that the keyboard stays.
void SyncPage::showAttention()
{
    const auto &c = *m_controller;
    QString content = QString::number(c.conflictHouseholds()) + u'/' + QString::number(c.conflictFields());
    for (const auto &row : c.quarantine())
        content += QStringLiteral("|%1 %2").arg(row.number).arg(row.problem);
    if (content == m_attentionShown)
        return;
    m_attentionShown = content;
    while (QLayoutItem *item = m_attentionRows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](const QString &icon, Token ink, const QString &title, const QString &line) {
        if (m_attentionRows->count() > 0)
            m_attentionRows->addWidget(makeHairline(m_attention));
        auto *host = new QWidget(m_attention);
        auto *row = new QHBoxLayout(host);
        row->setContentsMargins(15, 10, 15, 10);
        row->setSpacing(12);
        row->addWidget(makeIcon(icon, ink, 20, host), 0, Qt::AlignTop);
        auto *words = new QVBoxLayout;
        words->setSpacing(0);
        QLabel *head = makeLabel(title, TextRole::Body, Token::Tx, true, host);
        head->setWordWrap(true);
        words->addWidget(head);
        words->addWidget(makeParagraph(line, TextRole::Secondary, Token::Tx2, host));
        row->addLayout(words, 1);
        m_attentionRows->addWidget(host);
        return row;
    };
    for (const auto &row : c.quarantine()) {
        QHBoxLayout *place =
            add(QStringLiteral("error-circle"), Token::Bad, c.quarantineTitle(row), c.quarantineLine(row));
        if (!row.household.isNull()) {
            QPushButton *look = makeButton(tr("Look at it"));
            look->setAccessibleName(tr("Look at it: %1").arg(c.quarantineTitle(row)));
            connect(look, &QPushButton::clicked, this, [this, id = row.household] { Q_EMIT householdWanted(id); });
            place->addWidget(look);
        }
        QPushButton *again = makeButton(tr("Send again"));
        again->setAccessibleName(tr("Send again: %1").arg(c.quarantineTitle(row)));
        connect(again, &QPushButton::clicked, this, [this, number = row.number] { m_controller->retry(number); });
        place->addWidget(again);
    }
    if (c.conflictHouseholds() > 0) {
        QHBoxLayout *place =
            add(QStringLiteral("conflict"), Token::Warn,
                tr("%n household(s): you and the province both changed %1", nullptr, c.conflictHouseholds())
                    .arg(c.conflictFields()),
                tr("Choose which to keep. Until then both are kept."));
        QPushButton *choose = makeButton(tr("Choose"));
        connect(choose, &QPushButton::clicked, this, &SyncPage::conflictsWanted);
        place->addWidget(choose);
    }
    const int things = int(c.quarantine().size()) + (c.conflictHouseholds() > 0 ? 1 : 0);
    m_attention->setCount(QString::number(things));
    m_attention->setVisible(things > 0);
}

void SyncPage::showQueue()
{
    const auto &c = *m_controller;
    const bool files = m_which->current() == 1;
    m_which->setOptionText(0, tr("Work %1").arg(c.outbox().size()));
    m_which->setOptionText(1, tr("Photos and files %1").arg(c.uploads().size()));
    const auto size = files ? c.uploads().size() : c.outbox().size();
    m_rows->setRowCount(int(size));
    qint64 bytes = 0;
    for (int i = 0; i < size; ++i) {
        const QModelIndex index = m_rows->index(i, 0);
        QString title;
        QString detail;
        QString trail;
        Badge badge{BadgeKind::Neutral, QStringLiteral("clock"), tr("queued")};
        HouseholdId household;
        if (files) {
            const auto &row = c.uploads()[i];
            title = c.uploadTitle(row);
            trail =
                row.sending
                    ? tr("%1 / %2", "sent, all").arg(models::sizeText(row.bytesDone), models::sizeText(row.bytesTotal))
                    : models::sizeText(row.bytesTotal);
            if (row.sending)
                badge = {BadgeKind::Accent, QStringLiteral("upload"), tr("under way")};
            household = row.household;
        } else {
            const auto &row = c.outbox()[i];
            title = c.outboxTitle(row);
            detail = c.outboxLine(row);
            if (row.waitingForPhotos)
                badge = {BadgeKind::Accent, QStringLiteral("upload"), tr("delivered")};
            household = row.household;
        }
        m_rows->setData(index, title, Qt::DisplayRole);
        m_rows->setData(index, detail, RowDetail);
        m_rows->setData(index, trail, RowTrail);
        m_rows->setData(index, true, RowDone); // not bold: a queue is not a list of tasks
        m_rows->setData(index, QVariant::fromValue(badge), RowBadge);
        m_rows->setData(index, QVariant::fromValue(household), Qt::UserRole);
        QStringList sentence{title, detail, trail, badge.text};
        sentence.removeAll(QString());
        m_rows->setData(index, sentence.join(QStringLiteral(", ")), Qt::AccessibleTextRole);
    }
    for (const auto &row : c.uploads())
        bytes += row.bytesTotal - row.bytesDone;
    m_queue->setCount(bytes > 0 ? tr("%1 to send").arg(models::sizeText(bytes)) : QString());
    m_list->setVisible(size > 0);
    m_list->updateGeometry();
    m_nothing->setVisible(size == 0);
}

void SyncPage::showRight()
{
    const auto &c = *m_controller;
    const auto &p = c.progress();
    const qint64 seconds = (p.lastDurationMs + 999) / 1000;
    const QString took = seconds < 60 ? tr("%1 s", "seconds").arg(seconds)
                                      : tr("%1 min %2 s", "minutes, seconds").arg(seconds / 60).arg(seconds % 60);
    m_last->setCount(p.lastSyncMs > 0 ? tr("%1, took %2", "time, duration").arg(c.momentOf(p.lastSyncMs), took)
                                      : tr("not yet"));
    const int numbers[] = {p.received, p.sent, p.merged};
    for (int i = 0; i < 3; ++i)
        m_numbers[i]->setText(QString::number(numbers[i]));

    constexpr qsizetype shown = 8;
    const auto &receipts = c.receipts();
    m_receiptRows->setRowCount(int(std::min(shown, receipts.size())));
    for (int i = 0; i < m_receiptRows->rowCount(); ++i) {
        const QModelIndex index = m_receiptRows->index(i, 0);
        m_receiptRows->setData(index, c.receiptText(receipts[i]), Qt::DisplayRole);
        m_receiptRows->setData(index, c.momentOf(receipts[i].atMs), RowDetail);
        m_receiptRows->setData(index, QStringLiteral("check-circle"), RowIcon);
        m_receiptRows->setData(index, int(Token::Ok), RowIconToken);
        m_receiptRows->setData(index, true, RowDone);
    }
    m_receipts->setCount(receipts.isEmpty() ? QString() : tr("the last %n", nullptr, m_receiptRows->rowCount()));
    m_receiptList->setVisible(!receipts.isEmpty());
    m_receiptList->updateGeometry();
    m_noReceipts->setVisible(receipts.isEmpty());

    const auto &h = c.holdings();
    m_holdings->setText(
        h.complete < h.households
            ? tr("%n household(s), %1 of them complete, %2 photos", nullptr, h.households).arg(h.complete).arg(h.photos)
            : tr("%n household(s), %1 photos", nullptr, h.households).arg(h.photos));
    m_space->setText(
        tr("Photos take %1, %2 are free").arg(models::sizeText(h.bytesUsed), models::sizeText(h.bytesFree)));
}

void SyncPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool large = theme::textSize() == theme::TextSize::Large;
    findChild<ScrollPane *>(QStringLiteral("right"))->setFixedWidth(large ? 440 : width() < 1250 ? 340 : 384);
}

void SyncPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_controller->reload();
}

} // namespace ruhu::pages
