// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/demo/province.h"
#include "app/ruhu/childreader.h"
#include "app/ruhu/enrolmentport.h"
#include "app/ruhuctl/await.h"
#include "app/ruhuctl/verbs.h"
#include "core/crypto/random.h"
#include "core/service/laptop.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTcpServer>
#include <QTextStream>

namespace ruhu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int usualPort = 8443;
constexpr int hubStartMs = 20'000;

/// The wanted port, or a free one when somebody sits on it or when 0 is wanted. Nobody keeps it until the hub starts:
/// demos that live side by side had better want 0.
int freePort(int wanted)
{
    for (const int port : {wanted, 0}) {
        QTcpServer probe;
        if (probe.listen(QHostAddress::LocalHost, quint16(port)))
            return probe.serverPort();
    }
    return wanted;
}

/// Enrols everybody on laptop A, over https with the real hub, as a person would with the codes.
Result<void> enrolLaptopA(const demo::ProvinceFolder &folder, const demo::ProvinceSpec &spec,
                          const demo::MadeProvince &made)
{
    QProcess hub;
    hub.setProcessChannelMode(QProcess::MergedChannels);
    hub.start(QCoreApplication::applicationDirPath() + u"/ruhu-hub"_s,
              {u"--data-dir"_s, folder.hub(), u"--listen"_s, u"%1:%2"_s.arg(spec.hub.host()).arg(spec.hub.port()),
               u"--cert"_s, folder.hub() + u"/keys/server.pem"_s, u"--key"_s, folder.hub() + u"/keys/server.key"_s});
    QElapsedTimer waited;
    waited.start();
    QByteArray said;
    while (!said.contains("listening on")) {
        if (!hub.waitForReadyRead(hubStartMs - int(waited.elapsed())))
            return fail(ErrorCode::Io, u"the hub did not start: %1"_s.arg(QString::fromUtf8(said)));
        said += hub.readAll();
    }
    service::LaptopParts parts;
    parts.vaultFolder = folder.laptop('a') + u"/vault"_s;
    parts.clock = std::make_shared<SystemClock>();
    parts.rng = std::make_shared<crypto::SystemRng>();
    parts.keyring = std::make_shared<NoKeyring>();
    parts.enrolment = std::make_shared<HubEnrolment>(parts.clock);
    parts.policyFolder = folder.policy();
    parts.acceptDemo = true;
    service::Laptop laptop(parts);
    Result<void> outcome;
    QByteArray first;
    PersonId colleague;
    for (const demo::Account &account : made.accounts) {
        service::Enrolment who{spec.hub, folder.hub() + u"/keys/ca.pem"_s, account.codeA, colleague};
        QByteArray password = account.password.toUtf8();
        QByteArray opener = first;
        opener.detach();
        const auto enrolled = await(laptop.enrol(who, std::move(password), std::move(opener)));
        if (!enrolled) {
            outcome = passOn(enrolled);
            break;
        }
        if (colleague.isNull()) {
            colleague = enrolled->person;
            first = account.password.toUtf8();
        }
    }
    hub.terminate();
    hub.waitForFinished(10'000);
    return outcome;
}

int createDemo(const QStringList &arguments)
{
    QTextStream out(stdout);
    QTextStream err(stderr);
    demo::ProvinceSpec spec;
    spec.today = QDate::currentDate();
    spec.policyFolder = u":/policy"_s;
    demo::ProvinceFolder folder;
    int port = usualPort;
    bool understood = !arguments.isEmpty() && !arguments.first().startsWith(u'-') && arguments.size() % 2 == 1;
    for (qsizetype i = 1; understood && i + 1 < arguments.size(); i += 2) {
        bool number = false;
        const qulonglong value = arguments.at(i + 1).toULongLong(&number);
        if (arguments.at(i) == u"--households"_s && number && value >= 20 && value <= 100'000)
            spec.households = int(value);
        else if (arguments.at(i) == u"--seed"_s && number)
            spec.seed = value;
        else if (arguments.at(i) == u"--port"_s && number && value <= 65'535)
            port = int(value);
        else
            understood = false;
    }
    if (!understood) {
        err << "demo create: DIR [--households N (20..100000)] [--seed S] [--port P (0: any)]\n";
        return usage;
    }
    folder.root = QDir(arguments.first()).absolutePath();
    spec.hub = QUrl(u"https://127.0.0.1:%1"_s.arg(freePort(port)));
    QFile form(u":/forms/household-survey.xml"_s);
    if (form.open(QIODevice::ReadOnly))
        spec.surveyForm = form.readAll();
    const SystemClock clock;
    crypto::SystemRng rng;
    const auto made = demo::makeProvince(folder, spec, clock, rng);
    if (!made) {
        err << "demo create: " << errorName(made.error().code) << ' ' << made.error().detail << '\n';
        return failed;
    }
    if (const auto enrolled = enrolLaptopA(folder, spec, *made); !enrolled) {
        err << "demo create: enrolment: " << errorName(enrolled.error().code) << ' ' << enrolled.error().detail << '\n';
        return failed;
    }
    const QString guide = demo::guideText(folder, spec, *made);
    QFile file(folder.guide());
    if (file.open(QIODevice::WriteOnly))
        file.write(guide.toUtf8());
    out << guide;
    return held;
}

} // namespace

QList<Verb> demoVerbs()
{
    return {{u"demo create"_s, u"DIR [--households N] [--seed S] [--port P]"_s,
             u"Makes a demo province: keys, hub store with an invented township, signed policy pack, laptop A with "
             u"three people "
             "enrolled, laptop B with codes. Its hub listens on 127.0.0.1, port 8443 or P, or a free one when that is "
             "taken (P = 0: any free one). Prints where everything lies, names and passwords."_s,
             createDemo}};
}

} // namespace ruhu::ctl
