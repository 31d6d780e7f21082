// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/rules/pack.h"

#include <memory>

namespace ruhu::service {

/// The rules that hold on this laptop, or why none do.
struct ProvincePack
{
    std::shared_ptr<const rules::Pack> pack; ///< Null: nothing may be worked out.
    /// Then, the first that is true: Signature (a pack is here that the province did not sign), BadFormat (one is here
    /// that is altered, damaged, too large or cannot be read), Expired (none holds today).
    Error problem;
};

/// The newest pack of the folder (*.ruhupack) that the province signed and that holds on this day. A pack that is
/// refused is left where it is and never used in part.
[[nodiscard]] ProvincePack provincePack(const QString &folder, const rules::PackRoot &root, QDate today,
                                        rules::DemoRoot demo);

} // namespace ruhu::service
