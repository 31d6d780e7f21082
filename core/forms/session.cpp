// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/session.h"

#include "core/forms/casting.h"
#include "core/forms/sessiondata.h"

namespace ruhu::forms {

using detail::State;

FormSession::FormSession(std::unique_ptr<Private> data)
    : d(std::move(data))
{
}

FormSession::~FormSession() = default;

Result<std::unique_ptr<FormSession>> FormSession::start(std::shared_ptr<const FormDefinition> form,
                                                        Environment environment)
{
    auto data = std::make_unique<Private>(std::move(form), std::move(environment));
    if (auto done = data->adopt(xml::Doc(xmlCopyDoc(data->model.pristine.get(), 1))); !done)
        return passOn(done);
    if (auto done = data->begin(true); !done)
        return passOn(done);
    data->undoLog.clear();
    return std::unique_ptr<FormSession>(new FormSession(std::move(data)));
}

Result<std::unique_ptr<FormSession>> FormSession::resume(std::shared_ptr<const FormDefinition> form,
                                                         Environment environment, const Draft &draft)
{
    if (draft.formHash != form->hash())
        return fail(ErrorCode::Conflict,
                    QStringLiteral("the draft is of version %1 of %2").arg(draft.version, draft.formId));
    auto data = std::make_unique<Private>(std::move(form), std::move(environment));
    auto instance = xml::parse(draft.instance);
    if (!instance)
        return passOn(instance);
    if (auto done = data->adopt(std::move(*instance)); !done)
        return passOn(done);
    if (data->model.languages.contains(draft.language))
        data->language = draft.language;
    if (auto done = data->begin(false); !done)
        return passOn(done);
    data->undoLog.clear();
    return std::unique_ptr<FormSession>(new FormSession(std::move(data)));
}

const FormDefinition &FormSession::form() const
{
    return *d->form;
}

const Environment &FormSession::environment() const
{
    return d->environment;
}

Result<Changes> FormSession::answer(NodeId node, const QString &value)
{
    State *state = d->stateOf(node);
    if (!state || !state->leaf)
        return fail(ErrorCode::NotFound, QStringLiteral("no such question"));
    const detail::Bind *bind = d->bindOf(state);
    if (state->readonly || (bind && bind->calculate >= 0))
        return fail(ErrorCode::NotAllowed, d->path(state));
    QString kept = detail::castText(bind ? bind->type : DataType::String, value, d->zone);
    if (const int shown = control(node); shown >= 0 && d->model.controls.at(shown).kind == Control::Kind::Range) {
        const Control &range = d->model.controls.at(shown);
        const double number = xpath::plainNumber(kept);
        if (number < xpath::plainNumber(range.start) || number > xpath::plainNumber(range.end))
            kept.clear();
    }
    Changes changes;
    if (state->value == kept)
        return changes;
    d->store(state, kept, changes);
    if (auto drained = d->drain(changes); !drained) {
        d->undo();
        return passOn(drained);
    }
    d->fire(&detail::Action::valueChanged, state, changes);
    return d->finishCall(std::move(changes));
}

Result<Changes> FormSession::fillIn(const QList<std::pair<NodeId, QString>> &values)
{
    for (const auto &[node, value] : values) {
        const State *state = d->stateOf(node);
        if (!state || !state->leaf)
            return fail(ErrorCode::NotFound, QStringLiteral("no such question"));
    }
    Changes changes;
    for (const auto &[node, value] : values) {
        State *state = d->stateOf(node);
        const detail::Bind *bind = d->bindOf(state);
        if (!bind || bind->calculate < 0)
            d->store(state, detail::castText(bind ? bind->type : DataType::String, value, d->zone), changes);
    }
    return d->finishCall(std::move(changes));
}

namespace {

Result<void> mayChange(const detail::Model &model, int repeat)
{
    const int control = model.schema[std::size_t(repeat)].repeatControl;
    if (!model.schema[std::size_t(repeat)].repeat)
        return fail(ErrorCode::NotFound, QStringLiteral("no repeat"));
    if (control >= 0 && model.controls.at(control).fixedInstances)
        return fail(ErrorCode::NotAllowed, QStringLiteral("the form decides how many there are"));
    return {};
}

} // namespace

Result<NodeId> FormSession::addRepeat(int repeatControl, NodeId parent, Changes *changes)
{
    if (repeatControl < 0 || repeatControl >= d->model.controls.size())
        return fail(ErrorCode::NotFound, QStringLiteral("no repeat"));
    State *above = d->stateOf(parent);
    const int repeat = d->model.controlModels[std::size_t(repeatControl)].schema;
    if (!above || repeat < 0)
        return fail(ErrorCode::NotFound, QStringLiteral("no repeat"));
    return d->addInstance(above, repeat, changes);
}

Result<NodeId> FormSession::addRepeat(const QString &path, Changes *changes)
{
    const qsizetype slash = path.lastIndexOf(u'/');
    State *above = slash > 0 ? d->find(path.left(slash)) : nullptr;
    if (!above)
        return fail(ErrorCode::NotFound, QStringLiteral("no repeat"));
    for (const int child : d->model.schema[std::size_t(above->schema)].children) {
        const detail::SchemaNode &node = d->model.schema[std::size_t(child)];
        const QString name = path.mid(slash + 1);
        if (node.repeat && (node.name == name || QString::fromUtf8(node.local) == name))
            return d->addInstance(above, child, changes);
    }
    return fail(ErrorCode::NotFound, QStringLiteral("no repeat"));
}

Result<NodeId> FormSession::Private::addInstance(State *parent, int repeat, Changes *changes)
{
    if (auto may = mayChange(model, repeat); !may)
        return passOn(may);
    State *mark = markIn(parent, repeat);
    if (!mark)
        return fail(ErrorCode::NotFound, QStringLiteral("no repeat"));
    Changes own;
    const auto added = insertInstance(mark, own);
    if (!added)
        return passOn(added);
    const NodeId id = (*added)->id;
    queueStructure(repeat, parent);
    auto done = drain(own);
    if (done)
        fire(&detail::Action::newRepeat, *added, own);
    auto finished = done ? finishCall(std::move(own)) : Result<Changes>(passOn(done));
    if (!finished) {
        Changes ignored;
        undo();
        if (State *left = stateOf(id))
            removeInstance(left, ignored);
        std::ignore = settle(ignored);
        return passOn(finished);
    }
    if (changes)
        *changes = std::move(*finished);
    return id;
}

Result<Changes> FormSession::removeRepeat(NodeId instance)
{
    State *state = d->stateOf(instance);
    if (!state)
        return fail(ErrorCode::NotFound, QStringLiteral("no such instance"));
    if (auto may = mayChange(d->model, state->schema); !may)
        return passOn(may);
    Changes changes;
    d->removeInstance(state, changes);
    return d->finishCall(std::move(changes));
}

NodeId FormSession::find(const QString &path) const
{
    const State *state = d->find(path);
    return state ? state->id : NodeId::None;
}

QString FormSession::path(NodeId node) const
{
    return d->path(d->stateOf(node));
}

QList<NodeId> FormSession::instances(const QString &repeatPath) const
{
    const qsizetype slash = repeatPath.lastIndexOf(u'/');
    const State *parent = slash > 0 ? d->find(repeatPath.left(slash)) : nullptr;
    if (!parent)
        return {};
    const QString name = repeatPath.mid(slash + 1);
    for (const int child : d->model.schema[std::size_t(parent->schema)].children) {
        const detail::SchemaNode &node = d->model.schema[std::size_t(child)];
        if (!node.attribute && (node.name == name || QString::fromUtf8(node.local) == name))
            return d->instancesIn(parent, child);
    }
    return {};
}

QList<NodeId> FormSession::instances(int repeatControl, NodeId parent) const
{
    const State *above = d->stateOf(parent);
    const bool known = repeatControl >= 0 && repeatControl < d->model.controls.size();
    return above && known ? d->instancesIn(above, d->model.controlModels[std::size_t(repeatControl)].schema)
                          : QList<NodeId>();
}

NodeId FormSession::parent(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state && state->parent ? state->parent->id : NodeId::None;
}

NodeId FormSession::child(NodeId node, const QString &name) const
{
    const State *state = d->stateOf(node);
    for (xmlNode *one = state ? xml::firstElement(state->node) : nullptr; one; one = xml::nextElement(one)) {
        const State *found = Private::stateOf(one);
        if (found && xml::text(one->name) == name)
            return found->id;
    }
    return NodeId::None;
}

int FormSession::control(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state ? d->model.schema[std::size_t(state->schema)].control : -1;
}

QString FormSession::value(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state ? state->effective() : QString();
}

QString FormSession::keptValue(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state ? state->value : QString();
}

QString FormSession::schemaPath(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state ? d->model.schema[std::size_t(state->schema)].path : QString();
}

bool FormSession::isRelevant(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state && state->relevant;
}

bool FormSession::isReadonly(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state && state->readonly;
}

bool FormSession::isRequired(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state && state->required;
}

Validity FormSession::validity(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state ? d->validity(state) : Validity::Ok;
}

QString FormSession::message(NodeId node, Validity kind) const
{
    const State *state = d->stateOf(node);
    return state ? d->message(state, kind) : QString();
}

QList<Choice> FormSession::choices(NodeId node) const
{
    const State *state = d->stateOf(node);
    return state ? d->choicesOf(state) : QList<Choice>();
}

QString FormSession::label(NodeId node) const
{
    State *state = d->stateOf(node);
    const int shown = control(node);
    return shown < 0 ? QString() : d->textOf(d->model.controlModels[std::size_t(shown)].label, state);
}

Question FormSession::question(NodeId node) const
{
    Question out;
    State *state = d->stateOf(node);
    if (!state)
        return out;
    out.node = node;
    out.control = control(node);
    out.path = d->path(state);
    out.value = state->effective();
    out.relevant = state->relevant;
    const detail::Bind *bind = d->bindOf(state);
    out.readonly = state->readonly || (bind && bind->calculate >= 0);
    out.required = state->required;
    out.validity = d->validity(state);
    out.message = d->message(state, out.validity);
    if (out.control >= 0) {
        const detail::ControlModel &shown = d->model.controlModels[std::size_t(out.control)];
        out.label = d->textOf(shown.label, state);
        out.hint = d->textOf(shown.hint, state);
        out.guidance = d->textOf(shown.hint, state, QStringLiteral("guidance"));
    }
    return out;
}

QList<Page> FormSession::pages() const
{
    QList<Page> out;
    State *root = Private::stateOf(xmlDocGetRootElement(d->doc.get()));
    for (const QList<int> &controls : d->pageControls()) {
        Page page;
        page.index = int(out.size());
        page.relevant = false;
        for (const int control : controls) {
            const Element element = d->element(control, root);
            page.relevant = page.relevant || element.relevant;
            if (page.label.isEmpty() && element.kind != Element::Kind::Question)
                page.label = element.label;
            d->countProgress(element, page.progress);
        }
        out.append(page);
    }
    return out;
}

Element FormSession::page(int index) const
{
    Element out;
    out.kind = Element::Kind::Group;
    const QList<QList<int>> all = d->pageControls();
    if (index < 0 || index >= all.size())
        return out;
    State *root = Private::stateOf(xmlDocGetRootElement(d->doc.get()));
    if (all.at(index).size() == 1)
        return d->element(all.at(index).first(), root);
    for (const int control : all.at(index))
        out.children.append(d->element(control, root));
    return out;
}

int FormSession::pageOf(NodeId node) const
{
    int shown = control(node);
    for (NodeId up = node; shown < 0 && up != NodeId::None; up = parent(up))
        shown = control(up);
    while (shown >= 0 && d->model.controls.at(shown).parent >= 0)
        shown = d->model.controls.at(shown).parent;
    const QList<QList<int>> all = d->pageControls();
    for (qsizetype i = 0; i < all.size(); ++i) {
        if (all.at(i).contains(shown))
            return int(i);
    }
    return 0;
}

Progress FormSession::progress() const
{
    Progress sum;
    for (const Page &page : pages()) {
        sum.asked += page.progress.asked;
        sum.answered += page.progress.answered;
        sum.requiredLeft += page.progress.requiredLeft;
        sum.wrong += page.progress.wrong;
    }
    return sum;
}

QList<Problem> FormSession::validate() const
{
    QList<Problem> out;
    d->collectProblems(xmlDocGetRootElement(d->doc.get()), out);
    for (Problem &problem : out)
        problem.page = pageOf(problem.node);
    return out;
}

QString FormSession::language() const
{
    return d->language;
}

Result<Changes> FormSession::setLanguage(const QString &language)
{
    if (!d->model.languages.contains(language))
        return fail(ErrorCode::NotFound, QStringLiteral("no language \"%1\"").arg(language));
    d->language = language;
    // Calculations may hold words: jr:choice-name() and jr:itext() follow the language.
    d->queueAll();
    d->keepLostChoices = true;
    auto changes = d->finishCall({});
    d->keepLostChoices = false;
    return changes;
}

} // namespace ruhu::forms
