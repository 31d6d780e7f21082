// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
//
// Policy packs, NAME-VERSION.ruhupack (docs/architecture.md, decision 10): law as data, signed by the province.
//
// Layout: canonical CBOR {"files": [zstd bytes…], "manifest": bytes, "signatures": [{"key", "ed25519"}…]}.
// The manifest is a byte string, the canonical CBOR of {id, files [{path, size, blake2b256}], version, valid_to,
// supersedes, valid_from}; `files` stand in its order. A signature is Ed25519 over "ruhu-policy-pack-1\n" and exactly
// those bytes; the hashes in them cover the files. Keys and threshold come from the root record.
//
// Guarantees: openPack() gives files only after enough root keys signed them and each file has its hash; nothing is
// unpacked before, and never more than its signed size. Limits: limits::packBytes, packInflated, packFiles.
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QMap>
#include <QString>

#include <functional>

namespace ruhu::rules {

/// The file of a policy folder that becomes the manifest: columns key,value with id, version, valid_from, valid_to and
/// supersedes (may be empty).
inline constexpr QLatin1String packHeaderFile{"pack.csv"};

struct PackManifest
{
    QString id;         ///< Lower-case letters, digits and dashes: "demo-province".
    QString version;    ///< Numbers with dots: "2025.7".
    QDate validFrom;    ///< First day.
    QDate validTo;      ///< Last day.
    QString supersedes; ///< Version that it replaces; may be empty.
    struct File
    {
        QString path; ///< "standards.csv", "forms/household-survey.xml".
        qint64 size = 0;
        QByteArray hash; ///< BLAKE2b-256.
    };
    QList<File> files; ///< Sorted by path.

    /// "demo-province-2025.7": what opinions and decisions record.
    [[nodiscard]] QString name() const { return id + u'-' + version; }
};

struct PackSignature
{
    QByteArray key;     ///< Ed25519 public key, 32 bytes.
    QByteArray ed25519; ///< 64 bytes.
};

/// The keys that a province signs with, from its root record.
struct PackRoot
{
    QList<QByteArray> keys;
    int threshold = 1;
    bool demo = false;
};

enum class DemoRoot { Accept, Refuse };

struct Pack
{
    PackManifest manifest;
    QMap<QString, QByteArray> files;
};

/// Makes an unsigned pack. `files` holds what a policy folder holds, by relative path, packHeaderFile among it.
/// BadFormat for a missing or wrong header (detail names the key) or a path that is absolute, has "..", a backslash or
/// a control character; TooLarge.
[[nodiscard]] Result<QByteArray> buildPack(QMap<QString, QByteArray> files);

/// Signs 64 bytes of Ed25519 over a message.
using PackSigner = std::function<Result<QByteArray>(QByteArrayView message)>;

/// Adds a signature, or replaces that of the same key. BadFormat / TooLarge for a file that is no pack.
[[nodiscard]] Result<QByteArray> signPack(QByteArrayView pack, QByteArrayView publicKey, const PackSigner &signer);

/// Reads and verifies. \param on the day for which the pack is wanted; a null date asks nothing about validity (to
/// explain an old decision).
/// \return Every refusal has its own detail, for its own words:
///   TooLarge "too-large" · BadFormat "bad-format" · Signature "unsigned", "wrong-root" (no key of this province),
///   "too-few-signatures", "demo-root" · Damaged "tampered" (a byte of manifest or files differs from what was signed)
///   · Expired "expired", "not-yet-valid"
[[nodiscard]] Result<Pack> openPack(QByteArrayView pack, const PackRoot &root, QDate on, DemoRoot demo);

/// The manifest without any check of signatures or dates: to name a file, never to use it.
[[nodiscard]] Result<PackManifest> peekManifest(QByteArrayView pack);

/// Less, equal or greater than 0, as versions are: 2025.7 < 2025.10 < 2026.1.
[[nodiscard]] int compareVersions(QStringView a, QStringView b);

} // namespace ruhu::rules
