// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/shell/mainwindow.h"

#include "ui/theme/icons.h"
#include "ui/widgets/statusstrip.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QInputMethod>
#include <QMenu>
#include <QPixmapCache>
#include <QScreen>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>

namespace ruhu::pages {

using theme::Scheme;
using theme::TextSize;
using theme::Token;
using widgets::NavRail;
using widgets::StatusStrip;

namespace {

constexpr QSize smallest(1280, 640); // all pages are laid out for it and above
constexpr QSize usual(1366, 738);

} // namespace

MainWindow::MainWindow(QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_settings(settings)
{
    setWindowTitle(tr("Ruhu"));
    setWindowIcon(theme::icon(QStringLiteral("home-check"), Token::Ac));
    setContextMenuPolicy(Qt::NoContextMenu);
    theme::setBackground(this, Token::Win);

    m_faces = new QStackedWidget(this);
    setCentralWidget(m_faces);
    m_desk = new QWidget;
    auto *column = new QVBoxLayout(m_desk);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    m_railHost = new QWidget(m_desk);
    auto *railRow = new QHBoxLayout(m_railHost);
    railRow->setContentsMargins(0, 0, 0, 0);
    m_pages = new QStackedWidget(m_desk);
    row->addWidget(m_railHost);
    row->addWidget(m_pages, 1);
    column->addLayout(row, 1);
    m_strip = new StatusStrip(m_desk);
    column->addWidget(m_strip);
    m_faces->addWidget(m_desk);

    for (const char *id : {"encrypted", "sync", "unsent"})
        m_strip->addSegment(QLatin1String(id), StatusStrip::Side::Left);
    for (const char *id : {"draft", "size"})
        m_strip->addSegment(QLatin1String(id), StatusStrip::Side::Right);
    m_strip->setSegment(QStringLiteral("encrypted"), QStringLiteral("lock"), tr("Data on this laptop is encrypted"));
    connect(m_strip, &StatusStrip::activated, this, [this](const QString &id) {
        if (id == QLatin1String("size"))
            setLargeText(theme::textSize() == TextSize::Standard);
        else if (id != QLatin1String("draft"))
            showEntry(QStringLiteral("sync"));
    });

    m_menu = new QMenu(this);
    makePersonMenu();
    makeKeys();
    recall(QStringLiteral("lock"));

    const QSize room = screen() ? screen()->availableGeometry().size() : usual;
    setMinimumSize(smallest.boundedTo(room));
    resize(usual.boundedTo(room));
}

MainWindow::~MainWindow() = default;

void MainWindow::makePersonMenu()
{
    QAction *lock = m_menu->addAction(theme::icon(QStringLiteral("lock")), tr("Lock, or change the person"));
    lock->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_L));
    lock->setShortcutContext(Qt::WidgetShortcut); // shown here; the window's own key does it
    connect(lock, &QAction::triggered, this, [this] {
        keep();
        Q_EMIT lockRequested();
    });
    m_menu->addSeparator();
    m_largeAction = m_menu->addAction(theme::icon(QStringLiteral("text-size")), tr("Large text"));
    m_largeAction->setCheckable(true);
    connect(m_largeAction, &QAction::triggered, this, &MainWindow::setLargeText);
    m_darkAction = m_menu->addAction(theme::icon(QStringLiteral("moon")), tr("Dark"));
    m_darkAction->setCheckable(true);
    connect(m_darkAction, &QAction::triggered, this, &MainWindow::setDark);
}

void MainWindow::makeKeys()
{
    const auto key = [this](const QKeySequence &keys, auto action) {
        connect(new QShortcut(keys, this), &QShortcut::activated, this, action);
    };
    const auto deskKey = [&](const QKeySequence &keys, auto action) {
        key(keys, [this, action] {
            if (m_open)
                action();
        });
    };
    for (int digit = 1; digit <= 9; ++digit)
        deskKey(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_0 + digit)), [this, digit] {
            for (const Slot &slot : std::as_const(m_slots))
                if (slot.entry.digit == digit) {
                    showEntry(slot.entry.id);
                    return;
                }
        });
    deskKey(QKeySequence(Qt::CTRL | Qt::Key_L), [this] {
        keep();
        Q_EMIT lockRequested();
    });
    deskKey(QKeySequence(Qt::Key_F5), [this] { Q_EMIT syncRequested(); });
    deskKey(QKeySequence(Qt::Key_F6), [this] { movePane(1); });
    deskKey(QKeySequence(Qt::SHIFT | Qt::Key_F6), [this] { movePane(-1); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Equal), [this] { setLargeText(true); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Plus), [this] { setLargeText(true); });
    key(QKeySequence(Qt::CTRL | Qt::Key_Minus), [this] { setLargeText(false); });
    key(QKeySequence(Qt::CTRL | Qt::Key_0), [this] { setLargeText(false); });
}

void MainWindow::setLockPage(QWidget *page)
{
    m_lockPage = page;
    m_faces->addWidget(page);
    if (!m_open)
        m_faces->setCurrentWidget(page);
}

void MainWindow::makeRail()
{
    delete m_rail;
    m_rail = new NavRail(m_railHost);
    m_railHost->layout()->addWidget(m_rail);
    m_rail->setPerson(m_person.name,
                      tr("%1, %2: lock, text size, dark", "name, role").arg(m_person.name, m_person.role));
    m_rail->setPersonMenu(m_menu);
    for (const bool lower : {false, true}) {
        if (lower)
            m_rail->addGap();
        for (const Slot &slot : std::as_const(m_slots)) {
            if (slot.entry.lower != lower)
                continue;
            const QKeySequence key(Qt::CTRL | Qt::Key(Qt::Key_0 + slot.entry.digit));
            m_rail->addEntry(slot.entry.id, slot.entry.iconName, slot.entry.text,
                             slot.entry.digit ? key.toString(QKeySequence::NativeText) : QString());
        }
    }
    connect(m_rail, &NavRail::activated, this, [this](const QString &id) {
        // Pressing the entry that is shown goes back to its own page.
        if (Slot *slot = slotOf(id); slot && id == m_current && !slot->over.isEmpty())
            return;
        showEntry(id);
    });
}

void MainWindow::openDesk(const Person &person, const QList<PageEntry> &entries)
{
    if (m_open)
        closeDesk();
    m_person = person;
    m_open = true;
    recall(person.id);
    for (const PageEntry &entry : entries)
        m_slots.append({entry, nullptr, {}});
    makeRail();
    setWindowTitle(tr("Ruhu — %1 · %2 (%3)", "office, name, role").arg(person.office, person.name, person.role));
    m_strip->setSegment(QStringLiteral("draft"), {}, {});
    m_faces->setCurrentWidget(m_desk);
    if (!m_slots.isEmpty())
        showEntry(m_slots.first().entry.id);
}

void MainWindow::closeDesk()
{
    if (!m_open)
        return;
    m_open = false;
    m_current.clear();
    if (m_lockPage)
        m_faces->setCurrentWidget(m_lockPage);
    for (Slot &slot : m_slots) {
        for (QWidget *page : std::as_const(slot.over))
            delete page; // now, not later: what they show must not outlive the key
        delete slot.page;
    }
    m_slots.clear();
    delete std::exchange(m_rail, nullptr);
    for (const char *id : {"sync", "unsent", "draft"})
        m_strip->setSegment(QLatin1String(id), {}, {});
    setWindowTitle(tr("Ruhu"));
    QPixmapCache::clear();
    recall(QStringLiteral("lock"));
}

MainWindow::Slot *MainWindow::slotOf(const QString &id)
{
    for (Slot &slot : m_slots)
        if (slot.entry.id == id)
            return &slot;
    return nullptr;
}

void MainWindow::showEntry(const QString &id)
{
    Slot *slot = slotOf(id);
    if (!slot)
        return;
    keep();
    if (!slot->page) {
        slot->page = slot->entry.make();
        m_pages->addWidget(slot->page);
    }
    m_current = id;
    m_rail->setCurrent(id);
    showTop(*slot);
    Q_EMIT entryShown(id);
}

void MainWindow::showTop(Slot &slot)
{
    QWidget *top = slot.over.isEmpty() ? slot.page : slot.over.last();
    m_pages->setCurrentWidget(top);
    if (!top->isAncestorOf(QApplication::focusWidget())) {
        if (QWidget *last = top->focusWidget(); last && last != top)
            last->setFocus(Qt::OtherFocusReason);
        else
            movePane(0);
    }
}

QWidget *MainWindow::entryPage(const QString &id) const
{
    for (const Slot &slot : m_slots)
        if (slot.entry.id == id)
            return slot.page;
    return nullptr;
}

QString MainWindow::currentEntry() const
{
    return m_current;
}

QWidget *MainWindow::currentPage() const
{
    return m_open ? m_pages->currentWidget() : nullptr;
}

void MainWindow::openOver(QWidget *page)
{
    Slot *slot = slotOf(m_current);
    if (!slot) {
        delete page;
        return;
    }
    keep();
    slot->over.append(page);
    m_pages->addWidget(page);
    showTop(*slot);
}

void MainWindow::closeOver(QWidget *page)
{
    for (Slot &slot : m_slots) {
        if (!slot.over.removeOne(page))
            continue;
        keep();
        m_pages->removeWidget(page);
        page->hide();
        page->deleteLater(); // it is often the page itself that asks
        if (slot.entry.id == m_current)
            showTop(slot);
        return;
    }
}

void MainWindow::setBadge(const QString &id, int count, NavRail::BadgeMeaning meaning, const QString &words)
{
    if (m_rail)
        m_rail->setBadge(id, count, meaning, words);
}

void MainWindow::setSyncFact(bool online, const QString &text)
{
    m_strip->setSegment(QStringLiteral("sync"), online ? QStringLiteral("wifi") : QStringLiteral("offline"), text);
}

void MainWindow::setUnsentFact(int items)
{
    m_strip->setSegment(QStringLiteral("unsent"), QStringLiteral("upload"),
                        items == 0 ? tr("everything is sent") : tr("%n item(s) unsent", nullptr, items));
}

void MainWindow::setDraftNote(const QString &text)
{
    m_strip->setSegment(QStringLiteral("draft"), QStringLiteral("check-circle"), text);
}

void MainWindow::setLargeText(bool large)
{
    apply(theme::scheme(), large ? TextSize::Large : TextSize::Standard);
    remember(m_open ? m_person.id : QStringLiteral("lock"));
}

void MainWindow::setDark(bool dark)
{
    apply(dark ? Scheme::Dark : Scheme::Light, theme::textSize());
    remember(m_open ? m_person.id : QStringLiteral("lock"));
}

void MainWindow::apply(Scheme scheme, TextSize size)
{
    if (scheme != theme::scheme() || size != theme::textSize())
        theme::setAppearance(scheme, size);
    showAppearance();
}

void MainWindow::showAppearance()
{
    const bool large = theme::textSize() == TextSize::Large;
    m_largeAction->setChecked(large);
    m_darkAction->setChecked(theme::scheme() == Scheme::Dark);
    m_strip->setSegment(QStringLiteral("size"), QStringLiteral("text-size"),
                        large ? tr("Text: large") : tr("Text: standard"));
}

void MainWindow::remember(const QString &person)
{
    m_settings.setValue(QStringLiteral("appearance/%1/large").arg(person), theme::textSize() == TextSize::Large);
    m_settings.setValue(QStringLiteral("appearance/%1/dark").arg(person), theme::scheme() == Scheme::Dark);
}

// Who was never here before starts with what the lock page shows. The lock page itself never takes over the choice of
// the person who has just left: the next one would inherit it.
void MainWindow::recall(const QString &person)
{
    const bool lock = person == QStringLiteral("lock");
    const auto kept = [&](const char *what, bool shown) {
        return m_settings.value(QStringLiteral("appearance/%1/%2").arg(person, QLatin1String(what)), shown && !lock)
            .toBool();
    };
    const bool large = kept("large", theme::textSize() == TextSize::Large);
    const bool dark = kept("dark", theme::scheme() == Scheme::Dark);
    apply(dark ? Scheme::Dark : Scheme::Light, large ? TextSize::Large : TextSize::Standard);
}

void MainWindow::keep()
{
    if (QGuiApplication::inputMethod())
        QGuiApplication::inputMethod()->commit();
    Q_EMIT commitWanted();
}

// Panes in the order of reading: those of the page, the rail, the strip. Step 0 goes to the first of the page.
void MainWindow::movePane(int step)
{
    QWidget *page = currentPage();
    if (!page)
        return;
    QList<QWidget *> panes;
    const auto marked = page->findChildren<QWidget *>();
    for (QWidget *widget : marked)
        if (widget->property("pane").toBool() && widget->isVisibleTo(page))
            panes.append(widget);
    if (panes.isEmpty())
        panes.append(page);
    panes.append({m_rail, m_strip});

    QWidget *focused = QApplication::focusWidget();
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size() && focused; ++i)
        if (panes[i] == focused || panes[i]->isAncestorOf(focused))
            at = i;
    const auto enter = [&](QWidget *pane) {
        if (pane->focusPolicy() & Qt::TabFocus && pane->isEnabled()) {
            pane->setFocus(step == 0 ? Qt::OtherFocusReason : Qt::ShortcutFocusReason);
            return true;
        }
        for (QWidget *next = pane->nextInFocusChain(); next && next != pane; next = next->nextInFocusChain())
            if (pane->isAncestorOf(next) && (next->focusPolicy() & Qt::TabFocus) && next->isVisible() &&
                next->isEnabled() && !next->focusProxy()) {
                next->setFocus(step == 0 ? Qt::OtherFocusReason : Qt::ShortcutFocusReason);
                return true;
            }
        return false;
    };
    qsizetype next = step == 0 ? 0 : (at + step + panes.size()) % panes.size();
    if (at < 0)
        next = 0;
    for (qsizetype tries = 0; tries < panes.size(); ++tries) {
        if (enter(panes[next]))
            return;
        next = (next + (step < 0 ? -1 : 1) + panes.size()) % panes.size();
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    keep();
    QMainWindow::closeEvent(event);
}

} // namespace ruhu::pages
