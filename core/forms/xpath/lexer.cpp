// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/xpath/lexer.h"

namespace ruhu::forms::xpath {

namespace {

bool startsName(QChar c)
{
    return c.isLetter() || c == u'_' || c.isSurrogate();
}

bool continuesName(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-' || c == u'.' || c.isMark() || c.isSurrogate();
}

class Lexer
{
public:
    explicit Lexer(const QString &text)
        : m_text(text)
    {
    }

    Result<std::vector<Lexeme>> run()
    {
        for (;;) {
            while (at(0).isSpace())
                ++m_at;
            if (m_at >= m_text.size())
                break;
            if (!next())
                return fail(ErrorCode::BadFormat,
                            QStringLiteral("unexpected \"%1\" at %2").arg(m_text.mid(m_at, 12)).arg(m_at + 1));
        }
        push(Token::End, 0);
        return std::move(m_out);
    }

private:
    [[nodiscard]] QChar at(qsizetype ahead) const
    {
        return m_at + ahead < m_text.size() ? m_text.at(m_at + ahead) : QChar();
    }

    bool push(Token token, qsizetype length)
    {
        m_out.push_back({token, m_text.mid(m_at, length), 0, m_at});
        m_at += length;
        return true;
    }

    /// True when an operand ends here, so that "*" multiplies and a name is an operator.
    [[nodiscard]] bool afterOperand() const
    {
        if (m_out.empty())
            return false;
        switch (m_out.back().token) {
        case Token::At:
        case Token::ColonColon:
        case Token::LeftParen:
        case Token::LeftBracket:
        case Token::Comma:
        case Token::Operator:
        case Token::Slash:
        case Token::SlashSlash:
        case Token::Dollar: return false;
        default: return true;
        }
    }

    bool next()
    {
        const QChar c = at(0);
        switch (c.unicode()) {
        case u'(': return push(Token::LeftParen, 1);
        case u')': return push(Token::RightParen, 1);
        case u'[': return push(Token::LeftBracket, 1);
        case u']': return push(Token::RightBracket, 1);
        case u'@': return push(Token::At, 1);
        case u',': return push(Token::Comma, 1);
        case u'$': return push(Token::Dollar, 1);
        case u'/': return at(1) == u'/' ? push(Token::SlashSlash, 2) : push(Token::Slash, 1);
        case u':': return at(1) == u':' && push(Token::ColonColon, 2);
        case u'|':
        case u'+':
        case u'-':
        case u'=': return push(Token::Operator, 1);
        case u'!': return at(1) == u'=' && push(Token::Operator, 2);
        case u'<':
        case u'>': return push(Token::Operator, at(1) == u'=' ? 2 : 1);
        case u'*': return push(afterOperand() ? Token::Operator : Token::Name, 1);
        case u'"':
        case u'\'': return literal(c);
        case u'.':
            if (at(1) == u'.')
                return push(Token::DotDot, 2);
            return at(1).isDigit() ? number() : push(Token::Dot, 1);
        default: break;
        }
        if (c >= u'0' && c <= u'9')
            return number();
        return startsName(c) && name();
    }

    bool literal(QChar quote)
    {
        const qsizetype end = m_text.indexOf(quote, m_at + 1);
        if (end < 0)
            return false;
        const QString value = m_text.mid(m_at + 1, end - m_at - 1);
        push(Token::Literal, end - m_at + 1);
        m_out.back().text = value;
        return true;
    }

    bool number()
    {
        const auto digits = [this](qsizetype n) {
            while (at(n) >= u'0' && at(n) <= u'9')
                ++n;
            return n;
        };
        qsizetype n = digits(0);
        if (at(n) == u'.')
            n = digits(n + 1);
        // 7.9e-12 is not in XPath 1.0, but forms carry it; "1e" alone is a number and a name
        if (at(n) == u'e' || at(n) == u'E') {
            const qsizetype sign = at(n + 1) == u'-' || at(n + 1) == u'+' ? 1 : 0;
            if (const qsizetype end = digits(n + 1 + sign); end > n + 1 + sign)
                n = end;
        }
        const double value = m_text.mid(m_at, n).toDouble();
        push(Token::Number, n);
        m_out.back().number = value;
        return true;
    }

    bool name()
    {
        if (afterOperand()) {
            // Only four names are operators; "1and1" is legal, because a name cannot follow an operand otherwise.
            for (const QLatin1String word :
                 {QLatin1String("and"), QLatin1String("or"), QLatin1String("div"), QLatin1String("mod")}) {
                const QChar after = at(word.size());
                if (QStringView(m_text).mid(m_at).startsWith(word) && (!continuesName(after) || after.isDigit()))
                    return push(Token::Operator, word.size());
            }
            return false;
        }
        const auto part = [this](qsizetype n) {
            while (continuesName(at(n)))
                ++n;
            return n;
        };
        qsizetype n = part(1);
        if (at(n) == u':' && at(n + 1) == u'*')
            n += 2;
        else if (at(n) == u':' && startsName(at(n + 1)))
            n = part(n + 2);
        return push(Token::Name, n);
    }

    const QString &m_text;
    qsizetype m_at = 0;
    std::vector<Lexeme> m_out;
};

} // namespace

Result<std::vector<Lexeme>> lex(const QString &expression)
{
    return Lexer(expression).run();
}

} // namespace ruhu::forms::xpath
