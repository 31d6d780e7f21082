// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/review/opinionpanel.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"
#include "ui/pages/review/precheckwords.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noteline.h"
#include "ui/widgets/scrollpane.h"
#include "ui/widgets/secretfield.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

#include <algorithm>

namespace ruhu::pages {

using service::OpinionDraft;
using service::PrecheckLine;
using theme::TextRole;
using theme::Token;

namespace {
constexpr int longestReason = 2000; // characters; service::OpinionDraft::reason
}

OpinionPanel::OpinionPanel(std::shared_ptr<service::Desk> desk, QWidget *parent)
    : Card(tr("Next step"), parent)
    , m_desk(std::move(desk))
    , m_due(new widgets::BadgeLabel({}, this))
{
    m_due->hide();
    headerActions()->addWidget(m_due);
}

void OpinionPanel::clear()
{
    m_due->hide();
    if (m_content)
        m_content->deleteLater();
    m_content = nullptr;
    m_reason = nullptr;
    m_password = nullptr;
    m_answers.clear();
    m_buffer.truncate(0);
    ++m_asked; // what is on its way was asked for what is gone
}

bool OpinionPanel::isBeingWritten(ApplicationId application) const
{
    if (m_view.row.id != application || !m_reason)
        return false;
    const bool answered =
        std::ranges::any_of(m_answers, [](const QButtonGroup *group) { return group->checkedButton() != nullptr; });
    const bool judged = m_verdict->checkedId() != (m_precheck.eligible ? 0 : 1);
    return judged || answered || !m_reason->toPlainText().isEmpty() || !m_password->isEmpty() ||
           m_noRelative->isChecked();
}

void OpinionPanel::show(const service::ApplicationView &view, const service::Precheck &precheck)
{
    clear();
    m_view = view;
    m_precheck = precheck;
    const bool decides = view.possible.contains(QStringLiteral("sign-opinion"));
    setTitle(decides ? tr("Your opinion") : view.opinions.isEmpty() ? tr("Next step") : tr("Signed opinion"));
    const service::Deadline &due = view.row.due;
    const models::Urgency urgency = models::urgencyOf(due);
    if (urgency != models::Urgency::None) {
        m_due->setBadge({urgency == models::Urgency::Overdue ? widgets::BadgeKind::Bad
                         : urgency == models::Urgency::Soon  ? widgets::BadgeKind::Warning
                                                             : widgets::BadgeKind::Neutral,
                         QStringLiteral("clock"),
                         tr("by %1 %2", "day, weekday")
                             .arg(models::dayText(due.date, QDate::currentDate()), models::weekdayText(due.date))});
        m_due->show();
    }
    m_content = decides ? makeOpinion() : makeSteps();
    body()->addWidget(m_content, 1);
    if (decides)
        refreshView();
}

QString OpinionPanel::hindranceWords(const QString &rule) const
{
    static const QHash<QString, const char *> words = {
        {QStringLiteral("investigator-of-case"), QT_TR_NOOP("Who investigated this case does not decide it.")},
        {QStringLiteral("handler-of-case"), QT_TR_NOOP("Who handles this case does not decide it.")},
        {QStringLiteral("needs-two-investigators"), QT_TR_NOOP("Two investigators must have visited the family.")},
        {QStringLiteral("near-relative"), QT_TR_NOOP("A near relative of the applicant does not act in this case.")},
        {QStringLiteral("wrong-role"), QT_TR_NOOP("Your role does not take this step.")},
        {QStringLiteral("needs-visit"), QT_TR_NOOP("The home visit is still missing.")},
        {QStringLiteral("not-on-visit"), QT_TR_NOOP("Only who was on the visit finishes it.")},
        {QStringLiteral("needs-check-report"), QT_TR_NOOP("The result of the data check has not arrived yet.")},
        {QStringLiteral("needs-authorisation"), QT_TR_NOOP("An authorisation of an adult member is still missing.")},
        {QStringLiteral("needs-photo"), QT_TR_NOOP("A required photo is still missing.")},
        {QStringLiteral("needs-investigator-signature"), QT_TR_NOOP("An investigator has not signed yet.")},
        {QStringLiteral("needs-member-signature"), QT_TR_NOOP("Somebody of the family has not signed yet.")},
        {QStringLiteral("needs-application"), QT_TR_NOOP("The signed application is still missing.")},
        {QStringLiteral("needs-statement"), QT_TR_NOOP("The family's statement of truth is still missing.")},
        {QStringLiteral("needs-check-request"), QT_TR_NOOP("The data check was not asked for yet.")},
        {QStringLiteral("needs-special-filing"), QT_TR_NOOP("The special filing is still missing.")},
        {QStringLiteral("limit-not-passed"), QT_TR_NOOP("The family still has time to bring the papers.")},
        {QStringLiteral("already-asked"), QT_TR_NOOP("The family was told once already what is missing.")},
        {QStringLiteral("check-matches"), QT_TR_NOOP("The data check found nothing to tell the family about.")},
        {QStringLiteral("open-questions"), QT_TR_NOOP("A question of the pre-check is still open.")},
        {QStringLiteral("needs-reason"), QT_TR_NOOP("Write the reason first.")},
        {QStringLiteral("illegal-step"), QT_TR_NOOP("The case is not so far yet.")},
    };
    const char *text = words.value(rule);
    return text ? tr(text) : rule;
}

QWidget *OpinionPanel::makeSteps()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(10);
    if (!m_view.opinions.isEmpty())
        addSigned(layout, m_view.opinions.first());
    layout->addWidget(
        widgets::makeParagraph(tr("The case stands at: %1").arg(models::codeWord(u"STATE", m_view.row.state))));
    if (m_view.row.due.date.isValid())
        layout->addWidget(widgets::makeParagraph(
            tr("%1: %2", "limit and how long it runs")
                .arg(models::limitText(m_view.row.limit), models::proseText(m_view.row.due, QDate::currentDate()))));
    const auto step = [&](const QString &id, const QString &words, const QString &iconName, auto action) {
        if (!m_view.possible.contains(id))
            return;
        auto *button = widgets::makeButton(words, theme::ButtonRole::Primary, iconName);
        connect(button, &QPushButton::clicked, this, action);
        layout->addWidget(button);
    };
    const auto outcome = [this](const QString &words) {
        return [this, words](const Result<void> &done) {
            if (done)
                Q_EMIT stepTaken(words);
            else
                Q_EMIT refused(done.error());
        };
    };
    step(QStringLiteral("accept"), tr("Accept the application"), QStringLiteral("check"), [this, outcome] {
        service::deliver(m_desk->casework().accept(m_view.row.id), this,
                         outcome(tr("Accepted. The legal clock runs from today.")));
    });
    step(QStringLiteral("request-check"), tr("Ask for the data check"), QStringLiteral("search"), [this, outcome] {
        service::deliver(m_desk->casework().requestCheck(m_view.row.id), this,
                         outcome(tr("The data check is asked for with the next sync.")));
    });
    step(QStringLiteral("finish-visit"), tr("Start the home visit"), QStringLiteral("edit"),
         [this] { Q_EMIT visitWanted(m_view.row.household, QStringLiteral("NEW"), m_view.row.id, {}); });
    for (const QString &rule : std::as_const(m_view.hindrance)) {
        auto *note = new widgets::NoteLine(content);
        note->setNote(Token::Warn, QStringLiteral("info"), hindranceWords(rule));
        layout->addWidget(note);
    }
    if (m_view.possible.isEmpty() && m_view.hindrance.isEmpty())
        layout->addWidget(widgets::makeParagraph(tr("Nothing to do for you right now.")));
    layout->addStretch(1);
    return content;
}

/// The newest opinion as it stands in the file: what was said, by whom, when. The case beside it tells whether the
/// signature holds.
void OpinionPanel::addSigned(QVBoxLayout *into, const service::OpinionRow &opinion)
{
    const bool agrees = opinion.verdict == OpinionDraft::Verdict::Agree;
    into->addWidget(widgets::makeParagraph(agrees ? tr("Agree, go on to the public notice") : tr("Do not agree"),
                                           TextRole::Section, Token::Tx));
    if (agrees && opinion.amountFen > 0)
        into->addWidget(widgets::makeLabel(tr("%1 a month").arg(models::moneyText(opinion.amountFen)), TextRole::Body,
                                           Token::Tx, true));
    into->addWidget(widgets::makeLabel(tr("Reason"), TextRole::Secondary, Token::Tx2));
    into->addWidget(widgets::makeParagraph(opinion.reason, TextRole::Secondary, Token::Tx));
    const QString when = models::momentText(opinion.signedAtMs, QDateTime::currentDateTime());
    into->addWidget(widgets::makeParagraph(opinion.personName.isEmpty()
                                               ? tr("Signed %1", "moment").arg(when)
                                               : tr("%1 signed %2", "person, moment").arg(opinion.personName, when),
                                           TextRole::Secondary, Token::Tx2));
    into->addWidget(widgets::makeHairline(this));
}

QWidget *OpinionPanel::makeOpinion()
{
    auto *content = new QWidget(this);
    auto *outer = new QVBoxLayout(content);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *form = new QWidget(content);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(16, 8, 16, 12);
    layout->setSpacing(8);
    m_verdict = new QButtonGroup(content);
    const QString verdicts[] = {tr("Agree, go on to the public notice"), tr("Do not agree")};
    auto *verdictRows = new QVBoxLayout;
    verdictRows->setSpacing(0);
    for (int i = 0; i < 2; ++i) {
        auto *radio = new QRadioButton(verdicts[i], form);
        m_verdict->addButton(radio, i);
        verdictRows->addWidget(radio);
    }
    layout->addLayout(verdictRows);
    m_verdict->button(m_precheck.eligible ? 0 : 1)->setChecked(true);
    connect(m_verdict, &QButtonGroup::idClicked, this, &OpinionPanel::refreshView);
    layout->addWidget(widgets::makeHairline(form));
    addQuestions(layout);
    layout->addWidget(widgets::makeLabel(tr("Reason"), TextRole::Secondary, Token::Tx2));
    m_reason = new QPlainTextEdit(form);
    theme::setTextRole(m_reason, TextRole::Secondary);
    m_reason->setAccessibleName(tr("Reason of the opinion"));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(m_reason->fontMetrics().lineSpacing() * 3 + 20);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &OpinionPanel::refreshView);
    layout->addWidget(m_reason);
    layout->addWidget(
        widgets::makeParagraph(tr("It goes into the file; the applicant can read it."), TextRole::Caption, Token::Tx3));
    m_noRelative = new QCheckBox(tr("I am no near relative of the applicant"), form);
    connect(m_noRelative, &QCheckBox::toggled, this, &OpinionPanel::refreshView);
    layout->addWidget(m_noRelative);
    layout->addStretch(1);
    outer->addWidget(new widgets::ScrollPane(form, content), 1);
    outer->addWidget(widgets::makeHairline(content));
    outer->addWidget(makeSeal());
    return content;
}

/// What stays in sight below the questions: the amount, the password, the signature.
QWidget *OpinionPanel::makeSeal()
{
    auto *content = new QWidget(this);
    auto *seal = new QVBoxLayout(content);
    seal->setContentsMargins(16, 10, 16, 12);
    seal->setSpacing(6);
    m_amount = widgets::makeLabel({}, TextRole::Section, Token::Tx, true);
    m_amount->hide(); // until there is one
    seal->addWidget(m_amount);
    m_password = new widgets::SecretField(m_buffer, content);
    m_password->setAccessibleName(tr("Your password, to sign"));
    connect(m_password, &widgets::SecretField::edited, this, [this] {
        m_sign->setEnabled(!m_password->isEmpty() && m_opinion.open.isEmpty() && m_opinion.draft.noRelative);
    });
    seal->addWidget(widgets::makeLabel(tr("Your password, to sign"), TextRole::Caption, Token::Tx3));
    seal->addWidget(m_password);
    m_note = new widgets::NoteLine(content);
    seal->addWidget(m_note);
    m_sign = widgets::makeButton(tr("Sign and submit"), theme::ButtonRole::Primary, QStringLiteral("edit"));
    theme::setButtonSize(m_sign, theme::ButtonSize::Large);
    m_sign->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(m_sign, &QPushButton::clicked, this, &OpinionPanel::sign);
    seal->addWidget(m_sign);
    seal->addWidget(widgets::makeParagraph(
        tr("Works without a network. What is signed cannot be changed, only corrected by a new opinion."),
        TextRole::Caption, Token::Tx3));
    return content;
}

void OpinionPanel::addQuestions(QVBoxLayout *into)
{
    for (const PrecheckLine &line : std::as_const(m_precheck.lines)) {
        if (line.choices.isEmpty())
            continue;
        const bool figures = line.choices.contains(QStringLiteral("checked"));
        into->addWidget(widgets::makeParagraph(figures ? tr("%1: which figure holds?").arg(precheckName(line))
                                                       : tr("%1: how do you judge it?").arg(precheckName(line)),
                                               TextRole::Secondary, Token::Tx2));
        auto *row = new widgets::FlowLayout(nullptr, 12);
        auto *group = new QButtonGroup(this);
        const auto choice = [&](const QString &id, const QString &words) {
            auto *radio = new QRadioButton(words);
            radio->setAccessibleName(precheckName(line) + QChar(u' ') + words);
            radio->setProperty("choice", id);
            group->addButton(radio);
            row->addWidget(radio);
        };
        for (const QString &id : line.choices) {
            if (id == QStringLiteral("declared"))
                choice(id, models::moneyText(line.valueFen));
            else if (id == QStringLiteral("checked"))
                choice(id, tr("%1 (data check)").arg(models::moneyText(line.otherFen)));
            else
                choice(id, id == QStringLiteral("counts") ? tr("counts") : tr("does not count"));
        }
        into->addLayout(row);
        connect(group, &QButtonGroup::buttonClicked, this, &OpinionPanel::refreshView);
        m_answers.insert(line.id, group);
    }
}

OpinionDraft OpinionPanel::draft() const
{
    OpinionDraft draft;
    draft.verdict = OpinionDraft::Verdict(std::max(0, m_verdict->checkedId()));
    draft.reason = m_reason->toPlainText().trimmed().left(longestReason);
    draft.noRelative = m_noRelative->isChecked();
    for (const PrecheckLine &line : m_precheck.lines) {
        const QButtonGroup *group = m_answers.value(line.id);
        if (group && group->checkedButton())
            draft.answers.append({line.id, group->checkedButton()->property("choice").toString()});
    }
    return draft;
}

/// Builds the exact document that a signature would cover, so that the figures on the screen are those in it.
void OpinionPanel::refreshView()
{
    const int asked = ++m_asked;
    m_sign->setEnabled(false);
    service::deliver(
        m_desk->casework().opinionView(m_view.row.id, draft()), this,
        [this, asked](const Result<service::OpinionView> &view) {
            if (asked != m_asked || !m_content)
                return;
            if (!view) {
                m_opinion = {};
                m_amount->hide();
                m_opinion.open = {QStringLiteral("reason")};
                m_note->setNote(Token::Tx2, QStringLiteral("info"), tr("Write the reason first."));
                if (view.error().code != ErrorCode::Rejected)
                    m_note->setNote(Token::Bad, QStringLiteral("error-circle"),
                                    models::message(view.error(), models::Doing::Deciding).text());
                return;
            }
            m_opinion = *view;
            const bool agrees = view->draft.verdict == OpinionDraft::Verdict::Agree;
            m_amount->setText(agrees ? tr("%1 a month").arg(models::moneyText(view->precheck.amountFen)) : QString());
            m_amount->setVisible(agrees);
            if (!view->open.isEmpty())
                m_note->setNote(Token::Warn, QStringLiteral("question-circle"),
                                tr("%n question(s) still open.", nullptr, int(view->open.size())));
            else if (!view->draft.noRelative)
                m_note->setNote(Token::Warn, QStringLiteral("info"), tr("Say that you are no near relative."));
            else
                m_note->clear();
            m_sign->setEnabled(!m_password->isEmpty() && view->open.isEmpty() && view->draft.noRelative);
            Q_EMIT precheckChanged(view->precheck);
        });
}

/// What was signed takes the place of the form at once; the case read anew then says the same.
void OpinionPanel::showSigned()
{
    service::ApplicationView view = m_view;
    view.possible.clear();
    view.hindrance.clear();
    view.row.state = QStringLiteral("PreliminaryOpinion");
    view.row.due = {};
    service::OpinionRow row;
    row.person = m_desk->me().person;
    row.personName = m_desk->me().name;
    row.verdict = m_opinion.draft.verdict;
    row.amountFen = m_opinion.precheck.amountFen;
    row.reason = m_opinion.draft.reason;
    row.signedAtMs = QDateTime::currentMSecsSinceEpoch();
    row.verified = true;
    view.opinions.prepend(row);
    const service::Precheck precheck = m_precheck;
    show(view, precheck);
}

void OpinionPanel::sign()
{
    m_sign->setEnabled(false);
    QByteArray password = m_buffer.take();
    m_password->clear();
    service::deliver(m_desk->casework().signOpinion(m_opinion, std::move(password)), this,
                     [this, application = m_view.row.id](const Result<RecordId> &signedId) {
                         if (!signedId) {
                             if (m_reason && application == m_view.row.id)
                                 m_note->setNote(Token::Bad, QStringLiteral("error-circle"),
                                                 models::message(signedId.error(), models::Doing::Deciding).text());
                             Q_EMIT refused(signedId.error());
                             return;
                         }
                         showSigned();
                         Q_EMIT stepTaken(tr("Signed. It goes to the province with the next sync."));
                     });
}

} // namespace ruhu::pages
