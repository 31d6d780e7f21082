// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// What the sealed database knows about this device, in table `setting`:
//   "device"            CBOR {id, sign: wrapped seed, box: wrapped seed}: the device's own keys, under the vault key
//   "hub"               CBOR {url, ca}
//   "root"              CBOR {record, keys, threshold, demo}: the province, as it was believed at enrolment
//   "certificate/…"     the signed papers of device and people
//   "standing/…"        papers.h
#pragma once

#include "core/crypto/secretbytes.h"
#include "core/crypto/sign.h"
#include "core/rules/pack.h"
#include "core/service/ports.h"
#include "core/store/store.h"
#include "core/vault/vault.h"

namespace ruhu::service {

/// The keys of a device or a person while they are being enrolled.
struct Seeds
{
    crypto::SecretBytes sign;
    crypto::SecretBytes box;
    static Seeds random();
};

struct DeviceGround
{
    DeviceId id;
    std::shared_ptr<const crypto::SigningKey> key;
    QByteArray boxPublic;
    QUrl hub;
    QByteArray caPem;
    QByteArray rootRecord;
    rules::PackRoot root;
    qint64 division = 0;

    [[nodiscard]] record::Signer signer() const;
};

/// NotFound on a vault that was never enrolled.
[[nodiscard]] Result<DeviceGround> deviceGround(store::Database &db, const vault::UnlockedVault &vault);
/// Keeps the device's keys, the hub and the province. Once, with the first person.
[[nodiscard]] Result<void> keepDevice(store::Database &db, const vault::UnlockedVault &vault, DeviceId id,
                                      const Seeds &seeds, const QUrl &hub, const QByteArray &caPem,
                                      const Enrolled &enrolled);
/// Keeps the papers of a person.
[[nodiscard]] Result<void> keepPerson(store::Database &db, const Enrolled &enrolled, const QByteArray &signPublic);

/// Signs with a key that the lambda keeps alive.
[[nodiscard]] record::Signer signerOf(std::shared_ptr<const crypto::SigningKey> key);

} // namespace ruhu::service
