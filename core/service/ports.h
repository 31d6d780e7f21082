// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/media/photo.h"
#include "core/record/mutation.h"
#include "core/service/deliver.h"
#include "core/service/words.h"

#include <QByteArray>
#include <QUrl>

#include <functional>
#include <memory>

namespace ruhu::store {
class Store;
}

/// What core/service needs from outside and cannot include: declared here, bound in `app` (docs/architecture.md,
/// rooms).
namespace ruhu::service {

/// The key ring of the desktop. Implemented over QtKeychain in app.
///
/// "Not found" may mean that the ring is locked. So nobody concludes from NotFound that a
/// secret may be made: only a laptop without any vault makes one.
class KeyringPort
{
public:
    virtual ~KeyringPort() = default;

    /// A name for the back end ("org.freedesktop.secrets"), kept in vault.head so that a change of desktop can be
    /// named.
    [[nodiscard]] virtual QString backend() const = 0;
    /// NotFound, KeyringLocked or KeyringUnavailable.
    [[nodiscard]] virtual Answer<QByteArray> read(const QString &key) = 0;
    /// KeyringLocked or KeyringUnavailable.
    [[nodiscard]] virtual Answer<void> write(const QString &key, const QByteArray &secret) = 0;
};

/// Opens files from outside in the limited child process `ruhu-reader` (docs/threat-model.md).
class ReaderPort
{
public:
    virtual ~ReaderPort() = default;

    /// The derivatives of one image. BadFormat when it is no image we take, TooLarge above limits::photoBytes or
    /// limits::photoPixels, Timeout and OutOfMemory when the child hit its own limits.
    [[nodiscard]] virtual Answer<media::PhotoCopies> readImage(const QByteArray &file) = 0;
};

/// How far the exchange with the hub is. A plain value; ports publish a new one whenever something moved.
struct SyncProgress
{
    enum class Phase {
        Idle, ///< Nothing to do or waiting for the next try.
        Connecting,
        Sending,
        Receiving,
        Paused, ///< A person asked for it.
        Failed, ///< The last try ended with `failure`; the next one is at `nextTryMs`.
    };
    /// One kind of thing on its way.
    struct Lane
    {
        QString what; ///< "change", "photo", "listrow", "dossier", "record": the id, not words.
        int done = 0;
        int total = 0; ///< 0 = not known: only `done` counts up.
        qint64 bytesDone = 0;
        qint64 bytesTotal = 0;
    };
    Phase phase = Phase::Idle;
    bool online = false;   ///< The hub answered when it was asked last.
    bool listHere = false; ///< Every list row has arrived: the household list is whole.
    qint64 lastSyncMs = 0; ///< Wall time of the last exchange that completed; 0 = never.
    qint64 lastDurationMs = 0;
    qint64 nextTryMs = 0; ///< Wall time; 0 = none planned.
    Error failure;        ///< Of the last try, when phase is Failed.
    QList<Lane> sending;
    QList<Lane> receiving;
    int received = 0; ///< Records that came in the last completed exchange that moved something.
    int sent = 0;     ///< Bundles that were acknowledged in it.
    int merged = 0;   ///< Mutations of those, merged without a question.
};

/// The exchange with the hub while a person is unlocked. Implemented over sync/client in app; lives on the GUI thread
/// and owns its own threads. Destroying it ends the exchange at the next safe point.
class SyncPort
{
public:
    using Listener = std::function<void(const SyncProgress &)>;

    virtual ~SyncPort() = default;

    virtual void syncNow() = 0;
    virtual void setPaused(bool paused) = 0;
    [[nodiscard]] virtual SyncProgress progress() const = 0;
    /// Called on the GUI thread. What was committed to the store is told by the store itself.
    virtual void listen(Listener progress) = 0;
};

/// What a SyncPort stands on.
struct SyncGround
{
    std::shared_ptr<store::Store> store;
    QString filesFolder; ///< VAULT/files
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<Rng> rng;
    QUrl hub;
    QByteArray caPem; ///< The province's certificate authority; nothing else is trusted.
    DeviceId device;
    record::Signer deviceSigner; ///< Requests are signed by the device.
    QByteArray rootRecord;       ///< As it came at enrolment.
    PersonId person;
};
using SyncPortFactory = std::function<std::unique_ptr<SyncPort>(const SyncGround &)>;

/// One code enrols one person on one device (docs/threat-model.md, Keys). The keys are made on the laptop; only public
/// halves travel, and the two signers prove that the secret halves are here.
struct EnrolRequest
{
    QUrl hub;
    QByteArray caPem;
    QString code;
    DeviceId device;
    QByteArray deviceSignKey; ///< Ed25519 public key, 32 bytes.
    QByteArray deviceBoxKey;  ///< X25519 public key, 32 bytes.
    QByteArray personSignKey;
    QByteArray personBoxKey;
    record::Signer deviceSigner;
    record::Signer personSigner;
};

/// What the hub answers: who the person is, and the signed papers that say so. The port has checked every signature.
struct Enrolled
{
    PersonId person;
    QString name;
    QStringList roles;   ///< Role ids (core/domain/roles.h) of this person's grants.
    qint64 division = 0; ///< 12-digit code of the first grant.
    QByteArray serial;   ///< Of the person's certificate, 16 bytes.
    QByteArray personCertificate;
    QByteArray deviceCertificate;
    QByteArray rootRecord;
    QList<QByteArray> rootKeys; ///< Ed25519: who signs policy packs.
    int rootThreshold = 1;
    bool demo = false;
    QByteArray escrowKey; ///< X25519; may be empty.
};

/// Carries the enrolment to the hub. NotFound, Expired or AlreadyExists for a bad code, NotAllowed for a device that
/// the hub does not take, Tls for a hub of another authority, BadReply, Network, Timeout.
class EnrolmentPort
{
public:
    virtual ~EnrolmentPort() = default;
    [[nodiscard]] virtual Answer<Enrolled> enrol(const EnrolRequest &request) = 0;
};

} // namespace ruhu::service
