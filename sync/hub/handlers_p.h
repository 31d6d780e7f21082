// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/session_p.h"

// Private to the room: one function for each request. They run after the signature of the request was checked.
namespace ruhu::hub {

using protocol::HttpRequest;
using protocol::HttpResponse;
using protocol::Problem;
using protocol::ProblemType;

[[nodiscard]] HttpResponse enrol(const HttpRequest &request, HubContext &context);
[[nodiscard]] HttpResponse scope(HubContext &context, const Session &session);
[[nodiscard]] HttpResponse push(const HttpRequest &request, HubContext &context, const Session &session);
[[nodiscard]] HttpResponse pull(const HttpRequest &request, HubContext &context, const Session &session);
[[nodiscard]] HttpResponse fetch(const HttpRequest &request, HubContext &context, const Session &session);
[[nodiscard]] HttpResponse root(const HttpRequest &request, HubContext &context, const Session &session);
[[nodiscard]] HttpResponse digest(const HttpRequest &request, HubContext &context, const Session &session);
[[nodiscard]] HttpResponse blobs(const HttpRequest &request, HubContext &context, const Session &session);

[[nodiscard]] HttpResponse problem(ProblemType type, const QString &detail = {});
/// The answer to a failed store: 503 when trying again may help, else 500.
[[nodiscard]] HttpResponse storeFailed(const Error &error);
/// The answer to a body that is not the protocol: 413 or 400.
[[nodiscard]] HttpResponse badBody(const Error &error);
/// A decimal of the query in [0, most]; nullopt for anything else.
[[nodiscard]] std::optional<qint64> queryNumber(const HttpRequest &request, const QByteArray &name, qint64 most);

/// Applies staged bundles whose blobs and forerunners are there now; their receipts are appended. The part is locked.
[[nodiscard]] Result<void> settleStaged(HubTransaction &transaction, HubContext &context, qint32 part,
                                        QList<protocol::Receipt> &receipts);
/// Signs and keeps receipts.
[[nodiscard]] Result<protocol::Receipts> keepReceipts(HubTransaction &transaction, HubContext &context,
                                                      const QList<std::pair<qint32, protocol::Receipt>> &receipts);

} // namespace ruhu::hub
