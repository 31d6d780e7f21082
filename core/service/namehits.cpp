// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/namehits.h"

#include "core/text/pinyin.h"
#include "core/text/width.h"

#include <QStringList>

namespace ruhu::service {

namespace {

/// Code points of the name with their place in UTF-16 units.
struct Letter
{
    char32_t code = 0;
    int start = 0;
    int length = 1;
};

QList<Letter> lettersOf(const QString &name)
{
    QList<Letter> letters;
    int at = 0;
    for (const uint code : name.toUcs4()) {
        const int length = QChar::requiresSurrogates(code) ? 2 : 1;
        letters.append({char32_t(code), at, length});
        at += length;
    }
    return letters;
}

/// How many letters from `from` on are used up by `typed`; 0 when it does not match.
qsizetype matched(const QList<Letter> &letters, qsizetype from, QStringView typed)
{
    if (from >= letters.size())
        return 0;
    for (const QString &reading : text::readings(letters[from].code)) {
        if (reading.startsWith(typed))
            return 1;
        if (typed.startsWith(reading)) {
            if (const qsizetype rest = matched(letters, from + 1, typed.sliced(reading.size())); rest > 0)
                return rest + 1;
        }
        if (typed.front() == reading.front()) {
            if (const qsizetype rest = matched(letters, from + 1, typed.sliced(1)); rest > 0)
                return rest + 1;
        }
    }
    return 0;
}

} // namespace

QList<Span> nameHits(const QString &name, const QString &query)
{
    constexpr qsizetype longestWord = 32; // no name is read in more letters; keeps the search small
    QList<Span> hits;
    const QList<Letter> letters = lettersOf(name);
    const QStringList words = text::foldedWidth(query).toLower().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words) {
        if (word.size() > longestWord)
            continue;
        if (const qsizetype at = name.indexOf(word, 0, Qt::CaseInsensitive); at >= 0) {
            hits.append({int(at), int(word.size())});
            continue;
        }
        for (qsizetype from = 0; from < letters.size(); ++from) {
            const qsizetype count = matched(letters, from, word);
            if (count == 0)
                continue;
            const Letter &last = letters[from + count - 1];
            hits.append({letters[from].start, last.start + last.length - letters[from].start});
            break;
        }
    }
    return hits;
}

} // namespace ruhu::service
