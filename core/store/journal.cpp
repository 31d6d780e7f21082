// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/journal.h"

#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/record/cbor.h"

#include <QCborArray>

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray chainHash(const QByteArray &previous, const AuditRow &line)
{
    const QCborArray content{line.n, line.atMs, line.person.bytes(), line.what, line.ref.bytes(), line.detail};
    return crypto::blake2b(QByteArray(previous + record::cbor::encode(content)));
}

AuditRow auditRow(const Row &row)
{
    return {row.number(0),       row.number(1), row.id<PersonId>(2), row.text(3),
            row.id<RecordId>(4), row.text(5),   row.bytes(6),        row.bytes(7)};
}

const QString auditColumns = u"SELECT n, at, person, what, ref, detail, hash, sig FROM audit "_s;

} // namespace

Result<void> audit(Database &db, const AuditRow &line, const record::Signer &device)
{
    return db.transact([&]() -> Result<void> {
        const auto last = db.first(auditColumns + u"ORDER BY n DESC LIMIT 1"_s, {}, auditRow);
        if (!last)
            return passOn(last);
        AuditRow next = line;
        next.n = *last ? (*last)->n + 1 : 1;
        next.hash = chainHash(*last ? (*last)->hash : QByteArray(), next);
        const auto sig = device(next.hash);
        if (!sig)
            return passOn(sig);
        auto done = db.exec(
            u"INSERT INTO audit (n, at, person, what, ref, detail, hash, sig)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s,
            {next.n, next.atMs, next.person.bytes(), next.what, next.ref.bytes(), next.detail, next.hash, *sig});
        return done ? Result<void>() : passOn(done);
    });
}

Result<QList<AuditRow>> auditRows(Database &db, int limit)
{
    return db.list(auditColumns + u"ORDER BY n DESC LIMIT ?"_s, {limit}, auditRow);
}

Result<qint64> verifyAudit(Database &db, QByteArrayView devicePublicKey)
{
    const auto rows = db.list(auditColumns + u"ORDER BY n"_s, {}, auditRow);
    if (!rows)
        return passOn(rows);
    QByteArray previous;
    for (qsizetype i = 0; i < rows->size(); ++i) {
        const AuditRow &row = rows->at(i);
        const bool follows = row.n == i + 1 && row.hash == chainHash(previous, row);
        if (!follows || (!devicePublicKey.isEmpty() && !crypto::verify(devicePublicKey, row.hash, row.sig)))
            return fail(ErrorCode::Damaged, u"audit line %1"_s.arg(row.n));
        previous = row.hash;
    }
    return rows->size();
}

Result<AnchorState> anchorState(Database &db)
{
    const auto commits = db.number(u"SELECT value FROM counter WHERE name = 'commits'"_s);
    if (!commits)
        return passOn(commits);
    const auto head =
        db.first(u"SELECT hash FROM audit ORDER BY n DESC LIMIT 1"_s, {}, [](const Row &row) { return row.bytes(0); });
    if (!head)
        return passOn(head);
    return AnchorState{*commits, head->value_or(QByteArray())};
}

Result<void> setSetting(Database &db, const QString &name, const QByteArray &value)
{
    auto done = db.exec(u"INSERT INTO setting (name, value) VALUES (?, ?)"
                        " ON CONFLICT (name) DO UPDATE SET value = excluded.value"_s,
                        {name, value});
    return done ? Result<void>() : passOn(done);
}

Result<QByteArray> setting(Database &db, const QString &name)
{
    const auto value =
        db.first(u"SELECT value FROM setting WHERE name = ?"_s, {name}, [](const Row &row) { return row.bytes(0); });
    if (!value)
        return passOn(value);
    return value->value_or(QByteArray());
}

} // namespace ruhu::store
