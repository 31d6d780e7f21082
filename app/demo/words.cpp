// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/making_p.h"
#include "core/domain/csv.h"

#include <QFile>

static void initDemoResources()
{
    Q_INIT_RESOURCE(demo);
}

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

CsvTable table(const QString &name)
{
    initDemoResources();
    QFile file(u":/ruhu/demo/"_s + name);
    const bool open = file.open(QIODevice::ReadOnly);
    Result<CsvTable> read = open ? readCsv(file.readAll()) : fail(ErrorCode::Internal);
    Q_ASSERT_X(read.has_value(), "demo", qPrintable(name));
    return read ? *read : CsvTable();
}

} // namespace

const Words &Words::get()
{
    static const Words words = [] {
        Words all;
        for (const QStringList &row : table(u"words.csv"_s).rows) {
            const QStringList parts = row[1].split(u' ', Qt::SkipEmptyParts);
            if (row[0] == u"minority"_s) {
                for (const QString &name : parts.mid(1))
                    all.m_minority += {parts.first(), name};
            } else {
                all.m_lists[row[0]] += parts;
            }
        }
        for (const QStringList &row : table(u"divisions.csv"_s).rows)
            all.m_divisions += {row[0].toLongLong(), row[1]};
        return all;
    }();
    return words;
}

const QStringList &Words::list(const QString &name) const
{
    const auto found = m_lists.constFind(name);
    Q_ASSERT_X(found != m_lists.constEnd(), "demo words", qPrintable(name));
    return *found;
}

const QList<CastRow> &cast()
{
    static const QList<CastRow> rows = [] {
        QList<CastRow> all;
        const CsvTable read = table(u"cast.csv"_s);
        for (const QStringList &row : read.rows) {
            const auto cell = [&](QStringView name) { return row[read.column(name)]; };
            all += CastRow{cell(u"name"),         cell(u"sex"),
                           cell(u"age").toInt(),  cell(u"village").toInt(),
                           cell(u"group"),        cell(u"house").toInt(),
                           cell(u"size").toInt(), cell(u"programme"),
                           cell(u"task"),         cell(u"visited").toInt(),
                           cell(u"no"),           cell(u"hint")};
        }
        return all;
    }();
    return rows;
}

QList<Staff> staff()
{
    QList<Staff> all;
    for (const QStringList &row : table(u"staff.csv"_s).rows)
        all += {row[0], row[1], row[2].split(u' ')};
    return all;
}

} // namespace ruhu::demo
