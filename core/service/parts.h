// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/crypto/secretbytes.h"
#include "core/forms/formdef.h"
#include "core/record/mutation.h"
#include "core/service/desk.h"
#include "core/service/ports.h"
#include "core/store/outbox.h"
#include "core/store/store.h"
#include "core/vault/sealedfile.h"

#include <QtConcurrent/QtConcurrentRun>

namespace ruhu::rules {
class Policy;
}

/// What a desk stands on. Laptop builds it after unlock; tests build it over a store in memory.
namespace ruhu::service {

/// One Ed25519 signature by a person who enters the own password. Blocks for the time of Argon2id: never the GUI
/// thread. Errors as vault::Vault::signAs().
using PersonSigner =
    std::function<Result<QByteArray>(PersonId person, const crypto::SecretBytes &password, QByteArrayView message)>;

/// The part that worker threads may hold on to. Everything in it is immutable or thread-safe, except `rng`, which only
/// jobs of the writer thread use.
struct Ground
{
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<Rng> rng;
    std::shared_ptr<store::Store> store;
    std::shared_ptr<vault::SealedFiles> files;
    std::shared_ptr<const rules::Policy> policy;       ///< Null: no valid policy pack is here.
    Error policyProblem{ErrorCode::Expired, {}};       ///< Why policy is null.
    std::shared_ptr<const forms::FormDefinition> form; ///< Null: the survey could not be read.
    record::Signer device;                             ///< Signs bundles and audit lines.
    DeviceId deviceId;
    PersonSigner person;
    Me me;

    [[nodiscard]] store::Stamp stamp() const { return {*clock, *rng, device}; }
    /// The day in China, where all deadlines live.
    [[nodiscard]] QDate today() const;
    /// A fresh id. Writer thread only.
    template <typename Id>
    [[nodiscard]] Id fresh() const
    {
        return Id::make(*clock, *rng);
    }
};

struct DeskParts
{
    std::shared_ptr<const Ground> ground;
    std::shared_ptr<ReaderPort> reader;
    std::unique_ptr<SyncPort> sync; ///< Null: a laptop without hub (tests).
    QList<Colleague> colleagues;
    Error formProblem;      ///< Why ground->form is null.
    QObject *gui = nullptr; ///< The desk: lives on the GUI thread.

    // The doors; made by Desk.
    std::unique_ptr<Today> today;
    std::unique_ptr<Households> households;
    std::unique_ptr<Visits> visits;
    std::unique_ptr<Casework> casework;
    std::unique_ptr<Conflicts> conflicts;
    std::unique_ptr<Exchange> exchange;
};

/// Runs slow work (Argon2id, sealing files) beside the store's threads.
template <typename Work>
auto offload(Work work) -> QFuture<std::invoke_result_t<Work>>
{
    return QtConcurrent::run(std::move(work));
}

/// A copy of the bytes in guarded memory; the caller's are overwritten.
[[nodiscard]] crypto::SecretBytes takePassword(QByteArray &&password);

/// The day in China of a wall time.
[[nodiscard]] QDate chinaDay(qint64 atMs);

} // namespace ruhu::service
