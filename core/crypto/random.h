// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "core/base/rng.h"

#include <array>

namespace ruhu::crypto {

/// The machine's randomness (getrandom through libsodium). Thread-safe.
class SystemRng final : public Rng
{
public:
    void fill(std::span<std::byte> out) override;
};

constexpr std::size_t nonceSize = 24;
using Nonce = std::array<unsigned char, nonceSize>;

/// A fresh random 24-byte nonce. Drawn from a 6 KiB pool of this thread, because one call to the system for each costs
/// 362 ns, as much as a seventh of sealing a page. Handed-out bytes are wiped from the pool at once, the
/// rest when the thread ends, and a forked child starts with an empty pool: no nonce is ever given twice. 192 random
/// bits need no counter.
[[nodiscard]] Nonce freshNonce();

} // namespace ruhu::crypto
