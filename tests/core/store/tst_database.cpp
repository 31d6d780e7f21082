// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/store.h"
#include "township.h"

#include <QTemporaryDir>

using namespace ruhu;
using namespace ruhu::store;
using namespace ruhu::test;

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyFileIsBroughtToTheNewestSchema()
    {
        auto db = memoryDatabase();
        QCOMPARE(*db->number(u"PRAGMA user_version"_s), qint64(schemaVersion()));
        QVERIFY(migrate(*db)); // again: nothing to do
    }

    void aNewerFileIsRefusedAndLeftUntouched()
    {
        const QTemporaryDir folder;
        const Place place = plainPlace(folder.filePath(u"newer.db"_s));
        {
            auto db = Database::open(place, store::Access::ReadWrite);
            RUHU_VERIFY(migrate(**db));
            RUHU_VERIFY((*db)->exec(u"PRAGMA user_version = 999"_s));
        }
        QFile file(place.name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray before = file.readAll();
        const auto opened = Store::open(place);
        QVERIFY(!opened);
        QCOMPARE(opened.error().code, ErrorCode::TooNew);
        file.seek(0);
        QCOMPARE(file.readAll(), before);
    }

    void aBrokenMigrationLeavesNothing()
    {
        for (int failAt = 0;; ++failAt) {
            QVERIFY(failAt < 500);
            int count = 0;
            bool fired = false;
            auto db = *Database::open(plainPlace(u":memory:"_s), store::Access::ReadWrite, [&](const QString &sql) {
                if (sql.startsWith("PRAGMA"_L1) && !sql.contains("user_version ="_L1))
                    return false;
                if (count++ != failAt)
                    return false;
                fired = true;
                return true;
            });
            const auto done = migrate(*db);
            if (!fired) {
                QVERIFY(done);
                QVERIFY(failAt > 60);
                break;
            }
            QVERIFY(!done);
            QCOMPARE(*db->number(u"SELECT count(*) FROM sqlite_schema"_s), 0);
            RUHU_VERIFY(migrate(*db));
        }
    }

    void anErrorRollsBackAndOnlyTheOutermostTransactionCommits()
    {
        auto db = memoryDatabase();
        const qint64 commits = anchorState(*db)->commits;
        const auto failed = db->transact([&]() -> Result<void> {
            if (auto done = setSetting(*db, u"a"_s, "1"); !done)
                return done;
            return fail(ErrorCode::Rejected);
        });
        QCOMPARE(failed.error().code, ErrorCode::Rejected);
        QVERIFY(setting(*db, u"a"_s)->isEmpty());
        QCOMPARE(anchorState(*db)->commits, commits);
        RUHU_VERIFY(
            db->transact([&]() -> Result<void> { return db->transact([&] { return setSetting(*db, u"a"_s, "1"); }); }));
        QCOMPARE(*setting(*db, u"a"_s), QByteArray("1"));
        QCOMPARE(anchorState(*db)->commits, commits + 1);
    }

    void whatSqliteSaysBecomesACodeThatSomebodyCanActOn()
    {
        const QTemporaryDir folder;
        QFile garbage(folder.filePath(u"garbage.db"_s));
        QVERIFY(garbage.open(QIODevice::WriteOnly));
        garbage.write(QByteArray(8192, 'x'));
        garbage.close();
        QCOMPARE(Store::open(plainPlace(garbage.fileName())).error().code, ErrorCode::Damaged);
        QCOMPARE(Store::open(plainPlace(folder.filePath(u"no/such/folder.db"_s))).error().code, ErrorCode::Io);

        auto db = memoryDatabase();
        RUHU_VERIFY(db->exec(u"INSERT INTO setting VALUES ('a', x'00')"_s));
        QCOMPARE(db->exec(u"INSERT INTO setting VALUES ('a', x'00')"_s).error().code, ErrorCode::Conflict);
        RUHU_VERIFY(db->exec(u"PRAGMA max_page_count = 1"_s));
        const auto full = db->exec(u"INSERT INTO setting VALUES ('b', zeroblob(1000000))"_s);
        QCOMPARE(full.error().code, ErrorCode::DiskFull);
        QCOMPARE(db->exec(u"SELECT nonsense"_s).error().code, ErrorCode::Internal);
    }

    void aReaderCannotWrite()
    {
        const QTemporaryDir folder;
        const Place place = plainPlace(folder.filePath(u"a.db"_s));
        auto writer = *Database::open(place, store::Access::ReadWrite);
        RUHU_VERIFY(migrate(*writer));
        auto reader = *Database::open(place, store::Access::ReadOnly);
        QVERIFY(!setSetting(*reader, u"a"_s, "1"));
        QVERIFY(setting(*writer, u"a"_s)->isEmpty());
    }

    void theAuditChainShowsEveryChange()
    {
        Township world;
        auto db = memoryDatabase();
        const auto signer = world.stamp().signer;
        for (int i = 0; i < 5; ++i)
            RUHU_VERIFY(audit(
                *db, {0, world.clock.wallMs(), {}, u"reveal"_s, world.newId(), u"page %1"_s.arg(i), {}, {}}, signer));
        QCOMPARE(*verifyAudit(*db, world.device.publicKey), 5);
        QCOMPARE(auditRows(*db)->first().hash, anchorState(*db)->auditHead);
        const QStringList forgeries{u"UPDATE audit SET detail = 'page 9' WHERE n = 2"_s,
                                    u"DELETE FROM audit WHERE n = 3"_s,
                                    u"UPDATE audit SET sig = zeroblob(64) WHERE n = 5"_s};
        for (const QString &forgery : forgeries) {
            const auto tried = db->transact([&]() -> Result<void> {
                if (auto done = db->exec(forgery); !done)
                    return passOn(done);
                const auto checked = verifyAudit(*db, world.device.publicKey);
                return fail(checked ? ErrorCode::Internal : checked.error().code);
            });
            QCOMPARE(tried.error().code, ErrorCode::Damaged);
        }
        QCOMPARE(*verifyAudit(*db, world.device.publicKey), 5);
    }

    void emptyBytesAndTextAreNeverNull()
    {
        auto db = memoryDatabase();
        RUHU_VERIFY(setSetting(*db, u"empty"_s, {}));
        QCOMPARE(*db->number(u"SELECT count(*) FROM setting WHERE name = 'empty' AND value = x''"_s), 1);
    }
};

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
