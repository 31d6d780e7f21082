// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/dossier/dossierpage.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/pages/dossier/dossiercards.h"
#include "ui/pages/dossier/dossierdialogs.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scrollpane.h"
#include "ui/widgets/toast.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace ruhu::pages {

using theme::TextRole;
using theme::Token;

namespace {

enum Tab { Overview, Members, Money, Property, Visits, Photos };
constexpr int overviewPhotos = 6;

} // namespace

DossierPage::DossierPage(std::shared_ptr<service::Desk> desk, HouseholdId household, QWidget *parent)
    : QWidget(parent)
    , m_desk(std::move(desk))
    , m_household(household)
{
    setAccessibleName(tr("Household file"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 6, 20, 12);
    layout->setSpacing(8);
    layout->addWidget(makeHeader());
    m_banner = new widgets::Banner(this);
    layout->addWidget(m_banner);
    // Qt reads the current tab as the name of a tab bar, whatever it is called: the name stands around it.
    auto *parts = new QWidget(this);
    parts->setAccessibleName(tr("Parts of the file"));
    auto *bar = new QVBoxLayout(parts);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(0);
    m_tabs = new QTabBar(parts);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    bar->addWidget(m_tabs);
    bar->addWidget(widgets::makeHairline(parts)); // the mark of the chosen tab lies on the line
    layout->addWidget(parts);
    m_stack = new QStackedWidget(this);
    layout->addWidget(m_stack, 1);
    for (const QString &tab :
         {tr("Overview"), tr("Members"), tr("Income and spending"), tr("Property"), tr("Visits"), tr("Photos")}) {
        m_tabs->addTab(tab);
        m_stack->addWidget(new QWidget(this));
    }
    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    m_toast = new widgets::Toast(this);
    m_maskAgain.setSingleShot(true);
    connect(&m_maskAgain, &QTimer::timeout, this, &DossierPage::mask);
    const auto on = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    on(Qt::Key_F2, [this] { correct(); });
    on(Qt::Key_F4, [this] { reveal(); });
    on(Qt::CTRL | Qt::Key_N, [this] { startVisit(); });
    on(Qt::Key_Escape, [this] { Q_EMIT left(); });
    connect(m_desk.get(), &service::Desk::changed, this, [this](const service::Changes &changes) {
        if (changes.everything || changes.households.contains(m_household) || !changes.drafts.isEmpty())
            reload();
    });
    reload();
}

QWidget *DossierPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QVBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    auto *path = new QHBoxLayout;
    path->setContentsMargins(0, 0, 0, 0);
    path->setSpacing(2);
    auto *back = widgets::makeButton(tr("Households"), theme::ButtonRole::Text, QStringLiteral("chevron-left"));
    connect(back, &QPushButton::clicked, this, &DossierPage::left);
    m_village = widgets::makeLabel({}, TextRole::Secondary, Token::Tx2);
    path->addWidget(back);
    path->addWidget(m_village);
    path->addStretch(1);
    layout->addLayout(path);
    auto *row = new QHBoxLayout;
    row->setSpacing(12);
    m_title = new widgets::ElidedLabel({}, header); // long names and addresses never push the buttons out
    theme::setTextRole(m_title, TextRole::Title, true);
    m_facts = new widgets::ElidedLabel({}, header);
    theme::setTextRole(m_facts, TextRole::Secondary);
    theme::setTextColor(m_facts, Token::Tx2);
    row->addWidget(m_title);
    row->addWidget(m_facts, 1);
    m_show = widgets::makeIconButton(QStringLiteral("eye"), tr("Show the full numbers for one minute"),
                                     QStringLiteral("F4"));
    connect(m_show, &QPushButton::clicked, this, &DossierPage::reveal);
    m_correct =
        widgets::makeIconButton(QStringLiteral("edit"), tr("Correct telephone and door hint"), QStringLiteral("F2"));
    connect(m_correct, &QPushButton::clicked, this, &DossierPage::correct);
    m_apply = widgets::makeButton(tr("Begin an application"));
    connect(m_apply, &QPushButton::clicked, this, &DossierPage::apply);
    m_start = widgets::makeButton(tr("Start a visit"), theme::ButtonRole::Primary, QStringLiteral("edit"));
    connect(m_start, &QPushButton::clicked, this, &DossierPage::startVisit);
    row->addWidget(m_show);
    row->addWidget(m_correct);
    row->addWidget(m_apply);
    row->addWidget(m_start);
    layout->addLayout(row);
    m_doorHint = widgets::makeParagraph({}, TextRole::Secondary, Token::Tx2, header);
    layout->addWidget(m_doorHint);
    m_tags = new QWidget(header);
    layout->addWidget(m_tags);
    return header;
}

void DossierPage::reload()
{
    service::deliver(m_desk->households().dossier(m_household), this, [this](const Result<service::Dossier> &dossier) {
        if (!dossier) {
            m_banner->setMessage(widgets::Banner::Kind::Error,
                                 models::message(dossier.error(), models::Doing::Loading).text());
            return;
        }
        m_banner->clear();
        m_dossier = *dossier;
        fill();
    });
}

void DossierPage::fill()
{
    const service::HouseholdRow &head = m_dossier.head;
    setAccessibleName(tr("File of the household of %1").arg(head.headName));
    m_village->setText(QStringLiteral("/ ") + head.place.villageName);
    m_title->setText(tr("Household of %1").arg(head.headName));
    m_facts->setText(QStringList{m_dossier.address.isEmpty() ? models::placeText(head.place) : m_dossier.address,
                                 tr("no. %1").arg(head.number), tr("%n person(s)", nullptr, head.members),
                                 m_revealed.phone.isEmpty() ? m_dossier.maskedPhone : m_revealed.phone}
                         .join(QStringLiteral(" \u00b7 ")));
    m_doorHint->setText(tr("The door: %1").arg(m_dossier.doorHint));
    m_doorHint->setVisible(!m_dossier.doorHint.isEmpty());
    m_correct->setVisible(m_dossier.mayCorrect);
    delete m_tags->layout();
    qDeleteAll(m_tags->findChildren<widgets::Chip *>(Qt::FindDirectChildrenOnly));
    auto *flow = new widgets::FlowLayout(m_tags, 6);
    for (const QString &tag : head.tags) {
        auto *chip = new widgets::Chip(models::tagText(tag), widgets::Chip::Kind::Toggle, m_tags);
        chip->setEnabled(false); // shown, not pressed
        flow->addWidget(chip);
        chip->show();
    }
    m_tags->setVisible(!head.tags.isEmpty());
    if (head.conflicts > 0) {
        m_banner->setMessage(widgets::Banner::Kind::Warning,
                             tr("You and the province changed %n place(s).", nullptr, head.conflicts));
        m_banner->setIconName(QStringLiteral("conflict"));
        m_banner->setAction(tr("Choose"));
        disconnect(m_banner, &widgets::Banner::actionTriggered, this, nullptr);
        connect(m_banner, &widgets::Banner::actionTriggered, this, [this] { Q_EMIT conflictsWanted(m_household); });
    }
    m_start->setText(head.draft.isNull() ? tr("Start a visit") : tr("Go on with the form"));
    m_start->setEnabled(head.complete);
    m_apply->setText(m_dossier.applications.isEmpty() ? tr("Begin an application") : tr("Open the application"));

    const IdNumber idNumber = [this](const service::MemberRow &member) { return this->idNumber(member); };
    fillOverview(Overview);
    replaceTab(Members, makeMembersTable(m_dossier, idNumber, m_stack));
    auto *money = new QWidget(m_stack);
    auto *columns = new QVBoxLayout(money);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(12);
    columns->addWidget(
        makeMoneyTable(tr("Income of the last 12 months"), QStringLiteral("INCOME_SUB"), m_dossier.income, true, money),
        3);
    columns->addWidget(
        makeMoneyTable(tr("Spending of the last 12 months"), QStringLiteral("RIGID"), m_dossier.spending, true, money),
        2);
    replaceTab(Money, money);
    replaceTab(Property,
               makeMoneyTable(tr("Property"), QStringLiteral("PROPERTY"), m_dossier.property, false, m_stack));
    replaceTab(Visits, makeVisitsList(m_dossier, m_stack));
    auto *photos = new QWidget(m_stack);
    auto *above = new QVBoxLayout(photos);
    above->setContentsMargins(0, 0, 0, 0);
    above->addWidget(new PhotosCard(m_desk, m_dossier.photos, int(m_dossier.photos.size()), photos));
    above->addStretch(1);
    replaceTab(Photos, photos);
    m_tabs->setTabText(Members, tr("Members %1").arg(m_dossier.members.size()));
    m_tabs->setTabText(Visits, tr("Visits %1").arg(m_dossier.visits.size()));
    m_tabs->setTabText(Photos, tr("Photos %1").arg(m_dossier.photos.size()));
}

/// Too narrow for three columns; large text needs the room for its words.
bool DossierPage::isNarrow() const
{
    return width() < 1264 || theme::textSize() == theme::TextSize::Large;
}

void DossierPage::resizeEvent(QResizeEvent *event)
{
    const bool before = event->oldSize().width() >= 0 && event->oldSize().width() < 1264;
    QWidget::resizeEvent(event);
    if (before != (width() < 1264) && !m_dossier.head.id.isNull())
        fillOverview(Overview);
}

void DossierPage::fillOverview(int at)
{
    auto *overview = new QWidget(m_stack);
    auto *row = new QHBoxLayout(overview);
    row->setContentsMargins(0, 4, 0, 0);
    row->setSpacing(16);
    const IdNumber idNumber = [this](const service::MemberRow &member) { return this->idNumber(member); };
    const auto column = [&](const QList<QWidget *> &cards, bool scroll) {
        auto *holder = new QWidget(overview);
        auto *box = new QVBoxLayout(holder);
        box->setContentsMargins(0, 0, 0, 0);
        box->setSpacing(12);
        for (QWidget *card : cards)
            box->addWidget(card);
        box->addStretch(1);
        return scroll ? static_cast<QWidget *>(new widgets::ScrollPane(holder, overview)) : holder;
    };
    QWidget *programmes = makeProgrammesCard(m_dossier, overview);
    QWidget *photos = new PhotosCard(m_desk, m_dossier.photos, overviewPhotos, overview);
    // Below 1340 the third column moves under the first.
    const bool narrow = isNarrow();
    QList<QWidget *> first{makeMembersCard(m_dossier, idNumber, overview), makeEconomyCard(m_dossier, overview)};
    if (narrow)
        first << programmes << photos;
    row->addWidget(column(first, true), 11);
    row->addWidget(makeTimelineCard(m_dossier, overview), 10);
    if (!narrow)
        row->addWidget(column({programmes, photos}, true), 9);
    replaceTab(at, overview);
}

void DossierPage::replaceTab(int at, QWidget *fresh)
{
    const int current = m_stack->currentIndex();
    QWidget *old = m_stack->widget(at);
    m_stack->removeWidget(old);
    old->deleteLater();
    m_stack->insertWidget(at, fresh);
    m_stack->setCurrentIndex(current);
}

QString DossierPage::idNumber(const service::MemberRow &member) const
{
    return m_revealed.idNumbers.value(member.id, member.maskedIdNumber);
}

void DossierPage::reveal()
{
    service::deliver(m_desk->households().reveal(m_household), this, [this](const Result<service::Revealed> &revealed) {
        if (!revealed) {
            m_banner->setMessage(widgets::Banner::Kind::Error,
                                 models::message(revealed.error(), models::Doing::Revealing).text());
            return;
        }
        m_revealed = *revealed;
        m_maskAgain.start(service::Households::revealSeconds * 1000);
        fill();
        m_toast->say(tr("Shown for one minute. This was noted in the log."));
    });
}

void DossierPage::mask()
{
    m_revealed = {};
    fill();
}

void DossierPage::correct()
{
    if (!m_dossier.mayCorrect)
        return;
    service::deliver(
        m_desk->households().contact(m_household), this, [this](const Result<service::HouseholdContact> &contact) {
            if (!contact) {
                m_banner->setMessage(widgets::Banner::Kind::Error,
                                     models::message(contact.error(), models::Doing::Loading).text());
                return;
            }
            if (findChild<ContactDialog *>())
                return; // asked twice
            auto *dialog = new ContactDialog(m_desk, m_dossier.head.headName, *contact, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &QDialog::accepted, this,
                    [this] { m_toast->say(tr("Corrected. It goes to the province with the next sync.")); });
            dialog->open();
        });
}

void DossierPage::startVisit()
{
    for (const service::ApplicationRow &application : std::as_const(m_dossier.applications)) {
        if (application.state == QStringLiteral("Accepted") || application.state == QStringLiteral("Surveying") ||
            application.state == QStringLiteral("DataChecking")) {
            Q_EMIT visitWanted(m_household, QStringLiteral("NEW"), application.id, m_dossier.head.draft);
            return;
        }
    }
    Q_EMIT visitWanted(m_household, QStringLiteral("OUTREACH"), {}, m_dossier.head.draft);
}

void DossierPage::apply()
{
    if (!m_dossier.applications.isEmpty()) {
        Q_EMIT caseWanted(m_dossier.applications.first().id);
        return;
    }
    ReasonDialog dialog(m_dossier.head.headName, this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    service::deliver(m_desk->casework().open(m_household, QStringLiteral("SUBSISTENCE"), dialog.reason()), this,
                     [this](const Result<ApplicationId> &application) {
                         if (!application) {
                             m_banner->setMessage(widgets::Banner::Kind::Error,
                                                  models::message(application.error(), models::Doing::Casework).text());
                             return;
                         }
                         Q_EMIT caseWanted(*application);
                     });
}

} // namespace ruhu::pages
