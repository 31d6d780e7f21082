// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QColor>

namespace ruhu::theme {

/// Every colour of the program. A literal colour anywhere else is a mistake: it would not follow the scheme.
/// Status colours (Ok, Warn, Bad) never stand alone: an icon and words go with them.
enum class Token {
    Win,     ///< window, rail, status bar
    Surface, ///< cards, lists, fields
    Sunken,  ///< progress track, hover of buttons
    Raised,  ///< menus, dialogs
    Line,    ///< hairline
    Line2,   ///< border of buttons and chips
    Field,   ///< border of inputs, radios, check boxes (at least 3:1 on Surface)
    Tx,
    Tx2,
    Tx3, ///< hints, placeholders
    Ac,
    AcH, ///< accent, pointed at
    AcP, ///< accent, pressed
    AcBg,
    AcLine,
    OnAc,
    Ok,
    OkBg,
    OkLine,
    Warn,
    WarnBg,
    WarnLine,
    Bad,
    BadBg,
    BadLine,
    MutBg, ///< neutral badge
    Mark,  ///< search hit, text difference
    Toast,
    ToastTx,
    ToastAc, ///< the action on a toast
    C1,      ///< C1 to C4: chart series
    C2,
    C3,
    C4,
};
inline constexpr int tokenCount = int(Token::C4) + 1;

enum class Scheme { Light, Dark };

/// The value of a token in a scheme.
[[nodiscard]] QColor color(Token token, Scheme scheme);
/// The value of a token in the scheme now shown. GUI thread.
[[nodiscard]] QColor color(Token token);

} // namespace ruhu::theme
