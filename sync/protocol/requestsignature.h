// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/strongid.h"
#include "core/record/mutation.h"
#include "sync/protocol/http.h"

/// The signature of a request (docs/protocol.md 2). Headers:
///   sync-device  32 hexadecimal digits, the id of the device
///   sync-time    decimal milliseconds since 1970, the sender's wall clock corrected to the hub's
///   sync-nonce   32 hexadecimal digits, fresh for every request
///   sync-sig     128 hexadecimal digits: Ed25519 of the device over
///                "ruhu-request-1\n" method "\n" path "\n" query "\n" hex(blake2b256(body)) "\n" time "\n" nonce
/// Body, path and query are the bytes as sent. Everything but /v1/status and /v1/enrol carries one.
namespace ruhu::protocol {

/// Either way from the hub's clock.
constexpr qint64 clockWindowMs = 10 * 60 * 1000;

struct RequestSignature
{
    DeviceId device;
    qint64 time = 0;  ///< ms
    QByteArray nonce; ///< 16 bytes.
    QByteArray sig;   ///< 64 bytes.
};

/// Adds the four headers; the errors are the signer's.
[[nodiscard]] Result<void> signRequest(HttpRequest &request, DeviceId device, qint64 timeMs, const QByteArray &nonce,
                                       const record::Signer &signer);

/// Reads the four headers; Signature when one is missing or malformed.
[[nodiscard]] Result<RequestSignature> requestSignatureOf(const HttpRequest &request);

/// Signature unless `sig` is the device's over this very request. Looks at no clock and at no nonce.
[[nodiscard]] Result<void> verifyRequest(const HttpRequest &request, const RequestSignature &signature,
                                         QByteArrayView devicePublicKey);

} // namespace ruhu::protocol
