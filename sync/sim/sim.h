// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QByteArray>
#include <QLatin1String>
#include <QList>
#include <QStringList>

#include <optional>
#include <span>

/// The seeded world: three laptops with the real engine over a model store (every tenth seed: over
/// core/store), the real hub core over its memory store, people who edit what they saw, and a network that drops,
/// doubles, delays, reorders, cuts and parts. Everything that happens follows from one number; the same number gives
/// the same world, byte for byte.
namespace ruhu::sim {

/// A fault put in on purpose, to see that the world notices.
enum class Plant {
    None,
    NoDedup,
    AckBeforeCommit,
    WholeRowLastWrite,
    CursorBeforePage,
    EditResurrectsArchived,
    PullDropsEdits,
    LastWriterByDeviceClock,
};

struct PlantInfo
{
    Plant plant;
    QLatin1String name; ///< Stable: command line, tests.
    QLatin1String what;
};
/// All that exist; Plant::None is not among them.
[[nodiscard]] std::span<const PlantInfo> plants();
[[nodiscard]] std::optional<Plant> plantFromName(QStringView name);

struct Verdict
{
    quint64 seed = 0;
    QStringList broken; ///< Invariants that did not hold, each with its number ("I3 …"); empty = the world held.
    QByteArray hash;    ///< Over everything that happened: 32 bytes.
    QStringList trace;  ///< One line an event, when it was asked for.
    // What the seed really tried: a world in which nothing happens proves nothing.
    bool onCoreStore = false; ///< The laptops ran on core/store, not on the model.
    int mutations = 0;
    int conflicts = 0;
    int resolutions = 0;
    int photos = 0;
    int crashes = 0;
    int lostMessages = 0;
    qint64 healedAfterMs = 0; ///< From the end of all faults until everything was equal.
};

/// Runs one world to its end. Thread-safe: worlds share nothing.
[[nodiscard]] Verdict run(quint64 seed, Plant plant = Plant::None, bool trace = false);

struct Summary
{
    quint64 first = 0;
    quint64 last = 0;
    qint64 seeds = 0;
    qint64 failed = 0;
    qint64 onCoreStore = 0;              ///< Of the seeds.
    std::optional<Verdict> firstFailing; ///< The lowest failing seed, with its trace.
    qint64 mutations = 0;
    qint64 conflicts = 0;
    qint64 photos = 0;
    qint64 crashes = 0;
};

/// Runs seeds first..last on `threads` threads. `stopAtFirst` ends after a failure was found (for planted faults).
[[nodiscard]] Summary runMany(quint64 first, quint64 last, Plant plant, int threads, bool stopAtFirst = false);

} // namespace ruhu::sim
