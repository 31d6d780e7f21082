// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/domain/entities.h"
#include "core/rules/policy.h"

#include <QSet>

/// The means test of the subsistence allowance.
///
/// Whole fen, yearly figures; every comparison multiplies instead of dividing; one division and one rounding, at the
/// very end of the amount. The machine says meets, judge or fails for each rule and shows its figures; a person
/// decides.
namespace ruhu::rules {

enum class Verdict {
    Meets, ///< 符合
    Judge, ///< 要人工判断: a person has to answer `choices` before an opinion can be signed.
    Fails, ///< 不符合
};

/// One rule and how the household stands to it.
struct RuleLine
{
    QString id;   ///< Unique in the test, stable for the same facts: "income", "vehicle", "check.TRANSFER.01.MEMBER".
    QString rule; ///< What it is about: income, finance, house, shop, vehicle, business, check, authorised, visit.
    Verdict verdict = Verdict::Meets;
    Fen value; ///< What was compared: per head and month for income, per head for finance, the item's worth.
    Fen limit;
    int count = 0;      ///< Of things (homes, adults without authorisation, investigators) where no money is compared.
    int countLimit = 0; ///< What is allowed or needed.
    QString figures;    ///< "31,392.00 ÷ 12 ÷ 4": figures and signs, no words.
    QString source;     ///< visit, check-result, declared; or the register of a check item (PUBLIC_SECURITY …).
    QDate sourceDate;
    QString what;        ///< Code of the thing: INCOME_SUB or PROPERTY; empty for the household as a whole.
    QString subject;     ///< As written in the record, such as a kind of vehicle.
    MemberId member;     ///< Whose; null = the household's.
    Fen other;           ///< rule check: what the register found, per year for income.
    Fen otherValue;      ///< rule check on income: income per head and month if `checked` is chosen.
    QStringList choices; ///< "counts" / "does-not-count", or "declared" / "checked"; empty when nothing is asked.
    QString answer;      ///< The choice taken; empty = open. An answer turns Judge into Meets or Fails.
};

struct Operand
{
    QString name; ///< Code or key of what it is: WAGE.02, employment-cost, standard, persons, months, SEVERE_DIS.
    Fen amount;   ///< Where it is money.
    qint64 number = 0;
    bool isMoney = true;
};

/// One step of the computation, for the opinion form: "show the formula".
struct WorkingLine
{
    QString
        key; ///< income.WAGE … income.OTHER, income.exempt, income.total, income.perHead, standard, gap, topup, amount
    QList<Operand> operands;
    QString figures; ///< The whole step in figures and signs: "800.00 × 4 − 31,392.00 ÷ 12".
    Fen result;      ///< Steps before the last may be cut to whole fen for the eye; the amount never uses them.
    QString source;  ///< Row of the policy pack (its legal source) or empty.
};

/// What the test looks at. Everything on file for one household on one day.
struct MeansFacts
{
    QDate asOf;
    DivisionCode village;
    bool urban = false; ///< Which standard applies (Policy::isUrban(), or the registration where places mix).
    QList<Member> members;
    QList<Income> incomes;
    QList<Property> properties;
    QList<Expenditure> expenditures;
    std::optional<CheckResult> check;
    QSet<MemberId> authorised;      ///< Members whose authorisation is signed.
    std::optional<Visit> visit;     ///< The finished home visit of this application.
    QMap<QString, QString> answers; ///< RuleLine::id -> choice. Unknown ids and choices are refused.
};

struct MeansTest
{
    QList<RuleLine> lines; ///< Judge and Fails first, then in the order of the rules.
    QList<WorkingLine> working;
    int persons = 0;
    Fen income;                  ///< Verified, of the whole period (normally 12 months).
    Fen perHeadMonth;            ///< Cut to fen, for the eye only.
    Fen standard;                ///< Per person and month.
    Fen topUp;                   ///< Per month, household, cut to fen for the eye only.
    Fen amount;                  ///< Per month, household, rounded by the pack; 0 when not eligible.
    Fen perPerson;               ///< amount ÷ persons, cut to fen, for the eye only.
    bool eligible = false;       ///< No line fails; open lines count as met.
    QStringList open;            ///< Ids of lines that still want an answer.
    QString category;            ///< SUBSISTENCE, MARGINAL, RIGID or NONE: the first that holds, in this order.
    bool rigidUndefined = false; ///< No income at all with rigid spending: the ratio has no value, look at it.
    QString pack;                ///< NAME-VERSION.
    QDate asOf;
};

/// Runs the test. Rejected "no-members" for a household without a counted member (an empty list is a failed load, not a
/// household), "members", "amounts" for figures beyond any home, "answer" for an answer nobody asked for; NotFound when
/// the pack has no standard or no property limits for the place and day.
[[nodiscard]] Result<MeansTest> meansTest(const Policy &policy, const MeansFacts &facts);

/// The gap (差额): max(0, standard × persons − income ÷ months) + Σ top-ups, in one division and one rounding.
/// \param topUpPercents sum over the persons of percents of the standard
[[nodiscard]] Fen gapAllowance(Fen standard, int persons, Fen income, int months, Rounding rounding,
                               int topUpPercents = 0);

/// numerator ÷ denominator rounded to a multiple of the step; for numerator >= 0, denominator > 0.
[[nodiscard]] Fen roundedQuotient(qint64 numerator, qint64 denominator, Rounding rounding);

} // namespace ruhu::rules
