// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/formdef.h"
#include "core/forms/secondary.h"
#include "core/forms/xml.h"
#include "core/forms/xpath/ast.h"

#include <map>
#include <vector>

/// What a form is after compilation. Private to this room: screens see FormDefinition and FormSession.
///
/// Everything that a person may answer has a place in the *schema*: one entry per path without positions. Expressions
/// belong to a schema node (their context); instances of that node evaluate them. The dependency index says which
/// expressions read a schema node, and how far up the common ancestor lies, so that a change inside one repeat
/// instance wakes only the expressions of that instance.
namespace ruhu::forms::detail {

struct SchemaNode
{
    QString name; ///< "prefix:local".
    QByteArray local;
    QByteArray prefix;
    QByteArray uri;
    QString path; ///< "/hs/m/health", attributes as "/hs/@id".
    int parent = -1;
    int depth = 0; ///< 1 for the root element.
    bool attribute = false;
    bool repeat = false;
    bool leaf = true;
    int bind = -1;
    int control = -1;       ///< The first control that shows it.
    int repeatControl = -1; ///< For repeats that the body has.
    std::vector<int> children;
    std::vector<int> expressions; ///< With this node as context, in order of rank.
};

enum class Role { Calculate, Relevant, Readonly, Required, Constraint, Count, Choices, Output, Action };

/// "This expression reads that schema node", scoped: only instances below the same instance of `anchor` are concerned.
struct Dependency
{
    int schema = -1;
    int anchor = -1;            ///< Schema node of the common ancestor, -1 = the document.
    bool otherInstance = false; ///< Reached through a predicate on a repeat that the reader is in: no cycle.
    bool structure = false;     ///< Only the number and order of instances matter (position()).
};

struct Expression
{
    QString source;
    xpath::ExprPtr ast;
    int schema = -1;
    Role role = Role::Calculate;
    int owner = -1; ///< Control of Choices and Output.
    int rank = -1;
    std::vector<Dependency> reads;
};

/// A reader of a schema node, as kept beside that node.
struct Reader
{
    int expression = -1;
    int anchor = -1;
};

struct TextPart
{
    QString text;
    QString output; ///< Source of an <output value=…>; then `text` is empty.
};

/// A label, hint or message as authored.
struct Text
{
    QList<TextPart> parts;
    QString itext;       ///< Static id of jr:itext('…').
    int expression = -1; ///< Any other ref: its value is the text.

    [[nodiscard]] bool isEmpty() const { return parts.isEmpty() && itext.isEmpty() && expression < 0; }
};

/// Texts of one id in one language by form: "" (long), "short", "guidance", "image" …
using ItextForms = QHash<QString, QList<TextPart>>;

struct Bind
{
    int schema = -1;
    DataType type = DataType::String;
    int calculate = -1, relevant = -1, readonly = -1, required = -1, constraint = -1; ///< Expressions.
    Text requiredMessage, constraintMessage;
    QString preload, preloadParams;
    QHash<QString, QString> ruhu;
};

struct StaticChoice
{
    QString value;
    Text label;
};

struct Itemset
{
    int nodes = -1; ///< Expression, Role::Choices.
    xpath::ExprPtr value;
    xpath::ExprPtr label;
};

struct Action
{
    bool firstLoad = false, everyLoad = false, newRepeat = false, valueChanged = false;
    int owner =
        -1; ///< Schema node whose event it listens to: a control's for value-changed, a repeat's for new-repeat.
    int target = -1; ///< Expression.
    int value = -1;  ///< Expression, -1 = `text`.
    QString text;
};

struct ControlModel
{
    int schema = -1;
    Text label, hint;
    QList<StaticChoice> choices;
    std::vector<Itemset> itemsets;
    int count = -1; ///< Expression of jr:count.
};

struct Model
{
    QString id, version, title;
    QByteArray hash;
    QList<Notice> notices;

    xml::Doc source;                         ///< The form itself: owns namespaces of the trees below.
    xml::Doc pristine;                       ///< The instance before anybody answers, templates taken out.
    std::map<int, xml::OwnedNode> templates; ///< Per repeat (schema).
    QString primaryId;
    std::map<QString, std::unique_ptr<SecondaryInstance>> secondary;

    std::vector<SchemaNode> schema; ///< [0] is the root element.
    std::vector<Bind> binds;
    std::vector<Expression> expressions;
    std::vector<int> order;                       ///< Expressions by rank.
    std::vector<std::vector<Reader>> readers;     ///< Per schema node: who reads its value or relevance.
    std::vector<std::vector<Reader>> onStructure; ///< Per repeat: who cares for instances coming and going.
    std::vector<Action> actions;

    QList<Control> controls;
    std::vector<ControlModel> controlModels;
    QHash<std::pair<QString, int>, int> outputs; ///< (source of an output, context) -> expression.

    QStringList languages;
    QString defaultLanguage;
    QHash<QString, QHash<QString, ItextForms>> itext; ///< language -> id -> forms.

    /// Child of a schema node by name; -1. Prefix and namespace as in name tests.
    [[nodiscard]] int child(int parent, const xmlNode *node, bool attribute) const;
    /// By path without positions, prefixes optional; -1.
    [[nodiscard]] int findPath(const QString &path) const;
    [[nodiscard]] bool isAncestorOrSelf(int ancestor, int node) const;
};

/// Name of the processing instruction that marks where instances of a repeat go; its content is the schema index.
/// So a repeat without instances keeps its place, and no name test ever matches the mark.
inline constexpr const char *repeatMark = "ruhu-repeat";

} // namespace ruhu::forms::detail
