// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "sync/hub/checkcentre.h"
#include "sync/hub/hubstore.h"
#include "sync/protocol/certificate.h"
#include "sync/protocol/http.h"

#include <QMutex>

/// The hub without a network: one request in, one answer out, one transaction between them (docs/protocol.md).
///
/// Guarantees
///  - No answer says that something was kept before its transaction was committed.
///  - The same mutation sent any number of times has one effect and one outcome.
///  - Nothing that a signed laptop sends is thrown away: what may not take effect is kept with its reason.
///  - No state between requests except nonces seen; no clock decides a merge; no unordered iteration, so that a
///    simulated world replays from its seed.
namespace ruhu::hub {

/// What the hub signs with and stands for.
struct HubKeys
{
    protocol::RootRecord root;
    record::Signer issuer; ///< Ed25519 of the issuer that the root record names.
};

/// The nonces of the last minutes, so that a request that was listened to cannot be sent again. Thread-safe, bounded:
/// the oldest are forgotten first. A restart forgets them all, which is harmless: every request may be repeated.
class NonceMemory
{
public:
    /// False when this nonce of this device was noted before. `nowMs` forgets what the clock window refuses anyway.
    [[nodiscard]] bool note(DeviceId device, const QByteArray &nonce, qint64 nowMs);

private:
    static constexpr qsizetype most = 200'000; ///< About 20 MB.
    QMutex m_mutex;
    QMap<QByteArray, qint64> m_seen; ///< device | nonce -> when
    QMap<std::pair<qint64, quint64>, QByteArray> m_byTime;
    quint64 m_count = 0;
};

/// Faults that tests and the simulator plant to see whether they are caught. A program never makes one.
struct HubFaults
{
    bool noDedup = false;                 ///< A mutation that comes twice takes effect twice.
    bool ackBeforeCommit = false;         ///< The answer says "kept" even when the commit failed.
    bool wholeRowLastWrite = false;       ///< A patch replaces the record as its writer saw it.
    bool editResurrectsArchived = false;  ///< A patch of an archived record brings it back.
    bool lastWriterByDeviceClock = false; ///< The later device clock wins instead of the value that was seen.
};

struct HubContext
{
    HubStore &store;
    const Clock &clock;
    Rng &rng;
    const HubKeys &keys;
    NonceMemory &nonces;
    CheckCentre *checkCentre = nullptr; ///< None: check requests stay open.
    const HubFaults *faults = nullptr;
};

/// Answers any request: never fails otherwise than by a problem answer (protocol/problem.h).
[[nodiscard]] protocol::HttpResponse handle(const protocol::HttpRequest &request, HubContext &context);

} // namespace ruhu::hub
