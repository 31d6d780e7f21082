// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/province.h"

#include "core/crypto/box.h"
#include "core/crypto/sign.h"
#include "sync/hub/tlsauthority_p.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 yearMs = 366LL * 24 * 60 * 60 * 1000;
constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;

QString keysFolder(const QString &directory)
{
    return directory + u"/keys"_s;
}

record::Signer signerOf(const QByteArray &seed)
{
    const auto key =
        std::make_shared<crypto::SigningKey>(crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(seed)));
    return [key](QByteArrayView message) -> Result<QByteArray> { return crypto::sign(key->secretKey, message); };
}

QByteArray publicOf(const QByteArray &seed)
{
    return crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(seed)).publicKey;
}

Result<void> writeFile(const QString &path, const QByteArray &bytes, bool secret)
{
    QSaveFile file(path);
    const auto permissions = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    const bool done =
        file.open(QIODevice::WriteOnly) && file.setPermissions(permissions) && file.write(bytes) == bytes.size() &&
        (secret || file.setPermissions(permissions | QFileDevice::ReadGroup | QFileDevice::ReadOther)) && file.commit();
    if (!done)
        return fail(ErrorCode::Io, u"cannot write %1"_s.arg(path));
    return {};
}

Result<QByteArray> readFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > 64 * 1024)
        return fail(ErrorCode::Io, u"cannot read %1"_s.arg(path));
    return file.readAll();
}

Result<void> checkSpec(const ProvinceSpec &spec)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9.:-]{1,200}$"_s);
    if (spec.name.trimmed().isEmpty() || spec.name.size() > 100)
        return fail(ErrorCode::Rejected, u"name"_s);
    if (spec.hosts.isEmpty() ||
        !std::ranges::all_of(spec.hosts, [](const QString &host) { return plain.match(host).hasMatch(); }))
        return fail(ErrorCode::Rejected, u"hosts"_s);
    if (spec.years < 1 || spec.years > 10)
        return fail(ErrorCode::Rejected, u"years"_s);
    return {};
}

struct NamedFile
{
    QString name;
    QByteArray bytes;
    bool secret = true;
};

/// All files of a new province, nothing written yet.
Result<QList<NamedFile>> makeFiles(const ProvinceSpec &spec, const Clock &clock, Rng &rng)
{
    const QByteArray rootSeed = rng.bytes(crypto::signSeedSize);
    const QByteArray issuerSeed = rng.bytes(crypto::signSeedSize);
    const QByteArray escrowSeed = rng.bytes(crypto::boxSeedSize);
    const qint64 now = clock.wallMs();
    protocol::RootRecord draft;
    draft.province = spec.name.trimmed();
    draft.demo = spec.demo;
    draft.keys = {publicOf(rootSeed)};
    draft.escrowKey = crypto::boxKeyFromSeed(crypto::SecretBytes::copyOf(escrowSeed)).publicKey;
    draft.issuer = {publicOf(issuerSeed), now - dayMs, now + spec.years * yearMs};
    const auto root = protocol::issue(draft, {{draft.keys.first(), signerOf(rootSeed)}});
    if (!root)
        return passOn(root);
    const auto tls = makeTlsFiles(draft.province, spec.hosts, spec.years, now);
    if (!tls)
        return passOn(tls);
    return QList<NamedFile>{{u"root.key"_s, rootSeed},
                            {u"issuer.key"_s, issuerSeed},
                            {u"escrow.key"_s, escrowSeed},
                            {u"root.record"_s, root->bytes, false},
                            {u"ca.pem"_s, tls->caCert, false},
                            {u"ca.key"_s, tls->caKey},
                            {u"server.pem"_s, tls->serverCert, false},
                            {u"server.key"_s, tls->serverKey}};
}

} // namespace

Result<Province> createProvince(const QString &directory, const ProvinceSpec &spec, const Clock &clock, Rng &rng)
{
    if (const auto checked = checkSpec(spec); !checked)
        return passOn(checked);
    const QString folder = keysFolder(directory);
    if (QFileInfo::exists(folder))
        return fail(ErrorCode::AlreadyExists, folder);
    const auto files = makeFiles(spec, clock, rng);
    if (!files)
        return passOn(files);
    // Made beside, then renamed: there is a whole province or none.
    const QString draft = folder + u".new"_s;
    QDir(draft).removeRecursively();
    if (!QDir().mkpath(draft) ||
        !QFile::setPermissions(draft, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return fail(ErrorCode::Io, u"cannot make %1"_s.arg(draft));
    for (const NamedFile &file : *files) {
        if (const auto written = writeFile(draft + u'/' + file.name, file.bytes, file.secret); !written)
            return passOn(written);
    }
    if (!QDir().rename(draft, folder))
        return fail(ErrorCode::Io, u"cannot make %1"_s.arg(folder));
    return openProvince(directory);
}

Result<Province> openProvince(const QString &directory)
{
    const QString folder = keysFolder(directory);
    if (!QFileInfo::exists(folder))
        return fail(ErrorCode::NotFound, folder);
    const auto rootSeed = readFile(folder + u"/root.key"_s);
    const auto issuerSeed = readFile(folder + u"/issuer.key"_s);
    const auto record = readFile(folder + u"/root.record"_s);
    if (!issuerSeed)
        return passOn(issuerSeed);
    if (!record)
        return passOn(record);
    const auto root = protocol::readRootRecord(*record);
    if (!root || issuerSeed->size() != crypto::signSeedSize || publicOf(*issuerSeed) != root->issuer.signKey)
        return fail(ErrorCode::Damaged, folder);
    Province province;
    province.keys = {*root, signerOf(*issuerSeed)};
    province.caPath = folder + u"/ca.pem"_s;
    province.serverCertPath = folder + u"/server.pem"_s;
    province.serverKeyPath = folder + u"/server.key"_s;
    if (rootSeed && rootSeed->size() == crypto::signSeedSize) // may lie offline, as it should
        province.rootSeed = *rootSeed;
    return province;
}

} // namespace ruhu::hub
