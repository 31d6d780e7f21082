// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QLatin1String>
#include <QString>

#include <array>
#include <optional>

namespace ruhu {

/// Who somebody is for the work. The names are the words of records, certificates and the wire.
enum class Role {
    VillageReporter,    ///< Reports leads, records care visits.
    Investigator,       ///< Fills forms, takes evidence, signs the visit.
    TownshipHandler,    ///< Accepts, assigns visits, drafts.
    TownshipSupervisor, ///< Signs the preliminary opinion.
    CountyReviewer,
    CountyDecider,
    ChildProtection,
    Auditor,
    SecurityAdmin,
};

inline constexpr std::array allRoles = {Role::VillageReporter,    Role::Investigator,   Role::TownshipHandler,
                                        Role::TownshipSupervisor, Role::CountyReviewer, Role::CountyDecider,
                                        Role::ChildProtection,    Role::Auditor,        Role::SecurityAdmin};

/// "TownshipSupervisor".
[[nodiscard]] QLatin1String roleName(Role role);
[[nodiscard]] std::optional<Role> roleFromName(QStringView name);

/// True for a RELATION code of a near relative: spouse, parents, children, siblings, grandparents, grandchildren
/// (the definition of R17 article 14, docs/glossary.md). In-laws and uncles are not near relatives in that sense.
[[nodiscard]] bool isNearRelative(QStringView relationCode);

} // namespace ruhu
