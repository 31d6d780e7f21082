// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#pragma once

#include "ui/widgets/secretfield.h"

#include <QByteArray>

namespace ruhu::pages {

/// Where a password is while it is typed: one page of memory that is neither swapped nor dumped, wiped when it is
/// taken, cleared or destroyed. Locking may fail where the machine allows no locked memory; then it is only wiped.
class PasswordBuffer final : public widgets::SecretSink
{
public:
    static constexpr std::size_t capacity = 128; ///< Bytes of UTF-8: the longest password (docs/storage-format.md).

    PasswordBuffer();
    ~PasswordBuffer() override;
    PasswordBuffer(const PasswordBuffer &) = delete;
    PasswordBuffer &operator=(const PasswordBuffer &) = delete;

    [[nodiscard]] bool append(std::span<const std::byte> bytes) override;
    void truncate(std::size_t length) override;

    /// The only copy, for a callee that wipes it; this buffer is empty afterwards.
    [[nodiscard]] QByteArray take();
    /// Compares two typed passwords (the second time of a new one) without copying them.
    [[nodiscard]] bool equals(const PasswordBuffer &other) const;
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    std::byte *m_page = nullptr;
    std::size_t m_size = 0;
};

} // namespace ruhu::pages
