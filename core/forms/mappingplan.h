// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/mapping.h"
#include "core/forms/model.h"

/// What both ways of mapping.h share: which answer goes where, how a value is written on either side, and where the
/// nodes are. Of this room alone.
namespace ruhu::forms::mapping {

/// How the text of an answer is kept in the body (ruhu:type).
enum class Keep { Text, Upper, Int, Bool, Fen, Time, Codes, Ref, Refs, Present };

/// One mapped question, as the form says it.
struct Target
{
    int schema = -1;
    record::Kind kind = record::Kind::Unknown;
    QString key; ///< "health.selfcare"; "reason" for the visit.
    Keep keep = Keep::Text;
    bool write = true;
    int scope = -1; ///< Schema node with ruhu:record above it; the root for the visit.
};

/// A place where records stand: a repeat of records, or a group that is part of the household.
struct Scope
{
    int schema = -1;
    record::Kind kind = record::Kind::Unknown;
    bool repeat = false;
};

struct Plan
{
    QList<Scope> scopes;
    QList<Target> targets;
    QStringList unknown;
};

[[nodiscard]] Plan planOf(const detail::Model &model);
[[nodiscard]] const detail::Bind *bindOf(const detail::Model &model, int schema);

/// A record's value as the form writes it; '' for what the form has no words for.
[[nodiscard]] QString toText(Keep keep, const QCborValue &value, const QTimeZone &zone);
/// An answer as a record keeps it; null for a blank one.
[[nodiscard]] QCborValue fromText(Keep keep, const QString &text, const QTimeZone &zone);
[[nodiscard]] QCborValue refValue(const QString &text);

/// Instances of a schema node below a node of the session, in document order.
[[nodiscard]] QList<NodeId> below(const FormSession &session, NodeId top, int topSchema, int schema);
[[nodiscard]] NodeId rootOf(const FormSession &session);
/// Member of Prefill::unfit: a value of this record that the form has no place for.
[[nodiscard]] QString unfitKey(RecordId id, const QString &key);

} // namespace ruhu::forms::mapping
