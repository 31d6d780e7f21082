// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/limits.h"
#include "core/platform/disk.h"
#include "core/platform/process.h"
#include "core/platform/singleinstance.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace ruhu;
using namespace ruhu::platform;

namespace {

Child shell(const QString &script, const QByteArray &input = {})
{
    Child child;
    child.program = QStringLiteral("/bin/sh");
    child.arguments = {QStringLiteral("-c"), script};
    child.input = input;
    return child;
}

Result<QByteArray> run(const Child &child)
{
    const auto answer = runChild(child);
    if (!QTest::qWaitFor([&] { return answer.isFinished(); }, 20'000))
        return fail(ErrorCode::Internal, QStringLiteral("no answer"));
    return answer.result();
}

/// Runs `work` in a forked child and gives back its exit code.
template <typename Work>
int inChild(Work work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

} // namespace

class TestPlatform : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstOneHoldsTheFolderAndTheSecondWakesIt();
    void twoFoldersDoNotMeet();
    void aLockOfADeadProgramIsTakenOver();
    void aFolderThatIsNotThereIsAnError();
    void aChildGivesBackWhatItWasGiven();
    void aChildSeesNothingOfOurEnvironment();
    void everyBadEndOfAChildIsAnError_data();
    void everyBadEndOfAChildIsAnError();
    void anAbandonedAnswerHarmsNobody();
    void aHardenedProcessLeavesNoCore();
    void aConfinedReaderHasNoNetworkNoProgramsAndNoFiles();
    void aConfinedReaderHasItsLimits();
    void freeSpaceIsKnown();
};

void TestPlatform::theFirstOneHoldsTheFolderAndTheSecondWakesIt()
{
    QTemporaryDir folder;
    SingleInstance first(folder.path());
    QVERIFY(first.acquire());
    QSignalSpy woken(&first, &SingleInstance::wanted);
    SingleInstance second(folder.path());
    const auto refused = second.acquire();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Busy);
    QTRY_COMPARE(woken.count(), 1);
}

void TestPlatform::twoFoldersDoNotMeet()
{
    QTemporaryDir a;
    QTemporaryDir b;
    SingleInstance first(a.path());
    SingleInstance second(b.path());
    QVERIFY(first.acquire());
    QVERIFY(second.acquire());
}

void TestPlatform::aLockOfADeadProgramIsTakenOver()
{
    QTemporaryDir folder;
    const QString path = folder.path();
    const int ended = inChild([&] {
        auto *dead = new SingleInstance(path); // never destroyed: the files stay
        return dead->acquire() ? 7 : 1;
    });
    QCOMPARE(ended, 7);
    QVERIFY(QFile::exists(path + QStringLiteral("/ruhu.lock")));
    SingleInstance next(path);
    QVERIFY(next.acquire());
}

void TestPlatform::aFolderThatIsNotThereIsAnError()
{
    SingleInstance nowhere(QStringLiteral("/no/such/folder"));
    const auto refused = nowhere.acquire();
    QVERIFY(!refused);
    QCOMPARE(refused.error().code, ErrorCode::Io);
}

void TestPlatform::aChildGivesBackWhatItWasGiven()
{
    const QByteArray input(300'000, 'x');
    const auto output = run(shell(QStringLiteral("cat"), input));
    QVERIFY(output);
    QCOMPARE(*output, input);
}

void TestPlatform::aChildSeesNothingOfOurEnvironment()
{
    qputenv("RUHU_CANARY", "canary-value");
    const auto output = run(shell(QStringLiteral("env")));
    QVERIFY(output);
    QVERIFY(!output->contains("canary-value"));
}

void TestPlatform::everyBadEndOfAChildIsAnError_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<int>("timeoutMs");
    QTest::addColumn<int>("code");
    QTest::newRow("says no") << QStringLiteral("exit 3") << 10'000 << int(ErrorCode::BadFormat);
    QTest::newRow("crashes") << QStringLiteral("kill -SEGV $$") << 10'000 << int(ErrorCode::BadFormat);
    QTest::newRow("used up its CPU time") << QStringLiteral("kill -XCPU $$") << 10'000 << int(ErrorCode::Timeout);
    QTest::newRow("hangs") << QStringLiteral("exec sleep 60") << 200 << int(ErrorCode::Timeout);
    QTest::newRow("talks without end") << QStringLiteral("exec cat /dev/zero") << 10'000 << int(ErrorCode::TooLarge);
}

void TestPlatform::everyBadEndOfAChildIsAnError()
{
    QFETCH(QString, script);
    QFETCH(int, timeoutMs);
    QFETCH(int, code);
    Child child = shell(script);
    child.timeoutMs = timeoutMs;
    const auto output = run(child);
    QVERIFY(!output);
    QCOMPARE(int(output.error().code), code);

    child.program = QStringLiteral("/no/such/program");
    const auto missing = run(child);
    QVERIFY(!missing);
    QCOMPARE(missing.error().code, ErrorCode::Io);
}

void TestPlatform::anAbandonedAnswerHarmsNobody()
{
    std::ignore = runChild(shell(QStringLiteral("echo nobody listens")));
    const auto after = run(shell(QStringLiteral("echo here")));
    QVERIFY(after);
    QCOMPARE(*after, QByteArray("here\n"));
}

void TestPlatform::aHardenedProcessLeavesNoCore()
{
    const int ended = inChild([] {
        hardenProcess();
        rlimit core{1, 1};
        getrlimit(RLIMIT_CORE, &core);
        return core.rlim_cur == 0 && core.rlim_max == 0 && prctl(PR_GET_DUMPABLE) == 0 ? 0 : 1;
    });
    QCOMPARE(ended, 0);
}

void TestPlatform::aConfinedReaderHasNoNetworkNoProgramsAndNoFiles()
{
    QTemporaryDir folder;
    const QByteArray path = folder.filePath(QStringLiteral("grown")).toUtf8();
    const int ended = inChild([&] {
        if (!confineReader())
            return 1;
        if (socket(AF_INET, SOCK_STREAM, 0) >= 0 || socket(AF_UNIX, SOCK_STREAM, 0) >= 0)
            return 2;
        execl("/bin/true", "true", nullptr);
        signal(SIGXFSZ, SIG_IGN);
        FILE *file = fopen(path.constData(), "w");
        if (file && fwrite("x", 1, 1, file) == 1 && fflush(file) == 0)
            return 3;
        return 42; // still here: the program was not replaced
    });
    QCOMPARE(ended, 42);
}

void TestPlatform::aConfinedReaderHasItsLimits()
{
    const int ended = inChild([] {
        if (!confineReader())
            return 1;
        rlimit time{};
        getrlimit(RLIMIT_CPU, &time);
        if (time.rlim_max != rlim_t(ReaderLimits().cpuSeconds))
            return 2;
        if (!limitsMemory)
            return 42;
        rlimit memory{};
        getrlimit(RLIMIT_AS, &memory);
        if (memory.rlim_max != rlim_t(ReaderLimits().memoryBytes))
            return 3;
        return malloc(1024UL * 1024 * 1024) == nullptr ? 42 : 4;
    });
    QCOMPARE(ended, 42);
}

void TestPlatform::freeSpaceIsKnown()
{
    QTemporaryDir folder;
    const auto free = freeDiskBytes(folder.path());
    QVERIFY(free);
    QVERIFY(*free > 0);
    QCOMPARE(checkFreeDisk(folder.path()).has_value(), *free >= limits::freeDiskBytes);
    QCOMPARE(freeDiskBytes(QStringLiteral("/no/such/folder")).error().code, ErrorCode::Io);
}

QTEST_GUILESS_MAIN(TestPlatform)
#include "tst_platform.moc"
