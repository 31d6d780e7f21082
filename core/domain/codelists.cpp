// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/codelists.h"

#include "core/domain/csv.h"

#include <QFile>

// Resources of a static library must be asked for by name, outside of any namespace.
static void initCodeListResource()
{
    Q_INIT_RESOURCE(codelists);
}

namespace ruhu {

const CodeLists &CodeLists::builtIn()
{
    static const CodeLists lists = [] {
        initCodeListResource();
        QFile file(QStringLiteral(":/ruhu/codelists.csv"));
        const bool open = file.open(QIODevice::ReadOnly);
        Result<CodeLists> read = open ? fromCsv(file.readAll()) : fail(ErrorCode::Internal);
        Q_ASSERT(read.has_value());
        return read ? std::move(*read) : CodeLists();
    }();
    return lists;
}

Result<CodeLists> CodeLists::fromCsv(QByteArrayView bytes)
{
    const Result<CsvTable> table = readCsv(bytes);
    if (!table)
        return passOn(table);
    const qsizetype list = table->column(u"list");
    const qsizetype code = table->column(u"code");
    const qsizetype zh = table->column(u"name_zh");
    const qsizetype en = table->column(u"name_en");
    if (list < 0 || code < 0 || zh < 0 || en < 0)
        return fail(ErrorCode::BadFormat, QStringLiteral("code lists need list, code, name_zh, name_en"));

    CodeLists lists;
    for (const QStringList &row : table->rows) {
        const QString place = row[list] + u'/' + row[code];
        if (row[list].isEmpty() || row[code].isEmpty() || lists.m_places.contains(place))
            return fail(ErrorCode::BadFormat, QStringLiteral("code list entry %1").arg(place));
        QList<CodeEntry> &entries = lists.m_lists[row[list]];
        if (entries.isEmpty())
            lists.m_names += row[list];
        lists.m_places.insert(place, entries.size());
        entries += CodeEntry{row[code], row[zh], row[en]};
    }
    return lists;
}

QList<CodeEntry> CodeLists::entries(QStringView list) const
{
    return m_lists.value(list.toString());
}

const CodeEntry *CodeLists::find(QStringView list, QStringView code) const
{
    const auto place = m_places.constFind(list.toString() + u'/' + code.toString());
    if (place == m_places.constEnd())
        return nullptr;
    return &m_lists.constFind(list.toString()).value().at(*place);
}

bool CodeLists::contains(QStringView list, QStringView code) const
{
    return find(list, code) != nullptr;
}

QString CodeLists::zh(QStringView list, QStringView code) const
{
    const CodeEntry *entry = find(list, code);
    return entry ? entry->zh : code.toString();
}

QString CodeLists::en(QStringView list, QStringView code) const
{
    const CodeEntry *entry = find(list, code);
    return entry ? entry->en : code.toString();
}

QStringList CodeLists::lists() const
{
    return m_names;
}

} // namespace ruhu
