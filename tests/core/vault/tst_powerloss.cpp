// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sqltools.h"

#include "core/vault/sealedvfs.h"
#include "support/diskvfs.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

using namespace ruhu;
using namespace ruhu::vault;
using namespace ruhu::test;

namespace {

/// One way to run SQLite over the sealing VFS.
struct Mode
{
    const char *name;
    const char *settings; ///< nullptr = as prepareConnection() does it
};

constexpr Mode walMode{"WAL", nullptr};
constexpr Mode journalModes[] = {
    {"DELETE", "PRAGMA journal_mode=DELETE; PRAGMA synchronous=EXTRA; PRAGMA cache_spill=OFF"},
    {"TRUNCATE", "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL; PRAGMA cache_spill=OFF"},
    {"PERSIST", "PRAGMA journal_mode=PERSIST; PRAGMA synchronous=FULL; PRAGMA cache_spill=OFF"},
};

/// What a row must say for its id, so that a wrong value cannot hide.
const char insertRow[] = "INSERT INTO t SELECT %1, hex(zeroblob(200 + %1 % 7 * 300)) || %1";
const char wrongRows[] = "SELECT count(*) FROM t WHERE word IS NOT hex(zeroblob(200 + n % 7 * 300)) || n";

/// The cuts are made up, so the files may lie in memory: without real syncs there are ten times as many in a second.
QString memoryFolder()
{
    const QString shm = QStringLiteral("/dev/shm");
    const QString root = QFileInfo(shm).isWritable() ? shm : QDir::tempPath();
    return root + QStringLiteral("/ruhu-powerloss-XXXXXX");
}

/// RUHU_POWER_ROUNDS=50 makes a night of it.
int rounds()
{
    return std::max(1, qEnvironmentVariableIntValue("RUHU_POWER_ROUNDS"));
}

struct Outcome
{
    int cuts = 0;
    int lost = 0;
    int corrupt = 0;
    QByteArray first; ///< what the first bad cut said
};

} // namespace

class TestPowerLoss : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void noPowerCutLosesAnAcknowledgedRowOrShowsAWrongOne();
    void noPowerCutHurtsTheRollbackJournal_data();
    void noPowerCutHurtsTheRollbackJournal();
    void theHarnessBitesWhenSyncDoesNothing();

private:
    void work(const Mode &mode, int transactions);
    Outcome cutEverywhere(int cutsForEachPoint, quint64 seed);
    QByteArray judge(const QHash<QByteArray, QByteArray> &images, qint64 acknowledged, bool &lost);
    QString path() const { return m_folder->filePath(QStringLiteral("work.db")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QTemporaryDir> m_after;
    QHash<QByteArray, QByteArray> m_start;
    DiskVfs m_disk{"powerdisk"};
};

void TestPowerLoss::init()
{
    m_folder = std::make_unique<QTemporaryDir>(memoryFolder());
    m_after = std::make_unique<QTemporaryDir>(memoryFolder());
    m_disk.lieAboutSyncs(false);
    QVERIFY(registerSealedVfs("sealed-powerdisk", "powerdisk"));
}

/// Small transactions, some of them rolled back or failing inside, updates, deletions and a few checkpoints.
void TestPowerLoss::work(const Mode &mode, int transactions)
{
    QVERIFY(SealedDatabase::create(path(), testKey()));
    m_start = {{QFile::encodeName(path()), fileBytes(path())}};
    m_disk.startRecording();
    {
        const auto database = SealedDatabase::provide(path(), testKey(), "sealed-powerdisk");
        QVERIFY(database);
        Sql sql;
        if (mode.settings == nullptr) {
            sql = Sql(database->open(Access::Writer).value());
        } else {
            sqlite3 *raw = nullptr;
            QCOMPARE(sqlite3_open_v2(database->uri().toLatin1().constData(), &raw,
                                     SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, nullptr),
                     SQLITE_OK);
            sql = Sql(raw);
            int reserve = 40;
            QCOMPARE(sqlite3_file_control(raw, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve), SQLITE_OK);
            QCOMPARE(sql.run(mode.settings), SQLITE_OK);
        }
        QCOMPARE(sql.run("CREATE TABLE t(n INTEGER PRIMARY KEY, word TEXT); CREATE INDEX t_word ON t(word)"),
                 SQLITE_OK);
        m_disk.mark(0);
        for (int i = 1; i <= transactions; ++i) {
            const QByteArray row = QByteArray(insertRow).replace("%1", QByteArray::number(i));
            QCOMPARE(sql.run("BEGIN"), SQLITE_OK);
            QCOMPARE(sql.run("SAVEPOINT s; UPDATE t SET word = 'undone'; ROLLBACK TO s; RELEASE s"), SQLITE_OK);
            QVERIFY(sql.run("UPDATE t SET n = CASE WHEN n = 1 THEN 1 ELSE 1 END WHERE n < 3; ") != SQLITE_OK || i < 3);
            QCOMPARE(sql.run(row.constData()), SQLITE_OK);
            QCOMPARE(sql.run("COMMIT"), SQLITE_OK);
            m_disk.mark(i);
            if (mode.settings == nullptr && i % 5 == 0)
                QCOMPARE(sql.value(i % 10 == 0 ? "PRAGMA wal_checkpoint(TRUNCATE)" : "PRAGMA wal_checkpoint(RESTART)"),
                         QByteArray("0"));
        }
    }
    m_disk.stopRecording();
    for (const DiskOp &op : m_disk.record()) // nothing readable went to the disk, not even for a moment
        for (const char *word : {"0000000000000000000000000000", "CREATE TABLE", "SQLite format", "undone"})
            QVERIFY2(!op.bytes.contains(word), word);
}

/// Opens the files of one cut with the ordinary VFS; empty when all is well.
QByteArray TestPowerLoss::judge(const QHash<QByteArray, QByteArray> &images, qint64 acknowledged, bool &lost)
{
    QDir folder(m_after->path());
    for (const QString &name : folder.entryList(QDir::Files))
        folder.remove(name);
    for (auto it = images.begin(); it != images.end(); ++it) {
        if (!setFileBytes(folder.filePath(QFileInfo(QFile::decodeName(it.key())).fileName()), it.value()))
            return "cannot write the image";
    }
    const auto database = SealedDatabase::provide(folder.filePath(QStringLiteral("work.db")), testKey());
    if (!database)
        return "does not open: " + errorName(database.error().code).toLatin1();
    const auto opened = database->open(Access::Writer);
    if (!opened)
        return "does not open: " + opened.error().detail.toUtf8();
    const Sql sql(*opened);
    if (const QByteArray integrity = sql.value("PRAGMA integrity_check"); integrity != "ok")
        return "integrity: " + integrity;
    if (acknowledged < 0)
        return {};
    if (const QByteArray wrong = sql.value(wrongRows); wrong != "0")
        return "wrong rows: " + wrong;
    const QByteArray newest = sql.value("SELECT ifnull(max(n), 0) FROM t");
    if (sql.value("SELECT count(*) FROM t") != newest)
        return "a row in the middle is missing";
    lost = newest.toLongLong() < acknowledged;
    if (lost)
        return "acknowledged " + QByteArray::number(acknowledged) + ", found " + newest;
    if (sql.value("PRAGMA wal_checkpoint(TRUNCATE)") != "0" || !scrub(sql.raw()).value().bad.isEmpty())
        return "a page does not authenticate after recovery";
    return {};
}

Outcome TestPowerLoss::cutEverywhere(int cutsForEachPoint, quint64 seed)
{
    Outcome outcome;
    SeededRng rng(seed);
    PowerLoss loss(m_start);
    qint64 acknowledged = -1;
    for (const DiskOp &op : m_disk.record()) {
        loss.apply(op);
        if (op.kind == DiskOp::Mark)
            acknowledged = op.at;
        for (int i = 0; i < cutsForEachPoint; ++i) {
            bool lost = false;
            const QByteArray verdict = judge(loss.cut(rng), acknowledged, lost);
            ++outcome.cuts;
            outcome.lost += lost ? 1 : 0;
            outcome.corrupt += !lost && !verdict.isEmpty() ? 1 : 0;
            if (outcome.first.isEmpty() && !verdict.isEmpty())
                outcome.first = verdict + ", cut " + QByteArray::number(outcome.cuts);
        }
    }
    return outcome;
}

void TestPowerLoss::noPowerCutLosesAnAcknowledgedRowOrShowsAWrongOne()
{
    work(walMode, 12);
    const Outcome outcome = cutEverywhere(2 * rounds(), 1);
    qInfo("%d cuts", outcome.cuts);
    QVERIFY(outcome.cuts > 300);
    QVERIFY2(outcome.lost == 0 && outcome.corrupt == 0, outcome.first.constData());
}

void TestPowerLoss::noPowerCutHurtsTheRollbackJournal_data()
{
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(std::size(journalModes)); ++i)
        QTest::newRow(journalModes[i].name) << i;
}

void TestPowerLoss::noPowerCutHurtsTheRollbackJournal()
{
    QFETCH(int, index);
    work(journalModes[index], 6);
    const Outcome outcome = cutEverywhere(rounds(), 2);
    qInfo("%d cuts", outcome.cuts);
    QVERIFY(outcome.cuts > 100);
    QVERIFY2(outcome.lost == 0 && outcome.corrupt == 0, outcome.first.constData());
}

void TestPowerLoss::theHarnessBitesWhenSyncDoesNothing()
{
    m_disk.lieAboutSyncs(true);
    work(walMode, 12);
    const Outcome outcome = cutEverywhere(2, 3);
    QVERIFY2(outcome.lost + outcome.corrupt > outcome.cuts / 10, "a harness that finds nothing proves nothing");
}

QTEST_GUILESS_MAIN(TestPowerLoss)
#include "tst_powerloss.moc"
