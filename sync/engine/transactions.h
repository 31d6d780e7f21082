// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/engine/clientstore.h"

#include <variant>

/// The calls of ClientStore as values, so that the engine can ask for one without making it: whoever owns the store
/// runs perform() where the store lives and hands the reply back as an event.
namespace ruhu::engine {

struct ReadStanding
{
};
struct NextBundles
{
    int limit = 0;
    qint64 bytes = 0;
    QSet<BundleId> held;
};
struct SettlePush
{
    PushOutcome outcome;
};
struct SetBundleAside
{
    BundleId bundle;
    QString reason;
};
struct ApplyPage
{
    protocol::Page page;
    std::optional<protocol::Head> head;
};
struct SaveScope
{
    protocol::ScopeAnswer scope;
    QSet<qint32> restart;
};
struct BeginEpoch
{
    qint32 part = 0;
    qint64 epoch = 0;
    qint64 seq = 0;
};
struct RestartPart
{
    qint32 part = 0;
};
struct SaveClockOffset
{
    qint64 offsetMs = 0;
};
struct NoteSynced
{
    qint64 wallMs = 0;
};
struct NextUpload
{
    QSet<QByteArray> held;
};
struct ReadBlob
{
    QByteArray hash;
    qint64 offset = 0;
    qint64 size = 0;
};
struct BlobUploaded
{
    QByteArray hash;
    PushOutcome outcome;
};
struct SetBlobAside
{
    QByteArray hash;
    QString reason;
};
struct NextDownload
{
    QSet<QByteArray> held;
};
struct SaveBlob
{
    QByteArray hash;
    qint64 length = 0;
    qint64 offset = 0;
    QByteArray bytes;
};

using TxOp =
    std::variant<ReadStanding, NextBundles, SettlePush, SetBundleAside, ApplyPage, SaveScope, BeginEpoch, RestartPart,
                 SaveClockOffset, NoteSynced, NextUpload, ReadBlob, BlobUploaded, SetBlobAside, NextDownload, SaveBlob>;

/// What a transaction gave back. `changed` names records that look different now; `backlog` is as it is afterwards.
struct TxReply
{
    std::variant<std::monostate, Standing, QList<Waiting>, BlobTask, QByteArray> value;
    QList<RecordId> changed;
    Backlog backlog;
};

/// Makes the one call of `store` that `op` names. Thread: the store's writer.
[[nodiscard]] Result<TxReply> perform(ClientStore &store, const TxOp &op);

/// True for operations that change nothing.
[[nodiscard]] bool readsOnly(const TxOp &op);

/// "apply-page", for logs and for the traces of the simulator.
[[nodiscard]] QLatin1String nameOf(const TxOp &op);

} // namespace ruhu::engine
