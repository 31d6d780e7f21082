// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/text/width.h"

namespace ruhu::text {

namespace {

/// Middle dot and the characters that people type for it.
bool isNameDot(QChar c)
{
    switch (c.unicode()) {
    case 0x00B7: // middle dot, the one of the standard
    case 0x2022: // bullet
    case 0x2027: // hyphenation point
    case 0x2219: // bullet operator
    case 0x22C5: // dot operator
    case 0x30FB: // katakana middle dot
    case 0xFF65: // half-width katakana middle dot
    case 0xFF0E: // full-width full stop
    case u'.': return true;
    default: return false;
    }
}

} // namespace

QString foldedWidth(QStringView text)
{
    QString out = text.toString();
    for (QChar &c : out) {
        const char16_t code = c.unicode();
        if (code >= 0xFF01 && code <= 0xFF5E)
            c = QChar(char16_t(code - 0xFEE0));
        else if (code == 0x3000)
            c = u' ';
    }
    return out;
}

QString searchForm(QStringView text)
{
    QString out = foldedWidth(text).toLower();
    out.removeIf([](QChar c) { return c.isSpace() || isNameDot(c); });
    return out;
}

} // namespace ruhu::text
