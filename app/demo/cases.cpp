// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/making_p.h"
#include "core/domain/residentid.h"

#include <QCborArray>
#include <QCborMap>

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;
using record::Body;
using record::Kind;

namespace {

/// How far an application of the demonstration has come.
enum class Reached { Draft, AwaitingSupplement, Accepted, CheckRequested, CheckReceived };

QCborArray refs(const QList<PersonId> &people)
{
    QCborArray out;
    for (PersonId person : people)
        out.append(person.bytes());
    return out;
}

Body event(const PersonId &by, QLatin1String role, qint64 at)
{
    return {{u"by"_s, by.bytes()}, {u"role"_s, QString(role)}, {u"at"_s, at}};
}

// ---- past visits ------------------------------------------------------------------------------------------------

struct Scene
{
    const char *kind;
    const char *scene;
    int caption; ///< Index in the list of captions.
};
constexpr std::array scenes = {Scene{"PH01", "front", 0},  Scene{"PH03", "kitchen", 2}, Scene{"PH04", "bedroom", 3},
                               Scene{"PH02", "living", 4}, Scene{"PH07", "vehicle", 5}, Scene{"PH01", "yard", 1}};

void addPhotos(Making &making, Filing &filing, RecordId visit, qint64 at, int count)
{
    const QStringList &captions = Words::get().list(u"caption"_s);
    for (int i = 0; i < count && filing.out.photos.size() < making.spec.photos; ++i) {
        const Scene &scene = scenes[std::size_t(i) % scenes.size()];
        Body body = event(making.spec.caseworker, "Investigator"_L1, at + i);
        body.insert(u"visit"_s, visit.bytes());
        body.insert(u"kind"_s, QString::fromLatin1(scene.kind));
        body.insert(u"caption"_s, captions[scene.caption]);
        body.insert(u"taken_at"_s, at - 600'000 + 60'000 * i);
        filing.out.photos += {filing.made(Kind::Photo, making.id<RecordId>(), body), QString::fromLatin1(scene.scene),
                              making.dice.next()};
    }
}

void addVisit(Making &making, Filing &filing, int daysAgo, const QString &reason, const QString &notes, int photos)
{
    const Home &home = filing.home;
    const RecordId id = making.id<RecordId>();
    const qint64 start = making.at(daysAgo, making.dice.between(8, 16), making.dice.between(0, 59));
    const qint64 end = start + making.dice.between(20, 55) * 60'000LL;
    Body body = event(making.spec.caseworker, "Investigator"_L1, end);
    body.insert(u"no"_s, QString(home.household.head.no + u"-V%1"_s.arg(daysAgo)));
    body.insert(u"reason"_s, reason);
    body.insert(u"method"_s, u"HOME_VISIT"_s);
    body.insert(u"start_at"_s, start);
    body.insert(u"end_at"_s, end);
    body.insert(u"place_kind"_s, u"RESIDENCE"_s);
    body.insert(u"investigators"_s, refs({making.spec.caseworker, making.spec.second}));
    body.insert(u"respondent"_s, home.members.first().identity.name);
    body.insert(u"respondent_relation"_s, u"02"_s);
    body.insert(u"notice_given"_s, true);
    body.insert(u"outcome"_s, u"DONE"_s);
    body.insert(u"result"_s, u"TRUE"_s);
    body.insert(u"notes"_s, notes);
    filing.add(Kind::Visit, id, body);
    addPhotos(making, filing, id, end, photos);
}

void makeVisits(Making &making, Filing &filing, bool heroine)
{
    Dice &dice = making.dice;
    const CastRow *const role = filing.home.role;
    const QStringList &notes = Words::get().list(u"note.visit"_s);
    if (heroine)
        return addVisit(making, filing, role->visited, u"OUTREACH"_s, Words::get().list(u"heroine.visit"_s).first(), 6);
    if (role)
        return addVisit(making, filing, role->visited, u"RECHECK"_s, dice.of(notes), 3);
    const int visits = dice.chance(45) ? dice.between(1, 2) : 0;
    for (int i = 0; i < visits; ++i) {
        const QString reason = dice.of(QStringList{u"OUTREACH"_s, u"RECHECK"_s, u"CARE"_s});
        addVisit(making, filing, dice.between(20, 170) + 170 * (visits - 1 - i), reason, dice.of(notes),
                 dice.chance(20) ? 3 : 0);
    }
}

// ---- applications -----------------------------------------------------------------------------------------------

/// What a register says about one thing that was declared.
struct Figure
{
    MemberId member;
    QString idNo;
    QString source;
    QString kind;
    Fen declared;
    Fen found;
    QString note;
};

QString sourceOf(const QString &kind)
{
    const QStringList &sources = Words::get().list(u"source"_s); // police, insurance, bank, housing, market
    return kind.startsWith(u"VEH"_s)   ? sources[0]
           : kind.startsWith(u"FIN"_s) ? sources[2]
           : kind.startsWith(u"EST"_s) ? sources[3]
                                       : sources[1];
}

/// What the registers know about a household: mostly what was declared, now and then more.
QList<Figure> figuresOf(Making &making, const Home &home, bool heroine)
{
    QList<Figure> figures;
    const auto idOf = [&home](MemberId id) {
        const auto member = std::ranges::find(home.members, id, &Member::id);
        return member->identity.idNo;
    };
    const auto add = [&](MemberId member, const QString &kind, Fen declared) {
        const bool more = !heroine && making.dice.chance(7);
        const Fen found = more ? Fen{declared.value * making.dice.between(110, 150) / 100} : declared;
        figures += {member, idOf(member), sourceOf(kind), kind, declared, found, {}};
    };
    for (const Income &item : home.incomes) {
        if (item.kind == u"TRANSFER.01"_s || item.kind == u"WAGE.02"_s)
            add(item.member, item.kind, item.verified);
    }
    for (const Property &item : home.properties) {
        if (item.kind == u"FIN.01"_s || item.kind == u"EST.03"_s)
            add(item.owner, item.kind, item.amount);
    }
    if (!heroine)
        return figures;
    const QStringList &notes = Words::get().list(u"heroine.check"_s);
    for (Figure &figure : figures) {
        if (figure.member == home.members[1].id && figure.kind == u"TRANSFER.01"_s) {
            figure.found = yuan(2'952);
            figure.note = notes[1];
        }
    }
    figures += {home.members[2].id,
                home.members[2].identity.idNo,
                sourceOf(u"VEH.01"_s),
                u"VEH.01"_s,
                {},
                yuan(4'000),
                notes[0]};
    return figures;
}

Body checkResult(RecordId application, RecordId request, const QList<Figure> &figures, QDate on, qint64 at)
{
    QCborArray items;
    bool match = true;
    for (const Figure &figure : figures) {
        const bool agrees = figure.found <= figure.declared;
        match = match && agrees;
        QCborMap item{
            {u"member"_s, figure.member.bytes()},   {u"source"_s, figure.source},     {u"what"_s, figure.kind},
            {u"declared"_s, figure.declared.value}, {u"found"_s, figure.found.value}, {u"agrees"_s, agrees},
            {u"on"_s, on.toString(Qt::ISODate)}};
        if (!figure.note.isEmpty())
            item.insert(u"detail"_s, figure.note);
        items.append(item);
    }
    return {{u"application"_s, application.bytes()},
            {u"request"_s, request.bytes()},
            {u"received_on"_s, on.toString(Qt::ISODate)},
            {u"match"_s, match},
            {u"items"_s, items},
            {u"role"_s, u"MeansCheckCentre"_s},
            {u"at"_s, at}};
}

class CaseMaker
{
public:
    CaseMaker(Making &making, Filing &filing, int number, bool heroine)
        : m_making(making)
        , m_filing(filing)
        , m_number(number)
        , m_heroine(heroine)
        , m_id(making.id<RecordId>())
        , m_openedDaysAgo(heroine ? 18 : making.dice.between(4, 25))
    {
    }

    RecordId make(Reached reached, const QList<Figure> &figures)
    {
        application();
        if (reached == Reached::AwaitingSupplement)
            step("Draft"_L1, "AwaitingSupplement"_L1, m_openedDaysAgo - 1);
        if (reached < Reached::Accepted)
            return m_id;
        const RecordId authorisation = authorise();
        step("Draft"_L1, "Accepted"_L1, m_openedDaysAgo);
        if (reached < Reached::CheckRequested)
            return m_id;
        step("Accepted"_L1, "Surveying"_L1, m_openedDaysAgo - 1);
        const RecordId request = requestCheck(authorisation);
        step("Surveying"_L1, "DataChecking"_L1, m_openedDaysAgo - 1);
        if (reached == Reached::CheckReceived) {
            const int daysAgo = m_heroine ? 3 : 1;
            m_filing.add(
                Kind::CheckResult, m_making.id<RecordId>(),
                checkResult(m_id, request, figures, m_making.spec.today.addDays(-daysAgo), m_making.at(daysAgo, 15)));
        }
        return m_id;
    }

private:
    void application()
    {
        const QDate day = m_making.spec.today.addDays(-m_openedDaysAgo);
        const QStringList &reasons = Words::get().list(m_heroine ? u"heroine.reason"_s : u"reason.apply"_s);
        Body body{{u"programmes.program"_s, u"SUBSISTENCE"_s},
                  {u"programmes.apply_unit"_s, u"HOUSEHOLD"_s},
                  {u"reason.case_no"_s,
                   u"LX-%1-D-%2"_s.arg(day.year()).arg(m_heroine ? 147 : 200 + m_number, 4, 10, QChar(u'0'))},
                  {u"reason.apply_mode"_s, u"SELF"_s},
                  {u"reason.applied_on"_s, day.toString(Qt::ISODate)},
                  {u"reason.text"_s, m_making.dice.of(reasons)},
                  {u"handler.handler"_s, m_making.spec.caseworker.bytes()},
                  {u"handler.investigators"_s, refs({m_making.spec.caseworker, m_making.spec.second})}};
        const QStringList &causes = m_filing.home.household.situation.causes;
        if (!causes.isEmpty())
            body.insert(u"reason.causes"_s, QCborArray::fromStringList(causes));
        m_filing.add(Kind::Application, m_id, body);
    }

    void step(QLatin1String from, QLatin1String to, int daysAgo)
    {
        Body body = event(m_making.spec.caseworker, "TownshipHandler"_L1, m_making.at(daysAgo, 10, ++m_minute));
        body.insert(u"application"_s, m_id.bytes());
        body.insert(u"from"_s, QString(from));
        body.insert(u"to"_s, QString(to));
        m_filing.add(Kind::Step, m_making.id<RecordId>(), body);
    }

    QCborArray adults() const
    {
        QCborArray out;
        for (const Member &member : m_filing.home.members) {
            if (completedYears(member.identity.birth, m_making.spec.today) >= 18)
                out.append(member.id.bytes());
        }
        return out;
    }

    RecordId authorise()
    {
        const RecordId id = m_making.id<RecordId>();
        Body body = event(m_making.spec.caseworker, "TownshipHandler"_L1, m_making.at(m_openedDaysAgo, 9, 30));
        body.insert(u"application"_s, m_id.bytes());
        body.insert(u"no"_s, u"SQ-%1"_s.arg(200 + m_number, 4, 10, QChar(u'0')));
        body.insert(u"members"_s, adults());
        body.insert(u"signed_on"_s, m_making.spec.today.addDays(-m_openedDaysAgo).toString(Qt::ISODate));
        body.insert(u"scope"_s, QCborArray{u"CHECK"_s, u"VISIT"_s, u"STATEMENT"_s});
        m_filing.add(Kind::Authorisation, id, body);
        return id;
    }

    RecordId requestCheck(RecordId authorisation)
    {
        const RecordId id = m_making.id<RecordId>();
        Body body = event(m_making.spec.caseworker, "TownshipHandler"_L1, m_making.at(m_openedDaysAgo - 1, 11));
        body.insert(u"application"_s, m_id.bytes());
        body.insert(u"authorisation"_s, authorisation.bytes());
        body.insert(u"members"_s, adults());
        body.insert(u"requested_on"_s, m_making.spec.today.addDays(1 - m_openedDaysAgo).toString(Qt::ISODate));
        m_filing.add(Kind::CheckRequest, id, body);
        return id;
    }

    Making &m_making;
    Filing &m_filing;
    int m_number;
    bool m_heroine;
    RecordId m_id;
    int m_openedDaysAgo;
    int m_minute = 0;
};

// ---- tasks ------------------------------------------------------------------------------------------------------

void addTask(Making &making, Filing &filing, const QString &what, QDate due, RecordId subject, const QString &note)
{
    Body body{{u"assignee.person"_s, making.spec.caseworker.bytes()},
              {u"assignee.role"_s, u"Investigator"_s},
              {u"status.what"_s, what},
              {u"status.subject"_s, subject.bytes()},
              {u"status.status"_s, u"OPEN"_s},
              {u"status.due_on"_s, due.toString(Qt::ISODate)}};
    if (!note.isEmpty())
        body.insert(u"status.note"_s, note);
    filing.add(Kind::Task, making.id<RecordId>(), body);
}

} // namespace

void makeCases(Making &making, Filing &filing, int number)
{
    Dice &dice = making.dice;
    const Home &home = filing.home;
    const CastRow *const role = home.role;
    const bool heroine = role && role == &cast().first();
    makeVisits(making, filing, heroine);

    const QList<Figure> figures = figuresOf(making, home, heroine);
    for (const Figure &figure : figures)
        filing.out.checkFigures +=
            u"%1,%2,%3,%4,%5\n"_s
                .arg(figure.idNo, figure.source, figure.kind, QString::number(figure.found.value), figure.note)
                .toUtf8();

    const QString &category = home.household.situation.categoryNow;
    const bool covered = category == u"SUBSISTENCE"_s || category == u"DESTITUTE"_s;
    RecordId application;
    if (heroine || (!role && !covered && dice.chance(4))) {
        const Reached reached = heroine ? Reached::CheckReceived : Reached(dice.between(0, 4));
        application = CaseMaker(making, filing, number, heroine).make(reached, figures);
    }
    if (heroine) {
        filing.out.heroine = home.household.id;
        filing.out.herApplication = application.as<ApplicationTag>();
    }
    if (role && !role->task.isEmpty())
        addTask(making, filing, heroine ? u"VISIT"_s : role->task, making.spec.today,
                heroine ? application : home.household.id.as<RecordTag>(), role->hint);
    const bool near = home.household.village.value % 1'000 >= 201 && home.household.village.value % 1'000 <= 203;
    if (!role && near && dice.chance(12)) {
        QDate due = making.spec.today.addDays(dice.between(1, 12));
        while (due.dayOfWeek() > 5)
            due = due.addDays(1);
        addTask(making, filing, dice.of(QStringList{u"RECHECK"_s, u"CARE"_s}), due, home.household.id.as<RecordTag>(),
                {});
    }
}

} // namespace ruhu::demo
