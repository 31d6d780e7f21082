// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "scriptedhub.h"

#include "core/crypto/hash.h"
#include "core/record/merge.h"

namespace ruhu::test {

using protocol::HttpRequest;
using protocol::HttpResponse;

ScriptedHub::ScriptedHub()
    : m_issuer(crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(QByteArray(32, 'i'))))
{
    m_sign = [this](QByteArrayView message) -> Result<QByteArray> { return crypto::sign(m_issuer.secretKey, message); };
    const auto rootKey = crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(QByteArray(32, 'r')));
    protocol::RootRecord record;
    record.province = QStringLiteral("Test");
    record.keys = {rootKey.publicKey};
    record.escrowKey = QByteArray(32, 'e');
    record.issuer = {m_issuer.publicKey, 0, time * 2};
    const auto sign = [&](QByteArrayView m) -> Result<QByteArray> { return crypto::sign(rootKey.secretKey, m); };
    root = protocol::issue(record, QList<protocol::RootSigner>{{rootKey.publicKey, sign}}).value();
    scope = {{0, {}}, {part, {}}};
}

HttpResponse ScriptedHub::problem(protocol::ProblemType type)
{
    protocol::Problem problem;
    problem.type = type;
    return protocol::toHttp(problem);
}

protocol::Receipts ScriptedHub::receipts(const QList<protocol::Receipt> &list) const
{
    return protocol::signReceipts(list, m_sign).value();
}

void ScriptedHub::put(record::Record record)
{
    for (auto it = rows.begin(); it != rows.end(); ++it) {
        if (it->id == record.id) {
            rows.erase(it);
            break;
        }
    }
    record.part = part;
    record.seq = ++seq;
    record.ch = record::info(record.kindOf()).channel;
    rows[seq] = record;
}

protocol::MutationResult ScriptedHub::take(const record::Mutation &mutation)
{
    if (taken.contains(mutation.mid))
        return taken.value(mutation.mid);
    protocol::MutationResult result;
    result.mid = mutation.mid;
    result.part = mutation.part;
    result.status = judge ? judge(mutation) : protocol::Status::Applied;
    if (result.status == protocol::Status::Staged)
        return result;
    if (result.status == protocol::Status::Applied || result.status == protocol::Status::Merged) {
        record::Record record;
        record.id = mutation.id;
        for (const record::Record &row : std::as_const(rows)) {
            if (row.id == mutation.id)
                record = row;
        }
        record.kind = mutation.kind;
        record.root = mutation.root;
        record::Body body = record::decodeBody(record.body).value_or(record::Body());
        record.archived = record::overlay(body, mutation);
        record.body = record.archived ? QByteArray() : record::encodeBody(body);
        ++record.ver;
        put(record);
        result.ver = record.ver;
        result.seq = seq;
    } else if (result.status == protocol::Status::Rejected) {
        result.code = QStringLiteral("not-allowed");
    }
    taken[mutation.mid] = result;
    return result;
}

HttpResponse ScriptedHub::push(const HttpRequest &request)
{
    const auto push = protocol::pushRequest(protocol::bodyOf(request).value()).value();
    protocol::PushAnswer answer;
    QList<protocol::Receipt> list;
    for (const QByteArray &bytes : push.bundles) {
        const auto bundle = record::decodeBundle(bytes).value();
        protocol::Receipt receipt;
        receipt.bid = bundle.bid;
        receipt.hash = crypto::blake2b(bytes);
        receipt.receivedAt = time;
        for (const record::Mutation &mutation : bundle.mutations)
            receipt.results.append(take(mutation));
        answer.results += receipt.results;
        for (const record::BlobRef &ref : bundle.blobs) {
            if (blobs.value(ref.hash).size() < ref.length)
                answer.wantBlobs.append(ref.hash);
        }
        list.append(receipt);
    }
    const auto sealed = receipts(list);
    answer.receipts = sealed.bytes;
    answer.receiptsSig = sealed.sig;
    answer.scopeVer = scopeVer;
    answer.serverTime = time;
    return protocol::answer(protocol::toCbor(answer));
}

HttpResponse ScriptedHub::pull(const HttpRequest &request)
{
    const auto pull = protocol::pullRequest(protocol::bodyOf(request).value()).value();
    protocol::PullAnswer answer;
    answer.scopeVer = scopeVer;
    answer.serverTime = time;
    for (const protocol::Cursor &cursor : pull.cursors) {
        protocol::Page page;
        page.part = cursor.part;
        page.ch = cursor.ch;
        page.epoch = epoch;
        page.next = std::max(cursor.seq, cursor.part == part ? seq : 0);
        for (const record::Record &row : std::as_const(rows)) {
            if (row.part != cursor.part || row.ch != cursor.ch || row.seq <= cursor.seq)
                continue;
            if (page.rows.size() >= rowsOfAPage) {
                page.more = true;
                page.next = page.rows.last().seq;
                break;
            }
            page.rows.append(row);
        }
        if (!page.more) {
            protocol::Head head;
            head.part = page.part;
            head.ch = page.ch;
            head.epoch = epoch;
            head.seq = cursor.part == part ? seq : 0;
            head.time = time;
            const auto sealed = protocol::signHead(head, m_sign).value();
            page.head = sealed.bytes;
            page.headSig = sealed.sig;
        }
        answer.pages.append(page);
    }
    return protocol::answer(protocol::toCbor(answer));
}

HttpResponse ScriptedHub::blob(const HttpRequest &request)
{
    HttpResponse response;
    const auto at = [&](const QByteArray &hash, int status) {
        response.status = status;
        response.headers["upload-offset"] = QByteArray::number(blobs.value(hash).size());
        response.headers["upload-length"] = QByteArray::number(lengths.value(hash));
        return response;
    };
    const auto whole = [&](const QByteArray &hash) {
        protocol::Receipt receipt;
        receipt.blob = hash;
        receipt.hash = hash;
        receipt.receivedAt = time;
        const auto sealed = receipts({receipt});
        return protocol::answer(protocol::toCbor(protocol::BlobAnswer{sealed.bytes, sealed.sig, time}));
    };
    if (request.method == "POST") {
        const QByteArray metadata = request.header("upload-metadata");
        const QByteArray hash = QByteArray::fromHex(metadata.mid(metadata.indexOf("name ") + 5, 64));
        lengths[hash] = request.header("upload-length").toLongLong();
        if (blobs.value(hash).size() == lengths.value(hash))
            return whole(hash);
        return at(hash, 201);
    }
    const QByteArray hash = QByteArray::fromHex(request.path.mid(request.path.lastIndexOf('/') + 1));
    if (request.method == "GET") {
        const QByteArray range = request.header("range").mid(6);
        const qint64 from = range.left(range.indexOf('-')).toLongLong();
        const qint64 to = range.mid(range.indexOf('-') + 1).toLongLong();
        const QByteArray bytes = blobs.value(hash);
        if (bytes.isEmpty())
            return problem(protocol::ProblemType::NotFound);
        response.status = 206;
        response.body = bytes.mid(from, to - from + 1);
        response.headers["content-range"] = "bytes " + QByteArray::number(from) + '-' +
                                            QByteArray::number(from + response.body.size() - 1) + '/' +
                                            QByteArray::number(bytes.size());
        return response;
    }
    if (request.method == "HEAD")
        return at(hash, 200);
    if (request.header("upload-offset").toLongLong() != blobs.value(hash).size())
        return problem(protocol::ProblemType::OffsetMismatch);
    blobs[hash] += request.body;
    return blobs.value(hash).size() == lengths.value(hash) ? whole(hash) : at(hash, 204);
}

HttpResponse ScriptedHub::answer(const HttpRequest &request)
{
    log.append(request.method + ' ' + request.path.left(9));
    if (bend) {
        if (auto bent = bend(request))
            return *bent;
    }
    if (request.path == protocol::scopePath)
        return protocol::answer(protocol::toCbor(protocol::ScopeAnswer{scopeVer, scope, {}, time}));
    if (request.path == protocol::pushPath)
        return push(request);
    if (request.path == protocol::pullPath)
        return pull(request);
    return blob(request);
}

} // namespace ruhu::test
