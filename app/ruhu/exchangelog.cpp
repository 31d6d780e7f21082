// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/exchangelog.h"

namespace ruhu {

namespace {

using service::SyncProgress;
using Phase = SyncProgress::Phase;

/// A direction that stands still until a person acts is a failure in words, not a quiet "idle".
std::optional<Error> failureOf(const engine::Progress &progress)
{
    switch (progress.stop) {
    case engine::Stop::None: return progress.problem;
    case engine::Stop::Revoked: return Error{ErrorCode::NotAllowed, QStringLiteral("device revoked")};
    case engine::Stop::Wiped: return Error{ErrorCode::NotAllowed, QStringLiteral("device to be wiped")};
    case engine::Stop::HubRolledBack: return Error{ErrorCode::RolledBack, QStringLiteral("hub")};
    case engine::Stop::DeviceCloned: return Error{ErrorCode::RolledBack, QStringLiteral("device")};
    case engine::Stop::UpgradeRequired: return Error{ErrorCode::TooNew, QStringLiteral("hub")};
    }
    return progress.problem;
}

Phase phaseOf(const engine::Progress &progress)
{
    if (progress.paused)
        return Phase::Paused;
    if (failureOf(progress))
        return Phase::Failed;
    if (!progress.running)
        return Phase::Idle;
    if (!progress.online)
        return Phase::Connecting;
    return progress.backlog.bundles > 0 || progress.backlog.blobs > 0 ? Phase::Sending : Phase::Receiving;
}

int recordsOf(const engine::Progress &progress)
{
    return progress.listRows + progress.documents + progress.events;
}

/// Going up, what is left is known; coming down it is not.
void addSending(SyncProgress &out, const char *what, int done, int left, qint64 bytesLeft = 0)
{
    if (done + left > 0)
        out.sending.append({QString::fromLatin1(what), done, done + left, 0, bytesLeft});
}

void addReceiving(SyncProgress &out, const char *what, int done)
{
    if (done > 0)
        out.receiving.append({QString::fromLatin1(what), done, 0, 0, 0});
}

} // namespace

SyncProgress ExchangeLog::take(const engine::Progress &now, qint64 wallMs, qint64 monoMs)
{
    if (now.running && !m_running) {
        m_start = now;
        m_startMonoMs = monoMs;
    }
    const int received = recordsOf(now) - recordsOf(m_start);
    const int sent = now.sent - m_start.sent;
    if (m_running && !now.running && !failureOf(now) && (received > 0 || sent > 0)) {
        m_last.received = received;
        m_last.sent = sent;
        m_last.merged = now.merged - m_start.merged;
        m_last.lastDurationMs = monoMs - m_startMonoMs;
    }
    m_running = now.running;

    SyncProgress out = m_last;
    out.phase = phaseOf(now);
    const auto failure = failureOf(now);
    out.online = now.online && !now.problem;
    out.listHere = now.listComplete;
    out.lastSyncMs = now.lastSyncWallMs;
    if (now.retryAtMonoMs > 0)
        out.nextTryMs = wallMs + std::max<qint64>(0, now.retryAtMonoMs - monoMs);
    if (failure)
        out.failure = *failure;
    if (now.running) {
        const engine::Backlog &backlog = now.backlog;
        addSending(out, "change", sent, backlog.bundles);
        addSending(out, "photo", now.blobsSent - m_start.blobsSent, backlog.blobs, backlog.blobBytes);
        addReceiving(out, "listrow", now.listRows - m_start.listRows);
        addReceiving(out, "record", now.documents + now.events - m_start.documents - m_start.events);
        addReceiving(out, "photo", now.photos - m_start.photos);
    }
    return out;
}

} // namespace ruhu
