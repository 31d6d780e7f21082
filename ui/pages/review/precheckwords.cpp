// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/review/precheckwords.h"

#include "core/domain/money.h"
#include "ui/models/messages.h"
#include "ui/models/phrases.h"

#include <QCoreApplication>

namespace ruhu::pages {

using service::PrecheckLine;

namespace {

class Words
{
    Q_DECLARE_TR_FUNCTIONS(PrecheckWords)

public:
    static QString rule(const QString &id);
    static QString step(const QString &key);
    static QString counted(const PrecheckLine &line);
    static QString finding(const PrecheckLine &line);
    static QString source(const QString &id);
    static QString nothing(PrecheckLine::Verdict verdict);
    static QString sum(const QString &name, const QString &figures, const QString &result)
    {
        return figures.isEmpty() ? tr("%1: %2", "step of the working and its result").arg(name, result)
                                 : tr("%1: %2 = %3").arg(name, figures, result);
    }
};

QString Words::rule(const QString &id)
{
    if (id == QStringLiteral("income"))
        return tr("Income per head");
    if (id == QStringLiteral("finance"))
        return tr("Savings");
    if (id == QStringLiteral("house"))
        return tr("Housing");
    if (id == QStringLiteral("vehicle"))
        return tr("Vehicles");
    if (id == QStringLiteral("business"))
        return tr("Business");
    if (id == QStringLiteral("shop"))
        return tr("Shops and offices");
    if (id == QStringLiteral("authorised"))
        return tr("Authorisation");
    if (id == QStringLiteral("visit"))
        return tr("Home visit");
    return tr("Data check"); // check
}

QString Words::step(const QString &key)
{
    if (key == QStringLiteral("income.exempt"))
        return tr("Not counted");
    if (key == QStringLiteral("income.checked"))
        return tr("By the data check, more");
    if (key == QStringLiteral("income.total"))
        return tr("Income of 12 months");
    if (key == QStringLiteral("income.perHead"))
        return tr("Per head and month");
    if (key == QStringLiteral("standard"))
        return tr("Standard");
    if (key == QStringLiteral("gap"))
        return tr("Gap to the standard");
    if (key == QStringLiteral("topup"))
        return tr("Top-up by category");
    if (key == QStringLiteral("amount"))
        return tr("Amount a month");
    return models::codeWord(u"INCOME", key.section(QChar(u'.'), 1)); // income.WAGE …
}

QString Words::counted(const PrecheckLine &line)
{
    if (line.rule == QStringLiteral("authorised"))
        return tr("%1 of %2 adults have signed").arg(line.count).arg(line.countLimit);
    if (line.rule == QStringLiteral("visit"))
        return tr("%1 people went there, %2 are needed").arg(line.count).arg(line.countLimit);
    return tr("%1, at most %2").arg(line.count).arg(line.countLimit);
}

QString Words::finding(const PrecheckLine &line)
{
    if (line.otherFen != 0)
        return tr("declared %1, data check %2").arg(models::moneyText(line.valueFen), models::moneyText(line.otherFen));
    if (line.limitFen != 0)
        return tr("%1, limit %2").arg(models::moneyText(line.valueFen), models::moneyText(line.limitFen));
    return line.count != 0 || line.countLimit != 0 ? counted(line) : QString();
}

QString Words::source(const QString &id)
{
    if (id == QStringLiteral("visit"))
        return tr("home visit");
    if (id == QStringLiteral("check-result"))
        return tr("data check");
    if (id == QStringLiteral("declared"))
        return tr("declared");
    return id; // the word for a register stands in the record
}

QString Words::nothing(PrecheckLine::Verdict verdict)
{
    switch (verdict) {
    case PrecheckLine::Verdict::Fails: return tr("does not meet the rule");
    case PrecheckLine::Verdict::Judge: return tr("the machine cannot tell");
    case PrecheckLine::Verdict::Meets: break;
    }
    return tr("nothing found against it");
}

} // namespace

QString precheckName(const PrecheckLine &line)
{
    if (line.what.isEmpty())
        return Words::rule(line.rule);
    const QString word = models::codeWord(u"INCOME_SUB", line.what);
    return word == line.what ? models::codeWord(u"PROPERTY", line.what) : word;
}

QString precheckFinding(const PrecheckLine &line)
{
    QStringList parts{line.subject, Words::finding(line), line.working};
    parts.removeAll(QString());
    return parts.isEmpty() ? Words::nothing(line.verdict) : parts.join(QStringLiteral("   "));
}

QString precheckSource(const PrecheckLine &line)
{
    const QString name = Words::source(line.source);
    return line.sourceDate.isValid() ? name + QChar(u' ') + models::dayText(line.sourceDate, QDate::currentDate())
                                     : name;
}

QString workingText(const service::WorkingStep &step)
{
    // A step that only takes a figure over has nothing to show but the figure.
    const bool computes = step.figures != yuanText(Fen{step.resultFen});
    return Words::sum(Words::step(step.key), computes ? step.figures : QString(), models::moneyText(step.resultFen));
}

} // namespace ruhu::pages
