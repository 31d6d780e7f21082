// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/ports.h"

namespace ruhu {

/// Makes the SyncPort of an unlocked laptop over sync/client; the exchange starts at once.
[[nodiscard]] std::unique_ptr<service::SyncPort> makeSyncPort(const service::SyncGround &ground);

} // namespace ruhu
