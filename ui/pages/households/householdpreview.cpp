// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/households/householdpreview.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scrollpane.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ruhu::pages {

using theme::TextRole;
using theme::Token;

namespace {

QVBoxLayout *section(QVBoxLayout *into, QWidget *parent)
{
    auto *box = new QVBoxLayout;
    box->setContentsMargins(16, 10, 16, 12);
    box->setSpacing(6);
    into->addWidget(widgets::makeHairline(parent));
    into->addLayout(box);
    return box;
}

} // namespace

HouseholdPreview::HouseholdPreview(std::shared_ptr<service::Desk> desk, QWidget *parent)
    : Card({}, parent)
    , m_desk(std::move(desk))
{
    setAccessibleName(tr("Selected household"));
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    m_content = new QWidget(holder);
    layout->addWidget(m_content);
    layout->addStretch(1);
    body()->addWidget(new widgets::ScrollPane(holder, this), 1);
    body()->addWidget(widgets::makeHairline(this));
    auto *actions = new QHBoxLayout;
    actions->setContentsMargins(16, 12, 16, 12);
    actions->setSpacing(8);
    m_start = widgets::makeButton(tr("Start a visit"), theme::ButtonRole::Primary, QStringLiteral("edit"));
    m_open = widgets::makeButton(tr("Open the file"));
    m_start->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    actions->addWidget(m_start, 1);
    actions->addWidget(m_open);
    body()->addLayout(actions);
    connect(m_start, &QPushButton::clicked, this, &HouseholdPreview::startVisit);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT householdWanted(m_household); });
    show(HouseholdId());
}

void HouseholdPreview::show(HouseholdId household)
{
    m_household = household;
    m_start->setEnabled(!household.isNull());
    m_open->setEnabled(!household.isNull());
    if (household.isNull()) {
        m_dossier = {};
        m_content->hide();
        return;
    }
    service::deliver(m_desk->households().dossier(household), this,
                     [this, household](const Result<service::Dossier> &d) {
                         if (household != m_household)
                             return;
                         if (!d) {
                             m_dossier = {};
                             m_content->hide();
                             return;
                         }
                         m_dossier = *d;
                         fill();
                     });
}

void HouseholdPreview::fill()
{
    auto *holder = m_content->parentWidget();
    auto *fresh = new QWidget(holder);
    auto *layout = new QVBoxLayout(fresh);
    layout->setContentsMargins(0, 12, 0, 0);
    layout->setSpacing(0);
    const service::HouseholdRow &head = m_dossier.head;

    auto *top = new QVBoxLayout;
    top->setContentsMargins(16, 0, 16, 12);
    top->setSpacing(6);
    auto *name = widgets::makeParagraph(tr("Household of %1").arg(head.headName), TextRole::Title, Token::Tx);
    theme::setTextRole(name, TextRole::Title, true); // long names wrap
    top->addWidget(name);
    top->addWidget(widgets::makeParagraph(tr("%1 \u00b7 no. %2").arg(models::placeText(head.place), head.number)));
    auto *badges = new QWidget(fresh);
    auto *flow = new widgets::FlowLayout(badges, 6);
    if (!head.applying.isEmpty())
        flow->addWidget(new widgets::BadgeLabel(
            {widgets::BadgeKind::Accent, {}, tr("%1: applying").arg(models::programmeText(head.applying))}));
    for (const QString &programme : head.programmes)
        flow->addWidget(new widgets::BadgeLabel({widgets::BadgeKind::Neutral, {}, models::programmeText(programme)}));
    top->addWidget(badges);
    if (head.conflicts > 0) {
        auto *banner = new widgets::Banner(fresh);
        banner->setMessage(widgets::Banner::Kind::Warning,
                           tr("You and the province changed %n place(s).", nullptr, head.conflicts));
        banner->setIconName(QStringLiteral("conflict"));
        banner->setAction(tr("Choose"));
        connect(banner, &widgets::Banner::actionTriggered, this, [this] { Q_EMIT conflictsWanted(m_household); });
        top->addWidget(banner);
    }
    layout->addLayout(top);

    auto *facts = section(layout, fresh);
    addFact(facts, tr("Phone"), m_dossier.maskedPhone);
    if (m_dossier.economy.known)
        addFact(facts, tr("Per head and month"),
                tr("%1 (standard %2)")
                    .arg(models::moneyText(m_dossier.economy.perHeadMonthFen),
                         models::moneyText(m_dossier.economy.standardFen)));
    for (const service::ApplicationRow &application : std::as_const(m_dossier.applications))
        addFact(facts, models::limitText(application.limit), models::proseText(application.due, QDate::currentDate()));
    addFact(facts, tr("At the door"), m_dossier.doorHint);
    if (!head.complete)
        facts->addWidget(widgets::makeParagraph(tr("Only the first lines have arrived; the rest is on its way.")));

    addMembers(section(layout, fresh));
    if (!m_dossier.visits.isEmpty()) {
        auto *last = section(layout, fresh);
        const service::VisitRow &visit = m_dossier.visits.first();
        last->addWidget(widgets::makeLabel(tr("Last visit"), TextRole::Body, Token::Tx, true));
        last->addWidget(widgets::makeParagraph(
            tr("%1, %2: %3")
                .arg(models::dayText(visit.date, QDate::currentDate()),
                     visit.investigators.join(QStringLiteral("\u3001")),
                     visit.notes.isEmpty() ? models::codeWord(u"VISIT_REASON", visit.reason) : visit.notes)));
    }
    delete holder->layout()->replaceWidget(m_content, fresh); // the item of the old content is ours now
    m_content->deleteLater();
    m_content = fresh;
    m_content->show();
    m_start->setText(head.draft.isNull() ? tr("Start a visit") : tr("Go on with the form"));
    m_start->setEnabled(head.complete);
}

void HouseholdPreview::addFact(QVBoxLayout *into, const QString &name, const QString &value)
{
    if (value.isEmpty())
        return;
    auto *row = new QHBoxLayout;
    auto *key = widgets::makeLabel(name, TextRole::Secondary, Token::Tx2);
    key->setFixedWidth(theme::textSize() == theme::TextSize::Large ? 110 : 84);
    row->addWidget(key, 0, Qt::AlignTop);
    row->addWidget(widgets::makeParagraph(value, TextRole::Secondary, Token::Tx), 1);
    into->addLayout(row);
}

void HouseholdPreview::addMembers(QVBoxLayout *into)
{
    into->addWidget(widgets::makeLabel(tr("%n member(s)", nullptr, int(m_dossier.members.size())), TextRole::Body,
                                       Token::Tx, true));
    auto *grid = new QGridLayout;
    const bool large = theme::textSize() == theme::TextSize::Large;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->setColumnMinimumWidth(0, large ? 92 : 72);
    grid->setColumnMinimumWidth(1, large ? 124 : 100);
    grid->setColumnStretch(2, 1);
    int row = 0;
    for (const service::MemberRow &member : std::as_const(m_dossier.members)) {
        if (row > 0)
            grid->addWidget(widgets::makeHairline(m_content), row++, 0, 1, 3);
        grid->addWidget(widgets::makeParagraph(member.name, TextRole::Secondary, Token::Tx), row, 0, Qt::AlignTop);
        const QString relation = models::codeWord(u"RELATION", member.relation);
        grid->addWidget(
            widgets::makeLabel(member.age >= 0 ? tr("%1, %2 years").arg(relation).arg(member.age) : relation,
                               TextRole::Secondary, Token::Tx2),
            row, 1, Qt::AlignTop);
        QString situation = member.employment.isEmpty() ? QString() : models::codeWord(u"EMPL", member.employment);
        if (!member.disabilityType.isEmpty() && member.disabilityType != QStringLiteral("0"))
            situation = models::codeWord(u"DISTYPE", member.disabilityType) +
                        models::codeWord(u"DISGRADE", member.disabilityGrade);
        else if (!member.chronic.isEmpty())
            situation = member.chronic;
        grid->addWidget(widgets::makeParagraph(situation, TextRole::Secondary, Token::Tx2), row, 2, Qt::AlignTop);
        ++row;
    }
    into->addLayout(grid);
}

void HouseholdPreview::startVisit()
{
    if (m_household.isNull() || !m_dossier.head.complete)
        return;
    for (const service::ApplicationRow &application : std::as_const(m_dossier.applications)) {
        if (application.state == QStringLiteral("Accepted") || application.state == QStringLiteral("Surveying") ||
            application.state == QStringLiteral("DataChecking")) {
            Q_EMIT visitWanted(m_household, QStringLiteral("NEW"), application.id, m_dossier.head.draft);
            return;
        }
    }
    Q_EMIT visitWanted(m_household, QStringLiteral("OUTREACH"), {}, m_dossier.head.draft);
}

} // namespace ruhu::pages
