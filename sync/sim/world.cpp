// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/sim/world.h"

#include "sync/hub/admin.h"

namespace ruhu::sim {

namespace {

constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 stormMs = 12 * minute;     ///< While people work and everything breaks.
constexpr qint64 patienceMs = 180 * minute; ///< Until everything must have been exchanged after that.
constexpr qsizetype mostEvents = 400'000;

record::Signer signerOf(std::shared_ptr<crypto::SigningKey> key)
{
    return [key](QByteArrayView message) -> Result<QByteArray> { return crypto::sign(key->secretKey, message); };
}

std::shared_ptr<crypto::SigningKey> keyOf(Rng &rng)
{
    return std::make_shared<crypto::SigningKey>(
        crypto::signingKeyFromSeed(crypto::SecretBytes::random(crypto::signSeedSize, rng)));
}

} // namespace

Result<void> FaultyHubStore::transact(const Work &work)
{
    const Fault fault = std::exchange(next, Fault::None);
    const auto done = m_store.transact([&](hub::HubTransaction &tx) -> Result<void> {
        if (const auto worked = work(tx); !worked)
            return worked;
        return fault == Fault::BeforeCommit ? Result<void>(fail(ErrorCode::Io, QStringLiteral("before commit")))
                                            : Result<void>();
    });
    if (!done)
        return done;
    return fault == Fault::AfterCommit ? Result<void>(fail(ErrorCode::Io, QStringLiteral("after commit")))
                                       : Result<void>();
}

World::World(quint64 seed, Plant plant, bool trace)
    : m_seed(seed)
    , m_plant(plant)
    , m_tracing(trace)
    , m_rng(seed)
    , m_hubRng(seed ^ 0x68756268756268ULL)
    , m_clock(m_now)
    , m_store(m_memory)
    , m_nonces(std::make_unique<hub::NonceMemory>())
{
    m_verdict.seed = seed;
    m_verdict.onCoreStore = onRealStores();
    m_faults.noDedup = plant == Plant::NoDedup;
    m_faults.ackBeforeCommit = plant == Plant::AckBeforeCommit;
    m_faults.wholeRowLastWrite = plant == Plant::WholeRowLastWrite;
    m_faults.editResurrectsArchived = plant == Plant::EditResurrectsArchived;
    m_faults.lastWriterByDeviceClock = plant == Plant::LastWriterByDeviceClock;
}

World::~World() = default;

void World::note(const QString &line)
{
    const QString stamped = QStringLiteral("%1 %2").arg(m_now, 8).arg(line);
    m_hash.add(stamped.toUtf8());
    if (m_tracing)
        m_verdict.trace.append(stamped);
}

void World::at(qint64 delayMs, Action action)
{
    m_agenda.emplace(std::pair(m_now + delayMs, ++m_order), std::move(action));
}

void World::runUntil(qint64 endMs)
{
    while (!m_agenda.empty() && m_agenda.begin()->first.first <= endMs) {
        auto first = m_agenda.extract(m_agenda.begin());
        m_now = first.key().first;
        first.mapped()();
        if (m_order > quint64(mostEvents)) {
            broken(QStringLiteral("I9 the world never came to rest"));
            m_agenda.clear();
        }
    }
    m_now = endMs;
}

// ---- a province -----------------------------------------------------------------------------------------------------

/// A tenth of the worlds; never where the fault is planted into the model itself.
bool World::onRealStores() const
{
    return m_seed % 10 == 0 && m_plant != Plant::CursorBeforePage && m_plant != Plant::PullDropsEdits;
}

void World::found()
{
    const auto rootKey = keyOf(m_rng);
    m_issuer = keyOf(m_rng);
    protocol::RootRecord root;
    root.province = QStringLiteral("Simulated");
    root.demo = true;
    root.keys = {rootKey->publicKey};
    root.threshold = 1;
    root.escrowKey = m_rng.bytes(32);
    root.issuer = {m_issuer->publicKey, 0, m_clock.wallMs() * 2};
    const auto issued = protocol::issue(root, QList<protocol::RootSigner>{{rootKey->publicKey, signerOf(rootKey)}});
    Q_ASSERT(issued);
    m_keys.root = *issued;
    m_keys.issuer = signerOf(m_issuer);

    m_parts = {990101001, 990101002};
    settle();

    const QList<std::pair<QString, QList<qint32>>> crew = {
        {QStringLiteral("TownshipHandler"), {m_parts.at(0)}},
        {QStringLiteral("Investigator"), m_parts},
        {QStringLiteral("TownshipSupervisor"), m_parts},
    };
    m_laptops.resize(std::size_t(crew.size()));
    for (int i = 0; i < crew.size(); ++i) {
        Laptop &laptop = m_laptops[std::size_t(i)];
        laptop.index = i;
        laptop.role = crew.at(i).first;
        laptop.parts = crew.at(i).second;
        laptop.rng = std::make_unique<SeededRng>(m_rng.next());
        // Most clocks are a little wrong, some by days: no decision may follow from them.
        const qint64 skew =
            m_rng.chance(250) ? m_rng.between(-3 * 24 * 60, 3 * 24 * 60) * minute : m_rng.between(-120, 120) * second;
        laptop.clock = std::make_unique<WorldClock>(m_now, skew);
        laptop.store =
            onRealStores()
                ? realLaptop(*laptop.clock)
                : modelLaptop(StoreFaults{m_plant == Plant::CursorBeforePage, m_plant == Plant::PullDropsEdits});
        laptop.device = DeviceId::make(m_clock, *laptop.rng);
        laptop.deviceKey = keyOf(*laptop.rng);
        laptop.personKey = keyOf(*laptop.rng);
        hub::NewPerson person{QStringLiteral("Person %1").arg(i), laptop.role, qint64(laptop.parts.first()) * 1000};
        const auto added = hub::addPerson(m_memory, m_clock, m_hubRng, person);
        Q_ASSERT(added);
        laptop.person = added->person;
        for (const qint32 part : laptop.parts.mid(1)) {
            const auto granted =
                hub::addGrant(m_memory, m_clock, m_hubRng, laptop.person, laptop.role, qint64(part) * 1000);
            Q_ASSERT(granted);
        }
        enrol(laptop, added->code);
    }
}

void World::enrol(Laptop &laptop, const QString &code)
{
    protocol::EnrolRequest request;
    request.code = code;
    request.device = laptop.device;
    request.deviceSignKey = laptop.deviceKey->publicKey;
    request.deviceBoxKey = laptop.rng->bytes(32);
    request.personSignKey = laptop.personKey->publicKey;
    request.personBoxKey = laptop.rng->bytes(32);
    request.app = QStringLiteral("sim");
    const auto signedRequest = protocol::signEnrol(request, signerOf(laptop.deviceKey), signerOf(laptop.personKey));
    Q_ASSERT(signedRequest);
    hub::HubContext context{m_memory, m_clock, m_hubRng, m_keys, *m_nonces};
    const auto response = hub::handle(protocol::post(protocol::enrolPath, protocol::toCbor(*signedRequest)), context);
    if (!response.ok())
        broken(QStringLiteral("enrolment refused: %1").arg(response.status));
}

// ---- laptops --------------------------------------------------------------------------------------------------------

void World::boot(Laptop &laptop)
{
    ++laptop.life;
    note(QStringLiteral("laptop %1 starts").arg(laptop.index));
    laptop.engine = std::make_unique<engine::Engine>(
        engine::Identity{laptop.device, signerOf(laptop.deviceKey), m_keys.root}, *laptop.rng);
    step(laptop, engine::Started{});
}

void World::crash(Laptop &laptop)
{
    ++laptop.life;
    ++m_verdict.crashes;
    laptop.engine.reset();
    laptop.store->crash();
    laptop.screen.reset();
    note(QStringLiteral("laptop %1 dies").arg(laptop.index));
    at(m_rng.between(1, 30) * second, [this, &laptop] { boot(laptop); });
}

void World::step(Laptop &laptop, const engine::Event &event)
{
    if (!laptop.engine)
        return;
    const quint64 life = laptop.life;
    const auto effects = laptop.engine->step({laptop.clock->wallMs(), laptop.clock->monotonicMs()}, event);
    for (const engine::Effect &effect : effects) {
        if (!m_healed && m_rng.chance(m_crash)) {
            crash(laptop);
            return;
        }
        perform(laptop, effect);
        if (laptop.life != life)
            return;
    }
}

void World::perform(Laptop &laptop, const engine::Effect &effect)
{
    if (const auto *sending = std::get_if<engine::Send>(&effect)) {
        send(laptop, *sending);
    } else if (const auto *tx = std::get_if<engine::Tx>(&effect)) {
        store(laptop, *tx);
    } else if (const auto *wake = std::get_if<engine::WakeAt>(&effect)) {
        const quint64 life = laptop.life;
        const qint64 delayMs = std::max<qint64>(0, wake->monoMs - laptop.clock->monotonicMs());
        at(delayMs, [this, &laptop, life] {
            if (laptop.life == life)
                step(laptop, engine::Woken{});
        });
    }
}

void World::store(Laptop &laptop, const engine::Tx &tx)
{
    const quint64 life = laptop.life;
    if (const auto *apply = std::get_if<engine::ApplyPage>(&tx.op))
        watchPage(laptop, apply->page);
    // A real store also dies inside a transaction, at any of its statements.
    const bool dies = laptop.store->isReal() && !m_healed && m_rng.chance(m_crash);
    if (dies)
        laptop.store->breakAt(int(m_rng.between(0, 25)));
    auto reply = laptop.store->perform(tx.op);
    if (dies) {
        note(QStringLiteral("laptop %1 in the middle of %2").arg(laptop.index).arg(engine::nameOf(tx.op)));
        crash(laptop);
        return;
    }
    note(QStringLiteral("laptop %1 %2").arg(laptop.index).arg(engine::nameOf(tx.op)));
    if (m_plant == Plant::CursorBeforePage && std::holds_alternative<engine::ApplyPage>(tx.op)) {
        if (!m_healed && m_rng.chance(m_crash * 4)) {
            crash(laptop);
            return;
        }
        laptop.store->finishPage();
    }
    at(m_rng.between(1, 20), [this, &laptop, life, id = tx.id, reply = std::move(reply)] {
        if (laptop.life == life)
            step(laptop, engine::Stored{id, reply});
    });
}

// ---- network --------------------------------------------------------------------------------------------------------

qint64 World::delay()
{
    if (m_healed)
        return 30;
    return m_rng.chance(50) ? m_rng.between(2, 40) * second : m_rng.between(20, 1500);
}

void World::send(Laptop &laptop, const engine::Send &send)
{
    const quint64 life = laptop.life;
    note(QStringLiteral("laptop %1 sends %2 %3 (%4)")
             .arg(laptop.index)
             .arg(QLatin1String(send.request.method), QLatin1String(send.request.path))
             .arg(send.request.body.size()));
    const auto unanswered = [this, &laptop, life, id = send.id](ErrorCode code) {
        return [this, &laptop, life, id, code] {
            if (laptop.life == life)
                step(laptop, engine::Unanswered{id, code});
        };
    };
    if (laptop.offline) {
        at(m_rng.between(5, 500), unanswered(ErrorCode::Network));
        return;
    }
    at(send.deadlineMs, unanswered(ErrorCode::Timeout));
    const auto arrive = [this, &laptop, life, id = send.id](protocol::HttpRequest request) {
        return [this, &laptop, life, id, request] { arriveAtHub(laptop, life, id, request); };
    };
    if (!m_healed && m_rng.chance(m_double))
        at(delay() + m_rng.between(0, 90) * second, arrive(send.request));
    if (!m_healed && m_rng.chance(m_drop)) {
        ++m_verdict.lostMessages;
        return;
    }
    protocol::HttpRequest request = send.request;
    if (!m_healed && m_rng.chance(m_cut) && !request.body.isEmpty())
        request.body.truncate(m_rng.between(0, request.body.size() - 1));
    at(delay(), arrive(std::move(request)));
}

void World::arriveAtHub(Laptop &laptop, quint64 life, quint64 id, const protocol::HttpRequest &request)
{
    const bool dies = !m_healed && m_rng.chance(m_hubFault);
    if (dies)
        m_store.next = m_rng.chance(500) ? FaultyHubStore::Fault::BeforeCommit : FaultyHubStore::Fault::AfterCommit;
    hub::HubContext context{
        m_store, m_clock, m_hubRng, m_keys, *m_nonces, nullptr, m_plant == Plant::None ? nullptr : &m_faults};
    protocol::HttpResponse response = hub::handle(request, context);
    m_store.next = FaultyHubStore::Fault::None;
    watchAnswer(request, response);
    note(QStringLiteral("hub answers %1 %2: %3 (%4)%5")
             .arg(laptop.index)
             .arg(QLatin1String(request.path))
             .arg(response.status)
             .arg(response.body.size())
             .arg(dies ? QStringLiteral(" and dies") : QString()));
    if (dies) {
        m_nonces = std::make_unique<hub::NonceMemory>();
        if (m_rng.chance(500))
            return; // nobody hears the last words
    }
    if (!m_healed && m_rng.chance(m_drop)) {
        ++m_verdict.lostMessages;
        return;
    }
    if (!m_healed && m_rng.chance(m_cut) && !response.body.isEmpty())
        response.body.truncate(m_rng.between(0, response.body.size() - 1));
    const auto arrive = [this, &laptop, life, id, response] { arriveAtLaptop(laptop, life, id, response); };
    if (!m_healed && m_rng.chance(m_double))
        at(delay() + m_rng.between(0, 90) * second, arrive);
    at(delay(), arrive);
}

void World::arriveAtLaptop(Laptop &laptop, quint64 life, quint64 id, const protocol::HttpResponse &response)
{
    if (laptop.life == life && !laptop.offline)
        step(laptop, engine::Answered{id, response});
}

void World::scheduleTrouble()
{
    // Every seed has its own weather; one in ten is fine, so that plain work is tried too.
    const bool fine = m_rng.chance(100);
    m_drop = fine ? 0 : int(m_rng.between(0, 250));
    m_double = fine ? 0 : int(m_rng.between(0, 200));
    m_cut = fine ? 0 : int(m_rng.between(0, 60));
    m_crash = fine ? 0 : int(m_rng.between(0, 12));
    m_hubFault = fine ? 0 : int(m_rng.between(0, 60));
    for (Laptop &laptop : m_laptops) {
        const qint64 parts = fine ? 0 : m_rng.between(0, 3);
        for (qint64 i = 0; i < parts; ++i) {
            const qint64 from = m_rng.between(0, stormMs);
            at(from, [this, &laptop] {
                laptop.offline = !m_healed;
                note(QStringLiteral("laptop %1 leaves the net").arg(laptop.index));
            });
            at(from + m_rng.between(20, 300) * second, [this, &laptop] {
                laptop.offline = false;
                note(QStringLiteral("laptop %1 is back").arg(laptop.index));
            });
        }
    }
}

bool World::quiet() const
{
    return std::all_of(m_laptops.cbegin(), m_laptops.cend(), [](const Laptop &laptop) {
        return laptop.engine && laptop.engine->progress().upToDate && laptop.store->drained();
    });
}

Verdict World::run()
{
    found();
    scheduleTrouble();
    for (Laptop &laptop : m_laptops)
        at(m_rng.between(0, 5) * second, [this, &laptop] { boot(laptop); });
    schedulePeople();
    runUntil(stormMs);

    m_healed = true;
    note(QStringLiteral("the weather clears"));
    const auto everybodyAsks = [this] {
        for (Laptop &laptop : m_laptops) {
            laptop.offline = false;
            step(laptop, engine::SyncNow{});
        }
    };
    everybodyAsks();
    const qint64 healedAt = m_now;
    int calm = 0; // twice: what the last one sent has to reach the first one
    while (calm < 2 && m_now < healedAt + patienceMs && m_verdict.broken.isEmpty()) {
        runUntil(m_now + 40 * second);
        calm = quiet() ? calm + 1 : 0;
        if (calm == 1)
            everybodyAsks();
    }
    m_verdict.healedAfterMs = m_now - healedAt;
    if (calm < 2)
        broken(QStringLiteral("I9 not everything was exchanged in three hours of fine weather"));
    check();
    m_verdict.hash = m_hash.result();
    return m_verdict;
}

} // namespace ruhu::sim
