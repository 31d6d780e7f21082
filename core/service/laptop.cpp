// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/service/laptop.h"

#include "core/crypto/box.h"
#include "core/crypto/random.h"
#include "core/rules/policy.h"
#include "core/service/exchange.h"
#include "core/service/papers.h"
#include "core/service/parts.h"
#include "core/service/provincepack.h"
#include "core/service/vaultbox.h"

#include <QDir>
#include <QFile>

namespace ruhu::service {

using namespace Qt::Literals::StringLiterals;
using Secret = std::shared_ptr<crypto::SecretBytes>;

namespace {

/// Everything that an unlock brings together off the GUI thread.
struct Opened
{
    std::shared_ptr<OpenVault> open;
    std::shared_ptr<Ground> ground;
    DeviceGround device;
    QList<Colleague> colleagues;
    Error formProblem;
};

/// The survey: from the signed pack when it brings one, else the file of this build.
Result<std::shared_ptr<const forms::FormDefinition>> surveyOf(const LaptopParts &parts,
                                                              const std::shared_ptr<const rules::Pack> &pack)
{
    if (pack) {
        const QByteArray form = pack->files.value(u"forms/household-survey.xml"_s);
        if (!form.isEmpty())
            return forms::FormDefinition::load(form);
    }
    QFile file(parts.formFile);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::NotFound, u"questionnaire"_s);
    return forms::FormDefinition::load(file.readAll());
}

Result<Opened> opened(const LaptopParts &parts, const std::shared_ptr<VaultBox> &box, PersonId person,
                      const Secret &password, vault::DeviceSecret secret)
{
    auto deviceSecret = std::make_shared<const crypto::SecretBytes>(
        secret.state == vault::DeviceSecret::State::Present ? secret.bytes.clone() : crypto::SecretBytes());
    auto open = box->unlock(person, *password, secret);
    if (!open)
        return passOn(open);
    Opened out;
    out.open = std::make_shared<OpenVault>(*std::move(open));
    auto read = out.open->store->read([&](store::Database &db) { return deviceGround(db, *out.open->vault); });
    read.waitForFinished();
    auto device = read.takeResult();
    if (!device)
        return passOn(device);
    out.device = *std::move(device);

    auto ground = std::make_shared<Ground>();
    ground->clock = parts.clock;
    ground->rng = parts.rng;
    ground->store = out.open->store;
    ground->files = std::make_shared<vault::SealedFiles>(out.open->vault->filesFolder());
    ground->device = out.device.signer();
    ground->deviceId = out.device.id;
    ground->person = [box, deviceSecret](PersonId who, const crypto::SecretBytes &own, QByteArrayView message) {
        return box->signAs(who, own, *deviceSecret, message);
    };
    const vault::Person &known = out.open->vault->person();
    ground->me = {known.id, known.name, known.role, {}, DivisionCode{out.device.division}.part(), {}};
    const auto [pack, problem] = provincePack(parts.policyFolder, out.device.root, ground->today(),
                                              parts.acceptDemo ? rules::DemoRoot::Accept : rules::DemoRoot::Refuse);
    ground->policyProblem = problem;
    if (pack) {
        if (auto policy = rules::Policy::read(*pack))
            ground->policy = std::make_shared<const rules::Policy>(*std::move(policy));
        else
            ground->policyProblem = policy.error();
    }
    if (ground->policy)
        ground->me.office = ground->policy->divisionName(DivisionCode{out.device.division}.at(DivisionLevel::Township));
    auto form = surveyOf(parts, pack);
    if (form)
        ground->form = *form;
    else // missing or whatever is wrong with the file: there is no visit with it, and no exchange brings it
        out.formProblem = {ErrorCode::BadFormat, form.error().detail};
    if (const auto people = box->people()) {
        for (const vault::Person &one : *people) {
            if (one.id != person)
                out.colleagues.append({one.id, one.name, one.role});
        }
    }
    out.ground = std::move(ground);
    return out;
}

/// Everything of an enrolment that survives the way through threads.
struct Joining
{
    EnrolRequest request;
    Seeds person;
    Seeds device;                    ///< Only with the first person.
    std::shared_ptr<OpenVault> open; ///< With a further person: opened by a colleague.
    vault::DeviceSecret secret;
    QByteArray vaultId;
    vault::SecretPlace place = vault::SecretPlace::File;
    QString backend;
    bool first = false;
    bool prepared = false; ///< Device keys are made and the device secret is in its place.
};
using JoiningPtr = std::shared_ptr<Joining>;

void setPersonKeys(Joining &joining)
{
    joining.person = Seeds::random();
    auto key = std::make_shared<const crypto::SigningKey>(crypto::signingKeyFromSeed(joining.person.sign));
    joining.request.personSignKey = key->publicKey;
    joining.request.personBoxKey = crypto::boxKeyFromSeed(joining.person.box).publicKey;
    joining.request.personSigner = signerOf(key);
}

Result<Enrolment> checkedAddress(const Enrolment &who, QByteArray &caPem)
{
    if (who.hub.scheme() != u"https" || who.hub.host().isEmpty())
        return fail(ErrorCode::Incomplete, u"hub address"_s);
    QFile ca(who.caFile);
    constexpr qint64 largestPem = 256 * 1024;
    if (!ca.open(QIODevice::ReadOnly) || ca.size() > largestPem)
        return fail(ErrorCode::BadFormat, u"authority"_s);
    caPem = ca.readAll();
    if (!caPem.contains("-----BEGIN CERTIFICATE-----"))
        return fail(ErrorCode::BadFormat, u"authority"_s);
    if (who.code.trimmed().isEmpty())
        return fail(ErrorCode::NotFound, u"code"_s);
    return who;
}

PersonRow rowOf(const vault::Person &person)
{
    return {person.id, person.name, person.role, person.lastUsedMs, person.unsent};
}

} // namespace

struct Laptop::Inner
{
    LaptopParts parts;
    std::shared_ptr<VaultBox> box;
    std::shared_ptr<OpenVault> open;
    std::shared_ptr<Desk> desk;
    PersonId person;
    /// The last enrolment that did not come to its end. The hub may have taken its code already: the same code with the
    /// same keys gets the same answer again, other keys would be refused.
    JoiningPtr unfinished;

    /// The keys of an earlier try with this code, or new ones.
    [[nodiscard]] JoiningPtr joiningFor(const Enrolment &who);
    /// Where the secret of the existing vault is kept; never makes one. GUI thread.
    Answer<std::shared_ptr<vault::DeviceSecret>> deviceSecret(QObject *gui);
    /// An empty laptop: makes device keys and a device secret, and puts the secret into its place.
    Answer<void> prepareFirst(const JoiningPtr &joining, QObject *gui);
    /// A colleague opens the vault for the new person.
    Answer<void> prepareFurther(const JoiningPtr &joining, PersonId colleague, const Secret &password, QObject *gui);
};

JoiningPtr Laptop::Inner::joiningFor(const Enrolment &who)
{
    const QString code = who.code.trimmed();
    const bool first = !box->exists();
    if (unfinished && unfinished->request.code == code && unfinished->request.hub == who.hub &&
        unfinished->first == first)
        return unfinished;
    unfinished = std::make_shared<Joining>();
    unfinished->request.hub = who.hub;
    unfinished->request.code = code;
    unfinished->first = first;
    setPersonKeys(*unfinished);
    return unfinished;
}

Answer<void> Laptop::Inner::prepareFirst(const JoiningPtr &joining, QObject *gui)
{
    if (joining->prepared)
        return ready<void>({});
    joining->device = Seeds::random();
    auto key = std::make_shared<const crypto::SigningKey>(crypto::signingKeyFromSeed(joining->device.sign));
    crypto::SystemRng random;
    joining->request.device = DeviceId::make(*parts.clock, random);
    joining->request.deviceSignKey = key->publicKey;
    joining->request.deviceBoxKey = crypto::boxKeyFromSeed(joining->device.box).publicKey;
    joining->request.deviceSigner = signerOf(key);
    joining->vaultId = crypto::SecretBytes::random(16).toPlain();
    joining->secret = vault::DeviceSecret::present(crypto::SecretBytes::random(vault::deviceSecretSize));
    if (!QDir(box->workshop()).removeRecursively())
        return ready<void>(fail(ErrorCode::Io, u"vault folder"_s));
    QByteArray plain = joining->secret.bytes.toPlain();
    auto stored = parts.keyring->write(vault::deviceSecretName(joining->vaultId), plain);
    return stored.then(gui, [this, joining, plain](const Result<void> &kept) mutable -> Result<void> {
        crypto::wipe(plain);
        if (kept) {
            joining->place = vault::SecretPlace::Keyring;
            joining->backend = parts.keyring->backend();
            joining->prepared = true;
            return {};
        }
        if (kept.error().code != ErrorCode::KeyringUnavailable)
            return passOn(kept); // a locked ring is a ring: unlock it, do not go round it
        if (auto written = vault::writeDeviceSecretFile(box->workshop(), joining->secret.bytes); !written)
            return written;
        joining->prepared = true;
        return {};
    });
}

Answer<void> Laptop::Inner::prepareFurther(const JoiningPtr &joining, PersonId colleague, const Secret &password,
                                           QObject *gui)
{
    return deviceSecret(gui).then(QtFuture::Launch::Async,
                                  [joining, colleague, password, box = box](
                                      const Result<std::shared_ptr<vault::DeviceSecret>> &secret) -> Result<void> {
                                      if (!secret)
                                          return passOn(secret);
                                      joining->secret = std::move(**secret);
                                      auto unlocked = box->unlock(colleague, *password, joining->secret);
                                      if (!unlocked)
                                          return passOn(unlocked);
                                      joining->open = std::make_shared<OpenVault>(*std::move(unlocked));
                                      auto read = joining->open->store->read(
                                          [&](store::Database &db) { return deviceGround(db, *joining->open->vault); });
                                      read.waitForFinished();
                                      const auto device = read.takeResult();
                                      if (!device)
                                          return passOn(device);
                                      joining->request.device = device->id;
                                      joining->request.deviceSignKey = device->key->publicKey;
                                      joining->request.deviceBoxKey = device->boxPublic;
                                      joining->request.deviceSigner = device->signer();
                                      return {};
                                  });
}

Answer<std::shared_ptr<vault::DeviceSecret>> Laptop::Inner::deviceSecret(QObject *gui)
{
    using Held = std::shared_ptr<vault::DeviceSecret>;
    struct Where
    {
        vault::SecretPlace place;
        QString name;
    };
    const auto hold = [](vault::DeviceSecret secret) {
        return std::make_shared<vault::DeviceSecret>(std::move(secret));
    };
    return offload([box = box]() -> Result<Where> {
               const auto place = box->secretPlace();
               const auto id = box->id();
               if (!place)
                   return passOn(place);
               return Where{*place, vault::deviceSecretName(*id)};
           })
        .then(gui,
              [this, hold](const Result<Where> &where) -> Answer<Held> {
                  if (!where)
                      return ready<Held>(passOn(where));
                  if (where->place == vault::SecretPlace::File) {
                      auto read = vault::readDeviceSecretFile(vault::deviceSecretPath(parts.vaultFolder));
                      if (read)
                          return ready<Held>(hold(vault::DeviceSecret::present(*std::move(read))));
                      return read.error().code == ErrorCode::NotFound
                                 ? ready<Held>(hold(vault::DeviceSecret::missing()))
                                 : ready<Held>(passOn(read));
                  }
                  return parts.keyring->read(where->name).then([hold](Result<QByteArray> bytes) -> Result<Held> {
                      if (bytes)
                          return hold(vault::DeviceSecret::present(crypto::SecretBytes::takeFrom(*bytes)));
                      switch (bytes.error().code) {
                      case ErrorCode::KeyringLocked: return hold(vault::DeviceSecret::keyringLocked());
                      case ErrorCode::KeyringUnavailable: return hold(vault::DeviceSecret::keyringUnavailable());
                      default: return hold(vault::DeviceSecret::missing());
                      }
                  });
              })
        .unwrap();
}

Laptop::Laptop(LaptopParts parts, QObject *parent)
    : QObject(parent)
    , m(std::make_unique<Inner>())
{
    m->parts = std::move(parts);
    m->box = std::make_shared<VaultBox>(m->parts.vaultFolder, m->parts.clock);
}

Laptop::~Laptop()
{
    lock();
}

Answer<QList<PersonRow>> Laptop::people()
{
    return offload([box = m->box]() -> Result<QList<PersonRow>> {
        if (!box->exists())
            return QList<PersonRow>();
        const auto people = box->people();
        if (!people)
            return passOn(people);
        QList<PersonRow> rows;
        for (const vault::Person &person : *people)
            rows.append(rowOf(person));
        return rows;
    });
}

Answer<DeviceSecretState> Laptop::deviceSecret()
{
    if (!m->box->exists())
        return ready<DeviceSecretState>(DeviceSecretState::NoVault);
    return m->deviceSecret(this)
        .then(this,
              [this](const Result<std::shared_ptr<vault::DeviceSecret>> &secret) -> Answer<DeviceSecretState> {
                  if (!secret)
                      return ready<DeviceSecretState>(passOn(secret));
                  switch ((*secret)->state) {
                  case vault::DeviceSecret::State::Missing: return ready<DeviceSecretState>(DeviceSecretState::Missing);
                  case vault::DeviceSecret::State::KeyringLocked:
                  case vault::DeviceSecret::State::KeyringUnavailable:
                      return ready<DeviceSecretState>(DeviceSecretState::KeyringLocked);
                  case vault::DeviceSecret::State::Present: break;
                  }
                  return offload([box = m->box]() -> Result<DeviceSecretState> {
                      const auto place = box->secretPlace();
                      if (!place)
                          return passOn(place);
                      return *place == vault::SecretPlace::File ? DeviceSecretState::InFile
                                                                : DeviceSecretState::InKeyring;
                  });
              })
        .unwrap();
}

int Laptop::delayLeftSeconds() const
{
    return m->box->secondsUntilNextTry();
}

Answer<std::shared_ptr<Desk>> Laptop::unlock(PersonId person, QByteArray &&password)
{
    using DeskPtr = std::shared_ptr<Desk>;
    auto secret = std::make_shared<crypto::SecretBytes>(takePassword(std::move(password)));
    if (m->desk)
        return ready<DeskPtr>(fail(ErrorCode::Busy, u"somebody is unlocked"_s));
    if (!m->box->exists())
        return ready<DeskPtr>(fail(ErrorCode::NotFound, u"vault"_s));
    return m->deviceSecret(this)
        .then(QtFuture::Launch::Async,
              [parts = m->parts, box = m->box, person,
               secret](const Result<std::shared_ptr<vault::DeviceSecret>> &device) -> Result<Opened> {
                  return device ? opened(parts, box, person, secret, std::move(**device)) : passOn(device);
              })
        .then(this, [this, person](const Result<Opened> &found) -> Result<DeskPtr> {
            if (!found)
                return passOn(found);
            auto desk = std::make_unique<DeskParts>();
            desk->ground = found->ground;
            desk->reader = m->parts.reader;
            desk->colleagues = found->colleagues;
            desk->formProblem = found->formProblem;
            if (m->parts.sync) {
                SyncGround sync;
                sync.store = found->ground->store;
                sync.filesFolder = found->open->vault->filesFolder();
                sync.clock = m->parts.clock;
                sync.rng = std::make_shared<crypto::SystemRng>();
                sync.hub = found->device.hub;
                sync.caPem = found->device.caPem;
                sync.device = found->device.id;
                sync.deviceSigner = found->ground->device;
                sync.rootRecord = found->device.rootRecord;
                sync.person = person;
                desk->sync = m->parts.sync(sync);
            }
            m->open = found->open;
            m->person = person;
            m->desk = std::make_shared<Desk>(std::move(desk));
            // What came and went is not forgotten when the day ends with a power cut.
            connect(&m->desk->exchange(), &Exchange::ended, this,
                    [this] { offload([box = m->box, open = std::weak_ptr(m->open)] { box->keepAnchor(open); }); });
            return m->desk;
        });
}

Answer<PersonRow> Laptop::enrol(const Enrolment &who, QByteArray &&newPassword, QByteArray &&colleaguePassword)
{
    auto password = std::make_shared<crypto::SecretBytes>(takePassword(std::move(newPassword)));
    auto colleague = std::make_shared<crypto::SecretBytes>(takePassword(std::move(colleaguePassword)));
    QByteArray caPem;
    if (auto checked = checkedAddress(who, caPem); !checked)
        return ready<PersonRow>(passOn(checked));
    if (auto fits = vault::normalizedPassword(*password); !fits)
        return ready<PersonRow>(passOn(fits));
    if (m->desk)
        return ready<PersonRow>(fail(ErrorCode::Busy, u"somebody is unlocked"_s));
    const JoiningPtr joining = m->joiningFor(who);
    joining->request.caPem = caPem;
    return (joining->first ? m->prepareFirst(joining, this)
                           : m->prepareFurther(joining, who.colleague, colleague, this))
        .then(this,
              [this, joining](const Result<void> &prepared) -> Answer<Enrolled> {
                  return prepared ? m->parts.enrolment->enrol(joining->request) : ready<Enrolled>(passOn(prepared));
              })
        .unwrap()
        .then(QtFuture::Launch::Async,
              [box = m->box, joining, password,
               cost = m->parts.passwordCost](const Result<Enrolled> &enrolled) -> Result<PersonRow> {
                  if (!enrolled)
                      return passOn(enrolled);
                  vault::NewPerson person{enrolled->person, enrolled->name, enrolled->roles.value(0),
                                          joining->person.sign.clone(), joining->person.box.clone()};
                  const auto made =
                      joining->first
                          ? box->create({joining->vaultId, joining->place, joining->backend, cost, enrolled->escrowKey},
                                        std::move(person), *password, joining->secret.bytes, joining->request.device,
                                        joining->device, joining->request.hub, joining->request.caPem, *enrolled)
                          : box->add(*joining->open, std::move(person), *password, joining->secret, cost, *enrolled);
                  return made ? Result<PersonRow>(rowOf(*made)) : passOn(made);
              })
        .then(this, [this, joining](const Result<PersonRow> &row) {
            joining->open.reset();
            if (row && m->unfinished == joining)
                m->unfinished.reset();
            return row;
        });
}

void Laptop::lock()
{
    if (!m->desk)
        return;
    m->desk->endExchange();
    m->desk.reset();
    if (m->open)
        m->box->lock(m->person, *m->open);
    m->open.reset();
}

} // namespace ruhu::service
