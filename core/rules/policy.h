// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/domain/codelists.h"
#include "core/domain/division.h"
#include "core/domain/money.h"
#include "core/rules/calendar.h"
#include "core/rules/pack.h"

#include <QDate>
#include <QList>
#include <QMap>
#include <QString>

#include <optional>

/// The parameters of a province, read from the CSV files of a policy pack. All amounts that a city may
/// set differently are here and nowhere in code. Files and columns: resources/policy/README.md.
namespace ruhu::rules {

/// A whole ratio, so that nothing is ever divided before the end.
struct Ratio
{
    qint64 numerator = 0;
    qint64 denominator = 1;
};

/// How a computed amount becomes a payment.
struct Rounding
{
    enum class Mode { Up, Down, HalfUp };
    Mode mode = Mode::Up;
    Fen step = yuan(1);
};

/// A standard of a place and time. The most specific division that contains a village wins.
struct Standard
{
    QString what; ///< PROGRAM code, or PCDI (yearly disposable income per head).
    DivisionCode division;
    bool urban = false;
    Fen amount; ///< Per person and month; PCDI per year.
    QDate validFrom;
    QDate validTo; ///< Null: open.
    QString source;
};

/// A class of people who get more (分类施保).
struct TopUp
{
    enum class Criterion {
        AgeFrom,           ///< Completed years >= value.
        AgeBelow,          ///< Completed years < value.
        DisabilityGradeTo, ///< A disability of grade 1 to value.
        SeriousIllness,    ///< Any SIGDISEASE.
        Recorded,          ///< The survey recorded the class; the facts on file cannot show it.
    };
    QString topUpClass; ///< TOPUP code.
    Criterion criterion = Criterion::Recorded;
    int value = 0;
    int percent = 0; ///< Of the standard per person and month.
};

/// What one programme allows a household to own.
struct PropertyLimits
{
    int financeMonths = 0; ///< Money per head up to this many monthly standards.
    int homes = 1;         ///< Homes without question.
    int homesToJudge = 2;  ///< More than `homes`, up to here: a person decides.
    Fen vehicleToJudge;    ///< A vehicle worth up to this is for a person to decide; above, it fails.
    Fen capital;           ///< Subscribed company capital up to this.
};

/// What a kind of property is for the test.
enum class PropertyClass { Finance, Vehicle, ExemptVehicle, Home, NonResidential, Capital, IndividualBusiness, Other };

/// A place of the division tree.
struct Division
{
    DivisionCode code;
    QString name;
    bool urban = false;
};

class Policy
{
public:
    /// BadFormat names the file and what is wrong with it: a parameter that is missing, a number that is none, dates
    /// that are no dates, two rows for the same thing at the same time.
    [[nodiscard]] static Result<Policy> read(const Pack &pack);

    [[nodiscard]] QString packName() const { return m_packName; }

    /// The standard for a village on a day; NotFound when the pack sets none.
    [[nodiscard]] Result<Standard> standard(QStringView what, DivisionCode village, bool urban, QDate on) const;
    [[nodiscard]] std::optional<PropertyLimits> propertyLimits(QStringView program) const;
    [[nodiscard]] PropertyClass propertyClass(QStringView kind) const;
    /// True for an INCOME_EXEMPT code whose amounts are not counted.
    [[nodiscard]] bool isExemptIncome(QStringView code) const { return m_exemptIncome.contains(code.toString()); }
    /// True for a PROP_EXEMPT code that takes an item out of the test.
    [[nodiscard]] bool isExemptProperty(QStringView code) const { return m_exemptProperty.contains(code.toString()); }
    [[nodiscard]] const QList<TopUp> &topUps() const { return m_topUps; }
    [[nodiscard]] int topUpClassesPerPerson() const { return m_topUpClasses; }
    [[nodiscard]] int incomeMonths() const { return m_incomeMonths; } ///< Period of the income, normally 12.
    [[nodiscard]] bool deductsRigidCost() const { return m_deductsRigidCost; }
    [[nodiscard]] Ratio edgeRatio() const { return m_edge; }   ///< Marginal household: below this many standards.
    [[nodiscard]] Ratio rigidRatio() const { return m_rigid; } ///< Rigid spending above this share of the income.
    [[nodiscard]] Rounding rounding() const { return m_rounding; }

    /// A limit by key: "survey.start", "check.start", "total" …; NotFound.
    [[nodiscard]] Result<Limit> limit(QStringView key) const;
    [[nodiscard]] const WorkCalendar &calendar() const { return m_calendar; }
    /// dueDate() of a limit by key; an invalid date when the pack has no such limit.
    [[nodiscard]] DueDate due(QStringView key, QDate event) const;

    /// Code lists of the pack, or the built-in ones.
    [[nodiscard]] const CodeLists &codeLists() const { return m_codeLists; }
    [[nodiscard]] const QList<Division> &divisions() const { return m_divisions; }
    /// The name of a division; the bare code while it is unknown.
    [[nodiscard]] QString divisionName(DivisionCode code) const;
    /// Whether a village counts as urban for the standards; false when unknown.
    [[nodiscard]] bool isUrban(DivisionCode code) const;

private:
    friend struct PolicyReader;

    QString m_packName;
    QList<Standard> m_standards;
    QMap<QString, PropertyLimits> m_limits;
    QMap<QString, PropertyClass> m_propertyClasses;
    QStringList m_exemptIncome;
    QStringList m_exemptProperty;
    QList<TopUp> m_topUps;
    int m_topUpClasses = 1;
    int m_incomeMonths = 12;
    bool m_deductsRigidCost = false;
    Ratio m_edge{3, 2};
    Ratio m_rigid{1, 2};
    Rounding m_rounding;
    QMap<QString, Limit> m_deadlines;
    WorkCalendar m_calendar;
    CodeLists m_codeLists = CodeLists::builtIn();
    QList<Division> m_divisions;
};

} // namespace ruhu::rules
