// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/stream.h"

#include "core/crypto/sodium_p.h"

#include <algorithm>

namespace ruhu::crypto {

static_assert(streamKeySize == crypto_secretstream_xchacha20poly1305_KEYBYTES);
static_assert(streamHeaderSize == crypto_secretstream_xchacha20poly1305_HEADERBYTES);
static_assert(streamChunkOverhead == crypto_secretstream_xchacha20poly1305_ABYTES);

struct StreamSealer::State
{
    crypto_secretstream_xchacha20poly1305_state stream;
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

struct StreamOpener::State
{
    crypto_secretstream_xchacha20poly1305_state stream;
    ~State() { sodium_memzero(&stream, sizeof stream); }
};

StreamSealer::StreamSealer(const SecretBytes &key, QByteArray aad)
    : m_state(std::make_unique<State>())
    , m_header(streamHeaderSize, Qt::Uninitialized)
    , m_aad(std::move(aad))
{
    Q_ASSERT(key.size() == streamKeySize);
    init();
    crypto_secretstream_xchacha20poly1305_init_push(&m_state->stream, out(m_header.data()), in(key.view()));
}

StreamSealer::~StreamSealer() = default;

QByteArray StreamSealer::push(QByteArrayView chunk, bool last)
{
    Q_ASSERT(chunk.size() <= streamChunkSize && (last || chunk.size() == streamChunkSize));
    QByteArray sealed(chunk.size() + streamChunkOverhead, Qt::Uninitialized);
    const unsigned char tag =
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE;
    crypto_secretstream_xchacha20poly1305_push(&m_state->stream, out(sealed.data()), nullptr, in(chunk), length(chunk),
                                               in(m_aad), length(m_aad), tag);
    return sealed;
}

StreamOpener::StreamOpener() = default;
StreamOpener::~StreamOpener() = default;
StreamOpener::StreamOpener(StreamOpener &&) noexcept = default;
StreamOpener &StreamOpener::operator=(StreamOpener &&) noexcept = default;

Result<StreamOpener> StreamOpener::start(const SecretBytes &key, QByteArray aad, QByteArrayView header)
{
    Q_ASSERT(key.size() == streamKeySize);
    StreamOpener opener;
    opener.m_state = std::make_unique<State>();
    opener.m_aad = std::move(aad);
    if (header.size() != streamHeaderSize ||
        crypto_secretstream_xchacha20poly1305_init_pull(&opener.m_state->stream, in(header), in(key.view())) != 0)
        return fail(ErrorCode::Damaged, QStringLiteral("no stream header"));
    return opener;
}

Result<QByteArray> StreamOpener::pull(QByteArrayView chunk)
{
    if (m_atEnd || chunk.size() < streamChunkOverhead || chunk.size() > streamChunkSize + streamChunkOverhead)
        return fail(ErrorCode::Damaged, QStringLiteral("not the next chunk of the stream"));
    QByteArray plain(chunk.size() - streamChunkOverhead, Qt::Uninitialized);
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(&m_state->stream, out(plain.data()), nullptr, &tag, in(chunk),
                                                   length(chunk), in(m_aad), length(m_aad)) != 0)
        return fail(ErrorCode::Damaged, QStringLiteral("chunk does not authenticate"));
    m_atEnd = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    return plain;
}

qint64 streamSealedSize(qint64 plain)
{
    const qint64 chunks = std::max<qint64>(1, (plain + streamChunkSize - 1) / streamChunkSize);
    return streamHeaderSize + plain + chunks * streamChunkOverhead;
}

QByteArray streamSeal(const SecretBytes &key, QByteArrayView aad, QByteArrayView plain)
{
    StreamSealer sealer(key, aad.toByteArray());
    QByteArray sealed;
    sealed.reserve(streamSealedSize(plain.size()));
    sealed += sealer.header();
    qsizetype at = 0;
    bool last = false;
    while (!last) {
        const qsizetype size = std::min(streamChunkSize, plain.size() - at);
        last = at + size == plain.size();
        sealed += sealer.push(plain.sliced(at, size), last);
        at += size;
    }
    return sealed;
}

Result<QByteArray> streamOpen(const SecretBytes &key, QByteArrayView aad, QByteArrayView sealed)
{
    auto opener = StreamOpener::start(key, aad.toByteArray(), sealed.first(std::min(streamHeaderSize, sealed.size())));
    if (!opener)
        return passOn(opener);
    QByteArray plain;
    plain.reserve(std::max<qsizetype>(0, sealed.size() - streamHeaderSize));
    for (qsizetype at = streamHeaderSize; at < sealed.size();) {
        const qsizetype size = std::min(streamChunkSize + streamChunkOverhead, sealed.size() - at);
        auto chunk = opener->pull(sealed.sliced(at, size));
        if (!chunk)
            return passOn(chunk);
        plain += *chunk;
        at += size;
    }
    if (!opener->atEnd())
        return fail(ErrorCode::Damaged, QStringLiteral("the stream was cut"));
    return plain;
}

} // namespace ruhu::crypto
