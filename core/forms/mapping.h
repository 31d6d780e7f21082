// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/session.h"
#include "core/record/mutation.h"

#include <QSet>

/// From answers to records (docs/forms.md, "Where answers go"). The author of a form says with attributes on binds
/// where answers go:
///
///   ruhu:record="member"               on a repeat or group: its instances are records of that kind. In a repeat the
///                                      child `rid` holds the record id as 32 hexadecimal digits or a UUID. A group of
///                                      kind "household" is the household itself; it may stand in several places.
///   ruhu:to="member.health.selfcare"   on a question: kind.group.field; for the visit "visit.reason"
///   ruhu:from="property.item.house"    filled in from there, but not written back
///   ruhu:type="fen"                    how the text is kept: text, upper (capitals), int, bool, fen (yuan in the
///   form), time (ms), codes
///                                      (array), ref (16 bytes of a rid), refs (array, one per instance), present (the
///                                      rid joins the array where the answer is yes). Without it the bind's type
///                                      decides.
///
/// An answer that did not change makes no patch; a question that is not relevant clears its field, unless the whole
/// ruhu:record scope is not relevant, which leaves the record alone; a removed instance is archived; a field that
/// another source owns is never patched: a change becomes a `dispute` event.
namespace ruhu::forms {

/// What was on file when the form was begun: the `was` of everything that will be changed. Kept in Draft::prefill.
struct Prefill
{
    QList<record::Record> seen;
    QHash<RecordId, QSet<QString>> owned; ///< Body keys ("identity.birth") that another source owns.
    QSet<QString> unfit; ///< "rid/key" of values that the form has no place for; they stay as they are.

    [[nodiscard]] QByteArray encode() const;
    static Result<Prefill> decode(const QByteArray &bytes); ///< BadFormat; empty input is an empty prefill.
};

/// Writes the records of a household into a session that was just started, adding an instance per record. Records of
/// kinds that the form does not know, and archived ones, are left out.
/// \return what was seen, to be kept with the draft; errors as FormSession::addRepeat and fillIn
Result<Prefill> fillFromRecords(FormSession &session, const QList<record::Record> &records,
                                const QHash<RecordId, QSet<QString>> &owned = {});

struct MappingContext
{
    RecordId household; ///< Root of every record.
    qint32 part = 0;    ///< 9-digit township code.
    const Clock *clock = nullptr;
    Rng *rng = nullptr;
};

struct Mapped
{
    /// Patches, creations, archives and dispute events, in that order of the form. `n` is left to the store.
    QList<record::Mutation> mutations;
    /// Fields of the visit event that the form knows; the caller adds the rest (submission, by, role, at).
    record::Body visit;
};

/// What a filled form changes. Does not ask whether the form is valid.
/// \return BadFormat when a rid or a record body cannot be read
Result<Mapped> mapToRecords(const FormSession &session, const Prefill &prefill, const MappingContext &context);

/// Every target that a form names and this build's kinds do not know ("member.health.smoking"): for `form check`.
[[nodiscard]] QStringList unknownTargets(const FormDefinition &form);

} // namespace ruhu::forms
