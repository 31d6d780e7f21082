// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/checkcentre.h"

#include "core/base/limits.h"

#include <QFile>

#include <algorithm>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

bool CheckAnswer::match() const
{
    return std::ranges::all_of(items, &CheckItem::agrees);
}

Result<FileCheckCentre> FileCheckCentre::load(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, u"cannot read %1"_s.arg(path));
    if (file.size() > 64 * limits::miB)
        return fail(ErrorCode::TooLarge, path);
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    if (lines.first().trimmed() != u"id_no,source,kind,amount,note")
        return fail(ErrorCode::BadFormat, u"line 1: header"_s);
    FileCheckCentre centre;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QString text = lines.at(i).trimmed();
        if (text.isEmpty())
            continue;
        const QStringList fields = text.split(u',');
        bool isNumber = false;
        const qint64 amount = fields.size() == 5 ? fields.at(3).toLongLong(&isNumber) : 0;
        if (!isNumber || fields.at(0).isEmpty() || fields.at(2).isEmpty())
            return fail(ErrorCode::BadFormat, u"line %1"_s.arg(i + 1));
        centre.m_lines[fields.at(0)].append({fields.at(1), fields.at(2), amount, fields.at(4)});
    }
    return centre;
}

std::optional<CheckAnswer> FileCheckCentre::ask(const CheckQuestion &question)
{
    CheckAnswer answer;
    answer.report = question.request.text().right(12).toUpper();
    for (const CheckQuestion::Member &member : question.members) {
        const QList<Line> lines = m_lines.value(member.idNo);
        for (const Line &line : lines) {
            qint64 declared = 0;
            bool named = false;
            for (const CheckQuestion::Declared &own : question.declared) {
                if (own.member == member.id && own.kind == line.kind) {
                    declared += own.amount;
                    named = true;
                }
            }
            answer.items.append({.member = member.id,
                                 .source = line.source,
                                 .what = line.kind,
                                 .found = line.amount,
                                 .declared = declared,
                                 .agrees = named && declared >= line.amount,
                                 .detail = line.note});
        }
    }
    return answer;
}

} // namespace ruhu::hub
