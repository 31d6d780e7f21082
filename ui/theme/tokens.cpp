// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "ui/theme/tokens.h"

#include "ui/theme/appearance.h"

#include <array>

namespace ruhu::theme {

namespace {

// In the order of Token: light, dark.
constexpr std::array<std::array<QRgb, 2>, tokenCount> values{{
    {0xFFF4F3EF, 0xFF15171A}, // Win
    {0xFFFFFFFF, 0xFF1D2024}, // Surface
    {0xFFECEAE4, 0xFF111316}, // Sunken
    {0xFFFFFFFF, 0xFF262A2F}, // Raised
    {0xFFE1DED6, 0xFF30353B}, // Line
    {0xFFC9C5BA, 0xFF474D55}, // Line2
    {0xFF87827A, 0xFF7C838C}, // Field
    {0xFF20242A, 0xFFE9E7E2}, // Tx
    {0xFF4A505A, 0xFFBCC0C6}, // Tx2
    {0xFF626872, 0xFF9DA3AB}, // Tx3
    {0xFF1D5B86, 0xFF7AB7E0}, // Ac
    {0xFF174A6E, 0xFF93C6E9}, // AcH
    {0xFF113A57, 0xFF62A3CF}, // AcP
    {0xFFE6EFF6, 0xFF1E3241}, // AcBg
    {0xFFA6C4DA, 0xFF3A617D}, // AcLine
    {0xFFFFFFFF, 0xFF0B1A25}, // OnAc
    {0xFF216845, 0xFF72C899}, // Ok
    {0xFFE4F1E9, 0xFF1A3026}, // OkBg
    {0xFFA9D0BA, 0xFF2F5A45}, // OkLine
    {0xFF855400, 0xFFE5B65A}, // Warn
    {0xFFFBF0D9, 0xFF352B16}, // WarnBg
    {0xFFE3C88C, 0xFF6A5426}, // WarnLine
    {0xFFA63024, 0xFFF3978A}, // Bad
    {0xFFFBE9E6, 0xFF3B221F}, // BadBg
    {0xFFE3ADA5, 0xFF754039}, // BadLine
    {0xFFECEAE4, 0xFF2A2E34}, // MutBg
    {0xFFFFE8A3, 0xFF5C4A12}, // Mark
    {0xFF2A2F36, 0xFFE9E7E2}, // Toast
    {0xFFF4F3EF, 0xFF1D2024}, // ToastTx
    {0xFF9CCBEA, 0xFF1D5B86}, // ToastAc
    {0xFF123F60, 0xFFBCDDF2}, // C1
    {0xFF2F73A3, 0xFF7AB7E0}, // C2
    {0xFF86B1CF, 0xFF4A82A8}, // C3
    {0xFFC5DAE8, 0xFF2B4C63}, // C4
}};

} // namespace

QColor color(Token token, Scheme scheme)
{
    return QColor::fromRgb(values[std::size_t(token)][scheme == Scheme::Dark ? 1 : 0]);
}

QColor color(Token token)
{
    return color(token, scheme());
}

} // namespace ruhu::theme
