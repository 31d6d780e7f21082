// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/protocol/receipt.h"

#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "sync/protocol/wire_p.h"

#include <algorithm>
#include <array>

namespace ruhu::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

const QByteArray receiptsDomain = "ruhu-receipts-1\n"_ba;
const QByteArray headDomain = "ruhu-head-1\n"_ba;

constexpr std::array statusNames = {"applied"_L1,   "merged"_L1,   "conflict"_L1, "staged"_L1,
                                    "duplicate"_L1, "diverted"_L1, "rejected"_L1};

bool signedByIssuer(const QByteArray &message, QByteArrayView sig, const RootRecord &root)
{
    const auto by = [&](const Issuer &issuer) {
        return !issuer.signKey.isEmpty() && crypto::verify(issuer.signKey, message, sig);
    };
    return by(root.issuer) || by(root.nextIssuer);
}

QCborMap toMap(const Receipt &receipt)
{
    QCborArray results;
    for (const MutationResult &result : receipt.results)
        results.append(
            QCborArray{result.mid.bytes(), QString(nameOf(result.status)), result.part, result.ver, result.seq});
    QCborMap map{{u"hash"_s, receipt.hash}, {u"results"_s, results}, {u"received_at"_s, receipt.receivedAt}};
    if (receipt.bid.isNull())
        map.insert("blob"_L1, receipt.blob);
    else
        map.insert("bid"_L1, receipt.bid.bytes());
    return map;
}

Result<MutationResult> resultOf(const QCborValue &item)
{
    const QCborArray row = item.toArray();
    const auto status = statusFromName(row.at(1).toString());
    MutationResult result;
    result.mid = MutationId::fromBytes(row.at(0).toByteArray());
    result.part = qint32(row.at(2).toInteger());
    result.ver = row.at(3).toInteger(-1);
    result.seq = row.at(4).toInteger(-1);
    if (row.size() != 5 || !status || result.mid.isNull() || result.ver < 0 || result.seq < 0)
        return fail(ErrorCode::BadFormat, u"receipt.results"_s);
    result.status = *status;
    return result;
}

Result<Receipt> receiptOf(const QCborValue &item)
{
    const QCborMap map = item.toMap();
    wire::Reader reader(map, u"receipt."_s);
    Receipt receipt;
    if (map.contains("blob"_L1))
        receipt.blob = reader.fixed("blob"_L1, crypto::hashSize);
    else
        receipt.bid = reader.id<BundleId>("bid"_L1);
    receipt.hash = reader.fixed("hash"_L1, crypto::hashSize);
    receipt.results = reader.list<MutationResult>("results"_L1, limits::pushMutations, resultOf);
    receipt.receivedAt = reader.integer("received_at"_L1, 0, wire::anyNumber);
    return reader.done(receipt);
}

} // namespace

QLatin1String nameOf(Status status)
{
    return statusNames[std::size_t(status)];
}

std::optional<Status> statusFromName(QStringView name)
{
    const auto found = std::ranges::find_if(statusNames, [name](QLatin1String known) { return known == name; });
    if (found == statusNames.end())
        return std::nullopt;
    return Status(found - statusNames.begin());
}

Result<Receipts> signReceipts(const QList<Receipt> &list, const record::Signer &issuer)
{
    QCborArray array;
    for (const Receipt &receipt : list)
        array.append(toMap(receipt));
    Receipts receipts;
    receipts.list = list;
    receipts.bytes = record::cbor::encode(array);
    auto sig = issuer(wire::joined(receiptsDomain, receipts.bytes));
    if (!sig)
        return passOn(sig);
    receipts.sig = *std::move(sig);
    return receipts;
}

Result<Receipts> readReceipts(QByteArrayView bytes, QByteArrayView sig, const RootRecord &root)
{
    if (!signedByIssuer(wire::joined(receiptsDomain, bytes), sig, root))
        return fail(ErrorCode::Signature, u"receipts"_s);
    const auto value = record::cbor::decode(bytes, wire::messageLimits());
    if (!value)
        return passOn(value);
    if (!value->isArray())
        return fail(ErrorCode::BadFormat, u"receipts"_s);
    Receipts receipts;
    const QCborArray array = value->toArray();
    for (const QCborValue &item : array) {
        auto receipt = receiptOf(item);
        if (!receipt)
            return passOn(receipt);
        receipts.list.append(*std::move(receipt));
    }
    receipts.bytes = bytes.toByteArray();
    receipts.sig = sig.toByteArray();
    return receipts;
}

Result<Head> signHead(Head head, const record::Signer &issuer)
{
    QCborArray villages;
    for (qint64 village : head.villages)
        villages.append(village);
    head.bytes = record::cbor::encode(QCborMap{{u"part"_s, head.part},
                                               {u"ch"_s, head.ch},
                                               {u"villages"_s, villages},
                                               {u"epoch"_s, head.epoch},
                                               {u"seq"_s, head.seq},
                                               {u"digest"_s, wire::bigEndian(head.digest)},
                                               {u"count"_s, head.count},
                                               {u"time"_s, head.time}});
    auto sig = issuer(wire::joined(headDomain, head.bytes));
    if (!sig)
        return passOn(sig);
    head.sig = *std::move(sig);
    return head;
}

Result<Head> readHead(QByteArrayView bytes, QByteArrayView sig, const RootRecord &root)
{
    if (!signedByIssuer(wire::joined(headDomain, bytes), sig, root))
        return fail(ErrorCode::Signature, u"head"_s);
    const auto map = record::cbor::decodeMap(bytes);
    if (!map)
        return passOn(map);
    wire::Reader reader(*map, u"head."_s);
    Head head;
    head.part = qint32(reader.integer("part"_L1, 0, wire::anyPart));
    head.ch = int(reader.integer("ch"_L1, 0, wire::channels));
    head.villages = reader.list<qint64>("villages"_L1, 10'000, [](const QCborValue &item) -> Result<qint64> {
        return item.isInteger() ? Result<qint64>(item.toInteger()) : fail(ErrorCode::BadFormat);
    });
    head.epoch = reader.integer("epoch"_L1, 1, wire::anyNumber);
    head.seq = reader.integer("seq"_L1, 0, wire::anyNumber);
    head.digest = reader.word64("digest"_L1);
    head.count = reader.integer("count"_L1, 0, wire::anyNumber);
    head.time = reader.integer("time"_L1, 0, wire::anyNumber);
    head.bytes = bytes.toByteArray();
    head.sig = sig.toByteArray();
    return reader.done(head);
}

quint64 digestOf(RecordId id, qint64 ver, bool archived)
{
    static const QByteArray key(16, '\0');
    QByteArray bytes = id.bytes();
    bytes += wire::bigEndian(quint64(ver));
    bytes += archived ? '\1' : '\0';
    return crypto::sipHash24(bytes, key);
}

} // namespace ruhu::protocol
