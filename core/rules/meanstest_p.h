// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/rules/meanstest.h"

/// What the parts of the means test share.
namespace ruhu::rules {

inline const QString counts = QStringLiteral("counts");
inline const QString doesNotCount = QStringLiteral("does-not-count");
inline const QString declared = QStringLiteral("declared");
inline const QString checked = QStringLiteral("checked");

/// The facts with what follows from them, while the rules are worked through.
struct TestRun
{
    const Policy &policy;
    const MeansFacts &facts;
    PropertyLimits limits;
    Fen standard;
    QList<Member> persons; ///< Counted members.
    QList<RuleLine> lines;

    /// Files a line: sets the answer it was given and what the answer makes of the verdict.
    void file(RuleLine line, const QString &choiceThatFails = {});
    [[nodiscard]] qint64 count() const { return qint64(persons.size()); }
    [[nodiscard]] QString answerTo(const QString &id) const { return facts.answers.value(id); }
    [[nodiscard]] bool isCounted(MemberId member) const;
};

/// The line id of a check item that contradicts the file: the same facts give the same id.
[[nodiscard]] QString checkLineId(const CheckItem &item);

/// Money, vehicles, homes, shops and businesses.
void runPropertyRules(TestRun &run);

} // namespace ruhu::rules
