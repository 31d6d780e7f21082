// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/record/cbor.h"
#include "support/world.h"
#include "sync/protocol/certificate.h"
#include "sync/protocol/messages.h"
#include "sync/protocol/problem.h"
#include "sync/protocol/requestsignature.h"

#include <QCborArray>
#include <QCborMap>
#include <QTest>
#include <zstd.h>

using namespace ruhu;
using namespace ruhu::protocol;
using namespace Qt::Literals::StringLiterals;

namespace {

crypto::SigningKey keyOf(char seed)
{
    return crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(QByteArray(32, seed)));
}

record::Signer signerOf(char seed)
{
    return
        [seed](QByteArrayView message) -> Result<QByteArray> { return crypto::sign(keyOf(seed).secretKey, message); };
}

/// A province whose root key has seed 'r' and whose issuer has seed 'i'.
RootRecord province()
{
    RootRecord root;
    root.province = u"Demo"_s;
    root.demo = true;
    root.keys = {keyOf('r').publicKey};
    root.escrowKey = QByteArray(32, 'e');
    root.issuer = {keyOf('i').publicKey, 0, 1'000'000};
    return *issue(root, {{keyOf('r').publicKey, signerOf('r')}});
}

} // namespace

class TestProtocol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyMessageSurvivesTheWire();
    void aMessageCutShortAtAnyByteIsRefused();
    void aMessageWithOneEntryOfAnotherTypeIsRefused();
    void aZstdBombIsRefusedBeforeItIsInflated();
    void aFrameWithoutSizeOrWithATailIsRefused();
    void everyProblemKeepsTypeStatusAndFigures();
    void theReasonsOfARefusedCodeAreThoseOfTheDocument();
    void anAnswerThatIsNoProblemOfOursIsABadReply();
    void aChangedRequestDoesNotVerify();
    void certificatesOfAnotherIssuerAreRefused();
    void aCertificateDoesNotVerifyAfterAnyByteChanged();
    void aRootRecordFollowsOnlyWithEnoughOldKeys();
    void receiptsAndHeadsVerifyOnlyAsTheyTravelled();
    void aDigestIsASumThatKnowsVersionAndArchive();
    void anEnrolmentProvesBothKeys();

private:
    test::ManualClock clock;
    test::SeededRng rng;
};

void TestProtocol::everyMessageSurvivesTheWire()
{
    const auto through = [](const QCborMap &map) { return *bodyOf(post(pushPath, map)); };

    PushRequest push{7, {QByteArray(5000, 'a'), "b"_ba}};
    const auto pushed = pushRequest(through(toCbor(push)));
    QVERIFY(pushed);
    QCOMPARE(pushed->n0, 7);
    QCOMPARE(pushed->bundles, push.bundles);

    PushAnswer result;
    result.results = {{MutationId::make(clock, rng), Status::Merged, 990101100, 19, 88412, {}, {}},
                      {MutationId::make(clock, rng), Status::Rejected, 990101100, 0, 0, u"event-immutable"_s, u"x"_s}};
    result.receipts = "r"_ba;
    result.receiptsSig = QByteArray(64, 's');
    result.wantBlobs = {QByteArray(32, 'h')};
    result.scopeVer = 4;
    result.serverTime = 5;
    const auto answered = pushAnswer(through(toCbor(result)));
    QVERIFY(answered);
    QCOMPARE(answered->results, result.results);
    QCOMPARE(answered->wantBlobs, result.wantBlobs);

    PullRequest pull{{{990101100, 1, 88001}, {0, 0, 0}}, 42, 32768};
    const auto pulled = pullRequest(through(toCbor(pull)));
    QVERIFY(pulled);
    QCOMPARE(pulled->cursors, pull.cursors);
    QCOMPARE(pulled->maxBytes, pull.maxBytes);

    record::Record row;
    row.id = RecordId::make(clock, rng);
    row.part = 990101100;
    row.village = 990101100207;
    row.kind = u"household"_s;
    row.ch = 1;
    row.ver = 3;
    row.seq = 10;
    row.body = record::encodeBody({{u"head.no"_s, u"1"_s}});
    record::Record gone = row;
    gone.root = row.id;
    gone.seq = 11;
    gone.archived = true;
    gone.body.clear();
    PullAnswer page;
    page.pages = {{row.part, 1, 2, {row, gone}, 11, false, "head"_ba, QByteArray(64, 's')}};
    const auto paged = pullAnswer(through(toCbor(page)));
    QVERIFY(paged);
    QCOMPARE(paged->pages.at(0).rows, page.pages.at(0).rows);
    QCOMPARE(paged->pages.at(0).epoch, 2);

    const auto fetched = fetchAnswer(through(toCbor(FetchAnswer{{row, gone}, 9})));
    QVERIFY(fetched);
    QCOMPARE(fetched->rows, (QList<record::Record>{row, gone}));

    ScopeAnswer scope{3, {{0, {}}, {990101100, {990101100207}}}, {}, 1};
    scope.grants = {{PersonId::make(clock, rng), u"Investigator"_s, 990101100207, 77}};
    const auto scoped = scopeAnswer(through(toCbor(scope)));
    QVERIFY(scoped);
    QCOMPARE(scoped->parts, scope.parts);
    QCOMPARE(scoped->grants, scope.grants);

    DigestAnswer digest{990101100, 1, 1, 5, {{7, 0xffffffffffffffffULL, 2}}};
    const auto digested = digestAnswer(through(toCbor(digest)));
    QVERIFY(digested);
    QCOMPARE(digested->buckets, digest.buckets);
}

void TestProtocol::aMessageCutShortAtAnyByteIsRefused()
{
    const HttpRequest whole = post(pushPath, toCbor(PushRequest{1, {rng.bytes(400)}}));
    QVERIFY(bodyOf(whole));
    for (qsizetype length = 0; length < whole.body.size(); ++length) {
        HttpRequest cut = whole;
        cut.body.truncate(length);
        QVERIFY2(!bodyOf(cut), qPrintable(QString::number(length)));
    }
}

void TestProtocol::aMessageWithOneEntryOfAnotherTypeIsRefused()
{
    PullAnswer page;
    record::Record row;
    row.id = RecordId::make(clock, rng);
    row.kind = u"household"_s;
    row.ver = 1;
    row.seq = 4;
    page.pages = {{1, 1, 1, {row}, 4, true, {}, {}}};
    const QCborMap good = toCbor(page);
    QVERIFY(pullAnswer(good));

    for (const QString &key : {u"part"_s, u"ch"_s, u"rows"_s, u"next"_s, u"more"_s, u"epoch"_s}) {
        QCborMap bad = toCbor(page);
        QCborMap inner = bad.value(u"pages"_s).toArray().at(0).toMap();
        inner.insert(key, u"?"_s);
        bad.insert(u"pages"_s, QCborArray{inner});
        QVERIFY2(!pullAnswer(bad), qPrintable(key));
    }
    // Rows out of order, or beyond the cursor that the page promises, would make a laptop skip records.
    page.pages[0].next = 3;
    QVERIFY(!pullAnswer(toCbor(page)));
    QVERIFY(!pullRequest(toCbor(PullRequest{{{-1, 0, 0}}, 0, 0})));
    QVERIFY(!pullRequest(toCbor(PullRequest{{{1, 4, 0}}, 0, 0})));
}

void TestProtocol::aZstdBombIsRefusedBeforeItIsInflated()
{
    HttpRequest bomb = post(pushPath, {});
    bomb.headers.insert("content-encoding"_ba, "zstd"_ba);
    bomb.body = deflated(QByteArray(limits::inflatedBytes + 1, '\0'));
    QVERIFY(bomb.body.size() < 10'000);
    const auto refused = bodyOf(bomb);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::TooLarge);
}

void TestProtocol::aFrameWithoutSizeOrWithATailIsRefused()
{
    const QByteArray frame = deflated(QByteArray(1000, 'x'));
    QCOMPARE(*inflated(frame, 1000), QByteArray(1000, 'x'));
    QVERIFY(!inflated(frame, 999));
    QVERIFY(!inflated(QByteArray(frame + 'x'), 1000));
    QVERIFY(!inflated(QByteArray(frame + frame), 2000));

    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
    QByteArray unsized(2000, '\0');
    const QByteArray plain(1000, 'x');
    unsized.truncate(qsizetype(ZSTD_compress2(context, unsized.data(), 2000, plain.data(), 1000)));
    ZSTD_freeCCtx(context);
    const auto refused = inflated(unsized, 1000);
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::BadFormat);
}

void TestProtocol::everyProblemKeepsTypeStatusAndFigures()
{
    for (int i = 0; i <= int(ProblemType::Busy); ++i) {
        Problem problem;
        problem.type = ProblemType(i);
        problem.detail = u"mutation.kind"_s;
        problem.part = 990101100;
        problem.gcSeq = 70211;
        problem.offset = 262144;
        problem.serverTime = 1'763'700'000'000;
        problem.reason = EnrolReason(i % 4);
        problem.retryAfterSeconds = 3;
        const HttpResponse response = toHttp(problem);
        QVERIFY(response.status >= 400);
        QCOMPARE(*problemOf(response), problem);
        const auto body = bodyOf(response);
        QVERIFY(!body);
        QVERIFY(body.error().detail.startsWith(urnOf(problem.type)));
    }
}

void TestProtocol::theReasonsOfARefusedCodeAreThoseOfTheDocument()
{
    for (const auto &[reason, word] :
         {std::pair(EnrolReason::Unknown, "unknown"), std::pair(EnrolReason::Expired, "expired"),
          std::pair(EnrolReason::Used, "used"), std::pair(EnrolReason::Device, "device")}) {
        Problem problem;
        problem.type = ProblemType::EnrolCode;
        problem.reason = reason;
        const HttpResponse response = toHttp(problem);
        QVERIFY2(response.body.contains(QByteArray("\"reason\":\"" + QByteArray(word) + '"')),
                 response.body.constData());
    }
    for (const char *body : {R"({"type":"urn:ruhu:enrol-code","reason":"moon","detail":"used"})",
                             R"({"type":"urn:ruhu:enrol-code","reason":3})", R"({"type":"urn:ruhu:enrol-code"})"}) {
        HttpResponse response;
        response.status = 403;
        response.headers.insert("content-type"_ba, "application/problem+json"_ba);
        response.body = body;
        const auto problem = problemOf(response);
        QVERIFY(problem);
        QVERIFY(!problem->reason);
        QCOMPARE(errorOf(*problem).code, ErrorCode::Refused);
    }
}

void TestProtocol::anAnswerThatIsNoProblemOfOursIsABadReply()
{
    HttpResponse portal;
    portal.status = 200;
    portal.headers.insert("content-type"_ba, "text/html"_ba);
    portal.body = "<html>Please log in to the hotel network</html>"_ba;
    QCOMPARE(bodyOf(portal).error().code, ErrorCode::BadReply);
    portal.status = 403;
    QCOMPARE(bodyOf(portal).error().code, ErrorCode::BadReply);
    HttpResponse empty = answer({});
    empty.body = "\xff"_ba;
    QCOMPARE(bodyOf(empty).error().code, ErrorCode::BadReply);
}

void TestProtocol::aChangedRequestDoesNotVerify()
{
    HttpRequest request = post(pullPath, toCbor(PullRequest{{}, 1, 2}));
    request.query = "a=b"_ba;
    const auto device = DeviceId::make(clock, rng);
    QVERIFY(signRequest(request, device, 123, rng.bytes(16), signerOf('d')));
    const QByteArray key = keyOf('d').publicKey;
    const auto verifies = [&key](const HttpRequest &r) {
        const auto signature = requestSignatureOf(r);
        return signature && verifyRequest(r, *signature, key).has_value();
    };
    QVERIFY(verifies(request));
    QCOMPARE(requestSignatureOf(request)->device, device);

    const auto bent = [&](auto bend) {
        HttpRequest other = request;
        bend(other);
        return verifies(other);
    };
    QVERIFY(!bent([](HttpRequest &r) { r.method = "GET"_ba; }));
    QVERIFY(!bent([](HttpRequest &r) { r.path = pushPath; }));
    QVERIFY(!bent([](HttpRequest &r) { r.query = "a=c"_ba; }));
    QVERIFY(!bent([](HttpRequest &r) { r.body += 'x'; }));
    QVERIFY(!bent([](HttpRequest &r) { r.headers.insert("sync-time"_ba, "124"_ba); }));
    QVERIFY(!bent([](HttpRequest &r) { r.headers.insert("sync-time"_ba, "0123"_ba); }));
    QVERIFY(!bent([](HttpRequest &r) { r.headers.insert("sync-nonce"_ba, QByteArray(32, '0')); }));
    QVERIFY(!bent([](HttpRequest &r) { r.headers.remove("sync-sig"_ba); }));
    QVERIFY(!bent([](HttpRequest &r) { r.headers["sync-sig"_ba] = r.headers["sync-sig"_ba].toUpper(); }));
    const auto signature = requestSignatureOf(request);
    QVERIFY(!verifyRequest(request, *signature, keyOf('x').publicKey));
}

void TestProtocol::certificatesOfAnotherIssuerAreRefused()
{
    const RootRecord root = province();
    DeviceCertificate device{
        RecordId::make(clock, rng), DeviceId::make(clock, rng), QByteArray(32, 's'), QByteArray(32, 'b'), 10, 20, {}};
    const auto good = issue(device, signerOf('i'));
    const auto read = readDeviceCertificate(good->bytes, root);
    QVERIFY(read);
    QCOMPARE(read->device, device.device);
    QCOMPARE(read->serial, device.serial);
    QVERIFY(validAt(*read, 10) && validAt(*read, 19) && !validAt(*read, 20) && !validAt(*read, 9));

    const auto foreign = issue(device, signerOf('x'));
    QCOMPARE(readDeviceCertificate(foreign->bytes, root).error().code, ErrorCode::Signature);
    // A device certificate is not a person's, whoever signed it.
    QVERIFY(!readPersonCertificate(good->bytes, root));
}

void TestProtocol::aCertificateDoesNotVerifyAfterAnyByteChanged()
{
    const RootRecord root = province();
    PersonCertificate person;
    person.serial = RecordId::make(clock, rng);
    person.person = PersonId::make(clock, rng);
    person.name = u"张敏"_s;
    person.signKey = QByteArray(32, 's');
    person.boxKey = QByteArray(32, 'b');
    person.notAfter = 20;
    const QByteArray bytes = issue(person, signerOf('i'))->bytes;
    QCOMPARE(readPersonCertificate(bytes, root)->name, person.name);
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        QByteArray bad = bytes;
        bad[i] = char(bad[i] ^ 1);
        QVERIFY2(!readPersonCertificate(bad, root), qPrintable(QString::number(i)));
    }
}

void TestProtocol::aRootRecordFollowsOnlyWithEnoughOldKeys()
{
    RootRecord first;
    first.province = u"Demo"_s;
    first.keys = {keyOf('1').publicKey, keyOf('2').publicKey, keyOf('3').publicKey};
    first.threshold = 2;
    first.escrowKey = QByteArray(32, 'e');
    first.issuer = {keyOf('i').publicKey, 0, 1};
    const auto signer = [](char seed) { return RootSigner{keyOf(seed).publicKey, signerOf(seed)}; };
    QVERIFY(!issue(first, {signer('1')}));
    QVERIFY(!issue(first, {signer('1'), signer('1')}));
    QVERIFY(!issue(first, {signer('1'), signer('x')}));
    const auto known = issue(first, {signer('1'), signer('3')});
    QVERIFY(known);

    RootRecord second = *known;
    second.version = 2;
    second.keys = {keyOf('4').publicKey};
    second.threshold = 1;
    const auto usurper = issue(second, {signer('4'), signer('1')});
    QVERIFY(usurper);
    QCOMPARE(succeeds(*usurper, *known).error().code, ErrorCode::Signature);
    const auto heir = issue(second, {signer('4'), signer('1'), signer('2')});
    QVERIFY(succeeds(*heir, *known));
    QCOMPARE(succeeds(*known, *heir).error().code, ErrorCode::RolledBack);
}

void TestProtocol::receiptsAndHeadsVerifyOnlyAsTheyTravelled()
{
    const RootRecord root = province();
    Receipt receipt;
    receipt.bid = BundleId::make(clock, rng);
    receipt.hash = QByteArray(32, 'h');
    receipt.results = {{MutationId::make(clock, rng), Status::Conflict, 990101100, 4, 9, {}, {}}};
    receipt.receivedAt = 5;
    Receipt blob;
    blob.blob = QByteArray(32, 'b');
    blob.hash = blob.blob;
    const auto receipts = signReceipts({receipt, blob}, signerOf('i'));
    const auto read = readReceipts(receipts->bytes, receipts->sig, root);
    QVERIFY(read);
    QCOMPARE(read->list, (QList<Receipt>{receipt, blob}));
    for (qsizetype i = 0; i < receipts->bytes.size(); ++i) {
        QByteArray bad = receipts->bytes;
        bad[i] = char(bad[i] ^ 1);
        QVERIFY(!readReceipts(bad, receipts->sig, root));
    }

    Head head;
    head.part = 990101100;
    head.ch = 2;
    head.villages = {990101100207};
    head.seq = 77;
    head.digest = 0x8000000000000001ULL;
    head.count = 3;
    const auto signedHead = signHead(head, signerOf('i'));
    const auto readBack = readHead(signedHead->bytes, signedHead->sig, root);
    QVERIFY(readBack);
    QCOMPARE(readBack->digest, head.digest);
    QCOMPARE(readBack->villages, head.villages);
    // A head is no receipt: the words in front of what is signed keep them apart.
    QVERIFY(!readReceipts(signedHead->bytes, signedHead->sig, root));
    const auto forged = signHead(head, signerOf('x'));
    QVERIFY(!readHead(forged->bytes, forged->sig, root));
}

void TestProtocol::aDigestIsASumThatKnowsVersionAndArchive()
{
    const auto id = RecordId::make(clock, rng);
    QVERIFY(digestOf(id, 1, false) != digestOf(id, 2, false));
    QVERIFY(digestOf(id, 1, false) != digestOf(id, 1, true));
    QVERIFY(digestOf(id, 1, false) != digestOf(RecordId::make(clock, rng), 1, false));
    QCOMPARE(digestOf(id, 1, false), digestOf(id, 1, false));
}

void TestProtocol::anEnrolmentProvesBothKeys()
{
    EnrolRequest request;
    request.code = u"K7F2-9QXM"_s;
    request.device = DeviceId::make(clock, rng);
    request.deviceSignKey = keyOf('d').publicKey;
    request.deviceBoxKey = QByteArray(32, 'b');
    request.personSignKey = keyOf('p').publicKey;
    request.personBoxKey = QByteArray(32, 'q');
    request.app = u"ruhu 0.1"_s;
    const auto sent = signEnrol(request, signerOf('d'), signerOf('p'));
    const auto read = enrolRequest(*bodyOf(post(enrolPath, toCbor(*sent))));
    QVERIFY(read);
    QVERIFY(crypto::verify(read->deviceSignKey, enrolMessage(*read), read->deviceSig));
    QVERIFY(crypto::verify(read->personSignKey, enrolMessage(*read), read->personSig));
    auto other = *read;
    other.code = u"K7F2-9QXN"_s;
    QVERIFY(!crypto::verify(other.personSignKey, enrolMessage(other), other.personSig));
}

QTEST_APPLESS_MAIN(TestProtocol)
#include "tst_protocol.moc"
