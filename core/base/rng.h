// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include <QByteArray>

#include <cstddef>
#include <span>

namespace ruhu {

/// A source of random bytes. core/crypto has the real one; tests and the simulator seed their own.
class Rng
{
public:
    virtual ~Rng() = default;

    /// Fills all of `out`. Never fails: a machine without randomness cannot run this program.
    virtual void fill(std::span<std::byte> out) = 0;

    /// `size` random bytes.
    [[nodiscard]] QByteArray bytes(qsizetype size)
    {
        QByteArray out(size, Qt::Uninitialized);
        fill(std::as_writable_bytes(std::span(out.data(), std::size_t(size))));
        return out;
    }
};

} // namespace ruhu
