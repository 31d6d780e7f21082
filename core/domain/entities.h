// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/strongid.h"
#include "core/domain/division.h"
#include "core/domain/money.h"
#include "core/domain/roles.h"

#include <QByteArray>
#include <QDate>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

/// What the work is about, as plain values: no ids of rows, no pointers, no behaviour. The groups and field names are
/// those of core/record/kinds.h (a record body holds "identity.name" where these have identity.name). Codes are text,
/// as in codelists.csv; an empty code means "not said". Money of the last twelve months is per year, `...Month` per
/// month.
namespace ruhu {

struct Household
{
    HouseholdId id;
    DivisionCode village; ///< Where the file is kept.

    struct Head
    {
        QString no;            ///< Household number of the township, "LX-0312".
        QString applicantName; ///< The head of the household.
        QString applicantId;   ///< Resident ID number.
        QString hukouKind;     ///< HUKOU
        int sizeRegistered = 0;
        int size = 0; ///< Members who count as living together.
        int sizeProtected = 0;
        QString applyUnit; ///< HOUSEHOLD, SINGLE_SEVERE_DIS, SINGLE_SERIOUS_ILL, SINGLE_CLERGY, SINGLE_OTHER
    } head;

    struct Address
    {
        DivisionCode regionCode;
        QString hukouAddress;
        QString residenceAddress; ///< Never merged with the registered address: they decide different things.
        bool separateResidence = false;
        QDate since;
        QString reason;
        DivisionCode hostDivision;
        QString geo;       ///< "lat,lon,accuracy in metres"; sensitive.
        QString direction; ///< How to find the door.
    } address;

    struct Contact
    {
        QString phone;
        QString agentName;
        QString agentPhone;
        QString agentRelation; ///< RELATION
    } contact;

    struct Bank
    {
        QString bankName;
        QString accountHolder;
        QString accountNo;
        QString passbookKeeper;
    } bank;

    struct Situation
    {
        QStringList causes; ///< CAUSE
        QString mainCause;
        QString categoryNow;     ///< LIPC
        QStringList benefitsNow; ///< PROGRAM
        bool staffRelative = false;
        QString relapseWatch;
        QString tenure; ///< HOUSE_TENURE
        QString structure;
        int floorArea = 0; ///< Square metres.
        int rooms = 0;
        QString danger; ///< HOUSE_DANGER
        QString water;
        int hygiene = -1; ///< 0-100; -1 = not scored.
        QString note;
    } situation;
};

struct Member
{
    MemberId id;
    HouseholdId household;

    struct Identity
    {
        QString name;
        QString idType = QStringLiteral("ID_CARD"); ///< ID_CARD, HK_MACAO_TW_PERMIT, FOREIGN_PR, NONE
        QString idNo;                               ///< A resident ID number or temporaryId().
        QString sex;                                ///< SEX
        QDate birth;
        QString ethnic;  ///< ETHNIC
        QString marital; ///< MARITAL
        QString phone;
    } identity;

    QString relation; ///< RELATION to the head of the household.

    struct Health
    {
        QString health;             ///< HEALTH
        QStringList seriousIllness; ///< SIGDISEASE
        QString chronic;
        int hospitalStays = 0; ///< Last twelve months.
        int hospitalDays = 0;
        QString selfcare; ///< SELFCARE
        bool medicalInsured = false;
    } health;

    struct Disability
    {
        QString cardNo;
        QString type = QStringLiteral("0"); ///< DISTYPE
        QString grade;                      ///< DISGRADE
    } disability;

    struct Work
    {
        QString workCapacity; ///< WORKCAP
        QString employment;   ///< EMPL
        QString employer;
        bool keyLabour = false;
        Fen incomeMonth; ///< Declared.
        QString pensionKind;
        Fen pensionMonth;
    } work;

    struct School
    {
        QString edu;         ///< EDU
        QString schoolStage; ///< SCHOOL
        QString school;
        QString grade;
        QDate entryDate;
        int length = 0; ///< Years.
    } school;

    struct Membership
    {
        bool hukouHere = true;
        bool counted = true; ///< Counts as living together (R2 article 7).
        QString countedReason;
        QStringList specialGroup; ///< TOPUP
        QString elderGroup;       ///< ELDERGRP
        QString childCategory;    ///< CHILDCAT; restricted.
        QStringList benefits;     ///< PROGRAM
        QStringList topup;        ///< TOPUP
    } membership;
};

/// Somebody with a legal duty to support a member, who does not live in the household.
struct Obligor
{
    RecordId id;
    HouseholdId household;

    struct Identity
    {
        QString name;
        QString relation; ///< RELATION to the person supported.
        QString idNo;
        int age = 0;
        QString health;
        QString disability;
    } identity;
    struct Capacity
    {
        QString occupation;
        QString employer;
        int familySize = 0;
        Fen familyIncomeMonth;
        bool capable = false;
        QString incapableReason;
    } capacity;
    struct Support
    {
        Fen supportDue;  ///< Per month.
        Fen supportPaid; ///< Per month.
    } support;
};

/// One income of the last twelve months.
struct Income
{
    RecordId id;
    HouseholdId household;
    MemberId member;
    QString kind; ///< INCOME_SUB; the part before the dot is INCOME.
    Fen declared;
    QString basis;        ///< PAYSLIP, BANK, CONTRACT, DATA_CHECK, LOCAL_RATE, STATEMENT
    Fen verified;         ///< What counts. Negative only for TRANSFER.90.
    QString exempt;       ///< INCOME_EXEMPT; empty = counts.
    Fen deductEmployment; ///< Necessary cost of working, per year.
    Fen deductRigid;
    QString land;
    QString livestock;
    QString note;
};

struct Property
{
    RecordId id;
    HouseholdId household;
    QString kind; ///< PROPERTY
    MemberId owner;
    Fen amount;
    QString house;
    QString vehicle;
    QString finance;
    QString business;
    QString exempt; ///< PROP_EXEMPT; empty = PX00.
    QDate exemptUntil;
    QString source; ///< DECLARED, OBSERVED, DATA_CHECK
    Fen debt;       ///< Information only.
    QString note;
};

/// One spending of the last twelve months.
struct Expenditure
{
    RecordId id;
    HouseholdId household;
    QString kind; ///< RIGID
    MemberId member;
    Fen total;
    Fen covered; ///< Reimbursed or aided.
    Fen own;     ///< total - covered.
    QStringList evidence;
    Fen utilitiesMonth;
    Fen commMonth;
    Fen rentMonth;
    Fen other;
    QString note;
};

struct Application
{
    ApplicationId id;
    HouseholdId household;

    struct Programmes
    {
        QString program; ///< PROGRAM
        QString applyUnit;
    } programmes;
    struct Reason
    {
        QString caseNo;    ///< "LX-2025-D-0147".
        QString applyMode; ///< SELF, ENTRUSTED, VILLAGE_COMMITTEE, PROACTIVE
        QDate appliedOn;
        QStringList causes; ///< CAUSE
        QString text;
        QString agentName;
        QString agentRelation;
    } reason;
    struct Handler
    {
        PersonId handler;
        QList<PersonId> investigators;
    } handler;
};

/// One item of a means-check report (核对报告): what a register knows about a member.
struct CheckItem
{
    QString source; ///< PUBLIC_SECURITY, HUMAN_RESOURCES, BANK, HOUSING, MARKET, TAX, TRANSPORT, CIVIL_AFFAIRS
    QString what;   ///< An INCOME_SUB or PROPERTY code, or a word of the centre for things without one.
    MemberId member;
    Fen declared; ///< Per year for incomes.
    Fen found;
    bool agrees = true;
    QString detail; ///< As the centre wrote it.
    QDate on;
};

struct CheckResult
{
    RecordId id;
    ApplicationId application;
    RecordId request;
    QDate receivedOn;
    bool match = false; ///< The centre's own summary: nothing differs.
    QList<CheckItem> items;
};

/// A home visit that was finished.
struct Visit
{
    VisitId id;
    HouseholdId household;
    ApplicationId application; ///< Null for outreach.
    QString no;
    QString caseNo;
    QStringList program; ///< PROGRAM
    QString reason;      ///< NEW, RECHECK, ALERT, OBJECTION, COMPLAINT, SPOT_CHECK, OUTREACH, CARE
    QString method;      ///< SURVEY_METHOD
    qint64 startAt = 0;  ///< ms since 1970 UTC.
    qint64 endAt = 0;
    QString location;
    QString placeKind; ///< RESIDENCE, HUKOU_PLACE, INSTITUTION, OTHER
    QList<PersonId> investigators;
    QStringList villageStaff;
    QString respondent;
    QString respondentRelation; ///< RELATION
    bool noticeGiven = false;
    QString authorisationNo;
    QString outcome; ///< DONE, ABSENT, REFUSED, MOVED, DECEASED, UNSAFE
    QString outcomeNote;
    QList<MemberId> metInPerson;
    QString result; ///< CONCLUSION
    Fen incomePerHead;
    bool propertyOk = false;
    QString suggest; ///< PROGRAM or REJECT
    Fen suggestAmount;
    QString notes;
};

/// One record that somebody had on screen when signing: the signature covers exactly this list.
struct SubjectItem
{
    RecordId id;
    qint64 ver = 0;
    QByteArray hash; ///< 32 bytes, core/record recordHash().

    friend bool operator==(const SubjectItem &, const SubjectItem &) = default;
};

/// The preliminary opinion (初审意见).
struct Opinion
{
    RecordId id;
    ApplicationId application;
    QList<SubjectItem> subject;
    QString result;                 ///< AGREE, DISAGREE
    QString program;                ///< PROGRAM
    Fen amount;                     ///< Per household and month.
    Fen perPerson;                  ///< For display only: amount divided by the persons, cut to fen.
    QString reason;                 ///< The applicant can read it.
    QMap<QString, QString> answers; ///< Question of the pre-check -> chosen option.
    bool noRelative = false;        ///< The signer states not to be a near relative.
    QString pack;                   ///< "NAME-VERSION" of the policy pack used.
    PersonId by;
    Role role = Role::TownshipSupervisor;
    qint64 at = 0;
};

/// Something that a person is to do.
struct Task
{
    RecordId id;
    HouseholdId household;
    struct Assignee
    {
        PersonId person;
        QString role;
    } assignee;
    struct Status
    {
        QString what; ///< VISIT, RECHECK, ALERT, CARE, SUPPLEMENT, REVIEW, REAPPROVE
        RecordId subject;
        QString status; ///< OPEN, DONE, CANCELLED
        QDate dueOn;
        QString note;
    } status;
};

/// A benefit in force (made by the hub).
struct Benefit
{
    RecordId id;
    HouseholdId household;
    QString program; ///< PROGRAM
    Fen amount;      ///< Per month.
    QDate from;
    QDate until; ///< Invalid = open-ended.
};

} // namespace ruhu
