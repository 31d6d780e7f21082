// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "app/demo/dice_p.h"
#include "app/demo/population.h"
#include "core/domain/entities.h"

#include <QMap>
#include <QSet>

/// The workshop of the generator: what its parts share.
namespace ruhu::demo {

/// The lists of resources/demo/words.csv.
class Words
{
public:
    [[nodiscard]] static const Words &get();
    [[nodiscard]] const QStringList &list(const QString &name) const;
    /// Whole names of one ethnic group: (ETHNIC code, name).
    [[nodiscard]] const QList<std::pair<QString, QString>> &minority() const { return m_minority; }
    [[nodiscard]] const QList<std::pair<qint64, QString>> &divisions() const { return m_divisions; }

private:
    QMap<QString, QStringList> m_lists;
    QList<std::pair<QString, QString>> m_minority;
    QList<std::pair<qint64, QString>> m_divisions;
};

/// A row of resources/demo/cast.csv.
struct CastRow
{
    QString name;
    QString sex;
    int age = 0;
    int village = 0;
    QString group;
    int house = 0;
    int size = 0;
    QString programme;
    QString task;
    int visited = 0;
    QString no;
    QString hint;
};
[[nodiscard]] const QList<CastRow> &cast();

/// One household with everything in it, before it becomes records.
struct Home
{
    Household household;
    QList<Member> members;
    QList<Income> incomes;
    QList<Property> properties;
    QList<Expenditure> expenditures;
    QList<Benefit> benefits;
    const CastRow *role = nullptr;
    QString villageName;
};

/// What the makers work with.
struct Making
{
    const PopulationSpec &spec;
    Dice dice;
    StillClock clock;
    QSet<QString> idNumbers; ///< Given so far: no two people have the same.

    explicit Making(const PopulationSpec &asked);
    template <typename Id>
    Id id()
    {
        return Id::make(clock, dice);
    }
    /// Milliseconds of an hour on a day, `daysAgo` days before today, Beijing time.
    [[nodiscard]] qint64 at(int daysAgo, int hour = 9, int minute = 0) const;
};

enum class Generation { Old, Middle, Young };

// people.cpp
[[nodiscard]] QString idNumber(Making &making, QDate &birth, bool male, const QString &tail = {});
[[nodiscard]] QDate birthFor(Making &making, int age);
[[nodiscard]] QString personName(Making &making, const QString &surname, bool male, int age);
[[nodiscard]] QString anySurname(Making &making);
[[nodiscard]] QString phoneNumber(Making &making, const QString &tail = {});
[[nodiscard]] QString accountNumber(Making &making);
/// The people of a household; the first is its head.
void makeMembers(Making &making, Home &home, int size);

// economy.cpp
void makeEconomy(Making &making, Home &home);

// heroine.cpp
/// The household that the guide walks through, figure by figure.
void makeHeroine(Making &making, Home &home);

// bodies.cpp
[[nodiscard]] record::Body bodyOf(const Household &household);
[[nodiscard]] record::Body bodyOf(const Member &member);
[[nodiscard]] record::Body bodyOf(const Income &income);
[[nodiscard]] record::Body bodyOf(const Property &property);
[[nodiscard]] record::Body bodyOf(const Expenditure &expenditure);
[[nodiscard]] record::Body bodyOf(const Benefit &benefit);

/// Puts records into the population, each with the part, village and root of its household.
struct Filing
{
    Population &out;
    const Home &home;
    void add(record::Kind kind, RecordId id, const record::Body &body);
    [[nodiscard]] record::Record made(record::Kind kind, RecordId id, const record::Body &body) const;
};

// cases.cpp
/// Past visits, photos, applications, tasks. `number` counts households, for case numbers.
void makeCases(Making &making, Filing &filing, int number);

} // namespace ruhu::demo
