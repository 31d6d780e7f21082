// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/verbs.h"
#include "core/base/limits.h"
#include "core/crypto/sign.h"
#include "core/rules/policy.h"
#include "sync/protocol/certificate.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QTextStream>

#include <algorithm>

namespace ruhu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}
QTextStream &err()
{
    static QTextStream stream(stderr);
    return stream;
}

int failure(const QString &what, const Error &error)
{
    err() << "ruhuctl: " << what << ": " << errorName(error.code)
          << (error.detail.isEmpty() ? QString() : u" ("_s + error.detail + u')') << Qt::endl;
    return failed;
}

int misuse(const QString &why)
{
    err() << "ruhuctl: " << why << Qt::endl;
    return usage;
}

/// What the command line holds: words in order, and the values of options.
struct Line
{
    QStringList words;
    QMap<QString, QStringList> options;
    QString wrong; ///< An option that is not known, or that wants a value.

    [[nodiscard]] QString option(const QString &name) const { return options.value(name).value(0); }
};

Line readLine(const QStringList &arguments, const QStringList &known)
{
    Line line;
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (!arguments[i].startsWith(u"--"_s)) {
            line.words += arguments[i];
        } else if (known.contains(arguments[i]) && i + 1 < arguments.size()) {
            line.options[arguments[i]] += arguments[i + 1];
            ++i;
        } else {
            line.wrong = arguments[i];
        }
    }
    return line;
}

Result<QByteArray> readFile(const QString &path, qint64 limit)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, path + u": "_s + file.errorString());
    const QByteArray bytes = file.read(limit + 1);
    if (bytes.size() > limit)
        return fail(ErrorCode::TooLarge, path);
    return bytes;
}

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, path + u": "_s + file.errorString());
    return {};
}

/// The CSV files and forms of a folder, by relative path; other files are no part of a pack.
Result<QMap<QString, QByteArray>> readFolder(const QString &path)
{
    const QDir folder(path);
    if (!folder.exists())
        return fail(ErrorCode::NotFound, path);
    QMap<QString, QByteArray> files;
    QDirIterator walk(folder.absolutePath(), {u"*.csv"_s, u"*.xml"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext()) {
        const QString file = walk.next();
        const Result<QByteArray> bytes = readFile(file, limits::packInflated);
        if (!bytes)
            return passOn(bytes);
        files.insert(folder.relativeFilePath(file), *bytes);
    }
    return files;
}

int build(const QStringList &arguments)
{
    const Line line = readLine(arguments, {u"--out"_s, u"--form"_s});
    if (!line.wrong.isEmpty() || line.words.size() != 1 || line.option(u"--out"_s).isEmpty())
        return misuse(u"policy build wants a folder and --out FILE"_s);
    Result<QMap<QString, QByteArray>> files = readFolder(line.words.first());
    if (!files)
        return failure(u"the policy folder cannot be read"_s, files.error());
    for (const QString &form : line.options.value(u"--form"_s)) {
        const Result<QByteArray> bytes = readFile(form, limits::formBytes);
        if (!bytes)
            return failure(u"the form cannot be read"_s, bytes.error());
        files->insert(u"forms/"_s + QFileInfo(form).fileName(), *bytes);
    }
    const Result<QByteArray> pack = rules::buildPack(*files);
    if (!pack)
        return failure(u"no pack can be made of the folder"_s, pack.error());
    // A pack whose parameters cannot be read is found here, not on two thousand laptops.
    rules::Pack content{*rules::peekManifest(*pack), *files};
    content.files.remove(rules::packHeaderFile);
    if (const auto policy = rules::Policy::read(content); !policy)
        return failure(u"the policy does not hold together"_s, policy.error());
    if (const auto written = writeFile(line.option(u"--out"_s), *pack); !written)
        return failure(u"the pack cannot be written"_s, written.error());
    out() << content.manifest.name() << ": " << content.manifest.files.size() << " files, " << pack->size()
          << " bytes, unsigned" << Qt::endl;
    return held;
}

int sign(const QStringList &arguments)
{
    const Line line = readLine(arguments, {u"--key"_s, u"--out"_s});
    if (!line.wrong.isEmpty() || line.words.size() != 1 || line.option(u"--key"_s).isEmpty())
        return misuse(u"policy sign wants a pack and --key FILE"_s);
    const Result<QByteArray> pack = readFile(line.words.first(), limits::packBytes);
    if (!pack)
        return failure(u"the pack cannot be read"_s, pack.error());
    Result<QByteArray> seed = readFile(line.option(u"--key"_s), 4'096);
    if (!seed)
        return failure(u"the key cannot be read"_s, seed.error());
    const bool rightSize = seed->size() == crypto::signSeedSize;
    const crypto::SecretBytes secret = crypto::SecretBytes::takeFrom(*seed);
    if (!rightSize)
        return failure(u"the key is not a 32-byte seed"_s, {ErrorCode::BadFormat, {}});
    const crypto::SigningKey key = crypto::signingKeyFromSeed(secret);
    const auto signedPack = rules::signPack(*pack, key.publicKey, [&key](QByteArrayView message) -> Result<QByteArray> {
        return crypto::sign(key.secretKey, message);
    });
    if (!signedPack)
        return failure(u"the pack cannot be signed"_s, signedPack.error());
    const QString target = line.option(u"--out"_s).isEmpty() ? line.words.first() : line.option(u"--out"_s);
    if (const auto written = writeFile(target, *signedPack); !written)
        return failure(u"the pack cannot be written"_s, written.error());
    out() << rules::peekManifest(*signedPack)->name() << ": signed by " << key.publicKey.toHex() << Qt::endl;
    return held;
}

int check(const QStringList &arguments)
{
    const Line line = readLine(arguments, {u"--root"_s, u"--on"_s});
    const QString on = line.option(u"--on"_s);
    const QDate day = on.isEmpty() ? QDate::currentDate() : QDate::fromString(on, Qt::ISODate);
    if (!line.wrong.isEmpty() || line.words.size() != 1 || line.option(u"--root"_s).isEmpty() || !day.isValid())
        return misuse(u"policy check wants a pack and --root FILE, and --on as yyyy-MM-dd"_s);
    const Result<QByteArray> pack = readFile(line.words.first(), limits::packBytes);
    if (!pack)
        return failure(u"the pack cannot be read"_s, pack.error());
    const Result<QByteArray> rootBytes = readFile(line.option(u"--root"_s), limits::miB);
    if (!rootBytes)
        return failure(u"the root record cannot be read"_s, rootBytes.error());
    const Result<protocol::RootRecord> root = protocol::readRootRecord(*rootBytes);
    if (!root)
        return failure(u"the root record does not hold"_s, root.error());
    const rules::PackRoot keys{root->keys, root->threshold, root->demo};
    const Result<rules::Pack> opened = rules::openPack(*pack, keys, day, rules::DemoRoot::Accept);
    if (!opened)
        return failure(u"the pack is refused"_s, opened.error());
    const Result<rules::Policy> policy = rules::Policy::read(*opened);
    if (!policy)
        return failure(u"the policy does not hold together"_s, policy.error());
    out() << opened->manifest.name() << (root->demo ? " (demonstration)" : "") << ": valid "
          << opened->manifest.validFrom.toString(Qt::ISODate) << " to "
          << opened->manifest.validTo.toString(Qt::ISODate) << ", " << opened->manifest.files.size() << " files"
          << Qt::endl;
    return held;
}

} // namespace

QList<Verb> policyVerbs()
{
    return {
        {u"policy build"_s, u"FOLDER --out FILE [--form FORM.xml]…"_s,
         u"Makes an unsigned policy pack of the CSV files and forms of a folder, after reading every parameter. "
         "--form adds a questionnaire as forms/NAME."_s,
         build},
        {u"policy sign"_s, u"PACK --key SEED [--out FILE]"_s,
         u"Adds the signature of a root key (a file with the 32-byte Ed25519 seed, such as PROVINCE/keys/root.key). "
         "Without --out the pack itself is replaced."_s,
         sign},
        {u"policy check"_s, u"PACK --root ROOT.RECORD [--on yyyy-MM-dd]"_s,
         u"Verifies signatures, dates and every file of a pack against a province's root record, and reads all "
         "parameters. Refusals: unsigned, wrong-root, too-few-signatures, tampered, expired, not-yet-valid, too-large, "
         "bad-format."_s,
         check},
    };
}

} // namespace ruhu::ctl
