// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/deliver.h"
#include "core/service/words.h"

#include <QHash>

namespace ruhu::service {

struct DeskParts;

/// One value of one field, in the three copies (docs/glossary.md: base, mine, theirs). Values are masked like
/// everywhere.
struct ConflictField
{
    QString field; ///< "contact.phone": group.field of the record.
    enum class Type { Text, Code, Money, Date, Number, Flag } type = Type::Text;
    QString codeList; ///< Type Code: which list.
    QString base;     ///< What this laptop saw when it changed the field. Money in fen as digits, dates ISO.
    QString mine;
    QString theirs;
    QList<Span> mineDiffers; ///< Text: stretches that are not in the other value.
    QList<Span> theirsDiffers;
    bool mayKeepBoth = false; ///< Whole sentences can stand one after the other.
};

/// A field of a decided conflict.
struct DecidedField
{
    ConflictField field;
    QString taken;    ///< Masked; empty = the field was emptied.
    QStringList left; ///< Values that were not taken, masked: none, one, or both when a third was written.
};

/// A group of fields of one record that both sides changed. It is decided as one.
struct ConflictItem
{
    ConflictId id;
    HouseholdId household;
    RecordId record;
    QString kind;       ///< Kind of the record: "household", "member", "income" …
    QString group;      ///< Atomic group: "contact".
    QString recordName; ///< Whose it is: a member's name; empty for the household.
    QList<ConflictField> fields;
    bool archive = false; ///< One side ended the record while the other changed it: only mine or theirs.
    qint64 mineAtMs = 0;
    QString mineBy;
    qint64 theirsAtMs = 0;
    QString theirsBy;
    bool needsSupervisor = false; ///< Money and bank groups.
    bool mayResolve = true;       ///< This person may.
};

struct ConflictHousehold
{
    HouseholdId household;
    QString headName;
    Place place;
    int conflicts = 0;
};

/// What the person chose for one conflict.
struct ConflictChoice
{
    enum class Side { Mine, Theirs, Both, Rewritten };
    ConflictId id;
    Side side = Side::Mine;
    QHash<QString, QString> rewritten; ///< Rewritten: field -> value, for every field of the group.
};

/// Fields that both sides changed to different values. Unchosen values stay in the household's story
/// (TimelineRow::decided).
class Conflicts
{
public:
    explicit Conflicts(DeskParts &desk);

    [[nodiscard]] Answer<QList<ConflictHousehold>> households();
    /// Masked, but for two numbers that look alike behind their stars: who decides about them sees both in full, and
    /// that is written into the audit chain first, as a reveal.
    [[nodiscard]] Answer<QList<ConflictItem>> of(HouseholdId household);
    /// Writes one resolution per choice with the patch that carries it, all in one transaction. NotAllowed
    /// (supervisor's groups), Rejected (Both for anything but text; a rewritten value that breaks its rule),
    /// AlreadyExists when somebody else resolved it first: nothing is written then.
    [[nodiscard]] Answer<void> resolve(const QList<ConflictChoice> &choices);

private:
    DeskParts &m_desk;
};

} // namespace ruhu::service
