// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/draftitems.h"
#include "core/service/papers.h"
#include "core/service/visits.h"

/// The visit event in the making: what is on file, who investigates, and the bytes that are signed.
///
/// The first signature makes the visit event: the submission is sealed, its name goes into the event, and every
/// signature is over the hash of exactly these bytes. The event names the investigators, so it is made for all whom the
/// form names: in which order they sign does not matter. The event and its signatures are kept with the draft. When an
/// answer or a photo changes, the digest of the content no longer fits and all signatures under the old event fall; so
/// they do when somebody signs whom the form does not name, because the event must then name that person.
namespace ruhu::service {

constexpr auto investigatorRole = QLatin1String("Investigator");
constexpr qsizetype leastInvestigators = 2; // R2 article 16

/// What lies in the store when somebody is about to sign or to finish.
struct OnFile
{
    DraftItems items;
    qint32 part = 0;
    QList<record::Record> records; ///< Of the household.
    QHash<QString, MemberId> membersByName;
    std::optional<Standing> signer;
};

/// Incomplete (the dossier is still arriving), NotAllowed (`signer` has no certificate on this laptop).
[[nodiscard]] Result<OnFile> onFile(store::Database &db, const Ground &ground, DraftId draft, HouseholdId household,
                                    PersonId signer = {});

/// The visit event in the making; the session's part of it is collected on the GUI thread.
struct Preparing
{
    std::optional<VisitItem> standing; ///< The event that was signed before and still fits.
    record::Body fields;               ///< Else: what the answers say.
    QByteArray submission;
    QByteArray digest;
    QList<PersonId> investigators;
    QByteArray state; ///< The session at rest: written with the signature, so that the digest fits after a restart.
    RecordId visit;
    RecordId root;
};

/// Required questions without an answer, and answers that break their rule; signature questions of the form are left
/// out, because they are taken beside it. GUI thread.
[[nodiscard]] QList<Missing> missingAnswers(const forms::FormSession &session);

/// Uses the event that stands, or collects a new one. GUI thread.
[[nodiscard]] Result<Preparing> prepare(const std::shared_ptr<const Ground> &ground, const VisitDraft &draft,
                                        const OnFile &file, PersonId signer);

/// The event as bytes, its submission sealed. Worker thread.
[[nodiscard]] Result<VisitItem> eventOf(const Ground &ground, const Preparing &preparing);

} // namespace ruhu::service
