// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/phrases.h"

#include "core/domain/money.h"
#include "ui/models/messages.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace ruhu::models {

namespace {

class Phrases
{
    Q_DECLARE_TR_FUNCTIONS(Phrases)

public:
    static QString weekday(int day)
    {
        switch (day) {
        case 1: return tr("Mon");
        case 2: return tr("Tue");
        case 3: return tr("Wed");
        case 4: return tr("Thu");
        case 5: return tr("Fri");
        case 6: return tr("Sat");
        case 7: return tr("Sun");
        default: return {};
        }
    }

    static QString day(QDate day, QDate today)
    {
        if (!day.isValid())
            return {};
        const QString text = tr("%1/%2", "month and day").arg(day.month()).arg(day.day());
        return day.year() == today.year() ? text : tr("%1/%2", "year, month and day").arg(day.year()).arg(text);
    }

    static QString moment(const QDateTime &at, const QDateTime &now)
    {
        const QString clock = at.time().toString(QStringLiteral("HH:mm"));
        if (at.date() == now.date())
            return tr("today %1").arg(clock);
        if (at.date() == now.date().addDays(-1))
            return tr("yesterday %1").arg(clock);
        return tr("%1 %2", "day and time").arg(day(at.date(), now.date()), clock);
    }

    static QString money(qint64 fen) { return tr("%1 yuan").arg(yuanText(Fen{fen})); }

    static QString badge(const service::Deadline &due)
    {
        if (due.workingDaysLeft < 0)
            return tr("%n working day(s) over", nullptr, -due.workingDaysLeft);
        if (due.workingDaysLeft == 0)
            return tr("due today");
        return tr("%n working day(s) left", nullptr, due.workingDaysLeft);
    }

    static QString prose(const service::Deadline &due, QDate today)
    {
        QString left = tr("due today");
        if (due.workingDaysLeft < 0)
            left = tr("%n working day(s) over", "in a sentence", -due.workingDaysLeft);
        else if (due.workingDaysLeft > 0)
            left = tr("%n working day(s) left", "in a sentence", due.workingDaysLeft);
        return tr("%1, by %2 %3").arg(left, day(due.date, today), weekday(due.date.dayOfWeek()));
    }

    static QString limit(const QString &key)
    {
        if (key == QStringLiteral("lead.contact"))
            return tr("get in touch");
        if (key == QStringLiteral("supplement"))
            return tr("missing papers");
        if (key == QStringLiteral("survey.start"))
            return tr("begin the survey");
        if (key == QStringLiteral("check.start"))
            return tr("data check");
        if (key == QStringLiteral("check.objection"))
            return tr("objection to the data check");
        return tr("decision on the case"); // total, total.special, total.delegated
    }

    static QString programme(const QString &id);
    static QString tag(const QString &id);

    static QString ago(QDate day, QDate today)
    {
        if (!day.isValid())
            return tr("never");
        const qint64 days = day.daysTo(today);
        if (days <= 0)
            return tr("today");
        if (days > 90)
            return tr("more than 90 days");
        return tr("%n day(s) ago", nullptr, int(days));
    }

    static QString place(const service::Place &place)
    {
        //: Village and group.
        return place.group.isEmpty() ? place.villageName
                                     : tr("%1 %2", "village and group").arg(place.villageName, place.group);
    }
};

QString Phrases::programme(const QString &id)
{
    if (id == QStringLiteral("SUBSISTENCE"))
        return tr("Subsistence");
    if (id == QStringLiteral("DESTITUTE"))
        return tr("Destitute");
    if (id == QStringLiteral("MARGINAL"))
        return tr("Marginal");
    if (id == QStringLiteral("RIGID"))
        return tr("Rigid expenditure");
    if (id == QStringLiteral("DIS_LIVING"))
        return tr("Disability living");
    if (id == QStringLiteral("DIS_NURSING"))
        return tr("Disability nursing");
    return codeWord(u"PROGRAM", id);
}

QString Phrases::tag(const QString &id)
{
    if (id == QStringLiteral("disability"))
        return tr("disabled");
    if (id == QStringLiteral("illness"))
        return tr("seriously ill");
    if (id == QStringLiteral("chronic"))
        return tr("chronically ill");
    if (id == QStringLiteral("student"))
        return tr("student");
    if (id == QStringLiteral("elder"))
        return tr("elderly");
    if (id == QStringLiteral("child"))
        return tr("child");
    return id;
}

QDateTime local(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms);
}

} // namespace

QString limitText(const QString &limit)
{
    return Phrases::limit(limit);
}

QString dayText(QDate day, QDate today)
{
    return Phrases::day(day, today);
}

QString weekdayText(QDate day)
{
    return day.isValid() ? Phrases::weekday(day.dayOfWeek()) : QString();
}

QString momentText(qint64 atMs, QDateTime now)
{
    return atMs > 0 ? Phrases::moment(local(atMs), now) : QString();
}

QString clockText(qint64 atMs)
{
    return atMs > 0 ? local(atMs).time().toString(QStringLiteral("HH:mm:ss")) : QString();
}

QString moneyText(qint64 fen)
{
    return Phrases::money(fen);
}

QString sizeText(qint64 bytes)
{
    constexpr double k = 1000;
    if (bytes < 1'000'000)
        return QStringLiteral("%1 kB").arg((bytes + 999) / 1000);
    if (bytes < 1'000'000'000)
        return QStringLiteral("%1 MB").arg(double(bytes) / (k * k), 0, 'f', 1);
    return QStringLiteral("%1 GB").arg(double(bytes) / (k * k * k), 0, 'f', 1);
}

Urgency urgencyOf(const service::Deadline &due)
{
    constexpr int soonDays = 1; // today and tomorrow are marked
    if (!due.date.isValid())
        return Urgency::None;
    if (due.workingDaysLeft < 0)
        return Urgency::Overdue;
    return due.workingDaysLeft <= soonDays ? Urgency::Soon : Urgency::Fine;
}

QString badgeText(const service::Deadline &due)
{
    return due.date.isValid() ? Phrases::badge(due) : QString();
}

QString proseText(const service::Deadline &due, QDate today)
{
    return due.date.isValid() ? Phrases::prose(due, today) : QString();
}

QString programmeText(const QString &programme)
{
    return Phrases::programme(programme);
}

QString tagText(const QString &tag)
{
    return Phrases::tag(tag);
}

QString placeText(const service::Place &place)
{
    return Phrases::place(place);
}

QString agoText(QDate day, QDate today)
{
    return Phrases::ago(day, today);
}

} // namespace ruhu::models
