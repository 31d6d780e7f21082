// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/crypto/sign.h"
#include "sync/protocol/messages.h"
#include "sync/protocol/problem.h"

#include <QMap>
#include <QSet>

#include <functional>
#include <optional>

namespace ruhu::test {

/// A hub of one township that does as it is told: it takes whatever it gets, numbers it and gives it out again. The
/// tests bend it. What a hub really decides is the business of sync/hub.
class ScriptedHub
{
public:
    ScriptedHub();

    [[nodiscard]] protocol::HttpResponse answer(const protocol::HttpRequest &request);
    /// A record from somewhere else.
    void put(record::Record record);
    [[nodiscard]] static protocol::HttpResponse problem(protocol::ProblemType type);

    static constexpr qint32 part = 990101001;
    protocol::RootRecord root;
    qint64 epoch = 1;
    qint64 seq = 0;
    qint64 scopeVer = 7;
    qint64 time = 1'763'700'000'000;
    QList<protocol::ScopePart> scope;
    QMap<qint64, record::Record> rows; ///< By seq.
    QMap<MutationId, protocol::MutationResult> taken;
    QMap<QByteArray, QByteArray> blobs;
    QMap<QByteArray, qint64> lengths;
    QList<QByteArray> log; ///< "POST /v1/push", …
    int rowsOfAPage = 100;
    /// Asked before everything else; an answer of its own replaces the hub's.
    std::function<std::optional<protocol::HttpResponse>(const protocol::HttpRequest &)> bend;
    /// Status of a mutation, when it is not "applied".
    std::function<protocol::Status(const record::Mutation &)> judge;

private:
    [[nodiscard]] protocol::HttpResponse push(const protocol::HttpRequest &request);
    [[nodiscard]] protocol::HttpResponse pull(const protocol::HttpRequest &request);
    [[nodiscard]] protocol::HttpResponse blob(const protocol::HttpRequest &request);
    [[nodiscard]] protocol::MutationResult take(const record::Mutation &mutation);
    [[nodiscard]] protocol::Receipts receipts(const QList<protocol::Receipt> &list) const;

    crypto::SigningKey m_issuer;
    record::Signer m_sign;
};

} // namespace ruhu::test
