// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/model.h"
#include "core/forms/session.h"
#include "core/forms/xpath/evaluator.h"

#include <QSet>

#include <set>
#include <unordered_map>

namespace ruhu::forms {

namespace detail {

constexpr int settleRounds = 100; ///< Rounds of "queue empty, then counts, choices and events".

/// One node of the open instance, hung on xmlNode::_private. `value` is the truth of a leaf; the libxml2 tree only
/// gives it a place. A mark of a repeat (model.h) has a State too, with `mark` set.
struct State
{
    xmlNode *node = nullptr;
    State *parent = nullptr;
    int schema = -1;
    NodeId id = NodeId::None;
    bool mark = false;
    bool leaf = true;
    QString value; ///< Kept while not relevant.

    bool ownRelevant = true;
    bool relevant = true; ///< With ancestors.
    bool ownReadonly = false;
    bool readonly = false; ///< With ancestors.
    bool required = false;
    bool constraintHolds = true;

    [[nodiscard]] QString effective() const { return relevant ? value : QString(); }
};

} // namespace detail

/// The engine behind FormSession's door. One file each: tree (instances), recompute (the change queue), spread
/// (what a change does to its neighbours), actions (events and preloads), view (labels,
/// choices, pages), rest (drafts, submission).
class FormSession::Private final : public xpath::Host
{
public:
    using State = detail::State;

    Private(std::shared_ptr<const FormDefinition> definition, Environment surroundings);

    // tree.cpp
    void buildStates(xmlNode *node, State *parent, int schema);
    Result<void> adopt(xml::Doc doc);
    State *stateOf(NodeId id) const;
    static State *stateOf(const xmlNode *node) { return static_cast<State *>(node->_private); }
    State *find(const QString &path) const;
    QString path(const State *state) const;
    QList<NodeId> instancesIn(const State *parent, int repeat) const;
    State *markIn(const State *parent, int repeat) const;
    Result<NodeId> addInstance(State *parent, int repeat, Changes *changes);
    Result<State *> insertInstance(State *mark, Changes &changes);
    void removeInstance(State *instance, Changes &changes);
    void dropStates(xmlNode *node);
    State *ancestor(State *state, int schema) const;
    void instancesUnder(int schema, State *anchor, bool marks, std::vector<State *> &out) const;

    // recompute.cpp
    Result<void> begin(bool fresh);
    void preload(bool atEnd, Changes *changes);
    void queueAll();
    void queue(int expression, State *state);
    void queueReaders(const State *state);
    void queueStructure(int repeat, State *parent);
    void queueSubtree(State *top);
    Result<void> settle(Changes &changes);
    Result<void> drain(Changes &changes);
    void evaluate(int expression, State *state, Changes &changes);
    void store(State *state, const QString &value, Changes &changes);
    void setRelevant(State *state, bool own, Changes &changes);
    void spreadRelevance(State *state, Changes &changes);
    void setReadonly(State *state, bool own, Changes &changes);
    void spreadReadonly(State *state, Changes &changes);
    Result<bool> growCounted(Changes &changes);
    bool dropLostChoices(Changes &changes);
    void fire(bool detail::Action::*event, State *owner, Changes &changes);
    void runAction(const detail::Action &action, State *owner, Changes &changes);
    QString evaluateText(const xpath::Expr &expr, xmlNode *context, QString *error = nullptr) const;
    void undo();
    Result<Changes> finishCall(Changes changes);
    void addState(QList<NodeId> &list, const State *state) const;

    // view.cpp
    QString textOf(const detail::Text &text, State *context, const QString &form = {}) const;
    QString partsText(const QList<detail::TextPart> &parts, State *context) const;
    QString itextOf(const QString &id, State *context, const QString &form = {}) const;
    QList<Choice> choicesOf(const State *state) const;
    Element element(int control, State *context) const;
    void countProgress(const Element &element, Progress &progress) const;
    Validity validity(const State *state) const;
    QString message(const State *state, Validity kind) const;
    State *contextFor(int control, State *context) const;
    QList<QList<int>> pageControls() const;
    void collectProblems(xmlNode *node, QList<Problem> &out) const;
    const detail::Bind *bindOf(const State *state) const;

    // rest.cpp
    QByteArray serialise(bool keepIrrelevant) const;

    // xpath::Host
    [[nodiscard]] xmlNode *document() const override;
    [[nodiscard]] xmlNode *instance(const QString &id) const override;
    [[nodiscard]] QString text(const xmlNode *node) const override;
    [[nodiscard]] QString keptText(const xmlNode *node) const override;
    [[nodiscard]] bool counts(const xmlNode *node) const override;
    [[nodiscard]] const xpath::NodeSet *lookUp(xmlNode *parent, const xpath::NodeTest &item,
                                               const xpath::NodeTest &column, bool attribute,
                                               const QString &key) const override;
    [[nodiscard]] QString choiceName(const QString &value, const QString &path, xmlNode *from) const override;
    [[nodiscard]] QString itext(const QString &id) const override;
    [[nodiscard]] QString property(const QString &name) const override;

    std::shared_ptr<const FormDefinition> form;
    const detail::Model &model;
    Environment environment;
    QString language;
    xml::Doc doc;
    std::unordered_map<quint32, std::unique_ptr<State>> states;
    quint32 lastId = 0;
    std::vector<std::vector<State *>> bySchema;      ///< Instances of each schema node, in no order.
    std::vector<std::vector<State *>> marksBySchema; ///< Marks of each repeat.
    QHash<const xmlDoc *, const detail::SecondaryInstance *> secondaryOf;

    std::vector<std::vector<State *>> pending; ///< Per expression.
    QSet<quint64> pendingKeys;
    std::set<int> pendingRanks;
    std::vector<std::pair<int, State *>> dirtyChoices;
    std::vector<std::pair<int, NodeId>> dirtyCounts; ///< By id: a shrinking repeat may take others with it.
    QHash<quint64, int> countRounds;
    int steps = 0;
    int eventDepth = 0;           ///< Value-changed events that caused each other.
    bool keepLostChoices = false; ///< While a draft opens or the language changes: nobody changed a filter.
    bool restless = false;        ///< Too many of them.
    QString firstError;           ///< Of an evaluation, while the session starts.
    /// What a call changed so far, to take it back when recomputation does not come to rest.
    std::vector<std::pair<NodeId, State>> undoLog;
};

} // namespace ruhu::forms
