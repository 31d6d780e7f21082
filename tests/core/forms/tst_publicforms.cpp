// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/forms/scenario.h"
#include "formworld.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace ruhu;
using namespace ruhu::forms;

/// Real forms of other projects with what their tests expect. They are not part of this repository: the tests look for
/// them beside it, or where RUHU_FORMS_DIR says, and are skipped by name where they are missing.
class TestPublicForms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyScenarioHolds_data();
    void everyScenarioHolds();
    void expressionsHoldOutsideTheAdvisoryFiles();

private:
    static QString folder()
    {
        const QString told = qEnvironmentVariable("RUHU_FORMS_DIR");
        return (told.isEmpty() ? QStringLiteral(RUHU_SOURCE_DIR "/../shared/forms") : told) + QStringLiteral("/public");
    }
    static QJsonObject json(const QString &path) { return QJsonDocument::fromJson(test::fileBytes(path)).object(); }
};

void TestPublicForms::everyScenarioHolds_data()
{
    QTest::addColumn<QString>("path");
    const QDir scenarios(folder() + QStringLiteral("/scenarios"));
    const QStringList names = scenarios.entryList({QStringLiteral("*.json")});
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << scenarios.filePath(name);
    if (names.isEmpty())
        QTest::newRow("missing") << QString();
}

void TestPublicForms::everyScenarioHolds()
{
    QFETCH(QString, path);
    if (path.isEmpty())
        QSKIP("the public forms are not here: set RUHU_FORMS_DIR");
    const QJsonObject scenario = json(path);
    const QDir beside = QFileInfo(path).dir();
    const QJsonObject media = scenario.value(QStringLiteral("media")).toObject();
    const ResourceResolver resolve = [&](const QString &uri) {
        return media.contains(uri) ? Result<QByteArray>(test::fileBytes(beside.filePath(media.value(uri).toString())))
                                   : Result<QByteArray>(fail(ErrorCode::NotFound, uri));
    };
    test::FormWorld world;
    const QByteArray form = test::fileBytes(beside.filePath(scenario.value(QStringLiteral("form")).toString()));
    const auto failures = runScenario(scenario, form, resolve, world.environment());
    QVERIFY2(failures, failures ? "" : qPrintable(failures.error().detail));
    QVERIFY2(failures->isEmpty(), qPrintable(failures->join(u'\n')));
}

void TestPublicForms::expressionsHoldOutsideTheAdvisoryFiles()
{
    QJsonObject file = json(folder() + QStringLiteral("/expressions.json"));
    if (file.isEmpty())
        QSKIP("the public expressions are not here: set RUHU_FORMS_DIR");
    QJsonArray firm;
    for (const QJsonValue &row : file.value(QStringLiteral("expressions")).toArray()) {
        const QString from = row.toObject().value(QStringLiteral("file")).toString();
        if (!from.startsWith(u"date") && from != u"decimal-time.spec.js")
            firm.append(row);
    }
    file.insert(QStringLiteral("expressions"), firm);
    test::FormWorld world;
    const auto tally = runExpressions(file, world.environment());
    QVERIFY(tally);
    // regex() over part of a text is the one difference that we chose (docs/forms.md)
    QVERIFY2(tally->failures.size() <= 1, qPrintable(tally->failures.join(u'\n')));
    QCOMPARE(tally->passed + tally->failures.size(), firm.size());
}

QTEST_GUILESS_MAIN(TestPublicForms)
#include "tst_publicforms.moc"
