// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/benchtownship.h"

#include "app/demo/population.h"
#include "app/ruhuctl/await.h"
#include "core/crypto/random.h"
#include "core/service/deviceground.h"
#include "core/service/laptop.h"
#include "sync/client/storeadapter.h"
#include "sync/hub/admin.h"
#include "sync/hub/memorystore.h"
#include "sync/hub/province.h"

#include <QDir>
#include <QElapsedTimer>
#include <QThread>

#include <deque>

namespace ruhu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype importRows = 1'000; // hub::importRecords
constexpr int mostSteps = 1'000'000;    // an exchange that needs more never ends

double since(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

} // namespace

/// The way to the hub without a network.
class BenchTownship::Enrolment final : public service::EnrolmentPort
{
public:
    explicit Enrolment(BenchTownship &township)
        : m_township(township)
    {
    }
    service::Answer<service::Enrolled> enrol(const service::EnrolRequest &request) override
    {
        return service::ready<service::Enrolled>(ask(request));
    }

private:
    Result<service::Enrolled> ask(const service::EnrolRequest &asked)
    {
        BenchTownship &t = m_township;
        protocol::EnrolRequest request;
        request.code = asked.code;
        request.device = asked.device;
        request.deviceSignKey = asked.deviceSignKey;
        request.deviceBoxKey = asked.deviceBoxKey;
        request.personSignKey = asked.personSignKey;
        request.personBoxKey = asked.personBoxKey;
        request.app = u"bench"_s;
        const auto proven = protocol::signEnrol(request, asked.deviceSigner, asked.personSigner);
        if (!proven)
            return passOn(proven);
        hub::HubContext context{*t.m_hub, *t.m_clock, *t.m_rng, t.m_keys, t.m_nonces};
        const auto map =
            protocol::bodyOf(hub::handle(protocol::post(protocol::enrolPath, protocol::toCbor(*proven)), context));
        const auto answer = map ? protocol::enrolAnswer(*map) : Result<protocol::EnrolAnswer>(passOn(map));
        if (!answer)
            return passOn(answer);
        const auto root = protocol::readRootRecord(answer->rootRecord);
        const auto person = root ? protocol::readPersonCertificate(answer->personCertificate, *root)
                                 : Result<protocol::PersonCertificate>(passOn(root));
        if (!person)
            return passOn(person);
        service::Enrolled enrolled;
        enrolled.person = person->person;
        enrolled.name = person->name;
        for (const protocol::GrantInfo &grant : answer->grants) {
            enrolled.roles.append(grant.role);
            enrolled.division = grant.division;
        }
        enrolled.serial = person->serial.bytes();
        enrolled.personCertificate = person->bytes;
        enrolled.deviceCertificate = answer->deviceCertificate;
        enrolled.rootRecord = root->bytes;
        enrolled.rootKeys = root->keys;
        enrolled.rootThreshold = root->threshold;
        enrolled.demo = root->demo;
        enrolled.escrowKey = root->escrowKey;
        return enrolled;
    }

    BenchTownship &m_township;
};

BenchTownship::BenchTownship()
    : m_clock(std::make_shared<SystemClock>())
    , m_rng(std::make_shared<crypto::SystemRng>())
    , m_hub(std::make_unique<hub::MemoryStore>())
{
}

Result<std::unique_ptr<BenchTownship>> BenchTownship::make(int households)
{
    std::unique_ptr<BenchTownship> township(new BenchTownship);
    BenchTownship &t = *township;
    hub::ProvinceSpec spec;
    spec.name = u"Bench province"_s;
    spec.demo = true;
    spec.hosts = {u"localhost"_s};
    const auto province = hub::createProvince(t.scratch(u"hub"_s), spec, *t.m_clock, *t.m_rng);
    if (!province)
        return passOn(province);
    t.m_keys = province->keys;
    const QDate today = QDate::currentDate();
    const PersonId second = PersonId::make(*t.m_clock, *t.m_rng);
    const auto plan = demo::populate({20, 1, today, PersonId::make(*t.m_clock, *t.m_rng), second, 0});
    if (!plan)
        return passOn(plan);
    const demo::Staff staff = demo::staff().first();
    const auto added =
        hub::addPerson(*t.m_hub, *t.m_clock, *t.m_rng, {staff.name, staff.roles.first(), plan->township.value});
    if (!added)
        return passOn(added);
    t.m_caseworker = added->person;
    const auto people = demo::populate({households, 1, today, added->person, second, 0});
    if (!people)
        return passOn(people);
    t.m_households = people->households;
    t.m_people = people->people;
    const auto part = qint32(people->township.value / 1'000);
    if (const auto named = hub::setDivisionNames(*t.m_hub, people->divisions); !named)
        return passOn(named);
    for (qsizetype at = 0; at < people->records.size(); at += importRows) {
        const auto done = hub::importRecords(*t.m_hub, *t.m_clock, part, people->records.mid(at, importRows));
        if (!done)
            return passOn(done);
    }
    return township;
}

Result<void> BenchTownship::enrol(const QString &folder, crypto::PasswordCost cost)
{
    const auto code = hub::newCode(*m_hub, *m_clock, *m_rng, m_caseworker);
    if (!code)
        return passOn(code);
    if (!QDir().mkpath(folder))
        return fail(ErrorCode::Io, folder);
    const QString authority = scratch(u"hub/keys/ca.pem"_s);
    service::LaptopParts parts;
    parts.vaultFolder = folder + u"/vault"_s;
    parts.clock = m_clock;
    parts.rng = m_rng;
    parts.keyring = std::make_shared<NoKeyring>();
    parts.enrolment = std::make_shared<Enrolment>(*this);
    parts.acceptDemo = true;
    parts.passwordCost = cost;
    service::Laptop laptop(parts);
    QByteArray typed = password();
    typed.detach();
    const auto enrolled =
        await(laptop.enrol({QUrl(u"https://localhost:9"_s), authority, *code, {}}, std::move(typed), {}));
    return enrolled ? Result<void>() : passOn(enrolled);
}

Result<std::unique_ptr<BenchLaptop>> BenchTownship::open(const QString &folder) const
{
    // The thread that enrolled gives its answer a moment before it lets go of the vault.
    auto vault = vault::Vault::open(folder + u"/vault"_s, *m_clock);
    for (int tries = 0; tries < 500 && !vault && vault.error().code == ErrorCode::Busy; ++tries) {
        QThread::msleep(10);
        vault = vault::Vault::open(folder + u"/vault"_s, *m_clock);
    }
    if (!vault)
        return passOn(vault);
    auto secret = vault::readDeviceSecretFile(vault::deviceSecretPath(vault->folder()));
    if (!secret)
        return passOn(secret);
    auto unlocked = vault->unlock(vault->people().first().id, crypto::SecretBytes::copyOf(password()),
                                  vault::DeviceSecret::present(std::move(*secret)));
    if (!unlocked)
        return passOn(unlocked);
    auto sealed = unlocked->openDatabase();
    if (!sealed)
        return passOn(sealed);
    std::unique_ptr<BenchLaptop> laptop(new BenchLaptop{{*std::move(vault), *std::move(unlocked)}, {}, {}});
    laptop->sealed = std::make_unique<vault::SealedDatabase>(*std::move(sealed));
    auto store = store::Store::open(store::sealedPlace(*laptop->sealed));
    if (!store)
        return passOn(store);
    laptop->store = *std::move(store);
    return laptop;
}

Result<FirstSync> BenchTownship::sync(BenchLaptop &laptop)
{
    const auto ground =
        laptop.store->read([&laptop](store::Database &db) { return service::deviceGround(db, laptop.vault.unlocked); })
            .result();
    if (!ground)
        return passOn(ground);
    const auto root = protocol::readRootRecord(ground->rootRecord);
    if (!root)
        return passOn(root);

    FirstSync done;
    double hubMs = 0;
    qint64 leaptMs = 0; // a wait that nothing could shorten is leapt over
    std::optional<qint64> wakeAt;
    hub::HubContext context{*m_hub, *m_clock, *m_rng, m_keys, m_nonces};
    const QString files = laptop.vault.unlocked.filesFolder();
    engine::Engine engine({ground->id, ground->signer(), *root}, *m_rng);
    std::deque<engine::Event> events{engine::Started{}};
    const auto perform = [&](const engine::Tx &tx) {
        const auto work = [op = tx.op, files, now = m_clock->wallMs()](store::Database &db) {
            client::StoreAdapter adapter(db, files, now);
            return engine::perform(adapter, op);
        };
        QElapsedTimer timer;
        timer.start();
        const bool reads = engine::readsOnly(tx.op);
        auto reply =
            (reads ? laptop.store->read(work) : laptop.store->write(work, store::Store::Urgency::Sync)).result();
        if (!reads) {
            const auto *page = std::get_if<engine::ApplyPage>(&tx.op);
            done.writeMs.append(since(timer));
            done.transactions.append(page != nullptr ? page->page.rows : QList<record::Record>());
            done.records += done.transactions.last().size();
        }
        events.push_back(engine::Stored{tx.id, std::move(reply)});
    };
    QElapsedTimer all;
    all.start();
    for (int steps = 0; !events.empty() || !engine.progress().upToDate; ++steps) {
        if (steps > mostSteps || (events.empty() && !wakeAt))
            return fail(ErrorCode::Internal, u"the exchange never came to its end"_s);
        if (events.empty()) {
            leaptMs += std::max<qint64>(0, *std::exchange(wakeAt, std::nullopt) - m_clock->monotonicMs() - leaptMs);
            events.push_back(engine::Woken{});
        }
        const engine::Event event = std::move(events.front());
        events.pop_front();
        for (const engine::Effect &effect : engine.step({m_clock->wallMs(), m_clock->monotonicMs() + leaptMs}, event)) {
            if (const auto *send = std::get_if<engine::Send>(&effect)) {
                QElapsedTimer timer;
                timer.start();
                auto response = hub::handle(send->request, context);
                hubMs += since(timer);
                events.push_back(engine::Answered{send->id, std::move(response)});
            } else if (const auto *tx = std::get_if<engine::Tx>(&effect)) {
                perform(*tx);
            } else if (const auto *wake = std::get_if<engine::WakeAt>(&effect)) {
                wakeAt = wake->monoMs;
            }
        }
    }
    done.ms = since(all) - hubMs;
    return done;
}

} // namespace ruhu::ctl
