// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QLatin1String>
#include <QStringList>

#include <span>

/// The only list of record kinds, their atomic groups and their fields.
///
/// Body keys are "group.field" for documents ("identity.name") and the bare field for events ("outcome"): an event is
/// never merged, so it has no groups. Field names are the leaves of forms.csv. A field that is missing here is kept and
/// travels untouched: this list only says which fields this build knows.
///
/// Value types in bodies: text, int (money in fen, whole years, counts), bool, byte string (16-byte ids, 32-byte
/// hashes, signatures), array, map. Dates are text yyyy-MM-dd, times int ms since 1970 UTC, codes text as in
/// codelists.csv, `ref` fields the 16 bytes of a record id. Positions are text "lat,lon,accuracy". No floating point in
/// new fields.
namespace ruhu::record {

enum class Kind {
    Unknown, ///< Of a newer version: kept as opaque bytes, never shown.
    // Mergeable documents
    Household,
    Member,
    Obligor,
    Income,
    Property,
    Expenditure,
    Application,
    Task,
    // Immutable events
    Visit,
    Step,
    Authorisation,
    CheckRequest,
    CheckResult,
    Opinion,
    Decision,
    Delegation,
    Notice,
    Dispute,
    Photo,
    Signature,
    Resolution,
    AlertResult,
    Assignment,
    Grant,
    Certificate,
    Revocation,
    Pack,
    Receipt,
    PurgeReceipt,
    Device,
    // Made by the hub; pulled, never pushed
    Conflict,
    ListRow,
    Enter,
    Leave,
    Alert,
    Benefit,
    Payment,
};

enum class KindClass {
    Document, ///< Patches, three-way merge per atomic group.
    Event,    ///< Inserted once; a correction is a new event with `supersedes`.
    HubMade,  ///< Pulled only.
};

/// Fields that only make sense together: they are merged, or conflict, as one.
struct Group
{
    QLatin1String name; ///< Empty for events and hub-made kinds.
    std::span<const QLatin1String> fields;
    bool supervisorResolves = false; ///< Money and bank groups (docs/protocol.md 3).
};

struct KindInfo
{
    Kind kind;
    QLatin1String name; ///< The word of table and wire: "check-request".
    KindClass kindClass;
    int channel; ///< 0 control, 1 documents and conflicts, 2 events (the hub moves events older than 12 months to 3).
    std::span<const Group> groups;
};

/// Every known kind; Kind::Unknown is not among them.
[[nodiscard]] std::span<const KindInfo> kinds();

/// Never fails for a known kind; Kind::Unknown gives an event of channel 2 without fields and with an empty name.
[[nodiscard]] const KindInfo &info(Kind kind);

[[nodiscard]] QLatin1String nameOf(Kind kind);
/// Kind::Unknown for any other word.
[[nodiscard]] Kind kindFromName(QStringView name);

/// "identity" of "identity.name"; empty for the bare field of an event.
[[nodiscard]] QStringView groupOf(QStringView key);
/// "name" of "identity.name", and of "name".
[[nodiscard]] QStringView fieldOf(QStringView key);
/// The group of a kind, or nullptr.
[[nodiscard]] const Group *findGroup(Kind kind, QStringView group);
/// All body keys of a kind that this build knows, in table order.
[[nodiscard]] QStringList keysOf(Kind kind);
/// Body keys of one group.
[[nodiscard]] QStringList keysOf(Kind kind, QStringView group);
/// True when only a TownshipSupervisor resolves a conflict in this group (money, bank; docs/protocol.md 3).
[[nodiscard]] bool supervisorResolves(Kind kind, QStringView group);

} // namespace ruhu::record
