// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/roles.h"

#include <algorithm>

namespace ruhu {

using namespace Qt::Literals::StringLiterals;

QLatin1String roleName(Role role)
{
    switch (role) {
    case Role::VillageReporter: return "VillageReporter"_L1;
    case Role::Investigator: return "Investigator"_L1;
    case Role::TownshipHandler: return "TownshipHandler"_L1;
    case Role::TownshipSupervisor: return "TownshipSupervisor"_L1;
    case Role::CountyReviewer: return "CountyReviewer"_L1;
    case Role::CountyDecider: return "CountyDecider"_L1;
    case Role::ChildProtection: return "ChildProtection"_L1;
    case Role::Auditor: return "Auditor"_L1;
    case Role::SecurityAdmin: return "SecurityAdmin"_L1;
    }
    return {};
}

std::optional<Role> roleFromName(QStringView name)
{
    const auto found = std::ranges::find_if(allRoles, [name](Role role) { return roleName(role) == name; });
    return found == allRoles.end() ? std::nullopt : std::optional(*found);
}

bool isNearRelative(QStringView relationCode)
{
    // GB/T 4761: 10-12 spouse; 20-27, 29 sons; 30-37, 39 daughters (28, 38 are in-laws); 40-44, 49 grandchildren (45,
    // 46 in-laws, 47, 48 great-grandchildren); 50-52, 57-59 parents (53-56 in-laws); 60-64, 69 grandparents; 70, 71,
    // 73, 75, 77, 79 siblings (72, 74, 76, 78 in-laws).
    bool ok = false;
    const int code = relationCode.toInt(&ok);
    if (!ok || relationCode.size() != 2)
        return false;
    switch (code / 10) {
    case 1: return code <= 12;
    case 2: return code != 28;
    case 3: return code != 38;
    case 4: return code <= 44 || code == 49;
    case 5: return code <= 52 || code >= 57;
    case 6: return code <= 64 || code == 69;
    case 7: return code == 70 || code % 2 == 1;
    default: return false;
    }
}

} // namespace ruhu
