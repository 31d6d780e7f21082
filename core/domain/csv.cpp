// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/csv.h"

#include "core/base/limits.h"

#include <QSet>
#include <QStringDecoder>

namespace ruhu {

namespace {

/// Cuts a text into rows of cells, one character at a time.
class Cutter
{
public:
    explicit Cutter(QStringView text)
        : m_text(text)
    {
    }

    /// The next row, empty at the end; comments and empty lines are left out. `ok` turns false on a broken quote.
    QStringList next(bool &ok)
    {
        while (m_at < m_text.size() && (m_text[m_at] == u'#' || m_text[m_at] == u'\n' || m_text[m_at] == u'\r'))
            skipLine();
        m_start = m_line;
        QStringList row;
        while (m_at < m_text.size()) {
            row += cell(ok);
            if (!ok)
                return row;
            if (m_at >= m_text.size())
                break;
            if (m_text[m_at++] == u'\n') {
                ++m_line;
                break;
            }
        }
        return row;
    }
    [[nodiscard]] int startLine() const { return m_start; }

private:
    void skipLine()
    {
        while (m_at < m_text.size() && m_text[m_at] != u'\n')
            ++m_at;
        ++m_at;
        ++m_line;
    }

    /// One cell; leaves m_at on the comma or line feed behind it.
    QString cell(bool &ok)
    {
        QString out;
        if (m_text[m_at] == u'"') {
            ++m_at;
            for (;; ++m_at) {
                if (m_at >= m_text.size()) {
                    ok = false;
                    return out;
                }
                if (m_text[m_at] == u'"') {
                    if (m_at + 1 >= m_text.size() || m_text[m_at + 1] != u'"')
                        break;
                    ++m_at;
                }
                if (m_text[m_at] == u'\n')
                    ++m_line;
                out += m_text[m_at];
            }
            ++m_at;
            if (m_at < m_text.size() && m_text[m_at] == u'\r')
                ++m_at;
            ok = m_at >= m_text.size() || m_text[m_at] == u',' || m_text[m_at] == u'\n';
            return out;
        }
        while (m_at < m_text.size() && m_text[m_at] != u',' && m_text[m_at] != u'\n')
            out += m_text[m_at++];
        if (out.endsWith(u'\r'))
            out.chop(1);
        return out;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_start = 1;
};

tl::unexpected<Error> broken(int line, const char *why)
{
    return fail(ErrorCode::BadFormat, QStringLiteral("line %1: %2").arg(line).arg(QLatin1String(why)));
}

} // namespace

qsizetype CsvTable::column(QStringView name) const
{
    return columns.indexOf(name);
}

Result<CsvTable> readCsv(QByteArrayView bytes)
{
    if (bytes.size() > 8 * limits::miB)
        return fail(ErrorCode::TooLarge, QStringLiteral("csv"));
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(bytes);
    if (decoder.hasError())
        return fail(ErrorCode::BadFormat, QStringLiteral("not UTF-8"));

    Cutter cutter(text);
    CsvTable table;
    for (bool ok = true;;) {
        const QStringList row = cutter.next(ok);
        if (!ok)
            return broken(cutter.startLine(), "a quote is not closed");
        if (row.isEmpty())
            break;
        if (table.columns.isEmpty()) {
            if (QSet<QString>(row.begin(), row.end()).size() != row.size())
                return broken(cutter.startLine(), "a column name stands twice");
            table.columns = row;
        } else if (row.size() != table.columns.size()) {
            return broken(cutter.startLine(), "wrong number of cells");
        } else {
            table.rows += row;
        }
    }
    if (table.columns.isEmpty())
        return fail(ErrorCode::BadFormat, QStringLiteral("no header line"));
    return table;
}

} // namespace ruhu
