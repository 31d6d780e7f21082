// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/vaultaccess.h"
#include "app/ruhuctl/verbs.h"
#include "core/crypto/random.h"
#include "core/store/outbox.h"
#include "core/store/store.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

namespace ruhu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint32 hammerPart = 990101100; ///< A township of the demo province.

/// A vault, its sealed database and the store over it, closed in the right order.
struct OpenStore
{
    OpenVault vault;
    vault::SealedDatabase sealed;
    std::unique_ptr<store::Store> store;
};

Result<OpenStore> openStore(const VaultArguments &arguments, const Clock &clock)
{
    auto vault = arguments.open(clock);
    if (!vault)
        return passOn(vault);
    auto sealed = vault->unlocked.openDatabase();
    if (!sealed)
        return passOn(sealed);
    auto store = store::Store::open(store::sealedPlace(*sealed));
    if (!store) {
        if (const auto why = sealed->openError())
            return tl::make_unexpected(*why);
        return passOn(store);
    }
    return OpenStore{*std::move(vault), *std::move(sealed), *std::move(store)};
}

record::Mutation creation(record::Kind kind, record::Op op, RecordId id, RecordId root, const record::Body &body)
{
    record::Mutation mutation;
    mutation.id = id;
    mutation.root = root;
    mutation.part = hammerPart;
    mutation.kind = record::nameOf(kind);
    mutation.op = op;
    mutation.set = body;
    return mutation;
}

/// The i-th piece of work: a new household, now and then a member or a visit of the last one, of very different sizes,
/// so that pages split, the log wraps and checkpoints happen in between.
record::Mutation pieceOfWork(int i, RecordId household, const Clock &clock, Rng &rng)
{
    const QString filler = QString::fromLatin1(rng.bytes(1 + (i * 37) % 3000).toHex());
    const RecordId id = RecordId::make(clock, rng);
    switch (household.isNull() ? 0 : i % 4) {
    case 1:
        return creation(record::Kind::Member, record::Op::Create, id, household,
                        {{u"identity.name"_s, u"H%1"_s.arg(i)}, {u"health.chronic"_s, filler}});
    case 2:
        return creation(record::Kind::Visit, record::Op::Event, id, household,
                        {{u"outcome"_s, u"DONE"_s}, {u"start_at"_s, clock.wallMs()}, {u"notes"_s, filler}});
    default:
        return creation(record::Kind::Household, record::Op::Create, id, id,
                        {{u"head.applicant_name"_s, u"H%1"_s.arg(i)},
                         {u"head.no"_s, u"HM-%1"_s.arg(i)},
                         {u"situation.note"_s, filler}});
    }
}

int hammer(const QStringList &words)
{
    VaultArguments arguments;
    const QCommandLineOption records(u"records"_s, u"How many."_s, u"N"_s);
    arguments.parser().addOption(records);
    if (!arguments.parse(words))
        return usage;
    bool number = false;
    const int count = arguments.parser().value(records).toInt(&number);
    if (!number || count < 1) {
        QTextStream(stderr) << "ruhuctl: store hammer: --records N with N of at least 1 is needed\n";
        return usage;
    }
    const SystemClock clock;
    crypto::SystemRng rng;
    auto open = openStore(arguments, clock);
    if (!open)
        return complain(u"store hammer"_s, open.error());
    const vault::UnlockedVault &person = open->vault.unlocked;
    const store::Stamp stamp{clock, rng,
                             [&person](QByteArrayView message) -> Result<QByteArray> { return person.sign(message); }};
    QTextStream out(stdout);
    RecordId household;
    for (int i = 0; i < count; ++i) {
        store::LocalBundle bundle;
        bundle.author = person.person().id;
        bundle.mutations = {pieceOfWork(i, household, clock, rng)};
        const RecordId id = bundle.mutations.first().id;
        household = bundle.mutations.first().root;
        const auto done =
            open->store->write([&](store::Database &db) { return store::commitLocal(db, bundle, stamp); }).result();
        if (!done)
            return complain(u"store hammer"_s, done.error());
        out << id.text() << Qt::endl; // flushed: whoever reads it may rely on it from here on
    }
    return held;
}

int confirm(const QStringList &words)
{
    VaultArguments arguments;
    if (!arguments.parse(words))
        return usage;
    const SystemClock clock;
    auto open = openStore(arguments, clock);
    if (!open)
        return complain(u"store confirm"_s, open.error());
    QTextStream in(stdin);
    QList<RecordId> ids;
    for (QString line = in.readLine(); !line.isNull(); line = in.readLine()) {
        if (line.trimmed().isEmpty())
            continue;
        const RecordId id = RecordId::fromText(line.trimmed());
        if (id.isNull()) {
            QTextStream(stderr) << "ruhuctl: store confirm: not the id of a record: " << line.trimmed() << '\n';
            return usage;
        }
        ids.append(id);
    }
    const auto missing = open->store
                             ->read([&](store::Database &db) -> Result<int> {
                                 int count = 0;
                                 for (const RecordId &id : ids) {
                                     const auto found = store::view(db, id);
                                     if (!found)
                                         return passOn(found);
                                     count += !found->has_value();
                                 }
                                 return count;
                             })
                             .result();
    if (!missing)
        return complain(u"store confirm"_s, missing.error());
    QTextStream(stdout) << ids.size() - *missing << " present, " << *missing << " missing\n";
    return *missing == 0 ? held : failed;
}

int rebuild(const QStringList &words)
{
    VaultArguments arguments;
    const QCommandLineOption json(u"json"_s, u"Figures as JSON."_s);
    arguments.parser().addOption(json);
    if (!arguments.parse(words))
        return usage;
    const SystemClock clock;
    auto open = openStore(arguments, clock);
    if (!open)
        return complain(u"store rebuild"_s, open.error());
    QElapsedTimer timer;
    timer.start();
    const auto records = open->store->write([](store::Database &db) { return store::rebuildProjections(db); }).result();
    if (!records)
        return complain(u"store rebuild"_s, records.error());
    QTextStream out(stdout);
    if (arguments.parser().isSet(json))
        out << QJsonDocument(QJsonObject{{u"records"_s, *records}, {u"ms"_s, timer.elapsed()}})
                   .toJson(QJsonDocument::Compact)
            << '\n';
    else
        out << *records << " records projected anew\n";
    return held;
}

} // namespace

QList<Verb> storeVerbs()
{
    const QString vault = u"VAULT --password-file F [--person NAME] [--device-secret F]"_s;
    return {
        {u"store hammer"_s, vault + u" --records N"_s,
         u"Writes N records as fast as they become durable and prints the id of each, flushed, only after its commit.\n"
         "For kill tests: what was printed must be there afterwards (store confirm). Only for a vault made for tests: "
         "the\n"
         "records are queued for the hub like any other work."_s,
         hammer},
        {u"store confirm"_s, vault,
         u"Reads record ids from stdin, one a line, and prints \"N present, M missing\". Exit 1 when any is missing."_s,
         confirm},
        {u"store rebuild"_s, vault + u" [--json]"_s,
         u"Makes every projection (households, members, search keys …) anew from records, outbox and acknowledged work."_s,
         rebuild},
    };
}

} // namespace ruhu::ctl
