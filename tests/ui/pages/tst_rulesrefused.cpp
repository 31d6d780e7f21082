// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Rules that the province did not sign, or that do not hold today, decide nothing: the pre-check refuses in words, and
// the case stays as it was.
#include "core/service/provincepack.h"
#include "pagestage.h"
#include "support/deskstage.h"
#include "ui/pages/review/reviewpage.h"
#include "ui/widgets/banner.h"

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
        u"本机的政策包没有省里的签名，没有采用。 没有签字，什么都没有变。 请办公室下发签过名的政策包，再同步一次。"_s);
    QCOMPARE(bytesOf(path), before);
}

void TestRulesRefused::expiredRulesAreSaidAndDecideNothing()
{
    QTemporaryDir folder;
    const auto key = crypto::newSigningKey();
    const QString path = packIn(folder.path(), &key);
    const QByteArray before = bytesOf(path);
    QVERIFY(!before.isEmpty());
    refusesWith(service::provincePack(folder.path(), {{key.publicKey}}, QDate(2028, 1, 1), rules::DemoRoot::Refuse),
                u"本机的省里规则今天不在有效期内。 没有签字，什么都没有变。 同步一次，让现行规则传过来。"_s);
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
        u"本机的政策包没有省里的签名，没有采用。 没有签字，什么都没有变。 请办公室下发签过名的政策包，再同步一次。"_s);
}

QTEST_MAIN(TestRulesRefused)
#include "tst_rulesrefused.moc"
