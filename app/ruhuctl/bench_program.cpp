// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/enrolmentport.h"
#include "app/ruhu/syncport.h"
#include "app/ruhuctl/await.h"
#include "app/ruhuctl/bench.h"
#include "app/ruhuctl/benchtownship.h"
#include "core/crypto/random.h"
#include "core/service/desk.h"
#include "core/service/laptop.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>

/// The benches of what a person waits for. `start` runs `ruhu` beside ruhuctl and hears when it has painted; `unlock`
/// drives the same laptop through the doors that the pages use, so that its figure is without the painting.
namespace ruhu::ctl {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int startRounds = 12;
constexpr int unlockRounds = 6;
constexpr int patienceMs = 60'000;
constexpr double startMs = 2'000;  ///< docs/benches.md, row start.
constexpr double unlockMs = 1'500; ///< docs/benches.md, row unlock.

double since(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e6;
}

/// A program under the eye of a bench; ends with it.
class Program
{
public:
    Program(const QString &name, const QStringList &arguments, const QProcessEnvironment &environment)
        : m_name(name)
    {
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_since.start();
        m_process.start(name, arguments);
    }
    ~Program()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(patienceMs))
            m_process.kill();
        m_process.waitForFinished(patienceMs);
    }
    Program(const Program &) = delete;
    Program &operator=(const Program &) = delete;

    /// Milliseconds from the start until the program has said this.
    Result<double> until(const QByteArray &words)
    {
        QElapsedTimer waited;
        waited.start();
        for (;;) {
            if (m_said.contains(words))
                return m_heardMs;
            if (waited.elapsed() > patienceMs || m_process.state() == QProcess::NotRunning ||
                !m_process.waitForReadyRead(patienceMs))
                return fail(ErrorCode::Timeout, u"%1 did not say \"%2\""_s.arg(m_name, QString::fromUtf8(words)));
            m_heardMs = since(m_since);
            m_said += m_process.readAll();
        }
    }

private:
    QString m_name;
    QProcess m_process;
    QElapsedTimer m_since;
    QByteArray m_said;
    double m_heardMs = 0;
};

Result<QString> besideUs(const QString &name)
{
    const QString path = QCoreApplication::applicationDirPath() + u'/' + name;
    if (!QFileInfo(path).isExecutable())
        return fail(ErrorCode::NotFound, u"%1 is not beside ruhuctl"_s.arg(name));
    return path;
}

/// No session bus, so no key ring, no key of another vault and no second program; the same for ours and for the floor.
QProcessEnvironment quietEnvironment(const BenchTownship &township)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    environment.insert(u"XDG_RUNTIME_DIR"_s, township.scratch({}));
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    environment.remove(u"WAYLAND_DISPLAY"_s);
    return environment;
}

/// The parts of the real program, without its window.
service::LaptopParts partsOf(const QString &folder)
{
    service::LaptopParts parts;
    parts.vaultFolder = folder + u"/vault"_s;
    parts.clock = std::make_shared<SystemClock>();
    parts.rng = std::make_shared<crypto::SystemRng>();
    parts.keyring = std::make_shared<NoKeyring>();
    parts.enrolment = std::make_shared<HubEnrolment>(parts.clock);
    parts.sync = makeSyncPort;
    parts.formFile = u":/forms/household-survey.xml"_s;
    return parts;
}

/// From the password to everything that the page Today shows: its list, its figures and the badges beside it.
Result<double> unlockOnce(service::Laptop &laptop, PersonId person)
{
    QByteArray typed = BenchTownship::password();
    typed.detach();
    QElapsedTimer timer;
    timer.start();
    const auto desk = await(laptop.unlock(person, std::move(typed)));
    if (!desk)
        return passOn(desk);
    const auto today = await((*desk)->today().view());
    const auto queue = today ? await((*desk)->casework().queue(service::Queue::ForMe))
                             : Result<QList<service::ApplicationRow>>(passOn(today));
    if (!queue)
        return passOn(queue);
    return since(timer);
}

} // namespace

Result<QList<BenchRow>> benchStart(const BenchOptions &)
{
    const auto ruhu = besideUs(u"ruhu"_s);
    const auto bare = ruhu ? besideUs(u"ruhu-bare-window"_s) : ruhu;
    if (!bare)
        return passOn(bare);
    const auto township = BenchTownship::make(20); // the unlock page knows people, no households
    if (!township)
        return passOn(township);
    const BenchTownship &t = **township;
    const QString folder = t.scratch(u"laptop"_s);
    if (const auto enrolled = (*township)->enrol(folder, vault::costFloor); !enrolled)
        return passOn(enrolled);
    QProcessEnvironment environment = quietEnvironment(t);
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    QList<double> ours;
    QList<double> empty;
    QList<double> label;
    for (int round = 0; round <= startRounds; ++round) {
        const auto first = Program(*bare, {}, environment).until("bare window shown");
        const auto second = first ? Program(*bare, {u"--label"_s}, environment).until("bare window shown") : first;
        const auto third =
            second ? Program(*ruhu, {u"--data-dir"_s, folder}, environment).until("unlock page shown after") : second;
        if (!third)
            return passOn(third);
        if (round == 0)
            continue; // brings the files into the cache, for all three alike
        empty.append(*first);
        label.append(*second);
        ours.append(*third);
    }
    const QString what = u"start of ruhu to the painted unlock page, offscreen, files in cache: "_s;
    return QList<BenchRow>{atMost(quantileRow(what + u"median"_s, 0.5, ours, u"an empty Qt window"_s, empty), startMs,
                                  u"docs/benches.md"_s),
                           quantileRow(what + u"median, held against a label"_s, 0.5, ours,
                                       u"a Qt window with one label of 20 Chinese characters"_s, label),
                           quantileRow(what + u"slowest"_s, 1, ours, u"an empty Qt window"_s, empty)} +
           calibration(t.scratch({}));
}

Result<QList<BenchRow>> benchUnlock(const BenchOptions &options)
{
    const auto township = BenchTownship::make(options.households);
    if (!township)
        return passOn(township);
    BenchTownship &t = **township;
    const QString folder = t.scratch(u"laptop"_s);
    if (const auto enrolled = t.enrol(folder, vault::costDefault); !enrolled)
        return passOn(enrolled);
    crypto::PasswordCost cost;
    PersonId person;
    {
        const auto laptop = t.open(folder);
        const auto synced = laptop ? t.sync(**laptop) : Result<FirstSync>(passOn(laptop));
        if (!synced)
            return passOn(synced);
        person = (*laptop)->vault.vault.people().first().id;
        cost = (*laptop)->vault.vault.cost(person);
    }
    service::Laptop laptop(partsOf(folder));
    const auto password = crypto::SecretBytes::copyOf(BenchTownship::password());
    QList<double> ours;
    QList<double> argon;
    for (int round = 0; round < unlockRounds; ++round) {
        QElapsedTimer timer;
        timer.start();
        if (const auto key = crypto::passwordKey(password, QByteArray(crypto::passwordSaltSize, 's'), cost); !key)
            return passOn(key);
        argon.append(since(timer));
        const auto unlocked = unlockOnce(laptop, person);
        if (!unlocked)
            return passOn(unlocked);
        ours.append(*unlocked);
        laptop.lock();
    }
    const QString what = u"password to everything that Today shows, %1 households"_s.arg(t.households());
    const QString baseline = u"Argon2id itself, %1 passes over %2 MiB"_s.arg(cost.passes).arg(cost.memory >> 20);
    BenchRow row = quantileRow(what, 0.5, ours, baseline, argon);
    const BenchRow beyond = reported(u"of it beyond Argon2id"_s, row.value - row.baselineValue, u"ms"_s);
    return QList<BenchRow>{atMost(row, unlockMs, u"docs/benches.md"_s), beyond} + calibration(t.scratch({}));
}

} // namespace ruhu::ctl
