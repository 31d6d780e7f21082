// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/review/casepanel.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/pages/dossier/dossiercards.h"
#include "ui/pages/review/precheckwords.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scrollpane.h"
#include "ui/widgets/stepper.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace ruhu::pages {

using service::PrecheckLine;
using theme::TextRole;
using theme::Token;

CasePanel::CasePanel(std::shared_ptr<service::Desk> desk, QWidget *parent)
    : Card({}, parent)
    , m_desk(std::move(desk))
{
    setAccessibleName(tr("The case"));
}

void CasePanel::clear()
{
    if (m_content)
        m_content->deleteLater();
    m_content = nullptr;
    m_facts = nullptr;
}

void CasePanel::show(const service::ApplicationView &view, const service::Precheck &precheck)
{
    clear();
    m_content = new QWidget(this);
    auto *outer = new QVBoxLayout(m_content);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(makeHead(view));
    outer->addWidget(widgets::makeHairline(m_content));
    auto *inner = new QWidget(m_content);
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_facts = new QVBoxLayout;
    layout->addLayout(m_facts);
    showFacts(precheck);
    if (!view.visits.isEmpty())
        layout->addWidget(makeVisits(view));
    if (!view.opinions.isEmpty())
        layout->addWidget(makeOpinions(view));
    auto *photos = new QWidget(inner);
    auto *photoLayout = new QVBoxLayout(photos);
    photoLayout->setContentsMargins(16, 8, 16, 12);
    photoLayout->addWidget(new PhotosCard(m_desk, view.photos, 12, photos));
    layout->addWidget(photos);
    layout->addStretch(1);
    outer->addWidget(new widgets::ScrollPane(inner, m_content), 1);
    body()->addWidget(m_content, 1);
}

void CasePanel::showFacts(const service::Precheck &precheck)
{
    if (!m_facts)
        return;
    while (QLayoutItem *old = m_facts->takeAt(0)) {
        delete old->widget();
        delete old;
    }
    m_facts->addWidget(makePrecheck(precheck));
    if (!precheck.working.isEmpty())
        m_facts->addWidget(makeWorking(precheck));
}

QWidget *CasePanel::makeHead(const service::ApplicationView &view)
{
    auto *head = new QWidget(this);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 10);
    layout->setSpacing(4);
    auto *row = new QHBoxLayout;
    auto *title = new widgets::ElidedLabel(
        tr("%1 applies for %2").arg(view.row.headName, models::codeWord(u"PROGRAM", view.row.programme)), head);
    theme::setTextRole(title, TextRole::Title, true);
    row->addWidget(title, 1);
    auto *file = widgets::makeButton(tr("Open the household file"), theme::ButtonRole::Text, QStringLiteral("folder"));
    connect(file, &QPushButton::clicked, this,
            [this, household = view.row.household] { Q_EMIT householdWanted(household); });
    row->addWidget(file);
    layout->addLayout(row);
    QStringList facts;
    if (!view.row.number.isEmpty())
        facts.append(view.row.number);
    facts.append(tr("%n person(s)", nullptr, view.persons));
    if (view.row.acceptedOn.isValid())
        facts.append(tr("accepted %1").arg(models::dayText(view.row.acceptedOn, QDate::currentDate())));
    if (!view.reason.isEmpty())
        facts.append(tr("reason: %1").arg(view.reason));
    layout->addWidget(widgets::makeParagraph(facts.join(QStringLiteral(" \u00b7 "))));
    layout->addSpacing(4);
    auto *stepper = new widgets::Stepper(head);
    QStringList names;
    int now = int(view.steps.size());
    for (int i = 0; i < view.steps.size(); ++i) {
        names.append(models::codeWord(u"STATE", view.steps.at(i).state));
        if (view.steps.at(i).position == service::StepRow::Position::Now)
            now = i;
        else if (view.steps.at(i).position == service::StepRow::Position::Later)
            now = std::min(now, i);
    }
    stepper->setSteps(names, now);
    layout->addWidget(stepper);
    return head;
}

QWidget *CasePanel::makePrecheck(const service::Precheck &precheck)
{
    using Verdict = PrecheckLine::Verdict;
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(16, 8, 16, 9);
    head->setSpacing(8);
    // In one row as long as that holds; large words take a second.
    const bool large = theme::textSize() == theme::TextSize::Large;
    QLayout *badges = head;
    if (large) {
        auto *flow = new widgets::FlowLayout;
        head->addLayout(flow, 1);
        badges = flow;
    }
    badges->addWidget(widgets::makeLabel(tr("The machine's pre-check"), TextRole::Body, Token::Tx, true));
    int counts[3] = {};
    for (const PrecheckLine &line : precheck.lines)
        ++counts[int(line.verdict)];
    const auto badge = [&](widgets::BadgeKind kind, const char *icon, const QString &text) {
        badges->addWidget(new widgets::BadgeLabel({kind, QString::fromLatin1(icon), text}, holder));
    };
    badge(widgets::BadgeKind::Ok, "check-circle", tr("meets %1").arg(counts[int(Verdict::Meets)]));
    badge(widgets::BadgeKind::Warning, "question-circle", tr("for you to judge %1").arg(counts[int(Verdict::Judge)]));
    badge(counts[int(Verdict::Fails)] > 0 ? widgets::BadgeKind::Bad : widgets::BadgeKind::Neutral, "error-circle",
          tr("does not meet %1").arg(counts[int(Verdict::Fails)]));
    auto *rules = new widgets::ElidedLabel(precheck.policyPack.isEmpty()
                                               ? tr("no rules on this laptop")
                                               : tr("rules %1, worked out here").arg(precheck.policyPack),
                                           holder);
    theme::setTextRole(rules, TextRole::Caption);
    theme::setTextColor(rules, Token::Tx3);
    rules->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    if (large)
        badges->addWidget(rules);
    else
        head->addWidget(rules, 1);
    layout->addLayout(head);
    layout->addWidget(widgets::makeHairline(holder));
    for (const Verdict wanted : {Verdict::Fails, Verdict::Judge, Verdict::Meets}) {
        for (const PrecheckLine &line : precheck.lines) {
            if (line.verdict != wanted)
                continue;
            layout->addWidget(makeLine(line));
            layout->addWidget(widgets::makeHairline(holder));
        }
    }
    return holder;
}

QWidget *CasePanel::makeLine(const PrecheckLine &line)
{
    using Verdict = PrecheckLine::Verdict;
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(12);
    const bool large = theme::textSize() == theme::TextSize::Large;
    const bool judge = line.verdict == Verdict::Judge;
    const bool fails = line.verdict == Verdict::Fails;
    if (judge)
        theme::setBackground(holder, Token::WarnBg);
    else if (fails)
        theme::setBackground(holder, Token::BadBg);
    row->addWidget(widgets::makeIcon(fails   ? QStringLiteral("error-circle")
                                     : judge ? QStringLiteral("question-circle")
                                             : QStringLiteral("check-circle"),
                                     fails   ? Token::Bad
                                     : judge ? Token::Warn
                                             : Token::Ok,
                                     theme::metrics().icon));
    auto *name = widgets::makeParagraph(precheckName(line), TextRole::Secondary, Token::Tx);
    theme::setTextRole(name, TextRole::Secondary, true);
    name->setFixedWidth(large ? 120 : 92);
    row->addWidget(name);
    const QString finding = precheckFinding(line);
    auto *text = widgets::makeParagraph(finding, TextRole::Secondary, Token::Tx);
    row->addWidget(text, 1);
    auto *from = widgets::makeParagraph(precheckSource(line), TextRole::Caption, Token::Tx3);
    if (large) { // no room for a third column
        auto *below = new QVBoxLayout;
        below->setSpacing(0);
        row->removeWidget(text);
        below->addWidget(text);
        below->addWidget(from);
        row->addLayout(below, 1);
    } else {
        from->setFixedWidth(108);
        from->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row->addWidget(from);
    }
    const QString verdict = fails ? tr("does not meet") : judge ? tr("for you to judge") : tr("meets");
    holder->setAccessibleName(QStringList{precheckName(line), verdict, finding}.join(QStringLiteral(", ")));
    return holder;
}

QWidget *CasePanel::makeWorking(const service::Precheck &precheck)
{
    auto *holder = new QWidget(this);
    theme::setBackground(holder, Token::Win);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setSpacing(4);
    layout->addWidget(widgets::makeLabel(
        precheck.eligible
            ? tr("By these figures: %1 a month for the household").arg(models::moneyText(precheck.amountFen))
            : tr("By these figures there is no claim"),
        TextRole::Body, Token::Tx, true));
    for (const service::WorkingStep &step : precheck.working)
        layout->addWidget(widgets::makeParagraph(workingText(step), TextRole::Secondary, Token::Tx2));
    return holder;
}

QWidget *CasePanel::makeVisits(const service::ApplicationView &view)
{
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(4);
    layout->addWidget(widgets::makeLabel(tr("Home visits"), TextRole::Body, Token::Tx, true));
    for (const service::VisitRow &visit : view.visits)
        layout->addWidget(widgets::makeParagraph(
            tr("%1, %2, %3: %4")
                .arg(models::dayText(visit.date, QDate::currentDate()),
                     visit.investigators.join(QStringLiteral("\u3001")),
                     tr("%n photo(s)", nullptr, int(visit.photos.size())),
                     visit.notes.isEmpty() ? models::codeWord(u"CONCLUSION", visit.conclusion) : visit.notes)));
    return holder;
}

QWidget *CasePanel::makeOpinions(const service::ApplicationView &view)
{
    auto *holder = new QWidget(this);
    auto *layout = new QVBoxLayout(holder);
    layout->setContentsMargins(16, 10, 16, 10);
    layout->setSpacing(4);
    layout->addWidget(widgets::makeLabel(tr("Preliminary opinion"), TextRole::Body, Token::Tx, true));
    for (const service::OpinionRow &opinion : view.opinions) {
        QString verdict;
        switch (opinion.verdict) {
        case service::OpinionDraft::Verdict::Agree:
            verdict = tr("agrees, %1 a month").arg(models::moneyText(opinion.amountFen));
            break;
        case service::OpinionDraft::Verdict::Disagree: verdict = tr("does not agree"); break;
        }
        auto *row = new QHBoxLayout;
        row->addWidget(widgets::makeParagraph(tr("%1 %2: %3").arg(opinion.personName, verdict, opinion.reason)), 1);
        row->addWidget(new widgets::BadgeLabel(
            opinion.verified
                ? widgets::Badge{widgets::BadgeKind::Ok, QStringLiteral("shield"), tr("signature verified")}
                : widgets::Badge{widgets::BadgeKind::Bad, QStringLiteral("warning"), tr("signature does not fit")},
            holder));
        layout->addLayout(row);
    }
    return holder;
}

} // namespace ruhu::pages
