// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/verbs.h"
#include "core/crypto/random.h"
#include "sync/hub/admin.h"
#include "sync/hub/province.h"
#include "sync/hub/sqlitestore.h"

#include <QCommandLineParser>
#include <QTextStream>

namespace ruhu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

int complain(int code, const QString &why)
{
    QTextStream(stderr) << "ruhuctl: " << why << '\n';
    return code;
}

int complain(const Error &error)
{
    return complain(failed, errorName(error.code) + u": "_s + error.detail);
}

/// The options of one verb by name; all of `needed` must be there.
class Options
{
public:
    Options(const QStringList &words, const QStringList &needed, const QStringList &others = {})
    {
        for (const QString &name : needed + others)
            m_parser.addOption(QCommandLineOption(name, {}, name));
        const bool parsed = m_parser.parse(QStringList{u"ruhuctl"_s} + words);
        if (!parsed)
            m_complaint = m_parser.errorText();
        else if (!m_parser.positionalArguments().isEmpty())
            m_complaint = u"unexpected argument %1"_s.arg(m_parser.positionalArguments().first());
        for (const QString &name : needed) {
            if (m_complaint.isEmpty() && m_parser.value(name).isEmpty())
                m_complaint = u"--%1 is missing"_s.arg(name);
        }
    }

    [[nodiscard]] const QString &complaint() const { return m_complaint; }
    [[nodiscard]] QString value(const QString &name) const { return m_parser.value(name); }
    [[nodiscard]] QStringList values(const QString &name) const { return m_parser.values(name); }

private:
    QCommandLineParser m_parser;
    QString m_complaint;
};

/// The store of a hub that has keys: a mistyped folder must not become a new hub.
Result<std::unique_ptr<hub::SqliteStore>> openHub(const QString &directory)
{
    if (const auto province = hub::openProvince(directory); !province)
        return passOn(province);
    return hub::SqliteStore::open(directory);
}

int initHub(const QStringList &words)
{
    const Options options(words, {u"data-dir"_s, u"name"_s}, {u"host"_s});
    if (!options.complaint().isEmpty())
        return complain(usage, options.complaint());
    QStringList hosts = options.values(u"host"_s);
    if (hosts.isEmpty())
        hosts = {u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
    const SystemClock clock;
    crypto::SystemRng rng;
    const QString directory = options.value(u"data-dir"_s);
    const auto province = hub::createProvince(
        directory, {.name = options.value(u"name"_s), .demo = false, .hosts = hosts, .years = 1}, clock, rng);
    if (!province)
        return complain(province.error());
    if (const auto store = hub::SqliteStore::open(directory); !store)
        return complain(store.error());
    QTextStream(stdout) << "ca " << province->caPath << "\ncert " << province->serverCertPath << "\nkey "
                        << province->serverKeyPath << '\n';
    return held;
}

int addPerson(const QStringList &words)
{
    const Options options(words, {u"data-dir"_s, u"name"_s, u"role"_s, u"division"_s});
    if (!options.complaint().isEmpty())
        return complain(usage, options.complaint());
    bool isNumber = false;
    const qint64 division = options.value(u"division"_s).toLongLong(&isNumber);
    if (!isNumber)
        return complain(usage, u"--division takes a code of 12 digits"_s);
    const auto store = openHub(options.value(u"data-dir"_s));
    if (!store)
        return complain(store.error());
    const SystemClock clock;
    crypto::SystemRng rng;
    const auto added =
        hub::addPerson(**store, clock, rng,
                       {.name = options.value(u"name"_s), .role = options.value(u"role"_s), .division = division});
    if (!added)
        return complain(added.error());
    QTextStream(stdout) << "person " << added->person.text() << "\ncode " << added->code << '\n';
    return held;
}

int newCode(const QStringList &words)
{
    const Options options(words, {u"data-dir"_s, u"person"_s});
    if (!options.complaint().isEmpty())
        return complain(usage, options.complaint());
    const auto person = PersonId::fromText(options.value(u"person"_s));
    if (person.isNull())
        return complain(usage, u"--person takes the id that hub person add printed"_s);
    const auto store = openHub(options.value(u"data-dir"_s));
    if (!store)
        return complain(store.error());
    const SystemClock clock;
    crypto::SystemRng rng;
    const auto code = hub::newCode(**store, clock, rng, person);
    if (!code)
        return complain(code.error());
    QTextStream(stdout) << "code " << *code << '\n';
    return held;
}

} // namespace

QList<Verb> hubVerbs()
{
    return {
        {u"hub init"_s, u"--data-dir DIR --name PROVINCE [--host NAME]…"_s,
         u"Makes the keys of a province, its TLS authority and an empty database in DIR. Never overwrites. --host "
         u"names "
         "what the server certificate is for (default: this machine only)."_s,
         initHub},
        {u"hub person add"_s, u"--data-dir DIR --name NAME --role ROLE --division CODE"_s,
         u"Adds a person with one role for a division (12 digits, a township ends in 000) and prints the one-time code "
         "that enrols this person on one laptop within 24 hours."_s,
         addPerson},
        {u"hub person code"_s, u"--data-dir DIR --person ID"_s,
         u"Prints another one-time code, for another laptop of the same person."_s, newCode},
    };
}

} // namespace ruhu::ctl
