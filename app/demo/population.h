// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"
#include "core/domain/division.h"
#include "core/record/record.h"

#include <QByteArray>
#include <QDate>
#include <QImage>
#include <QList>
#include <QString>

/// The people of the demonstration township Liuxi: names, addresses, incomes, cases and drawn photos, all invented.
///
/// Pure: the same spec gives the same bytes, whatever the machine and the day it runs on. Nothing of it can belong to a
/// person: divisions and identity numbers begin with 99, which no province has, and phone numbers have a middle of
/// 0000.
///
/// How to use it (an importer, such as `ruhuctl demo create`):
///   1. make the province and add staff() to the hub: that gives their PersonIds;
///   2. populate() with those ids;
///   3. give the hub Population::divisions and, at most 1,000 at a time and in their order, Population::records (part
///   is
///      that of `township` for all; id, kind, root, village and body are set; ver, seq and ch are the hub's);
///   4. write Population::checkFigures to the file of the hub's check centre;
///   5. for each of Population::photos: drawPhoto(), make the copies, seal and import them as blobs, set the fields
///      thumb*, evidence* of its body and import its record last.
namespace ruhu::demo {

/// A person who works with Ruhu in the demonstration (resources/demo/staff.csv).
struct Staff
{
    QString key; ///< caseworker, second, supervisor
    QString name;
    QStringList roles; ///< Role ids; the first is the main one.
};
[[nodiscard]] QList<Staff> staff();

struct PopulationSpec
{
    int households = 2'000; ///< 20 (the cast) to 100,000.
    quint64 seed = 1;
    QDate today;         ///< The day on which the tasks fall.
    PersonId caseworker; ///< Handles and visits.
    PersonId second;     ///< Second investigator of past visits.
    int photos = 240;    ///< At most; the cast has some of them.
};

struct PhotoPlan
{
    record::Record record; ///< Kind photo, without blob fields.
    QString scene;         ///< For drawPhoto().
    quint64 seed = 0;
};

struct Population
{
    DivisionCode township;
    QList<std::pair<qint64, QString>> divisions; ///< Code and name of every place, province first.
    QList<record::Record> records;               ///< Each household before what belongs to it.
    QList<PhotoPlan> photos;
    QByteArray checkFigures; ///< CSV id_no,source,kind,amount,note: what the registers know, amounts in fen.
    int households = 0;
    int people = 0;
    HouseholdId heroine;          ///< The household of the guide: head Wang Guiying.
    ApplicationId herApplication; ///< Accepted, authorised, check report back with two differences, not yet visited.
};

/// Rejected for a spec out of range or without a day or people. Takes less than a second for 2,000 households.
[[nodiscard]] Result<Population> populate(const PopulationSpec &spec);

/// A drawn photo, 4:3: scenes front, yard, kitchen, bedroom, living, people, vehicle, paper. Other names give a paper.
/// \param longEdge pixels, 64 to 2048. Needs no window system.
[[nodiscard]] QImage drawPhoto(const QString &scene, quint64 seed, int longEdge);
/// The same as JPEG bytes of about 60 % quality.
[[nodiscard]] QByteArray photoJpeg(const QString &scene, quint64 seed, int longEdge);

} // namespace ruhu::demo
