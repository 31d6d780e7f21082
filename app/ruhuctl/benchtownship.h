// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "app/ruhuctl/vaultaccess.h"
#include "core/record/record.h"
#include "core/store/store.h"
#include "sync/engine/engine.h"
#include "sync/hub/hub.h"

#include <QTemporaryDir>

#include <memory>

namespace ruhu::ctl {

/// A laptop of the township in use: vault, sealed database, store. Closed in the right order.
struct BenchLaptop
{
    OpenVault vault;
    std::unique_ptr<vault::SealedDatabase> sealed;
    std::shared_ptr<store::Store> store;
};

/// What one first sync did on the laptop.
struct FirstSync
{
    double ms = 0;                             ///< All of it without the hub's own time.
    QList<QList<record::Record>> transactions; ///< Rows of every write, in order; empty for what only moves a cursor.
    QList<double> writeMs;                     ///< Of every write, from asking until it is durable.
    qint64 records = 0;
};

/// A province in memory with the invented township Liuxi, and laptops that are enrolled in it: what the benches work
/// on. The hub is the real one without its network, so that a first sync is the laptop's work and nothing else.
class BenchTownship
{
public:
    /// \param households 20 … 100,000
    static Result<std::unique_ptr<BenchTownship>> make(int households);

    /// Enrols the caseworker on a new laptop whose data folder (as of `ruhu --data-dir`) is `folder`.
    Result<void> enrol(const QString &folder, crypto::PasswordCost cost);
    /// Opens the vault of such a laptop.
    Result<std::unique_ptr<BenchLaptop>> open(const QString &folder) const;
    /// Brings everything, with the real engine, verification, and one durable transaction a slice.
    Result<FirstSync> sync(BenchLaptop &laptop);

    [[nodiscard]] int households() const { return m_households; }
    [[nodiscard]] int people() const { return m_people; }
    /// A new path below the folder that goes with this object.
    [[nodiscard]] QString scratch(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] static QByteArray password() { return "liuxi-bench-2026"; }

private:
    class Enrolment;
    BenchTownship();

    QTemporaryDir m_folder;
    std::shared_ptr<SystemClock> m_clock;
    std::shared_ptr<Rng> m_rng;
    hub::HubKeys m_keys;
    std::unique_ptr<hub::HubStore> m_hub;
    hub::NonceMemory m_nonces;
    PersonId m_caseworker;
    int m_households = 0;
    int m_people = 0;
};

} // namespace ruhu::ctl
