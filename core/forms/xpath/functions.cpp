// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xpath/functions.h"

#include <QHash>
#include <QStringList>

#include <libxml/tree.h>

#include <cmath>

namespace ruhu::forms::xpath {

namespace {

/// The shelves side by side; a place in it is what the parser stores in a call.
const std::vector<Function> &table()
{
    static const std::vector<Function> all = [] {
        std::vector<Function> joined;
        for (const auto shelf : {coreFunctions(), numberFunctions(), surveyFunctions()})
            joined.insert(joined.end(), shelf.begin(), shelf.end());
        return joined;
    }();
    return all;
}

/// Characters, not UTF-16 units: a rare Chinese character of a name is one.
QList<uint> characters(const QString &text)
{
    return text.toUcs4();
}

QString fromCharacters(const QList<uint> &list, qsizetype from, qsizetype to)
{
    from = std::clamp<qsizetype>(from, 0, list.size());
    to = std::clamp<qsizetype>(to, from, list.size());
    return QString::fromUcs4(reinterpret_cast<const char32_t *>(list.constData()) + from, to - from);
}

/// The argument, or the focus node when there is none.
Value orFocus(const Call &c)
{
    return c.count() ? c.value(0) : Value(NodeSet{c.focus.node});
}

Value last(const Call &c)
{
    return double(c.focus.size);
}

Value position(const Call &c)
{
    if (c.count() == 0)
        return double(c.focus.position);
    const Value value = c.value(0);
    const auto *nodes = std::get_if<NodeSet>(&value);
    return nodes && !nodes->empty() ? double(positionOf(nodes->front())) : std::nan("");
}

Value count(const Call &c)
{
    return double(c.nodes(0).size());
}

Value localName(const Call &c)
{
    const Value value = orFocus(c);
    const auto *nodes = std::get_if<NodeSet>(&value);
    return nodes && !nodes->empty() ? QString::fromUtf8(reinterpret_cast<const char *>(nodes->front()->name))
                                    : QString();
}

Value name(const Call &c)
{
    const Value value = orFocus(c);
    const auto *nodes = std::get_if<NodeSet>(&value);
    if (!nodes || nodes->empty())
        return QString();
    const Node *node = nodes->front();
    const QString local = QString::fromUtf8(reinterpret_cast<const char *>(node->name));
    const bool prefixed = node->ns && node->ns->prefix;
    return prefixed ? QString::fromUtf8(reinterpret_cast<const char *>(node->ns->prefix)) + u':' + local : local;
}

Value namespaceUri(const Call &c)
{
    const Value value = orFocus(c);
    const auto *nodes = std::get_if<NodeSet>(&value);
    const bool has = nodes && !nodes->empty() && nodes->front()->ns;
    return has ? QString::fromUtf8(reinterpret_cast<const char *>(nodes->front()->ns->href)) : QString();
}

Value string(const Call &c)
{
    return c.evaluator.string(orFocus(c));
}

Value concat(const Call &c)
{
    return c.texts(0).join(QString());
}

Value startsWith(const Call &c)
{
    return c.string(0).startsWith(c.string(1));
}

Value endsWith(const Call &c)
{
    return c.string(0).endsWith(c.string(1));
}

Value contains(const Call &c)
{
    return c.string(0).contains(c.string(1));
}

Value substringBefore(const Call &c)
{
    const QString text = c.string(0);
    return text.left(std::max<qsizetype>(text.indexOf(c.string(1)), 0));
}

Value substringAfter(const Call &c)
{
    const QString text = c.string(0);
    const QString mark = c.string(1);
    const qsizetype at = text.indexOf(mark);
    return at < 0 ? QString() : text.mid(at + mark.size());
}

Value substring(const Call &c)
{
    const QList<uint> text = characters(c.string(0));
    const double from = std::floor(c.number(1) + 0.5);
    const double to = c.count() > 2 ? from + std::floor(c.number(2) + 0.5) : double(text.size()) + 1;
    if (std::isnan(from) || std::isnan(to))
        return QString();
    const double most = double(text.size()) + 1;
    return fromCharacters(text, qsizetype(std::clamp(from, 1.0, most)) - 1, qsizetype(std::clamp(to, 1.0, most)) - 1);
}

/// substr(text, from, to): from 0, the end is not taken; negative places count from the end.
Value substr(const Call &c)
{
    const QList<uint> text = characters(c.string(0));
    const double size = double(text.size());
    const auto place = [size](double at) { return at < 0 ? std::max(size + at, 0.0) : std::min(at, size); };
    const double from = c.number(1);
    const double to = c.count() > 2 ? c.number(2) : size;
    if (std::isnan(from) || std::isnan(to))
        return QString();
    return fromCharacters(text, qsizetype(place(from)), qsizetype(place(to)));
}

Value stringLength(const Call &c)
{
    return double(characters(c.evaluator.string(orFocus(c))).size());
}

Value normalizeSpace(const Call &c)
{
    return c.evaluator.string(orFocus(c)).simplified();
}

Value translate(const Call &c)
{
    if (c.count() < 3) // old forms write translate(label) for "the label in the active language"
        return c.string(0);
    const QList<uint> from = characters(c.string(1));
    const QList<uint> to = characters(c.string(2));
    QList<uint> out;
    for (const uint character : characters(c.string(0))) {
        const qsizetype at = from.indexOf(character);
        if (at < 0)
            out.append(character);
        else if (at < to.size())
            out.append(to.at(at));
    }
    return fromCharacters(out, 0, out.size());
}

Value boolean(const Call &c)
{
    return c.boolean(0);
}

Value negation(const Call &c)
{
    return !c.boolean(0);
}

Value yes(const Call &)
{
    return true;
}

Value no(const Call &)
{
    return false;
}

Value number(const Call &c)
{
    return c.evaluator.number(orFocus(c));
}

Value sum(const Call &c)
{
    double total = 0;
    for (const Node *node : c.nodes(0))
        total += c.evaluator.number(c.evaluator.host().text(node));
    return total;
}

constexpr Function shelf[] = {
    {QLatin1String("last"), 0, 0, last},
    {QLatin1String("position"), 0, 1, position},
    {QLatin1String("count"), 1, 1, count},
    {QLatin1String("local-name"), 0, 1, localName},
    {QLatin1String("name"), 0, 1, name},
    {QLatin1String("namespace-uri"), 0, 1, namespaceUri},
    {QLatin1String("string"), 0, 1, string},
    {QLatin1String("concat"), 0, -1, concat}, // ODK: node-sets too, so one argument has a use
    {QLatin1String("starts-with"), 2, 2, startsWith},
    {QLatin1String("ends-with"), 2, 2, endsWith},
    {QLatin1String("contains"), 2, 2, contains},
    {QLatin1String("substring-before"), 2, 2, substringBefore},
    {QLatin1String("substring-after"), 2, 2, substringAfter},
    {QLatin1String("substring"), 2, 3, substring},
    {QLatin1String("substr"), 2, 3, substr},
    {QLatin1String("string-length"), 0, 1, stringLength},
    {QLatin1String("normalize-space"), 0, 1, normalizeSpace},
    {QLatin1String("translate"), 1, 3, translate},
    {QLatin1String("boolean"), 1, 1, boolean},
    {QLatin1String("not"), 1, 1, negation},
    {QLatin1String("true"), 0, 0, yes},
    {QLatin1String("false"), 0, 0, no},
    {QLatin1String("number"), 0, 1, number},
    {QLatin1String("sum"), 1, 1, sum},
};

} // namespace

std::span<const Function> coreFunctions()
{
    return shelf;
}

QStringList Call::texts(std::size_t first) const
{
    QStringList out;
    for (std::size_t i = first; i < count(); ++i) {
        const Value argument = value(i);
        if (const auto *set = std::get_if<NodeSet>(&argument)) {
            for (const Node *node : *set) {
                if (evaluator.host().counts(node))
                    out.append(evaluator.host().text(node));
            }
        } else {
            out.append(evaluator.string(argument));
        }
    }
    return out;
}

NodeSet Call::nodes(std::size_t i) const
{
    Value argument = value(i);
    auto *set = std::get_if<NodeSet>(&argument);
    if (!set) {
        evaluator.refuse(QStringLiteral("%1() wants nodes").arg(expr.text));
        return {};
    }
    std::erase_if(*set, [this](const Node *node) { return !evaluator.host().counts(node); });
    return std::move(*set);
}

int findFunction(const QString &name)
{
    static const QHash<QString, int> places = [] {
        QHash<QString, int> all;
        for (std::size_t i = 0; i < table().size(); ++i)
            all.insert(table()[i].name, int(i));
        return all;
    }();
    return places.value(name, -1);
}

bool functionTakes(int function, int arguments)
{
    const Function &found = table()[std::size_t(function)];
    return arguments >= found.least && (found.most < 0 || arguments <= found.most);
}

Value call(const Expr &expr, Evaluator &evaluator, const Focus &focus)
{
    if (expr.function < 0 || !functionTakes(expr.function, int(expr.args.size()))) {
        evaluator.refuse(QStringLiteral("no function %1() with %2 arguments").arg(expr.text).arg(expr.args.size()));
        return QString();
    }
    return table()[std::size_t(expr.function)].run(Call{expr, evaluator, focus});
}

} // namespace ruhu::forms::xpath
