// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/migrations.h"

#include <array>
#include <span>

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Migration
{
    int version;                      // user_version after this step
    const char *why;                  // one line for the reader (docs/schema.md has the tables)
    std::span<const char *const> sql; // statements; never edited once released
};

// Row id tables throughout: WITHOUT ROWID made the same records take 2.6 times the space. Ids are 16-byte
// blobs, hashes 32, times ms since 1970 UTC, dates ISO text.
constexpr std::array kV1 = {
    // What was pulled: the hub's word, never touched by anything but a page of the feed.
    "CREATE TABLE record (id BLOB NOT NULL UNIQUE, part INTEGER NOT NULL, village INTEGER NOT NULL, root BLOB NOT NULL,"
    " kind TEXT NOT NULL, ch INTEGER NOT NULL, ver INTEGER NOT NULL, seq INTEGER NOT NULL, archived INTEGER NOT NULL,"
    " epoch INTEGER NOT NULL, body BLOB NOT NULL) STRICT",
    "CREATE INDEX record_root ON record(root)",
    "CREATE INDEX record_feed ON record(part, ch, seq)",
    // Signed bundles that wait; `state`: 0 = to send, 1 = at the hub, waiting for blobs.
    "CREATE TABLE outbox (n INTEGER PRIMARY KEY, bid BLOB NOT NULL UNIQUE, bundle BLOB NOT NULL,"
    " author BLOB NOT NULL, root BLOB NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL, mutations INTEGER NOT NULL,"
    " state INTEGER NOT NULL DEFAULT 0) STRICT",
    // Acknowledged bundles: the replay journal.
    "CREATE TABLE acked (n INTEGER PRIMARY KEY, bid BLOB NOT NULL UNIQUE, bundle BLOB NOT NULL, author BLOB NOT NULL,"
    " root BLOB NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL, mutations INTEGER NOT NULL,"
    " acked_at INTEGER NOT NULL) STRICT",
    // The mutations of both, by record: what lies over `record` in the view. `status` as PushStatus, -1 = no answer
    // yet.
    // `live`: part of the view.
    "CREATE TABLE mutation (n INTEGER PRIMARY KEY, mid BLOB NOT NULL UNIQUE, bid BLOB NOT NULL, id BLOB NOT NULL,"
    " root BLOB NOT NULL, kind TEXT NOT NULL, part INTEGER NOT NULL, ch INTEGER NOT NULL, body BLOB NOT NULL,"
    " live INTEGER NOT NULL DEFAULT 1, status INTEGER NOT NULL DEFAULT -1, ver INTEGER NOT NULL DEFAULT 0,"
    " seq INTEGER NOT NULL DEFAULT 0) STRICT",
    "CREATE INDEX mutation_id ON mutation(id) WHERE live",
    "CREATE INDEX mutation_root ON mutation(root) WHERE live",
    "CREATE INDEX mutation_bid ON mutation(bid)",
    "CREATE TABLE bundle_dep (bid BLOB NOT NULL, dep BLOB NOT NULL, UNIQUE (bid, dep)) STRICT",
    "CREATE TABLE quarantine (number INTEGER PRIMARY KEY AUTOINCREMENT, bid BLOB NOT NULL, mid BLOB NOT NULL,"
    " bundle BLOB NOT NULL, author BLOB NOT NULL, root BLOB NOT NULL, what TEXT NOT NULL, code TEXT NOT NULL,"
    " detail TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE (bid, mid)) STRICT",
    "CREATE TABLE blob (hash BLOB NOT NULL UNIQUE, length INTEGER NOT NULL, role INTEGER NOT NULL,"
    " state INTEGER NOT NULL, offset INTEGER NOT NULL DEFAULT 0, required INTEGER NOT NULL, part INTEGER NOT NULL,"
    " record BLOB NOT NULL, root BLOB NOT NULL, bid BLOB NOT NULL,"
    " problem TEXT NOT NULL DEFAULT '') STRICT",
    "CREATE INDEX blob_state ON blob(state, role)",
    "CREATE INDEX blob_root ON blob(root)",
    "CREATE INDEX blob_bid ON blob(bid)",
    "CREATE TABLE cursor (part INTEGER NOT NULL, ch INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " UNIQUE (part, ch)) STRICT",
    "CREATE TABLE head (part INTEGER NOT NULL, ch INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " bytes BLOB NOT NULL, sig BLOB NOT NULL, UNIQUE (part, ch)) STRICT",
    "CREATE TABLE receipt (n INTEGER PRIMARY KEY AUTOINCREMENT, bytes BLOB NOT NULL UNIQUE, sig BLOB NOT NULL,"
    " items INTEGER NOT NULL, at INTEGER NOT NULL) STRICT",
    "CREATE TABLE draft (id BLOB NOT NULL UNIQUE, author BLOB NOT NULL, household BLOB NOT NULL,"
    " application BLOB NOT NULL, reason TEXT NOT NULL, form TEXT NOT NULL, form_version TEXT NOT NULL,"
    " form_hash BLOB NOT NULL, language TEXT NOT NULL, position TEXT NOT NULL, section TEXT NOT NULL,"
    " answered INTEGER NOT NULL, questions INTEGER NOT NULL, started_at INTEGER NOT NULL, saved_at INTEGER NOT NULL,"
    " state BLOB NOT NULL) STRICT",
    "CREATE INDEX draft_author ON draft(author, household)",
    "CREATE TABLE draft_answer (n INTEGER PRIMARY KEY AUTOINCREMENT,"
    " draft BLOB NOT NULL REFERENCES draft(id) ON DELETE CASCADE, path TEXT NOT NULL, value TEXT NOT NULL,"
    " at INTEGER NOT NULL) STRICT",
    "CREATE INDEX draft_answer_draft ON draft_answer(draft)",
    "CREATE TABLE draft_item (draft BLOB NOT NULL REFERENCES draft(id) ON DELETE CASCADE, id BLOB NOT NULL UNIQUE,"
    " kind TEXT NOT NULL, body BLOB NOT NULL) STRICT",
    "CREATE INDEX draft_item_draft ON draft_item(draft)",
    "CREATE TABLE thumbnail (photo BLOB NOT NULL UNIQUE, jpeg BLOB NOT NULL) STRICT",
    "CREATE TABLE audit (n INTEGER PRIMARY KEY, at INTEGER NOT NULL, person BLOB NOT NULL, what TEXT NOT NULL,"
    " ref BLOB NOT NULL, detail TEXT NOT NULL, hash BLOB NOT NULL, sig BLOB NOT NULL) STRICT",
    "CREATE TABLE counter (name TEXT NOT NULL UNIQUE, value INTEGER NOT NULL) STRICT",
    "INSERT INTO counter VALUES ('commits', 0), ('n', 0)",
    "CREATE TABLE setting (name TEXT NOT NULL UNIQUE, value BLOB NOT NULL) STRICT",
    // Projections of the merged view from here on: rebuildable.
    "CREATE TABLE entry (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, kind TEXT NOT NULL, part INTEGER NOT NULL,"
    " about BLOB NOT NULL, at INTEGER NOT NULL) STRICT",
    "CREATE INDEX entry_root ON entry(root, kind)",
    "CREATE INDEX entry_about ON entry(about) WHERE length(about) > 0",
    "CREATE INDEX entry_kind ON entry(kind)",
    "CREATE TABLE search_key (key TEXT NOT NULL, what INTEGER NOT NULL, ref BLOB NOT NULL, source BLOB NOT NULL) "
    "STRICT",
    "CREATE INDEX search_key_key ON search_key(key, ref)",
    "CREATE INDEX search_key_source ON search_key(source)",
    "CREATE TABLE village (code INTEGER NOT NULL UNIQUE, name TEXT NOT NULL) STRICT",
    "CREATE TABLE village_key (key TEXT NOT NULL, village INTEGER NOT NULL) STRICT",
    "CREATE INDEX village_key_key ON village_key(key)",
    "CREATE TABLE household (id BLOB NOT NULL UNIQUE, part INTEGER NOT NULL, village INTEGER NOT NULL,"
    " village_name TEXT NOT NULL, no TEXT NOT NULL, name TEXT NOT NULL, sort_name TEXT NOT NULL,"
    " head_id TEXT NOT NULL, head_birth TEXT NOT NULL, address TEXT NOT NULL, direction TEXT NOT NULL,"
    " members INTEGER NOT NULL, programmes TEXT NOT NULL, applying TEXT NOT NULL, application BLOB NOT NULL,"
    " tags TEXT NOT NULL, last_visit INTEGER NOT NULL, complete INTEGER NOT NULL) STRICT",
    "CREATE INDEX household_village ON household(village, no)",
    "CREATE INDEX household_name ON household(sort_name)",
    "CREATE INDEX household_visit ON household(last_visit)",
    "CREATE TABLE member (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, name TEXT NOT NULL, relation TEXT NOT NULL,"
    " id_no TEXT NOT NULL, sex TEXT NOT NULL, birth TEXT NOT NULL, health TEXT NOT NULL, serious_illness TEXT NOT NULL,"
    " chronic TEXT NOT NULL, dis_type TEXT NOT NULL, dis_grade TEXT NOT NULL, school_stage TEXT NOT NULL,"
    " elder_group TEXT NOT NULL, child_category TEXT NOT NULL, counted INTEGER NOT NULL) STRICT",
    "CREATE INDEX member_root ON member(root)",
    "CREATE INDEX member_id_no ON member(id_no)",
    "CREATE TABLE obligor (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, name TEXT NOT NULL, relation TEXT NOT NULL,"
    " support_due INTEGER NOT NULL, support_paid INTEGER NOT NULL) STRICT",
    "CREATE INDEX obligor_root ON obligor(root)",
    "CREATE TABLE income (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, member BLOB NOT NULL, kind TEXT NOT NULL,"
    " declared INTEGER NOT NULL, verified INTEGER NOT NULL, exempt TEXT NOT NULL) STRICT",
    "CREATE INDEX income_root ON income(root)",
    "CREATE TABLE property (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, owner BLOB NOT NULL, kind TEXT NOT NULL,"
    " amount INTEGER NOT NULL, exempt TEXT NOT NULL, source TEXT NOT NULL) STRICT",
    "CREATE INDEX property_root ON property(root)",
    "CREATE TABLE expenditure (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, member BLOB NOT NULL, kind TEXT NOT NULL,"
    " total INTEGER NOT NULL, covered INTEGER NOT NULL, own INTEGER NOT NULL) STRICT",
    "CREATE INDEX expenditure_root ON expenditure(root)",
    "CREATE TABLE application (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, case_no TEXT NOT NULL, program TEXT NOT "
    "NULL,"
    " applied_on TEXT NOT NULL, handler BLOB NOT NULL) STRICT",
    "CREATE INDEX application_root ON application(root)",
    "CREATE TABLE step (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, application BLOB NOT NULL, from_state TEXT NOT "
    "NULL,"
    " to_state TEXT NOT NULL, at INTEGER NOT NULL) STRICT",
    "CREATE INDEX step_application ON step(application)",
    "CREATE TABLE check_result (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, application BLOB NOT NULL,"
    " received_on TEXT NOT NULL, match INTEGER NOT NULL) STRICT",
    "CREATE INDEX check_result_application ON check_result(application)",
    "CREATE TABLE opinion (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, application BLOB NOT NULL, result TEXT NOT "
    "NULL,"
    " amount INTEGER NOT NULL, by_person BLOB NOT NULL, at INTEGER NOT NULL) STRICT",
    "CREATE INDEX opinion_application ON opinion(application)",
    "CREATE TABLE visit (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, application BLOB NOT NULL, reason TEXT NOT NULL,"
    " outcome TEXT NOT NULL, start_at INTEGER NOT NULL, result TEXT NOT NULL) STRICT",
    "CREATE INDEX visit_root ON visit(root, start_at)",
    "CREATE TABLE photo (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, visit BLOB NOT NULL, kind TEXT NOT NULL,"
    " taken_at INTEGER NOT NULL, thumb BLOB NOT NULL, evidence BLOB NOT NULL, phash BLOB NOT NULL) STRICT",
    "CREATE INDEX photo_root ON photo(root)",
    "CREATE TABLE signature (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, signs BLOB NOT NULL, role TEXT NOT NULL,"
    " person BLOB NOT NULL, member BLOB NOT NULL) STRICT",
    "CREATE INDEX signature_signs ON signature(signs)",
    "CREATE TABLE conflict (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, target BLOB NOT NULL, kind TEXT NOT NULL,"
    " grp TEXT NOT NULL, state TEXT NOT NULL) STRICT",
    "CREATE INDEX conflict_root ON conflict(root)",
    "CREATE TABLE resolution (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, cid BLOB NOT NULL, by_person BLOB NOT NULL)"
    " STRICT",
    "CREATE INDEX resolution_cid ON resolution(cid)",
    "CREATE TABLE task (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, what TEXT NOT NULL, subject BLOB NOT NULL,"
    " status TEXT NOT NULL, due_on TEXT NOT NULL, note TEXT NOT NULL, person BLOB NOT NULL, role TEXT NOT NULL) STRICT",
    "CREATE INDEX task_open ON task(status, due_on)",
    "CREATE TABLE listrow (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, no TEXT NOT NULL, name TEXT NOT NULL,"
    " village_name TEXT NOT NULL, members INTEGER NOT NULL, program TEXT NOT NULL) STRICT",
    "CREATE INDEX listrow_root ON listrow(root)",
    "CREATE TABLE certificate (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, person BLOB NOT NULL, name TEXT NOT NULL,"
    " serial BLOB NOT NULL, sign_key BLOB NOT NULL, not_before INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT",
    "CREATE INDEX certificate_person ON certificate(person)",
    "CREATE TABLE grant_row (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, person BLOB NOT NULL, role TEXT NOT NULL,"
    " division INTEGER NOT NULL, lease_until INTEGER NOT NULL) STRICT",
    "CREATE INDEX grant_person ON grant_row(person)",
    "CREATE TABLE pack (id BLOB NOT NULL UNIQUE, root BLOB NOT NULL, name TEXT NOT NULL, version TEXT NOT NULL,"
    " valid_from TEXT NOT NULL, valid_to TEXT NOT NULL, hash BLOB NOT NULL) STRICT",
};

constexpr std::array kMigrations = {
    Migration{1, "records, outbox, acked, blobs, drafts, and the projections of the view", kV1},
};
static_assert(
    [] {
        for (std::size_t i = 0; i < kMigrations.size(); ++i) {
            if (kMigrations[i].version != int(i) + 1)
                return false;
        }
        return true;
    }(),
    "versions are consecutive from 1");

Result<void> apply(Database &db, const Migration &step)
{
    return db.transact([&]() -> Result<void> {
        for (const char *statement : step.sql) {
            if (auto done = db.exec(QString::fromLatin1(statement)); !done)
                return passOn(done);
        }
        // PRAGMA takes no bound values.
        if (auto done = db.exec(u"PRAGMA user_version = %1"_s.arg(step.version)); !done)
            return passOn(done);
        return {};
    });
}

} // namespace

int schemaVersion()
{
    return int(kMigrations.size());
}

Result<void> migrate(Database &db)
{
    const auto from = db.number(u"PRAGMA user_version"_s);
    if (!from)
        return passOn(from);
    if (*from < 0 || *from > schemaVersion())
        return fail(ErrorCode::TooNew, u"file is v%1, this build knows v%2"_s.arg(*from).arg(schemaVersion()));
    for (const Migration &step : std::span(kMigrations).subspan(std::size_t(*from))) {
        if (auto done = apply(db, step); !done)
            return done;
    }
    return {};
}

} // namespace ruhu::store
