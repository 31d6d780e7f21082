// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/store/store.h"
#include "core/vault/sealeddb.h"
#include "township.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ruhu;
using namespace ruhu::store;
using namespace ruhu::test;

namespace {

/// What the killed process does: commits visits for ever and prints each id after it is durable.
int hammer(const QString &path)
{
    Township world;
    world.rng = SeededRng(quint64(QCoreApplication::applicationPid()));
    auto store = Store::open(plainPlace(path));
    if (!store)
        return 1;
    QFile out;
    if (!out.open(1, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 1;
    for (int i = 0;; ++i) {
        const RecordId id = world.newId();
        LocalBundle bundle;
        Body body = Township::householdBody(u"\u738b\u6842\u82f1"_s, i);
        body.insert(u"situation.note"_s, QString((i * 131) % 5000, u'x'));
        bundle.mutations = {world.make(Op::Create, record::Kind::Household, id, id, body)};
        if (!(*store)->write([&](Database &db) { return commitLocal(db, bundle, world.stamp()); }).result())
            return 1;
        out.write(id.text().toLatin1() + '\n');
    }
}

} // namespace

class TestStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aReadSeesEveryWriteThatWasFinishedBefore()
    {
        const QTemporaryDir folder;
        auto store = *Store::open(plainPlace(folder.filePath(u"a.db"_s)));
        for (int i = 0; i < 200; ++i) {
            RUHU_VERIFY(
                store->write([i](Database &db) { return setSetting(db, u"i"_s, QByteArray::number(i)); }).result());
            QCOMPARE(*store->read([](Database &db) { return setting(db, u"i"_s); }).result(), QByteArray::number(i));
        }
    }

    void aWriteIsWholeOrNotAtAll()
    {
        const QTemporaryDir folder;
        auto store = *Store::open(plainPlace(folder.filePath(u"a.db"_s)));
        const auto failed = store
                                ->write([](Database &db) -> Result<void> {
                                    if (auto done = setSetting(db, u"a"_s, "1"); !done)
                                        return done;
                                    return fail(ErrorCode::Rejected);
                                })
                                .result();
        QCOMPARE(failed.error().code, ErrorCode::Rejected);
        QVERIFY(store->read([](Database &db) { return setting(db, u"a"_s); }).result()->isEmpty());
    }

    void theScreensWritesOvertakeThoseOfSync()
    {
        const QTemporaryDir folder;
        auto store = *Store::open(plainPlace(folder.filePath(u"a.db"_s)));
        QSemaphore started;
        QSemaphore go;
        QStringList order; // written on the one writer thread
        const auto first = store->write([&](Database &) -> Result<void> {
            started.release();
            go.acquire();
            return {};
        });
        started.acquire();
        QList<QFuture<Result<void>>> waiting;
        const auto note = [&](const QString &name, Store::Urgency urgency) {
            waiting.append(store->write(
                [&order, name](Database &) -> Result<void> {
                    order += name;
                    return {};
                },
                urgency));
        };
        note(u"sync 1"_s, Store::Urgency::Sync);
        note(u"sync 2"_s, Store::Urgency::Sync);
        note(u"screen 1"_s, Store::Urgency::Screen);
        note(u"screen 2"_s, Store::Urgency::Screen);
        go.release();
        for (QFuture<Result<void>> &future : waiting)
            QVERIFY(future.result());
        QCOMPARE(order, (QStringList{u"screen 1"_s, u"screen 2"_s, u"sync 1"_s, u"sync 2"_s}));
    }

    void everyCommitTellsWhichHouseholdsMoved()
    {
        const QTemporaryDir folder;
        auto store = *Store::open(plainPlace(folder.filePath(u"a.db"_s)));
        Township world;
        QSignalSpy spy(store.get(), &Store::changed);
        const RecordId id = world.newId();
        LocalBundle bundle;
        bundle.mutations = {
            world.make(Op::Create, record::Kind::Household, id, id, Township::householdBody(u"x"_s, 1))};
        RUHU_VERIFY(store->write([&](Database &db) { return commitLocal(db, bundle, world.stamp()); }).result());
        QTRY_COMPARE(spy.size(), 1);
        QCOMPARE(spy.first().first().value<QList<RecordId>>(), QList<RecordId>{id});
        const auto refused =
            store->write([&](Database &db) { return commitLocal(db, bundle, world.stamp()); }).result();
        QCOMPARE(refused.error().code, ErrorCode::AlreadyExists);
        RUHU_VERIFY(store->read([](Database &db) { return setting(db, u"a"_s); }).result());
        QCOMPARE(spy.size(), 1);
    }

    void closingDropsTheConnectionsAndAnswersWhatWaits()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.db"_s);
        auto store = *Store::open(plainPlace(path));
        RUHU_VERIFY(store->write([](Database &db) { return setSetting(db, u"a"_s, "1"); }).result());
        QVERIFY(QFile::exists(path + u"-wal"));
        QSemaphore started;
        QSemaphore go;
        auto running = store->write([&](Database &db) {
            started.release();
            go.acquire();
            return setSetting(db, u"a"_s, "2");
        });
        started.acquire();
        auto waiting = store->write([](Database &db) { return setSetting(db, u"a"_s, "3"); });
        go.release(2);
        store->close();
        RUHU_VERIFY(running.result());
        if (!waiting.result()) // it may just have been its turn
            QCOMPARE(waiting.result().error().code, ErrorCode::Locked);
        QCOMPARE(store->read([](Database &db) { return setting(db, u"a"_s); }).result().error().code,
                 ErrorCode::Locked);
        QVERIFY(!QFile::exists(path + u"-wal")); // the last connection is gone and took the log with it
        store->close();
        auto again = *Store::open(plainPlace(path));
        QVERIFY(again->read([](Database &db) { return setting(db, u"a"_s); }).result()->toInt() >= 2);
    }

    void aSealedStoreComesBackAndShowsNothingToStrangers()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"vault.db"_s);
        const auto key = crypto::SecretBytes::copyOf(QByteArray(32, 'k'));
        const QString canary = u"CANARY-7c1f2e9a"_s;
        Township world;
        const RecordId id = world.newId();
        RUHU_VERIFY(vault::SealedDatabase::create(path, key));
        const auto plaintextHits = [&] {
            qsizetype hits = 0;
            for (const QString &name : QDir(folder.path()).entryList(QDir::Files)) {
                QFile file(folder.filePath(name));
                if (!file.open(QIODevice::ReadOnly))
                    return qsizetype(-1);
                const QByteArray bytes = file.readAll();
                hits += bytes.count(canary.toUtf8());
                hits += bytes.count(QByteArray(reinterpret_cast<const char *>(canary.utf16()), canary.size() * 2));
                hits += bytes.count("applicant_name");
            }
            return hits;
        };
        {
            auto sealed = vault::SealedDatabase::provide(path, key);
            RUHU_VERIFY(sealed);
            auto store = Store::open(sealedPlace(*sealed));
            RUHU_VERIFY(store);
            LocalBundle bundle;
            bundle.mutations = {
                world.make(Op::Create, record::Kind::Household, id, id, Township::householdBody(canary, 1))};
            RUHU_VERIFY((*store)->write([&](Database &db) { return commitLocal(db, bundle, world.stamp()); }).result());
            QCOMPARE(plaintextHits(), 0); // while the log is open
        }
        QCOMPARE(plaintextHits(), 0);
        QCOMPARE(vault::SealedDatabase::provide(path, crypto::SecretBytes::copyOf(QByteArray(32, 'x'))).error().code,
                 ErrorCode::WrongPassword);
        auto sealed = vault::SealedDatabase::provide(path, key);
        RUHU_VERIFY(sealed);
        auto store = Store::open(sealedPlace(*sealed));
        RUHU_VERIFY(store);
        const auto page = (*store)
                              ->read([&](Database &db) {
                                  HouseholdFilter filter;
                                  filter.text = canary;
                                  return householdPage(db, filter, 0);
                              })
                              .result();
        RUHU_VERIFY(page);
        QCOMPARE(page->total, 1);
        store->reset(); // before the key goes
    }

    void aDamagedPageIsToldApartFromEverythingElse()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"vault.db"_s);
        const auto key = crypto::SecretBytes::copyOf(QByteArray(32, 'k'));
        RUHU_VERIFY(vault::SealedDatabase::create(path, key));
        Township world;
        {
            auto sealed = vault::SealedDatabase::provide(path, key);
            auto store = Store::open(sealedPlace(*sealed));
            RUHU_VERIFY(store);
            RUHU_VERIFY((*store)
                            ->write([&](Database &db) { return setSetting(db, u"big"_s, QByteArray(400'000, 'b')); })
                            .result());
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        for (qint64 at = file.size() - 200'000; at < file.size() - 100'000; at += 4096) {
            file.seek(at);
            file.write("damage");
        }
        file.close();
        auto sealed = vault::SealedDatabase::provide(path, key);
        RUHU_VERIFY(sealed);
        auto store = Store::open(sealedPlace(*sealed));
        RUHU_VERIFY(store);
        const auto value = (*store)->read([](Database &db) { return setting(db, u"big"_s); }).result();
        QVERIFY(!value);
        QCOMPARE(value.error().code, ErrorCode::Damaged);
        RUHU_VERIFY((*store)->read([](Database &db) { return db.number(u"SELECT count(*) FROM draft"_s); }).result());
        store->reset();
    }

    void aKilledProcessLosesNothingThatItPrinted()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"killed.db"_s);
        SeededRng rng(7);
        QByteArrayList printed;
        for (int round = 0; round < 12; ++round) {
            QProcess child;
            child.start(QCoreApplication::applicationFilePath(), {u"--hammer"_s, path});
            QVERIFY(child.waitForStarted());
            QVERIFY(child.waitForReadyRead(30'000));
            QTest::qWait(int(rng.next() % 120));
            child.kill();
            QVERIFY(child.waitForFinished());
            QByteArrayList lines = child.readAllStandardOutput().split('\n');
            lines.removeLast(); // no line break: not promised
            printed += lines;
            auto store = Store::open(plainPlace(path));
            RUHU_VERIFY(store);
            const auto missing = (*store)
                                     ->read([&](Database &db) -> Result<int> {
                                         int count = 0;
                                         for (const QByteArray &line : printed) {
                                             const auto found = view(db, RecordId::fromText(QString::fromLatin1(line)));
                                             if (!found)
                                                 return passOn(found);
                                             count += !found->has_value();
                                         }
                                         return count;
                                     })
                                     .result();
            RUHU_VERIFY(missing);
            QCOMPARE(*missing, 0);
            const auto check =
                (*store)
                    ->read([](Database &db) {
                        return db.first(u"PRAGMA integrity_check"_s, {}, [](const Row &row) { return row.text(0); });
                    })
                    .result();
            QCOMPARE(check->value(), u"ok"_s);
        }
        QVERIFY(printed.size() > 50);
    }
};

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--hammer"_L1)
        return hammer(arguments.value(2));
    TestStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_store.moc"
