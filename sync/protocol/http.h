// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QCborMap>
#include <QMap>

/// Requests and answers as plain values: what the hub core takes and gives, the simulator carries and the tests bend.
/// Nothing here opens a connection.
namespace ruhu::protocol {

/// Header fields; names in lower case ("content-type"). One value a name: the protocol needs no lists.
using Headers = QMap<QByteArray, QByteArray>;

struct HttpRequest
{
    QByteArray method; ///< "GET", "HEAD", "POST", "PATCH".
    QByteArray path;   ///< As sent, still percent-encoded, without the query: "/v1/push".
    QByteArray query;  ///< As sent, without the question mark; may be empty.
    Headers headers;
    QByteArray body; ///< As sent (still zstd when content-encoding says so).

    [[nodiscard]] QByteArray header(const QByteArray &lowerCaseName) const { return headers.value(lowerCaseName); }
    friend bool operator==(const HttpRequest &, const HttpRequest &) = default;
};

struct HttpResponse
{
    int status = 200;
    Headers headers;
    QByteArray body;

    [[nodiscard]] QByteArray header(const QByteArray &lowerCaseName) const { return headers.value(lowerCaseName); }
    [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
    friend bool operator==(const HttpResponse &, const HttpResponse &) = default;
};

/// The value of one query parameter ("part" of "part=7&ch=1"), percent-decoded; empty when it is not there.
[[nodiscard]] QByteArray queryValue(const QByteArray &query, const QByteArray &name);

/// zstd level 3 with the content size in the frame header.
[[nodiscard]] QByteArray deflated(QByteArrayView bytes);

/// The content of exactly one zstd frame. The size that the frame header states is checked against `maxBytes` before
/// any memory is taken (TooLarge); a frame without a stated size, a dictionary, trailing bytes or damage is BadFormat.
[[nodiscard]] Result<QByteArray> inflated(QByteArrayView frame, qint64 maxBytes);

/// POST with canonical CBOR, zstd.
[[nodiscard]] HttpRequest post(const QByteArray &path, const QCborMap &body);
[[nodiscard]] HttpRequest get(const QByteArray &path, const QByteArray &query = {});

/// 200 with canonical CBOR, zstd.
[[nodiscard]] HttpResponse answer(const QCborMap &body, int status = 200);

/// The CBOR map of a request. BadFormat, TooLarge (limits::requestBytes, limits::inflatedBytes), Unsupported for
/// another content type or encoding.
[[nodiscard]] Result<QCborMap> bodyOf(const HttpRequest &request);

/// The CBOR map of an answer. A problem (status >= 400) is an Error: Refused, NotFound, Busy … with the urn in front of
/// the detail (see problem.h for the values); anything else than the protocol is BadReply.
[[nodiscard]] Result<QCborMap> bodyOf(const HttpResponse &response);

} // namespace ruhu::protocol
