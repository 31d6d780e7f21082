// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QString>
#include <QStringList>

/// Finding people by sound. A family name has readings of its own (the surname dan, chan or shan), and the worker types
/// the one that she hears: so every reading of every character is a key, and none is called wrong.
namespace ruhu::text {

/// All Mandarin readings of a character without tones, ü written v, the everyday one first: "dan", "chan", "shan".
/// ASCII letters and digits read as themselves, lower case. Empty for anything else. Thread-safe, no allocation but the
/// list.
[[nodiscard]] QStringList readings(char32_t character);

/// The keys under which a name is found; each list is without doubles. A query matches when a key starts with it.
struct SearchKeys
{
    QStringList full;     ///< "danxiongxin", "shanxiongxin": at most maxVariants.
    QStringList initials; ///< "dxx", "sxx": at most maxVariants.
    QStringList suffixes; ///< searchForm of the name from each of its characters on, the whole name first.
};

/// A long minority name with many readings would give thousands of keys; from this number on, further characters
/// contribute their everyday reading only. The first characters, the surname among them, keep all of theirs.
constexpr qsizetype maxVariants = 32;

[[nodiscard]] SearchKeys searchKeys(QStringView name);

/// A key that sorts names as people expect: by the reading of the surname as a surname, then by the everyday readings
/// of the rest, then by the characters. Compare with operator<.
[[nodiscard]] QString sortKey(QStringView name);

} // namespace ruhu::text
