// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/drafts.h"

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;

namespace {

const QString columns = u"SELECT id, author, household, application, reason, form, form_version, form_hash, language,"
                        " position, section, answered, questions, started_at, saved_at"_s;

DraftRow rowOf(const Row &row)
{
    DraftRow draft;
    draft.id = row.id<DraftId>(0);
    draft.author = row.id<PersonId>(1);
    draft.household = row.id<RecordId>(2);
    draft.application = row.id<RecordId>(3);
    draft.reason = row.text(4);
    draft.form = row.text(5);
    draft.formVersion = row.text(6);
    draft.formHash = row.bytes(7);
    draft.language = row.text(8);
    draft.position = row.text(9);
    draft.section = row.text(10);
    draft.answered = int(row.number(11));
    draft.questions = int(row.number(12));
    draft.startedAtMs = row.number(13);
    draft.savedAtMs = row.number(14);
    return draft;
}

/// NotFound unless this draft is there and is this person's.
Result<void> owned(Database &db, DraftId id, PersonId author)
{
    const auto found =
        db.number(u"SELECT count(*) FROM draft WHERE id = ? AND author = ?"_s, {id.bytes(), author.bytes()});
    if (!found)
        return passOn(found);
    return *found == 1 ? Result<void>() : fail(ErrorCode::NotFound);
}

} // namespace

Result<void> saveDraft(Database &db, const DraftRow &draft, const std::optional<DraftAnswer> &answer)
{
    if (draft.id.isNull() || draft.author.isNull())
        return fail(ErrorCode::Rejected, u"draft without id or author"_s);
    return db.transact([&]() -> Result<void> {
        const auto written = db.exec(
            u"INSERT INTO draft (id, author, household, application, reason, form, form_version, form_hash, language,"
            " position, section, answered, questions, started_at, saved_at, state)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " application = excluded.application, form = excluded.form, form_version = excluded.form_version,"
            " form_hash = excluded.form_hash, language = excluded.language, position = excluded.position,"
            " section = excluded.section, answered = excluded.answered, questions = excluded.questions,"
            " saved_at = excluded.saved_at, state = excluded.state WHERE author = excluded.author"_s,
            {draft.id.bytes(), draft.author.bytes(), draft.household.bytes(), draft.application.bytes(), draft.reason,
             draft.form, draft.formVersion, draft.formHash, draft.language, draft.position, draft.section,
             draft.answered, draft.questions, draft.startedAtMs, draft.savedAtMs, draft.state});
        if (!written)
            return passOn(written);
        if (*written != 1)
            return fail(ErrorCode::NotFound);
        if (!answer)
            return {};
        auto kept = db.exec(u"INSERT INTO draft_answer (draft, path, value, at) VALUES (?, ?, ?, ?)"_s,
                            {draft.id.bytes(), answer->path, answer->value, answer->atMs});
        return kept ? Result<void>() : passOn(kept);
    });
}

Result<DraftRow> draft(Database &db, DraftId id, PersonId author)
{
    const auto found = db.first(columns + u", state FROM draft WHERE id = ? AND author = ?"_s,
                                {id.bytes(), author.bytes()}, [](const Row &row) {
                                    DraftRow draft = rowOf(row);
                                    draft.state = row.bytes(15);
                                    return draft;
                                });
    if (!found)
        return passOn(found);
    if (!*found)
        return fail(ErrorCode::NotFound);
    return **found;
}

Result<QList<DraftRow>> drafts(Database &db, PersonId author)
{
    return db.list(columns + u" FROM draft WHERE author = ? ORDER BY saved_at DESC, id"_s, {author.bytes()}, rowOf);
}

Result<std::optional<DraftRow>> openDraft(Database &db, PersonId author, RecordId household, const QString &reason)
{
    return db.first(columns + u" FROM draft WHERE author = ? AND household = ? AND reason = ? ORDER BY saved_at DESC"_s,
                    {author.bytes(), household.bytes(), reason}, rowOf);
}

Result<QList<DraftAnswer>> draftAnswers(Database &db, DraftId id, PersonId author)
{
    if (auto ok = owned(db, id, author); !ok)
        return passOn(ok);
    return db.list(u"SELECT n, path, value, at FROM draft_answer WHERE draft = ? ORDER BY n"_s, {id.bytes()},
                   [](const Row &row) {
                       return DraftAnswer{row.number(0), row.text(1), row.text(2), row.number(3)};
                   });
}

Result<QList<DraftItem>> dropDraft(Database &db, DraftId id, PersonId author)
{
    return db.transact([&]() -> Result<QList<DraftItem>> {
        auto items = draftItems(db, id, author);
        if (!items)
            return items;
        if (auto done = db.exec(u"DELETE FROM draft WHERE id = ?"_s, {id.bytes()}); !done)
            return passOn(done);
        return items;
    });
}

Result<void> putDraftItem(Database &db, DraftId id, PersonId author, const DraftItem &item)
{
    return db.transact([&]() -> Result<void> {
        if (auto ok = owned(db, id, author); !ok)
            return ok;
        const auto done = db.exec(u"INSERT INTO draft_item (draft, id, kind, body) VALUES (?, ?, ?, ?)"
                                  " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, body = excluded.body"
                                  " WHERE draft = excluded.draft"_s,
                                  {id.bytes(), item.id.bytes(), item.kind, item.body});
        if (!done)
            return passOn(done);
        return *done == 1 ? Result<void>() : fail(ErrorCode::AlreadyExists);
    });
}

Result<QList<DraftItem>> draftItems(Database &db, DraftId id, PersonId author)
{
    if (auto ok = owned(db, id, author); !ok)
        return passOn(ok);
    return db.list(u"SELECT id, kind, body FROM draft_item WHERE draft = ? ORDER BY rowid"_s, {id.bytes()},
                   [](const Row &row) {
                       return DraftItem{row.id<RecordId>(0), row.text(1), row.bytes(2)};
                   });
}

Result<void> dropDraftItem(Database &db, DraftId id, PersonId author, RecordId item)
{
    return db.transact([&]() -> Result<void> {
        if (auto ok = owned(db, id, author); !ok)
            return ok;
        auto done = db.exec(u"DELETE FROM draft_item WHERE draft = ? AND id = ?"_s, {id.bytes(), item.bytes()});
        return done ? Result<void>() : passOn(done);
    });
}

Result<QList<QByteArray>> formsInUse(Database &db)
{
    return db.list(u"SELECT DISTINCT form_hash FROM draft WHERE length(form_hash) > 0 ORDER BY form_hash"_s, {},
                   [](const Row &row) { return row.bytes(0); });
}

} // namespace ruhu::store
