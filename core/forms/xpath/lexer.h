// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <vector>

namespace ruhu::forms::xpath {

enum class Token {
    End,
    LeftParen,
    RightParen,
    LeftBracket,
    RightBracket,
    Dot,
    DotDot,
    At,
    Comma,
    ColonColon,
    Slash,
    SlashSlash,
    Operator, ///< text: or and = != < <= > >= + - * div mod |
    Literal,
    Number,
    Name, ///< Name: QName, "*" or "prefix:*"
    Dollar,
};

struct Lexeme
{
    Token token = Token::End;
    QString text;
    double number = 0;
    qsizetype at = 0; ///< Place in the expression, for messages.
};

/// Splits an expression by the rules of XPath 1.0, 3.7 (a name after an operand is an operator). The last one is End.
/// \return BadFormat for a character that starts nothing, or an open literal
Result<std::vector<Lexeme>> lex(const QString &expression);

} // namespace ruhu::forms::xpath
