// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/base/log.h"
#include "core/crypto/random.h"
#include "sync/hub/httpedge.h"
#include "sync/hub/province.h"
#include "sync/hub/sqlitestore.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTextStream>

#include <csignal>
#include <thread>

using namespace ruhu;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int held = 0;
constexpr int failed = 1;
constexpr int usage = 2;

int complain(int code, const QString &why)
{
    QTextStream(stderr) << "ruhu-hub: " << why << '\n';
    return code;
}

struct Arguments
{
    QString dataDir;
    QString checkFigures;
    hub::HttpEdge::Options edge;
};

/// "127.0.0.1:8443" or "[::1]:8443"; false for anything else.
bool splitListen(const QString &text, hub::HttpEdge::Options &edge)
{
    const qsizetype colon = text.lastIndexOf(u':');
    if (colon < 1)
        return false;
    edge.host = text.first(colon);
    if (edge.host.startsWith(u'[') && edge.host.endsWith(u']'))
        edge.host = edge.host.mid(1, edge.host.size() - 2);
    bool ok = false;
    edge.port = text.sliced(colon + 1).toInt(&ok);
    return ok && edge.port > 0 && edge.port < 65536;
}

/// A complaint, or empty.
QString parse(const QStringList &words, Arguments &arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption dataDir(u"data-dir"_s, u"Folder of the hub: keys, database, blobs."_s, u"DIR"_s);
    const QCommandLineOption listen(u"listen"_s, u"Address and port."_s, u"HOST:PORT"_s);
    const QCommandLineOption cert(u"cert"_s, u"TLS certificate, PEM."_s, u"FILE"_s);
    const QCommandLineOption key(u"key"_s, u"Its key, PEM."_s, u"FILE"_s);
    const QCommandLineOption figures(u"check-figures"_s, u"Answer check requests from this CSV file."_s, u"FILE"_s);
    parser.addOptions({dataDir, listen, cert, key, figures});
    parser.addHelpOption();
    if (!parser.parse(words))
        return parser.errorText();
    if (parser.isSet(u"help"_s)) {
        QTextStream(stdout) << parser.helpText();
        std::exit(held);
    }
    arguments.dataDir = parser.value(dataDir);
    arguments.edge.certPath = parser.value(cert);
    arguments.edge.keyPath = parser.value(key);
    arguments.checkFigures = parser.value(figures);
    if (arguments.dataDir.isEmpty())
        return u"--data-dir is missing"_s;
    if (!splitListen(parser.value(listen), arguments.edge))
        return u"--listen takes HOST:PORT"_s;
    if (arguments.edge.certPath.isEmpty() != arguments.edge.keyPath.isEmpty())
        return u"--cert and --key go together"_s;
    if (arguments.edge.certPath.isEmpty() && !hub::isLoopback(arguments.edge.host))
        return u"plain HTTP is for loopback only (behind nginx): give --cert and --key"_s;
    if (!parser.positionalArguments().isEmpty())
        return u"unexpected argument %1"_s.arg(parser.positionalArguments().first());
    return {};
}

/// Waits for SIGTERM or SIGINT while the edge serves.
void serve(hub::HttpEdge &edge, const sigset_t &signalsToWaitFor)
{
    std::thread serving([&edge] { edge.run(); });
    int signal = 0;
    sigwait(&signalsToWaitFor, &signal);
    edge.stop();
    serving.join();
}

int run(const Arguments &arguments, const sigset_t &signalsToWaitFor)
{
    const auto province = hub::openProvince(arguments.dataDir);
    if (!province)
        return complain(failed, province.error().code == ErrorCode::NotFound
                                    ? u"no province in %1: ruhuctl hub init makes one"_s.arg(arguments.dataDir)
                                    : u"%1: %2"_s.arg(errorName(province.error().code), province.error().detail));
    auto store = hub::SqliteStore::open(arguments.dataDir);
    if (!store)
        return complain(failed, u"%1: %2"_s.arg(errorName(store.error().code), store.error().detail));
    std::optional<hub::FileCheckCentre> centre;
    if (!arguments.checkFigures.isEmpty()) {
        auto loaded = hub::FileCheckCentre::load(arguments.checkFigures);
        if (!loaded)
            return complain(failed,
                            u"check figures: %1 %2"_s.arg(errorName(loaded.error().code), loaded.error().detail));
        centre = *std::move(loaded);
    }
    const SystemClock clock;
    crypto::SystemRng rng;
    hub::NonceMemory nonces;
    const auto edge = hub::HttpEdge::bind(arguments.edge, [&](const protocol::HttpRequest &request) {
        hub::HubContext context{**store, clock, rng, province->keys, nonces, centre ? &*centre : nullptr, nullptr};
        return hub::handle(request, context);
    });
    if (!edge)
        return complain(failed, u"%1: %2"_s.arg(errorName(edge.error().code), edge.error().detail));
    const QString scheme = arguments.edge.certPath.isEmpty() ? u"http"_s : u"https"_s;
    QTextStream(stdout) << "listening on " << scheme << "://" << arguments.edge.host << ':' << arguments.edge.port
                        << Qt::endl;
    serve(**edge, signalsToWaitFor);
    return held;
}

} // namespace

int main(int argc, char *argv[])
{
    installLog();
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"ruhu-hub"_s);
    Arguments arguments;
    if (const QString complaint = parse(QCoreApplication::arguments(), arguments); !complaint.isEmpty())
        return complain(usage, complaint);
    // Before any thread exists, so that all of them leave these signals to serve().
    sigset_t signalsToWaitFor;
    sigemptyset(&signalsToWaitFor);
    sigaddset(&signalsToWaitFor, SIGTERM);
    sigaddset(&signalsToWaitFor, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signalsToWaitFor, nullptr);
    std::signal(SIGPIPE, SIG_IGN); // a laptop that hangs up is an error value, not the end
    return run(arguments, signalsToWaitFor);
}
