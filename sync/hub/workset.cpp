// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/workset_p.h"

#include "core/crypto/hash.h"

#include <QCborArray>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

Result<WorkSet::Entry> WorkSet::load(RecordId id)
{
    if (const auto it = m_entries.constFind(id); it != m_entries.cend())
        return *it;
    const auto stored = m_transaction.record(m_part, id);
    if (!stored)
        return passOn(stored);
    Entry entry;
    entry.record.id = id;
    entry.record.part = m_part;
    if (*stored) {
        entry.record = **stored;
        auto body = record::decodeBody(entry.record.body);
        if (!body)
            return fail(ErrorCode::Damaged, u"record body"_s);
        entry.body = *std::move(body);
    }
    m_entries.insert(id, entry);
    return entry;
}

Result<void> WorkSet::put(Entry entry)
{
    const auto before = load(entry.record.id);
    if (!before)
        return passOn(before);
    if (!before->dirty) {
        m_order.append(entry.record.id);
        entry.isNew = before->record.ver == 0;
        ++entry.record.ver;
    }
    entry.dirty = true;
    entry.record.body = entry.record.archived ? QByteArray() : record::encodeBody(entry.body);
    m_entries.insert(entry.record.id, entry);
    return {};
}

Result<QList<WorkSet::Entry>> WorkSet::household(RecordId root)
{
    const auto stored = m_transaction.rowsOfRoot(m_part, root);
    if (!stored)
        return passOn(stored);
    QMap<RecordId, Entry> all;
    for (const record::Record &row : *stored) {
        auto entry = load(row.id);
        if (!entry)
            return passOn(entry);
        all.insert(row.id, *std::move(entry));
    }
    for (const Entry &entry : std::as_const(m_entries)) {
        if (entry.dirty && entry.record.root == root)
            all.insert(entry.record.id, entry);
    }
    return all.values();
}

QList<WorkSet::Entry> WorkSet::written() const
{
    QList<Entry> list;
    for (const RecordId &id : m_order)
        list.append(m_entries.value(id));
    return list;
}

QList<RecordId> WorkSet::roots() const
{
    QList<RecordId> list;
    for (const RecordId &id : m_order) {
        const RecordId root = m_entries.value(id).record.root;
        if (!root.isNull() && !list.contains(root))
            list.append(root);
    }
    return list;
}

Result<void> WorkSet::putOwn(record::Kind kind, RecordId id, RecordId root, qint64 village, const record::Body &body,
                             bool archived)
{
    auto entry = load(id);
    if (!entry)
        return passOn(entry);
    const record::Body next = archived ? record::Body() : record::withoutNulls(body);
    if (entry->record.ver > 0 && entry->body == next && entry->record.archived == archived)
        return {};
    if (entry->record.ver == 0 && archived)
        return {};
    entry->record.kind = record::nameOf(kind);
    entry->record.ch = record::info(kind).channel;
    entry->record.root = root;
    entry->record.village = village;
    entry->record.archived = archived;
    entry->body = next;
    entry->mid = {};
    entry->by = {};
    return put(*std::move(entry));
}

Result<void> WorkSet::flush()
{
    if (m_order.isEmpty())
        return {};
    auto state = m_transaction.part(m_part);
    if (!state)
        return passOn(state);
    qint64 seq = state->seq;
    for (const RecordId &id : std::as_const(m_order)) {
        Entry &entry = m_entries[id];
        entry.record.seq = ++seq;
        auto done = m_transaction.putRecord(entry.record);
        if (done)
            done = m_transaction.addRevision(m_part, {.id = id,
                                                      .ver = entry.record.ver,
                                                      .seq = seq,
                                                      .mid = entry.mid,
                                                      .by = entry.by,
                                                      .at = entry.at,
                                                      .body = entry.record.body});
        if (!done)
            return done;
    }
    return m_transaction.setSeq(m_part, seq);
}

Result<std::pair<qint64, qint64>> WorkSet::place(RecordId id)
{
    const auto entry = load(id);
    if (!entry)
        return passOn(entry);
    return std::pair(entry->record.ver, entry->record.seq);
}

RecordId derivedId(QLatin1String what, const QByteArray &of, QStringView detail)
{
    QByteArray bytes(what.latin1(), what.size());
    bytes += '|';
    bytes += of;
    bytes += '|';
    bytes += detail.toUtf8();
    return RecordId::fromBytes(crypto::blake2b(bytes, RecordId::size));
}

namespace {

/// What the list shows of a household before its dossier has arrived.
Result<record::Body> listRowOf(WorkSet &work, const WorkSet::Entry &head, const QList<WorkSet::Entry> &all)
{
    qint64 members = 0;
    bool applies = false;
    bool conflict = false;
    for (const WorkSet::Entry &entry : all) {
        if (entry.record.archived)
            continue;
        const record::Kind kind = entry.record.kindOf();
        members += kind == record::Kind::Member ? 1 : 0;
        applies = applies || kind == record::Kind::Application;
        conflict = conflict || (kind == record::Kind::Conflict && record::text(entry.body, "state"_L1) == u"open");
    }
    QCborArray flags;
    if (applies)
        flags.append(u"application"_s);
    if (conflict)
        flags.append(u"conflict"_s);
    if (record::flag(head.body, "situation.staff_relative"_L1))
        flags.append(u"staff-relative"_s);
    const auto village = work.store().divisionName(head.record.village);
    if (!village)
        return passOn(village);

    record::Body body;
    const auto copy = [&](const QString &key, const QString &from) {
        if (head.body.contains(from))
            body.insert(key, head.body.value(from));
    };
    copy(u"no"_s, u"head.no"_s);
    copy(u"name"_s, u"head.applicant_name"_s);
    copy(u"program"_s, u"situation.benefits_now"_s);
    body.insert(u"size"_s, record::number(head.body, "head.size"_L1, members));
    if (!village->isEmpty())
        body.insert(u"village_name"_s, *village);
    if (!flags.isEmpty())
        body.insert(u"flags"_s, flags);
    return body;
}

} // namespace

Result<void> updateListRows(WorkSet &work)
{
    const QList<RecordId> roots = work.roots();
    for (const RecordId &root : roots) {
        const auto head = work.load(root);
        if (!head)
            return passOn(head);
        if (head->record.ver == 0 || head->record.kindOf() != record::Kind::Household)
            continue;
        const auto all = work.household(root);
        if (!all)
            return passOn(all);
        const auto body = listRowOf(work, *head, *all);
        if (!body)
            return passOn(body);
        const auto done = work.putOwn(record::Kind::ListRow, derivedId("listrow"_L1, root.bytes()), root,
                                      head->record.village, *body, head->record.archived);
        if (!done)
            return done;
    }
    return {};
}

} // namespace ruhu::hub
