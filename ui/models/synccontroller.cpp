// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/synccontroller.h"

#include "ui/models/messages.h"
#include "ui/models/phrases.h"

#include <QCoreApplication>
#include <QDateTime>

namespace ruhu::models {

using Phase = service::SyncProgress::Phase;
using Lane = service::SyncProgress::Lane;

namespace {

SyncDoors doorsOf(const std::shared_ptr<service::Desk> &desk)
{
    return {[desk] { return desk->exchange().progress(); },
            [desk] { desk->exchange().syncNow(); },
            [desk](bool paused) { desk->exchange().setPaused(paused); },
            [desk] { return desk->exchange().unsent(); },
            [desk] { return desk->exchange().outbox(); },
            [desk] { return desk->exchange().uploads(); },
            [desk] { return desk->exchange().quarantine(); },
            [desk](qint64 number) { return desk->exchange().retry(number); },
            [desk] { return desk->exchange().receipts(); },
            [desk] { return desk->exchange().holdings(); },
            [desk] { return desk->conflicts().households(); },
            [] { return QDateTime::currentMSecsSinceEpoch(); }};
}

} // namespace

SyncController::SyncController(SyncDoors doors, QObject *parent)
    : QObject(parent)
    , m_doors(std::move(doors))
{
    m_progress = m_doors.progress();
}

SyncController::SyncController(std::shared_ptr<service::Desk> desk, QObject *parent)
    : SyncController(doorsOf(desk), parent)
{
    connect(&desk->exchange(), &service::Exchange::progressed, this, &SyncController::takeProgress);
    connect(desk.get(), &service::Desk::changed, this, [this](const service::Changes &changes) {
        if (changes.outbox || changes.conflicts || changes.everything)
            reload();
    });
}

void SyncController::takeProgress(const service::SyncProgress &progress)
{
    const bool ended = running() && progress.phase != Phase::Connecting && progress.phase != Phase::Sending &&
                       progress.phase != Phase::Receiving;
    m_progress = progress;
    Q_EMIT changed();
    if (ended)
        reload(); // receipts and holdings are of the finished exchange
}

template <typename T, typename Take>
void SyncController::ask(const service::Answer<T> &answer, Take take)
{
    ++m_waiting;
    service::deliver(answer, this, [this, take](const Result<T> &result) {
        if (result)
            take(*result);
        else if (result.error().code != ErrorCode::Cancelled && result.error().code != ErrorCode::Locked)
            Q_EMIT failed(result.error());
        if (--m_waiting > 0)
            return;
        Q_EMIT changed();
        if (std::exchange(m_again, false))
            reload();
    });
}

void SyncController::reload()
{
    if (m_waiting > 0) {
        m_again = true;
        return;
    }
    m_progress = m_doors.progress();
    const auto into = [](auto *place) { return [place](const auto &value) { *place = value; }; };
    ask(m_doors.unsent(), into(&m_unsent));
    ask(m_doors.outbox(), into(&m_outbox));
    ask(m_doors.uploads(), into(&m_uploads));
    ask(m_doors.quarantine(), into(&m_quarantine));
    ask(m_doors.receipts(), into(&m_receipts));
    ask(m_doors.holdings(), into(&m_holdings));
    ask(m_doors.conflicts(), [this](const QList<service::ConflictHousehold> &households) {
        m_conflictHouseholds = int(households.size());
        m_conflictFields = 0;
        for (const service::ConflictHousehold &household : households)
            m_conflictFields += household.conflicts;
    });
}

void SyncController::setPaused(bool paused)
{
    m_doors.setPaused(paused);
    takeProgress(m_doors.progress());
}

void SyncController::retry(qint64 number)
{
    service::deliver(m_doors.retry(number), this, [this](const Result<void> &result) {
        if (!result)
            Q_EMIT failed(result.error());
        reload();
    });
}

bool SyncController::running() const
{
    return m_progress.phase == Phase::Connecting || m_progress.phase == Phase::Sending ||
           m_progress.phase == Phase::Receiving;
}

namespace {

struct Sum
{
    int done = 0;
    int total = 0;
};

Sum sumOf(const QList<Lane> &lanes)
{
    Sum sum;
    for (const Lane &lane : lanes) {
        if (lane.total == 0)
            continue; // how much is still to come is not known
        sum.done += lane.done;
        sum.total += lane.total;
    }
    return sum;
}

} // namespace

QString SyncController::headline() const
{
    const Sum up = sumOf(m_progress.sending);
    switch (m_progress.phase) {
    case Phase::Connecting: return tr("Connecting to the province");
    case Phase::Sending: return tr("Sending, %1 of %n sent", nullptr, up.total).arg(up.done);
    case Phase::Receiving:
        if (m_progress.lastSyncMs > 0)
            return tr("Fetching what is new");
        return m_progress.listHere ? tr("The first sync: the files of the households are arriving")
                                   : tr("The first sync: the list of households is arriving");
    case Phase::Paused: return tr("Paused, %n item(s) kept on this laptop", nullptr, m_unsent.total());
    case Phase::Failed: return message(m_progress.failure, Doing::Syncing).happened;
    case Phase::Idle: break;
    }
    if (m_unsent.total() > 0)
        return tr("%n item(s) not sent yet", nullptr, m_unsent.total());
    return m_progress.lastSyncMs > 0 ? tr("Everything is sent") : tr("Not synced yet");
}

QString SyncController::subline() const
{
    switch (m_progress.phase) {
    case Phase::Failed: {
        const Message words = message(m_progress.failure, Doing::Syncing);
        const QString calm = words.lost.isEmpty() ? words.next : words.lost + u' ' + words.next;
        return m_progress.nextTryMs > 0
                   ? tr("%1 Next try %2.", "what to do, time").arg(calm, momentOf(m_progress.nextTryMs))
                   : calm;
    }
    case Phase::Paused: return tr("Nothing goes out until you let it go on.");
    case Phase::Idle:
        return m_unsent.total() > 0
                   ? tr("It is encrypted on this laptop and goes out by itself when there is a network.")
                   : tr("New work goes out by itself when there is a network.");
    case Phase::Receiving:
        if (m_progress.lastSyncMs == 0 && m_progress.listHere)
            return tr("You can visit already; the rest arrives meanwhile.");
        [[fallthrough]];
    default: return tr("A broken line or a switched-off computer does no harm: next time it goes on where it stopped.");
    }
}

int SyncController::percent() const
{
    if (!running())
        return -1;
    Sum sum = sumOf(m_progress.sending);
    if (m_progress.phase == Phase::Receiving || sum.total == 0)
        sum = sumOf(m_progress.receiving);
    return sum.total > 0 ? int(qint64(sum.done) * 100 / sum.total) : -1;
}

QString SyncController::factText() const
{
    if (m_progress.phase == Phase::Connecting)
        return tr("connecting");
    if (running()) {
        const bool first = m_progress.lastSyncMs == 0 && m_holdings.households > 0;
        return first ? tr("online · syncing, %n household(s) here", nullptr, m_holdings.households)
                     : tr("online · syncing");
    }
    if (paused())
        return tr("sync is paused");
    const QString last =
        m_progress.lastSyncMs > 0 ? tr("synced %1", "time").arg(momentOf(m_progress.lastSyncMs)) : tr("never synced");
    return m_progress.online ? tr("online · %1", "last sync").arg(last) : tr("offline · %1", "last sync").arg(last);
}

int SyncController::kept() const
{
    return int(m_outbox.size()) - delivered();
}

int SyncController::delivered() const
{
    int count = 0;
    for (const service::OutboxRow &row : m_outbox)
        count += row.waitingForPhotos;
    return count;
}

int SyncController::taken() const
{
    int count = 0;
    for (const service::ReceiptRow &row : m_receipts)
        count += row.mutations;
    return count;
}

namespace {

class SyncWords
{
    Q_DECLARE_TR_FUNCTIONS(SyncWords)

public:
    static QString lane(const QString &what)
    {
        if (what == QLatin1String("photo"))
            return tr("Photos");
        if (what == QLatin1String("listrow"))
            return tr("Household list");
        if (what == QLatin1String("dossier"))
            return tr("Household files");
        if (what == QLatin1String("record"))
            return tr("Records");
        return tr("Changes");
    }

    static QString work(const QString &what)
    {
        if (what == QLatin1String("visit"))
            return tr("visit");
        if (what == QLatin1String("opinion"))
            return tr("opinion");
        if (what == QLatin1String("step"))
            return tr("step of an application");
        if (what == QLatin1String("resolution"))
            return tr("choice between two values");
        return tr("change");
    }

    static QString part(const QString &role)
    {
        if (role == QLatin1String("thumbnail"))
            return tr("small picture");
        if (role == QLatin1String("original"))
            return tr("original");
        if (role == QLatin1String("submission"))
            return tr("filled-in form");
        if (role == QLatin1String("strokes"))
            return tr("signature");
        return {};
    }

    // The codes of sync/protocol's receipts.
    static QString reason(const QString &problem)
    {
        const QString code = problem.section(u':', -1);
        if (code == QLatin1String("not-allowed") || code == QLatin1String("out-of-scope"))
            return tr("The province says that this is not in your charge.");
        if (code == QLatin1String("separation-of-duties"))
            return tr("Who investigated a case may not decide it.");
        if (code == QLatin1String("staff-relative"))
            return tr("An investigator is a near relative of this family.");
        if (code == QLatin1String("authorisation-missing"))
            return tr("The family's authorisation for the means check is missing.");
        if (code == QLatin1String("signature-missing"))
            return tr("A signature is missing.");
        if (code == QLatin1String("opinion-stale"))
            return tr("The case moved on after the opinion was signed.");
        if (code == QLatin1String("already-resolved"))
            return tr("A colleague has decided this already.");
        if (code == QLatin1String("record-missing") || code == QLatin1String("root-missing"))
            return tr("The province does not know this household any more.");
        if (code == QLatin1String("event-immutable"))
            return tr("What was signed once cannot be changed.");
        if (code == QLatin1String("device-revoked"))
            return tr("This computer was taken off the province's list.");
        if (code == QLatin1String("too-large"))
            return tr("It is larger than the province takes.");
        return tr("The province did not take it.");
    }
};

} // namespace

QString SyncController::laneText(const Lane &lane) const
{
    const QString what = SyncWords::lane(lane.what);
    return lane.total > 0 ? tr("%1 %2 / %3", "what, done, total").arg(what).arg(lane.done).arg(lane.total)
                          : tr("%1 %2", "what, how many so far").arg(what).arg(lane.done);
}

QString SyncController::outboxTitle(const service::OutboxRow &row) const
{
    return row.headName.isEmpty() ? SyncWords::work(row.what)
                                  : tr("%1 household, %2", "name, work").arg(row.headName, SyncWords::work(row.what));
}

QString SyncController::outboxLine(const service::OutboxRow &row) const
{
    return row.waitingForPhotos ? tr("%1 · delivered, waits for its photos", "time").arg(momentOf(row.atMs))
                                : tr("%1 · kept on this laptop", "time").arg(momentOf(row.atMs));
}

QString SyncController::uploadTitle(const service::UploadRow &row) const
{
    const QString part = SyncWords::part(row.role);
    const QString kind = row.kind.isEmpty() ? part : codeWord(QStringLiteral("EVIDENCE"), row.kind);
    const QString what = part.isEmpty() || kind == part ? kind : tr("%1 (%2)", "photo, part").arg(kind, part);
    return row.headName.isEmpty() ? what : tr("%1 household %2", "name, photo").arg(row.headName, what);
}

QString SyncController::quarantineTitle(const service::QuarantineRow &row) const
{
    return row.headName.isEmpty() ? tr("The province sent back: %1").arg(SyncWords::work(row.what))
                                  : tr("%1 household: the province sent back the %2", "name, work")
                                        .arg(row.headName, SyncWords::work(row.what));
}

QString SyncController::quarantineLine(const service::QuarantineRow &row) const
{
    return tr("%1 What you filled in is all here; look at the household, then send it again.", "reason")
        .arg(SyncWords::reason(row.problem));
}

QString SyncController::receiptText(const service::ReceiptRow &row) const
{
    return tr("%n item(s) taken, receipt %1", "number of the receipt", row.mutations)
        .arg(QString::fromLatin1(row.hash.toHex().left(8)));
}

QString SyncController::momentOf(qint64 atMs) const
{
    return momentText(atMs, QDateTime::fromMSecsSinceEpoch(m_doors.wallMs()));
}

} // namespace ruhu::models
