// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/verbs.h"
#include "core/crypto/random.h"
#include "core/forms/scenario.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTextStream>

#include <array>
#include <random>

namespace ruhu::ctl {

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

QTextStream &err()
{
    static QTextStream stream(stderr);
    return stream;
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, QStringLiteral("%1: %2").arg(path, file.errorString()));
    return file.readAll();
}

Result<QJsonObject> readJson(const QString &path)
{
    const auto bytes = readFile(path);
    if (!bytes)
        return passOn(bytes);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(*bytes, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return fail(ErrorCode::BadFormat, QStringLiteral("%1: %2").arg(path, error.errorString()));
    return document.object();
}

/// Files beside the form, by the last part of their URI: jr://file-csv/villages.csv -> FOLDER/villages.csv.
forms::ResourceResolver beside(const QString &formPath)
{
    const QDir folder = QFileInfo(formPath).dir();
    return [folder](const QString &uri) {
        const QString name = uri.mid(uri.lastIndexOf(u'/') + 1);
        if (name.isEmpty() || name == u"..")
            return Result<QByteArray>(fail(ErrorCode::NotFound, uri));
        return readFile(folder.filePath(name));
    };
}

/// Only what the scenario's media map names.
forms::ResourceResolver mapped(const QJsonObject &media, const QString &scenarioPath)
{
    const QDir folder = QFileInfo(scenarioPath).dir();
    return [folder, media](const QString &uri) {
        if (!media.contains(uri))
            return Result<QByteArray>(fail(ErrorCode::NotFound, QStringLiteral("not in the media map")));
        return readFile(folder.filePath(media.value(uri).toString()));
    };
}

struct World
{
    SystemClock clock;
    crypto::SystemRng rng;

    forms::Environment environment()
    {
        forms::Environment made;
        made.clock = &clock;
        made.rng = &rng;
        made.zone = QTimeZone::systemTimeZone();
        return made;
    }
};

int runCheck(const QStringList &arguments)
{
    if (arguments.size() != 1 || arguments.first().startsWith(QChar(u'-'))) {
        err() << "form check: one FORM.xml, please\n";
        return usage;
    }
    const auto bytes = readFile(arguments.first());
    if (!bytes) {
        err() << bytes.error().detail << '\n';
        return failed;
    }
    auto form = forms::FormDefinition::load(*bytes, beside(arguments.first()));
    if (!form) {
        err() << errorName(form.error().code) << ": " << form.error().detail << '\n';
        return failed;
    }
    World world;
    if (auto session = forms::FormSession::start(*form, world.environment()); !session) {
        err() << errorName(session.error().code) << ": " << session.error().detail << '\n';
        return failed;
    }
    for (const forms::Notice &notice : (*form)->notices())
        out() << "notice: " << notice.place << ": " << notice.text << '\n';
    out() << (*form)->id() << ' ' << (*form)->version() << ": " << (*form)->controls().size() << " controls, "
          << (*form)->expressionCount() << " expressions, " << (*form)->notices().size() << " notices\n";
    return held;
}

/// Plays one scenario; prints PASS or what failed.
bool play(const QString &scenarioPath, const QString &formPath, bool named)
{
    const auto report = [&](const QStringList &lines) {
        for (const QString &line : lines)
            out() << (named ? scenarioPath + QStringLiteral(": ") : QString()) << line << '\n';
        return false;
    };
    const auto scenario = readJson(scenarioPath);
    if (!scenario)
        return report({scenario.error().detail});
    const QString own = QFileInfo(scenarioPath).dir().filePath(scenario->value(QStringLiteral("form")).toString());
    const auto form = readFile(formPath.isEmpty() ? own : formPath);
    if (!form)
        return report({form.error().detail});
    World world;
    const auto failures =
        forms::runScenario(*scenario, *form, mapped(scenario->value(QStringLiteral("media")).toObject(), scenarioPath),
                           world.environment());
    if (!failures)
        return report({failures.error().detail});
    if (!failures->isEmpty())
        return report(*failures);
    if (!named)
        out() << "PASS\n";
    return true;
}

int runScenarios(const QStringList &arguments)
{
    const bool batch = arguments.value(0) == QStringLiteral("--batch");
    if (batch ? arguments.size() < 2 : arguments.size() != 2) {
        err() << "form run: FORM.xml SCENARIO.json, or --batch SCENARIO.json…\n";
        return usage;
    }
    if (!batch)
        return play(arguments.at(1), arguments.at(0), false) ? held : failed;
    int passed = 0;
    for (const QString &path : arguments.mid(1))
        passed += play(path, {}, true) ? 1 : 0;
    const qsizetype missed = arguments.size() - 1 - passed;
    out() << passed << " passed, " << missed << " failed\n";
    return missed == 0 ? held : failed;
}

int runExpressionFile(const QStringList &arguments)
{
    if (arguments.size() != 1 || arguments.first().startsWith(QChar(u'-'))) {
        err() << "form expressions: one FILE.json, please\n";
        return usage;
    }
    const auto file = readJson(arguments.first());
    if (!file) {
        err() << file.error().detail << '\n';
        return failed;
    }
    World world;
    const auto tally = forms::runExpressions(*file, world.environment());
    if (!tally) {
        err() << tally.error().detail << '\n';
        return failed;
    }
    for (const QString &failure : tally->failures)
        err() << failure << '\n';
    out() << tally->passed << " passed, " << tally->failures.size() << " failed\n";
    return tally->failures.isEmpty() ? held : failed;
}

/// A form of any size for benches: pages of 20 questions, whose expressions look a little back.
QString syntheticForm(int questions, int expressions, quint64 seed)
{
    std::mt19937_64 random(seed);
    const auto upTo = [&random](int most) { return int(random() % quint64(std::max(most, 1))); };
    const auto pathOf = [](int i) { return QStringLiteral("/data/g%1/q%2").arg(i / 20).arg(i); };
    QString instance;
    QString body;
    QStringList binds(questions);
    for (int i = 0; i < questions; ++i) {
        const bool first = i % 20 == 0;
        const bool last = i % 20 == 19 || i + 1 == questions;
        if (first) {
            instance += QStringLiteral("<g%1>").arg(i / 20);
            body += QStringLiteral("<group ref=\"/data/g%1\"><label>Page %1</label>").arg(i / 20);
        }
        instance += QStringLiteral("<q%1/>").arg(i);
        body += QStringLiteral("<input ref=\"%1\"><label>Question %2</label></input>").arg(pathOf(i)).arg(i);
        if (last) {
            instance += QStringLiteral("</g%1>").arg(i / 20);
            body += QStringLiteral("</group>");
        }
    }
    // Each expression goes to a random question, or to the next one that has room for its kind.
    const std::array<QString, 3> kinds = {QStringLiteral(" relevant=\"%1 != 'no'\""),
                                          QStringLiteral(" calculate=\"coalesce(%1, '0') + %2\""),
                                          QStringLiteral(" constraint=\". != %1 or . = ''\"")};
    for (int n = 0; n < expressions; ++n) {
        const QString &kind = kinds[std::size_t(n % 3)];
        const QString mark = kind.left(kind.indexOf(u'='));
        int target = 1 + upTo(questions - 1);
        while (binds.at(target).contains(mark))
            target = target + 1 < questions ? target + 1 : 1;
        const QString source = pathOf(std::max(0, target - 1 - upTo(30)));
        binds[target] += kind.contains(u"%2") ? kind.arg(source).arg(upTo(100)) : kind.arg(source);
    }
    QString bindText;
    for (int i = 0; i < questions; ++i)
        bindText += QStringLiteral("<bind nodeset=\"%1\" type=\"string\"%2/>\n").arg(pathOf(i), binds.at(i));
    return QStringLiteral("<?xml version=\"1.0\"?>\n<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
                          "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>Synthetic</h:title><model>\n"
                          "<instance><data id=\"synthetic\" version=\"%1\">%2</data></instance>\n%3</model></h:head>\n"
                          "<h:body>%4</h:body></h:html>\n")
        .arg(seed)
        .arg(instance, bindText, body);
}

int runDemoForm(const QStringList &arguments)
{
    int questions = 0;
    int expressions = -1;
    quint64 seed = 1;
    bool understood = arguments.size() % 2 == 0;
    for (qsizetype i = 0; understood && i + 1 < arguments.size(); i += 2) {
        bool number = false;
        const qlonglong value = arguments.at(i + 1).toLongLong(&number);
        if (arguments.at(i) == QStringLiteral("--questions"))
            questions = int(value);
        else if (arguments.at(i) == QStringLiteral("--expressions"))
            expressions = int(value);
        else if (arguments.at(i) == QStringLiteral("--seed"))
            seed = quint64(value);
        else
            understood = false;
        understood = understood && number && value >= 0 && value <= 100'000;
    }
    if (!understood || questions < 2 || expressions < 0 || expressions > 3 * (questions - 1)) {
        err() << "demo form: --questions N (2..100000) --expressions N (0..three a question) --seed S\n";
        return usage;
    }
    out() << syntheticForm(questions, expressions, seed);
    return held;
}

} // namespace

QList<Verb> formVerbs()
{
    return {
        {QStringLiteral("form check"), QStringLiteral("FORM.xml"),
         QStringLiteral(
             "Loads and evaluates a questionnaire and lists what this build leaves aside. Its files are looked "
             "for beside it."),
         runCheck},
        {QStringLiteral("form run"), QStringLiteral("FORM.xml SCENARIO.json | --batch SCENARIO.json…"),
         QStringLiteral("Plays scenarios against a questionnaire; prints PASS or one line per failed expectation."),
         runScenarios},
        {QStringLiteral("form expressions"), QStringLiteral("FILE.json"),
         QStringLiteral("Evaluates a file of XPath expressions and prints \"N passed, M failed\"."), runExpressionFile},
        {QStringLiteral("demo form"), QStringLiteral("--questions N --expressions N --seed S"),
         QStringLiteral("Writes a questionnaire of that size to stdout, the same for the same seed."), runDemoForm},
    };
}

} // namespace ruhu::ctl
