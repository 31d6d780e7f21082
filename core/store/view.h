// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/record.h"
#include "core/store/database.h"

/// The merged view: record ⊕ acked where seq > cursor ⊕ outbox, by the device's counter. Never folds an
/// acknowledgement into `record`: only a page of the feed writes there.
namespace ruhu::store {

/// How far a piece of work has come.
enum class Standing {
    Saved,     ///< On this laptop only (已存本机).
    Delivered, ///< At the hub, waiting for its photos (已送达).
    Received,  ///< Took effect at the hub (上级已收).
};

/// One record as the person sees it.
struct View
{
    record::Record record; ///< Identity, and `ver` the person builds on; `body` is the merged view's canonical bytes.
    record::Body body;
    Standing standing = Standing::Received; ///< The least advanced of the changes in it.
    int pending = 0;                        ///< Changes in it that no page has brought back yet.
};

/// One record; nullopt when there is none or it is archived.
[[nodiscard]] Result<std::optional<View>> view(Database &db, RecordId id);

/// Every record of one kind that belongs to a household, oldest first. Null root: records of nobody.
[[nodiscard]] Result<QList<View>> views(Database &db, RecordId root, record::Kind kind);

/// Every record about another one (events of an application, photos of a visit, signatures of an opinion).
[[nodiscard]] Result<QList<View>> viewsAbout(Database &db, RecordId about);

/// Every record of a household, of all kinds, oldest first.
[[nodiscard]] Result<QList<View>> viewsOf(Database &db, RecordId root);

/// Every record of one kind on this laptop (packs, certificates, tasks), oldest first.
[[nodiscard]] Result<QList<View>> viewsOfKind(Database &db, record::Kind kind);

/// Writes the typed rows, search keys and household summaries of these records anew. Inside the transaction that
/// changed them; everything that changes `record`, `outbox` or `acked` calls it.
[[nodiscard]] Result<void> project(Database &db, const QSet<RecordId> &ids);

/// Throws every projection away and makes it anew from record, acked and outbox. \return records projected
[[nodiscard]] Result<qint64> rebuildProjections(Database &db);

} // namespace ruhu::store
