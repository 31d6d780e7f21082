// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/clock.h"
#include "core/base/rng.h"
#include "core/platform/sessionwatch.h"
#include "core/service/desk.h"
#include "core/service/laptop.h"
#include "ui/models/synccontroller.h"
#include "ui/models/unlockcontroller.h"
#include "ui/pages/shell/mainwindow.h"

#include <QElapsedTimer>
#include <QSettings>

namespace ruhu {

namespace pages {
class ConflictPage;
class HouseholdsPage;
class ReviewPage;
class UnlockPage;
class VisitPage;
} // namespace pages

/// What the office that hands out the laptop has written into DATA/office.ini, or /etc/xdg/org.ruhu.Ruhu/office.ini.
struct OfficeFile
{
    QString hub;          ///< https://host:port, offered at enrolment.
    QString caFile;       ///< PEM of the province's authority.
    QString policyFolder; ///< *.ruhupack that came with the installation.
    int idleSeconds = 300;

    static OfficeFile read(const QString &dataFolder);
};

/// The composition root of the desktop program: binds the ports, makes the window, and carries a person from page to
/// page. Owns the open desk; locking drops it with everything that shows it.
class Office : public QObject
{
    Q_OBJECT
public:
    Office(const QString &dataFolder, const OfficeFile &file, QObject *parent = nullptr);
    ~Office() override;

    void show();
    /// Brings the window to the front: the program was started again.
    void raise();

private:
    void openDesk(const std::shared_ptr<service::Desk> &desk);
    void lock();
    [[nodiscard]] QList<pages::PageEntry> entries();
    QWidget *makeToday();
    QWidget *makeHouseholds();
    QWidget *makeCases();
    QWidget *makeSync();
    void showFacts();
    void showBadges();
    void showHousehold(HouseholdId household);
    void showConflicts(HouseholdId household);
    void leaveConflicts(pages::ConflictPage *page, const QString &cameFrom, const QString &words = {});
    void showVisit(HouseholdId household, const QString &reason, ApplicationId application, DraftId draft);
    void openVisit(const Result<service::VisitDraft> &draft);
    void tell(const Error &error, models::Doing doing);
    void sayWhenTodayIsShown();

    std::shared_ptr<Clock> m_clock;
    std::shared_ptr<Rng> m_rng;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceUnlock; ///< Valid from a handed over password to the page that it opens.
    QSettings m_settings;
    service::Laptop m_laptop;
    models::UnlockController m_unlock;
    pages::MainWindow m_window;
    pages::UnlockPage *m_lockPage;
    platform::SessionWatch m_session;
    platform::IdleWatch m_idle;
    std::shared_ptr<service::Desk> m_desk;
    std::unique_ptr<models::SyncController> m_facts; ///< What the status strip says.
    QList<pages::VisitPage *> m_visits;              ///< Open ones: they hold half-typed text.
};

} // namespace ruhu
