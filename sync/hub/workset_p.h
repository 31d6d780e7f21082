// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/hub.h"

// Private to the room.
namespace ruhu::hub {

/// The records that one bundle (or one slice of an import) is about to write, on top of what is stored. Nothing reaches
/// the store before flush(): a bundle that is refused simply drops its set.
class WorkSet
{
public:
    /// A record as this set sees it. ver 0 = not there.
    struct Entry
    {
        record::Record record;
        record::Body body;
        MutationId mid; ///< Of the mutation that wrote it last; null = made by the hub.
        PersonId by;
        qint64 at = 0;
        bool dirty = false;
        bool isNew = false;
    };

    WorkSet(HubTransaction &transaction, qint32 part)
        : m_transaction(transaction)
        , m_part(part)
    {
    }

    [[nodiscard]] qint32 part() const { return m_part; }
    [[nodiscard]] HubTransaction &store() { return m_transaction; }

    /// A copy; put() writes it back.
    [[nodiscard]] Result<Entry> load(RecordId id);
    /// Replaces body and archived state: one new version for the whole set, however often it is put.
    [[nodiscard]] Result<void> put(Entry entry);
    /// Everything of a household, written ones as this set sees them, by id.
    [[nodiscard]] Result<QList<Entry>> household(RecordId root);
    /// Written ones in the order they were first put.
    [[nodiscard]] QList<Entry> written() const;
    /// Households whose records were written, in order.
    [[nodiscard]] QList<RecordId> roots() const;

    /// Makes or changes a record of the hub's own (conflict, listrow, check-result …). Unchanged ones are left alone.
    [[nodiscard]] Result<void> putOwn(record::Kind kind, RecordId id, RecordId root, qint64 village,
                                      const record::Body &body, bool archived = false);

    /// Gives every written record its version and the next sequence numbers, stores them with their revisions and moves
    /// the counter. The part must be locked.
    [[nodiscard]] Result<void> flush();
    /// After flush(): version and sequence of a record; those of the store when it was not written.
    [[nodiscard]] Result<std::pair<qint64, qint64>> place(RecordId id);

private:
    HubTransaction &m_transaction;
    qint32 m_part;
    QMap<RecordId, Entry> m_entries;
    QList<RecordId> m_order;
};

/// 16 bytes that depend on their parts alone, for records that the hub makes: made again, they have the same id.
[[nodiscard]] RecordId derivedId(QLatin1String what, const QByteArray &of, QStringView detail = {});

/// Brings the list rows of the touched households up to date (channel 0: what a laptop shows before the rest is there).
[[nodiscard]] Result<void> updateListRows(WorkSet &work);

} // namespace ruhu::hub
