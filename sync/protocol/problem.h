// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/protocol/http.h"

#include <optional>

/// Refusals of a whole request: RFC 9457 application/problem+json with a stable type urn:ruhu:NAME. What is wrong with
/// one mutation is a result of the push (messages.h), never one of these.
namespace ruhu::protocol {

enum class ProblemType {
    BadRequest,       ///< 400 not the protocol: damaged CBOR, missing field, unknown query.
    Signature,        ///< 401 the request signature does not verify, or the device is unknown.
    Replayed,         ///< 401 this nonce was seen before; sign again and repeat.
    ClockSkew,        ///< 401 Sync-Time is more than 10 minutes off; `serverTime` says by how much.
    EnrolCode,        ///< 403 nobody is enrolled with this code on this device; `reason` says why.
    DeviceRevoked,    ///< 403 on reading; pushes and uploads of a revoked device are still taken.
    DeviceWiped,      ///< 403 as above.
    OutOfScope,       ///< 403 no grant for this township or village.
    NotFound,         ///< 404
    MethodNotAllowed, ///< 405
    OffsetMismatch,   ///< 409 PATCH at another offset than the hub's: HEAD and go on from there.
    BlobCorrupt,      ///< 409 the finished upload is not what its name says; it was discarded.
    DeviceRollback,   ///< 409 the device counter went back: a copied or restored disk.
    EpochChanged,     ///< 409 the hub was restored; compare digests and send again.
    CursorExpired,    ///< 410 `part`, `gcSeq`: compare digests instead.
    PayloadTooLarge,  ///< 413
    UpgradeRequired,  ///< 426 never on push.
    Rate,             ///< 429 + retry-after
    Internal,         ///< 500 the hub failed; nothing was changed.
    Busy,             ///< 503 + retry-after
};

/// Why a code enrols nobody. A code has 60 bits and lives for a day, so knowing that one was used helps nobody to guess
/// another.
enum class EnrolReason {
    Unknown, ///< "unknown": no such code, or nobody behind it any more.
    Expired, ///< "expired": older than 24 hours.
    Used,    ///< "used": by other keys or another laptop.
    Device,  ///< "device": the laptop was revoked, or is known with other keys.
};

struct Problem
{
    ProblemType type = ProblemType::BadRequest;
    QString detail;                    ///< For logs: field or rule, never content of a record.
    std::optional<qint32> part;        ///< CursorExpired, OutOfScope.
    std::optional<qint64> gcSeq;       ///< CursorExpired.
    std::optional<qint64> offset;      ///< OffsetMismatch: where the hub stands.
    std::optional<qint64> serverTime;  ///< ClockSkew, ms.
    std::optional<EnrolReason> reason; ///< EnrolCode; none when the hub gave one that this version does not know.
    int retryAfterSeconds = 0;         ///< Busy, Rate.

    friend bool operator==(const Problem &, const Problem &) = default;
};

/// "urn:ruhu:clock-skew".
[[nodiscard]] QString urnOf(ProblemType type);
[[nodiscard]] int statusOf(ProblemType type);

[[nodiscard]] HttpResponse toHttp(const Problem &problem);
/// Reads an answer with status >= 400; BadReply when it is not one of ours.
[[nodiscard]] Result<Problem> problemOf(const HttpResponse &response);
/// The problem as an error value: the urn, then the detail. Codes: Refused, or NotFound, TooLarge, Busy, Signature,
/// TooNew, Damaged, RolledBack, NotAllowed where one of them says it better.
[[nodiscard]] Error errorOf(const Problem &problem);

} // namespace ruhu::protocol
