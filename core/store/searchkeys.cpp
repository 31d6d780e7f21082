// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/searchkeys_p.h"

#include "core/text/pinyin.h"
#include "core/text/width.h"

namespace ruhu::store {

using namespace Qt::Literals::StringLiterals;
using record::Kind;

namespace {

enum What { Name = 1, Reading, Initials, IdNumber, Phone, Number };

struct Key
{
    QString key;
    What what = Name;
};

void addName(QList<Key> &keys, const QString &name)
{
    if (name.isEmpty())
        return;
    const text::SearchKeys found = text::searchKeys(name);
    for (const QString &key : found.suffixes)
        keys.append({key, Name});
    for (const QString &key : found.full)
        keys.append({key, Reading});
    for (const QString &key : found.initials)
        keys.append({key, Initials});
}

/// The whole and its tails: people read the last digits from a card or a list.
void addTails(QList<Key> &keys, const QString &value, What what, std::initializer_list<int> tails)
{
    const QString form = text::searchForm(value);
    if (form.isEmpty())
        return;
    keys.append({form, what});
    for (int tail : tails) {
        if (form.size() > tail)
            keys.append({form.last(tail), what});
    }
}

void addNumber(QList<Key> &keys, const QString &number)
{
    const QString form = text::searchForm(number);
    if (form.isEmpty())
        return;
    keys.append({form, Number});
    qsizetype digits = form.size();
    while (digits > 0 && form[digits - 1].isDigit())
        --digits;
    if (digits > 0 && digits < form.size())
        keys.append({form.sliced(digits), Number});
}

QList<Key> keysOf(const View &view)
{
    QList<Key> keys;
    const record::Body &body = view.body;
    switch (view.record.kindOf()) {
    case Kind::Household:
        addName(keys, record::text(body, "head.applicant_name"_L1));
        addTails(keys, record::text(body, "head.applicant_id"_L1), IdNumber, {4, 6});
        addTails(keys, record::text(body, "contact.phone"_L1), Phone, {4});
        addNumber(keys, record::text(body, "head.no"_L1));
        break;
    case Kind::Member:
        addName(keys, record::text(body, "identity.name"_L1));
        addTails(keys, record::text(body, "identity.id_no"_L1), IdNumber, {4, 6});
        addTails(keys, record::text(body, "identity.phone"_L1), Phone, {4});
        break;
    case Kind::ListRow:
        addName(keys, record::text(body, "name"_L1));
        addNumber(keys, record::text(body, "no"_L1));
        break;
    default: break;
    }
    return keys;
}

} // namespace

Result<void> writeSearchKeys(Database &db, const View &view)
{
    const QList<Key> keys = keysOf(view);
    // One statement for all of them: a member has a dozen, and a first sync some hundred thousand.
    constexpr qsizetype atOnce = 16;
    for (qsizetype from = 0; from < keys.size(); from += atOnce) {
        const QList<Key> some = keys.sliced(from, std::min(atOnce, keys.size() - from));
        Values values;
        for (const Key &key : some)
            values << key.key << int(key.what) << view.record.root.bytes() << view.record.id.bytes();
        auto done = db.exec(u"INSERT INTO search_key (key, what, ref, source) VALUES (?, ?, ?, ?)"_s +
                                u", (?, ?, ?, ?)"_s.repeated(some.size() - 1),
                            values);
        if (!done)
            return passOn(done);
    }
    return {};
}

Result<void> writeVillageKeys(Database &db, qint64 village, const QString &name)
{
    const auto known =
        db.first(u"SELECT name FROM village WHERE code = ?"_s, {village}, [](const Row &row) { return row.text(0); });
    if (!known)
        return passOn(known);
    if (village == 0 || name.isEmpty() || *known == name)
        return {};
    auto done = db.exec(u"INSERT INTO village (code, name) VALUES (?, ?)"
                        " ON CONFLICT (code) DO UPDATE SET name = excluded.name"_s,
                        {village, name});
    if (done)
        done = db.exec(u"DELETE FROM village_key WHERE village = ?"_s, {village});
    if (!done)
        return passOn(done);
    QList<Key> keys;
    addName(keys, name);
    for (const Key &key : keys) {
        if (auto added = db.exec(u"INSERT INTO village_key (key, village) VALUES (?, ?)"_s, {key.key, village}); !added)
            return passOn(added);
    }
    return {};
}

QString searchCondition(const QString &typed, Values &values)
{
    QStringList conditions;
    for (const QString &word : text::foldedWidth(typed).simplified().split(u' ', Qt::SkipEmptyParts)) {
        const QString from = text::searchForm(word);
        if (from.isEmpty())
            continue;
        const QString to = from + QChar(0xffff); // above every character of a key
        conditions += u"(h.id IN (SELECT ref FROM search_key WHERE key >= ? AND key < ?)"
                      " OR h.village IN (SELECT village FROM village_key WHERE key >= ? AND key < ?))"_s;
        values << from << to << from << to;
    }
    return conditions.join(u" AND "_s);
}

} // namespace ruhu::store
