// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "sync/hub/hub.h"

/// The keys of a province and its hub on disk. Layout of DIR/keys (0700), every file 0600 except the two .pem
/// certificates and root.record:
///   root.key      32-byte seed of the province root, Ed25519. In a real province it lies offline, 2 of 3.
///   issuer.key    32-byte seed of the hub's issuer, Ed25519
///   escrow.key    32-byte seed of the escrow box, X25519. In a real province offline as well.
///   root.record   the root record, as it travels
///   ca.pem ca.key, server.pem server.key   the province's TLS authority and the hub's certificate (ECDSA P-256)
namespace ruhu::hub {

struct ProvinceSpec
{
    QString name;
    bool demo = false;
    QStringList hosts; ///< Names and addresses that the server certificate is for; never empty.
    int years = 1;     ///< Life of issuer and server certificate; the authority lives ten times as long.
};

struct Province
{
    HubKeys keys;
    QString caPath;         ///< The certificate that laptops trust, PEM.
    QString serverCertPath; ///< For --cert
    QString serverKeyPath;  ///< For --key
    QByteArray rootSeed;    ///< Signs policy packs; 32 bytes, or empty where the root key lies offline.
};

/// Makes all of it. AlreadyExists when DIR/keys is there (nothing is ever overwritten), Rejected, Io.
[[nodiscard]] Result<Province> createProvince(const QString &directory, const ProvinceSpec &spec, const Clock &clock,
                                              Rng &rng);
/// NotFound when there is none, Damaged when the issuer key does not fit the root record, Io. root.key may be missing.
[[nodiscard]] Result<Province> openProvince(const QString &directory);

} // namespace ruhu::hub
