// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sqltools.h"

#include "core/vault/sealedfile.h"
#include "support/world.h"

#include <QDir>
#include <QTemporaryDir>

using namespace ruhu;
using namespace ruhu::vault;
using namespace ruhu::test;

/// Somebody, or a bad disk, changes what lies on the disk: everything is noticed, nothing wrong is shown.
class TestTamper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void aFlippedBitInAnyPageIsNamedAndNeverShown();
    void pagesSwappedZeroedRemovedCutOrForeignAreNoticed();
    void oneLostHeaderCopyIsReportedAndBothAreDamage();
    void aFlippedBitInTheLogNeverShowsAWrongRow();
    void aDamagedFrameInTheMiddleOfTheLogIsReported();
    void anOlderLogBesideANewerDatabaseIsEmpty();
    void aNewerLogBesideAnOlderDatabaseIsReportedAndReadOnly();
    void theLimitIsKnownOneOldPageInItsPlaceIsAccepted();
    void aSealedFileShowsEveryChange();
    void aSealedFileNeverLeavesItsFolder();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("vault.db")); }
    QString logPath() const { return path() + QStringLiteral("-wal"); }
    void fill(int rows);
    /// The log of committed, not checkpointed rows: both files as they lie there while the database is open.
    std::pair<QByteArray, QByteArray> filesWithLog(int rows);
    void putFiles(const QByteArray &database, const QByteArray &log);
    QByteArray wrongRows(const Sql &sql) { return sql.value("SELECT count(*) FROM t WHERE word IS NOT 'row ' || n"); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestTamper::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestTamper::fill(int rows)
{
    QVERIFY(SealedDatabase::create(path(), testKey()));
    const auto database = SealedDatabase::provide(path(), testKey());
    const Sql sql(database->open(Access::Writer).value());
    QCOMPARE(sql.run("CREATE TABLE t(n INTEGER PRIMARY KEY, word TEXT, filler)"), SQLITE_OK);
    for (int i = 1; i <= rows; ++i)
        QCOMPARE(sql.run(QByteArray("INSERT INTO t SELECT %1, 'row ' || %1, zeroblob(2500)")
                             .replace("%1", QByteArray::number(i))
                             .constData()),
                 SQLITE_OK);
    QCOMPARE(sql.run("DELETE FROM t WHERE n > 20"), SQLITE_OK); // leaves pages on the free list
}

std::pair<QByteArray, QByteArray> TestTamper::filesWithLog(int rows)
{
    const auto database = SealedDatabase::provide(path(), testKey());
    const Sql sql(database->open(Access::Writer).value());
    for (int i = 0; i < rows; ++i)
        if (sql.run("INSERT INTO t SELECT max(n) + 1, 'row ' || (max(n) + 1), zeroblob(2500) FROM t") != SQLITE_OK)
            qFatal("insert");
    return {fileBytes(path()), fileBytes(logPath())};
}

void TestTamper::putFiles(const QByteArray &database, const QByteArray &log)
{
    QVERIFY(setFileBytes(path(), database));
    QFile::remove(logPath());
    if (!log.isEmpty())
        QVERIFY(setFileBytes(logPath(), log));
}

void TestTamper::aFlippedBitInAnyPageIsNamedAndNeverShown()
{
    fill(40);
    const QByteArray whole = fileBytes(path());
    const qsizetype pages = whole.size() / 4096 - 1;
    QVERIFY(pages > 20);
    SeededRng rng(5);
    for (qsizetype page = 1; page <= pages; ++page) {
        for (int i = 0; i < 4; ++i) {
            const qsizetype at = page * 4096 + qsizetype(rng.next() % 4096);
            putFiles(withFlippedBit(whole, at, int(rng.next() % 8)), {});
            const auto database = SealedDatabase::provide(path(), testKey());
            QVERIFY(database);
            const auto report = database->scrub();
            QVERIFY(report);
            QCOMPARE(report->bad, QList<quint32>{quint32(page)});
            const auto opened = database->open(Access::Reader);
            if (!opened) {
                QCOMPARE(opened.error().code, ErrorCode::Damaged);
                continue;
            }
            const Sql sql(*opened);
            const QByteArray wrong = wrongRows(sql);
            QVERIFY2(wrong == "0" || wrong == "error 8202", wrong.constData());
        }
    }
}

void TestTamper::pagesSwappedZeroedRemovedCutOrForeignAreNoticed()
{
    fill(40);
    const QByteArray whole = fileBytes(path());
    const auto page = [&](qsizetype n) { return whole.mid(n * 4096, 4096); };
    QByteArray swapped = whole;
    swapped.replace(5 * 4096, 4096, page(6)).replace(6 * 4096, 4096, page(5));
    QByteArray zeroed = whole;
    zeroed.replace(5 * 4096, 4096, QByteArray(4096, '\0'));
    const QString other = m_folder->filePath(QStringLiteral("other.db"));
    QVERIFY(SealedDatabase::create(other, testKey())); // the same vault key, another data key
    {
        const auto database = SealedDatabase::provide(other, testKey());
        QCOMPARE(
            Sql(database->open(Access::Writer).value()).run("CREATE TABLE t(n); INSERT INTO t SELECT zeroblob(40000)"),
            SQLITE_OK);
    }
    QByteArray foreign = whole;
    foreign.replace(5 * 4096, 4096, fileBytes(other).mid(5 * 4096, 4096));
    for (const QByteArray &damaged : {swapped, zeroed, foreign, whole.left(whole.size() - 2000)}) {
        putFiles(damaged, {});
        const auto database = SealedDatabase::provide(path(), testKey());
        QVERIFY(!database->scrub()->bad.isEmpty());
    }
    putFiles(whole.left(whole.size() - 4096), {}); // a whole page less: SQLite's own page count tells
    const auto database = SealedDatabase::provide(path(), testKey());
    const auto opened = database->open(Access::Reader);
    if (!opened)
        QCOMPARE(opened.error().code, ErrorCode::Damaged);
    else
        QVERIFY(Sql(*opened).value("PRAGMA integrity_check") != "ok");
}

void TestTamper::oneLostHeaderCopyIsReportedAndBothAreDamage()
{
    fill(3);
    const QByteArray whole = fileBytes(path());
    for (qsizetype at = 0; at < 4096; ++at) {
        putFiles(withFlippedBit(whole, at, int(at % 8)), {});
        const auto database = SealedDatabase::provide(path(), testKey());
        QVERIFY2(database, qPrintable(QString::number(at)));
        QVERIFY2(database->damage().headerCopyLost, qPrintable(QString::number(at)));
    }
    putFiles(withFlippedBit(whole, 60), {});
    {
        const auto database = SealedDatabase::provide(path(), testKey());
        QCOMPARE(database->lastScrubMs(), 0);
        QVERIFY(database->scrub(1'763'700'000'000)->damage.headerCopyLost);
        QCOMPARE(database->lastScrubMs(), 1'763'700'000'000);
    }
    {
        const auto database = SealedDatabase::provide(path(), testKey()); // the scrub has restored the lost copy
        QVERIFY(database->damage().clean());
        QCOMPARE(database->lastScrubMs(), 1'763'700'000'000);
    }
    putFiles(withFlippedBit(withFlippedBit(whole, 60), 2048 + 60), {});
    QCOMPARE(SealedDatabase::provide(path(), testKey()).error().code, ErrorCode::Damaged);
    for (const qsizetype size : {0, 100, 2047, 4000})
        QVERIFY(setFileBytes(path(), whole.left(size)) &&
                (size < 2048) == !SealedDatabase::provide(path(), testKey()).has_value());
}

void TestTamper::aFlippedBitInTheLogNeverShowsAWrongRow()
{
    fill(5);
    const auto [database, log] = filesWithLog(12);
    QVERIFY(log.size() > 12 * 4160);
    SeededRng rng(6);
    int cut = 0;
    for (qsizetype at = 0; at < log.size(); at += 53) {
        putFiles(database, withFlippedBit(log, at, int(rng.next() % 8)));
        const auto provided = SealedDatabase::provide(path(), testKey());
        const auto opened = provided->open(Access::Reader);
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        const Sql sql(*opened);
        QCOMPARE(wrongRows(sql), QByteArray("0"));
        QCOMPARE(sql.value("PRAGMA integrity_check"), QByteArray("ok"));
        cut += sql.value("SELECT max(n) FROM t") != "17" ? 1 : 0;
    }
    QVERIFY(cut > 0); // the log ends at the damaged frame, as with plain SQLite
}

void TestTamper::aDamagedFrameInTheMiddleOfTheLogIsReported()
{
    fill(5);
    const auto [database, log] = filesWithLog(12);
    putFiles(database, log);
    {
        const auto sound = SealedDatabase::provide(path(), testKey());
        const Sql sql(sound->open(Access::Reader).value());
        QVERIFY(sound->damage().clean());
        QCOMPARE(sql.value("SELECT max(n) FROM t"), QByteArray("17"));
    }
    for (const qsizetype at : {qsizetype(10), qsizetype(128 + 3 * 4160 + 5), qsizetype(128 + 3 * 4160 + 64 + 1000)}) {
        putFiles(database, withFlippedBit(log, at));
        const auto provided = SealedDatabase::provide(path(), testKey());
        const Sql sql(provided->open(Access::Reader).value());
        QVERIFY2(provided->damage().journalDamaged, qPrintable(QString::number(at)));
        QCOMPARE(wrongRows(sql), QByteArray("0"));
    }
    // What a checkpoint left behind the end of the log is old, not damaged.
    putFiles(database, log);
    QByteArray longLog;
    {
        const auto provided = SealedDatabase::provide(path(), testKey());
        const Sql sql(provided->open(Access::Writer).value());
        QCOMPARE(sql.value("PRAGMA wal_checkpoint(RESTART)"), QByteArray("0"));
        QCOMPARE(sql.run("UPDATE t SET word = 'row ' || n WHERE n = 1"), SQLITE_OK);
        putFiles(fileBytes(path()), fileBytes(logPath()));
        longLog = fileBytes(logPath());
    }
    QVERIFY(longLog.size() > 10 * 4160);
    QVERIFY(setFileBytes(logPath(), longLog));
    const auto provided = SealedDatabase::provide(path(), testKey());
    const Sql sql(provided->open(Access::Reader).value());
    QVERIFY(provided->damage().clean());
}

void TestTamper::anOlderLogBesideANewerDatabaseIsEmpty()
{
    fill(5);
    const auto [oldDatabase, oldLog] = filesWithLog(2);
    const auto [newDatabase, newLog] = filesWithLog(3);
    QVERIFY(oldDatabase != newDatabase);
    const QByteArray closed = fileBytes(path()); // everything is in the database now
    putFiles(closed, oldLog);
    const auto provided = SealedDatabase::provide(path(), testKey());
    const Sql sql(provided->open(Access::Writer).value());
    QCOMPARE(sql.value("SELECT max(n) FROM t"), QByteArray("10"));
    QCOMPARE(sql.value("PRAGMA integrity_check"), QByteArray("ok"));
    QVERIFY(!provided->damage().rolledBack);
}

void TestTamper::aNewerLogBesideAnOlderDatabaseIsReportedAndReadOnly()
{
    fill(5);
    const QByteArray old = fileBytes(path());
    std::ignore = filesWithLog(2);
    const auto [database, log] = filesWithLog(3);
    putFiles(old, log);
    const auto provided = SealedDatabase::provide(path(), testKey());
    const Sql sql(provided->open(Access::Writer).value());
    QVERIFY(provided->damage().rolledBack);
    QCOMPARE(sql.value("SELECT max(n) FROM t"), QByteArray("5"));
    QVERIFY(sql.run("INSERT INTO t VALUES(99, 'row 99', '')") != SQLITE_OK);
    QCOMPARE(wrongRows(sql), QByteArray("0"));
}

void TestTamper::theLimitIsKnownOneOldPageInItsPlaceIsAccepted()
{
    fill(10);
    const QByteArray before = fileBytes(path());
    {
        const auto database = SealedDatabase::provide(path(), testKey());
        QCOMPARE(Sql(database->open(Access::Writer).value()).run("UPDATE t SET word = 'newer' WHERE n = 3"), SQLITE_OK);
    }
    QByteArray mixed = fileBytes(path());
    for (qsizetype page = 2; page * 4096 < before.size(); ++page)
        mixed.replace(page * 4096, 4096, before.mid(page * 4096, 4096));
    putFiles(mixed, {});
    const auto database = SealedDatabase::provide(path(), testKey());
    QVERIFY(database->scrub()->clean()); // the threat model says so: the anchor tells of whole old files only
}

void TestTamper::aSealedFileShowsEveryChange()
{
    const SealedFiles files(m_folder->filePath(QStringLiteral("files")));
    ManualClock clock;
    SeededRng rng;
    const auto record = RecordId::make(clock, rng);
    const QByteArray photo(150'000, 'p');
    const QByteArray context = sealedFileContext(record, "evidence", photo.size());
    const SealedBytes sealed = sealBytes(photo, context);
    QVERIFY(files.store(sealed.name, sealed.sealed));
    QVERIFY(files.store(sealed.name, sealed.sealed)); // twice is once
    QCOMPARE(files.names().value(), QList<QByteArray>{sealed.name});
    QCOMPARE(files.load(sealed.name).value(), sealed.sealed);
    QCOMPARE(files.open(sealed.name, sealed.key, context).value(), photo);
    QVERIFY(!fileBytes(files.pathOf(sealed.name)).contains("pppp"));

    QCOMPARE(files.open(sealed.name, sealed.key, sealedFileContext(record, "original", photo.size())).error().code,
             ErrorCode::Damaged);
    QCOMPARE(files.open(sealed.name, crypto::SecretBytes::random(32), context).error().code, ErrorCode::Damaged);
    QCOMPARE(files.open(sealed.name, crypto::SecretBytes(), context).error().code, ErrorCode::Damaged);
    for (qsizetype at = 0; at < sealed.sealed.size(); at += 1999) {
        QVERIFY(setFileBytes(files.pathOf(sealed.name), withFlippedBit(sealed.sealed, at)));
        QCOMPARE(files.load(sealed.name).error().code, ErrorCode::Damaged);
        QCOMPARE(openBytes(withFlippedBit(sealed.sealed, at), sealed.name, sealed.key, context).error().code,
                 ErrorCode::Damaged);
    }
    QVERIFY(files.store(sealed.name, sealed.sealed)); // a damaged copy is replaced by a sound one
    QCOMPARE(files.open(sealed.name, sealed.key, context).value(), photo);
    QVERIFY(files.remove(sealed.name));
    QVERIFY(files.remove(sealed.name));
    QCOMPARE(files.load(sealed.name).error().code, ErrorCode::NotFound);
}

void TestTamper::aSealedFileNeverLeavesItsFolder()
{
    const SealedFiles files(m_folder->filePath(QStringLiteral("files")));
    const SealedBytes sealed = sealBytes("x", "context");
    for (const QByteArray &name :
         {QByteArray("../../etc/passwd"), QByteArray(), QByteArray(31, 'a'), QByteArray(33, 'a')}) {
        QCOMPARE(files.store(name, sealed.sealed).error().code, ErrorCode::Damaged);
        QCOMPARE(files.load(name).error().code, ErrorCode::NotFound);
        QVERIFY(!files.contains(name));
    }
    QCOMPARE(files.store(QByteArray(32, 'a'), sealed.sealed).error().code, ErrorCode::Damaged);
    QVERIFY(files.store(sealed.name, sealed.sealed));
    QVERIFY(setFileBytes(files.pathOf(sealed.name) + QStringLiteral(".new"), "half a file")); // a cut store()
    QCOMPARE(files.names()->size(), 1);
    QCOMPARE(files.removeLeftovers().value(), 1);
    QCOMPARE(files.removeLeftovers().value(), 0);
}

QTEST_GUILESS_MAIN(TestTamper)
#include "tst_tamper.moc"
