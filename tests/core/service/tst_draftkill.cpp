// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Somebody pulls the plug in the middle of a visit. A process of its own answers question after question over the real
// service and store and says after each that it is kept; it is killed at any moment; a new process finds every answer
// that was said to be kept. At most the one that was just being written is lost.
#include "support/deskstage.h"

#include <QProcess>

#include <csignal>
#include <cstdio>

using namespace ruhu;
using namespace ruhu::tests;

namespace {

constexpr auto question = "/hs/visit/respondent"_L1;

QString answerOf(int number)
{
    return u"王桂英 %1"_s.arg(number);
}

int numberOf(const QString &answer)
{
    return answer.section(u' ', 1).toInt();
}

/// The writing process: goes on where the draft stands, until somebody kills it.
int writeWithoutEnd(const QString &folder)
{
    DeskStage stage(folder);
    const auto desk = stage.deskOf(stage.zhou);
    const auto draft = await(desk->visits().start(stage.household, u"NEW"_s, stage.application));
    if (!draft)
        return 3;
    const forms::NodeId node = draft->session->find(question);
    for (int number = numberOf(draft->session->value(node)) + 1;; ++number) {
        if (!draft->session->answer(node, answerOf(number)))
            return 4;
        if (!await(desk->visits().save(*draft, {question, u"A"_s, number, 300})))
            return 5;
        std::printf("%d\n", number);
        std::fflush(stdout);
    }
}

} // namespace

class TestDraftKill : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyAnswerThatWasKeptIsThereAfterAKill();
};

void TestDraftKill::everyAnswerThatWasKeptIsThereAfterAKill()
{
    QTemporaryDir folder;
    test::SeededRng rng(20251121);
    int last = 0; // the last answer that a process said was kept
    for (int round = 0; round < 12; ++round) {
        QProcess writer;
        writer.start(QCoreApplication::applicationFilePath(), {u"--write"_s, folder.path()});
        QVERIFY(writer.waitForStarted());
        // Killed after a number of answers that differs from round to round, wherever it then is in the next one.
        const int enough = last + 1 + int(rng.next() % 20);
        QByteArray said;
        while (last < enough) {
            QVERIFY2(writer.waitForReadyRead(60'000), qPrintable(u"ended with %1"_s.arg(writer.exitCode())));
            said += writer.readAllStandardOutput();
            if (const qsizetype end = said.lastIndexOf('\n'); end > 0)
                last = said.first(end).mid(said.lastIndexOf('\n', end - 1) + 1).toInt();
        }
        QCOMPARE(::kill(pid_t(writer.processId()), SIGKILL), 0);
        QVERIFY(writer.waitForFinished());
        said += writer.readAllStandardOutput();
        last = said.first(said.lastIndexOf('\n')).split('\n').last().toInt();

        DeskStage stage(folder.path());
        const auto desk = stage.deskOf(stage.zhou);
        const auto drafts = await(desk->visits().drafts());
        QVERIFY(drafts);
        QCOMPARE(drafts->size(), 1);
        const auto draft = await(desk->visits().open(drafts->first().id));
        QVERIFY2(draft, draft ? "" : qPrintable(draft.error().detail));
        const int found = numberOf(draft->session->value(draft->session->find(question)));
        QVERIFY2(found == last || found == last + 1, qPrintable(u"%1 kept, %2 found"_s.arg(last).arg(found)));
        QCOMPARE(draft->position, QString(question));
    }
    QVERIFY(last > 12);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    if (argc == 3 && app.arguments().at(1) == u"--write"_s)
        return writeWithoutEnd(app.arguments().at(2));
    TestDraftKill test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_draftkill.moc"
