// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/models/desk.h"
#include "ui/pages/passwordbuffer.h"
#include "ui/widgets/card.h"

class QButtonGroup;
class QCheckBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace ruhu::widgets {
class BadgeLabel;
class NoteLine;
class SecretField;
} // namespace ruhu::widgets

namespace ruhu::pages {

/// What this person may do with the case now. For the supervisor: the preliminary opinion, with one question for every
/// line that the machine left to people, a reason, and the signature over exactly what is shown. Once it is signed, the
/// opinion itself. For others: the next step, or why there is none.
class OpinionPanel : public widgets::Card
{
    Q_OBJECT
public:
    explicit OpinionPanel(std::shared_ptr<service::Desk> desk, QWidget *parent = nullptr);
    void show(const service::ApplicationView &view, const service::Precheck &precheck);
    void clear();
    /// Whether an opinion on this case is begun and not yet on file: words, an answer, the password or the signature.
    [[nodiscard]] bool isBeingWritten(ApplicationId application) const;

Q_SIGNALS:
    void stepTaken(const QString &words);
    void refused(const ruhu::Error &error);
    void visitWanted(ruhu::HouseholdId household, const QString &reason, ruhu::ApplicationId application,
                     ruhu::DraftId draft);
    /// The figures with the answers that were given so far.
    void precheckChanged(const ruhu::service::Precheck &precheck);

private:
    QWidget *makeSteps();
    void addSigned(class QVBoxLayout *into, const service::OpinionRow &opinion);
    void showSigned();
    QWidget *makeOpinion();
    void addQuestions(class QVBoxLayout *into);
    [[nodiscard]] QWidget *makeSeal();
    [[nodiscard]] service::OpinionDraft draft() const;
    void refreshView();
    void sign();
    [[nodiscard]] QString hindranceWords(const QString &rule) const;

    std::shared_ptr<service::Desk> m_desk;
    service::ApplicationView m_view;
    service::Precheck m_precheck;
    service::OpinionView m_opinion;
    int m_asked = 0; ///< Counts requests for the view, so that only the newest answer is shown.
    PasswordBuffer m_buffer;
    QWidget *m_content = nullptr;
    widgets::BadgeLabel *m_due = nullptr;
    QButtonGroup *m_verdict = nullptr;
    QHash<QString, QButtonGroup *> m_answers;
    QPlainTextEdit *m_reason = nullptr;
    QCheckBox *m_noRelative = nullptr;
    QLabel *m_amount = nullptr;
    widgets::SecretField *m_password = nullptr;
    widgets::NoteLine *m_note = nullptr;
    QPushButton *m_sign = nullptr;
};

} // namespace ruhu::pages
