// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/theme/appearance.h"
#include "ui/widgets/navrail.h"

#include <QMainWindow>

#include <functional>

class QSettings;
class QStackedWidget;

namespace ruhu::widgets {
class StatusStrip;
}

namespace ruhu::pages {

/// One entry of the rail. The page is made when it is first shown and lives until the desk is closed.
struct PageEntry
{
    QString id;
    QString iconName;
    QString text;
    int digit = 0;      ///< Ctrl+digit opens it; 0 = no key.
    bool lower = false; ///< At the lower end of the rail.
    std::function<QWidget *()> make;
};

/// The window of the program: the lock page, or rail, pages and the status strip with its three facts. What the pages
/// are is said by the composition root; the window knows none of them.
///
/// Keys: Ctrl+digit pages, Ctrl+L lock, F5 sync, F6 and Shift+F6 panes, Ctrl+= Ctrl+- Ctrl+0 text size. A page names
/// its panes with the dynamic property "pane" = true, in the order of reading.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// Who sits at the desk, in words.
    struct Person
    {
        QString id; ///< Key of the remembered appearance.
        QString name;
        QString role;
        QString office;
    };

    /// The settings remember text size and scheme, for each person and for the lock page; they must outlive the window.
    explicit MainWindow(QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// Shown while nobody is at the desk. Owned by the window.
    void setLockPage(QWidget *page);
    /// Shows the rail and the first entry.
    void openDesk(const Person &person, const QList<PageEntry> &entries);
    /// Deletes every page with what it shows, empties the pixmap cache and shows the lock page.
    void closeDesk();
    [[nodiscard]] bool isDeskOpen() const { return m_open; }

    void showEntry(const QString &id);
    /// The page of an entry; nullptr while it was never shown.
    [[nodiscard]] QWidget *entryPage(const QString &id) const;
    [[nodiscard]] QString currentEntry() const;
    /// Puts a page (a dossier, a visit) above the entry's page. Owned by the window; the rail keeps the entry marked.
    void openOver(QWidget *page);
    /// Takes such a page away and deletes it later; what was below comes back as it was left.
    void closeOver(QWidget *page);
    [[nodiscard]] QWidget *currentPage() const;

    void setBadge(const QString &id, int count, widgets::NavRail::BadgeMeaning meaning, const QString &words);
    /// The second and third fact of the strip; the first ("data on this laptop is encrypted") never changes.
    void setSyncFact(bool online, const QString &text);
    void setUnsentFact(int items);
    /// "draft 09:41:32 kept on this laptop"; empty removes it.
    void setDraftNote(const QString &text);

    void setLargeText(bool large);
    void setDark(bool dark);

Q_SIGNALS:
    void lockRequested();
    void syncRequested();
    /// Half-typed text must be handed over now: before a page change, lock or close.
    void commitWanted();
    void entryShown(const QString &id);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    struct Slot
    {
        PageEntry entry;
        QWidget *page = nullptr;
        QList<QWidget *> over; ///< Pages above it, the last one shown.
    };

    void makeKeys();
    void makePersonMenu();
    void makeRail();
    void keep();
    void remember(const QString &person);
    void recall(const QString &person);
    void apply(theme::Scheme scheme, theme::TextSize size);
    void showAppearance();
    void showTop(Slot &slot);
    void movePane(int step);
    Slot *slotOf(const QString &id);

    QSettings &m_settings;
    Person m_person;
    bool m_open = false;
    QString m_current;
    QList<Slot> m_slots;
    QStackedWidget *m_faces; ///< lock page, desk
    QWidget *m_lockPage = nullptr;
    QWidget *m_desk;
    QWidget *m_railHost;
    widgets::NavRail *m_rail = nullptr;
    QStackedWidget *m_pages;
    widgets::StatusStrip *m_strip;
    QMenu *m_menu;
    QAction *m_largeAction = nullptr;
    QAction *m_darkAction = nullptr;
};

} // namespace ruhu::pages
