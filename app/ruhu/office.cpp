// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "app/ruhu/office.h"

#include "app/ruhu/childreader.h"
#include "app/ruhu/enrolmentport.h"
#include "app/ruhu/qtkeyring.h"
#include "app/ruhu/syncport.h"
#include "core/base/log.h"
#include "core/crypto/random.h"
#include "ui/models/messages.h"
#include "ui/models/roles.h"
#include "ui/models/synccontroller.h"
#include "ui/models/todaycontroller.h"
#include "ui/pages/conflict/conflictpage.h"
#include "ui/pages/dossier/dossierpage.h"
#include "ui/pages/households/householdspage.h"
#include "ui/pages/review/reviewpage.h"
#include "ui/pages/sync/syncpage.h"
#include "ui/pages/today/todaypage.h"
#include "ui/pages/unlock/unlockpage.h"
#include "ui/pages/visit/visitpage.h"
#include "ui/widgets/toast.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QMessageBox>
#include <QPointer>
#include <QStandardPaths>
#include <QTimer>

namespace ruhu {

namespace {

const QString todayId = QStringLiteral("today");
const QString householdsId = QStringLiteral("households");
const QString casesId = QStringLiteral("cases");
const QString syncId = QStringLiteral("sync");

service::LaptopParts partsOf(const QString &dataFolder, const OfficeFile &file, const std::shared_ptr<Clock> &clock,
                             const std::shared_ptr<Rng> &rng)
{
    service::LaptopParts parts;
    parts.vaultFolder = dataFolder + QStringLiteral("/vault");
    parts.clock = clock;
    parts.rng = rng;
    parts.keyring = std::make_shared<QtKeyring>();
    parts.reader =
        std::make_shared<ChildReader>(QCoreApplication::applicationDirPath() + QStringLiteral("/ruhu-reader"));
    parts.enrolment = std::make_shared<HubEnrolment>(clock);
    parts.sync = makeSyncPort;
    parts.formFile = QStringLiteral(":/forms/household-survey.xml");
    parts.policyFolder = file.policyFolder;
#ifdef RUHU_ACCEPT_DEMO
    parts.acceptDemo = true;
#endif
    return parts;
}

/// Calls back once, after the window has been painted with everything that was waited for: what a start or an unlock
/// means to the person who waits, and to `ruhuctl bench`. Ends with its window, or when it has called.
class PaintWatch final : public QObject
{
public:
    PaintWatch(QWidget *window, std::function<bool()> isThere, std::function<void()> then)
        : QObject(window)
        , m_isThere(std::move(isThere))
        , m_then(std::move(then))
    {
        window->installEventFilter(this);
    }
    bool eventFilter(QObject *, QEvent *event) override
    {
        const bool paints = event->type() == QEvent::Paint || event->type() == QEvent::UpdateRequest;
        if (paints && !m_called && m_isThere()) {
            m_called = true;
            QTimer::singleShot(0, this, [this] {
                m_then();
                deleteLater();
            });
        }
        return false;
    }

private:
    std::function<bool()> m_isThere;
    std::function<void()> m_then;
    bool m_called = false;
};

} // namespace

OfficeFile OfficeFile::read(const QString &dataFolder)
{
    QString path = dataFolder + QStringLiteral("/office.ini");
    if (!QFile::exists(path))
        path =
            QStandardPaths::locate(QStandardPaths::GenericConfigLocation, QStringLiteral("org.ruhu.Ruhu/office.ini"));
    OfficeFile file;
    if (path.isEmpty())
        return file;
    const QSettings ini(path, QSettings::IniFormat);
    const QDir beside(QFileInfo(path).absolutePath());
    const auto place = [&](const char *key) {
        const QString value = ini.value(QLatin1String(key)).toString();
        return value.isEmpty() ? value : QDir::cleanPath(beside.absoluteFilePath(value));
    };
    file.hub = ini.value(QStringLiteral("hub")).toString();
    file.caFile = place("authority");
    file.policyFolder = place("policy");
    file.idleSeconds = ini.value(QStringLiteral("idle_seconds"), file.idleSeconds).toInt();
    return file;
}

Office::Office(const QString &dataFolder, const OfficeFile &file, QObject *parent)
    : QObject(parent)
    , m_clock(std::make_shared<SystemClock>())
    , m_rng(std::make_shared<crypto::SystemRng>())
    , m_settings(dataFolder + QStringLiteral("/window.ini"), QSettings::IniFormat)
    , m_laptop(partsOf(dataFolder, file, m_clock, m_rng))
    , m_unlock(models::doorsOf(m_laptop, *m_clock))
    , m_window(m_settings)
    , m_lockPage(new pages::UnlockPage(m_unlock))
    , m_idle(m_clock, file.idleSeconds)
{
    m_sinceStart.start();
    m_lockPage->setEnrolmentDefaults(file.hub, file.caFile);
    m_window.setLockPage(m_lockPage);
    connect(m_lockPage, &pages::UnlockPage::largeTextWanted, &m_window, &pages::MainWindow::setLargeText);
    connect(m_lockPage, &pages::UnlockPage::darkWanted, &m_window, &pages::MainWindow::setDark);
    connect(&m_unlock, &models::UnlockController::unlocked, this, &Office::openDesk);
    connect(&m_unlock, &models::UnlockController::unlockRefused, this, [this] { m_sinceUnlock.invalidate(); });
    connect(&m_unlock, &models::UnlockController::changed, this, [this] {
        if (m_unlock.busy() && !m_sinceUnlock.isValid())
            m_sinceUnlock.start();
    });
    connect(&m_window, &pages::MainWindow::lockRequested, this, &Office::lock);
    connect(&m_window, &pages::MainWindow::commitWanted, this, [this] {
        for (pages::VisitPage *visit : std::as_const(m_visits))
            visit->commit();
    });
    connect(&m_window, &pages::MainWindow::syncRequested, this, [this] {
        if (m_desk)
            m_desk->exchange().syncNow();
    });
    connect(&m_session, &platform::SessionWatch::lockWanted, this, [this] {
        lock();
        m_session.readyToSleep();
    });
    connect(&m_idle, &platform::IdleWatch::idle, this, &Office::lock);
    m_unlock.load();
}

Office::~Office()
{
    lock();
}

void Office::show()
{
    new PaintWatch(
        &m_window, [this] { return m_unlock.loaded(); },
        [this] { qCInfo(logUi, "unlock page shown after %lld ms", m_sinceStart.elapsed()); });
    m_window.show();
}

void Office::raise()
{
    m_window.setWindowState(m_window.windowState() & ~Qt::WindowMinimized);
    m_window.raise();
    m_window.activateWindow();
}

void Office::openDesk(const std::shared_ptr<service::Desk> &desk)
{
    m_desk = desk;
    const service::Me &me = desk->me();
    m_lockPage->setOffice(me.office);
    m_window.openDesk({me.person.text(), me.name, models::roleText(me.role), me.office}, entries());
    m_facts = std::make_unique<models::SyncController>(desk);
    connect(m_facts.get(), &models::SyncController::changed, this, &Office::showFacts);
    // Not for each kept answer of a visit: the queue reads every case.
    connect(desk.get(), &service::Desk::changed, this, [this](const service::Changes &changes) {
        if (changes.everything || !changes.households.isEmpty())
            showBadges();
    });
    showBadges();
    showFacts();
    m_idle.start();
    sayWhenTodayIsShown();
}

void Office::sayWhenTodayIsShown()
{
    const QWidget *page = m_window.entryPage(todayId);
    const auto *today = page != nullptr ? page->findChild<models::TodayController *>() : nullptr;
    if (today == nullptr)
        return;
    new PaintWatch(
        &m_window, [watched = QPointer(today)] { return watched && watched->loaded(); },
        [this] {
            if (m_desk && m_sinceUnlock.isValid())
                qCInfo(logUi, "today shown %lld ms after the password", m_sinceUnlock.elapsed());
            m_sinceUnlock.invalidate();
        });
}

void Office::lock()
{
    if (!m_desk)
        return;
    m_sinceUnlock.invalidate();
    m_idle.stop();
    for (pages::VisitPage *visit : std::as_const(m_visits))
        visit->commit();
    m_visits.clear();
    m_window.closeDesk();
    m_facts.reset();
    m_desk.reset();
    m_laptop.lock();
    m_lockPage->reset();
}

QList<pages::PageEntry> Office::entries()
{
    return {
        {todayId, QStringLiteral("today"), tr("Today"), 1, false, [this] { return makeToday(); }},
        {householdsId, QStringLiteral("folder"), tr("Households"), 2, false, [this] { return makeHouseholds(); }},
        {casesId, QStringLiteral("case"), tr("Cases"), 4, false, [this] { return makeCases(); }},
        {syncId, QStringLiteral("sync"), tr("Sync"), 9, true, [this] { return makeSync(); }},
    };
}

QWidget *Office::makeToday()
{
    auto *page = new pages::TodayPage(m_desk);
    connect(page, &pages::TodayPage::visitWanted, this, &Office::showVisit);
    connect(page, &pages::TodayPage::householdWanted, this, &Office::showHousehold);
    connect(page, &pages::TodayPage::caseWanted, this, [this](ApplicationId application) {
        m_window.showEntry(casesId);
        qobject_cast<pages::ReviewPage *>(m_window.entryPage(casesId))->open(application);
    });
    connect(page, &pages::TodayPage::searchWanted, this, [this](const QString &text) {
        m_window.showEntry(householdsId);
        qobject_cast<pages::HouseholdsPage *>(m_window.entryPage(householdsId))->search(text);
    });
    connect(page, &pages::TodayPage::outboxWanted, this, [this] { m_window.showEntry(syncId); });
    connect(page, &pages::TodayPage::conflictsWanted, this, [this] { showConflicts({}); });
    return page;
}

QWidget *Office::makeHouseholds()
{
    auto *page = new pages::HouseholdsPage(m_desk);
    connect(page, &pages::HouseholdsPage::householdWanted, this, &Office::showHousehold);
    connect(page, &pages::HouseholdsPage::visitWanted, this, &Office::showVisit);
    connect(page, &pages::HouseholdsPage::conflictsWanted, this, &Office::showConflicts);
    return page;
}

QWidget *Office::makeCases()
{
    auto *page = new pages::ReviewPage(m_desk);
    connect(page, &pages::ReviewPage::householdWanted, this, &Office::showHousehold);
    connect(page, &pages::ReviewPage::visitWanted, this, &Office::showVisit);
    return page;
}

QWidget *Office::makeSync()
{
    auto *page = new pages::SyncPage(std::make_unique<models::SyncController>(m_desk));
    connect(page, &pages::SyncPage::householdWanted, this, &Office::showHousehold);
    connect(page, &pages::SyncPage::conflictsWanted, this, [this] { showConflicts({}); });
    return page;
}

void Office::showFacts()
{
    if (!m_desk)
        return;
    m_window.setSyncFact(m_facts->progress().online, m_facts->factText());
    const int unsent = m_facts->unsent().total();
    m_window.setUnsentFact(unsent);
    m_window.setBadge(syncId, unsent, widgets::NavRail::BadgeMeaning::Information,
                      tr("%n item(s) not sent yet", nullptr, unsent));
}

void Office::showBadges()
{
    if (!m_desk)
        return;
    service::deliver(m_desk->casework().queue(service::Queue::ForMe), this,
                     [this](const Result<QList<service::ApplicationRow>> &rows) {
                         if (rows)
                             m_window.setBadge(casesId, int(rows->size()), widgets::NavRail::BadgeMeaning::Information,
                                               tr("%n case(s) wait for you", nullptr, int(rows->size())));
                     });
}

void Office::showHousehold(HouseholdId household)
{
    auto *page = new pages::DossierPage(m_desk, household);
    connect(page, &pages::DossierPage::left, this, [this, page] { m_window.closeOver(page); });
    connect(page, &pages::DossierPage::visitWanted, this, &Office::showVisit);
    connect(page, &pages::DossierPage::conflictsWanted, this, &Office::showConflicts);
    connect(page, &pages::DossierPage::caseWanted, this, [this](ApplicationId application) {
        m_window.showEntry(casesId);
        qobject_cast<pages::ReviewPage *>(m_window.entryPage(casesId))->open(application);
    });
    m_window.openOver(page);
}

void Office::showConflicts(HouseholdId household)
{
    const QString cameFrom = m_window.currentEntry();
    m_window.showEntry(syncId);
    if (auto *open = qobject_cast<pages::ConflictPage *>(m_window.currentPage())) { // with the choices made so far
        open->open(household);
        return;
    }
    auto *page = new pages::ConflictPage(m_desk);
    connect(page, &pages::ConflictPage::left, this, [this, page, cameFrom] { leaveConflicts(page, cameFrom); });
    connect(page, &pages::ConflictPage::finished, this,
            [this, page, cameFrom](const QString &words) { leaveConflicts(page, cameFrom, words); });
    m_window.openOver(page);
    page->open(household);
}

/// Back to the page that one came from, with what is to be said there.
void Office::leaveConflicts(pages::ConflictPage *page, const QString &cameFrom, const QString &words)
{
    const bool shown = m_window.currentPage() == page;
    m_window.closeOver(page);
    if (!shown)
        return;
    m_window.showEntry(cameFrom);
    if (words.isEmpty())
        return;
    auto *toast = m_window.currentPage()->findChild<widgets::Toast *>(QString(), Qt::FindDirectChildrenOnly);
    if (!toast)
        toast = new widgets::Toast(m_window.currentPage());
    toast->say(words);
}

void Office::showVisit(HouseholdId household, const QString &reason, ApplicationId application, DraftId draft)
{
    const auto answer =
        draft.isNull() ? m_desk->visits().start(household, reason, application) : m_desk->visits().open(draft);
    service::deliver(answer, this, [this](const Result<service::VisitDraft> &opened) { openVisit(opened); });
}

void Office::openVisit(const Result<service::VisitDraft> &draft)
{
    if (!m_desk)
        return;
    if (!draft) {
        tell(draft.error(), models::Doing::Visiting);
        return;
    }
    auto *page = new pages::VisitPage(std::make_unique<models::VisitForm>(m_desk, *draft));
    m_visits.append(page);
    connect(page, &QObject::destroyed, this, [this, page] { m_visits.removeOne(page); });
    const auto close = [this, page] {
        m_visits.removeOne(page);
        m_window.closeOver(page);
        m_window.setDraftNote({});
    };
    connect(page, &pages::VisitPage::left, this, close);
    connect(page, &pages::VisitPage::finished, this, close);
    connect(page, &pages::VisitPage::statusChanged, &m_window, &pages::MainWindow::setDraftNote);
    m_window.openOver(page);
}

void Office::tell(const Error &error, models::Doing doing)
{
    const models::Message words = models::message(error, doing);
    QMessageBox box(QMessageBox::Warning, tr("This did not work"), words.happened, QMessageBox::NoButton, &m_window);
    box.setInformativeText(QStringList{words.lost, words.next}.join(QChar(u' ')).trimmed());
    box.addButton(tr("Go back"), QMessageBox::AcceptRole);
    box.exec();
}

} // namespace ruhu
