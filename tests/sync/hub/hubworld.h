// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/limits.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/record/merge.h"
#include "support/world.h"
#include "sync/hub/admin.h"
#include "sync/hub/hub.h"
#include "sync/hub/memorystore.h"
#include "sync/protocol/messages.h"
#include "sync/protocol/problem.h"
#include "sync/protocol/requestsignature.h"

#include <QCborArray>
#include <QCborMap>

/// A small province: one hub, laptops with people, and short words for what they do.
namespace ruhu::test {

using namespace Qt::Literals::StringLiterals;

constexpr qint32 township = 990101100;
constexpr qint64 villageA = 990101100207;
constexpr qint64 villageB = 990101100208;
constexpr qint64 wholeTownship = 990101100000;

inline crypto::SigningKey keyFrom(const QByteArray &seedText)
{
    return crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(crypto::blake2b(seedText)));
}

inline record::Signer signerFrom(const QByteArray &seedText)
{
    return [seedText](QByteArrayView message) -> Result<QByteArray> {
        return crypto::sign(keyFrom(seedText).secretKey, message);
    };
}

inline hub::HubKeys provinceKeys()
{
    protocol::RootRecord root;
    root.province = u"Demo"_s;
    root.demo = true;
    root.keys = {keyFrom("root").publicKey};
    root.escrowKey = QByteArray(32, 'e');
    root.issuer = {keyFrom("issuer").publicKey, 0, std::numeric_limits<qint64>::max()};
    return {*protocol::issue(root, {{root.keys.first(), signerFrom("root")}}), signerFrom("issuer")};
}

/// A person as enrolled on one laptop.
struct Worker
{
    PersonId person;
    protocol::Serial serial;
    QByteArray seed;
};

struct Laptop
{
    DeviceId device;
    QByteArray seed;
    qint64 n = 0;
    Worker worker; ///< The first person of the laptop.
};

class HubWorld
{
public:
    explicit HubWorld(hub::HubStore &used)
        : store(used)
    {
    }

    hub::HubStore &store;
    ManualClock clock;
    SeededRng rng{7};
    hub::HubKeys keys = provinceKeys();
    hub::NonceMemory nonces;
    hub::CheckCentre *centre = nullptr;
    hub::HubFaults *faults = nullptr;

    protocol::HttpResponse send(const protocol::HttpRequest &request)
    {
        hub::HubContext context{store, clock, rng, keys, nonces, centre, faults};
        return hub::handle(request, context);
    }
    protocol::HttpResponse send(const Laptop &laptop, protocol::HttpRequest request)
    {
        return send(signedBy(laptop, std::move(request)));
    }
    protocol::HttpRequest signedBy(const Laptop &laptop, protocol::HttpRequest request)
    {
        std::ignore =
            protocol::signRequest(request, laptop.device, clock.wallMs(), rng.bytes(16), signerFrom(laptop.seed));
        return request;
    }

    /// A new person, and the code that enrols them.
    hub::AddedPerson addPerson(const QString &role, qint64 division = wholeTownship)
    {
        return *hub::addPerson(store, clock, rng, {u"Worker"_s, role, division});
    }
    protocol::EnrolRequest enrolRequest(const Laptop &laptop, const QString &code, const QByteArray &personSeed)
    {
        protocol::EnrolRequest request;
        request.code = code;
        request.device = laptop.device;
        request.deviceSignKey = keyFrom(laptop.seed).publicKey;
        request.deviceBoxKey = QByteArray(32, 'd');
        request.personSignKey = keyFrom(personSeed).publicKey;
        request.personBoxKey = QByteArray(32, 'p');
        request.app = u"test"_s;
        return *protocol::signEnrol(request, signerFrom(laptop.seed), signerFrom(personSeed));
    }
    /// Enrols one more person on a laptop.
    Worker enrol(const Laptop &laptop, const QString &role, qint64 division = wholeTownship)
    {
        return enrol(laptop, addPerson(role, division));
    }
    Worker enrol(const Laptop &laptop, const hub::AddedPerson &added)
    {
        Worker worker;
        worker.person = added.person;
        worker.seed = "person-" + added.code.toLatin1() + laptop.seed;
        const auto response =
            send(protocol::post(protocol::enrolPath, toCbor(enrolRequest(laptop, added.code, worker.seed))));
        const auto answer = protocol::enrolAnswer(*protocol::bodyOf(response));
        worker.serial = protocol::readPersonCertificate(answer->personCertificate, keys.root)->serial;
        return worker;
    }
    Laptop newLaptop()
    {
        Laptop laptop;
        laptop.device = DeviceId::make(clock, rng);
        laptop.seed = "device-" + laptop.device.bytes().toHex();
        return laptop;
    }
    /// A laptop with one person.
    Laptop laptop(const QString &role = u"Investigator"_s, qint64 division = wholeTownship)
    {
        Laptop laptop = newLaptop();
        laptop.worker = enrol(laptop, role, division);
        return laptop;
    }

    // ---- mutations
    record::Mutation create(const QString &kind, const record::Body &body, RecordId root = {})
    {
        record::Mutation mutation;
        mutation.mid = MutationId::make(clock, rng);
        mutation.id = RecordId::make(clock, rng);
        mutation.kind = kind;
        mutation.root = kind == u"household" ? mutation.id : root;
        mutation.part = township;
        mutation.op = record::Op::Create;
        mutation.set = body;
        mutation.at = clock.wallMs();
        return mutation;
    }
    record::Mutation household(qint64 village = villageA, const QString &name = u"王桂英"_s)
    {
        return create(u"household"_s, {{u"head.applicant_name"_s, name},
                                       {u"address.region_code"_s, QString::number(village)},
                                       {u"contact.phone"_s, u"1"_s}});
    }
    record::Mutation event(const QString &kind, const record::Body &body, RecordId root)
    {
        record::Mutation mutation = create(kind, body, root);
        mutation.op = record::Op::Event;
        return mutation;
    }
    /// A patch by somebody who saw `was` (only the fields given).
    record::Mutation patch(const record::Mutation &created, const record::Body &set, const record::Body &was,
                           qint64 base = 1)
    {
        record::Mutation mutation = created;
        mutation.mid = MutationId::make(clock, rng);
        mutation.op = record::Op::Patch;
        mutation.set = set;
        mutation.was = was;
        mutation.base = base;
        return mutation;
    }
    record::Mutation phone(const record::Mutation &created, const QString &from, const QString &to)
    {
        return patch(created, {{u"contact.phone"_s, to}}, {{u"contact.phone"_s, from}});
    }
    record::Mutation archive(const record::Mutation &created, qint64 base = 1)
    {
        record::Mutation mutation = patch(created, {}, {}, base);
        mutation.op = record::Op::Archive;
        return mutation;
    }
    /// A signature of a person over an event, as a laptop makes it.
    record::Mutation signature(const record::Mutation &signs, const Worker &worker, const QString &role)
    {
        const QByteArray hash =
            record::recordHash(signs.kind, signs.id, signs.root, record::encodeBody(record::withoutNulls(signs.set)));
        const QByteArray sig = *signerFrom(worker.seed)(protocol::personSignatureMessage(hash, role));
        return event(u"signature"_s,
                     {{u"signs"_s, signs.id.bytes()},
                      {u"hash"_s, hash},
                      {u"role"_s, role},
                      {u"person"_s, worker.serial.bytes()},
                      {u"sig"_s, sig},
                      {u"by"_s, worker.person.bytes()}},
                     signs.root);
    }

    // ---- bundles
    record::Bundle bundle(Laptop &laptop, QList<record::Mutation> mutations, const QList<record::BlobRef> &blobs = {},
                          const QList<BundleId> &deps = {})
    {
        return bundleBy(Worker(), laptop, std::move(mutations), blobs, deps);
    }
    /// One that says whose work it is, as laptops with several people send it.
    record::Bundle bundleBy(const Worker &author, Laptop &laptop, QList<record::Mutation> mutations,
                            const QList<record::BlobRef> &blobs = {}, const QList<BundleId> &deps = {})
    {
        record::Bundle made;
        made.bid = BundleId::make(clock, rng);
        made.author = author.person;
        for (record::Mutation &mutation : mutations)
            mutation.n = ++laptop.n;
        made.mutations = mutations;
        made.blobs = blobs;
        made.deps = deps;
        return *record::signBundle(made, signerFrom(laptop.seed));
    }
    protocol::HttpRequest pushRequest(const QList<record::Bundle> &bundles)
    {
        protocol::PushRequest push;
        push.n0 = 1;
        for (const record::Bundle &bundle : bundles)
            push.bundles.append(bundle.bytes);
        return protocol::post(protocol::pushPath, toCbor(push));
    }
    Result<protocol::PushAnswer> push(const Laptop &laptop, const QList<record::Bundle> &bundles)
    {
        const auto body = protocol::bodyOf(send(laptop, pushRequest(bundles)));
        return body ? protocol::pushAnswer(*body) : passOn(body);
    }
    /// Pushes one bundle of these mutations; the results.
    QList<protocol::MutationResult> push(Laptop &laptop, const QList<record::Mutation> &mutations)
    {
        const auto answer = push(laptop, QList{bundle(laptop, mutations)});
        return answer ? answer->results : QList<protocol::MutationResult>();
    }

    // ---- reading
    Result<protocol::PullAnswer> pull(const Laptop &laptop, const QList<protocol::Cursor> &cursors,
                                      qint64 maxBytes = limits::pageBytesMax)
    {
        const auto body = protocol::bodyOf(
            send(laptop, protocol::post(protocol::pullPath, toCbor(protocol::PullRequest{cursors, 0, maxBytes}))));
        return body ? protocol::pullAnswer(*body) : passOn(body);
    }
    /// All rows of the township that a laptop sees, by id.
    QMap<RecordId, record::Record> rows(const Laptop &laptop, qint32 part = township)
    {
        QMap<RecordId, record::Record> all;
        for (int ch = 0; ch <= 3; ++ch) {
            protocol::Cursor cursor{part, ch, 0};
            for (bool more = true; more;) {
                const auto answer = pull(laptop, {cursor});
                if (!answer)
                    return {};
                const protocol::Page page = answer->pages.first();
                for (const record::Record &row : page.rows)
                    all.insert(row.id, row);
                cursor.seq = page.next;
                more = page.more;
            }
        }
        return all;
    }
    QList<record::Record> rowsOf(const Laptop &laptop, const QString &kind)
    {
        QList<record::Record> list;
        const auto all = rows(laptop);
        for (const record::Record &row : all) {
            if (row.kind == kind)
                list.append(row);
        }
        return list;
    }
    record::Body bodyOf(const Laptop &laptop, RecordId id) { return *record::decodeBody(rows(laptop).value(id).body); }
};

/// The urn of a problem answer, without "urn:ruhu:"; "ok" for a success.
inline QString problemName(const protocol::HttpResponse &response)
{
    if (response.ok())
        return u"ok"_s;
    const auto problem = protocol::problemOf(response);
    return problem ? protocol::urnOf(problem->type).mid(9) : u"garbage"_s;
}

} // namespace ruhu::test
