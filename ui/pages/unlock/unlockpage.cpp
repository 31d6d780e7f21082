// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/pages/unlock/unlockpage.h"

#include "ui/pages/unlock/faces.h"
#include "ui/pages/unlock/peoplelist.h"
#include "ui/theme/icons.h"
#include "ui/theme/paint.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/scrollpane.h"

#include <QBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QPushButton>
#include <QStandardItemModel>

namespace ruhu::pages {

using namespace widgets;
using theme::Token;

namespace {

// The program's mark: a house with a tick on the accent.
class Mark : public QWidget
{
public:
    explicit Mark(QWidget *parent)
        : QWidget(parent)
    {
        setFixedSize(40, 40);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        theme::paintBox(painter, rect(), 8, theme::color(Token::Ac), {});
        theme::paintIcon(painter, rect(), QStringLiteral("home-check"), 20, theme::color(Token::OnAc));
    }
};

class LeftSide : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.fillRect(rect(), theme::color(Token::Win));
        if (childrenRect().bottom() < height() - 130) // never behind words
            paintVillage(painter, rect());
        theme::paintHairlineRight(painter, rect());
    }
};

} // namespace

UnlockPage::UnlockPage(models::UnlockController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_left = makeLeft();
    row->addWidget(m_left);
    row->addWidget(makeRight(), 1);

    connect(&controller, &models::UnlockController::changed, this, &UnlockPage::showPeople);
    connect(&controller, &models::UnlockController::unlockRefused, m_password, &PasswordFace::refuse);
    connect(&controller, &models::UnlockController::enrolRefused, m_enrol, &EnrolFace::refuse);
    connect(&controller, &models::UnlockController::unlocked, this, [this] { m_password->clear(); });
    connect(&controller, &models::UnlockController::enrolled, this, [this](PersonId person) {
        m_enrol->clear();
        m_chosenEnrol = false;
        m_rows->setProperty("wanted", QVariant::fromValue(person)); // chosen when the list comes back
    });
    showPeople();
    showAppearance();
}

QWidget *UnlockPage::makeLeft()
{
    auto *left = new LeftSide(this);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(36, 32, 36, 8);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(new Mark(left));
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addWidget(makeLabel(tr("Ruhu"), theme::TextRole::Title, Token::Tx, true, left));
    m_office = makeLabel({}, theme::TextRole::Secondary, Token::Tx3, false, left);
    m_office->hide();
    names->addWidget(m_office);
    head->addLayout(names, 1);
    column->addLayout(head);
    column->addSpacing(28);
    column->addWidget(makeLabel(tr("Who is using this computer?"), theme::TextRole::Section, Token::Tx, true, left));
    column->addSpacing(12);

    m_rows = new QStandardItemModel(0, 1, this);
    m_list = new PeopleList(left);
    m_list->setModel(m_rows);
    m_list->setAccessibleName(tr("People on this laptop"));
    column->addWidget(m_list);
    column->addSpacing(10);
    auto *more = new QHBoxLayout;
    more->setSpacing(8);
    m_add = makeButton(tr("Add a person"), theme::ButtonRole::Text, QStringLiteral("plus"), left);
    more->addWidget(m_add);
    more->addWidget(makeLabel(tr("needs the network once"), theme::TextRole::Secondary, Token::Tx3, false, left));
    more->addStretch(1);
    column->addLayout(more);
    column->addStretch(1);

    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &UnlockPage::showPerson);
    connect(m_list, &QListView::clicked, this, [this] {
        m_chosenEnrol = false;
        showPerson();
        m_password->takeFocus();
    });
    connect(m_list, &QListView::activated, this, [this] { m_password->takeFocus(); });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_chosenEnrol = true;
        showFace(m_enrol);
        m_enrol->takeFocus();
    });
    return left;
}

QWidget *UnlockPage::makeRight()
{
    auto *right = new QWidget(this);
    theme::setBackground(right, Token::Surface);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(24, 12, 24, 20);
    column->setSpacing(8);

    auto *content = new QWidget;
    auto *across = new QHBoxLayout(content);
    across->setContentsMargins(0, 0, 0, 0);
    m_middle = new QWidget(content);
    across->addStretch(1);
    across->addWidget(m_middle);
    across->addStretch(1);
    auto *middle = new QVBoxLayout(m_middle);
    middle->setContentsMargins(0, 0, 0, 0);
    middle->setSpacing(16);
    m_notice = new Banner(m_middle);
    m_password = new PasswordFace(m_middle);
    m_enrol = new EnrolFace(m_middle);
    middle->addStretch(1);
    middle->addWidget(m_notice);
    middle->addWidget(m_password);
    middle->addWidget(m_enrol);
    middle->addStretch(1);
    column->addWidget(new ScrollPane(content), 1);

    auto *corner = new QHBoxLayout;
    corner->setSpacing(8);
    corner->addStretch(1);
    m_large = makeButton(tr("Large text"), theme::ButtonRole::Normal, QStringLiteral("text-size"), right);
    m_dark = makeButton(tr("Dark"), theme::ButtonRole::Normal, QStringLiteral("moon"), right);
    corner->addWidget(m_large);
    corner->addWidget(m_dark);
    column->addLayout(corner);

    connect(m_notice, &Banner::actionTriggered, &m_controller, &models::UnlockController::load);
    connect(m_password, &PasswordFace::unlockWanted, this, [this](QByteArray &password) {
        const QModelIndex row = m_list->currentIndex();
        if (row.isValid() && row.row() < m_controller.people().size())
            m_controller.unlock(m_controller.people()[row.row()].id, std::move(password));
    });
    connect(m_enrol, &EnrolFace::enrolWanted, this,
            [this](const service::Enrolment &who, QByteArray &password, QByteArray &colleague) {
                m_controller.enrol(who, std::move(password), std::move(colleague));
            });
    connect(m_enrol, &EnrolFace::left, this, [this] {
        m_chosenEnrol = false;
        m_enrol->clear();
        showFace(m_password);
        m_password->takeFocus();
    });
    connect(m_large, &QPushButton::clicked, this,
            [this] { Q_EMIT largeTextWanted(theme::textSize() == theme::TextSize::Standard); });
    connect(m_dark, &QPushButton::clicked, this,
            [this] { Q_EMIT darkWanted(theme::scheme() == theme::Scheme::Light); });
    return right;
}

void UnlockPage::setOffice(const QString &office)
{
    m_office->setText(office);
    m_office->setVisible(!office.isEmpty());
}

void UnlockPage::setEnrolmentDefaults(const QString &hub, const QString &caFile)
{
    m_enrol->setDefaults(hub, caFile);
}

void UnlockPage::reset()
{
    m_password->clear();
    m_enrol->clear();
    m_chosenEnrol = false;
    m_controller.load();
    m_password->takeFocus();
}

void UnlockPage::showPeople()
{
    const auto &people = m_controller.people();
    fillPeople(*m_rows, people);
    const QVariant wanted = m_rows->property("wanted");
    int row = std::max(0, m_list->currentIndex().row());
    for (int i = 0; i < people.size(); ++i)
        if (wanted.isValid() && people[i].id == wanted.value<PersonId>()) {
            row = i;
            m_rows->setProperty("wanted", {});
        }
    if (!people.isEmpty() && m_list->currentIndex().row() != row)
        m_list->setCurrentIndex(m_rows->index(std::min(row, int(people.size()) - 1), 0));
    m_list->setVisible(!people.isEmpty());
    m_list->updateGeometry();
    m_add->setVisible(!people.isEmpty());
    m_enrol->setPeople(people);
    m_enrol->setWaiting(m_controller.busy(), m_controller.waitSeconds());
    m_password->setWaiting(m_controller.busy(), m_controller.waitSeconds());

    using Notice = models::UnlockController::Notice;
    const Notice notice = m_controller.notice();
    m_password->setUnlockable(notice != Notice::SecretMissing && notice != Notice::VaultUnreadable);
    if (notice == Notice::None) {
        m_notice->clear();
    } else {
        const bool soft = notice == Notice::NoKeyring;
        m_notice->setMessage(soft                              ? Banner::Kind::Info
                             : notice == Notice::KeyringLocked ? Banner::Kind::Warning
                                                               : Banner::Kind::Error,
                             m_controller.noticeText());
        m_notice->setAction(soft ? QString() : tr("Look again"));
    }
    showPerson();
}

void UnlockPage::showPerson()
{
    const auto &people = m_controller.people();
    const int row = m_list->currentIndex().row();
    if (row >= 0 && row < people.size())
        m_password->setPerson(people[row]);
    const bool nobody = m_controller.loaded() && people.isEmpty() &&
                        m_controller.notice() != models::UnlockController::Notice::VaultUnreadable;
    QWidget *const none = nullptr;
    showFace(nobody || m_chosenEnrol ? m_enrol : people.isEmpty() ? none : m_password);
}

void UnlockPage::showFace(QWidget *face)
{
    m_password->setVisible(face == m_password);
    m_enrol->setVisible(face == m_enrol);
}

void UnlockPage::showAppearance()
{
    const bool large = theme::textSize() == theme::TextSize::Large;
    const bool dark = theme::scheme() == theme::Scheme::Dark;
    m_large->setText(large ? tr("Standard text") : tr("Large text"));
    m_dark->setText(dark ? tr("Light") : tr("Dark"));
    theme::setButtonIcon(m_dark, dark ? QStringLiteral("sun") : QStringLiteral("moon"));
    m_left->setFixedWidth(std::clamp(width() * 2 / 5, 440, large ? 600 : 540));
    m_middle->setFixedWidth(large ? 520 : 428);
}

void UnlockPage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(Token::Surface));
}

void UnlockPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    showAppearance();
}

void UnlockPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        showAppearance();
}

} // namespace ruhu::pages
