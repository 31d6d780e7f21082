// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/keyring.h"
#include "app/ruhuctl/vaultaccess.h"
#include "app/ruhuctl/verbs.h"
#include "core/crypto/random.h"
#include "core/vault/anchor.h"
#include "core/vault/sealedfile.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <sqlite3.h>

namespace ruhu::ctl {

namespace {

using crypto::SecretBytes;

QString kdfOption()
{
    return QStringLiteral("kdf");
}
QString jsonOption()
{
    return QStringLiteral("json");
}

int printJson(const QJsonObject &object, int code)
{
    QTextStream(stdout) << QString::fromUtf8(QJsonDocument(object).toJson());
    return code;
}

int complainUsage(const QString &what)
{
    QTextStream(stderr) << "ruhuctl: " << what << '\n';
    return usage;
}

/// "floor" is for tests and demonstrations: 64 MiB instead of 256.
std::optional<crypto::PasswordCost> costOf(const QString &word)
{
    if (word.isEmpty() || word == QStringLiteral("default"))
        return vault::costDefault;
    if (word == QStringLiteral("floor"))
        return vault::costFloor;
    return {};
}

// vault create

struct Placed
{
    SecretBytes secret;
    vault::SecretPlace place = vault::SecretPlace::File;
};

/// Puts a device secret where it will be found again, before there is a vault that needs it.
Result<Placed> placeDeviceSecret(const VaultArguments &arguments, const QByteArray &vaultId)
{
    if (const QString file = arguments.deviceSecretFile(); !file.isEmpty()) {
        auto given = vault::readDeviceSecretFile(file);
        if (!given)
            return passOn(given);
        return Placed{std::move(*given), vault::SecretPlace::File};
    }
    // What a creation that was cut short has left is used, never replaced.
    if (auto left = vault::readDeviceSecretFile(vault::deviceSecretPath(arguments.folder()));
        left || left.error().code != ErrorCode::NotFound) {
        if (!left)
            return passOn(left);
        return Placed{std::move(*left), vault::SecretPlace::File};
    }
    Placed fresh{SecretBytes::random(vault::deviceSecretSize), vault::SecretPlace::Keyring};
    QByteArray plain = fresh.secret.toPlain();
    auto stored = writeKeyring(vault::deviceSecretName(vaultId), plain);
    crypto::wipe(plain);
    if (stored)
        return fresh;
    if (stored.error().code != ErrorCode::KeyringUnavailable)
        return passOn(stored);
    if (auto written = vault::writeDeviceSecretFile(arguments.folder(), fresh.secret); !written)
        return passOn(written);
    fresh.place = vault::SecretPlace::File;
    return fresh;
}

int runCreate(const QStringList &words)
{
    VaultArguments arguments;
    arguments.parser().addOption({kdfOption(), QString(), QStringLiteral("COST")});
    arguments.parser().addOption(
        {QStringLiteral("role"), QString(), QStringLiteral("ROLE"), QStringLiteral("Investigator")});
    if (!arguments.parse(words))
        return usage;
    const auto cost = costOf(arguments.parser().value(kdfOption()));
    if (!cost)
        return complainUsage(QStringLiteral("--kdf takes \"floor\" or \"default\""));
    const auto password = arguments.password();
    if (!password)
        return complain(QStringLiteral("vault create"), password.error());
    if (auto fits = vault::normalizedPassword(*password); !fits)
        return complain(QStringLiteral("vault create"), fits.error());
    if (vault::Vault::exists(arguments.folder()))
        return complain(QStringLiteral("vault create"), {ErrorCode::AlreadyExists, QStringLiteral("a vault is there")});

    crypto::SystemRng rng;
    vault::NewVault what;
    what.id = rng.bytes(vault::vaultIdSize);
    what.cost = *cost;
    const auto placed = placeDeviceSecret(arguments, what.id);
    if (!placed)
        return complain(QStringLiteral("device secret"), placed.error());
    what.secretPlace = placed->place;
    const QString login = qEnvironmentVariable("USER", QStringLiteral("person"));
    const vault::NewPerson person{PersonId::make(SystemClock(), rng),
                                  arguments.personName().isEmpty() ? login : arguments.personName(),
                                  arguments.parser().value(QStringLiteral("role"))};
    if (auto made = vault::Vault::create(arguments.folder(), what, person, *password, placed->secret); !made)
        return complain(QStringLiteral("vault create"), made.error());
    const bool inRing = placed->place == vault::SecretPlace::Keyring;
    QTextStream(stdout) << "vault " << what.id.toHex() << "\nperson " << person.id.text() << ' ' << person.name
                        << "\ndevice secret in " << (inRing ? "the key ring" : "a file") << '\n';
    if (!inRing && arguments.deviceSecretFile().isEmpty())
        QTextStream(stderr) << "ruhuctl: no key ring on this machine: the device secret lies in VAULT/device-secret, "
                               "beside what it protects\n";
    return held;
}

// vault info

QJsonObject infoOf(const vault::Vault &vault)
{
    QJsonArray people;
    for (const vault::Person &one : vault.people()) {
        const crypto::PasswordCost cost = vault.cost(one.id);
        people.append(QJsonObject{{QStringLiteral("id"), one.id.text()},
                                  {QStringLiteral("name"), one.name},
                                  {QStringLiteral("role"), one.role},
                                  {QStringLiteral("unsent"), one.unsent},
                                  {QStringLiteral("passes"), qint64(cost.passes)},
                                  {QStringLiteral("memory_mib"), qint64(cost.memory / (1024 * 1024))}});
    }
    const bool inRing = vault.secretPlace() == vault::SecretPlace::Keyring;
    return {{QStringLiteral("id"), QString::fromLatin1(vault.id().toHex())},
            {QStringLiteral("device_secret"), inRing ? QStringLiteral("keyring") : QStringLiteral("file")},
            {QStringLiteral("province_box"), vault.hasProvinceBox()},
            {QStringLiteral("next_try_seconds"), vault.secondsUntilNextTry()},
            {QStringLiteral("database_bytes"), QFileInfo(vault::databasePath(vault.folder())).size()},
            {QStringLiteral("people"), people}};
}

int runInfo(const QStringList &words)
{
    VaultArguments arguments;
    arguments.parser().addOption(QCommandLineOption(jsonOption()));
    if (!arguments.parse(words, VaultArguments::Password::NotNeeded))
        return usage;
    const SystemClock clock;
    const auto vault = vault::Vault::open(arguments.folder(), clock);
    if (!vault)
        return complain(QStringLiteral("vault info"), vault.error());
    const QJsonObject info = infoOf(*vault);
    if (arguments.parser().isSet(jsonOption()))
        return printJson(info, held);
    QTextStream out(stdout);
    for (const QString &key : info.keys()) {
        if (!info.value(key).isArray())
            out << key << ": " << info.value(key).toVariant().toString() << '\n';
    }
    for (const QJsonValue &person : info.value(QStringLiteral("people")).toArray())
        out << "person " << person[QStringLiteral("name")].toString() << ", "
            << person[QStringLiteral("role")].toString() << ", unsent " << person[QStringLiteral("unsent")].toInt()
            << ", Argon2id " << person[QStringLiteral("passes")].toInt() << " passes over "
            << person[QStringLiteral("memory_mib")].toInt() << " MiB\n";
    return held;
}

// vault verify

struct Findings
{
    QJsonObject figures;
    QStringList faults; ///< empty = clean

    void fault(const QString &what, const Error &error)
    {
        faults.append(QStringLiteral("%1: %2 %3").arg(what, errorName(error.code), error.detail).trimmed());
    }
};

QString integrityOf(sqlite3 *connection)
{
    QStringList lines;
    const auto note = [](void *out, int columns, char **values, char **) {
        if (columns == 1 && values[0] != nullptr)
            static_cast<QStringList *>(out)->append(QString::fromUtf8(values[0]));
        return 0;
    };
    const int result = sqlite3_exec(connection, "PRAGMA integrity_check", note, &lines, nullptr);
    return result == SQLITE_OK ? lines.join(u'\n') : QString::fromUtf8(sqlite3_errmsg(connection));
}

void verifyPages(const vault::SealedDatabase &database, qint64 wallMs, Findings &findings)
{
    const auto report = database.scrub(wallMs);
    if (!report) {
        findings.fault(QStringLiteral("pages"), report.error());
        return;
    }
    findings.figures.insert(QStringLiteral("pages"), report->pages);
    for (const quint32 page : report->bad)
        findings.faults.append(QStringLiteral("page %1 does not authenticate").arg(page));
    if (report->damage.journalDamaged)
        findings.faults.append(QStringLiteral("the journal is damaged: the last changes may be missing"));
    if (report->damage.rolledBack)
        findings.faults.append(QStringLiteral("the database is older than its journal or its anchor"));
    if (report->damage.headerCopyLost)
        findings.faults.append(QStringLiteral("one of the two header copies is lost"));
}

void verifyDatabase(const vault::UnlockedVault &unlocked, qint64 wallMs, Findings &findings)
{
    const auto database = unlocked.openDatabase(vault::OldCopy::ReadOnly);
    if (!database) {
        findings.fault(QStringLiteral("vault.db"), database.error());
        return;
    }
    verifyPages(*database, wallMs, findings);
    const auto connection = database->open(vault::Access::Reader);
    if (!connection) {
        findings.fault(QStringLiteral("vault.db"), connection.error());
        return;
    }
    if (const QString integrity = integrityOf(*connection); integrity != QStringLiteral("ok"))
        findings.faults.append(QStringLiteral("integrity_check: ") + integrity);
    sqlite3_close(*connection);
}

void verifyFiles(const vault::UnlockedVault &unlocked, Findings &findings)
{
    const vault::SealedFiles files(unlocked.filesFolder());
    const auto names = files.names();
    if (!names) {
        findings.fault(QStringLiteral("files"), names.error());
        return;
    }
    for (const QByteArray &name : *names) {
        if (auto loaded = files.load(name); !loaded)
            findings.fault(QStringLiteral("file ") + QString::fromLatin1(name.toHex()), loaded.error());
    }
    findings.figures.insert(QStringLiteral("files"), qint64(names->size()));
}

int runVerify(const QStringList &words)
{
    VaultArguments arguments;
    arguments.parser().addOption(QCommandLineOption(jsonOption()));
    if (!arguments.parse(words))
        return usage;
    const SystemClock clock;
    const auto open = arguments.open(clock);
    if (!open)
        return complain(QStringLiteral("vault verify"), open.error());
    Findings findings;
    verifyDatabase(open->unlocked, clock.wallMs(), findings);
    verifyFiles(open->unlocked, findings);
    const int code = findings.faults.isEmpty() ? held : failed;
    if (arguments.parser().isSet(jsonOption())) {
        findings.figures.insert(QStringLiteral("faults"), QJsonArray::fromStringList(findings.faults));
        return printJson(findings.figures, code);
    }
    QTextStream out(stdout);
    out << findings.figures.value(QStringLiteral("pages")).toInteger() << " pages, "
        << findings.figures.value(QStringLiteral("files")).toInteger() << " sealed files\n";
    for (const QString &fault : findings.faults)
        out << fault << '\n';
    out << (code == held ? "clean\n" : "NOT clean\n");
    return code;
}

// vault passwd

int runPasswd(const QStringList &words)
{
    VaultArguments arguments;
    const QString newOption = QStringLiteral("new-password-file");
    arguments.parser().addOption({newOption, QString(), QStringLiteral("F")});
    arguments.parser().addOption({kdfOption(), QString(), QStringLiteral("COST")});
    if (!arguments.parse(words))
        return usage;
    if (!arguments.parser().isSet(newOption))
        return complainUsage(QStringLiteral("--new-password-file F is needed"));
    std::optional<crypto::PasswordCost> cost;
    if (arguments.parser().isSet(kdfOption())) {
        cost = costOf(arguments.parser().value(kdfOption()));
        if (!cost)
            return complainUsage(QStringLiteral("--kdf takes \"floor\" or \"default\""));
    }
    const auto oldPassword = arguments.password();
    const auto newPassword = VaultArguments::passwordFrom(arguments.parser().value(newOption));
    if (!oldPassword || !newPassword)
        return complain(QStringLiteral("vault passwd"), (oldPassword ? newPassword : oldPassword).error());
    const SystemClock clock;
    auto vault = vault::Vault::open(arguments.folder(), clock);
    if (!vault)
        return complain(QStringLiteral("vault passwd"), vault.error());
    const auto person = arguments.person(*vault);
    if (!person)
        return complain(QStringLiteral("vault passwd"), person.error());
    if (auto changed =
            vault->changePassword(person->id, *oldPassword, *newPassword, arguments.deviceSecret(*vault), cost);
        !changed)
        return complain(QStringLiteral("vault passwd"), changed.error());
    QTextStream(stdout) << "the password of " << person->name << " is changed\n";
    return held;
}

} // namespace

QList<Verb> vaultVerbs()
{
    const QString common = QStringLiteral(" The device secret comes from the key ring, else from VAULT/device-secret, "
                                          "unless --device-secret names a file.");
    return {
        {QStringLiteral("vault create"),
         QStringLiteral("VAULT --password-file F [--person NAME] [--role ROLE] [--kdf floor] [--device-secret F]"),
         QStringLiteral("Makes a vault with its first person; --kdf floor takes the cheapest password cost allowed.") +
             common,
         runCreate},
        {QStringLiteral("vault info"), QStringLiteral("VAULT [--json]"),
         QStringLiteral("Says what may be known of a locked vault: its people, costs and places. Needs no password."),
         runInfo},
        {QStringLiteral("vault verify"),
         QStringLiteral("VAULT --password-file F [--person NAME] [--device-secret F] [--json]"),
         QStringLiteral("Reads every page and every sealed file and checks them; exit 0 only when all is sound.") +
             common,
         runVerify},
        {QStringLiteral("vault passwd"),
         QStringLiteral("VAULT --password-file OLD --new-password-file NEW [--person NAME] [--kdf floor|default] "
                        "[--device-secret F]"),
         QStringLiteral("Changes a person's password; the keys stay.") + common, runPasswd},
    };
}

} // namespace ruhu::ctl
