// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/conflict/conflictwords.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"

#include <QCoreApplication>

namespace ruhu::pages {

using service::ConflictField;
using service::ConflictItem;

QString conflictValueText(const ConflictField &field, const QString &value)
{
    if (value.isEmpty())
        return value;
    switch (field.type) {
    case ConflictField::Type::Money: return models::moneyText(value.toLongLong());
    case ConflictField::Type::Code: {
        QStringList words;
        for (const QString &code : value.split(QChar(u' '), Qt::SkipEmptyParts))
            words.append(models::codeWord(field.codeList, code));
        return words.join(QStringLiteral("\u3001"));
    }
    case ConflictField::Type::Flag:
        return value == QStringLiteral("1") ? QCoreApplication::translate("ruhu::pages::ConflictPage", "yes")
                                            : QCoreApplication::translate("ruhu::pages::ConflictPage", "no");
    default: return value;
    }
}

QString conflictFieldName(const QString &kind, const ConflictField &field)
{
    const QString code = kind + QChar(u'.') + field.field;
    const QString word = models::codeWord(u"FIELD", code);
    return word == code ? field.field : word;
}

QString conflictName(const ConflictItem &item)
{
    return item.fields.size() == 1 ? conflictFieldName(item.kind, item.fields.first())
                                   : models::codeWord(u"KIND", item.kind);
}

QString conflictText(const ConflictItem &item, QString ConflictField::*side)
{
    if (item.fields.size() == 1)
        return conflictValueText(item.fields.first(), item.fields.first().*side);
    QStringList lines;
    for (const ConflictField &field : item.fields)
        lines.append(conflictFieldName(item.kind, field) + QStringLiteral(" ") + conflictValueText(field, field.*side));
    return lines.join(QChar(u'\n'));
}

bool mayKeepBoth(const ConflictItem &item)
{
    return !item.archive &&
           std::all_of(item.fields.cbegin(), item.fields.cend(), [](const ConflictField &f) { return f.mayKeepBoth; });
}

bool mayRewrite(const ConflictItem &item)
{
    if (!item.mayResolve || item.archive || item.fields.size() != 1)
        return false;
    const ConflictField &field = item.fields.first();
    const bool masked =
        QString(field.mine + field.theirs).contains(QChar(u'*')); // nobody corrects a number from its stars
    return field.type == ConflictField::Type::Text && !masked;
}

QString conflictWriters(const QList<ConflictItem> &items, QString ConflictItem::*by)
{
    QStringList names;
    for (const ConflictItem &item : items)
        if (const QString name = item.*by; !name.isEmpty() && !names.contains(name))
            names.append(name);
    return names.join(QStringLiteral("\u3001"));
}

} // namespace ruhu::pages
