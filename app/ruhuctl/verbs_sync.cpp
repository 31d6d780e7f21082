// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/verbs.h"
#include "sync/sim/sim.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTextStream>
#include <QThread>

namespace ruhu::ctl {

namespace {

int complainUsage(const QString &why)
{
    QTextStream(stderr) << "ruhuctl sim: " << why << '\n';
    return usage;
}

/// "7..2000", or one number.
std::optional<std::pair<quint64, quint64>> seedsFrom(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,12})(?:\\.\\.(\\d{1,12}))?$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const quint64 first = match.captured(1).toULongLong();
    const quint64 last = match.captured(2).isEmpty() ? first : match.captured(2).toULongLong();
    return first <= last ? std::optional(std::pair(first, last)) : std::nullopt;
}

QJsonObject toJson(const sim::Summary &summary)
{
    QJsonObject json{{QStringLiteral("seeds"), summary.seeds},
                     {QStringLiteral("failed"), summary.failed},
                     {QStringLiteral("mutations"), summary.mutations},
                     {QStringLiteral("conflicts"), summary.conflicts},
                     {QStringLiteral("photos"), summary.photos},
                     {QStringLiteral("crashes"), summary.crashes},
                     {QStringLiteral("first_failing_seed"), QJsonValue()}};
    if (summary.firstFailing) {
        json[QStringLiteral("first_failing_seed")] = qint64(summary.firstFailing->seed);
        json[QStringLiteral("broken")] = QJsonArray::fromStringList(summary.firstFailing->broken);
    }
    return json;
}

int simRun(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("seeds"), {}, QStringLiteral("A..B")});
    parser.addOption({QStringLiteral("plant"), {}, QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("trace"), {}});
    if (!parser.parse(QStringList(QString()) + arguments) || !parser.positionalArguments().isEmpty())
        return complainUsage(QStringLiteral("--seeds A..B [--plant NAME] [--trace]"));
    const auto seeds = seedsFrom(parser.value(QStringLiteral("seeds")));
    if (!seeds)
        return complainUsage(QStringLiteral("--seeds wants two numbers, as in 1..2000"));
    sim::Plant plant = sim::Plant::None;
    if (parser.isSet(QStringLiteral("plant"))) {
        const auto known = sim::plantFromName(parser.value(QStringLiteral("plant")));
        if (!known)
            return complainUsage(QStringLiteral("no such planted fault; see ruhuctl sim plants"));
        plant = *known;
    }
    // The hub's disk fails hundreds of times on purpose: its log would be all one sees.
    QLoggingCategory::setFilterRules(QStringLiteral("ruhu.hub.warning=false"));
    const int threads = std::max(1, QThread::idealThreadCount());
    const sim::Summary summary = sim::runMany(seeds->first, seeds->second, plant, threads);
    QTextStream(stdout) << QJsonDocument(toJson(summary)).toJson();
    if (parser.isSet(QStringLiteral("trace")) && summary.firstFailing)
        QTextStream(stderr) << summary.firstFailing->trace.join(QChar(u'\n')) << '\n';
    return summary.failed == 0 ? held : failed;
}

int simPlants(const QStringList &arguments)
{
    if (!arguments.isEmpty())
        return complainUsage(QStringLiteral("plants takes nothing"));
    QTextStream out(stdout);
    for (const sim::PlantInfo &plant : sim::plants())
        out << plant.name << '\n';
    return held;
}

} // namespace

QList<Verb> syncVerbs()
{
    return {
        {QStringLiteral("sim run"), QStringLiteral("--seeds A..B [--plant NAME] [--trace]"),
         QStringLiteral("Runs seeded worlds of laptops, a hub and bad weather, and checks what must hold. Prints JSON; "
                        "exit 1 when a seed fails. --trace prints what happened in the first failing one."),
         simRun},
        {QStringLiteral("sim plants"), QString(),
         QStringLiteral("Lists the faults that can be planted to see whether the worlds notice, one a line."),
         simPlants},
    };
}

} // namespace ruhu::ctl
