// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/bench.h"
#include "app/ruhuctl/vaultaccess.h"
#include "app/ruhuctl/verbs.h"

#include <QCommandLineParser>
#include <QLoggingCategory>
#include <QTextStream>

#include <array>

namespace ruhu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Bench
{
    const char *name;
    const char *what;
    Result<QList<BenchRow>> (*run)(const BenchOptions &options);
};

constexpr std::array benches = {
    Bench{"first-sync", "applying the first sync of a township, beside a plain SQLite insert of the same bytes",
          benchFirstSync},
    Bench{"search", "instant search by name, initials, ID tail and village, beside LIKE in plain SQLite", benchSearch},
    Bench{"start", "start of the program to its unlock page, beside an empty Qt window", benchStart},
    Bench{"unlock", "password to all that the page Today shows, beside Argon2id itself", benchUnlock},
};

int runBench(const QStringList &words)
{
    QTextStream err(stderr);
    QCommandLineParser parser;
    const QCommandLineOption households(u"households"_s, {}, u"N"_s, u"2000"_s);
    parser.addOption(households);
    BenchOptions options;
    bool number = false;
    const bool parsed = parser.parse(QStringList(QString()) + words) && parser.positionalArguments().size() == 1;
    options.households = parsed ? parser.value(households).toInt(&number) : 0;
    if (!parsed || !number || options.households < 20 || options.households > 100'000) {
        err << "ruhuctl: bench: NAME [--households N (20..100000)] is needed\n";
        return usage;
    }
    const QString name = parser.positionalArguments().first();
    const auto *bench =
        std::find_if(benches.begin(), benches.end(), [&](const Bench &one) { return name == QLatin1String(one.name); });
    if (bench == benches.end()) {
        err << "ruhuctl: bench: there is no bench of that name; ruhuctl bench --help lists them\n";
        return usage;
    }
    QLoggingCategory::setFilterRules(u"ruhu.*.info=false"_s);
    const auto rows = bench->run(options);
    return rows ? printBench(name, *rows) : complain(u"bench "_s + name, rows.error());
}

} // namespace

QList<Verb> benchVerbs()
{
    QString help =
        u"Measures and prints JSON: {name, rows: [{what, value, unit, baseline, baseline_value, ratio, goal, "
        "holds}]}.\nA ratio is always measured against its baseline alternately in the same run. Exit 1 when "
        "a row misses its goal.\n\nNAME is one of\n"_s;
    for (const Bench &bench : benches)
        help += u"  %1  %2\n"_s.arg(QLatin1String(bench.name), -10).arg(QLatin1String(bench.what));
    return {{u"bench"_s, u"NAME [--households N]"_s, help, runBench}};
}

} // namespace ruhu::ctl
