// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/sim/sim.h"

#include "sync/sim/world.h"

#include <array>
#include <atomic>
#include <mutex>
#include <thread>

namespace ruhu::sim {

namespace {

constexpr std::array kPlants = {
    PlantInfo{Plant::NoDedup, QLatin1String("no-dedup"), QLatin1String("a mutation sent twice takes effect twice")},
    PlantInfo{Plant::AckBeforeCommit, QLatin1String("ack-before-commit"),
              QLatin1String("the hub says kept before it is")},
    PlantInfo{Plant::WholeRowLastWrite, QLatin1String("whole-row-last-write"),
              QLatin1String("a patch replaces the record as its writer saw it")},
    PlantInfo{Plant::CursorBeforePage, QLatin1String("cursor-before-page"),
              QLatin1String("the cursor is saved before the rows")},
    PlantInfo{Plant::EditResurrectsArchived, QLatin1String("edit-resurrects-archived"),
              QLatin1String("an edit brings an archived record back")},
    PlantInfo{Plant::PullDropsEdits, QLatin1String("pull-overwrites-edits"),
              QLatin1String("a pulled row throws away what waits to be sent")},
    PlantInfo{Plant::LastWriterByDeviceClock, QLatin1String("last-writer-by-clock"),
              QLatin1String("the later device clock wins")},
};

} // namespace

std::span<const PlantInfo> plants()
{
    return kPlants;
}

std::optional<Plant> plantFromName(QStringView name)
{
    for (const PlantInfo &info : kPlants) {
        if (name == info.name)
            return info.plant;
    }
    return std::nullopt;
}

Verdict run(quint64 seed, Plant plant, bool trace)
{
    return World(seed, plant, trace).run();
}

Summary runMany(quint64 first, quint64 last, Plant plant, int threads, bool stopAtFirst)
{
    Summary summary;
    summary.first = first;
    summary.last = last;
    std::atomic<quint64> next{first};
    std::atomic<bool> stop{false};
    std::mutex mutex;
    std::optional<quint64> lowest;
    const auto work = [&] {
        for (quint64 seed = next++; seed <= last && !stop; seed = next++) {
            const Verdict verdict = run(seed, plant);
            const std::scoped_lock lock(mutex);
            ++summary.seeds;
            summary.onCoreStore += verdict.onCoreStore ? 1 : 0;
            summary.mutations += verdict.mutations;
            summary.conflicts += verdict.conflicts;
            summary.photos += verdict.photos;
            summary.crashes += verdict.crashes;
            if (verdict.broken.isEmpty())
                continue;
            ++summary.failed;
            lowest = std::min(lowest.value_or(seed), seed);
            stop = stopAtFirst;
        }
    };
    std::vector<std::jthread> pool;
    for (int i = 1; i < threads; ++i)
        pool.emplace_back(work);
    work();
    pool.clear(); // joins
    if (lowest)
        summary.firstFailing = run(*lowest, plant, true);
    return summary;
}

} // namespace ruhu::sim
