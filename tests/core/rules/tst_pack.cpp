// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "core/crypto/sign.h"
#include "core/rules/pack.h"

#include <QCborArray>
#include <QCborMap>
#include <QTest>

using namespace ruhu;
using namespace ruhu::rules;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Key
{
    crypto::SigningKey pair = crypto::newSigningKey();
    PackSigner signer = [this](QByteArrayView message) -> Result<QByteArray> {
        return crypto::sign(pair.secretKey, message);
    };
    Key() = default;
    Key(const Key &) = delete;
    Key &operator=(const Key &) = delete;
};

const QDate inside(2025, 11, 21);

QMap<QString, QByteArray> smallFolder()
{
    return {{QString(packHeaderFile),
             "key,value\nid,demo\nversion,2025.7\nvalid_from,2025-07-01\nvalid_to,2025-12-31\nsupersedes,\n"},
            {u"parameters.csv"_s, "key,value\na,1\n"},
            {u"forms/survey.xml"_s, QByteArray(5'000, 'x')}};
}

QByteArray signedPack(const Key &key)
{
    return *signPack(*buildPack(smallFolder()), key.pair.publicKey, key.signer);
}

PackRoot rootOf(std::initializer_list<const Key *> keys, int threshold = 1)
{
    PackRoot root;
    for (const Key *key : keys)
        root.keys += key->pair.publicKey;
    root.threshold = threshold;
    return root;
}

/// The refusal of a pack; a pack that is taken is an error of the test.
Error refusal(QByteArrayView pack, const PackRoot &root, QDate on = inside, DemoRoot demo = DemoRoot::Refuse)
{
    const auto result = openPack(pack, root, on, demo);
    return result ? Error{ErrorCode::Internal, u"was taken"_s} : result.error();
}

/// The pack with one of its three parts exchanged, not signed again.
QByteArray exchanged(QByteArrayView pack, const QString &part, const QCborValue &value)
{
    QCborMap map = QCborValue::fromCbor(pack.toByteArray()).toMap();
    map[part] = value;
    return QCborValue(map).toCbor();
}

QCborValue partOf(QByteArrayView pack, const QString &part)
{
    return QCborValue::fromCbor(pack.toByteArray()).toMap()[part];
}

const Error tampered{ErrorCode::Damaged, u"tampered"_s};

} // namespace

class TestPack : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aSignedPackGivesItsFiles();
    void theSameFolderGivesTheSameBytes();
    void anUnsignedPackIsRefused();
    void aPackOfAnotherProvinceIsRefused();
    void theThresholdCountsDistinctKeys();
    void signingAgainReplacesTheSignature();
    void aPackIsRefusedBeforeAndAfterItsTime();
    void aDemoRootIsRefusedWhereItMustBe();
    void everyChangedByteIsRefusedOrChangesNothing();
    void everyTruncationIsRefused();
    void anExchangedPartIsRefused();
    void aPackThatIsTooLargeIsRefused();
    void aFileThatInflatesBeyondItsSignedSizeIsRefused();
    void garbageIsNoPack_data();
    void garbageIsNoPack();
    void aFolderWithAWrongHeaderIsRefused_data();
    void aFolderWithAWrongHeaderIsRefused();
    void pathsThatLeaveTheFolderAreRefused();
    void versionsCompareAsNumbers();

private:
    std::unique_ptr<Key> m_key;
    PackRoot m_root;
};

void TestPack::init()
{
    m_key = std::make_unique<Key>();
    m_root = rootOf({m_key.get()});
}

void TestPack::aSignedPackGivesItsFiles()
{
    const auto pack = openPack(signedPack(*m_key), m_root, inside, DemoRoot::Refuse);
    QVERIFY(pack);
    QCOMPARE(pack->manifest.name(), u"demo-2025.7"_s);
    QCOMPARE(pack->manifest.validTo, QDate(2025, 12, 31));
    QCOMPARE(pack->files.keys(), QStringList({u"forms/survey.xml"_s, u"parameters.csv"_s}));
    QCOMPARE(pack->files[u"forms/survey.xml"_s], QByteArray(5'000, 'x'));
    QCOMPARE(peekManifest(signedPack(*m_key))->version, u"2025.7"_s);
}

void TestPack::theSameFolderGivesTheSameBytes()
{
    QCOMPARE(*buildPack(smallFolder()), *buildPack(smallFolder()));
    QVERIFY(buildPack(smallFolder())->size() < 2'000); // 5,000 times the same letter, compressed
}

void TestPack::anUnsignedPackIsRefused()
{
    QCOMPARE(refusal(*buildPack(smallFolder()), m_root), (Error{ErrorCode::Signature, u"unsigned"_s}));
}

void TestPack::aPackOfAnotherProvinceIsRefused()
{
    const Key stranger;
    QCOMPARE(refusal(signedPack(stranger), m_root), (Error{ErrorCode::Signature, u"wrong-root"_s}));
    QCOMPARE(refusal(signedPack(stranger), PackRoot()), (Error{ErrorCode::Signature, u"wrong-root"_s}));
}

void TestPack::theThresholdCountsDistinctKeys()
{
    const Key second;
    const Key stranger;
    const PackRoot two = rootOf({m_key.get(), &second}, 2);
    QByteArray pack = signedPack(*m_key);
    QCOMPARE(refusal(pack, two), (Error{ErrorCode::Signature, u"too-few-signatures"_s}));
    pack = *signPack(pack, stranger.pair.publicKey, stranger.signer);
    QCOMPARE(refusal(pack, two).detail, u"too-few-signatures"_s);
    // The same signature listed twice is still one person's.
    QCborArray twice = partOf(signedPack(*m_key), u"signatures"_s).toArray();
    twice.append(twice.first());
    QCOMPARE(refusal(exchanged(pack, u"signatures"_s, twice), two).detail, u"too-few-signatures"_s);
    pack = *signPack(pack, second.pair.publicKey, second.signer);
    QVERIFY(openPack(pack, two, inside, DemoRoot::Refuse));
}

void TestPack::signingAgainReplacesTheSignature()
{
    const QByteArray once = signedPack(*m_key);
    QCOMPARE(*signPack(once, m_key->pair.publicKey, m_key->signer), once);
    const auto failed = signPack(once, m_key->pair.publicKey,
                                 [](QByteArrayView) -> Result<QByteArray> { return fail(ErrorCode::WrongPassword); });
    QCOMPARE(failed.error().code, ErrorCode::WrongPassword);
}

void TestPack::aPackIsRefusedBeforeAndAfterItsTime()
{
    const QByteArray pack = signedPack(*m_key);
    QCOMPARE(refusal(pack, m_root, QDate(2025, 6, 30)), (Error{ErrorCode::Expired, u"not-yet-valid"_s}));
    QVERIFY(openPack(pack, m_root, QDate(2025, 7, 1), DemoRoot::Refuse));
    QVERIFY(openPack(pack, m_root, QDate(2025, 12, 31), DemoRoot::Refuse));
    QCOMPARE(refusal(pack, m_root, QDate(2026, 1, 1)), (Error{ErrorCode::Expired, u"expired"_s}));
    QVERIFY(openPack(pack, m_root, QDate(), DemoRoot::Refuse)); // to explain an old decision
}

void TestPack::aDemoRootIsRefusedWhereItMustBe()
{
    m_root.demo = true;
    QCOMPARE(refusal(signedPack(*m_key), m_root), (Error{ErrorCode::Signature, u"demo-root"_s}));
    QVERIFY(openPack(signedPack(*m_key), m_root, inside, DemoRoot::Accept));
}

void TestPack::everyChangedByteIsRefusedOrChangesNothing()
{
    const QByteArray good = signedPack(*m_key);
    const auto files = openPack(good, m_root, inside, DemoRoot::Refuse)->files;
    int taken = 0;
    for (qsizetype i = 0; i < good.size(); ++i) {
        for (int bit : {0x01, 0x80}) {
            QByteArray bad = good;
            bad[i] = char(bad[i] ^ bit);
            // A zstd frame has a few bits that no decoder looks at; what comes out is what was signed.
            const auto opened = openPack(bad, m_root, inside, DemoRoot::Refuse);
            QVERIFY2(!opened || opened->files == files, qPrintable(u"byte %1"_s.arg(i)));
            taken += opened ? 1 : 0;
        }
    }
    QVERIFY(taken < 10);
}

void TestPack::everyTruncationIsRefused()
{
    const QByteArray good = signedPack(*m_key);
    for (qsizetype size = 0; size < good.size(); ++size)
        QCOMPARE(refusal(good.first(size), m_root).code, ErrorCode::BadFormat);
    QCOMPARE(refusal(QByteArray(good + '\0'), m_root).code, ErrorCode::BadFormat);
}

void TestPack::anExchangedPartIsRefused()
{
    QMap<QString, QByteArray> changed = smallFolder();
    changed[u"parameters.csv"_s] = "key,value\na,2\n";
    const QByteArray good = signedPack(*m_key);
    const QByteArray other = *buildPack(changed);
    QCOMPARE(refusal(exchanged(good, u"files"_s, partOf(other, u"files"_s)), m_root), tampered);
    QCOMPARE(refusal(exchanged(good, u"manifest"_s, partOf(other, u"manifest"_s)), m_root), tampered);
    QCborArray fewer = partOf(good, u"files"_s).toArray();
    fewer.removeLast();
    QCOMPARE(refusal(exchanged(good, u"files"_s, fewer), m_root), tampered);
}

void TestPack::aPackThatIsTooLargeIsRefused()
{
    const Error tooLarge{ErrorCode::TooLarge, u"too-large"_s};
    QCOMPARE(refusal(QByteArray(limits::packBytes + 1, '\xa3'), m_root), tooLarge);
    QMap<QString, QByteArray> files = smallFolder();
    files[u"big.csv"_s] = QByteArray(limits::packInflated, 'x');
    QCOMPARE(buildPack(files).error(), tooLarge);
}

void TestPack::aFileThatInflatesBeyondItsSignedSizeIsRefused()
{
    QMap<QString, QByteArray> bomb = smallFolder();
    bomb[u"forms/survey.xml"_s] = QByteArray(60'000'000, 'x');
    const QByteArray pack = exchanged(*buildPack(smallFolder()), u"files"_s, partOf(*buildPack(bomb), u"files"_s));
    QCOMPARE(refusal(*signPack(pack, m_key->pair.publicKey, m_key->signer), m_root), tampered);
}

void TestPack::garbageIsNoPack_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("text") << QByteArray("PK\x03\x04 not a pack");
    QTest::newRow("empty map") << QByteArray("\xa0");
    QTest::newRow("deep arrays") << QByteArray(100'000, '\x81');
    QTest::newRow("a string that is not there") << QByteArray("\xa3\x65"
                                                              "files\x81\x5b\x7f\xff\xff\xff\xff\xff\xff\xff");
    QTest::newRow("indefinite map") << QByteArray("\xbf\xff");
    QTest::newRow("too many files") << QByteArray("\xa3\x65"
                                                  "files\x9a\xff\xff\xff\xff");
}

void TestPack::garbageIsNoPack()
{
    QFETCH(QByteArray, bytes);
    QCOMPARE(refusal(bytes, m_root), (Error{ErrorCode::BadFormat, u"bad-format"_s}));
    QVERIFY(!signPack(bytes, m_key->pair.publicKey, m_key->signer));
    QVERIFY(!peekManifest(bytes));
}

void TestPack::aFolderWithAWrongHeaderIsRefused_data()
{
    QTest::addColumn<QByteArray>("header");
    const QByteArray good = smallFolder()[packHeaderFile];
    QTest::newRow("no version") << QByteArray(good).replace("version,2025.7\n", "");
    QTest::newRow("version with letters") << QByteArray(good).replace("2025.7", "2025-july");
    QTest::newRow("id with a slash") << QByteArray(good).replace("id,demo", "id,../demo");
    QTest::newRow("dates turned round") << QByteArray(good).replace("2025-07-01", "2026-07-01");
    QTest::newRow("no date") << QByteArray(good).replace("2025-07-01", "1 July");
    QTest::newRow("other columns") << QByteArray(good).replace("key,value", "name,value");
    QTest::newRow("not UTF-8") << QByteArray("\xff\xfe");
}

void TestPack::aFolderWithAWrongHeaderIsRefused()
{
    QFETCH(QByteArray, header);
    QMap<QString, QByteArray> files = smallFolder();
    files[packHeaderFile] = header;
    QCOMPARE(buildPack(files).error().code, ErrorCode::BadFormat);
    files.remove(packHeaderFile);
    QCOMPARE(buildPack(files).error().code, ErrorCode::BadFormat);
}

void TestPack::pathsThatLeaveTheFolderAreRefused()
{
    for (const QString &path : {u"../x.csv"_s, u"/etc/passwd"_s, u"a/../b"_s, u"a\\b"_s, u"a//b"_s, u".hidden"_s,
                                u"a/"_s, u""_s, u"a b"_s, u"x\n"_s}) {
        QMap<QString, QByteArray> files = smallFolder();
        files[path] = "x";
        QVERIFY2(!buildPack(files), qPrintable(path));
    }
}

void TestPack::versionsCompareAsNumbers()
{
    QVERIFY(compareVersions(u"2025.7", u"2025.10") < 0);
    QVERIFY(compareVersions(u"2026.1", u"2025.12") > 0);
    QCOMPARE(compareVersions(u"2025.7", u"2025.7.0"), 0);
}

QTEST_GUILESS_MAIN(TestPack)
#include "tst_pack.moc"
