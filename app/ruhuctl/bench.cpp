// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/bench.h"

#include "app/ruhuctl/verbs.h"
#include "core/crypto/hash.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>
#include <QTextStream>

#include <algorithm>
#include <unistd.h>

namespace ruhu::ctl {

double quantile(QList<double> values, double p)
{
    Q_ASSERT(!values.isEmpty());
    std::sort(values.begin(), values.end());
    const auto rank = qsizetype(p * double(values.size() - 1) + 0.5);
    return values.at(rank);
}

Result<BenchRow> compareAlternately(const QString &what, int rounds, const Measured &ours, const QString &baseline,
                                    const Measured &floor, double goalRatio)
{
    QList<double> mine;
    QList<double> theirs;
    for (int round = 0; round < rounds; ++round) {
        const auto first = floor();
        if (!first)
            return passOn(first);
        const auto second = ours();
        if (!second)
            return passOn(second);
        theirs.append(*first);
        mine.append(*second);
    }
    BenchRow row = quantileRow(what, 0.5, mine, baseline, theirs);
    if (goalRatio > 0) {
        row.goal = QStringLiteral("ratio <= %1").arg(goalRatio);
        row.holds = row.ratio <= goalRatio;
    }
    return row;
}

BenchRow quantileRow(const QString &what, double p, const QList<double> &ours, const QString &baseline,
                     const QList<double> &floor)
{
    BenchRow row{what, quantile(ours, p), QStringLiteral("ms"), baseline, quantile(floor, p), 0, {}, true};
    row.ratio = row.baselineValue > 0 ? row.value / row.baselineValue : 0;
    return row;
}

BenchRow reported(const QString &what, double value, const QString &unit)
{
    return {what, value, unit, {}, 0, 0, {}, true};
}

BenchRow atMost(BenchRow row, double limit, const QString &source)
{
    row.goal = QStringLiteral("<= %1 %2 (%3)").arg(limit).arg(row.unit, source);
    row.holds = row.value <= limit;
    return row;
}

BenchRow atLeast(BenchRow row, double limit, const QString &source)
{
    row.goal = QStringLiteral(">= %1 %2 (%3)").arg(limit).arg(row.unit, source);
    row.holds = row.value >= limit;
    return row;
}

int printBench(const QString &name, const QList<BenchRow> &rows)
{
    QJsonArray list;
    bool holds = true;
    const auto rounded = [](double value) { return std::round(value * 1000) / 1000; };
    for (const BenchRow &row : rows) {
        list.append(QJsonObject{{QStringLiteral("what"), row.what},
                                {QStringLiteral("value"), rounded(row.value)},
                                {QStringLiteral("unit"), row.unit},
                                {QStringLiteral("baseline"), row.baseline},
                                {QStringLiteral("baseline_value"), rounded(row.baselineValue)},
                                {QStringLiteral("ratio"), rounded(row.ratio)},
                                {QStringLiteral("goal"), row.goal},
                                {QStringLiteral("holds"), row.holds}});
        holds = holds && row.holds;
    }
    QTextStream(stdout)
        << QJsonDocument(QJsonObject{{QStringLiteral("name"), name}, {QStringLiteral("rows"), list}}).toJson();
    return holds ? held : failed;
}

QList<BenchRow> calibration(const QString &folder)
{
    QList<BenchRow> rows;
    QElapsedTimer timer;
    const QByteArray block(16 * 1024 * 1024, 'r');
    timer.start();
    for (int i = 0; i < 64; ++i)
        std::ignore = crypto::blake2b(block);
    rows.append(
        reported(QStringLiteral("calibration: BLAKE2b of 1 GiB"), double(timer.elapsed()), QStringLiteral("ms")));
    QTemporaryFile file(folder + QStringLiteral("/calibration-XXXXXX"));
    if (file.open()) {
        const QByteArray page(4096, 'r');
        timer.restart();
        for (int i = 0; i < 200; ++i) {
            file.write(page);
            file.flush();
            ::fsync(file.handle());
        }
        rows.append(reported(QStringLiteral("calibration: 200 fsyncs of 4 KiB"), double(timer.elapsed()),
                             QStringLiteral("ms")));
    }
    return rows;
}

} // namespace ruhu::ctl
