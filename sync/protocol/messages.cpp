// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/protocol/messages.h"

#include "core/crypto/sign.h"
#include "sync/protocol/wire_p.h"

namespace ruhu::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype keySize = 32;
constexpr qsizetype hashSize = 32;
constexpr qsizetype anySmall = 64 * limits::kiB; ///< Certificates, heads.
constexpr qsizetype mostRows = 100'000;

QCborArray arrayOf(const QList<QByteArray> &list)
{
    QCborArray array;
    for (const QByteArray &bytes : list)
        array.append(bytes);
    return array;
}

QCborMap toMap(const GrantInfo &grant)
{
    return {{u"person"_s, grant.person.bytes()},
            {u"role"_s, grant.role},
            {u"division"_s, grant.division},
            {u"lease_until"_s, grant.leaseUntil}};
}

Result<GrantInfo> grantOf(const QCborValue &item)
{
    wire::Reader reader(item.toMap(), u"grant."_s);
    GrantInfo grant;
    grant.person = reader.id<PersonId>("person"_L1);
    grant.role = reader.text("role"_L1, 60);
    grant.division = reader.integer("division"_L1, 0, wire::anyVillage);
    grant.leaseUntil = reader.integer("lease_until"_L1, 0, wire::anyNumber);
    return reader.done(grant);
}

QCborMap toMap(const ScopePart &part)
{
    QCborArray villages;
    for (qint64 village : part.villages)
        villages.append(village);
    return {{u"part"_s, part.part}, {u"villages"_s, villages}};
}

Result<qint64> villageOf(const QCborValue &item)
{
    const qint64 village = item.toInteger(-1);
    return village >= 0 && village <= wire::anyVillage ? Result<qint64>(village) : fail(ErrorCode::BadFormat);
}

Result<ScopePart> scopePartOf(const QCborValue &item)
{
    wire::Reader reader(item.toMap(), u"scope."_s);
    ScopePart part;
    part.part = qint32(reader.integer("part"_L1, 0, wire::anyPart));
    part.villages = reader.list<qint64>("villages"_L1, 10'000, villageOf);
    return reader.done(part);
}

QCborMap toMap(const MutationResult &result)
{
    QCborMap map{{u"mid"_s, result.mid.bytes()},
                 {u"status"_s, QString(nameOf(result.status))},
                 {u"part"_s, result.part},
                 {u"ver"_s, result.ver},
                 {u"seq"_s, result.seq}};
    if (!result.code.isEmpty())
        map.insert("code"_L1, result.code);
    if (!result.field.isEmpty())
        map.insert("field"_L1, result.field);
    return map;
}

Result<MutationResult> resultOf(const QCborValue &item)
{
    const QCborMap map = item.toMap();
    wire::Reader reader(map, u"result."_s);
    MutationResult result;
    result.mid = reader.id<MutationId>("mid"_L1);
    const auto status = statusFromName(reader.text("status"_L1, 20));
    if (!status)
        reader.complain("status"_L1);
    result.status = status.value_or(Status::Rejected);
    result.part = qint32(reader.integer("part"_L1, 0, wire::anyPart));
    result.ver = reader.integer("ver"_L1, 0, wire::anyNumber);
    result.seq = reader.integer("seq"_L1, 0, wire::anyNumber);
    if (map.contains("code"_L1))
        result.code = reader.text("code"_L1, 60);
    if (map.contains("field"_L1))
        result.field = reader.text("field"_L1, 200);
    return reader.done(result);
}

/// [seq, id, ver, kind, village, root, body]: an archived record has null for a body. Rows outside a page carry part
/// and channel as two more.
QCborArray toRow(const record::Record &record, bool alone)
{
    const QCborValue root = record.root.isNull() ? QCborValue(nullptr) : QCborValue(record.root.bytes());
    const QCborValue body = record.archived ? QCborValue(nullptr) : QCborValue(record.body);
    QCborArray row{record.seq, record.id.bytes(), record.ver, record.kind, record.village, root, body};
    if (alone) {
        row.append(record.part);
        row.append(record.ch);
    }
    return row;
}

bool inRange(const record::Record &record)
{
    return !record.id.isNull() && record.seq > 0 && record.ver > 0 && !record.kind.isEmpty() &&
           record.kind.size() <= 40 && record.village >= 0 && record.village <= wire::anyVillage &&
           record.body.size() <= limits::recordBytes && record.part >= 0 && record.part <= wire::anyPart &&
           record.ch >= 0 && record.ch <= wire::channels;
}

Result<record::Record> rowOf(const QCborValue &item, qint32 part, int ch, bool alone)
{
    const QCborArray row = item.toArray();
    record::Record record;
    record.seq = row.at(0).toInteger(-1);
    record.id = RecordId::fromBytes(row.at(1).toByteArray());
    record.ver = row.at(2).toInteger(-1);
    record.kind = row.at(3).toString();
    record.village = row.at(4).toInteger(-1);
    record.root = RecordId::fromBytes(row.at(5).toByteArray());
    record.archived = row.at(6).isNull();
    record.body = row.at(6).toByteArray();
    record.part = alone ? qint32(row.at(7).toInteger(-1)) : part;
    record.ch = alone ? int(row.at(8).toInteger(-1)) : ch;
    const bool rootFits = row.at(5).isNull() || !record.root.isNull();
    const bool bodyFits = row.at(6).isNull() || row.at(6).isByteArray();
    if (row.size() != (alone ? 9 : 7) || !rootFits || !bodyFits || !inRange(record))
        return fail(ErrorCode::BadFormat, u"row"_s);
    return record;
}

QCborMap toMap(const Page &page)
{
    QCborArray rows;
    for (const record::Record &record : page.rows)
        rows.append(toRow(record, false));
    QCborMap map{{u"part"_s, page.part}, {u"ch"_s, page.ch},     {u"epoch"_s, page.epoch},
                 {u"rows"_s, rows},      {u"next"_s, page.next}, {u"more"_s, page.more}};
    if (!page.head.isEmpty()) {
        map.insert("head"_L1, page.head);
        map.insert("head_sig"_L1, page.headSig);
    }
    return map;
}

Result<Page> pageOf(const QCborValue &item)
{
    const QCborMap map = item.toMap();
    wire::Reader reader(map, u"page."_s);
    Page page;
    page.part = qint32(reader.integer("part"_L1, 0, wire::anyPart));
    page.ch = int(reader.integer("ch"_L1, 0, wire::channels));
    page.epoch = reader.integer("epoch"_L1, 1, wire::anyNumber);
    page.rows = reader.list<record::Record>(
        "rows"_L1, mostRows, [&page](const QCborValue &row) { return rowOf(row, page.part, page.ch, false); });
    page.next = reader.integer("next"_L1, 0, wire::anyNumber);
    page.more = reader.flag("more"_L1);
    if (map.contains("head"_L1)) {
        page.head = reader.bytes("head"_L1, anySmall);
        page.headSig = reader.fixed("head_sig"_L1, crypto::signatureSize);
    }
    qint64 before = 0;
    for (const record::Record &record : page.rows) {
        if (record.seq <= before || record.seq > page.next)
            reader.complain("rows"_L1);
        before = record.seq;
    }
    return reader.done(page);
}

QCborMap toMap(const DigestBucket &bucket)
{
    return {{u"bucket"_s, bucket.bucket}, {u"digest"_s, wire::bigEndian(bucket.digest)}, {u"count"_s, bucket.count}};
}

Result<DigestBucket> bucketOf(const QCborValue &item)
{
    wire::Reader reader(item.toMap(), u"bucket."_s);
    DigestBucket bucket;
    bucket.bucket = int(reader.integer("bucket"_L1, 0, 255));
    bucket.digest = reader.word64("digest"_L1);
    bucket.count = reader.integer("count"_L1, 0, wire::anyNumber);
    return reader.done(bucket);
}

template <typename T>
QCborArray mapsOf(const QList<T> &list)
{
    QCborArray array;
    for (const T &item : list)
        array.append(toMap(item));
    return array;
}

QCborMap unsignedEnrol(const EnrolRequest &request)
{
    return {{u"code"_s, request.code},
            {u"device"_s, request.device.bytes()},
            {u"device_sign_pub"_s, request.deviceSignKey},
            {u"device_box_pub"_s, request.deviceBoxKey},
            {u"person_sign_pub"_s, request.personSignKey},
            {u"person_box_pub"_s, request.personBoxKey},
            {u"app"_s, request.app}};
}

/// `bytes` of a list element; complains by an error for another type or a size beyond `most`.
Result<QByteArray> bytesOf(const QCborValue &item, qsizetype most)
{
    if (!item.isByteArray() || item.toByteArray().size() > most)
        return fail(ErrorCode::BadFormat);
    return item.toByteArray();
}

} // namespace

QCborMap toCbor(const StatusAnswer &answer)
{
    return {{u"program"_s, answer.program},
            {u"version"_s, answer.version},
            {u"protocol"_s, answer.protocol},
            {u"province"_s, answer.province},
            {u"server_time"_s, answer.serverTime}};
}

Result<StatusAnswer> statusAnswer(const QCborMap &map)
{
    wire::Reader reader(map, u"status."_s);
    StatusAnswer answer;
    answer.program = reader.text("program"_L1, 60);
    answer.version = reader.text("version"_L1, 60);
    answer.protocol = int(reader.integer("protocol"_L1, 1, 1'000));
    answer.province = reader.text("province"_L1, 200);
    answer.serverTime = reader.integer("server_time"_L1, 0, wire::anyNumber);
    return reader.done(answer);
}

QByteArray enrolMessage(const EnrolRequest &request)
{
    return "ruhu-enrol-1\n"_ba + record::cbor::encode(unsignedEnrol(request));
}

Result<EnrolRequest> signEnrol(EnrolRequest request, const record::Signer &device, const record::Signer &person)
{
    const QByteArray message = enrolMessage(request);
    auto deviceSig = device(message);
    if (!deviceSig)
        return passOn(deviceSig);
    auto personSig = person(message);
    if (!personSig)
        return passOn(personSig);
    request.deviceSig = *std::move(deviceSig);
    request.personSig = *std::move(personSig);
    return request;
}

QCborMap toCbor(const EnrolRequest &request)
{
    QCborMap map = unsignedEnrol(request);
    map.insert("device_sig"_L1, request.deviceSig);
    map.insert("person_sig"_L1, request.personSig);
    return map;
}

Result<EnrolRequest> enrolRequest(const QCborMap &map)
{
    wire::Reader reader(map, u"enrol."_s);
    EnrolRequest request;
    request.code = reader.text("code"_L1, 60);
    request.device = reader.id<DeviceId>("device"_L1);
    request.deviceSignKey = reader.fixed("device_sign_pub"_L1, keySize);
    request.deviceBoxKey = reader.fixed("device_box_pub"_L1, keySize);
    request.personSignKey = reader.fixed("person_sign_pub"_L1, keySize);
    request.personBoxKey = reader.fixed("person_box_pub"_L1, keySize);
    request.app = reader.text("app"_L1, 100);
    request.deviceSig = reader.fixed("device_sig"_L1, crypto::signatureSize);
    request.personSig = reader.fixed("person_sig"_L1, crypto::signatureSize);
    return reader.done(request);
}

QCborMap toCbor(const EnrolAnswer &answer)
{
    return {{u"person_certificate"_s, answer.personCertificate},
            {u"device_certificate"_s, answer.deviceCertificate},
            {u"root_record"_s, answer.rootRecord},
            {u"grants"_s, mapsOf(answer.grants)},
            {u"server_time"_s, answer.serverTime}};
}

Result<EnrolAnswer> enrolAnswer(const QCborMap &map)
{
    wire::Reader reader(map, u"enrol."_s);
    EnrolAnswer answer;
    answer.personCertificate = reader.bytes("person_certificate"_L1, anySmall);
    answer.deviceCertificate = reader.bytes("device_certificate"_L1, anySmall);
    answer.rootRecord = reader.bytes("root_record"_L1, anySmall);
    answer.grants = reader.list<GrantInfo>("grants"_L1, 1'000, grantOf);
    answer.serverTime = reader.integer("server_time"_L1, 0, wire::anyNumber);
    return reader.done(answer);
}

QCborMap toCbor(const ScopeAnswer &answer)
{
    return {{u"scope_ver"_s, answer.scopeVer},
            {u"parts"_s, mapsOf(answer.parts)},
            {u"grants"_s, mapsOf(answer.grants)},
            {u"server_time"_s, answer.serverTime}};
}

Result<ScopeAnswer> scopeAnswer(const QCborMap &map)
{
    wire::Reader reader(map, u"scope."_s);
    ScopeAnswer answer;
    answer.scopeVer = reader.integer("scope_ver"_L1, 0, wire::anyNumber);
    answer.parts = reader.list<ScopePart>("parts"_L1, 10'000, scopePartOf);
    answer.grants = reader.list<GrantInfo>("grants"_L1, 1'000, grantOf);
    answer.serverTime = reader.integer("server_time"_L1, 0, wire::anyNumber);
    return reader.done(answer);
}

QCborMap toCbor(const PushRequest &request)
{
    return {{u"n0"_s, request.n0}, {u"bundles"_s, arrayOf(request.bundles)}};
}

Result<PushRequest> pushRequest(const QCborMap &map)
{
    wire::Reader reader(map, u"push."_s);
    PushRequest request;
    request.n0 = reader.integer("n0"_L1, 0, wire::anyNumber);
    request.bundles = reader.list<QByteArray>("bundles"_L1, limits::pushMutations, [](const QCborValue &item) {
        return bytesOf(item, limits::requestBytes);
    });
    return reader.done(request);
}

QCborMap toCbor(const PushAnswer &answer)
{
    return {{u"results"_s, mapsOf(answer.results)},  {u"receipts"_s, answer.receipts},
            {u"receipts_sig"_s, answer.receiptsSig}, {u"want_blobs"_s, arrayOf(answer.wantBlobs)},
            {u"scope_ver"_s, answer.scopeVer},       {u"server_time"_s, answer.serverTime}};
}

Result<PushAnswer> pushAnswer(const QCborMap &map)
{
    wire::Reader reader(map, u"push."_s);
    PushAnswer answer;
    answer.results = reader.list<MutationResult>("results"_L1, limits::pushMutations, resultOf);
    answer.receipts = reader.bytes("receipts"_L1, limits::inflatedBytes);
    answer.receiptsSig = reader.fixed("receipts_sig"_L1, crypto::signatureSize);
    answer.wantBlobs = reader.list<QByteArray>("want_blobs"_L1, 100'000, [](const QCborValue &item) {
        auto bytes = bytesOf(item, hashSize);
        return bytes && bytes->size() != hashSize ? Result<QByteArray>(fail(ErrorCode::BadFormat)) : bytes;
    });
    answer.scopeVer = reader.integer("scope_ver"_L1, 0, wire::anyNumber);
    answer.serverTime = reader.integer("server_time"_L1, 0, wire::anyNumber);
    return reader.done(answer);
}

QCborMap toCbor(const PullRequest &request)
{
    QCborArray cursors;
    for (const Cursor &cursor : request.cursors)
        cursors.append(QCborArray{cursor.part, cursor.ch, cursor.seq});
    return {{u"cursors"_s, cursors}, {u"scope_ver"_s, request.scopeVer}, {u"max_bytes"_s, request.maxBytes}};
}

Result<PullRequest> pullRequest(const QCborMap &map)
{
    wire::Reader reader(map, u"pull."_s);
    PullRequest request;
    request.cursors = reader.list<Cursor>("cursors"_L1, 10'000, [](const QCborValue &item) -> Result<Cursor> {
        const QCborArray row = item.toArray();
        const qint64 part = row.at(0).toInteger(-1);
        const qint64 ch = row.at(1).toInteger(-1);
        const qint64 seq = row.at(2).toInteger(-1);
        if (row.size() != 3 || part < 0 || part > wire::anyPart || ch < 0 || ch > wire::channels || seq < 0)
            return fail(ErrorCode::BadFormat);
        return Cursor{qint32(part), int(ch), seq};
    });
    request.scopeVer = reader.integer("scope_ver"_L1, 0, wire::anyNumber);
    request.maxBytes = reader.integer("max_bytes"_L1, 0, wire::anyNumber);
    return reader.done(request);
}

QCborMap toCbor(const PullAnswer &answer)
{
    return {
        {u"pages"_s, mapsOf(answer.pages)}, {u"scope_ver"_s, answer.scopeVer}, {u"server_time"_s, answer.serverTime}};
}

Result<PullAnswer> pullAnswer(const QCborMap &map)
{
    wire::Reader reader(map, u"pull."_s);
    PullAnswer answer;
    answer.pages = reader.list<Page>("pages"_L1, 10'000, pageOf);
    answer.scopeVer = reader.integer("scope_ver"_L1, 0, wire::anyNumber);
    answer.serverTime = reader.integer("server_time"_L1, 0, wire::anyNumber);
    return reader.done(answer);
}

QCborMap toCbor(const FetchRequest &request)
{
    QCborArray ids;
    for (const RecordId &id : request.ids)
        ids.append(id.bytes());
    return {{u"part"_s, request.part}, {u"ids"_s, ids}};
}

Result<FetchRequest> fetchRequest(const QCborMap &map)
{
    wire::Reader reader(map, u"fetch."_s);
    FetchRequest request;
    request.part = qint32(reader.integer("part"_L1, 0, wire::anyPart));
    request.ids = reader.list<RecordId>("ids"_L1, 1'000, [](const QCborValue &item) -> Result<RecordId> {
        const auto id = RecordId::fromBytes(item.toByteArray());
        return id.isNull() ? Result<RecordId>(fail(ErrorCode::BadFormat)) : id;
    });
    return reader.done(request);
}

QCborMap toCbor(const FetchAnswer &answer)
{
    QCborArray rows;
    for (const record::Record &record : answer.rows)
        rows.append(toRow(record, true));
    return {{u"rows"_s, rows}, {u"server_time"_s, answer.serverTime}};
}

Result<FetchAnswer> fetchAnswer(const QCborMap &map)
{
    wire::Reader reader(map, u"fetch."_s);
    FetchAnswer answer;
    answer.rows =
        reader.list<record::Record>("rows"_L1, mostRows, [](const QCborValue &row) { return rowOf(row, 0, 0, true); });
    answer.serverTime = reader.integer("server_time"_L1, 0, wire::anyNumber);
    return reader.done(answer);
}

QCborMap toCbor(const DigestAnswer &answer)
{
    return {{u"part"_s, answer.part},
            {u"ch"_s, answer.ch},
            {u"epoch"_s, answer.epoch},
            {u"seq"_s, answer.seq},
            {u"buckets"_s, mapsOf(answer.buckets)}};
}

Result<DigestAnswer> digestAnswer(const QCborMap &map)
{
    wire::Reader reader(map, u"digest."_s);
    DigestAnswer answer;
    answer.part = qint32(reader.integer("part"_L1, 0, wire::anyPart));
    answer.ch = int(reader.integer("ch"_L1, 0, wire::channels));
    answer.epoch = reader.integer("epoch"_L1, 1, wire::anyNumber);
    answer.seq = reader.integer("seq"_L1, 0, wire::anyNumber);
    answer.buckets = reader.list<DigestBucket>("buckets"_L1, 256, bucketOf);
    return reader.done(answer);
}

QCborMap toCbor(const BlobAnswer &answer)
{
    return {{u"receipts"_s, answer.receipts},
            {u"receipts_sig"_s, answer.receiptsSig},
            {u"server_time"_s, answer.serverTime}};
}

Result<BlobAnswer> blobAnswer(const QCborMap &map)
{
    wire::Reader reader(map, u"blob."_s);
    BlobAnswer answer;
    answer.receipts = reader.bytes("receipts"_L1, limits::inflatedBytes);
    answer.receiptsSig = reader.fixed("receipts_sig"_L1, crypto::signatureSize);
    answer.serverTime = reader.integer("server_time"_L1, 0, wire::anyNumber);
    return reader.done(answer);
}

} // namespace ruhu::protocol
