// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/text/pinyin.h"

#include "core/text/width.h"

#include <QList>

#include <algorithm>
#include <iterator>

namespace ruhu::text {

namespace {

struct Entry
{
    char32_t character;
    quint32 firstIndex; ///< Its readings end where those of the next entry begin.
};
struct Surname
{
    const char16_t *characters;
    const char *reading;
};

#include "readings_table.inc"

/// Every text of `heads` followed by every one of `tails`, unless that would be too many.
QStringList extended(const QStringList &heads, const QStringList &tails)
{
    const bool all = heads.size() * tails.size() <= maxVariants;
    QStringList out;
    for (const QString &head : heads) {
        for (const QString &tail : all ? tails : tails.first(1)) {
            const QString joined = head + tail;
            if (!out.contains(joined))
                out += joined;
        }
    }
    return out;
}

QStringList initialsOf(const QStringList &readings)
{
    QStringList out;
    for (const QString &reading : readings) {
        if (!out.contains(reading.first(1)))
            out += reading.first(1);
    }
    return out;
}

} // namespace

QStringList readings(char32_t character)
{
    if (character < 0x80) {
        const QChar c = QChar(char16_t(character)).toLower();
        return c.isLetterOrNumber() ? QStringList(QString(c)) : QStringList();
    }
    const Entry *const end = std::end(entries) - 1;
    const Entry *found = std::lower_bound(std::begin(entries), end, character,
                                          [](const Entry &entry, char32_t c) { return entry.character < c; });
    QStringList out;
    if (found == end || found->character != character)
        return out;
    for (quint32 i = found->firstIndex; i < found[1].firstIndex; ++i)
        out += QString::fromLatin1(syllables[indices[i]]);
    return out;
}

SearchKeys searchKeys(QStringView name)
{
    SearchKeys keys;
    const QString form = searchForm(name);
    if (form.isEmpty())
        return keys;
    keys.full = QStringList(QString());
    keys.initials = QStringList(QString());
    qsizetype at = 0;
    for (char32_t character : form.toUcs4()) {
        const QStringList sounds = readings(character);
        if (!sounds.isEmpty()) {
            keys.full = extended(keys.full, sounds);
            keys.initials = extended(keys.initials, initialsOf(sounds));
        }
        keys.suffixes += form.sliced(at);
        at += QChar::requiresSurrogates(character) ? 2 : 1;
    }
    keys.full.removeAll(QString());
    keys.initials.removeAll(QString());
    return keys;
}

QString sortKey(QStringView name)
{
    const QString form = searchForm(name);
    QString key;
    qsizetype at = 0;
    // The longest surname that fits: two-character ones before one-character ones.
    for (qsizetype length : {2, 1}) {
        if (form.size() < length + (length == 2 ? 1 : 0) || at > 0)
            continue;
        const QStringView head = QStringView(form).first(length);
        const auto *const found = std::lower_bound(
            std::begin(surnames), std::end(surnames), head,
            [](const Surname &surname, QStringView wanted) { return QStringView(surname.characters) < wanted; });
        if (found != std::end(surnames) && QStringView(found->characters) == head) {
            key = QString::fromLatin1(found->reading) + u' ';
            at = length;
        }
    }
    for (char32_t character : form.sliced(at).toUcs4()) {
        const QStringList sounds = readings(character);
        key += (sounds.isEmpty() ? QString::fromUcs4(&character, 1) : sounds.first()) + u' ';
    }
    return key + u'\t' + form;
}

} // namespace ruhu::text
