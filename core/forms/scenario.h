// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/forms/session.h"

#include <QJsonObject>

namespace ruhu::forms {

/// Plays a scenario against a form, as `ruhuctl form run` does: actions (answer, add_repeat, remove_repeat, language,
/// save_restore) and expectations, in order. The format is described in docs/forms.md.
/// \param resolve gives the form's files
/// \return one line per expectation that did not hold, empty = passed; an error only for a step that is no step
Result<QStringList> runScenario(const QJsonObject &scenario, const QByteArray &form, const ResourceResolver &resolve,
                                const Environment &environment);

struct ExpressionTally
{
    int passed = 0;
    QStringList failures; ///< "file: expression: expected …, got …"
};

/// Evaluates the rows of an expression file: {timezone, expressions: [{file, doc, expr, type, expected}]}.
Result<ExpressionTally> runExpressions(const QJsonObject &file, const Environment &environment);

} // namespace ruhu::forms
