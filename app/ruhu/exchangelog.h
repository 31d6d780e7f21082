// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/ports.h"
#include "sync/engine/engine.h"

namespace ruhu {

/// Turns what the engine reports into what the screen shows. The engine counts since it started; people want to know
/// what this exchange brings, and what the last one brought. Pure: time is handed in.
class ExchangeLog
{
public:
    [[nodiscard]] service::SyncProgress take(const engine::Progress &now, qint64 wallMs, qint64 monoMs);

private:
    engine::Progress m_start; ///< As it was when the exchange began.
    qint64 m_startMonoMs = 0;
    bool m_running = false;
    service::SyncProgress m_last; ///< received, sent, merged and duration of the last one that moved something.
};

} // namespace ruhu
