// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/valuetext.h"

#include "core/domain/codelists.h"
#include "core/domain/masking.h"
#include "core/domain/money.h"
#include "core/text/width.h"

#include <QCborArray>
#include <QSet>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using Type = ConflictField::Type;

namespace {

/// Last part of "group.field".
QString leaf(const QString &field)
{
    return field.mid(field.lastIndexOf(u'.') + 1);
}

const QHash<QString, QString> &lists()
{
    static const QHash<QString, QString> lists{
        {u"hukou_kind"_s, u"HUKOU"_s},        {u"sex"_s, u"SEX"_s},
        {u"ethnic"_s, u"ETHNIC"_s},           {u"marital"_s, u"MARITAL"_s},
        {u"relation"_s, u"RELATION"_s},       {u"health"_s, u"HEALTH"_s},
        {u"selfcare"_s, u"SELFCARE"_s},       {u"dis_type"_s, u"DISTYPE"_s},
        {u"dis_grade"_s, u"DISGRADE"_s},      {u"work_capacity"_s, u"WORKCAP"_s},
        {u"employment"_s, u"EMPL"_s},         {u"edu"_s, u"EDU"_s},
        {u"school_stage"_s, u"SCHOOL"_s},     {u"elder_group"_s, u"ELDERGRP"_s},
        {u"child_category"_s, u"CHILDCAT"_s}, {u"tenure"_s, u"HOUSE_TENURE"_s},
        {u"danger"_s, u"HOUSE_DANGER"_s},     {u"main_cause"_s, u"CAUSE"_s},
        {u"category_now"_s, u"LIPC"_s},       {u"causes"_s, u"CAUSE"_s},
        {u"benefits_now"_s, u"PROGRAM"_s},    {u"program"_s, u"PROGRAM"_s},
        {u"agent_relation"_s, u"RELATION"_s}, {u"serious_illness"_s, u"SIGDISEASE"_s},
    };
    return lists;
}

const QSet<QString> moneyFields{u"income_month"_s,
                                u"pension_month"_s,
                                u"family_income_month"_s,
                                u"support_due"_s,
                                u"support_paid"_s,
                                u"declared"_s,
                                u"verified"_s,
                                u"deduct_employment"_s,
                                u"deduct_rigid"_s,
                                u"amount"_s,
                                u"debt"_s,
                                u"total"_s,
                                u"covered"_s,
                                u"own"_s,
                                u"utilities_month"_s,
                                u"comm_month"_s,
                                u"rent_month"_s,
                                u"other"_s};
const QSet<QString> dateFields{u"birth"_s,        u"since"_s,      u"entry_date"_s,
                               u"exempt_until"_s, u"applied_on"_s, u"due_on"_s};
const QSet<QString> numberFields{u"size_registered"_s, u"size"_s,    u"size_protected"_s, u"floor_area"_s,
                                 u"rooms"_s,           u"hygiene"_s, u"hospital_stays"_s, u"hospital_days"_s,
                                 u"length"_s,          u"age"_s,     u"family_size"_s};
const QSet<QString> flagFields{u"separate_residence"_s, u"staff_relative"_s, u"medical_insured"_s, u"key_labour"_s,
                               u"hukou_here"_s,         u"counted"_s,        u"capable"_s};
const QSet<QString> freeTextFields{u"note"_s, u"direction"_s, u"chronic"_s, u"text"_s, u"passbook_keeper"_s};
const QSet<QString> listFields{u"causes"_s,        u"benefits_now"_s, u"serious_illness"_s,
                               u"special_group"_s, u"benefits"_s,     u"topup"_s};
const QSet<QString> phoneFields{u"phone"_s, u"agent_phone"_s};
const QSet<QString> idFields{u"applicant_id"_s, u"id_no"_s};

} // namespace

Type typeOf(const QString &field)
{
    const QString name = leaf(field);
    if (moneyFields.contains(name))
        return Type::Money;
    if (dateFields.contains(name))
        return Type::Date;
    if (numberFields.contains(name))
        return Type::Number;
    if (flagFields.contains(name))
        return Type::Flag;
    return codeListOf(field).isEmpty() ? Type::Text : Type::Code;
}

QString codeListOf(const QString &field)
{
    const QString name = leaf(field);
    if (name == u"kind") // which list depends on the record; the code itself names it well enough
        return {};
    return lists().value(name);
}

bool isFreeText(const QString &field)
{
    return freeTextFields.contains(leaf(field));
}

QString maskedText(const QString &field, const QCborValue &value)
{
    const QString name = leaf(field);
    if (value.isArray()) {
        QStringList parts;
        for (const QCborValue &entry : value.toArray())
            parts.append(entry.toString());
        return parts.join(u' ');
    }
    if (value.isBool())
        return value.toBool() ? u"1"_s : u"0"_s;
    if (value.isInteger())
        return QString::number(value.toInteger());
    const QString text = value.toString();
    if (text.isEmpty())
        return text;
    if (phoneFields.contains(name))
        return maskedPhone(text);
    if (idFields.contains(name))
        return maskedId(text);
    if (name == u"account_no")
        return maskedAccount(text);
    if (name == u"dis_card_no")
        return maskedDisabilityCard(text, false);
    return text;
}

Result<QCborValue> valueFromText(const QString &field, const QString &text)
{
    const auto refuse = [&] { return fail(ErrorCode::Rejected, field); };
    const QString typed = text::foldedWidth(text).trimmed();
    if (typed.isEmpty())
        return QCborValue(nullptr);
    if (listFields.contains(leaf(field))) {
        QCborArray codes;
        for (const QString &code : typed.split(u' ', Qt::SkipEmptyParts)) {
            if (const QString list = codeListOf(field); !list.isEmpty() && !CodeLists::builtIn().contains(list, code))
                return refuse();
            codes.append(code);
        }
        return QCborValue(codes);
    }
    switch (typeOf(field)) {
    case Type::Money:
    case Type::Number: {
        bool ok = false;
        const qint64 number = typed.toLongLong(&ok);
        if (!ok || number < 0 || number > largestAmount.value)
            return refuse();
        return QCborValue(number);
    }
    case Type::Flag:
        if (typed != u"0" && typed != u"1")
            return refuse();
        return QCborValue(typed == u"1");
    case Type::Date: {
        const QDate day = QDate::fromString(typed, Qt::ISODate);
        if (!day.isValid())
            return refuse();
        return QCborValue(day.toString(Qt::ISODate));
    }
    case Type::Code:
        if (!CodeLists::builtIn().contains(codeListOf(field), typed))
            return refuse();
        return QCborValue(typed);
    case Type::Text:
        if (typed.contains(u'*')) // somebody typed over a masked value: the stars are no number
            return phoneFields.contains(leaf(field)) || idFields.contains(leaf(field)) || leaf(field) == u"account_no"
                       ? Result<QCborValue>(refuse())
                       : Result<QCborValue>(QCborValue(text.trimmed()));
        return QCborValue(isFreeText(field) ? text.trimmed() : typed);
    }
    return refuse();
}

} // namespace ruhu::service
