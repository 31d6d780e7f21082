// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/compile.h"

#include "core/forms/reads.h"
#include "core/forms/xpath/parser.h"

#include <queue>

namespace ruhu::forms::detail {

using xpath::Expr;
using xpath::ExprPtr;

namespace {

bool plainName(const xpath::Step &step)
{
    return step.axis == xpath::Axis::Child && step.test.kind == xpath::NodeTest::Kind::Name && step.predicates.empty();
}

xpath::Step childStep(const QByteArray &prefix, const QByteArray &uri, const QByteArray &name)
{
    xpath::Step step;
    step.test.kind = xpath::NodeTest::Kind::Name;
    step.test.prefix = prefix;
    step.test.uri = uri;
    step.test.name = name;
    return step;
}

ExprPtr make(Expr::Kind kind)
{
    auto expr = std::make_unique<Expr>();
    expr->kind = kind;
    return expr;
}

/// Inside a predicate that we put there ourselves, what was relative to the context stays relative to it.
void pinToCurrent(Expr &expr)
{
    if (expr.kind == Expr::Kind::Path && expr.start == Expr::Start::Context)
        expr.start = Expr::Start::Current;
    for (const ExprPtr &argument : expr.args)
        pinToCurrent(*argument);
    if (expr.base)
        pinToCurrent(*expr.base);
}

} // namespace

Result<xpath::ExprPtr> Compiler::plain(const QString &source, int schema, const QString &place)
{
    auto ast = xpath::parse(source);
    if (!ast)
        return fail(ast.error().code, QStringLiteral("%1: %2").arg(place, ast.error().detail));
    if (const QString unknown = xpath::firstUnknown(**ast); !unknown.isEmpty())
        return fail(ErrorCode::BadFormat, QStringLiteral("%1: %2").arg(place, unknown));
    if (auto done = visit(*ast, schema); !done)
        return fail(done.error().code, QStringLiteral("%1: %2").arg(place, done.error().detail));
    return ast;
}

Result<int> Compiler::add(const QString &source, int schema, Role role, const QString &place, int owner)
{
    auto ast = plain(source, schema, place);
    if (!ast)
        return passOn(ast);
    Expression expression;
    expression.source = source;
    expression.schema = schema;
    expression.role = role;
    expression.owner = owner;
    ReadsFinder finder(m_model, schema);
    finder.note(finder.follow(**ast, finder.start()));
    expression.reads = finder.take();
    expression.ast = std::move(*ast);
    m_model.expressions.push_back(std::move(expression));
    return int(m_model.expressions.size()) - 1;
}

void Compiler::readOnResult(int index, const xpath::Expr &relative)
{
    Expression &expression = m_model.expressions[std::size_t(index)];
    ReadsFinder finder(m_model, expression.schema);
    const auto nodes = finder.follow(*expression.ast, finder.start());
    finder.note(finder.follow(relative, nodes));
    for (const Dependency &read : finder.take())
        expression.reads.push_back(read);
}

int Compiler::resolve(const QString &source, int context)
{
    auto ast = xpath::parse(source);
    if (!ast || (*ast)->kind != Expr::Kind::Path || !visit(*ast, context))
        return -1;
    ReadsFinder finder(m_model, context);
    const auto places = finder.follow(**ast, finder.start());
    return places.size() == 1 && !places.front().foreign ? places.front().schema : -1;
}

Result<void> Compiler::visit(ExprPtr &expr, int schema)
{
    for (ExprPtr &argument : expr->args) {
        if (auto done = visit(argument, schema); !done)
            return done;
    }
    if (expr->kind == Expr::Kind::Call) {
        if (auto done = rewriteCall(expr, schema); !done)
            return done;
    }
    return rewrite(*expr, schema);
}

Result<void> Compiler::rewrite(Expr &expr, int schema)
{
    if (expr.base) {
        if (auto done = visit(expr.base, schema); !done)
            return done;
    }
    for (ExprPtr &predicate : expr.basePredicates) {
        if (auto done = visit(predicate, schema); !done)
            return done;
    }
    for (xpath::Step &step : expr.steps) {
        if (auto done = bindPrefix(step.test); !done)
            return done;
        for (ExprPtr &predicate : step.predicates) {
            if (auto done = visit(predicate, schema); !done)
                return done;
        }
    }
    if (expr.kind == Expr::Kind::Path && expr.start == Expr::Start::Root)
        contextualise(expr, schema);
    return {};
}

Result<void> Compiler::bindPrefix(xpath::NodeTest &test) const
{
    if (test.prefix.isEmpty() || !test.uri.isEmpty())
        return {};
    const xmlNs *ns = xmlSearchNs(m_scope->doc, const_cast<xmlNode *>(m_scope),
                                  reinterpret_cast<const xmlChar *>(test.prefix.constData()));
    if (!ns) {
        // Declared on the instance only: names there still match by prefix.
        for (const SchemaNode &node : m_model.schema) {
            if (node.prefix == test.prefix)
                return {};
        }
        return fail(ErrorCode::BadFormat,
                    QStringLiteral("no namespace for prefix \"%1\"").arg(QString::fromUtf8(test.prefix)));
    }
    test.uri = reinterpret_cast<const char *>(ns->href);
    return {};
}

void Compiler::contextualise(Expr &path, int schema) const
{
    // Walk down the schema along the path as long as it names ancestors of the context without predicates.
    int at = -1;
    int depth = 0;
    int shared = 0;
    for (const xpath::Step &step : path.steps) {
        if (!plainName(step))
            break;
        int next = -1;
        const auto named = [&](int candidate) {
            const SchemaNode &node = m_model.schema[std::size_t(candidate)];
            return !node.attribute && node.local == step.test.name &&
                   (step.test.uri.isEmpty() ? node.prefix == step.test.prefix : node.uri == step.test.uri);
        };
        if (at < 0) {
            next = !m_model.schema.empty() && named(0) ? 0 : -1;
        } else {
            for (const int child : m_model.schema[std::size_t(at)].children) {
                if (named(child))
                    next = child;
            }
        }
        if (next < 0 || !m_model.isAncestorOrSelf(next, schema))
            break;
        at = next;
        ++depth;
        if (m_model.schema[std::size_t(at)].repeat && depth < int(path.steps.size()))
            shared = depth;
    }
    if (shared == 0)
        return;
    path.start = Expr::Start::Anchor;
    path.anchorDepth = shared;
    path.steps.erase(path.steps.begin(), path.steps.begin() + shared);
}

Result<void> Compiler::rewriteCall(ExprPtr &expr, int schema)
{
    if (expr->text == u"instance" && expr->args.front()->kind == Expr::Kind::Literal) {
        const QString id = expr->args.front()->text;
        if (id != m_model.primaryId && !m_model.secondary.contains(id))
            return fail(ErrorCode::BadFormat, QStringLiteral("no instance \"%1\"").arg(id));
    }
    if (expr->text == u"pulldata") {
        // pulldata('list', 'column', 'key column', key) = instance('list')/root/item[key column = key]/column
        for (std::size_t i = 0; i < 3; ++i) {
            if (expr->args[i]->kind != Expr::Kind::Literal)
                return fail(ErrorCode::Unsupported, QStringLiteral("pulldata() with computed names"));
        }
        if (!m_model.secondary.contains(expr->args[0]->text))
            return fail(ErrorCode::BadFormat, QStringLiteral("no instance \"%1\"").arg(expr->args[0]->text));
        auto path = xpath::parse(QStringLiteral("instance('x')/root/item[column = key]/result"));
        if (!path)
            return passOn(path);
        (*path)->base->args.front()->text = expr->args[0]->text;
        (*path)->steps[0].test.kind = xpath::NodeTest::Kind::AnyName;
        const auto column = [](xpath::Step &step, const QString &name) {
            const bool attribute = name.startsWith(u'@');
            step.axis = attribute ? xpath::Axis::Attribute : xpath::Axis::Child;
            step.test.name = name.mid(attribute ? 1 : 0).toUtf8();
        };
        column((*path)->steps[2], expr->args[1]->text);
        Expr &equality = *(*path)->steps[1].predicates.front();
        column(equality.args[0]->steps[0], expr->args[2]->text);
        pinToCurrent(*expr->args[3]);
        expr->args[3]->usesFocus = false;
        equality.args[1] = std::move(expr->args[3]);
        expr = std::move(*path);
        return {};
    }
    if (expr->text != u"indexed-repeat")
        return {};
    // indexed-repeat(/a/rep/x, /a/rep, i, …) = /a/rep[position() = i]/x
    std::vector<int> places;
    for (std::size_t i = 0; i < expr->args.size(); i += i == 0 ? 1 : 2) {
        ReadsFinder finder(m_model, schema);
        const auto found = finder.follow(*expr->args[i], finder.start());
        if (found.size() != 1 || found.front().schema < 0)
            return fail(ErrorCode::BadFormat, QStringLiteral("indexed-repeat(): argument %1 names no node").arg(i + 1));
        places.push_back(found.front().schema);
    }
    ExprPtr path = make(Expr::Kind::Path);
    path->start = Expr::Start::Root;
    for (int at = places.front(); at >= 0; at = m_model.schema[std::size_t(at)].parent) {
        const SchemaNode &node = m_model.schema[std::size_t(at)];
        xpath::Step step = childStep(node.prefix, node.uri, node.local);
        if (node.prefix.isEmpty())
            step.test.uri.clear();
        for (std::size_t i = 1; i < places.size(); ++i) {
            if (places[i] != at)
                continue;
            ExprPtr equality = make(Expr::Kind::Chain);
            equality->ops.push_back(xpath::Op::Eq);
            auto position = xpath::parse(QStringLiteral("position()"));
            auto index = xpath::parse(QStringLiteral("number(0)"));
            if (!position || !index)
                return fail(ErrorCode::Internal);
            pinToCurrent(*expr->args[2 * i]);
            (*index)->args[0] = std::move(expr->args[2 * i]);
            equality->args.push_back(std::move(*position));
            equality->args.push_back(std::move(*index));
            equality->usesFocus = equality->usesPosition = true;
            step.predicates.push_back(std::move(equality));
            break;
        }
        path->steps.insert(path->steps.begin(), std::move(step));
    }
    expr = std::move(path);
    return {};
}

namespace {

bool writes(Role role)
{
    return role == Role::Calculate || role == Role::Relevant;
}

/// Expressions that decide what reading `read.schema` from `reader` gives.
std::vector<int> writersOf(const Model &model, const Expression &reader, const Dependency &read)
{
    std::vector<int> out;
    const auto bindOf = [&](int schema) -> const Bind * {
        const int bind = model.schema[std::size_t(schema)].bind;
        return bind < 0 ? nullptr : &model.binds[std::size_t(bind)];
    };
    if (const Bind *bind = bindOf(read.schema); bind && bind->calculate >= 0)
        out.push_back(bind->calculate);
    for (int at = read.schema; at >= 0; at = model.schema[std::size_t(at)].parent) {
        // What both lie in makes no difference: where it is not relevant, neither is the reader.
        if (at != reader.schema && model.isAncestorOrSelf(at, reader.schema))
            break;
        if (const Bind *bind = bindOf(at); bind && bind->relevant >= 0)
            out.push_back(bind->relevant);
    }
    return out;
}

QString cycleText(const Model &model, const std::vector<std::vector<int>> &after, const std::vector<int> &blocked)
{
    // Every expression that was left over waits for another one that was left over: walk until one repeats.
    std::vector<int> seen(model.expressions.size(), -1);
    std::vector<int> trail;
    std::vector<std::vector<int>> before(model.expressions.size());
    for (std::size_t from = 0; from < after.size(); ++from) {
        for (const int to : after[from]) {
            if (blocked[from] > 0 && blocked[std::size_t(to)] > 0)
                before[std::size_t(to)].push_back(int(from));
        }
    }
    int at = -1;
    for (std::size_t i = 0; i < blocked.size() && at < 0; ++i) {
        if (blocked[i] > 0)
            at = int(i);
    }
    while (at >= 0 && seen[std::size_t(at)] < 0) {
        seen[std::size_t(at)] = int(trail.size());
        trail.push_back(at);
        at = before[std::size_t(at)].empty() ? -1 : before[std::size_t(at)].front();
    }
    QStringList names;
    for (std::size_t i = at < 0 ? 0 : std::size_t(seen[std::size_t(at)]); i < trail.size(); ++i)
        names.prepend(model.schema[std::size_t(model.expressions[std::size_t(trail[i])].schema)].path);
    if (!names.isEmpty())
        names.append(names.first());
    return names.join(QStringLiteral(" → "));
}

} // namespace

Result<void> rankExpressions(Model &model)
{
    const std::size_t count = model.expressions.size();
    std::vector<std::vector<int>> after(count); // writer -> readers
    std::vector<int> waiting(count, 0);
    model.readers.resize(model.schema.size());
    model.onStructure.resize(model.schema.size());
    for (std::size_t i = 0; i < count; ++i) {
        const Expression &expression = model.expressions[i];
        if (expression.role == Role::Action)
            continue; // runs when its event comes
        for (const Dependency &read : expression.reads) {
            auto &list = (read.structure ? model.onStructure : model.readers)[std::size_t(read.schema)];
            list.push_back({int(i), read.anchor});
            if (read.structure || read.otherInstance)
                continue;
            for (const int writer : writersOf(model, expression, read)) {
                const bool harmless = !writes(expression.role) && writer == int(i);
                if (!harmless) {
                    after[std::size_t(writer)].push_back(int(i));
                    ++waiting[i];
                }
            }
        }
    }
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (std::size_t i = 0; i < count; ++i) {
        if (waiting[i] == 0)
            ready.push(int(i));
    }
    while (!ready.empty()) {
        const int next = ready.top();
        ready.pop();
        model.expressions[std::size_t(next)].rank = int(model.order.size());
        model.order.push_back(next);
        for (const int reader : after[std::size_t(next)]) {
            if (--waiting[std::size_t(reader)] == 0)
                ready.push(reader);
        }
    }
    if (model.order.size() != count)
        return fail(ErrorCode::BadFormat, QStringLiteral("cycle: %1").arg(cycleText(model, after, waiting)));
    for (const int index : model.order) {
        const Expression &expression = model.expressions[std::size_t(index)];
        if (expression.role != Role::Action && expression.schema >= 0)
            model.schema[std::size_t(expression.schema)].expressions.push_back(index);
    }
    return {};
}

} // namespace ruhu::forms::detail
