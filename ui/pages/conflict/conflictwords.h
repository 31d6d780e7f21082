// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"

namespace ruhu::pages {

/// What was chosen for one conflict; `household` is kept so that the list can count.
struct ConflictDecision
{
    HouseholdId household;
    service::ConflictChoice::Side side = service::ConflictChoice::Side::Mine;
    QHash<QString, QString> rewritten;
};
using ConflictDecisions = QHash<service::ConflictId, ConflictDecision>;

/// A value of a field as a person reads it.
[[nodiscard]] QString conflictValueText(const service::ConflictField &field, const QString &value);
/// Name of a field of that kind of record on the screen: the FIELD list of the code lists.
[[nodiscard]] QString conflictFieldName(const QString &kind, const service::ConflictField &field);
/// What the conflict is about: its only field, or the kind of record.
[[nodiscard]] QString conflictName(const service::ConflictItem &item);
/// All fields of one side in one text: alone without its name, several each with theirs on a line.
[[nodiscard]] QString conflictText(const service::ConflictItem &item, QString service::ConflictField::*side);
/// Whole sentences of both sides can stand one after the other.
[[nodiscard]] bool mayKeepBoth(const service::ConflictItem &item);
/// A third value may be written: one field of plain text that is not masked.
[[nodiscard]] bool mayRewrite(const service::ConflictItem &item);
/// The different people who wrote one side, in their order.
[[nodiscard]] QString conflictWriters(const QList<service::ConflictItem> &items, QString service::ConflictItem::*by);

} // namespace ruhu::pages
