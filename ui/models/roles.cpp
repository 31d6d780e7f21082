// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/roles.h"

#include "core/domain/roles.h"

#include <QCoreApplication>

namespace ruhu::models {

namespace {

class Roles
{
    Q_DECLARE_TR_FUNCTIONS(Roles)

public:
    static QString word(Role role)
    {
        switch (role) {
        case Role::VillageReporter: return tr("village assistant");
        case Role::Investigator: return tr("investigator");
        case Role::TownshipHandler: return tr("caseworker");
        case Role::TownshipSupervisor: return tr("supervisor");
        case Role::CountyReviewer: return tr("county reviewer");
        case Role::CountyDecider: return tr("county decider");
        case Role::ChildProtection: return tr("child protection");
        case Role::Auditor: return tr("auditor");
        case Role::SecurityAdmin: return tr("security administrator");
        }
        return {};
    }
};

} // namespace

QString roleText(const QString &roleId)
{
    const std::optional<Role> role = roleFromName(roleId);
    return role ? Roles::word(*role) : roleId;
}

} // namespace ruhu::models
