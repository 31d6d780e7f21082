// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/forms/xpath/ast.h"
#include "core/forms/xpath/value.h"

#include <QTimeZone>

namespace ruhu::forms::xpath {

/// What an expression may ask of the form around it. The defaults are those of a bare document.
class Host
{
public:
    virtual ~Host() = default;

    /// The document node that absolute paths start from.
    [[nodiscard]] virtual Node *document() const = 0;
    /// Document node of the instance with that id (so that instance('x')/root/item reads); null when there is none.
    [[nodiscard]] virtual Node *instance(const QString &id) const;
    /// String-value of a node: what a person answered, '' while it is not relevant.
    [[nodiscard]] virtual QString text(const Node *node) const;
    /// The same even while it is not relevant: for once().
    [[nodiscard]] virtual QString keptText(const Node *node) const;
    /// False for a node that is not relevant: it reads as blank, and functions over many nodes (sum, count) skip it.
    [[nodiscard]] virtual bool counts(const Node *node) const;
    /// Children of `parent` that match `item` and whose `column` reads `key`, from an index; null = look one by one.
    [[nodiscard]] virtual const NodeSet *lookUp(Node *parent, const NodeTest &item, const NodeTest &column,
                                                bool attribute, const QString &key) const;
    /// Label of the choice `value` of the question at `path`, as seen from `from`.
    [[nodiscard]] virtual QString choiceName(const QString &value, const QString &path, Node *from) const;
    /// Text of an itext id in the active language.
    [[nodiscard]] virtual QString itext(const QString &id) const;
    [[nodiscard]] virtual QString property(const QString &name) const;

    const Clock *clock = nullptr;
    Rng *rng = nullptr;
    QTimeZone zone = QTimeZone::utc();
};

struct Focus
{
    Node *node = nullptr;
    qsizetype position = 1;
    qsizetype size = 1;
};

/// Evaluates parsed expressions for one node. Cheap to make; not reusable after an error.
class Evaluator
{
public:
    Evaluator(const Host &host, Node *current)
        : m_host(host)
        , m_current(current)
    {
    }

    Value eval(const Expr &expr) { return eval(expr, Focus{m_current, 1, 1}); }
    Value eval(const Expr &expr, const Focus &focus);

    /// Empty, or why the value is worthless.
    [[nodiscard]] const QString &error() const { return m_error; }
    void refuse(const QString &why);

    [[nodiscard]] bool boolean(const Value &value) const;
    [[nodiscard]] double number(const Value &value) const;
    [[nodiscard]] QString string(const Value &value) const;
    /// NaN for blank; a date counts as its day.
    [[nodiscard]] double number(const QString &text) const;
    [[nodiscard]] bool equal(const Value &a, const Value &b) const;

    [[nodiscard]] const Host &host() const { return m_host; }
    [[nodiscard]] Node *current() const { return m_current; }

private:
    Value chain(const Expr &expr, const Focus &focus);
    Value path(const Expr &expr, const Focus &focus);
    void step(const Step &step, NodeSet &nodes, bool &disjoint);
    void filter(const std::vector<ExprPtr> &predicates, NodeSet &nodes);
    bool indexed(const Step &step, Node *parent, NodeSet &out);
    [[nodiscard]] bool compare(Op op, const Value &a, const Value &b) const;
    [[nodiscard]] Node *anchor(int depth) const;

    const Host &m_host;
    Node *m_current;
    QString m_error;
};

/// Position of an element among its siblings of the same name, from 1.
qsizetype positionOf(const Node *node);

/// Does a name test fit? For code that walks paths without evaluating.
bool matches(const NodeTest &test, const Node *node, bool attributeAxis);

} // namespace ruhu::forms::xpath
