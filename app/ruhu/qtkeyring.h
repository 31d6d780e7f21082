// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/service/ports.h"

namespace ruhu {

/// KeyringPort over QtKeychain. GUI thread; the jobs end within milliseconds, also without a secret service.
///
/// Facts measured with QtKeychain 0.13.2 (docs/threat-model.md): "entry not found" comes from a first run and from a
/// locked ring alike, so nobody makes a secret because of it; without a secret service or a bus the error is
/// OtherError, not NoBackendAvailable; writing into a locked ring is refused by name.
class QtKeyring final : public service::KeyringPort
{
public:
    [[nodiscard]] QString backend() const override;
    [[nodiscard]] service::Answer<QByteArray> read(const QString &key) override;
    [[nodiscard]] service::Answer<void> write(const QString &key, const QByteArray &secret) override;
};

} // namespace ruhu
