// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/sign.h"
#include "core/record/cbor.h"
#include "core/record/mutation.h"
#include "support/world.h"

#include <QTest>

using namespace ruhu;
using namespace ruhu::record;
using namespace Qt::Literals::StringLiterals;

namespace {

const test::ManualClock clock_;
test::SeededRng rng;
const crypto::SigningKey &deviceKey()
{
    static const auto key = crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(QByteArray(32, 'd')));
    return key;
}

Result<QByteArray> signAsDevice(QByteArrayView message)
{
    return crypto::sign(deviceKey().secretKey, message);
}

Mutation patch()
{
    Mutation mutation;
    mutation.mid = MutationId::make(clock_, rng);
    mutation.id = RecordId::make(clock_, rng);
    mutation.kind = u"household"_s;
    mutation.root = mutation.id;
    mutation.part = 990101100;
    mutation.base = 17;
    mutation.set = {{u"contact.phone"_s, u"13800000000"_s}};
    mutation.was = {{u"contact.phone"_s, u"13900000000"_s}, {u"contact.agent_name"_s, nullptr}};
    mutation.sv = 3;
    mutation.at = 1'720'000'000'000;
    mutation.n = 812;
    return mutation;
}

Bundle bundle()
{
    Bundle bundle;
    bundle.bid = BundleId::make(clock_, rng);
    bundle.author = PersonId::make(clock_, rng);
    bundle.mutations = {patch(), patch()};
    bundle.mutations[1].op = Op::Archive;
    bundle.mutations[1].set.clear();
    bundle.blobs = {{QByteArray(32, 'h'), 12'000, BlobRole::Thumbnail, true}};
    bundle.deps = {BundleId::make(clock_, rng)};
    return bundle;
}

} // namespace

class TestMutation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSignedBundleComesBackByteForByte()
    {
        const auto signedOne = signBundle(bundle(), signAsDevice);
        QVERIFY(signedOne);
        const auto back = decodeBundle(signedOne->bytes);
        QVERIFY(back);
        QCOMPARE(back->bytes, signedOne->bytes);
        QCOMPARE(back->mutations, signedOne->mutations);
        QCOMPARE(back->blobs, signedOne->blobs);
        QCOMPARE(back->deps, signedOne->deps);
        QCOMPARE(back->author, signedOne->author);
        QVERIFY(!back->author.isNull());
        QVERIFY(verifyBundle(*back, deviceKey().publicKey));
    }

    void aBundleOfAnOlderLaptopNamesNobody()
    {
        Bundle old = bundle();
        old.author = {};
        const auto signedOne = signBundle(old, signAsDevice);
        QVERIFY(signedOne);
        QVERIFY(!cbor::decodeMap(signedOne->bytes)->contains(u"by"_s));
        const auto back = decodeBundle(signedOne->bytes);
        QVERIFY(back);
        QVERIFY(back->author.isNull());
        auto map = *cbor::decodeMap(signedOne->bytes);
        map.insert(u"by"_s, QByteArray(15, 'x'));
        QCOMPARE(decodeBundle(cbor::encode(map)).error().code, ErrorCode::BadFormat);
    }

    void anyChangedByteEndsTheSignature()
    {
        const auto signedOne = signBundle(bundle(), signAsDevice);
        QVERIFY(signedOne);
        int read = 0;
        for (qsizetype at = 0; at < signedOne->bytes.size(); ++at) {
            QByteArray bytes = signedOne->bytes;
            bytes[at] = char(bytes[at] ^ 1);
            const auto back = decodeBundle(bytes);
            if (!back)
                continue;
            ++read;
            const auto checked = verifyBundle(*back, deviceKey().publicKey);
            QVERIFY2(!checked, qPrintable(u"byte %1"_s.arg(at)));
            QCOMPARE(checked.error().code, ErrorCode::Signature);
        }
        QVERIFY(read > 100); // most changes give a readable bundle: the signature is what stops them
    }

    void wordsOfANewerVersionAreSignedAndKept()
    {
        const auto signedOne = signBundle(bundle(), signAsDevice);
        auto map = cbor::decodeMap(signedOne->bytes);
        map->remove("sig"_L1);
        map->insert("weather"_L1, u"rain"_s);
        const QByteArray message = cbor::encode(*map);
        map->insert("sig"_L1, *signAsDevice(message));
        const auto newer = decodeBundle(cbor::encode(*map));
        QVERIFY(newer);
        QVERIFY(verifyBundle(*newer, deviceKey().publicKey));
        QCOMPARE(unsignedBytes(*newer), message);
    }

    void anotherDevicesKeyIsRefused()
    {
        const auto signedOne = signBundle(bundle(), signAsDevice);
        QVERIFY(!verifyBundle(*signedOne, crypto::newSigningKey().publicKey));
    }

    void everyMissingOrMisshapenFieldIsNamed_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QCborValue>("value");
        const auto row = [](const QString &field, const char *what, const QCborValue &value) {
            QTest::newRow(qPrintable(field + u' ' + QString::fromLatin1(what))) << field << value;
        };
        const QCborMap good = toCbor(patch());
        for (auto it = good.begin(); it != good.end(); ++it)
            row(it.key().toString(), "is missing", QCborValue());
        row(u"mid"_s, "too short", QByteArray(15, 'x'));
        row(u"mid"_s, "null id", QByteArray(16, '\0'));
        row(u"kind"_s, "is empty", u""_s);
        row(u"op"_s, "unknown word", u"delete"_s);
        row(u"part"_s, "negative", -1);
        row(u"part"_s, "ten digits", 1'000'000'000);
        row(u"base"_s, "negative", -1);
        row(u"n"_s, "zero", 0);
        row(u"sv"_s, "text", u"3"_s);
        row(u"set"_s, "array", QCborArray());
        row(u"was"_s, "numbered", QCborMap{{1, 2}});
    }

    void everyMissingOrMisshapenFieldIsNamed()
    {
        QFETCH(QString, field);
        QFETCH(QCborValue, value);
        QCborMap map = toCbor(patch());
        if (value.isUndefined())
            map.remove(field);
        else
            map.insert(field, value);
        const auto mutation = mutationFromCbor(map);
        QVERIFY(!mutation);
        QCOMPARE(mutation.error().code, ErrorCode::BadFormat);
        QCOMPARE(mutation.error().detail, u"mutation."_s + field);
    }

    void aKindOfANewerVersionIsNoError()
    {
        Mutation mutation = patch();
        mutation.kind = u"dream"_s;
        const auto back = mutationFromCbor(toCbor(mutation));
        QVERIFY(back);
        QCOMPARE(back->kindOf(), Kind::Unknown);
        QCOMPARE(*back, mutation);
    }

    void whatTheUserSawCoversTheWholeGroup()
    {
        Record seen;
        seen.kind = u"household"_s;
        const Body seenBody{
            {u"contact.phone"_s, u"1"_s}, {u"contact.wechat"_s, u"later field"_s}, {u"head.no"_s, u"7"_s}};
        Body edited = seenBody;
        edited.insert(u"contact.phone"_s, u"2"_s);
        const auto mutation = patchBetween(seen, seenBody, edited);
        QVERIFY(mutation);
        QCOMPARE(mutation->set, (Body{{u"contact.phone"_s, u"2"_s}}));
        QCOMPARE(mutation->was.value(u"contact.phone"_s).toString(), u"1"_s);
        QCOMPARE(mutation->was.value(u"contact.wechat"_s).toString(), u"later field"_s);
        QVERIFY(mutation->was.value(u"contact.agent_name"_s).isNull());
        QVERIFY(!mutation->was.contains(u"head.no"_s));
    }

    void clearingAFieldIsAnEditAndNoEditIsNone()
    {
        Record seen;
        seen.kind = u"household"_s;
        const Body body{{u"contact.phone"_s, u"1"_s}};
        QVERIFY(!patchBetween(seen, body, body));
        const auto cleared = patchBetween(seen, body, {});
        QVERIFY(cleared);
        QVERIFY(cleared->set.value(u"contact.phone"_s).isNull());
    }

    void theHashOfARecordIsBoundToItsIdentity()
    {
        const auto id = RecordId::make(clock_, rng);
        const auto other = RecordId::make(clock_, rng);
        const QByteArray body = encodeBody({{u"outcome"_s, u"DONE"_s}});
        const QByteArray hash = recordHash(u"visit", id, id, body);
        QCOMPARE(hash.size(), 32);
        QVERIFY(hash != recordHash(u"photo", id, id, body));
        QVERIFY(hash != recordHash(u"visit", other, id, body));
        QVERIFY(hash != recordHash(u"visit", id, other, body));
        QVERIFY(hash != recordHash(u"visit", id, id, encodeBody({{u"outcome"_s, u"MOVED"_s}})));
    }
};

QTEST_APPLESS_MAIN(TestMutation)
#include "tst_mutation.moc"
