// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sqltools.h"

#include "core/vault/sealedvfs.h"
#include "support/diskvfs.h"

#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <unistd.h>

using namespace ruhu;
using namespace ruhu::vault;
using namespace ruhu::test;

/// The disk fails, fills up, the process is killed, SQLite itself forgets: what was acknowledged is there.
class TestFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void anyOperationMayFailOnceOrFromThenOn_data();
    void anyOperationMayFailOnceOrFromThenOn();
    void aKilledProcessLosesNothingItAcknowledged();
    void sqliteLosesACommitAfterASpillAndOursDoesNot();
    void theVfsRefusesACommitThatRecoveryWouldThrowAway();
    void aTransactionOverTwoFilesIsRefused();
    void aWriteOfAnyOtherShapeIsRefused();

private:
    QString path() const { return m_folder->filePath(QStringLiteral("work.db")); }
    /// A few transactions, a checkpoint, a reopening; the number of acknowledged rows.
    int workload();
    /// What a healthy opening finds; "N rows" or what is wrong.
    QByteArray found();

    std::unique_ptr<QTemporaryDir> m_folder;
    DiskVfs m_disk{"faultydisk"};
};

namespace {

QByteArray insertRow(int n)
{
    return QByteArray("INSERT INTO t SELECT %1, hex(zeroblob(900)) || %1").replace("%1", QByteArray::number(n));
}

/// A commit that plain SQLite 3.40.1 reports and recovery throws away: new pages spill, a late one is written again,
/// a ROLLBACK TO undoes them, the next frames keep salt 0 (storage format, "What SQLite does to us").
constexpr const char *spilling[] = {
    "PRAGMA cache_size=10",
    "PRAGMA wal_autocheckpoint=0",
    "CREATE TABLE t(n INTEGER PRIMARY KEY, v INT, filler)",
    "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM i WHERE n<60)"
    " INSERT INTO t SELECT n, 0, zeroblob(3000) FROM i",
    "BEGIN",
    "SAVEPOINT s",
    "WITH RECURSIVE i(n) AS (SELECT 1001 UNION ALL SELECT n+1 FROM i WHERE n<1200)"
    " INSERT INTO t SELECT n, 0, zeroblob(3000) FROM i",
    "UPDATE t SET v = 2 WHERE n > 1100",
    "ROLLBACK TO s",
    "UPDATE t SET v = 7 WHERE n = 1",
};

} // namespace

void TestFaults::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_disk.heal();
    QVERIFY(registerSealedVfs("sealed-faultydisk", "faultydisk"));
}

int TestFaults::workload()
{
    int acknowledged = 0;
    for (int round = 0; round < 2; ++round) {
        const auto database = SealedDatabase::provide(path(), testKey(), "sealed-faultydisk");
        if (!database)
            return acknowledged;
        const auto opened = database->open(Access::Writer);
        if (!opened)
            return acknowledged;
        const Sql sql(*opened);
        for (int i = 1; i <= 4; ++i) {
            const int n = round * 4 + i;
            if (n != acknowledged + 1)
                break; // rows stay without gaps
            if (sql.run("BEGIN IMMEDIATE") == SQLITE_OK && sql.run(insertRow(n).constData()) == SQLITE_OK &&
                sql.run("COMMIT") == SQLITE_OK)
                acknowledged = n;
            else
                sql.run("ROLLBACK");
            if (i == 2)
                std::ignore = sql.value("PRAGMA wal_checkpoint(RESTART)");
        }
        const QByteArray wrong = sql.value("SELECT count(*) FROM t WHERE word IS NOT hex(zeroblob(900)) || n");
        if (wrong != "0" && !wrong.startsWith("error"))
            return -1;
    }
    return acknowledged;
}

QByteArray TestFaults::found()
{
    const auto database = SealedDatabase::provide(path(), testKey());
    if (!database)
        return errorName(database.error().code).toLatin1();
    const auto opened = database->open(Access::Writer);
    if (!opened)
        return opened.error().detail.toUtf8();
    const Sql sql(*opened);
    if (const QByteArray integrity = sql.value("PRAGMA integrity_check"); integrity != "ok")
        return integrity;
    const auto report = scrub(sql.raw());
    if (!report || !report->bad.isEmpty())
        return "scrub";
    return sql.value("SELECT count(*) FROM t WHERE word IS hex(zeroblob(900)) || n");
}

void TestFaults::anyOperationMayFailOnceOrFromThenOn_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("sticky");
    QTest::addColumn<int>("kinds");
    QTest::newRow("read fails once") << SQLITE_IOERR_READ << false << int(DiskVfs::Reads);
    QTest::newRow("write fails once") << SQLITE_IOERR_WRITE << false << int(DiskVfs::Writes);
    QTest::newRow("sync fails once") << SQLITE_IOERR_FSYNC << false << int(DiskVfs::Syncs);
    QTest::newRow("truncation fails once") << SQLITE_IOERR_TRUNCATE << false << int(DiskVfs::Truncations);
    QTest::newRow("everything fails from then on") << SQLITE_IOERR << true << int(DiskVfs::All);
    QTest::newRow("the disk is full from then on") << SQLITE_FULL << true << int(DiskVfs::Writes);
}

void TestFaults::anyOperationMayFailOnceOrFromThenOn()
{
    QFETCH(int, code);
    QFETCH(bool, sticky);
    QFETCH(int, kinds);
    QVERIFY(SealedDatabase::create(path(), testKey()));
    {
        const auto database = SealedDatabase::provide(path(), testKey());
        QCOMPARE(Sql(database->open(Access::Writer).value()).run("CREATE TABLE t(n INTEGER PRIMARY KEY, word TEXT)"),
                 SQLITE_OK);
    }
    const QByteArray start = fileBytes(path());
    int n = 0;
    for (;; ++n) {
        QVERIFY2(n < 2000, "the workload never got through");
        QVERIFY(setFileBytes(path(), start));
        for (const char *suffix : {"-wal", "-journal"})
            QFile::remove(path() + QLatin1String(suffix));
        m_disk.failAt(n, code, sticky, unsigned(kinds));
        const int acknowledged = workload();
        const bool fired = m_disk.fired();
        m_disk.heal();
        QVERIFY2(acknowledged >= 0, "a wrong row was shown");
        const QByteArray after = found();
        bool number = false;
        const int rows = after.toInt(&number);
        // A commit that failed may still be there: it was not acknowledged, and it is whole.
        QVERIFY2(number && rows >= acknowledged && rows <= acknowledged + 2,
                 qPrintable(QStringLiteral("fault %1: acknowledged %2, found %3")
                                .arg(n)
                                .arg(acknowledged)
                                .arg(QString::fromUtf8(after))));
        if (!fired) {
            QCOMPARE(acknowledged, 8);
            break;
        }
    }
    QVERIFY2(n >= 2, qPrintable(QString::number(n))); // the loop really struck
}

void TestFaults::aKilledProcessLosesNothingItAcknowledged()
{
    QVERIFY(SealedDatabase::create(path(), testKey()));
    SeededRng rng(9);
    int acknowledged = 0;
    for (int cycle = 0; cycle < 20; ++cycle) {
        QProcess process;
        process.start(QStringLiteral("/proc/self/exe"), {QStringLiteral("--hammer"), path()});
        QVERIFY(process.waitForStarted());
        for (quint64 lines = 1 + rng.next() % 20; lines > 0; --lines) {
            while (!process.canReadLine())
                QVERIFY2(process.waitForReadyRead(60'000), process.readAllStandardError().constData());
            acknowledged = process.readLine().trimmed().toInt();
        }
        ::kill(pid_t(process.processId()), SIGKILL);
        QVERIFY(process.waitForFinished());
        while (process.canReadLine())
            acknowledged = process.readLine().trimmed().toInt();
        const int rows = found().toInt();
        QVERIFY2(
            rows >= acknowledged,
            qPrintable(QStringLiteral("cycle %1: acknowledged %2, found %3").arg(cycle).arg(acknowledged).arg(rows)));
    }
    QVERIFY(acknowledged >= 20);
}

void TestFaults::sqliteLosesACommitAfterASpillAndOursDoesNot()
{
    const QString copy = m_folder->filePath(QStringLiteral("copy.db"));
    const auto crash = [&](const QString &from) { // what a killed process leaves
        return QFile::copy(from, copy) && QFile::copy(from + QStringLiteral("-wal"), copy + QStringLiteral("-wal"));
    };
    if (sqlite3_libversion_number() == 3'040'001) { // the version that the measures are for
        sqlite3 *raw = nullptr;
        const QString plain = m_folder->filePath(QStringLiteral("plain.db"));
        QCOMPARE(sqlite3_open(QFile::encodeName(plain).constData(), &raw), SQLITE_OK);
        const Sql sql(raw);
        QCOMPARE(sql.run("PRAGMA journal_mode=WAL"), SQLITE_OK);
        for (const char *step : spilling)
            QCOMPARE(sql.run(step), SQLITE_OK);
        QCOMPARE(sql.run("COMMIT"), SQLITE_OK);
        QCOMPARE(sql.value("SELECT v FROM t WHERE n = 1"), QByteArray("7"));
        QVERIFY(crash(plain));
        QCOMPARE(sqlite3_open(QFile::encodeName(copy).constData(), &raw), SQLITE_OK);
        QCOMPARE(Sql(raw).value("SELECT v FROM t WHERE n = 1"), QByteArray("0")); // acknowledged, and gone
        QVERIFY(QFile::remove(copy));
        QFile::remove(copy + QStringLiteral("-wal"));
    }
    QVERIFY(SealedDatabase::create(path(), testKey()));
    {
        const auto database = SealedDatabase::provide(path(), testKey());
        const Sql sql(database->open(Access::Writer).value());
        for (const char *step : spilling)
            QCOMPARE(sql.run(step), SQLITE_OK);
        QCOMPARE(sql.run("COMMIT"), SQLITE_OK);
        QVERIFY(crash(path()));
    }
    const auto database = SealedDatabase::provide(copy, testKey());
    QCOMPARE(Sql(database->open(Access::Reader).value()).value("SELECT v FROM t WHERE n = 1"), QByteArray("7"));
}

void TestFaults::theVfsRefusesACommitThatRecoveryWouldThrowAway()
{
    if (sqlite3_libversion_number() != 3'040'001)
        QSKIP("this SQLite does not write such a commit");
    QVERIFY(SealedDatabase::create(path(), testKey()));
    const auto database = SealedDatabase::provide(path(), testKey());
    sqlite3 *raw = nullptr; // without prepareConnection(): the cache spills
    QCOMPARE(
        sqlite3_open_v2(database->uri().toLatin1().constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nullptr),
        SQLITE_OK);
    const Sql sql(raw);
    int reserve = 40;
    QCOMPARE(sqlite3_file_control(raw, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve), SQLITE_OK);
    QCOMPARE(sql.run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"), SQLITE_OK);
    for (const char *step : spilling)
        QCOMPARE(sql.run(step), SQLITE_OK);
    QVERIFY(sql.run("COMMIT") != SQLITE_OK); // refused aloud instead of lost in silence
    sql.run("ROLLBACK");
    QCOMPARE(sql.value("SELECT v FROM t WHERE n = 1"), QByteArray("0"));
}

void TestFaults::aTransactionOverTwoFilesIsRefused()
{
    QVERIFY(SealedDatabase::create(path(), testKey()));
    const QString second = m_folder->filePath(QStringLiteral("second.db"));
    QVERIFY(SealedDatabase::create(second, testKey()));
    const auto one = SealedDatabase::provide(path(), testKey());
    const auto two = SealedDatabase::provide(second, testKey());
    sqlite3 *raw = nullptr; // a bare connection, as prepareConnection() refuses ATTACH before it comes to that
    QCOMPARE(sqlite3_open_v2(one->uri().toLatin1().constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nullptr),
             SQLITE_OK);
    const Sql sql(raw);
    QCOMPARE(sql.run(QByteArray("ATTACH '" + two->uri().toUtf8() + "' AS two").constData()), SQLITE_OK);
    for (const char *name : {"main", "two"}) {
        int reserve = 40;
        QCOMPARE(sqlite3_file_control(raw, name, SQLITE_FCNTL_RESERVE_BYTES, &reserve), SQLITE_OK);
    }
    QCOMPARE(sql.run("CREATE TABLE main.t(n); CREATE TABLE two.t(n)"), SQLITE_OK);
    QCOMPARE(sql.run("BEGIN; INSERT INTO main.t VALUES(1); INSERT INTO two.t VALUES(1)"), SQLITE_OK);
    QVERIFY(sql.run("COMMIT") != SQLITE_OK);
    sql.run("ROLLBACK");
    QCOMPARE(sql.value("SELECT count(*) FROM main.t"), QByteArray("0"));
}

void TestFaults::aWriteOfAnyOtherShapeIsRefused()
{
    QVERIFY(SealedDatabase::create(path(), testKey()));
    const auto database = SealedDatabase::provide(path(), testKey());
    const Sql sql(database->open(Access::Writer).value());
    QCOMPARE(sql.run("CREATE TABLE t(n)"), SQLITE_OK);
    sqlite3_file *main = nullptr;
    sqlite3_file *log = nullptr;
    QCOMPARE(sqlite3_file_control(sql.raw(), "main", SQLITE_FCNTL_FILE_POINTER, &main), SQLITE_OK);
    QCOMPARE(sqlite3_file_control(sql.raw(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log), SQLITE_OK);
    const QByteArray before = fileBytes(path());
    const QByteArray logBefore = fileBytes(path() + QStringLiteral("-wal"));
    QByteArray bytes(8192, 'x'); // also in the last 40 bytes of a page, which are not SQLite's
    SeededRng rng(4);
    for (int i = 0; i < 3000; ++i) {
        const int amount = i % 3 == 0 ? 4096 : 1 + int(rng.next() % 8192);
        const auto at = sqlite3_int64(rng.next() % 20'000);
        QVERIFY(main->pMethods->xWrite(main, bytes.constData(), amount, at) != SQLITE_OK);
        if (amount != 24 && !(amount == 32 && at == 0))
            QVERIFY(log->pMethods->xWrite(log, bytes.constData(), amount, at) != SQLITE_OK);
    }
    QVERIFY(main->pMethods->xTruncate(main, 5000) != SQLITE_OK);
    bytes.fill('\0'); // page 1 without the reserve of 40 bytes
    bytes.replace(0, 16, QByteArray("SQLite format 3\0", 16));
    QVERIFY(main->pMethods->xWrite(main, bytes.constData(), 4096, 0) != SQLITE_OK);
    QCOMPARE(fileBytes(path()), before);
    QCOMPARE(fileBytes(path() + QStringLiteral("-wal")), logBefore);
}

namespace {
/// Commits row after row and says so, until it is killed.
int hammer(const QString &path)
{
    const auto database = SealedDatabase::provide(path, testKey());
    if (!database)
        return 1;
    const auto opened = database->open(Access::Writer);
    if (!opened)
        return 2;
    const Sql sql(*opened);
    if (sql.run("CREATE TABLE IF NOT EXISTS t(n INTEGER PRIMARY KEY, word TEXT); PRAGMA wal_autocheckpoint=7") !=
        SQLITE_OK)
        return 3;
    for (int n = sql.value("SELECT ifnull(max(n), 0) + 1 FROM t").toInt();; ++n) {
        if (sql.run(insertRow(n).constData()) != SQLITE_OK)
            return 4;
        const QByteArray line = QByteArray::number(n) + '\n';
        if (::write(STDOUT_FILENO, line.constData(), std::size_t(line.size())) != line.size())
            return 5;
    }
}
} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && qstrcmp(argv[1], "--hammer") == 0)
        return hammer(QFile::decodeName(argv[2]));
    TestFaults test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_faults.moc"
