// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/hub/admin.h"

#include "core/base/limits.h"
#include "core/crypto/hash.h"
#include "sync/hub/session_p.h"
#include "sync/hub/workset_p.h"

#include <algorithm>
#include <array>

namespace ruhu::hub {

using namespace Qt::Literals::StringLiterals;

namespace {

// Crockford's base 32: no I, L, O, U, so a code can be read out over a telephone. 32 letters: 5 bits each.
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr int codeLetters = 12; // 60 bits, valid for a day

constexpr qint64 leaseMs = 365LL * 24 * 60 * 60 * 1000;
constexpr int sliceRecords = 1'000;

constexpr std::array roles = {"VillageReporter"_L1,    "Investigator"_L1,   "TownshipHandler"_L1,
                              "TownshipSupervisor"_L1, "CountyReviewer"_L1, "CountyDecider"_L1,
                              "ChildProtection"_L1,    "Auditor"_L1,        "SecurityAdmin"_L1};

QString freshCode(Rng &rng)
{
    const QByteArray bytes = rng.bytes(codeLetters);
    QString code;
    for (int i = 0; i < codeLetters; ++i) {
        if (i > 0 && i % 4 == 0)
            code += u'-';
        code += QLatin1Char(alphabet[std::size_t(quint8(bytes.at(i)) & 31)]);
    }
    return code;
}

Result<void> checkGrant(const QString &role, qint64 division)
{
    if (!isRole(role))
        return fail(ErrorCode::Rejected, u"role"_s);
    if (division < 100'000'000'000 || division > 999'999'999'999)
        return fail(ErrorCode::Rejected, u"division"_s);
    return {};
}

/// The grant as a row, and as a record in the township it is for (above a township: of the whole province).
Result<void> writeGrant(HubTransaction &transaction, const Clock &clock, const GrantRow &grant)
{
    const bool above = grant.division % 1'000'000 == 0;
    const qint32 part = above ? 0 : qint32(grant.division / 1'000);
    if (const auto locked = transaction.lockPart(part); !locked)
        return passOn(locked);
    if (const auto done = transaction.putGrant(grant); !done)
        return done;
    WorkSet work(transaction, part);
    const auto done = work.putOwn(record::Kind::Grant, grant.id, {}, 0,
                                  {{u"person"_s, grant.person.bytes()},
                                   {u"role"_s, grant.role},
                                   {u"division"_s, grant.division},
                                   {u"lease_until"_s, grant.leaseUntil},
                                   {u"at"_s, clock.wallMs()}});
    return done ? work.flush() : done;
}

Result<QString> writeCode(HubTransaction &transaction, const Clock &clock, Rng &rng, PersonId person)
{
    const QString code = freshCode(rng);
    const auto done = transaction.putCode(
        {.hash = codeHash(code), .person = person, .expiresAt = clock.wallMs() + codeLifeMs, .serial = {}});
    if (!done)
        return passOn(done);
    return code;
}

Result<PersonRow> personRow(HubTransaction &transaction, PersonId person)
{
    const auto row = transaction.person(person);
    if (!row)
        return passOn(row);
    if (!*row)
        return fail(ErrorCode::NotFound, u"person"_s);
    return **row;
}

/// A record of an import, brought into the set; refuses what the feed could not carry.
Result<void> takeImported(WorkSet &work, const record::Record &record)
{
    const record::Kind kind = record.kindOf();
    if (kind == record::Kind::Unknown || record.id.isNull())
        return fail(ErrorCode::Rejected, u"kind"_s);
    if (kind == record::Kind::Household && record.root != record.id)
        return fail(ErrorCode::Rejected, u"root"_s);
    if (record.body.size() > limits::recordBytes)
        return fail(ErrorCode::TooLarge, u"body"_s);
    auto body = record::decodeBody(record.body);
    if (!body)
        return passOn(body);
    auto entry = work.load(record.id);
    if (!entry)
        return passOn(entry);
    if (entry->record.ver > 0) {
        const bool same = entry->record.body == record.body && entry->record.kind == record.kind;
        return same ? Result<void>() : fail(ErrorCode::AlreadyExists, u"record"_s);
    }
    entry->record.kind = record.kind;
    entry->record.ch = record::info(kind).channel;
    entry->record.root = record.root;
    entry->record.village = record.village;
    entry->body = *std::move(body);
    return work.put(*std::move(entry));
}

} // namespace

bool isRole(const QString &role)
{
    return std::ranges::any_of(roles, [&role](QLatin1String known) { return known == role; });
}

QByteArray codeHash(const QString &code)
{
    QByteArray plain = "ruhu-enrol-code|"_ba;
    for (const QChar letter : code.toUpper()) {
        if (letter != u'-' && !letter.isSpace())
            plain += letter == u'O' ? '0' : letter == u'I' || letter == u'L' ? '1' : letter.toLatin1();
    }
    return crypto::blake2b(plain);
}

Result<AddedPerson> addPerson(HubStore &store, const Clock &clock, Rng &rng, const NewPerson &person)
{
    const QString name = person.name.trimmed();
    if (name.isEmpty() || name.size() > 100)
        return fail(ErrorCode::Rejected, u"name"_s);
    if (const auto checked = checkGrant(person.role, person.division); !checked)
        return passOn(checked);
    AddedPerson added;
    const auto done = store.transact([&](HubTransaction &transaction) -> Result<void> {
        const auto scopeVer = transaction.nextScopeVer();
        if (!scopeVer)
            return passOn(scopeVer);
        added.person = PersonId::make(clock, rng);
        auto written = transaction.putPerson({added.person, name, *scopeVer});
        if (written)
            written = writeGrant(transaction, clock,
                                 {.id = RecordId::make(clock, rng),
                                  .person = added.person,
                                  .role = person.role,
                                  .division = person.division,
                                  .leaseUntil = clock.wallMs() + leaseMs});
        if (!written)
            return written;
        auto code = writeCode(transaction, clock, rng, added.person);
        if (!code)
            return passOn(code);
        added.code = *std::move(code);
        return {};
    });
    if (!done)
        return passOn(done);
    return added;
}

Result<QString> newCode(HubStore &store, const Clock &clock, Rng &rng, PersonId person)
{
    QString code;
    const auto done = store.transact([&](HubTransaction &transaction) -> Result<void> {
        if (const auto row = personRow(transaction, person); !row)
            return passOn(row);
        auto made = writeCode(transaction, clock, rng, person);
        if (!made)
            return passOn(made);
        code = *std::move(made);
        return {};
    });
    if (!done)
        return passOn(done);
    return code;
}

Result<void> addGrant(HubStore &store, const Clock &clock, Rng &rng, PersonId person, const QString &role,
                      qint64 division)
{
    if (const auto checked = checkGrant(role, division); !checked)
        return checked;
    return store.transact([&](HubTransaction &transaction) -> Result<void> {
        auto row = personRow(transaction, person);
        if (!row)
            return passOn(row);
        const auto scopeVer = transaction.nextScopeVer();
        if (!scopeVer)
            return passOn(scopeVer);
        row->scopeVer = *scopeVer;
        const auto done = transaction.putPerson(*row);
        if (!done)
            return done;
        return writeGrant(transaction, clock,
                          {.id = RecordId::make(clock, rng),
                           .person = person,
                           .role = role,
                           .division = division,
                           .leaseUntil = clock.wallMs() + leaseMs});
    });
}

Result<void> revokeDevice(HubStore &store, const Clock &clock, Rng &rng, DeviceId device)
{
    return store.transact([&](HubTransaction &transaction) -> Result<void> {
        auto row = transaction.device(device);
        if (!row)
            return passOn(row);
        if (!*row)
            return fail(ErrorCode::NotFound, u"device"_s);
        if ((*row)->revoked)
            return {};
        (*row)->revoked = true;
        auto done = transaction.putDevice(**row);
        if (!done)
            return done;
        const auto certificates = transaction.certificatesOf(device);
        if (!certificates)
            return passOn(certificates);
        if (const auto locked = transaction.lockPart(0); !locked)
            return passOn(locked);
        WorkSet work(transaction, 0);
        for (CertificateRow certificate : *certificates) {
            certificate.revoked = true;
            done = transaction.putCertificate(certificate);
            if (done)
                done = work.putOwn(record::Kind::Revocation, RecordId::make(clock, rng), {}, 0,
                                   {{u"serial"_s, certificate.serial.bytes()}, {u"at"_s, clock.wallMs()}});
            if (!done)
                return done;
        }
        return work.flush();
    });
}

Result<void> importRecords(HubStore &store, const Clock &, qint32 part, const QList<record::Record> &records)
{
    if (records.size() > sliceRecords)
        return fail(ErrorCode::Rejected, u"at most %1 records at a time"_s.arg(sliceRecords));
    return store.transact([&](HubTransaction &transaction) -> Result<void> {
        if (const auto locked = transaction.lockPart(part); !locked)
            return passOn(locked);
        WorkSet work(transaction, part);
        for (const record::Record &record : records) {
            if (const auto taken = takeImported(work, record); !taken)
                return taken;
        }
        if (const auto done = updateListRows(work); !done)
            return done;
        return work.flush();
    });
}

Result<void> importBlob(HubStore &store, qint32 part, const QByteArray &hash, const QString &role,
                        const QByteArray &bytes)
{
    if (bytes.isEmpty() || bytes.size() > limits::blobBytes)
        return fail(ErrorCode::TooLarge, u"blob"_s);
    if (crypto::blake2b(bytes) != hash)
        return fail(ErrorCode::Damaged, u"blob"_s);
    auto done = store.writeBlob(part, hash, 0, bytes);
    if (done)
        done = store.finishBlob(part, hash, bytes.size());
    if (!done)
        return done;
    return store.transact([&](HubTransaction &transaction) {
        return transaction.putBlob(part, {hash, bytes.size(), bytes.size(), true, role});
    });
}

Result<void> setDivisionNames(HubStore &store, const QList<std::pair<qint64, QString>> &names)
{
    return store.transact([&](HubTransaction &transaction) -> Result<void> {
        for (const auto &[division, name] : names) {
            if (const auto done = transaction.setDivisionName(division, name); !done)
                return done;
        }
        return {};
    });
}

Result<void> raiseEpoch(HubStore &store, qint32 part)
{
    return store.transact([&](HubTransaction &transaction) -> Result<void> {
        const auto state = transaction.lockPart(part);
        if (!state)
            return passOn(state);
        return transaction.setEpoch(part, state->epoch + 1);
    });
}

} // namespace ruhu::hub
