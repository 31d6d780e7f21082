// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/forms/formdef.h"

#include <QTimeZone>

#include <optional>

namespace ruhu::forms {

/// One question, group or repeat instance of an open form. Stays the same while the node lives and is never given to
/// another one in the same session; a path changes when an earlier instance of a repeat goes.
enum class NodeId : quint32 { None = 0 };

/// What a session may ask of the world. `clock` and `rng` must outlive the session.
struct Environment
{
    const Clock *clock = nullptr;
    Rng *rng = nullptr;
    QTimeZone zone = QTimeZone(QByteArrayLiteral("Asia/Shanghai")); ///< For today(), now() and time stamps.
    QHash<QString, QString>
        properties; ///< jr:preload="property": "deviceid", "username", "userid", "phonenumber", "email".
};

struct Choice
{
    QString value;
    QString label;

    friend bool operator==(const Choice &, const Choice &) = default;
};

enum class Validity { Ok, Required, Constraint };

/// What one call changed, besides the answered node itself. A screen redraws exactly these.
struct Changes
{
    QList<NodeId> values;    ///< Effective value changed (a node that stops being relevant reads as blank).
    QList<NodeId> relevance; ///< Appears or disappears.
    QList<NodeId> states;    ///< Read-only, required or validity changed.
    QList<NodeId> choices;   ///< The choice list may differ: ask choices() again.
    QList<NodeId> labels;    ///< A label, hint or message with an <output> may read differently.
    bool instances = false;  ///< Instances of a repeat were added or removed: ask page() again.
};

/// Everything that a row of the form page shows, except the choices.
struct Question
{
    NodeId node = NodeId::None;
    int control = -1; ///< Index in FormDefinition::controls().
    QString path;     ///< "/hs/m[2]/health".
    QString label;
    QString hint;
    QString guidance;      ///< itext form="guidance".
    QString value;         ///< '' while not relevant.
    bool relevant = true;  ///< With its ancestors.
    bool readonly = false; ///< With its ancestors; a calculated node too.
    bool required = false;
    Validity validity = Validity::Ok;
    QString message; ///< The author's words for what is wrong; empty when valid or when the form has none.
};

/// A page's content as a tree. A Repeat element holds its instances; questions are leaves.
struct Element
{
    enum class Kind { Group, Repeat, Instance, Question };
    Kind kind = Kind::Question;
    int control = -1;           ///< Index in FormDefinition::controls(); an Instance has its repeat's.
    NodeId node = NodeId::None; ///< None for a group without ref; for a Repeat the node that holds the instances.
    QString label;              ///< For Group, Repeat and Instance.
    bool relevant = true;
    bool canAdd = false;    ///< Repeat: a person may add an instance.
    bool canRemove = false; ///< Instance: a person may remove it.
    QList<Element> children;
};

/// How far a page or the form is: counts of relevant questions that are asked (calculated ones are not).
struct Progress
{
    int asked = 0;
    int answered = 0;
    int requiredLeft = 0; ///< Required and blank.
    int wrong = 0;        ///< Answered against a constraint.
};

struct Page
{
    int index = 0;
    QString label;
    bool relevant = true;
    Progress progress;
};

/// A question that keeps the form from being finished.
struct Problem
{
    NodeId node = NodeId::None;
    int page = 0;
    Validity kind = Validity::Ok;
    QString path;
    QString label;
    QString message;
};

/// A media file that an answer names; the caller keeps the bytes.
struct Attachment
{
    NodeId node = NodeId::None;
    QString path;
    QString name; ///< The value of the upload node.
};

/// An unfinished form at rest. Pinned to the exact form by hash; a newer version never touches it.
struct Draft
{
    QString formId;
    QString version;
    QByteArray formHash;
    QByteArray instance; ///< XML with the values of nodes that are not relevant now.
    QString language;
    QByteArray prefill; ///< What mapping.h filled in, so that `was` survives a restart; opaque.

    /// One blob for the store's draft table (CBOR).
    [[nodiscard]] QByteArray encode() const;
    static Result<Draft> decode(const QByteArray &bytes); ///< BadFormat.

    friend bool operator==(const Draft &, const Draft &) = default;
};

/// One form being filled in. Lives on the thread that made it (the GUI thread): answers cost microseconds to a few
/// milliseconds, nothing here does I/O. Every fallible call that returns an error has changed nothing.
class FormSession
{
public:
    /// A new form: defaults, preloads, all expressions, then the first-load events.
    /// \return BadFormat when an expression cannot be evaluated; TooLarge when recomputation does not come to rest
    static Result<std::unique_ptr<FormSession>> start(std::shared_ptr<const FormDefinition> form,
                                                      Environment environment);
    /// A draft, as it was left: first-load events do not run again.
    /// \return Conflict when the draft belongs to another form or version (hash); BadFormat
    static Result<std::unique_ptr<FormSession>> resume(std::shared_ptr<const FormDefinition> form,
                                                       Environment environment, const Draft &draft);
    ~FormSession();
    FormSession(const FormSession &) = delete;
    FormSession &operator=(const FormSession &) = delete;

    [[nodiscard]] const FormDefinition &form() const;
    [[nodiscard]] const Environment &environment() const;

    // Filling in ---------------------------------------------------------------------------------------------------
    /// Writes an answer and recomputes all that hangs on it. A value that its type does not allow leaves the node
    /// blank; one that breaks a constraint is kept and marked. Values: selects space-separated, booleans "1"/"0",
    /// dates ISO, numbers with a point, uploads the file's name.
    /// \return NotFound (no such node, or a group); NotAllowed (read-only or calculated); TooLarge
    Result<Changes> answer(NodeId node, const QString &value);
    /// Many values at once with one recomputation and no value-changed events: what is known is filled in, not
    /// answered. Read-only nodes are written, calculated ones are skipped.
    Result<Changes> fillIn(const QList<std::pair<NodeId, QString>> &values);
    /// Appends an instance to the repeat (control index) inside `parent` (Element::node of the Repeat).
    /// \return the new instance; NotAllowed for fixed repeats; TooLarge at limits::repeatInstances
    Result<NodeId> addRepeat(int repeatControl, NodeId parent, Changes *changes = nullptr);
    /// The same by path without a last position: "/hs/m" or "/data/a[2]/b". Also for repeats without a control.
    Result<NodeId> addRepeat(const QString &path, Changes *changes = nullptr);
    /// \return NotFound; NotAllowed for fixed repeats
    Result<Changes> removeRepeat(NodeId instance);

    // Looking ------------------------------------------------------------------------------------------------------
    [[nodiscard]] NodeId find(const QString &path) const; ///< None when there is none; without a position the first.
    [[nodiscard]] QString path(NodeId node) const;
    [[nodiscard]] QList<NodeId> instances(const QString &repeatPath) const; ///< "/hs/m", "/data/a[2]/b".
    [[nodiscard]] QList<NodeId> instances(int repeatControl, NodeId parent) const;
    [[nodiscard]] NodeId parent(NodeId node) const;
    [[nodiscard]] NodeId child(NodeId node, const QString &name) const; ///< First child element of that local name.
    [[nodiscard]] int control(NodeId node) const;                       ///< -1 when no control shows it.

    [[nodiscard]] QString value(NodeId node) const;      ///< '' while not relevant.
    [[nodiscard]] QString keptValue(NodeId node) const;  ///< The same also while not relevant.
    [[nodiscard]] QString schemaPath(NodeId node) const; ///< path() without positions.
    [[nodiscard]] bool isRelevant(NodeId node) const;
    [[nodiscard]] bool isReadonly(NodeId node) const;
    [[nodiscard]] bool isRequired(NodeId node) const;
    [[nodiscard]] Validity validity(NodeId node) const;
    [[nodiscard]] QString message(NodeId node, Validity kind) const;
    [[nodiscard]] QList<Choice> choices(NodeId node) const; ///< What may be picked now, in the active language.
    [[nodiscard]] QString label(NodeId node) const;         ///< Label of its control with outputs filled in.
    [[nodiscard]] Question question(NodeId node) const;

    /// Pages: the groups at the top of the body; loose questions between them share a page.
    [[nodiscard]] QList<Page> pages() const;
    [[nodiscard]] Element page(int index) const;
    [[nodiscard]] int pageOf(NodeId node) const;
    [[nodiscard]] Progress progress() const;

    /// Every question that is wrong or missing, in document order; empty = the form may be finished.
    [[nodiscard]] QList<Problem> validate() const;

    [[nodiscard]] QString language() const;
    /// \return NotFound for a language the form does not have
    Result<Changes> setLanguage(const QString &language);

    // At rest ------------------------------------------------------------------------------------------------------
    [[nodiscard]] Draft draft() const; ///< `prefill` is left empty.
    /// The instance as it is sent: nodes that are not relevant are left out, namespaces as the author wrote them.
    [[nodiscard]] QByteArray submission() const;
    [[nodiscard]] QList<Attachment> attachments() const; ///< Of relevant, answered upload nodes.
    /// Writes meta/timeEnd and other end-of-form preloads; call before submission() when the person finishes.
    Result<Changes> finish();

private:
    class Private;
    explicit FormSession(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace ruhu::forms
