// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/province.h"

#include "core/crypto/sign.h"
#include "core/media/photo.h"
#include "core/rules/pack.h"
#include "core/vault/sealedfile.h"
#include "sync/hub/admin.h"
#include "sync/hub/province.h"
#include "sync/hub/sqlitestore.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSaveFile>
#include <QtEndian>

namespace ruhu::demo {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype sliceRows = 1'000; // hub::importRecords
constexpr int photoEdge = 1'280;       // pixels, as a phone would send

/// For everybody to read: these open nothing but an invented township.
const QHash<QString, QString> passwords = {{u"caseworker"_s, u"liuxi-zhou-2026"_s},
                                           {u"second"_s, u"liuxi-li-2026"_s},
                                           {u"supervisor"_s, u"liuxi-chen-2026"_s}};

Result<void> writeFile(const QString &path, const QByteArray &bytes)
{
    QDir().mkpath(QFileInfo(path).path());
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, path + u": "_s + file.errorString());
    return {};
}

Result<QMap<QString, QByteArray>> readFolder(const QString &folder)
{
    QMap<QString, QByteArray> files;
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        QFile file(it.next());
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorCode::Io, file.fileName());
        files.insert(QDir(folder).relativeFilePath(file.fileName()), file.readAll());
    }
    return files;
}

Result<void> makePack(const ProvinceFolder &folder, const ProvinceSpec &spec, const hub::Province &province)
{
    auto files = readFolder(spec.policyFolder);
    if (!files)
        return passOn(files);
    if (!spec.surveyForm.isEmpty())
        files->insert(u"forms/household-survey.xml"_s, spec.surveyForm);
    const auto pack = rules::buildPack(*files);
    if (!pack)
        return passOn(pack);
    const auto root = crypto::signingKeyFromSeed(crypto::SecretBytes::copyOf(province.rootSeed));
    const auto signedPack =
        rules::signPack(*pack, root.publicKey, [&root](QByteArrayView message) -> Result<QByteArray> {
            return crypto::sign(root.secretKey, message);
        });
    if (!signedPack)
        return passOn(signedPack);
    const auto manifest = rules::peekManifest(*signedPack);
    if (!manifest)
        return passOn(manifest);
    return writeFile(folder.policy() + u'/' + manifest->name() + u".ruhupack"_s, *signedPack);
}

Result<QList<Account>> addStaff(hub::HubStore &store, const Clock &clock, Rng &rng, qint64 division)
{
    QList<Account> accounts;
    for (const Staff &staff : demo::staff()) {
        const auto added = hub::addPerson(store, clock, rng, {staff.name, staff.roles.value(0), division});
        if (!added)
            return passOn(added);
        for (const QString &role : staff.roles.mid(1))
            if (const auto granted = hub::addGrant(store, clock, rng, added->person, role, division); !granted)
                return passOn(granted);
        Account account{staff, added->person, passwords.value(staff.key), added->code, {}};
        if (staff.key != u"caseworker"_s) {
            const auto second = hub::newCode(store, clock, rng, added->person);
            if (!second)
                return passOn(second);
            account.codeB = *second;
        }
        accounts.append(account);
    }
    return accounts;
}

/// Seals one copy, hands its bytes to the hub and names them in the photo's body.
Result<void> attach(hub::HubStore &store, qint32 part, RecordId photo, record::Body &body, const QString &field,
                    const QString &role, const QByteArray &plain)
{
    const auto sealed = vault::sealBytes(plain, vault::sealedFileContext(photo, role.toLatin1(), plain.size()));
    if (const auto stored = hub::importBlob(store, part, sealed.name, role, sealed.sealed); !stored)
        return stored;
    body.insert(field, sealed.name);
    body.insert(field + u"_key"_s, sealed.key.view().toByteArray());
    body.insert(field + u"_len"_s, qint64(plain.size()));
    return {};
}

Result<int> importPhotos(hub::HubStore &store, const Clock &clock, qint32 part, const QList<PhotoPlan> &plans)
{
    QList<record::Record> records;
    for (const PhotoPlan &plan : plans) {
        const QByteArray original = photoJpeg(plan.scene, plan.seed, photoEdge);
        const auto copies = media::makeCopies(original);
        if (!copies)
            return passOn(copies);
        record::Record photo = plan.record;
        auto body = record::decodeBody(photo.body);
        if (!body)
            return passOn(body);
        for (const auto &[field, role, bytes] : {std::tuple{u"thumb"_s, u"thumbnail"_s, copies->thumbnail},
                                                 std::tuple{u"evidence"_s, u"evidence"_s, copies->evidence}}) {
            if (const auto attached = attach(store, part, photo.id, *body, field, role, bytes); !attached)
                return passOn(attached);
        }
        QByteArray look(8, Qt::Uninitialized);
        qToBigEndian(copies->look, look.data());
        body->insert(u"phash"_s, look);
        body->insert(u"width"_s, copies->size.width());
        body->insert(u"height"_s, copies->size.height());
        photo.body = record::encodeBody(*body);
        records.append(photo);
    }
    for (qsizetype at = 0; at < records.size(); at += sliceRows)
        if (const auto done = hub::importRecords(store, clock, part, records.mid(at, sliceRows)); !done)
            return passOn(done);
    return int(records.size());
}

Result<void> makeLaptops(const ProvinceFolder &folder, const ProvinceSpec &spec)
{
    for (const char which : {'a', 'b'}) {
        const QByteArray ini = "# Written by the office that hands out this laptop.\n"
                               "hub=" +
                               spec.hub.toString().toUtf8() +
                               "\n"
                               "authority=../hub/keys/ca.pem\n"
                               "policy=../policy\n";
        if (const auto written = writeFile(folder.laptop(which) + u"/office.ini"_s, ini); !written)
            return written;
        QFile::setPermissions(folder.laptop(which), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    return {};
}

} // namespace

Result<MadeProvince> makeProvince(const ProvinceFolder &folder, const ProvinceSpec &spec, const Clock &clock, Rng &rng)
{
    const QDir root(folder.root);
    if (root.exists() && !root.isEmpty())
        return fail(ErrorCode::AlreadyExists, folder.root);
    if (!QDir().mkpath(folder.hub()))
        return fail(ErrorCode::Io, folder.hub());
    hub::ProvinceSpec keys;
    keys.name = u"Demo province"_s;
    keys.demo = true;
    keys.hosts = {spec.hub.host(), u"localhost"_s};
    keys.hosts.removeDuplicates();
    const auto province = hub::createProvince(folder.hub(), keys, clock, rng);
    if (!province)
        return passOn(province);
    auto store = hub::SqliteStore::open(folder.hub());
    if (!store)
        return passOn(store);

    // The township is known before its people: a small population tells its code.
    const auto plan = populate({20, spec.seed, spec.today, PersonId::make(clock, rng), PersonId::make(clock, rng), 0});
    if (!plan)
        return passOn(plan);
    const auto accounts = addStaff(**store, clock, rng, plan->township.value);
    if (!accounts)
        return passOn(accounts);
    const auto people =
        populate({spec.households, spec.seed, spec.today, accounts->at(0).person, accounts->at(1).person});
    if (!people)
        return passOn(people);
    const auto part = qint32(people->township.value / 1'000);
    if (const auto named = hub::setDivisionNames(**store, people->divisions); !named)
        return passOn(named);
    for (qsizetype at = 0; at < people->records.size(); at += sliceRows)
        if (const auto done = hub::importRecords(**store, clock, part, people->records.mid(at, sliceRows)); !done)
            return passOn(done);
    const auto photos = importPhotos(**store, clock, part, people->photos);
    if (!photos)
        return passOn(photos);
    if (const auto figures = writeFile(folder.checkFigures(), people->checkFigures); !figures)
        return passOn(figures);
    if (const auto pack = makePack(folder, spec, *province); !pack)
        return passOn(pack);
    if (const auto laptops = makeLaptops(folder, spec); !laptops)
        return passOn(laptops);
    MadeProvince made{*accounts, people->households, people->people, *photos, {}};
    for (const record::Record &record : people->records)
        if (record.id == people->heroine.as<RecordTag>()) {
            if (const auto body = record::decodeBody(record.body))
                made.heroine = record::text(*body, "head.applicant_name"_L1);
        }
    return made;
}

QString guideText(const ProvinceFolder &folder, const ProvinceSpec &spec, const MadeProvince &made)
{
    QString text;
    QTextStream out(&text);
    out << "The demo province of Ruhu: " << made.households << " households, " << made.people << " people, "
        << made.photos << " photos. All of them are invented.\n\n"
        << "hub        " << folder.hub() << "\n           listens on " << spec.hub.toString() << "\n"
        << "policy     " << folder.policy() << "\n"
        << "laptop A   " << folder.laptop('a') << "   ruhu --data-dir " << folder.laptop('a') << "\n"
        << "laptop B   " << folder.laptop('b') << "   ruhu --data-dir " << folder.laptop('b') << "\n\n"
        << "On laptop A these people are enrolled:\n\n";
    for (const Account &account : made.accounts)
        out << "  " << account.staff.name << "   password " << account.password << "   "
            << account.staff.roles.join(u", "_s) << '\n';
    out << "\nOn laptop B nobody is yet. One-time codes, valid for 24 hours (ruhuctl hub person code makes new "
           "ones):\n\n";
    for (const Account &account : made.accounts)
        if (!account.codeB.isEmpty())
            out << "  " << account.staff.name << "   code " << account.codeB << "   suggested password "
                << account.password << '\n';
    out << "\nStart with the household of " << made.heroine << ": her application waits for its home visit.\n";
    return text;
}

} // namespace ruhu::demo
