// SPDX-FileCopyrightText: 2026 The Ruhu authors
// SPDX-License-Identifier: MulanPSL-2.0
#include "core/vault/sealedhandles.h"

#include <algorithm>

namespace ruhu::vault::sealed {

int MemoryHandle::read(char *out, int amount, sqlite3_int64 at)
{
    const int have = int(std::clamp<sqlite3_int64>(m_size - at, 0, amount));
    for (int done = 0; done < have;) {
        const sqlite3_int64 position = at + done;
        const int inside = int(position % chunkSize);
        const int take = std::min(have - done, int(chunkSize) - inside);
        std::copy_n(m_chunks[std::size_t(position / chunkSize)].get() + inside, take, out + done);
        done += take;
    }
    std::fill_n(out + have, amount - have, '\0');
    return have == amount ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int MemoryHandle::write(const char *bytes, int amount, sqlite3_int64 at)
{
    while (sqlite3_int64(m_chunks.size()) * chunkSize < at + amount)
        m_chunks.push_back(std::make_unique<char[]>(std::size_t(chunkSize)));
    for (int done = 0; done < amount;) {
        const sqlite3_int64 position = at + done;
        const int inside = int(position % chunkSize);
        const int take = std::min(amount - done, int(chunkSize) - inside);
        std::copy_n(bytes + done, take, m_chunks[std::size_t(position / chunkSize)].get() + inside);
        done += take;
    }
    m_size = std::max(m_size, at + amount);
    return SQLITE_OK;
}

int MemoryHandle::truncate(sqlite3_int64 size)
{
    if (size >= m_size)
        return SQLITE_OK;
    m_size = size;
    m_chunks.resize(std::size_t((size + chunkSize - 1) / chunkSize));
    if (const auto tail = size % chunkSize; tail != 0)
        std::fill_n(m_chunks.back().get() + tail, chunkSize - tail, '\0');
    return SQLITE_OK;
}

int MemoryHandle::size(sqlite3_int64 &size)
{
    size = m_size;
    return SQLITE_OK;
}

} // namespace ruhu::vault::sealed
