// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/visit/visitpage.h"

#include "ui/models/messages.h"
#include "ui/pages/visit/formview.h"
#include "ui/pages/visit/sectionlist.h"
#include "ui/pages/visit/sidepanels.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/keyhint.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scrollpane.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace ruhu::pages {

using service::Missing;

VisitPage::VisitPage(std::unique_ptr<models::VisitForm> form, QWidget *parent)
    : QWidget(parent)
    , m_form(std::move(form))
{
    setAccessibleName(tr("Home visit: %1").arg(m_form->draft().headName));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHeader());
    layout->addWidget(makeColumns(), 1);
    layout->addWidget(makeActions());
    makeShortcuts();
    watch();
    showSections();
    showMissing();
    m_view->focusQuestion(m_form->draft().session->find(m_form->draft().position));
}

VisitPage::~VisitPage() = default;

QWidget *VisitPage::makeHeader()
{
    auto *header = new QWidget(this);
    header->setFixedHeight(theme::metrics().header);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(12);
    const service::VisitDraft &draft = m_form->draft();
    auto *back =
        widgets::makeIconButton(QStringLiteral("chevron-left"), tr("Back; the draft stays"), QStringLiteral("Esc"));
    connect(back, &QPushButton::clicked, this, [this] {
        commit();
        Q_EMIT left();
    });
    row->addWidget(back);
    row->addWidget(
        widgets::makeLabel(tr("Household of %1").arg(draft.headName), theme::TextRole::Title, theme::Token::Tx, true));
    const QString place = draft.place.villageName + draft.place.group;
    row->addWidget(
        widgets::makeLabel(models::codeWord(u"VISIT_REASON", draft.reason) + QStringLiteral(" \u00b7 ") + place,
                           theme::TextRole::Body, theme::Token::Tx2));
    row->addStretch(1);
    auto *pause = widgets::makeButton(tr("Pause"), theme::ButtonRole::Normal, QStringLiteral("pause"));
    connect(pause, &QPushButton::clicked, back, &QPushButton::click);
    row->addWidget(pause);
    return header;
}

QWidget *VisitPage::makeKeys(QWidget *parent)
{
    auto *keys = new QWidget(parent);
    auto *flow = new widgets::FlowLayout(keys, 6);
    flow->setContentsMargins(16, 10, 12, 10);
    flow->addWidget(new widgets::KeyHint({QStringLiteral("F8")}, tr("next problem"), keys));
    flow->addWidget(new widgets::KeyHint({QStringLiteral("F9")}, tr("photo"), keys));
    flow->addWidget(new widgets::KeyHint({QStringLiteral("Alt \u2193")}, tr("next section"), keys));
    return keys;
}

QWidget *VisitPage::makeColumns()
{
    auto *columns = new QWidget(this);
    auto *row = new QHBoxLayout(columns);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(16);

    auto *left = new widgets::Card({}, columns);
    left->setFixedWidth(theme::textSize() == theme::TextSize::Large ? 260 : 212);
    m_sections = new SectionList(left);
    auto *sectionPane = new widgets::ScrollPane(m_sections, left);
    left->body()->addWidget(sectionPane, 1);
    left->body()->addWidget(widgets::makeHairline(left));
    left->body()->addWidget(makeKeys(left));
    row->addWidget(left);

    auto *middle = new widgets::Card(QStringLiteral(" "), columns);
    m_middle = middle;
    auto *reference = new QCheckBox(tr("Show what the province knows"), middle);
    reference->setChecked(true);
    middle->headerActions()->addWidget(reference);
    m_banner = new widgets::Banner(middle);
    auto *bannerHolder = new QWidget(middle);
    auto *bannerLayout = new QVBoxLayout(bannerHolder);
    bannerLayout->setContentsMargins(16, 10, 16, 0);
    bannerLayout->addWidget(m_banner);
    m_view = new FormView(*m_form, middle);
    m_scroll = new widgets::ScrollPane(m_view, middle);
    middle->body()->addWidget(bannerHolder);
    middle->body()->addWidget(m_scroll, 1);
    connect(reference, &QCheckBox::toggled, m_view, &FormView::setReferenceShown);
    row->addWidget(middle, 1);

    auto *side = new QWidget(columns);
    auto *sideLayout = new QVBoxLayout(side);
    sideLayout->setContentsMargins(0, 0, 0, 0);
    sideLayout->setSpacing(12);
    m_photos = new PhotoPanel(*m_form, side);
    sideLayout->addWidget(m_photos);
    sideLayout->addWidget(new InvestigatorPanel(*m_form, side));
    sideLayout->addWidget(new FamilyPanel(*m_form, side));
    m_authorisations = new AuthorisationPanel(*m_form, side);
    sideLayout->addWidget(m_authorisations);
    sideLayout->addStretch(1);
    m_side = new widgets::ScrollPane(side, columns);
    row->addWidget(m_side);
    return columns;
}

QWidget *VisitPage::makeActions()
{
    auto *bar = new QWidget(this);
    bar->setFixedHeight(theme::metrics().header);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(20, 0, 20, 0);
    row->setSpacing(12);
    m_back = widgets::makeButton(tr("Previous section"), theme::ButtonRole::Normal, QStringLiteral("chevron-left"));
    m_next = widgets::makeButton({}, theme::ButtonRole::Primary);
    m_finish = widgets::makeButton(tr("Finish the visit"));
    m_missingText = widgets::makeLabel({}, theme::TextRole::Secondary, theme::Token::Tx2);
    m_missingText->setAccessibleName({});
    row->addWidget(m_back);
    row->addStretch(1);
    row->addWidget(m_missingText);
    row->addWidget(m_finish);
    row->addWidget(m_next);
    connect(m_back, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_finish, &QPushButton::clicked, this, [this] {
        commit();
        m_form->finish();
    });
    return bar;
}

void VisitPage::makeShortcuts()
{
    const auto on = [this](const QKeySequence &keys, auto action) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, action);
    };
    on(Qt::Key_F8, [this] { goToProblem(false); });
    on(Qt::SHIFT | Qt::Key_F8, [this] { goToProblem(true); });
    on(Qt::Key_F9, [this] { m_photos->pick(); });
    on(Qt::ALT | Qt::Key_Down, [this] { move(1); });
    on(Qt::ALT | Qt::Key_Up, [this] { move(-1); });
    on(Qt::CTRL | Qt::Key_Return, [this] { move(1); });
    on(Qt::CTRL | Qt::Key_S, [this] {
        commit();
        if (m_form->draft().savedAtMs > 0)
            Q_EMIT m_form->saved(m_form->draft().savedAtMs);
    });
    on(Qt::Key_Escape, [this] {
        commit();
        Q_EMIT left();
    });
}

void VisitPage::watch()
{
    connect(m_sections, &SectionList::chosen, this, [this](int section) {
        commit();
        m_form->setSection(section);
        m_view->focusQuestion(forms::NodeId::None);
    });
    connect(m_form.get(), &models::VisitForm::sectionsChanged, this, &VisitPage::showSections);
    connect(m_form.get(), &models::VisitForm::missingChanged, this, &VisitPage::showMissing);
    connect(m_view, &FormView::photoWanted, m_photos, &PhotoPanel::pick);
    connect(m_view, &FormView::rowFocused, this, [this](QWidget *row) { m_scroll->ensureWidgetVisible(row, 0, 60); });
    connect(m_form.get(), &models::VisitForm::saved, this, [this](qint64 at) {
        const QString time = QDateTime::fromMSecsSinceEpoch(at).toString(QStringLiteral("HH:mm:ss"));
        Q_EMIT statusChanged(tr("Draft kept on this laptop %1").arg(time));
    });
    connect(m_form.get(), &models::VisitForm::saveFailed, this, [this](const Error &error) {
        m_banner->setMessage(widgets::Banner::Kind::Error, models::message(error, models::Doing::Answering).text());
        m_banner->setAction({});
    });
    connect(m_form.get(), &models::VisitForm::finishRefused, this, [this](const Error &error) {
        if (error.code == ErrorCode::Incomplete) {
            showMissing();
            if (!m_form->missing().isEmpty())
                goTo(m_form->missing().first());
            return;
        }
        m_banner->setMessage(widgets::Banner::Kind::Error, models::message(error, models::Doing::Finishing).text());
        m_banner->setAction({});
    });
    connect(m_form.get(), &models::VisitForm::finished, this, [this] { Q_EMIT finished(m_form->draft().household); });
    connect(m_banner, &widgets::Banner::actionTriggered, this, [this] { goToProblem(false); });
}

void VisitPage::showSections()
{
    const QList<models::FormSection> sections = m_form->sections();
    m_sections->show(sections, m_form->section(), m_form->progress());
    const models::FormSection current = sections.value(m_form->section());
    m_middle->setTitle(QStringLiteral("%1 %2").arg(current.index + 1).arg(current.title));
    const int wrong = current.progress.wrong;
    if (wrong > 0) {
        m_banner->setMessage(widgets::Banner::Kind::Error, tr("You can go on; it must be right before anybody signs."),
                             tr("%n answer(s) to mend.", nullptr, wrong));
        m_banner->setAction(tr("Go there"), QStringLiteral("F8"));
    } else {
        m_banner->clear();
    }
    int before = current.index - 1;
    while (before >= 0 && !sections.at(before).relevant)
        --before;
    int after = current.index + 1;
    while (after < sections.size() && !sections.at(after).relevant)
        ++after;
    m_back->setEnabled(before >= 0);
    m_next->setVisible(after < sections.size());
    if (after < sections.size())
        m_next->setText(tr("Next section: %1").arg(sections.at(after).title));
}

void VisitPage::showMissing()
{
    int answers = 0;
    int photos = 0;
    int signatures = 0;
    for (const Missing &missing : m_form->missing()) {
        switch (missing.kind) {
        case Missing::Kind::Answer:
        case Missing::Kind::Constraint: ++answers; break;
        case Missing::Kind::Photo: ++photos; break;
        case Missing::Kind::Investigators:
        case Missing::Kind::Family:
        case Missing::Kind::Authorisation:
        case Missing::Kind::Signature: ++signatures; break;
        }
    }
    QStringList parts;
    if (answers > 0)
        parts.append(tr("%n answer(s)", nullptr, answers));
    if (photos > 0)
        parts.append(tr("%n photo(s)", nullptr, photos));
    if (signatures > 0)
        parts.append(tr("%n signature(s)", nullptr, signatures));
    const bool complete = parts.isEmpty();
    m_missingText->setText(complete ? tr("Everything is there.")
                                    : tr("Still missing: %1").arg(parts.join(tr(", ", "between parts of a list"))));
    // One primary button: the next section until nothing is missing, then the end of the visit.
    theme::setButtonRole(m_finish, complete ? theme::ButtonRole::Primary : theme::ButtonRole::Normal);
    theme::setButtonRole(m_next, complete ? theme::ButtonRole::Normal : theme::ButtonRole::Primary);
}

void VisitPage::goTo(const Missing &missing)
{
    switch (missing.kind) {
    case Missing::Kind::Answer:
    case Missing::Kind::Constraint: {
        const forms::NodeId node = m_form->draft().session->find(missing.path);
        m_form->setSection(std::max(0, m_form->draft().session->pageOf(node)));
        m_view->focusQuestion(node);
        m_banner->setMessage(widgets::Banner::Kind::Error,
                             missing.kind == Missing::Kind::Answer
                                 ? tr("\u201c%1\u201d is still empty.").arg(missing.label)
                                 : tr("\u201c%1\u201d is not right yet.").arg(missing.label),
                             tr("The visit cannot be finished yet."));
        m_banner->setAction(tr("Next problem"), QStringLiteral("F8"));
        break;
    }
    case Missing::Kind::Photo:
        m_banner->setMessage(
            widgets::Banner::Kind::Error,
            tr("The photo \u201c%1\u201d is missing.").arg(models::codeWord(u"EVIDENCE", missing.what)),
            tr("The visit cannot be finished yet."));
        m_banner->setAction({});
        break;
    case Missing::Kind::Investigators:
        m_banner->setMessage(widgets::Banner::Kind::Error,
                             tr("Two investigators must sign, each with the own password."),
                             tr("The visit cannot be finished yet."));
        m_banner->setAction({});
        break;
    case Missing::Kind::Family:
        m_banner->setMessage(widgets::Banner::Kind::Error, tr("Somebody of the family must sign."),
                             tr("The visit cannot be finished yet."));
        m_banner->setAction({});
        break;
    case Missing::Kind::Authorisation: {
        QStringList names;
        for (const Missing &one : m_form->missing())
            if (one.kind == Missing::Kind::Authorisation)
                names.append(one.what);
        m_banner->setMessage(
            widgets::Banner::Kind::Error,
            tr("These adults have not authorised the data check: %1.").arg(names.join(tr(", ", "between names"))),
            tr("The visit cannot be finished yet."));
        m_banner->setAction({});
        m_side->ensureWidgetVisible(m_authorisations, 0, 0);
        m_authorisations->focusFirstOpen();
        break;
    }
    case Missing::Kind::Signature:
        m_banner->setMessage(widgets::Banner::Kind::Error,
                             tr("Answers changed after %1 signed. Please sign again.").arg(missing.what),
                             tr("The visit cannot be finished yet."));
        m_banner->setAction({});
        break;
    }
}

void VisitPage::goToProblem(bool backwards)
{
    commit();
    // Some problems cannot take the focus (a figure that is worked out): remember where we were sent.
    const forms::NodeId focused = m_view->focusedQuestion();
    const QList<forms::Problem> open = m_form->problems();
    const auto isOpen = [&open](forms::NodeId node) {
        return std::any_of(open.cbegin(), open.cend(), [node](const forms::Problem &p) { return p.node == node; });
    };
    const bool fromLast = m_lastProblem != forms::NodeId::None && !isOpen(focused) && isOpen(m_lastProblem);
    const auto problem = m_form->nextProblem(fromLast ? m_lastProblem : focused, backwards);
    if (!problem) {
        if (!m_form->missing().isEmpty())
            goTo(m_form->missing().first());
        return;
    }
    m_lastProblem = problem->node;
    m_form->setSection(problem->page);
    m_view->focusQuestion(problem->node);
}

void VisitPage::move(int sections)
{
    commit();
    const QList<models::FormSection> all = m_form->sections();
    int target = m_form->section() + sections;
    while (target >= 0 && target < all.size() && !all.at(target).relevant)
        target += sections;
    if (target < 0 || target >= all.size())
        return;
    m_form->setSection(target);
    m_scroll->ensureVisible(0, 0);
    m_view->focusQuestion(forms::NodeId::None);
}

void VisitPage::commit()
{
    m_view->commit();
}

void VisitPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool large = theme::textSize() == theme::TextSize::Large;
    m_side->setFixedWidth(width() >= 1500 ? 400 : large ? 340 : 308);
}

} // namespace ruhu::pages
