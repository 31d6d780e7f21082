// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QString>

namespace ruhu::models {

/// What the person was about when something went wrong. It decides whether anything is lost.
enum class Doing {
    Starting, ///< The program or a page opens.
    Unlocking,
    Enrolling,
    Loading,   ///< A page or list reads.
    Visiting,  ///< A visit is begun or gone on with.
    Answering, ///< An answer of a form is kept.
    AddingPhoto,
    Signing,   ///< A visit is signed.
    Finishing, ///< A visit is finished.
    Casework,  ///< A step of an application.
    Deciding,  ///< An opinion is signed.
    Resolving, ///< A conflict is decided.
    Syncing,
    Revealing,
    Correcting, ///< A fact of a household is corrected outside a visit.
};

/// What a person reads when something went wrong: what happened, whether anything is lost, what to do.
/// Full sentences in the language of the program; never a code, never a server's own words.
struct Message
{
    QString happened;
    QString lost; ///< "Nothing is lost." in the words of what was being done.
    QString next; ///< What to do; may be empty when there is nothing.

    [[nodiscard]] QString text() const
    {
        return happened + (lost.isEmpty() ? lost : QChar(u' ') + lost) + (next.isEmpty() ? next : QChar(u' ') + next);
    }
};

/// The words for an error. Total: every code has words for everything a person may be doing.
[[nodiscard]] Message message(const Error &error, Doing doing);

/// The word for a code of a code list in the language of the program; an unknown code is shown as it is.
[[nodiscard]] QString codeWord(QStringView list, QStringView code);

} // namespace ruhu::models
