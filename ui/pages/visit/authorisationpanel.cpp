// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/models/messages.h"
#include "ui/pages/visit/sidepanels.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noteline.h"
#include "ui/widgets/signaturepad.h"

#include <QButtonGroup>
#include <QDateTime>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace ruhu::pages {

namespace {

/// One adult reads what is asked and signs; for somebody who cannot act the guardian does.
class AuthorisationDialog final : public QDialog
{
    Q_DECLARE_TR_FUNCTIONS(ruhu::pages::AuthorisationPanel)
public:
    AuthorisationDialog(const QString &member, const QString &number, QWidget *parent)
        : QDialog(parent)
        , m_member(member)
        , m_self(new QRadioButton(tr("%1 signs").arg(member), this))
        , m_guardian(new QRadioButton(tr("The guardian signs"), this))
        , m_name(new QLineEdit(this))
        , m_pad(new widgets::SignaturePad(this))
        , m_take(
              widgets::makeButton(tr("Take this authorisation"), theme::ButtonRole::Primary, QStringLiteral("check")))
    {
        const QString title = tr("%1 authorises the data check").arg(member);
        setWindowTitle(title);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(24, 20, 24, 20);
        layout->setSpacing(12);
        layout->addWidget(widgets::makeLabel(title, theme::TextRole::Section, theme::Token::Tx, true));
        layout->addWidget(widgets::makeParagraph(
            tr("I let the civil-affairs office check my income and property with public security, human resources, "
               "housing, land, transport, business registration, tax, housing fund, banks, securities and insurance, "
               "and I accept the home visit and the community review. This holds from the signature until the check "
               "fails or the assistance ends.")));
        if (!number.isEmpty())
            layout->addWidget(
                widgets::makeLabel(tr("Authorisation %1").arg(number), theme::TextRole::Secondary, theme::Token::Tx2));
        layout->addLayout(makeSigner());
        m_pad->setHint(tr("Sign on the line with pen, finger or mouse"));
        m_pad->setMinimumSize(420, 130);
        layout->addWidget(m_pad);
        layout->addLayout(makeButtons());
        connect(m_pad, &widgets::SignaturePad::strokeFinished, this, &AuthorisationDialog::judge);
        connect(m_pad, &widgets::SignaturePad::cleared, this, &AuthorisationDialog::judge);
        connect(m_name, &QLineEdit::textChanged, this, &AuthorisationDialog::judge);
        connect(m_guardian, &QRadioButton::toggled, this, &AuthorisationDialog::judge);
        m_self->setChecked(true);
        judge();
        m_pad->setFocus();
    }
    [[nodiscard]] QString signer() const { return m_guardian->isChecked() ? m_name->text().trimmed() : m_member; }
    [[nodiscard]] QList<service::Stroke> strokes() const { return strokesOf(*m_pad); }

private:
    QBoxLayout *makeSigner()
    {
        auto *row = new QHBoxLayout;
        row->setSpacing(16);
        auto *group = new QButtonGroup(this);
        group->addButton(m_self);
        group->addButton(m_guardian);
        m_name->setAccessibleName(tr("Name of the guardian"));
        m_name->setPlaceholderText(tr("Name of the guardian"));
        row->addWidget(m_self);
        row->addWidget(m_guardian);
        row->addWidget(m_name, 1);
        return row;
    }
    QBoxLayout *makeButtons()
    {
        auto *row = new QHBoxLayout;
        auto *again = widgets::makeButton(tr("Draw again"), theme::ButtonRole::Text, QStringLiteral("undo"));
        auto *back = widgets::makeButton(tr("Not now"));
        row->addWidget(again);
        row->addStretch(1);
        row->addWidget(back);
        row->addWidget(m_take);
        connect(again, &QPushButton::clicked, m_pad, &widgets::SignaturePad::clear);
        connect(back, &QPushButton::clicked, this, &QDialog::reject);
        connect(m_take, &QPushButton::clicked, this, &QDialog::accept);
        return row;
    }
    void judge()
    {
        m_name->setVisible(m_guardian->isChecked());
        m_pad->setSigner(tr("%1, authorisation").arg(signer().isEmpty() ? m_member : signer()));
        m_take->setEnabled(!m_pad->isEmpty() && !signer().isEmpty());
    }

    QString m_member;
    QRadioButton *m_self;
    QRadioButton *m_guardian;
    QLineEdit *m_name;
    widgets::SignaturePad *m_pad;
    QPushButton *m_take;
};

} // namespace

AuthorisationPanel::AuthorisationPanel(models::VisitForm &form, QWidget *parent)
    : Card(tr("Authorisation of the data check"), parent)
    , m_form(form)
    , m_note(new widgets::NoteLine(this))
{
    connect(&m_form, &models::VisitForm::signaturesChanged, this, &AuthorisationPanel::refresh);
    connect(&m_form, &models::VisitForm::sectionsChanged, this, [this] {
        if (m_form.authorisers() != m_adults) // every answer comes by here
            refresh();
    });
    connect(&m_form, &models::VisitForm::signatureRefused, this, [this](const Error &error) {
        if (std::exchange(m_signing, false))
            m_note->setNote(theme::Token::Bad, QStringLiteral("error-circle"),
                            models::message(error, models::Doing::Signing).text());
    });
    refresh();
}

const service::DraftSignature *AuthorisationPanel::signatureOf(MemberId member) const
{
    const QList<service::DraftSignature> &all = m_form.draft().signatures;
    const auto found = std::find_if(all.cbegin(), all.cend(), [member](const service::DraftSignature &s) {
        return s.kind == service::DraftSignature::Kind::Authorisation && s.member == member;
    });
    return found == all.cend() ? nullptr : &*found;
}

void AuthorisationPanel::refresh()
{
    m_signing = false;
    m_note->clear();
    m_note->setParent(this); // outlives the rows
    if (m_rows)
        m_rows->deleteLater();
    m_adults = m_form.authorisers();
    setVisible(!m_adults.isEmpty());
    m_rows = new QWidget(this);
    auto *layout = new QVBoxLayout(m_rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    int met = 0;
    int there = 0;
    for (const service::Authoriser &adult : std::as_const(m_adults)) {
        met += adult.met ? 1 : 0;
        there += adult.met && signatureOf(adult.member) ? 1 : 0;
        addRow(adult, layout);
        layout->addWidget(widgets::makeHairline(m_rows));
    }
    setCount(tr("%1 / %2 signed").arg(there).arg(met));
    auto *noteHolder = new QWidget(m_rows);
    auto *noteLayout = new QVBoxLayout(noteHolder);
    noteLayout->setContentsMargins(16, 4, 16, 8);
    m_note->setParent(noteHolder);
    noteLayout->addWidget(m_note);
    layout->addWidget(noteHolder);
    body()->addWidget(m_rows);
}

void AuthorisationPanel::addRow(const service::Authoriser &adult, QBoxLayout *rows)
{
    auto *holder = new QWidget(m_rows);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(16, 6, 16, 6);
    row->addWidget(new widgets::Avatar(adult.name, 32, holder));
    auto *words = new QVBoxLayout;
    words->setSpacing(0);
    words->addWidget(widgets::makeLabel(adult.name, theme::TextRole::Body, theme::Token::Tx, true));
    row->addLayout(words, 1);
    const service::DraftSignature *done = signatureOf(adult.member);
    if (!adult.met) {
        const QString number = m_form.authorisationNumber();
        words->addWidget(widgets::makeParagraph(
            number.isEmpty() ? tr("Not met: the paper authorisation must carry the signature.")
                             : tr("Not met: authorisation %1 must carry the signature.").arg(number),
            theme::TextRole::Caption, theme::Token::Tx3));
    } else if (done) {
        if (done->name != adult.name)
            words->addWidget(widgets::makeLabel(tr("by the guardian %1").arg(done->name), theme::TextRole::Caption,
                                                theme::Token::Tx3));
        const QString at = QDateTime::fromMSecsSinceEpoch(done->signedAtMs).toString(QStringLiteral("HH:mm"));
        row->addWidget(new widgets::BadgeLabel(
            {widgets::BadgeKind::Ok, QStringLiteral("check-circle"), tr("authorised %1").arg(at)}, holder));
    } else {
        auto *sign = widgets::makeButton(tr("Sign"), theme::ButtonRole::Normal, QStringLiteral("edit"));
        sign->setAccessibleName(tr("%1 authorises the data check").arg(adult.name));
        connect(sign, &QPushButton::clicked, this, [this, adult] { this->sign(adult); });
        row->addWidget(sign);
    }
    rows->addWidget(holder);
}

void AuthorisationPanel::focusFirstOpen()
{
    if (auto *sign = m_rows->findChild<QPushButton *>())
        sign->setFocus(Qt::ShortcutFocusReason);
}

void AuthorisationPanel::sign(const service::Authoriser &adult)
{
    if (!m_form.answersComplete()) { // said before anybody draws
        m_note->setNote(theme::Token::Warn, QStringLiteral("warning"),
                        tr("First every answer, then the signatures: F8 leads to what is missing."));
        return;
    }
    AuthorisationDialog dialog(adult.name, m_form.authorisationNumber(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_signing = true;
    m_form.signAuthorisation(adult.member, dialog.signer(), dialog.strokes());
}

} // namespace ruhu::pages
