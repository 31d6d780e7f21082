// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/papers.h"

#include "core/store/households.h"
#include "core/store/journal.h"

#include <QCborArray>
#include <QCborMap>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;

namespace {

QString settingOf(PersonId person)
{
    return u"standing/"_s + person.text();
}

} // namespace

Result<void> noteStanding(store::Database &db, const Standing &standing)
{
    const QCborMap map{{u"name"_s, standing.name},
                       {u"serial"_s, standing.serial},
                       {u"sign_key"_s, standing.signKey},
                       {u"roles"_s, QCborArray::fromStringList(standing.roles)}};
    return store::setSetting(db, settingOf(standing.person), map.toCborValue().toCbor());
}

Result<Standing> standingOf(store::Database &db, PersonId person)
{
    const auto kept = store::setting(db, settingOf(person));
    if (!kept)
        return passOn(kept);
    Standing standing;
    standing.person = person;
    if (!kept->isEmpty()) {
        const QCborMap map = QCborValue::fromCbor(*kept).toMap();
        standing.name = map[u"name"_s].toString();
        standing.serial = map[u"serial"_s].toByteArray();
        standing.signKey = map[u"sign_key"_s].toByteArray();
        for (const QCborValue &role : map[u"roles"_s].toArray())
            standing.roles.append(role.toString());
    }
    const auto people = store::people(db);
    if (!people)
        return passOn(people);
    for (const store::PersonRow &row : *people) {
        if (row.id != person)
            continue;
        if (standing.serial.isEmpty()) { // of another laptop: its signatures are verified, none is made with it here
            standing.name = row.name;
            standing.serial = row.serial;
            standing.signKey = row.signKey;
        }
        if (!row.role.isEmpty() && !standing.roles.contains(row.role))
            standing.roles.append(row.role);
    }
    if (standing.serial.isEmpty())
        return fail(ErrorCode::NotFound, u"certificate"_s);
    return standing;
}

QByteArray signedMessage(QByteArrayView hash, const QString &role)
{
    return QByteArray(hash.toByteArray() + role.toUtf8());
}

} // namespace ruhu::service
