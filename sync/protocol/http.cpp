// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/protocol/http.h"

#include "sync/protocol/problem.h"
#include "sync/protocol/wire_p.h"

#include <zstd.h>

namespace ruhu::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int zstdLevel = 3;          // more costs time and saves little
constexpr qsizetype plainBelow = 200; // a frame around so little only makes it longer

const QByteArray cborType = "application/cbor"_ba;

Result<QCborMap> contentOf(const Headers &headers, const QByteArray &body)
{
    if (body.size() > limits::requestBytes)
        return fail(ErrorCode::TooLarge, u"body"_s);
    if (headers.value("content-type"_ba) != cborType)
        return fail(ErrorCode::Unsupported, u"content-type"_s);
    const QByteArray encoding = headers.value("content-encoding"_ba);
    if (encoding.isEmpty())
        return record::cbor::decodeMap(body, wire::messageLimits());
    if (encoding != "zstd")
        return fail(ErrorCode::Unsupported, u"content-encoding"_s);
    const auto plain = inflated(body, limits::inflatedBytes);
    if (!plain)
        return passOn(plain);
    return record::cbor::decodeMap(*plain, wire::messageLimits());
}

void setContent(Headers &headers, QByteArray &body, const QCborMap &map)
{
    body = record::cbor::encode(map);
    headers.insert("content-type"_ba, cborType);
    if (body.size() < plainBelow)
        return;
    body = deflated(body);
    headers.insert("content-encoding"_ba, "zstd"_ba);
}

} // namespace

QByteArray queryValue(const QByteArray &query, const QByteArray &name)
{
    const QList<QByteArray> pairs = query.split('&');
    for (const QByteArray &pair : pairs) {
        const qsizetype equals = pair.indexOf('=');
        if (equals >= 0 && QByteArray::fromPercentEncoding(pair.first(equals)) == name)
            return QByteArray::fromPercentEncoding(pair.sliced(equals + 1));
    }
    return {};
}

QByteArray deflated(QByteArrayView bytes)
{
    QByteArray out(qsizetype(ZSTD_compressBound(std::size_t(bytes.size()))), Qt::Uninitialized);
    const std::size_t size =
        ZSTD_compress(out.data(), std::size_t(out.size()), bytes.data(), std::size_t(bytes.size()), zstdLevel);
    Q_ASSERT(!ZSTD_isError(size));
    out.truncate(qsizetype(size));
    return out;
}

Result<QByteArray> inflated(QByteArrayView frame, qint64 maxBytes)
{
    const auto length = std::size_t(frame.size());
    const unsigned long long stated = ZSTD_getFrameContentSize(frame.data(), length);
    if (stated == ZSTD_CONTENTSIZE_UNKNOWN || stated == ZSTD_CONTENTSIZE_ERROR)
        return fail(ErrorCode::BadFormat, u"zstd frame without a size"_s);
    if (stated > quint64(maxBytes))
        return fail(ErrorCode::TooLarge, u"zstd frame states %1 bytes"_s.arg(stated));
    if (ZSTD_findFrameCompressedSize(frame.data(), length) != length)
        return fail(ErrorCode::BadFormat, u"zstd frame cut short or followed by more"_s);
    QByteArray out(qsizetype(stated), Qt::Uninitialized);
    const std::size_t size = ZSTD_decompress(out.data(), std::size_t(out.size()), frame.data(), length);
    if (ZSTD_isError(size) || size != stated)
        return fail(ErrorCode::BadFormat, u"damaged zstd frame"_s);
    return out;
}

HttpRequest post(const QByteArray &path, const QCborMap &body)
{
    HttpRequest request{.method = "POST"_ba, .path = path, .query = {}, .headers = {}, .body = {}};
    setContent(request.headers, request.body, body);
    return request;
}

HttpRequest get(const QByteArray &path, const QByteArray &query)
{
    return {.method = "GET"_ba, .path = path, .query = query, .headers = {}, .body = {}};
}

HttpResponse answer(const QCborMap &body, int status)
{
    HttpResponse response;
    response.status = status;
    setContent(response.headers, response.body, body);
    return response;
}

Result<QCborMap> bodyOf(const HttpRequest &request)
{
    return contentOf(request.headers, request.body);
}

Result<QCborMap> bodyOf(const HttpResponse &response)
{
    if (!response.ok()) {
        const auto problem = problemOf(response);
        return problem ? Result<QCborMap>(tl::make_unexpected(errorOf(*problem))) : passOn(problem);
    }
    auto map = contentOf(response.headers, response.body);
    if (!map)
        return fail(ErrorCode::BadReply, map.error().detail);
    return map;
}

} // namespace ruhu::protocol
