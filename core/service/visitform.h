// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/session.h"
#include "core/service/dossier.h"
#include "core/service/parts.h"
#include "core/store/drafts.h"

/// Between a form and the records: what is filled in before the first question, and what a finished form says.
namespace ruhu::service {

/// Fills in what is on file and what the draft itself knows (reason, application, start, investigator).
/// \return what was filled in, opaque, so that `was` survives a restart
[[nodiscard]] Result<QByteArray> prefillVisit(forms::FormSession &session, const HouseholdRecords &records,
                                              const store::DraftRow &draft);

/// What the data check says, by path, for the column beside the question.
[[nodiscard]] QHash<QString, QString> referenceValues(const forms::FormSession &session,
                                                      const HouseholdRecords &records);

/// What the answers say.
struct MappedVisit
{
    QList<record::Mutation> changes; ///< Patches, creations, archives and disputes, all with their `was`.
    record::Body visit;              ///< The fields of the visit event that the form knows ("outcome" …).
};
[[nodiscard]] Result<MappedVisit> mapVisit(const forms::FormSession &session, const Ground &ground,
                                           const QByteArray &prefill, RecordId household, qint32 part);

/// The answer that goes into this field of the visit ("outcome"); empty when the form does not ask for it.
[[nodiscard]] QString visitAnswer(const forms::FormSession &session, const QString &field);

/// Codes EVIDENCE that a visit for this reason must bring.
[[nodiscard]] QStringList requiredPhotosFor(const QString &reason);

} // namespace ruhu::service
