// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/widgets/textfold.h"

namespace ruhu::widgets {

QString foldWidth(const QString &text, bool number)
{
    QString folded = text;
    for (QChar &c : folded) {
        const char16_t u = c.unicode();
        if (u >= 0xFF01 && u <= 0xFF5E) // full-width ASCII
            c = QChar(char16_t(u - 0xFEE0));
        else if (u == 0x3000) // ideographic space
            c = u' ';
        else if (number && (u == 0x3002 || u == 0x3001)) // ideographic full stop and comma
            c = u'.';
        else if (number && (u == 0x2212 || u == 0x2014))
            c = u'-';
    }
    return folded;
}

} // namespace ruhu::widgets
