// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/protocol/certificate.h"
#include "sync/protocol/messages.h"

#include <QFuture>
#include <QUrl>

namespace ruhu::client {

/// What one code enrols: one person on one device (docs/protocol.md 3). Public halves travel; the two signers prove
/// that the secret halves are here.
struct Enrolment
{
    QUrl hub;         ///< https only.
    QByteArray caPem; ///< The province's TLS authority.
    QString code;
    DeviceId device;
    QByteArray deviceSignKey;
    QByteArray deviceBoxKey;
    QByteArray personSignKey;
    QByteArray personBoxKey;
    record::Signer deviceSigner;
    record::Signer personSigner;
    QString app; ///< Program and version.
};

/// What the hub answered, every signature checked: the certificates are for the keys that were sent, by the issuer that
/// the root record names.
struct Enrolled
{
    protocol::RootRecord root;
    protocol::DeviceCertificate device;
    protocol::PersonCertificate person;
    QList<protocol::GrantInfo> grants;
    qint64 clockOffsetMs = 0; ///< Hub's time minus `nowMs`.
};

/// Asks the hub. May be repeated with the same keys when the answer was lost. Runs on a thread of its own.
/// Errors: Incomplete (no https address), BadFormat (no authority that can be read), Network, Timeout (too slow, or
/// busy), Tls, BadReply, Signature (papers that do not fit what was sent), and of the code: NotFound (the hub does not
/// know it), Expired, AlreadyExists (used by somebody else), NotAllowed (the hub does not take this device), Refused
/// (for a reason unknown here). \param nowMs the laptop's wall clock
[[nodiscard]] QFuture<Result<Enrolled>> enrol(Enrolment who, qint64 nowMs);

} // namespace ruhu::client
