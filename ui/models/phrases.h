// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/words.h"

#include <QDateTime>
#include <QString>

/// Dates, money, deadlines and codes as people say them. Every page uses these, so that a thing has one
/// wording.
namespace ruhu::models {

/// "11月21日"; with another year than `today`'s the year stands before it. Empty for an invalid date.
[[nodiscard]] QString dayText(QDate day, QDate today);
/// "周五".
[[nodiscard]] QString weekdayText(QDate day);
/// "今天 09:41", "昨天 17:20", "11月19日 16:05".
[[nodiscard]] QString momentText(qint64 atMs, QDateTime now);
/// "09:41:32".
[[nodiscard]] QString clockText(qint64 atMs);
/// "654.00 元".
[[nodiscard]] QString moneyText(qint64 fen);
/// "3.6 GB", "46.8 MB", "300 kB".
[[nodiscard]] QString sizeText(qint64 bytes);

enum class Urgency { None, Fine, Soon, Overdue };
[[nodiscard]] Urgency urgencyOf(const service::Deadline &due);
/// For badges: "剩 1 工作日", "今天到期", "超期 1 工作日".
[[nodiscard]] QString badgeText(const service::Deadline &due);
/// For prose: "剩 1 个工作日，11月24日 周一前".
[[nodiscard]] QString proseText(const service::Deadline &due, QDate today);

/// What must have happened by the end of a limit, by its key in the policy pack: "开始入户调查", "全程办结".
[[nodiscard]] QString limitText(const QString &limit);

/// The short name of a programme, for badges: "低保".
[[nodiscard]] QString programmeText(const QString &programme);
/// Special groups of a household: "disability" → "残疾".
[[nodiscard]] QString tagText(const QString &tag);
/// "石磨村三组"
[[nodiscard]] QString placeText(const service::Place &place);
/// "3 天前", "超过 90 天".
[[nodiscard]] QString agoText(QDate day, QDate today);

} // namespace ruhu::models
