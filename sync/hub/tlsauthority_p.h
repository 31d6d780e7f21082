// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

// Private to the room: X.509 by OpenSSL, which the HTTP library brings.
namespace ruhu::hub {

struct TlsFiles
{
    QByteArray caCert; ///< PEM
    QByteArray caKey;
    QByteArray serverCert;
    QByteArray serverKey;
};

/// An authority and a server certificate (ECDSA P-256, SHA-256) for these names and addresses. Valid from a day before
/// `nowMs`. Internal when the library refuses.
[[nodiscard]] Result<TlsFiles> makeTlsFiles(const QString &province, const QStringList &hosts, int years, qint64 nowMs);

} // namespace ruhu::hub
