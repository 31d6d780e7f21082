// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/store/database.h"

/// Work that is not finished: on this laptop only, seen by its author only. A draft of somebody
/// else is NotFound, whatever is asked of it.
namespace ruhu::store {

/// A form being filled in.
struct DraftRow
{
    DraftId id;
    PersonId author;
    RecordId household;
    RecordId application; ///< Null: none.
    QString reason;       ///< Code.
    QString form;
    QString formVersion;
    QByteArray formHash; ///< Of form and media manifest: the draft is pinned to it.
    QString language;
    QString position; ///< Path of the question where the person stopped.
    QString section;
    int answered = 0;
    int questions = 0;
    qint64 startedAtMs = 0;
    qint64 savedAtMs = 0;
    QByteArray state; ///< The session's snapshot, opaque here. Empty in lists.
};

/// One answer, for the journal.
struct DraftAnswer
{
    qint64 n = 0; ///< Set by the store.
    QString path;
    QString value;
    qint64 atMs = 0;
};

/// A photo or signature of a draft, opaque here.
struct DraftItem
{
    RecordId id;
    QString kind; ///< "photo", "signature".
    QByteArray body;
};

/// Creates or replaces the draft's snapshot and appends the answer: one transaction for every answer given.
/// NotFound when the id belongs to another author's draft.
[[nodiscard]] Result<void> saveDraft(Database &db, const DraftRow &draft,
                                     const std::optional<DraftAnswer> &answer = {});
[[nodiscard]] Result<DraftRow> draft(Database &db, DraftId id, PersonId author);
/// The author's drafts, last saved first, without `state`.
[[nodiscard]] Result<QList<DraftRow>> drafts(Database &db, PersonId author);
/// The author's draft for this household and reason, if one is open.
[[nodiscard]] Result<std::optional<DraftRow>> openDraft(Database &db, PersonId author, RecordId household,
                                                        const QString &reason);
[[nodiscard]] Result<QList<DraftAnswer>> draftAnswers(Database &db, DraftId id, PersonId author);
/// Draft, journal and items go; \return the items that were there (their files can go too).
[[nodiscard]] Result<QList<DraftItem>> dropDraft(Database &db, DraftId id, PersonId author);

[[nodiscard]] Result<void> putDraftItem(Database &db, DraftId id, PersonId author, const DraftItem &item);
[[nodiscard]] Result<QList<DraftItem>> draftItems(Database &db, DraftId id, PersonId author);
[[nodiscard]] Result<void> dropDraftItem(Database &db, DraftId id, PersonId author, RecordId item);

/// Hashes of the form versions that drafts are pinned to: their files must stay.
[[nodiscard]] Result<QList<QByteArray>> formsInUse(Database &db);

} // namespace ruhu::store
