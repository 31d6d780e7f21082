// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/words.h"

namespace ruhu::service {

/// Which letters of a name answer a search: written as they are, or by pinyin, initials or a mixture of both. Words of
/// the query that stand for something else (a household number, the tail of an identity number) mark nothing.
[[nodiscard]] QList<Span> nameHits(const QString &name, const QString &query);

} // namespace ruhu::service
