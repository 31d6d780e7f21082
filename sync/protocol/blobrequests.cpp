// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/protocol/messages.h"

namespace ruhu::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

HttpRequest blobRequest(const QByteArray &method, const QByteArray &hash, qint32 part)
{
    return {.method = method,
            .path = blobsPath + '/' + hash.toHex(),
            .query = "part=" + QByteArray::number(part),
            .headers = {{"tus-resumable"_ba, "1.0.0"_ba}},
            .body = {}};
}

} // namespace

HttpRequest createBlob(const record::BlobRef &blob, qint32 part)
{
    HttpRequest request{.method = "POST"_ba, .path = blobsPath, .query = {}, .headers = {}, .body = {}};
    request.headers.insert("tus-resumable"_ba, "1.0.0"_ba);
    request.headers.insert("upload-length"_ba, QByteArray::number(blob.length));
    request.headers.insert("upload-metadata"_ba, "name " + blob.hash.toHex() + ",part " + QByteArray::number(part) +
                                                     ",role " + QByteArray(record::nameOf(blob.role).latin1()));
    return request;
}

HttpRequest headBlob(const QByteArray &hash, qint32 part)
{
    return blobRequest("HEAD"_ba, hash, part);
}

HttpRequest patchBlob(const QByteArray &hash, qint32 part, qint64 offset, const QByteArray &chunk)
{
    HttpRequest request = blobRequest("PATCH"_ba, hash, part);
    request.headers.insert("content-type"_ba, "application/offset+octet-stream"_ba);
    request.headers.insert("upload-offset"_ba, QByteArray::number(offset));
    request.body = chunk;
    return request;
}

HttpRequest getBlob(const QByteArray &hash, qint32 part, qint64 offset, qint64 length)
{
    HttpRequest request = blobRequest("GET"_ba, hash, part);
    if (offset > 0 || length > 0) {
        const QByteArray end = length > 0 ? QByteArray::number(offset + length - 1) : QByteArray();
        request.headers.insert("range"_ba, "bytes=" + QByteArray::number(offset) + '-' + end);
    }
    return request;
}

qint64 uploadOffset(const HttpResponse &response)
{
    bool ok = false;
    const qint64 offset = response.header("upload-offset"_ba).toLongLong(&ok);
    return ok && offset >= 0 ? offset : -1;
}

} // namespace ruhu::protocol
