// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/crypto/random.h"

#include "core/crypto/secretbytes.h"
#include "core/crypto/sodium_p.h"

#include <pthread.h>

#include <algorithm>
#include <atomic>

namespace ruhu::crypto {

namespace {

std::atomic<unsigned> forks = 0;

void countFork()
{
    forks.fetch_add(1, std::memory_order_relaxed);
}

struct NoncePool
{
    static constexpr std::size_t nonces = 256; // 6 KiB
    std::array<unsigned char, nonces * nonceSize> bytes{};
    std::size_t used = nonces;
    unsigned bornAfterForks = 0;

    NoncePool() = default;
    NoncePool(const NoncePool &) = delete;
    NoncePool &operator=(const NoncePool &) = delete;
    ~NoncePool() { sodium_memzero(bytes.data(), bytes.size()); }

    void refill(unsigned forksNow)
    {
        init();
        randombytes_buf(bytes.data(), bytes.size());
        used = 0;
        bornAfterForks = forksNow;
    }

    Nonce take()
    {
        const unsigned forksNow = forks.load(std::memory_order_relaxed);
        if (used == nonces || bornAfterForks != forksNow)
            refill(forksNow);
        unsigned char *next = bytes.data() + nonceSize * used++;
        Nonce nonce;
        std::copy_n(next, nonceSize, nonce.begin());
        std::fill_n(next, nonceSize, static_cast<unsigned char>(0));
        return nonce;
    }
};

} // namespace

void SystemRng::fill(std::span<std::byte> out)
{
    init();
    randombytes_buf(out.data(), out.size());
}

Nonce freshNonce()
{
    static const int watching = pthread_atfork(nullptr, nullptr, countFork);
    if (watching != 0)
        qFatal("cannot watch for fork: nonces would repeat");
    thread_local NoncePool pool;
    return pool.take();
}

} // namespace ruhu::crypto
