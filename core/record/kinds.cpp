// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/record/kinds.h"

#include <algorithm>
#include <array>

namespace ruhu::record {

using namespace Qt::Literals::StringLiterals;

namespace {

// Every event also says who made it (`by`, 16 bytes of the person), in which capacity (`role`), when by the device's
// clock (`at`, ms) and which event it corrects (`supersedes`): the last columns of each list.

// clang-format off
constexpr std::array householdHead = {"no"_L1, "applicant_name"_L1, "applicant_id"_L1, "hukou_kind"_L1, "size_registered"_L1, "size"_L1, "size_protected"_L1, "apply_unit"_L1};
constexpr std::array householdAddress = {"region_code"_L1, "hukou_address"_L1, "residence_address"_L1, "separate_residence"_L1, "since"_L1, "reason"_L1, "host_division"_L1, "geo"_L1, "direction"_L1};
constexpr std::array householdContact = {"phone"_L1, "agent_name"_L1, "agent_phone"_L1, "agent_relation"_L1};
constexpr std::array householdBank = {"bank_name"_L1, "account_holder"_L1, "account_no"_L1, "passbook_keeper"_L1};
constexpr std::array householdSituation = {"causes"_L1, "main_cause"_L1, "category_now"_L1, "benefits_now"_L1, "staff_relative"_L1, "relapse_watch"_L1, "tenure"_L1, "structure"_L1, "floor_area"_L1, "rooms"_L1, "danger"_L1, "water"_L1, "hygiene"_L1, "note"_L1};
constexpr std::array householdGroups = {Group{"head"_L1, householdHead, false}, Group{"address"_L1, householdAddress, false}, Group{"contact"_L1, householdContact, false}, Group{"bank"_L1, householdBank, true}, Group{"situation"_L1, householdSituation, false}};
constexpr std::array memberIdentity = {"name"_L1, "id_type"_L1, "id_no"_L1, "sex"_L1, "birth"_L1, "ethnic"_L1, "marital"_L1, "phone"_L1};
constexpr std::array memberRelation = {"relation"_L1};
constexpr std::array memberHealth = {"health"_L1, "serious_illness"_L1, "chronic"_L1, "hospital_stays"_L1, "hospital_days"_L1, "selfcare"_L1, "medical_insured"_L1};
constexpr std::array memberDisability = {"dis_card_no"_L1, "dis_type"_L1, "dis_grade"_L1};
constexpr std::array memberWork = {"work_capacity"_L1, "employment"_L1, "employer"_L1, "key_labour"_L1, "income_month"_L1, "pension_kind"_L1, "pension_month"_L1};
constexpr std::array memberSchool = {"edu"_L1, "school_stage"_L1, "school"_L1, "grade"_L1, "entry_date"_L1, "length"_L1};
constexpr std::array memberMembership = {"hukou_here"_L1, "counted"_L1, "counted_reason"_L1, "special_group"_L1, "elder_group"_L1, "child_category"_L1, "benefits"_L1, "topup"_L1};
constexpr std::array memberGroups = {Group{"identity"_L1, memberIdentity, false}, Group{"relation"_L1, memberRelation, false}, Group{"health"_L1, memberHealth, false}, Group{"disability"_L1, memberDisability, false}, Group{"work"_L1, memberWork, true}, Group{"school"_L1, memberSchool, false}, Group{"membership"_L1, memberMembership, false}};
constexpr std::array obligorIdentity = {"name"_L1, "relation"_L1, "id_no"_L1, "age"_L1, "health"_L1, "disability"_L1};
constexpr std::array obligorCapacity = {"occupation"_L1, "employer"_L1, "family_size"_L1, "family_income_month"_L1, "capable"_L1, "incapable_reason"_L1};
constexpr std::array obligorSupport = {"support_due"_L1, "support_paid"_L1};
constexpr std::array obligorGroups = {Group{"identity"_L1, obligorIdentity, false}, Group{"capacity"_L1, obligorCapacity, true}, Group{"support"_L1, obligorSupport, true}};
constexpr std::array incomeItem = {"member"_L1, "kind"_L1, "declared"_L1, "basis"_L1, "verified"_L1, "exempt"_L1, "deduct_employment"_L1, "deduct_rigid"_L1, "land"_L1, "livestock"_L1, "note"_L1};
constexpr std::array incomeGroups = {Group{"item"_L1, incomeItem, true}};
constexpr std::array propertyItem = {"kind"_L1, "owner"_L1, "amount"_L1, "house"_L1, "vehicle"_L1, "finance"_L1, "business"_L1, "exempt"_L1, "exempt_until"_L1, "source"_L1, "debt"_L1, "note"_L1};
constexpr std::array propertyGroups = {Group{"item"_L1, propertyItem, true}};
constexpr std::array expenditureItem = {"kind"_L1, "member"_L1, "total"_L1, "covered"_L1, "own"_L1, "evidence"_L1, "utilities_month"_L1, "comm_month"_L1, "rent_month"_L1, "other"_L1, "note"_L1};
constexpr std::array expenditureGroups = {Group{"item"_L1, expenditureItem, true}};
constexpr std::array applicationProgrammes = {"program"_L1, "apply_unit"_L1};
constexpr std::array applicationReason = {"case_no"_L1, "apply_mode"_L1, "applied_on"_L1, "causes"_L1, "text"_L1, "agent_name"_L1, "agent_relation"_L1};
constexpr std::array applicationHandler = {"handler"_L1, "investigators"_L1};
constexpr std::array applicationGroups = {Group{"programmes"_L1, applicationProgrammes, false}, Group{"reason"_L1, applicationReason, false}, Group{"handler"_L1, applicationHandler, false}};
constexpr std::array taskAssignee = {"person"_L1, "role"_L1};
constexpr std::array taskStatus = {"what"_L1, "subject"_L1, "status"_L1, "due_on"_L1, "note"_L1};
constexpr std::array taskGroups = {Group{"assignee"_L1, taskAssignee, false}, Group{"status"_L1, taskStatus, false}};
constexpr std::array visitFields = {"no"_L1, "case_no"_L1, "application"_L1, "program"_L1, "reason"_L1, "method"_L1, "start_at"_L1, "end_at"_L1, "location"_L1, "place_kind"_L1, "investigators"_L1, "village_staff"_L1, "respondent"_L1, "respondent_relation"_L1, "notice_given"_L1, "authorisation_no"_L1, "outcome"_L1, "outcome_note"_L1, "form"_L1, "form_version"_L1, "form_hash"_L1, "submission"_L1, "submission_key"_L1, "submission_len"_L1, "met_in_person"_L1, "result"_L1, "income_pc"_L1, "property_ok"_L1, "suggest"_L1, "suggest_amount"_L1, "notes"_L1, "refused"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array visitGroups = {Group{""_L1, visitFields, false}};
constexpr std::array stepFields = {"application"_L1, "from"_L1, "to"_L1, "evidence"_L1, "reason"_L1, "rule_version"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array stepGroups = {Group{""_L1, stepFields, false}};
constexpr std::array authorisationFields = {"application"_L1, "no"_L1, "members"_L1, "signed_on"_L1, "scope"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array authorisationGroups = {Group{""_L1, authorisationFields, false}};
constexpr std::array checkRequestFields = {"application"_L1, "authorisation"_L1, "members"_L1, "requested_on"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array checkRequestGroups = {Group{""_L1, checkRequestFields, false}};
constexpr std::array checkResultFields = {"application"_L1, "request"_L1, "received_on"_L1, "match"_L1, "items"_L1, "report"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array checkResultGroups = {Group{""_L1, checkResultFields, false}};
constexpr std::array opinionFields = {"application"_L1, "subject"_L1, "result"_L1, "program"_L1, "amount"_L1, "per_person"_L1, "reason"_L1, "answers"_L1, "no_relative"_L1, "working"_L1, "pack"_L1, "form"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array opinionGroups = {Group{""_L1, opinionFields, false}};
constexpr std::array decisionFields = {"application"_L1, "opinion"_L1, "subject"_L1, "result"_L1, "program"_L1, "amount"_L1, "from"_L1, "reason"_L1, "pack"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array decisionGroups = {Group{""_L1, decisionFields, false}};
constexpr std::array delegationFields = {"division"_L1, "program"_L1, "from"_L1, "until"_L1, "document"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array delegationGroups = {Group{""_L1, delegationFields, false}};
constexpr std::array noticeFields = {"application"_L1, "opinion"_L1, "template"_L1, "place"_L1, "from"_L1, "until"_L1, "text"_L1, "pack"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array noticeGroups = {Group{""_L1, noticeFields, false}};
constexpr std::array disputeFields = {"field"_L1, "value"_L1, "seen"_L1, "source"_L1, "reason"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array disputeGroups = {Group{""_L1, disputeFields, false}};
constexpr std::array photoFields = {"visit"_L1, "application"_L1, "kind"_L1, "member"_L1, "caption"_L1, "taken_at"_L1, "location"_L1, "device"_L1, "width"_L1, "height"_L1, "faces_masked"_L1, "thumb"_L1, "thumb_key"_L1, "thumb_len"_L1, "evidence"_L1, "evidence_key"_L1, "evidence_len"_L1, "original"_L1, "original_key"_L1, "original_len"_L1, "phash"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array photoGroups = {Group{""_L1, photoFields, false}};
constexpr std::array signatureFields = {"signs"_L1, "hash"_L1, "role"_L1, "person"_L1, "name"_L1, "member"_L1, "sig"_L1, "strokes"_L1, "strokes_key"_L1, "strokes_len"_L1, "refused"_L1, "by"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array signatureGroups = {Group{""_L1, signatureFields, false}};
constexpr std::array resolutionFields = {"cid"_L1, "group"_L1, "chosen"_L1, "values"_L1, "seen_ver"_L1, "reason"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array resolutionGroups = {Group{""_L1, resolutionFields, false}};
constexpr std::array alertResultFields = {"alert"_L1, "result"_L1, "visit"_L1, "reason"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array alertResultGroups = {Group{""_L1, alertResultFields, false}};
constexpr std::array assignmentFields = {"household"_L1, "village"_L1, "person"_L1, "from"_L1, "until"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array assignmentGroups = {Group{""_L1, assignmentFields, false}};
constexpr std::array grantFields = {"person"_L1, "device"_L1, "division"_L1, "role"_L1, "lease_until"_L1, "by"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array grantGroups = {Group{""_L1, grantFields, false}};
constexpr std::array certificateFields = {"serial"_L1, "person"_L1, "name"_L1, "device"_L1, "sign_key"_L1, "not_before"_L1, "not_after"_L1, "bytes"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array certificateGroups = {Group{""_L1, certificateFields, false}};
constexpr std::array revocationFields = {"serial"_L1, "bytes"_L1, "sig"_L1, "issuer"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array revocationGroups = {Group{""_L1, revocationFields, false}};
constexpr std::array packFields = {"name"_L1, "version"_L1, "valid_from"_L1, "valid_to"_L1, "hash"_L1, "length"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array packGroups = {Group{""_L1, packFields, false}};
constexpr std::array receiptFields = {"bid"_L1, "hash"_L1, "results"_L1, "received_at"_L1, "sig"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array receiptGroups = {Group{""_L1, receiptFields, false}};
constexpr std::array purgeReceiptFields = {"part"_L1, "village"_L1, "counts"_L1, "digest"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array purgeReceiptGroups = {Group{""_L1, purgeReceiptFields, false}};
constexpr std::array deviceFields = {"device"_L1, "name"_L1, "state"_L1, "app"_L1, "by"_L1, "role"_L1, "at"_L1, "supersedes"_L1};
constexpr std::array deviceGroups = {Group{""_L1, deviceFields, false}};
constexpr std::array conflictFields = {"target"_L1, "kind"_L1, "group"_L1, "base"_L1, "theirs"_L1, "theirs_by"_L1, "theirs_at"_L1, "theirs_ver"_L1, "mine"_L1, "mine_by"_L1, "mine_at"_L1, "mid"_L1, "archive"_L1, "state"_L1, "resolution"_L1};
constexpr std::array conflictGroups = {Group{""_L1, conflictFields, false}};
constexpr std::array listRowFields = {"no"_L1, "name"_L1, "village_name"_L1, "size"_L1, "program"_L1, "flags"_L1};
constexpr std::array listRowGroups = {Group{""_L1, listRowFields, false}};
constexpr std::array enterFields = {"household"_L1};
constexpr std::array enterGroups = {Group{""_L1, enterFields, false}};
constexpr std::array leaveFields = {"household"_L1};
constexpr std::array leaveGroups = {Group{""_L1, leaveFields, false}};
constexpr std::array alertFields = {"indicator"_L1, "level"_L1, "issued_on"_L1, "due_on"_L1, "title"_L1};
constexpr std::array alertGroups = {Group{""_L1, alertFields, false}};
constexpr std::array benefitFields = {"application"_L1, "program"_L1, "amount"_L1, "from"_L1, "until"_L1};
constexpr std::array benefitGroups = {Group{""_L1, benefitFields, false}};
constexpr std::array paymentFields = {"benefit"_L1, "month"_L1, "amount"_L1, "paid_on"_L1};
constexpr std::array paymentGroups = {Group{""_L1, paymentFields, false}};

constexpr std::array table = {
    KindInfo{Kind::Household, "household"_L1, KindClass::Document, 1, householdGroups},
    KindInfo{Kind::Member, "member"_L1, KindClass::Document, 1, memberGroups},
    KindInfo{Kind::Obligor, "obligor"_L1, KindClass::Document, 1, obligorGroups},
    KindInfo{Kind::Income, "income"_L1, KindClass::Document, 1, incomeGroups},
    KindInfo{Kind::Property, "property"_L1, KindClass::Document, 1, propertyGroups},
    KindInfo{Kind::Expenditure, "expenditure"_L1, KindClass::Document, 1, expenditureGroups},
    KindInfo{Kind::Application, "application"_L1, KindClass::Document, 1, applicationGroups},
    KindInfo{Kind::Task, "task"_L1, KindClass::Document, 0, taskGroups},
    KindInfo{Kind::Visit, "visit"_L1, KindClass::Event, 2, visitGroups},
    KindInfo{Kind::Step, "step"_L1, KindClass::Event, 2, stepGroups},
    KindInfo{Kind::Authorisation, "authorisation"_L1, KindClass::Event, 2, authorisationGroups},
    KindInfo{Kind::CheckRequest, "check-request"_L1, KindClass::Event, 2, checkRequestGroups},
    KindInfo{Kind::CheckResult, "check-result"_L1, KindClass::Event, 2, checkResultGroups},
    KindInfo{Kind::Opinion, "opinion"_L1, KindClass::Event, 2, opinionGroups},
    KindInfo{Kind::Decision, "decision"_L1, KindClass::Event, 2, decisionGroups},
    KindInfo{Kind::Delegation, "delegation"_L1, KindClass::Event, 0, delegationGroups},
    KindInfo{Kind::Notice, "notice"_L1, KindClass::Event, 2, noticeGroups},
    KindInfo{Kind::Dispute, "dispute"_L1, KindClass::Event, 2, disputeGroups},
    KindInfo{Kind::Photo, "photo"_L1, KindClass::Event, 2, photoGroups},
    KindInfo{Kind::Signature, "signature"_L1, KindClass::Event, 2, signatureGroups},
    KindInfo{Kind::Resolution, "resolution"_L1, KindClass::Event, 2, resolutionGroups},
    KindInfo{Kind::AlertResult, "alert-result"_L1, KindClass::Event, 2, alertResultGroups},
    KindInfo{Kind::Assignment, "assignment"_L1, KindClass::Event, 0, assignmentGroups},
    KindInfo{Kind::Grant, "grant"_L1, KindClass::Event, 0, grantGroups},
    KindInfo{Kind::Certificate, "certificate"_L1, KindClass::Event, 0, certificateGroups},
    KindInfo{Kind::Revocation, "revocation"_L1, KindClass::Event, 0, revocationGroups},
    KindInfo{Kind::Pack, "pack"_L1, KindClass::Event, 0, packGroups},
    KindInfo{Kind::Receipt, "receipt"_L1, KindClass::Event, 2, receiptGroups},
    KindInfo{Kind::PurgeReceipt, "purge-receipt"_L1, KindClass::Event, 0, purgeReceiptGroups},
    KindInfo{Kind::Device, "device"_L1, KindClass::Event, 0, deviceGroups},
    KindInfo{Kind::Conflict, "conflict"_L1, KindClass::HubMade, 1, conflictGroups},
    KindInfo{Kind::ListRow, "listrow"_L1, KindClass::HubMade, 0, listRowGroups},
    KindInfo{Kind::Enter, "enter"_L1, KindClass::HubMade, 0, enterGroups},
    KindInfo{Kind::Leave, "leave"_L1, KindClass::HubMade, 0, leaveGroups},
    KindInfo{Kind::Alert, "alert"_L1, KindClass::HubMade, 0, alertGroups},
    KindInfo{Kind::Benefit, "benefit"_L1, KindClass::HubMade, 1, benefitGroups},
    KindInfo{Kind::Payment, "payment"_L1, KindClass::HubMade, 2, paymentGroups},
};
// clang-format on

constexpr KindInfo unknownKind{Kind::Unknown, ""_L1, KindClass::Event, 2, {}};

static_assert(
    [] {
        for (std::size_t i = 0; i < table.size(); ++i) {
            if (int(table[i].kind) != int(i) + 1)
                return false;
        }
        return true;
    }(),
    "the table stands in the order of the enum");

} // namespace

std::span<const KindInfo> kinds()
{
    return table;
}

const KindInfo &info(Kind kind)
{
    return kind == Kind::Unknown ? unknownKind : table[std::size_t(kind) - 1];
}

QLatin1String nameOf(Kind kind)
{
    return info(kind).name;
}

Kind kindFromName(QStringView name)
{
    const auto found = std::ranges::find_if(table, [name](const KindInfo &known) { return known.name == name; });
    return found == table.end() ? Kind::Unknown : found->kind;
}

QStringView groupOf(QStringView key)
{
    const qsizetype dot = key.indexOf(u'.');
    return dot < 0 ? QStringView() : key.first(dot);
}

QStringView fieldOf(QStringView key)
{
    return key.sliced(key.indexOf(u'.') + 1);
}

const Group *findGroup(Kind kind, QStringView group)
{
    const auto groups = info(kind).groups;
    const auto found = std::ranges::find_if(groups, [group](const Group &known) { return known.name == group; });
    return found == groups.end() ? nullptr : &*found;
}

QStringList keysOf(Kind kind, QStringView group)
{
    QStringList keys;
    if (const Group *known = findGroup(kind, group)) {
        for (QLatin1String field : known->fields)
            keys += known->name.isEmpty() ? QString(field) : known->name + u'.' + field;
    }
    return keys;
}

QStringList keysOf(Kind kind)
{
    QStringList keys;
    for (const Group &group : info(kind).groups)
        keys += keysOf(kind, QString(group.name));
    return keys;
}

bool supervisorResolves(Kind kind, QStringView group)
{
    const Group *known = findGroup(kind, group);
    return known && known->supervisorResolves;
}

} // namespace ruhu::record
