// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QList>
#include <QString>

namespace ruhu {

/// One entry of a code list: the code that records hold, and its words.
struct CodeEntry
{
    QString code;
    QString zh;
    QString en;

    friend bool operator==(const CodeEntry &, const CodeEntry &) = default;
};

/// All code lists of one version. A plain value: cheap to copy, safe to read from any thread.
///
/// The built-in ones are compiled in; a policy pack may bring newer ones, read with fromCsv().
class CodeLists
{
public:
    /// The lists that this build carries.
    [[nodiscard]] static const CodeLists &builtIn();

    /// Columns list,code,name_zh,name_en. BadFormat when one is missing, a code is empty or stands twice in its list.
    [[nodiscard]] static Result<CodeLists> fromCsv(QByteArrayView bytes);

    /// The entries in the order of the file; empty for an unknown list.
    [[nodiscard]] QList<CodeEntry> entries(QStringView list) const;
    [[nodiscard]] bool contains(QStringView list, QStringView code) const;

    /// The words for a code. An unknown code is shown as it is: it may come from a newer list.
    [[nodiscard]] QString zh(QStringView list, QStringView code) const;
    [[nodiscard]] QString en(QStringView list, QStringView code) const;

    [[nodiscard]] QStringList lists() const; ///< Names, in the order of the file.

private:
    [[nodiscard]] const CodeEntry *find(QStringView list, QStringView code) const;

    QStringList m_names;
    QHash<QString, QList<CodeEntry>> m_lists;
    QHash<QString, qsizetype> m_places; ///< "LIST/code" -> index in the list.
};

} // namespace ruhu
