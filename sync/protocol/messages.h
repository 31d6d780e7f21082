// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/record/mutation.h"
#include "sync/protocol/http.h"
#include "sync/protocol/receipt.h"

/// The requests and answers of docs/protocol.md 3 as values. toCbor() and the readers are inverse; readers refuse with
/// BadFormat (wrong type, missing key, value out of range) or TooLarge and ignore keys that they do not know.
namespace ruhu::protocol {

inline const QByteArray statusPath = QByteArrayLiteral("/v1/status");
inline const QByteArray enrolPath = QByteArrayLiteral("/v1/enrol");
inline const QByteArray scopePath = QByteArrayLiteral("/v1/scope");
inline const QByteArray pushPath = QByteArrayLiteral("/v1/push");
inline const QByteArray pullPath = QByteArrayLiteral("/v1/pull");
inline const QByteArray fetchPath = QByteArrayLiteral("/v1/fetch");
inline const QByteArray rootPath = QByteArrayLiteral("/v1/root/");    ///< + 32 hexadecimal digits, query part=
inline const QByteArray digestPath = QByteArrayLiteral("/v1/digest"); ///< query part=&ch=&split=256
inline const QByteArray blobsPath = QByteArrayLiteral("/v1/blobs");   ///< + "/" + 64 hexadecimal digits, query part=

// ---- GET /v1/status, without signature -------------------------------------------------------------------------
struct StatusAnswer
{
    QString program; ///< "ruhu-hub"
    QString version;
    int protocol = 1;
    QString province;
    qint64 serverTime = 0; ///< ms
};
[[nodiscard]] QCborMap toCbor(const StatusAnswer &answer);
[[nodiscard]] Result<StatusAnswer> statusAnswer(const QCborMap &map);

// ---- POST /v1/enrol, without request signature --------------------------------------------------------------------
/// One code enrols one person on one device. Both keys prove themselves: deviceSig and personSig are Ed25519 over
/// "ruhu-enrol-1\n" followed by the canonical CBOR of the request without the two. Repeating the same request with the
/// same keys gives the same answer, so a lost answer costs nothing.
struct EnrolRequest
{
    QString code;
    DeviceId device; ///< Made by the laptop, kept for ever.
    QByteArray deviceSignKey;
    QByteArray deviceBoxKey;
    QByteArray personSignKey;
    QByteArray personBoxKey;
    QString app; ///< Program and version, for the operator.
    QByteArray deviceSig;
    QByteArray personSig;
};
struct GrantInfo
{
    PersonId person;
    QString role;          ///< Role id of domain 1: "TownshipSupervisor".
    qint64 division = 0;   ///< 12-digit code; trailing zeros = everything below.
    qint64 leaseUntil = 0; ///< ms
    friend bool operator==(const GrantInfo &, const GrantInfo &) = default;
};
struct EnrolAnswer
{
    QByteArray personCertificate;
    QByteArray deviceCertificate;
    QByteArray rootRecord;
    QList<GrantInfo> grants; ///< Of this person.
    qint64 serverTime = 0;
};
[[nodiscard]] QByteArray enrolMessage(const EnrolRequest &request);
[[nodiscard]] Result<EnrolRequest> signEnrol(EnrolRequest request, const record::Signer &device,
                                             const record::Signer &person);
[[nodiscard]] QCborMap toCbor(const EnrolRequest &request);
[[nodiscard]] Result<EnrolRequest> enrolRequest(const QCborMap &map);
[[nodiscard]] QCborMap toCbor(const EnrolAnswer &answer);
[[nodiscard]] Result<EnrolAnswer> enrolAnswer(const QCborMap &map);

// ---- GET /v1/scope -----------------------------------------------------------------------------------------------
/// What a device may read and write: the union of the grants of its people.
struct ScopePart
{
    qint32 part = 0;
    QList<qint64> villages; ///< Sorted; empty = the whole township.
    friend bool operator==(const ScopePart &, const ScopePart &) = default;
};
struct ScopeAnswer
{
    qint64 scopeVer = 0;    ///< Rises with every change.
    QList<ScopePart> parts; ///< Sorted by part; part 0 (the province) is always there.
    QList<GrantInfo> grants;
    qint64 serverTime = 0;
};
[[nodiscard]] QCborMap toCbor(const ScopeAnswer &answer);
[[nodiscard]] Result<ScopeAnswer> scopeAnswer(const QCborMap &map);

// ---- POST /v1/push -----------------------------------------------------------------------------------------------
struct PushRequest
{
    qint64 n0 = 0;             ///< Lowest device counter that is not acknowledged yet.
    QList<QByteArray> bundles; ///< The exact signed bytes (record::Bundle::bytes).
};
struct PushAnswer
{
    QList<MutationResult> results; ///< Of every mutation of every bundle, in the order sent.
    QByteArray receipts;           ///< Receipts::bytes
    QByteArray receiptsSig;
    QList<QByteArray> wantBlobs; ///< Names of blobs of these bundles that are not complete, required ones first.
    qint64 scopeVer = 0;
    qint64 serverTime = 0;
};
[[nodiscard]] QCborMap toCbor(const PushRequest &request);
[[nodiscard]] Result<PushRequest> pushRequest(const QCborMap &map);
[[nodiscard]] QCborMap toCbor(const PushAnswer &answer);
[[nodiscard]] Result<PushAnswer> pushAnswer(const QCborMap &map);

// ---- POST /v1/pull -----------------------------------------------------------------------------------------------
struct Cursor
{
    qint32 part = 0;
    int ch = 0;
    qint64 seq = 0; ///< Last one that is stored; 0 = nothing yet.
    friend bool operator==(const Cursor &, const Cursor &) = default;
};
/// Cursors are served in the order given; the answer stops at maxBytes (before zstd counted by body bytes), so put the
/// important ones first. At least one row always fits.
struct PullRequest
{
    QList<Cursor> cursors;
    qint64 scopeVer = 0;
    qint64 maxBytes = 0; ///< limits::pageBytesMin … pageBytesMax; brought into that range by the hub.
};
struct Page
{
    qint32 part = 0;
    int ch = 0;
    qint64 epoch = 1;
    QList<record::Record> rows; ///< By seq. part and ch of the row are those of the page.
    qint64 next = 0;            ///< The cursor after this page.
    bool more = false;
    QByteArray head; ///< Head::bytes when more is false, else empty.
    QByteArray headSig;
};
/// Cursors that found no room in maxBytes have no page: ask again.
struct PullAnswer
{
    QList<Page> pages;
    qint64 scopeVer = 0;
    qint64 serverTime = 0;
};
[[nodiscard]] QCborMap toCbor(const PullRequest &request);
[[nodiscard]] Result<PullRequest> pullRequest(const QCborMap &map);
[[nodiscard]] QCborMap toCbor(const PullAnswer &answer);
[[nodiscard]] Result<PullAnswer> pullAnswer(const QCborMap &map);

// ---- POST /v1/fetch and GET /v1/root/{household}?part=
// ----------------------------------------------------------------
struct FetchRequest
{
    qint32 part = 0;
    QList<RecordId> ids;
};
struct FetchAnswer
{
    QList<record::Record> rows; ///< Those that exist and are in scope, with part and ch.
    qint64 serverTime = 0;
};
[[nodiscard]] QCborMap toCbor(const FetchRequest &request);
[[nodiscard]] Result<FetchRequest> fetchRequest(const QCborMap &map);
[[nodiscard]] QCborMap toCbor(const FetchAnswer &answer);
[[nodiscard]] Result<FetchAnswer> fetchAnswer(const QCborMap &map);

// ---- GET /v1/digest?part=&ch=&split=
// ---------------------------------------------------------------------------------
struct DigestBucket
{
    int bucket = 0; ///< First byte of the id when split is 256, else 0.
    quint64 digest = 0;
    qint64 count = 0;
    friend bool operator==(const DigestBucket &, const DigestBucket &) = default;
};
struct DigestAnswer
{
    qint32 part = 0;
    int ch = 0;
    qint64 epoch = 1;
    qint64 seq = 0;
    QList<DigestBucket> buckets; ///< Sorted; empty buckets are left out.
};
[[nodiscard]] QCborMap toCbor(const DigestAnswer &answer);
[[nodiscard]] Result<DigestAnswer> digestAnswer(const QCborMap &map);

// ---- Blobs: a subset of tus 1.0
// --------------------------------------------------------------------------------------- POST  /v1/blobs
// upload-length, upload-metadata "name HEX64,part DECIMAL,role WORD" (plain values: all ASCII)
//                            -> 201 upload-offset (0, or where an earlier try stands); 200 + BlobAnswer when complete
// HEAD  /v1/blobs/{h}?part=  -> 200 upload-offset, upload-length; 404
// PATCH /v1/blobs/{h}?part=  upload-offset, body <= limits::blobChunk -> 204 upload-offset; 200 + BlobAnswer when
// complete GET   /v1/blobs/{h}?part=  range bytes=A-B -> 206 content-range, or 200
/// Receipts of the blob and of the bundles that became visible with it.
struct BlobAnswer
{
    QByteArray receipts;
    QByteArray receiptsSig;
    qint64 serverTime = 0;
};
[[nodiscard]] QCborMap toCbor(const BlobAnswer &answer);
[[nodiscard]] Result<BlobAnswer> blobAnswer(const QCborMap &map);

[[nodiscard]] HttpRequest createBlob(const record::BlobRef &blob, qint32 part);
[[nodiscard]] HttpRequest headBlob(const QByteArray &hash, qint32 part);
[[nodiscard]] HttpRequest patchBlob(const QByteArray &hash, qint32 part, qint64 offset, const QByteArray &chunk);
/// `length` 0 = to the end.
[[nodiscard]] HttpRequest getBlob(const QByteArray &hash, qint32 part, qint64 offset = 0, qint64 length = 0);
/// The upload-offset of an answer to POST, HEAD or PATCH; -1 when it is not there.
[[nodiscard]] qint64 uploadOffset(const HttpResponse &response);

} // namespace ruhu::protocol
