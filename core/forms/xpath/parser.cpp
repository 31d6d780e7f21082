// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xpath/parser.h"

#include "core/base/limits.h"
#include "core/forms/xpath/functions.h"
#include "core/forms/xpath/lexer.h"

#include <array>

namespace ruhu::forms::xpath {

namespace {

struct OperatorName
{
    QLatin1String text;
    Op op;
    int level;
};

constexpr std::array operatorNames = {
    OperatorName{QLatin1String("or"), Op::Or, 0},   OperatorName{QLatin1String("and"), Op::And, 1},
    OperatorName{QLatin1String("="), Op::Eq, 2},    OperatorName{QLatin1String("!="), Op::Ne, 2},
    OperatorName{QLatin1String("<"), Op::Lt, 3},    OperatorName{QLatin1String("<="), Op::Le, 3},
    OperatorName{QLatin1String(">"), Op::Gt, 3},    OperatorName{QLatin1String(">="), Op::Ge, 3},
    OperatorName{QLatin1String("+"), Op::Add, 4},   OperatorName{QLatin1String("-"), Op::Sub, 4},
    OperatorName{QLatin1String("*"), Op::Mul, 5},   OperatorName{QLatin1String("div"), Op::Div, 5},
    OperatorName{QLatin1String("mod"), Op::Mod, 5}, OperatorName{QLatin1String("|"), Op::Union, 7},
};
constexpr int unaryLevel = 6;
constexpr int pathLevel = 8;

struct AxisName
{
    QLatin1String text;
    Axis axis;
};

constexpr std::array axisNames = {
    AxisName{QLatin1String("child"), Axis::Child},
    AxisName{QLatin1String("parent"), Axis::Parent},
    AxisName{QLatin1String("self"), Axis::Self},
    AxisName{QLatin1String("descendant"), Axis::Descendant},
    AxisName{QLatin1String("descendant-or-self"), Axis::DescendantOrSelf},
    AxisName{QLatin1String("ancestor"), Axis::Ancestor},
    AxisName{QLatin1String("ancestor-or-self"), Axis::AncestorOrSelf},
    AxisName{QLatin1String("following-sibling"), Axis::FollowingSibling},
    AxisName{QLatin1String("preceding-sibling"), Axis::PrecedingSibling},
    AxisName{QLatin1String("following"), Axis::Following},
    AxisName{QLatin1String("preceding"), Axis::Preceding},
    AxisName{QLatin1String("attribute"), Axis::Attribute},
};

ExprPtr make(Expr::Kind kind)
{
    auto expr = std::make_unique<Expr>();
    expr->kind = kind;
    return expr;
}

/// Recursive descent. Returns null once an error is set; every level of brackets costs one of limits::expressionDepth.
class Parser
{
public:
    explicit Parser(std::vector<Lexeme> lexemes)
        : m_in(std::move(lexemes))
    {
    }

    Result<ExprPtr> run()
    {
        ExprPtr expr = chain(0);
        if (expr && now().token != Token::End)
            refuse(QStringLiteral("unexpected \"%1\"").arg(now().text));
        if (m_error)
            return tl::make_unexpected(*m_error);
        noteFocus(*expr);
        return expr;
    }

private:
    /// Fills in usesFocus and usesPosition from the leaves up. Predicates have a focus of their own.
    static void noteFocus(Expr &expr)
    {
        for (const ExprPtr &argument : expr.args) {
            noteFocus(*argument);
            expr.usesFocus = expr.usesFocus || argument->usesFocus;
            expr.usesPosition = expr.usesPosition || argument->usesPosition;
        }
        if (expr.kind == Expr::Kind::Call && expr.args.empty()) {
            expr.usesPosition = expr.text == u"position" || expr.text == u"last";
            expr.usesFocus = expr.usesPosition || callReadsFocus(expr.text);
        }
        if (expr.kind == Expr::Kind::Path)
            expr.usesFocus = expr.start == Expr::Start::Context;
        if (expr.base) {
            noteFocus(*expr.base);
            expr.usesFocus = expr.base->usesFocus;
            expr.usesPosition = expr.base->usesPosition;
        }
        for (const ExprPtr &predicate : expr.basePredicates)
            noteFocus(*predicate);
        for (const Step &step : expr.steps) {
            for (const ExprPtr &predicate : step.predicates)
                noteFocus(*predicate);
        }
    }

    static bool callReadsFocus(const QString &name)
    {
        return name == u"string" || name == u"number" || name == u"name" || name == u"local-name" ||
               name == u"namespace-uri" || name == u"string-length" || name == u"normalize-space";
    }

    [[nodiscard]] const Lexeme &now() const { return m_in[m_at]; }
    [[nodiscard]] const Lexeme &ahead() const { return m_in[std::min(m_at + 1, m_in.size() - 1)]; }

    ExprPtr refuse(const QString &what, ErrorCode code = ErrorCode::BadFormat)
    {
        if (!m_error)
            m_error = Error{code, QStringLiteral("%1 at %2").arg(what).arg(now().at + 1)};
        return nullptr;
    }

    bool take(Token token)
    {
        if (now().token != token)
            return false;
        ++m_at;
        return true;
    }

    bool expect(Token token, QLatin1String what)
    {
        if (take(token))
            return true;
        refuse(QStringLiteral("\"%1\" expected").arg(what));
        return false;
    }

    ExprPtr nested()
    {
        if (++m_depth > limits::expressionDepth)
            return refuse(QStringLiteral("nested too deeply"), ErrorCode::TooLarge);
        ExprPtr expr = chain(0);
        --m_depth;
        return expr;
    }

    [[nodiscard]] const OperatorName *operatorAt(int level) const
    {
        if (now().token != Token::Operator)
            return nullptr;
        for (const OperatorName &name : operatorNames) {
            if (name.level == level && now().text == name.text)
                return &name;
        }
        return nullptr;
    }

    ExprPtr chain(int level)
    {
        if (level == unaryLevel)
            return unary();
        if (level == pathLevel)
            return path();
        ExprPtr first = chain(level + 1);
        if (!first || !operatorAt(level))
            return first;
        ExprPtr expr = make(Expr::Kind::Chain);
        expr->args.push_back(std::move(first));
        while (const OperatorName *name = operatorAt(level)) {
            ++m_at;
            ExprPtr operand = chain(level + 1);
            if (!operand)
                return nullptr;
            expr->ops.push_back(name->op);
            expr->args.push_back(std::move(operand));
        }
        return expr;
    }

    ExprPtr unary()
    {
        bool signs = false;
        bool negative = false;
        while (now().token == Token::Operator && now().text == u"-") {
            signs = true;
            negative = !negative;
            ++m_at;
        }
        ExprPtr operand = chain(unaryLevel + 1);
        if (!operand || !signs)
            return operand;
        ExprPtr expr = make(Expr::Kind::Negate); // also for "--x", which is a number too
        expr->number = negative ? -1 : 1;
        expr->args.push_back(std::move(operand));
        return expr;
    }

    /// A name that is a node type, not a function: comment() text() node() processing-instruction().
    [[nodiscard]] bool nodeTypeAhead() const
    {
        return ahead().token == Token::LeftParen &&
               (now().text == u"node" || now().text == u"text" || now().text == u"comment" ||
                now().text == u"processing-instruction");
    }

    ExprPtr path()
    {
        ExprPtr expr = make(Expr::Kind::Path);
        switch (now().token) {
        case Token::Slash:
            ++m_at;
            expr->start = Expr::Start::Root;
            return stepAhead() ? relative(std::move(expr)) : std::move(expr);
        case Token::SlashSlash:
            ++m_at;
            expr->start = Expr::Start::Root;
            expr->steps.push_back(descendants());
            return relative(std::move(expr));
        case Token::Literal:
        case Token::Number:
        case Token::LeftParen:
        case Token::Dollar: return filter();
        case Token::Name:
            if (ahead().token == Token::LeftParen && !nodeTypeAhead())
                return filter();
            return relative(std::move(expr));
        default: return relative(std::move(expr));
        }
    }

    static Step descendants()
    {
        Step step;
        step.axis = Axis::DescendantOrSelf;
        step.test.kind = NodeTest::Kind::AnyNode;
        return step;
    }

    [[nodiscard]] bool stepAhead() const
    {
        const Token token = now().token;
        return token == Token::Name || token == Token::At || token == Token::Dot || token == Token::DotDot;
    }

    ExprPtr filter()
    {
        ExprPtr expr = primary();
        if (!expr)
            return nullptr;
        const bool more =
            now().token == Token::LeftBracket || now().token == Token::Slash || now().token == Token::SlashSlash;
        if (!more)
            return expr;
        ExprPtr whole = make(Expr::Kind::Path);
        whole->start = Expr::Start::Expression;
        whole->base = std::move(expr);
        if (!predicates(whole->basePredicates))
            return nullptr;
        if (take(Token::Slash))
            return relative(std::move(whole));
        if (take(Token::SlashSlash)) {
            whole->steps.push_back(descendants());
            return relative(std::move(whole));
        }
        return whole;
    }

    ExprPtr primary()
    {
        if (now().token == Token::Literal) {
            ExprPtr expr = make(Expr::Kind::Literal);
            expr->text = m_in[m_at++].text;
            return expr;
        }
        if (now().token == Token::Number) {
            ExprPtr expr = make(Expr::Kind::Number);
            expr->number = m_in[m_at++].number;
            return expr;
        }
        if (take(Token::LeftParen)) {
            ExprPtr expr = nested();
            return expr && expect(Token::RightParen, QLatin1String(")")) ? std::move(expr) : nullptr;
        }
        if (now().token == Token::Name)
            return call();
        return refuse(QStringLiteral("variables do not exist in forms:"));
    }

    ExprPtr call()
    {
        ExprPtr expr = make(Expr::Kind::Call);
        expr->text = m_in[m_at].text;
        m_at += 2; // name and "("
        while (now().token != Token::RightParen) {
            if (!expr->args.empty() && !expect(Token::Comma, QLatin1String(",")))
                return nullptr;
            ExprPtr argument = nested();
            if (!argument)
                return nullptr;
            expr->args.push_back(std::move(argument));
        }
        ++m_at;
        expr->function = findFunction(expr->text);
        return expr;
    }

    bool predicates(std::vector<ExprPtr> &out)
    {
        while (take(Token::LeftBracket)) {
            ExprPtr predicate = nested();
            if (!predicate || !expect(Token::RightBracket, QLatin1String("]")))
                return false;
            out.push_back(std::move(predicate));
        }
        return true;
    }

    ExprPtr relative(ExprPtr expr)
    {
        for (;;) {
            Step one;
            if (!step(one))
                return nullptr;
            expr->steps.push_back(std::move(one));
            if (take(Token::SlashSlash))
                expr->steps.push_back(descendants());
            else if (!take(Token::Slash))
                return expr;
        }
    }

    bool step(Step &out)
    {
        if (take(Token::Dot) || take(Token::DotDot)) {
            out.axis = m_in[m_at - 1].token == Token::Dot ? Axis::Self : Axis::Parent;
            out.test.kind = NodeTest::Kind::AnyNode;
            return predicates(out.predicates); // "..[x]" is not XPath 1.0, but harmless and met in forms
        }
        if (take(Token::At)) {
            out.axis = Axis::Attribute;
        } else if (now().token == Token::Name && ahead().token == Token::ColonColon) {
            const auto *found = std::find_if(axisNames.begin(), axisNames.end(),
                                             [this](const AxisName &name) { return now().text == name.text; });
            if (found == axisNames.end()) {
                refuse(QStringLiteral("no axis \"%1\"").arg(now().text));
                return false;
            }
            out.axis = found->axis;
            m_at += 2;
        }
        return nodeTest(out.test) && predicates(out.predicates);
    }

    bool nodeTest(NodeTest &out)
    {
        if (now().token != Token::Name) {
            refuse(now().token == Token::End ? QStringLiteral("the expression ends too early")
                                             : QStringLiteral("unexpected \"%1\"").arg(now().text));
            return false;
        }
        const QString name = now().text;
        if (nodeTypeAhead()) {
            m_at += 2;
            if (now().token == Token::Literal)
                ++m_at;
            out.kind = name == u"node"      ? NodeTest::Kind::AnyNode
                       : name == u"text"    ? NodeTest::Kind::Text
                       : name == u"comment" ? NodeTest::Kind::Comment
                                            : NodeTest::Kind::Nothing;
            return expect(Token::RightParen, QLatin1String(")"));
        }
        ++m_at;
        const qsizetype colon = name.indexOf(u':');
        out.prefix = name.left(std::max<qsizetype>(colon, 0)).toUtf8();
        out.name = name.mid(colon + 1).toUtf8();
        out.kind = out.name == "*" ? NodeTest::Kind::AnyName : NodeTest::Kind::Name;
        return true;
    }

    std::vector<Lexeme> m_in;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::optional<Error> m_error;
};

QString firstUnknownOf(const std::vector<ExprPtr> &list)
{
    for (const ExprPtr &one : list) {
        if (QString found = firstUnknown(*one); !found.isEmpty())
            return found;
    }
    return {};
}

} // namespace

Result<ExprPtr> parse(const QString &expression)
{
    if (expression.size() > limits::expressionLength)
        return fail(ErrorCode::TooLarge, QStringLiteral("expression of %1 characters").arg(expression.size()));
    auto lexemes = lex(expression);
    if (!lexemes)
        return passOn(lexemes);
    return Parser(std::move(*lexemes)).run();
}

QString firstUnknown(const Expr &expr)
{
    if (expr.kind == Expr::Kind::Call) {
        if (expr.function < 0)
            return QStringLiteral("no function %1()").arg(expr.text);
        if (!functionTakes(expr.function, int(expr.args.size())))
            return QStringLiteral("%1() does not take %2 arguments").arg(expr.text).arg(expr.args.size());
    }
    if (QString found = firstUnknownOf(expr.args); !found.isEmpty())
        return found;
    if (expr.base) {
        if (QString found = firstUnknown(*expr.base); !found.isEmpty())
            return found;
    }
    if (QString found = firstUnknownOf(expr.basePredicates); !found.isEmpty())
        return found;
    for (const Step &step : expr.steps) {
        if (QString found = firstUnknownOf(step.predicates); !found.isEmpty())
            return found;
    }
    return {};
}

} // namespace ruhu::forms::xpath
