// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/domain/codelists.h"
#include "ui/models/messages.h"
#include "ui/pages/passwordbuffer.h"
#include "ui/pages/visit/sidepanels.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/avatar.h"
#include "ui/widgets/badge.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/noteline.h"
#include "ui/widgets/secretfield.h"
#include "ui/widgets/signaturepad.h"

#include <QComboBox>
#include <QDateTime>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace ruhu::pages {

namespace {

/// Asks one person for the own password; the typed bytes leave through the buffer only.
class PasswordDialog final : public QDialog
{
    Q_DECLARE_TR_FUNCTIONS(ruhu::pages::InvestigatorPanel)
public:
    PasswordDialog(const QString &person, bool othersFall, QWidget *parent)
        : QDialog(parent)
        , m_field(new widgets::SecretField(m_buffer, this))
    {
        setWindowTitle(tr("%1 signs this visit").arg(person));
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(24, 20, 24, 20);
        layout->setSpacing(12);
        layout->addWidget(widgets::makeLabel(tr("%1 signs this visit").arg(person), theme::TextRole::Section,
                                             theme::Token::Tx, true));
        layout->addWidget(
            widgets::makeParagraph(tr("The signature holds for exactly the answers and photos that are there now.")));
        if (othersFall) {
            auto *warning = new widgets::NoteLine(this);
            warning->setNote(
                theme::Token::Warn, QStringLiteral("warning"),
                tr("%1 is not among the investigators in the form. Who signed before must sign again.").arg(person));
            layout->addWidget(warning);
        }
        m_field->setAccessibleName(tr("Password of %1").arg(person));
        m_field->setMinimumWidth(320);
        layout->addWidget(m_field);
        auto *caps = new widgets::NoteLine(this);
        layout->addWidget(caps);
        auto *buttons = new QHBoxLayout;
        auto *back = widgets::makeButton(tr("Not now"));
        auto *sign = widgets::makeButton(tr("Sign the visit"), theme::ButtonRole::Primary, QStringLiteral("edit"));
        buttons->addStretch(1);
        buttons->addWidget(back);
        buttons->addWidget(sign);
        layout->addLayout(buttons);
        sign->setEnabled(false);
        connect(back, &QPushButton::clicked, this, &QDialog::reject);
        connect(sign, &QPushButton::clicked, this, &QDialog::accept);
        connect(m_field, &widgets::SecretField::edited, this, [this, sign] { sign->setEnabled(!m_field->isEmpty()); });
        connect(m_field, &widgets::SecretField::accepted, this, [this] {
            if (!m_field->isEmpty())
                accept();
        });
        connect(m_field, &widgets::SecretField::capsLockChanged, this, [caps](bool on) {
            if (on)
                caps->setNote(theme::Token::Warn, QStringLiteral("warning"), tr("Caps Lock is on."));
            else
                caps->clear();
        });
        m_field->setFocus();
    }
    [[nodiscard]] QByteArray password() { return m_buffer.take(); }

private:
    PasswordBuffer m_buffer;
    widgets::SecretField *m_field;
};

} // namespace

InvestigatorPanel::InvestigatorPanel(models::VisitForm &form, QWidget *parent)
    : Card(tr("Investigators"), parent)
    , m_form(form)
    , m_note(new widgets::NoteLine(this))
{
    setCount(tr("at least 2 people"));
    connect(&m_form, &models::VisitForm::signaturesChanged, this, &InvestigatorPanel::refresh);
    connect(&m_form, &models::VisitForm::signatureRefused, this, [this](const Error &error) {
        m_note->setNote(theme::Token::Bad, QStringLiteral("error-circle"),
                        models::message(error, models::Doing::Signing).text());
    });
    refresh();
}

void InvestigatorPanel::refresh()
{
    m_note->clear();
    if (m_rows)
        m_rows->deleteLater();
    m_rows = new QWidget(this);
    auto *layout = new QVBoxLayout(m_rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    const QList<service::Colleague> people = m_form.investigators();
    for (const service::Colleague &person : people) {
        auto *holder = new QWidget(m_rows);
        auto *row = new QHBoxLayout(holder);
        row->setContentsMargins(16, 6, 16, 6);
        row->addWidget(new widgets::Avatar(person.name, 32, holder));
        row->addWidget(widgets::makeLabel(person.name, theme::TextRole::Body, theme::Token::Tx, true));
        row->addStretch(1);
        const QList<service::DraftSignature> &signatures = m_form.draft().signatures;
        const auto done = std::find_if(signatures.cbegin(), signatures.cend(), [&](const service::DraftSignature &s) {
            return s.kind == service::DraftSignature::Kind::Investigator && s.person == person.person;
        });
        if (done != signatures.cend()) {
            const QString at = QDateTime::fromMSecsSinceEpoch(done->signedAtMs).toString(QStringLiteral("HH:mm"));
            row->addWidget(new widgets::BadgeLabel(
                {widgets::BadgeKind::Ok, QStringLiteral("check-circle"), tr("signed %1").arg(at)}, holder));
        } else {
            auto *sign = widgets::makeButton(tr("Sign"), theme::ButtonRole::Normal, QStringLiteral("edit"));
            sign->setAccessibleName(tr("%1 signs").arg(person.name));
            connect(sign, &QPushButton::clicked, this, [this, person] { this->sign(person); });
            row->addWidget(sign);
        }
        layout->addWidget(holder);
        layout->addWidget(widgets::makeHairline(m_rows));
    }
    auto *noteHolder = new QWidget(m_rows);
    auto *noteLayout = new QVBoxLayout(noteHolder);
    noteLayout->setContentsMargins(16, 4, 16, 8);
    m_note->setParent(noteHolder);
    noteLayout->addWidget(m_note);
    layout->addWidget(noteHolder);
    body()->addWidget(m_rows);
}

void InvestigatorPanel::sign(const service::Colleague &person)
{
    PasswordDialog dialog(person.name, m_form.makesSignaturesFall(person.person), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_form.signAsInvestigator(person.person, dialog.password());
}

FamilyPanel::FamilyPanel(models::VisitForm &form, QWidget *parent)
    : Card(tr("Signature of the family"), parent)
    , m_form(form)
    , m_name(new QLineEdit(this))
    , m_relation(new QComboBox(this))
    , m_pad(new widgets::SignaturePad(this))
    , m_sign(widgets::makeButton(tr("Take this signature"), theme::ButtonRole::Normal, QStringLiteral("check")))
    , m_again(widgets::makeButton(tr("Sign again"), theme::ButtonRole::Text, QStringLiteral("undo")))
    , m_note(new widgets::NoteLine(this))
{
    auto *inner = new QWidget(this);
    auto *layout = new QVBoxLayout(inner);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setSpacing(8);
    auto *who = new QHBoxLayout;
    m_name->setAccessibleName(tr("Name of the person who signs"));
    m_name->setPlaceholderText(tr("Name"));
    m_name->setText(m_form.draft().headName);
    m_relation->setAccessibleName(tr("Relation to the applicant"));
    const QList<CodeEntry> relations = CodeLists::builtIn().entries(u"RELATION");
    for (const CodeEntry &entry : relations)
        m_relation->addItem(models::codeWord(u"RELATION", entry.code), entry.code);
    m_relation->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_relation->setMinimumContentsLength(6);
    who->addWidget(m_name, 1);
    who->addWidget(m_relation, 1);
    layout->addLayout(who);
    m_pad->setHint(tr("Sign on the line with pen, finger or mouse"));
    layout->addWidget(m_pad);
    layout->addWidget(m_note);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_again);
    buttons->addStretch(1);
    buttons->addWidget(m_sign);
    layout->addLayout(buttons);
    layout->addWidget(widgets::makeParagraph(tr("Read the answers to the family before they sign."),
                                             theme::TextRole::Caption, theme::Token::Tx3));
    body()->addWidget(inner);
    connect(m_sign, &QPushButton::clicked, this, &FamilyPanel::sign);
    connect(m_again, &QPushButton::clicked, this, [this] {
        const QList<service::DraftSignature> signatures = m_form.draft().signatures;
        for (const service::DraftSignature &signature : signatures)
            if (signature.kind == service::DraftSignature::Kind::Family)
                m_form.removeSignature(signature);
        m_pad->setSigned(false);
        m_pad->clear();
        refresh();
    });
    connect(m_pad, &widgets::SignaturePad::strokeFinished, this, &FamilyPanel::refresh);
    connect(m_pad, &widgets::SignaturePad::cleared, this, &FamilyPanel::refresh);
    connect(m_name, &QLineEdit::textEdited, this, &FamilyPanel::refresh);
    connect(&m_form, &models::VisitForm::signaturesChanged, this, &FamilyPanel::refresh);
    connect(&m_form, &models::VisitForm::sectionsChanged, this, [this] { // every answer comes by here
        setVisible(m_form.familySigns());
    });
    connect(&m_form, &models::VisitForm::signatureRefused, this, [this](const Error &error) {
        m_note->setNote(theme::Token::Bad, QStringLiteral("error-circle"),
                        models::message(error, models::Doing::Signing).text());
    });
    refresh();
}

void FamilyPanel::refresh()
{
    const QList<service::DraftSignature> &signatures = m_form.draft().signatures;
    setVisible(m_form.familySigns());
    const bool done = std::any_of(signatures.cbegin(), signatures.cend(), [](const service::DraftSignature &s) {
        return s.kind == service::DraftSignature::Kind::Family;
    });
    m_pad->setSigner(m_name->text());
    m_pad->setSigned(done);
    m_name->setEnabled(!done);
    m_relation->setEnabled(!done);
    m_sign->setVisible(!done);
    m_sign->setEnabled(!m_pad->isEmpty() && !m_name->text().trimmed().isEmpty());
    m_again->setVisible(done || !m_pad->isEmpty());
    if (done)
        m_note->setNote(theme::Token::Ok, QStringLiteral("check-circle"), tr("Signed by the family"));
    else
        m_note->clear();
}

void FamilyPanel::sign()
{
    m_form.signForFamily(m_name->text().trimmed(), m_relation->currentData().toString(), strokesOf(*m_pad));
}

QList<service::Stroke> strokesOf(const widgets::SignaturePad &pad)
{
    QList<service::Stroke> strokes;
    for (const widgets::Stroke &drawn : pad.strokes()) {
        service::Stroke stroke;
        for (const widgets::StrokePoint &point : drawn) {
            stroke.points.append(QPointF(double(point.x), double(point.y)));
            stroke.timesMs.append(qint32(point.ms));
        }
        strokes.append(stroke);
    }
    return strokes;
}

} // namespace ruhu::pages
