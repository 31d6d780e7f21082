// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/protocol/problem.h"

#include "core/base/limits.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace ruhu::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Row
{
    ProblemType type;
    QLatin1String name;
    int status;
    ErrorCode code;
    QLatin1String title;
};

// clang-format off
constexpr std::array table = {
    Row{ProblemType::BadRequest, "bad-request"_L1, 400, ErrorCode::Refused, "The request is not the protocol"_L1},
    Row{ProblemType::Signature, "signature"_L1, 401, ErrorCode::Signature, "The request is not signed by a known device"_L1},
    Row{ProblemType::Replayed, "replayed"_L1, 401, ErrorCode::Refused, "This request was seen before"_L1},
    Row{ProblemType::ClockSkew, "clock-skew"_L1, 401, ErrorCode::Refused, "The clock of the device is too far off"_L1},
    Row{ProblemType::EnrolCode, "enrol-code"_L1, 403, ErrorCode::Refused, "The one-time code is not valid"_L1},
    Row{ProblemType::DeviceRevoked, "device-revoked"_L1, 403, ErrorCode::Refused, "The device was revoked"_L1},
    Row{ProblemType::DeviceWiped, "device-wiped"_L1, 403, ErrorCode::Refused, "The device was ordered to wipe itself"_L1},
    Row{ProblemType::OutOfScope, "out-of-scope"_L1, 403, ErrorCode::NotAllowed, "No grant for this place"_L1},
    Row{ProblemType::NotFound, "not-found"_L1, 404, ErrorCode::NotFound, "There is no such thing"_L1},
    Row{ProblemType::MethodNotAllowed, "method-not-allowed"_L1, 405, ErrorCode::Refused, "Not with this method"_L1},
    Row{ProblemType::OffsetMismatch, "offset-mismatch"_L1, 409, ErrorCode::Refused, "The upload stands elsewhere"_L1},
    Row{ProblemType::BlobCorrupt, "blob-corrupt"_L1, 409, ErrorCode::Damaged, "The upload is not what its name says"_L1},
    Row{ProblemType::DeviceRollback, "device-rollback"_L1, 409, ErrorCode::RolledBack, "The device counter went back"_L1},
    Row{ProblemType::EpochChanged, "epoch-changed"_L1, 409, ErrorCode::Refused, "The hub was restored"_L1},
    Row{ProblemType::CursorExpired, "cursor-expired"_L1, 410, ErrorCode::Refused, "Cursor is older than the retained feed"_L1},
    Row{ProblemType::PayloadTooLarge, "payload-too-large"_L1, 413, ErrorCode::TooLarge, "Too large"_L1},
    Row{ProblemType::UpgradeRequired, "upgrade-required"_L1, 426, ErrorCode::TooNew, "This program is too old to read on"_L1},
    Row{ProblemType::Rate, "rate"_L1, 429, ErrorCode::Busy, "Too many requests"_L1},
    Row{ProblemType::Internal, "internal"_L1, 500, ErrorCode::Refused, "The hub failed; nothing was changed"_L1},
    Row{ProblemType::Busy, "busy"_L1, 503, ErrorCode::Busy, "The hub is busy"_L1},
};
// clang-format on
static_assert(
    [] {
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (table[i].type != ProblemType(i))
                return false;
        }
        return true;
    }(),
    "the table stands in the order of the enum");

const Row &rowOf(ProblemType type)
{
    return table[std::size_t(type)];
}

constexpr QLatin1String urnPrefix{"urn:ruhu:"};

/// In the order of EnrolReason.
constexpr std::array enrolReasons = {"unknown"_L1, "expired"_L1, "used"_L1, "device"_L1};

std::optional<EnrolReason> enrolReason(const QString &word)
{
    const auto found = std::ranges::find(enrolReasons, word);
    return found == enrolReasons.end() ? std::nullopt : std::optional(EnrolReason(found - enrolReasons.begin()));
}

std::optional<qint64> number(const QJsonObject &object, QLatin1String key)
{
    const QJsonValue value = object.value(key);
    return value.isDouble() ? std::optional(value.toInteger()) : std::nullopt;
}

} // namespace

QString urnOf(ProblemType type)
{
    return QString(urnPrefix) + rowOf(type).name;
}

int statusOf(ProblemType type)
{
    return rowOf(type).status;
}

HttpResponse toHttp(const Problem &problem)
{
    const Row &row = rowOf(problem.type);
    QJsonObject json{{u"type"_s, urnOf(problem.type)}, {u"title"_s, QString(row.title)}, {u"status"_s, row.status}};
    if (!problem.detail.isEmpty())
        json.insert("detail"_L1, problem.detail);
    if (problem.part)
        json.insert("part"_L1, *problem.part);
    if (problem.gcSeq)
        json.insert("gc_seq"_L1, *problem.gcSeq);
    if (problem.offset)
        json.insert("offset"_L1, *problem.offset);
    if (problem.serverTime)
        json.insert("server_time"_L1, *problem.serverTime);
    if (problem.reason)
        json.insert("reason"_L1, enrolReasons[std::size_t(*problem.reason)]);
    HttpResponse response;
    response.status = row.status;
    response.headers.insert("content-type"_ba, "application/problem+json"_ba);
    if (problem.retryAfterSeconds > 0)
        response.headers.insert("retry-after"_ba, QByteArray::number(problem.retryAfterSeconds));
    response.body = QJsonDocument(json).toJson(QJsonDocument::Compact);
    return response;
}

Result<Problem> problemOf(const HttpResponse &response)
{
    if (response.status < 400 || response.body.size() > 64 * limits::kiB ||
        response.header("content-type"_ba) != "application/problem+json")
        return fail(ErrorCode::BadReply, u"status %1"_s.arg(response.status));
    const QJsonObject json = QJsonDocument::fromJson(response.body).object();
    const QString urn = json.value("type"_L1).toString();
    const auto found = std::ranges::find_if(table, [&urn](const Row &row) { return urnOf(row.type) == urn; });
    if (found == table.end())
        return fail(ErrorCode::BadReply, u"status %1"_s.arg(response.status));
    Problem problem;
    problem.type = found->type;
    problem.detail = json.value("detail"_L1).toString();
    if (const auto part = number(json, "part"_L1); part && *part >= 0 && *part <= 999'999'999)
        problem.part = qint32(*part);
    problem.gcSeq = number(json, "gc_seq"_L1);
    problem.offset = number(json, "offset"_L1);
    problem.serverTime = number(json, "server_time"_L1);
    problem.reason = enrolReason(json.value("reason"_L1).toString());
    problem.retryAfterSeconds = std::max(0, response.header("retry-after"_ba).toInt());
    return problem;
}

Error errorOf(const Problem &problem)
{
    const QString urn = urnOf(problem.type);
    return {rowOf(problem.type).code, problem.detail.isEmpty() ? urn : urn + u' ' + problem.detail};
}

} // namespace ruhu::protocol
