// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/sqliteschema_p.h"

#include <array>

namespace ruhu::hub::sqlite {

using namespace Qt::Literals::StringLiterals;

namespace {

// Rules: `part` first in every key and index; rowid tables (WITHOUT ROWID made 1.2 kB rows 2.6 times as
// large); statements are never edited once released.
constexpr std::array v1 = {
    "CREATE TABLE part (part INTEGER PRIMARY KEY, seq INTEGER NOT NULL, epoch INTEGER NOT NULL,"
    " gc_seq INTEGER NOT NULL) STRICT",
    "CREATE TABLE record (part INTEGER NOT NULL, id BLOB NOT NULL, ver INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " ch INTEGER NOT NULL, kind TEXT NOT NULL, village INTEGER NOT NULL, root BLOB NOT NULL,"
    " archived INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (part, id)) STRICT",
    "CREATE UNIQUE INDEX record_feed ON record (part, ch, seq)",
    "CREATE INDEX record_root ON record (part, root)",
    "CREATE TABLE revision (part INTEGER NOT NULL, id BLOB NOT NULL, ver INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " mid BLOB NOT NULL, by_person BLOB NOT NULL, at INTEGER NOT NULL, body BLOB NOT NULL,"
    " PRIMARY KEY (part, id, ver)) STRICT",
    "CREATE TABLE mutation (part INTEGER NOT NULL, mid BLOB NOT NULL, status TEXT NOT NULL, ver INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, code TEXT NOT NULL, field TEXT NOT NULL, device BLOB NOT NULL, n INTEGER NOT NULL,"
    " PRIMARY KEY (part, mid)) STRICT",
    "CREATE INDEX mutation_counter ON mutation (part, device, n)",
    "CREATE TABLE bundle (part INTEGER NOT NULL, bid BLOB NOT NULL, PRIMARY KEY (part, bid)) STRICT",
    "CREATE TABLE staging (part INTEGER NOT NULL, bid BLOB NOT NULL, device BLOB NOT NULL, bytes BLOB NOT NULL,"
    " received_at INTEGER NOT NULL, ord INTEGER NOT NULL, PRIMARY KEY (part, bid)) STRICT",
    "CREATE TABLE kept (part INTEGER NOT NULL, bid BLOB NOT NULL, device BLOB NOT NULL, reason TEXT NOT NULL,"
    " bytes BLOB NOT NULL, received_at INTEGER NOT NULL, PRIMARY KEY (part, bid)) STRICT",
    "CREATE TABLE receipt (part INTEGER NOT NULL, subject BLOB NOT NULL, received_at INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, sig BLOB NOT NULL, PRIMARY KEY (part, subject)) STRICT",
    "CREATE TABLE blob (part INTEGER NOT NULL, hash BLOB NOT NULL, length INTEGER NOT NULL, received INTEGER NOT NULL,"
    " complete INTEGER NOT NULL, role TEXT NOT NULL, PRIMARY KEY (part, hash)) STRICT",
    "CREATE TABLE digest (part INTEGER NOT NULL, ch INTEGER NOT NULL, village INTEGER NOT NULL,"
    " digest INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (part, ch, village)) STRICT",
    // Reference tables: known on every machine of a province.
    "CREATE TABLE device (device BLOB PRIMARY KEY, sign_key BLOB NOT NULL, box_key BLOB NOT NULL,"
    " certificate BLOB NOT NULL, app TEXT NOT NULL, revoked INTEGER NOT NULL, not_after INTEGER NOT NULL, scope_ver "
    "INTEGER NOT NULL,"
    " enrolled_at INTEGER NOT NULL) STRICT",
    "CREATE TABLE person (person BLOB PRIMARY KEY, name TEXT NOT NULL, scope_ver INTEGER NOT NULL) STRICT",
    "CREATE TABLE certificate (serial BLOB PRIMARY KEY, person BLOB NOT NULL, device BLOB NOT NULL,"
    " sign_key BLOB NOT NULL, bytes BLOB NOT NULL, revoked INTEGER NOT NULL,"
    " not_after INTEGER NOT NULL) STRICT",
    "CREATE INDEX certificate_device ON certificate (device)",
    "CREATE TABLE person_grant (id BLOB PRIMARY KEY, person BLOB NOT NULL, role TEXT NOT NULL,"
    " division INTEGER NOT NULL, lease_until INTEGER NOT NULL) STRICT",
    "CREATE INDEX person_grant_person ON person_grant (person)",
    "CREATE TABLE enrol_code (hash BLOB PRIMARY KEY, person BLOB NOT NULL, expires_at INTEGER NOT NULL,"
    " serial BLOB NOT NULL) STRICT",
    "CREATE TABLE division (division INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT",
    "CREATE TABLE counter (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT",
};

constexpr int current = 1;
constexpr qint64 applicationId = 0x52754875; // "RuHu"

} // namespace

Result<void> migrate(Connection &db)
{
    qint64 version = 0;
    qint64 application = 0;
    qint64 tables = 0;
    auto done = db.each("PRAGMA user_version", [&](const Row &row) { version = row.number(0); });
    if (done)
        done = db.each("PRAGMA application_id", [&](const Row &row) { application = row.number(0); });
    if (done)
        done = db.each("SELECT count(*) FROM sqlite_schema", [&](const Row &row) { tables = row.number(0); });
    if (!done)
        return done;
    if (tables > 0 && application != applicationId)
        return fail(ErrorCode::Damaged, u"not the database of a hub"_s);
    if (version > current)
        return fail(ErrorCode::TooNew, u"hub.db is v%1, this build knows v%2"_s.arg(version).arg(current));
    if (version == current)
        return {};
    done = db.exec("BEGIN IMMEDIATE");
    for (const char *statement : v1) {
        if (done)
            done = db.exec(statement);
    }
    if (done)
        done = db.exec("PRAGMA application_id=1383417973"); // applicationId
    if (done)
        done = db.exec("PRAGMA user_version=1");
    if (done)
        done = db.exec("COMMIT");
    if (!done)
        db.rollback();
    return done;
}

} // namespace ruhu::hub::sqlite
