// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/session.h"
#include "core/service/desk.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace ruhu::models {

/// One line of the form page. Headings and repeats structure it; questions are answered.
struct FormLine
{
    enum class Kind { Heading, Repeat, Instance, Question };
    enum class Editor {
        Text,
        LongText,
        Whole,
        Decimal,
        Money,  ///< A value in yuan per year; the field offers month or year.
        Amount, ///< A value in yuan, once.
        Date,
        DateTime,
        One,  ///< Pick one of choices.
        Many, ///< Pick any of choices; the value is space-separated.
        Photo,
        Shown, ///< Calculated or read-only: shown, never asked.
    };

    Kind kind = Kind::Question;
    Editor editor = Editor::Text;
    forms::NodeId node = forms::NodeId::None;
    forms::NodeId owner = forms::NodeId::None; ///< Repeat: the node that holds the instances.
    int control = -1;
    int depth = 0; ///< Nesting of repeats, for the indent.
    QString path;
    QString label;
    QString hint;
    QString guidance;
    QString value;
    QString shown; ///< Shown: the value in words (labels of codes, days and times as people say them).
    QList<forms::Choice> choices;
    bool relevant = true;
    bool required = false;
    bool canAdd = false;
    bool canRemove = false;
    forms::Validity validity = forms::Validity::Ok;
    QString message; ///< What is wrong, in the form's own words; empty when nothing is.
    QString unit;
    QString reference; ///< What the province knows; empty when nothing.
    bool referenceAgrees = true;
    QString evidence; ///< Photo: code EVIDENCE that the question asks for.
};

/// One section in the list at the left of the form page.
struct FormSection
{
    int index = 0;
    QString title;
    bool relevant = true;
    forms::Progress progress;
    [[nodiscard]] bool isDone() const
    {
        return progress.requiredLeft == 0 && progress.wrong == 0 && progress.answered > 0;
    }
};

/// The form page without its pixels: a visit draft, what of it is on the screen, and what a person does to it.
///
/// Lives on the GUI thread. Every answer goes into the session at once and into the sealed store with the next turn of
/// the event loop; saved() says when it was on disk, saveFailed() that it was not (the answer stays on the screen).
class VisitForm : public QObject
{
    Q_OBJECT
public:
    VisitForm(std::shared_ptr<service::Desk> desk, service::VisitDraft draft, QObject *parent = nullptr);

    [[nodiscard]] const service::VisitDraft &draft() const { return m_draft; }
    [[nodiscard]] QList<FormSection> sections() const;
    [[nodiscard]] int section() const { return m_section; }
    [[nodiscard]] forms::Progress progress() const;
    /// The lines of the current section, irrelevant ones too (so that a row can be hidden and shown in place).
    [[nodiscard]] QList<FormLine> lines() const;
    /// One question as it stands now.
    [[nodiscard]] FormLine line(forms::NodeId node) const;
    /// Questions of the whole form that are wrong or required and empty, in order.
    [[nodiscard]] QList<forms::Problem> problems() const;
    /// Where to go with F8: the first problem after (or before) `from`, across sections, round the end.
    [[nodiscard]] std::optional<forms::Problem> nextProblem(forms::NodeId from, bool backwards) const;
    [[nodiscard]] const QList<service::Missing> &missing() const { return m_missing; }
    [[nodiscard]] const QList<service::Colleague> investigators() const;
    /// The adults who must let the data be checked, and those who were not met, as the answers stand now.
    [[nodiscard]] QList<service::Authoriser> authorisers() const { return service::Visits::authorisers(m_draft); }
    /// Somebody of the family signs the visit; not when nobody was met or the family refuses.
    [[nodiscard]] bool familySigns() const { return service::Visits::familySigns(m_draft); }
    /// Number of the paper that carries the signatures; empty while nobody wrote it down.
    [[nodiscard]] QString authorisationNumber() const;
    /// Nobody can sign before every answer is there and right.
    [[nodiscard]] bool answersComplete() const { return problems().isEmpty(); }

    void setSection(int index);
    /// Writes an answer; an unchanged one costs nothing.
    void answer(forms::NodeId node, const QString &value);
    void addInstance(int repeatControl, forms::NodeId owner);
    void removeInstance(forms::NodeId instance);

    /// Adds a photo of this kind (code EVIDENCE) from the bytes of a file.
    /// `asked` is the question that asks for it; None: the first of the form that asks for this kind.
    void addPhoto(const QString &kind, const QByteArray &file, forms::NodeId asked = forms::NodeId::None);
    void removePhoto(service::PhotoId photo);
    void signAsInvestigator(PersonId person, QByteArray &&password);
    /// True when the form does not name this person: the visit must then name them, and who signed before signs again.
    [[nodiscard]] bool makesSignaturesFall(PersonId person) const;
    void signForFamily(const QString &name, const QString &relation, const QList<service::Stroke> &strokes);
    /// Consent of this member to the data check, drawn by the member or the guardian (`name`).
    void signAuthorisation(MemberId member, const QString &name, const QList<service::Stroke> &strokes);
    void removeSignature(const service::DraftSignature &signature);
    void finish();
    void discard();

Q_SIGNALS:
    void linesChanged(const QList<ruhu::forms::NodeId> &nodes); ///< Ask line() for each again.
    void structureChanged();                                    ///< Ask lines() again.
    void sectionsChanged();
    void photosChanged();
    void photoRefused(const ruhu::Error &error);
    void photoPending(bool pending); ///< A photo is being read and sealed.
    void signaturesChanged();
    void signatureRefused(const ruhu::Error &error);
    void missingChanged();
    void saved(qint64 wallMs);
    void saveFailed(const ruhu::Error &error);
    void finished(ruhu::VisitId visit);
    void finishRefused(const ruhu::Error &error);
    void discarded();

private:
    void forgetSignatures();
    void took(const forms::Changes &changes, forms::NodeId node);
    void nameInvestigators();
    void refreshMissing();
    void takeSignatures(const Result<QList<service::DraftSignature>> &now);
    void save();
    void collect(QList<FormLine> &into, const forms::Element &element, int depth) const;
    [[nodiscard]] FormLine question(forms::NodeId node, int depth) const;
    void offerColleagues(FormLine &line) const;
    void putColleague(QList<std::pair<forms::NodeId, QString>> &into, forms::NodeId row,
                      const service::Colleague &person) const;
    void answerEvidence(const service::DraftPhoto &photo, forms::NodeId asked);

    std::shared_ptr<service::Desk> m_desk;
    service::VisitDraft m_draft;
    int m_section = 0;
    QString m_lastPath;
    QList<service::Missing> m_missing;
    QTimer m_saveSoon;
    QTimer m_missingSoon;
    bool m_saving = false;
    bool m_saveAgain = false;
    int m_pendingPhotos = 0;
    bool m_closed = false; ///< Finished or discarded: nothing is written any more.
};

} // namespace ruhu::models
