// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/making_p.h"
#include "core/domain/contact.h"
#include "core/domain/residentid.h"

#include <algorithm>

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString maleCode = u"1"_s;
const QString femaleCode = u"2"_s;

/// What one place in a household asks for.
struct Seat
{
    QString relation; ///< RELATION
    bool male = true;
    int age = 0;
    bool ownSurname = true; ///< Of the head's family.
};

QString schoolStage(int age)
{
    if (age < 3 || age > 22)
        return u"NONE"_s;
    if (age < 6)
        return u"PRESCHOOL"_s;
    if (age < 15)
        return u"COMPULSORY"_s;
    return age < 18 ? u"SENIOR_HIGH"_s : u"UNDERGRAD"_s;
}

void makeHealth(Making &making, Member &member, int age)
{
    Dice &dice = making.dice;
    const int chronic = age >= 60 ? 55 : age >= 40 ? 25 : 4;
    member.health.medicalInsured = dice.chance(97);
    member.health.health = u"10"_s;
    if (dice.chance(chronic)) {
        member.health.health = u"30"_s;
        member.health.chronic = dice.of(Words::get().list(u"chronic"_s));
        member.health.hospitalStays = dice.chance(35) ? dice.between(1, 3) : 0;
        member.health.hospitalDays = member.health.hospitalStays * dice.between(4, 12);
    }
    if (age >= 25 && dice.chance(4))
        member.health.seriousIllness = {QString(u"SD%1"_s).arg(dice.between(1, 17), 2, 10, QChar(u'0'))};
    if (dice.chance(age >= 60 ? 16 : 7)) {
        member.disability.type = QString::number(dice.of(QList<int>{1, 2, 3, 4, 4, 4, 5, 6, 7}));
        member.disability.grade = QString::number(dice.between(1, 4));
        member.health.health = u"6"_s + member.disability.type;
        member.disability.cardNo = member.identity.idNo + member.disability.type + member.disability.grade;
    }
    const bool severe = !member.disability.grade.isEmpty() && member.disability.grade.toInt() <= 2;
    member.health.selfcare = age >= 80 && dice.chance(30) ? u"PARTIAL"_s
                             : severe && dice.chance(40)  ? u"PARTIAL"_s
                                                          : u"FULL"_s;
}

void makeWork(Making &making, Member &member, int age)
{
    const bool severe = !member.disability.grade.isEmpty() && member.disability.grade.toInt() <= 2;
    const bool ill = !member.health.seriousIllness.isEmpty();
    auto &work = member.work;
    work.workCapacity = age < 16    ? u"MINOR"_s
                        : age >= 60 ? u"ELDER"_s
                        : severe    ? u"NONE"_s
                        : ill       ? u"PARTIAL"_s
                                    : u"FULL"_s;
    member.school.schoolStage = schoolStage(age);
    const bool inSchool = member.school.schoolStage != u"NONE"_s && (age < 18 || making.dice.chance(40));
    if (inSchool) {
        work.employment = age < 6 ? u"PRESCHOOL"_s : u"STUDENT"_s;
        member.school.school = making.dice.of(Words::get().list(u"school"_s));
        return;
    }
    member.school.schoolStage = u"NONE"_s;
    if (work.workCapacity == u"FULL"_s) {
        work.employment = making.dice.of(QStringList{u"MIGRANT"_s, u"FARMING"_s, u"FARMING"_s, u"FLEXIBLE"_s});
        work.keyLabour = true;
        if (work.employment != u"FARMING"_s)
            work.employer = making.dice.of(Words::get().list(u"employer"_s));
    } else {
        work.employment = age < 16 ? u"PRESCHOOL"_s : u"NO_CAPACITY"_s;
    }
}

Member makeMember(Making &making, const Home &home, const Seat &seat, const QString &surname)
{
    Member member;
    member.id = making.id<MemberId>();
    member.household = home.household.id;
    member.relation = seat.relation;
    auto &identity = member.identity;
    identity.birth = birthFor(making, seat.age);
    identity.sex = seat.male ? maleCode : femaleCode;
    identity.name = personName(making, seat.ownSurname ? surname : anySurname(making), seat.male, seat.age);
    identity.ethnic = u"01"_s;
    identity.idNo = idNumber(making, identity.birth, seat.male);
    identity.marital = seat.age < 20 ? u"10"_s : seat.age > 72 && making.dice.chance(40) ? u"30"_s : u"20"_s;
    if (seat.age >= 16 && making.dice.chance(75))
        identity.phone = phoneNumber(making);
    member.school.edu = seat.age < 6     ? u"90"_s
                        : seat.age < 13  ? u"80"_s
                        : seat.age >= 60 ? making.dice.of(QStringList{u"80"_s, u"80"_s, u"90"_s, u"70"_s})
                                         : making.dice.of(QStringList{u"70"_s, u"70"_s, u"60"_s, u"80"_s});
    makeHealth(making, member, seat.age);
    makeWork(making, member, seat.age);
    if (seat.age >= 70)
        member.membership.topup += u"ELDER"_s;
    if (seat.age < 18)
        member.membership.topup += u"MINOR"_s;
    if (!member.disability.grade.isEmpty() && member.disability.grade.toInt() <= 2)
        member.membership.topup += u"SEVERE_DIS"_s;
    if (!member.health.seriousIllness.isEmpty())
        member.membership.topup += u"SERIOUS_ILL"_s;
    member.membership.specialGroup = member.membership.topup;
    member.membership.elderGroup = seat.age >= 80 ? u"VERY_OLD"_s : seat.age >= 60 ? u"NONE"_s : QString();
    return member;
}

/// Who lives together with a head of this age and sex. Ages fit: parents are 20 to 34 years older.
QList<Seat> seatsFor(Making &making, bool male, int age, int size)
{
    Dice &dice = making.dice;
    QList<Seat> seats = {{u"02"_s, male, age, true}};
    const auto child = [&](int parentAge) {
        const bool son = dice.chance(52);
        const int years = std::max(1, parentAge - dice.between(21, 31));
        return Seat{son ? u"20"_s : u"30"_s, son, years, true};
    };
    const auto spouse = [&] {
        return Seat{male ? u"12"_s : u"11"_s, !male, std::max(20, age - dice.between(-2, 5)), !male};
    };
    if (size >= 2 && (size > 2 || dice.chance(60)) && dice.chance(85))
        seats += spouse();
    if (age >= 55) {
        // The old ones keep the register: their child, the child's spouse, grandchildren.
        const int next = age - dice.between(22, 30);
        if (seats.size() < size)
            seats += Seat{u"20"_s, true, next, true};
        if (seats.size() < size && size - seats.size() >= 2)
            seats += Seat{u"38"_s, false, next - dice.between(0, 4), false};
        while (seats.size() < size) {
            const bool boy = dice.chance(52);
            seats += Seat{boy ? u"41"_s : u"42"_s, boy, std::max(1, next - dice.between(22, 29)), true};
        }
    } else {
        for (int children = 0; seats.size() < size && children < 2; ++children)
            seats += child(age);
        if (seats.size() < size)
            seats += Seat{u"52"_s, false, age + dice.between(21, 29), false};
        if (seats.size() < size)
            seats += Seat{u"51"_s, true, age + dice.between(22, 32), true};
        while (seats.size() < size)
            seats += child(age);
    }
    return seats;
}

} // namespace

QDate birthFor(Making &making, int age)
{
    return making.spec.today.addYears(-age).addDays(-making.dice.between(0, 364));
}

QString idNumber(Making &making, QDate &birth, bool male, const QString &tail)
{
    // With a tail of four wanted, the birthday moves until the check digit fits.
    for (;;) {
        const int sequence = tail.isEmpty() ? making.dice.between(0, 499) * 2 + (male ? 1 : 0) : tail.left(3).toInt();
        const QString first17 = u"9901%1"_s.arg(making.dice.between(1, 9), 2, 10, QChar(u'0')) +
                                birth.toString(u"yyyyMMdd"_s) + u"%1"_s.arg(sequence, 3, 10, QChar(u'0'));
        const QString number = first17 + idCheckCharacter(first17);
        const bool fits = tail.isEmpty() || number.endsWith(tail);
        if (fits && !making.idNumbers.contains(number)) {
            making.idNumbers.insert(number);
            return number;
        }
        if (!tail.isEmpty())
            birth = birth.addDays(1);
    }
}

QString anySurname(Making &making)
{
    const Words &words = Words::get();
    if (making.dice.chance(6))
        return making.dice.of(words.list(u"surname.rare"_s));
    // The first ones of the list are the frequent ones.
    const QStringList &all = words.list(u"surname"_s);
    const auto last = int(all.size()) - 1;
    return all[std::min(making.dice.between(0, last), making.dice.between(0, last))];
}

QString personName(Making &making, const QString &surname, bool male, int age)
{
    const Words &words = Words::get();
    if (making.dice.chance(1))
        return surname + making.dice.of(words.list(u"given.rare"_s));
    const QString when = age >= 58 ? u"old"_s : age >= 28 ? u"mid"_s : u"young"_s;
    return surname + making.dice.of(words.list(u"given."_s + (male ? u"m."_s : u"f."_s) + when));
}

QString phoneNumber(Making &making, const QString &tail)
{
    static const QList<int> operators = {130, 131, 135, 136, 137, 138, 139, 150,
                                         151, 152, 158, 159, 176, 182, 187, 188};
    const QString end = tail.isEmpty() ? u"%1"_s.arg(making.dice.between(0, 9'999), 4, 10, QChar(u'0')) : tail;
    return QString::number(tail.isEmpty() ? making.dice.of(operators) : 138) + u"0000"_s + end;
}

QString accountNumber(Making &making)
{
    QString digits = u"629999"_s;
    while (digits.size() < 18)
        digits += QString::number(making.dice.between(0, 9));
    for (int last = 0;; ++last) {
        if (luhnHolds(QString(digits + QString::number(last))))
            return digits + QString::number(last);
    }
}

void makeMembers(Making &making, Home &home, int size)
{
    Dice &dice = making.dice;
    const bool male = home.role ? home.role->sex == maleCode : dice.chance(64);
    const int age = home.role   ? home.role->age
                    : size == 1 ? dice.between(48, 91)
                    : size == 2 ? dice.between(34, 84)
                    : size >= 5 ? dice.between(32, 72)
                                : dice.between(30, 74);
    const QString surname = home.role ? home.role->name.left(1) : anySurname(making);
    const QString fathers = male ? surname : anySurname(making); // children are named after the father
    for (const Seat &seat : seatsFor(making, male, age, size)) {
        const bool fathersSide = seat.relation == u"11"_s || seat.relation[0] == u'2' || seat.relation == u"30"_s ||
                                 seat.relation == u"41"_s || seat.relation == u"42"_s;
        home.members += makeMember(making, home, seat, fathersSide ? fathers : surname);
    }
    if (size == 1)
        home.members[0].identity.marital = dice.chance(70) ? u"30"_s : u"10"_s;
    if (home.role) {
        home.members[0].identity.name = home.role->name;
    } else if (dice.chance(2)) {
        const QString ethnic = dice.of(Words::get().minority()).first;
        QList<std::pair<QString, QString>> names = Words::get().minority();
        names.removeIf([&ethnic](const auto &name) { return name.first != ethnic; });
        for (Member &member : home.members) {
            member.identity.ethnic = ethnic;
            member.identity.name = dice.of(names).second;
        }
    }
}

} // namespace ruhu::demo
