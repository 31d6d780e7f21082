// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/visitform.h"
#include "ui/widgets/card.h"

class QBoxLayout;
class QLabel;
class QLineEdit;
class QComboBox;
class QPushButton;
class QStandardItemModel;

namespace ruhu::widgets {
class NoteLine;
class PhotoStrip;
class SignaturePad;
} // namespace ruhu::widgets

namespace ruhu::pages {

/// The photos of the visit: those that must be there first, dashed until they are; then all others. A file can be
/// picked, dropped or pasted.
class PhotoPanel : public widgets::Card
{
    Q_OBJECT
public:
    explicit PhotoPanel(models::VisitForm &form, QWidget *parent = nullptr);
    /// Asks for a file and adds it as this kind (code EVIDENCE); an empty kind takes the next one that is missing.
    /// `asked` is the question of the form that wants it.
    void pick(const QString &kind = {}, forms::NodeId asked = forms::NodeId::None);

private:
    void refresh();
    void addFiles(const QStringList &paths, const QString &kind, forms::NodeId asked = forms::NodeId::None);
    void refuse(const Error &error);
    [[nodiscard]] QString nextKind() const;
    [[nodiscard]] QString kindAt(const QModelIndex &index) const;
    void openPhoto(const QModelIndex &index);

    models::VisitForm &m_form;
    QStandardItemModel *m_photos;
    widgets::PhotoStrip *m_strip;
    widgets::NoteLine *m_note;
    QPushButton *m_add;
    QString m_refusal; ///< Why a file was not taken; empty when all were.
};

/// Who visited. Each person signs with the own password.
class InvestigatorPanel : public widgets::Card
{
    Q_OBJECT
public:
    explicit InvestigatorPanel(models::VisitForm &form, QWidget *parent = nullptr);

private:
    void refresh();
    void sign(const service::Colleague &person);

    models::VisitForm &m_form;
    QWidget *m_rows = nullptr;
    widgets::NoteLine *m_note;
};

/// The mark of the person who was visited.
class FamilyPanel : public widgets::Card
{
    Q_OBJECT
public:
    explicit FamilyPanel(models::VisitForm &form, QWidget *parent = nullptr);

private:
    void refresh();
    void sign();

    models::VisitForm &m_form;
    QLineEdit *m_name;
    QComboBox *m_relation;
    widgets::SignaturePad *m_pad;
    QPushButton *m_sign;
    QPushButton *m_again;
    widgets::NoteLine *m_note;
};

/// Consent of every adult to the data check, which the province asks for before it looks at their accounts: one row a
/// person, each signs in an own dialog. Who is not at home is named with the paper that must carry the signature.
class AuthorisationPanel : public widgets::Card
{
    Q_OBJECT
public:
    explicit AuthorisationPanel(models::VisitForm &form, QWidget *parent = nullptr);
    /// The keyboard to the first adult who has not signed.
    void focusFirstOpen();

private:
    void refresh();
    void addRow(const service::Authoriser &adult, QBoxLayout *rows);
    void sign(const service::Authoriser &adult);
    [[nodiscard]] const service::DraftSignature *signatureOf(MemberId member) const;

    models::VisitForm &m_form;
    QList<service::Authoriser> m_adults;
    QWidget *m_rows = nullptr;
    widgets::NoteLine *m_note;
    bool m_signing = false; ///< A refusal that comes now is about a signature of this card.
};

/// What was drawn, as the visit keeps it.
[[nodiscard]] QList<service::Stroke> strokesOf(const widgets::SignaturePad &pad);

} // namespace ruhu::pages
