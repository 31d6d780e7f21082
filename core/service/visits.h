// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/deliver.h"
#include "core/service/words.h"

#include <QHash>
#include <QPointF>

#include <memory>

namespace ruhu::forms {
class FormDefinition;
class FormSession;
} // namespace ruhu::forms

namespace ruhu::service {

struct DeskParts;

/// A photo of a visit that is still being written.
struct DraftPhoto
{
    PhotoId id;
    QString kind; ///< Code EVIDENCE: PH01 … , which wall of evidence it fills.
    QString caption;
    qint64 takenAtMs = 0;     ///< From EXIF, else when it was added.
    bool hasPosition = false; ///< The file says where it was taken: the screen shows it and asks.
    bool repeated = false;    ///< Looks like another photo of this household (perceptual hash).
    QByteArray thumbnail;     ///< JPEG.
};

/// A mark under a visit.
struct DraftSignature
{
    enum class Kind {
        Investigator,
        Family,
        Authorisation, ///< A member's consent to the data check.
    };
    Kind kind = Kind::Investigator;
    PersonId person; ///< Investigator.
    QString name;
    QString relation; ///< Family: code RELATION to the applicant.
    qint64 signedAtMs = 0;
    MemberId member; ///< Authorisation: whose data; `name` is who signed, the member or the guardian.
};

/// An adult of the family whose data may be checked only with the own signature; for the incapable the guardian signs
/// (`m.sign_authorisation` of the survey).
struct Authoriser
{
    MemberId member;
    QString name;
    bool met = true; ///< False: not at home on this visit, so the paper authorisation alone carries the signature.
    bool required = false; ///< The visit cannot be finished without it.

    friend bool operator==(const Authoriser &, const Authoriser &) = default;
};

/// One stroke of a pen, with the time of each point.
struct Stroke
{
    QList<QPointF> points; ///< In 0…1 of the pad's width and height.
    QList<qint32> timesMs; ///< Since the first point of the first stroke; same length as points.
};

/// A visit being written. The session lives on the GUI thread from now on: one screen at a time.
struct VisitDraft
{
    DraftId id;
    HouseholdId household;
    ApplicationId application;
    QString headName;
    Place place;
    QString reason;
    qint64 startedAtMs = 0;
    qint64 savedAtMs = 0;
    std::shared_ptr<const forms::FormDefinition> form;
    std::shared_ptr<forms::FormSession> session; ///< Prefilled from the household, or as it was left.
    QByteArray prefill;                          ///< Opaque: what was filled in from the records.
    QString position;                            ///< Path of the question where the person stopped.
    QHash<QString, QString> reference; ///< Path -> value the data check or province holds, for the column beside it.
    QStringList requiredPhotos;        ///< Codes EVIDENCE that must be there before it can be finished.
    QList<DraftPhoto> photos;
    QList<DraftSignature> signatures;
};

/// A row of "go on where you stopped".
struct DraftRow
{
    DraftId id;
    HouseholdId household;
    ApplicationId application;
    QString headName;
    Place place;
    QString reason;
    QString section;
    int answered = 0;
    int questions = 0;
    qint64 startedAtMs = 0;
    qint64 savedAtMs = 0;
};

/// What the screen knows about the draft when an answer is given.
struct DraftPoint
{
    QString path;    ///< Of the question just answered; empty when only the position moved.
    QString section; ///< Title of the current section.
    int answered = 0;
    int questions = 0;
};

/// Why a visit cannot be finished. Each is a place to go to.
struct Missing
{
    enum class Kind {
        Answer,        ///< A required question is empty.
        Constraint,    ///< An answer breaks its rule.
        Photo,         ///< `what` = code EVIDENCE.
        Investigators, ///< `what` = how many more must sign: two at least (R2 article 16), and all whom the form names.
        Family,        ///< Nobody of the family signed.
        Authorisation, ///< `what` = name of the adult who has not authorised the data check.
        Signature,     ///< The answers changed after `what` signed: sign again.
    };
    Kind kind = Kind::Answer;
    QString path; ///< Answer, Constraint.
    QString what;
    QString label; ///< In the form's own words.
};

/// The end of a visit: either `missing` is empty and the visit is one bundle in the outbox, or nothing was changed.
struct FinishOutcome
{
    VisitId visit; ///< Null while something is missing.
    QList<Missing> missing;
};

/// Home visits: drafts of this person, their photos and signatures, and the finish.
///
/// Every answer is kept in one transaction before the returned future ends; a kill loses at most the field being typed.
/// Drafts are seen by their author only. Signatures hold for the exact answers and photos that
/// were there when they were given: a later change drops them, and finish() says so.
class Visits
{
public:
    explicit Visits(DeskParts &desk);

    /// Starts a visit, or gives back the open draft that this person has for the household and reason.
    /// NotFound (household), NotAllowed (role; near relative of the applicant), Incomplete (dossier still arriving).
    [[nodiscard]] Answer<VisitDraft> start(HouseholdId household, const QString &reason,
                                           ApplicationId application = {});
    /// Continues a draft of this person. NotFound for anybody else's.
    [[nodiscard]] Answer<VisitDraft> open(DraftId draft);
    [[nodiscard]] Answer<QList<DraftRow>> drafts();

    /// Keeps the session's present state. Call after every answer, on the GUI thread: the state is taken before this
    /// returns. The answer is the wall time at which it was on disk. Io and DiskFull leave the previous state on disk.
    [[nodiscard]] Answer<qint64> save(const VisitDraft &draft, const DraftPoint &at);
    /// Puts the draft away: it leaves the list, its photos go. Nothing of it was ever sent.
    [[nodiscard]] Answer<void> discard(DraftId draft);

    /// Reads an image in the limited child, seals evidence copy, thumbnail and original. BadFormat, TooLarge, DiskFull.
    /// `keepPosition` false drops the GPS position from what is stored beside the copy (the original keeps its bytes).
    [[nodiscard]] Answer<DraftPhoto> addPhoto(DraftId draft, const QString &kind, const QByteArray &file,
                                              bool keepPosition = false);
    [[nodiscard]] Answer<void> removePhoto(DraftId draft, PhotoId photo);

    /// An investigator signs with the own password, which releases the own Ed25519 key for this one signature.
    /// WrongPassword, Delayed, NotAllowed (role), AlreadyExists (signed before), Incomplete while required answers are
    /// missing. The order of the people whom the form names does not matter; when somebody else signs, the event must
    /// name that person, and the earlier signatures fall. \return all signatures that stand now
    [[nodiscard]] Answer<QList<DraftSignature>> signAsInvestigator(const VisitDraft &draft, PersonId person,
                                                                   QByteArray &&password);
    /// Whom the answers name as investigators of the visit; empty when the form does not ask. GUI thread.
    [[nodiscard]] static QList<PersonId> namedInvestigators(const VisitDraft &draft);
    /// True when somebody of the family signs: not when nobody was met, nor when the answers say that the family
    /// refuses; the refusal and its witness are answers then, and the investigators sign them. GUI thread.
    [[nodiscard]] static bool familySigns(const VisitDraft &draft);
    /// The family's mark. Rejected for an empty drawing and while familySigns() is false, Incomplete as above. \return
    /// as above
    [[nodiscard]] Answer<QList<DraftSignature>> signForFamily(const VisitDraft &draft, const QString &name,
                                                              const QString &relation, const QList<Stroke> &strokes);
    /// The adults whose authorisation the survey asks for, in its order, and those whom the visit did not meet. GUI
    /// thread.
    [[nodiscard]] static QList<Authoriser> authorisers(const VisitDraft &draft);
    /// Authorisation of the data check by this member; `name` is who draws: the member, or the guardian of somebody who
    /// cannot act. Rejected for an empty drawing or a member who is not asked, Incomplete as above. \return as above
    [[nodiscard]] Answer<QList<DraftSignature>> signAuthorisation(const VisitDraft &draft, MemberId member,
                                                                  const QString &name, const QList<Stroke> &strokes);
    [[nodiscard]] Answer<void> removeSignature(DraftId draft, const DraftSignature &signature);

    /// What is missing right now; cheap, for the line beside the button.
    [[nodiscard]] Answer<QList<Missing>> missing(const VisitDraft &draft);
    /// One transaction: visit event, submission, signatures, photos, field patches and `HomeVisited` where it applies.
    [[nodiscard]] Answer<FinishOutcome> finish(const VisitDraft &draft);

private:
    DeskParts &m_desk;
};

} // namespace ruhu::service
