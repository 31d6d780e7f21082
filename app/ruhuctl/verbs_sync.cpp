// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhuctl/vaultaccess.h"
#include "app/ruhuctl/verbs.h"
#include "core/crypto/random.h"
#include "core/service/deviceground.h"
#include "core/store/store.h"
#include "sync/client/sync.h"
#include "sync/sim/sim.h"

#include <QCommandLineParser>
#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTextStream>
#include <QThread>

namespace ruhu::ctl {

namespace {

int complainUsage(const QString &why)
{
    QTextStream(stderr) << "ruhuctl sim: " << why << '\n';
    return usage;
}

/// "7..2000", or one number.
std::optional<std::pair<quint64, quint64>> seedsFrom(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^(\\d{1,12})(?:\\.\\.(\\d{1,12}))?$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    const quint64 first = match.captured(1).toULongLong();
    const quint64 last = match.captured(2).isEmpty() ? first : match.captured(2).toULongLong();
    return first <= last ? std::optional(std::pair(first, last)) : std::nullopt;
}

QJsonObject toJson(const sim::Summary &summary)
{
    QJsonObject json{{QStringLiteral("seeds"), summary.seeds},
                     {QStringLiteral("failed"), summary.failed},
                     {QStringLiteral("on_core_store"), summary.onCoreStore},
                     {QStringLiteral("mutations"), summary.mutations},
                     {QStringLiteral("conflicts"), summary.conflicts},
                     {QStringLiteral("photos"), summary.photos},
                     {QStringLiteral("crashes"), summary.crashes},
                     {QStringLiteral("first_failing_seed"), QJsonValue()}};
    if (summary.firstFailing) {
        json[QStringLiteral("first_failing_seed")] = qint64(summary.firstFailing->seed);
        json[QStringLiteral("broken")] = QJsonArray::fromStringList(summary.firstFailing->broken);
    }
    return json;
}

int simRun(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("seeds"), {}, QStringLiteral("A..B")});
    parser.addOption({QStringLiteral("plant"), {}, QStringLiteral("NAME")});
    parser.addOption({QStringLiteral("trace"), {}});
    if (!parser.parse(QStringList(QString()) + arguments) || !parser.positionalArguments().isEmpty())
        return complainUsage(QStringLiteral("--seeds A..B [--plant NAME] [--trace]"));
    const auto seeds = seedsFrom(parser.value(QStringLiteral("seeds")));
    if (!seeds)
        return complainUsage(QStringLiteral("--seeds wants two numbers, as in 1..2000"));
    sim::Plant plant = sim::Plant::None;
    if (parser.isSet(QStringLiteral("plant"))) {
        const auto known = sim::plantFromName(parser.value(QStringLiteral("plant")));
        if (!known)
            return complainUsage(QStringLiteral("no such planted fault; see ruhuctl sim plants"));
        plant = *known;
    }
    // The hub's disk fails hundreds of times on purpose: its log would be all one sees.
    QLoggingCategory::setFilterRules(QStringLiteral("ruhu.hub.warning=false"));
    const int threads = std::max(1, QThread::idealThreadCount());
    const sim::Summary summary = sim::runMany(seeds->first, seeds->second, plant, threads);
    QTextStream(stdout) << QJsonDocument(toJson(summary)).toJson();
    if (parser.isSet(QStringLiteral("trace")) && summary.firstFailing)
        QTextStream(stderr) << summary.firstFailing->trace.join(QChar(u'\n')) << '\n';
    return summary.failed == 0 ? held : failed;
}

int simPlants(const QStringList &arguments)
{
    if (!arguments.isEmpty())
        return complainUsage(QStringLiteral("plants takes nothing"));
    QTextStream out(stdout);
    for (const sim::PlantInfo &plant : sim::plants())
        out << plant.name << '\n';
    return held;
}

QJsonObject toJson(const engine::Progress &progress)
{
    return {{QStringLiteral("sent"), progress.sent},
            {QStringLiteral("refused"), progress.refused},
            {QStringLiteral("list_rows"), progress.listRows},
            {QStringLiteral("documents"), progress.documents},
            {QStringLiteral("events"), progress.events},
            {QStringLiteral("photos"), progress.photos},
            {QStringLiteral("waiting"), progress.backlog.bundles},
            {QStringLiteral("waiting_photos"), progress.backlog.blobs},
            {QStringLiteral("set_aside"), progress.backlog.quarantined},
            {QStringLiteral("up_to_date"), progress.upToDate}};
}

/// Runs the exchange until everything is exchanged, or until the first reason why it cannot be.
Result<engine::Progress> exchange(const service::DeviceGround &device, const std::shared_ptr<store::Store> &store,
                                  const QString &filesFolder)
{
    const auto root = protocol::readRootRecord(device.rootRecord);
    if (!root)
        return passOn(root);
    client::Sync sync({device.hub, device.caPem, {device.id, device.signer(), *root}}, store, filesFolder,
                      std::make_shared<SystemClock>(), std::make_shared<crypto::SystemRng>());
    QEventLoop loop;
    QObject::connect(&sync, &client::Sync::progressed, &loop, [&loop](const engine::Progress &progress) {
        if (progress.upToDate || progress.problem || progress.stop != engine::Stop::None)
            loop.quit();
    });
    if (auto started = sync.start(); !started)
        return passOn(started);
    loop.exec();
    const engine::Progress progress = sync.progress();
    if (progress.stop != engine::Stop::None)
        return fail(ErrorCode::Refused, QStringLiteral("the hub stopped this device (%1)").arg(int(progress.stop)));
    if (progress.problem)
        return tl::make_unexpected(*progress.problem);
    return progress;
}

int syncOnce(const QStringList &arguments)
{
    VaultArguments vaultArguments;
    vaultArguments.parser().addOption({QStringLiteral("hub"), {}, QStringLiteral("URL")});
    if (!vaultArguments.parse(arguments))
        return usage;
    const SystemClock clock;
    auto vault = vaultArguments.open(clock);
    if (!vault)
        return complain(QStringLiteral("vault"), vault.error());
    auto sealed = vault->unlocked.openDatabase();
    if (!sealed)
        return complain(QStringLiteral("database"), sealed.error());
    auto opened = store::Store::open(store::sealedPlace(*sealed));
    if (!opened)
        return complain(QStringLiteral("database"), sealed->openError().value_or(opened.error()));
    const std::shared_ptr<store::Store> store = *std::move(opened);
    auto reading = store->read([&](store::Database &db) { return service::deviceGround(db, vault->unlocked); });
    reading.waitForFinished();
    auto who = reading.takeResult();
    if (!who)
        return complain(who.error().code == ErrorCode::NotFound ? QStringLiteral("nobody is enrolled on this vault")
                                                                : QStringLiteral("enrolment"),
                        who.error());
    if (vaultArguments.parser().isSet(QStringLiteral("hub")))
        who->hub = QUrl(vaultArguments.parser().value(QStringLiteral("hub")));
    const auto progress = exchange(*who, store, vault->unlocked.filesFolder());
    store->close();
    if (!progress)
        return complain(QStringLiteral("sync"), progress.error());
    QTextStream(stdout) << QJsonDocument(toJson(*progress)).toJson();
    return held;
}

} // namespace

QList<Verb> syncVerbs()
{
    return {
        {QStringLiteral("sync once"),
         QStringLiteral("VAULT --hub URL --password-file F [--person NAME] [--device-secret F]"),
         QStringLiteral("Sends what waits and brings what is new, once. Prints JSON; exit 1 when the hub cannot be "
                        "reached or is not of the province that the vault was enrolled in. Without --hub the address "
                        "of the enrolment is used."),
         syncOnce},
        {QStringLiteral("sim run"), QStringLiteral("--seeds A..B [--plant NAME] [--trace]"),
         QStringLiteral("Runs seeded worlds of laptops, a hub and bad weather, and checks what must hold. Prints JSON; "
                        "exit 1 when a seed fails. --trace prints what happened in the first failing one."),
         simRun},
        {QStringLiteral("sim plants"), QString(),
         QStringLiteral("Lists the faults that can be planted to see whether the worlds notice, one a line."),
         simPlants},
    };
}

} // namespace ruhu::ctl
