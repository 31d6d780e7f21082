// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/conflicts.h"
#include "core/service/deliver.h"
#include "core/service/words.h"

#include <QHash>

namespace ruhu::service {

struct DeskParts;

/// Which households. Empty lists do not filter.
struct HouseholdQuery
{
    enum class Sort {
        Urgency, ///< "最该走访": open drafts, the visit that is longest ago, what has not arrived yet.
        Village,
        Name,
    };
    QString text; ///< Name, pinyin or initials, tail of the identity number, household number. Folded by core/text.
    QList<qint64> villages;
    QStringList programmes;
    int notVisitedForDays = 0; ///< 0 = any.
    bool onlyUnsent = false;
    Sort sort = Sort::Urgency;
    friend bool operator==(const HouseholdQuery &, const HouseholdQuery &) = default;
};

/// A row of the list, masked as core/domain/masking.h says.
struct HouseholdRow
{
    HouseholdId id;
    QString number; ///< "LX-0312".
    QString headName;
    QList<Span> nameHits; ///< Which letters of headName answer the search.
    QString idTail;       ///< Last four of the head's identity number.
    int headAge = -1;     ///< Full years; -1 = unknown.
    Place place;
    int members = 0;
    QStringList programmes; ///< In force.
    QString applying;       ///< Programme of an open application, else empty.
    QStringList tags;       ///< Special groups present: "disability", "illness", "student", "elder" …
    QDate lastVisit;        ///< Invalid: never, or not known as long as the row is not `complete`.
    DraftId draft;          ///< Of this person.
    int conflicts = 0;
    int unsentPhotos = 0;
    bool unsent = false;
    bool complete = true; ///< false: only the list row has arrived so far.
};

struct HouseholdPage
{
    QList<HouseholdRow> rows;
    int total = 0; ///< Of the whole query.
    int all = 0;   ///< Households in reach of this person, whatever the filter.
};

struct VillageCount
{
    Place place;
    int households = 0;
};

struct MemberRow
{
    MemberId id;
    QString name;
    QString relation; ///< Code RELATION.
    QString sex;      ///< Code SEX.
    int age = -1;
    QString maskedIdNumber; ///< First 4, last 4.
    QString maskedPhone;
    QString health;          ///< Code HEALTH.
    QString chronic;         ///< Free words, as visible in the survey view.
    QString disabilityType;  ///< Code DISTYPE, empty or "0" when none.
    QString disabilityGrade; ///< Code DISGRADE.
    QString selfCare;        ///< Code SELFCARE.
    QString workCapacity;    ///< Code WORKCAP.
    QString employment;      ///< Code EMPL.
    QString schoolStage;     ///< Code SCHOOL.
    bool counted = true;
    bool head = false;
};

/// A line of the household's economy. Amounts in fen.
struct MoneyRow
{
    RecordId id;
    MemberId member; ///< Null: the whole household.
    QString memberName;
    QString kind; ///< INCOME_SUB, PROPERTY or RIGID.
    qint64 declaredFen = 0;
    qint64 verifiedFen = 0; ///< Per year for income, own payment for spending, value for property.
    QString basis;          ///< Where the number comes from.
    QString exempt;         ///< Code of an exemption, empty when it counts.
    QString note;
};

/// The means test over what is on file, by the policy pack in force (not a decision).
struct EconomySummary
{
    bool known = false;         ///< false: no policy pack or no figures.
    qint64 perHeadMonthFen = 0; ///< Rounded down to fen for the eye; decisions compare exact numbers.
    qint64 standardFen = 0;     ///< Per head and month; from the pack.
    qint64 assetsPerHeadFen = 0;
    qint64 assetLimitFen = 0;
    int mismatches = 0; ///< Declared figures that the data check contradicts.
    QString policyPack; ///< NAME-VERSION.
};

struct ProgrammeRow
{
    RecordId id;
    QString programme;
    QString status;
    MemberId member;
    QString memberName;
    qint64 monthlyFen = 0; ///< 0 = not a monthly amount.
    QDate from;
    QDate to;
};

struct ApplicationRow
{
    ApplicationId id;
    QString number;
    HouseholdId household;
    QString headName;
    Place place;
    QString programme;
    QString state; ///< Id of a state, core/casework/process.h.
    QDate acceptedOn;
    Deadline due;  ///< Of the limit that ends first; none when nothing runs.
    QString limit; ///< Which one: key of the policy pack's deadlines ("survey.start", "total" …).
};

struct PhotoRow
{
    PhotoId id;
    VisitId visit;
    QString kind; ///< Code EVIDENCE.
    QString caption;
    qint64 takenAtMs = 0;
    bool thumbnailHere = false;
    bool copyHere = false; ///< The evidence copy is on this laptop.
    bool sent = true;
};

struct VisitRow
{
    VisitId id;
    qint64 atMs = 0; ///< When it ended.
    QDate date;
    QString reason;
    QString outcome;
    QStringList investigators;
    QString conclusion; ///< Code CONCLUSION.
    QString notes;
    bool sent = true;
    QList<PhotoRow> photos;
};

/// One node of the household's story, newest first.
struct TimelineRow
{
    enum class Kind { Draft, Visit, CheckRequest, CheckResult, Application, Step, Opinion, Programme, Conflict };
    Kind kind = Kind::Visit;
    qint64 atMs = 0;
    RecordId record;
    QString what; ///< Code or state id that belongs to the kind. Conflict: "mine", "theirs", "both" or "rewritten".
    QStringList people;
    QString note;
    QList<PhotoRow> photos; ///< At most three.
    // Of a decided conflict: what was taken and what was not.
    QString recordKind; ///< Kind of the record: "household", "member" …
    QString recordName; ///< Whose it is: a member's name; empty for the household.
    QList<DecidedField> decided;
};

/// Everything about one household that the screen shows. Masked: see reveal().
struct Dossier
{
    HouseholdRow head;
    QString address;
    QString maskedPhone;
    QString doorHint;
    bool mayCorrect = false; ///< This person may correct telephone and door hint without a visit.
    QString maskedAccount;
    QString bankName;
    QList<MemberRow> members;
    QList<MoneyRow> income;
    QList<MoneyRow> property;
    QList<MoneyRow> spending;
    EconomySummary economy;
    QList<ProgrammeRow> programmes;
    QList<ApplicationRow> applications;
    QList<VisitRow> visits;
    QList<PhotoRow> photos;
    QList<TimelineRow> timeline;
};

/// The full numbers of one household, for at most 60 s on the screen.
struct Revealed
{
    QHash<MemberId, QString> idNumbers;
    QHash<MemberId, QString> phones;
    QString phone;
    QString account;
    qint64 untilMonotonicMs = 0; ///< Clock::monotonicMs() at which the screen masks again.
};

/// How to reach a family, in full, as it was when a person began to correct it.
struct HouseholdContact
{
    HouseholdId household;
    QString phone;
    QString doorHint; ///< How to find the door.
    qint64 version = 0;
    QByteArray record; ///< Opaque: the household as it was seen. The hub merges the correction against it.
};

class Households
{
public:
    static constexpr int pageRows = 200;
    static constexpr int revealSeconds = 60;
    static constexpr int doorHintLength = 200; ///< UTF-16 units: three lines of a small screen.

    explicit Households(DeskParts &desk);

    /// Rows [offset, offset + limit) of the query; limit at most pageRows.
    [[nodiscard]] Answer<HouseholdPage> page(const HouseholdQuery &query, int offset, int limit = pageRows);
    /// Villages in reach with their number of households, for the filter.
    [[nodiscard]] Answer<QList<VillageCount>> villages();
    /// NotFound when the household is not on this laptop.
    [[nodiscard]] Answer<Dossier> dossier(HouseholdId household);
    /// Unmasks one household and writes who did it into the audit chain first. NotAllowed for roles without sight.
    [[nodiscard]] Answer<Revealed> reveal(HouseholdId household);
    /// Telephone and door hint in full, to be corrected; written into the audit chain as a reveal when there is a
    /// number. NotAllowed (only an Investigator or TownshipHandler corrects), NotFound (the household is not here, or
    /// only its list row).
    [[nodiscard]] Answer<HouseholdContact> contact(HouseholdId household);
    /// Corrects what differs from `seen`: change and outbox row in one transaction; nothing is written when nothing
    /// differs. What the person saw travels with it, so that two people who begin at the same value and write different
    /// ones are asked, and none is overwritten. Spaces around are dropped, full-width digits become digits. Errors:
    /// Rejected (`detail` "phone": no telephone number, or emptied; "door_hint": a line break or another invisible
    /// sign), TooLarge ("door_hint": longer than doorHintLength), NotAllowed, NotFound, Damaged (`seen` is not from
    /// contact()).
    [[nodiscard]] Answer<void> correctContact(const HouseholdContact &seen, const QString &phone,
                                              const QString &doorHint);
    /// JPEG bytes of the thumbnail. NotFound while it has not arrived.
    [[nodiscard]] Answer<QByteArray> thumbnail(PhotoId photo);
    /// JPEG bytes of the evidence copy (long edge 1600). NotFound while it has not arrived, Damaged.
    [[nodiscard]] Answer<QByteArray> photo(PhotoId photo);

private:
    DeskParts &m_desk;
};

} // namespace ruhu::service
