// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

#include <functional>

namespace ruhu::ctl {

/// One figure beside its floor. A ratio is what counts: seconds differ from machine to machine, ratios hardly.
struct BenchRow
{
    QString what;     ///< "first sync of 2,000 households"
    double value = 0; ///< Ours, in `unit`.
    QString unit;     ///< "ms", "rows/s", "MiB"
    QString baseline; ///< What it is held against: "plain SQLite insert of the same rows". Empty: no baseline.
    double baselineValue = 0;
    double ratio = 0;  ///< value / baselineValue; 0 without a baseline.
    QString goal;      ///< "<= 50 ms (docs/benches.md)": limit and where it is written; empty: reported only.
    bool holds = true; ///< Whether the goal is met; true where there is none.
};

/// One way of doing a piece of work: returns how long it took in milliseconds, or why it failed.
using Measured = std::function<Result<double>()>;

/// Runs ours and the baseline alternately, `rounds` times each in the same process, and compares their medians, so that
/// a noisy minute hits both. `goalRatio` <= 0 means: reported only.
Result<BenchRow> compareAlternately(const QString &what, int rounds, const Measured &ours, const QString &baseline,
                                    const Measured &floor, double goalRatio);

/// A row without baseline and goal.
[[nodiscard]] BenchRow reported(const QString &what, double value, const QString &unit);

/// The row with a goal on its value, in its own unit; `source` says where the figure is written.
[[nodiscard]] BenchRow atMost(BenchRow row, double limit, const QString &source);
[[nodiscard]] BenchRow atLeast(BenchRow row, double limit, const QString &source);

/// A row of two lists of measurements that were taken alternately: the p-quantile of each.
[[nodiscard]] BenchRow quantileRow(const QString &what, double p, const QList<double> &ours, const QString &baseline,
                                   const QList<double> &floor);

/// The p-quantile (0 … 1) of the values, by the nearest rank. `values` must not be empty.
double quantile(QList<double> values, double p);

/// Prints {name, rows} as JSON on stdout; exit code of the verb: 1 when a row misses its goal.
int printBench(const QString &name, const QList<BenchRow> &rows);

/// The two rows that say how fast this machine is today: BLAKE2b of 1 GiB, and 200 fsyncs of 4 KiB in `folder`.
QList<BenchRow> calibration(const QString &folder);

/// What the verb was asked for.
struct BenchOptions
{
    int households = 2'000;
};

// One function a bench; verbs_bench.cpp lists them.
Result<QList<BenchRow>> benchFirstSync(const BenchOptions &options);
Result<QList<BenchRow>> benchSearch(const BenchOptions &options);
Result<QList<BenchRow>> benchStart(const BenchOptions &options);
Result<QList<BenchRow>> benchUnlock(const BenchOptions &options);

} // namespace ruhu::ctl
