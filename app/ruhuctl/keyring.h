// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QString>

namespace ruhu::ctl {

/// The key ring of the desktop, for a program without a main loop: waits for the answer (10 ms where there is none).
/// NotFound also when the ring is locked and does not say so (QtKeychain 0.13): never a reason to make a new secret.
/// KeyringLocked; KeyringUnavailable.
[[nodiscard]] Result<QByteArray> readKeyring(const QString &name);
[[nodiscard]] Result<void> writeKeyring(const QString &name, const QByteArray &secret);

} // namespace ruhu::ctl
