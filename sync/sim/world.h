// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "sync/engine/engine.h"
#include "sync/hub/hub.h"
#include "sync/hub/memorystore.h"
#include "sync/sim/laptopstore.h"
#include "sync/sim/seededrng.h"
#include "sync/sim/sim.h"

#include <functional>
#include <map>
#include <memory>

/// One world. Private to the room; its parts: world.cpp (time, network, crashes), people.cpp (what people do),
/// checks.cpp (what must hold).
namespace ruhu::sim {

/// The hub's store with a disk that sometimes fails around a commit: the two instants at which a hub may die.
class FaultyHubStore final : public hub::HubStore
{
public:
    enum class Fault { None, BeforeCommit, AfterCommit };

    explicit FaultyHubStore(hub::MemoryStore &store)
        : m_store(store)
    {
    }
    Fault next = Fault::None; ///< For the next transaction that writes.

    Result<void> transact(const Work &work) override;
    Result<void> read(const Work &work) override { return m_store.read(work); }
    Result<void> writeBlob(qint32 part, const QByteArray &hash, qint64 offset, const QByteArray &bytes) override
    {
        return m_store.writeBlob(part, hash, offset, bytes);
    }
    Result<QByteArray> readBlob(qint32 part, const QByteArray &hash, qint64 offset, qint64 length) override
    {
        return m_store.readBlob(part, hash, offset, length);
    }
    Result<void> finishBlob(qint32 part, const QByteArray &hash, qint64 length) override
    {
        return m_store.finishBlob(part, hash, length);
    }

private:
    hub::MemoryStore &m_store;
};

/// A mutation that a person made, as the person meant it.
struct Made
{
    record::Mutation mutation;
    int laptop = 0;
    BundleId bid;
};

struct Laptop
{
    int index = 0;
    DeviceId device;
    PersonId person;
    QString role;
    QList<qint32> parts;
    std::shared_ptr<crypto::SigningKey> deviceKey;
    std::shared_ptr<crypto::SigningKey> personKey;
    std::unique_ptr<SeededRng> rng;
    std::unique_ptr<WorldClock> clock;
    std::unique_ptr<LaptopStore> store;
    std::unique_ptr<engine::Engine> engine;
    quint64 life = 0; ///< Rises with every crash: what an earlier life started ends nowhere.
    bool offline = false;
    std::optional<LaptopStore::Seen> screen; ///< What somebody is looking at while others edit.
};

class World
{
public:
    World(quint64 seed, Plant plant, bool trace);
    ~World();

    Verdict run();

private:
    using Action = std::function<void()>;

    // ---- world.cpp
    void found();
    [[nodiscard]] bool onRealStores() const;
    void enrol(Laptop &laptop, const QString &code);
    void at(qint64 delayMs, Action action);
    void runUntil(qint64 endMs);
    void note(const QString &line);
    void boot(Laptop &laptop);
    void crash(Laptop &laptop);
    void step(Laptop &laptop, const engine::Event &event);
    void perform(Laptop &laptop, const engine::Effect &effect);
    void store(Laptop &laptop, const engine::Tx &tx);
    void send(Laptop &laptop, const engine::Send &send);
    void arriveAtHub(Laptop &laptop, quint64 life, quint64 id, const protocol::HttpRequest &request);
    void arriveAtLaptop(Laptop &laptop, quint64 life, quint64 id, const protocol::HttpResponse &response);
    [[nodiscard]] qint64 delay();
    void scheduleTrouble();
    [[nodiscard]] bool quiet() const;

    // ---- people.cpp
    void settle();
    void schedulePeople();
    void act(Laptop &laptop);
    void openScreen(Laptop &laptop);
    void saveScreen(Laptop &laptop);
    void createIncome(Laptop &laptop);
    void archiveSomething(Laptop &laptop);
    void visitWithPhoto(Laptop &laptop);
    void resolveConflict(Laptop &laptop);
    void commit(Laptop &laptop, Deed deed);
    [[nodiscard]] record::Body edited(const LaptopStore::Seen &seen, SeededRng &rng);
    [[nodiscard]] std::optional<LaptopStore::Seen> anyDocument(Laptop &laptop, const QList<record::Kind> &kinds);
    [[nodiscard]] QString fresh();

    // ---- checks.cpp
    void watchAnswer(const protocol::HttpRequest &request, const protocol::HttpResponse &response);
    void watchPage(const Laptop &laptop, const protocol::Page &page);
    void check();
    void checkOutcomes(hub::HubTransaction &tx);
    void checkNothingOverwritten(hub::HubTransaction &tx);
    void checkConvergence(hub::HubTransaction &tx, Laptop &laptop);
    void checkEvents(hub::HubTransaction &tx);
    void checkOnce(hub::HubTransaction &tx);
    void broken(const QString &what);

    quint64 m_seed;
    Plant m_plant;
    bool m_tracing;
    Verdict m_verdict;
    crypto::Blake2b m_hash;

    qint64 m_now = 0;
    quint64 m_order = 0;
    std::map<std::pair<qint64, quint64>, Action> m_agenda;
    SeededRng m_rng; ///< Weather: network, crashes.
    SeededRng m_hubRng;
    WorldClock m_clock;
    bool m_healed = false;

    // How bad the weather is, drawn from the seed; per mille.
    int m_drop = 0;
    int m_double = 0;
    int m_cut = 0;
    int m_crash = 0;
    int m_hubFault = 0;

    std::shared_ptr<crypto::SigningKey> m_issuer;
    hub::HubKeys m_keys;
    hub::MemoryStore m_memory;
    FaultyHubStore m_store;
    std::unique_ptr<hub::NonceMemory> m_nonces;
    hub::HubFaults m_faults;

    QList<qint32> m_parts;
    std::vector<Laptop> m_laptops;
    QList<record::Record> m_imported;
    QMap<MutationId, Made> m_made;
    QList<MutationId> m_madeOrder;
    QMap<MutationId, protocol::MutationResult> m_outcomes; ///< As the hub answered first.
    QMap<QByteArray, QByteArray> m_blobs;                  ///< What people photographed.
    quint64 m_fresh = 0;
};

} // namespace ruhu::sim
