// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/bundlework_p.h"
#include "sync/hub/handlers_p.h"

namespace ruhu::hub {

/// The same outcome for every mutation of a bundle.
[[nodiscard]] QList<protocol::MutationResult> allAs(const record::Bundle &bundle, protocol::Status status,
                                                    const QString &code = {});
/// Of a bundle that is settled; codes and fields stay with the answer.
[[nodiscard]] protocol::Receipt receiptOf(const record::Bundle &bundle, const QList<protocol::MutationResult> &results,
                                          qint64 nowMs);

/// One bundle inside the transaction of its push, or of the blob that completed it.
class BundleStep
{
public:
    BundleStep(HubTransaction &transaction, HubContext &context, const Session &session, const record::Bundle &bundle,
               qint32 part)
        : m_transaction(transaction)
        , m_context(context)
        , m_session(session)
        , m_bundle(bundle)
        , m_part(part)
    {
    }

    /// nullopt when the bundle is new; its outcomes when it came before.
    [[nodiscard]] Result<std::optional<QList<protocol::MutationResult>>> known() const;
    /// The device used a counter twice: a copied or restored disk.
    [[nodiscard]] Result<bool> copiedDisk() const;
    /// Empty when it may take effect, else the code.
    [[nodiscard]] Result<QString> diversion() const;
    /// Blobs, bundles named in deps, or earlier bundles of the same households are missing. `order` as in StagedBundle.
    [[nodiscard]] Result<bool> waits(qint64 order = std::numeric_limits<qint64>::max()) const;
    [[nodiscard]] Result<QList<protocol::MutationResult>> divert(const QString &code);
    [[nodiscard]] Result<QList<protocol::MutationResult>> stage();
    [[nodiscard]] Result<QList<protocol::MutationResult>> apply();

private:
    [[nodiscard]] Result<void> close(const QList<protocol::MutationResult> &results);
    [[nodiscard]] Result<void> keepAside(const QString &reason);
    [[nodiscard]] QList<protocol::MutationResult> refused(const Refusal &refusal) const;

    HubTransaction &m_transaction;
    HubContext &m_context;
    const Session &m_session;
    const record::Bundle &m_bundle;
    qint32 m_part;
};

} // namespace ruhu::hub
