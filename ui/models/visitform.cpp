// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/visitform.h"

#include "core/domain/codelists.h"
#include "ui/models/phrases.h"

#include <QRegularExpression>

#include <algorithm>

namespace ruhu::models {

using forms::NodeId;

namespace {

constexpr int missingDelayMs = 250; // the line beside the button need not follow every key

/// Asks for a person of this laptop: the value is the id, which nobody types.
bool asksForColleague(const forms::Control &control)
{
    return control.appearance.contains(QStringLiteral("colleague"));
}

/// A day, a point in time or a time of day in the form's notation as people say it; anything else as it stands.
/// By its shape: what a form calculates often has no type.
QString spoken(const QString &value)
{
    static const QRegularExpression day(QStringLiteral("^\\d{4}-\\d{2}-\\d{2}$"));
    static const QRegularExpression moment(QStringLiteral("^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}"));
    static const QRegularExpression time(
        QStringLiteral("^(\\d{2}:\\d{2}):\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}(:?\\d{2})?)?$"));
    const QDate today = QDate::currentDate();
    if (day.match(value).hasMatch()) {
        const QDate date = QDate::fromString(value, Qt::ISODate);
        return date.isValid() ? dayText(date, today) : value;
    }
    if (moment.match(value).hasMatch()) {
        const QDateTime at = QDateTime::fromString(value, Qt::ISODateWithMs).toLocalTime();
        return at.isValid() ? dayText(at.date(), today) + at.time().toString(QStringLiteral(" HH:mm")) : value;
    }
    const QRegularExpressionMatch clock = time.match(value);
    return clock.hasMatch() ? clock.captured(1) : value;
}

/// The words of the author's unit, "yuan-year" and so on, as an editor.
FormLine::Editor editorOf(const forms::Control &control, bool readonly)
{
    using Kind = forms::Control::Kind;
    using Editor = FormLine::Editor;
    if (control.kind == Kind::Upload)
        return Editor::Photo;
    if (control.calculated || readonly || control.kind == Kind::Trigger)
        return Editor::Shown;
    if (control.kind == Kind::Select1 || asksForColleague(control))
        return Editor::One;
    if (control.kind == Kind::Select || control.kind == Kind::Rank)
        return Editor::Many;
    switch (control.type) {
    case forms::DataType::Int: return Editor::Whole;
    case forms::DataType::Decimal:
        if (control.appearance.contains(QStringLiteral("money-year")))
            return Editor::Money;
        return control.appearance.contains(QStringLiteral("money")) ? Editor::Amount : Editor::Decimal;
    case forms::DataType::Date: return Editor::Date;
    case forms::DataType::DateTime: return Editor::DateTime;
    default: break;
    }
    return control.appearance.contains(QStringLiteral("multiline")) ? Editor::LongText : Editor::Text;
}

bool sameValue(const FormLine &line)
{
    if (line.editor == FormLine::Editor::Money || line.editor == FormLine::Editor::Amount ||
        line.editor == FormLine::Editor::Decimal || line.editor == FormLine::Editor::Whole) {
        bool one = false;
        bool other = false;
        const double mine = line.value.toDouble(&one);
        const double theirs = line.reference.toDouble(&other);
        return one && other && std::abs(mine - theirs) < 0.005;
    }
    return line.value == line.reference;
}

} // namespace

VisitForm::VisitForm(std::shared_ptr<service::Desk> desk, service::VisitDraft draft, QObject *parent)
    : QObject(parent)
    , m_desk(std::move(desk))
    , m_draft(std::move(draft))
    , m_lastPath(m_draft.position)
{
    m_saveSoon.setSingleShot(true);
    m_saveSoon.setInterval(0);
    connect(&m_saveSoon, &QTimer::timeout, this, &VisitForm::save);
    m_missingSoon.setSingleShot(true);
    m_missingSoon.setInterval(missingDelayMs);
    connect(&m_missingSoon, &QTimer::timeout, this, &VisitForm::refreshMissing);
    const NodeId stopped = m_lastPath.isEmpty() ? NodeId::None : m_draft.session->find(m_lastPath);
    if (stopped != NodeId::None)
        m_section = std::max(0, m_draft.session->pageOf(stopped));
    nameInvestigators();
    refreshMissing();
}

/// The people of this laptop who may investigate are written into the form's empty rows for investigators, so that
/// nobody types the own name; who visits can still change them. The survey's own path:
/// resources/forms/household-survey.xml.
void VisitForm::nameInvestigators()
{
    const QList<NodeId> rows = m_draft.session->instances(QStringLiteral("/hs/visit/investigators"));
    const QList<service::Colleague> people = investigators();
    QList<std::pair<NodeId, QString>> values;
    for (qsizetype i = 0; i < std::min(rows.size(), people.size()); ++i) {
        const NodeId id = m_draft.session->child(rows.at(i), QStringLiteral("staff_id"));
        if (id == NodeId::None || !m_draft.session->value(id).isEmpty())
            continue;
        values.append({id, people.at(i).person.text()});
        putColleague(values, rows.at(i), people.at(i));
    }
    if (!values.isEmpty() && m_draft.session->fillIn(values))
        m_saveSoon.start();
}

/// What stands beside the id of a person in the form: the name always, the office where nothing was written yet.
void VisitForm::putColleague(QList<std::pair<NodeId, QString>> &into, NodeId row,
                             const service::Colleague &person) const
{
    const NodeId name = m_draft.session->child(row, QStringLiteral("name"));
    if (name != NodeId::None)
        into.append({name, person.name});
    const NodeId unit = m_draft.session->child(row, QStringLiteral("unit"));
    if (unit != NodeId::None && m_draft.session->value(unit).isEmpty())
        into.append({unit, m_desk->me().office});
}

/// The people of this laptop by name; who stands in the form and left the laptop since keeps the place there.
void VisitForm::offerColleagues(FormLine &line) const
{
    bool known = line.value.isEmpty();
    const QList<service::Colleague> people = investigators();
    for (const service::Colleague &person : people) {
        line.choices.append({person.person.text(), person.name});
        known = known || person.person.text() == line.value;
    }
    if (known)
        return;
    const NodeId name = m_draft.session->child(m_draft.session->parent(line.node), QStringLiteral("name"));
    const QString written = name == NodeId::None ? QString() : m_draft.session->value(name);
    line.choices.append({line.value, written.isEmpty() ? line.value : written});
}

QList<FormSection> VisitForm::sections() const
{
    QList<FormSection> sections;
    const QList<forms::Page> pages = m_draft.session->pages();
    for (const forms::Page &page : pages)
        sections.append({page.index, page.label, page.relevant, page.progress});
    return sections;
}

forms::Progress VisitForm::progress() const
{
    return m_draft.session->progress();
}

QList<FormLine> VisitForm::lines() const
{
    QList<FormLine> lines;
    const forms::Element page = m_draft.session->page(m_section);
    for (const forms::Element &child : page.children)
        collect(lines, child, 0);
    return lines;
}

void VisitForm::collect(QList<FormLine> &into, const forms::Element &element, int depth) const
{
    using Kind = forms::Element::Kind;
    if (element.kind == Kind::Question) {
        if (element.control >= 0 && m_draft.form->controls().at(element.control).isSignature())
            return; // signed in the panels beside the form
        into.append(question(element.node, depth));
        return;
    }
    FormLine line;
    line.kind = element.kind == Kind::Repeat     ? FormLine::Kind::Repeat
                : element.kind == Kind::Instance ? FormLine::Kind::Instance
                                                 : FormLine::Kind::Heading;
    line.node = element.kind == Kind::Repeat ? NodeId::None : element.node;
    line.owner = element.node;
    line.control = element.control;
    line.label = element.label;
    line.relevant = element.relevant;
    line.depth = depth;
    line.canAdd = element.canAdd;
    line.canRemove = element.canRemove;
    const bool structure = element.kind != Kind::Group || !element.label.isEmpty();
    if (structure && element.kind != Kind::Repeat)
        into.append(line);
    for (const forms::Element &child : element.children)
        collect(into, child, depth + (element.kind == Kind::Instance ? 1 : 0));
    if (element.kind == Kind::Repeat) // the button that adds one stands after the last
        into.append(line);
}

FormLine VisitForm::question(NodeId node, int depth) const
{
    const forms::Question asked = m_draft.session->question(node);
    FormLine line;
    line.node = node;
    line.control = asked.control;
    line.depth = depth;
    line.path = asked.path;
    line.label = asked.label;
    line.hint = asked.hint;
    line.guidance = asked.guidance;
    line.value = asked.value;
    line.relevant = asked.relevant;
    line.required = asked.required;
    line.validity = asked.validity;
    line.message = asked.message;
    if (asked.control < 0)
        return line;
    const forms::Control &control = m_draft.form->controls().at(asked.control);
    line.editor = editorOf(control, asked.readonly);
    line.unit = control.ruhu.value(QStringLiteral("unit"));
    line.evidence = control.ruhu.value(QStringLiteral("evidence"));
    line.reference = m_draft.reference.value(asked.path);
    line.referenceAgrees = line.reference.isEmpty() || sameValue(line);
    const bool select = control.kind == forms::Control::Kind::Select1 || control.kind == forms::Control::Kind::Select;
    if (select)
        line.choices = m_draft.session->choices(node);
    else if (asksForColleague(control))
        offerColleagues(line);
    line.shown = spoken(line.value);
    if (!line.choices.isEmpty() && !line.value.isEmpty()) {
        QStringList words;
        const QStringList picked = line.value.split(QChar(u' '), Qt::SkipEmptyParts);
        for (const forms::Choice &choice : std::as_const(line.choices))
            if (picked.contains(choice.value))
                words.append(choice.label);
        line.shown = words.join(QStringLiteral("\u3001"));
    }
    return line;
}

FormLine VisitForm::line(NodeId node) const
{
    return question(node, 0);
}

QList<forms::Problem> VisitForm::problems() const
{
    QList<forms::Problem> problems = m_draft.session->validate();
    problems.removeIf([this](const forms::Problem &p) {
        const int control = m_draft.session->control(p.node);
        return control >= 0 && m_draft.form->controls().at(control).isSignature();
    });
    return problems;
}

std::optional<forms::Problem> VisitForm::nextProblem(NodeId from, bool backwards) const
{
    const QList<forms::Problem> all = problems();
    if (all.isEmpty())
        return std::nullopt;
    const auto at = std::find_if(all.begin(), all.end(), [from](const forms::Problem &p) { return p.node == from; });
    if (at != all.end()) {
        const qsizetype place = at - all.begin();
        return all.at((place + (backwards ? all.size() - 1 : 1)) % all.size());
    }
    // The question itself is right: go on from where it stands in its section.
    const int page = from == NodeId::None ? m_section : m_draft.session->pageOf(from);
    QList<NodeId> order;
    if (page == m_section) {
        const QList<FormLine> here = lines();
        for (const FormLine &line : here)
            if (line.kind == FormLine::Kind::Question)
                order.append(line.node);
    }
    const qsizetype stand = order.indexOf(from);
    const auto behind = [&](const forms::Problem &p) {
        return p.page > page || (p.page == page && (stand < 0 || order.indexOf(p.node) > stand));
    };
    if (backwards) {
        const auto before = std::find_if_not(all.rbegin(), all.rend(), behind);
        return before == all.rend() ? all.last() : *before;
    }
    const auto next = std::find_if(all.begin(), all.end(), behind);
    return next == all.end() ? all.first() : *next;
}

const QList<service::Colleague> VisitForm::investigators() const
{
    QList<service::Colleague> people = m_desk->colleagues();
    // Who decides a case does not investigate it.
    people.removeIf([](const service::Colleague &c) { return c.role == QStringLiteral("TownshipSupervisor"); });
    const service::Me &me = m_desk->me();
    const auto mine = std::find_if(people.begin(), people.end(),
                                   [&me](const service::Colleague &c) { return c.person == me.person; });
    if (mine == people.end())
        people.prepend({me.person, me.name, me.role});
    else
        people.move(mine - people.begin(), 0);
    return people;
}

void VisitForm::setSection(int index)
{
    if (index == m_section || index < 0 || index >= m_draft.session->pages().size())
        return;
    m_section = index;
    Q_EMIT sectionsChanged();
    Q_EMIT structureChanged();
}

void VisitForm::answer(NodeId node, const QString &value)
{
    if (m_closed || m_draft.session->value(node) == value)
        return;
    const Result<forms::Changes> changes = m_draft.session->answer(node, value);
    if (!changes) {
        Q_EMIT saveFailed(changes.error());
        return;
    }
    forms::Changes all = *changes;
    const int control = m_draft.session->control(node);
    if (control >= 0 && asksForColleague(m_draft.form->controls().at(control))) {
        QList<std::pair<NodeId, QString>> beside;
        for (const service::Colleague &person : investigators())
            if (person.person.text() == value)
                putColleague(beside, m_draft.session->parent(node), person);
        if (const auto filled = m_draft.session->fillIn(beside)) {
            all.values += filled->values;
            all.states += filled->states;
        }
    }
    took(all, node);
}

void VisitForm::addInstance(int repeatControl, NodeId owner)
{
    forms::Changes changes;
    const Result<NodeId> added = m_draft.session->addRepeat(repeatControl, owner, &changes);
    if (!added) {
        Q_EMIT saveFailed(added.error());
        return;
    }
    changes.instances = true;
    took(changes, *added);
}

void VisitForm::removeInstance(NodeId instance)
{
    Result<forms::Changes> changes = m_draft.session->removeRepeat(instance);
    if (!changes) {
        Q_EMIT saveFailed(changes.error());
        return;
    }
    changes->instances = true;
    took(*changes, NodeId::None);
}

void VisitForm::took(const forms::Changes &changes, NodeId node)
{
    if (node != NodeId::None)
        m_lastPath = m_draft.session->path(node);
    if (changes.instances) {
        Q_EMIT structureChanged();
    } else {
        QList<NodeId> touched = changes.values;
        touched += changes.relevance;
        touched += changes.states;
        touched += changes.choices;
        touched += changes.labels;
        touched.append(node);
        std::sort(touched.begin(), touched.end());
        touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
        Q_EMIT linesChanged(touched);
    }
    Q_EMIT sectionsChanged();
    forgetSignatures();
    m_saveSoon.start();
    m_missingSoon.start();
}

/// A signature holds for the answers and photos that were there; the service drops it as well.
void VisitForm::forgetSignatures()
{
    if (m_draft.signatures.isEmpty())
        return;
    m_draft.signatures.clear();
    Q_EMIT signaturesChanged();
}

void VisitForm::save()
{
    if (m_closed)
        return;
    if (m_saving) { // one at a time, so that an older state never lands after a newer one
        m_saveAgain = true;
        return;
    }
    m_saving = true;
    const forms::Progress now = progress();
    const QList<forms::Page> pages = m_draft.session->pages();
    const QString title = m_section < pages.size() ? pages.at(m_section).label : QString();
    service::deliver(m_desk->visits().save(m_draft, {m_lastPath, title, now.answered, now.asked}), this,
                     [this](const Result<qint64> &at) {
                         m_saving = false;
                         if (at) {
                             m_draft.savedAtMs = *at;
                             Q_EMIT saved(*at);
                         } else {
                             Q_EMIT saveFailed(at.error());
                         }
                         if (std::exchange(m_saveAgain, false))
                             save();
                     });
}

void VisitForm::refreshMissing()
{
    if (m_closed)
        return;
    service::deliver(m_desk->visits().missing(m_draft), this, [this](const Result<QList<service::Missing>> &missing) {
        if (!missing)
            return; // finish() will say why
        m_missing = *missing;
        Q_EMIT missingChanged();
    });
}

/// The question that asked for the photo, or the first empty one that asks for its kind, holds its name.
void VisitForm::answerEvidence(const service::DraftPhoto &photo, NodeId asked)
{
    const QString name = photo.id.text() + QStringLiteral(".jpg");
    if (asked != NodeId::None) {
        answer(asked, name);
        return;
    }
    for (const forms::Control &control : m_draft.form->controls()) {
        if (control.ruhu.value(QStringLiteral("evidence")) != photo.kind || control.isSignature())
            continue;
        const NodeId node = m_draft.session->find(control.reference);
        if (node == NodeId::None || !m_draft.session->isRelevant(node) || !m_draft.session->value(node).isEmpty())
            continue;
        answer(node, name);
        return;
    }
}

void VisitForm::addPhoto(const QString &kind, const QByteArray &file, NodeId asked)
{
    ++m_pendingPhotos;
    Q_EMIT photoPending(true);
    service::deliver(m_desk->visits().addPhoto(m_draft.id, kind, file), this,
                     [this, asked](const Result<service::DraftPhoto> &photo) {
                         Q_EMIT photoPending(--m_pendingPhotos > 0);
                         if (!photo) {
                             Q_EMIT photoRefused(photo.error());
                             return;
                         }
                         m_draft.photos.append(*photo);
                         forgetSignatures();
                         answerEvidence(*photo, asked);
                         Q_EMIT photosChanged();
                         m_missingSoon.start();
                     });
}

void VisitForm::removePhoto(service::PhotoId photo)
{
    service::deliver(m_desk->visits().removePhoto(m_draft.id, photo), this, [this, photo](const Result<void> &done) {
        if (!done) {
            Q_EMIT photoRefused(done.error());
            return;
        }
        const auto gone = std::find_if(m_draft.photos.begin(), m_draft.photos.end(),
                                       [photo](const service::DraftPhoto &p) { return p.id == photo; });
        if (gone != m_draft.photos.end()) {
            const QString name = gone->id.text() + QStringLiteral(".jpg");
            m_draft.photos.erase(gone);
            const QList<forms::Attachment> answers = m_draft.session->attachments();
            for (const forms::Attachment &attachment : answers)
                if (attachment.name == name)
                    answer(attachment.node, {});
        }
        forgetSignatures();
        Q_EMIT photosChanged();
        m_missingSoon.start();
    });
}

void VisitForm::signAsInvestigator(PersonId person, QByteArray &&password)
{
    service::deliver(m_desk->visits().signAsInvestigator(m_draft, person, std::move(password)), this,
                     [this](const Result<QList<service::DraftSignature>> &now) { takeSignatures(now); });
}

void VisitForm::signForFamily(const QString &name, const QString &relation, const QList<service::Stroke> &strokes)
{
    service::deliver(m_desk->visits().signForFamily(m_draft, name, relation, strokes), this,
                     [this](const Result<QList<service::DraftSignature>> &now) { takeSignatures(now); });
}

void VisitForm::signAuthorisation(MemberId member, const QString &name, const QList<service::Stroke> &strokes)
{
    service::deliver(m_desk->visits().signAuthorisation(m_draft, member, name, strokes), this,
                     [this](const Result<QList<service::DraftSignature>> &now) { takeSignatures(now); });
}

QString VisitForm::authorisationNumber() const
{
    for (const forms::Control &control : m_draft.form->controls()) {
        if (control.ruhu.value(QStringLiteral("to")) == QStringLiteral("visit.authorisation_no"))
            return m_draft.session->value(m_draft.session->find(control.reference));
    }
    return {};
}

void VisitForm::takeSignatures(const Result<QList<service::DraftSignature>> &now)
{
    if (!now) {
        Q_EMIT signatureRefused(now.error());
        return;
    }
    m_draft.signatures = *now; // earlier ones may have fallen
    Q_EMIT signaturesChanged();
    m_missingSoon.start();
}

bool VisitForm::makesSignaturesFall(PersonId person) const
{
    const QList<PersonId> named = service::Visits::namedInvestigators(m_draft);
    const PersonId author = m_desk->me().person;
    bool unnamed = !named.contains(person); // of the people in the visit event
    for (const service::DraftSignature &given : std::as_const(m_draft.signatures)) {
        if (given.kind != service::DraftSignature::Kind::Investigator)
            continue;
        if (given.person == person)
            return false;
        unnamed = unnamed || (given.person != author && !named.contains(given.person));
    }
    return unnamed && person != author && !m_draft.signatures.isEmpty();
}

void VisitForm::removeSignature(const service::DraftSignature &signature)
{
    service::deliver(
        m_desk->visits().removeSignature(m_draft.id, signature), this, [this, signature](const Result<void> &done) {
            if (!done) {
                Q_EMIT signatureRefused(done.error());
                return;
            }
            m_draft.signatures.removeIf([&signature](const service::DraftSignature &s) {
                return s.kind == signature.kind && s.person == signature.person && s.member == signature.member;
            });
            Q_EMIT signaturesChanged();
            m_missingSoon.start();
        });
}

void VisitForm::finish()
{
    if (m_closed)
        return;
    service::deliver(m_desk->visits().finish(m_draft), this, [this](const Result<service::FinishOutcome> &outcome) {
        if (!outcome) {
            Q_EMIT finishRefused(outcome.error());
            return;
        }
        if (!outcome->missing.isEmpty()) {
            m_missing = outcome->missing;
            Q_EMIT missingChanged();
            Q_EMIT finishRefused({ErrorCode::Incomplete, {}});
            return;
        }
        m_closed = true;
        Q_EMIT finished(outcome->visit);
    });
}

void VisitForm::discard()
{
    service::deliver(m_desk->visits().discard(m_draft.id), this, [this](const Result<void> &done) {
        if (!done) {
            Q_EMIT saveFailed(done.error());
            return;
        }
        m_closed = true;
        Q_EMIT discarded();
    });
}

} // namespace ruhu::models
