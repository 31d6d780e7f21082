// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/aead.h"
#include "core/crypto/box.h"
#include "core/crypto/hash.h"
#include "core/crypto/password.h"
#include "core/crypto/random.h"
#include "core/crypto/secretbytes.h"
#include "core/crypto/sign.h"
#include "core/crypto/stream.h"
#include "support/world.h"

#include <QSet>
#include <QTest>

#include <sys/wait.h>
#include <unistd.h>

#include <thread>

using namespace ruhu;
using namespace ruhu::crypto;

namespace {
QByteArray hex(const char *text)
{
    return QByteArray::fromHex(text);
}
QByteArray flipped(QByteArray bytes, qsizetype bit)
{
    bytes[bit / 8] = char(bytes.at(bit / 8) ^ (1 << (bit % 8)));
    return bytes;
}
QByteArray nonceBytes()
{
    const Nonce nonce = freshNonce();
    return QByteArray(reinterpret_cast<const char *>(nonce.data()), qsizetype(nonce.size()));
}
} // namespace

class TestCrypto : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSecretMovesAndLeavesNothingBehind();
    void takingASecretOverwritesTheSource();
    void secretsFromTheSameSeedAreEqualAndOthersAreNot();
    void blake2bGivesThePublishedDigests();
    void blake2bInPiecesEqualsBlake2bAtOnce();
    void sipHashGivesThePublishedDigest();
    void ed25519GivesThePublishedSignature();
    void aSignatureHoldsForExactlyTheseBytesAndThisKey();
    void aBoxOpensForItsOwnerOnly();
    void aeadOpensOnlyTheSameBytesUnderTheSameKeyAndContext();
    void aeadPartsWorkInPlace();
    void aStreamSurvivesItsRoundTripAtEveryChunkBoundary();
    void aStreamThatWasCutChangedOrReorderedIsRefused();
    void argon2idGivesTheSameKeyInEveryBuild();
    void argon2idRefusesACostItDoesNotKnow();
    void noncesNeverRepeatInAThreadAcrossThreadsOrAcrossFork();
};

void TestCrypto::aSecretMovesAndLeavesNothingBehind()
{
    SecretBytes first = SecretBytes::copyOf("open sesame");
    SecretBytes second = std::move(first);
    QVERIFY(first.isEmpty());
    QCOMPARE(second.toPlain(), QByteArray("open sesame"));
    QVERIFY(second == second.clone());
    second.clear();
    QVERIFY(second.isEmpty());
    QVERIFY(second == SecretBytes());
}

void TestCrypto::takingASecretOverwritesTheSource()
{
    char memory[] = "password of a caseworker";
    QByteArray plain(memory);
    const SecretBytes secret = SecretBytes::takeFrom(plain);
    QVERIFY(plain.isEmpty());
    QCOMPARE(secret.view(), QByteArrayView("password of a caseworker"));
    QByteArray left("wipe me");
    wipe(left);
    QCOMPARE(left, QByteArray(7, '\0'));
}

void TestCrypto::secretsFromTheSameSeedAreEqualAndOthersAreNot()
{
    test::SeededRng one(1), again(1), other(2);
    QVERIFY(SecretBytes::random(32, one) == SecretBytes::random(32, again));
    QVERIFY(!(SecretBytes::random(32, one) == SecretBytes::random(32, other)));
    QVERIFY(!(SecretBytes::random(32) == SecretBytes::random(32)));
    QVERIFY(equalInConstantTime("abc", "abc"));
    QVERIFY(!equalInConstantTime("abc", "abd"));
    QVERIFY(!equalInConstantTime("abc", "ab"));
}

void TestCrypto::blake2bGivesThePublishedDigests()
{
    // RFC 7693 appendix A, and the first row of the BLAKE2b known-answer file (keyed, empty message).
    QCOMPARE(blake2b("abc", 64), hex("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                                     "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923"));
    QByteArray key;
    for (int i = 0; i < 64; ++i)
        key.append(char(i));
    QCOMPARE(blake2b({}, 64, key), hex("10ebb67700b1868efb4417987acf4690ae9d972fb7a590c2f02871799aaa4786"
                                       "b5e996e8f0f4eb981fc214b005f42d2ff4233499391653df7aefcbc13fc51568"));
    QCOMPARE(blake2bSecret({}, 64, SecretBytes::copyOf(key)).toPlain(), blake2b({}, 64, key));
}

void TestCrypto::blake2bInPiecesEqualsBlake2bAtOnce()
{
    const QByteArray data(300'001, 'x');
    Blake2b pieces(32, "key");
    for (qsizetype at = 0; at < data.size(); at += 777)
        pieces.add(QByteArrayView(data).sliced(at, std::min<qsizetype>(777, data.size() - at)));
    QCOMPARE(pieces.result(), blake2b(data, 32, "key"));
    QVERIFY(blake2b(data, 32, "kez") != blake2b(data, 32, "key"));
}

void TestCrypto::sipHashGivesThePublishedDigest()
{
    // Aumasson and Bernstein, SipHash paper, appendix A.
    QCOMPARE(sipHash24(hex("000102030405060708090a0b0c0d0e"), hex("000102030405060708090a0b0c0d0e0f")),
             0xa129ca6149be45e5ULL);
}

void TestCrypto::ed25519GivesThePublishedSignature()
{
    // RFC 8032 7.1, test 2.
    const SigningKey key = signingKeyFromSeed(
        SecretBytes::copyOf(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")));
    QCOMPARE(key.publicKey, hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
    QCOMPARE(sign(key.secretKey, hex("72")), hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                                                 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
}

void TestCrypto::aSignatureHoldsForExactlyTheseBytesAndThisKey()
{
    const SigningKey key = newSigningKey();
    const QByteArray message("agree, 45000 fen a month");
    const QByteArray signature = sign(key.secretKey, message);
    QVERIFY(verify(key.publicKey, message, signature));
    for (qsizetype bit = 0; bit < message.size() * 8; ++bit)
        QVERIFY(!verify(key.publicKey, flipped(message, bit), signature));
    for (qsizetype bit = 0; bit < signature.size() * 8; ++bit)
        QVERIFY(!verify(key.publicKey, message, flipped(signature, bit)));
    QVERIFY(!verify(newSigningKey().publicKey, message, signature));
    QVERIFY(!verify(key.publicKey, message, signature.left(63)));
    QVERIFY(!verify(QByteArray(), message, signature));
}

void TestCrypto::aBoxOpensForItsOwnerOnly()
{
    const BoxKey owner = newBoxKey();
    const BoxKey other = newBoxKey();
    const auto box = boxSeal(owner.publicKey, "vault key");
    QVERIFY(box);
    QCOMPARE(box->size(), 9 + boxOverhead);
    QCOMPARE(boxOpen(owner.publicKey, owner.secretKey, *box)->toPlain(), QByteArray("vault key"));
    QCOMPARE(boxOpen(other.publicKey, other.secretKey, *box).error().code, ErrorCode::Damaged);
    for (qsizetype bit = 0; bit < box->size() * 8; ++bit)
        QVERIFY(!boxOpen(owner.publicKey, owner.secretKey, flipped(*box, bit)));
    QVERIFY(!boxOpen(owner.publicKey, owner.secretKey, "short"));
    QCOMPARE(boxSeal("no key", "x").error().code, ErrorCode::Rejected);
    QCOMPARE(boxSeal(QByteArray(32, '\0'), "x").error().code, ErrorCode::Rejected);
    QVERIFY(boxKeyFromSeed(SecretBytes(32)).publicKey == boxKeyFromSeed(SecretBytes(32)).publicKey);
}

void TestCrypto::aeadOpensOnlyTheSameBytesUnderTheSameKeyAndContext()
{
    const SecretBytes key = SecretBytes::random(32);
    const QByteArray sealed = aeadSeal(key, "page 7", "households of the village");
    QCOMPARE(aeadOpen(key, "page 7", sealed).value(), QByteArray("households of the village"));
    QCOMPARE(aeadOpenSecret(key, "page 7", sealed)->toPlain(), QByteArray("households of the village"));
    QVERIFY(aeadSeal(key, "page 7", "households of the village") != sealed);
    QCOMPARE(aeadOpen(key, "page 8", sealed).error().code, ErrorCode::Damaged);
    QVERIFY(!aeadOpen(SecretBytes::random(32), "page 7", sealed));
    for (qsizetype bit = 0; bit < sealed.size() * 8; ++bit) {
        QVERIFY(!aeadOpen(key, "page 7", flipped(sealed, bit)));
        QVERIFY(!aeadOpenSecret(key, "page 7", flipped(sealed, bit)));
    }
    for (qsizetype size = 0; size < sealed.size(); ++size)
        QVERIFY(!aeadOpen(key, "page 7", sealed.left(size)));
    QCOMPARE(aeadOpen(key, {}, aeadSeal(key, {}, {})).value(), QByteArray());
}

void TestCrypto::aeadPartsWorkInPlace()
{
    const SecretBytes key = SecretBytes::random(32);
    QByteArray page(4096, 'p');
    char nonce[24];
    char tag[16];
    aeadSealParts(key, "aad", page, page.data(), nonce, tag);
    QVERIFY(page != QByteArray(4096, 'p'));
    QByteArray damaged = page;
    damaged[100] = char(damaged.at(100) ^ 1);
    QVERIFY(!aeadOpenParts(key, "aad", damaged, nonce, tag, damaged.data()));
    QVERIFY(aeadOpenParts(key, "aad", page, nonce, tag, page.data()));
    QCOMPARE(page, QByteArray(4096, 'p'));
}

void TestCrypto::aStreamSurvivesItsRoundTripAtEveryChunkBoundary()
{
    const SecretBytes key = SecretBytes::random(32);
    for (const qsizetype size : {qsizetype(0), qsizetype(1), streamChunkSize - 1, streamChunkSize, streamChunkSize + 1,
                                 2 * streamChunkSize, 3 * streamChunkSize + 5}) {
        const QByteArray plain(size, 'f');
        const QByteArray sealed = streamSeal(key, "photo", plain);
        QCOMPARE(sealed.size(), streamSealedSize(size));
        QCOMPARE(streamOpen(key, "photo", sealed).value(), plain);
    }
}

void TestCrypto::aStreamThatWasCutChangedOrReorderedIsRefused()
{
    const SecretBytes key = SecretBytes::random(32);
    const QByteArray sealed = streamSeal(key, "photo", QByteArray(3 * streamChunkSize + 100, 'f'));
    const qsizetype chunk = streamChunkSize + streamChunkOverhead;
    QVERIFY(!streamOpen(key, "other photo", sealed));
    QVERIFY(!streamOpen(SecretBytes::random(32), "photo", sealed));
    QVERIFY(!streamOpen(key, "photo", {}));
    QVERIFY(!streamOpen(key, "photo", sealed.left(streamHeaderSize)));
    QVERIFY(!streamOpen(key, "photo", sealed.left(streamHeaderSize + chunk))); // whole chunks, end missing
    QVERIFY(!streamOpen(key, "photo", sealed.left(sealed.size() - 1)));
    QVERIFY(!streamOpen(key, "photo", QByteArray(sealed + 'x')));
    QByteArray swapped = sealed.left(streamHeaderSize) + sealed.mid(streamHeaderSize + chunk, chunk) +
                         sealed.mid(streamHeaderSize, chunk) + sealed.mid(streamHeaderSize + 2 * chunk);
    QVERIFY(!streamOpen(key, "photo", swapped));
    for (qsizetype at = 0; at < sealed.size(); at += 997)
        QVERIFY(!streamOpen(key, "photo", flipped(sealed, at * 8 + at % 8)));
}

void TestCrypto::argon2idGivesTheSameKeyInEveryBuild()
{
    // A vault made by one build must open in the next: this value may never change.
    const PasswordCost cost{2, 64ULL * 1024 * 1024};
    const auto key = passwordKey(SecretBytes::copyOf("password"), "somesaltsomesalt", cost);
    QVERIFY(key);
    QCOMPARE(key->toPlain(), hex("fc33b78139231d34b71626bd6245c1d72efa190ad605c3d8166a72adcedfa2c2"));
    QVERIFY(!(*passwordKey(SecretBytes::copyOf("passwore"), "somesaltsomesalt", cost) == *key));
    QVERIFY(!(*passwordKey(SecretBytes::copyOf("password"), "somesaltsomesalu", cost) == *key));
}

void TestCrypto::argon2idRefusesACostItDoesNotKnow()
{
    const SecretBytes password = SecretBytes::copyOf("password");
    QCOMPARE(passwordKey(password, "somesaltsomesalt", PasswordCost{0, 64ULL << 20}).error().code, ErrorCode::Rejected);
    QCOMPARE(passwordKey(password, "somesaltsomesalt", PasswordCost{3, 1024}).error().code, ErrorCode::Rejected);
    QCOMPARE(passwordKey(password, "somesaltsomesalt", PasswordCost{3, ~0ULL}).error().code, ErrorCode::Rejected);
}

void TestCrypto::noncesNeverRepeatInAThreadAcrossThreadsOrAcrossFork()
{
    QSet<QByteArray> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(nonceBytes());
    QCOMPARE(seen.size(), 1000);
    QByteArray fromThread;
    std::thread([&] { fromThread = nonceBytes(); }).join();
    QVERIFY(!seen.contains(fromThread));

    int channel[2];
    QCOMPARE(pipe(channel), 0);
    const pid_t child = fork();
    if (child == 0) {
        const QByteArray nonce = nonceBytes();
        const bool written = write(channel[1], nonce.constData(), std::size_t(nonce.size())) == nonce.size();
        _exit(written ? 0 : 1);
    }
    QByteArray inChild(qsizetype(nonceSize), '\0');
    QCOMPARE(read(channel[0], inChild.data(), nonceSize), ssize_t(nonceSize));
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QCOMPARE(status, 0);
    QVERIFY2(inChild != nonceBytes(), "the child must not continue its parent's pool");
}

QTEST_APPLESS_MAIN(TestCrypto)
#include "tst_crypto.moc"
