// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "sync/protocol/requestsignature.h"

#include "core/crypto/hash.h"
#include "core/crypto/sign.h"

namespace ruhu::protocol {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype nonceSize = 16;

QByteArray messageOf(const HttpRequest &request, const QByteArray &time, const QByteArray &nonce)
{
    return "ruhu-request-1\n"_ba + request.method + '\n' + request.path + '\n' + request.query + '\n' +
           crypto::blake2b(request.body).toHex() + '\n' + time + '\n' + nonce;
}

/// Lower-case hexadecimal of exactly `size` bytes, else empty: one value has one spelling.
QByteArray fromHex(const QByteArray &text, qsizetype size)
{
    const QByteArray bytes = QByteArray::fromHex(text);
    return bytes.size() == size && bytes.toHex() == text ? bytes : QByteArray();
}

} // namespace

Result<void> signRequest(HttpRequest &request, DeviceId device, qint64 timeMs, const QByteArray &nonce,
                         const record::Signer &signer)
{
    Q_ASSERT(nonce.size() == nonceSize);
    const QByteArray time = QByteArray::number(timeMs);
    const auto sig = signer(messageOf(request, time, nonce.toHex()));
    if (!sig)
        return passOn(sig);
    request.headers.insert("sync-device"_ba, device.bytes().toHex());
    request.headers.insert("sync-time"_ba, time);
    request.headers.insert("sync-nonce"_ba, nonce.toHex());
    request.headers.insert("sync-sig"_ba, sig->toHex());
    return {};
}

Result<RequestSignature> requestSignatureOf(const HttpRequest &request)
{
    RequestSignature signature;
    signature.device = DeviceId::fromBytes(fromHex(request.header("sync-device"_ba), DeviceId::size));
    signature.nonce = fromHex(request.header("sync-nonce"_ba), nonceSize);
    signature.sig = fromHex(request.header("sync-sig"_ba), crypto::signatureSize);
    const QByteArray time = request.header("sync-time"_ba);
    signature.time = time.toLongLong();
    const bool oneSpelling = QByteArray::number(signature.time) == time;
    if (signature.device.isNull() || signature.nonce.isEmpty() || signature.sig.isEmpty() || !oneSpelling)
        return fail(ErrorCode::Signature, u"headers"_s);
    return signature;
}

Result<void> verifyRequest(const HttpRequest &request, const RequestSignature &signature,
                           QByteArrayView devicePublicKey)
{
    const QByteArray message = messageOf(request, QByteArray::number(signature.time), signature.nonce.toHex());
    if (!crypto::verify(devicePublicKey, message, signature.sig))
        return fail(ErrorCode::Signature, u"request"_s);
    return {};
}

} // namespace ruhu::protocol
