// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/rules/pack.h"

#include "core/base/limits.h"
#include "core/crypto/hash.h"
#include "core/crypto/sign.h"
#include "core/domain/csv.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborStreamReader>
#include <QCborValue>
#include <QRegularExpression>
#include <QSet>
#include <QVersionNumber>

#include <zstd.h>

#include <algorithm>

namespace ruhu::rules {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QByteArrayView signedPrefix = "ruhu-policy-pack-1\n";

/// The pack taken apart, nothing believed yet.
struct Envelope
{
    QList<QByteArray> files;
    QByteArray manifest;
    QList<PackSignature> signatures;
};

tl::unexpected<Error> badFormat()
{
    return fail(ErrorCode::BadFormat, u"bad-format"_s);
}
tl::unexpected<Error> tampered()
{
    return fail(ErrorCode::Damaged, u"tampered"_s);
}
tl::unexpected<Error> tooLarge()
{
    return fail(ErrorCode::TooLarge, u"too-large"_s);
}

QByteArray signedMessage(QByteArrayView manifest)
{
    return signedPrefix.toByteArray() + manifest.toByteArray();
}

// Map keys in the order of RFC 8949 4.2.1: shorter first, then by bytes. Qt keeps the order of insertion.

QByteArray manifestBytes(const PackManifest &manifest)
{
    QCborArray files;
    for (const PackManifest::File &file : manifest.files) {
        QCborMap entry;
        entry.insert(u"path"_s, file.path);
        entry.insert(u"size"_s, file.size);
        entry.insert(u"blake2b256"_s, file.hash);
        files.append(entry);
    }
    QCborMap map;
    map.insert(u"id"_s, manifest.id);
    map.insert(u"files"_s, files);
    map.insert(u"version"_s, manifest.version);
    map.insert(u"valid_to"_s, manifest.validTo.toString(Qt::ISODate));
    map.insert(u"supersedes"_s, manifest.supersedes);
    map.insert(u"valid_from"_s, manifest.validFrom.toString(Qt::ISODate));
    return QCborValue(map).toCbor();
}

QByteArray envelopeBytes(const Envelope &envelope)
{
    QCborArray files;
    for (const QByteArray &file : envelope.files)
        files.append(file);
    QCborArray signatures;
    for (const PackSignature &signature : envelope.signatures) {
        QCborMap entry;
        entry.insert(u"key"_s, signature.key);
        entry.insert(u"ed25519"_s, signature.ed25519);
        signatures.append(entry);
    }
    QCborMap map;
    map.insert(u"files"_s, files);
    map.insert(u"manifest"_s, envelope.manifest);
    map.insert(u"signatures"_s, signatures);
    return QCborValue(map).toCbor();
}

/// A path that stays inside the folder it is unpacked into.
bool isSafePath(const QString &path)
{
    static const QRegularExpression parts(u"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*\\z"_s);
    return path.size() <= 200 && parts.match(path).hasMatch();
}

bool isValidHeader(const PackManifest &manifest)
{
    static const QRegularExpression idForm(u"^[a-z][a-z0-9-]{0,40}\\z"_s);
    static const QRegularExpression versionForm(u"^[0-9]{1,6}(\\.[0-9]{1,6}){0,3}\\z"_s);
    return idForm.match(manifest.id).hasMatch() && versionForm.match(manifest.version).hasMatch() &&
           (manifest.supersedes.isEmpty() || versionForm.match(manifest.supersedes).hasMatch()) &&
           manifest.validFrom.isValid() && manifest.validTo.isValid() && manifest.validFrom <= manifest.validTo;
}

Result<PackManifest> readHeader(QByteArrayView csv)
{
    const Result<CsvTable> table = readCsv(csv);
    if (!table)
        return fail(ErrorCode::BadFormat, packHeaderFile + u": "_s + table.error().detail);
    if (table->columns != QStringList({u"key"_s, u"value"_s}))
        return fail(ErrorCode::BadFormat, packHeaderFile + u": columns are key,value"_s);
    QMap<QString, QString> values;
    for (const QStringList &row : table->rows)
        values.insert(row[0], row[1]);
    for (const QString &key : {u"id"_s, u"version"_s, u"valid_from"_s, u"valid_to"_s, u"supersedes"_s}) {
        if (!values.contains(key))
            return fail(ErrorCode::BadFormat, packHeaderFile + u": "_s + key);
    }
    PackManifest manifest;
    manifest.id = values[u"id"_s];
    manifest.version = values[u"version"_s];
    manifest.validFrom = QDate::fromString(values[u"valid_from"_s], Qt::ISODate);
    manifest.validTo = QDate::fromString(values[u"valid_to"_s], Qt::ISODate);
    manifest.supersedes = values[u"supersedes"_s];
    if (!isValidHeader(manifest))
        return fail(ErrorCode::BadFormat, packHeaderFile + u": id, version or dates"_s);
    return manifest;
}

QByteArray compressed(const QByteArray &plain)
{
    QByteArray out(qsizetype(ZSTD_compressBound(size_t(plain.size()))), Qt::Uninitialized);
    const size_t size = ZSTD_compress(out.data(), size_t(out.size()), plain.constData(), size_t(plain.size()), 9);
    out.truncate(ZSTD_isError(size) ? 0 : qsizetype(size));
    return out;
}

/// Unpacks into exactly `size` bytes; anything longer, shorter or broken is not what was signed.
Result<QByteArray> inflated(QByteArrayView packed, qint64 size)
{
    QByteArray out(size, Qt::Uninitialized);
    const size_t got = ZSTD_decompress(out.data(), size_t(size), packed.data(), size_t(packed.size()));
    if (ZSTD_isError(got) || qint64(got) != size)
        return tampered();
    return out;
}

/// Reads the one byte string under the reader.
std::optional<QByteArray> byteString(QCborStreamReader &reader)
{
    if (!reader.isByteArray() || !reader.isLengthKnown())
        return std::nullopt;
    QByteArray out;
    auto part = reader.readByteArray();
    while (part.status == QCborStreamReader::Ok) {
        out += part.data;
        part = reader.readByteArray();
    }
    return part.status == QCborStreamReader::EndOfString ? std::optional(out) : std::nullopt;
}

bool nextKey(QCborStreamReader &reader, const QString &wanted)
{
    if (!reader.isString())
        return false;
    QString key;
    auto part = reader.readString();
    while (part.status == QCborStreamReader::Ok) {
        key += part.data;
        part = reader.readString();
    }
    return part.status == QCborStreamReader::EndOfString && key == wanted;
}

bool readFiles(QCborStreamReader &reader, Envelope &envelope)
{
    if (!reader.isArray() || !reader.isLengthKnown() || reader.length() > quint64(limits::packFiles) ||
        !reader.enterContainer())
        return false;
    while (reader.hasNext()) {
        const auto file = byteString(reader);
        if (!file)
            return false;
        envelope.files += *file;
    }
    return reader.leaveContainer();
}

bool readSignatures(QCborStreamReader &reader, Envelope &envelope)
{
    if (!reader.isArray() || !reader.isLengthKnown() || reader.length() > 100 || !reader.enterContainer())
        return false;
    while (reader.hasNext()) {
        if (!reader.isMap() || !reader.isLengthKnown() || reader.length() != 2 || !reader.enterContainer())
            return false;
        if (!nextKey(reader, u"key"_s))
            return false;
        const auto key = byteString(reader);
        if (!key || !nextKey(reader, u"ed25519"_s))
            return false;
        const auto signature = byteString(reader);
        if (!signature || !reader.leaveContainer())
            return false;
        envelope.signatures += {*key, *signature};
    }
    return reader.leaveContainer();
}

/// The outer layer with a reader that takes memory only for what is there. Anything that we would write otherwise is
/// refused: one pack has one encoding.
Result<Envelope> readEnvelope(QByteArrayView bytes)
{
    if (bytes.size() > limits::packBytes)
        return tooLarge();
    QCborStreamReader reader(bytes.toByteArray());
    Envelope envelope;
    if (!reader.isMap() || !reader.isLengthKnown() || reader.length() != 3 || !reader.enterContainer())
        return badFormat();
    if (!nextKey(reader, u"files"_s) || !readFiles(reader, envelope) || !nextKey(reader, u"manifest"_s))
        return badFormat();
    const auto manifest = byteString(reader);
    if (!manifest || !nextKey(reader, u"signatures"_s) || !readSignatures(reader, envelope))
        return badFormat();
    envelope.manifest = *manifest;
    if (!reader.leaveContainer() || envelopeBytes(envelope) != bytes)
        return badFormat();
    return envelope;
}

Result<PackManifest> readManifest(const QByteArray &bytes)
{
    if (bytes.size() > limits::miB)
        return tooLarge();
    const QCborMap map = QCborValue::fromCbor(bytes).toMap();
    PackManifest manifest;
    manifest.id = map[u"id"_s].toString();
    manifest.version = map[u"version"_s].toString();
    manifest.validFrom = QDate::fromString(map[u"valid_from"_s].toString(), Qt::ISODate);
    manifest.validTo = QDate::fromString(map[u"valid_to"_s].toString(), Qt::ISODate);
    manifest.supersedes = map[u"supersedes"_s].toString();
    qint64 total = 0;
    for (const QCborValue &value : map[u"files"_s].toArray()) {
        const QCborMap entry = value.toMap();
        const PackManifest::File file{entry[u"path"_s].toString(), entry[u"size"_s].toInteger(-1),
                                      entry[u"blake2b256"_s].toByteArray()};
        const bool ordered = manifest.files.isEmpty() || manifest.files.last().path < file.path;
        if (!ordered || !isSafePath(file.path) || file.size < 0 || file.hash.size() != crypto::hashSize)
            return badFormat();
        if (file.size > limits::packInflated || (total += file.size) > limits::packInflated)
            return tooLarge();
        manifest.files += file;
    }
    // Whatever else the bytes said would be lost here: refuse it instead of ignoring it.
    if (!isValidHeader(manifest) || manifestBytes(manifest) != bytes)
        return badFormat();
    return manifest;
}

/// Enough distinct root keys signed exactly these manifest bytes.
Result<void> checkSignatures(const Envelope &envelope, const PackRoot &root)
{
    if (envelope.signatures.isEmpty())
        return fail(ErrorCode::Signature, u"unsigned"_s);
    const QByteArray message = signedMessage(envelope.manifest);
    QSet<QByteArray> good;
    bool broken = false;
    for (const PackSignature &signature : envelope.signatures) {
        if (!root.keys.contains(signature.key))
            continue;
        if (crypto::verify(signature.key, message, signature.ed25519))
            good.insert(signature.key);
        else
            broken = true;
    }
    if (broken)
        return tampered();
    if (good.isEmpty())
        return fail(ErrorCode::Signature, u"wrong-root"_s);
    if (good.size() < std::max(root.threshold, 1))
        return fail(ErrorCode::Signature, u"too-few-signatures"_s);
    return {};
}

} // namespace

Result<QByteArray> buildPack(QMap<QString, QByteArray> files)
{
    if (!files.contains(packHeaderFile))
        return fail(ErrorCode::BadFormat, QString(packHeaderFile));
    const Result<PackManifest> header = readHeader(files.take(packHeaderFile));
    if (!header)
        return passOn(header);
    PackManifest manifest = *header;
    Envelope envelope;
    qint64 total = 0;
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        if (!isSafePath(file.key()))
            return fail(ErrorCode::BadFormat, u"path "_s + file.key());
        total += file.value().size();
        manifest.files += {file.key(), file.value().size(), crypto::blake2b(file.value())};
        envelope.files += compressed(file.value());
    }
    if (total > limits::packInflated || files.size() > limits::packFiles)
        return tooLarge();
    envelope.manifest = manifestBytes(manifest);
    const QByteArray bytes = envelopeBytes(envelope);
    if (bytes.size() > limits::packBytes)
        return tooLarge();
    return bytes;
}

Result<QByteArray> signPack(QByteArrayView pack, QByteArrayView publicKey, const PackSigner &signer)
{
    Result<Envelope> envelope = readEnvelope(pack);
    if (!envelope)
        return passOn(envelope);
    if (const auto manifest = readManifest(envelope->manifest); !manifest)
        return passOn(manifest);
    const Result<QByteArray> signature = signer(signedMessage(envelope->manifest));
    if (!signature)
        return passOn(signature);
    envelope->signatures.removeIf([publicKey](const PackSignature &old) { return old.key == publicKey; });
    envelope->signatures += {publicKey.toByteArray(), *signature};
    return envelopeBytes(*envelope);
}

Result<Pack> openPack(QByteArrayView bytes, const PackRoot &root, QDate on, DemoRoot demo)
{
    const Result<Envelope> envelope = readEnvelope(bytes);
    if (!envelope)
        return passOn(envelope);
    if (const auto held = checkSignatures(*envelope, root); !held)
        return passOn(held);
    if (root.demo && demo == DemoRoot::Refuse)
        return fail(ErrorCode::Signature, u"demo-root"_s);
    const Result<PackManifest> manifest = readManifest(envelope->manifest);
    if (!manifest)
        return passOn(manifest);
    if (on.isValid() && on < manifest->validFrom)
        return fail(ErrorCode::Expired, u"not-yet-valid"_s);
    if (on.isValid() && on > manifest->validTo)
        return fail(ErrorCode::Expired, u"expired"_s);
    if (manifest->files.size() != envelope->files.size())
        return tampered();

    Pack pack{*manifest, {}};
    for (qsizetype i = 0; i < manifest->files.size(); ++i) {
        const PackManifest::File &file = manifest->files[i];
        const Result<QByteArray> plain = inflated(envelope->files[i], file.size);
        if (!plain || crypto::blake2b(*plain) != file.hash)
            return tampered();
        pack.files.insert(file.path, *plain);
    }
    return pack;
}

Result<PackManifest> peekManifest(QByteArrayView pack)
{
    const Result<Envelope> envelope = readEnvelope(pack);
    return envelope ? readManifest(envelope->manifest) : passOn(envelope);
}

int compareVersions(QStringView a, QStringView b)
{
    const QVersionNumber left = QVersionNumber::fromString(a.toString()).normalized();
    const QVersionNumber right = QVersionNumber::fromString(b.toString()).normalized();
    return QVersionNumber::compare(left, right);
}

} // namespace ruhu::rules
