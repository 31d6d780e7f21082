// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sqltools.h"

#include "core/vault/sealedvfs.h"

#include <QDir>
#include <QSqlDatabase>
#include <QSqlDriver>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <sys/wait.h>
#include <unistd.h>

using namespace ruhu;
using namespace ruhu::vault;
using namespace ruhu::test;

class TestSealedDb : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void rowsWrittenThroughQtAreThereInTheNextConnection();
    void aSecondConnectionReadsWhileTheFirstOneWrites();
    void withoutARegisteredKeyNothingOpens();
    void theWrongKeyIsToldFromDamage();
    void aPlainDatabaseIsNotASealedOne();
    void aNewerVersionIsRefusedAndLeftUntouched();
    void aSecondProcessIsToldBusy();
    void noSharedMemoryFileAndNoPlaintextReachTheDisk();
    void attachAndWeakerSettingsAreRefused();
    void thePathMayHoldEveryCharacter();
    void aSealedFileNeverRunsOnAnotherVfs();
    void vacuumAndLargeSortsWorkWithoutTemporaryFiles();

private:
    SealedDatabase makeDatabase()
    {
        if (!SealedDatabase::create(path(), testKey()))
            qFatal("create");
        return std::move(*SealedDatabase::provide(path(), testKey()));
    }
    QString path() const { return m_folder->filePath(QStringLiteral("vault.db")); }
    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSealedDb::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

void TestSealedDb::rowsWrittenThroughQtAreThereInTheNextConnection()
{
    for (int round = 0; round < 2; ++round) {
        if (round == 0)
            QVERIFY(SealedDatabase::create(path(), testKey()));
        auto database = SealedDatabase::provide(path(), testKey());
        QVERIFY(database);
        {
            auto sql = QSqlDatabase::addDatabase(QString::fromLatin1(SealedDatabase::qtDriver), QStringLiteral("w"));
            sql.setConnectOptions(QString::fromLatin1(SealedDatabase::qtOptions));
            sql.setDatabaseName(database->uri());
            QVERIFY2(sql.open(), qPrintable(sql.lastError().text()));
            auto *handle = *static_cast<sqlite3 *const *>(sql.driver()->handle().constData());
            const auto ready = prepareConnection(handle, Access::Writer);
            QVERIFY2(ready, ready ? "" : qPrintable(ready.error().detail));
            QSqlQuery query(sql);
            if (round == 0) {
                QVERIFY(query.exec(QStringLiteral("CREATE TABLE household(id INTEGER PRIMARY KEY, head TEXT)")));
                QVERIFY(query.exec(QStringLiteral("INSERT INTO household VALUES(7, 'Zhang')")));
            }
            QVERIFY(query.exec(QStringLiteral("SELECT head FROM household WHERE id = 7")));
            QVERIFY(query.next());
            QCOMPARE(query.value(0).toString(), QStringLiteral("Zhang"));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("w"));
        QVERIFY(database->damage().clean());
    }
}

void TestSealedDb::aSecondConnectionReadsWhileTheFirstOneWrites()
{
    const auto database = makeDatabase();
    const Sql writer(database.open(Access::Writer).value());
    const Sql reader(database.open(Access::Reader).value());
    QCOMPARE(writer.run("CREATE TABLE t(n); INSERT INTO t VALUES(1)"), SQLITE_OK);
    QCOMPARE(reader.run("BEGIN"), SQLITE_OK);
    QCOMPARE(reader.value("SELECT n FROM t"), QByteArray("1"));
    QCOMPARE(writer.run("UPDATE t SET n = 2"), SQLITE_OK);
    QCOMPARE(reader.value("SELECT n FROM t"), QByteArray("1"));
    QCOMPARE(reader.run("COMMIT"), SQLITE_OK);
    QCOMPARE(reader.value("SELECT n FROM t"), QByteArray("2"));
    QCOMPARE(reader.run("UPDATE t SET n = 3"), SQLITE_READONLY);
    QCOMPARE(writer.value("PRAGMA wal_checkpoint(TRUNCATE)"), QByteArray("0"));
    QCOMPARE(reader.value("SELECT n FROM t"), QByteArray("2"));
}

void TestSealedDb::withoutARegisteredKeyNothingOpens()
{
    QString uri;
    {
        const auto database = makeDatabase();
        uri = database.uri();
    }
    sqlite3 *raw = nullptr;
    QCOMPARE(sqlite3_open_v2(uri.toLatin1().constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nullptr),
             SQLITE_AUTH);
    sqlite3_close(raw);
}

void TestSealedDb::theWrongKeyIsToldFromDamage()
{
    QVERIFY(SealedDatabase::create(path(), testKey()));
    const auto other = crypto::SecretBytes::random(32);
    QCOMPARE(SealedDatabase::provide(path(), other).error().code, ErrorCode::WrongPassword);
    QVERIFY(SealedDatabase::provide(path(), testKey()));
    QCOMPARE(SealedDatabase::create(path(), testKey()).error().code, ErrorCode::AlreadyExists);
    QCOMPARE(SealedDatabase::provide(path() + QStringLiteral("2"), testKey()).error().code, ErrorCode::NotFound);
    const auto first = SealedDatabase::provide(path(), testKey());
    QCOMPARE(SealedDatabase::provide(path(), testKey()).error().code, ErrorCode::Busy);
}

void TestSealedDb::aPlainDatabaseIsNotASealedOne()
{
    sqlite3 *plain = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path()).constData(), &plain), SQLITE_OK);
    QCOMPARE(Sql(plain).run("CREATE TABLE t(n)"), SQLITE_OK);
    QCOMPARE(SealedDatabase::provide(path(), testKey()).error().code, ErrorCode::BadFormat);
    QVERIFY(setFileBytes(path(), {}));
    QCOMPARE(SealedDatabase::provide(path(), testKey()).error().code, ErrorCode::BadFormat);
}

void TestSealedDb::aNewerVersionIsRefusedAndLeftUntouched()
{
    QVERIFY(SealedDatabase::create(path(), testKey()));
    QByteArray bytes = fileBytes(path());
    for (const int at : {8, 12}) { // format number, min_reader
        QByteArray newer = bytes;
        newer[at] = newer[at + 2048] = 1;
        QVERIFY(setFileBytes(path(), newer));
        QCOMPARE(SealedDatabase::provide(path(), testKey()).error().code, ErrorCode::TooNew);
        QCOMPARE(fileBytes(path()), newer);
    }
}

void TestSealedDb::aSecondProcessIsToldBusy()
{
    const auto database = makeDatabase();
    const Sql writer(database.open(Access::Writer).value());
    QCOMPARE(writer.run("CREATE TABLE t(n)"), SQLITE_OK);
    const pid_t child = fork();
    if (child == 0) {
        execl("/proc/self/exe", "tst_sealeddb", "--open", QFile::encodeName(path()).constData(), nullptr);
        _exit(99);
    }
    int status = 0;
    QCOMPARE(waitpid(child, &status, 0), child);
    QCOMPARE(WEXITSTATUS(status), int(ErrorCode::Busy));
}

void TestSealedDb::noSharedMemoryFileAndNoPlaintextReachTheDisk()
{
    const auto database = makeDatabase();
    const Sql writer(database.open(Access::Writer).value());
    QCOMPARE(writer.run("CREATE TABLE canary_table(word TEXT);"
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<2000)"
                        " INSERT INTO canary_table SELECT 'canary-of-the-village-'||i FROM n;"),
             SQLITE_OK);
    const QStringList files = QDir(m_folder->path()).entryList(QDir::Files);
    QCOMPARE(files, (QStringList{QStringLiteral("vault.db"), QStringLiteral("vault.db-wal")}));
    for (const bool checkpointed : {false, true}) {
        if (checkpointed)
            QCOMPARE(writer.value("PRAGMA wal_checkpoint(FULL)"), QByteArray("0"));
        for (const QString &file : files) {
            const QByteArray bytes = fileBytes(m_folder->filePath(file));
            QVERIFY(bytes.size() > 4096);
            for (const char *word : {"canary", "CREATE TABLE", "SQLite format", "village"})
                QVERIFY2(!bytes.contains(word), word);
        }
    }
}

void TestSealedDb::attachAndWeakerSettingsAreRefused()
{
    const auto database = makeDatabase();
    const Sql writer(database.open(Access::Writer).value());
    QCOMPARE(writer.run("CREATE TABLE t(n)"), SQLITE_OK);
    for (const char *refused :
         {"ATTACH 'file:escaped.db?vfs=unix' AS other", "ATTACH ':memory:' AS other", "PRAGMA page_size=1024",
          "PRAGMA journal_mode=OFF", "PRAGMA journal_mode=MEMORY", "PRAGMA synchronous=OFF", "PRAGMA synchronous=0",
          "PRAGMA synchronous=NORMAL", "PRAGMA main.synchronous='off'", "PRAGMA cache_spill=ON",
          "PRAGMA cache_spill=1000", "PRAGMA secure_delete=OFF", "PRAGMA trusted_schema=ON",
          "VACUUM INTO 'file:escaped.db?vfs=unix'"})
        QVERIFY2(writer.run(refused) != SQLITE_OK, refused);
    QCOMPARE(writer.value("PRAGMA journal_mode"), QByteArray("wal"));
    QCOMPARE(writer.value("PRAGMA synchronous"), QByteArray("2"));
    QCOMPARE(writer.value("PRAGMA cache_spill"), QByteArray("0"));
    QCOMPARE(writer.value("PRAGMA secure_delete"), QByteArray("1"));
    QCOMPARE(writer.value("PRAGMA page_size"), QByteArray("4096"));
    QVERIFY(!QFile::exists(m_folder->filePath(QStringLiteral("escaped.db"))));
}

void TestSealedDb::thePathMayHoldEveryCharacter()
{
    const QString odd = m_folder->filePath(QStringLiteral("a b?c#d%e&vfs=unix 入户.db"));
    QVERIFY(SealedDatabase::create(odd, testKey()));
    const auto database = SealedDatabase::provide(odd, testKey());
    QVERIFY(database);
    const Sql writer(database->open(Access::Writer).value());
    QCOMPARE(writer.run("CREATE TABLE t(n)"), SQLITE_OK);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 2);
}

void TestSealedDb::aSealedFileNeverRunsOnAnotherVfs()
{
    QVERIFY(SealedDatabase::create(path(), testKey()));
    sqlite3 *raw = nullptr;
    QCOMPARE(sqlite3_open(QFile::encodeName(path()).constData(), &raw), SQLITE_OK);
    const Sql plain(raw);
    QCOMPARE(prepareConnection(plain.raw(), Access::Writer).error().code, ErrorCode::Internal);
    QCOMPARE(plain.run("CREATE TABLE t(n)"), SQLITE_NOTADB);
}

void TestSealedDb::vacuumAndLargeSortsWorkWithoutTemporaryFiles()
{
    const auto database = makeDatabase();
    const Sql writer(database.open(Access::Writer).value());
    QCOMPARE(writer.run("CREATE TABLE t(n INTEGER, word TEXT);"
                        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<20000)"
                        " INSERT INTO t SELECT i, hex(randomblob(60)) FROM n;"
                        "CREATE INDEX t_word ON t(word);"
                        "DELETE FROM t WHERE n % 2; VACUUM;"
                        "CREATE TEMP TABLE big AS SELECT * FROM t ORDER BY word DESC;"),
             SQLITE_OK);
    QCOMPARE(writer.value("PRAGMA integrity_check"), QByteArray("ok"));
    QCOMPARE(writer.value("SELECT count(*) FROM big"), QByteArray("10000"));
    QCOMPARE(writer.value("PRAGMA wal_checkpoint(TRUNCATE)"), QByteArray("0"));
    const auto report = scrub(writer.raw());
    QVERIFY(report);
    QVERIFY(report->clean());
    QCOMPARE(QByteArray::number(report->pages), writer.value("PRAGMA page_count"));
}

int main(int argc, char *argv[])
{
    if (argc == 3 && qstrcmp(argv[1], "--open") == 0) { // the second process of aSecondProcessIsToldBusy
        const auto database = SealedDatabase::provide(QFile::decodeName(argv[2]), testKey());
        if (!database)
            return 98;
        const auto opened = database->open(Access::Writer);
        return opened ? 97 : int(opened.error().code);
    }
    QCoreApplication app(argc, argv);
    TestSealedDb test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_sealeddb.moc"
