// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/meanstest_p.h"

#include <algorithm>

namespace ruhu::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

/// One thing that somebody owns, from the survey or from a register that knows more than the survey.
struct Owned
{
    QString kind;
    MemberId owner;
    Fen worth;
    QString subject;
    QString source;
    QDate on;
    bool exempt = false;
};

bool isPropertyCode(const QString &code)
{
    return code.startsWith(u"FIN."_s) || code.startsWith(u"VEH."_s) || code.startsWith(u"EST."_s) ||
           code.startsWith(u"BIZ."_s);
}

QString describedBy(const Property &item)
{
    for (const QString &text : {item.vehicle, item.house, item.business, item.finance}) {
        if (!text.isEmpty())
            return text;
    }
    return item.note;
}

/// Everything of one class. A register's find without a record of the same kind and owner is one more thing; one with a
/// record is that record (its money is questioned by a line of its own).
QList<Owned> ownedOf(const TestRun &run, PropertyClass wanted)
{
    QList<Owned> found;
    for (const Property &item : run.facts.properties) {
        if (run.policy.propertyClass(item.kind) != wanted)
            continue;
        const bool inTime = !item.exemptUntil.isValid() || item.exemptUntil >= run.facts.asOf;
        const bool exempt = !item.exempt.isEmpty() && inTime && run.policy.isExemptProperty(item.exempt);
        const QString source = item.source == u"DATA_CHECK"_s ? u"check-result"_s : u"visit"_s;
        found += {item.kind, item.owner, item.amount, describedBy(item), source, {}, exempt};
    }
    if (!run.facts.check)
        return found;
    for (const CheckItem &item : run.facts.check->items) {
        if (item.agrees || !isPropertyCode(item.what) || run.policy.propertyClass(item.what) != wanted)
            continue;
        const bool onFile = std::ranges::any_of(run.facts.properties, [&item](const Property &known) {
            return known.kind == item.what && known.owner == item.member;
        });
        if (!onFile) {
            const QDate on = item.on.isValid() ? item.on : run.facts.check->receivedOn;
            found += {item.what, item.member, item.found, item.detail, item.source, on, false};
        }
    }
    return found;
}

/// Money: a register's balance that differs from the file is a question, and the sum uses its answer.
void financeRule(TestRun &run)
{
    RuleLine line;
    line.id = line.rule = u"finance"_s;
    line.source = u"visit"_s;
    Fen total;
    QStringList figures;
    for (const Owned &item : ownedOf(run, PropertyClass::Finance)) {
        if (item.exempt)
            continue;
        Fen worth = item.worth;
        const auto differs = [&item](const CheckItem &check) {
            return !check.agrees && check.what == item.kind && check.member == item.owner && check.found != item.worth;
        };
        if (run.facts.check && item.source == u"visit"_s) {
            const auto check = std::ranges::find_if(run.facts.check->items, differs);
            if (check != run.facts.check->items.end()) {
                RuleLine question;
                question.id = checkLineId(*check);
                question.rule = u"check"_s;
                question.verdict = Verdict::Judge;
                question.what = item.kind;
                question.member = item.owner;
                question.subject = check->detail;
                question.value = item.worth;
                question.other = check->found;
                question.source = check->source;
                question.sourceDate = check->on.isValid() ? check->on : run.facts.check->receivedOn;
                question.choices = {declared, checked};
                if (run.answerTo(question.id) == checked)
                    worth = check->found;
                run.file(question);
            }
        }
        if (!item.on.isNull())
            line.sourceDate = item.on;
        total += worth;
        figures += yuanText(worth);
    }
    line.limit = run.standard * run.limits.financeMonths;
    line.value = Fen{total.value / run.count()};
    line.figures = figures.size() > 1 ? u'(' + figures.join(u" + "_s) + u") ÷ %1"_s.arg(run.count())
                                      : u"%1 ÷ %2"_s.arg(yuanText(total)).arg(run.count());
    line.verdict = total > line.limit * run.count() ? Verdict::Fails : Verdict::Meets;
    run.file(line);
}

/// A question about one thing, or a plain failure when it is beyond question.
RuleLine thingLine(const QString &rule, const Owned &item, qsizetype number)
{
    RuleLine line;
    line.rule = rule;
    line.id = number == 0 ? rule : rule + u".%1"_s.arg(number + 1);
    line.what = item.kind;
    line.subject = item.subject;
    line.member = item.owner;
    line.value = item.worth;
    line.source = item.source;
    line.sourceDate = item.on;
    return line;
}

void nothingFound(TestRun &run, const QString &rule)
{
    RuleLine line;
    line.id = line.rule = rule;
    line.source = run.facts.check ? u"check-result"_s : u"visit"_s;
    line.sourceDate = run.facts.check ? run.facts.check->receivedOn : QDate();
    run.file(line);
}

/// A vehicle may be a tool for living, which only a person can see; a dear one is no question.
void vehicleRule(TestRun &run)
{
    QList<Owned> vehicles = ownedOf(run, PropertyClass::Vehicle);
    vehicles.removeIf([](const Owned &item) { return item.exempt; });
    if (vehicles.isEmpty())
        return nothingFound(run, u"vehicle"_s);
    for (qsizetype i = 0; i < vehicles.size(); ++i) {
        RuleLine line = thingLine(u"vehicle"_s, vehicles[i], i);
        line.limit = run.limits.vehicleToJudge;
        const bool open = vehicles[i].worth <= run.limits.vehicleToJudge;
        line.verdict = open ? Verdict::Judge : Verdict::Fails;
        if (open)
            line.choices = {doesNotCount, counts};
        run.file(line, counts);
    }
}

void houseRule(TestRun &run)
{
    QList<Owned> homes = ownedOf(run, PropertyClass::Home);
    homes.removeIf([](const Owned &item) { return item.exempt; });
    RuleLine line;
    line.id = line.rule = u"house"_s;
    line.source = u"visit"_s;
    line.count = int(homes.size());
    line.countLimit = run.limits.homes;
    if (!homes.isEmpty()) {
        line.subject = homes.first().subject;
        line.what = homes.first().kind;
    }
    if (line.count > run.limits.homesToJudge) {
        line.verdict = Verdict::Fails;
    } else if (line.count > run.limits.homes) {
        line.verdict = Verdict::Judge;
        line.choices = {doesNotCount, counts};
    }
    run.file(line, counts);
}

/// Shops and offices: none, unless it is the only roof over the family (then a person decides).
void shopRule(TestRun &run)
{
    QList<Owned> shops = ownedOf(run, PropertyClass::NonResidential);
    shops.removeIf([](const Owned &item) { return item.exempt; });
    const bool hasHome = !ownedOf(run, PropertyClass::Home).isEmpty();
    for (qsizetype i = 0; i < shops.size(); ++i) {
        RuleLine line = thingLine(u"shop"_s, shops[i], i);
        line.verdict = hasHome ? Verdict::Fails : Verdict::Judge;
        if (!hasHome)
            line.choices = {doesNotCount, counts};
        run.file(line, counts);
    }
}

void businessRule(TestRun &run)
{
    QList<Owned> capital = ownedOf(run, PropertyClass::Capital);
    capital.removeIf([](const Owned &item) { return item.exempt; });
    QList<Owned> trades = ownedOf(run, PropertyClass::IndividualBusiness);
    trades.removeIf([](const Owned &item) { return item.exempt; });
    if (capital.isEmpty() && trades.isEmpty())
        return nothingFound(run, u"business"_s);
    qsizetype number = 0;
    for (const Owned &item : capital) {
        RuleLine line = thingLine(u"business"_s, item, number++);
        line.limit = run.limits.capital;
        line.verdict = item.worth > run.limits.capital ? Verdict::Fails : Verdict::Meets;
        run.file(line);
    }
    for (const Owned &item : trades) {
        RuleLine line = thingLine(u"business"_s, item, number++);
        line.verdict = Verdict::Judge;
        line.choices = {doesNotCount, counts};
        run.file(line, counts);
    }
}

} // namespace

void runPropertyRules(TestRun &run)
{
    financeRule(run);
    houseRule(run);
    shopRule(run);
    vehicleRule(run);
    businessRule(run);
}

} // namespace ruhu::rules
