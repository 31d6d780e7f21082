// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Rules that the province did not sign, or that do not hold today, decide nothing: the pre-check refuses in words, and
// the case stays as it was.
#include "core/base/limits.h"
#include "core/service/provincepack.h"
#include "pagestage.h"
#include "support/deskstage.h"
#include "ui/pages/review/reviewpage.h"
#include "ui/widgets/banner.h"

#include <functional>

using namespace ruhu;
using namespace ruhu::tests;

class TestRulesRefused : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { setTheStage(); }
    void rulesInForceAreUsed();
    void unsignedRulesAreSaidAndDecideNothing();
    void expiredRulesAreSaidAndDecideNothing();
    void rulesOfAnotherProvinceAreSaid();
    void spoiltRulesAreCalledSpoiltNotExpired_data();
    void spoiltRulesAreCalledSpoiltNotExpired();
    void theProvincesSignatureIsAskedForBeforeAnythingElse();

private:
    /// The demo province's rules as a file, signed by `key` when there is one.
    static QString packIn(const QString &folder, const crypto::SigningKey *key);
    static QByteArray bytesOf(const QString &path);
    /// Opens the case of the stage and waits for the words of the banner.
    static void refusesWith(const service::ProvincePack &found, const QString &words);
};

QString TestRulesRefused::packIn(const QString &folder, const crypto::SigningKey *key)
{
    auto pack = rules::buildPack(test::policyFolder());
    if (pack && key) {
        pack = rules::signPack(*pack, key->publicKey, [key](QByteArrayView message) -> Result<QByteArray> {
            return crypto::sign(key->secretKey, message);
        });
    }
    QFile file(folder + u"/demo.ruhupack"_s);
    return pack && file.open(QIODevice::WriteOnly) && file.write(*pack) == pack->size() ? file.fileName() : QString();
}

QByteArray TestRulesRefused::bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void TestRulesRefused::refusesWith(const service::ProvincePack &found, const QString &words)
{
    QVERIFY(!found.pack);
    DeskStage stage;
    stage.policy = nullptr;
    stage.policyProblem = found.problem;
    const QList<record::Record> before = stage.records();
    const auto desk = stage.deskOf(stage.chen);
    pages::ReviewPage page(desk);
    page.resize(1366, 738);
    page.show();
    page.open(stage.application);
    const auto *banner = page.findChild<widgets::Banner *>();
    QVERIFY(banner);
    QTRY_COMPARE(banner->text(), words);
    QVERIFY(banner->isVisibleTo(&page));
    // Whoever goes on all the same is refused at the door, too.
    QVERIFY(!await(desk->casework().opinionView(stage.application, {})));
    QCOMPARE(stage.records(), before);
    QCOMPARE(await(desk->exchange().outbox())->size(), 0);
}

void TestRulesRefused::rulesInForceAreUsed()
{
    QTemporaryDir folder;
    const auto key = crypto::newSigningKey();
    QVERIFY(!packIn(folder.path(), &key).isEmpty());
    const auto found =
        service::provincePack(folder.path(), {{key.publicKey}}, QDate(2025, 11, 21), rules::DemoRoot::Refuse);
    QVERIFY(found.pack);
    QVERIFY(rules::Policy::read(*found.pack));
}

void TestRulesRefused::unsignedRulesAreSaidAndDecideNothing()
{
    QTemporaryDir folder;
    const auto key = crypto::newSigningKey();
    const QString path = packIn(folder.path(), nullptr);
    const QByteArray before = bytesOf(path);
    QVERIFY(!before.isEmpty());
    refusesWith(
        service::provincePack(folder.path(), {{key.publicKey}}, QDate(2025, 11, 21), rules::DemoRoot::Refuse),
        u"本机的政策包没有省里的签名，没有采用。 没有签字，什么都没有变。 请办公室把省里签过名的政策包装到本机，锁定后再解锁。"_s);
    QCOMPARE(bytesOf(path), before);
}

void TestRulesRefused::expiredRulesAreSaidAndDecideNothing()
{
    QTemporaryDir folder;
    const auto key = crypto::newSigningKey();
    const QString path = packIn(folder.path(), &key);
    const QByteArray before = bytesOf(path);
    QVERIFY(!before.isEmpty());
    refusesWith(
        service::provincePack(folder.path(), {{key.publicKey}}, QDate(2028, 1, 1), rules::DemoRoot::Refuse),
        u"本机的省里规则今天不在有效期内。 没有签字，什么都没有变。 请办公室把现行的政策包装到本机，锁定后再解锁。"_s);
    QCOMPARE(bytesOf(path), before);
}

void TestRulesRefused::rulesOfAnotherProvinceAreSaid()
{
    QTemporaryDir folder;
    const auto key = crypto::newSigningKey();
    const auto other = crypto::newSigningKey();
    QVERIFY(!packIn(folder.path(), &other).isEmpty());
    refusesWith(
        service::provincePack(folder.path(), {{key.publicKey}}, QDate(2025, 11, 21), rules::DemoRoot::Refuse),
        u"本机的政策包没有省里的签名，没有采用。 没有签字，什么都没有变。 请办公室把省里签过名的政策包装到本机，锁定后再解锁。"_s);
}

void TestRulesRefused::spoiltRulesAreCalledSpoiltNotExpired_data()
{
    using Spoil = std::function<bool(QByteArray &)>;
    QTest::addColumn<Spoil>("spoil");
    QTest::newRow("altered after signing") << Spoil([](QByteArray &pack) {
        const qsizetype at = pack.indexOf("2025"); // of the manifest, which is signed as it stands
        return at >= 0 && !pack.replace(at, 4, "2024").isEmpty();
    });
    QTest::newRow("a table altered") << Spoil([](QByteArray &pack) {
        const qsizetype at = pack.lastIndexOf(QByteArray::fromHex("28b52ffd")); // a zstd frame
        if (at < 0 || at + 40 > pack.size())
            return false;
        pack[at + 30] = char(pack[at + 30] ^ 1);
        return true;
    });
    QTest::newRow("cut short") << Spoil([](QByteArray &pack) {
        pack.chop(1);
        return true;
    });
    QTest::newRow("garbage") << Spoil([](QByteArray &pack) {
        pack = "rules";
        return true;
    });
    QTest::newRow("empty") << Spoil([](QByteArray &pack) {
        pack.clear();
        return true;
    });
    QTest::newRow("too large") << Spoil([](QByteArray &pack) {
        pack.append(QByteArray(qsizetype(limits::packBytes), 'x'));
        return true;
    });
}

void TestRulesRefused::spoiltRulesAreCalledSpoiltNotExpired()
{
    QFETCH(std::function<bool(QByteArray &)>, spoil);
    QTemporaryDir folder;
    const auto key = crypto::newSigningKey();
    const QString path = packIn(folder.path(), &key);
    QByteArray bytes = bytesOf(path);
    QVERIFY(spoil(bytes));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    file.close();
    refusesWith(service::provincePack(folder.path(), {{key.publicKey}}, QDate(2025, 11, 21), rules::DemoRoot::Refuse),
                u"本机的政策包被改动过或者已经损坏，没有采用。 没有签字，什么都没有变。 "
                "请办公室把省里签过名的政策包装到本机，锁定后再解锁。"_s);
    QCOMPARE(bytesOf(path), bytes);
}

void TestRulesRefused::theProvincesSignatureIsAskedForBeforeAnythingElse()
{
    QTemporaryDir folder;
    const auto key = crypto::newSigningKey();
    QVERIFY(!packIn(folder.path(), nullptr).isEmpty());
    for (const QString &name : {u"/a.ruhupack"_s, u"/z.ruhupack"_s}) {
        QFile garbage(folder.path() + name);
        QVERIFY(garbage.open(QIODevice::WriteOnly) && garbage.write("rules") > 0);
    }
    const auto found =
        service::provincePack(folder.path(), {{key.publicKey}}, QDate(2025, 11, 21), rules::DemoRoot::Refuse);
    QVERIFY(!found.pack);
    QCOMPARE(found.problem.code, ErrorCode::Signature);
}

QTEST_MAIN(TestRulesRefused)
#include "tst_rulesrefused.moc"
