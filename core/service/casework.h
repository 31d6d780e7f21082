// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/households.h"

namespace ruhu::service {

/// One line of the machine's pre-check. The machine says meets / judge / fails; a person decides.
struct PrecheckLine
{
    enum class Verdict { Meets, Judge, Fails };
    QString id;   ///< Unique in the pre-check, stable for the same facts: "income", "check.TRANSFER.01.…".
    QString rule; ///< What it is about: income, finance, house, shop, vehicle, business, check, authorised, visit.
    Verdict verdict = Verdict::Meets;
    qint64 valueFen = 0; ///< What was compared: per head and month for income, per head for finance, the item's worth.
    qint64 limitFen = 0;
    int count = 0; ///< Of things (homes, adults without authorisation, investigators) where no money is compared.
    int countLimit = 0;
    QString working; ///< "(2,600 − 520 + 436 + 100) ÷ 4": figures and signs only, no words.
    QString source;  ///< "visit", "check-result", "declared" or the register of a check item.
    QDate sourceDate;
    QString what;             ///< Code INCOME_SUB or PROPERTY; empty for the household as a whole.
    QString subject;          ///< What it is about, as written in the record (a vehicle type); may be empty.
    MemberId member;          ///< Whose; null = the household's.
    qint64 otherFen = 0;      ///< What the register found, per year for income.
    qint64 otherValueFen = 0; ///< Income per head and month if "checked" is chosen.
    QStringList choices;      ///< "counts" / "does-not-count", or "declared" / "checked"; empty when nothing is asked.
    QString answer;           ///< The choice taken; empty = open.
};

/// One step of the computation of the amount.
struct WorkingStep
{
    QString key; ///< income.WAGE … income.total, income.perHead, standard, gap, topup, amount
    QString figures;
    qint64 resultFen = 0;
};

/// The pre-check as printed: the same facts give the same lines.
struct Precheck
{
    QList<PrecheckLine> lines;
    bool eligible = false; ///< No line fails; lines to judge count as met.
    int persons = 0;
    qint64 amountFen = 0;    ///< Per month for the household; 0 when not eligible.
    qint64 perPersonFen = 0; ///< For the eye: amount divided by the persons, cut to fen.
    qint64 perHeadMonthFen = 0;
    qint64 standardFen = 0;
    QList<WorkingStep> working; ///< Each step of the amount, in figures.
    QStringList open;           ///< Ids of lines that still want an answer.
    QString policyPack;         ///< NAME-VERSION that was used.
    QDate asOf;
};

/// A question that a line to judge puts to the supervisor; a decision with open questions cannot be signed.
struct OpinionAnswer
{
    QString line;   ///< PrecheckLine::id.
    QString choice; ///< "counts" or "does-not-count"; "declared" or "checked" for two figures.
    friend bool operator==(const OpinionAnswer &, const OpinionAnswer &) = default;
};

/// What the supervisor wants to say.
struct OpinionDraft
{
    enum class Verdict { Agree, Disagree };
    Verdict verdict = Verdict::Agree;
    QList<OpinionAnswer> answers;
    QString reason;          ///< 1 … 2000 characters; the applicant can read it.
    bool noRelative = false; ///< "I am no near relative of the applicant": must be true.
};

/// An opinion exactly as shown. The opinion event holds everything in the view and its subject (id, version and hash of
/// every record it rests on); the signature is over the hash of exactly these bytes and no others.
struct OpinionView
{
    ApplicationId application;
    OpinionDraft draft;
    Precheck precheck;   ///< With the answers applied.
    RecordId opinion;    ///< Id that the opinion will have.
    QByteArray body;     ///< Canonical CBOR of the opinion event.
    QByteArray document; ///< record::recordBytes() of the event: what the hash covers.
    QByteArray hash;     ///< BLAKE2b-256 of `document`.
    QStringList open;    ///< Ids of lines that still want an answer; must be empty to sign.
};

struct OpinionRow
{
    RecordId id;
    PersonId person;
    QString personName;
    OpinionDraft::Verdict verdict = OpinionDraft::Verdict::Agree;
    qint64 amountFen = 0;
    QString reason;
    qint64 signedAtMs = 0;
    bool verified = false; ///< The signature verifies with the person's certificate.
};

/// One stop of the path 受理 → … → 初审意见.
struct StepRow
{
    QString state; ///< Id of a state, core/casework/process.h.
    enum class Position { Done, Now, Later } position = Position::Later;
    QDate on;
};

/// A case, ready for the review page.
struct ApplicationView
{
    ApplicationRow row;
    QString reason; ///< Why they apply, in the applicant's words.
    int persons = 0;
    QList<StepRow> steps;
    QList<VisitRow> visits;
    QList<PhotoRow> photos;
    QList<OpinionRow> opinions;
    QStringList possible;  ///< Steps that this person may take now: "accept", "request-check", "visit", "opinion".
    QStringList hindrance; ///< Why the next step is closed: rule ids such as "needs-two-investigators", "same-person".
};

/// Which cases.
enum class Queue {
    ForMe,   ///< This person's next move.
    Open,    ///< All that are not closed.
    Opinion, ///< Opinion signed, waiting for what comes later.
};

/// Applications from acceptance to the preliminary opinion.
class Casework
{
public:
    explicit Casework(DeskParts &desk);

    [[nodiscard]] Answer<QList<ApplicationRow>> queue(Queue which);
    [[nodiscard]] Answer<ApplicationView> application(ApplicationId id);

    /// A new application as `Draft`. NotAllowed by role; AlreadyExists when one is open for the same programme.
    [[nodiscard]] Answer<ApplicationId> open(HouseholdId household, const QString &programme, const QString &reason);
    /// Draft → Accepted. Incomplete lists what is missing (authorisations of all adults …).
    [[nodiscard]] Answer<void> accept(ApplicationId id);
    /// Puts the signed sheets on file: which members authorised the check, and whether the statement of truth is with
    /// them. Rejected without members or number, NotAllowed by role.
    [[nodiscard]] Answer<void> fileAuthorisation(ApplicationId id, const QString &number,
                                                 const QList<MemberId> &members, bool statement);
    /// Asks the check centre by way of the hub. Rule: authorise first, check after.
    [[nodiscard]] Answer<void> requestCheck(ApplicationId id);

    /// The means test over the facts on file, with its working.
    [[nodiscard]] Answer<Precheck> precheck(ApplicationId id);
    /// Builds the opinion that would be signed. Rejected for a missing reason.
    [[nodiscard]] Answer<OpinionView> opinionView(ApplicationId id, const OpinionDraft &draft);
    /// Signs exactly `view.document` with this person's own key. NotAllowed for an investigator of the case or a role
    /// without the power, Incomplete with open questions, Conflict when a record of the subject moved on since the view
    /// was made, WrongPassword, Delayed. No network is needed.
    [[nodiscard]] Answer<RecordId> signOpinion(const OpinionView &view, QByteArray &&password);

private:
    DeskParts &m_desk;
};

} // namespace ruhu::service
