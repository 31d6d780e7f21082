// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/making_p.h"
#include "core/domain/residentid.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;
using record::Kind;

namespace {

constexpr qint64 townshipCode = 990'101'201'000;
constexpr int personsPerHousehold = 3;

/// How many people live in each household: a lifelike mixture that adds up to three a household.
QList<int> sizesFor(Making &making)
{
    QList<int> sizes;
    int sum = 0;
    const int households = making.spec.households;
    for (int i = 0; i < households; ++i) {
        const int roll = making.dice.between(1, 100);
        int size = roll <= 19 ? 1 : roll <= 41 ? 2 : roll <= 63 ? 3 : roll <= 83 ? 4 : roll <= 95 ? 5 : 6;
        if (i < cast().size())
            size = cast()[i].size;
        sizes += size;
        sum += size;
    }
    const int fixedFirst = int(std::min<qsizetype>(cast().size(), households));
    // A small township cannot always reach the mean: the cast's own sizes may be too many. Five rounds are enough to
    // bring every other household from one end of its range to the other.
    const int most = 5 * (households - fixedFirst);
    for (int i = fixedFirst, step = 0; sum != households * personsPerHousehold && step < most;
         i = i + 1 < households ? i + 1 : fixedFirst, ++step) {
        const int change = sum < households * personsPerHousehold ? 1 : -1;
        if (sizes[i] + change >= 1 && sizes[i] + change <= 6) {
            sizes[i] += change;
            sum += change;
        }
    }
    return sizes;
}

/// The caseworker's three villages are small beside the township; a small demonstration lives there mostly.
DivisionCode villageFor(Making &making, const CastRow *role)
{
    if (role)
        return {townshipCode + role->village};
    const int near = making.spec.households < 400 ? 70 : 6;
    if (making.dice.chance(near))
        return {townshipCode + making.dice.between(201, 203)};
    QList<qint64> villages;
    for (const auto &[code, name] : Words::get().divisions()) {
        const bool other =
            DivisionCode{code}.level() == DivisionLevel::Village && (code % 1'000 < 201 || code % 1'000 > 203);
        if (other)
            villages += code;
    }
    return {making.dice.of(villages)};
}

QString nameOf(DivisionCode code)
{
    for (const auto &[known, name] : Words::get().divisions()) {
        if (known == code.value)
            return name;
    }
    return code.text();
}

QString categoryFor(Making &making, const Home &home)
{
    if (home.role)
        return home.role->programme;
    const int age = completedYears(home.members.first().identity.birth, making.spec.today);
    if (home.members.size() == 1 && age >= 60 && making.dice.chance(45))
        return u"DESTITUTE"_s;
    const int roll = making.dice.between(1, 100);
    return roll <= 36   ? u"SUBSISTENCE"_s
           : roll <= 52 ? u"MARGINAL"_s
           : roll <= 58 ? u"RIGID"_s
           : roll <= 68 ? u"RELAPSE_WATCH"_s
                        : u"OTHER_HARDSHIP"_s;
}

void makePlace(Making &making, Home &home)
{
    Dice &dice = making.dice;
    const Words &words = Words::get();
    const QStringList &place = words.list(u"place"_s); // county, township, the words for group and number
    Household &household = home.household;
    home.villageName = nameOf(household.village);
    const bool urban = household.village.value % 1'000 < 200;
    const QString group = home.role ? home.role->group : dice.of(words.list(u"number"_s).first(6));
    const int house = home.role ? home.role->house : dice.between(1, 60);
    household.address.regionCode = household.village;
    household.address.residenceAddress = place[0] + place[1] + home.villageName +
                                         (urban ? QString() : QString(group + place[2])) + QString::number(house) +
                                         place[3];
    household.address.hukouAddress = household.address.residenceAddress;
    household.address.direction = home.role && !home.role->hint.isEmpty() ? home.role->hint
                                  : dice.chance(50)                       ? dice.of(words.list(u"hint"_s))
                                                                          : QString();
    auto &now = household.situation;
    now.tenure = dice.chance(94) ? u"OWN"_s : u"BORROW"_s;
    now.structure = dice.of(words.list(u"structure"_s));
    now.floorArea = dice.between(45, 140);
    now.rooms = dice.between(2, 5);
    now.danger = dice.chance(70) ? u"A"_s : dice.chance(80) ? u"B"_s : u"C"_s;
    now.water = dice.chance(80) ? u"TAP"_s : u"WELL"_s;
}

/// What follows from the people: head, contact, bank, causes.
void finishHousehold(Making &making, Home &home, const QString &number)
{
    Household &household = home.household;
    const Member &head = home.members.first();
    household.head.no = number;
    household.head.applicantName = head.identity.name;
    household.head.applicantId = head.identity.idNo;
    household.head.hukouKind = household.village.value % 1'000 < 200 ? u"URBAN"_s : u"RURAL"_s;
    household.head.size = household.head.sizeRegistered = household.head.sizeProtected = int(home.members.size());
    household.head.applyUnit = u"HOUSEHOLD"_s;
    if (household.contact.phone.isEmpty())
        household.contact.phone = head.identity.phone.isEmpty() ? phoneNumber(making) : head.identity.phone;
    household.bank.accountHolder = head.identity.name;
    household.bank.accountNo = accountNumber(making);
    auto &now = household.situation;
    const auto any = [&home](auto test) { return std::ranges::any_of(home.members, test); };
    if (now.causes.isEmpty()) {
        if (any([](const Member &m) { return !m.health.chronic.isEmpty() || !m.health.seriousIllness.isEmpty(); }))
            now.causes += u"C01"_s;
        if (any([](const Member &m) { return !m.disability.grade.isEmpty(); }))
            now.causes += u"C02"_s;
        if (any([](const Member &m) { return m.work.employment == u"STUDENT"_s; }))
            now.causes += u"C03"_s;
        if (!any([](const Member &m) { return m.work.keyLabour; }))
            now.causes += u"C07"_s;
        if (now.causes.isEmpty())
            now.causes += u"C99"_s;
        now.mainCause = now.causes.first();
    }
}

Home makeHome(Making &making, int index, int size, const QString &number)
{
    Home home;
    home.role = index < cast().size() ? &cast()[index] : nullptr;
    home.household.id = making.id<HouseholdId>();
    home.household.village = villageFor(making, home.role);
    home.household.bank.bankName = making.dice.of(Words::get().list(u"bank"_s));
    makePlace(making, home);
    if (index == 0) {
        home.household.situation.categoryNow = home.role->programme;
        makeHeroine(making, home);
    } else {
        makeMembers(making, home, size);
        home.household.situation.categoryNow = categoryFor(making, home);
        makeEconomy(making, home);
    }
    finishHousehold(making, home, number);
    return home;
}

void file(Making &making, Population &out, const Home &home, int index)
{
    Filing filing{out, home};
    filing.add(Kind::Household, home.household.id.as<RecordTag>(), bodyOf(home.household));
    for (const Member &member : home.members)
        filing.add(Kind::Member, member.id.as<RecordTag>(), bodyOf(member));
    for (const Income &item : home.incomes)
        filing.add(Kind::Income, item.id, bodyOf(item));
    for (const Property &item : home.properties)
        filing.add(Kind::Property, item.id, bodyOf(item));
    for (const Expenditure &item : home.expenditures)
        filing.add(Kind::Expenditure, item.id, bodyOf(item));
    for (const Benefit &item : home.benefits)
        filing.add(Kind::Benefit, item.id, bodyOf(item));
    makeCases(making, filing, index);
}

} // namespace

Making::Making(const PopulationSpec &asked)
    : spec(asked)
    , dice(asked.seed)
    , clock(QDateTime(asked.today, QTime(8, 0), Qt::OffsetFromUTC, 8 * 3600).toMSecsSinceEpoch())
{
}

qint64 Making::at(int daysAgo, int hour, int minute) const
{
    return QDateTime(spec.today.addDays(-daysAgo), QTime(hour, minute), Qt::OffsetFromUTC, 8 * 3600)
        .toMSecsSinceEpoch();
}

Result<Population> populate(const PopulationSpec &spec)
{
    if (spec.households < 20 || spec.households > 100'000 || !spec.today.isValid() || spec.caseworker.isNull() ||
        spec.second.isNull() || spec.caseworker == spec.second || spec.photos < 0)
        return fail(ErrorCode::Rejected, u"population"_s);
    Making making(spec);
    Population out;
    out.township = {townshipCode};
    out.divisions = Words::get().divisions();
    out.checkFigures = "id_no,source,kind,amount,note\n";
    const QList<int> sizes = sizesFor(making);
    QSet<QString> taken;
    for (const CastRow &row : cast())
        taken.insert(row.no);
    int next = 1;
    for (int i = 0; i < spec.households; ++i) {
        QString number;
        for (number = i < cast().size() ? cast()[i].no : QString(); number.isEmpty(); ++next) {
            const QString candidate = u"LX-%1"_s.arg(next, 4, 10, QChar(u'0'));
            if (!taken.contains(candidate))
                number = candidate;
        }
        const Home home = makeHome(making, i, sizes[i], number);
        file(making, out, home, i);
        ++out.households;
        out.people += int(home.members.size());
    }
    return out;
}

} // namespace ruhu::demo
