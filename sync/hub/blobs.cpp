// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Blobs: the subset of tus 1.0 that protocol/messages.h describes. Guarantees: an offset is told only after the bytes
// up to it are on the disk (fsync) and the row is committed; a blob is readable only after its bytes were checked
// against its name; the bundle that waited for it becomes visible in the transaction that completes it.
#include "core/base/limits.h"
#include "core/crypto/hash.h"
#include "sync/hub/handlers_p.h"

#include <algorithm>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint32 anyPart = 999'999'999;

Problem offsetProblem(qint64 offset)
{
    Problem problem;
    problem.type = ProblemType::OffsetMismatch;
    problem.offset = offset;
    return problem;
}

HttpResponse standing(int status, const BlobRow &row)
{
    HttpResponse response;
    response.status = status;
    response.headers.insert("tus-resumable"_ba, "1.0.0"_ba);
    response.headers.insert("upload-offset"_ba, QByteArray::number(row.offset));
    response.headers.insert("upload-length"_ba, QByteArray::number(row.length));
    response.headers.insert("cache-control"_ba, "no-store"_ba);
    return response;
}

/// 32 bytes of 64 lower-case hexadecimal digits, else empty.
QByteArray hashOf(const QByteArray &hex)
{
    const QByteArray bytes = QByteArray::fromHex(hex);
    return bytes.size() == crypto::hashSize && bytes.toHex() == hex ? bytes : QByteArray();
}

Result<std::optional<BlobRow>> rowOf(HubContext &context, qint32 part, const QByteArray &hash)
{
    std::optional<BlobRow> row;
    const auto done = context.store.read([&](HubTransaction &transaction) -> Result<void> {
        auto found = transaction.blob(part, hash);
        if (!found)
            return passOn(found);
        row = *std::move(found);
        return {};
    });
    if (!done)
        return passOn(done);
    return row;
}

/// The blob is complete: its receipt, and those of the bundles that became visible with it.
Result<protocol::BlobAnswer> completed(HubTransaction &transaction, HubContext &context, qint32 part,
                                       const QByteArray &hash)
{
    if (const auto locked = transaction.lockPart(part); !locked)
        return passOn(locked);
    protocol::Receipt own;
    own.blob = hash;
    own.hash = hash;
    own.receivedAt = context.clock.wallMs();
    QList<protocol::Receipt> list{own};
    if (const auto done = settleStaged(transaction, context, part, list); !done)
        return passOn(done);
    QList<std::pair<qint32, protocol::Receipt>> receipts;
    for (const protocol::Receipt &receipt : std::as_const(list))
        receipts.append({part, receipt});
    const auto kept = keepReceipts(transaction, context, receipts);
    if (!kept)
        return passOn(kept);
    return protocol::BlobAnswer{kept->bytes, kept->sig, own.receivedAt};
}

HttpResponse completeAnswer(const BlobRow &row, const protocol::BlobAnswer &answer)
{
    HttpResponse response = protocol::answer(protocol::toCbor(answer));
    const HttpResponse plain = standing(200, row);
    response.headers.insert(plain.headers);
    return response;
}

struct Creation
{
    QByteArray hash;
    qint32 part = 0;
    qint64 length = 0;
    QString role;
};

std::optional<Creation> creationOf(const HttpRequest &request)
{
    Creation creation;
    bool lengthOk = false;
    creation.length = request.header("upload-length"_ba).toLongLong(&lengthOk);
    qint64 part = -1;
    const QList<QByteArray> entries = request.header("upload-metadata"_ba).split(',');
    for (const QByteArray &entry : entries) {
        const qsizetype space = entry.indexOf(' ');
        const QByteArray key = space < 0 ? entry : entry.first(space);
        const QByteArray value = space < 0 ? QByteArray() : entry.sliced(space + 1);
        bool ok = true;
        if (key == "name")
            creation.hash = hashOf(value);
        else if (key == "part")
            part = value.toLongLong(&ok);
        else if (key == "role")
            creation.role = QString::fromLatin1(value.left(20));
        if (!ok)
            return std::nullopt;
    }
    creation.part = qint32(part);
    if (!lengthOk || creation.length < 1 || creation.hash.isEmpty() || part < 0 || part > anyPart)
        return std::nullopt;
    return creation;
}

HttpResponse create(const HttpRequest &request, HubContext &context, const Session &session)
{
    const auto wanted = creationOf(request);
    if (!wanted || !request.body.isEmpty())
        return problem(ProblemType::BadRequest, u"upload-length, upload-metadata"_s);
    if (wanted->length > limits::blobBytes)
        return problem(ProblemType::PayloadTooLarge, u"upload-length"_s);
    if (!session.find(wanted->part))
        return problem(ProblemType::OutOfScope);
    BlobRow row;
    std::optional<protocol::BlobAnswer> answer;
    const auto done = context.store.transact([&](HubTransaction &transaction) -> Result<void> {
        const auto known = transaction.blob(wanted->part, wanted->hash);
        if (!known)
            return passOn(known);
        row = known->value_or(BlobRow{wanted->hash, wanted->length, 0, false, wanted->role});
        if (row.complete) {
            auto complete = completed(transaction, context, wanted->part, wanted->hash);
            if (!complete)
                return passOn(complete);
            answer = *std::move(complete);
            return {};
        }
        if (row.length != wanted->length) { // an earlier try was wrong about the length: start again
            row.length = wanted->length;
            row.offset = 0;
        }
        return transaction.putBlob(wanted->part, row);
    });
    if (!done)
        return storeFailed(done.error());
    if (answer)
        return completeAnswer(row, *answer);
    HttpResponse response = standing(201, row);
    response.headers.insert("location"_ba, protocol::blobsPath + '/' + wanted->hash.toHex() +
                                               "?part=" + QByteArray::number(wanted->part));
    return response;
}

/// Stores a chunk whose bytes are on the disk already.
HttpResponse commitChunk(HubContext &context, qint32 part, const QByteArray &hash, qint64 from, qint64 to)
{
    std::optional<Problem> refused;
    std::optional<protocol::BlobAnswer> answer;
    BlobRow row;
    const auto done = context.store.transact([&](HubTransaction &transaction) -> Result<void> {
        const auto now = transaction.blob(part, hash);
        if (!now)
            return passOn(now);
        if (!*now || ((*now)->offset != from && !(*now)->complete)) { // somebody else was faster
            refused = offsetProblem(*now ? (*now)->offset : 0);
            return fail(ErrorCode::Conflict);
        }
        row = **now;
        row.offset = row.complete ? row.length : to;
        row.complete = row.offset == row.length;
        if (const auto put = transaction.putBlob(part, row); !put || !row.complete)
            return put;
        auto complete = completed(transaction, context, part, hash);
        if (!complete)
            return passOn(complete);
        answer = *std::move(complete);
        return {};
    });
    if (refused)
        return protocol::toHttp(*refused);
    if (!done)
        return storeFailed(done.error());
    return answer ? completeAnswer(row, *answer) : standing(204, row);
}

HttpResponse patch(const HttpRequest &request, HubContext &context, qint32 part, const BlobRow &row)
{
    bool ok = false;
    const qint64 offset = request.header("upload-offset"_ba).toLongLong(&ok);
    if (!ok || request.header("content-type"_ba) != "application/offset+octet-stream" || request.body.isEmpty())
        return problem(ProblemType::BadRequest, u"upload-offset, content-type"_s);
    if (request.body.size() > limits::blobChunk)
        return problem(ProblemType::PayloadTooLarge, u"chunk"_s);
    if (row.complete)
        return commitChunk(context, part, row.hash, row.length, row.length);
    if (offset != row.offset)
        return protocol::toHttp(offsetProblem(row.offset));
    const qint64 end = offset + request.body.size();
    if (end > row.length)
        return problem(ProblemType::BadRequest, u"beyond upload-length"_s);
    if (const auto done = context.store.writeBlob(part, row.hash, offset, request.body); !done)
        return storeFailed(done.error());
    if (end == row.length) {
        const auto finished = context.store.finishBlob(part, row.hash, row.length);
        if (!finished && finished.error().code == ErrorCode::Damaged) {
            const auto dropped = context.store.transact(
                [&](HubTransaction &transaction) { return transaction.dropBlob(part, row.hash); });
            return dropped ? problem(ProblemType::BlobCorrupt) : storeFailed(dropped.error());
        }
        if (!finished)
            return storeFailed(finished.error());
    }
    return commitChunk(context, part, row.hash, offset, end);
}

/// bytes=A-B or bytes=A-; nullopt when it is neither, or lies outside.
std::optional<std::pair<qint64, qint64>> rangeOf(const QByteArray &range, qint64 length)
{
    if (!range.startsWith("bytes=") || range.count('-') != 1)
        return std::nullopt;
    const qsizetype dash = range.indexOf('-');
    bool fromOk = false;
    bool toOk = true;
    const qint64 from = range.sliced(6, dash - 6).toLongLong(&fromOk);
    const QByteArray last = range.sliced(dash + 1);
    const qint64 to = last.isEmpty() ? length - 1 : std::min(last.toLongLong(&toOk), length - 1);
    if (!fromOk || !toOk || from < 0 || from > to)
        return std::nullopt;
    return std::pair(from, to);
}

HttpResponse get(const HttpRequest &request, HubContext &context, qint32 part, const BlobRow &row)
{
    if (!row.complete)
        return problem(ProblemType::NotFound, u"blob"_s);
    const QByteArray range = request.header("range"_ba);
    std::pair<qint64, qint64> wanted{0, row.length - 1};
    if (!range.isEmpty()) {
        const auto asked = rangeOf(range, row.length);
        if (!asked)
            return problem(ProblemType::BadRequest, u"range"_s);
        wanted = *asked;
    }
    const auto bytes = context.store.readBlob(part, row.hash, wanted.first, wanted.second - wanted.first + 1);
    if (!bytes)
        return storeFailed(bytes.error());
    HttpResponse response;
    response.status = range.isEmpty() ? 200 : 206;
    response.headers.insert("content-type"_ba, "application/octet-stream"_ba);
    response.headers.insert("content-range"_ba, "bytes " + QByteArray::number(wanted.first) + '-' +
                                                    QByteArray::number(wanted.second) + '/' +
                                                    QByteArray::number(row.length));
    if (range.isEmpty())
        response.headers.remove("content-range"_ba);
    response.body = *bytes;
    return response;
}

} // namespace

HttpResponse blobs(const HttpRequest &request, HubContext &context, const Session &session)
{
    if (request.path == protocol::blobsPath)
        return request.method == "POST" ? create(request, context, session) : problem(ProblemType::MethodNotAllowed);
    const QByteArray hash = hashOf(request.path.sliced(protocol::blobsPath.size() + 1));
    const auto part = queryNumber(request, "part"_ba, anyPart);
    if (hash.isEmpty() || !part)
        return problem(ProblemType::BadRequest, u"blob"_s);
    if (!session.find(qint32(*part)))
        return problem(ProblemType::OutOfScope);
    const auto row = rowOf(context, qint32(*part), hash);
    if (!row)
        return storeFailed(row.error());
    if (!*row)
        return problem(ProblemType::NotFound, u"blob"_s);
    if (request.method == "HEAD")
        return standing(200, **row);
    if (request.method == "PATCH")
        return patch(request, context, qint32(*part), **row);
    if (request.method == "GET")
        return get(request, context, qint32(*part), **row);
    return problem(ProblemType::MethodNotAllowed);
}

} // namespace ruhu::hub
