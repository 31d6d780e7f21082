// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/engine/transactions.h"

#include <array>

namespace ruhu::engine {

namespace {

// Each call of the port has its own shape of result; these bring them to one.
Result<TxReply> reply(Result<void> done)
{
    return done ? Result<TxReply>(TxReply{}) : passOn(done);
}
Result<TxReply> reply(Result<QList<RecordId>> changed)
{
    return changed ? Result<TxReply>(TxReply{{}, *std::move(changed), {}}) : passOn(changed);
}
template <typename T>
Result<TxReply> reply(Result<T> value)
{
    return value ? Result<TxReply>(TxReply{*std::move(value), {}, {}}) : passOn(value);
}

struct Caller
{
    ClientStore &store;

    auto operator()(const ReadStanding &) { return reply(store.standing()); }
    auto operator()(const NextBundles &op) { return reply(store.nextBundles(op.limit, op.bytes, op.held)); }
    auto operator()(const SettlePush &op) { return reply(store.settle(op.outcome)); }
    auto operator()(const SetBundleAside &op) { return reply(store.setAside(op.bundle, op.reason)); }
    auto operator()(const ApplyPage &op) { return reply(store.applyPage(op.page, op.head)); }
    auto operator()(const SaveScope &op) { return reply(store.saveScope(op.scope, op.restart)); }
    auto operator()(const BeginEpoch &op) { return reply(store.beginEpoch(op.part, op.epoch, op.seq)); }
    auto operator()(const RestartPart &op) { return reply(store.restartPart(op.part)); }
    auto operator()(const SaveClockOffset &op) { return reply(store.saveClockOffset(op.offsetMs)); }
    auto operator()(const NoteSynced &op) { return reply(store.noteSynced(op.wallMs)); }
    auto operator()(const NextUpload &op) { return reply(store.nextUpload(op.held)); }
    auto operator()(const ReadBlob &op) { return reply(store.readBlob(op.hash, op.offset, op.size)); }
    auto operator()(const BlobUploaded &op) { return reply(store.uploaded(op.hash, op.outcome)); }
    auto operator()(const SetBlobAside &op) { return reply(store.setBlobAside(op.hash, op.reason)); }
    auto operator()(const NextDownload &op) { return reply(store.nextDownload(op.held)); }
    auto operator()(const SaveBlob &op) { return reply(store.saveBlob(op.hash, op.length, op.offset, op.bytes)); }
};

} // namespace

Result<TxReply> perform(ClientStore &store, const TxOp &op)
{
    auto done = std::visit(Caller{store}, op);
    if (!done)
        return done;
    // What is left is read after the call: a failure here must not undo what the call made durable.
    if (const auto backlog = store.backlog())
        done->backlog = *backlog;
    return done;
}

bool readsOnly(const TxOp &op)
{
    return std::holds_alternative<ReadStanding>(op) || std::holds_alternative<NextBundles>(op) ||
           std::holds_alternative<NextUpload>(op) || std::holds_alternative<ReadBlob>(op) ||
           std::holds_alternative<NextDownload>(op);
}

QLatin1String nameOf(const TxOp &op)
{
    static constexpr std::array<const char *, std::variant_size_v<TxOp>> names = {
        "read-standing", "next-bundles",   "settle-push",       "set-bundle-aside", "apply-page",  "save-scope",
        "begin-epoch",   "restart-part",   "save-clock-offset", "note-synced",      "next-upload", "read-blob",
        "blob-uploaded", "set-blob-aside", "next-download",     "save-blob"};
    return QLatin1String(names[op.index()]);
}

} // namespace ruhu::engine
